-- title: Buku Agenda Surat Masuk
-- seal: yes
-- signer: Arsiparis/Petugas Agenda
-- column: No agenda | 1.5 | center
-- column: Tanggal terima | 1.95 | center
-- column: Nomor surat | 4.2
-- column: Tanggal surat | 1.95 | center
-- column: Pengirim | *
-- column: Perihal | *
-- column: Lampiran | 1.9
-- column: Diteruskan kepada/Disposisi | 3.6
-- column: Keterangan | 2.9
-- Every form that came in; its own number and date only where it came with a letter.
SELECT
    r.sequence AS "No agenda",
    strftime('%d-%m-%Y', substr(r.moment, 1, 10)) AS "Tanggal terima",
    coalesce(i.number, '') AS "Nomor surat",
    CASE WHEN i.date IS NULL THEN '' ELSE strftime('%d-%m-%Y', i.date) END AS "Tanggal surat",
    coalesce(nullif(i.party, ''), c.client, '') AS "Pengirim",
    coalesce(i.subject, '') AS "Perihal",
    coalesce(i.attachment, '') AS "Lampiran",
    coalesce(i.processor, '') AS "Diteruskan kepada/Disposisi",
    CASE WHEN i.id IS NULL THEN 'dalam proses' ELSE r.case_number END AS "Keterangan"
FROM register r
LEFT JOIN items i ON i.case_number = r.case_number AND i.item = r.item
LEFT JOIN cases c ON c.case_number = r.case_number
WHERE r.series = 'masuk' AND r.year = :year
    AND (:month IS NULL OR CAST(substr(r.moment, 6, 2) AS INTEGER) = :month)
ORDER BY r.sequence
