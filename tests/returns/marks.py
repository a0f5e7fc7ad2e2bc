"""An oracle that counts pages: a mark drawn on each that goes in, looked for in all that is kept afterwards.

It knows nothing of how scans are read: it opens files with Pillow and PDFium, and finds marks of a kind
(DataMatrix) that the service does not look for.
"""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps, ImageSequence

__all__ = ["marked", "marks_in", "marks_on"]

MARK = re.compile(r"M\d{4}")
KIND = zxingcpp.barcode_formats_from_str("DataMatrix")
# Where it stands, as a share of the page's width from its right edge and its top; its size.
RIGHT, TOP, SIZE = 0.04, 0.03, 0.085
LOOKED_AT_DPI = 130


def marked(page: Image.Image, number: int, *, ink: int = 0, paper: int = 255) -> Image.Image:
    """A page that bears a mark; pale on one that has to look blank."""
    drawn = zxingcpp.create_barcode(f"M{number:04d}", zxingcpp.BarcodeFormat.DataMatrix)
    mark = Image.fromarray(drawn.to_image(scale=8)).convert("L")
    side = round(page.width * SIZE)
    mark = mark.resize((side, side), Image.Resampling.BOX)
    mark = mark.point(lambda value: ink + (paper - ink) * value // 255)
    page = page.copy()
    page.paste(mark, (page.width - side - round(page.width * RIGHT), round(page.width * TOP)))
    return page


def marks_in(path: Path) -> set[str]:
    """The marks on all pages of a file, whatever it is called."""
    return {mark for page in _pages(path.read_bytes()) for mark in marks_on(page)}


def marks_on(page: Image.Image) -> set[str]:
    """The marks on a picture: dark or pale, any way round, a negative too."""
    grey = page.convert("L")
    if grey.width > 2 * 1654:
        grey = grey.reduce(grey.width // 1654)
    pale = grey.point(lambda value: max(0, min(255, (value - 225) * 8)))
    for view in (grey, pale, ImageOps.autocontrast(grey, cutoff=2)):
        read = zxingcpp.read_barcodes(view, formats=KIND)
        found = {one.text for one in read if MARK.fullmatch(one.text)}
        if found:
            return found
    return set()


def _pages(data: bytes) -> Iterator[Image.Image]:
    if b"%PDF-" in data[:1024]:
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                yield page.render(scale=LOOKED_AT_DPI / 72, grayscale=True).to_pil()
        return
    # One that breaks off shows what it shows.
    with contextlib.suppress(OSError), Image.open(io.BytesIO(data)) as opened:
        for frame in ImageSequence.Iterator(opened):
            yield _in_eight_bits(frame)


def _in_eight_bits(frame: Image.Image) -> Image.Image:
    if frame.mode.startswith("I;16"):
        return frame.convert("I").point(lambda value: value / 257).convert("L")
    if frame.has_transparency_data:
        paper = Image.new("RGBA", frame.size, "white")
        paper.alpha_composite(frame.convert("RGBA"))
        return paper.convert("L")
    return frame.convert("L")
