-- title: Daftar Arsip Usul Serah
-- group: arsip
-- unit: yes
-- period: today
-- column: No | 0.9 | center
-- column: Nomor berkas | 2.9
-- column: Kode klasifikasi | 1.9
-- column: Uraian informasi berkas | *
-- column: Kurun waktu | 2.5 | center
-- column: Jumlah | 1.6
-- column: Tingkat perkembangan | 2.3
-- column: Ditutup | 2.0 | center
-- column: Retensi berakhir | 2.1 | center
-- column: Status akhir | 2.0
-- column: Klasifikasi keamanan | 2.0
-- column: Keterangan | 3.2
-- Files whose years are over and that are to be handed to the regional archive; nothing on hold. A rule that
-- nobody held against the JRA yet says so: it is a proposal, not an order.
SELECT
    row_number() OVER (ORDER BY k.inactive_until, by_parts(f.classification), f.case_number) AS "No",
    f.case_number AS "Nomor berkas",
    f.classification AS "Kode klasifikasi",
    f.description AS "Uraian informasi berkas",
    f.span AS "Kurun waktu",
    f.items || ' item' AS "Jumlah",
    f.levels AS "Tingkat perkembangan",
    strftime('%d-%m-%Y', substr(f.closed, 1, 10)) AS "Ditutup",
    strftime('%d-%m-%Y', substr(k.inactive_until, 1, 10)) AS "Retensi berakhir",
    k.fate AS "Status akhir",
    f.access AS "Klasifikasi keamanan",
    trim(k.shelf || CASE WHEN k.checked IS NULL
        THEN '; aturan belum diperiksa pada JRA' ELSE '' END || coalesce('; ' || k.kept_by, ''), '; ') AS "Keterangan"
FROM case_files f
JOIN kept k ON k.case_number = f.case_number
WHERE k.fate = 'Permanen' AND k.inactive_until < :today AND k.held IS NULL
    AND NOT k.is_handed_over
ORDER BY 1
