-- title: Surat yang Sedang Dimintakan Tanda Tangan
-- group: tugas
-- period: today
-- signer: Petugas Agenda
-- column: Nomor surat | 5.0
-- column: Tanggal surat | 2.2 | center
-- column: Jenis surat | *
-- column: Nomor kasus | 3.2
-- column: Kepada | *
-- column: Keadaan | *
-- column: Hari | 1.3 | right
-- column: Lokasi | 3.0
-- Letters of the year and the years before that have not come back signed, the longest out first.
SELECT
    i.number AS "Nomor surat",
    strftime('%d-%m-%Y', substr(i.date, 1, 10)) AS "Tanggal surat",
    i.title AS "Jenis surat",
    i.case_number AS "Nomor kasus",
    i.party AS "Kepada",
    CASE WHEN i.lacking = '' THEN 'menunggu tanda tangan'
         ELSE 'kembali tidak lengkap: ' || i.lacking END AS "Keadaan",
    CAST(julianday(:today) - julianday(substr(i.filed_at, 1, 10)) AS INTEGER) AS "Hari",
    coalesce(k.shelf, '') AS "Lokasi"
FROM shown_items i
LEFT JOIN kept k ON k.case_number = i.case_number
WHERE i.kind = 'surat' AND i.is_replaced = 0 AND i.is_signed = 0 AND i.year <= :year
ORDER BY substr(i.filed_at, 1, 10), i.sequence
