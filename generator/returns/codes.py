"""Reading QR codes from the picture of a page. The only import of zxingcpp.

The plain picture is tried first; what a stamp, a pen or a copier spoilt is tried again in other
renderings. A misread is no danger: the text carries a check of its own, which the caller looks at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

__all__ = ["Code", "read_codes"]

# A page is read in strips too: enlarged, a small code in a corner is found more easily.
STRIP = 0.3
QUARTER = 90
STAMP_LIMITS = (60, 100)
QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")


@dataclass(frozen=True)
class Code:
    """A code's text, and by how many quarter turns clockwise its page has to be turned to stand upright."""

    text: str
    turns: int


def read_codes(page: Image.Image) -> list[Code]:
    """Every QR code on a grey picture of a page; more is tried only while none is found."""
    for picture in _renderings(page):
        for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
            found = zxingcpp.read_barcodes(picture, formats=QR_CODES, binarizer=binarizer)
            codes = {
                one.text: Code(one.text, _turns(one.orientation)) for one in found if one.valid
            }
            if codes:
                return sorted(codes.values(), key=lambda code: code.text)
    return []


def _turns(orientation: int) -> int:
    """Quarter turns clockwise that undo an orientation given in degrees."""
    return round(-orientation / QUARTER) % 4


def _renderings(page: Image.Image) -> Iterator[Image.Image]:
    yield page
    yield page.filter(ImageFilter.MedianFilter(3))
    yield ImageOps.autocontrast(page, cutoff=2)
    for strip in _strips(page):
        enlarged = strip.resize((strip.width * 2, strip.height * 2), Image.Resampling.BICUBIC)
        yield enlarged
        # A stamp is paler than print: what is not nearly black is paper.
        for limit in STAMP_LIMITS:
            yield enlarged.point(lambda value, limit=limit: 0 if value < limit else 255)
        yield enlarged.filter(ImageFilter.GaussianBlur(1.5))
        yield enlarged.filter(ImageFilter.MedianFilter(5))
        # A pen stroke over the code is thin: brightening closes it, darkening mends gaps.
        yield enlarged.filter(ImageFilter.MaxFilter(3))
        yield enlarged.filter(ImageFilter.MinFilter(3))


def _strips(page: Image.Image) -> Iterator[Image.Image]:
    """Bottom, top, left, right: where a code stands on a page that lies any way round."""
    width, height = page.size
    tall, wide = int(height * STRIP), int(width * STRIP)
    yield page.crop((0, height - tall, width, height))
    yield page.crop((0, 0, width, tall))
    yield page.crop((0, 0, wide, height))
    yield page.crop((width - wide, 0, width, height))
