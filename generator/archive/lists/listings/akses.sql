-- title: Klasifikasi Keamanan dan Akses Berkas
-- group: arsip
-- column: Nomor berkas | 3.0
-- column: Kode klasifikasi | 2.6
-- column: Kelas akses | 3.0
-- column: Disarankan | 3.0
-- column: Ditetapkan | 2.4 | center
-- column: Alasan | *
-- column: Lokasi | 3.0
-- The cases of the year; those whose suggestion waits for a decision first.
SELECT
    c.case_number AS "Nomor berkas",
    k.classification AS "Kode klasifikasi",
    k.access AS "Kelas akses",
    coalesce(k.suggested, '') AS "Disarankan",
    coalesce(strftime('%d-%m-%Y', substr(a.decided, 1, 10)), '') AS "Ditetapkan",
    CASE WHEN c.is_secret AND NOT a.by_rule THEN '(rahasia)' ELSE coalesce(a.reason, '') END AS "Alasan",
    k.shelf AS "Lokasi"
FROM shown_cases c
JOIN kept k ON k.case_number = c.case_number
LEFT JOIN access a ON a.case_number = c.case_number
WHERE CAST(substr(c.opened, 1, 4) AS INTEGER) = :year
ORDER BY k.suggested IS NULL, by_parts(k.classification), c.case_number
