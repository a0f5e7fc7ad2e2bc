-- title: Retensi yang Jatuh Tempo
-- group: tugas
-- column: Nomor berkas | 3.0
-- column: Kode klasifikasi | 2.2
-- column: Ditutup | 2.0 | center
-- column: Retensi aktif | 3.3
-- column: Retensi inaktif | 3.3
-- column: Status akhir | 2.1
-- column: Jatuh tempo | 2.0 | center
-- column: Tindakan | 3.2
-- column: Lokasi | 2.8
-- column: Keterangan | *
-- Closed cases whose next date lies in the year, the next one, or before; and those without a rule.
WITH due AS (
    SELECT
        c.case_number, c.closed, k.*,
        CASE WHEN k.active_until >= :today THEN k.active_until ELSE k.inactive_until END AS day,
        k.active_until >= :today AS is_active
    FROM shown_cases c
    JOIN kept k ON k.case_number = c.case_number
    WHERE c.closed IS NOT NULL
)
SELECT
    case_number AS "Nomor berkas",
    classification AS "Kode klasifikasi",
    strftime('%d-%m-%Y', substr(closed, 1, 10)) AS "Ditutup",
    coalesce(years_active || ' tahun, s.d. ' || strftime('%d-%m-%Y', substr(active_until, 1, 10)), '')
        AS "Retensi aktif",
    coalesce(years_inactive || ' tahun, s.d. ' || strftime('%d-%m-%Y', substr(inactive_until, 1, 10)), '')
        AS "Retensi inaktif",
    coalesce(fate, '') AS "Status akhir",
    coalesce(strftime('%d-%m-%Y', substr(day, 1, 10)), '') AS "Jatuh tempo",
    CASE
        WHEN fate IS NULL THEN 'belum ada aturan untuk kode ini'
        WHEN held IS NOT NULL THEN 'ditahan, waktunya berhenti'
        WHEN is_active THEN 'pindah ke inaktif'
        WHEN fate = 'Musnah' THEN 'usul musnah'
        WHEN fate = 'Permanen' THEN 'usul serah'
        ELSE 'dinilai kembali'
    END || CASE WHEN held IS NULL AND day < :today THEN ', SUDAH LEWAT' ELSE '' END AS "Tindakan",
    shelf AS "Lokasi",
    trim(
        coalesce(held, '')
        || CASE WHEN fate IS NOT NULL AND checked IS NULL
            THEN '; aturan belum diperiksa pada JRA' ELSE '' END
        || coalesce('; ' || moved_by, '') || coalesce('; ' || kept_by, ''), '; ') AS "Keterangan"
FROM due
WHERE NOT is_disposed AND NOT is_handed_over AND (day IS NULL OR CAST(substr(day, 1, 4) AS INTEGER) <= :year + 1)
ORDER BY day IS NOT NULL, day, by_parts(classification), case_number
