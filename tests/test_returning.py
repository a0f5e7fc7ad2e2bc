"""A signed scan filed by hand, and what the case then shows."""

import json
from pathlib import Path

import pytest

from generator import watch
from generator.cli import main as run_command
from generator.office import Office
from generator.problems import UsageError
from generator.returning import file_signed
from tests.office_kit import drop, form

FIRST = "400.9.8/1/DINSOSPM/2026"
PDF = b"%PDF-1.7 invented %%EOF"
JPG = b"\xff\xd8\xff\xe0 invented \xff\xd9"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def filed(office: Office) -> Office:
    drop(office, form())
    watch.handle_once(office)
    return office


def test_the_scan_is_kept_byte_for_byte_as_the_signed_version(filed: Office, scan: Path) -> None:
    record = file_signed(filed, filed.archive.item(FIRST), scan, claim="a").record
    folder = filed.archive.root / "2026" / record.case / "003-surat-koordinasi-ttd"
    assert (folder / "pindaian.pdf").read_bytes() == PDF
    assert filed.archive.item(FIRST).is_signed
    assert filed.archive.verify() == []


def test_the_same_scan_twice_is_one(filed: Office, scan: Path) -> None:
    for claim in "ab":
        file_signed(filed, filed.archive.item(FIRST), scan, claim=claim)
    assert len(filed.archive.show("PMBS-2026-0001").items) == 3


def test_another_scan_is_kept_as_a_further_version(filed: Office, scan: Path) -> None:
    file_signed(filed, filed.archive.item(FIRST), scan, claim="a")
    scan.write_bytes(PDF + b"\n")
    file_signed(filed, filed.archive.item(FIRST), scan, claim="b")
    assert len(filed.archive.show("PMBS-2026-0001").items) == 4


def test_what_is_no_scan_is_refused(filed: Office, tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(b"MZ")
    with pytest.raises(UsageError) as caught:
        file_signed(filed, filed.archive.item(FIRST), path, claim="a")
    assert caught.value.problem.code == "A007"


def test_the_command_files_it_and_show_tells(
    filed: Office, scan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(filed, JPG, "PMBS-2026-0001 KTP.jpg")
    watch.handle_once(filed)
    drop(filed, form(nomor_kasus="PMBS-2026-0001", klien={"nama": "Yohanes Ladu"}), "b.json")
    watch.handle_once(filed)
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
