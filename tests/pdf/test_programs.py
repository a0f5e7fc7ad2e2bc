"""Finding LibreOffice and a Python that can speak to it."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.pdf import find_programs, programs
from generator.rules.config import ConverterSettings
from generator.vocabulary.problems import ExitCode, MissingProgramError
from tests.pdf.kit import write_script


@pytest.mark.real
def test_libreoffice_is_found_without_its_starter_scripts() -> None:
    office = find_programs(ConverterSettings()).require()
    assert office.name == "soffice.bin"


@pytest.mark.real
def test_the_python_found_imports_uno() -> None:
    found = find_programs(ConverterSettings())
    assert found.has_uno
    subprocess.run([found.python, "-I", "-c", "import uno"], check=True)


def test_a_program_of_another_name_is_taken_as_it_is(tmp_path: Path) -> None:
    office = write_script(tmp_path / "kantor", "")
    assert find_programs(ConverterSettings(program=str(office))).require() == office


def test_a_starter_script_without_its_binary_is_taken_as_it_is(tmp_path: Path) -> None:
    office = write_script(tmp_path / "soffice", "")
    assert find_programs(ConverterSettings(program=str(office))).require() == office


def test_a_link_to_the_starter_script_leads_to_the_binary(tmp_path: Path) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    write_script(folder / "soffice", "")
    binary = write_script(folder / "soffice.bin", "")
    link = tmp_path / "libreoffice"
    link.symlink_to(folder / "soffice")
    assert find_programs(ConverterSettings(program=str(link))).require() == binary


def test_a_missing_program_is_named_with_the_exit_code_for_it(tmp_path: Path) -> None:
    found = find_programs(ConverterSettings(program=str(tmp_path / "soffice-7")))
    assert found.office is None
    with pytest.raises(MissingProgramError, match="D004 Program soffice-7") as caught:
        found.require()
    assert caught.value.exit_code is ExitCode.MISSING_PROGRAM


def test_a_program_that_was_chosen_is_not_replaced_by_another() -> None:
    assert find_programs(ConverterSettings(program="/tidak/ada/soffice")).office is None


def test_the_python_that_libreoffice_brings_along_is_preferred(tmp_path: Path) -> None:
    office = write_script(tmp_path / "soffice", "")
    python = write_script(tmp_path / "python", "")
    found = find_programs(ConverterSettings(program=str(office)))
    assert (found.python, found.has_uno) == (python, True)


def test_a_python_that_does_not_answer_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = write_script(tmp_path / "soffice", "")
    python = write_script(tmp_path / "python", "import time; time.sleep(100)")
    monkeypatch.setattr(programs, "IMPORT_SECONDS", 0.5)
    assert find_programs(ConverterSettings(program=str(office))).python != python


def test_without_uno_the_worker_still_gets_a_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_USUAL_PYTHONS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    office = write_script(tmp_path / "kantor", "")
    found = find_programs(ConverterSettings(program=str(office)))
    assert (found.python, found.has_uno) == (Path(sys.executable), False)
    assert Path(sys.base_prefix) in found.folders
