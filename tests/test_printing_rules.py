"""When a letter is printed, how, and what marks a reprint."""

import time
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from generator.cli import main as run_command
from generator.letters import parse_qr
from generator.office.office import Office
from generator.scans.codes import read_codes
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from tests.office_kit import NOON, drop, form, make_office_folder, open_office

FIRST = "400.9.8/1/DINSOSPM/2026"


def office_printing(folder: Path, rule: str, moment: datetime = NOON) -> Office:
    """An office whose surat koordinasi is printed by this rule."""
    made = make_office_folder(folder)
    toml = made / "templates" / "letters.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[surat-koordinasi]", f"[surat-koordinasi]\n{rule}", 1))
    return open_office(made, moment=moment)


def sheets(office: Office) -> list[str]:
    return sorted(path.name for path in office.printed.glob("*.pdf"))


def states(office: Office) -> list[tuple[str, str]]:
    return [(job.state.value, job.reason) for job in reversed(office.archive.prints.all())]


class TestApproval:
    def test_copies_wait_until_a_person_lets_them_go(self, tmp_path: Path) -> None:
        office = office_printing(tmp_path / "kantor", 'print = "approval"')
        drop(office, form())
        handling.handle_once(office)
        assert sheets(office) == []
        assert states(office) == [("wanted", "menunggu persetujuan cetak")] * 2
        office.archive.prints.release(office.archive.items.named(FIRST))
        office.outbox.pump()
        assert len(sheets(office)) == 2
        office.close()

    def test_waiting_for_a_person_takes_no_time_and_raises_no_alarm(self, tmp_path: Path) -> None:
        office = office_printing(tmp_path / "kantor", 'print = "approval"')
        drop(office, form())
        handling.handle_once(office)
        assert isinstance(office.clock, FixedClock)
        office.clock.moment = NOON.replace(hour=18)
        assert office.status().late_prints == ()
        assert not office.outbox.is_busy
        office.close()

    def test_the_command_approves(self, tmp_path: Path) -> None:
        office = office_printing(tmp_path / "kantor", 'print = "approval"')
        drop(office, form())
        handling.handle_once(office)
        assert run_command(["--office", str(office.folder), "approve", FIRST]) == 0
        assert len(sheets(office)) == 2
        office.close()

    def test_it_is_remembered_by_an_index_made_anew(self, tmp_path: Path) -> None:
        office = office_printing(tmp_path / "kantor", 'print = "approval"')
        drop(office, form())
        handling.handle_once(office)
        office.archive.prints.release(office.archive.items.named(FIRST))
        office.close()
        (office.archive.root / "index.db").unlink()
        again = open_office(office.folder)
        again.outbox.pump()
        assert len(sheets(again)) == 2
        again.close()


class TestHours:
    @pytest.mark.parametrize(("hour", "count"), [(15, 0), (16, 2)])
    def test_copies_wait_for_their_hour(self, tmp_path: Path, hour: int, count: int) -> None:
        office = office_printing(tmp_path / "kantor", 'print = "16.00"')
        drop(office, form())
        handling.handle_once(office)
        assert states(office)[0] == ("wanted", "dicetak mulai pukul 16.00")
        assert isinstance(office.clock, FixedClock)
        office.clock.moment = NOON.replace(hour=hour)
        office.outbox.pump()
        assert len(sheets(office)) == count
        office.close()

    def test_what_comes_after_the_hour_waits_for_the_next_day(self, tmp_path: Path) -> None:
        late = datetime(2026, 11, 24, 17, 0, tzinfo=WITA)
        office = office_printing(tmp_path / "kantor", 'print = "16.00"', late)
        drop(office, form())
        handling.handle_once(office)
        assert isinstance(office.clock, FixedClock)
        office.clock.moment = late.replace(day=25, hour=15)
        office.outbox.pump()
        assert sheets(office) == []
        office.clock.moment = late.replace(day=25, hour=16)
        office.outbox.pump()
        assert len(sheets(office)) == 2
        office.close()


@pytest.mark.parametrize("when", ["approval", "16.00"])
def test_the_five_minutes_begin_when_a_copy_may_be_printed(tmp_path: Path, when: str) -> None:
    office = office_printing(tmp_path / "kantor", f'print = "{when}"')
    drop(office, form())
    handling.handle_once(office)
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = NOON.replace(hour=16)
    if when == "approval":
        office.archive.prints.release(office.archive.items.named(FIRST))
    for minute, late in ((1, 0), (4, 0), (6, 2)):
        office.clock.moment = NOON.replace(hour=16, minute=minute)
        assert len(office.status().late_prints) == late, minute
    office.close()


def test_a_copy_that_is_five_minutes_late_is_an_alarm(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    office.archive.prints.want(office.archive.items.named(FIRST), copies=1, why="hilang")
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = NOON.replace(minute=4)
    assert office.status().late_prints == ()
    office.clock.moment = NOON.replace(minute=6)
    assert [job.number for job in office.status().late_prints] == [FIRST]


@pytest.mark.real
def test_every_copy_tells_which_it_is_and_a_reprint_also_that(tmp_path: Path) -> None:
    office = Office(make_office_folder(tmp_path / "kantor"), clock=FixedClock(NOON))
    drop(office, form())
    handling.handle_once(office)
    office.archive.prints.want(office.archive.items.named(FIRST), copies=2, why="hilang di jalan")
    office.outbox.pump()
    jobs = {job.copy: job for job in office.archive.prints.all()}
    assert [(jobs[n].reprint, jobs[n].why) for n in (1, 3, 4)] == [
        (0, "rangkap"),
        (1, "hilang di jalan"),
        (2, "hilang di jalan"),
    ]
    told = {}
    for path in office.printed.glob("*.pdf"):
        document = pypdfium2.PdfDocument(path)
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        (code,) = read_codes(picture)
        document.close()
        identity = parse_qr(code.text)
        assert identity is not None
        assert (identity.sequence, identity.page, identity.pages) == (1, 1, 1)
        told[path.stem.split(" lembar ")[1]] = (identity.copy, identity.reprint)
    assert told == {
        "1": (1, 0),
        "2": (2, 0),
        "3 cetak ulang ke-1": (3, 1),
        "4 cetak ulang ke-2": (4, 2),
    }
    office.close()


@pytest.mark.real
def test_what_a_copy_is_printed_from_is_made_again_and_thrown_away(tmp_path: Path) -> None:
    office = office_printing(tmp_path / "kantor", 'print = "approval"')
    office.close()
    office = Office(office.folder, clock=FixedClock(NOON))
    drop(office, form())
    handling.handle_once(office)
    office.archive.prints.release(office.archive.items.named(FIRST))
    aside = office.printed.rename(office.folder / "penuh")
    office.printed.write_bytes(b"")  # no folder: nothing can be laid there
    office.outbox.pump()
    marked = office.archive.root / ".work" / "cetak"
    assert len(list(marked.iterdir())) == 1
    next(marked.iterdir()).unlink()
    office.printed.unlink()
    aside.rename(office.printed)
    time.sleep(0.1)
    office.outbox.pump()
    assert len(sheets(office)) == 2
    assert list(marked.iterdir()) == []
    office.close()


def test_a_person_at_a_terminal_is_asked_why_a_letter_is_printed_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, form())
    handling.handle_once(office)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda _question: "tinta luntur")
    assert run_command(["--office", str(office.folder), "print", FIRST]) == 0
    assert office.archive.prints.all()[0].why == "tinta luntur"
