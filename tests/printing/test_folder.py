"""The folder printer: ready PDFs, each laid down exactly once."""

from pathlib import Path

import pytest

from generator.printing import PRINTERS, Outbox, Printer, describe_printer
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintState
from generator.vocabulary.problems import NotReadyError
from tests.printing.contract import Bench, PrinterContract
from tests.printing.kit import MemoryStore, wanted

SETTINGS = PrintingSettings(backend="folder")


def sheets(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.pdf"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cetak"


@pytest.fixture
def printer(folder: Path) -> Printer:
    return PRINTERS["folder"](SETTINGS, folder)


class TestFolderKeepsTheContract(PrinterContract):
    @pytest.fixture
    def bench(self, folder: Path) -> Bench:
        """Off is a plain file where the folder should be, as root may write everywhere else."""
        return Bench(
            make=lambda: PRINTERS["folder"](SETTINGS, folder),
            sheets=lambda: [path.read_bytes() for path in sorted(folder.glob("*.pdf"))],
            off=folder.touch,
            on=folder.unlink,
        )


def test_a_sheet_is_named_after_number_and_type_only(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    Outbox(MemoryStore(wanted(tmp_path)), printer).pump()
    assert sheets(folder) == ["400.9.8-12-DINSOSPM-2026 surat-koordinasi lembar 1.pdf"]


def test_a_letter_without_a_number_is_named_after_its_case(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    Outbox(MemoryStore(wanted(tmp_path, number="")), printer).pump()
    assert sheets(folder) == ["PMBS-2026-0007 surat-koordinasi lembar 1.pdf"]


def test_the_sheet_is_the_archived_pdf_byte_for_byte(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    job = wanted(tmp_path)
    Outbox(MemoryStore(job), printer).pump()
    assert next(folder.glob("*.pdf")).read_bytes() == job.pdf.read_bytes()


def test_nothing_but_the_sheet_is_left_behind(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    Outbox(MemoryStore(wanted(tmp_path)), printer).pump()
    assert len(list(folder.iterdir())) == 1


def test_a_sheet_that_lies_there_already_is_not_overwritten(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    folder.mkdir()
    old = folder / "400.9.8-12-DINSOSPM-2026 surat-koordinasi lembar 1.pdf"
    old.write_bytes(b"milik orang lain")
    Outbox(MemoryStore(wanted(tmp_path)), printer).pump()
    assert old.read_bytes() == b"milik orang lain"
    assert sheets(folder)[0].endswith("lembar 1 (2).pdf")


def test_a_sheet_taken_away_after_a_crash_is_not_laid_down_again(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    job = wanted(tmp_path)
    started = wanted(tmp_path, state=PrintState.STARTED, handle=printer.prepare(job))
    printer.send(started)
    next(folder.glob("*.pdf")).unlink()
    store = MemoryStore(started)
    Outbox(store, printer).pump()
    assert store.states == [PrintState.DONE]
    assert sheets(folder) == []


def test_a_vanished_folder_proves_nothing_about_a_sheet(
    printer: Printer, folder: Path, tmp_path: Path
) -> None:
    job = wanted(tmp_path)
    store = MemoryStore(wanted(tmp_path, state=PrintState.STARTED, handle=printer.prepare(job)))
    folder.rename(tmp_path / "tidak terpasang")
    Outbox(store, printer).pump()
    assert store.states == [PrintState.STARTED]
    assert "folder cetak tidak ada" in store.only.reason
    (tmp_path / "tidak terpasang").rename(folder)
    Outbox(store, printer).pump()
    assert store.states == [PrintState.DONE]
    assert len(sheets(folder)) == 1


def test_doctor_names_the_folder_also_before_it_exists(folder: Path) -> None:
    assert describe_printer(SETTINGS, folder) == f"folder {folder}"
    assert not folder.exists()


def test_doctor_says_when_the_folder_cannot_be_one(folder: Path) -> None:
    folder.write_bytes(b"")
    with pytest.raises(NotReadyError, match="C001"):
        describe_printer(SETTINGS, folder)


def test_doctor_says_when_pmbs_toml_names_no_printer_we_know(folder: Path) -> None:
    with pytest.raises(NotReadyError, match="faks tidak dikenal"):
        describe_printer(PrintingSettings(backend="faks"), folder)
