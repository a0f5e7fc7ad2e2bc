"""How full the pages of a letter are, and whether anything stands outside of their margins."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from generator.pdf.pdfium import opened_with_pdfium

__all__ = ["Margins", "PageFill", "measure_pages"]

POINTS_PER_CM = 72 / 2.54


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Margins of a page in cm. What stands below `bottom` is the footer, which does not count."""

    top: float = 2.0
    bottom: float = 2.5
    left: float = 3.0
    right: float = 2.0


@dataclass(frozen=True, kw_only=True)
class PageFill:
    """`share` of the text area from its top to the last line (0 to 1); how far the text goes, in cm."""

    share: float
    left: float
    right: float


def measure_pages(pdf: Path, margins: Margins = Margins()) -> tuple[PageFill, ...]:
    """Measure every page of a PDF that we made ourselves.

    Raises:
        pypdfium2.PdfiumError: it does not open.
    """
    with opened_with_pdfium(pdf) as document:
        return tuple(_measured(page, margins) for page in document)


def _measured(page: pypdfium2.PdfPage, margins: Margins) -> PageFill:
    width, height = page.get_size()
    foot, head = margins.bottom * POINTS_PER_CM, height - margins.top * POINTS_PER_CM
    shown = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
    boxes = [
        bounds
        for one in page.get_objects(filter=shown)
        # left, bottom, right, top; the footer lies below the text area, white grounds are no content
        if (bounds := one.get_bounds())[3] > foot and bounds[3] - bounds[1] < height * 0.9
    ]
    if not boxes:
        return PageFill(share=0.0, left=margins.left, right=width / POINTS_PER_CM - margins.right)
    lowest = max(foot, min(bottom for _, bottom, _, _ in boxes))
    return PageFill(
        share=max(0.0, (head - lowest) / (head - foot)),
        left=min(left for left, *_ in boxes) / POINTS_PER_CM,
        right=max(right for _, _, right, _ in boxes) / POINTS_PER_CM,
    )
