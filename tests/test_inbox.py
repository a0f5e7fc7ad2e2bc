"""What is taken from the inbox, and when; where it ends."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.forms import BLANKS, has_form_name, is_whole, make_form, make_sheet
from generator.inbox.file_names import is_ignorable, printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.notes import read_note
from generator.inbox.settling import has_writer
from generator.inbox.trays import Tray
from generator.rules.config import InboxSettings

SETTLE = 3.0
PATIENCE = 60.0


# A program that opens a file for writing and closes it, over and over, for a while.
OPENING = """
import os, sys, time
end = time.monotonic() + 10
while time.monotonic() < end:
    try:
        os.close(os.open(sys.argv[1], os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        pass
"""


class Ticker:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def is_json(path: Path, _name: str) -> bool:
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def inbox(tmp_path: Path, ticker: Ticker) -> Inbox:
    settings = InboxSettings(settle_seconds=SETTLE, patience_seconds=PATIENCE, max_megabytes=1)
    made = Inbox(tmp_path / "inbox", settings, is_whole=is_json, monotonic=ticker)
    made.prepare()
    return made


def drop(inbox: Inbox, name: str, data: bytes = b"{}") -> Path:
    path = inbox.folder / name
    path.write_bytes(data)
    return path


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


class TestFormsAtRest:
    """A form whose end is seen and that nobody writes needs no quiet time."""

    @pytest.fixture
    def inbox(self, tmp_path: Path, ticker: Ticker) -> Inbox:
        settings = InboxSettings(settle_seconds=SETTLE, patience_seconds=PATIENCE)
        made = Inbox(
            tmp_path / "inbox",
            settings,
            is_whole=lambda path, name: is_whole(path, name=name),
            stands_alone=has_form_name,
            monotonic=ticker,
        )
        made.prepare()
        return made

    @pytest.mark.parametrize("name", ["kasus.json", "kasus.docx", "daftar.xlsx"])
    def test_a_whole_form_is_taken_at_the_moment_it_appears(self, inbox: Inbox, name: str) -> None:
        forms = {
            "kasus.json": b"{}",
            "kasus.docx": make_form(next(iter(BLANKS.values()))),
            "daftar.xlsx": make_sheet(),
        }
        drop(inbox, name, forms[name])
        assert names(inbox.settled()) == [name]

    def test_not_while_it_is_written(self, inbox: Inbox) -> None:
        path = drop(inbox, "kasus.json")
        with path.open("r+b"):
            assert inbox.settled() == []
        assert names(inbox.settled()) == ["kasus.json"]

    @pytest.mark.parametrize("companion", ["~$kasus.docx", ".~lock.kasus.docx#"])
    def test_not_while_it_is_open_in_word(self, inbox: Inbox, companion: str) -> None:
        drop(inbox, "kasus.docx", make_form(next(iter(BLANKS.values()))))
        lock = drop(inbox, companion, b"x")
        assert inbox.settled() == []
        lock.unlink()
        assert names(inbox.settled()) == ["kasus.docx"]

    @pytest.mark.parametrize("data", [b"", b'{"klien":', b"\0" * 4096])
    def test_not_while_its_end_is_missing(self, inbox: Inbox, data: bytes) -> None:
        drop(inbox, "kasus.json", data)
        assert inbox.settled() == []

    def test_not_where_nobody_here_knows_who_writes(
        self, inbox: Inbox, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("generator.inbox.settling.has_writer", lambda _path: None)
        drop(inbox, "kasus.json")
        assert inbox.settled() == []
        ticker.seconds += SETTLE
        assert names(inbox.settled()) == ["kasus.json"]

    @pytest.mark.parametrize("name", ["foto.jpg", "scan0001.pdf", "berkas.zip"])
    def test_pages_of_a_scanner_and_bundles_keep_their_quiet_time(
        self, inbox: Inbox, name: str
    ) -> None:
        drop(inbox, name, b"%PDF-1.7 %%EOF \xff\xd9")
        assert inbox.settled() == []

    def test_a_folder_keeps_its_quiet_time(self, inbox: Inbox) -> None:
        folder = inbox.folder / "kasus"
        folder.mkdir()
        (folder / "kasus.json").write_bytes(b"{}")
        assert inbox.settled() == []


class TestForeignDisks:
    """A disk of another machine gives no leases, whoever writes: that is no answer."""

    LINE = "36 25 {device} / /srv/pmbs rw,relatime shared:1 - {kind} host:/x rw\n"

    def mounts(self, folder: Path, kind: str) -> Path:
        number = folder.stat().st_dev
        device = f"{os.major(number)}:{os.minor(number)}"
        table = folder / "mountinfo"
        table.write_text(
            "1 0 0:999 / / rw - ext4 x rw\n" + self.LINE.format(device=device, kind=kind)
        )
        return table

    @pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"])
    def test_it_is_not_known_who_writes_there(
        self, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("generator.inbox.settling.MOUNTS", self.mounts(tmp_path, kind))
        path = tmp_path / "kasus.json"
        path.write_bytes(b"{}")
        assert has_writer(path) is None

    @pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "overlay"])
    def test_on_a_disk_of_this_machine_it_is(
        self, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("generator.inbox.settling.MOUNTS", self.mounts(tmp_path, kind))
        path = tmp_path / "kasus.json"
        path.write_bytes(b"{}")
        assert has_writer(path) is False
        with path.open("r+b"):
            assert has_writer(path) is True


class TestSettling:
    def test_a_file_is_not_taken_at_the_moment_it_appears(self, inbox: Inbox) -> None:
        drop(inbox, "kasus.json")
        assert inbox.settled() == []

    def test_a_whole_file_that_stayed_the_same_is_taken(self, inbox: Inbox, ticker: Ticker) -> None:
        drop(inbox, "kasus.json")
        inbox.settled()
        ticker.seconds += SETTLE
        assert names(inbox.settled()) == ["kasus.json"]

    def test_a_file_that_grew_meanwhile_starts_again(self, inbox: Inbox, ticker: Ticker) -> None:
        path = drop(inbox, "kasus.json")
        inbox.settled()
        ticker.seconds += SETTLE
        path.write_bytes(b'{"a": 1}')
        assert inbox.settled() == []
        ticker.seconds += SETTLE
        assert names(inbox.settled()) == ["kasus.json"]

    def test_a_replaced_file_of_equal_size_starts_again(self, inbox: Inbox, ticker: Ticker) -> None:
        path = drop(inbox, "kasus.json")
        inbox.settled()
        ticker.seconds += SETTLE
        other = drop(inbox, "~WRD0001.tmp")
        stamp = path.stat()
        os.utime(other, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        other.rename(path)
        assert inbox.settled() == []

    def test_an_old_modification_time_does_not_make_a_new_file_settled(self, inbox: Inbox) -> None:
        path = drop(inbox, "kasus.json")
        os.utime(path, (1, 1))
        assert inbox.settled() == []

    def test_a_half_copied_file_gets_patience(self, inbox: Inbox, ticker: Ticker) -> None:
        drop(inbox, "kasus.json", b'{"klien":')
        inbox.settled()
        ticker.seconds += PATIENCE - 1
        assert inbox.settled() == []
        ticker.seconds += 1
        assert names(inbox.settled()) == ["kasus.json"]

    def test_a_preset_size_full_of_zeros_waits(self, inbox: Inbox, ticker: Ticker) -> None:
        drop(inbox, "kasus.json", b"\0" * 4096)
        inbox.settled()
        ticker.seconds += SETTLE * 2
        assert inbox.settled() == []

    def test_a_person_in_a_hurry_gets_a_broken_file_refused_at_once(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        drop(inbox, "kasus.json", b'{"klien":')
        inbox.settled(hurried=True)
        ticker.seconds += SETTLE
        assert names(inbox.settled(hurried=True)) == ["kasus.json"]

    def test_a_file_that_somebody_has_open_for_writing_waits(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        path = drop(inbox, "kasus.json")
        inbox.settled()
        with path.open("r+b"):
            ticker.seconds += SETTLE
            assert inbox.settled(hurried=True) == []
        assert names(inbox.settled()) == ["kasus.json"]

    def test_a_reader_does_not_hold_a_file_back(self, inbox: Inbox, ticker: Ticker) -> None:
        path = drop(inbox, "kasus.json")
        inbox.settled()
        with path.open("rb"):
            ticker.seconds += SETTLE
            assert names(inbox.settled()) == ["kasus.json"]

    def test_a_writer_that_comes_in_the_middle_of_the_question_does_not_end_us(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        """Breaking a lease sends a signal; one whose default action is to end the process."""
        path = drop(inbox, "kasus.json")
        writer = subprocess.Popen(
            [sys.executable, "-c", OPENING, str(path)], stdout=subprocess.DEVNULL
        )
        try:
            deadline = time.monotonic() + 1.5
            while time.monotonic() < deadline:
                inbox.settled(hurried=True)
                ticker.seconds += SETTLE
        finally:
            writer.kill()
            writer.wait()

    @pytest.mark.parametrize(
        "companion", ["~$formulir.json", "~$ormulir.json", "~$rmulir.json", ".~lock.formulir.json#"]
    )
    def test_a_form_that_is_open_in_word_or_libreoffice_waits(
        self, inbox: Inbox, ticker: Ticker, companion: str
    ) -> None:
        drop(inbox, "formulir.json")
        lock = drop(inbox, companion, b"Ani")
        inbox.settled()
        ticker.seconds += SETTLE
        assert inbox.settled() == []
        lock.unlink()
        assert names(inbox.settled()) == ["formulir.json"]

    def test_a_lock_left_by_a_crashed_word_ages_out(self, inbox: Inbox, ticker: Ticker) -> None:
        drop(inbox, "formulir.json")
        lock = drop(inbox, "~$rmulir.json")
        yesterday = time.time() - 24 * 3600
        os.utime(lock, (yesterday, yesterday))
        inbox.settled()
        ticker.seconds += SETTLE
        assert names(inbox.settled()) == ["formulir.json"]

    def test_an_empty_file_is_given_the_patience_of_a_copy_that_has_not_begun(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        drop(inbox, "kasus.json", b"")
        inbox.settled()
        ticker.seconds += SETTLE
        assert inbox.settled() == []
        ticker.seconds += PATIENCE
        assert names(inbox.settled()) == ["kasus.json"]

    def test_a_pipe_is_taken_without_being_opened(self, inbox: Inbox, ticker: Ticker) -> None:
        os.mkfifo(inbox.folder / "pipa.json")
        inbox.settled()
        ticker.seconds += SETTLE
        assert names(inbox.settled()) == ["pipa.json"]

    def test_a_new_folder_is_left_time_to_be_named(self, inbox: Inbox, ticker: Ticker) -> None:
        (inbox.folder / "New folder").mkdir()
        inbox.settled()
        ticker.seconds += SETTLE
        assert inbox.settled() == []


@pytest.mark.parametrize(
    "name",
    [
        "~$kasus.docx",
        "~WRD0001.tmp",
        "~WRL0002.tmp",
        ".~lock.kasus.docx#",
        "._kasus.docx",
        "Thumbs.db",
        "desktop.ini",
        "unduhan.docx.part",
        "kasus.docx.crdownload",
        "README.md",
    ],
)
def test_temporary_and_system_files_are_ignored(name: str) -> None:
    assert is_ignorable(name)


@pytest.mark.parametrize("name", ["kasus.docx", "~kasus.docx", "tmp.docx", "$kasus.json"])
def test_forms_are_not_ignored(name: str) -> None:
    assert not is_ignorable(name)


def test_names_that_differ_in_capitals_only_never_lie_in_one_tray(inbox: Inbox) -> None:
    """Of two such names Windows shows one, and opens either for the other."""
    for name in ("Kasus.json", "kasus.json", "KASUS.JSON"):
        claim = inbox.claim(drop(inbox, name))
        assert claim is not None
        inbox.trays.finish(claim, Tray.REJECTED, "catatan")
    lying = [path.name for path in inbox.trays.of(Tray.REJECTED)]
    assert sorted(lying) == ["KASUS (3).JSON", "Kasus.json", "kasus (2).json"]


class TestClaiming:
    def test_a_claim_leaves_the_inbox_free_for_a_new_file_of_the_same_name(
        self, inbox: Inbox
    ) -> None:
        claim = inbox.claim(drop(inbox, "kasus.json", b"1"))
        drop(inbox, "kasus.json", b"2")
        assert claim is not None
        assert claim.path.read_bytes() == b"1"
        assert names(inbox.waiting()) == ["kasus.json"]

    def test_a_file_that_went_away_is_no_claim(self, inbox: Inbox) -> None:
        assert inbox.claim(inbox.folder / "hilang.json") is None
        assert inbox.claims.leftovers() == []

    def test_claims_of_a_crashed_run_are_found_again(self, inbox: Inbox) -> None:
        claims = [inbox.claim(drop(inbox, f"{n}.json")) for n in (2, 1)]
        assert inbox.claims.leftovers() == claims

    def test_an_empty_claim_folder_is_cleared_away(self, inbox: Inbox) -> None:
        (inbox.claims.folder / "0-abc").mkdir()
        assert inbox.claims.leftovers() == []
        assert list((inbox.claims.folder).iterdir()) == []

    def test_a_copy_leaves_the_given_file_alone(self, inbox: Inbox, tmp_path: Path) -> None:
        given = tmp_path / "kasus.json"
        given.write_bytes(b"{}")
        claim = inbox.take_copy(given)
        assert claim.path.read_bytes() == given.read_bytes()
        assert claim.name == "kasus.json"

    def test_the_copy_of_a_huge_file_stops_just_over_the_limit(
        self, inbox: Inbox, tmp_path: Path
    ) -> None:
        given = tmp_path / "besar.json"
        with given.open("wb") as stream:
            stream.truncate(200_000_000)
        assert inbox.take_copy(given).path.stat().st_size == 1_000_001

    def test_a_symlink_is_moved_not_followed(self, inbox: Inbox, tmp_path: Path) -> None:
        secret = tmp_path / "rahasia.txt"
        secret.write_text("rahasia")
        link = inbox.folder / "kasus.json"
        link.symlink_to(secret)
        claim = inbox.claim(link)
        assert claim is not None
        assert claim.path.is_symlink()
        assert secret.read_text() == "rahasia"


class TestLeaving:
    def test_a_finished_claim_lies_in_its_tray_with_its_note(self, inbox: Inbox) -> None:
        claim = inbox.claim(drop(inbox, "kasus.json"))
        assert claim is not None
        target = inbox.trays.finish(claim, Tray.REJECTED, "Baris satu\nBaris dua\n")
        assert target == inbox.folder / "ditolak" / "kasus.json"
        assert read_note(target) == "Baris satu\nBaris dua\n"
        assert inbox.claims.leftovers() == []

    def test_a_note_opens_properly_in_notepad(self, inbox: Inbox) -> None:
        claim = inbox.claim(drop(inbox, "kasus.json"))
        assert claim is not None
        inbox.trays.finish(claim, Tray.REJECTED, "Satu\n“Dua”\n")
        note = inbox.folder / "ditolak" / "kasus.json - catatan.txt"
        assert note.read_bytes() == b"\xef\xbb\xbfSatu\r\n\xe2\x80\x9cDua\xe2\x80\x9d\r\n"

    def test_nothing_in_a_tray_is_ever_overwritten(self, inbox: Inbox) -> None:
        for data in (b"1", b"2", b"3"):
            claim = inbox.claim(drop(inbox, "kasus.json", data))
            assert claim is not None
            inbox.trays.finish(claim, Tray.DONE, "")
        tray = inbox.folder / "selesai"
        assert (tray / "kasus.json").read_bytes() == b"1"
        assert (tray / "kasus (2).json").read_bytes() == b"2"
        assert (tray / "kasus (3).json").read_bytes() == b"3"

    def test_a_released_claim_waits_again(self, inbox: Inbox) -> None:
        claim = inbox.claim(drop(inbox, "kasus.json"))
        assert claim is not None
        inbox.release(claim)
        assert names(inbox.waiting()) == ["kasus.json"]

    def test_a_held_form_is_retaken_without_its_old_note(self, inbox: Inbox) -> None:
        claim = inbox.claim(drop(inbox, "kasus.json"))
        assert claim is not None
        inbox.trays.finish(claim, Tray.HELD, "templat rusak")
        (retaken,) = inbox.retake_held()
        assert retaken.name == "kasus.json"
        assert list((inbox.folder / "tertahan").iterdir()) == []

    def test_a_name_of_255_bytes_still_gets_its_note(self, inbox: Inbox) -> None:
        claim = inbox.claim(drop(inbox, "x" * 250 + ".json"))
        assert claim is not None
        target = inbox.trays.finish(claim, Tray.REJECTED, "catatan")
        assert read_note(target) == "catatan"

    def test_a_name_that_is_not_utf8_survives(self, inbox: Inbox) -> None:
        name = os.fsdecode(b"kasus-\xff.json")
        claim = inbox.claim(drop(inbox, name))
        assert claim is not None
        target = inbox.trays.finish(claim, Tray.REJECTED, "catatan")
        assert target.name == name
        assert printable_name(target.name) == "kasus-\N{REPLACEMENT CHARACTER}.json"


class TestFolder:
    def settle(self, inbox: Inbox, ticker: Ticker, seconds: float) -> list[str]:
        inbox.settled()
        ticker.seconds += seconds
        return [path.name for path in inbox.settled()]

    def test_it_is_taken_as_a_whole_when_nothing_inside_changes(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        folder = inbox.folder / "Kasus"
        folder.mkdir()
        (folder / "formulir.json").write_text("{}")
        assert self.settle(inbox, ticker, 5) == []
        ticker.seconds += 20
        assert [path.name for path in inbox.settled()] == ["Kasus"]

    def test_one_more_file_inside_starts_the_wait_again(self, inbox: Inbox, ticker: Ticker) -> None:
        folder = inbox.folder / "Kasus"
        folder.mkdir()
        (folder / "formulir.json").write_text("{}")
        inbox.settled()
        ticker.seconds += 19
        (folder / "KTP.jpg").write_bytes(b"\xff\xd8\xff \xff\xd9")
        inbox.settled()
        ticker.seconds += 19
        assert inbox.settled() == []

    def test_a_file_inside_that_is_open_in_word_holds_it_back(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        folder = inbox.folder / "Kasus"
        folder.mkdir()
        (folder / "formulir.docx").write_bytes(b"PK")
        (folder / "~$rmulir.docx").touch()
        inbox.settled()
        ticker.seconds += 30
        assert inbox.settled() == []
        assert dict(inbox.why_waiting())["Kasus"].startswith("masih terbuka di Word")

    def test_a_file_inside_that_is_not_whole_gets_patience(
        self, inbox: Inbox, ticker: Ticker
    ) -> None:
        folder = inbox.folder / "Kasus"
        folder.mkdir()
        (folder / "formulir.json").write_text('{"klien": ')
        inbox.settled()
        ticker.seconds += 30
        assert inbox.settled() == []
