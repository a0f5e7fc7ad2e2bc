"""A disk that is full: what is to be filed waits, looking goes on, and both say so; with room all goes on."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.inbox.file_names import STATUS_NAME
from generator.office.office import Office
from generator.service import handling
from generator.service.watch import _Watch
from generator.system.reserve import RESERVED
from tests.cli.kit import Shell
from tests.office_kit import drop, form, make_office_folder, open_office

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")

CASE = "PMBS-2026-0001"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "kecil", place], check=True)
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def office(disk: Path) -> Iterator[Office]:
    """An office on it, with a case."""
    opened = open_office(make_office_folder(disk / "kantor"))
    drop(opened, form())
    handling.handle_once(opened)
    yield opened
    opened.close()


def fill(disk: Path) -> Path:
    """Something else takes all that is left, to the last page."""
    filler = disk / "lain.bin"
    with filler.open("wb", buffering=0) as out:
        for size in (1 << 20, 4096):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                pass
    assert shutil.disk_usage(disk).free == 0
    return filler


@pytest.mark.parametrize("begun", ["by a form", "by a start without one"])
def test_looking_goes_on_and_is_noted(office: Office, disk: Path, begun: str) -> None:
    shell = Shell(office.folder)
    if begun == "by a start without one":
        assert office.archive.store.reserve.spend()
        handling.handle_once(office)
    office.close()
    fill(disk)
    noted = len(shell.ledger())
    for words in (("find", "lado"), ("show", CASE), ("list", "buku-agenda-keluar"), ("prints",)):
        answer = shell(*words)
        assert (answer.code, bool(answer.out)) == (0, True), (words, answer.err)
        assert "A999" not in answer.err
    assert len(shell.ledger()) > noted
    assert not (office.folder / "archive" / ".ruang").exists()


def test_pages_of_a_running_service_are_looked_at(office: Office, disk: Path) -> None:
    fill(disk)
    for item in range(1, 30):
        office.archive.audit.viewed(CASE, item=item, who="ana")
    assert len([one for one in office.archive.audit.latest() if one.who == "ana"]) == 29


def test_the_status_of_the_inbox_says_it(office: Office, disk: Path) -> None:
    watch = _Watch(office, threading.Event())
    status = office.inbox.folder / STATUS_NAME
    status.write_text("lama")
    filler = fill(disk)
    assert office.archive.store.reserve.spend()
    fill_again = disk / "lagi.bin"
    fill_again.write_bytes(b"\0" * (RESERVED - 65536))
    watch._post_status()
    assert "Disk arsip tidak dapat ditulisi (penuh)" in status.read_text(encoding="utf-8-sig")
    fill_again.unlink()
    filler.unlink()
    watch._posted = 0
    watch._post_status()
    assert "Disk arsip" not in status.read_text(encoding="utf-8-sig")
    assert (office.folder / "archive" / ".ruang").stat().st_size == RESERVED


def test_the_status_is_written_from_the_reserve(office: Office, disk: Path) -> None:
    status = office.inbox.folder / STATUS_NAME
    status.unlink(missing_ok=True)
    fill(disk)
    _Watch(office, threading.Event())._post_status()
    assert status.exists()


def test_what_is_to_be_filed_waits_and_the_status_says_why(office: Office, disk: Path) -> None:
    filler = fill(disk)
    assert office.archive.store.reserve.spend()
    path = office.inbox.folder / "lagi.json"
    shutil.copy(next((office.inbox.folder / "selesai").glob("*.json")), path)
    outcome = handling.handle_once(office)[-1]
    assert (outcome.outcome, [one.code for one in outcome.problems]) == ("waiting", ["B018"])
    filler.unlink()
    handling.handle_once(office)
    assert (office.folder / "archive" / ".ruang").stat().st_size == RESERVED
