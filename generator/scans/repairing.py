"""Codes of which a stroke or a hole took a finder pattern: found by the other two, and drawn anew.

A reader looks for three finder patterns first and gives up when one is spoilt, though the letters'
codes survive the loss of a seventh of their data. Here two are enough. What every code has in common
(finders, timing, alignment) is drawn as it must be; the data stays as it was scanned, so that the
code's own error correction decides whether it can be read.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from statistics import median

from PIL import Image, ImageChops, ImageDraw, ImageFilter

__all__ = ["Point", "Repaired", "repaired_codes"]

Point = tuple[float, float]


# The finder's black, white, black, white, black, in modules; its side; how far its centre is from a corner.
FINDER, SIDE, CENTRE = (1, 1, 3, 1, 1), 7, 3.5
VARIANCE = 0.6
SIZES = range(21, 38, 4)
# Scanned rows that must show a finder, at every second row.
STEP, ROWS = 2, 3
MAX_FINDERS = 100
INK_LIMITS = (128, 80)
SAMPLE_LIMITS = (128, 90, 60, 165)
# How far, in modules, the place is mended; how like a code it must be before, and then.
NUDGES = (0.8, 0.4, 0.2)
GUESS, LIKENESS = 0.55, 0.72
DOT, QUIET = 6, 4
RUNS = re.compile(rb"\x00+|\xff+")


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """A clean picture of a code, and where its corners lie on the page: clockwise from its upper left."""

    picture: Image.Image
    corners: tuple[Point, Point, Point, Point]


@dataclass
class _Finder:
    """Centres seen along one direction, row after row."""

    along: list[float] = field(default_factory=list)
    across: list[int] = field(default_factory=list)
    modules: list[float] = field(default_factory=list)

    @property
    def module(self) -> float:
        return median(self.modules)


@dataclass(frozen=True)
class _Place:
    """Where a code may lie: the centres of its finders upper left, upper right, lower left."""

    size: int
    points: tuple[Point, Point, Point]

    def at(self, x: float, y: float) -> Point:
        """The place on the page of a point given in modules."""
        a, b, c, d, e, f = self.affine
        return a * x + b * y + c, d * x + e * y + f

    @property
    def affine(self) -> tuple[float, float, float, float, float, float]:
        (x0, y0), (x1, y1), (x2, y2) = self.points
        span = self.size - 2 * CENTRE
        a, d = (x1 - x0) / span, (y1 - y0) / span
        b, e = (x2 - x0) / span, (y2 - y0) / span
        return a, b, x0 - (a + b) * CENTRE, d, e, y0 - (d + e) * CENTRE


def repaired_codes(page: Image.Image) -> Iterator[Repaired]:
    """Pictures of what may be codes on a grey page, likeliest first; most that are given are none."""
    smooth = page.filter(ImageFilter.BoxBlur(1))
    # Beside the plain one: a fold's light line closed, a pen's thin dark one.
    pictures = (
        smooth,
        page.filter(ImageFilter.MinFilter(3)),
        page.filter(ImageFilter.MaxFilter(3)),
    )
    for limit in INK_LIMITS:
        black = page.filter(ImageFilter.MedianFilter(3)).point(
            lambda value, limit=limit: 0 if value < limit else 255
        )
        guesses = [one for one in _places(_finders(black)) if _likeness(smooth, one) >= GUESS]
        places = [_mended(smooth, place) for place in guesses]
        scored = sorted(((_likeness(smooth, one), n, one) for n, one in enumerate(places)))
        for likeness, _, place in reversed(scored):
            if likeness < LIKENESS:
                break
            for picture in pictures:
                yield from _drawn(picture, place)


# -- finding -------------------------------------------------------------------------------------


def _finders(black: Image.Image) -> list[tuple[Point, float]]:
    """Centres of finder patterns and their module's width, seen along rows, columns, or both."""
    rows = [
        (median(one.along), sum(one.across) / len(one.across), one.module) for one in _seen(black)
    ]
    columns = [
        (sum(one.across) / len(one.across), median(one.along), one.module)
        for one in _seen(black.transpose(Image.Transpose.TRANSPOSE))
    ]
    found: list[tuple[Point, float]] = []
    for x, y, module in rows:
        near = [one for one in columns if math.dist(one[:2], (x, y)) < 2 * module]
        # Along the line of sight the centre is exact; across it, only as good as what is left to see.
        found.append(((x, near[0][1] if near else y), module))
    for x, y, module in columns:
        if all(math.dist(one[0], (x, y)) >= 2 * module for one in found):
            found.append(((x, y), module))
    return found


def _seen(black: Image.Image) -> list[_Finder]:
    data, width = black.tobytes(), black.width
    growing: list[_Finder] = []
    done: list[_Finder] = []
    for y in range(0, black.height, STEP):
        for x, module in _row(data[y * width : (y + 1) * width]):
            for one in growing:
                if abs(one.along[-1] - x) < module and abs(one.module - module) < module * 0.4:
                    break
            else:
                one = _Finder()
                growing.append(one)
            one.along.append(x)
            one.across.append(y)
            one.modules.append(module)
        # A stroke may hide some rows of a finder: it goes on for three modules.
        ended = [one for one in growing if y - one.across[-1] > 3 * one.module]
        done += ended
        growing = [one for one in growing if one not in ended] if ended else growing
    seen = [one for one in done + growing if len(one.across) >= ROWS]
    # Letters look like a finder for a row or two, a finder does for three modules.
    return sorted(seen, key=lambda one: -len(one.across) / one.module)[:MAX_FINDERS]


def _row(row: bytes) -> Iterator[tuple[float, float]]:
    """Where black, white, black, white, black stand as 1 : 1 : 3 : 1 : 1, and a module's width."""
    runs = [found.span() for found in RUNS.finditer(row)]
    first = 0 if row[0] == 0 else 1
    for n in range(first, len(runs) - 4, 2):
        five = runs[n : n + 5]
        module = (five[4][1] - five[0][0]) / SIDE
        if module < 2:  # noqa: PLR2004 - finer than any scan shows
            continue
        widths = zip(FINDER, five, strict=True)
        if all(
            abs(end - start - many * module) < VARIANCE * module * many**0.5
            for many, (start, end) in widths
        ):
            yield sum(five[2]) / 2, module


def _places(finders: list[tuple[Point, float]]) -> Iterator[_Place]:
    """Every way in which two finders can be two of a code's three."""
    for (first, one), (second, other) in combinations(finders, 2):
        module = (one + other) / 2
        if abs(one - other) > module * 0.35:
            continue
        distance = math.dist(first, second) / module
        for size in SIZES:
            side = size - SIDE
            if abs(distance / side - 1) < 0.18:  # noqa: PLR2004 - skew and fat ink
                yield from _along_an_edge(size, first, second)
                yield from _along_an_edge(size, second, first)
            if abs(distance / (side * math.sqrt(2)) - 1) < 0.18:  # noqa: PLR2004
                yield from _across(size, first, second)


def _along_an_edge(size: int, a: Point, b: Point) -> Iterator[_Place]:
    step = b[0] - a[0], b[1] - a[1]
    yield _Place(size, (a, b, (a[0] - step[1], a[1] + step[0])))
    yield _Place(size, (a, (a[0] + step[1], a[1] - step[0]), b))


def _across(size: int, a: Point, b: Point) -> Iterator[_Place]:
    middle = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    half = (b[0] - a[0]) / 2, (b[1] - a[1]) / 2
    yield _Place(size, ((middle[0] + half[1], middle[1] - half[0]), b, a))
    yield _Place(size, ((middle[0] - half[1], middle[1] + half[0]), a, b))


# -- fitting -------------------------------------------------------------------------------------


def _mended(page: Image.Image, place: _Place) -> _Place:
    """The place moved, point by point, to where it looks most like a code."""
    best, likeness = place, _likeness(page, place)
    module = math.dist(*place.points[:2]) / (place.size - SIDE)
    for nudge in NUDGES:
        for n in range(3):
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                points = list(best.points)
                points[n] = (
                    points[n][0] + dx * nudge * module,
                    points[n][1] + dy * nudge * module,
                )
                tried = _Place(place.size, (points[0], points[1], points[2]))
                if (found := _likeness(page, tried)) > likeness:
                    best, likeness = tried, found
    return best


def _likeness(page: Image.Image, place: _Place) -> float:
    """How much of what all codes have in common is there, from 0 to 1."""
    pattern, mask = _common(place.size)
    counted = ImageChops.difference(_sampled(page, place), pattern).histogram(mask)
    return sum(counted[:128]) / sum(counted)


def _sampled(page: Image.Image, place: _Place) -> Image.Image:
    """One dot a module, from the module's middle."""
    size = (place.size, place.size)
    return page.transform(size, Image.Transform.AFFINE, place.affine, fillcolor=255)


@cache
def _common(size: int) -> tuple[Image.Image, Image.Image]:
    """The modules that all codes of a size share, and the mask that tells which they are."""
    pattern, mask = Image.new("L", (size, size), 255), Image.new("L", (size, size), 0)
    draw, masked = ImageDraw.Draw(pattern), ImageDraw.Draw(mask)
    for n in range(8, size - 8):
        for at in ((n, 6), (6, n)):
            draw.point(at, 0 if n % 2 == 0 else 255)
            masked.point(at, 255)
    for x, y in ((0, 0), (size - SIDE, 0), (0, size - SIDE)):
        masked.rectangle((x - 1, y - 1, x + 7, y + 7), 255)
        draw.rectangle((x - 1, y - 1, x + 7, y + 7), 255)
        draw.rectangle((x, y, x + 6, y + 6), 0)
        draw.rectangle((x + 1, y + 1, x + 5, y + 5), 255)
        draw.rectangle((x + 2, y + 2, x + 4, y + 4), 0)
    if size > SIZES[0]:
        x = size - 9
        masked.rectangle((x, x, x + 4, x + 4), 255)
        draw.rectangle((x, x, x + 4, x + 4), 0)
        draw.rectangle((x + 1, x + 1, x + 3, x + 3), 255)
        draw.point((x + 2, x + 2), 0)
    return pattern, mask


def _drawn(page: Image.Image, place: _Place) -> Iterator[Repaired]:
    sampled, (pattern, mask) = _sampled(page, place), _common(place.size)
    side = place.size * DOT
    edge = place.size
    corners = (place.at(0, 0), place.at(edge, 0), place.at(edge, edge), place.at(0, edge))
    for limit in SAMPLE_LIMITS:
        modules = sampled.point(lambda value, limit=limit: 0 if value < limit else 255)
        modules.paste(pattern, mask=mask)
        picture = Image.new("L", (side + 2 * QUIET * DOT,) * 2, 255)
        picture.paste(modules.resize((side, side), Image.Resampling.NEAREST), (QUIET * DOT,) * 2)
        yield Repaired(picture=picture, corners=corners)
