"""Which cases came from one file of many clients, whose bytes lie with the first of them.

Whoever destroys one of these cases has to destroy all: the file tells of everybody in it.
"""

import json
from collections.abc import Collection
from pathlib import Path

from generator.archive.database import Index
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import Topic
from generator.vocabulary.case import CaseForm

__all__ = ["TOPIC", "companions", "only_whole"]

TABLES = """
CREATE TABLE IF NOT EXISTS common_forms (
    case_number TEXT NOT NULL, source TEXT NOT NULL, keeps INTEGER NOT NULL,
    PRIMARY KEY (case_number, source)) STRICT;
CREATE INDEX IF NOT EXISTS common_forms_by_source ON common_forms (source);
"""
KEEPER = 1


def companions(index: Index, case: str) -> list[str]:
    """The other cases in the files that this case came from, as long as the bytes are there."""
    rows = index.rows(
        "SELECT DISTINCT o.case_number FROM common_forms m JOIN common_forms o USING (source)"
        " WHERE m.case_number = :case AND o.case_number != :case"
        " AND o.case_number NOT IN (SELECT case_number FROM disposed)"
        " AND EXISTS (SELECT 1 FROM common_forms k WHERE k.source = m.source AND k.keeps"
        "  AND k.case_number NOT IN (SELECT case_number FROM disposed))"
        " ORDER BY o.case_number",
        {"case": case},
    )
    return [row["case_number"] for row in rows]


def only_whole(index: Index, cases: Collection[str]) -> list[str]:
    """Those of the cases that have all of their companions among them."""
    left = set(cases)
    with_others = {case: others for case in cases if (others := companions(index, case))}
    while torn := {case for case in left if not left.issuperset(with_others.get(case, ()))}:
        left -= torn  # which may tear others that share a further file with them
    return sorted(left)


def _form_filed(index: Index, record: ItemRecord, folder: Path, _form: CaseForm | None) -> None:
    told = json.loads((folder / "data.json").read_bytes()).get("source")
    if told is not None:
        index.execute(
            "INSERT INTO common_forms VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET keeps = max(keeps, excluded.keeps)",
            [record.case, told["sha256"], told["form"] == KEEPER],
        )


TOPIC = Topic(
    tables=TABLES,
    items={"formulir": _form_filed},
)
