"""Whether signature boxes hold ink: the scanned page is laid over the printed one by their codes."""

from dataclasses import dataclass

import zxingcpp
from PIL import Image

from generator.returns.codes import QR_CODES

__all__ = ["Box", "empty_boxes"]

# Points above the signer's name and to its right in which a signature is written.
HEIGHT, WIDTH, GAP, LEFT = 52, 165, 3, 12
POINTS = 72
INK, ENOUGH = 150, 0.004


@dataclass(frozen=True)
class Box:
    """The place of a signature on a printed page: the name below it, its corner in points from the top."""

    name: str
    left: float
    bottom: float


def empty_boxes(
    printed: Image.Image, scanned: Image.Image, boxes: list[Box], dpi: float
) -> list[str]:
    """Names whose box holds no ink on the scan; none where the pages cannot be laid over each other.

    Both pictures are grey and of the same resolution, the printed one without any signature.
    """
    there, here = _corner(printed), _corner(scanned)
    if there is None or here is None:
        return []
    scale = abs(here[1]) / abs(there[1])
    # A similarity as one complex factor: turn and scale, then shift.
    factor = here[1] / there[1]
    if not 0.8 < scale < 1.25:  # noqa: PLR2004 - a copier's reduction, not another page
        return []

    def moved(x: float, y: float) -> complex:
        return here[0] + factor * (complex(x, y) - there[0])

    names = []
    for box in boxes:
        low = (box.bottom - GAP) * dpi / POINTS
        edges = [(box.left - LEFT) * dpi / POINTS, low - HEIGHT * dpi / POINTS,
                 (box.left + WIDTH) * dpi / POINTS, low]  # fmt: skip
        corners = [moved(edges[x], edges[y]) for x, y in ((0, 1), (2, 1), (2, 3), (0, 3))]
        size = (int(edges[2] - edges[0]), int(edges[3] - edges[1]))
        quad = [
            part for place in (0, 3, 2, 1) for part in (corners[place].real, corners[place].imag)
        ]
        region = scanned.transform(size, Image.Transform.QUAD, quad, fillcolor=255)
        dark = sum(region.histogram()[:INK])
        if dark < ENOUGH * size[0] * size[1]:
            names.append(box.name)
    return names


def _corner(page: Image.Image) -> tuple[complex, complex] | None:
    """A code's upper left corner, and the vector along its upper edge."""
    found = zxingcpp.read_barcodes(page, formats=QR_CODES)
    if len(found) != 1:
        return None
    at = found[0].position
    start = complex(at.top_left.x, at.top_left.y)
    diagonal = complex(at.bottom_right.x, at.bottom_right.y) - start
    return start, diagonal
