-- title: Buku Agenda Surat Keluar
-- seal: yes
-- signer: Arsiparis/Petugas Agenda
-- column: No | 1.2 | center
-- column: Nomor surat | 4.6
-- column: Tanggal surat | 1.95 | center
-- column: Tanggal kirim | 1.95 | center
-- column: Kepada | *
-- column: Isi ringkas | *
-- column: Lampiran | 1.9
-- column: Pengolah | 2.7
-- column: Keterangan | 3.0
-- Every number of the year, the void ones with their reason and the ones still on their way;
-- a letter that was replaced stands in its last revision.
SELECT
    r.sequence AS "No",
    r.number AS "Nomor surat",
    CASE WHEN i.date IS NULL THEN '' ELSE strftime('%d-%m-%Y', i.date) END AS "Tanggal surat",
    '' AS "Tanggal kirim",
    coalesce(i.party, '') AS "Kepada",
    coalesce(i.subject, '') AS "Isi ringkas",
    coalesce(i.attachment, '') AS "Lampiran",
    coalesce(i.processor, '') AS "Pengolah",
    CASE
        WHEN r.void_reason IS NOT NULL THEN 'BATAL: ' || r.void_reason
        WHEN i.id IS NULL THEN 'dalam proses'
        WHEN i.revision > 1 THEN r.case_number || ' (revisi ' || i.revision || ')'
        ELSE r.case_number
    END AS "Keterangan"
FROM register r
LEFT JOIN items i
    ON i.number = r.number AND i.case_number = r.case_number
    AND i.kind = 'surat' AND i.is_replaced = 0
WHERE r.series = 'keluar' AND r.year = :year
    AND (:month IS NULL OR CAST(substr(r.moment, 6, 2) AS INTEGER) = :month)
ORDER BY r.sequence
