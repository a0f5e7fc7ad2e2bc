"""A slip that comes back tells when its letter was sent. Real LibreOffice, real tesseract."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from generator.desks import expedition
from generator.desks.agenda import OutgoingLetter, take_number
from generator.filing.beside_print import signers_of
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.letters import SlipIdentity, parse_slip, qr_png, slip_code
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import drop
from tests.returns.degrade import as_pdf, pages_of, signed_pages

FIRST, SECOND, THIRD = (f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3))
TODAY = date(2026, 11, 24)
SLIP = SlipIdentity(unit="DINSOSPM", year=2026, series="keluar", sequence=12, slip=1)


def scan(office: Office, pages: list[Image.Image], name: str = "scan.pdf") -> Outcome:
    drop(office, as_pdf(pages), name)
    (outcome,) = handling.handle_once(office)
    return outcome


def slip_pages(office: Office, folder: Path, *numbers: str) -> list[Image.Image]:
    path = folder / f"slip-{len(list(folder.iterdir()))}.pdf"
    path.write_bytes(expedition.slips(office, numbers, sent=TODAY, carrier="Andi Rusli"))
    return pages_of(path)


def sent_on(office: Office) -> dict[object, object]:
    rows = office.listing("buku-agenda-keluar", year=2026).rows
    return {row[1]: row[3] for row in rows if row[3]}


def page_with(code: str) -> Image.Image:
    page = Image.new("L", (1654, 2339), 255)
    page.paste(Image.open(io.BytesIO(qr_png(code))).convert("L"), (1200, 900))
    return page


@pytest.mark.parametrize("series", ["keluar", "sisipan"])
def test_the_code_of_a_slip_tells_what_was_written_into_it(series: str) -> None:
    one = SlipIdentity(unit="DINSOSPM", year=2026, series=series, sequence=3, slip=2)  # type: ignore[arg-type]
    assert parse_slip(slip_code(one)) == one


@pytest.mark.parametrize("place", range(len(slip_code(SLIP))))
def test_a_misread_code_names_no_slip(place: int) -> None:
    code = slip_code(SLIP)
    wrong = code[:place] + ("7" if code[place] != "7" else "8") + code[place + 1 :]
    assert parse_slip(wrong) != SLIP


@pytest.mark.real
class TestComingBack:
    def test_it_fills_the_day_of_sending_and_the_expedition_book(
        self, office: Office, tmp_path: Path
    ) -> None:
        pages = slip_pages(office, tmp_path, FIRST, SECOND, THIRD)
        assert len(pages) == 2
        assert sent_on(office) == {}
        outcome = scan(office, pages)
        assert outcome.outcome == "filed"
        assert sent_on(office) == dict.fromkeys((FIRST, SECOND, THIRD), "24-11-2026")
        rows = office.listing("buku-ekspedisi", year=2026).rows
        assert [row[2] for row in rows] == [FIRST, SECOND, THIRD]
        assert {row[6] for row in rows} == {"Andi Rusli"}
        assert all(str(row[-1]).startswith("tanda terima PMBS-2026-000") for row in rows)
        (done,) = [path for path in office.inbox.trays.of(Tray.DONE) if path.name == "scan.pdf"]
        assert FIRST in read_note(done)
        assert not office.archive.items.named(FIRST).is_signed
        assert office.archive.care.verify() == []

    def test_the_same_slip_twice_is_one(self, office: Office, tmp_path: Path) -> None:
        pages = slip_pages(office, tmp_path, THIRD)
        scan(office, pages)
        again = scan(office, [page.rotate(180) for page in pages], "lagi.pdf")
        assert [one.code for one in again.problems] == ["A010"]
        assert len(office.listing("buku-ekspedisi", year=2026).rows) == 1

    def test_it_may_lie_in_a_stack_with_signed_letters(
        self, office: Office, tmp_path: Path
    ) -> None:
        letter = office.archive.items.folder_of(office.archive.items.named(THIRD)) / "surat.pdf"
        names = signers_of(office, office.archive.items.named(THIRD))
        outcome = scan(office, [*slip_pages(office, tmp_path, FIRST), *signed_pages(letter, names)])
        assert [one.outcome for one in outcome.each] == ["filed", "filed"]
        assert list(sent_on(office)) == [FIRST]
        assert office.archive.items.named(THIRD).is_signed

    def test_a_letter_without_a_case_is_sent_as_well(self, office: Office, tmp_path: Path) -> None:
        letter = OutgoingLetter(recipient="Camat", subject="Undangan", dated=TODAY)
        number = take_number(office, letter).record.number
        assert scan(office, slip_pages(office, tmp_path, number)).outcome == "filed"
        assert list(sent_on(office)) == [number]

    @pytest.mark.parametrize(
        ("code", "why"),
        [
            (slip_code(SLIP), "R007"),  # no such letter
            ("PMBSE1/DINSOSPM/2026/K1.1/0AB2", "R007"),  # a slip that was never made
            (slip_code(replace(SLIP, unit="LAIN", sequence=1)), "R006"),
            (slip_code(replace(SLIP, unit="", office="ZZZZ", digest="00000")), "R006"),
        ],
    )
    def test_a_slip_that_is_none_of_ours_is_refused(
        self, office: Office, code: str, why: str
    ) -> None:
        outcome = scan(office, [page_with(code)])
        assert outcome.outcome == "rejected"
        assert [one.code for one in outcome.problems] == [why]
        assert sent_on(office) == {}

    def test_the_slip_of_another_letter_with_the_number_is_refused(
        self, office: Office, tmp_path: Path
    ) -> None:
        expedition.slips(office, [FIRST], sent=TODAY, carrier="Andi Rusli")
        code = replace(SLIP, unit="", office=office.archive.office_code, digest="00000", sequence=1)
        outcome = scan(office, [page_with(slip_code(code))])
        assert [one.code for one in outcome.problems] == ["R013"]
        assert sent_on(office) == {}
