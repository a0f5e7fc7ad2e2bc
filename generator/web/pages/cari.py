"""Cari: one box over everything filed, with counts by kind and year; a number goes straight there."""

import re
import threading
from collections import deque
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from generator.archive import CaseHits, Counts
from generator.office.office import Office
from generator.rules.sop import Step
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.problems import UsageError
from generator.web.door.guard import TheOne
from generator.web.rendering import TheOffice, Year, go, page

__all__ = ["router"]

router = APIRouter()

PAGE, MOST = 20, 200
LONGEST = 400
NUMBER = re.compile(r"\S*\d\S*/\S*")
WHOLE_CASE = re.compile(rf"{CASE_NUMBER}(/\d{{1,4}})?", re.IGNORECASE)


class Recent:
    """What each person searched last; in memory only, because it holds names."""

    KEPT = 8

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._searches: dict[str, deque[str]] = {}

    def note(self, who: str, text: str) -> None:
        with self._lock:
            mine = self._searches.setdefault(who, deque(maxlen=self.KEPT))
            if text in mine:
                mine.remove(text)
            mine.appendleft(text)

    def of(self, who: str) -> tuple[str, ...]:
        with self._lock:
            return tuple(self._searches.get(who, ()))


recent = Recent()


@dataclass(frozen=True, kw_only=True)
class SearchAsked:
    """What the address asks for."""

    q: str = ""
    tahun: Year | None = None
    jenis: str = ""
    instansi: str = ""
    orang: str = ""
    langkah: str = ""
    batas: int = PAGE

    @property
    def text(self) -> str:
        """What is searched for; a person alone will do."""
        return self.q[:LONGEST].strip() or self.person

    @property
    def person(self) -> str:
        return self.orang[:LONGEST].strip()

    @property
    def step(self) -> int | None:
        """The step of the SOP; a select that nobody touched sends an empty one."""
        return int(self.langkah) if re.fullmatch(r"[0-9]{1,2}", self.langkah) else None

    @property
    def limit(self) -> int:
        return max(1, min(self.batas, MOST))

    def link(self, **changes: object) -> str:
        """The address of this search with something else."""
        asked = {
            "q": self.q[:LONGEST].strip(),
            "tahun": self.tahun,
            "jenis": self.jenis,
            "instansi": self.instansi,
            "orang": self.person,
            "langkah": self.step,
        }
        return f"/cari?{urlencode({key: told for key, told in (asked | changes).items() if told})}"


TheAsked = Annotated[SearchAsked, Depends()]


@router.get("/cari")
def search_page(request: Request, office: TheOffice, person: TheOne, asked: TheAsked) -> Response:
    if asked.text and not asked.jenis and asked.tahun is None and asked.step is None:
        straight = _straight_to(office, asked.text)
        if straight:
            return go(straight)
    if tokens(asked.text):
        recent.note(person.name, asked.text)
    return page(request, "cari.html", {**_found(office, asked), "recent": recent.of(person.name)})


@router.get("/potongan/cari")
def search_part(request: Request, office: TheOffice, asked: TheAsked) -> HTMLResponse:
    """The results alone, for results while somebody types."""
    return page(request, "bagian/hasil.html", _found(office, asked))


@router.get("/nomor/{number:path}")
def by_number(office: TheOffice, number: str) -> RedirectResponse:
    """The letter that has this number."""
    item = office.archive.items.named(number)
    return go(f"/berkas/{item.case}/{item.item}")


def _straight_to(office: Office, text: str) -> str:
    """Where a whole case or letter number leads; empty if it is no such number, or of several."""
    try:
        if WHOLE_CASE.fullmatch(text):
            case, _, item = text.upper().partition("/")
            if not item:
                return f"/berkas/{case}" if office.archive.cases.has(case) else ""
        elif not NUMBER.fullmatch(text):
            return ""
        found = office.archive.items.named(text)
    except UsageError:
        given_up = office.archive.withdrawals.place_of(text)
        return f"/berkas/{given_up}" if given_up else ""
    return f"/berkas/{found.case}/{found.item}"


def _kinds(office: Office, asked: SearchAsked) -> tuple[str, ...]:
    """The kinds of paper asked for; of a kind and a step only what is both."""
    kind = (asked.jenis,) if asked.jenis else ()
    if asked.step is None:
        return kind
    of_step = office.catalogue.of_step(asked.step)
    return tuple(one for one in kind if one in of_step) or ("-",) if kind else of_step


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The kinds, steps and years to narrow by, with how much there is of each, None where not all is counted."""

    kinds: tuple[tuple[str, int | None], ...] = ()
    steps: tuple[tuple[Step, int | None], ...] = ()
    years: tuple[tuple[int, int | None], ...] = ()


def _choices(office: Office, asked: SearchAsked, counts: Counts) -> Choices:
    """What there is to choose among what is found.

    Of very much only the newest are counted: then the numbers would mislead, and every kind, step and
    year can be chosen.
    """
    of_step = {step: office.catalogue.of_step(step.no) for step in office.sop.steps}
    asked_for = next((of_step[one] for one in of_step if one.no == asked.step), None)
    if counts.is_partial:
        kinds = tuple(dict.fromkeys((*dict(counts.types), *office.catalogue.types)))
        years = sorted({*dict(counts.years), *office.archive.browsing.years()}, reverse=True)
        return Choices(
            kinds=tuple((one, None) for one in kinds if asked_for is None or one in asked_for),
            steps=tuple((step, None) for step in of_step),
            years=tuple((year, None) for year in years),
        )
    totals = {
        step: sum(dict(counts.types).get(one, 0) for one in of_step[step]) for step in of_step
    }
    return Choices(
        kinds=tuple(one for one in counts.types if asked_for is None or one[0] in asked_for),
        steps=tuple((step, total) for step, total in totals.items() if total),
        years=counts.years,
    )


def _found(office: Office, asked: SearchAsked) -> dict[str, object]:
    archive, text, agency = office.archive, asked.text, asked.instansi[:LONGEST].strip() or None
    types = {key: one.title for key, one in office.catalogue.types.items()}
    cases: list[CaseHits] = []
    counts: Counts | None = None
    if text:
        archive.audit.searched()
        kinds, person = _kinds(office, asked), asked.person or None
        cases = archive.search.find_cases(
            text, year=asked.tahun, types=kinds, agency=agency, person=person, limit=asked.limit
        )
        counts = archive.search.count(
            text, year=asked.tahun, types=kinds, agency=agency, person=person
        )
    return {
        "q": asked.q[:LONGEST].strip(),
        "choices": _choices(office, asked, counts) if counts else Choices(),
        "asked": asked,
        "more": min(asked.limit + 40, MOST),
        "cases": cases,
        "counts": counts,
        "name_of": lambda key: types.get(key, key.replace("-", " ").capitalize()),
    }
