"""Registers and lists: each is one .sql file in `listings/`, whose header says what it is.

Adding a list is adding a file. Its header:

    -- title: Buku Agenda Surat Keluar
    -- group: buku              where the pages show it: buku, tugas (to watch), or arsip (default)
    -- period: year             year (default), month (one month only), or today (as things stand)
    -- seal: yes               the head of the ledger is printed at its end
    -- signer: Arsiparis        who signs it
    -- unit: yes               its head names the unit that made the papers (Unit Pengolah)
    -- paper: report          how it is printed: list (default), or report (one page that a head signs; its
                              signer is a role of the officials)
    -- facts: shelter_places    what it needs that stands outside of the index (`Office.listing`)
    -- column: No | 1.1 | center      heading, width in cm (or *), side; in the order of the query

Its parameters are `:year`, `:today`, `:month` (NULL for the whole year; a list that asks for it can be
made for one month) and its facts; its column names are what the office reads.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import cast, get_args

from generator.archive.chain import Chain
from generator.archive.database import Index
from generator.archive.records import ChainHead
from generator.system.clock import Clock
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.indonesian import MONTHS, long_date
from generator.vocabulary.problems import UsageError
from generator.word.columns import Align, PaperColumn

__all__ = ["LISTINGS", "Cell", "Listing", "ListingSource", "Lists", "read_listings"]

FOLDER = Path(__file__).parent / "listings"
HEADER = re.compile(r"^-- (\w+): (.+)$", re.MULTILINE)
CASE = re.compile(CASE_NUMBER)
PAPERS = ("list", "report")
PERIODS = ("year", "month", "today")
GROUPS = ("buku", "tugas", "arsip")
SIGNER = "Arsiparis"
Cell = str | int | None


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A filled list. `layout` says how its columns are laid out, `head` seals a register.

    `access` is the strictest class among the cases that its rows name. `names_unit` puts the unit that
    made the papers into its head. `month` is set where it is of one month; `paper` says how it is printed.
    """

    name: str
    title: str
    year: int
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    period: str = ""
    signer: str = SIGNER
    layout: tuple[PaperColumn, ...] = ()
    made: datetime | None = None
    head: ChainHead | None = None
    access: str = ""
    names_unit: bool = False
    month: int | None = None
    paper: str = "list"

    @property
    def cases(self) -> frozenset[str]:
        """The cases that its rows name."""
        return frozenset(
            found
            for row in self.rows
            for cell in row
            if isinstance(cell, str)
            for found in CASE.findall(cell)
        )


@dataclass(frozen=True, kw_only=True)
class ListingSource:
    """A list as its .sql file describes it."""

    name: str
    title: str
    sql: str
    group: str = "arsip"
    period: str = "year"
    signer: str = SIGNER
    is_sealed: bool = False
    names_unit: bool = False
    paper: str = "list"
    facts: tuple[str, ...] = ()
    layout: tuple[PaperColumn, ...] = ()

    @property
    def is_monthly(self) -> bool:
        """Whether the list can be made for one month."""
        return ":month" in self.sql

    def fill(
        self,
        index: Index,
        *,
        year: int,
        today: date,
        month: int | None = None,
        facts: Mapping[str, str | int] | None = None,
    ) -> Listing:
        """Run the query for one year, or one month of it, as of `today`.

        Raises:
            UsageError: the list is not made for a month.
            KeyError: a fact that it needs is not given.
        """
        if month is not None and not self.is_monthly:
            raise UsageError("S007", found=self.name)
        if self.period == "month" and month is None:
            month = today.month
        given = facts or {}
        params: dict[str, object] = {name: given[name] for name in self.facts}
        params |= {"year": year, "month": month, "today": today.isoformat()}
        columns = index.columns(self.sql, params)
        rows = index.rows(self.sql, params)
        return Listing(
            name=self.name,
            title=self.title,
            year=year,
            columns=columns,
            rows=tuple(tuple(row.values()) for row in rows),
            period=self._period(year, month, today),
            signer=self.signer,
            names_unit=self.names_unit,
            month=month,
            paper=self.paper,
            layout=self.layout or tuple(PaperColumn(name=name) for name in columns),
        )

    def _period(self, year: int, month: int | None, today: date) -> str:
        if self.period == "today":
            return f"Keadaan pada {long_date(today)}"
        if month is not None:
            return f"Bulan {MONTHS[month - 1]} {year}"
        return f"Tahun {year}"


def read_listings(folder: Path) -> dict[str, ListingSource]:
    """Every list of a folder, by name.

    Raises:
        ValueError: a file without a title, or with a header that cannot be understood.
    """
    return {path.stem: _read(path) for path in sorted(folder.glob("*.sql"))}


def _read(path: Path) -> ListingSource:
    sql = path.read_text(encoding="utf-8")
    told = HEADER.findall(sql)
    header = dict(told)
    group, period = header.get("group", "arsip"), header.get("period", "year")
    paper = header.get("paper", "list")
    if "title" not in header or group not in GROUPS or period not in PERIODS or paper not in PAPERS:
        raise ValueError(
            f"{path.name} has no '-- title:' line, or an unknown group, period or paper"
        )
    return ListingSource(
        name=path.stem,
        title=header["title"],
        sql=sql,
        group=group,
        period=period,
        signer=header.get("signer", SIGNER),
        is_sealed=header.get("seal") == "yes",
        names_unit=header.get("unit") == "yes",
        paper=paper,
        facts=tuple(header.get("facts", "").split()),
        layout=tuple(_column(path, value) for key, value in told if key == "column"),
    )


def _column(path: Path, line: str) -> PaperColumn:
    name, *rest = (part.strip() for part in line.split("|"))
    width, align = [*rest, *("*", "left")[len(rest) :]][:2]
    if align not in get_args(Align) or not re.fullmatch(r"\*|[\d.]+", width):
        raise ValueError(f"{path.name}: column {name} has no such width or side")
    return PaperColumn(
        name=name, width=None if width == "*" else float(width), align=cast(Align, align)
    )


LISTINGS = read_listings(FOLDER)


class Lists:
    """The lists of one archive, filled."""

    def __init__(self, index: Index, chain: Chain, clock: Clock) -> None:
        self._index = index
        self._chain = chain
        self._clock = clock

    def fill(
        self,
        name: str,
        *,
        year: int,
        month: int | None = None,
        facts: Mapping[str, str | int] | None = None,
    ) -> Listing:
        """A register or list of one year or month; `facts` are what it needs from outside the index.

        Raises:
            UsageError: this list is not made for a month.
            KeyError: there is no list of this name, or a fact that it needs is not given.
        """
        source = LISTINGS[name]
        filled = source.fill(
            self._index, year=year, month=month, today=self._clock.today(), facts=facts
        )
        head = self._chain.head() if source.is_sealed else None
        return replace(filled, made=self._clock.now(), head=head)
