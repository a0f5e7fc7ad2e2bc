-- title: Laporan Bulanan Penanganan PMBS
-- group: buku
-- period: month
-- seal: yes
-- signer: Arsiparis/Petugas Agenda
-- facts: standing
-- column: No | 1.2 | center
-- column: Bagian | 8.5
-- column: Uraian | *
-- column: Jumlah | 2.4 | right
-- What came, went and stood in one month. `:standing` tells in which step each case that ran at the
-- month's end stood then, as JSON. A month that is not over yet stands as it does today. Cases are counted by what their forms say now.
WITH asked AS (
    SELECT
        printf('%04d-%02d', :year, :month) AS month,
        min(date(printf('%04d-%02d-01', :year, :month), '+1 month', '-1 day'), :today) AS last
), fresh AS (
    SELECT c.case_number FROM shown_cases c, asked WHERE substr(c.opened, 1, 7) = asked.month
), ended AS (
    SELECT c.case_number FROM shown_cases c, asked WHERE substr(c.closed, 1, 7) = asked.month
), letters AS (
    SELECT r.* FROM register_states r JOIN asked ON substr(r.dated, 1, 7) = asked.month
), told AS (
    SELECT 3 AS part, 'Jenis permasalahan kasus baru (boleh lebih dari satu)' AS title, f.fact,
        f.value, f.case_number
    FROM case_facts f JOIN fresh USING (case_number) WHERE f.fact = 'jenis'
    UNION ALL
    SELECT 4, 'Daerah asal klien kasus baru', f.fact, f.value, f.case_number
    FROM case_facts f JOIN fresh USING (case_number) WHERE f.fact = 'asal'
    UNION ALL
    SELECT 5, 'Sumber rujukan kasus baru', f.fact, f.value, f.case_number
    FROM case_facts f JOIN fresh USING (case_number) WHERE f.fact = 'sumber'
    UNION ALL
    SELECT 6, 'Hasil kasus yang ditutup', f.fact, f.value, f.case_number
    FROM case_facts f JOIN ended USING (case_number) WHERE f.fact = 'hasil'
), counted AS (
    SELECT 1 AS part, 1 AS place, 'Ringkasan' AS title, 'Kasus baru' AS text,
        (SELECT count(*) FROM fresh) AS n
    UNION ALL
    SELECT 1, 2, 'Ringkasan', 'Orang dalam kasus baru (klien dan rombongan)',
        (SELECT count(*) FROM people JOIN fresh USING (case_number))
    UNION ALL
    SELECT 1, 3, 'Ringkasan', 'Kasus ditutup', (SELECT count(*) FROM ended)
    UNION ALL
    SELECT 1, 4, 'Ringkasan', 'Kasus berjalan pada akhir bulan',
        json_array_length(:standing, '$.cases')
    UNION ALL
    SELECT 1, 5, 'Ringkasan', 'Kasus dengan klien di shelter pada akhir bulan',
        (SELECT count(*) FROM shown_cases c, asked WHERE c.into_shelter <= asked.last
            AND (c.out_of_shelter IS NULL OR c.out_of_shelter > asked.last)
            AND (c.closed IS NULL OR c.closed > asked.last))
    UNION ALL
    SELECT 1, 6, 'Ringkasan', 'Surat masuk',
        (SELECT count(*) FROM letters WHERE series = 'masuk' AND state NOT IN ('batal', 'dilewati', 'buku lama'))
    UNION ALL
    SELECT 1, 7, 'Ringkasan', 'Surat keluar',
        (SELECT count(*) FROM letters
            WHERE series IN ('keluar', 'sisipan', 'srikandi') AND state = 'terdaftar')
    UNION ALL
    SELECT 1, 8, 'Ringkasan', 'Nomor surat keluar yang batal',
        (SELECT count(*) FROM letters
            WHERE series IN ('keluar', 'sisipan', 'srikandi') AND state = 'batal')
    UNION ALL
    SELECT 1, 9, 'Ringkasan', 'Nomor cadangan yang belum dipakai',
        (SELECT count(*) FROM letters
            WHERE series = 'keluar' AND state = 'cadangan')
    UNION ALL
    SELECT 2, s.value ->> 'no', 'Langkah SOP kasus yang berjalan pada akhir bulan',
        CASE WHEN s.value ->> 'no' > 0 AND s.value ->> 'title' != ''
            THEN (s.value ->> 'no') || '. ' || (s.value ->> 'title')
            ELSE 'semua langkah selesai, belum ditutup' END,
        (SELECT count(*) FROM json_each(:standing, '$.cases') c
            WHERE c.value ->> 'step' = s.value ->> 'no')
    FROM json_each(:standing, '$.steps') s
    UNION ALL
    SELECT part, -count(DISTINCT case_number), title, min(value), count(DISTINCT case_number)
    FROM told GROUP BY part, lower(value)
    UNION ALL
    SELECT 3, 1, 'Jenis permasalahan kasus baru (boleh lebih dari satu)', 'belum diisi', count(*)
    FROM fresh WHERE case_number NOT IN (SELECT case_number FROM told WHERE fact = 'jenis')
    HAVING count(*) > 0
    UNION ALL
    SELECT 4, 1, 'Daerah asal klien kasus baru', 'belum diisi', count(*)
    FROM fresh WHERE case_number NOT IN (SELECT case_number FROM told WHERE fact = 'asal')
    HAVING count(*) > 0
    UNION ALL
    SELECT 5, 1, 'Sumber rujukan kasus baru', 'belum diisi', count(*)
    FROM fresh WHERE case_number NOT IN (SELECT case_number FROM told WHERE fact = 'sumber')
    HAVING count(*) > 0
    UNION ALL
    SELECT 6, 1, 'Hasil kasus yang ditutup', 'belum diisi', count(*)
    FROM ended WHERE case_number NOT IN (SELECT case_number FROM told WHERE fact = 'hasil')
    HAVING count(*) > 0
)
SELECT
    row_number() OVER (ORDER BY part, place, text) AS "No",
    title AS "Bagian",
    text AS "Uraian",
    n AS "Jumlah"
FROM counted
ORDER BY part, place, text
