-- title: Buku Agenda Surat Keluar
-- group: buku
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
-- Every number of the year, the void ones with their reason, the ones in reserve and still on their way;
-- a number that was put between two others (sisipan) stands behind the one it belongs to. A letter that
-- was replaced stands in its last revision. What SRIKANDI numbers stands at the end.
WITH numbers AS (
    SELECT
        r.*,
        coalesce(r.base, r.sequence) AS place,
        CASE WHEN r.series = 'srikandi' THEN 'S' || r.sequence
            WHEN r.state = 'buku lama' THEN r.number
            WHEN r.suffix = '' THEN r.sequence
            ELSE r.base || '.' || r.suffix END AS shown,
        CASE WHEN r.series = 'srikandi' AND r.srikandi_number IS NULL
            THEN 'menunggu nomor SRIKANDI (' || r.number || ')'
            WHEN r.state = 'buku lama' THEN ''
            ELSE r.known END AS printed
    FROM register_states r
    WHERE r.series IN ('keluar', 'sisipan', 'srikandi') AND r.year = :year
        AND (:month IS NULL OR CAST(substr(r.dated, 6, 2) AS INTEGER) = :month)
), sent AS (
    -- Of several entries the last one tells; with max() SQLite takes the other columns of its row.
    SELECT number, sent, max(item) AS item FROM deliveries GROUP BY number
)
SELECT
    r.shown AS "No",
    CASE WHEN r.given_up_item IS NULL THEN r.printed ELSE r.known END AS "Nomor surat",
    CASE WHEN i.date IS NULL THEN '' ELSE strftime('%d-%m-%Y', substr(i.date, 1, 10)) END AS "Tanggal surat",
    CASE WHEN s.sent IS NULL THEN '' ELSE strftime('%d-%m-%Y', substr(s.sent, 1, 10)) END AS "Tanggal kirim",
    coalesce(i.party, '') AS "Kepada",
    coalesce(i.subject, '') AS "Isi ringkas",
    coalesce(i.attachment, '') AS "Lampiran",
    coalesce(i.processor, '') AS "Pengolah",
    CASE
        WHEN r.state = 'dilewati' THEN r.void_reason
        WHEN r.state = 'buku lama' THEN 'buku agenda manual: ' || r.note
        WHEN r.state = 'batal' THEN 'BATAL' || CASE WHEN k.is_secret THEN '' ELSE ': ' || r.given_up END
            || CASE WHEN r.given_up_item IS NULL THEN '' ELSE '; ' || r.case_number END
        WHEN r.state = 'cadangan' THEN 'DICADANGKAN: ' || r.note
        WHEN r.state = 'dalam proses' THEN r.state
        ELSE trim(
            CASE WHEN r.case_number LIKE 'UMUM-%' THEN '' ELSE r.case_number END
            || CASE WHEN i.revision > 1 THEN ' (revisi ' || i.revision || ')' ELSE '' END
            || coalesce('; dipindahkan dari ' || (SELECT v.from_case FROM refiled_here v
                WHERE v.to_case = r.case_number AND v.to_item = r.item), '')
            || CASE WHEN i.kind = 'surat' AND i.date < r.dated THEN '; didaftarkan kemudian' ELSE '' END
            || CASE WHEN r.suffix = '' THEN '' ELSE '; SISIPAN' || CASE WHEN k.is_secret THEN '' ELSE ': ' || r.note END END
            || CASE WHEN i.kind = 'surat-luar' AND i.pages = 0 AND i.is_signed = 0
                THEN '; naskah belum diarsipkan' ELSE '' END
            || CASE WHEN coalesce(o.note, '') = '' OR k.is_secret THEN '' ELSE '; ' || o.note END
            || CASE WHEN coalesce(k.shelf, '') = '' THEN '' ELSE '; ' || k.shelf END, '; ')
    END AS "Keterangan"
FROM numbers r
LEFT JOIN shown_items i
    ON i.number = r.known AND i.case_number = r.case_number
    AND i.kind IN ('surat', 'surat-luar') AND (i.is_replaced = 0 OR i.item = r.given_up_item)
LEFT JOIN outgoing o ON o.case_number = i.case_number AND o.item = i.item
LEFT JOIN sent s ON s.number = r.known
LEFT JOIN kept k ON k.case_number = r.case_number
ORDER BY r.series = 'srikandi', r.place, r.suffix
