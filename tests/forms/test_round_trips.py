"""Filled forms that the real LibreOffice saved again, in its other formats too, say the same."""

import shutil
from pathlib import Path

import pytest

from generator.forms import FormReading, make_form, read_form
from tests.forms.filled import BLANKS, full_answers
from tests.forms.kit import TODAY
from tests.forms.soffice import convert

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
TRIPS = ("docx", "docx-docx", "odt-docx", "doc-docx", "rtf-docx")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of the forms, filled and empty, as made and after each trip."""
    root = tmp_path_factory.mktemp("trips")
    made = root / "made"
    made.mkdir()
    for name, blank in BLANKS.items():
        (made / f"{name}.docx").write_bytes(make_form(blank, full_answers(blank)))
        (made / f"{name}-kosong.docx").write_bytes(make_form(blank))
    folders = {"": made}
    for trip in TRIPS:
        at = made
        for step, suffix in enumerate(trip.split("-"), start=1):
            at = convert(at, root / f"{trip}-{step}", suffix, profile=root / "profile")
        folders[trip] = at
    return folders


def reading(folder: Path, name: str) -> FormReading:
    return read_form(folder / f"{name}.docx", name="a.docx", today=TODAY)


@pytest.mark.parametrize("trip", TRIPS)
@pytest.mark.parametrize("name", BLANKS)
def test_a_filled_form_keeps_every_answer(saved: dict[str, Path], trip: str, name: str) -> None:
    before, after = reading(saved[""], name), reading(saved[trip], name)
    assert before.form is not None, before.problems
    assert after.form == before.form, after.problems


@pytest.mark.parametrize("trip", TRIPS)
@pytest.mark.parametrize("name", BLANKS)
def test_an_empty_form_stays_empty(saved: dict[str, Path], trip: str, name: str) -> None:
    before, after = (reading(saved[key], f"{name}-kosong") for key in ("", trip))
    assert [(p.code, p.field) for p in after.problems] == [
        (p.code, p.field) for p in before.problems
    ]
