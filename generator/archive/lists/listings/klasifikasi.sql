-- title: Kode Klasifikasi Arsip
-- group: arsip
-- period: today
-- facts: codes
-- column: Kode klasifikasi | 3.0
-- column: Uraian | *
-- column: Jumlah isi berkas | 3.0 | center
-- column: Keterangan | 5.0
-- The office's codes and those that items carry, by their numeric parts. `:codes` is the table as JSON.
WITH codes AS (SELECT key AS code, value AS text FROM json_each(:codes)),
used AS (SELECT classification AS code, count(*) AS n FROM shown_items GROUP BY classification),
every AS (SELECT code FROM codes UNION SELECT code FROM used)
SELECT
    e.code AS "Kode klasifikasi",
    coalesce(c.text, '') AS "Uraian",
    coalesce(u.n, 0) AS "Jumlah isi berkas",
    CASE WHEN c.code IS NULL THEN 'tidak ada dalam classification.toml' ELSE '' END AS "Keterangan"
FROM every e
LEFT JOIN codes c ON c.code = e.code
LEFT JOIN used u ON u.code = e.code
WHERE :year >= 0
ORDER BY by_parts(e.code)
