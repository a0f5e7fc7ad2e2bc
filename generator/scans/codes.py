"""Reading QR codes from the picture of a page. The only import of zxingcpp.

The plain picture is tried first; what a stamp, a pen or a copier spoilt is tried again in other
renderings, and drawn anew at last. A misread is no danger: the text carries a check of its own, which
the caller looks at.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from generator.scans.repairing import Point, repaired_codes

__all__ = ["Code", "Corners", "is_letter_code", "read_codes", "texts_of"]

Corners = tuple[Point, Point, Point, Point]

# What the text of a letter's code begins with. Other codes on a page (of a card, of a ministry) are
# told too, but are no reason to stop looking.
MARK = "PMBS"
# A page is read in strips too: enlarged, a small code in a corner is found more easily.
STRIP, ENLARGED = 0.3, 2
QUARTER = 90
STAMP_LIMIT = 100
QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")
BINARIZERS = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)


@dataclass(frozen=True)
class Code:
    """A code's text, and its corners on the page: clockwise from the one that is upper left upright."""

    text: str
    corners: Corners

    @property
    def lean(self) -> float:
        """By how many degrees clockwise the code is turned, from -180 to 180."""
        (left, top), (right, bottom) = self.corners[:2]
        return math.degrees(math.atan2(bottom - top, right - left))

    @property
    def turns(self) -> int:
        """By how many quarter turns clockwise its page has to be turned to stand upright."""
        return round(-self.lean / QUARTER) % 4


@dataclass(frozen=True)
class _View:
    """A rendering of a part of the page: enlarged `scale` times, its corner at `left`, `top`."""

    picture: Image.Image
    scale: float = 1
    left: int = 0
    top: int = 0

    def on_page(self, point: zxingcpp.Point) -> Point:
        return point.x / self.scale + self.left, point.y / self.scale + self.top


def read_codes(page: Image.Image, *, is_quick: bool = False) -> list[Code]:
    """Every QR code on a grey picture of a page; more is tried only while no letter's code is found.

    `is_quick` stops before what takes a second or more: repairs and enlargements.
    """
    told: dict[str, Code] = {}
    for found in _attempts(page, is_quick=is_quick):
        told = {code.text: code for code in found} | told
        if any(is_letter_code(text) for text in told):
            break
    return sorted(told.values(), key=lambda code: code.text)


def texts_of(picture: Image.Image) -> list[str]:
    """What the codes in a clean grey picture say, one that was drawn and never printed."""
    return [code.text for code in read_codes(picture, is_quick=True)]


def is_letter_code(text: str) -> bool:
    """Whether a text looks like that of a letter's code; what it says is another question."""
    return text.startswith(MARK)


def _attempts(page: Image.Image, *, is_quick: bool) -> Iterator[list[Code]]:
    """What is read in one rendering after the other, from the cheap to the dear."""
    for view in _plain_views(page):
        yield from _read(view)
    if is_quick:
        return
    yield _read_repaired(page)
    for view in _enlarged_views(page):
        yield from _read(view)


def _read(view: _View) -> Iterator[list[Code]]:
    for binarizer in BINARIZERS:
        found = zxingcpp.read_barcodes(
            view.picture, formats=QR_CODES, binarizer=binarizer, try_invert=False
        )
        yield [_code(one, view) for one in found if one.valid]


def _code(found: zxingcpp.Barcode, view: _View) -> Code:
    at = found.position
    points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    first, second, third, fourth = (view.on_page(point) for point in points)
    return Code(found.text, (first, second, third, fourth))


def _read_repaired(page: Image.Image) -> list[Code]:
    """The first letter's code that can be read once it is drawn anew."""
    for one in repaired_codes(page):
        for found in zxingcpp.read_barcodes(one.picture, formats=QR_CODES, is_pure=True):
            if found.valid and is_letter_code(found.text):
                return [Code(found.text, one.corners)]
    return []


def _plain_views(page: Image.Image) -> Iterator[_View]:
    yield _View(page)
    yield _View(page.filter(ImageFilter.MedianFilter(3)))
    yield _View(ImageOps.autocontrast(page, cutoff=2))


def _enlarged_views(page: Image.Image) -> Iterator[_View]:
    for left, top, right, bottom in _strips(page):
        strip = page.crop((left, top, right, bottom))
        enlarged = strip.resize(
            (strip.width * ENLARGED, strip.height * ENLARGED), Image.Resampling.BICUBIC
        )
        for picture in _renderings(enlarged):
            yield _View(picture, ENLARGED, left, top)


def _renderings(strip: Image.Image) -> Iterator[Image.Image]:
    yield strip
    # A stamp is paler than print: what is not nearly black is paper.
    yield strip.point(lambda value: 0 if value < STAMP_LIMIT else 255)
    # A fold's light line is closed by the print beside it.
    yield strip.filter(ImageFilter.MinFilter(3))


def _strips(page: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Bottom, top, left, right: where a code stands on a page that lies any way round."""
    width, height = page.size
    tall, wide = int(height * STRIP), int(width * STRIP)
    yield 0, height - tall, width, height
    yield 0, 0, width, tall
    yield 0, 0, wide, height
    yield width - wide, 0, width, height
