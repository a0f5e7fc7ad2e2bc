"""Items that were filed in the wrong case and moved to the right one: from where, to where, why, by whom.

What was filed stays as it lies. A line of the ledger says under which case the index shows it from then on;
its earlier place keeps a line that leads there, and is taken by nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.register import Register
from generator.archive.topics.topic import EventKind, Topic
from generator.archive.topics.whereabouts import MOVED, ItemPlace

__all__ = ["TOPIC", "MovedItem", "Refilings", "noted"]

RECEIVED = "item-received"
# `refiled_away` are the places that lead elsewhere, `refiled_here` where an item came from: both read by lists.
TABLES = """
CREATE TABLE IF NOT EXISTS refilings (
    seq INTEGER NOT NULL, from_case TEXT NOT NULL, from_item INTEGER NOT NULL, to_case TEXT NOT NULL,
    to_item INTEGER NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    is_back INTEGER NOT NULL, PRIMARY KEY (from_case, from_item, seq)) STRICT;
CREATE INDEX IF NOT EXISTS refilings_by_end ON refilings (to_case, to_item, seq);
CREATE VIEW IF NOT EXISTS refiled_away AS
SELECT m.* FROM refilings m
WHERE m.seq = (SELECT max(l.seq) FROM refilings l
        WHERE l.from_case = m.from_case AND l.from_item = m.from_item)
    AND NOT EXISTS (SELECT 1 FROM items i
        WHERE i.case_number = m.from_case AND i.item = m.from_item);
CREATE VIEW IF NOT EXISTS refiled_here AS
SELECT m.* FROM refilings m
WHERE NOT m.is_back AND m.seq = (SELECT max(l.seq) FROM refilings l
    WHERE l.to_case = m.to_case AND l.to_item = m.to_item);
"""


@dataclass(frozen=True, kw_only=True)
class MovedItem:
    """One item's way from a place in a case folder to another."""

    case: str
    item: int
    to_case: str
    to_item: int
    reason: str
    who: str
    at: datetime


class Refilings:
    """Where items were, and where they are now."""

    def __init__(self, index: Index, register: Register, write: Write) -> None:
        self._index = index
        self._register = register
        self._write = write

    def move(self, case: str, items: Sequence[int], target: str, *, reason: str) -> int:
        """Show these items, all of one case, in another from now on; returns the first one's place there.

        One that lay there before goes back to its own place.
        """
        places = [
            [one, self._earlier(case, one, target) or self._register.take_place(target)]
            for one in items
        ]
        told = {"to": target, "places": places, "reason": reason}
        received = {"from": case, "from_item": items[0], "reason": reason}
        self._write(
            [
                Event(name=MOVED, data={"case": case, "item": items[0], **told}),
                *(
                    Event(name=RECEIVED, data={"case": target, "item": new, **received})
                    for _, new in places
                ),
            ]
        )
        return places[0][1]

    def where(self, case: str, item: int) -> ItemPlace:
        """Where the item of this place is now: there, unless it was moved."""
        while self._index.row(
            "SELECT 1 FROM items WHERE case_number = ? AND item = ?", [case, item]
        ) is None and (row := self._last("from", case, item)):
            case, item = row["to_case"], row["to_item"]
        return case, item

    def away(self, case: str) -> list[MovedItem]:
        """What was filed in a case and is now in another, by its place."""
        rows = self._index.rows(
            "SELECT * FROM refiled_away WHERE from_case = ? ORDER BY from_item", [case]
        )
        return [_moved(row) for row in rows]

    def here(self, case: str) -> Mapping[int, MovedItem]:
        """What came from another case, by its place in this one."""
        rows = self._index.rows("SELECT * FROM refiled_here WHERE to_case = ?", [case])
        return {row["to_item"]: _moved(row) for row in rows}

    def way_of(self, case: str, item: int) -> list[ItemPlace]:
        """The places where the item of this place lay before, the last one first."""
        way: list[ItemPlace] = []
        while (row := self._last("to", case, item)) and (
            row["from_case"],
            row["from_item"],
        ) not in way:
            case, item = row["from_case"], row["from_item"]
            way.append((case, item))
        return way

    def _earlier(self, case: str, item: int, target: str) -> int:
        """The place in `target` where the item lay before; 0 if it never did."""
        return next((old for home, old in self.way_of(case, item) if home == target), 0)

    def _last(self, end: str, case: str, item: int) -> Row | None:
        return self._index.row(
            f"SELECT * FROM refilings WHERE {end}_case = ? AND {end}_item = ? ORDER BY seq DESC LIMIT 1",  # noqa: S608 - a constant
            [case, item],
        )


def _moved(row: Row) -> MovedItem:
    return MovedItem(
        case=row["from_case"],
        item=row["from_item"],
        to_case=row["to_case"],
        to_item=row["to_item"],
        reason=row["reason"],
        who=row["who"],
        at=datetime.fromisoformat(row["at"]),
    )


def noted(index: Index, line: LedgerLine) -> bool:
    """Enter a move, inside the caller's transaction; false if it was before."""
    data = line.data
    if index.row("SELECT 1 FROM refilings WHERE seq = ?", [line.seq]) is not None:
        return False
    for old, new in data["places"]:
        is_back = index.row(
            "SELECT 1 FROM refilings WHERE from_case = ? AND from_item = ?", [data["to"], new]
        )
        index.execute(
            "INSERT INTO refilings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                line.seq,
                data["case"],
                old,
                data["to"],
                new,
                data["reason"],
                line.who,
                line.at.isoformat(),
                int(is_back is not None),
            ],
        )
    return True


TOPIC = Topic(
    tables=TABLES,
    events={
        # What it does to the index stands in rehoming.py: it concerns what many topics tell.
        MOVED: EventKind(words="dipindahkan ke berkas lain", change="moved-away"),
        RECEIVED: EventKind(words="diterima dari berkas lain", change="moved-here"),
    },
)
