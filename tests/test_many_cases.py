"""A day when twenty-three arrive: one spreadsheet, one case with a list or a case for each."""

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from generator.forms import make_sheet
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.dying import FINISHED, in_a_child, in_a_child_that_dies
from tests.office_kit import drop, make_office_folder, open_office
from tests.test_submissions import JPG, as_folder

EACH, ONE = "kasus masing-masing", "satu kasus"


def sheet(count: int, mode: str = EACH, **wrong: str) -> bytes:
    """The blank spreadsheet, filled in for so many people; `wrong` overrides the first row."""
    book = openpyxl.load_workbook(io.BytesIO(make_sheet()))
    clients, common = book["Klien"], book["Bersama"]
    labels = {str(row[0].value).strip(" *"): row[1] for row in common.iter_rows() if row[0].value}
    labels["Cara pencatatan"].value = mode
    labels["Uraian permasalahan"].value = "Dideportasi dari Tawau, kehabisan bekal."
    header = next(
        row
        for row in clients.iter_rows()
        if any(str(cell.value).startswith("Nama lengkap") for cell in row)
    )
    column = {str(cell.value).split("\n")[0].strip(" *"): int(cell.column or 0) for cell in header}
    top = int(header[0].row or 0)
    for number in range(count):
        told = {"Nama lengkap": f"Orang {number + 1}", "Jenis kelamin": "LP"[number % 2]}
        told |= wrong if number == 0 else {}
        for label, text in told.items():
            clients.cell(top + 1 + number, column[label], text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handle(office: Office, data: bytes, name: str = "rombongan.xlsx") -> Outcome:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    return outcome


def test_twenty_three_cases_from_one_drop(office: Office) -> None:
    outcome = handle(office, sheet(23))
    assert [one.outcome for one in outcome.each] == ["filed"] * 23
    assert [one.case for one in outcome.each] == [f"PMBS-2026-{n:04d}" for n in range(1, 24)]
    numbers = [document.number for one in outcome.each for document in one.documents]
    assert numbers == [f"400.9.8/{n}/DINSOSPM/2026" for n in range(1, 24)]
    assert office.archive.care.verify() == []


def test_the_receipt_names_every_case(office: Office) -> None:
    handle(office, sheet(3))
    note = read_note(office.inbox.trays.of(Tray.DONE)[0])
    assert "3 dari 3 orang dicatat" in note
    assert all(f"PMBS-2026-000{n}" in note for n in (1, 2, 3))


def test_one_case_carries_the_others_in_its_list(office: Office) -> None:
    outcome = handle(office, sheet(23, ONE))
    assert outcome.case == "PMBS-2026-0001"
    (document,) = outcome.documents
    text = (document.folder / "surat.txt").read_text(encoding="utf-8")
    assert "Orang 1" in text
    assert "Orang 23" in text


def test_one_wrong_row_refuses_the_sheet_before_anything_is_numbered(office: Office) -> None:
    outcome = handle(office, sheet(3, **{"Jenis kelamin": "X"}))
    assert outcome.outcome == "rejected"
    (problem,) = [one for one in outcome.problems if not one.is_warning]
    assert problem.code == "F003"
    assert "baris" in problem.where
    assert not office.archive.lists.fill("buku-agenda-keluar", year=2026).rows


def test_the_sheet_with_two_more_rows_adds_only_those(office: Office) -> None:
    handle(office, sheet(3))
    outcome = handle(office, sheet(5), "lagi.xlsx")
    assert [one.outcome for one in outcome.each] == ["duplicate"] * 3 + ["filed"] * 2
    assert [one.case for one in outcome.each][3:] == ["PMBS-2026-0004", "PMBS-2026-0005"]


def test_the_same_sheet_again_is_a_duplicate(office: Office) -> None:
    handle(office, sheet(3))
    outcome = handle(office, sheet(3), "salinan.xlsx")
    assert outcome.outcome == "duplicate"
    note = " ".join(read_note(office.inbox.trays.of(Tray.DUPLICATE)[0]).split())
    rows = re.findall(r"sebagai kasus PMBS-2026-000(\d) \(Klien baris (\d+)\)", note)
    assert [(case, int(row) - int(rows[0][1])) for case, row in rows] == [
        ("1", 0),
        ("2", 1),
        ("3", 2),
    ]


def test_only_the_first_case_keeps_the_sheet_and_the_others_name_it(office: Office) -> None:
    handle(office, sheet(2))
    first, second = (
        office.archive.root / "2026" / f"PMBS-2026-000{n}" / "001-formulir-pengaduan"
        for n in (1, 2)
    )
    assert (first / "formulir.xlsx").exists()
    assert not (second / "formulir.xlsx").exists()
    data = json.loads((second / "data.json").read_text(encoding="utf-8"))
    assert data["source"]["form"] == 2
    assert "Orang 1" not in json.dumps(data)


def test_an_attachment_among_many_is_left_with_advice(office: Office) -> None:
    as_folder(office, {"rombongan.xlsx": sheet(2), "KTP.jpg": JPG})
    (outcome,) = handling.handle_once(office)
    assert [one.code for one in outcome.problems] == ["W020"]
    assert all(one.outcome == "filed" for one in outcome.each)


@pytest.mark.slow
def test_killed_at_any_moment_each_gets_one_case(tmp_path: Path) -> None:
    data = sheet(3)

    def handle_inbox(folder: Path) -> None:
        office = open_office(folder)
        handling.handle_once(office)
        office.close()

    for step in range(8, 300, 11):
        folder = make_office_folder(tmp_path / f"kantor-{step}")
        office = open_office(folder)
        drop(office, data, "rombongan.xlsx")
        office.close()
        ended = in_a_child_that_dies(lambda folder=folder: handle_inbox(folder), at=step)  # type: ignore[misc]
        assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
        after = open_office(folder)
        rows = after.archive.lists.fill("buku-agenda-keluar", year=2026).rows
        assert [row[0] for row in rows] == [1, 2, 3], f"step {step}"
        assert after.archive.care.verify() == [], f"step {step}"
        assert [path.name for path in after.inbox.trays.of(Tray.DONE)] == ["rombongan.xlsx"]
        after.close()
        if ended == FINISHED:
            break
    assert ended == FINISHED
