"""A signed scan filed by hand, and what the case then shows."""

import json
from pathlib import Path

import pytest
from PIL import Image

from generator.cli import main as run_command
from generator.filing.beside_print import file_signed
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import UsageError
from tests.office_kit import KESEPAKATAN, drop, form

FIRST = "400.9.8/1/DINSOSPM/2026"
pytestmark = pytest.mark.real

JPG = b"\xff\xd8\xff\xe0 invented \xff\xd9"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "pindaian.pdf"
    page = Image.new("L", (827, 1169), 255)
    page.paste(0, (200, 200, 500, 230))
    page.save(path, "PDF")
    return path


@pytest.fixture
def filed(office: Office) -> Office:
    drop(office, form())
    handling.handle_once(office)
    return office


def test_the_scan_is_kept_byte_for_byte_as_the_signed_version(filed: Office, scan: Path) -> None:
    record = file_signed(filed, filed.archive.items.named(FIRST), scan, claim="a").record
    folder = filed.archive.root / "2026" / record.case / "003-surat-koordinasi-ttd"
    assert (folder / "pindaian.pdf").read_bytes() == scan.read_bytes()
    assert filed.archive.items.named(FIRST).is_signed
    assert filed.archive.care.verify() == []


def test_the_same_scan_twice_is_one(filed: Office, scan: Path) -> None:
    file_signed(filed, filed.archive.items.named(FIRST), scan, claim="a")
    with pytest.raises(UsageError) as caught:
        file_signed(filed, filed.archive.items.named(FIRST), scan, claim="b")
    assert caught.value.problem.code == "A008"
    assert len(filed.archive.cases.show("PMBS-2026-0001").items) == 3


def test_another_scan_is_kept_as_a_further_version(filed: Office, scan: Path) -> None:
    file_signed(filed, filed.archive.items.named(FIRST), scan, claim="a")
    scan.write_bytes(scan.read_bytes() + b"\n")
    file_signed(filed, filed.archive.items.named(FIRST), scan, claim="b")
    assert len(filed.archive.cases.show("PMBS-2026-0001").items) == 4


def test_what_is_no_scan_is_refused(filed: Office, tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(b"MZ")
    with pytest.raises(UsageError) as caught:
        file_signed(filed, filed.archive.items.named(FIRST), path, claim="a")
    assert caught.value.problem.code == "A007"


def test_the_command_files_it_and_show_tells(
    filed: Office, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(filed, JPG, "PMBS-2026-0001 KTP.jpg")
    handling.handle_once(filed)
    drop(filed, form(nomor_kasus="PMBS-2026-0001", klien={"nama": "Yohanes Ladu"}), "b.json")
    handling.handle_once(filed)
    folder = str(filed.folder)
    assert run_command(["--office", folder, "match", FIRST, str(scan)]) == 0
    assert FIRST in capsys.readouterr().out
    assert run_command(["--office", folder, "show", "PMBS-2026-0001", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    letters = [one for one in shown["items"] if one["path"].endswith("surat-koordinasi")]
    assert [(one["revision"], one["replaced"], one["signed"]) for one in letters] == [
        (1, True, False),
        (2, False, True),
    ]
    assert shown["requirements"] == [
        {"name": "Surat Kontrak Kerja (bila ada)", "copy": False, "told": False},
        {"name": "Identitas diri KTP/KK (bila ada)", "copy": True, "told": False},
    ]


def test_one_that_waits_to_be_matched_leaves_its_tray(filed: Office, scan: Path) -> None:
    waiting = filed.inbox.folder / "cocokkan" / "scan0001.pdf"
    waiting.write_bytes(scan.read_bytes())
    note = waiting.with_name("scan0001.pdf - catatan.txt")
    note.write_text("x")
    assert run_command(["--office", str(filed.folder), "match", FIRST, str(waiting)]) == 0
    assert not waiting.exists()
    assert not note.exists()
    (done,) = [p for p in filed.inbox.trays.of(Tray.DONE) if p.name == "scan0001.pdf"]
    assert FIRST in " ".join(read_note(done).split())


def test_the_signed_page_moves_the_case_to_its_next_step_before_the_day_it_was_planned_for(
    office: Office, scan: Path
) -> None:
    drop(office, form(kesepakatan=KESEPAKATAN))
    handling.handle_once(office)
    record = next(
        one
        for one in office.archive.cases.show("PMBS-2026-0001").items
        if one.type == "berita-acara-kesepakatan"
    )
    assert office.steps_of(record.case)[3].done_at is None
    signed = file_signed(office, record, scan, claim="a").record
    assert office.steps_of(record.case)[3].done_at == signed.filed_at
