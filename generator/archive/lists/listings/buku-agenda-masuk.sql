-- title: Buku Agenda Surat Masuk
-- group: buku
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
-- Every letter and form that came in. A form has a number and date of its own only where it came with a
-- letter; a letter's number stands exactly as its sender wrote it.
WITH passed AS (
    SELECT
        year, sequence,
        group_concat(receivers || CASE WHEN instruction = '' THEN '' ELSE ': ' || instruction END, '; ')
            AS told,
        group_concat(receivers, '; ') AS receivers
    FROM (SELECT * FROM dispositions ORDER BY given, item)
    GROUP BY year, sequence
)
SELECT
    CASE WHEN r.state = 'buku lama' THEN r.number ELSE r.sequence END AS "No agenda",
    CASE WHEN r.state = 'buku lama' THEN '' ELSE strftime('%d-%m-%Y', substr(r.dated, 1, 10)) END AS "Tanggal terima",
    coalesce(i.number, '') AS "Nomor surat",
    CASE WHEN m.dated IS NULL THEN '' ELSE strftime('%d-%m-%Y', substr(m.dated, 1, 10)) END AS "Tanggal surat",
    coalesce(nullif(i.party, ''), c.client, '') AS "Pengirim",
    coalesce(i.subject, '') AS "Perihal",
    coalesce(i.attachment, '') AS "Lampiran",
    coalesce(CASE WHEN k.is_secret THEN p.receivers ELSE p.told END, i.processor, '') AS "Diteruskan kepada/Disposisi",
    CASE
        WHEN r.state = 'dilewati' THEN r.void_reason
        WHEN r.state = 'buku lama' THEN 'buku agenda manual: ' || r.note
        WHEN r.state = 'batal' THEN 'BATAL' || CASE WHEN k.is_secret THEN '' ELSE ': ' || r.given_up END
        WHEN r.state != 'terdaftar' THEN r.state
        ELSE trim(
            CASE WHEN r.case_number LIKE 'UMUM-%' THEN '' ELSE r.case_number END
            || coalesce('; dipindahkan dari ' || (SELECT v.from_case FROM refiled_here v
                WHERE v.to_case = r.case_number AND v.to_item = r.item), '')
            || CASE WHEN coalesce(m.note, '') = '' OR k.is_secret THEN '' ELSE '; ' || m.note END
            || CASE WHEN coalesce(k.shelf, '') = '' THEN '' ELSE '; ' || k.shelf END, '; ')
    END AS "Keterangan"
FROM register_states r
LEFT JOIN shown_items i ON i.case_number = r.case_number AND i.item = r.item
LEFT JOIN incoming m ON m.case_number = r.case_number AND m.item = r.item
LEFT JOIN shown_cases c ON c.case_number = r.case_number
LEFT JOIN kept k ON k.case_number = r.case_number
LEFT JOIN passed p ON p.year = r.year AND p.sequence = r.sequence
WHERE r.series = 'masuk' AND r.year = :year
    AND (:month IS NULL OR CAST(substr(r.dated, 6, 2) AS INTEGER) = :month)
ORDER BY r.sequence
