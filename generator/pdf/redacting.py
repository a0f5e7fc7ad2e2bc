"""A copy of a letter's PDF in which words are blacked out, and nothing is under the black.

Each page is drawn as a picture and the boxes are painted into it: the copy has no text, no fonts, no
metadata of the letter. Where the words stand is asked of the letter's own text. Only for PDFs that we made
ourselves: a scan's text is what the reading made of it, and would miss some.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import raw

from generator.pdf.pdfium import opened_with_pdfium

__all__ = ["Redacted", "black_out"]

DPI = 200
POINTS = 72
PADDING = 1.2  # points around a character
# Above the letterhead, in points.
MARK, MARK_POINTS, MARK_TOP = "SALINAN: SEBAGIAN ISI DIHITAMKAN, BUKAN SURAT ASLI", 8, 14
# An identity number, whatever the form said of it: sixteen digits, also in groups.
IDENTITY = r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)"


@dataclass(frozen=True, kw_only=True)
class Redacted:
    """The copy, and how many places were blacked out."""

    pdf: bytes
    places: int


@dataclass(frozen=True, kw_only=True)
class _Span:
    """Characters of a page that are blacked out, from the first up to behind the last."""

    first: int
    behind: int


def black_out(pdf: Path, secrets: Sequence[str]) -> Redacted:
    """Black out every place of `secrets`, in any case, with any blanks or line ends between words.

    Identity numbers are blacked out whether they are named or not.
    """
    pattern = _pattern(secrets)
    pictures: list[bytes] = []
    places = 0
    with opened_with_pdfium(pdf) as document:
        sizes = [page.get_size() for page in document]
        for page in document:
            picture, found = _drawn(page, pattern)
            pictures.append(picture)
            places += found
    width, height = sizes[0]
    layout = img2pdf.get_layout_fun((width, height))
    made = img2pdf.convert(pictures, layout_fun=layout, nodate=True, producer="pmbs")
    return Redacted(pdf=made, places=places)


def _pattern(secrets: Sequence[str]) -> re.Pattern[str]:
    """What is looked for: whole words only, longest first, numbers however they are grouped."""
    parts = [IDENTITY]
    for secret in sorted(set(secrets), key=len, reverse=True):
        folded = _folded(secret)
        if not folded:
            continue
        if re.fullmatch(r"[\d\s.+()/-]+", folded):
            digits = re.sub(r"\D", "", folded)
            if digits:
                parts.append(r"(?<!\d)" + r"[\s.()-]*".join(digits) + r"(?!\d)")
        else:
            words = r"\W+".join(map(re.escape, re.findall(r"\w+", folded)))
            if words:
                parts.append(rf"(?<!\w){words}(?!\w)")
    return re.compile("|".join(parts))


def _folded(text: str) -> str:
    return "".join(_fold_one(c) for c in unicodedata.normalize("NFC", text)).strip()


def _fold_one(char: str) -> str:
    """One character for one, without case and accents, so that places stay what they are."""
    plain = unicodedata.normalize("NFKD", char).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if len(plain) == 1 else (plain[:1] or " ")


def _drawn(page: pypdfium2.PdfPage, pattern: re.Pattern[str]) -> tuple[bytes, int]:
    text = page.get_textpage()
    scale = DPI / POINTS
    picture: Image.Image = page.render(scale=scale).to_pil().convert("L")
    brush = ImageDraw.Draw(picture)
    _mark(picture, brush)
    height = page.get_size()[1]
    spans = list(_spans(text, pattern))
    for span in spans:
        for left, bottom, right, top in _boxes(text, span):
            brush.rectangle(
                (
                    (left - PADDING) * scale,
                    (height - top - PADDING) * scale,
                    (right + PADDING) * scale,
                    (height - bottom + PADDING) * scale,
                ),
                fill=0,
            )
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue(), len(spans)


def _mark(picture: Image.Image, brush: ImageDraw.ImageDraw) -> None:
    """What the page is, at its upper rim: nobody is to take it for the letter."""
    font = ImageFont.load_default(MARK_POINTS * DPI / POINTS)
    left, top, right, bottom = brush.textbbox((0, 0), MARK, font=font)
    at = ((picture.width - (right - left)) / 2, MARK_TOP * DPI / POINTS)
    rim = 2 * PADDING * DPI / POINTS
    box = (at[0] - rim, at[1] + top - rim, at[0] + right - left + rim, at[1] + bottom + rim)
    brush.rectangle(box, fill=255, outline=0, width=2)
    brush.text(at, MARK, fill=0, font=font)


def _spans(text: pypdfium2.PdfTextPage, pattern: re.Pattern[str]) -> Iterator[_Span]:
    # One character for one, as PDFium counts them: its own text leaves some out.
    codes = (raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars()))
    whole = "".join(_fold_one(chr(code)) if code else " " for code in codes)
    for found in pattern.finditer(whole):
        yield _Span(first=found.start(), behind=found.end())


def _boxes(text: pypdfium2.PdfTextPage, span: _Span) -> Iterator[tuple[float, float, float, float]]:
    """One box for each line that the characters stand on."""
    line: tuple[float, float, float, float] | None = None
    for at in range(span.first, span.behind):
        left, bottom, right, top = text.get_charbox(at, loose=True)
        if right <= left or top <= bottom:
            continue  # a blank or a line end that PDFium put in
        if line is not None and bottom < line[3] and top > line[1] and left >= line[0]:
            line = (line[0], min(line[1], bottom), max(line[2], right), max(line[3], top))
            continue
        if line is not None:
            yield line
        line = (left, bottom, right, top)
    if line is not None:
        yield line
