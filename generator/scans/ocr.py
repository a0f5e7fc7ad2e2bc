"""Making a scan searchable. The only door to ocrmypdf, which runs as a program of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.system.sandbox import job_beside, run_caged, take_out_of

__all__ = ["Recogniser", "Searchable", "Tesseract"]

LANGUAGE = "ind"
SECONDS_A_PAGE = 30
START_SECONDS = 30
# For large pictures: those of telephones have a hundred million dots and tens of megabytes.
SECONDS_A_MEGABYTE = 3
MEMORY_BYTES = 3_000_000_000
# Of a larger page text is recognised on a smaller picture; what is shown keeps every dot. A3 at 400 dpi has 31.
MOST_MEGAPIXELS = "32"
# ocrmypdf's own exit codes: made, but no PDF/A; refused because the pages have text already.
NOT_PDFA, HAS_TEXT = 10, 6


@dataclass(frozen=True, kw_only=True)
class Searchable:
    """The text that was recognised; `pdf` is None where no searchable PDF could be made."""

    pdf: Path | None
    text: str


class Recogniser(Protocol):
    """Recognises text on pictures of pages."""

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        """Recognise the text of an upright scan and lay it under the picture, as PDF/A-2b.

        Never raises for content: what cannot be recognised has no text, and stays a picture.
        """
        ...


class Tesseract:
    """Tesseract, by way of ocrmypdf."""

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        return _make_searchable(source, out, pages=pages)


def _make_searchable(source: Path, out: Path, *, pages: int) -> Searchable:
    source = source.absolute()
    size = source.stat().st_size // 1_000_000
    seconds = START_SECONDS + SECONDS_A_PAGE * pages + SECONDS_A_MEGABYTE * size
    with job_beside(out) as job:
        made, sidecar = job / out.name, job / "teks.txt"
        ended = _recognise(source, made, sidecar, seconds=seconds)
        if ended == HAS_TEXT:
            # The scanner recognised text itself, perhaps in another language: do it anew.
            ended = _recognise(source, made, sidecar, "--force-ocr", seconds=seconds)
        is_told = sidecar.is_file() and not sidecar.is_symlink()
        text = sidecar.read_text(encoding="utf-8", errors="replace") if is_told else ""
        is_made = ended in (0, NOT_PDFA) and take_out_of(job, out)
    return Searchable(pdf=out if is_made else None, text=text.replace("\f", "\n").strip())


def _recognise(source: Path, out: Path, sidecar: Path, *more: str, seconds: int) -> int | None:
    """Run the program; its exit code, None if it took too long."""
    command = [
        "-m",
        "ocrmypdf",
        "-l",
        LANGUAGE,
        "--rotate-pages",
        "--rotate-pages-threshold",
        "2",
        "--deskew",
        "--output-type",
        "pdfa-2",
        "--optimize",
        "0",
        "--jobs",
        "1",
        "--max-ocr-image-mpixels",
        MOST_MEGAPIXELS,
        "--sidecar",
        str(sidecar),
        *more,
        "-q",
        str(source),
        str(out),
    ]
    return run_caged(
        command,
        memory=MEMORY_BYTES,
        seconds=seconds,
        writable=out.parent,
        readable=(source,),
        settings={"OMP_THREAD_LIMIT": "1"},
    ).code
