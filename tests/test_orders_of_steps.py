"""A year of cases that go through the SOP in every order: steps, lists, Beranda and the monthly report follow.

What is right is kept here as a rule of four lines (`after`), applied to what happened until a day; the office knows
it from forms only. Every third case is entered days after it happened.
"""

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Any

import pytest

from generator.cli import main as run_command
from generator.desks.next_step import next_step_of
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.system.clock import WITA
from generator.web import WebServer
from tests.keeping.kit import set_clock
from tests.office_kit import KESEPAKATAN, SERAH_TERIMA, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor

pytestmark = pytest.mark.slow

# Accompanied, met, no agreement, agreement, into the shelter.
ACCOMPANIED, MET, REFUSED, AGREED, SHELTERED = "PMNYS"
FIRST_ROUNDS = [*permutations("PMYS"), *permutations("PMNS")]
LATER_ROUNDS = [
    (*first, *tail) for first in ("PMNS", "SPMN") for tail in ("M", "MY", "PMY", "Y", "MN", "NPMY")
]
ORDERS = ["".join(one) for one in (*FIRST_ROUNDS, *LATER_ROUNDS)]
MONTHS = range(1, 13)


def after(done: frozenset[int], what: str) -> frozenset[int]:
    """The steps that are done after something happened. A letter to the labour office is written at once: step 2."""
    if what == REFUSED:
        return done - {2, 3, 4}
    return done | {ACCOMPANIED: {2}, MET: {2, 3}, AGREED: {2, 3, 4}, SHELTERED: {5}}[what]


@dataclass
class Played:
    """A case as this test knows it: what happened when, and from when on the office knows it."""

    number: str
    opened: date
    events: list[tuple[date, date, str]] = field(default_factory=list)
    closed: date | None = None

    def done(self, on: date, known: date) -> frozenset[int]:
        done = frozenset({1, 2})
        for day, told, what in self.events:
            if day <= on and told <= known:
                done = after(done, what)
        return done

    def step(self, on: date, known: date) -> int:
        return min({1, 2, 3, 4, 5} - self.done(on, known), default=6)

    def runs(self, on: date) -> bool:
        return self.opened <= on and (self.closed is None or self.closed > on)


def told_of(what: str, day: date, n: int) -> dict[str, Any]:
    tanggal = {"tanggal": str(day)}
    told: dict[str, dict[str, Any]] = {
        ACCOMPANIED: {"pendampingan": tanggal},
        MET: {
            "hasil_temu_bahas": tanggal
            | {"pimpinan": "Budi Santoso", "pembahasan": f"Pertemuan {n}."}
        },
        REFUSED: {
            "kesepakatan": KESEPAKATAN | tanggal | {"tercapai": "tidak", "butir": [f"Gagal {n}."]}
        },
        AGREED: {"kesepakatan": KESEPAKATAN | tanggal | {"butir": [f"Sepakat {n}."]}},
        SHELTERED: {"serah_terima": SERAH_TERIMA | tanggal},
    }
    return told[what]


@dataclass
class Year:
    office: Office
    cases: list[Played]
    # What the lists said at the end of each month: which case at which step.
    shown: dict[int, dict[str, int]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = make_office_folder(tmp_path_factory.mktemp("urutan") / "kantor")
    office = open_office(folder, moment=datetime(2026, 1, 2, 9, 0, tzinfo=WITA))
    played = Year(office, [])
    diary: dict[date, list[dict[str, Any]]] = {}
    opening = {date(2026, 1, 2) + timedelta(days=5 * n): order for n, order in enumerate(ORDERS)}
    for place, (opened, order) in enumerate(opening.items(), start=1):
        case = Played(f"PMBS-2026-{place:04d}", opened)
        for n, what in enumerate(order, start=1):
            day = opened + timedelta(days=2 * n)
            known = day + timedelta(days=3 if place % 3 == 0 else 0)
            case.events.append((day, known, what))
            diary.setdefault(known, []).append(
                {"nomor_kasus": case.number, **told_of(what, day, n)}
            )
        if place % 2:
            case.closed = opened + timedelta(days=2 * len(order) + 20)
            ended = {"penutupan": {"tanggal": str(case.closed), "hasil": "pulang"}}
            diary.setdefault(case.closed, []).append({"nomor_kasus": case.number, **ended})
        played.cases.append(case)
    day = date(2026, 1, 2)
    while day <= date(2026, 12, 31):
        set_clock(office, datetime.combine(day, time(9), WITA))
        if day in opening:
            drop(
                office, form(tanggal=str(day), klien={"nama": f"Klien {opening[day]}"}), "baru.json"
            )
        for n, data in enumerate(diary.get(day, [])):
            drop(office, data, f"lanjutan-{n}.json")
        for outcome in handling.handle_once(office):
            assert outcome.outcome == "filed", outcome.problems
        if day.day == monthrange(day.year, day.month)[1]:
            set_clock(office, datetime.combine(day, time(23), WITA))
            rows = office.listing("sop").rows
            played.shown[day.month] = {
                str(row[0]): int(step) if (step := str(row[3]).partition(".")[0]).isdigit() else 6
                for row in rows
            }
        day += timedelta(days=1)
    yield played
    office.close()


def end_of(month: int) -> date:
    return date(2026, month, monthrange(2026, month)[1])


def test_every_order_was_played(year: Year) -> None:
    assert len(year.cases) == len(ORDERS) == len(set(ORDERS)) == 60
    assert max(known for case in year.cases for _, known, _ in case.events).year == 2026


@pytest.mark.parametrize("month", MONTHS)
def test_the_list_of_steps_showed_each_running_case_at_its_step(year: Year, month: int) -> None:
    day = end_of(month)
    assert year.shown[month] == {
        case.number: case.step(day, day) for case in year.cases if case.runs(day)
    }


def test_each_case_shows_what_is_done_and_why_it_goes_on_as_it_does(
    year: Year, capsys: pytest.CaptureFixture[str]
) -> None:
    today = year.office.clock.today()
    for case in year.cases:
        steps = year.office.steps_of(case.number)
        done = case.done(today, today)
        assert {one.no for one in steps if one.done_at} == done, case
        decided = [what for _, _, what in case.events if what in (REFUSED, AGREED)]
        remarks = {one.no: one.remark for one in steps if one.remark}
        assert set(remarks) == ({2} if decided and decided[-1] == REFUSED else set()), case
        if case.closed is None:
            coming = next_step_of(year.office, case.number)
            assert coming
            assert (coming.step.no if coming.step else 6) == case.step(today, today)
    arguments = ["--office", str(year.office.folder), "show", year.cases[-1].number, "--json"]
    assert (
        run_command(
            arguments,
            open_office=lambda folder: open_office(folder, moment=year.office.clock.now()),
        )
        == 0
    )
    told = json.loads(capsys.readouterr().out)["steps"]
    assert {one["no"] for one in told if one["done"]} == year.cases[-1].done(today, today)


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_asked_later_stands_as_it_stood_at_its_end(year: Year, month: int) -> None:
    """Also what was entered after its end is of the day it happened."""
    day, now = end_of(month), year.office.clock.today()
    listing = year.office.listing("laporan-bulanan", year=2026, month=month)
    told: dict[str, dict[str, Any]] = {}
    for _, part, text, *counts in listing.rows:
        told.setdefault(str(part), {})[str(text)] = counts
    steps = told["Langkah SOP kasus yang berjalan pada akhir bulan"].values()
    wanted = Counter(case.step(day, now) for case in year.cases if case.runs(day))
    assert [counts[0] for counts in steps] == [wanted[no] for no in range(1, 7)]
    before = (
        Counter(
            case.step(end_of(month - 1), now) for case in year.cases if case.runs(end_of(month - 1))
        )
        if month > 1
        else Counter[int]()
    )
    assert [counts[1] for counts in steps] == [before[no] for no in range(1, 7)]
    happened = Counter(
        what for case in year.cases for when, _, what in case.events if when.month == month
    )
    assert told["Hasil"]["Kesepakatan tercapai"][0] == happened[AGREED]
    assert told["Hasil"]["Kesepakatan tidak tercapai"][0] == happened[REFUSED]


def test_each_meeting_and_each_decision_has_a_record_of_its_own(year: Year) -> None:
    """A further one never takes the number of an earlier one."""
    for case in year.cases:
        items = [
            one for one in year.office.archive.items.of_case(case.number) if not one.is_replaced
        ]
        held = Counter(what for _, _, what in case.events)
        types = Counter(one.type for one in items if one.kind == "surat")
        assert types["notula"] == held[MET], case
        assert types["berita-acara-kesepakatan"] == held[REFUSED] + held[AGREED], case
        days = sorted(one.date for one in items if one.type == "berita-acara-kesepakatan")
        assert days == sorted(day for day, _, what in case.events if what in (REFUSED, AGREED))


def test_beranda_counts_what_the_list_holds_and_names_the_late_ones(year: Year) -> None:
    server = WebServer(year.office, WebSettings(port=0))
    server.start()
    try:
        page = Visitor(server.url).ask("/").text
    finally:
        server.stop()
    rows = year.office.listing("sop").rows
    late = {str(row[0]) for row in rows if "TERLAMBAT" in str(row)}
    assert late == {
        case.number
        for case in year.cases
        if case.closed is None and any(one.is_late for one in year.office.steps_of(case.number))
    }
    assert late
    assert late <= set(re.findall(r"PMBS-2026-\d{4}", page))
    running = sum(case.closed is None for case in year.cases)
    assert len(rows) == running
    assert re.search(rf">\s*{running}\s*<", page)
