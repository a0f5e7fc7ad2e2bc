"""The view over the registers: how each number stands, told once for every book, report and figure."""

from generator.archive.topics.topic import Topic

__all__ = ["TOPIC"]

# terdaftar: a paper bears it; batal: it was given up, before or after a letter was made; dilewati: it may be
# on paper that a backup did not know; buku lama: the numbers of the book on paper, in one row; cadangan: kept for a paper to come; dalam proses: on its way.
TABLES = """
CREATE VIEW IF NOT EXISTS register_states AS
SELECT
    r.*,
    coalesce(n.number, r.number) AS known,
    n.number AS srikandi_number,
    coalesce(r.void_reason, w.reason) AS given_up,
    w.item AS given_up_item,
    CASE
        WHEN r.type = 'dilewati' THEN 'dilewati'
        WHEN r.type = 'buku-lama' THEN 'buku lama'
        WHEN r.void_reason IS NOT NULL OR w.reason IS NOT NULL THEN 'batal'
        WHEN EXISTS (SELECT 1 FROM items i
            WHERE i.case_number = r.case_number AND i.item = r.item AND r.item > 0) THEN 'terdaftar'
        WHEN r.item = 0 AND r.series != 'kasus' THEN 'cadangan'
        ELSE 'dalam proses'
    END AS state
FROM register r
LEFT JOIN srikandi n ON n.reference = r.number AND r.series = 'srikandi'
LEFT JOIN withdrawals w
    ON w.number = coalesce(n.number, r.number) AND w.case_number = r.case_number;
"""

TOPIC = Topic(
    tables=TABLES,
)
