"""What a form says, in words again: a filled Word form reads back as the same form."""

from datetime import date
from pathlib import Path

import pytest

from generator.forms import BLANKS, answers_of, make_form, read_form, told_of
from generator.vocabulary.case import CaseForm

TODAY = date(2026, 11, 24)
SAMPLES = sorted(Path("samples").glob("0*.json"))


def sample(path: Path) -> CaseForm:
    form = read_form(path, name=path.name, today=TODAY).form
    assert form is not None
    return form


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_filled_word_form_reads_back_as_the_form(path: Path, tmp_path: Path) -> None:
    form = sample(path)
    everything = ["", *(one for blank in BLANKS.values() for one in blank.sections if one)]
    filled = tmp_path / "formulir.docx"
    filled.write_bytes(make_form(BLANKS["pengaduan"], answers_of(form), sections=everything))
    reading = read_form(filled, name="formulir.docx", today=TODAY)
    assert reading.errors == ()
    assert reading.form == form


def test_every_answer_is_told_under_a_heading() -> None:
    form = sample(SAMPLES[1])
    told = told_of(form)
    said = {path for section in told for path, _, _ in section.answers}
    assert said == {path for path, text in answers_of(form).items() if isinstance(text, str)}
    assert len({section.heading for section in told}) == len(told)


def test_money_dates_and_ticks_are_told_as_people_write_them() -> None:
    form = CaseForm.model_validate(
        {
            "nomor_kasus": "PMBS-2026-0001",
            "pekerjaan": {"tunggakan_upah": 4_200_000, "surat_kontrak": False},
            "penutupan": {"tanggal": "2026-11-05", "hasil": "pulang"},
        }
    )
    assert answers_of(form) == {
        "nomor_kasus": "PMBS-2026-0001",
        "pekerjaan.tunggakan_upah": "Rp4.200.000",
        "pekerjaan.surat_kontrak": "tidak",
        "penutupan.tanggal": "5 November 2026",
        "penutupan.hasil": "pulang",
    }
