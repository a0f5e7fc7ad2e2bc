"""Letters that the national records application numbers: which wait for their number, and what came back.

Until then a letter goes by a reference of its own series (`SRIKANDI/3/2026`); no number of the office's
own register is spent on it. The number that comes back is a line of the ledger, item.json stays as sealed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import ArchivedItem, FiledItem
from generator.archive.register import SRIKANDI
from generator.archive.store import Store
from generator.archive.topics.topic import EventKind, Finding, Topic, TopicCheck
from generator.archive.topics.whereabouts import Whereabouts
from generator.vocabulary.problems import UsageError

__all__ = ["NUMBERED", "TOPIC", "SrikandiNumbers"]

NUMBERED = "srikandi-numbered"
TABLES = """
CREATE TABLE IF NOT EXISTS srikandi (
    reference TEXT PRIMARY KEY, case_number TEXT NOT NULL, item INTEGER NOT NULL,
    number TEXT NOT NULL, date TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS srikandi_by_number ON srikandi (number);
"""


class SrikandiNumbers:
    """The numbers that came back; the last one entered for a letter counts, the ledger keeps all."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def waiting(self) -> list[tuple[str, int]]:
        """Case and item of the letters without a number, the oldest first."""
        rows = self._index.rows(
            "SELECT i.case_number, i.item FROM items i WHERE i.kind = 'surat' AND i.series = ?"
            " AND i.is_replaced = 0 AND NOT EXISTS"
            " (SELECT 1 FROM srikandi n WHERE n.case_number = i.case_number AND n.item = i.item)"
            " ORDER BY i.id",
            [SRIKANDI],
        )
        return [(row["case_number"], row["item"]) for row in rows]

    def is_numbered(self, letter: ArchivedItem) -> bool:
        """Whether a letter's number came back."""
        return self._row(letter) is not None

    def enter(self, letter: ArchivedItem, number: str, day: date) -> None:
        """Enter the number and the date that a letter got; the same ones again change nothing.

        Raises:
            UsageError: it is no letter for SRIKANDI, or another letter has this number.
        """
        if letter.series != SRIKANDI or letter.kind != "surat":
            raise UsageError("A020", found=letter.number)
        taken = self._index.row(
            "SELECT 1 FROM items WHERE number = ? AND NOT (case_number = ? AND number = ?)",
            [number, letter.case, letter.number],
        )
        if taken is not None:
            raise UsageError("A021", found=number)
        known = self._row(letter)
        if known is not None and (known["number"], known["date"]) == (number, day.isoformat()):
            return
        reference = known["reference"] if known else letter.number
        place = {"case": letter.case, "item": letter.item, "reference": reference}
        told = {"number": number, "date": day.isoformat()}
        self._write([Event(name=NUMBERED, data={**place, **told})])

    def _row(self, letter: ArchivedItem) -> dict[str, object] | None:
        return self._index.row(
            "SELECT * FROM srikandi WHERE case_number = ? AND item = ?", [letter.case, letter.item]
        )


def _numbered(index: Index, line: LedgerLine) -> None:
    """The letter, its earlier revisions and its scans go by the number; the letter bears its date."""
    known = index.row("SELECT number FROM srikandi WHERE reference = :reference", line.data)
    former = known["number"] if known else line.data["reference"]
    index.execute(
        "INSERT OR REPLACE INTO srikandi VALUES (:reference, :case, :item, :number, :date)",
        line.data,
    )
    index.execute(
        "UPDATE items SET number = :number WHERE case_number = :case AND number = :former",
        {**line.data, "former": former},
    )
    index.execute(
        "UPDATE items SET date = :date WHERE case_number = :case AND item = :item", line.data
    )


class _Check(TopicCheck):
    """Each number that came back belongs to a letter that was made for it, and the index has the last one."""

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        super().__init__(store, index, whereabouts)
        self._told: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)

    def take_in(self, line: LedgerLine) -> None:
        if line.event == NUMBERED:
            data = line.data
            case, item = self.whereabouts.lies(data["case"], data["item"])
            self._told[case][item] = (data["reference"], data["number"])

    def of_case(self, case: str, standing: Mapping[int, FiledItem]) -> Iterator[Finding]:
        for item, (reference, _) in sorted(self._told.get(case, {}).items()):
            filed = standing.get(item)
            if filed is None or (filed.record.series, filed.record.number) != (SRIKANDI, reference):
                yield Finding(code="V035", where=f"{case}/{item:03d}")

    def of_index(self, case: str, should: Mapping[int, FiledItem]) -> Iterator[Finding]:
        known = {
            lies[1]: (row["reference"], row["number"])
            for one in sorted(self.whereabouts.showing(case))
            for row in self.index.rows("SELECT * FROM srikandi WHERE case_number = ?", [one])
            if (lies := self.whereabouts.lies(one, row["item"]))[0] == case
        }
        told = self._told.get(case, {})
        for item in sorted(told.keys() | known.keys()):
            if told.get(item) != known.get(item):
                yield Finding(code="V021", where=f"{case}/{item:03d}", is_damage=False)


TOPIC = Topic(
    check=_Check,
    tables=TABLES,
    events={
        NUMBERED: EventKind(words="nomor SRIKANDI dicatat", handler=_numbered, change="numbered"),
    },
)
