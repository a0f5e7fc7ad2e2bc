"""One answer from text to value: dates, times, money, whole numbers, yes and no, lists.

Every reader gives the value or a `Misread` with the code of what is wrong; none raises for text.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from generator.indonesian import MONTHS

__all__ = [
    "Misread",
    "clean",
    "is_empty",
    "read_bool",
    "read_date",
    "read_int",
    "read_items",
    "read_points",
    "read_rupiah",
    "read_sex",
    "read_time",
    "ticked",
]

EMPTY = re.compile(
    r"[-–—.…_\s]*|tidak (ada|tahu|diketahui|jelas)|belum (ada|tahu|diketahui)|n/?a|nihil"
)
BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
MONTH_NUMBERS = {name.casefold(): n for n, name in enumerate(MONTHS, start=1)} | {
    **{name[:3].casefold(): n for n, name in enumerate(MONTHS, start=1)},
    "agt": 8,
    "agust": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
    "may": 5,
    "aug": 8,
    "oct": 10,
    "dec": 12,
}
DAY_NAME = re.compile(
    r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*[,/]?\s+", re.IGNORECASE
)
YES = {"ya", "y", "iya", "ada", "benar", "true", "sudah", "tercapai", "x", "✓", "✔", "☑", "☒", "1"}
NO = {"tidak", "t", "tdk", "tidak ada", "belum", "belum ada", "bukan", "false", "tidak tercapai",
      "☐", "0", "tanpa"}  # fmt: skip
TICK = re.compile(r"(☐|☑|☒|✓|✔|\[\s*[xX✓vV]?\s*\]|\(\s*[xX✓vV]?\s*\))[ \t]*")
TICKED = re.compile(r"☑|☒|✓|✔|[xX✓vV]")
POINT = re.compile(r"^\s*(\d{1,2}[.)]|[a-z][.)]|[-•–*])\s+")


@dataclass(frozen=True)
class Misread:
    """An answer that cannot be taken: the problem's code and what it needs to be said."""

    code: str
    found: str = ""
    hint: str = ""


def clean(text: str) -> str:
    """The text as it can be printed: composed, without control, invisible and direction marks.

    Line ends stay (as paragraphs); blanks run together, at line ends they go.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\v", "\n").replace("\f", "\n").replace("\N{LINE SEPARATOR}", "\n")
    text = text.translate(BIDI).translate(INVISIBLE)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unprintable(text: str) -> str:
    """The first character that no document can hold, as `U+XXXX`; empty if there is none."""
    for c in text:
        if unicodedata.category(c) in ("Cs", "Co") or _is_noncharacter(ord(c)):
            return f"U+{ord(c):04X}"
    return ""


def _is_noncharacter(point: int) -> bool:
    # The last two of every plane, and a block of its own.
    return point % 0x10000 >= 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004


def is_empty(text: str) -> bool:
    """Whether an answer says nothing: blank, `-`, dots, `tidak ada`, `tidak tahu`."""
    return EMPTY.fullmatch(text.strip().casefold()) is not None


def read_date(text: str) -> date | Misread:
    """`2026-11-24`, `24-11-2026`, `24/11/2026`, `24 November 2026`, also after a day's name."""
    bare = DAY_NAME.sub("", text.strip())
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T00:00(?::00)?)?", bare)
    if iso:
        return _date(text, int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", bare)
    if numeric:
        return _date(text, int(numeric[3]), int(numeric[2]), int(numeric[1]))
    worded = re.fullmatch(r"(\d{1,2})[\s./-]+([A-Za-z]+)\.?[\s./,-]+(\d{4})", bare)
    if worded and worded[2].casefold() in MONTH_NUMBERS:
        return _date(text, int(worded[3]), MONTH_NUMBERS[worded[2].casefold()], int(worded[1]))
    return Misread("F011", text)


def _date(text: str, year: int, month: int, day: int) -> date | Misread:
    if not 1900 <= year <= 2100:  # noqa: PLR2004 - anyone alive, any plan
        return Misread("F012", text)
    try:
        return date(year, month, day)
    except ValueError:
        return Misread("F012", text)


def read_time(text: str) -> time | Misread:
    """`09.00`, `09:00`, `9.00 WITA`, `pukul 09.00`; an end (`s.d. selesai`) is left to the letter."""
    bare = re.sub(r"^(pukul|jam)\s+", "", text.strip().casefold())
    found = re.fullmatch(
        r"(\d{1,2})[.:](\d{2})(?:[.:]00)?\s*(wita)?(\s*(s\.?/?d\.?|sampai|-)\s*selesai)?", bare
    )
    if not found or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004 - a clock
        return Misread("F013", text)
    return time(int(found[1]), int(found[2]))


def read_int(text: str) -> int | Misread:
    """`34`, `34 tahun`, `5 orang`."""
    found = re.fullmatch(r"(\d{1,9})\s*(tahun|thn|th|orang|porsi|org)?\.?", text.strip().casefold())
    return int(found[1]) if found else Misread("F014", text)


def read_rupiah(text: str) -> int | Misread:
    """`1500000`, `1.500.000`, `Rp1.500.000`, `Rp 1.500.000,00`, `1,5 juta`."""
    bare = re.sub(r"^(rp|idr)\.?\s*", "", text.strip().casefold()).removesuffix(",-").strip()
    words = re.fullmatch(r"(\d{1,4})(?:[,.](\d{1,3}))?\s*(ribu|rb|juta|jt)", bare)
    if words:
        scale = 1_000 if words[3] in ("ribu", "rb") else 1_000_000
        decimals = words[2] or ""
        amount: int = int(words[1] + decimals) * scale // 10 ** len(decimals)
        return amount
    whole = re.fullmatch(r"(\d{1,3}(?:[.\s]\d{3})+|\d{1,15})(?:,0{1,2})?(?:\s*rupiah)?", bare)
    return int(re.sub(r"\D", "", whole[1])) if whole else Misread("F015", text)


def read_bool(text: str) -> bool | Misread:
    """`ya`/`tidak`, `ada`/`tidak ada`, a ticked box."""
    bare = text.strip().casefold().rstrip(".")
    if bare in YES:
        return True
    if bare in NO:
        return False
    # `tidak ada, ditahan majikan` and the like: the first word decides.
    first = re.match(r"(ya|ada|tidak|belum)\b", bare)
    return first[1] in ("ya", "ada") if first else Misread("F016", text)


def read_sex(text: str) -> str | Misread:
    """`L`/`P`, `Laki-laki`/`Perempuan`, also `pria`/`wanita`."""
    bare = re.sub(r"[\s.-]+", "", text.casefold())
    if bare in {"l", "lk", "laki", "lakilaki", "pria", "male", "m"}:
        return "L"
    if bare in {"p", "pr", "perempuan", "wanita", "female", "f"}:
        return "P"
    return Misread("F003", text, "L (laki-laki) atau P (perempuan)")


def read_items(text: str) -> tuple[str, ...]:
    """Several short answers: by comma, semicolon or line, bullets and numbers taken off."""
    parts = re.split(r"[,;\n]", text)
    items = (POINT.sub("", part).strip() for part in parts)
    return tuple(item for item in items if item and not is_empty(item))


def read_points(text: str) -> tuple[str, ...]:
    """Several sentences: one a line, numbers taken off."""
    items = (POINT.sub("", line).strip() for line in text.split("\n"))
    return tuple(item for item in items if item)


def ticked(text: str) -> str:
    """Of several boxes the texts of those that are ticked, a line each; other text as it is.

    `☒ Laki-laki ☐ Perempuan` gives `Laki-laki`; a lone ticked box gives `ya`.
    """
    marks = list(TICK.finditer(text))
    if not marks or (marks[0].start() > 0 and text[: marks[0].start()].strip()):
        return text
    chosen = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        option = text[mark.end() : end].strip(" ,;\n\t")
        if TICKED.search(mark[1]):
            chosen.append(option or "ya")
    return "\n".join(chosen)
