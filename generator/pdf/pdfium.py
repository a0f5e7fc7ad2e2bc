"""PDFs of our own making, opened with PDFium: one at a time, because PDFium knows no threads."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

__all__ = ["opened_with_pdfium"]

_turn = threading.Lock()


@contextmanager
def opened_with_pdfium(pdf: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for as long as the block runs.

    Raises:
        pypdfium2.PdfiumError: it does not open.
    """
    with _turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
