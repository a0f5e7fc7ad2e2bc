"""A letter on as few pages as it needs: one that is a little too long is set tighter."""

import shutil
from itertools import pairwise
from pathlib import Path

from generator.letters import page_margins, tightened
from generator.pdf import Converter, Margins, PageFill, measure_pages

__all__ = ["convert_letter"]

# Text of two pages up to this share of a page may fit on one in 11 points; more surely does not.
MOST_TOGETHER = 1.3


def convert_letter(converter: Converter, docx: Path, pdf: Path) -> None:
    """Make the PDF of a letter; where that saves a page, the .docx is set tighter and made anew.

    Raises: what `Converter.convert` raises.
    """
    converter.convert(docx, pdf)
    data = docx.read_bytes()
    margins = page_margins(data)
    pages = measure_pages(pdf, Margins(**margins) if margins else Margins())
    if not _may_save_a_page(pages):
        return
    tight_docx, tight_pdf = (path.with_stem(f"{path.stem}-rapat") for path in (docx, pdf))
    tight_docx.write_bytes(tightened(data))
    try:
        converter.convert(tight_docx, tight_pdf)
        if len(measure_pages(tight_pdf)) < len(pages):
            shutil.move(tight_docx, docx)
            shutil.move(tight_pdf, pdf)
    finally:
        tight_docx.unlink(missing_ok=True)
        tight_pdf.unlink(missing_ok=True)


def _may_save_a_page(pages: tuple[PageFill, ...]) -> bool:
    return any(one.share + after.share <= MOST_TOGETHER for one, after in pairwise(pages))
