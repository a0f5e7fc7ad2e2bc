"""Laying a scanned page over the printed one: which page it is, and where each point of it went.

The code that both show gives turn, size and place nearly; the lines of text give them exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageStat

from generator.scans.codes import Corners

__all__ = ["Laid", "lay_over"]

# Registration looks at every fourth dot: 50 dpi of 200.
COARSE = 4
# Ink is what is darker than the paper around it.
AROUND, DARKER, SOFT = 6, 24, 1.2
# How far the far corner is moved at most and at least while looking, in coarse dots.
STEPS = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)
TRIES = 4
# Of a scan as large as the print: a copier reduces, but no further than this.
SMALLEST, LARGEST = 0.6, 1.6


@dataclass(frozen=True, kw_only=True)
class Laid:
    """Where points of the printed page are on the scanned one, as a turn and size, and a shift.

    `likeness`, from 0 to 1, is how much of the ink of either page lies on ink of the other.
    """

    factor: complex
    shift: complex
    likeness: float = 0

    def taken(self, scanned: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
        """A part of the printed page, in its dots, as it is on the scanned page."""
        left, top, right, bottom = box
        start = self.factor * complex(left, top) + self.shift
        turn, lean = self.factor.real, self.factor.imag
        return scanned.transform(
            (right - left, bottom - top),
            Image.Transform.AFFINE,
            (turn, -lean, start.real, lean, turn, start.imag),
            resample=Image.Resampling.BILINEAR,
            fillcolor=255,
        )


def lay_over(
    printed: Image.Image, scanned: Image.Image, there: Corners | None, here: Corners | None
) -> Laid:
    """Where the printed page is on the scanned one, both grey and upright or turned as their codes are.

    Without a code on either, the paper's edges are taken for those of the picture.
    """
    print_ink, scan_ink = _ink(printed), _ink(scanned)
    if there and here:
        starts = [_by_corners(there, here)]
    else:
        size = scanned.width / printed.width
        corner = complex(scanned.width, scanned.height)
        starts = [Laid(factor=complex(size), shift=0), Laid(factor=complex(-size), shift=corner)]
    usable = [one for one in starts if SMALLEST < abs(one.factor) < LARGEST]
    fits = [_refined(print_ink, scan_ink, one) for one in usable]
    return max(fits, key=lambda one: one.likeness, default=Laid(factor=1, shift=0))


def _by_corners(there: Corners, here: Corners) -> Laid:
    """The turn, size and shift that bring four corners nearest to four others."""
    before, after = [complex(*one) for one in there], [complex(*one) for one in here]
    middle, new = sum(before) / 4, sum(after) / 4
    factor = sum(
        (b - new) * (a - middle).conjugate() for a, b in zip(before, after, strict=True)
    ) / sum(abs(a - middle) ** 2 for a in before)
    return Laid(factor=factor, shift=new - factor * middle)


def _ink(page: Image.Image) -> Image.Image:
    """What is darker than the paper around it, coarse and soft, ink bright."""
    coarse = page.reduce(COARSE).filter(ImageFilter.MedianFilter(3))
    paper = coarse.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.BoxBlur(AROUND))
    ink = ImageChops.subtract(paper, coarse).point(lambda value: 255 if value > DARKER else 0)
    return ink.filter(ImageFilter.GaussianBlur(SOFT))


def _refined(printed: Image.Image, scanned: Image.Image, start: Laid) -> Laid:
    before, after = _sum(printed), _sum(scanned)
    middle = complex(printed.width, printed.height) / 2
    reach = abs(middle)

    def judged(factor: complex, centre: complex) -> Laid:
        found = Laid(factor=factor, shift=centre - factor * middle)
        warped = ImageChops.invert(
            found.taken(ImageChops.invert(scanned), (0, 0, printed.width, printed.height))
        )
        common = _sum(ImageChops.darker(printed, warped))
        both = before + after / abs(factor) ** 2
        likeness = 2 * common / both if both else 0
        return Laid(factor=factor, shift=found.shift, likeness=likeness)

    best = judged(start.factor, start.factor * middle + start.shift / COARSE)
    for step in STEPS:
        for _ in range(TRIES):
            centre = best.factor * middle + best.shift
            moves = [judged(best.factor, centre + step * way) for way in _WAYS]
            moves += [judged(best.factor + step / reach * way, centre) for way in _WAYS]
            better = max(moves, key=lambda one: one.likeness)
            if better.likeness <= best.likeness:
                break
            best = better
    return Laid(factor=best.factor, shift=best.shift * COARSE, likeness=best.likeness)


_WAYS: Sequence[complex] = (1, -1, 1j, -1j)


def _sum(picture: Image.Image) -> float:
    return float(ImageStat.Stat(picture).sum[0])
