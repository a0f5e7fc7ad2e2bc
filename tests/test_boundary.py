"""Nothing that a file holds leaves its own entry, and one entry never stops the others."""

import errno
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.forms.reading import is_whole, read_form
from generator.inbox.claims import MOST_TRIES, Claims
from generator.inbox.inbox import Inbox
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import InboxSettings
from generator.service.daily_look import DailyShare
from generator.service.handling import handle_once
from generator.submission import receipts
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.test_watch import done, running, wait_until

ROOT = Path(__file__).parents[1]
FORMS = (ROOT / "templates/forms/pengaduan.docx", ROOT / "templates/forms/rombongan.xlsx")
NOBODY = 65534
DAY = date(2026, 11, 26)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def flipped(data: bytes, place: random.Random) -> bytes:
    changed = bytearray(data)
    changed[place.randrange(len(changed))] ^= 1 << place.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("source", FORMS, ids=lambda path: path.suffix)
def test_no_flipped_bit_of_a_form_raises_while_it_is_judged_or_read(
    tmp_path: Path, source: Path
) -> None:
    place = random.Random(11)  # noqa: S311 - no secret
    data = source.read_bytes()
    for _ in range(120):
        path = tmp_path / f"formulir{source.suffix}"
        path.write_bytes(flipped(data, place))
        is_whole(path, name=path.name)
        read_form(path, name=path.name, today=DAY)


@pytest.mark.slow
def test_a_running_service_takes_damaged_files_and_files_the_good_ones_between_them(
    office: Office,
) -> None:
    place = random.Random(5)  # noqa: S311 - no secret
    with running(office):
        for number in range(20):
            for source in FORMS:
                data = flipped(source.read_bytes(), place)
                (office.inbox.folder / f"rusak-{number}{source.suffix}").write_bytes(data)
            drop(office, form(klien={"nama": f"Klien Baik {number}"}), f"baik-{number}.json")
        wait_until(lambda: len([one for one in done(office) if one.startswith("baik")]) == 20)
    assert office.archive.care.verify() == []


@pytest.mark.parametrize("raised", [MemoryError, RecursionError, ZeroDivisionError])
def test_whatever_judging_a_file_raises_it_is_not_whole_and_the_others_are_taken(
    tmp_path: Path, raised: type[Exception]
) -> None:
    def judge(path: Path, _name: str) -> bool:
        if path.name == "rusak.docx":
            raise raised
        return True

    folder = tmp_path / "inbox"
    inbox = Inbox(folder, InboxSettings(settle_seconds=0, patience_seconds=60), is_whole=judge)
    inbox.prepare()
    for name in ("rusak.docx", "baik.docx"):
        (folder / name).write_bytes(b"isi")
    assert [path.name for path in inbox.settled()] == ["baik.docx"]
    assert dict(inbox.why_waiting())["rusak.docx"].startswith("belum utuh")


class TestTries:
    def test_a_try_is_counted_anew_when_more_stands_than_before(self, tmp_path: Path) -> None:
        claim = Claims(tmp_path / "inbox").new("kasus.json")
        assert [claim.begin_try(0), claim.begin_try(0), claim.begin_try(2)] == [1, 2, 1]

    def test_the_count_is_not_taken_for_the_submission(self, tmp_path: Path) -> None:
        claims = Claims(tmp_path)
        claim = claims.new("kasus.json")
        claim.begin_try(0)
        claim.path.write_bytes(b"{}")
        assert [one.name for one in claims.leftovers()] == ["kasus.json"]

    def test_what_ended_the_service_three_times_is_set_aside_and_the_others_go_on(
        self, office: Office
    ) -> None:
        drop(office, form(klien={"nama": "Maria Rekaan"}), "berat.json")
        claim = office.inbox.claim(office.inbox.folder / "berat.json")
        assert claim is not None
        for _ in range(MOST_TRIES):  # the service was killed each time
            claim.begin_try(0)
        drop(office, form(), "ringan.json")
        outcomes = {one.form: one for one in handle_once(office)}
        assert outcomes["berat.json"].outcome == "held"
        assert outcomes["berat.json"].problems[0].code == "B029"
        assert outcomes["ringan.json"].outcome == "filed"

    def test_what_was_set_aside_is_not_taken_up_again_unasked(self, office: Office) -> None:
        """Ten starts of a form that ends the service: three deaths, and never one more."""
        drop(office, form(), "berat.json")
        claim = office.inbox.claim(office.inbox.folder / "berat.json")
        assert claim is not None
        for _ in range(MOST_TRIES):
            claim.begin_try(0)
        (held,) = handle_once(office)
        assert held.outcome == "held"
        for _ in range(10):
            assert handle_once(office) == []
        assert [path.name for path in office.inbox.trays.of(Tray.HELD)] == ["berat.json"]

    def test_moved_back_into_the_inbox_it_is_tried_again(self, office: Office) -> None:
        drop(office, form(), "berat.json")
        claim = office.inbox.claim(office.inbox.folder / "berat.json")
        assert claim is not None
        for _ in range(MOST_TRIES):
            claim.begin_try(0)
        handle_once(office)
        (path,) = office.inbox.trays.of(Tray.HELD)
        path.rename(office.inbox.folder / path.name)
        assert [one.outcome for one in handle_once(office)] == ["filed"]

    def test_two_deaths_do_not_keep_a_submission_from_being_filed(self, office: Office) -> None:
        drop(office, form(), "kasus.json")
        claim = office.inbox.claim(office.inbox.folder / "kasus.json")
        assert claim is not None
        for _ in range(MOST_TRIES - 1):
            claim.begin_try(0)
        assert [one.outcome for one in handle_once(office)] == ["filed"]


def test_the_daily_look_goes_on_whatever_it_meets(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    def look(*_args: object, **_options: object) -> None:
        looks.append(1)
        raise ValueError("damage")

    monkeypatch.setattr("generator.service.daily_look.SHARE_FIRST_SECONDS", 0.01)
    monkeypatch.setattr("generator.service.daily_look.SHARE_SECONDS", 0.01)
    monkeypatch.setattr(type(office.archive.care), "daily", look)
    share = DailyShare(office)
    wait_until(lambda: len(looks) >= 3)
    share.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
@pytest.mark.parametrize("mode", [0o755, 0o700])
def test_a_folder_that_the_service_may_not_move_is_told_and_the_others_are_taken(mode: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "inbox"
        inbox = Inbox(
            folder, InboxSettings(settle_seconds=0, patience_seconds=0), is_whole=lambda *_: True
        )
        inbox.prepare()
        for path in (Path(place), folder, inbox.claims.folder):
            os.chmod(path, 0o777)  # noqa: PTH101, S103 - a share that everybody may write to
        (folder / "berkas Ani").mkdir(mode=mode)
        (folder / "berkas Ani" / "formulir.json").write_bytes(b"{}")
        (folder / "berkas Ani").chmod(mode)
        (folder / "tertutup.json").write_bytes(b"{}")
        (folder / "tertutup.json").chmod(0o600)
        (folder / "baik.json").write_bytes(b"{}")
        child = os.fork()
        if child == 0:
            os.seteuid(NOBODY)
            taken = [inbox.claim(path) for path in inbox.settled(hurried=True)]
            why = dict(inbox.why_waiting()).get("berkas Ani", "")
            told = "milik root" in why and f"mode {mode:04o}" in why and "chown" in why
            # A file that cannot be read, likewise.
            closed = dict(inbox.why_waiting()).get("tertutup.json", "")
            told = told and "milik root" in closed and "mode 0600" in closed
            os._exit(0 if [one.name for one in taken if one] == ["baik.json"] and told else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_disk_that_is_read_only_is_no_fault_of_the_entry_s_owner(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, form(), "kasus.json")

    def fails(path: Path, _final: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr("generator.inbox.inbox.files.move", fails)
    (path,) = office.inbox.settled(hurried=True)
    assert office.inbox.claim(path) is None
    ((_, why),) = office.inbox.why_waiting()
    assert why == "layanan tidak dapat mengambilnya (Read-only file system)"


def test_what_cannot_be_taken_stands_in_the_status_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(make_office_folder(tmp_path / "kantor"))
    drop(office, form(), "kasus.json")

    def barred(path: Path, _final: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("generator.inbox.inbox.files.move", barred)
    (path,) = office.inbox.settled(hurried=True)
    assert office.inbox.claim(path) is None
    office.inbox.post(receipts.status(office.status()))
    said = (office.inbox.folder / "_STATUS layanan.txt").read_text(encoding="utf-8-sig")
    assert "kasus.json" in said
    assert "layanan tidak boleh mengambilnya" in " ".join(said.split())
    # It is the service's own already: what mends it is its mode.
    assert "chmod -R u+rwX pada berkas" in " ".join(said.split())
    office.close()
