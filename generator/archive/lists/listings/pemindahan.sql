-- title: Pemindahan Arsip Inaktif
-- group: arsip
-- unit: yes
-- column: No | 0.9 | center
-- column: Nomor berita acara | 4.6
-- column: Dipindahkan | 2.0 | center
-- column: Nomor berkas | 2.8
-- column: Kode klasifikasi | 1.8
-- column: Uraian informasi berkas | *
-- column: Kurun waktu | 2.4 | center
-- column: Jumlah | 1.5
-- column: Tingkat perkembangan | 2.3
-- column: Boks | 1.8
-- column: Keterangan | 2.8
-- What went to the records unit in the year, by its berita acara; a case that runs again stands here no more.
SELECT
    row_number() OVER (ORDER BY m.at, m.number, by_parts(f.classification), f.case_number) AS "No",
    m.number AS "Nomor berita acara",
    strftime('%d-%m-%Y', substr(m.at, 1, 10)) AS "Dipindahkan",
    f.case_number AS "Nomor berkas",
    f.classification AS "Kode klasifikasi",
    f.description AS "Uraian informasi berkas",
    f.span AS "Kurun waktu",
    f.items || ' item' AS "Jumlah",
    f.levels AS "Tingkat perkembangan",
    coalesce(k.place, '') AS "Boks",
    coalesce(CASE WHEN k.is_disposed OR k.is_handed_over THEN k.shelf ELSE k.loan END, '') AS "Keterangan"
FROM moved m
JOIN case_files f ON f.case_number = m.case_number
JOIN kept k ON k.case_number = m.case_number
WHERE CAST(substr(m.at, 1, 4) AS INTEGER) = :year
ORDER BY 1
