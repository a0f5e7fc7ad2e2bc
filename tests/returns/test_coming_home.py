"""Signed pages dropped into the inbox find their letters. Real LibreOffice, real tesseract."""

import io
import random
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from generator.archive import NumberWanted
from generator.filing.beside_print import signers_of
from generator.filing.signed import Scan
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.letters import LetterIdentity, code_of, earlier_code_of, parse_qr, qr_png
from generator.office.office import Office
from generator.scans.codes import read_codes
from generator.service import handling
from generator.submission.hand_matching import match_scan
from generator.submission.sorting import SortedScan, sort_scan
from generator.vocabulary.problems import UsageError
from tests.office_kit import drop, form, make_office_folder
from tests.returns.degrade import DAMAGES, as_pdf, pages_of, signed_pages, turned
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real

FIRST, AGREEMENT, THIRD = (f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3))


def bare_pages(office: Office, number: str, dpi: int = 200) -> list[Image.Image]:
    """The pages of a letter as they are printed: nobody signed them."""
    letter = office.archive.items.named(number)
    return pages_of(office.archive.items.folder_of(letter) / "surat.pdf", dpi)


def pages(office: Office, number: str, dpi: int = 200) -> list[Image.Image]:
    """The pages of a letter, signed by everybody who has to."""
    letter = office.archive.items.named(number)
    return signed_pages(
        office.archive.items.folder_of(letter) / "surat.pdf", signers_of(office, letter), dpi
    )


def scan(office: Office, data: bytes, name: str = "scan0001.pdf") -> Outcome:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    return outcome


def told(outcome: Outcome) -> list[str]:
    """The codes of what is odd, but for the signatures that these pages do not bear."""
    return [one.code for one in outcome.problems if one.code != "W034"]


def blotted(page: Image.Image) -> Image.Image:
    """The page with its code covered."""
    page = page.copy()
    page.paste(255, (0, int(page.height * 0.9), page.width, page.height))
    return page


def copy(office: Office, number: str, which: int) -> list[Image.Image]:
    """The pages of a printed copy."""
    sequence = number.split("/")[1]
    (path,) = office.printed.glob(f"400.9.8-{sequence}-* lembar {which}.pdf")
    letter = office.archive.items.named(number)
    return signed_pages(path, signers_of(office, letter))


def with_earlier_code(page: Image.Image, sequence: int) -> Image.Image:
    """The page as it was printed before codes told the page: with the same code on each."""
    identity = LetterIdentity(unit="DINSOSPM", year=2026, sequence=sequence, revision=1)
    return _with(page, earlier_code_of(identity))


def with_code(page: Image.Image, sequence: int) -> Image.Image:
    identity = LetterIdentity(unit="DINSOSPM", year=2026, sequence=sequence, revision=1)
    return _with(page, code_of(identity.of_page(1, 1)))


def beside_each_other(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pages as one A3 picture."""
    both = Image.new("L", (left.width + right.width, left.height), 255)
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def _with(page: Image.Image, text: str) -> Image.Image:
    """The page with another code in place of its own."""
    earlier = Image.open(io.BytesIO(qr_png(text))).convert("L")
    (code,) = read_codes(page)
    (left, top), _, (right, bottom), _ = code.corners
    rim = (right - left) / 25 * 2
    box = [round(one) for one in (left - rim, top - rim, right + rim, bottom + rim)]
    page = page.copy()
    page.paste(earlier.resize((box[2] - box[0], box[3] - box[1])), (box[0], box[1]))
    return page


def folder_of_last(office: Office) -> Path:
    return office.archive.items.folder_of(office.archive.cases.show("PMBS-2026-0001").items[-1])


def page_numbers(office: Office) -> list[int]:
    """Which pages of the letter stand in the searchable copy of the last scan, in order."""
    told = []
    for page in pages_of(folder_of_last(office) / "pindaian-teks.pdf"):
        (code,) = read_codes(page)
        identity = parse_qr(code.text)
        assert identity is not None
        told.append(identity.page)
    return told


def signed(office: Office) -> dict[str, bool]:
    items = [one for n in (1, 2) for one in office.archive.cases.show(f"PMBS-2026-000{n}").items]
    return {one.number: one.is_signed for one in items if one.kind == "surat"}


class TestOneLetter:
    @pytest.mark.tesseract
    def test_it_is_filed_with_its_letter_and_is_searchable(self, office: Office) -> None:
        data = as_pdf(pages(office, THIRD))
        outcome = scan(office, data)
        assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2026-0002")
        folder = office.archive.root / "2026" / "PMBS-2026-0002" / "003-surat-koordinasi-ttd"
        assert (folder / "pindaian.pdf").read_bytes() == data
        text = (folder / "surat.txt").read_text(encoding="utf-8")
        assert "Maria" in text
        searchable = pypdfium2.PdfDocument(folder / "pindaian-teks.pdf")
        assert "Maria" in searchable[0].get_textpage().get_text_range()
        searchable.close()
        assert b"pdfaid" in (folder / "pindaian-teks.pdf").read_bytes()
        assert signed(office) == {FIRST: False, AGREEMENT: False, THIRD: True}
        assert office.archive.care.verify() == []

    def test_the_receipt_says_which_letter_came_back(self, office: Office) -> None:
        scan(office, as_pdf(pages(office, THIRD)))
        note = read_note(office.inbox.trays.of(Tray.DONE)[0])
        assert "Surat yang kembali bertanda tangan:" in note
        assert THIRD in " ".join(note.split())

    def test_the_list_of_letters_out_for_signature_grows_shorter(self, office: Office) -> None:
        scan(office, as_pdf(pages(office, THIRD)))
        rows = office.archive.lists.fill("tanda-tangan", year=2026).rows
        assert [row[0] for row in rows] == [FIRST, AGREEMENT]

    def test_a_correction_is_then_a_new_letter(self, office: Office) -> None:
        scan(office, as_pdf(pages(office, THIRD)))
        data = form(nomor_kasus="PMBS-2026-0002", klien={"nama": "Maria Goreti Bele"})
        drop(office, data, "perbaikan.json")
        (outcome,) = handling.handle_once(office)
        assert [one.number for one in outcome.documents] == ["400.9.8/4/DINSOSPM/2026"]

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
    def test_a_picture_is_taken_like_a_pdf(self, office: Office, kind: str) -> None:
        out = io.BytesIO()
        pages(office, THIRD)[0].save(out, kind, dpi=(200, 200))
        suffix = {"PNG": "png", "JPEG": "jpg", "TIFF": "tif"}[kind]
        outcome = scan(office, out.getvalue(), f"scan.{suffix}")
        assert outcome.outcome == "filed"
        folder = office.archive.root / "2026" / "PMBS-2026-0002" / "003-surat-koordinasi-ttd"
        assert (folder / f"pindaian.{suffix}").read_bytes() == out.getvalue()

    @pytest.mark.tesseract
    def test_an_upside_down_page_is_turned_upright(self, office: Office) -> None:
        page = pages(office, THIRD)[0].transpose(Image.Transpose.ROTATE_180)
        scan(office, as_pdf([page]))
        folder = office.archive.root / "2026" / "PMBS-2026-0002" / "003-surat-koordinasi-ttd"
        assert "Maria" in (folder / "surat.txt").read_text(encoding="utf-8")

    def test_the_same_scan_again_is_a_duplicate(self, office: Office) -> None:
        data = as_pdf(pages(office, THIRD))
        scan(office, data)
        assert scan(office, data, "lagi.pdf").outcome == "duplicate"

    def test_a_second_scan_is_a_further_version(self, office: Office) -> None:
        scan(office, as_pdf(pages(office, THIRD)))
        assert scan(office, as_pdf(pages(office, THIRD), quality=60)).outcome == "filed"
        assert len(office.archive.cases.show("PMBS-2026-0002").items) == 4

    def test_a_missing_page_is_told_by_its_number(self, office: Office) -> None:
        first, _, third = pages(office, AGREEMENT)
        outcome = scan(office, as_pdf([first, third]))
        (missing,) = [one for one in outcome.problems if one.code == "W035"]
        assert "Halaman 2 dari 3 surat ini tidak ada" in missing.message

    def test_a_page_scanned_twice_is_told(self, office: Office) -> None:
        outcome = scan(office, as_pdf(pages(office, THIRD) * 2))
        assert told(outcome) == ["W036"]
        assert office.archive.cases.show("PMBS-2026-0002").items[-1].pages == 2

    def test_named_after_a_case_it_is_still_the_signed_letter(self, office: Office) -> None:
        outcome = scan(office, as_pdf(pages(office, THIRD)), "PMBS-2026-0002 surat.pdf")
        assert len(outcome.signed) == 1


class TestCopies:
    def test_the_archive_says_which_copy_came_back(self, office: Office) -> None:
        scan(office, as_pdf(copy(office, THIRD, 2)))
        item = office.archive.cases.show("PMBS-2026-0002").items[-1]
        assert item.title.endswith("(bertanda tangan, rangkap 2)")

    def test_pages_out_of_order_are_sorted(self, office: Office) -> None:
        outcome = scan(office, as_pdf(list(reversed(copy(office, AGREEMENT, 1)))))
        assert told(outcome) == []
        assert page_numbers(office) == [*range(1, len(pages(office, AGREEMENT)) + 1)]

    def test_two_copies_scanned_together_are_filed_as_two(self, office: Office) -> None:
        stack = [
            page
            for both in zip(copy(office, AGREEMENT, 1), copy(office, AGREEMENT, 2), strict=True)
            for page in both
        ]
        outcome = scan(office, as_pdf(stack))
        assert [told(one) for one in outcome.each] == [[], []]
        items = office.archive.cases.show("PMBS-2026-0001").items[-2:]
        assert [(one.pages, one.title[-11:-1]) for one in items] == [
            (len(stack) // 2, " rangkap 1"),
            (len(stack) // 2, " rangkap 2"),
        ]
        assert office.archive.care.verify() == []

    def test_two_copies_of_a_known_scan_are_not_filed_again(self, office: Office) -> None:
        stack = as_pdf([*copy(office, THIRD, 1), *copy(office, THIRD, 2)])
        scan(office, stack)
        assert scan(office, stack, "lagi.pdf").outcome == "duplicate"
        assert len(office.archive.cases.show("PMBS-2026-0002").items) == 4

    def test_pages_of_two_copies_that_make_one_are_filed_with_a_warning(
        self, office: Office
    ) -> None:
        mixed = [*copy(office, AGREEMENT, 1)[:1], *copy(office, AGREEMENT, 2)[1:]]
        outcome = scan(office, as_pdf(mixed))
        assert told(outcome) == ["W037"]
        assert page_numbers(office) == [*range(1, len(mixed) + 1)]

    def test_a_page_between_two_that_follow_each_other_is_not_of_their_letter(
        self, office: Office
    ) -> None:
        card = Image.new("L", (1654, 2339), 255)
        card.paste(90, (300, 300, 1000, 740))
        first, *others = copy(office, AGREEMENT, 1)
        outcome = scan(office, as_pdf([first, card, *others]))
        assert told(outcome) == []
        assert len(office.inbox.trays.of(Tray.MATCH)) == 1

    def test_a_page_whose_code_is_spoilt_is_known_between_its_neighbours(
        self, office: Office
    ) -> None:
        first, second, *others = copy(office, AGREEMENT, 1)
        outcome = scan(office, as_pdf([first, blotted(second), *others]))
        assert told(outcome) == []
        assert office.inbox.trays.of(Tray.MATCH) == []

    def test_where_the_codes_tell_no_page_the_print_does(self, office: Office) -> None:
        first, second, third = (with_earlier_code(page, 2) for page in pages(office, AGREEMENT))
        outcome = scan(office, as_pdf([third, first, second]))
        assert told(outcome) == []
        shown = pages_of(folder_of_last(office) / "pindaian-teks.pdf")
        for page, wanted in zip(shown, (first, second, third), strict=True):
            assert ImageStat.Stat(ImageChops.difference(page, wanted)).mean[0] < 5

    def test_of_those_a_page_that_is_missing_is_named_too(self, office: Office) -> None:
        first, _, third = (with_earlier_code(page, 2) for page in pages(office, AGREEMENT))
        outcome = scan(office, as_pdf([third, first]))
        assert [(one.code, one.found) for one in outcome.problems if one.code != "W034"] == [
            ("W035", "2")
        ]


class TestStack:
    def test_letters_in_one_file_are_parted(self, office: Office) -> None:
        stack = [*pages(office, AGREEMENT), *pages(office, THIRD), *pages(office, FIRST)]
        outcome = scan(office, as_pdf(stack))
        assert [one.outcome for one in outcome.each] == ["filed"] * 3
        assert signed(office) == {FIRST: True, AGREEMENT: True, THIRD: True}
        counted = Counter(
            one.pages
            for n in (1, 2)
            for one in office.archive.cases.show(f"PMBS-2026-000{n}").items
            if one.kind == "pindaian"
        )
        assert counted == Counter(len(pages(office, n)) for n in (FIRST, AGREEMENT, THIRD))

    def test_shuffled_and_turned_pages_find_their_own_letters(self, office: Office) -> None:
        stack = [*pages(office, AGREEMENT), *pages(office, THIRD), *pages(office, FIRST)]
        random.Random(7).shuffle(stack)  # noqa: S311 - repeatable
        stack = [
            page.transpose(Image.Transpose.ROTATE_180) if place % 2 else page
            for place, page in enumerate(stack)
        ]
        outcome = scan(office, as_pdf(stack))
        assert [told(one) for one in outcome.each] == [[]] * 3

    def test_the_number_of_one_letter_never_runs_on_to_a_page_without_a_code(
        self, office: Office
    ) -> None:
        stranger = Image.new("L", (1654, 2339), 255)
        stranger.paste(0, (300, 300, 900, 420))
        outcome = scan(office, as_pdf([*pages(office, THIRD), stranger]))
        assert outcome.outcome == "filed"
        assert office.archive.cases.show("PMBS-2026-0002").items[-1].pages == 1
        (rest,) = office.inbox.trays.of(Tray.MATCH)
        assert len(pypdfium2.PdfDocument(rest)) == 1
        assert "R005" in read_note(rest)

    @pytest.mark.parametrize("turns", [0, 1, 2, 3])
    def test_two_letters_on_one_page_are_cut_apart_by_their_codes(
        self, office: Office, turns: int
    ) -> None:
        both = beside_each_other(pages(office, FIRST)[0], pages(office, THIRD)[0])
        outcome = scan(office, as_pdf([both.rotate(90 * turns, expand=True)]))
        assert outcome.outcome == "filed"
        assert {one.signed or one.incomplete for one in outcome.each} != set()
        for number in (FIRST, THIRD):
            letter = office.archive.items.named(number)
            found = office.archive.items.signed_of(letter)
            assert found is not None
            # Nothing of the neighbour is in its file.
            (filed,) = pages_of(office.archive.items.folder_of(found) / "pindaian.pdf")
            codes = [parse_qr(code.text) for code in read_codes(filed)]
            assert [one.sequence for one in codes if one] == [letter.sequence]

    def test_two_pages_of_a_letter_on_one_page_are_both_known(self, office: Office) -> None:
        first, second = pages(office, AGREEMENT)[:2]
        data = as_pdf([beside_each_other(first, second)])
        assert scan(office, data).outcome == "filed"
        found = office.archive.items.signed_of(office.archive.items.named(AGREEMENT))
        assert found is not None
        folder = office.archive.items.folder_of(found)
        assert (folder / "pindaian.pdf").read_bytes() == data  # one letter: kept as it came
        assert office.archive.items.record_of(found).returned.pages == (1, 2)  # type: ignore[union-attr]

    def test_a_page_that_looks_blank_lies_with_the_letter_before_it(self, office: Office) -> None:
        blank = Image.new("L", (1654, 2339), 250)
        stack = [*pages(office, FIRST), blank, *pages(office, THIRD), blank]
        outcome = scan(office, as_pdf(stack))
        problems = [one for each in outcome.each for one in each.problems if one.code == "W090"]
        assert [(one.found, one.hint) for one in problems] == [("2", FIRST), ("4", THIRD)]
        for number in (FIRST, THIRD):
            found = office.archive.items.signed_of(office.archive.items.named(number))
            assert found is not None
            folder = office.archive.items.folder_of(found)
            assert len(pages_of(folder / "pindaian.pdf")) == 2
            assert office.archive.items.record_of(found).returned.count == 1  # type: ignore[union-attr]

    @pytest.mark.parametrize("grey", [150, 190])
    def test_a_page_in_pencil_is_kept_and_told(self, office: Office, grey: int) -> None:
        noted = Image.new("L", (1654, 2339), 250)
        ImageDraw.Draw(noted).text(
            (200, 300), "ACC, tindak lanjuti. 26/11", fill=grey, font=ImageFont.load_default(34)
        )
        outcome = scan(office, as_pdf([*pages(office, FIRST), noted, *pages(office, THIRD)]))
        problems = [one for each in outcome.each for one in each.problems]
        assert [(one.code, one.found, one.hint) for one in problems] == [("W091", "2", FIRST)]

    def test_blank_backs_of_pages_are_no_matter(self, office: Office) -> None:
        blank = Image.new("L", (1654, 2339), 250)
        stack = [page for one in pages(office, AGREEMENT) for page in (one, blank)]
        outcome = scan(office, as_pdf(stack))
        assert (outcome.outcome, told(outcome)) == ("filed", ["W090"])


@pytest.mark.tesseract
class TestWithoutACode:
    def test_the_letter_is_known_by_its_number_and_text(self, office: Office) -> None:
        outcome = scan(office, as_pdf([blotted(page) for page in pages(office, THIRD)]))
        assert outcome.outcome == "filed"
        assert told(outcome) == ["W033"]
        assert signed(office)[THIRD]

    def test_a_strange_page_waits_for_a_person(self, office: Office) -> None:
        outcome = scan(office, as_pdf([Image.effect_noise((1654, 2339), 90)]))
        assert (outcome.outcome, outcome.problems[0].code) == ("unmatched", "R005")
        assert [path.name for path in office.inbox.trays.of(Tray.MATCH)] == ["scan0001.pdf"]
        assert not any(signed(office).values())

    def test_a_page_with_another_number_is_not_guessed(self, office: Office) -> None:
        page = blotted(pages(office, THIRD)[0])
        page.paste(255, (0, 0, page.width, int(page.height * 0.33)))
        outcome = scan(office, as_pdf([page]))
        assert outcome.outcome == "unmatched"
        assert THIRD in outcome.problems[0].message


def test_a_colon_recognised_as_a_digit_hides_no_number(office: Office) -> None:
    letter = office.archive.items.named(THIRD)
    head, _, rest = " ".join(office.archive.items.text_of(letter).split()).partition(f": {THIRD}")
    # The number at the foot of the page is covered together with the code.
    seen = f"{head}1 {THIRD.replace('/D', '/D ')}{rest.replace(THIRD, '')}"
    office.recogniser = StubRecogniser(seen)
    outcome = scan(office, as_pdf([blotted(page) for page in pages(office, THIRD)]))
    assert outcome.outcome == "filed"
    assert signed(office)[THIRD]


class TestNotOurs:
    def test_a_letter_of_another_office_is_refused(self, office: Office) -> None:
        """It has the same name and the same numbers; a practice office is one too."""
        other = Office(make_office_folder(office.folder / "latihan"), clock=office.clock)
        outcome = scan(other, as_pdf(pages(office, THIRD)))
        tray = [path.name for path in other.inbox.trays.of(Tray.REJECTED)]
        other.close()
        assert [(one.code, one.found) for one in outcome.problems] == [
            ("R006", office.archive.office_code)
        ]
        assert tray == ["scan0001.pdf"]

    def test_another_letter_of_the_same_number_waits_for_a_person(self, office: Office) -> None:
        """As after a restore of an older backup, where the same number was given to somebody else."""
        letter = office.archive.items.named(THIRD)
        digest = office.archive.items.record_of(letter).paper_digest
        identity = LetterIdentity(
            office=office.archive.office_code,
            digest=digest[::-1],
            year=2026,
            sequence=3,
            revision=1,
        )
        page = _with(pages(office, THIRD)[0], code_of(identity.of_page(1, 1)))
        outcome = scan(office, as_pdf([page]))
        assert outcome.outcome == "unmatched"
        assert [(one.code, one.found) for one in outcome.problems] == [("R013", THIRD)]
        assert not office.archive.items.named(THIRD).is_signed
        waiting = office.inbox.folder / Tray.MATCH / "scan0001.pdf"
        with pytest.raises(UsageError, match="A064") as asked:
            match_scan(office, THIRD, waiting)
        assert "nomor yang sama" in str(asked.value)

    @pytest.mark.parametrize("ours", [[THIRD], [FIRST, THIRD]])
    def test_a_page_of_another_office_in_a_stack_is_told_in_the_receipt(
        self, office: Office, ours: list[str]
    ) -> None:
        identity = LetterIdentity(unit="DINKES", year=2026, sequence=3, revision=1)
        stack = [_with(pages(office, THIRD)[0], code_of(identity.of_page(1, 1)))]
        stack += [page for number in ours for page in pages(office, number)]
        assert scan(office, as_pdf(stack)).outcome == "filed"
        (receipt,) = (office.inbox.folder / Tray.DONE).glob("scan0001.pdf - *")
        told = receipt.read_text(encoding="utf-8-sig")
        assert told.startswith("TANDA TERIMA PINDAIAN")
        assert "DINKES" in told

    def test_a_letter_that_does_not_exist_is_refused(self, office: Office) -> None:
        identity = LetterIdentity(
            office=office.archive.office_code, digest="00000", year=2026, sequence=99, revision=1
        )
        page = _with(pages(office, THIRD)[0], code_of(identity.of_page(1, 1)))
        outcome = scan(office, as_pdf([page]))
        assert [one.code for one in outcome.problems] == ["R007"]

    def test_the_signed_page_of_a_replaced_revision_is_filed_with_a_warning(
        self, office: Office
    ) -> None:
        data = as_pdf(pages(office, THIRD))
        changed = form(nomor_kasus="PMBS-2026-0002", klien={"nama": "Maria Goreti Bele"})
        drop(office, changed, "perbaikan.json")
        handling.handle_once(office)
        outcome = scan(office, data)
        assert told(outcome) == ["W030"]
        assert not office.archive.items.named(THIRD).is_signed

    def test_a_code_with_a_void_number_is_refused(self, office: Office) -> None:
        """A letter's number is never void, but somebody may have kept a sheet of a try-out."""
        wanted = [NumberWanted(type="surat-koordinasi", pattern="400.9.8/{urut}/DINSOSPM/2026")]
        taken = office.archive.numbers.reserve(
            digest="f" * 64, claim="a", case="PMBS-2026-0001", wanted=wanted, has_form=False
        )
        (place,) = taken.letters
        office.archive.numbers.void(place.number, reason="salah ambil")
        outcome = scan(office, as_pdf([with_code(pages(office, THIRD)[0], place.sequence)]))
        assert (outcome.outcome, [one.code for one in outcome.problems]) == ("rejected", ["R007"])

    def test_the_signed_page_of_a_letter_that_was_given_up_is_refused(self, office: Office) -> None:
        data = as_pdf(pages(office, THIRD))
        office.archive.numbers.void(THIRD, reason="salah alamat")
        outcome = scan(office, data)
        assert (outcome.outcome, [one.code for one in outcome.problems]) == ("rejected", ["R007"])


class TestNothingIsLost:
    """Every page of every stack is filed, or waits for a person, or is refused with its stack."""

    @pytest.mark.parametrize("seed", range(2))
    def test_each_page_of_a_wild_stack_is_somewhere(self, office: Office, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - repeatable
        stack = [page for number in (FIRST, AGREEMENT, THIRD) for page in copy(office, number, 1)]
        stack += copy(office, THIRD, 2)
        stranger = Image.new("L", (1654, 2339), 255)
        stranger.paste(0, (300, 300, 900, 420))
        stack += [stranger, blotted(stack[0])]
        stack = [turned(page, chance.choice((0, 180))) for page in stack]
        chance.shuffle(stack)
        scan(office, as_pdf(stack))
        filed = sum(
            len(pypdfium2.PdfDocument(office.archive.items.folder_of(item) / "pindaian.pdf"))
            for case in ("PMBS-2026-0001", "PMBS-2026-0002")
            for item in office.archive.cases.show(case).items
            if item.kind == "pindaian"
        )
        waiting = sum(
            len(pypdfium2.PdfDocument(path)) for path in office.inbox.trays.of(Tray.MATCH)
        )
        assert filed + waiting == len(stack)
        assert office.archive.care.verify() == []

    @pytest.mark.tesseract
    def test_pages_known_by_code_and_by_text_of_one_letter_are_filed_together(
        self, office: Office
    ) -> None:
        stack = [*copy(office, THIRD, 1), *pages(office, FIRST), blotted(pages(office, THIRD)[0])]
        outcome = scan(office, as_pdf(stack))
        counted = {one.case: told(one) for one in outcome.each}
        assert counted == {"PMBS-2026-0002": ["W033", "W036"], "PMBS-2026-0001": []}
        assert office.archive.cases.show("PMBS-2026-0002").items[-1].pages == 2


class TestFiftyDegradedScans:
    def test_of_a_stack_of_fifty_nearly_all_find_their_letter_and_none_a_wrong_one(
        self, office: Office, tmp_path: Path
    ) -> None:
        chance = random.Random(2026)  # noqa: S311 - repeatable
        sheets = {number: pages(office, number) for number in (FIRST, AGREEMENT, THIRD)}
        truth, stack = [], []
        for damage in DAMAGES.values():
            for _ in range(5):
                number = chance.choice((FIRST, AGREEMENT, THIRD))
                truth.append(number)
                stack.append(damage(chance.choice(sheets[number]), chance).convert("L"))
        path = tmp_path / "lima-puluh.pdf"
        path.write_bytes(as_pdf(stack))
        found = sort_scan(
            office, Scan(path=path, data=path.read_bytes()), work=tmp_path, by_text=False
        )
        assert isinstance(found, SortedScan)
        assert found.foreign == ()
        matched = {page.place: one.letter.number for one in found.matched for page in one.pages}
        assert [place for place, number in matched.items() if truth[place] != number] == []
        assert len(matched) + len(found.unknown) == len(stack)
        assert len(matched) >= 48

    def test_codes_are_read_matches_made_and_none_is_wrong(self, office: Office) -> None:
        chance = random.Random(2026)  # noqa: S311 - repeatable
        page = pages(office, FIRST)[0]
        read: Counter[str] = Counter()
        for name, damage in DAMAGES.items():
            for _ in range(5):
                found = [
                    parse_qr(code.text) for code in read_codes(damage(page, chance).convert("L"))
                ]
                known = {one.sequence for one in found if one is not None}
                assert known <= {1}, f"{name}: wrong match"
                read[name] += known == {1}
        assert sum(read.values()) >= 48, dict(read)
