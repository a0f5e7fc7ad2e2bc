"""Pages and texts as somebody looked at them once, and what differs from them, shown as a picture."""

import difflib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from tests.letters.kit import ROOT

__all__ = [
    "GOLDEN",
    "SHOWN",
    "beside",
    "keep",
    "kept_pages",
    "kept_text",
    "pictures",
    "text_changes",
    "text_of_pages",
    "unlike",
]

GOLDEN = ROOT / "tests" / "golden"
# Where a difference is laid for a person to look at.
SHOWN = ROOT / "build" / "golden"
DPI, GREYS = 56, 16
# A dot differs by more than this; so many may, as the edge of a glyph falls this way or that.
DARKER, DOTS = 72, 3
LABEL, GAP = 18, 8
RED, BLUE = (214, 40, 40), (30, 90, 200)


def pictures(pdf: Path, dpi: int = DPI) -> list[Image.Image]:
    """Every page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def text_of_pages(pdf: Path) -> str:
    """The text of all pages, a line a line, a form feed between pages."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    return "\n\f\n".join("\n".join(line.rstrip() for line in page) for page in pages) + "\n"


# -- what is kept --------------------------------------------------------------------------------


def kept_pages(name: str, folder: Path = GOLDEN) -> list[Image.Image]:
    """The pages of a letter as they were accepted."""
    return [Image.open(path).convert("L") for path in sorted(folder.glob(f"{name}-[0-9].png"))]


def kept_text(name: str, folder: Path = GOLDEN) -> str:
    path = folder / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def keep(name: str, pdf: Path, folder: Path = GOLDEN) -> None:
    """Accept a letter as it is now."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}-[0-9].png"):
        old.unlink()
    for number, page in enumerate(pictures(pdf), start=1):
        page.quantize(GREYS).save(folder / f"{name}-{number}.png", optimize=True)
    (folder / f"{name}.txt").write_text(text_of_pages(pdf), encoding="utf-8")


# -- what differs --------------------------------------------------------------------------------


def unlike(before: Image.Image, after: Image.Image) -> bool:
    """Whether a person would see that a page changed."""
    if before.size != after.size:
        return True
    changed = ImageChops.difference(before, _coarse(after)).point(lambda one: one > DARKER and 255)
    return changed.histogram()[255] > DOTS


def beside(before: Sequence[Image.Image], after: Sequence[Image.Image]) -> Image.Image:
    """Page by page: as it was, as it is, and both together: gone in red, new in blue."""
    rows = [
        _row(
            before[place] if place < len(before) else None,
            after[place] if place < len(after) else None,
        )
        for place in range(max(len(before), len(after)))
    ]
    size = max(row.width for row in rows), sum(row.height for row in rows)
    whole, top = Image.new("RGB", size, "white"), 0
    for row in rows:
        whole.paste(row, (0, top))
        top += row.height
    return whole


def text_changes(name: str, before: str, after: str) -> str:
    """The lines that changed, as a patch; empty if none did."""
    told = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (kept)", f"{name} (now)", lineterm="", n=1
    )
    return "\n".join(told)


def _row(before: Image.Image | None, after: Image.Image | None) -> Image.Image:
    known = [one for one in (before, after) if one is not None]
    width, height = max(one.width for one in known), max(one.height for one in known)
    blank = Image.new("L", (width, height), 255)
    was, now = (_on(blank, one) for one in (before, after))
    row = Image.new("RGB", (3 * width + 4 * GAP, height + LABEL + GAP), (120, 120, 120))
    labels = ("kept", "now", "gone: red, new: blue")
    for place, (label, one) in enumerate(zip(labels, (was, now, _overlay(was, now)), strict=True)):
        left = GAP + place * (width + GAP)
        ImageDraw.Draw(row).text((left, 3), label, fill="white")
        row.paste(one.convert("RGB"), (left, LABEL))
    return row


def _on(blank: Image.Image, page: Image.Image | None) -> Image.Image:
    shown = blank.copy()
    if page is not None:
        shown.paste(page, (0, 0))
    return shown


def _overlay(was: Image.Image, now: Image.Image) -> Image.Image:
    now = _coarse(now)
    pale = Image.blend(now.convert("RGB"), Image.new("RGB", now.size, "white"), 0.6)
    for colour, darker, lighter in ((RED, was, now), (BLUE, now, was)):
        gone = ImageChops.subtract(lighter, darker).point(lambda one: one > DARKER and 255)
        pale.paste(colour, mask=gone.convert("L"))
    return pale


def _coarse(page: Image.Image) -> Image.Image:
    """In as many greys as are kept."""
    return page.quantize(GREYS).convert("L")
