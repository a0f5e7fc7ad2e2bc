-- title: Penghuni Shelter
-- group: tugas
-- period: today
-- signer: Petugas Shelter
-- facts: shelter_places shelter_days
-- column: Nomor kasus | 3.2
-- column: Klien | *
-- column: Orang | 1.8 | right
-- column: Masuk | 2.4 | center
-- column: Hari ke- | 2.0 | right
-- column: Batas tinggal | 2.6 | center
-- column: Keadaan | 5.0
-- column: Lokasi | 3.0
-- Who lives in the shelter now, the longest stay first; the last row holds the places.
WITH stays AS (
    SELECT
        c.case_number, c.client, c.into_shelter, k.shelf,
        (SELECT count(*) FROM people p WHERE p.case_number = c.case_number) AS people,
        CAST(julianday(:today) - julianday(c.into_shelter) + 1 AS INTEGER) AS day
    FROM shown_cases c
    JOIN kept k ON k.case_number = c.case_number
    WHERE c.into_shelter <= :today
        AND (c.out_of_shelter IS NULL OR c.out_of_shelter > :today) AND c.closed IS NULL
)
SELECT
    case_number AS "Nomor kasus",
    client AS "Klien",
    people AS "Orang",
    strftime('%d-%m-%Y', substr(into_shelter, 1, 10)) AS "Masuk",
    day AS "Hari ke-",
    strftime('%d-%m-%Y', substr(into_shelter, 1, 10), '+' || (:shelter_days - 1) || ' days') AS "Batas tinggal",
    CASE WHEN day > :shelter_days THEN 'LEWAT ' || (day - :shelter_days) || ' hari'
        WHEN day = :shelter_days THEN 'hari terakhir' ELSE '' END AS "Keadaan",
    shelf AS "Lokasi"
FROM (SELECT * FROM stays WHERE :year >= 0 ORDER BY into_shelter, case_number)
UNION ALL
SELECT
    'Jumlah', '', coalesce(sum(people), 0), '', NULL, '',
    coalesce(sum(people), 0) || ' dari ' || :shelter_places || ' tempat'
        || CASE WHEN coalesce(sum(people), 0) > :shelter_places THEN ', MELEBIHI'
            WHEN coalesce(sum(people), 0) = :shelter_places THEN ', penuh' ELSE '' END,
    ''
FROM stays
