"""Which items are documents that somebody signed electronically, and how each signature stood when it came."""

from pathlib import Path

from generator.archive.database import Index
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import Topic
from generator.vocabulary.case import CaseForm
from generator.vocabulary.registers import ItemKind

__all__ = ["TOPIC", "Certificates"]

TABLES = """
CREATE TABLE IF NOT EXISTS electronic_signatures (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, place INTEGER NOT NULL, signer TEXT NOT NULL,
    state TEXT NOT NULL, PRIMARY KEY (case_number, item, place)) STRICT;
"""
CARRIERS: tuple[ItemKind, ...] = (
    "pindaian",
    "lampiran",
    "surat-masuk",
    "surat-luar",
    "disposisi",
    "tanda-terima",
)


class Certificates:
    """The documents with electronic signatures."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def items(self) -> list[str]:
        """All of them, as `CASE/ITEM`, in order."""
        rows = self._index.rows(
            "SELECT DISTINCT case_number, item FROM electronic_signatures ORDER BY case_number, item"
        )
        return [f"{row['case_number']}/{row['item']}" for row in rows]


def _filed(index: Index, record: ItemRecord, _folder: Path, _form: CaseForm | None) -> None:
    for place, one in enumerate(record.signatures):
        index.execute(
            "INSERT OR IGNORE INTO electronic_signatures VALUES (?, ?, ?, ?, ?)",
            [record.case, record.item, place, one.signer, one.state.value],
        )


TOPIC = Topic(
    tables=TABLES,
    items=dict.fromkeys(CARRIERS, _filed),
)
