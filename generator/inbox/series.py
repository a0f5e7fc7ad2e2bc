"""Single pictures of one stack: what a scanner dropped that gives each page a file of its own.

Only names with running numbers, of one owner, each come within the quiet time of the one before. Whether
they are one stack the codes on them decide; what is not sure stays apart.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path, PurePath

from generator.inbox.brought import CASE_NAME
from generator.rules.config import InboxSettings

__all__ = [
    "SERIES_SECONDS",
    "by_number",
    "is_numbered",
    "is_series_name",
    "named_after",
    "quiet_seconds",
    "series_in",
]

# A feeder gives a page every few seconds; a person at the glass takes longer, and says so by it.
SERIES_SECONDS = 20.0
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})
MOST_PAGES, MOST_BYTES = 200, 100_000_000
# What a program handed in is asked for by its own name.
OF_PROGRAMS = "api-"
OTHERS = re.compile(r" dan \d+ lainnya( \(\d+\))?$")
AGAIN = re.compile(r"(.*) \((\d{1,4})\)", re.DOTALL)
NUMBERED = re.compile(r"(.*?)(\d{1,9})(\D*)", re.DOTALL)

_Key = tuple[str, str, str, int]


def quiet_seconds(settings: InboxSettings) -> float:
    """For how long a picture that may be one of a series is waited for the next."""
    return max(settings.settle_seconds, min(SERIES_SECONDS, settings.patience_seconds))


def is_numbered(name: str) -> bool:
    """Whether a file may be one of a series by its name."""
    return next(_readings(name), None) is not None


def named_after(paths: Sequence[Path]) -> str:
    """What a series is called: `scan0001 dan 2 lainnya`."""
    return f"{paths[0].stem[:100]} dan {len(paths) - 1} lainnya"


def is_series_name(name: str) -> bool:
    """Whether a folder may be called so because it holds a series."""
    return OTHERS.search(name) is not None


def by_number(name: str) -> list[tuple[int, int, str]]:
    """The key by which names are sorted as people count: 2 before 10."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def series_in(entries: Mapping[Path, os.stat_result]) -> list[tuple[Path, ...]]:
    """The series among the entries of a folder, each in the order of its numbers."""
    known: dict[_Key, dict[int, Path]] = {}
    for path in entries:
        for key, number in _readings(path.name):
            known.setdefault(key, {}).setdefault(number, path)
    found: list[tuple[Path, ...]] = []
    taken: set[Path] = set()
    for numbered in sorted(known.values(), key=len, reverse=True):
        free = {number: path for number, path in numbered.items() if path not in taken}
        for run in _runs(free, entries):
            found.append(run)
            taken.update(run)
    return found


def _readings(name: str) -> Iterator[tuple[_Key, int]]:
    """The ways in which a name can be one of a series: what its numbers share, and its own."""
    path = PurePath(name)
    if path.suffix.lower() not in ENDINGS or CASE_NAME.search(name) or name.startswith(OF_PROGRAMS):
        return
    if again := AGAIN.fullmatch(path.stem):
        yield (again[1], " (", path.suffix.lower(), 0), int(again[2])
        return
    # The first of those that Windows numbers bears no number.
    yield (path.stem, " (", path.suffix.lower(), 0), 1
    if numbered := NUMBERED.fullmatch(path.stem):
        number = numbered[2]
        width = len(number) if number.startswith("0") and number != "0" else 0
        yield (numbered[1], numbered[3], path.suffix.lower(), width), int(number)
        if len(number) > 1 and not width:
            # 0099 is followed by 0100: the same width, told by no zero.
            yield (numbered[1], numbered[3], path.suffix.lower(), len(number)), int(number)


def _runs(
    numbered: Mapping[int, Path], entries: Mapping[Path, os.stat_result]
) -> Iterator[tuple[Path, ...]]:
    """Those of one naming that follow each other without a gap in number or time."""
    run: list[Path] = []
    numbers = sorted(numbered)
    for before, after in pairwise([None, *numbers]):
        assert after is not None  # noqa: S101 - only the first is none
        path = numbered[after]
        if run and before is not None and _follows(before, after, run[-1], path, entries):
            run.append(path)
            continue
        if _is_series(run, entries):
            yield tuple(run)
        run = [path]
    if _is_series(run, entries):
        yield tuple(run)


def _follows(
    before: int, after: int, one: Path, other: Path, entries: Mapping[Path, os.stat_result]
) -> bool:
    first, second = entries[one], entries[other]
    came = abs(second.st_ctime - first.st_ctime)
    return after == before + 1 and first.st_uid == second.st_uid and came <= SERIES_SECONDS


def _is_series(run: Sequence[Path], entries: Mapping[Path, os.stat_result]) -> bool:
    size = sum(entries[path].st_size for path in run)
    return 1 < len(run) <= MOST_PAGES and size <= MOST_BYTES
