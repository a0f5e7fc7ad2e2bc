"""Ticked boxes in a text: which of the options a person chose.

A box is a glyph (`☒`, `✓`, `☐`), or brackets with a mark in them; it stands before its option, or
behind it throughout.
"""

import re

from generator.vocabulary.facts import LONG

__all__ = ["ticked"]

# Room in brackets is bounded: a bracket before a page of blanks is no box, and takes no time.
BOX = re.compile(
    r"(☐|□|◻|⬜|☑|☒|🗹|✅|✓|✔|✗|✘|√|\[\s{0,9}[xX✓✔√vV]?\s{0,9}\]|\(\s{0,9}[xX✓✔√vV]?\s{0,9}\))[ \t]*"
)
BLANKS = re.compile(r"[^\S\n]{2,}")
TICK = re.compile(r"[☑☒🗹✅✓✔✗✘√xXvV]")
GLYPH = re.compile(r"[☐□◻⬜☑☒🗹✅✓✔✗✘√]")
# Filled shapes are ticks beside empty ones; alone they are bullets.
FILLED = str.maketrans("■●◉⬛○", "☒☒☒☒☐")
SHAPES = re.compile(r"[■●◉⬛]")
EMPTY_SHAPES = re.compile(r"[□○☐◻⬜]")
BARE_MARK = re.compile(r"^\s*[xXvV√]\s+(?=\S)")
OTHER = re.compile(
    r"(?:dan )?lain(?:nya|\s*-\s*lain)?\s*(?:\([^)]*\))?\s*[:=]\s*(.*)", re.IGNORECASE
)
ROOM = re.compile(r"[.…_\s-]*")


def ticked(text: str) -> str:
    """Of several boxes the texts of those that are ticked, a line each; other text as it is.

    `☒ Laki-laki ☐ Perempuan` gives `Laki-laki`; a lone ticked box gives `ya`. What somebody typed
    behind `lainnya` counts without a tick: the words are the answer.
    """
    if len(text) > LONG:
        # Longer than any answer: it is refused for its length, and no pattern runs over it.
        return text
    text = BLANKS.sub(" ", text)
    if SHAPES.search(text) and EMPTY_SHAPES.search(text):
        text = text.translate(FILLED)
    marks = list(BOX.finditer(text))
    if not marks:
        return _marked_lines(text)
    before = text[: marks[0].start()].strip()
    if before and not before.endswith(":"):
        return _boxes_behind(text, marks)
    chosen: list[str] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        chosen += _option(text[mark.end() : end], is_ticked=TICK.search(mark[1]) is not None)
    return "\n".join(chosen)


def _option(text: str, *, is_ticked: bool) -> list[str]:
    """What one box adds: its option if it is ticked, and lines that were typed below it."""
    first, *below = [line.strip(" ,;/\t") for line in text.strip().split("\n")]
    typed = [line for line in below if line and not line.startswith(("*", "("))]
    other = OTHER.fullmatch(first)
    if other:
        chosen = [] if ROOM.fullmatch(other[1]) else [other[1].strip(" .…_")]
    else:
        chosen = [first or "ya"] if is_ticked else []
    return chosen + typed


def _boxes_behind(text: str, marks: list[re.Match[str]]) -> str:
    """`Laki-laki ☐ Perempuan ☒`; text that merely holds a bracket is left as it is."""
    is_whole = not text[marks[-1].end() :].strip()
    if not is_whole or (len(marks) == 1 and not GLYPH.search(marks[0][1])):
        return text
    starts = [0, *(mark.end() for mark in marks[:-1])]
    options = [
        text[start : mark.start()].strip(" ,;/\n\t")
        for start, mark in zip(starts, marks, strict=True)
    ]
    if not all(options):
        return text
    return "\n".join(
        option for option, mark in zip(options, marks, strict=True) if TICK.search(mark[1])
    )


def _marked_lines(text: str) -> str:
    """Options one below the other, some with an `x` typed before them."""
    lines = [line for line in text.split("\n") if line.strip()]
    chosen = [BARE_MARK.sub("", line).strip() for line in lines if BARE_MARK.match(line)]
    return "\n".join(chosen) if chosen and len(lines) > 1 else text
