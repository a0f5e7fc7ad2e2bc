"""Converters that lie, die or babble: none of them may look like success."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from generator.pdf import ConverterPrograms, LibreOfficeConverter, describe_converter, read_pdf
from generator.rules.config import ConverterSettings
from generator.system.sandbox import NO_SANDBOX
from generator.vocabulary.problems import FormHeldError, NotReadyError
from tests.pdf.kit import (
    command_converter,
    processes_of,
    worker_converter,
    write_letter,
    write_office,
    write_script,
    write_worker,
)
from tests.stub_converter import StubConverter, pdf_of


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    return write_letter(tmp_path / "surat.docx")


def held(converter: LibreOfficeConverter, docx: Path) -> str:
    """The reason for which the document is held; nothing may be left of the attempts."""
    pdf = docx.with_suffix(".pdf")
    with pytest.raises(FormHeldError) as caught:
        converter.convert(docx, pdf)
    converter.close()
    assert caught.value.problem.code == "K001"
    assert sorted(path.name for path in docx.parent.glob("surat.*")) == ["surat.docx"]
    scratch = docx.parent / "konversi"
    assert list(scratch.iterdir()) == []
    assert processes_of(scratch) == []
    return caught.value.problem.hint


@pytest.mark.parametrize(
    ("makes", "reason"),
    [
        ("sys.exit(0)", "no PDF"),
        ("pdf.write_bytes(b'')", "terpotong"),
        ("import os; pdf.write_bytes(os.urandom(5000))", "terpotong"),
        ("import os; pdf.write_bytes(os.urandom(5000) + b'%%EOF')", "tidak dapat dibuka"),
        ("pdf.write_bytes(b'%PDF-1.6 ' + bytes(range(256)) + b'%%EOF')", "tidak dapat dibuka"),
        ("pdf.write_bytes(b'<html>%PDF-1.6 %%EOF</html>')", "tidak dapat dibuka"),
        ("pdf.symlink_to('/etc/passwd')", "tidak membuat PDF"),
        ("pdf.mkdir()", "tidak membuat PDF"),
        ("sys.exit(1)", "exit code 1"),
        ("sys.exit(81)", "exit code 81"),
        ("import os; os.kill(os.getpid(), 9)", "exit code -9"),
    ],
)
def test_an_office_that_makes_no_real_pdf_is_not_believed(
    tmp_path: Path, docx: Path, makes: str, reason: str
) -> None:
    office = write_office(tmp_path, makes=makes)
    assert reason in held(command_converter(office, tmp_path / "konversi"), docx)


def test_a_pdf_without_pages_is_not_believed(tmp_path: Path, docx: Path) -> None:
    whole = pdf_of([]).replace(b"/Kids[4 0 R]/Count 1", b"/Kids[]/Count 0      ")
    office = write_office(tmp_path, makes=f"pdf.write_bytes({whole!r})")
    assert "tidak dapat dibuka" in held(command_converter(office, tmp_path / "konversi"), docx)


def test_a_truncated_pdf_is_not_believed(tmp_path: Path, docx: Path) -> None:
    cut = pdf_of(["Surat"])[:-40]
    office = write_office(tmp_path, makes=f"pdf.write_bytes({cut!r})")
    assert "terpotong" in held(command_converter(office, tmp_path / "konversi"), docx)


def test_an_office_that_never_ends_is_killed_with_its_children(tmp_path: Path, docx: Path) -> None:
    child = "import subprocess; subprocess.Popen(['/bin/sleep', '1000']); time.sleep(1000)"
    office = write_office(tmp_path, makes=child)
    converter = command_converter(office, tmp_path / "konversi", seconds=1)
    assert "tidak selesai dalam 1 detik" in held(converter, docx)


def test_a_document_that_fails_once_is_tried_again(tmp_path: Path, docx: Path) -> None:
    # The second attempt finds the mark of the first.
    mark, whole = tmp_path / "sudah", pdf_of(["Surat"])
    office = write_office(
        tmp_path,
        makes=f"mark = pathlib.Path({str(mark)!r})\n"
        f"if mark.exists(): pdf.write_bytes({whole!r})\n"
        "mark.write_bytes(b'x')",
    )
    converter = command_converter(office, tmp_path / "konversi")
    converter.convert(docx, tmp_path / "surat.pdf")
    converter.close()
    assert read_pdf(tmp_path / "surat.pdf").text.strip() == "Surat"


def test_a_document_is_tried_twice_and_no_more(tmp_path: Path, docx: Path) -> None:
    tries = tmp_path / "percobaan"
    office = write_office(tmp_path, makes=f"open({str(tries)!r}, 'a').write('x')")
    held(command_converter(office, tmp_path / "konversi"), docx)
    assert tries.read_text() == "xx"


@pytest.mark.parametrize(
    "says",
    [
        "say('bukan JSON')",
        "say('[1, 2]')",
        "say(json.dumps({'event': 'ready'}))",
        "say(json.dumps({}))",
        "os.write(1, bytes(range(256)) + b'\\n')",
        "os.write(1, b'x' * 100000 + b'\\n')",
        "sys.exit(0)",
        "os.close(1); time.sleep(60)",
        "say(json.dumps({'event': 'failed', 'reason': 'tidak mau'}))",
        "say(json.dumps({'event': 'done', 'megabytes': 5}))",
    ],
)
def test_a_worker_that_babbles_or_dies_is_not_believed(
    tmp_path: Path, docx: Path, says: str
) -> None:
    worker = write_worker(tmp_path, after_ready=says)
    assert "LibreOffice" in held(worker_converter(worker, tmp_path / "konversi"), docx)


@pytest.mark.parametrize("megabytes", ["'banyak'", "None", "-5", "1.5", "True"])
def test_a_strange_memory_figure_does_no_harm(tmp_path: Path, docx: Path, megabytes: str) -> None:
    whole = pdf_of(["Surat"])
    worker = write_worker(
        tmp_path,
        after_ready=f"pathlib.Path(order['pdf']).write_bytes({whole!r}); "
        f"say(json.dumps({{'event': 'done', 'megabytes': {megabytes}}}))",
    )
    converter = worker_converter(worker, tmp_path / "konversi")
    converter.convert(docx, tmp_path / "surat.pdf")
    converter.close()
    assert read_pdf(tmp_path / "surat.pdf").pages == 1


@pytest.mark.parametrize(
    "does",
    ["import time; time.sleep(1000)", "import sys; sys.exit(0)", "print('bukan JSON', flush=True)"],
)
def test_a_worker_that_does_not_start_makes_the_form_wait(
    tmp_path: Path, docx: Path, does: str
) -> None:
    worker = write_script(tmp_path / "pekerja", does)
    scratch = tmp_path / "konversi"
    converter = worker_converter(worker, scratch, start_seconds=1)
    with pytest.raises(NotReadyError, match="K003"):
        converter.start()
    with pytest.raises(NotReadyError, match="K003"):
        converter.convert(docx, tmp_path / "surat.pdf")
    assert processes_of(scratch) == []
    converter.close()
    assert list(scratch.iterdir()) == []


@pytest.mark.real
@pytest.mark.parametrize("does", ["import time; time.sleep(1000)", "import sys; sys.exit(77)"])
def test_a_libreoffice_that_does_not_come_up_makes_the_form_wait(tmp_path: Path, does: str) -> None:
    office = write_script(tmp_path / "soffice", does)
    converter = LibreOfficeConverter(
        ConverterSettings(program=str(office)), scratch=tmp_path / "konversi", start_seconds=2
    )
    with pytest.raises(NotReadyError, match="K003"):
        converter.start()
    assert processes_of(tmp_path / "konversi") == []


def test_a_missing_libreoffice_makes_the_form_wait_until_it_is_installed(
    tmp_path: Path, docx: Path
) -> None:
    installed: list[Path] = []
    worker = write_worker(
        tmp_path,
        after_ready=f"pathlib.Path(order['pdf']).write_bytes({pdf_of(['Surat'])!r}); "
        "say(json.dumps({'event': 'done'}))",
    )

    def find(_settings: ConverterSettings) -> ConverterPrograms:
        office = installed[0] if installed else None
        return ConverterPrograms(wanted="soffice", office=office, python=worker, has_uno=True)

    converter = LibreOfficeConverter(
        ConverterSettings(), scratch=tmp_path / "konversi", sandbox=NO_SANDBOX, find=find
    )
    with pytest.raises(NotReadyError, match="soffice tidak ditemukan"):
        converter.convert(docx, tmp_path / "surat.pdf")
    installed.append(worker)
    converter.convert(docx, tmp_path / "surat.pdf")
    converter.close()
    assert read_pdf(tmp_path / "surat.pdf").pages == 1


def test_a_folder_that_cannot_be_written_to_is_no_fault_of_the_document(
    tmp_path: Path, docx: Path
) -> None:
    office = write_office(tmp_path, makes=f"pdf.write_bytes({pdf_of(['Surat'])!r})")
    converter = command_converter(office, tmp_path / "konversi")
    with pytest.raises(FileNotFoundError):
        converter.convert(docx, tmp_path / "tidak-ada" / "surat.pdf")
    converter.close()


def test_the_pdf_may_lie_on_another_file_system(tmp_path: Path, docx: Path) -> None:
    elsewhere = Path("/dev/shm")  # noqa: S108 - another file system than the temporary folder
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    office = write_office(tmp_path, makes=f"pdf.write_bytes({pdf_of(['Surat'])!r})")
    converter = command_converter(office, tmp_path / "konversi")
    folder = elsewhere / f"pmbs-test-{os.getpid()}"
    folder.mkdir()
    try:
        converter.convert(docx, folder / "surat.pdf")
        assert [path.name for path in folder.iterdir()] == ["surat.pdf"]
    finally:
        shutil.rmtree(folder)
        converter.close()


def test_a_full_disk_is_no_fault_of_the_document(
    tmp_path: Path, docx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = write_office(tmp_path, makes="sys.exit(0)")
    converter = command_converter(office, tmp_path / "konversi")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=4096))
    with pytest.raises(OSError) as caught:  # noqa: PT011 - its number is looked at
        converter.convert(docx, tmp_path / "surat.pdf")
    assert caught.value.errno == errno.ENOSPC
    converter.close()


def test_the_log_tells_of_a_failure_without_the_path(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "Siti Rahmawati"
    folder.mkdir()
    office = write_office(tmp_path, makes="sys.exit(0)")
    converter = command_converter(office, tmp_path / "konversi")
    with pytest.raises(FormHeldError):
        converter.convert(write_letter(folder / "surat.docx"), folder / "surat.pdf")
    converter.close()
    assert "conversion attempt 2 failed" in caplog.text
    assert "Siti" not in caplog.text


def test_what_the_office_prints_reaches_the_log_as_detail_only(
    tmp_path: Path, docx: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office = write_office(
        tmp_path, makes=f"print('keterangan'); pdf.write_bytes({pdf_of(['Surat'])!r})"
    )
    converter = command_converter(office, tmp_path / "konversi")
    with caplog.at_level("DEBUG", logger="generator.pdf"):
        converter.convert(docx, tmp_path / "surat.pdf")
        converter.close()
    assert [
        record.levelname for record in caplog.records if "keterangan" in record.getMessage()
    ] == ["DEBUG"]


def test_a_converter_that_cannot_describe_itself_is_named() -> None:
    assert describe_converter(StubConverter()) == "StubConverter"


def test_an_order_is_one_line_of_json(tmp_path: Path, docx: Path) -> None:
    seen = tmp_path / "perintah"
    worker = write_worker(
        tmp_path, after_ready=f"pathlib.Path({str(seen)!r}).write_text(line); sys.exit(0)"
    )
    held(worker_converter(worker, tmp_path / "konversi"), docx)
    order = json.loads(seen.read_text())
    assert sorted(order) == ["docx", "pdf"]
    assert Path(order["docx"]).name == "surat.docx"
