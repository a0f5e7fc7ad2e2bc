"""Programs that read strangers' files reach nothing else, end with all that they started, leave nothing."""

import os
import shutil
import time
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.scans import scan
from generator.scans.ocr import Tesseract
from generator.service.doctor import examine
from generator.service.handling import require_cage
from generator.system import sandbox
from generator.system.sandbox import (
    NO_SANDBOX,
    Caged,
    cage_here,
    job_beside,
    run_caged,
    take_out_of,
)
from generator.vocabulary.problems import MissingProgramError, Problem
from tests.office_kit import make_office_folder, open_office
from tests.returns.degrade import as_pdf, pages_of

GIGABYTE = 1_000_000_000
caged = pytest.mark.skipif(
    not cage_here().hides_files, reason="this machine permits no sandbox that hides files"
)


def python(text: str, *, seconds: float = 20, **more: object) -> Caged:
    return run_caged(["-c", text], memory=GIGABYTE, seconds=seconds, **more)  # type: ignore[arg-type]


@caged
def test_it_sees_neither_other_files_nor_the_network(tmp_path: Path) -> None:
    secret, given = tmp_path / "rahasia.txt", tmp_path / "masuk.pdf"
    secret.write_text("rahasia")
    given.write_text("masuk")
    told = python(
        f"import os, socket; print(os.path.exists({str(secret)!r}), open({str(given)!r}).read(),"
        "[name for _, name in socket.if_nameindex()])",
        readable=[given],
    )
    assert told.output.decode().split("\n")[0] == "False masuk ['lo']"


@caged
def test_what_it_was_given_to_read_it_cannot_change(tmp_path: Path) -> None:
    given = tmp_path / "masuk.pdf"
    given.write_text("masuk")
    assert python(f"open({str(given)!r}, 'w').write('x')", readable=[given]).code == 1
    assert given.read_text() == "masuk"


@pytest.mark.parametrize("kind", ["best", "none"])
def test_one_that_takes_too_long_ends_with_all_that_it_started(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "none":
        monkeypatch.setattr(sandbox, "cage_here", lambda: NO_SANDBOX)
    mark = f"{os.getpid()}{time.monotonic_ns()}"
    text = (
        "import subprocess, sys, time; "
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', {mark!r}]); time.sleep(60)"
    )
    began = time.monotonic()
    assert python(text, seconds=2).code is None
    assert time.monotonic() - began < 20
    time.sleep(0.2)
    commands_left = [one.read_bytes() for one in _commands()]
    assert not any(mark.encode() in one for one in commands_left)


def _commands() -> list[Path]:
    return [one for one in Path("/proc").glob("[0-9]*/cmdline") if _is_there(one)]


def _is_there(path: Path) -> bool:
    try:
        path.read_bytes()
    except OSError:
        return False
    return True


def test_one_that_takes_too_much_memory_ends() -> None:
    assert python("x = bytearray(2_000_000_000)").code not in (0, None)


def test_a_link_that_it_leaves_is_not_followed(tmp_path: Path) -> None:
    secret, out = tmp_path / "rahasia.txt", tmp_path / "keluar.pdf"
    secret.write_text("rahasia")
    with job_beside(out) as job:
        (job / "keluar.pdf").symlink_to(secret)
        (job / "lain").write_text("x")
        assert not take_out_of(job, out)
    assert [one.name for one in tmp_path.iterdir()] == ["rahasia.txt"]


@pytest.mark.real
@pytest.mark.tesseract
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract")
def test_recognition_that_is_cut_short_leaves_nothing_anywhere(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.scans.ocr.START_SECONDS", 3)
    monkeypatch.setattr("generator.scans.ocr.SECONDS_A_PAGE", 0)
    temporary = tmp_path / "sementara"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    letter = min(office.archive.root.glob("*/*/*surat-koordinasi/surat.pdf"))
    source, out = tmp_path / "a.pdf", tmp_path / "kerja" / "b.pdf"
    out.parent.mkdir()
    source.write_bytes(as_pdf(pages_of(letter, dpi=300)))
    before = set(Path("/tmp").glob("ocrmypdf*"))  # noqa: S108 - where they lay
    Tesseract().make_searchable(source, out, pages=1)
    assert [one for one in out.parent.iterdir() if one != out] == []
    assert list(temporary.iterdir()) == []
    assert set(Path("/tmp").glob("ocrmypdf*")) == before  # noqa: S108


@pytest.mark.real
def test_without_a_sandbox_the_doctor_says_so_and_a_demanding_office_does_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_office_folder(tmp_path / "kantor", converter='sandbox = "required"')
    for module in ("generator.service.doctor", "generator.service.handling"):
        monkeypatch.setattr(f"{module}.cage_here", lambda: NO_SANDBOX)
    office = open_office(folder)
    found = {check.name: check.problem for check in examine(office)}["sandbox"]
    assert isinstance(found, Problem)
    assert found.code == "D006"
    with pytest.raises(MissingProgramError, match="D006"):
        require_cage(office)
    office.close()
    milder = make_office_folder(tmp_path / "lain")
    office = open_office(milder)
    require_cage(office)
    office.close()


@pytest.mark.real
def test_the_worker_sees_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[object, object]] = []

    def look(command: list[str], **more: object) -> Caged:
        seen.append((more["readable"], more.get("writable")))
        return Caged(code=0)

    monkeypatch.setattr(scan, "run_caged", look)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    scan.read_scan(path)
    scan.write_part(path, [], tmp_path / "b.pdf")
    assert [readable for readable, _ in seen] == [(path,), (path,)]
    assert seen[0][1] is None
    assert str(seen[1][1]).startswith(str(tmp_path / ".kerja-"))
