"""Pages that come as files of their own: a folder, a zip, a series of pictures."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from generator.filing.beside_print import signers_of
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.series import by_number, series_in
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import drop
from tests.returns.degrade import as_pdf, signed_pages
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real

FIRST, AGREEMENT, THIRD = (f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3))
DPI = 150


def pages(office: Office, number: str) -> list[Image.Image]:
    """The pages of a letter, signed by everybody who has to."""
    letter = office.archive.items.named(number)
    pdf = office.archive.items.folder_of(letter) / "surat.pdf"
    return signed_pages(pdf, signers_of(office, letter), DPI)


def jpeg(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.copy().save(out, "JPEG", quality=75, dpi=(DPI, DPI))
    return out.getvalue()


def blotted(page: Image.Image) -> Image.Image:
    """The page with its code covered."""
    page = page.copy()
    page.paste(255, (0, int(page.height * 0.9), page.width, page.height))
    return page


def card(shade: int = 90) -> bytes:
    """The photo of an identity card."""
    made = Image.new("L", (900, 600), 235)
    ImageDraw.Draw(made).ellipse((90, 90, 500, 500), fill=shade)
    return jpeg(made)


def drop_all(office: Office, files: Mapping[str, bytes]) -> list[Outcome]:
    for name, data in files.items():
        drop(office, data, name)
    return handling.handle_once(office)


def drop_folder(office: Office, name: str, files: Mapping[str, bytes]) -> Outcome:
    folder = office.inbox.folder / name
    folder.mkdir()
    for inner, data in files.items():
        (folder / inner).write_bytes(data)
    (outcome,) = handling.handle_once(office)
    return outcome


def as_zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def scans_of(office: Office, number: str) -> list[int]:
    """How many pages each filed scan of a letter has."""
    letter = office.archive.items.named(number)
    return [
        len(pypdfium2.PdfDocument(office.archive.items.folder_of(one) / "pindaian.pdf"))
        for one in office.archive.cases.show(letter.case).items
        if one.kind == "pindaian" and one.number == number
    ]


def told(outcome: Outcome) -> list[str]:
    shared = outcome.problems if outcome.parts else ()
    return [one.code for each in outcome.each for one in (*shared, *each.problems)]


def waiting(office: Office) -> list[str]:
    return sorted(path.name for path in office.inbox.trays.of(Tray.MATCH))


class TestSeries:
    def test_a_letter_that_came_as_single_pictures_is_one_stack(self, office: Office) -> None:
        first, second, third = pages(office, AGREEMENT)
        blank = Image.new("L", first.size, 250)
        (outcome,) = drop_all(
            office,
            {
                f"scan{n:04d}.jpg": jpeg(page)
                for n, page in enumerate((first, blank, blotted(second), third), start=9)
            },
        )
        # Its second page is known between its neighbours, and its blank back lies with it.
        assert outcome.outcome == "filed"
        assert scans_of(office, AGREEMENT) == [4]
        assert told(outcome) == ["W121", "W090"]
        assert "scan0009.jpg = 1; scan0010.jpg = 2" in outcome.problems[0].message
        (done,) = office.inbox.trays.of(Tray.DONE)[:1]
        assert (done.name, len(list(done.iterdir()))) == ("scan0009 dan 3 lainnya", 4)
        assert AGREEMENT in " ".join(read_note(done).split())
        assert office.archive.care.verify() == []

    def test_each_letter_is_told_with_the_files_it_came_from(self, office: Office) -> None:
        sheets = [*pages(office, FIRST), *pages(office, AGREEMENT), *pages(office, THIRD)]
        (outcome,) = drop_all(
            office, {f"Scan ({n}).png": jpeg(page) for n, page in enumerate(sheets, start=1)}
        )
        assert [one.form for one in outcome.parts] == [
            "Scan (1).png",
            "Scan (2).png dan 2 lainnya",
            "Scan (5).png",
        ]
        assert [scans_of(office, one) for one in (FIRST, AGREEMENT, THIRD)] == [[1], [3], [1]]

    def test_photos_of_cards_dropped_together_stay_apart_and_say_so(self, office: Office) -> None:
        (outcome,) = drop_all(office, {"IMG_0041.jpg": card(), "IMG_0042.jpg": card(60)})
        assert [one.outcome for one in outcome.each] == ["unmatched"] * 2
        assert waiting(office) == ["IMG_0041.jpg", "IMG_0042.jpg"]
        note = read_note(office.inbox.folder / Tray.MATCH / "IMG_0041.jpg")
        assert "IMG_0042.jpg" in note
        assert list(office.inbox.claims.folder.iterdir()) == []

    def test_a_card_among_pages_waits_under_its_own_name_byte_for_byte(
        self, office: Office
    ) -> None:
        (outcome,) = drop_all(
            office,
            {
                "scan0001.jpg": jpeg(pages(office, FIRST)[0]),
                "scan0002.jpg": card(),
                "scan0003.jpg": jpeg(pages(office, THIRD)[0]),
            },
        )
        assert [one.outcome for one in outcome.parts] == ["filed"] * 2
        assert waiting(office) == ["scan0002.jpg"]
        assert (office.inbox.folder / Tray.MATCH / "scan0002.jpg").read_bytes() == card()

    def test_the_same_series_again_is_known(self, office: Office) -> None:
        files = {f"s{n}.jpg": jpeg(page) for n, page in enumerate(pages(office, AGREEMENT))}
        drop_all(office, files)
        (again,) = drop_all(office, files)
        assert again.outcome == "duplicate"
        assert scans_of(office, AGREEMENT) == [3]

    def test_a_picture_that_cannot_be_read_is_refused_by_itself(self, office: Office) -> None:
        broken = jpeg(pages(office, THIRD)[0])[:3000]
        (outcome,) = drop_all(
            office, {"scan1.jpg": jpeg(pages(office, FIRST)[0]), "scan2.jpg": broken}
        )
        assert "W123" in told(outcome)
        assert [path.name for path in office.inbox.trays.of(Tray.REJECTED)] == ["scan2.jpg"]
        assert scans_of(office, FIRST) == [1]

    def test_one_that_waits_goes_back_as_single_pictures(self, office: Office) -> None:
        for n in (1, 2):
            drop(office, card(), f"scan{n}.jpg")
        (group,) = office.inbox.settled_together(hurried=True)
        claim = office.inbox.claim_together(group)
        assert claim is not None
        office.inbox.release(claim)
        assert sorted(path.name for path in office.inbox.waiting()) == ["scan1.jpg", "scan2.jpg"]

    def test_what_a_crash_left_of_one_is_found_again(self, office: Office) -> None:
        claims = office.inbox.claims
        claims.new_series("scan1 dan 1 lainnya")
        begun = claims.new_series("scan1 dan 1 lainnya")
        (begun.path / "scan1.jpg").write_bytes(jpeg(pages(office, FIRST)[0]))
        drop(office, jpeg(pages(office, THIRD)[0]), "scan2.jpg")
        outcomes = handling.handle_once(office)
        assert [one.outcome for one in outcomes] == ["filed", "filed"]
        assert list(claims.folder.iterdir()) == []


class TestWhatIsASeries:
    def found(self, folder: Path, *names: str) -> list[list[str]]:
        entries = {}
        for name in names:
            (folder / name).write_bytes(b"x")
            entries[folder / name] = (folder / name).lstat()
        return sorted([path.name for path in run] for run in series_in(entries))

    @pytest.mark.parametrize(
        "names",
        [
            ["scan0001.jpg", "scan0002.jpg"],
            ["scan0099.tif", "scan0100.tif", "scan0101.tif"],
            ["scan0999.jpg", "scan1000.jpg"],
            ["scan9.png", "scan10.png"],
            ["IMG_20261124_0001.JPG", "IMG_20261124_0002.JPG"],
            ["Scan_20261124.jpg", "Scan_20261124 (2).jpg", "Scan_20261124 (3).jpg"],
            ["halaman 1 dari map.jpg", "halaman 2 dari map.jpg"],
        ],
    )
    def test_pictures_with_running_numbers_are(self, tmp_path: Path, names: list[str]) -> None:
        assert self.found(tmp_path, *reversed(names)) == [names]

    @pytest.mark.parametrize(
        "names",
        [
            ["scan0001.jpg"],
            ["scan0001.jpg", "scan0003.jpg"],
            ["scan0001.jpg", "scan0002.png"],
            ["scan0001.jpg", "foto0002.jpg"],
            ["scan0001.pdf", "scan0002.pdf"],
            ["KTP.jpg", "KK.jpg"],
            ["PMBS-2026-0007 KTP 1.jpg", "PMBS-2026-0007 KTP 2.jpg"],
            ["api-0000000000000000000a1.jpg", "api-0000000000000000000a2.jpg"],
        ],
    )
    def test_others_are_not(self, tmp_path: Path, names: list[str]) -> None:
        assert self.found(tmp_path, *names) == []

    def test_two_scanners_at_the_same_time_are_two(self, tmp_path: Path) -> None:
        names = ["atas0001.jpg", "scan0001.jpg", "atas0002.jpg", "scan0002.jpg"]
        assert self.found(tmp_path, *names) == [
            ["atas0001.jpg", "atas0002.jpg"],
            ["scan0001.jpg", "scan0002.jpg"],
        ]

    @pytest.mark.parametrize(("seconds", "owner"), [(60, 0), (0, 1)])
    def test_what_came_later_or_of_somebody_else_is_not_of_it(
        self, tmp_path: Path, seconds: int, owner: int
    ) -> None:
        entries = {}
        for n in (1, 2, 3):
            path = tmp_path / f"scan{n}.jpg"
            path.write_bytes(b"x")
            facts = list(path.lstat())
            facts[4] += owner * (n == 3)
            facts[9] += seconds * (n == 3)
            entries[path] = os.stat_result(facts)
        assert [[path.name for path in run] for run in series_in(entries)] == [
            ["scan1.jpg", "scan2.jpg"]
        ]

    def test_names_are_sorted_as_people_count(self) -> None:
        names = ["s10.jpg", "s2.jpg", "S1.jpg", "a.jpg"]
        assert sorted(names, key=by_number) == ["a.jpg", "S1.jpg", "s2.jpg", "s10.jpg"]


class TestFolder:
    @pytest.mark.parametrize("name", ["tanda tangan", "tanda tangan.zip"])
    def test_a_folder_or_zip_of_pages_is_one_stack(self, office: Office, name: str) -> None:
        first, second, third = pages(office, AGREEMENT)
        files = {
            "10.jpg": jpeg(third),
            "2.jpg": jpeg(blotted(second)),
            "1.jpg": jpeg(first),
            "sisa.pdf": as_pdf(pages(office, THIRD), dpi=DPI),
        }
        if name.endswith(".zip"):
            (outcome,) = drop_all(office, {name: as_zip(files)})
        else:
            outcome = drop_folder(office, name, files)
        assert [one.outcome for one in outcome.parts] == ["filed"] * 2
        assert (scans_of(office, AGREEMENT), scans_of(office, THIRD)) == ([3], [1])
        assert waiting(office) == []

    def test_one_that_names_its_case_brings_letters_and_attachments(self, office: Office) -> None:
        outcome = drop_folder(
            office,
            "PMBS-2026-0002 kembali",
            {"1.jpg": jpeg(pages(office, THIRD)[0]), "KTP.jpg": card()},
        )
        assert [one.outcome for one in outcome.parts] == ["filed"] * 2
        assert [one for each in outcome.parts for one in each.attachments] == ["KTP"]
        assert scans_of(office, THIRD) == [1]

    def test_one_without_letters_and_without_a_case_is_refused_whole(self, office: Office) -> None:
        outcome = drop_folder(office, "foto", {"a.jpg": card(), "b.jpg": card(60)})
        assert (outcome.outcome, told(outcome)) == ("rejected", ["B021"])
        (folder,) = office.inbox.trays.of(Tray.REJECTED)
        assert len(list(folder.iterdir())) == 2

    def test_pages_that_are_not_ours_lie_among_the_refused_with_the_reason(
        self, office: Office
    ) -> None:
        page = pages(office, FIRST)[0]
        office.archive.numbers.void(FIRST, reason="salah alamat")
        outcome = drop_folder(
            office, "map", {"1.jpg": jpeg(page), "2.jpg": jpeg(pages(office, THIRD)[0])}
        )
        assert "R007" in told(outcome)
        (rest,) = office.inbox.trays.of(Tray.REJECTED)
        assert len(pypdfium2.PdfDocument(rest)) == 1
        assert "R007" in read_note(rest)


class TestNamedAfterItsCase:
    def test_a_scan_without_a_code_is_known_by_its_text_all_the_same(self, office: Office) -> None:
        letter = office.archive.items.named(THIRD)
        office.recogniser = StubRecogniser(office.archive.items.text_of(letter))
        data = jpeg(blotted(pages(office, THIRD)[0]))
        (outcome,) = drop_all(office, {"PMBS-2026-0002 surat ttd.jpg": data})
        assert "W033" in told(outcome)
        assert scans_of_pictures(office, THIRD) == 1

    def test_a_card_is_an_attachment_still(self, office: Office) -> None:
        (outcome,) = drop_all(office, {"PMBS-2026-0002 KTP.jpg": card()})
        assert outcome.attachments == ("KTP",)

    def test_where_no_letter_waits_nothing_is_recognised(self, office: Office) -> None:
        drop_all(office, {"scan.pdf": as_pdf(pages(office, THIRD), dpi=DPI)})
        recogniser = StubRecogniser()
        office.recogniser = recogniser
        handling.handle_once(office)
        before = recogniser.pages
        drop(office, card(), "PMBS-2026-0002 KTP.jpg")
        (outcome,) = handling.handle_once(office)
        assert outcome.attachments == ("KTP",)
        # Once, for the search, when all else was done.
        assert recogniser.pages - before == 1


def scans_of_pictures(office: Office, number: str) -> int:
    letter = office.archive.items.named(number)
    return sum(
        one.kind == "pindaian" and one.number == number
        for one in office.archive.cases.show(letter.case).items
    )
