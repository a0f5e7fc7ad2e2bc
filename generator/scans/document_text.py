"""The text of a document that came along: its own where it has any, else what is recognised on it."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from generator.scans.ocr import Recogniser
from generator.scans.scan import ScannedPage, texts_of, typed_texts_of, write_part
from generator.vocabulary.problems import Problem

__all__ = ["own_text", "read_text", "text_of_pages"]

# Recognising takes seconds a page: of a long scan only so many are recognised.
MOST_RECOGNISED = 30
MOST_CHARACTERS = 400_000
# A page with less text than this is taken for a picture: a scanner's stamp, a page number.
LITTLE = 16


def read_text(path: Path, recogniser: Recogniser, *, work: Path) -> str | None:
    """The text of a PDF or picture, empty if there is none or it cannot be read. Never raises for content.

    `work` is a private folder. None if recognition ended without a word, as when it takes too long.
    """
    texts = texts_of(path)
    if isinstance(texts, Problem):
        return ""
    pictures = [place for place, text in enumerate(texts) if len("".join(text.split())) < LITTLE]
    parts = [text for place, text in enumerate(texts) if place not in set(pictures)]
    if pictures:
        blind = [_blind(place) for place in pictures[:MOST_RECOGNISED]]
        said = _recognised(path, blind, recogniser, work)
        if said is None:
            return None
        parts.append(said)
    return _clean("\n".join(parts))


def own_text(path: Path) -> str:
    """The text that a file holds itself; nothing is recognised."""
    texts = texts_of(path)
    return "" if isinstance(texts, Problem) else _clean("\n".join(texts))


def text_of_pages(
    path: Path, pages: Sequence[ScannedPage], recogniser: Recogniser, *, work: Path
) -> str:
    """The text of some pages of a scan: their own where a program wrote them, else what is recognised."""
    texts = typed_texts_of(path)
    own = {
        page.place: text for page in pages for text in texts[page.place : page.place + 1] if text
    }
    pictures = [page for page in pages if page.place not in own]
    said = [_recognised(path, pictures, recogniser, work)] if pictures else []
    return _clean("\n".join([*own.values(), *(one or "" for one in said)]))


def _blind(place: int) -> ScannedPage:
    return ScannedPage(place=place, codes=(), turns=0, is_blank=False)


def _recognised(
    path: Path, pages: Sequence[ScannedPage], recogniser: Recogniser, work: Path
) -> str | None:
    source, out = work / "gambar.pdf", work / "gambar-teks.pdf"
    if write_part(path, pages, source) is not None:
        return ""
    made = recogniser.make_searchable(source, out, pages=len(pages))
    source.unlink()
    out.unlink(missing_ok=True)
    return made.text if made.text or made.pdf else None


def _clean(text: str) -> str:
    """Without control and half characters, and of a length that an index bears."""
    kept = (
        one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs", "Co")
    )
    return "".join(kept)[:MOST_CHARACTERS].strip()
