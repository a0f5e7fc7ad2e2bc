"""Making a scan searchable. The only door to ocrmypdf, which runs as a program of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["Recogniser", "Searchable", "Tesseract"]

LANGUAGE = "ind"
SECONDS_A_PAGE = 30
START_SECONDS = 30
MEMORY_BYTES = 3_000_000_000
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
    sidecar = out.with_suffix(".txt")
    seconds = START_SECONDS + SECONDS_A_PAGE * pages
    ended = _recognise(source, out, sidecar, seconds=seconds)
    if ended == HAS_TEXT:
        # The scanner recognised text itself, perhaps in another language: do it anew.
        ended = _recognise(source, out, sidecar, "--force-ocr", seconds=seconds)
    text = sidecar.read_text(encoding="utf-8", errors="replace") if sidecar.is_file() else ""
    sidecar.unlink(missing_ok=True)
    is_made = ended in (0, NOT_PDFA) and out.is_file()
    return Searchable(pdf=out if is_made else None, text=text.replace("\f", "\n").strip())


def _recognise(source: Path, out: Path, sidecar: Path, *more: str, seconds: int) -> int | None:
    """Run the program; its exit code, None if it took too long."""
    command = [
        "prlimit", f"--as={MEMORY_BYTES}", "--core=0", sys.executable, "-m", "ocrmypdf",
        "-l", LANGUAGE, "--rotate-pages", "--rotate-pages-threshold", "2", "--deskew",
        "--output-type", "pdfa-2", "--optimize", "0", "--jobs", "1", "--sidecar", str(sidecar),
        *more, "-q", str(source), str(out),
    ]  # fmt: skip
    try:
        return subprocess.run(
            command,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ).returncode
    except subprocess.TimeoutExpired:
        return None
