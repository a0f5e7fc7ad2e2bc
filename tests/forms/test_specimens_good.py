"""Every specimen of a good reading says what stands beside it, and the folder is what its tool makes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.forms.kit import read
from tests.forms.soffice import convert
from tools.make_specimens import GOOD, files
from tools.specimens_written import EVERY

FORMS = sorted(path.name for path in GOOD.iterdir() if not path.name.endswith(".expected.json"))


def check(folder: Path, data: bytes, name: str) -> None:
    expected = json.loads((GOOD / f"{Path(name).stem}.expected.json").read_text(encoding="utf-8"))
    reading = read(folder, data, name)
    assert reading.form is not None, [str(problem) for problem in reading.problems]
    assert reading.form.model_dump(mode="json", exclude_defaults=True) == expected["form"]
    assert [problem.code for problem in reading.problems] == expected["warnings"]


@pytest.mark.parametrize("name", FORMS)
def test_a_specimen_is_read_as_its_rule_says(tmp_path: Path, name: str) -> None:
    check(tmp_path, (GOOD / name).read_bytes(), name)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word specimens as LibreOffice saves them."""
    root = tmp_path_factory.mktemp("saved")
    (root / "made").mkdir()
    for path in GOOD.glob("*.docx"):
        shutil.copy(path, root / "made")
    return convert(root / "made", root / "docx", "docx", profile=root / "profile")


@pytest.mark.real
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", [name for name in FORMS if name.endswith(".docx")])
def test_a_specimen_saved_again_by_libreoffice_says_the_same(
    tmp_path: Path, saved: Path, name: str
) -> None:
    check(tmp_path, (saved / name).read_bytes(), name)


def test_the_folder_holds_what_the_tool_makes_byte_for_byte() -> None:
    made = {name: data for specimen in EVERY for name, data in files(specimen).items()}
    assert {path.name: path.read_bytes() for path in GOOD.iterdir()} == made


def test_no_two_specimens_share_a_name() -> None:
    assert len({specimen.name for specimen in EVERY}) == len(EVERY) >= 35
