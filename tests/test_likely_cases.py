"""A form that continues a case and does not say which: told so, with the cases that may be meant."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document

from generator.forms import BLANKS, make_form
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.service import handling
from generator.submission.likely_cases import likely_cases
from tests.office_kit import (
    HASIL,
    KESEPAKATAN,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)

NAMES = ("Yohanes Lado", "Sitti Aminah", "Muhammad Reza", "Maria Bria", "Budi Santosa")


@pytest.fixture
def busy(tmp_path: Path) -> Office:
    """Five cases: the third is closed, the fourth secret."""
    office = open_office(make_office_folder(tmp_path / "kantor"))
    for place, name in enumerate(NAMES, start=1):
        drop(office, form(klien={"nama": name}), f"{place}.json")
        handling.handle_once(office)
    office.archive.cases.close("PMBS-2026-0003")
    office.archive.access.decide("PMBS-2026-0004", "Rahasia", reason="anak", by_rule=False)
    return office


def one(office: Office, told: Mapping[str, object]) -> Outcome:
    drop(office, dict(told), "lanjutan.json")
    (outcome,) = handling.handle_once(office)
    return outcome


@pytest.mark.parametrize(
    "told",
    [
        {"temu_bahas": TEMU_BAHAS},
        {"hasil_temu_bahas": HASIL},
        {"kesepakatan": KESEPAKATAN},
        {"serah_terima": SERAH_TERIMA},
        {"klien": {"nama": "Sitti Aminah"}, "temu_bahas": TEMU_BAHAS},
    ],
)
def test_only_the_number_is_missing(busy: Office, told: dict[str, object]) -> None:
    outcome = one(busy, told)
    errors = [problem for problem in outcome.problems if not problem.is_warning]
    assert (outcome.outcome, [problem.code for problem in errors]) == ("rejected", ["F035"])
    assert "PMBS-2026-0005 Budi Santosa (dibuka" in errors[0].message or "Mungkin" in errors[0].hint


def test_the_case_whose_client_is_named_is_the_likely_one(busy: Office) -> None:
    told = {"temu_bahas": TEMU_BAHAS, "catatan": "Klien Siti Aminah datang dengan kakaknya."}
    (problem,) = one(busy, told).problems
    assert "Mungkin: PMBS-2026-0002 Sitti Aminah" in problem.message
    assert "Yohanes" not in problem.message


def test_without_a_name_the_newest_that_run_are_told_and_never_a_secret_one(busy: Office) -> None:
    likely = likely_cases(busy, ["tanpa nama"])
    assert [case.case for case in likely] == ["PMBS-2026-0005", "PMBS-2026-0002", "PMBS-2026-0001"]
    assert likely_cases(busy, ["klien Maria Bria"])[0].client != "Maria Bria"


def test_a_new_office_says_that_nothing_runs(office: Office) -> None:
    assert "Belum ada kasus berjalan" in one(office, {"temu_bahas": TEMU_BAHAS}).problems[0].message


@pytest.mark.parametrize(
    "told",
    [
        form(klien={"nama": ""}, temu_bahas=TEMU_BAHAS),
        {"klien": {"nama": "Sitti"}},
        {"catatan": "x"},
    ],
)
def test_a_new_case_that_lacks_something_is_told_what(
    busy: Office, told: dict[str, object]
) -> None:
    assert "F035" not in {problem.code for problem in one(busy, told).problems}


def test_a_word_form_without_its_number_is_told_the_same(busy: Office) -> None:
    document = Document(io.BytesIO(make_form(BLANKS["temu-bahas"])))
    for table in document.tables:
        for row in table.rows:
            label = row.cells[0].text.strip(" *:")
            answers = {"Hari/tanggal": "30 November 2026", "Pukul": "09.00", "Tempat": "Aula"}
            for start, answer in answers.items():
                if label.startswith(start):
                    row.cells[1].text = answer
    out = io.BytesIO()
    document.save(out)
    drop(busy, out.getvalue(), "temu bahas.docx")
    (outcome,) = handling.handle_once(busy)
    assert [p.code for p in outcome.problems if not p.is_warning] == ["F035"], outcome.problems
