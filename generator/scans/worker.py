"""A child process that opens strangers' scans: a hostile one costs this process and nothing else.

Each order prints JSON, a row a line. `read FILE LIMIT [quick]` tells of each page; `text FILE LIMIT` gives the
text that it holds; `acts FILE` what acts in it, and `clean FILE OUT` writes it without that; `part FILE
OUT PAGES` writes chosen pages, turned upright, as a PDF; `jpeg FILE OUT` writes a picture of another
kind as JPEG; `signatures FILE NOW [ROOTS]` judges the electronic signatures; `unfold FILE OUT` cuts pictures of several pages; `compare SCAN PRINTED` lays an upright scan over its letter, and
takes the signers' names from standard input, where no list of processes shows them. It is started
with limits on memory and time by `scan.py`.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
import pypdfium2
from PIL import Image, ImageOps, ImageStat

from generator.scans.acting import acting, take_out
from generator.scans.codes import Code, Corners, is_letter_code, read_codes
from generator.scans.frames import MAX_PIXELS, as_jpeg, as_pdf
from generator.scans.ink import Box, look_at
from generator.scans.keeping import losses
from generator.scans.kinds import PROGRAMS
from generator.scans.laying import Laid, lay_over
from generator.scans.pages import (
    drawn,
    is_blank,
    is_pdf,
    is_typed,
    is_written,
    opened_pdf,
    pdf_pages,
    pictures,
    sheets_of,
)
from generator.scans.refusal import ACTIVE, LOCKED, TOO_LARGE, TOO_MANY, UNREADABLE, RefusedError
from generator.scans.sheet import SeenPage
from generator.scans.unfolding import side_by_side, unfold

__all__ = ["main"]

# A page that is darker than this as a whole may be a negative.
DARK = 110
# Points above a signer's name in which a signature is written, half its width, and what is left free.
SIGNED_HEIGHT, SIGNED_REACH, SIGNED_GAP = 52, 80, 3
# How alike a scanned page and a printed one are: another page at most, and surely the same.
ALIKE, SURE = 0.5, 0.65
MOST_ON_A_PAGE = 50_000
NEGATIVE = "/PmbsNegative"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A page of a scan: its place from 0, quarter turns clockwise to upright, and what is known of it."""

    place: int
    turns: int
    is_negative: bool
    is_known: bool

    @classmethod
    def told(cls, word: str) -> "Chosen":
        place, turns, negative, known = (int(one) for one in word.split(":"))
        return cls(place=place, turns=turns, is_negative=bool(negative), is_known=bool(known))


def read(path: Path, limit: int, *, is_quick: bool) -> Iterator[dict[str, Any]]:
    """A row a page: its codes, how to turn it, whether it is blank."""
    programs = [kind for kind in _acting(path) if kind in PROGRAMS]
    if programs:
        raise RefusedError(ACTIVE, *programs)
    for picture, typed in _with_typed(path, limit):
        codes, is_negative = _codes(picture, is_quick=is_quick or typed)
        if not codes and is_blank(picture):
            yield _row(is_blank=True, is_written=is_written(picture))
            continue
        parts = len(side_by_side(codes, picture)) or 1
        yield _row(codes, is_negative=is_negative, parts=parts)


def _row(
    codes: Sequence[Code] = (),
    *,
    is_negative: bool = False,
    is_blank: bool = False,
    is_written: bool = True,
    parts: int = 1,
) -> dict[str, Any]:
    return {
        "codes": [code.text for code in codes],
        "turns": codes[0].turns if codes else 0,
        "negative": is_negative,
        "blank": is_blank,
        "written": is_written,
        "parts": parts,
    }


def _codes(picture: Image.Image, *, is_quick: bool) -> tuple[list[Code], bool]:
    """The codes of a page, a letter's first; and whether they were read on its negative.

    A page with next to no ink is read too, for it may be a pale one; but no repairs are tried on it.
    """
    if ImageStat.Stat(picture).mean[0] < DARK:
        found = read_codes(ImageOps.invert(picture), is_quick=True)
        if any(is_letter_code(code.text) for code in found):
            return _ours_first(found), True
    looks_blank = is_blank(picture)
    if looks_blank and not is_written(picture):
        return [], False
    return _ours_first(read_codes(picture, is_quick=is_quick or looks_blank)), False


def _ours_first(codes: Sequence[Code]) -> list[Code]:
    return sorted(codes, key=lambda code: not is_letter_code(code.text))


def _with_typed(path: Path, limit: int) -> Iterator[tuple[Image.Image, bool]]:
    if is_pdf(path):
        for page in pdf_pages(path, limit):
            yield drawn(page), is_typed(page)
    else:
        for picture in pictures(path, limit):
            yield picture, False


def _acting(path: Path) -> list[str]:
    """What acts in a file. One that cannot be looked through is not read: it may hold anything."""
    if not is_pdf(path):
        return []
    try:
        with pikepdf.open(path) as document:
            return acting(document)
    except pikepdf.PasswordError as error:
        raise RefusedError(LOCKED) from error


def texts(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """A row a page: the text that it holds, so much of it as one page can show."""
    if not is_pdf(path):
        for _ in pictures(path, limit):
            yield {"text": "", "typed": False}
        return
    with closing(opened_pdf(path)) as document:
        if len(document) > limit:
            raise RefusedError(TOO_MANY)
        for page in document:
            text = page.get_textpage()
            told = text.get_text_range(0, min(text.count_chars(), MOST_ON_A_PAGE))
            yield {"text": told, "typed": is_typed(page)}


def part(path: Path, out: Path, chosen: Sequence[Chosen], limit: int) -> None:
    """Write chosen pages as a PDF, upright.

    The pages of a PDF are copied as they are, but for what could act: only the looks of notes and
    form fields stay. Pictures go in without being encoded anew.
    """
    source: Path | io.BytesIO = path if is_pdf(path) else io.BytesIO(as_pdf(path, limit))
    with pikepdf.open(source) as document, pikepdf.new() as made:
        document.flatten_annotations()
        for one in chosen:
            made.pages.append(document.pages[one.place])
            page = made.pages[-1]
            for acting in ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/AF"):
                if acting in page:
                    del page[acting]
            page.rotate(one.turns * 90, relative=True)
            if one.is_negative:
                _show_positive(page)
        made.remove_unreferenced_resources()
        take_out(made)
        made.save(out)


def _show_positive(page: pikepdf.Page) -> None:
    """Lay a white sheet over a negative page that turns each dot into its opposite; the picture stays as it is."""
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Difference)
    name = page.add_resource(state, pikepdf.Name.ExtGState, pikepdf.Name(NEGATIVE))
    left, bottom, right, top = (float(one) for one in page.mediabox)
    sheet = f"q {name} gs 1 1 1 rg {left} {bottom} {right - left} {top - bottom} re f Q"
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q\n" + sheet.encode())


def gather(folder: Path, out: Path, limit: int) -> Iterator[dict[str, Any]]:
    """Write the pages of all files of a folder as one PDF, in the order of their names; a row a file.

    One that cannot be read gives no page, and says why.
    """
    with pikepdf.new() as made:
        for path in sorted(folder.iterdir()):
            try:
                pages = _add_all(made, path, limit - len(made.pages))
            except RefusedError as refused:
                yield {"file": path.name, "pages": 0, "why": str(refused), "found": refused.found}
            except (*_DAMAGE, *_PDF_DAMAGE):
                yield {"file": path.name, "pages": 0, "why": UNREADABLE, "found": ()}
            else:
                yield {"file": path.name, "pages": pages, "why": "", "found": ()}
        take_out(made)
        made.save(out)


def _add_all(made: pikepdf.Pdf, path: Path, limit: int) -> int:
    programs = [kind for kind in _acting(path) if kind in PROGRAMS]
    if programs:
        raise RefusedError(ACTIVE, *programs)
    if not is_pdf(path):
        # A picture that breaks off would be a page that looks blank.
        for _ in pictures(path, limit):
            pass
    source: Path | io.BytesIO = path if is_pdf(path) else io.BytesIO(as_pdf(path, limit))
    with pikepdf.open(source) as document:
        if len(document.pages) > limit:
            raise RefusedError(TOO_MANY)
        document.flatten_annotations()
        made.pages.extend(document.pages)
        return len(document.pages)


def clean(path: Path, out: Path, limit: int) -> None:
    """Write all pages of a PDF without what acts in it."""
    with pikepdf.open(path) as document:
        places = range(len(document.pages))
    part(
        path,
        out,
        [Chosen(place=place, turns=0, is_negative=False, is_known=False) for place in places],
        limit,
    )


def lost(path: Path, copy: Path, chosen: Sequence[Chosen], limit: int) -> Iterator[dict[str, Any]]:
    """A row for each kind of loss that a readable copy of chosen pages of a scan shows."""
    places = [one.place for one in chosen]
    originals = (
        _positive(sheet.turned(one.turns), is_negative=one.is_negative)
        for sheet, one in zip(sheets_of(path, limit, places), chosen, strict=True)
    )
    for word in losses(originals, sheets_of(copy, limit), [one.is_known for one in chosen]):
        yield {"lost": word}


def _positive(sheet: SeenPage, *, is_negative: bool) -> SeenPage:
    return replace(sheet, picture=ImageOps.invert(sheet.picture)) if is_negative else sheet


# -- beside the printed letter -------------------------------------------------------------------


def compare(scan: Path, printed: Path, names: list[str]) -> Iterator[dict[str, Any]]:
    """A row for each page of an upright scan: which printed page it is; then one for each of its boxes.

    Where a name stands on the printed letter tells where its signature belongs: above it.
    """
    with closing(opened_pdf(printed)) as letter, closing(opened_pdf(scan)) as come:
        sheets = [_Sheet(drawn(page)) for page in letter]
        for number, page in enumerate(come):
            sheet = _Sheet(drawn(page))
            place, laid = _recognised(sheets, sheet, number)
            yield {"page": place}
            if place is None:
                continue
            for box in _boxes(letter[place], names):
                found = look_at(sheets[place].picture, sheet.picture, laid, box)
                yield {"name": found.name, "ink": found.ink, "share": found.share}


class _Sheet:
    """A page's picture, and where its letter's code stands."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture
        codes = [code for code in read_codes(picture) if is_letter_code(code.text)]
        self.corners: Corners | None = codes[0].corners if len(codes) == 1 else None


def _recognised(sheets: list[_Sheet], sheet: _Sheet, likely: int) -> tuple[int | None, Laid]:
    """Which printed page a scanned one is, the likely one tried first; None on any doubt."""
    fits: list[tuple[float, int, Laid]] = []
    for place in sorted(range(len(sheets)), key=lambda place: place != likely):
        printed = sheets[place]
        laid = lay_over(printed.picture, sheet.picture, printed.corners, sheet.corners)
        if laid.likeness >= SURE:
            return place, laid
        fits.append((laid.likeness, place, laid))
    likeness, place, laid = max(fits, key=lambda one: one[:2])
    return (place if likeness >= ALIKE else None), laid


def _boxes(page: pypdfium2.PdfPage, names: list[str]) -> Iterator[Box]:
    """The space above each name where it stands under an empty one, up to half-way to its neighbour."""
    text, (width, height) = page.get_textpage(), page.get_size()
    places = {name: at for name in names if (at := _place_of(text, name)) is not None}
    for name, (left, right, top) in places.items():
        middle, reach = (left + right) / 2, float(SIGNED_REACH)
        for other, (start, end, level) in places.items():
            if other != name and abs(level - top) < SIGNED_HEIGHT:
                reach = min(reach, abs((start + end) / 2 - middle) / 2)
        bottom = height - top - SIGNED_GAP
        yield Box(
            name=name,
            left=(middle - reach) / width,
            right=(middle + reach) / width,
            top=(bottom - SIGNED_HEIGHT) / height,
            bottom=bottom / height,
        )


def _place_of(text: pypdfium2.PdfTextPage, name: str) -> tuple[float, float, float] | None:
    """Left, right and top, in points from below, of a name's last place with nothing above it."""
    found = None
    searcher = text.search(name, match_case=True)
    while (place := searcher.get_next()) is not None:
        first, many = place
        left, _, _, top = text.get_charbox(first)
        _, _, right, _ = text.get_charbox(first + many - 1)
        above = text.get_text_bounded(left, top + SIGNED_GAP, right, top + SIGNED_HEIGHT * 2 / 3)
        if left < right and not above.strip():
            found = left, right, top
    return found


def _rows(order: str, path: Path, arguments: list[str]) -> Iterator[dict[str, Any]]:
    if order == "read":
        yield from read(path, int(arguments[0]), is_quick="quick" in arguments[1:])
    elif order == "text":
        yield from texts(path, int(arguments[0]))
    elif order == "acts":
        yield from ({"kind": kind} for kind in _acting(path))
    elif order == "signatures":
        # Its libraries take half a second to load.
        from generator.scans.certificates import certificates_in, judged

        roots = [one for folder in arguments[1:] for one in certificates_in(Path(folder))]
        yield from judged(path, roots, now=datetime.fromisoformat(arguments[0]))
    elif order == "compare":
        yield from compare(path, Path(arguments[0]), json.load(sys.stdin))
    elif order == "lost":
        chosen = [Chosen.told(one) for one in arguments[2:]]
        yield from lost(path, Path(arguments[1]), chosen, int(arguments[0]))
    elif order == "gather":
        yield from gather(path, Path(arguments[0]), int(arguments[1]))
    else:
        _write(order, path, Path(arguments[0]), arguments[1:])


def _write(order: str, path: Path, out: Path, arguments: list[str]) -> None:
    """Orders that make a file: the pages that are chosen follow the limit."""
    if order == "jpeg":
        as_jpeg(path, out)
    elif order == "clean":
        clean(path, out, int(arguments[0]))
    elif order == "unfold":
        unfold(path, out, int(arguments[0]))
    else:
        part(path, out, [Chosen.told(one) for one in arguments[1:]], int(arguments[0]))


def main(arguments: list[str]) -> int:
    """Do one thing and tell it on standard output; 3 with a word when a scan is refused."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    order, path, *others = arguments
    try:
        for row in _rows(order, Path(path), others):
            sys.stdout.write(json.dumps(row) + "\n")
    except RefusedError as refused:
        sys.stdout.write(json.dumps({"refused": str(refused), "found": refused.found}) + "\n")
        return 3
    except Image.DecompressionBombError:
        sys.stdout.write(json.dumps({"refused": TOO_LARGE}) + "\n")
        return 3
    except (*_DAMAGE, *_PDF_DAMAGE) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        sys.stdout.write(json.dumps({"refused": UNREADABLE}) + "\n")
        return 3
    return 0


# What the libraries raise on spoilt files: the damage shows in whatever object it happens to touch.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_PDF_DAMAGE = (
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    img2pdf.ImageOpenError,
    img2pdf.AlphaChannelError,
    img2pdf.JpegColorspaceError,
    img2pdf.NegativeDimensionError,
    img2pdf.PdfTooLargeError,
    img2pdf.UnsupportedColorspaceError,
)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
