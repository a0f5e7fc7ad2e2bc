"""Whether boxes of a printed page hold ink on the scanned one, beside what was printed there."""

from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageChops, ImageFilter, ImageStat

from generator.scans.laying import Laid

__all__ = ["Box", "Ink", "Inked", "look_at"]

# A pen is darker than this share of the paper beside it; print is let grow by so many dots a side.
PEN, GROWN = 0.75, 5
# Shares of a box: less is dust, more is a hand's; between them nobody should judge but a person.
NOTHING, SOMETHING = 0.0015, 0.004


class Ink(StrEnum):
    """What can be said of a box."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A place on a printed page, in shares of its width and height, from its upper left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Inked:
    """What a box holds, and how much of it is ink that was not printed."""

    name: str
    ink: Ink
    share: float


def look_at(printed: Image.Image, scanned: Image.Image, laid: Laid, box: Box) -> Inked:
    """Whether a box of a page was written in; a stamp counts as writing, a streak of the scanner not."""
    left, right = (max(0, round(one * printed.width)) for one in (box.left, box.right))
    top, bottom = (max(0, round(one * printed.height)) for one in (box.top, box.bottom))
    right, bottom = min(right, printed.width), min(bottom, printed.height)
    if left >= right or top >= bottom:
        return Inked(name=box.name, ink=Ink.UNKNOWN, share=0)
    place = (left, top, right, bottom)
    before = printed.crop(place).filter(ImageFilter.MinFilter(2 * GROWN + 1))
    after = laid.taken(scanned, place).filter(ImageFilter.MedianFilter(3))
    paper = _paper(after)
    written = after.point(lambda value: 255 if value < paper * PEN else 0)
    written.paste(0, mask=before.point(lambda value: 255 if value < 200 else 0))  # noqa: PLR2004
    share = ImageStat.Stat(_without_streaks(written)).mean[0] / 255
    if share >= SOMETHING:
        return Inked(name=box.name, ink=Ink.YES, share=share)
    ink = Ink.NO if share <= NOTHING else Ink.UNKNOWN
    return Inked(name=box.name, ink=ink, share=share)


def _paper(part: Image.Image) -> int:
    """The grey of the paper: what three quarters of the dots are not brighter than."""
    counted, wanted = part.histogram(), part.width * part.height * 3 // 4
    for value, many in enumerate(counted):
        wanted -= many
        if wanted <= 0:
            return value
    return 255


def _without_streaks(written: Image.Image) -> Image.Image:
    """Without the columns and rows that are ink from edge to edge: no hand draws those."""
    for axis in (0, 1):
        size = (written.width, 1) if axis == 0 else (1, written.height)
        lines = written.resize(size, Image.Resampling.BOX).point(
            lambda value: 255 if value > 216 else 0  # noqa: PLR2004 - 85 of 100
        )
        # The dots beside a streak are its shadow.
        lines = lines.filter(ImageFilter.MaxFilter(3)).resize(
            written.size, Image.Resampling.NEAREST
        )
        written = ImageChops.subtract(written, lines)
    return written
