"""An office that begins in the middle of a year: its registers go on behind the book on paper."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.archive import rebuild
from generator.cli import main as run_command
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.service.doctor import examine
from generator.system.clock import FixedClock
from generator.vocabulary.problems import UsageError
from generator.web import WebServer
from tests.archive.kit import rewritten
from tests.keeping.kit import assert_rebuilds_equal
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor

BOOK = "buku agenda Sekretariat 2026"
LAST = {"keluar": 437, "internal": 60, "masuk": 512, "kasus": 12}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def begin(office: Office, **last: int) -> None:
    office.archive.beginnings.begin(last, reason=BOOK, today=NOON.date())


def filed(office: Office, name: str = "satu") -> str:
    drop(office, form(klien={"nama": f"Klien {name}"}), f"{name}.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"
    return outcome.case or ""


def rows(office: Office, listing: str) -> list[dict[str, object]]:
    made = office.listing(listing)
    return [dict(zip(made.columns, row, strict=True)) for row in made.rows]


def test_the_first_letter_goes_on_behind_the_book(office: Office) -> None:
    begin(office, **LAST)
    assert filed(office) == "PMBS-2026-0013"
    (letter,) = [
        one for one in office.archive.cases.show("PMBS-2026-0013").items if one.kind == "surat"
    ]
    assert letter.number == "400.9.8/438/DINSOSPM/2026"
    assert office.archive.care.verify() == []
    assert_rebuilds_equal(office)


def test_each_register_shows_the_book_as_one_row(office: Office) -> None:
    begin(office, **LAST)
    filed(office)
    old, fresh = rows(office, "buku-agenda-keluar")
    assert (old["No"], old["Nomor surat"], old["Tanggal surat"]) == ("1–437", "", "")
    assert old["Keterangan"] == f"buku agenda manual: {BOOK}"
    assert (fresh["No"], fresh["Keterangan"]) == (438, "PMBS-2026-0013")
    old, fresh = rows(office, "buku-agenda-masuk")
    assert (old["No agenda"], old["Tanggal terima"]) == ("1–512", "")
    assert old["Keterangan"] == f"buku agenda manual: {BOOK}"
    assert fresh["No agenda"] == 513
    (old,) = rows(office, "register-internal")
    assert (old["No"], old["Nomor"]) == ("1–60", "")


def test_the_report_of_the_month_counts_none_of_them(office: Office) -> None:
    begin(office, **LAST)
    filed(office)
    told = {row["Uraian"]: row["Bulan ini"] for row in rows(office, "laporan-bulanan")}
    assert (told["Surat masuk"], told["Surat keluar"]) == (1, 1)
    assert told["Nomor cadangan yang belum dipakai"] == 0
    assert told["Kasus baru"] == 1


def test_what_is_not_named_begins_at_one(office: Office) -> None:
    begin(office, keluar=437)
    assert filed(office) == "PMBS-2026-0001"
    assert [row["No agenda"] for row in rows(office, "buku-agenda-masuk")] == [1]
    assert not office.archive.beginnings.is_asked(2026)


def test_a_new_year_begins_at_one_again(office: Office) -> None:
    begin(office, **LAST)
    folder = office.folder
    office.close()
    later = open_office(folder, moment=NOON.replace(year=2027, month=1, day=4))
    assert filed(later) == "PMBS-2027-0001"
    assert not later.archive.beginnings.is_asked(2027)
    later.close()


def test_later_it_only_moves_forward_and_the_gap_keeps_its_rows(office: Office) -> None:
    begin(office, keluar=437)
    filed(office)
    begin(office, keluar=441)
    assert [row["No"] for row in rows(office, "buku-agenda-keluar")] == [
        "1–437",
        438,
        439,
        440,
        441,
    ]
    assert rows(office, "buku-agenda-keluar")[-1]["Keterangan"] == BOOK
    with pytest.raises(UsageError) as raised:
        begin(office, keluar=440)
    assert raised.value.problem.code == "A074"
    filed(office, "dua")
    assert office.archive.beginnings.last_used(2026)["keluar"] == 442
    assert office.archive.care.verify() == []
    assert_rebuilds_equal(office)


def test_a_number_behind_which_it_stands_already_says_nothing_new(office: Office) -> None:
    begin(office, keluar=437)
    filed(office)
    begin(office, keluar=438)
    assert [row["No"] for row in rows(office, "buku-agenda-keluar")] == ["1–437", 438]


@pytest.mark.parametrize(
    ("last", "code"),
    [({"surat": 4}, "A073"), ({"keluar": 100_001}, "A074"), ({"keluar": -1}, "A074")],
)
def test_what_cannot_be_is_refused_and_nothing_begins(
    office: Office, last: dict[str, int], code: str
) -> None:
    with pytest.raises(UsageError) as raised:
        begin(office, **{"masuk": 3, **last})
    assert raised.value.problem.code == code
    assert office.archive.beginnings.is_asked(2026)
    assert office.archive.beginnings.last_used(2026)["masuk"] == 0


def test_the_row_of_the_book_is_no_number_in_reserve(office: Office) -> None:
    begin(office, keluar=437)
    with pytest.raises(UsageError):
        office.archive.numbers.void("1–437", reason="salah")
    assert rows(office, "buku-agenda-keluar")[0]["No"] == "1–437"


def test_cut_off_between_counter_and_ledger_it_is_said_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_events: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(office.archive.beginnings, "_write", cut)
        with pytest.raises(KeyboardInterrupt):
            begin(office, **LAST)
    begin(office, **LAST)
    assert filed(office) == "PMBS-2026-0013"
    assert office.archive.care.verify() == []


def test_a_number_of_the_book_that_was_given_all_the_same_is_a_finding(office: Office) -> None:
    begin(office, keluar=3)
    filed(office)

    def longer(lines: list[dict[str, Any]]) -> None:
        told = next(one for one in lines if one["event"] == "register-begun")
        told["data"]["last"] = 4

    rewritten(office, longer)
    found = {(one.code, one.where) for one in office.archive.care.verify()}
    assert ("V007", "keluar 4/2026") in found


@contextmanager
def visiting(office: Office) -> Iterator[Visitor]:
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        yield Visitor(server.url)
    finally:
        server.stop()


class TestAsked:
    def test_doctor_and_beranda_ask_until_it_is_said(self, office: Office) -> None:
        (numbers,) = [one for one in examine(office) if one.name == "numbers"]
        assert numbers.problem is None
        assert "pmbs begin" in numbers.detail
        with visiting(office) as visitor:
            asked = visitor.ask("/")
            assert "Di nomor berapa buku agenda kantor ini?" in asked.text
            told = {series: str(number) for series, number in LAST.items()}
            bare = visitor.send("/mulai", {**told, "alasan": ""}, csrf=asked.csrf)
            assert bare.status == 422
            said = visitor.send("/mulai", {**told, "alasan": BOOK}, csrf=asked.csrf)
            assert said.status == 303
            assert "Di nomor berapa buku agenda kantor ini?" not in visitor.ask("/").text
        assert filed(office) == "PMBS-2026-0013"
        (numbers,) = [one for one in examine(office) if one.name == "numbers"]
        assert "begin" not in numbers.detail

    def test_on_the_page_nothing_is_an_answer_too(self, office: Office) -> None:
        with visiting(office) as visitor:
            token = visitor.ask("/").csrf
            visitor.send("/mulai", dict.fromkeys(LAST, "0"), csrf=token)
        assert not office.archive.beginnings.is_asked(2026)
        assert filed(office) == "PMBS-2026-0001"

    def test_an_office_of_earlier_years_is_not_asked(self, office: Office) -> None:
        filed(office)
        assert office.archive.beginnings.is_asked(2026)
        assert not office.archive.beginnings.is_asked(2027)


class TestCommand:
    def told(self, office: Office, *words: str) -> int:
        return run_command(["--office", str(office.folder), "begin", *words])

    def test_it_says_what_comes_next(
        self, office: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        words = [f"{series}={number}" for series, number in LAST.items()]
        assert self.told(office, *words, "--reason", BOOK) == 0
        out = capsys.readouterr().out
        assert "keluar: nomor berikutnya 438" in out
        assert "kasus: nomor berikutnya 13" in out
        lines = (office.archive.root / "ledger").glob("*.jsonl")
        events = [json.loads(line) for path in lines for line in path.read_text().splitlines()]
        begun = [one for one in events if one["event"] == "register-begun"]
        assert {one["data"]["series"]: one["data"]["last"] for one in begun} == LAST
        assert {one["data"]["reason"] for one in begun} == {BOOK}
        assert all(one["who"] for one in begun)

    def test_from_one(self, office: Office) -> None:
        assert self.told(office, "--from-one") == 0
        assert self.told(office, "keluar=3") == 2, "a number needs its book"
        assert self.told(office, "keluar=tiga", "--reason", BOOK) == 2
        assert self.told(office, "--from-one", "keluar=3", "--reason", BOOK) == 2
        assert self.told(office) == 2, "nobody can be asked here"


def test_a_restored_office_still_knows(office: Office, tmp_path: Path) -> None:
    begin(office, **LAST)
    filed(office)
    folder = office.folder
    office.close()
    later = FixedClock(NOON + timedelta(days=1))
    rebuild(folder / "archive", later)
    again = Office(folder, clock=later)
    assert again.archive.recovery.next_free(2026) == {
        "keluar": 438 + 1,
        "internal": 61,
        "masuk": 514,
        "kasus": 14,
    }
    assert again.archive.beginnings.last_used(date(2026, 1, 1).year)["kasus"] == 13
    again.close()
