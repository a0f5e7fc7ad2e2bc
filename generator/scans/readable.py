"""The readable copy of a scan: searchable, and held against the scan; where it lost something there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.scans.ocr import Recogniser
from generator.scans.scan import ScannedPage, losses

__all__ = ["LOSSES", "Readable", "make_readable"]

# What a copy may lose, as the office reads it.
LOSSES = {"ink": "tinta", "pages": "halaman", "size": "ukuran", "turned": "arah"}


@dataclass(frozen=True, kw_only=True)
class Readable:
    """What was recognised on a scan. `lost` is why its copy was not kept, in words; then `pdf` is None."""

    pdf: Path | None
    text: str
    lost: tuple[str, ...] = ()


def make_readable(
    recogniser: Recogniser, scan: Path, pages: Sequence[ScannedPage], source: Path, out: Path
) -> Readable:
    """Make the searchable copy `out` of some pages of a scan, which stand upright in `source`.

    It is held against the scan itself, page by page: what lost ink, a page, its size or its way up is
    taken away again, for people look at it in place of the scan.
    """
    made = recogniser.make_searchable(source, out, pages=len(pages))
    if made.pdf is None:
        return Readable(pdf=None, text=made.text)
    lost = losses(scan, pages, made.pdf)
    if lost:
        made.pdf.unlink()
        return Readable(pdf=None, text=made.text, lost=tuple(LOSSES[one] for one in lost))
    return Readable(pdf=made.pdf, text=made.text)
