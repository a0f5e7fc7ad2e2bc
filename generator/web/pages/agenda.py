"""Agenda: the registers and lists, narrowed by year, month and words, and as files."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from generator.archive import LISTINGS, Listing
from generator.desks.handout import LISTING_FORMATS, listing_file
from generator.vocabulary.indonesian import MONTHS, fold
from generator.web.door.guard import TheOne
from generator.web.rendering import TheOffice, Year, download, page

__all__ = ["router"]

router = APIRouter()

PAGE = 200
DECEMBER = 12
GROUP_TITLES = {
    "buku": "Buku agenda dan register",
    "tugas": "Yang perlu dipantau",
    "arsip": "Daftar dan pengelolaan arsip",
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, kw_only=True)
class AgendaAsked:
    """What the address asks for."""

    tahun: Year | None = None
    bulan: int = 0
    memuat: str = ""
    halaman: int = 1

    @property
    def month(self) -> int | None:
        return self.bulan if 1 <= self.bulan <= DECEMBER else None


@router.get("/agenda")
def lists(request: Request) -> HTMLResponse:
    by_title = sorted(LISTINGS.items(), key=lambda one: one[1].title)
    groups = {
        title: {name: source for name, source in by_title if source.group == group}
        for group, title in GROUP_TITLES.items()
    }
    return page(request, "agenda-semua.html", {"groups": groups})


@router.get("/agenda/{name}")
def list_page(
    request: Request, office: TheOffice, name: str, asked: Annotated[AgendaAsked, Depends()]
) -> HTMLResponse:
    if name not in LISTINGS:
        raise HTTPException(404)
    source = LISTINGS[name]
    month = asked.month if source.is_monthly else None
    listing = office.listing(name, year=asked.tahun, month=month)
    office.archive.audit.list_shown(name)
    rows = _fitting(listing, asked.memuat)
    pages = max(1, -(-len(rows) // PAGE))
    number = max(1, min(asked.halaman, pages))
    years = {*office.archive.browsing.years(), office.clock.today().year, listing.year}
    told = {
        "name": name,
        "source": source,
        "listing": listing,
        "rows": rows[(number - 1) * PAGE : number * PAGE],
        "count": len(rows),
        "number": number,
        "pages": pages,
        "years": sorted(years, reverse=True),
        "months": MONTHS,
        "asked": asked,
        "formats": LISTING_FORMATS,
    }
    return page(request, "agenda.html", told)


def _fitting(listing: Listing, words: str) -> list[tuple[str, ...]]:
    """The rows that hold every word, as texts."""
    wanted = fold(words).split()
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in listing.rows]
    return [row for row in rows if all(word in fold(" ".join(row)) for word in wanted)]


@router.get("/agenda/{name}/unduh")
def list_file(
    *,
    office: TheOffice,
    name: str,
    person: TheOne,
    asked: Annotated[AgendaAsked, Depends()],
    format: str = "xlsx",  # noqa: A002 - as in the address
) -> Response:
    """The whole list of a year or month as a file."""
    if name not in LISTINGS or format not in LISTING_FORMATS:
        raise HTTPException(404)
    month = asked.month if LISTINGS[name].is_monthly else None
    listing = office.listing(name, year=asked.tahun, month=month)
    data = listing_file(office, listing, format)
    office.archive.audit.listed(name, year=listing.year, how=format, who=person.name)
    when = f"{listing.year}-{month:02d}" if month else str(listing.year)
    return download(data, f"{name}-{when}.{format}", TYPES[format])
