-- title: Daftar Arsip Inaktif
-- group: arsip
-- unit: yes
-- period: today
-- column: No | 0.9 | center
-- column: Nomor berkas | 2.5
-- column: Kode klasifikasi | 1.8
-- column: Uraian informasi berkas | *
-- column: Kurun waktu | 2.1 | center
-- column: Jumlah | 1.5
-- column: Tingkat perkembangan | 2.3
-- column: Ditutup | 2.0 | center
-- column: Inaktif sampai | 2.1 | center
-- column: Status akhir | 1.7
-- column: Klasifikasi keamanan | 1.7
-- column: Boks | 1.8
-- column: Keterangan | 2.7
-- Files whose active years are over and whose inactive years are not; those on hold stay here.
SELECT
    row_number() OVER (ORDER BY k.inactive_until, by_parts(f.classification), f.case_number) AS "No",
    f.case_number AS "Nomor berkas",
    f.classification AS "Kode klasifikasi",
    f.description AS "Uraian informasi berkas",
    f.span AS "Kurun waktu",
    f.items || ' item' AS "Jumlah",
    f.levels AS "Tingkat perkembangan",
    strftime('%d-%m-%Y', substr(f.closed, 1, 10)) AS "Ditutup",
    strftime('%d-%m-%Y', substr(k.inactive_until, 1, 10)) AS "Inaktif sampai",
    k.fate AS "Status akhir",
    f.access AS "Klasifikasi keamanan",
    coalesce(k.place, '') AS "Boks",
    trim(coalesce(k.moved_by, 'belum dipindahkan') || coalesce('; ' || k.loan, '') || coalesce('; ditahan: ' || k.held, ''), '; ')
        AS "Keterangan"
FROM case_files f
JOIN kept k ON k.case_number = f.case_number
WHERE k.active_until < :today AND (k.inactive_until >= :today OR k.held IS NOT NULL)
    AND NOT k.is_disposed AND NOT k.is_handed_over
ORDER BY 1
