"""Which characters the fonts of this machine can draw: what none of them has would be printed as a box."""

import shutil
import subprocess
import time
import unicodedata
from bisect import bisect_right
from functools import lru_cache

__all__ = ["undrawable"]

SECONDS = 20
# Fonts that somebody installs meanwhile are seen after that long.
REMEMBERED_SECONDS = 600
# What is no glyph of its own: blanks, marks of direction, joiners, selectors.
UNDRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
SELECTORS = range(0xFE00, 0xFE10)


def undrawable(text: str) -> str:
    """Each character of a text that no installed font has, once, in the order of the text.

    Empty where this machine cannot tell.
    """
    if text.isascii():
        return ""
    starts, ends = _drawn(int(time.monotonic() // REMEMBERED_SECONDS))
    if not starts:
        return ""
    found = [
        one
        for one in unicodedata.normalize("NFC", text)
        if unicodedata.category(one) not in UNDRAWN
        and ord(one) not in SELECTORS
        and not _is_within(ord(one), starts, ends)
    ]
    return "".join(dict.fromkeys(found))


def _is_within(code: int, starts: tuple[int, ...], ends: tuple[int, ...]) -> bool:
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@lru_cache(maxsize=1)
def _drawn(_period: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The ranges of characters that some font has: where each begins, and where it ends."""
    program = shutil.which("fc-list")
    if program is None:
        return (), ()
    try:
        answer = subprocess.run(
            [program, "--format", "%{charset}\n"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return (), ()
    ranges: set[tuple[int, int]] = set()
    for piece in set(answer.split()):
        first, _, last = piece.partition("-")
        ranges.add((int(first, 16), int(last or first, 16)))
    merged: list[list[int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return tuple(one[0] for one in merged), tuple(one[1] for one in merged)
