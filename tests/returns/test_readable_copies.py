"""What people look at in place of a scan shows all that the scan shows, as large, and upright."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.scans import (
    ScannedPage,
    Searchable,
    make_readable,
    read_scan,
    worker,
    write_jpeg,
    write_part,
)
from generator.scans.codes import read_codes
from generator.scans.worker import Chosen
from generator.service import handling
from tests.office_kit import drop
from tests.returns.degrade import as_pdf, pages_of
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real

A4 = (8.27, 11.69)
# Of 255: what scaling and a pale background change of the mean.
LIKE = 14


@pytest.fixture(scope="module")
def page(printed: Path) -> Image.Image:
    """A printed page, at 150 dpi."""
    (path,) = (printed / "cetak").glob("400.9.8-3-* lembar 1.pdf")
    return pages_of(path, 150)[0]


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    # Pillow writes its own notes into a picture that it saved.
    picture.copy().save(out, kind, **more)
    return out.getvalue()


def of_sixteen_bits(page: Image.Image, kind: str = "TIFF") -> bytes:
    deep = page.convert("I").point(lambda value: value * 257).convert("I;16")
    return saved(deep, kind, dpi=(150, 150))


def of_twelve_bits(page: Image.Image) -> bytes:
    deep = page.convert("I").point(lambda value: value * 16).convert("I;16")
    return saved(deep, "TIFF", dpi=(150, 150))


def black(page: Image.Image) -> Image.Image:
    return page.point(lambda value: 255 if value > 150 else 0).convert("1")


def faxed(page: Image.Image) -> bytes:
    """204 by 98 dots an inch, as fax machines send it."""
    size = round(A4[0] * 204), round(A4[1] * 98)
    return saved(black(page.resize(size)), "TIFF", dpi=(204, 98), compression="group3")


def negative(page: Image.Image) -> bytes:
    made = black(ImageOps.invert(page))
    return saved(made, "TIFF", dpi=(150, 150), compression="group4")


def with_gain_map(page: Image.Image) -> bytes:
    """A photo as telephones write it: a second, small picture behind the first."""
    second = Image.effect_noise((250, 330), 90).filter(ImageFilter.GaussianBlur(4)).convert("RGB")
    return saved(page.convert("RGB"), "MPO", save_all=True, append_images=[second], dpi=(150, 150))


def with_small_copy(page: Image.Image) -> bytes:
    """A TIFF that begins with a reduced copy of its page and does not say so."""
    small = page.resize((250, 354))
    return saved(small, "TIFF", save_all=True, append_images=[page.copy()], dpi=(150, 150))


def turned_by_note(page: Image.Image) -> bytes:
    """A photo that lies on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(page.rotate(90, expand=True), "JPEG", dpi=(150, 150), exif=exif)


def mirrored_by_note(page: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 2
    return saved(ImageOps.mirror(page), "JPEG", dpi=(150, 150), exif=exif)


def on_nothing(page: Image.Image) -> bytes:
    """Ink on transparency, grey with alpha."""
    made = Image.merge("LA", (Image.new("L", page.size, 0), ImageOps.invert(page)))
    return saved(made, "PNG", dpi=(150, 150))


def large_by_mistake(page: Image.Image) -> bytes:
    """What writes 72 dots an inch because it does not know better: a page of half a metre."""
    return saved(page, "JPEG", dpi=(72, 72))


KINDS: dict[str, Callable[[Image.Image], bytes]] = {
    "grey of 16 bits": of_sixteen_bits,
    "grey of 16 bits, PNG": lambda page: of_sixteen_bits(page, "PNG"),
    "grey of 12 bits": of_twelve_bits,
    "JPEG without density": lambda page: saved(page, "JPEG"),
    "JPEG with a density that nobody measured": large_by_mistake,
    "PNG without density": lambda page: saved(page, "PNG"),
    "fax": faxed,
    "negative": negative,
    "gain map": with_gain_map,
    "reduced copy": with_small_copy,
    "turned photo": turned_by_note,
    "mirrored photo": mirrored_by_note,
    "grey on transparency": on_nothing,
    "CMYK": lambda page: saved(page.convert("RGB").convert("CMYK"), "JPEG", dpi=(150, 150)),
    "palette": lambda page: saved(page.convert("P"), "PNG", dpi=(150, 150)),
    "upside down": lambda page: saved(page.rotate(180), "PNG", dpi=(150, 150)),
}


def shown(pdf: Path) -> tuple[list[Image.Image], list[tuple[float, float]]]:
    """The pages of a PDF as somebody else's program draws them, and their sides in inches."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
        sizes = [(page.get_width() / 72, page.get_height() / 72) for page in document]
    return pictures, sizes


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """Of 255: how far two pages are apart where either bears ink."""
    other = other.resize(one.size)
    one, other = (picture.filter(ImageFilter.BoxBlur(3)) for picture in (one, other))
    inked = ImageOps.invert(ImageChops.darker(one, other)).point(lambda value: 255 * (value > 40))
    return float(ImageStat.Stat(ImageChops.difference(one, other), inked).mean[0])


class TestEveryKindOfPicture:
    @pytest.mark.parametrize("kind", KINDS)
    def test_its_page_is_read_and_shown_whole_upright_and_as_large_as_it_was(
        self, page: Image.Image, tmp_path: Path, kind: str
    ) -> None:
        path, out = tmp_path / "pindaian", tmp_path / "bagian.pdf"
        path.write_bytes(KINDS[kind](page))
        (row,) = worker.read(path, 9, is_quick=False)
        assert len(row["codes"]) == 1
        chosen = Chosen(place=0, turns=row["turns"], is_negative=row["negative"], is_known=True)
        worker.part(path, out, [chosen], 9)
        (picture,), (size,) = shown(out)
        assert size == pytest.approx(A4, rel=0.03)
        assert unlikeness(page, picture) < LIKE * (2 if kind == "fax" else 1)
        assert unlikeness(page, picture) < unlikeness(page, picture.rotate(180)) / 2
        assert list(worker.lost(path, out, [chosen], 9)) == []

    def test_a_small_frame_that_shows_something_else_is_a_page(
        self, page: Image.Image, tmp_path: Path
    ) -> None:
        card = Image.new("L", (250, 354), 255)
        ImageDraw.Draw(card).ellipse((40, 60, 200, 260), fill=60)
        path = tmp_path / "kartu.tif"
        path.write_bytes(saved(page, "TIFF", save_all=True, append_images=[card], dpi=(150, 150)))
        assert len(list(worker.read(path, 9, is_quick=False))) == 2

    def test_a_photo_file_with_several_pictures_is_not_taken_for_one(
        self, page: Image.Image, tmp_path: Path
    ) -> None:
        path = tmp_path / "dua.webp"
        frames = [ImageOps.invert(page)]
        path.write_bytes(saved(page, "WEBP", save_all=True, append_images=frames))
        assert write_jpeg(path, tmp_path / "satu.jpg") is not None


class _Spoiling(StubRecogniser):
    """Recognises, and spoils the copy in some way."""

    def __init__(self, spoil: Callable[[list[Image.Image]], list[Image.Image]]) -> None:
        super().__init__("Surat yang dikenali.")
        self._spoil = spoil

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        out.write_bytes(as_pdf(self._spoil(pages_of(source, 150)), dpi=150))
        return Searchable(pdf=out, text=self.text)


def without_a_line(pages: list[Image.Image]) -> list[Image.Image]:
    """One line by hand was taken for dirt."""
    ImageDraw.Draw(pages[0]).rectangle((100, 1080, 900, 1180), fill=255)
    return pages


def smaller(pages: list[Image.Image]) -> list[Image.Image]:
    return [one.resize((one.width * 2 // 3, one.height * 2 // 3)) for one in pages]


LOST: dict[str, tuple[Callable[[list[Image.Image]], list[Image.Image]], str]] = {
    "pale": (lambda pages: [one.point(lambda v: 255 if v > 20 else v) for one in pages], "tinta"),
    "a line": (without_a_line, "tinta"),
    "empty": (lambda pages: [Image.new("L", one.size, 255) for one in pages], "tinta"),
    "upside down": (lambda pages: [one.rotate(180) for one in pages], "arah"),
    "sideways": (lambda pages: [one.rotate(90, expand=True) for one in pages], "ukuran"),
    "smaller": (smaller, "ukuran"),
    "squeezed": (lambda p: [one.resize((one.width, one.height // 2)) for one in p], "ukuran"),
    "a page": (lambda pages: pages[:-1], "halaman"),
}
FAITHFUL: dict[str, Callable[[list[Image.Image]], list[Image.Image]]] = {
    "set straight": lambda p: [one.rotate(1.3, fillcolor=255) for one in p],
    "black and white": lambda p: [black(one).convert("L") for one in p],
    "coarse": lambda p: [one.filter(ImageFilter.GaussianBlur(0.7)) for one in p],
}


@pytest.fixture(scope="module")
def scanned(
    page: Image.Image, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[ScannedPage], Path]:
    """Two pages; on the first a line by hand, in pencil."""
    noted = page.copy()
    points = [(120 + 20 * n, 1120 + (-1) ** n * 14) for n in range(36)]
    ImageDraw.Draw(noted).line(points, fill=150, width=3, joint="curve")
    folder = tmp_path_factory.mktemp("tertulis")
    path, part = folder / "pindaian.pdf", folder / "bagian.pdf"
    path.write_bytes(as_pdf([noted, page], dpi=150))
    pages = read_scan(path)
    assert isinstance(pages, list)
    assert write_part(path, pages, part) is None
    return path, pages, part


class TestHeldAgainstTheScan:
    @pytest.mark.parametrize("what", LOST)
    def test_a_copy_that_lost_something_is_dropped_for_the_scan(
        self, scanned: tuple[Path, list[ScannedPage], Path], tmp_path: Path, what: str
    ) -> None:
        spoil, lost = LOST[what]
        path, pages, part = scanned
        made = make_readable(_Spoiling(spoil), path, pages, part, tmp_path / "salinan.pdf")
        assert (made.pdf, made.lost) == (None, (lost,))
        assert made.text
        assert not (tmp_path / "salinan.pdf").exists()

    @pytest.mark.parametrize("what", FAITHFUL)
    def test_one_that_was_only_set_straight_or_cleaned_is_kept(
        self, scanned: tuple[Path, list[ScannedPage], Path], tmp_path: Path, what: str
    ) -> None:
        path, pages, part = scanned
        spoiling = _Spoiling(FAITHFUL[what])
        assert make_readable(spoiling, path, pages, part, tmp_path / "s.pdf").lost == ()

    def test_the_receipt_says_that_the_scan_itself_is_shown(
        self, office: Office, page: Image.Image
    ) -> None:
        office.recogniser = _Spoiling(LOST["empty"][0])
        drop(office, as_pdf([page], dpi=150), "scan0001.pdf")
        (outcome,) = handling.handle_once(office)
        assert "W120" in {one.code for one in outcome.problems}
        item = office.archive.cases.show("PMBS-2026-0002").items[-1]
        files = office.archive.items.record_of(item).files
        assert {"pindaian.pdf", "surat.txt"} <= set(files)
        assert "pindaian-teks.pdf" not in files
        # Its text is known: it is not read again when nothing else is to be done.
        assert office.archive.texts.next_unread() is None
        assert office.archive.care.verify() == []


def test_a_negative_is_told_by_its_code_only(page: Image.Image, tmp_path: Path) -> None:
    """A dark photo of something else stays as it is."""
    path = tmp_path / "gelap.png"
    dark = ImageOps.invert(page)
    dark.paste(0, (0, int(page.height * 0.9), page.width, page.height))
    path.write_bytes(saved(dark, "PNG", dpi=(150, 150)))
    (row,) = worker.read(path, 9, is_quick=True)
    assert (row["negative"], row["codes"]) == (False, [])


def test_a_letter_in_ink_that_is_nearly_gone_is_not_blank(
    page: Image.Image, tmp_path: Path
) -> None:
    pale = page.point(lambda value: 170 + value * 80 // 255)
    assert read_codes(page)
    path = tmp_path / "pucat.pdf"
    path.write_bytes(as_pdf([pale], dpi=150))
    (row,) = worker.read(path, 9, is_quick=False)
    assert (row["blank"], len(row["codes"])) == (False, 1)


def test_a_page_of_no_size_stops_no_other(page: Image.Image, office: Office) -> None:
    with pikepdf.open(io.BytesIO(as_pdf([page, page], dpi=150))) as document:
        document.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
        out = io.BytesIO()
        document.save(out)
    drop(office, out.getvalue(), "scan0001.pdf")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"
    assert len(office.inbox.trays.of(Tray.MATCH)) <= 1


class TestPicturesOfTwoPages:
    """A picture whose one half bears a code and whose other half does not; and of four."""

    @staticmethod
    def parts(picture: Image.Image, tmp_path: Path) -> int:
        path = tmp_path / "gambar.png"
        path.write_bytes(saved(picture, "PNG", dpi=(150, 150)))
        (row,) = worker.read(path, 9, is_quick=False)
        return int(row["parts"])

    @staticmethod
    def beside(left: Image.Image, right: Image.Image) -> Image.Image:
        both = Image.new("L", (left.width * 2, left.height), 255)
        both.paste(left, (0, 0))
        both.paste(right, (left.width, 0))
        return both

    @pytest.mark.parametrize("turns", [0, 90, 180, 270])
    def test_a_half_without_a_code_is_a_page_too(
        self, page: Image.Image, tmp_path: Path, turns: int
    ) -> None:
        covered = page.copy()
        covered.paste(255, (0, int(page.height * 0.9), page.width, page.height))
        for both in (self.beside(page, covered), self.beside(covered, page)):
            # As large as it was, and reduced to one sheet.
            assert self.parts(both.rotate(turns, expand=True), tmp_path) == 2

    def test_one_above_the_other_is_cut_too(self, page: Image.Image, tmp_path: Path) -> None:
        note = Image.new("L", page.size, 255)
        ImageDraw.Draw(note).text((200, 300), "ACC, tindak lanjuti. 26/11", fill=120, font_size=40)
        both = Image.new("L", (page.width, page.height * 2), 255)
        both.paste(page, (0, 0))
        both.paste(note, (0, page.height))
        assert self.parts(both, tmp_path) == 2

    def test_where_nothing_stands_beside_it_a_page_is_one(
        self, page: Image.Image, tmp_path: Path
    ) -> None:
        """On the glass of an A3 scanner, in the middle of a photo, alone."""
        table = Image.effect_noise((page.width * 2, page.height * 2), 20)
        table = table.point(lambda value: value * 7 // 10)
        table.paste(page, (page.width // 2, page.height // 2))
        alone = self.beside(page, Image.new("L", page.size, 250))
        assert [self.parts(one, tmp_path) for one in (page, alone, table)] == [1, 1, 1]

    def test_four_pages_on_a_sheet_are_four(self, printed: Path, tmp_path: Path) -> None:
        names = ("400.9.8-1-*", "400.9.8-2-*", "400.9.8-3-*")
        sheets = [
            pages_of(path, 150)[0]
            for name in names
            for path in (printed / "cetak").glob(f"{name} lembar 1.pdf")
        ]
        (second,) = (printed / "cetak").glob("400.9.8-1-* lembar 2.pdf")
        sheets.append(pages_of(second, 150)[0])
        above, below = self.beside(*sheets[:2]), self.beside(*sheets[2:])
        four = Image.new("L", (above.width, above.height * 2), 255)
        four.paste(above, (0, 0))
        four.paste(below, (0, above.height))
        assert self.parts(four, tmp_path) == 4
