"""Pictures that show several pages, cut into them by the codes on them. Only for the process in the cage."""

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import img2pdf
import pikepdf
import pypdfium2
from PIL import Image

from generator.scans.acting import take_out
from generator.scans.codes import Code, is_letter_code, read_codes
from generator.scans.frames import as_pdf
from generator.scans.pages import MAX_SIDE, POINTS, drawn, is_blank, is_pdf, is_written

__all__ = ["side_by_side", "unfold"]

CUT_DPI, JPEG_QUALITY = 300, 92
# A part of a page: left, top, right, bottom, as shares of its sides.
Share = tuple[float, float, float, float]
LEFT_AND_RIGHT: tuple[Share, Share] = ((0, 0, 0.5, 1), (0.5, 0, 1, 1))
ABOVE_AND_BELOW: tuple[Share, Share] = ((0, 0, 1, 0.5), (0, 0.5, 1, 1))
FOUR = 4
# Where letters print their code, how large, and how tall their paper is; in widths of the page.
CODE_LEFT, CODE_TOP, CODE_SIDE, TALL = 0.148, 1.311, 0.0725, 1.414
# So much of a half must be the page whose code it bears, to be cut from the other.
FILLED = 0.8


def unfold(path: Path, out: Path, limit: int) -> None:
    """Write the scan with each picture of several pages cut into them, by the codes that it shows.

    A cut page is drawn anew, so that nothing of its neighbour stays in its file; the others are copied.
    """
    data = path.read_bytes() if is_pdf(path) else as_pdf(path, limit)
    with (
        closing(pypdfium2.PdfDocument(data)) as shown,
        pikepdf.open(io.BytesIO(data)) as document,
        pikepdf.new() as made,
    ):
        for place, page in enumerate(shown):
            picture = drawn(page)
            parts = side_by_side(read_codes(picture), picture)
            if not parts:
                made.pages.append(document.pages[place])
            for box in parts:
                with pikepdf.open(io.BytesIO(_cut(page, box))) as cut:
                    made.pages.extend(cut.pages)
        made.remove_unreferenced_resources()
        take_out(made)
        made.save(out)


def side_by_side(codes: Sequence[Code], picture: Image.Image) -> list[Share]:
    """The parts of a picture, as shares of it, that are a page each; none if it is one page.

    Each holds one of our codes; or one does, its page fills just that half, and something stands on the other.
    """
    ours = [code for code in codes if is_letter_code(code.text)]
    if len(ours) == 1:
        return _halves(ours[0], picture)
    centres = [
        (
            sum(x for x, _ in code.corners) / 4 / picture.width,
            sum(y for _, y in code.corners) / 4 / picture.height,
        )
        for code in ours
    ]
    many = len(ours)
    for columns, rows in ((many, 1), (1, many), *(((2, 2),) if many == FOUR else ())):
        cells = {(int(x * columns), int(y * rows)) for x, y in centres}
        if many > 1 and len(cells) == many:
            return [
                (column / columns, row / rows, (column + 1) / columns, (row + 1) / rows)
                for row in range(rows)
                for column in range(columns)
            ]
    return []


def _halves(code: Code, picture: Image.Image) -> list[Share]:
    page = _page_of(code, picture)
    for halves in (LEFT_AND_RIGHT, ABOVE_AND_BELOW):
        for half, other in (halves, halves[::-1]):
            if _overlap(page, half) >= FILLED:
                sides = (picture.width, picture.height) * 2
                left, top, right, bottom = (
                    round(share * side) for share, side in zip(other, sides, strict=True)
                )
                rest = picture.crop((left, top, right, bottom))
                return list(halves) if is_written(rest) or not is_blank(rest) else []
    return []


def _page_of(code: Code, picture: Image.Image) -> Share:
    """Where on a picture the page lies whose code stands where letters print it, as shares."""
    first, second, _, fourth = (complex(*corner) for corner in code.corners)
    across = (second - first) / CODE_SIDE
    down = (fourth - first) / CODE_SIDE
    corner = first - across * CODE_LEFT - down * CODE_TOP
    corners = [corner, corner + across, corner + down * TALL, corner + across + down * TALL]
    xs = [one.real / picture.width for one in corners]
    ys = [one.imag / picture.height for one in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _overlap(one: Share, other: Share) -> float:
    """What two rectangles share, of what either covers."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = max(0.0, width) * max(0.0, height)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return common / (areas - common)


def _cut(page: pypdfium2.PdfPage, box: Share) -> bytes:
    """A part of a page as a PDF of its own, in its colours."""
    longest = max(page.get_size()) / POINTS
    dpi = min(CUT_DPI, 2 * MAX_SIDE / max(longest, 0.01))
    whole = page.render(scale=dpi / POINTS).to_pil().convert("RGB")
    sides = (whole.width, whole.height) * 2
    out = io.BytesIO()
    whole.crop(tuple(round(one * side) for one, side in zip(box, sides, strict=True))).save(
        out, "JPEG", quality=JPEG_QUALITY, dpi=(dpi, dpi)
    )
    return bytes(img2pdf.convert(out.getvalue()))
