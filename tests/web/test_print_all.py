"""Everything that waits for a signature as one PDF: of a case, of the day; in the order of signing, each copy with its code."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from generator.desks.access_classes import set_class
from generator.desks.print_all import sheets_of_case, sheets_of_today
from generator.office.office import Office
from generator.service import handling
from generator.system.actor import NOTHING, acting_as
from tests.keeping.kit import set_clock
from tests.office_kit import NOON, TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor

CASE = "PMBS-2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form(temu_bahas=TEMU_BAHAS), "satu.json")
    drop(opened, form(klien={"nama": "Maria"}), "dua.json")
    handling.handle_once(opened)
    handling.handle_once(opened)
    yield opened
    opened.close()


def pages(data: bytes) -> list[str]:
    return [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))
    ]


def told(office: Office, case: str) -> list[tuple[int, int]]:
    return [(job.item, job.copy) for job in sheets_of_case(office, case)]


def test_of_a_case_every_copy_letter_by_letter(office: Office, visitor: Visitor) -> None:
    sheets = told(office, CASE)
    assert sheets == sorted(sheets)
    assert len({item for item, _ in sheets}) == 2
    page = visitor.ask(f"/berkas/{CASE}").text
    assert f"Cetak semua ({len(sheets)} lembar, satu PDF)" in page
    answer = visitor.ask(f"/berkas/{CASE}/cetak.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert list((office.archive.root / ".work" / "cetak").glob("*")) == [], "nothing is left over"
    found = pages(answer.body)
    assert len(found) >= len(sheets)
    first = found.index(next(one for one in found if "400.9.8/1/DINSOSPM/2026" in one))
    later = found.index(next(one for one in found if "400.9.8/2/DINSOSPM/2026" in one))
    assert first < later


def test_what_was_signed_or_given_up_is_not_printed_again(office: Office) -> None:
    before = told(office, CASE)
    office.archive.numbers.void("400.9.8/2/DINSOSPM/2026", reason="uji")
    after = told(office, CASE)
    assert {item for item, _ in after} < {item for item, _ in before}


def test_what_waits_for_a_word_is_not_taken(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    letters = folder / "templates" / "letters.toml"
    text = letters.read_text(encoding="utf-8")
    start = text.index("[surat-koordinasi]")
    letters.write_text(f'{text[:start]}[surat-koordinasi]\nprint = "approval"{text[start + 18 :]}')
    office = open_office(folder)
    drop(office, form(), "satu.json")
    handling.handle_once(office)
    assert told(office, CASE) == []
    office.archive.prints.release(office.archive.items.named("400.9.8/1/DINSOSPM/2026"))
    assert told(office, CASE) != []
    office.close()


def test_of_the_day_and_of_the_cases_that_one_may_see(office: Office, visitor: Visitor) -> None:
    both = {job.case for job in sheets_of_today(office)}
    assert both == {CASE, "PMBS-2026-0002"}
    assert "Cetak semua surat hari ini" in visitor.ask("/").text
    assert visitor.ask("/cetak-hari-ini.pdf").status == 200
    set_class(office, CASE, "Rahasia", reason="uji")
    with acting_as("ani", NOTHING):
        assert {job.case for job in sheets_of_today(office)} == {"PMBS-2026-0002"}
    set_clock(office, NOON + timedelta(days=1))
    assert sheets_of_today(office) == []
    assert visitor.ask("/cetak-hari-ini.pdf").status == 404


def test_that_they_were_taken_is_in_the_record(office: Office, visitor: Visitor) -> None:
    visitor.ask(f"/berkas/{CASE}/cetak.pdf")
    taken = {
        line.item for line in office.archive.audit.of_case(CASE) if line.event == "item-downloaded"
    }
    assert taken == {item for item, _ in told(office, CASE)}
