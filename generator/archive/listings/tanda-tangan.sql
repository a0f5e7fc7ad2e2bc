-- title: Surat yang Sedang Dimintakan Tanda Tangan
-- Letters of the year that have not come back signed, the longest out first.
SELECT
    i.number AS "Nomor surat",
    strftime('%d-%m-%Y', i.date) AS "Tanggal surat",
    i.title AS "Jenis surat",
    i.case_number AS "Nomor kasus",
    i.party AS "Kepada",
    CAST(julianday(:today) - julianday(i.date) AS INTEGER) AS "Hari"
FROM items i
WHERE i.kind = 'surat' AND i.is_replaced = 0 AND i.is_signed = 0 AND i.year = :year
ORDER BY i.date, i.sequence
