"""Every page of stacks that were spoilt in fifty ways is found again, and the receipt tells of it.

The pages bear marks (`marks.py`) that the service does not look for. The worker runs in this process: it is
the pages that are counted here, the cage is tested in `test_caged.py`.
"""

import contextlib
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from generator.filing.beside_print import signers_of
from generator.filing.signed import Matched
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.letters import LetterIdentity, code_of, qr_png
from generator.office.office import Office
from generator.scans import ScannedPage, scan, worker
from generator.scans.codes import read_codes
from generator.service import handling
from generator.submission import sorting
from generator.system.clock import FixedClock
from generator.system.sandbox import Caged
from tests.office_kit import NOON, drop
from tests.returns.degrade import signed_pages
from tests.returns.marks import marked, marks_in, marks_on
from tests.stub_recogniser import StubRecogniser

pytestmark = pytest.mark.real

FIRST, AGREEMENT, THIRD = (f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3))
DPI = 130
A4 = (round(8.27 * DPI), round(11.69 * DPI))
Page = Image.Image
Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def office(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all stacks: each bears marks of its own."""
    folder = tmp_path_factory.mktemp("empat-puluh") / "kantor"
    shutil.copytree(printed, folder)
    opened = Office(folder, clock=FixedClock(NOON), recogniser=StubRecogniser())
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def worker_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start of the cage costs half a second, and there are hundreds."""

    def run(command: Sequence[str], *, told: bytes = b"", **_limits: object) -> Caged:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            monkeypatch.setattr("sys.stdin", io.StringIO(told.decode()))
            code = worker.main(list(command[2:]))
        return Caged(code=code, output=out.getvalue().encode())

    monkeypatch.setattr(scan, "run_caged", run)


@pytest.fixture(scope="module")
def sheets(office: Office) -> dict[str, list[Page]]:
    """The signed pages of each letter."""
    made = {}
    for number in (FIRST, AGREEMENT, THIRD):
        letter = office.archive.items.named(number)
        pdf = office.archive.items.folder_of(letter) / "surat.pdf"
        made[number] = signed_pages(pdf, signers_of(office, letter), DPI)
    return made


# -- what goes in --------------------------------------------------------------------------------


class Stack:
    """Pages for one stack, each with a mark of its own."""

    _last = 0

    def __init__(self, office: Office, sheets: Mapping[str, list[Page]]) -> None:
        self.office = office
        self._sheets = sheets
        self.marks: list[str] = []

    def of(self, *numbers: str) -> list[Page]:
        """The pages of letters; every call gives others."""
        return [self.mark(page) for number in numbers for page in self._sheets[number]]

    def mark(self, page: Page, *, ink: int = 0, paper: int = 255) -> Page:
        Stack._last += 1
        self.marks.append(f"M{Stack._last:04d}")
        return marked(page, Stack._last, ink=ink, paper=paper)

    def blank(self) -> Page:
        """The back of a sheet: its mark is paler than anything that counts as written."""
        return self.mark(Image.new("L", A4, 250), ink=238, paper=250)

    def pencil(self, grey: int = 185) -> Page:
        page = Image.new("L", A4, 250)
        ImageDraw.Draw(page).text((160, 240), "ACC, tindak lanjuti 26/11", fill=grey, font_size=28)
        return self.mark(page, ink=grey, paper=250)

    def card(self) -> Page:
        page = Image.new("L", A4, 255)
        ImageDraw.Draw(page).rectangle((200, 300, 760, 660), fill=90)
        return self.mark(page)

    def of_another_office(self) -> Page:
        identity = LetterIdentity(unit="DINKES", year=2026, sequence=3, revision=1)
        return _with(self.of(THIRD)[0], code_of(identity.of_page(1, 1)))


def _with(page: Page, text: str) -> Page:
    """The page with another code in place of its own."""
    (code,) = read_codes(page)
    (left, top), _, (right, bottom), _ = code.corners
    rim = (right - left) / 25 * 2
    box = [round(one) for one in (left - rim, top - rim, right + rim, bottom + rim)]
    other = Image.open(io.BytesIO(qr_png(text))).convert("L")
    page.paste(other.resize((box[2] - box[0], box[3] - box[1])), (box[0], box[1]))
    return page


def saved(page: Page, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    # Pillow writes notes of its own into a picture that it saved.
    page.copy().save(out, kind, **{"dpi": (DPI, DPI), **more})
    return out.getvalue()


def pdf(pages: Sequence[Page], *, dpi: int = DPI) -> bytes:
    kinds = ["PNG" if page.mode == "1" else "JPEG" for page in pages]
    data = [saved(page, kind, dpi=(dpi, dpi)) for page, kind in zip(pages, kinds, strict=True)]
    return bytes(img2pdf.convert(data))


def tiff(pages: Sequence[Page], **more: object) -> bytes:
    first, *others = (page.copy() for page in pages)
    return saved(first, "TIFF", save_all=True, append_images=others, **more)


def zipped(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def changed(
    data: bytes,
    change: Callable[[pikepdf.Pdf], None],
    encryption: pikepdf.Encryption | None = None,
) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, encryption=encryption or False)
    return out.getvalue()


# -- how it is spoilt ----------------------------------------------------------------------------

Spoil = Callable[[Stack], Files]


@dataclass(frozen=True)
class Spoilt:
    """A way to spoil a stack, and the codes of what its receipt and notes have to say."""

    make: Spoil
    says: tuple[str, ...] = ()


def each(change: Callable[[Page], Page], *numbers: str) -> Spoil:
    """A PDF of letters of which each page is changed, and the blank back of the last."""
    wanted = numbers or (THIRD,)
    return lambda stack: {
        "scan.pdf": pdf([*(change(page) for page in stack.of(*wanted)), stack.blank()])
    }


def one_picture(write: Callable[[Page], bytes], name: str) -> Spoil:
    return lambda stack: {name: write(stack.of(THIRD)[0])}


def foot(page: Page) -> tuple[int, int, int, int]:
    """Where the code stands."""
    width, height = page.size
    return int(width * 0.144), int(height * 0.924), int(width * 0.223), int(height * 0.978)


def torn(page: Page) -> Page:
    left, top, right, bottom = foot(page)
    ImageDraw.Draw(page).polygon(
        [(left, bottom), (right, bottom), (right, (top + bottom) // 2)], fill=255
    )
    return page


def blotted(page: Page) -> Page:
    page.paste(255, (0, int(page.height * 0.9), page.width, page.height))
    return page


def coffee(page: Page) -> Page:
    left, top, right, _ = foot(page)
    stain = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(stain)
    box = (left - 60, top - 90, right + 90, top + 120)
    draw.ellipse(box, fill=190, outline=110, width=7)
    return ImageChops.multiply(page, stain.filter(ImageFilter.GaussianBlur(2)))


def stapled(page: Page) -> Page:
    draw = ImageDraw.Draw(page)
    draw.line((40, 60, 120, 30), fill=40, width=6)
    draw.line((44, 70, 124, 40), fill=150, width=9)
    return page


def corner_off(page: Page) -> Page:
    width, height = page.size
    points = [(0, 0), (width // 6, 0), (0, height // 9)]
    ImageDraw.Draw(page).polygon(points, fill=30)
    return page


def shaded(page: Page) -> Page:
    shade = Image.linear_gradient("L").rotate(90).resize(page.size)
    return ImageChops.multiply(page, shade.point(lambda value: 110 + value * 145 // 255))


def in_a_frame(page: Page) -> Page:
    """The lid was open: black all around."""
    return ImageOps.expand(page, border=40, fill=10)


def on_a_table(page: Page) -> Page:
    table = Image.effect_noise((page.width * 3 // 2, page.height * 4 // 3), 18)
    table = table.point(lambda value: value // 2)
    table.paste(page.rotate(2, expand=True, fillcolor=90), (page.width // 5, page.height // 8))
    return table


def noisy(page: Page) -> Page:
    return ImageChops.add(page, Image.effect_noise(page.size, 40), scale=1, offset=-128)


def streaked(page: Page) -> Page:
    for x in range(70, page.width, page.width // 9):
        ImageDraw.Draw(page).line((x, 0, x, page.height), fill=70, width=1)
    return page


def black(page: Page) -> Page:
    return page.point(lambda value: 255 if value > 150 else 0).convert("1")


def beside(left: Page, right: Page) -> Page:
    both = Image.new("L", (left.width * 2, left.height), 255)
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    return both


def above(upper: Page, lower: Page) -> Page:
    both = Image.new("L", (upper.width, upper.height * 2), 255)
    both.paste(upper, (0, 0))
    both.paste(lower, (0, upper.height))
    return both


def oriented(page: Page, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    lying = page.rotate(90, expand=True) if orientation == 6 else ImageOps.mirror(page)
    return saved(lying, exif=exif)


def deep(page: Page) -> bytes:
    return saved(page.convert("I").point(lambda v: v * 257).convert("I;16"), "TIFF")


def faxed(page: Page) -> bytes:
    """204 by 98 dots an inch."""
    size = round(8.27 * 204), round(11.69 * 98)
    return saved(black(page.resize(size)), "TIFF", dpi=(204, 98), compression="group3")


def on_nothing(page: Page) -> bytes:
    clear = Image.merge("LA", (Image.new("L", page.size, 0), ImageOps.invert(page)))
    return saved(clear, "PNG")


def with_gain_map(page: Page) -> bytes:
    second = Image.effect_noise((250, 330), 90).filter(ImageFilter.GaussianBlur(4)).convert("RGB")
    return saved(page.convert("RGB"), "MPO", save_all=True, append_images=[second])


def with_thumbnails(stack: Stack) -> Files:
    pages = stack.of(FIRST, THIRD)
    small = [page.resize((290, 410)) for page in pages]
    return {"scan.tif": tiff([small[0], pages[0], small[1], pages[1]])}


def without_size(stack: Stack) -> Files:
    def change(document: pikepdf.Pdf) -> None:
        document.add_blank_page(page_size=(595, 842))
        document.pages[-1].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])

    return {"scan.pdf": changed(pdf(stack.of(FIRST, THIRD)), change)}


def with_links(stack: Stack) -> Files:
    def change(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://contoh.id"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=pikepdf.Array([0, 0, 99, 99]),
            A=action,
        )
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([link]))

    return {"scan.pdf": changed(pdf(stack.of(FIRST, THIRD)), change)}


def locked_against_changes(stack: Stack) -> Files:
    lock = pikepdf.Encryption(owner="rahasia", user="")
    return {"scan.pdf": changed(pdf(stack.of(FIRST, THIRD)), lambda _: None, encryption=lock)}


def called_js(stack: Stack) -> Files:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = "Surat Nomor 466/JS /DINSOS (a /JS b)"

    return {"scan.pdf": changed(pdf(stack.of(FIRST, THIRD)), change)}


def of_given_up(stack: Stack) -> Files:
    """A letter of another number: one that no letter bears."""
    identity = LetterIdentity(
        office=stack.office.archive.office_code, digest="00000", year=2026, sequence=99, revision=1
    )
    page = _with(stack.of(FIRST)[0], code_of(identity.of_page(1, 1)))
    return {"scan.pdf": pdf([page, *stack.of(THIRD)])}


def between(stack: Stack) -> Files:
    first, *others = stack.of(AGREEMENT)
    return {"scan.pdf": pdf([first, *stack.of(THIRD), *others])}


def shuffled(stack: Stack) -> Files:
    first, second, third = stack.of(AGREEMENT)
    return {"scan.pdf": pdf([third, first.rotate(180), second])}


def twice(stack: Stack) -> Files:
    return {"scan.pdf": pdf([*stack.of(THIRD), *stack.of(THIRD)])}


def with_blank_backs(stack: Stack) -> Files:
    pages = [side for page in stack.of(FIRST, THIRD) for side in (page, stack.blank())]
    return {"scan.pdf": pdf(pages)}


def with_a_blank_front(stack: Stack) -> Files:
    return {"scan.pdf": pdf([stack.blank(), *stack.of(FIRST)])}


def with_pencil(stack: Stack) -> Files:
    return {"scan.pdf": pdf([*stack.of(FIRST), stack.pencil(), *stack.of(THIRD)])}


def with_a_card(stack: Stack) -> Files:
    first, *others = stack.of(AGREEMENT)
    return {"scan.pdf": pdf([first, stack.card(), *others])}


def with_an_unread_page(stack: Stack) -> Files:
    first, second, third = stack.of(AGREEMENT)
    return {"scan.pdf": pdf([first, blotted(second), third])}


def a3_of_a_letter(stack: Stack) -> Files:
    first, second, third = stack.of(AGREEMENT)
    return {"scan.pdf": pdf([beside(first, second), third])}


def two_up(stack: Stack) -> Files:
    """Reduced to one sheet of A4, at twice the density."""
    return {"scan.pdf": pdf([beside(*stack.of(FIRST, THIRD))], dpi=round(DPI * 1.414))}


def four_up(stack: Stack) -> Files:
    first, second, third, fourth = (*stack.of(FIRST, THIRD), *stack.of(AGREEMENT)[:2])
    stack.marks.pop()
    return {"scan.png": saved(above(beside(first, second), beside(third, fourth)), "PNG")}


def half_without_a_code(stack: Stack) -> Files:
    (one,), (other,) = stack.of(FIRST), stack.of(THIRD)
    return {"scan.pdf": pdf([beside(one, blotted(other))])}


def back_below_front(stack: Stack) -> Files:
    return {"scan.jpg": saved(above(stack.of(THIRD)[0], stack.pencil(110)))}


def in_a_folder(stack: Stack) -> Files:
    pages = [*stack.of(FIRST), stack.blank(), *stack.of(THIRD), stack.card()]
    return {f"map/{number}.jpg": saved(page) for number, page in enumerate(pages, start=8)}


def in_a_zip(stack: Stack) -> Files:
    files = {"a.pdf": pdf(stack.of(FIRST)), "b.tif": tiff([*stack.of(THIRD), stack.pencil()])}
    return {"map.zip": zipped(files)}


def as_a_series(stack: Stack) -> Files:
    first, second, third = stack.of(AGREEMENT)
    pages = [first, stack.blank(), blotted(second), third, stack.card()]
    return {f"scan{n:04d}.jpg": saved(page) for n, page in enumerate(pages, start=98)}


def as_photos_of_cards(stack: Stack) -> Files:
    return {f"IMG_{n}.jpg": saved(stack.card()) for n in (2001, 2002)}


def with_a_broken_picture(stack: Stack) -> Files:
    broken = saved(stack.of(FIRST)[0])
    stack.marks.pop()
    return {"s1.jpg": saved(stack.of(THIRD)[0]), "s2.jpg": broken[: len(broken) // 3]}


def called_after_its_case(stack: Stack) -> Files:
    return {
        "PMBS-2026-0001 KTP.pdf": pdf([stack.card()]),
        "PMBS-2026-0002 surat.jpg": saved(stack.of(THIRD)[0]),
    }


def case_folder(stack: Stack) -> Files:
    files = {"surat.jpg": stack.of(THIRD)[0], "KTP.jpg": stack.card()}
    return {f"PMBS-2026-0002 kembali/{name}": saved(page) for name, page in files.items()}


def of_two_sizes(stack: Stack) -> Files:
    small, large = stack.of(FIRST, THIRD)
    data = [saved(small, dpi=(round(DPI * 1.414),) * 2), saved(large)]
    return {"scan.pdf": bytes(img2pdf.convert(data))}


def very_large(stack: Stack) -> Files:
    page = stack.of(THIRD)[0]
    return {"scan.jpg": saved(page.resize((page.width * 6, page.height * 6)), dpi=(780, 780))}


def with_a_stranger(stack: Stack) -> Files:
    return {"scan.pdf": pdf([*stack.of(FIRST), stack.of_another_office()])}


def with_text_behind(stack: Stack) -> Files:
    """What the scanner itself recognised, in letters that nobody sees."""

    def change(document: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
        )
        words = b"BT /F 9 Tf 3 Tr 40 700 Td (" + b"Surat yang dikenali pemindai. " * 9 + b") Tj ET"
        for page in document.pages:
            page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F)
            page.contents_add(words)

    return {"scan.pdf": changed(pdf(stack.of(FIRST, THIRD)), change)}


WAYS: dict[str, Spoilt] = {
    "not at all": Spoilt(each(lambda page: page)),
    "rotated": Spoilt(each(lambda page: page.rotate(90, expand=True))),
    "rotated the other way": Spoilt(each(lambda page: page.rotate(270, expand=True))),
    "upside down": Spoilt(each(lambda page: page.rotate(180))),
    "skewed": Spoilt(each(lambda page: page.rotate(2.5, expand=True, fillcolor=250))),
    "blank backs": Spoilt(with_blank_backs, ("W090",)),
    "a blank front": Spoilt(with_a_blank_front, ("W090",)),
    "pencil": Spoilt(with_pencil, ("W091",)),
    "pale ink": Spoilt(each(lambda page: page.point(lambda v: 165 + v * 85 // 255))),
    "low contrast": Spoilt(each(lambda page: page.point(lambda v: 90 + v * 90 // 255))),
    "a torn code": Spoilt(each(torn)),
    "no code at all": Spoilt(each(blotted), ("R005",)),
    "a code of another office": Spoilt(with_a_stranger, ("R006",)),
    "a number that no letter bears": Spoilt(of_given_up, ("R007",)),
    "a page twice": Spoilt(twice, ("W036",)),
    "a page of another letter between": Spoilt(between),
    "wrong order": Spoilt(shuffled),
    "an identity card between": Spoilt(with_a_card, ("R005",)),
    "one code unread between two": Spoilt(with_an_unread_page),
    "fax": Spoilt(one_picture(faxed, "scan.tif")),
    "negative": Spoilt(
        lambda stack: {
            "scan.tif": tiff([black(ImageOps.invert(p)) for p in stack.of(FIRST, THIRD)])
        }
    ),
    "16 bits": Spoilt(one_picture(deep, "scan.tif")),
    "JPEG without density": Spoilt(one_picture(lambda p: saved(p, dpi=(0, 0)), "scan.jpg")),
    "JPEG of poor quality": Spoilt(one_picture(lambda p: saved(p, quality=25), "scan.jpg")),
    "thumbnails between": Spoilt(with_thumbnails),
    "a gain map": Spoilt(one_picture(with_gain_map, "scan.jpg")),
    "A3 of two letters": Spoilt(lambda stack: {"scan.pdf": pdf([beside(*stack.of(FIRST, THIRD))])}),
    "A3 of one letter": Spoilt(a3_of_a_letter),
    "A3 of which a half has no code": Spoilt(half_without_a_code, ("R005",)),
    "2-up": Spoilt(two_up),
    "four on a sheet": Spoilt(four_up),
    "back below the front": Spoilt(back_below_front),
    "a corner cut": Spoilt(each(corner_off)),
    "coffee over the code": Spoilt(each(coffee)),
    "a staple's shadow": Spoilt(each(stapled)),
    "the lid's shadow": Spoilt(each(shaded)),
    "the lid open": Spoilt(each(in_a_frame)),
    "noise": Spoilt(each(noisy)),
    "streaks": Spoilt(each(streaked)),
    "black and white": Spoilt(each(black)),
    "very large": Spoilt(very_large),
    "tiny margins": Spoilt(each(lambda p: p.crop((30, 14, p.width - 30, p.height - 14)))),
    "two sizes": Spoilt(of_two_sizes),
    "a photo of the desk": Spoilt(one_picture(lambda p: saved(on_a_table(p)), "foto.jpg")),
    "CMYK": Spoilt(one_picture(lambda p: saved(p.convert("RGB").convert("CMYK")), "scan.jpg")),
    "grey with alpha": Spoilt(one_picture(on_nothing, "scan.png")),
    "palette": Spoilt(one_picture(lambda p: saved(p.convert("P"), "PNG"), "scan.png")),
    "WebP": Spoilt(one_picture(lambda p: saved(p, "WEBP"), "foto.webp"), ("W079",)),
    "turned by a note": Spoilt(one_picture(lambda p: oriented(p, 6), "foto.jpg")),
    "mirrored by a note": Spoilt(one_picture(lambda p: oriented(p, 2), "foto.jpg")),
    "bytes before the header": Spoilt(
        lambda stack: {"s.pdf": b"\x1b%-12345X@PJL JOB\r\n" + pdf(stack.of(FIRST, THIRD))}
    ),
    "locked against changes": Spoilt(locked_against_changes),
    "a page of no size": Spoilt(without_size),
    "links": Spoilt(with_links, ("W045",)),
    "a title with /JS": Spoilt(called_js),
    "the scanner's own text": Spoilt(with_text_behind),
    "a folder": Spoilt(in_a_folder, ("W121", "W090", "R005")),
    "a zip": Spoilt(in_a_zip, ("W121", "W091")),
    "a series": Spoilt(as_a_series, ("W121", "W090", "R005")),
    "photos of cards": Spoilt(as_photos_of_cards, ("W122", "R005")),
    "a picture that breaks off": Spoilt(with_a_broken_picture, ("W123", "R001")),
    "named after its case": Spoilt(called_after_its_case),
    "a folder named after its case": Spoilt(case_folder),
}


# -- what is found again -------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What became of a stack: marks in the archive, as kept and as shown; marks that wait; all that was said."""

    kept: set[str]
    shown_less: set[str]
    waiting: set[str]
    said: str
    unsaid: list[str]


def put_in(office: Office, files: Files) -> Outcome:
    """Drop a stack, and look with other eyes at everything that came of it."""
    before = {item.folder for item in _items(office)}
    lying = {tray: set(office.inbox.trays.of(tray)) for tray in Tray}
    for name, data in files.items():
        if "/" in name:
            folder = office.inbox.folder / name.split("/")[0]
            folder.mkdir(exist_ok=True)
            (folder / name.split("/")[1]).write_bytes(data)
        else:
            drop(office, data, name)
    handling.handle_once(office)
    fresh = {
        tray: [path for path in office.inbox.trays.of(tray) if path not in lying[tray]]
        for tray in Tray
    }
    receipts = " ".join(read_note(path) for path in (*fresh[Tray.DONE], *fresh[Tray.DUPLICATE]))
    kept, less, unsaid = set(), set(), []
    for item in _items(office):
        if item.folder in before:
            continue
        mine, shown = _in_item(item.folder)
        kept |= mine
        less |= mine - shown
        if item.told not in " ".join(receipts.split()):
            unsaid.append(item.told)
    left = [*fresh[Tray.MATCH], *fresh[Tray.REJECTED]]
    waiting = {
        mark
        for path in left
        for one in (path.iterdir() if path.is_dir() else (path,))
        for mark in marks_in(one)
        if one.stat().st_size
    }
    notes = " ".join(read_note(path) for path in left)
    unsaid += [path.name for path in left if not read_note(path)]
    return Outcome(
        kept=kept, shown_less=less, waiting=waiting, said=f"{receipts} {notes}", unsaid=unsaid
    )


@dataclass(frozen=True)
class _Item:
    folder: Path
    told: str


def _items(office: Office) -> list[_Item]:
    return [
        _Item(
            folder=office.archive.items.folder_of(one),
            told=one.number if one.kind == "pindaian" else one.title,
        )
        for case in ("PMBS-2026-0001", "PMBS-2026-0002")
        for one in office.archive.cases.show(case).items
        if one.kind in ("pindaian", "lampiran")
    ]


def _in_item(folder: Path) -> tuple[set[str], set[str]]:
    """The marks in what is kept byte for byte or page by page, and those in what is shown in its place."""
    (kept,) = [*folder.glob("pindaian.*"), *folder.glob("lampiran.*")]
    marks, copy = marks_in(kept), folder / "pindaian-teks.pdf"
    return marks, marks_in(copy) if copy.exists() else marks


def lost(stack: Stack, outcome: Outcome) -> set[str]:
    return set(stack.marks) - outcome.kept - outcome.waiting


@pytest.mark.parametrize("way", WAYS)
def test_no_page_of_a_spoilt_stack_is_lost_and_the_receipt_tells_of_each(
    office: Office, sheets: dict[str, list[Page]], way: str
) -> None:
    stack = Stack(office, sheets)
    outcome = put_in(office, WAYS[way].make(stack))
    assert stack.marks
    assert lost(stack, outcome) == set()
    assert outcome.shown_less == set()
    assert outcome.unsaid == []
    assert [code for code in WAYS[way].says if code not in outcome.said] == []


def test_at_least_forty_ways_were_tried() -> None:
    assert len(WAYS) >= 40


class TestTheOracle:
    """It must notice, or all of the above proves nothing."""

    def test_a_page_that_never_went_in_is_missed(
        self, office: Office, sheets: dict[str, list[Page]]
    ) -> None:
        stack = Stack(office, sheets)
        first, second = stack.of(FIRST, THIRD)
        assert lost(stack, put_in(office, {"scan.pdf": pdf([first])})) == {stack.marks[1]}
        assert marks_on(second) == {stack.marks[1]}

    def test_a_blank_page_that_the_service_drops_is_missed(
        self,
        office: Office,
        sheets: dict[str, list[Page]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def dropping(
            matched: Sequence[Matched],
            unknown: Sequence[ScannedPage],
            _pages: Sequence[ScannedPage],
        ) -> tuple[list[Matched], list[ScannedPage]]:
            return list(matched), list(unknown)

        monkeypatch.setattr(sorting, "_with_blank", dropping)
        stack = Stack(office, sheets)
        assert len(lost(stack, put_in(office, with_blank_backs(stack)))) == 2

    def test_a_page_that_is_taken_out_of_the_archive_is_missed(
        self, office: Office, sheets: dict[str, list[Page]], tmp_path: Path
    ) -> None:
        stack = Stack(office, sheets)
        whole = tmp_path / "pindaian.pdf"
        whole.write_bytes(pdf(stack.of(AGREEMENT)))
        assert marks_in(whole) == set(stack.marks)
        with pikepdf.open(whole, allow_overwriting_input=True) as document:
            del document.pages[1]
            document.save(whole)
        assert set(stack.marks) - marks_in(whole) == {stack.marks[1]}

    def test_a_copy_that_shows_less_is_noticed(
        self, sheets: dict[str, list[Page]], office: Office, tmp_path: Path
    ) -> None:
        stack = Stack(office, sheets)
        pages = stack.of(FIRST, THIRD)
        (tmp_path / "pindaian.pdf").write_bytes(pdf(pages))
        (tmp_path / "pindaian-teks.pdf").write_bytes(pdf(pages[:1]))
        marks, shown = _in_item(tmp_path)
        assert marks - shown == {stack.marks[1]}
