"""What is filed leaves the shared folders by rule: announced a week before, never the only copy, never what waits."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from generator.cli import main as run_command
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.service.daily_look import DailyShare
from generator.service.tidying import Tidying
from generator.submission.hand_matching import match_scan
from tests.keeping.kit import set_clock
from tests.office_kit import drop, form, make_office_folder, open_office

NOW = datetime.now(UTC)
NUMBER = "400.9.8/1/DINSOSPM/2026"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form(), "satu.json")
    handling.handle_once(opened)
    handling.handle_once(opened)
    yield opened
    opened.close()


def picture() -> bytes:
    """A scanned page that nobody can match."""
    page = Image.new("L", (1240, 1754), 255)
    page.paste(0, (200, 200, 700, 320))
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def after(office: Office, days: int) -> list[str]:
    """What leaves, so many days from now; paths in the office."""
    set_clock(office, NOW + timedelta(days=days))
    return sorted(str(one.path.relative_to(office.folder)) for one in Tidying(office).leaving())


def carried_out(office: Office, days: int) -> int:
    set_clock(office, NOW + timedelta(days=days))
    return Tidying(office).carry_out()


def in_tray(office: Office, tray: Tray) -> list[str]:
    return sorted(one.name for one in office.inbox.trays.of(tray))


def test_a_filed_form_leaves_after_a_year_and_a_week_of_notice(office: Office) -> None:
    assert after(office, 300) == []
    assert after(office, 400) == ["inbox/selesai/satu.json"]
    assert carried_out(office, 400) == 0, "announced first, also where the rule is new"
    assert in_tray(office, Tray.DONE) == ["satu.json"]
    assert Tidying(office).announced() is not None
    assert carried_out(office, 406) == 0
    assert carried_out(office, 407) == 1
    assert in_tray(office, Tray.DONE) == []
    assert not list((office.inbox.folder / Tray.DONE).iterdir()), "its note goes too"
    assert Tidying(office).announced() is None
    assert office.archive.care.verify() == []


def test_a_week_before_it_is_due_it_is_announced_and_goes_on_the_day(office: Office) -> None:
    assert carried_out(office, 359) == 0
    announced = Tidying(office).announced()
    assert announced is not None
    assert announced[0] == 1
    assert carried_out(office, 364) == 0
    assert carried_out(office, 366) == 1


def test_what_the_archive_does_not_hold_stays_for_ever(office: Office) -> None:
    (office.inbox.folder / Tray.DONE / "satu.json").write_bytes(b"{}")
    assert after(office, 4000) == []


def test_what_waits_for_a_person_stays_for_ever(office: Office) -> None:
    drop(office, form(klien={"jenis_kelamin": "x"}), "keliru.json")
    drop(office, picture(), "pindaian.png")
    handling.handle_once(office)
    assert after(office, 4000) == ["inbox/selesai/satu.json"]
    carried_out(office, 4000)
    assert carried_out(office, 4010) == 1
    assert in_tray(office, Tray.REJECTED) == ["keliru.json"]
    assert in_tray(office, Tray.MATCH) == ["pindaian.png"]
    assert list(office.printed.glob("*.pdf")), "no signature came back yet"


def test_a_duplicate_leaves_as_its_original_does(office: Office) -> None:
    drop(office, form(), "lagi.json")
    handling.handle_once(office)
    assert in_tray(office, Tray.DUPLICATE) == ["lagi.json"]
    assert "inbox/ganda/lagi.json" in after(office, 400)


def test_sheets_leave_when_their_letter_came_back_signed(office: Office, tmp_path: Path) -> None:
    sheets = sorted(one.name for one in office.printed.glob("*.pdf"))
    assert sheets
    set_clock(office, NOW)
    scan = tmp_path / "ttd.png"
    scan.write_bytes(picture())
    match_scan(office, NUMBER, scan, is_sure=True)
    letter = office.archive.items.named(NUMBER)
    if not letter.is_signed:
        office.archive.returns.declare_whole(letter, reason="uji")
    assert [one for one in after(office, 60) if one.startswith("cetak")] == []
    leaving = [one for one in after(office, 120) if one.startswith("cetak")]
    assert leaving == [f"cetak/{name}" for name in sheets]
    carried_out(office, 120)
    assert carried_out(office, 127) == len(sheets)
    assert list(office.printed.glob("*.pdf")) == []
    office.archive.prints.want(office.archive.items.named(NUMBER), copies=1, why="hilang")
    handling.handle_once(office)
    assert list(office.printed.glob("*.pdf")), "printed again from the archive"


def test_sheets_that_were_set_aside_leave(office: Office) -> None:
    sheet = next(office.printed.glob("*.pdf"))
    aside = office.printed / "tidak berlaku"
    aside.mkdir(exist_ok=True)
    sheet.rename(aside / f"TIDAK BERLAKU {sheet.name}")
    assert after(office, 80) == []
    assert after(office, 85) == [f"cetak/tidak berlaku/TIDAK BERLAKU {sheet.name}"]


def test_zero_is_never(office: Office) -> None:
    settings = office.folder / "pmbs.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[tidying]\nsubmissions_days = 0\nsheets_days = 0\n")
    again = open_office(office.folder)
    assert after(again, 9000) == []
    again.close()


def test_no_name_stands_in_what_was_announced(office: Office) -> None:
    carried_out(office, 400)
    told = (office.inbox.folder / ".dirapikan.json").read_text()
    assert len(json.loads(told)) == 1
    assert "satu" not in told


def test_the_service_does_it_once_a_day_and_goes_on_when_it_cannot(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def carry_out(_self: Tidying) -> int:
        asked.append(1)
        raise ValueError("damage")

    monkeypatch.setattr(Tidying, "carry_out", carry_out)
    share = DailyShare(office)
    share.stop()
    share._tidy()
    share._tidy()
    assert len(asked) == 1
    set_clock(office, NOW + timedelta(days=1))
    share._tidy()
    assert len(asked) == 2


def test_the_command_shows_it_and_does_nothing(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    def opened(folder: Path) -> Office:
        again = open_office(folder)
        set_clock(again, NOW + timedelta(days=400))
        return again

    assert run_command(["--office", str(office.folder), "tidy"], open_office=opened) == 0
    assert "inbox/selesai/satu.json" in capsys.readouterr().out
    assert Tidying(office).announced() is None
    assert run_command(["--office", str(office.folder), "tidy", "--now"], open_office=opened) == 0
    assert Tidying(office).announced() is not None
