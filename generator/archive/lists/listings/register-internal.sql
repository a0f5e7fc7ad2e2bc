-- title: Register Internal
-- group: buku
-- seal: yes
-- signer: Arsiparis/Petugas Agenda
-- column: No | 1.2 | center
-- column: Nomor | 5.2
-- column: Tanggal | 2.2 | center
-- column: Naskah | *
-- column: Kepada | *
-- column: Pengolah | 3.4
-- column: Keterangan | 3.4
-- Papers that are numbered but go to nobody outside: receipts, attendance lists, minutes.
SELECT
    CASE WHEN r.state = 'buku lama' THEN r.number ELSE r.sequence END AS "No",
    CASE WHEN r.state = 'buku lama' THEN '' ELSE r.number END AS "Nomor",
    CASE WHEN i.date IS NULL THEN '' ELSE strftime('%d-%m-%Y', substr(i.date, 1, 10)) END AS "Tanggal",
    coalesce(i.title, '') AS "Naskah",
    coalesce(i.party, '') AS "Kepada",
    coalesce(i.processor, '') AS "Pengolah",
    CASE
        WHEN r.state = 'dilewati' THEN r.void_reason
        WHEN r.state = 'buku lama' THEN 'buku agenda manual: ' || r.note
        WHEN r.state = 'batal' THEN 'BATAL' || CASE WHEN k.is_secret THEN '' ELSE ': ' || r.given_up END
            || CASE WHEN r.given_up_item IS NULL THEN '' ELSE '; ' || r.case_number END
        WHEN r.state != 'terdaftar' THEN r.state
        ELSE trim(CASE WHEN r.case_number LIKE 'UMUM-%' THEN '' ELSE r.case_number END
            || CASE WHEN i.revision > 1 THEN ' (revisi ' || i.revision || ')' ELSE '' END
            || coalesce('; dipindahkan dari ' || (SELECT v.from_case FROM refiled_here v
                WHERE v.to_case = r.case_number AND v.to_item = r.item), '')
            || CASE WHEN i.date < r.dated THEN '; didaftarkan kemudian' ELSE '' END
            || CASE WHEN coalesce(k.shelf, '') = '' THEN '' ELSE '; ' || k.shelf END, '; ')
    END AS "Keterangan"
FROM register_states r
LEFT JOIN shown_items i
    ON i.number = r.number AND i.case_number = r.case_number
    AND i.kind = 'surat' AND (i.is_replaced = 0 OR i.item = r.given_up_item)
LEFT JOIN kept k ON k.case_number = r.case_number
WHERE r.series = 'internal' AND r.year = :year
    AND (:month IS NULL OR CAST(substr(r.dated, 6, 2) AS INTEGER) = :month)
ORDER BY r.sequence
