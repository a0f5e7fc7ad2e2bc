"""Parting a stack of scanned pages: each page goes to the letter that its own code names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from generator.scans.scan import ScannedPage

__all__ = ["ScanPart", "crowded_pages", "split_pages"]

T = TypeVar("T")
# What the pages between two others are, given those two and how many there are between; None if that
# cannot be told.
Between = Callable[[T, T, int], Sequence[T] | None]


@dataclass(frozen=True, kw_only=True)
class ScanPart(Generic[T]):
    """Pages that belong together, and what is known of each; without an identity nobody knows to what."""

    identity: T | None
    pages: tuple[ScannedPage, ...]
    told: tuple[T | None, ...]


def split_pages(
    pages: Sequence[ScannedPage], parse: Callable[[str], T | None], between: Between[T]
) -> list[ScanPart[T]]:
    """The parts of a stack, in order of their first pages. Pages that look blank are in none.

    Pages without any code belong to a letter only where `between` says so of the pages before and
    after: the number of one letter never runs on to the next. A page with the codes of two letters
    belongs to none.
    """
    told = [page for page in pages if not page.is_blank]
    owners = [_owner(page, parse) for page in told]
    for first, last in _gaps(told, owners):
        before, after = owners[first - 1], owners[last]
        assert before is not None  # noqa: S101 - gaps lie between pages that are known
        assert after is not None  # noqa: S101
        known = between(before, after, last - first)
        if known is not None:
            owners[first:last] = known
    parts: list[ScanPart[T]] = []
    for page, owner in zip(told, owners, strict=True):
        _add(parts, page, owner)
    return parts


def crowded_pages(
    pages: Sequence[ScannedPage], parse: Callable[[str], T | None]
) -> list[tuple[ScannedPage, tuple[T, ...]]]:
    """The pages with the codes of several letters, side by side on an A3 page, and whose they are."""
    found = [(page, _owners(page, parse)) for page in pages]
    return [(page, owners) for page, owners in found if len(owners) > 1]


def _owner(page: ScannedPage, parse: Callable[[str], T | None]) -> T | None:
    found = _owners(page, parse)
    return found[0] if len(found) == 1 else None


def _owners(page: ScannedPage, parse: Callable[[str], T | None]) -> tuple[T, ...]:
    """In the order of their codes; codes that say the same are one."""
    told = (parse(text) for text in page.codes)
    return tuple(dict.fromkeys(identity for identity in told if identity is not None))


def _gaps(pages: Sequence[ScannedPage], owners: Sequence[T | None]) -> list[tuple[int, int]]:
    """Runs of pages without any code between two pages that are known: the first, and the one behind."""
    known = [place for place, owner in enumerate(owners) if owner is not None]
    return [
        (before + 1, after)
        for before, after in pairwise(known)
        if after > before + 1 and not any(page.codes for page in pages[before + 1 : after])
    ]


def _add(parts: list[ScanPart[T]], page: ScannedPage, owner: T | None) -> None:
    """To the part of the same letter wherever it is; an unknown page to the unknown one before it."""
    for place, part in enumerate(parts):
        is_last = place == len(parts) - 1
        if part.identity == owner and (owner is not None or is_last):
            parts[place] = ScanPart(
                identity=part.identity, pages=(*part.pages, page), told=(*part.told, owner)
            )
            return
    parts.append(ScanPart(identity=owner, pages=(page,), told=(owner,)))
