"""Reading a PDF back: whether it opens, and whether it holds what the letter must hold."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.pdf.pdfium import PdfDocument, PdfiumError, PdfPage, opened_with_pdfium
from generator.vocabulary.problems import FormHeldError

__all__ = ["PdfFacts", "check_pdf", "count_pages", "read_pdf"]

_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"
# A hyphen at the end of a line: the word's own, or one that the line break brought.
_BREAK = "\x00"
_LINE_END_HYPHEN = re.compile(rf"[{_HYPHENS}][ \t]*[\r\n]+")
_OTHER_HYPHEN = re.compile(rf"[{_HYPHENS[:-1]}]")

# What PDFium puts in the place of a hyphen at the end of a line.
_BROKEN_WORD = "\ufffe"


@dataclass(frozen=True, kw_only=True)
class PdfFacts:
    """The pages counted, and their text in reading order."""

    pages: int
    text: str


def read_pdf(pdf: Path) -> PdfFacts:
    """Open a PDF and take its text.

    Raises:
        FormHeldError: K002, it is not a PDF that opens; one without a page does not.
        OSError: the file cannot be read.
    """
    with _opened(pdf) as document:
        texts = [_text_of(page) for page in document]
    return PdfFacts(pages=len(texts), text="\n".join(texts))


def count_pages(pdf: Path) -> int:
    """How many pages a PDF has; its text is not looked at.

    Raises:
        FormHeldError: K002, it is not a PDF that opens.
        OSError: the file cannot be read.
    """
    with _opened(pdf) as document:
        return len(document)


def check_pdf(pdf: Path, *, letter: str, must_contain: Mapping[str, str]) -> PdfFacts:
    """Read a letter's PDF and make sure that it holds what it must.

    `must_contain` maps what a thing is called ("nama klien") to the text looked for; an empty text is
    not looked for. Line breaks, hyphenation, spaces, ligatures, capitals and the Unicode form make no
    difference: a name breaks over lines, and a font draws "fi" as one glyph.

    Raises:
        FormHeldError: K002 with the names of what is missing; never with its text.
    """
    try:
        facts = read_pdf(pdf)
    except FormHeldError as error:
        raise _missing(letter, "halaman yang dapat dibaca") from error
    text = _normal_text(facts.text)
    absent = [name for name, wanted in must_contain.items() if not _holds(text, wanted)]
    if absent:
        raise _missing(letter, ", ".join(absent))
    return facts


@contextmanager
def _opened(pdf: Path) -> Iterator[PdfDocument]:
    # What the disk refuses is no fault of the PDF.
    with pdf.open("rb") as stream:
        if stream.read(5) != b"%PDF-":
            raise _missing("ini", "halaman yang dapat dibaca")
    try:
        with opened_with_pdfium(pdf) as document:
            yield document
    except PdfiumError as error:
        raise _missing("ini", "halaman yang dapat dibaca") from error


def _text_of(page: PdfPage) -> str:
    """A page's text, a line a line; a word that was broken over two lines has its hyphen there."""
    text = str(page.get_textpage().get_text_range())
    return text.replace("\r\n", "\n").replace(_BROKEN_WORD, "-\n")


def _missing(letter: str, what: str) -> FormHeldError:
    return FormHeldError("K002", found=letter, hint=what)


def _holds(text: str, wanted: str) -> bool:
    """Whether normalised `text` holds `wanted`; a hyphen at a line's end may or may not be its own."""
    pieces = [
        f"[-{_BREAK}]" if character == "-" else re.escape(character)
        for character in _normal(wanted)
    ]
    return re.search(f"{_BREAK}?".join(pieces), text) is not None


def _normal_text(text: str) -> str:
    return _normal(_LINE_END_HYPHEN.sub(_BREAK, text.replace(_BREAK, "")))


def _normal(text: str) -> str:
    """Ligatures and wide forms resolved, no white space, no invisible signs, no capitals."""
    text = unicodedata.normalize("NFKC", _OTHER_HYPHEN.sub("-", text))
    kept = (one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", "".join(kept).casefold())
