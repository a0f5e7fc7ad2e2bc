-- title: Pemusnahan dan Penyerahan Berkas
-- group: arsip
-- unit: yes
-- column: Usul | 1.4
-- column: Jenis | 1.9
-- column: Nomor berkas | 2.6
-- column: Kode klasifikasi | 1.6
-- column: Naskah usul | *
-- column: Disiapkan | 1.8 | center
-- column: Pertimbangan panitia | *
-- column: Persetujuan | *
-- column: Disetujui | 1.8 | center
-- column: Berita acara | *
-- column: Keadaan | 2.7
-- column: Sidik keterangan | 1.8
-- Every proposal of the year with its cases, the paper of each step, and what became of them.
SELECT
    o.disposal AS "Usul",
    CASE o.kind WHEN 'musnah' THEN 'pemusnahan' ELSE 'penyerahan' END AS "Jenis",
    x.case_number AS "Nomor berkas",
    coalesce(k.classification, '') AS "Kode klasifikasi",
    o.proposed_number AS "Naskah usul",
    strftime('%d-%m-%Y', substr(o.prepared, 1, 10)) AS "Disiapkan",
    coalesce(o.opinion_number || ', ' || strftime('%d-%m-%Y', substr(o.opinion_dated, 1, 10)) || ', ' || o.opinion_by, '')
        AS "Pertimbangan panitia",
    coalesce(o.reference, '') || coalesce(', ' || strftime('%d-%m-%Y', substr(o.approval_dated, 1, 10)) || ', ' || o.approval_by, '')
        AS "Persetujuan",
    coalesce(strftime('%d-%m-%Y', substr(o.approved, 1, 10)), '') AS "Disetujui",
    coalesce(o.record_number || ', ' || strftime('%d-%m-%Y', substr(o.record_dated, 1, 10))
        || CASE WHEN (SELECT i.is_signed FROM shown_items i WHERE i.number = o.record_number AND i.kind = 'surat'
            AND i.is_replaced = 0 AND i.case_number || '/' || i.item = o.record_at) = 1
            THEN '' ELSE '; belum kembali bertanda tangan' END, '')
        AS "Berita acara",
    CASE
        WHEN o.cancelled IS NOT NULL THEN 'dibatalkan: ' || coalesce(o.reason, '')
        WHEN x.is_kept THEN 'dipertahankan panitia penilai'
        WHEN d.at IS NOT NULL AND o.completed IS NULL THEN 'BELUM SELESAI, ulangi'
        WHEN d.at IS NOT NULL THEN 'dimusnahkan ' || strftime('%d-%m-%Y', substr(d.at, 1, 10))
        WHEN g.at IS NOT NULL THEN 'diserahkan ' || strftime('%d-%m-%Y', substr(g.at, 1, 10))
        WHEN o.record_number IS NOT NULL THEN 'BELUM SELESAI, ulangi'
        WHEN o.approved IS NOT NULL THEN 'disetujui'
        WHEN o.opined IS NOT NULL THEN 'menunggu persetujuan'
        ELSE 'menunggu pertimbangan panitia'
    END AS "Keadaan",
    coalesce(substr(d.tombstone, 1, 16), '') AS "Sidik keterangan"
FROM disposals o
JOIN disposal_cases x ON x.disposal = o.disposal
LEFT JOIN kept k ON k.case_number = x.case_number
LEFT JOIN disposed d ON d.case_number = x.case_number AND d.disposal = o.disposal
LEFT JOIN handed_over g ON g.case_number = x.case_number AND g.disposal = o.disposal
WHERE CAST(substr(o.prepared, 1, 4) AS INTEGER) = :year
ORDER BY o.prepared, o.disposal, by_parts(k.classification), x.case_number
