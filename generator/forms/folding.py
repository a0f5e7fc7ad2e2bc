"""A text folded for reading: every dash is one, every blank is one, what nobody sees is gone.

Word makes en dashes, non-breaking hyphens and blanks of many widths by itself. Names print as typed.
"""

import unicodedata

__all__ = ["MOST_MARKS", "plain"]

# Letters carry a handful of marks. Putting a page of them in order takes seconds, and makes no word.
MOST_MARKS = 30

# Soft hyphen, zero widths, marks of direction, byte order marks, variation selectors.
UNSEEN = frozenset({"Cf", "Cc"})
SELECTORS = range(0xFE00, 0xFE10)
DASHES = frozenset("\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MODIFIER LETTER MINUS SIGN}")


def plain(text: str) -> str:
    """The text without case, with `-` for each dash, one blank for blanks; figures of any width as 0-9."""
    out = []
    for c in unicodedata.normalize("NFKC", _with_few_marks(text).replace("\N{MINUS SIGN}", "-")):
        kind = unicodedata.category(c)
        if kind == "Pd" or c in DASHES:
            out.append("-")
        elif c in "\n\t" or kind in ("Zs", "Zl", "Zp"):
            out.append(" ")
        elif kind not in UNSEEN and ord(c) not in SELECTORS:
            out.append(c)
    return " ".join("".join(out).casefold().split())


def _with_few_marks(text: str) -> str:
    if len(text) <= MOST_MARKS:
        return text
    out, marks = [], 0
    for c in text:
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks <= MOST_MARKS:
            out.append(c)
    return "".join(out)
