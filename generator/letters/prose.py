"""What people typed, as a letter prints it: sentences, points with sub-points, amounts and dates held whole.

The words stay as typed. Added are only what official paper asks for: the full stop of a sentence, the
capital of a point, and the words behind an amount of money (LETTERS: `Rp1.500.000,00 (satu juta …)`).
"""

import re
from collections.abc import Iterable
from typing import Any

from generator.vocabulary import indonesian

__all__ = [
    "amounts_in_words",
    "numbered_points",
    "paragraphs",
    "post",
    "sentence",
    "structured",
    "unbroken_values",
]

NBSP = "\N{NO-BREAK SPACE}"
# A line that begins so belongs below the line before it: `a. …`, `b) …`, `- …`, `• …`.
SUB_POINT = re.compile(
    r"^\s*(?:(?P<letter>[a-z])[.)]|(?P<dash>[-–—•·*▪◦‣]))\s+(?P<text>\S.*)$", re.DOTALL
)
# Numbers that somebody typed before points that the letter numbers itself.
OWN_NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s+(?=\S)")
# What ends a sentence, or says that it goes on.
ENDINGS = ".!?…;:,"
CLOSING_MARKS = "\"'”’)»"
# An amount in whole rupiah, however the thousands are grouped; `,00` and `,-` are no other sum.
AMOUNT = re.compile(
    r"\bRp\.?\s?(?P<digits>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,00|,-|\.-)?"
    r"(?![\d.,]*\d)(?!\s*(?:\(|ribu\b|rb\b|juta\b|jt\b|miliar\b|milyar\b|triliun\b))",
    re.IGNORECASE,
)
# So many characters stay together behind "dan"; more would not fit the half of a page to sign in.
LONGEST_TAIL = 32
WHOLE_AMOUNT = 10**15
CASH = "uang"
# A number of rupiah as people write it without saying so: 1500000 or 1.500.000, no count of pieces.
GROUPED = re.compile(r"\d{4,15}|\d{1,3}(?:\.\d{3}){1,4}")
MONTH_NAMES = "|".join(indonesian.MONTHS)
DATE = re.compile(rf"\b(\d{{1,2}}) ((?:{MONTH_NAMES})) (\d{{4}})\b", re.IGNORECASE)
HOUR = re.compile(r"\b(pukul|jam) (\d{1,2}[.:]\d{2})(?: (WITA|WIB|WIT)\b)?", re.IGNORECASE)
MONEY = re.compile(r"\b(Rp\.?|RM) (?=\d)", re.IGNORECASE)


def paragraphs(text: Any) -> list[str]:
    """The lines of an answer that say something."""
    return [line.strip() for line in str(text or "").split("\n") if line.strip()]


def sentence(text: Any) -> str:
    """The text with a full stop at its end, unless it ends in a mark already: `;` and `:` go on."""
    bare = unbroken_values(str(text or "").strip())
    last = bare.rstrip(CLOSING_MARKS)[-1:] or bare[-1:]
    return bare if not bare or last in ENDINGS else f"{bare}."


def unbroken_values(text: str) -> str:
    """The text whose dates, hours and amounts do not break over a line."""
    held = DATE.sub(lambda m: NBSP.join(m.groups()), text)
    held = HOUR.sub(lambda m: NBSP.join(part for part in m.groups() if part), held)
    return MONEY.sub(lambda m: f"{m[1]}{NBSP}", held)


def post(text: Any) -> str:
    """A post whose line breaks before its last `dan …`, not inside: `Kepala Dinas Sosial / dan Pemberdayaan …`."""
    head, joint, tail = str(text or "").rpartition(" dan ")
    if not joint or len(tail) > LONGEST_TAIL:
        return str(text or "")
    return f"{head} dan{NBSP}{indonesian.unbroken(tail)}"


def amounts_in_words(text: Any) -> str:
    """The text with each amount in whole rupiah as `Rp1.500.000,00 (satu juta lima ratus ribu rupiah)`.

    One that stands in words already, or is rounded ("Rp2,5 juta"), stays as it was typed.
    """

    def written(found: re.Match[str]) -> str:
        amount = int(found["digits"].replace(".", ""))
        return indonesian.rupiah_in_words(amount) if amount < WHOLE_AMOUNT else found[0]

    return AMOUNT.sub(written, str(text or ""))


def goods_count(count: Any, name: Any = "") -> str:
    """How many of a thing there are; of cash the amount, also where it stands as a bare number."""
    said = str(count or "").strip()
    digits = said.replace(".", "")
    is_cash = CASH in indonesian.tokens(str(name or ""))
    if is_cash and GROUPED.fullmatch(said) and int(digits) < WHOLE_AMOUNT:
        return indonesian.rupiah_in_words(int(digits))
    return unbroken_values(amounts_in_words(said))


def structured(text: Any) -> list[dict[str, str]]:
    """The paragraphs of a story, `tanda` before those that are sub-points of the one above."""
    rows = []
    for line in paragraphs(text):
        sub = SUB_POINT.match(line)
        mark = "" if sub is None else f"{sub['letter']}." if sub["letter"] else "–"
        rows.append({"tanda": mark, "teks": unbroken_values(sub["text"] if sub else line)})
    return rows


def numbered_points(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Points as an agreement numbers them: `no`, `teks`, and `sub` with the points that stand below it.

    A sub-point may stand on a line of its own inside a point, or as an entry behind it.
    """
    points: list[dict[str, Any]] = []
    for line in (line for item in items for line in paragraphs(item)):
        sub = SUB_POINT.match(line)
        if sub and points:
            mark = f"{sub['letter']}." if sub["letter"] else "–"
            points[-1]["sub"].append({"tanda": mark, "teks": sentence(_shown(sub["text"]))})
        else:
            bare = OWN_NUMBER.sub("", line)
            points.append({"teks": _shown(bare[:1].upper() + bare[1:]), "sub": []})
    for point in points:
        leads_on = point["sub"] and point["teks"][-1:] not in ENDINGS
        point["teks"] = f"{point['teks']}:" if leads_on else sentence(point["teks"])
    return [{"no": str(place), **point} for place, point in enumerate(points, start=1)]


def _shown(text: str) -> str:
    return unbroken_values(amounts_in_words(text.strip()))
