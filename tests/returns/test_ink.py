"""A page that nobody signed is filed with a warning; one that was signed is not."""

import random
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.office.office import Office
from generator.scans import Compared, Ink, compare_with_printed
from generator.service import handling
from generator.system.clock import FixedClock
from tests.office_kit import NOON, drop, form, make_office_folder
from tests.returns.degrade import (
    as_pdf,
    black_and_white,
    coarse,
    faint,
    noisy,
    pages_of,
    shaded,
    skewed,
    streaked,
    turned,
    worn_jpeg,
)
from tests.returns.test_coming_home import AGREEMENT, THIRD, bare_pages, blotted, scan
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real


def signed_above(page: Image.Image, left: float, top: float) -> Image.Image:
    """A scrawl whose middle lies at these shares of the page."""
    page = page.copy()
    x, y = int(page.width * left), int(page.height * top)
    points = [(x - 90, y), (x - 40, y - 40), (x, y + 30), (x + 50, y - 35), (x + 110, y + 10)]
    ImageDraw.Draw(page).line(points, fill=60, width=5, joint="curve")
    return page


# Shares of the page at which the head's signature belongs: found by eye on the printed letter.
HEAD = (0.66, 0.675)
HEAD_NAME = "Arbain, SE., M.AP"


@pytest.mark.parametrize("degrees", [0, 1.5, -2, 180])
def test_an_unsigned_letter_is_filed_with_a_warning(office: Office, degrees: float) -> None:
    outcome = scan(office, as_pdf([turned(page, degrees) for page in bare_pages(office, THIRD)]))
    assert outcome.outcome == "filed"
    assert [one.code for one in outcome.problems] == ["W034"]
    assert "Arbain" in outcome.problems[0].message


@pytest.mark.parametrize("degrees", [0, 1.5, 180])
def test_a_signed_letter_is_not_doubted(office: Office, degrees: float) -> None:
    (page,) = bare_pages(office, THIRD)
    outcome = scan(office, as_pdf([turned(signed_above(page, *HEAD), degrees)]))
    assert outcome.problems == ()


class TestBesideThePrint:
    """What counts as ink is what was not printed there; where that cannot be told, nobody is accused."""

    def boxes(self, office: Office, tmp_path: Path, page: Image.Image) -> Compared:
        path = tmp_path / "pindaian.pdf"
        path.write_bytes(as_pdf([page]))
        letter = office.archive.items.named(THIRD)
        printed = office.archive.items.folder_of(letter) / "surat.pdf"
        return compare_with_printed(path, printed, [HEAD_NAME])

    def test_an_empty_box_is_empty_whatever_the_scanner_did_to_the_page(
        self, office: Office, tmp_path: Path
    ) -> None:
        (page,) = bare_pages(office, THIRD)
        chance = random.Random(5)  # noqa: S311 - repeatable
        for damage in (skewed, noisy, coarse, faint, streaked, black_and_white, shaded, worn_jpeg):
            told = self.boxes(office, tmp_path, damage(page, chance).convert("L"))
            assert told.unsigned == [HEAD_NAME], damage.__name__

    def test_a_signature_is_seen_whatever_the_scanner_did_to_the_page(
        self, office: Office, tmp_path: Path
    ) -> None:
        page = signed_above(bare_pages(office, THIRD)[0], *HEAD)
        chance = random.Random(5)  # noqa: S311 - repeatable
        for damage in (skewed, noisy, coarse, faint, streaked, black_and_white, shaded, worn_jpeg):
            told = self.boxes(office, tmp_path, damage(page, chance).convert("L"))
            assert [box.ink for box in told.boxes] == [Ink.YES], damage.__name__

    def test_a_page_reduced_by_a_copier_is_judged_as_well(
        self, office: Office, tmp_path: Path
    ) -> None:
        (page,) = bare_pages(office, THIRD)
        small = Image.new("L", page.size, 255)
        for drawn, unsigned in ((page, [HEAD_NAME]), (signed_above(page, *HEAD), [])):
            small.paste(drawn.resize((page.width * 9 // 10, page.height * 9 // 10)), (40, 60))
            told = self.boxes(office, tmp_path, small)
            assert (told.pages, told.unsigned) == ((0,), unsigned)

    def test_a_stamp_that_only_touches_the_box_leaves_the_judgment_to_a_person(
        self, office: Office, tmp_path: Path
    ) -> None:
        page = bare_pages(office, THIRD)[0].copy()
        x, y = int(page.width * HEAD[0]) - 190, int(page.height * HEAD[1])
        ImageDraw.Draw(page).ellipse((x - 150, y - 150, x + 30, y + 30), outline=110, width=4)
        assert self.boxes(office, tmp_path, page).unsigned == []

    def test_a_page_that_is_none_of_the_letters_accuses_nobody(
        self, office: Office, tmp_path: Path
    ) -> None:
        other = bare_pages(office, AGREEMENT)[0]
        told = self.boxes(office, tmp_path, other)
        assert (told.pages, told.unsigned) == ((None,), [])

    def test_every_page_of_a_letter_is_known_by_its_print(
        self, office: Office, tmp_path: Path
    ) -> None:
        path = tmp_path / "pindaian.pdf"
        first, second, third = (blotted(page) for page in bare_pages(office, AGREEMENT))
        path.write_bytes(as_pdf([turned(third, 1), first, turned(second, -1.5)]))
        letter = office.archive.items.named(AGREEMENT)
        printed = office.archive.items.folder_of(letter) / "surat.pdf"
        assert compare_with_printed(path, printed, []).pages == (2, 0, 1)


def test_every_party_that_did_not_sign_is_named(office: Office) -> None:
    outcome = scan(office, as_pdf(bare_pages(office, AGREEMENT)))
    named = [one.found for one in outcome.problems if one.code == "W034"]
    parties = [name for name in named if name.startswith("Pihak")]
    assert sorted(parties) == sorted(f"Pihak {n}" for n in range(1, 13))


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the papers of one case that people other than the head sign."""
    folder = make_office_folder(tmp_path_factory.mktemp("berita-acara") / "kantor", companions=True)
    office = Office(folder, clock=FixedClock(NOON))
    told = form(
        petugas={"nama": "Rahmawati, S.Sos."},
        hasil_temu_bahas={
            "tanggal": "2026-11-24",
            "pimpinan": "Budi Santoso, S.E.",
            "notulis": "Dewi Lestari",
            "pembahasan": "Perusahaan tidak hadir.",
        },
        keluar_shelter={
            "tanggal": "2026-11-24",
            "alasan": "klien kembali ke keluarga",
            "diserahkan_kepada": {"nama": "Petrus Lado", "hubungan": "kakak kandung"},
        },
    )
    drop(office, told)
    handling.handle_once(office)
    office.close()
    return folder


def unsigned(folder: Path, tmp_path: Path, kind: str) -> list[str]:
    """Who is named when the paper of a kind comes back without any signature."""
    shutil.copytree(folder, tmp_path / "kantor")
    office = Office(tmp_path / "kantor", clock=FixedClock(NOON), recogniser=StubRecogniser())
    (path,) = office.archive.root.glob(f"2026/*/*-{kind}/surat.pdf")
    outcome = scan(office, as_pdf(pages_of(path)))
    office.close()
    assert outcome.outcome == "filed"
    return [one.found for one in outcome.problems if one.code == "W034"]


@pytest.mark.parametrize(
    ("kind", "signers"),
    [
        ("tanda-terima-pengaduan", ["Yohanes Lado", "Rahmawati, S.Sos."]),
        ("notula", ["Budi Santoso, S.E.", "Dewi Lestari"]),
        ("berita-acara-keluar-shelter", [HEAD_NAME, "Rahmawati, S.Sos.", "Petrus Lado"]),
    ],
)
def test_everybody_who_did_not_sign_a_record_is_named(
    records: Path, tmp_path: Path, kind: str, signers: list[str]
) -> None:
    assert unsigned(records, tmp_path, kind) == signers


def test_a_page_comes_home_also_when_nobody_holds_its_post_any_more(
    records: Path, tmp_path: Path
) -> None:
    shutil.copytree(records, tmp_path / "lain")
    toml = tmp_path / "lain" / "pmbs.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(
        text.replace('\nrole = "kepala_dinas"', '\nrole = "kepala_dinas"\nsince = 2027-01-04'),
        encoding="utf-8",
    )
    assert unsigned(tmp_path / "lain", tmp_path, "surat-koordinasi") == []
