-- title: Lokasi Berkas
-- group: arsip
-- period: today
-- column: Lokasi | 4.5
-- column: No | 1.2 | center
-- column: Nomor berkas | 3.0
-- column: Kode klasifikasi | 2.6
-- column: Kelas akses | 2.6
-- column: Keadaan kasus | 3.2
-- column: Keterangan | *
-- Every case by its ordner or box; those without a place first, so that they get one.
SELECT
    coalesce(p.container, 'BELUM DITEMPATKAN') AS "Lokasi",
    p.position AS "No",
    c.case_number AS "Nomor berkas",
    k.classification AS "Kode klasifikasi",
    k.access AS "Kelas akses",
    CASE WHEN c.closed IS NULL THEN 'berjalan'
        ELSE 'ditutup ' || strftime('%d-%m-%Y', substr(c.closed, 1, 10)) END AS "Keadaan kasus",
    coalesce(k.loan, '') AS "Keterangan"
FROM shown_cases c
JOIN kept k ON k.case_number = c.case_number
LEFT JOIN places p ON p.case_number = c.case_number
WHERE NOT k.is_disposed AND CAST(substr(c.opened, 1, 4) AS INTEGER) <= :year
ORDER BY p.container IS NOT NULL, by_parts(p.container), p.position, c.case_number
