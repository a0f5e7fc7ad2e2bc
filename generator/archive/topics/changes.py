"""What changed in the archive, in order: for a dashboard or another records system that follows it.

Metadata of items and nothing of people; of a secret case, for whoever may not see it, its number alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.archive.database import Index, Row

__all__ = ["RETURNED", "Change", "Changes"]

RETURNED, SCAN = "returned", "pindaian"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change; `item` is 0 where the whole case is meant. What is told of the item is how it stands now."""

    seq: int
    at: datetime
    what: str
    case: str
    item: int
    type: str = ""
    number: str = ""
    dated: date | None = None
    is_signed: bool = False
    is_replaced: bool = False


class Changes:
    """What happened since a line of the ledger."""

    def __init__(self, index: Index, words: Mapping[str, str]) -> None:
        self._index = index
        self._words = words

    def after(self, seq: int, *, limit: int) -> list[Change]:
        """The next changes behind a line, oldest first."""
        rows = self._index.rows(
            "SELECT a.seq, a.at, a.event, a.case_number, a.item, i.kind, i.type, i.number, i.date,"
            " i.is_signed, i.is_replaced, may_see(a.case_number, i.access) AS is_seen"
            " FROM audit a LEFT JOIN items i ON i.case_number = a.case_number AND i.item = a.item"
            " WHERE a.seq > ? AND a.event IN (SELECT value FROM json_each(?)) ORDER BY a.seq LIMIT ?",
            [seq, json.dumps(list(self._words)), limit],
        )
        return [self._change(row) for row in rows]

    def _change(self, row: Row) -> Change:
        what = (
            RETURNED
            if row["kind"] == SCAN and row["event"] == "item-filed"
            else self._words[row["event"]]
        )
        told = {"seq": row["seq"], "at": datetime.fromisoformat(row["at"]), "what": what}
        place = {"case": row["case_number"], "item": row["item"]}
        if row["kind"] is None or not row["is_seen"]:
            return Change(**told, **place)
        return Change(
            **told,
            **place,
            type=row["type"],
            number=row["number"],
            dated=date.fromisoformat(row["date"]),
            is_signed=bool(row["is_signed"]),
            is_replaced=bool(row["is_replaced"]),
        )
