"""Registers and lists: each is one .sql file in `listings/`, whose header says what it is.

Adding a list is adding a file. Its header: `-- title:`, and `-- facts:` for what it needs that stands
outside of the index (`Office.listing`); its parameters are `:year`, `:today` and these facts; its column
names are what the office reads.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.archive.database import Index

__all__ = ["LISTINGS", "Listing", "ListingSource", "read_listings"]

FOLDER = Path(__file__).parent / "listings"
HEADER = re.compile(r"^-- (\w+): (.+)$", re.MULTILINE)
Cell = str | int | None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A filled list."""

    name: str
    title: str
    year: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ListingSource:
    """A list as its .sql file describes it."""

    name: str
    title: str
    sql: str
    facts: tuple[str, ...] = ()

    def fill(
        self, index: Index, *, year: int, today: date, facts: Mapping[str, str | int]
    ) -> Listing:
        """Run the query for one year, as of `today`.

        Raises:
            KeyError: a fact that it needs is not given.
        """
        params = {name: facts[name] for name in self.facts}
        params |= {"year": year, "today": today.isoformat()}
        columns = index.columns(self.sql, params)
        rows = index.rows(self.sql, params)
        return Listing(
            name=self.name,
            title=self.title,
            year=year,
            columns=columns,
            rows=tuple(tuple(row.values()) for row in rows),
        )


def read_listings(folder: Path) -> dict[str, ListingSource]:
    """Every list of a folder, by name.

    Raises:
        ValueError: a file without a title.
    """
    found = {}
    for path in sorted(folder.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        header = dict(HEADER.findall(sql))
        if "title" not in header:
            raise ValueError(f"{path.name} has no '-- title:' line")
        found[path.stem] = ListingSource(
            name=path.stem,
            title=header["title"],
            sql=sql,
            facts=tuple(header.get("facts", "").split()),
        )
    return found


LISTINGS = read_listings(FOLDER)
