-- title: Peminjaman Berkas
-- group: tugas
-- column: Nomor berkas | 3.0
-- column: Lokasi | 3.6
-- column: Peminjam | *
-- column: Dipinjam | 2.1 | center
-- column: Harus kembali | 2.1 | center
-- column: Kembali | 2.1 | center
-- column: Keadaan | 3.6
-- column: Kelas akses | 2.4
-- column: Keterangan | *
-- What is out, the longest overdue first; then what came back of the loans of the year.
SELECT
    l.case_number AS "Nomor berkas",
    coalesce(p.container || '/' || p.position, '') AS "Lokasi",
    l.borrower AS "Peminjam",
    strftime('%d-%m-%Y', substr(l.lent, 1, 10)) AS "Dipinjam",
    strftime('%d-%m-%Y', substr(l.due, 1, 10)) AS "Harus kembali",
    coalesce(strftime('%d-%m-%Y', substr(l.returned, 1, 10)), '') AS "Kembali",
    CASE
        WHEN l.returned IS NOT NULL AND l.returned > l.due THEN 'kembali terlambat'
        WHEN l.returned IS NOT NULL THEN 'kembali'
        WHEN l.due < :today
            THEN 'TERLAMBAT ' || CAST(julianday(:today) - julianday(l.due) AS INTEGER) || ' hari'
        ELSE 'dipinjam'
    END AS "Keadaan",
    k.access AS "Kelas akses",
    CASE WHEN k.is_secret THEN '' ELSE l.note END AS "Keterangan"
FROM loans l
JOIN kept k ON k.case_number = l.case_number
LEFT JOIN places p ON p.case_number = l.case_number
WHERE l.returned IS NULL OR CAST(substr(l.lent, 1, 4) AS INTEGER) = :year
ORDER BY l.returned IS NOT NULL, l.due, l.case_number, l.number
