"""The real LibreOffice, hung, killed, or given what it cannot digest."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.pdf import read_pdf
from generator.system.sandbox import NO_SANDBOX
from generator.vocabulary.problems import FormHeldError
from tests.pdf.conftest import MakeConverter
from tests.pdf.kit import (
    best_sandbox,
    processes_of,
    wait_for,
    write_body,
    write_bomb,
    write_letter,
)

pytestmark = pytest.mark.real

# Started as a process of its own, so that it can be killed.
SERVICE = """
import sys
from pathlib import Path
from generator.rules.config import ConverterSettings
from generator.pdf import LibreOfficeConverter
from generator.system.sandbox import NO_SANDBOX

scratch, docx, sandbox = sys.argv[1:]
converter = LibreOfficeConverter(
    ConverterSettings(), scratch=Path(scratch), sandbox=NO_SANDBOX if sandbox == "none" else None
)
converter.start()
print("ready", flush=True)
if docx:
    converter.convert(Path(docx), Path(docx).with_suffix(".pdf"))
sys.stdin.read()
"""


def stop(scratch: Path) -> None:
    """Make LibreOffice hang: it is there and never answers."""
    (office,) = processes_of(scratch, named="soffice")
    os.kill(office, signal.SIGSTOP)


def kill(scratch: Path) -> None:
    (office,) = processes_of(scratch, named="soffice")
    os.kill(office, signal.SIGKILL)


def test_a_hung_libreoffice_is_replaced_and_the_document_converted(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter, pdf = fresh(seconds=5), tmp_path / "surat.pdf"
    converter.start()
    hung = processes_of(scratch)
    stop(scratch)
    converter.convert(write_letter(tmp_path / "surat.docx"), pdf)
    assert read_pdf(pdf).pages == 1
    assert not set(hung) & set(processes_of(scratch))


def test_a_libreoffice_killed_in_the_middle_is_replaced_and_the_document_converted(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter = fresh(seconds=6)
    converter.start()
    # The first attempt never ends by itself; the second meets a document that is harmless by then.
    docx, pdf = write_bomb(tmp_path / "surat.docx"), tmp_path / "surat.pdf"

    def swap_and_kill() -> None:
        time.sleep(1)
        write_letter(docx)
        kill(scratch)

    killer = threading.Thread(target=swap_and_kill)
    killer.start()
    converter.convert(docx, pdf)
    killer.join()
    assert "400.9.8" in read_pdf(pdf).text


def test_a_libreoffice_killed_while_idle_costs_no_attempt(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter, pdf = fresh(), tmp_path / "surat.pdf"
    converter.start()
    kill(scratch)
    assert wait_for(lambda: processes_of(scratch) == [], seconds=5)
    converter.convert(write_letter(tmp_path / "surat.docx"), pdf)
    assert read_pdf(pdf).pages == 1


def test_a_document_that_never_ends_is_held_and_the_next_one_converted(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    converter, pdf = fresh(seconds=3), tmp_path / "bom.pdf"
    with pytest.raises(FormHeldError, match="tidak selesai dalam 3 detik") as caught:
        converter.convert(write_bomb(tmp_path / "bom.docx"), pdf)
    assert caught.value.problem.code == "K001"
    assert not pdf.exists()
    assert processes_of(scratch) == []
    converter.convert(write_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    assert read_pdf(tmp_path / "surat.pdf").pages == 1


def test_broken_xml_is_held_without_a_pdf(fresh: MakeConverter, tmp_path: Path) -> None:
    pdf = tmp_path / "surat.pdf"
    with pytest.raises(FormHeldError) as caught:
        fresh().convert(write_body(tmp_path / "surat.docx", "<w:p><w:r></w:p>"), pdf)
    assert caught.value.problem.code == "K001"
    assert not pdf.exists()


@pytest.mark.parametrize("content", [b"", b"Surat ini hanya teks.", b"PK\x03\x04 terpotong"])
def test_what_is_no_word_package_is_never_given_to_libreoffice(
    fresh: MakeConverter, scratch: Path, tmp_path: Path, content: bytes
) -> None:
    docx, pdf = tmp_path / "surat.docx", tmp_path / "surat.pdf"
    docx.write_bytes(content)
    with pytest.raises(FormHeldError, match="K001"):
        fresh().convert(docx, pdf)
    assert not pdf.exists()
    assert not scratch.exists()


def test_the_error_holds_neither_the_path_nor_the_text(
    fresh: MakeConverter, tmp_path: Path
) -> None:
    docx = write_body(tmp_path / "Siti Rahmawati.docx", "<w:p>Siti Rahmawati</w:r>")
    with pytest.raises(FormHeldError) as caught:
        fresh().convert(docx, tmp_path / "Siti Rahmawati.pdf")
    assert "Siti" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_name_on_the_path_does_not_show_in_the_list_of_processes(
    fresh: MakeConverter, tmp_path: Path
) -> None:
    folder = tmp_path / "Siti Rahmawati"
    folder.mkdir()
    fresh(sandbox=NO_SANDBOX).convert(write_letter(folder / "surat.docx"), folder / "surat.pdf")
    assert processes_of(folder) == []


@pytest.mark.parametrize("sandbox", ["none", "best"])
@pytest.mark.parametrize("doing", ["nothing", "converting", "hanging"])
def test_nothing_is_left_running_when_the_service_is_killed(
    scratch: Path, tmp_path: Path, sandbox: str, doing: str
) -> None:
    docx = str(write_bomb(tmp_path / "bom.docx")) if doing == "converting" else ""
    service = subprocess.Popen(
        [sys.executable, "-c", SERVICE, str(scratch), docx, sandbox],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with service:
        assert service.stdout is not None
        assert service.stdout.readline() == b"ready\n"
        assert len(processes_of(scratch, named="soffice")) == 1
        if doing == "converting":
            time.sleep(0.5)
        if doing == "hanging":
            stop(scratch)
        service.kill()
    assert wait_for(lambda: processes_of(scratch) == [], seconds=5)


def test_libreoffice_does_not_outlive_a_worker_that_could_not_end_it(
    fresh: MakeConverter, scratch: Path
) -> None:
    fresh(sandbox=NO_SANDBOX).start()
    (office,) = processes_of(scratch, named="soffice")
    (worker,) = set(processes_of(scratch)) - {office}
    os.kill(worker, signal.SIGKILL)
    assert wait_for(lambda: processes_of(scratch) == [], seconds=5)


def test_the_folder_of_a_killed_service_is_swept_by_the_next(
    fresh: MakeConverter, scratch: Path
) -> None:
    service = subprocess.Popen(
        [sys.executable, "-c", SERVICE, str(scratch), "", "none"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with service:
        assert service.stdout is not None
        service.stdout.readline()
        service.kill()
    assert wait_for(lambda: processes_of(scratch) == [], seconds=5)
    (left,) = scratch.iterdir()
    fresh().start()
    assert not left.exists()
    assert len(list(scratch.iterdir())) == 1


def test_the_folder_of_a_running_converter_is_not_swept(
    fresh: MakeConverter, scratch: Path
) -> None:
    fresh().start()
    (first,) = scratch.iterdir()
    fresh().start()
    assert first.exists()


def test_a_read_only_profile_of_an_earlier_crash_does_no_harm(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    left = scratch / "kantor-lama" / "lo" / "profil" / "user"
    left.mkdir(parents=True)
    (left / ".lock").write_text("terkunci")
    (left / "registrymodifications.xcu").write_text("<rusak")
    left.chmod(0o500)
    fresh().convert(write_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    assert read_pdf(tmp_path / "surat.pdf").pages == 1


def test_libreoffice_cannot_read_the_files_of_the_office(
    fresh: MakeConverter, scratch: Path, tmp_path: Path
) -> None:
    sandbox = best_sandbox(scratch)
    if not sandbox.hides_files:
        pytest.skip("bubblewrap is missing or not permitted here")
    fresh(sandbox=sandbox).start()
    (office,) = processes_of(scratch, named="soffice")
    seen = Path(f"/proc/{office}/root")
    assert (seen / scratch.relative_to("/")).is_dir()
    assert not (seen / Path(__file__).relative_to("/")).exists()
    assert not (seen / "etc/shadow").exists()
    assert list((seen / "home").glob("*")) == []
