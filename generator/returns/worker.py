"""A child process that opens strangers' scans: a hostile one costs this process and nothing else.

`python -m generator.returns.worker read FILE` prints a JSON row a page; `part FILE OUT PAGES` writes
chosen pages, turned upright, as a PDF; `ink SCAN PRINTED NAMES` tells whose signature is missing. It is started with limits on memory and time by `scan.py`.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from generator.returns.codes import read_codes
from generator.returns.ink import Box, empty_boxes

__all__ = ["main"]

DPI, FINE_DPI = 200, 300
POINTS = 72
# The longest side of a page picture; an A3 page at 300 dpi has 4,961.
MAX_SIDE = 5_200
MAX_PIXELS = 60_000_000
# Darker than this is ink; a blank page has less of it than this share.
INK, BLANK = 128, 0.002
TOO_MANY, UNREADABLE, LOCKED = "too-many-pages", "unreadable", "locked"


class _RefusedError(Exception):
    """Why a scan is not read, in one of the words above."""


def pictures(path: Path, limit: int) -> Iterator[Image.Image]:
    """The pages of a scan as grey pictures, one at a time."""
    if path.read_bytes()[:1024].find(b"%PDF-") >= 0:
        yield from _pdf_pictures(path, limit)
        return
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(path) as opened:
        if getattr(opened, "n_frames", 1) > limit:
            raise _RefusedError(TOO_MANY)
        for frame in ImageSequence.Iterator(opened):
            upright = ImageOps.exif_transpose(frame)
            grey = (upright or frame).convert("L")
            grey.thumbnail((MAX_SIDE, MAX_SIDE))
            yield grey


def _pdf_pictures(path: Path, limit: int) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _RefusedError(LOCKED if "password" in str(error).lower() else UNREADABLE) from error
    with closing(document):
        if len(document) > limit:
            raise _RefusedError(TOO_MANY)
        if len(document) == 0:
            raise _RefusedError(UNREADABLE)
        for page in document:
            longest = max(page.get_size()) / POINTS
            dpi = min(DPI, MAX_SIDE / max(longest, 0.01))
            yield page.render(scale=dpi / POINTS, grayscale=True).to_pil().convert("L")


def read(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """A row a page: its codes, how to turn it, whether it is blank."""
    for picture in pictures(path, limit):
        codes = read_codes(picture)
        yield {
            "codes": [code.text for code in codes],
            "turns": codes[0].turns if codes else 0,
            "blank": not codes and _is_blank(picture),
        }


def _is_blank(picture: Image.Image) -> bool:
    # The rim holds shadows of the lid and holes of the binder.
    width, height = picture.size
    inner = picture.crop((width // 20, height // 20, width - width // 20, height - height // 20))
    dark = sum(inner.histogram()[:INK])
    return dark < BLANK * inner.width * inner.height


def part(path: Path, out: Path, chosen: list[tuple[int, int]]) -> None:
    """Write chosen pages as a PDF: each a place from 0, and quarter turns clockwise.

    The pages of a PDF are copied as they are; pictures go in without being encoded anew.
    """
    source = path
    if path.read_bytes()[:1024].find(b"%PDF-") < 0:
        source = out.with_suffix(".bild.pdf")
        with Image.open(path) as opened:
            resolution = opened.info.get("dpi", (DPI, DPI))[0] or DPI
        layout = img2pdf.get_fixed_dpi_layout_fun((resolution, resolution))
        source.write_bytes(
            img2pdf.convert(path.read_bytes(), layout_fun=layout, rotation=img2pdf.Rotation.ifvalid)
        )
    with pikepdf.open(source) as document, pikepdf.new() as made:
        for place, turns in chosen:
            made.pages.append(document.pages[place])
            made.pages[-1].rotate(turns * 90, relative=True)
        made.save(out)
    if source != path:
        source.unlink()


def ink(scan: Path, printed: Path, names: list[str]) -> Iterator[str]:
    """Signers whose box is empty on every page of an upright scan that shows it.

    Where a name stands on the printed letter tells where its signature belongs: above it.
    """
    scale = DPI / POINTS
    with (
        closing(pypdfium2.PdfDocument(scan)) as come,
        closing(pypdfium2.PdfDocument(printed)) as gone,
    ):
        if len(come) != len(gone):
            return
        for there, here in zip(gone, come, strict=True):
            boxes = list(_boxes(there, names))
            if boxes:
                pictures = [one.render(scale=scale, grayscale=True).to_pil().convert("L")
                            for one in (there, here)]  # fmt: skip
                yield from empty_boxes(pictures[0], pictures[1], boxes, DPI)


def _boxes(page: pypdfium2.PdfPage, names: list[str]) -> Iterator[Box]:
    """The last place of each name on a page that has an empty line above it."""
    text, height = page.get_textpage(), page.get_height()
    for name in names:
        found = None
        searcher = text.search(name, match_case=True)
        while (place := searcher.get_next()) is not None:
            found = place
        if found is None:
            continue
        left, _bottom, right, top = text.get_charbox(found[0])
        above = text.get_text_bounded(left - 5, top + 4, right + 150, top + 40)
        if not above.strip():
            yield Box(name, left, height - top)


def main(arguments: list[str]) -> int:
    """Do one thing and tell it on standard output; 3 with a word when a scan is refused."""
    try:
        if arguments[0] == "read":
            for row in read(Path(arguments[1]), int(arguments[2])):
                sys.stdout.write(json.dumps(row) + "\n")
        elif arguments[0] == "ink":
            for name in ink(Path(arguments[1]), Path(arguments[2]), arguments[3:]):
                sys.stdout.write(json.dumps({"empty": name}) + "\n")
        else:
            pages = [(int(one.split(":")[0]), int(one.split(":")[1])) for one in arguments[3:]]
            part(Path(arguments[1]), Path(arguments[2]), pages)
    except _RefusedError as refused:
        sys.stdout.write(json.dumps({"refused": str(refused)}) + "\n")
        return 3
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError,
            pikepdf.PdfError, pypdfium2.PdfiumError, img2pdf.ImageOpenError) as error:  # fmt: skip
        sys.stderr.write(f"{type(error).__name__}\n")
        sys.stdout.write(json.dumps({"refused": UNREADABLE}) + "\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
