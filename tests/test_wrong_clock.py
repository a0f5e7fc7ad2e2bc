"""A clock that was wrong: looking never waits for it, filing does, and one word of a person ends that."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.cli import main
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.service.backup import back_up
from generator.service.doctor import examine
from generator.submission.receipts import status
from generator.system.clock import FixedClock, SystemClock
from generator.vocabulary.problems import ArchiveDamagedError, UsageError
from generator.web import WebServer
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor

CASE = "PMBS-2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One letter was filed at noon."""
    made = open_office(make_office_folder(tmp_path / "kantor"))
    drop(made, form())
    handling.handle_once(made)
    yield made
    made.close()


def set_clock(office: Office, days: int, *, is_synchronised: bool = False) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = NOON + timedelta(days=days)
    office.clock.is_synchronised = is_synchronised


def sent(office: Office, name: str) -> tuple[str, list[str]]:
    drop(office, form(klien={"nama": f"Klien {name}"}), f"{name}.json")
    (outcome,) = handling.handle_once(office)
    return outcome.outcome, [one.code for one in outcome.problems]


@pytest.mark.parametrize("days", [-400, -1, 400])
def test_looking_does_not_ask_the_clock(office: Office, tmp_path: Path, days: int) -> None:
    set_clock(office, days)
    assert office.archive.search.find("Lado")
    office.archive.audit.viewed(CASE)
    office.archive.audit.searched()
    office.archive.audit.list_shown("sop")
    office.archive.audit.unmasked(CASE, who="ani")
    assert back_up(office, tmp_path / "cadangan").findings == ()
    assert [line.event for line in office.archive.audit.latest(limit=2)] == [
        "backup-begun",
        "backup-tried",
    ]


@pytest.mark.parametrize(
    "command", [("find", "Lado"), ("show", CASE), ("list", "sop"), ("prints",)]
)
def test_every_command_that_looks_answers(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The record is a year ahead of the real clock."""
    moment = SystemClock().now() + timedelta(days=365)
    made = open_office(make_office_folder(tmp_path / "kantor"), moment=moment)
    drop(made, form(tanggal=moment.date().isoformat()))
    (outcome,) = handling.handle_once(made)
    made.close()
    words = [outcome.case if one == CASE else one for one in command]
    assert main(["--office", str(tmp_path / "kantor"), *map(str, words)]) == 0


def test_a_look_says_nothing_about_the_clock(office: Office) -> None:
    """Somebody looked while the clock was a year ahead: filing goes on when it is right again."""
    set_clock(office, 365)
    office.archive.audit.viewed(CASE)
    set_clock(office, 0)
    assert sent(office, "dua") == ("filed", [])


def test_filing_waits_when_the_clock_went_back_until_a_person_says_it_is_right(
    office: Office,
) -> None:
    set_clock(office, 365, is_synchronised=True)
    assert sent(office, "dua") == ("filed", [])
    set_clock(office, 1)
    with pytest.raises(ArchiveDamagedError, match="A003"):
        sent(office, "tiga")
    told = status(office.status())
    assert "Jam ini benar" in told
    assert [one.problem.code for one in examine(office) if one.name == "clock" and one.problem] == [
        "A003"
    ]
    office.archive.chain.accept_clock(reason="tahunnya salah diatur")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"
    assert office.status().clock is None
    assert office.archive.care.verify() == []


def test_filing_waits_when_a_clock_that_nothing_keeps_leapt_ahead(office: Office) -> None:
    set_clock(office, 60)
    assert sent(office, "dua") == ("filed", [])
    set_clock(office, 121)
    assert sent(office, "tiga") == ("waiting", ["A071"])
    assert "Jam ini benar" in status(office.status())
    office.archive.chain.accept_clock(reason="kantor tutup dua bulan")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"


def test_a_clock_that_is_kept_right_may_leap(office: Office) -> None:
    set_clock(office, 400, is_synchronised=True)
    assert sent(office, "dua") == ("filed", [])


def test_a_right_clock_is_not_accepted(office: Office) -> None:
    with pytest.raises(UsageError, match="A072"):
        office.archive.chain.accept_clock(reason="iseng")


def test_the_page_asks_once_and_takes_the_word(office: Office) -> None:
    set_clock(office, 121)
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        visitor = Visitor(server.url)
        asked = visitor.ask("/")
        assert "Jam ini benar" in asked.text
        assert visitor.send("/jam", {"alasan": ""}, csrf=asked.csrf).status == 422
        assert visitor.send("/jam", {"alasan": "libur"}, csrf=asked.csrf).status == 303
        assert "Jam ini benar" not in visitor.ask("/").text
    finally:
        server.stop()


def test_the_command_takes_the_word(tmp_path: Path) -> None:
    """The record is a year ahead of the real clock; from then on it files by the real one."""
    moment = SystemClock().now() + timedelta(days=365)
    folder = make_office_folder(tmp_path / "kantor")
    made = open_office(folder, moment=moment)
    drop(made, form(tanggal=moment.date().isoformat()))
    handling.handle_once(made)
    made.close()
    assert main(["--office", str(folder), "clock", "accept", "--reason", "tahun salah"]) == 0
    now = open_office(folder, moment=SystemClock().now())
    drop(now, form(klien={"nama": "Maria Goreti"}, tanggal=now.clock.today().isoformat()), "b.json")
    (outcome,) = handling.handle_once(now)
    assert (outcome.outcome, outcome.case) == (
        "filed",
        f"PMBS-{now.clock.today().year}-0001"
        if now.clock.today().year != moment.year
        else outcome.case,
    )
    now.close()
    assert main(["--office", str(folder), "clock", "accept", "--reason", "lagi"]) == 2


def test_the_kernel_is_asked_whether_something_keeps_the_time() -> None:
    assert SystemClock().is_synchronised in (True, False)
