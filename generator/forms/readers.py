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
    "born",
    "clean",
    "is_date",
    "is_empty",
    "place_parts",
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
YES = {"ya", "y", "iya", "ada", "benar", "true", "sudah", "tercapai", "x", "v", "✓", "✔", "√",
       "☑", "☒", "1"}  # fmt: skip
NO = {"tidak", "t", "tdk", "tidak ada", "belum", "belum ada", "bukan", "false", "tidak tercapai",
      "☐", "0", "tanpa"}  # fmt: skip
TICK = re.compile(r"(☐|□|☑|☒|✓|✔|✗|✘|√|\[\s*[xX✓√vV]?\s*\]|\(\s*[xX✓√vV]?\s*\))[ \t]*")
TICKED = re.compile(r"☑|☒|✓|✔|✗|✘|√|[xXvV]")
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
    """`2026-11-24`, `24-11-2026`, `24/11/2026`, `24 November 2026`, with or without a day's name.

    A year has four digits: `24-11-26` might be two days.
    """
    bare = DAY_NAME.sub("", text.strip())
    bare = re.sub(r"\s*\([^)]*\)$|^(tgl|tanggal)\.?\s+", "", bare, flags=re.IGNORECASE).strip(" ,.")
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T00:00(?::00)?)?", bare)
    if iso:
        return _date(text, int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", bare)
    if numeric:
        return _date(text, int(numeric[3]), int(numeric[2]), int(numeric[1]))
    worded = re.fullmatch(r"(\d{1,2})[\s./-]*([A-Za-z]+)[\s./,-]+(\d{4})", bare)
    if worded and worded[2].casefold() in MONTH_NUMBERS:
        return _date(text, int(worded[3]), MONTH_NUMBERS[worded[2].casefold()], int(worded[1]))
    return Misread("F011", text)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    return isinstance(read_date(text), date)


def _date(text: str, year: int, month: int, day: int) -> date | Misread:
    if not 1900 <= year <= 2100:  # noqa: PLR2004 - anyone alive, any plan
        return Misread("F012", text)
    try:
        return date(year, month, day)
    except ValueError:
        return Misread("F012", text)


def read_time(text: str) -> time | Misread:
    """`09.00`, `09:00`, `9.00 WITA`, `pukul 9 pagi`; an end (`s.d. selesai`) is left to the letter."""
    said = text.strip().casefold()
    bare = re.sub(r"^(pukul|jam|pkl|pk)\.?\s+", "", said)
    found = re.fullmatch(
        r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:]00)?\s*(wita)?\s*(pagi|siang|sore|malam)?\s*(wita)?"
        r"(\s*(s\.?/?d\.?|sampai|hingga|-)\s*selesai)?",
        bare,
    )
    # A bare `9` may be anything; `pukul 9` and `9 pagi` are times.
    if not found or (found[2] is None and bare == said and not (found[4] or found[3])):
        return Misread("F013", text)
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[4] in ("siang", "sore", "malam") and 1 <= hour <= _MORNING_ENDS[found[4]]:
        hour += 12
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        return Misread("F013", text)
    return time(hour, minute)


# `11 siang` is 11.00, `2 siang` is 14.00.
_MORNING_ENDS = {"siang": 6, "sore": 7, "malam": 11}


def read_int(text: str) -> int | Misread:
    """`34`, `34 tahun`, `5 orang`."""
    found = re.fullmatch(r"(\d{1,9})\s*(tahun|thn|th|orang|porsi|org)?\.?", text.strip().casefold())
    return int(found[1]) if found else Misread("F014", text)


def read_rupiah(text: str) -> int | Misread:
    """`1500000`, `1.500.000`, `Rp1.500.000`, `Rp 1.500.000,00`, `Rp. 150 ribu`, `1,5 juta`."""
    bare = re.sub(r"^(rp|idr)\.?\s*", "", text.strip().casefold())
    bare = re.sub(r"\s*\([^)]*\)$", "", bare)
    bare = re.sub(r",-+$|/\s*(bulan|bln|hari)$|\s+per\s+(bulan|hari)$", "", bare.strip()).strip()
    words = re.fullmatch(r"(\d{1,4})(?:[,.](\d{1,3}))?\s*(ribu|rb|juta|jt)(?:\s*rupiah)?", bare)
    if words:
        scale = 1_000 if words[3] in ("ribu", "rb") else 1_000_000
        decimals = words[2] or ""
        amount: int = int(words[1] + decimals) * scale // 10 ** len(decimals)
        return amount
    whole = re.fullmatch(r"(\d{1,3}(?:[.\s]\d{3})+|\d{1,15})(?:,0{1,2}|,-)?(?:\s*rupiah)?", bare)
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


OTHER_OPTION = re.compile(r"(lainnya|lain-lain|lain)\s*(\([^)]*\))?\s*:", re.IGNORECASE)
PLACE_PARTS = (
    ("desa_kelurahan", re.compile(r"(?:kelurahan|kel|desa|ds)\b[.:]?\s*", re.IGNORECASE), False),
    ("kecamatan", re.compile(r"(?:kecamatan|kec)\b[.:]?\s*", re.IGNORECASE), False),
    ("kabupaten_kota", re.compile(r"(?:kabupaten|kab|kota)\b[.:]?\s*", re.IGNORECASE), True),
    ("provinsi", re.compile(r"(?:provinsi|prov|propinsi)\b[.:]?\s*", re.IGNORECASE), False),
)


def place_parts(text: str) -> dict[str, str]:
    """`Kel. Pamusian, Kec. Tarakan Tengah` by key; empty if the text is no such list.

    What stands before the first named part (a street) is under the key `alamat`.
    """
    found: dict[str, str] = {}
    street: list[str] = []
    for part in (one.strip() for one in re.split(r"[,;\n]", text)):
        for key, named, keeps_word in PLACE_PARTS:
            mark = named.match(part)
            if mark and part[mark.end() :].strip() and key not in found:
                found[key] = part if keeps_word else part[mark.end() :].strip()
                break
        else:
            if found:
                return {}
            street += [part] if part else []
    if found and street:
        found["alamat"] = ", ".join(street)
    return found


def born(text: str) -> tuple[str, str]:
    """`Ende, 3 Mei 1992` as place and date; without a comma it is a date or a place."""
    place, comma, day = text.rpartition(",")
    if not comma:
        apart = re.fullmatch(r"(\D+?)\s+(\d.*)", text.strip())
        if apart:
            return apart[1].strip(" ,"), apart[2].strip()
        return ("", text.strip()) if any(c.isdigit() for c in text) else (text.strip(), "")
    if not any(c.isdigit() for c in day):
        return text.strip(), ""
    # `Ende, Selasa, 3 Mei 1992` and `Ende, NTT, 3 Mei 1992`
    place = DAY_NAME.sub("", f"{place} ").strip(" ,")
    head, _, tail = place.rpartition(",")
    if head and DAY_NAME.match(f"{tail.strip()} "):
        place = head
    return place.strip(), day.strip()


def ticked(text: str) -> str:
    """Of several boxes the texts of those that are ticked, a line each; other text as it is.

    `☒ Laki-laki ☐ Perempuan` gives `Laki-laki`; a lone ticked box gives `ya`. What is written behind
    `lainnya:` is meant, ticked or not.
    """
    marks = list(TICK.finditer(text))
    if not marks or (marks[0].start() > 0 and text[: marks[0].start()].strip()):
        return text
    chosen = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        option = text[mark.end() : end].strip(" ,;\n\t")
        other = OTHER_OPTION.match(option)
        if other:
            chosen += [told] if (told := option[other.end() :].strip(" .…_-")) else []
        elif TICKED.search(mark[1]):
            chosen.append(option or "ya")
    return "\n".join(chosen)
