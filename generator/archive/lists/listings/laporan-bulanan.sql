-- title: Laporan Bulanan Penanganan PMBS
-- group: buku
-- period: month
-- seal: yes
-- signer: kepala_dinas
-- paper: report
-- facts: standing standing_before
-- column: No | 1.2 | center
-- column: Bagian | 7.5
-- column: Uraian | *
-- column: Bulan ini | 2.9 | right
-- column: Bulan lalu | 2.9 | right
-- column: Tahun ini | 2.9 | right
-- What came, went and stood in one month, beside the month before and the year up to its end. `:standing` and
-- `:standing_before` tell in which step each case that ran at the end of either month stood then, as JSON. A
-- month that is not over yet stands as it does today. Cases are counted by what their forms say now.
WITH spans AS (
    SELECT 'ini' AS span, date(printf('%04d-%02d-01', :year, :month)) AS first,
        date(printf('%04d-%02d-01', :year, :month), '+1 month', '-1 day') AS last, :standing AS standing
    UNION ALL
    SELECT 'lalu', date(printf('%04d-%02d-01', :year, :month), '-1 month'),
        date(printf('%04d-%02d-01', :year, :month), '-1 day'), :standing_before
    UNION ALL
    SELECT 'tahun', printf('%04d-01-01', :year),
        date(printf('%04d-%02d-01', :year, :month), '+1 month', '-1 day'), NULL
), months AS (
    SELECT span, min(last, :today) AS last, standing FROM spans WHERE span != 'tahun'
), fresh AS (
    SELECT s.span, c.case_number FROM shown_cases c JOIN spans s ON c.opened BETWEEN s.first AND s.last
), ended AS (
    SELECT s.span, c.case_number FROM shown_cases c JOIN spans s ON c.closed BETWEEN s.first AND s.last
), letters AS (
    SELECT s.span, r.series, r.state FROM register_states r
    JOIN spans s ON substr(r.dated, 1, 10) BETWEEN s.first AND s.last
), comers AS (
    SELECT f.span, p.sort FROM people p JOIN fresh f USING (case_number)
), told AS (
    SELECT 3 AS part, 'Jenis permasalahan kasus baru (boleh lebih dari satu)' AS title, f.fact,
        f.value, f.case_number, n.span
    FROM case_facts f JOIN fresh n USING (case_number) WHERE f.fact = 'jenis'
    UNION ALL
    SELECT 4, 'Hasil', f.fact, 'Kasus ditutup: ' || f.value, f.case_number, n.span
    FROM case_facts f JOIN ended n USING (case_number) WHERE f.fact = 'hasil'
    UNION ALL
    SELECT 7, 'Daerah asal klien kasus baru', f.fact, f.value, f.case_number, n.span
    FROM case_facts f JOIN fresh n USING (case_number) WHERE f.fact = 'asal'
    UNION ALL
    SELECT 8, 'Sumber rujukan kasus baru', f.fact, f.value, f.case_number, n.span
    FROM case_facts f JOIN fresh n USING (case_number) WHERE f.fact = 'sumber'
), asked AS (
    SELECT s.span, c.source, c.asked FROM costs c
    JOIN spans s ON c.day BETWEEN s.first AND s.last
), counted AS (
    SELECT 1 AS part, 1 AS place, 'Ringkasan' AS title, 'Kasus baru' AS text, s.span,
        (SELECT count(*) FROM fresh f WHERE f.span = s.span) AS n FROM spans s
    UNION ALL
    SELECT 1, 2, 'Ringkasan', 'Orang dalam kasus baru (klien dan rombongan)', s.span,
        (SELECT count(*) FROM comers c WHERE c.span = s.span) FROM spans s
    UNION ALL
    SELECT 1, 3, 'Ringkasan', 'Kasus ditutup', s.span,
        (SELECT count(*) FROM ended e WHERE e.span = s.span) FROM spans s
    UNION ALL
    SELECT 1, 4, 'Ringkasan', 'Kasus berjalan pada akhir bulan', m.span,
        json_array_length(m.standing, '$.cases') FROM months m
    UNION ALL
    SELECT 1, 5, 'Ringkasan', 'Kasus dengan klien di shelter pada akhir bulan', m.span,
        (SELECT count(*) FROM shown_cases c WHERE c.into_shelter <= m.last
            AND (c.out_of_shelter IS NULL OR c.out_of_shelter > m.last)
            AND (c.closed IS NULL OR c.closed > m.last)) FROM months m
    UNION ALL
    SELECT 1, 6, 'Ringkasan', 'Surat masuk', s.span,
        (SELECT count(*) FROM letters l WHERE l.span = s.span AND l.series = 'masuk'
            AND l.state NOT IN ('batal', 'dilewati', 'buku lama')) FROM spans s
    UNION ALL
    SELECT 1, 7, 'Ringkasan', 'Surat keluar', s.span,
        (SELECT count(*) FROM letters l WHERE l.span = s.span
            AND l.series IN ('keluar', 'sisipan', 'srikandi') AND l.state = 'terdaftar') FROM spans s
    UNION ALL
    SELECT 1, 8, 'Ringkasan', 'Nomor surat keluar yang batal', s.span,
        (SELECT count(*) FROM letters l WHERE l.span = s.span
            AND l.series IN ('keluar', 'sisipan', 'srikandi') AND l.state = 'batal') FROM spans s
    UNION ALL
    SELECT 1, 9, 'Ringkasan', 'Nomor cadangan yang belum dipakai', s.span,
        (SELECT count(*) FROM letters l WHERE l.span = s.span
            AND l.series = 'keluar' AND l.state = 'cadangan') FROM spans s
    UNION ALL
    SELECT 2, k.place, 'Orang dalam kasus baru', k.text, s.span,
        (SELECT count(*) FROM comers c WHERE c.span = s.span AND c.sort = k.sort)
    FROM spans s JOIN (
        SELECT 1 AS place, 'Laki-laki' AS text, 'L' AS sort
        UNION ALL SELECT 2, 'Perempuan', 'P'
        UNION ALL SELECT 3, 'Anak (di bawah 18 tahun)', 'anak') k
    UNION ALL
    SELECT 2, 4, 'Orang dalam kasus baru', 'Jenis kelamin belum diisi', span, count(*)
    FROM comers WHERE sort = '' GROUP BY span
    UNION ALL
    SELECT 2, 5, 'Orang dalam kasus baru', 'Jumlah', s.span,
        (SELECT count(*) FROM comers c WHERE c.span = s.span) FROM spans s
    UNION ALL
    SELECT 4, k.place - 9, 'Hasil', k.text, s.span,
        (SELECT count(*) FROM agreements a
            WHERE a.day BETWEEN s.first AND s.last AND a.is_reached = 2 - k.place)
    FROM spans s JOIN (
        SELECT 1 AS place, 'Kesepakatan tercapai' AS text
        UNION ALL SELECT 2, 'Kesepakatan tidak tercapai') k
    UNION ALL
    SELECT 5, 1, 'Biaya pemulangan yang dimohonkan', source || ' (Rp)', span, coalesce(sum(asked), 0)
    FROM asked GROUP BY span, lower(source)
    UNION ALL
    SELECT 5, 2, 'Biaya pemulangan yang dimohonkan', 'Jumlah (Rp)', s.span,
        (SELECT coalesce(sum(asked), 0) FROM asked a WHERE a.span = s.span) FROM spans s
    UNION ALL
    SELECT 5, 3, 'Biaya pemulangan yang dimohonkan', 'Banyaknya permohonan', s.span,
        (SELECT count(*) FROM asked a WHERE a.span = s.span) FROM spans s
    UNION ALL
    SELECT 5, 4, 'Biaya pemulangan yang dimohonkan', 'di antaranya tanpa jumlah biaya', span, count(*)
    FROM asked WHERE asked IS NULL GROUP BY span
    UNION ALL
    SELECT 5, 5, 'Biaya pemulangan yang dimohonkan', 'Upah yang dibayarkan kepada klien (Rp)', s.span,
        (SELECT coalesce(sum(w.paid), 0) FROM wages_paid w WHERE w.day BETWEEN s.first AND s.last)
    FROM spans s
    UNION ALL
    SELECT 6, t.value ->> 'no', 'Langkah SOP kasus yang berjalan pada akhir bulan',
        CASE WHEN t.value ->> 'no' > 0 AND t.value ->> 'title' != ''
            THEN (t.value ->> 'no') || '. ' || (t.value ->> 'title')
            ELSE 'semua langkah selesai, belum ditutup' END,
        m.span,
        (SELECT count(*) FROM json_each(m.standing, '$.cases') c
            WHERE c.value ->> 'step' = t.value ->> 'no')
    FROM months m JOIN json_each(m.standing, '$.steps') t
    UNION ALL
    SELECT part, 0, title, min(value), span, count(DISTINCT case_number)
    FROM told GROUP BY part, span, lower(value)
    UNION ALL
    SELECT k.part, 1, k.title, k.text, f.span, count(*)
    FROM (SELECT 3 AS part, 'jenis' AS fact, 'Jenis permasalahan kasus baru (boleh lebih dari satu)' AS title,
            'belum diisi' AS text
        UNION ALL SELECT 7, 'asal', 'Daerah asal klien kasus baru', 'belum diisi'
        UNION ALL SELECT 8, 'sumber', 'Sumber rujukan kasus baru', 'belum diisi') k
    JOIN fresh f
    WHERE NOT EXISTS (SELECT 1 FROM told t
        WHERE t.fact = k.fact AND t.case_number = f.case_number AND t.span = f.span)
    GROUP BY k.part, f.span
    UNION ALL
    SELECT 4, 1, 'Hasil', 'Kasus ditutup: belum diisi', e.span, count(*)
    FROM ended e
    WHERE NOT EXISTS (SELECT 1 FROM told t
        WHERE t.fact = 'hasil' AND t.case_number = e.case_number AND t.span = e.span)
    GROUP BY e.span
), beside AS (
    SELECT part, place, min(title) AS title, min(text) AS text,
        CASE WHEN part = 1 AND place IN (4, 5) OR part = 6 THEN NULL ELSE 0 END AS none,
        max(CASE WHEN span = 'ini' THEN n END) AS this,
        max(CASE WHEN span = 'lalu' THEN n END) AS before,
        max(CASE WHEN span = 'tahun' THEN n END) AS year
    FROM counted GROUP BY part, place, lower(text)
)
SELECT
    row_number() OVER (ORDER BY part, place, -coalesce(year, 0), text) AS "No",
    title AS "Bagian",
    text AS "Uraian",
    coalesce(this, 0) AS "Bulan ini",
    coalesce(before, 0) AS "Bulan lalu",
    coalesce(year, none) AS "Tahun ini"
FROM beside
WHERE this > 0 OR before > 0 OR year > 0 OR part IN (1, 2, 6) OR part = 4 AND place < 0
    OR part = 5 AND place IN (1, 2, 3, 5)
ORDER BY part, place, -coalesce(year, 0), text
