-- title: Langkah SOP Kasus yang Berjalan
-- group: tugas
-- period: today
-- signer: Petugas
-- facts: sop shelter_days
-- column: Nomor kasus | 3.0
-- column: Klien | *
-- column: Dibuka | 2.0 | center
-- column: Langkah | *
-- column: Paling lambat | 3.0 | center
-- column: Keadaan | 4.5
-- column: Shelter | 3.2
-- column: Lokasi | 2.8
-- Every running case with its present step, the late ones first. `:sop` holds the steps as JSON.
WITH steps AS (
    SELECT
        value ->> 'case' AS case_number, value ->> 'step' AS step, value ->> 'title' AS title,
        value ->> 'due' AS due, value ->> 'planned' AS planned, value ->> 'late' AS late,
        value ->> 'slow' AS slow, value ->> 'remark' AS remark
    FROM json_each(:sop)
)
SELECT
    c.case_number AS "Nomor kasus",
    c.client AS "Klien",
    strftime('%d-%m-%Y', substr(c.opened, 1, 10)) AS "Dibuka",
    CASE WHEN s.step IS NULL THEN 'semua selesai, belum ditutup'
        ELSE s.step || '. ' || s.title END AS "Langkah",
    coalesce(strftime('%d-%m-%Y ', substr(s.due, 1, 10)) || replace(substr(s.due, 12, 5), ':', '.'), '')
        AS "Paling lambat",
    trim(
        CASE WHEN s.late THEN 'TERLAMBAT' WHEN s.due IS NOT NULL THEN 'dalam waktu' ELSE '' END
        || CASE WHEN s.planned IS NULL THEN ''
            ELSE '; direncanakan ' || strftime('%d-%m-%Y', substr(s.planned, 1, 10)) END
        || CASE WHEN coalesce(s.remark, '') = '' THEN '' ELSE '; ' || s.remark END
        || CASE WHEN s.slow = '' THEN '' ELSE '; melampaui waktu: langkah ' || s.slow END,
        '; ') AS "Keadaan",
    CASE WHEN c.into_shelter IS NULL OR c.out_of_shelter IS NOT NULL
            OR c.into_shelter > :today THEN ''
        ELSE 'hari ke-' || CAST(julianday(:today) - julianday(c.into_shelter) + 1 AS INTEGER)
            || CASE WHEN julianday(:today) - julianday(c.into_shelter) + 1 > :shelter_days
                THEN ', LEWAT ' || :shelter_days || ' hari' ELSE '' END
        END AS "Shelter",
    k.shelf AS "Lokasi"
FROM steps s
JOIN shown_cases c ON c.case_number = s.case_number
JOIN kept k ON k.case_number = c.case_number
WHERE CAST(substr(c.opened, 1, 4) AS INTEGER) <= :year
ORDER BY s.late DESC, s.due IS NULL, s.due, c.case_number
