"""Pages of scans drawn in grey, as readers of codes and comparers of ink want them. Only for the process in the cage."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image

from generator.scans.frames import grey_frames
from generator.scans.kinds import kind_of
from generator.scans.refusal import LOCKED, TOO_MANY, UNREADABLE, RefusedError
from generator.scans.sheet import SeenPage

__all__ = [
    "MAX_SIDE",
    "POINTS",
    "drawn",
    "is_pdf",
    "is_typed",
    "opened_pdf",
    "pdf_pages",
    "pictures",
    "sheets_of",
]

DPI, POINTS = 200, 72
# The longest side of a page picture; an A3 page at 300 dpi has 4,961.
MAX_SIDE = 5_200
# The shorter side of A4 at that density; inches below which a page is a fault of its file.
LEAST_SIDE, SMALLEST = 1_654, 1.0
# Characters of a page that is more than a stamp on a picture; share of a page that is a scan of it.
TYPED, WHOLE = 40, 0.6

# Darker than this is ink; a page that is no page of a letter has less of it than this share.
INK, BLANK = 128, 0.002
# Pencil and pale stamps are darker than their paper by this; one line by hand covers such a share.
PALE, WRITTEN = 28, 0.0004


def pictures(path: Path, limit: int) -> Iterator[Image.Image]:
    """The pages of a scan as grey pictures, one at a time."""
    if is_pdf(path):
        for page in pdf_pages(path, limit):
            yield drawn(page)
        return
    for sheet in grey_frames(path, limit, MAX_SIDE):
        yield sheet.picture


def sheets_of(path: Path, limit: int, places: Sequence[int] = ()) -> Iterator[SeenPage]:
    """The pages of a scan with their sizes, one at a time; those at `places`, in that order, where some are given."""
    if not is_pdf(path):
        sheets = grey_frames(path, limit, MAX_SIDE)
        if not places:
            yield from sheets
            return
        wanted = set(places)
        kept = {place: sheet for place, sheet in enumerate(sheets) if place in wanted}
        yield from (kept[place] for place in places)
        return
    with closing(opened_pdf(path)) as document:
        for place in places or range(len(document)):
            page = document[place]
            width, height = (side / POINTS for side in page.get_size())
            yield SeenPage(picture=drawn(page), width=width, height=height)


def is_pdf(path: Path) -> bool:
    return kind_of(path) == "pdf"


def pdf_pages(path: Path, limit: int) -> Iterator[pypdfium2.PdfPage]:
    """The pages of a PDF.

    Raises:
        RefusedError: too many, none, locked, or no PDF after all.
    """
    with closing(opened_pdf(path)) as document:
        if len(document) > limit:
            raise RefusedError(TOO_MANY)
        if len(document) == 0:
            raise RefusedError(UNREADABLE)
        yield from document


def is_typed(page: pypdfium2.PdfPage) -> bool:
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


def opened_pdf(path: Path) -> pypdfium2.PdfDocument:
    """A PDF for looking at.

    Raises:
        RefusedError: locked, or no PDF after all.
    """
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise RefusedError(LOCKED if "password" in str(error).lower() else UNREADABLE) from error


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """A page in grey; one that is smaller than a letter as large as a letter would be."""
    longest = max(max(page.get_size()) / POINTS, SMALLEST)
    dpi = min(max(DPI, LEAST_SIDE / longest), MAX_SIDE / longest)
    picture: Image.Image = page.render(scale=dpi / POINTS, grayscale=True).to_pil()
    return picture.convert("L")


def is_blank(picture: Image.Image) -> bool:
    """Whether a page has next to no ink."""
    counts = _inner(picture).histogram()
    return sum(counts[:INK]) < BLANK * sum(counts)


def is_written(picture: Image.Image) -> bool:
    """Whether a page with next to no ink bears something all the same: pencil, a pale stamp, a line by hand."""
    counts = _inner(picture).histogram()
    paper = max(range(len(counts)), key=counts.__getitem__)
    return sum(counts[: max(0, paper - PALE)]) > WRITTEN * sum(counts)


def _inner(picture: Image.Image) -> Image.Image:
    """Without the rim, which holds shadows of the lid and holes of the binder."""
    width, height = picture.size
    return picture.crop((width // 20, height // 20, width - width // 20, height - height // 20))
