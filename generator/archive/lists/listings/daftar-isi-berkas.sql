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
    END || coalesce('; ' || CASE WHEN k.is_disposed OR k.is_handed_over THEN k.shelf ELSE k.loan END, '') AS "Keterangan"
FROM shown_items i
LEFT JOIN withdrawals w ON w.case_number = i.case_number AND w.item = i.item
LEFT JOIN shown_cases c ON c.case_number = i.case_number
LEFT JOIN kept k ON k.case_number = c.case_number
WHERE CAST(coalesce(substr(c.opened, 1, 4), substr(i.case_number, 6, 4)) AS INTEGER) = :year
ORDER BY c.case_number IS NULL, length(i.case_number), i.case_number, i.item
