"""Parting a stack of scanned pages: each page goes to the letter that its own code names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.returns.scan import ScannedPage

__all__ = ["Part", "split_pages"]

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Part(Generic[T]):
    """Pages that belong together; without an identity nobody knows yet to what."""

    identity: T | None
    pages: tuple[ScannedPage, ...]


def split_pages(pages: Sequence[ScannedPage], parse: Callable[[str], T | None]) -> list[Part[T]]:
    """The parts of a stack, in order of their first pages. Blank pages are left out.

    A page without a readable code belongs to a letter only where the pages before and after it do:
    the number of one letter never runs on to the next. A page with the codes of two letters belongs
    to none.
    """
    told = [page for page in pages if not page.is_blank]
    owners = [_owner(page, parse) for page in told]
    for place in range(1, len(owners) - 1):
        if owners[place] is None and not told[place].codes:
            after = next((one for one in owners[place + 1 :] if one is not None), None)
            if owners[place - 1] == after:
                owners[place] = after
    parts: list[Part[T]] = []
    for page, owner in zip(told, owners, strict=True):
        _add(parts, page, owner)
    return parts


def _owner(page: ScannedPage, parse: Callable[[str], T | None]) -> T | None:
    found = {identity for text in page.codes if (identity := parse(text)) is not None}
    return next(iter(found)) if len(found) == 1 else None


def _add(parts: list[Part[T]], page: ScannedPage, owner: T | None) -> None:
    """To the part of the same letter wherever it is; an unknown page to the unknown one before it."""
    for place, part in enumerate(parts):
        is_last = place == len(parts) - 1
        if part.identity == owner and (owner is not None or is_last):
            parts[place] = Part(identity=owner, pages=(*part.pages, page))
            return
    parts.append(Part(identity=owner, pages=(page,)))
