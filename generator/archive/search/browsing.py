"""Cases by the page, and what a search found by kind and year: what the pages leaf through."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index
from generator.archive.open_classes import HIDDEN, OPEN_CLASSES

__all__ = ["Browsing", "CaseLine"]

STATES = {"berjalan": "c.closed IS NULL", "ditutup": "c.closed IS NOT NULL"}


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A case in a list; `unsigned` counts the letters that are out for signature.

    Whoever may not see it is not told of whom it is.
    """

    case: str
    client: str
    opened: date
    status: str
    letters: int
    unsigned: int


class Browsing:
    """Lists of cases, newest first."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def cases(self, *, status: str = "", offset: int = 0, limit: int = 50) -> list[CaseLine]:
        """A page of cases; `status` is `berjalan`, `ditutup`, or empty for all."""
        rows = self._index.rows(
            f"""
            SELECT c.*, may_see(c.case_number, (SELECT s.access FROM items s
                WHERE s.case_number = c.case_number AND s.access NOT IN {OPEN_CLASSES} LIMIT 1)) AS is_seen,
                count(i.id) AS letters, coalesce(sum(i.is_signed = 0), 0) AS unsigned
            FROM (SELECT * FROM cases c WHERE {STATES.get(status, "1")}
                ORDER BY c.case_number DESC LIMIT :limit OFFSET :offset) c
            LEFT JOIN items i ON i.case_number = c.case_number
                AND i.kind = 'surat' AND i.is_replaced = 0
            GROUP BY c.case_number ORDER BY c.case_number DESC
            """,  # noqa: S608 - constants
            {"limit": limit, "offset": offset},
        )
        return [
            CaseLine(
                case=row["case_number"],
                client=row["client"] if row["is_seen"] else HIDDEN,
                opened=date.fromisoformat(row["opened"]),
                status="ditutup" if row["closed"] else "berjalan",
                letters=row["letters"],
                unsigned=row["unsigned"],
            )
            for row in rows
        ]

    def clients(self, cases: Collection[str]) -> Mapping[str, str]:
        """The clients of cases by their numbers; of a case that whoever acts may not see, nothing."""
        wanted = sorted(set(cases))
        places = ", ".join("?" for _ in wanted)
        rows = self._index.rows(
            f"SELECT case_number, client FROM cases c WHERE case_number IN ({places})"  # noqa: S608 - marks
            f" AND may_see(c.case_number, (SELECT s.access FROM items s"
            f" WHERE s.case_number = c.case_number AND s.access NOT IN {OPEN_CLASSES} LIMIT 1))",
            wanted,
        )
        return {row["case_number"]: row["client"] for row in rows}

    def count(self, status: str = "") -> int:
        """How many cases there are."""
        row = self._index.row(
            f"SELECT count(*) AS n FROM cases c WHERE {STATES.get(status, '1')}"  # noqa: S608
        )
        return int(row["n"]) if row else 0

    def years(self) -> Sequence[int]:
        """The years in which anything was filed, latest first."""
        rows = self._index.rows("SELECT DISTINCT year FROM items ORDER BY year DESC")
        return [int(row["year"]) for row in rows]
