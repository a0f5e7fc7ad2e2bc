"""The scanned pages of one letter, put in order: by copy, and in each copy by page.

Pages come back as they fell: backwards, two copies shuffled into each other, one missing, one twice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.scans import ScannedPage
from generator.vocabulary.problems import Problem

__all__ = ["Pile", "ScannedSheet", "collate"]


@dataclass(frozen=True, kw_only=True)
class ScannedSheet:
    """A scanned page, and what is known of it; 0 for what nobody told."""

    scanned: ScannedPage
    number: int = 0
    copy: int = 0
    reprint: int = 0


@dataclass(frozen=True, kw_only=True)
class Pile:
    """The pages of a letter that are filed together, in order if that is known."""

    sheets: tuple[ScannedSheet, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def pages(self) -> tuple[ScannedPage, ...]:
        return tuple(sheet.scanned for sheet in self.sheets)

    @property
    def is_ordered(self) -> bool:
        return len(self.sheets) == 1 or all(sheet.number for sheet in self.sheets)

    @property
    def copy(self) -> int:
        """Which copy it is; 0 if unknown, or mixed of several."""
        told = {sheet.copy for sheet in self.sheets if sheet.copy}
        return told.pop() if len(told) == 1 else 0

    @property
    def reprint(self) -> int:
        return max(sheet.reprint for sheet in self.sheets) if self.copy else 0


def collate(sheets: Sequence[ScannedSheet], pages: int) -> list[Pile]:
    """Each copy of a letter of so many `pages`, with what is odd about it.

    Copies that are whole stand for themselves. Of those that are not, the pages are put together where
    they complete each other: somebody mixed the copies up.
    """
    copies = _by_copy(sheets)
    whole = [one for one in copies if _is_whole(one, pages)]
    torn = [one for one in copies if not _is_whole(one, pages)]
    if len(torn) > 1 and _complete_each_other(torn):
        torn = [[sheet for one in torn for sheet in one]]
    piles = sorted(whole + torn, key=lambda one: min(sheet.scanned.place for sheet in one))
    return [_pile(one, pages) for one in piles]


def _by_copy(sheets: Sequence[ScannedSheet]) -> list[list[ScannedSheet]]:
    """The sheets of each copy. One of which nobody knows the copy goes with the only one there is."""
    groups: dict[int, list[ScannedSheet]] = {}
    for sheet in sheets:
        groups.setdefault(sheet.copy, []).append(sheet)
    if 0 in groups and len(groups) == 2:  # noqa: PLR2004 - the unknown and one more
        return [list(sheets)]
    return list(groups.values())


def _is_whole(sheets: Sequence[ScannedSheet], pages: int) -> bool:
    return {sheet.number for sheet in sheets} >= set(range(1, pages + 1))


def _complete_each_other(copies: Sequence[Sequence[ScannedSheet]]) -> bool:
    numbers = [sheet.number for one in copies for sheet in one]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _pile(sheets: Sequence[ScannedSheet], pages: int) -> Pile:
    is_known = all(sheet.number for sheet in sheets)
    if is_known:
        sheets = sorted(sheets, key=lambda one: (one.number, one.scanned.place))
    problems = _of_pages(sheets, pages) if is_known else _of_count(len(sheets), pages)
    copies = sorted({sheet.copy for sheet in sheets if sheet.copy})
    if len(copies) > 1:
        problems.append(Problem(code="W037", found=", ".join(map(str, copies))))
    return Pile(sheets=tuple(sheets), problems=tuple(problems))


def _of_pages(sheets: Sequence[ScannedSheet], pages: int) -> list[Problem]:
    """Which pages are missing, and which are there more than once."""
    counted = Counter(sheet.number for sheet in sheets)
    missing = [number for number in range(1, pages + 1) if number not in counted]
    problems = []
    if missing:
        problems.append(Problem(code="W035", found=_listed(missing), hint=str(pages)))
    doubled = [number for number, many in sorted(counted.items()) if many > 1]
    if doubled:
        problems.append(Problem(code="W036", found=_listed(doubled)))
    return problems


def _of_count(count: int, pages: int) -> list[Problem]:
    if not pages or count == pages:
        return []
    code = "W031" if count < pages else "W032"
    return [Problem(code=code, found=str(count), hint=str(pages))]


def _listed(numbers: Sequence[int]) -> str:
    """`2`, `2 dan 3`, `1, 2 dan 5`."""
    *others, last = map(str, numbers)
    return f"{', '.join(others)} dan {last}" if others else last
