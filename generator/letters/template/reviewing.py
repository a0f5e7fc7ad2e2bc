"""A copy of a faulty template with a Word comment at each fault, for whoever mends it in Word."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from generator.letters.template.examining import TemplateFault
from generator.word.comments import add_comment, remove_comments
from generator.word.namespaces import W

__all__ = ["with_fault_comments"]

BODY = "word/document.xml"


def with_fault_comments(data: bytes, faults: Sequence[TemplateFault]) -> bytes | None:
    """The template with its faults as comments; None if it is no document that can be opened.

    Word allows comments in the body only: what is wrong in a header, in a footer or nowhere in
    particular is told at the first paragraph.
    """
    try:
        document = Document(io.BytesIO(data))
        remove_comments(document)
        paragraphs = list(document.element.body.iter(f"{W}p"))
        for fault in faults:
            is_placed = fault.part == BODY and 0 <= fault.paragraph < len(paragraphs)
            at = paragraphs[fault.paragraph : fault.paragraph + 1] if is_placed else paragraphs[:1]
            add_comment(document, at, _legal(str(fault.problem)))
        out = io.BytesIO()
        document.save(out)
    # python-docx opens what Word would; of what is not whole it raises these.
    except (
        PythonDocxError,
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ):
        return None
    return out.getvalue()


def _legal(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
