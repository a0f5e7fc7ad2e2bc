"""The view that lists read: how each case is kept, in the words of a list."""

from generator.archive.topics.topic import Topic

__all__ = ["TOPIC"]

TABLES = """
CREATE VIEW IF NOT EXISTS kept AS
SELECT
    c.case_number,
    c.is_secret,
    coalesce(
        (SELECT i.access FROM items i WHERE i.case_number = c.case_number ORDER BY i.item LIMIT 1),
        '') AS access,
    (SELECT s.class FROM access_suggestions s WHERE s.case_number = c.case_number AND s.is_open
        ORDER BY s.item DESC LIMIT 1) AS suggested,
    coalesce(
        (SELECT i.classification FROM items i
            WHERE i.case_number = c.case_number AND i.kind = 'formulir' ORDER BY i.item LIMIT 1),
        '') AS classification,
    r.event, r.years_active, r.years_inactive, r.fate, r.note, r.checked, r.active_until,
    r.inactive_until,
    (SELECT group_concat(reason, '; ') FROM
        (SELECT CASE WHEN c.is_secret THEN '(rahasia)' ELSE h.reason END AS reason FROM holds h WHERE h.case_number = c.case_number AND h.until IS NULL
            ORDER BY h.number)) AS held,
    coalesce(p.container || '/' || p.position, '') AS place,
    l.loan,
    coalesce('DIMUSNAHKAN: ' || o.reference, 'DISERAHKAN: ' || g.number,
        trim(coalesce(p.container || '/' || p.position, '') || coalesce('; ' || l.loan, ''), '; '))
        AS shelf,
    d.disposal IS NOT NULL AS is_disposed,
    g.case_number IS NOT NULL AS is_handed_over,
    m.at AS moved,
    'dipindahkan ' || strftime('%d-%m-%Y', m.at) || ' (' || m.number || ')' AS moved_by,
    (SELECT 'dipertahankan panitia penilai (usul ' || max(x.disposal) || ')' FROM disposal_cases x
        WHERE x.case_number = c.case_number AND x.is_kept) AS kept_by
FROM shown_cases c
LEFT JOIN retention r ON r.case_number = c.case_number
LEFT JOIN places p ON p.case_number = c.case_number
LEFT JOIN disposed d ON d.case_number = c.case_number
LEFT JOIN disposals o ON o.disposal = d.disposal
LEFT JOIN handed_over g ON g.case_number = c.case_number
LEFT JOIN moved m ON m.case_number = c.case_number
LEFT JOIN (
    SELECT case_number, 'dipinjam ' || borrower || ' s.d. ' || strftime('%d-%m-%Y', due) AS loan
    FROM loans WHERE returned IS NULL) l ON l.case_number = c.case_number;
"""

TOPIC = Topic(
    tables=TABLES,
)
