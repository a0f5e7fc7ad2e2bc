-- title: Daftar Isi Berkas
-- group: arsip
-- unit: yes
-- column: Nomor berkas | 2.9
-- column: Nomor item arsip | 1.5 | center
-- column: Kode klasifikasi | 2.2
-- column: Uraian informasi arsip | *
-- column: Tanggal | 2.0 | center
-- column: Jumlah | 2.0
-- column: Tingkat perkembangan | 2.7
-- column: Boks | 1.8
-- column: Keterangan | 3.0
-- Every item of the cases that were opened in the year, and of the letters that belong to no case.
WITH shown AS (
SELECT
    i.case_number AS "Nomor berkas",
    i.item AS "Nomor item arsip",
    i.classification AS "Kode klasifikasi",
    CASE
        WHEN i.kind IN ('surat-masuk', 'surat-luar')
            THEN i.title || ' ' || i.number || CASE i.direction WHEN 'masuk' THEN ' dari ' ELSE ' kepada ' END
                || i.party || ': ' || i.subject
        WHEN i.kind IN ('surat', 'tanda-terima') THEN trim(i.title || ' ' || i.number)
            || CASE WHEN i.direction != 'masuk' AND i.party != '' THEN ' kepada ' || i.party ELSE '' END
        ELSE i.title
    END AS "Uraian informasi arsip",
    strftime('%d-%m-%Y', substr(i.date, 1, 10)) AS "Tanggal",
    CASE WHEN i.pages > 0 THEN i.pages || ' lembar' ELSE '1 berkas' END AS "Jumlah",
    CASE i.kind
        WHEN 'surat' THEN 'pertinggal' WHEN 'surat-luar' THEN 'pertinggal' WHEN 'lampiran' THEN 'salinan' ELSE 'asli'
    END AS "Tingkat perkembangan",
    coalesce(k.place, '') AS "Boks",
    i.access || CASE
        WHEN w.item IS NOT NULL THEN '; dibatalkan'
        WHEN i.is_replaced THEN '; diganti'
        WHEN i.revision > 1 THEN '; revisi ' || i.revision
        ELSE ''
    END || coalesce('; dipindahkan dari ' || m.from_case, '')
        || coalesce('; ' || CASE WHEN k.is_disposed OR k.is_handed_over THEN k.shelf ELSE k.loan END, '') AS "Keterangan"
FROM shown_items i
LEFT JOIN withdrawals w ON w.case_number = i.case_number AND w.item = i.item
LEFT JOIN shown_cases c ON c.case_number = i.case_number
LEFT JOIN kept k ON k.case_number = c.case_number
LEFT JOIN refiled_here m ON m.to_case = i.case_number AND m.to_item = i.item
WHERE CAST(coalesce(substr(c.opened, 1, 4), substr(i.case_number, 6, 4)) AS INTEGER) = :year
UNION ALL
-- What was filed there in error and is now in another case keeps its line.
SELECT
    a.from_case, a.from_item, '', 'dipindahkan ke ' || a.to_case || '/' || a.to_item,
    strftime('%d-%m-%Y', substr(a.at, 1, 10)), '', '', '',
    'dipindahkan' || CASE WHEN c.is_secret OR t.is_secret THEN '' ELSE ': ' || a.reason END
FROM refiled_away a
LEFT JOIN shown_cases c ON c.case_number = a.from_case
LEFT JOIN shown_cases t ON t.case_number = a.to_case
WHERE CAST(coalesce(substr(c.opened, 1, 4), substr(a.from_case, 6, 4)) AS INTEGER) = :year
)
SELECT * FROM shown
ORDER BY "Nomor berkas" LIKE 'UMUM-%', length("Nomor berkas"), "Nomor berkas", "Nomor item arsip"
