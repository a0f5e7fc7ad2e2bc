"""The views over folders (berkas): cases and the general ones, and what each holds in the words of a list."""

from generator.archive.topics.topic import Topic

__all__ = ["TOPIC"]

TABLES = """
CREATE VIEW IF NOT EXISTS every_folder AS
SELECT case_number, client, opened, closed FROM cases
UNION ALL
SELECT case_number, 'Surat-surat di luar kasus', substr(min(filed_at), 1, 10), NULL
FROM items WHERE case_number >= 'UMUM-' AND case_number < 'UMUM.' GROUP BY case_number;
CREATE VIEW IF NOT EXISTS case_files AS
SELECT
    i.case_number,
    c.case_number IS NULL AS is_general,
    CAST(coalesce(substr(c.opened, 1, 4), substr(i.case_number, 6, 4)) AS INTEGER) AS year,
    c.closed,
    coalesce(
        (SELECT f.classification FROM items f
            WHERE f.case_number = i.case_number AND f.kind = 'formulir' ORDER BY f.item LIMIT 1),
        min(i.classification)) AS classification,
    (SELECT a.access FROM items a WHERE a.case_number = i.case_number ORDER BY a.item LIMIT 1)
        AS access,
    CASE
        WHEN c.case_number IS NULL THEN 'Umum'
        ELSE c.client
    END AS shown_name,
    CASE
        WHEN c.case_number IS NULL THEN 'Surat-surat di luar kasus'
        ELSE 'Penanganan PMBS'
            || coalesce(': ' || (SELECT group_concat(value, ', ') FROM
                (SELECT value FROM case_facts t WHERE t.case_number = i.case_number
                    AND t.fact = 'jenis' ORDER BY value)), '')
            || coalesce('; asal ' || (SELECT value FROM case_facts t
                WHERE t.case_number = i.case_number AND t.fact = 'asal'), '')
    END AS description,
    CASE WHEN min(i.date) = max(i.date) THEN strftime('%d-%m-%Y', min(i.date))
        ELSE strftime('%d-%m-%Y', min(i.date)) || ' s.d. ' || strftime('%d-%m-%Y', max(i.date))
    END AS span,
    count(*) AS items,
    (SELECT group_concat(level, ', ') FROM
        (SELECT DISTINCT CASE l.kind WHEN 'surat' THEN 'pertinggal' WHEN 'surat-luar' THEN 'pertinggal'
            WHEN 'lampiran' THEN 'salinan' ELSE 'asli' END AS level
            FROM items l WHERE l.case_number = i.case_number ORDER BY level)) AS levels
FROM items i
LEFT JOIN shown_cases c ON c.case_number = i.case_number
GROUP BY i.case_number;
"""

TOPIC = Topic(
    tables=TABLES,
)
