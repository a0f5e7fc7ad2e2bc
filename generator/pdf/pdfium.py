"""PDFs of our own making, opened with PDFium: one at a time, because PDFium knows no threads."""

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

__all__ = ["PdfDocument", "PdfPage", "PdfiumError", "joined", "opened_with_pdfium"]

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


def joined(pdfs: Sequence[Path]) -> bytes:
    """The pages of several PDFs behind each other, to be printed; as they look, without what else a PDF holds.

    Raises:
        pypdfium2.PdfiumError: one of them does not open.
    """
    out = io.BytesIO()
    with _turn:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                document = pypdfium2.PdfDocument(pdf)
                whole.import_pages(document)
                document.close()
            whole.save(out)
        finally:
            whole.close()
    return out.getvalue()
