"""A child process that opens strangers' scans: a hostile one costs this process and nothing else.

Each order prints JSON, a row a line. `read FILE LIMIT [quick]` tells of each page; `text FILE LIMIT` gives the
text that it holds; `acts FILE` what acts in it, and `clean FILE OUT` writes it without that; `part FILE
OUT PAGES` writes chosen pages, turned upright, as a PDF; `jpeg FILE OUT` writes a picture of another
kind as JPEG; `signatures FILE NOW [ROOTS]` judges the electronic signatures; `unfold FILE OUT` cuts pictures of several pages; `compare SCAN PRINTED` lays an upright scan over its letter, and
takes the signers' names from standard input, where no list of processes shows them. It is started
with limits on memory and time by `scan.py`.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
import pillow_heif
import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from generator.scans.acting import acting, take_out
from generator.scans.codes import Code, Corners, is_letter_code, read_codes
from generator.scans.ink import Box, look_at
from generator.scans.kinds import PROGRAMS, kind_of
from generator.scans.laying import Laid, lay_over

__all__ = ["main"]

DPI, POINTS = 200, 72
# The longest side of a page picture; an A3 page at 300 dpi has 4,961.
MAX_SIDE = 5_200
# The largest photos of telephones have 108 million; A3 at 600 dpi has 70.
MAX_PIXELS = 130_000_000
PICTURES = ("JPEG", "PNG", "TIFF")
OTHER_PICTURES = ("HEIF", "AVIF", "WEBP", "BMP", "GIF")
JPEG_QUALITY = 92
CUT_DPI = 300
# A part of a page: left, top, right, bottom, as shares of its sides.
Share = tuple[float, float, float, float]
# Modes that go into a PDF as they are; others have transparency or depths that it cannot show.
PLAIN_MODES = {"1", "L", "RGB", "CMYK"}
# Darker than this is ink; a page that is no page of a letter has less of it than this share.
INK, BLANK = 128, 0.002
# Pencil and pale stamps are darker than their paper by this; one line by hand covers such a share.
PALE, WRITTEN = 28, 0.0004
# Points above a signer's name in which a signature is written, half its width, and what is left free.
SIGNED_HEIGHT, SIGNED_REACH, SIGNED_GAP = 52, 80, 3
# How alike a scanned page and a printed one are: another page at most, and surely the same.
ALIKE, SURE = 0.5, 0.65
MOST_ON_A_PAGE = 50_000
# Characters of a page that is more than a stamp on a picture; share of a page that is a scan of it.
TYPED, WHOLE = 40, 0.6
TOO_MANY, TOO_LARGE, UNREADABLE, LOCKED = "too-many-pages", "too-large", "unreadable", "locked"
ACTIVE = "active"


class _RefusedError(Exception):
    """Why a scan is not read, in one of the words above; `found` are kinds of what acts in it."""

    def __init__(self, why: str, *found: str) -> None:
        super().__init__(why)
        self.found = found


def pictures(path: Path, limit: int) -> Iterator[Image.Image]:
    """The pages of a scan as grey pictures, one at a time."""
    if _is_pdf(path):
        for page in _pdf_pages(path, limit):
            yield _drawn(page)
        return
    with Image.open(path, formats=PICTURES) as opened:
        if getattr(opened, "n_frames", 1) > limit:
            raise _RefusedError(TOO_MANY)
        for frame in ImageSequence.Iterator(opened):
            _check_size(frame)
            grey = _on_white(ImageOps.exif_transpose(frame)).convert("L")
            grey.thumbnail((MAX_SIDE, MAX_SIDE))
            yield grey


def as_jpeg(path: Path, out: Path) -> None:
    """Write a picture of another kind as JPEG: upright, on white, in its own colours."""
    pillow_heif.register_heif_opener()
    with Image.open(path, formats=OTHER_PICTURES) as opened:
        _check_size(opened)
        if getattr(opened, "n_frames", 1) > 1 and opened.format == "GIF":
            raise _RefusedError(UNREADABLE)
        profile = opened.info.get("icc_profile")
        upright = _on_white(ImageOps.exif_transpose(opened)).convert("RGB")
        upright.save(
            out, "JPEG", quality=JPEG_QUALITY, **({"icc_profile": profile} if profile else {})
        )


def _is_pdf(path: Path) -> bool:
    return kind_of(path) == "pdf"


def _check_size(picture: Image.Image) -> None:
    """Refuse before anything is decoded; Pillow itself only warns up to twice its limit."""
    if picture.width * picture.height > MAX_PIXELS:
        raise _RefusedError(TOO_LARGE)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, which would turn black."""
    if not picture.has_transparency_data:
        return picture
    shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    paper.alpha_composite(shown)
    return paper


def _pdf_pages(path: Path, limit: int) -> Iterator[pypdfium2.PdfPage]:
    with closing(_opened(path)) as document:
        if len(document) > limit:
            raise _RefusedError(TOO_MANY)
        if len(document) == 0:
            raise _RefusedError(UNREADABLE)
        yield from document


def _is_typed(page: pypdfium2.PdfPage) -> bool:
    """Whether a program wrote the page: it has text, and no pictures that are most of it.

    Nothing has spoilt the code of such a page. What a scanner recognised lies behind a picture.
    """
    if page.get_textpage().count_chars() < TYPED:
        return False
    width, height = page.get_size()
    pictures_only, shown = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], 0.0
    for one in page.get_objects(filter=pictures_only):
        left, bottom, right, top = one.get_bounds()
        shown += (right - left) * (top - bottom)
    # Scanners that lay strips or layers over each other show the page in several.
    return bool(shown <= WHOLE * width * height)


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _RefusedError(LOCKED if "password" in str(error).lower() else UNREADABLE) from error


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    longest = max(page.get_size()) / POINTS
    dpi = min(DPI, MAX_SIDE / max(longest, 0.01))
    drawn: Image.Image = page.render(scale=dpi / POINTS, grayscale=True).to_pil()
    return drawn.convert("L")


def read(path: Path, limit: int, *, is_quick: bool) -> Iterator[dict[str, Any]]:
    """A row a page: its codes, how to turn it, whether it is blank."""
    programs = [kind for kind in _acting(path) if kind in PROGRAMS]
    if programs:
        raise _RefusedError(ACTIVE, *programs)
    for picture, is_typed in _with_typed(path, limit):
        if _is_blank(picture):
            yield {"codes": [], "turns": 0, "blank": True, "written": _is_written(picture)}
            continue
        codes = read_codes(picture, is_quick=is_quick or is_typed)
        codes.sort(key=lambda code: not is_letter_code(code.text))
        turns = codes[0].turns if codes else 0
        told = [code.text for code in codes]
        yield {"codes": told, "turns": turns, "blank": False, "written": True}


def _with_typed(path: Path, limit: int) -> Iterator[tuple[Image.Image, bool]]:
    if _is_pdf(path):
        for page in _pdf_pages(path, limit):
            yield _drawn(page), _is_typed(page)
    else:
        for picture in pictures(path, limit):
            yield picture, False


def _acting(path: Path) -> list[str]:
    """What acts in a file. One that cannot be looked through is not read: it may hold anything."""
    if not _is_pdf(path):
        return []
    try:
        with pikepdf.open(path) as document:
            return acting(document)
    except pikepdf.PasswordError as error:
        raise _RefusedError(LOCKED) from error


def _is_blank(picture: Image.Image) -> bool:
    counts = _inner(picture).histogram()
    return sum(counts[:INK]) < BLANK * sum(counts)


def _is_written(picture: Image.Image) -> bool:
    """Whether a page with next to no ink bears something all the same: pencil, a pale stamp, a line by hand."""
    counts = _inner(picture).histogram()
    paper = max(range(len(counts)), key=counts.__getitem__)
    return sum(counts[: max(0, paper - PALE)]) > WRITTEN * sum(counts)


def _inner(picture: Image.Image) -> Image.Image:
    """Without the rim, which holds shadows of the lid and holes of the binder."""
    width, height = picture.size
    return picture.crop((width // 20, height // 20, width - width // 20, height - height // 20))


def texts(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """A row a page: the text that it holds, so much of it as one page can show."""
    if not _is_pdf(path):
        for _ in pictures(path, limit):
            yield {"text": "", "typed": False}
        return
    with closing(_opened(path)) as document:
        if len(document) > limit:
            raise _RefusedError(TOO_MANY)
        for page in document:
            text = page.get_textpage()
            told = text.get_text_range(0, min(text.count_chars(), MOST_ON_A_PAGE))
            yield {"text": told, "typed": _is_typed(page)}


def part(path: Path, out: Path, chosen: list[tuple[int, int]]) -> None:
    """Write chosen pages as a PDF: each a place from 0, and quarter turns clockwise.

    The pages of a PDF are copied as they are, but for what could act: only the looks of notes and
    form fields stay. Pictures go in without being encoded anew.
    """
    source: Path | io.BytesIO = path if _is_pdf(path) else io.BytesIO(_as_pdf(path))
    with pikepdf.open(source) as document, pikepdf.new() as made:
        document.flatten_annotations()
        for place, turns in chosen:
            made.pages.append(document.pages[place])
            page = made.pages[-1]
            for acting in ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/AF"):
                if acting in page:
                    del page[acting]
            page.rotate(turns * 90, relative=True)
        made.remove_unreferenced_resources()
        take_out(made)
        made.save(out)


def clean(path: Path, out: Path) -> None:
    """Write all pages of a PDF without what acts in it."""
    with pikepdf.open(path) as document:
        places = range(len(document.pages))
    part(path, out, [(place, 0) for place in places])


def _as_pdf(path: Path) -> bytes:
    with Image.open(path, formats=PICTURES) as opened:
        resolution = float(opened.info.get("dpi", (DPI, DPI))[0]) or DPI
        frames = list(_plain_frames(opened))
    layout = img2pdf.get_fixed_dpi_layout_fun((resolution, resolution))
    data = frames or [path.read_bytes()]
    return bytes(img2pdf.convert(data, layout_fun=layout, rotation=img2pdf.Rotation.ifvalid))


def _plain_frames(opened: Image.Image) -> Iterator[bytes]:
    """The pages of a picture that a PDF cannot take as it is, encoded anew; nothing if it can."""
    modes = set()
    for frame in ImageSequence.Iterator(opened):
        _check_size(frame)
        modes.add(frame.mode if not frame.has_transparency_data else "transparent")
    if modes <= PLAIN_MODES:
        return
    for frame in ImageSequence.Iterator(opened):
        out = io.BytesIO()
        _on_white(ImageOps.exif_transpose(frame)).convert("RGB").save(out, "PNG")
        yield out.getvalue()


# -- several pages in one picture ------------------------------------------------------------------


def unfold(path: Path, out: Path) -> None:
    """Write the scan with each picture of several pages cut into them, by the codes that it shows.

    A cut page is drawn anew, so that nothing of its neighbour stays in its file; the others are copied.
    """
    data = path.read_bytes() if _is_pdf(path) else _as_pdf(path)
    with (
        closing(pypdfium2.PdfDocument(data)) as shown,
        pikepdf.open(io.BytesIO(data)) as document,
        pikepdf.new() as made,
    ):
        for place, page in enumerate(shown):
            picture = _drawn(page)
            parts = _side_by_side(read_codes(picture), *picture.size)
            if not parts:
                made.pages.append(document.pages[place])
            for box in parts:
                with pikepdf.open(io.BytesIO(_cut(page, box))) as cut:
                    made.pages.extend(cut.pages)
        made.remove_unreferenced_resources()
        take_out(made)
        made.save(out)


def _side_by_side(codes: Sequence[Code], width: int, height: int) -> list[Share]:
    """The parts of a picture, as shares of it, that hold one of our codes each; none if it is one page."""
    ours = [code for code in codes if is_letter_code(code.text)]
    if len(ours) < 2:  # noqa: PLR2004 - two pages are the least
        return []
    centres = [
        (sum(x for x, _ in code.corners) / 4 / width, sum(y for _, y in code.corners) / 4 / height)
        for code in ours
    ]
    across, down = (max(one) - min(one) for one in zip(*centres, strict=True))
    many, axis = len(ours), 0 if across > down else 1
    if {int(centre[axis] * many) for centre in centres} != set(range(many)):
        return []
    cuts = [(part / many, (part + 1) / many) for part in range(many)]
    return [(a, 0, b, 1) if axis == 0 else (0, a, 1, b) for a, b in cuts]


def _cut(page: pypdfium2.PdfPage, box: Share) -> bytes:
    """A part of a page as a PDF of its own, in its colours."""
    longest = max(page.get_size()) / POINTS
    dpi = min(CUT_DPI, 2 * MAX_SIDE / max(longest, 0.01))
    whole = page.render(scale=dpi / POINTS).to_pil().convert("RGB")
    sides = (whole.width, whole.height) * 2
    out = io.BytesIO()
    whole.crop(tuple(round(one * side) for one, side in zip(box, sides, strict=True))).save(
        out, "JPEG", quality=JPEG_QUALITY, dpi=(dpi, dpi)
    )
    return bytes(img2pdf.convert(out.getvalue()))


# -- beside the printed letter -------------------------------------------------------------------


def compare(scan: Path, printed: Path, names: list[str]) -> Iterator[dict[str, Any]]:
    """A row for each page of an upright scan: which printed page it is; then one for each of its boxes.

    Where a name stands on the printed letter tells where its signature belongs: above it.
    """
    with closing(_opened(printed)) as letter, closing(_opened(scan)) as come:
        sheets = [_Sheet(_drawn(page)) for page in letter]
        for number, page in enumerate(come):
            sheet = _Sheet(_drawn(page))
            place, laid = _recognised(sheets, sheet, number)
            yield {"page": place}
            if place is None:
                continue
            for box in _boxes(letter[place], names):
                found = look_at(sheets[place].picture, sheet.picture, laid, box)
                yield {"name": found.name, "ink": found.ink, "share": found.share}


class _Sheet:
    """A page's picture, and where its letter's code stands."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture
        codes = [code for code in read_codes(picture) if is_letter_code(code.text)]
        self.corners: Corners | None = codes[0].corners if len(codes) == 1 else None


def _recognised(sheets: list[_Sheet], sheet: _Sheet, likely: int) -> tuple[int | None, Laid]:
    """Which printed page a scanned one is, the likely one tried first; None on any doubt."""
    fits: list[tuple[float, int, Laid]] = []
    for place in sorted(range(len(sheets)), key=lambda place: place != likely):
        printed = sheets[place]
        laid = lay_over(printed.picture, sheet.picture, printed.corners, sheet.corners)
        if laid.likeness >= SURE:
            return place, laid
        fits.append((laid.likeness, place, laid))
    likeness, place, laid = max(fits, key=lambda one: one[:2])
    return (place if likeness >= ALIKE else None), laid


def _boxes(page: pypdfium2.PdfPage, names: list[str]) -> Iterator[Box]:
    """The space above each name where it stands under an empty one, up to half-way to its neighbour."""
    text, (width, height) = page.get_textpage(), page.get_size()
    places = {name: at for name in names if (at := _place_of(text, name)) is not None}
    for name, (left, right, top) in places.items():
        middle, reach = (left + right) / 2, float(SIGNED_REACH)
        for other, (start, end, level) in places.items():
            if other != name and abs(level - top) < SIGNED_HEIGHT:
                reach = min(reach, abs((start + end) / 2 - middle) / 2)
        bottom = height - top - SIGNED_GAP
        yield Box(
            name=name,
            left=(middle - reach) / width,
            right=(middle + reach) / width,
            top=(bottom - SIGNED_HEIGHT) / height,
            bottom=bottom / height,
        )


def _place_of(text: pypdfium2.PdfTextPage, name: str) -> tuple[float, float, float] | None:
    """Left, right and top, in points from below, of a name's last place with nothing above it."""
    found = None
    searcher = text.search(name, match_case=True)
    while (place := searcher.get_next()) is not None:
        first, many = place
        left, _, _, top = text.get_charbox(first)
        _, _, right, _ = text.get_charbox(first + many - 1)
        above = text.get_text_bounded(left, top + SIGNED_GAP, right, top + SIGNED_HEIGHT * 2 / 3)
        if left < right and not above.strip():
            found = left, right, top
    return found


def _rows(order: str, path: Path, arguments: list[str]) -> Iterator[dict[str, Any]]:
    if order == "read":
        yield from read(path, int(arguments[0]), is_quick="quick" in arguments[1:])
    elif order == "text":
        yield from texts(path, int(arguments[0]))
    elif order == "acts":
        yield from ({"kind": kind} for kind in _acting(path))
    elif order == "clean":
        clean(path, Path(arguments[0]))
    elif order == "jpeg":
        as_jpeg(path, Path(arguments[0]))
    elif order == "signatures":
        # Its libraries take half a second to load.
        from generator.scans.certificates import certificates_in, judged

        roots = [one for folder in arguments[1:] for one in certificates_in(Path(folder))]
        yield from judged(path, roots, now=datetime.fromisoformat(arguments[0]))
    elif order == "unfold":
        unfold(path, Path(arguments[0]))
    elif order == "compare":
        yield from compare(path, Path(arguments[0]), json.load(sys.stdin))
    else:
        pages = [(int(one.split(":")[0]), int(one.split(":")[1])) for one in arguments[1:]]
        part(path, Path(arguments[0]), pages)


def main(arguments: list[str]) -> int:
    """Do one thing and tell it on standard output; 3 with a word when a scan is refused."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    order, path, *others = arguments
    try:
        for row in _rows(order, Path(path), others):
            sys.stdout.write(json.dumps(row) + "\n")
    except _RefusedError as refused:
        sys.stdout.write(json.dumps({"refused": str(refused), "found": refused.found}) + "\n")
        return 3
    except Image.DecompressionBombError:
        sys.stdout.write(json.dumps({"refused": TOO_LARGE}) + "\n")
        return 3
    except (*_DAMAGE, *_PDF_DAMAGE) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        sys.stdout.write(json.dumps({"refused": UNREADABLE}) + "\n")
        return 3
    return 0


# What the libraries raise on spoilt files: the damage shows in whatever object it happens to touch.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_PDF_DAMAGE = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    img2pdf.ImageOpenError,
    img2pdf.AlphaChannelError,
    img2pdf.JpegColorspaceError,
    img2pdf.NegativeDimensionError,
    img2pdf.PdfTooLargeError,
    img2pdf.UnsupportedColorspaceError,
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
