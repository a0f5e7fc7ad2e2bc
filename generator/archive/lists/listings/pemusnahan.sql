-- title: Pemusnahan dan Penyerahan Berkas
-- group: arsip
-- column: Usul | 1.8
-- column: Jenis | 2.0
-- column: Nomor berkas | 3.0
-- column: Kode klasifikasi | 2.2
-- column: Disiapkan | 2.0 | center
-- column: Persetujuan | *
-- column: Disetujui | 2.0 | center
-- column: Keadaan | 3.4
-- column: Sidik keterangan | 3.4
-- Every proposal of the year with its cases, and what became of them.
SELECT
    o.disposal AS "Usul",
    CASE o.kind WHEN 'musnah' THEN 'pemusnahan' ELSE 'penyerahan' END AS "Jenis",
    x.case_number AS "Nomor berkas",
    coalesce(k.classification, '') AS "Kode klasifikasi",
    strftime('%d-%m-%Y', substr(o.prepared, 1, 10)) AS "Disiapkan",
    coalesce(o.reference, '') AS "Persetujuan",
    coalesce(strftime('%d-%m-%Y', substr(o.approved, 1, 10)), '') AS "Disetujui",
    CASE
        WHEN o.cancelled IS NOT NULL THEN 'dibatalkan: ' || coalesce(o.reason, '')
        WHEN d.at IS NOT NULL AND o.completed IS NULL THEN 'BELUM SELESAI, ulangi'
        WHEN d.at IS NOT NULL THEN 'dimusnahkan ' || strftime('%d-%m-%Y', substr(d.at, 1, 10))
        WHEN o.approved IS NOT NULL THEN 'disetujui'
        ELSE 'menunggu persetujuan'
    END AS "Keadaan",
    coalesce(substr(d.tombstone, 1, 16), '') AS "Sidik keterangan"
FROM disposals o
JOIN disposal_cases x ON x.disposal = o.disposal
LEFT JOIN kept k ON k.case_number = x.case_number
LEFT JOIN disposed d ON d.case_number = x.case_number AND d.disposal = o.disposal
WHERE CAST(substr(o.prepared, 1, 4) AS INTEGER) = :year
ORDER BY o.prepared, o.disposal, by_parts(k.classification), x.case_number
