-- title: Daftar Berkas
-- group: arsip
-- unit: yes
-- facts: rules
-- column: No | 0.9 | center
-- column: Nomor berkas | 2.5
-- column: Kode klasifikasi | 1.7
-- column: Indeks | 2.3
-- column: Uraian informasi berkas | *
-- column: Kurun waktu | 2.1 | center
-- column: Jumlah | 1.2
-- column: Retensi aktif | 1.3
-- column: Retensi inaktif | 1.3
-- column: Status akhir | 1.7
-- column: Klasifikasi keamanan | 1.7
-- column: Tingkat perkembangan | 2.4
-- column: Boks | 1.4
-- column: Keterangan | 2.9
-- The files that were opened in the year, with the folder of letters that belong to no case. A file that
-- runs has no dates yet: the rule of its code, or of the nearest code above, says how long it will be kept.
WITH rules AS (
    SELECT value ->> 'code' AS code, value ->> 'active' AS active, value ->> 'inactive' AS inactive,
        value ->> 'fate' AS fate
    FROM json_each(:rules)
), ruled AS (
    SELECT f.*, (SELECT r.code FROM rules r
        WHERE f.classification = r.code OR substr(f.classification, 1, length(r.code) + 1) = r.code || '.'
        ORDER BY length(r.code) DESC LIMIT 1) AS rule
    FROM case_files f
    WHERE f.year = :year
)
SELECT
    row_number() OVER (ORDER BY by_parts(f.classification), f.is_general, length(f.case_number), f.case_number)
        AS "No",
    f.case_number AS "Nomor berkas",
    f.classification AS "Kode klasifikasi",
    f.shown_name AS "Indeks",
    f.description AS "Uraian informasi berkas",
    f.span AS "Kurun waktu",
    f.items || ' item' AS "Jumlah",
    coalesce(coalesce(k.years_active, r.active) || ' tahun', '') AS "Retensi aktif",
    coalesce(coalesce(k.years_inactive, r.inactive) || ' tahun', '') AS "Retensi inaktif",
    coalesce(k.fate, r.fate, '') AS "Status akhir",
    f.access AS "Klasifikasi keamanan",
    f.levels AS "Tingkat perkembangan",
    coalesce(k.place, '') AS "Boks",
    trim(
        CASE
            WHEN f.is_general THEN ''
            WHEN f.closed IS NULL THEN 'berjalan'
            ELSE 'ditutup ' || strftime('%d-%m-%Y', substr(f.closed, 1, 10))
        END || CASE WHEN k.held IS NULL THEN '' ELSE '; ditahan: ' || k.held END
        || coalesce('; ' || CASE WHEN k.is_disposed OR k.is_handed_over THEN k.shelf
            ELSE nullif(trim(coalesce(k.moved_by, '') || coalesce('; ' || k.loan, ''), '; '), '') END, ''), '; ')
        AS "Keterangan"
FROM ruled f
LEFT JOIN rules r ON r.code = f.rule
LEFT JOIN kept k ON k.case_number = f.case_number
ORDER BY 1
