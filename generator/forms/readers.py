"""One answer from text to value: dates, times, money, whole numbers, yes and no, lists.

Every reader gives the value or a `Misread` with the code of what is wrong; none raises for text.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from generator.forms.ticks import ticked
from generator.vocabulary.indonesian import MONTHS

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
    r"[-–—.…_/\s]*|(tidak|tdk|tak|belum|blm) (ada|tahu|diketahui|jelas|punya|memiliki|ingat)"
    r"|lupa|n/?a|nihil|kosong"
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
    r"^(?:hari\s+)?(?:senin|selasa|rabu|kamis|jum['’ ]?at|sabtu|minggu|ahad)\b\s*[,/]?\s*",
    re.IGNORECASE,
)
DAY_NAME_BEHIND = re.compile(
    r"\s*,\s*(?:senin|selasa|rabu|kamis|jum['’ ]?at|sabtu|minggu|ahad)$", re.IGNORECASE
)
# Years of two digits fall into the hundred years that end here, unless the caller knows better.
SHORT_YEARS_UNTIL = date(2049, 12, 31)
YES = {"ya", "y", "iya", "ada", "benar", "true", "sudah", "tercapai", "x", "v", "✓", "✔", "√",
       "☑", "☒", "1"}  # fmt: skip
NO = {"tidak", "t", "tdk", "tidak ada", "belum", "belum ada", "bukan", "false", "tidak tercapai",
      "☐", "0", "tanpa"}  # fmt: skip
# `1. `, `(2)`, `3.Tiga`, `a) `, `- `; the 1 of `1.500.000` and the H of `H. Ahmad` are no points.
POINT = re.compile(r"^\s*(?:\(?\d{1,2}\s?[.)]\s*(?=\D)|[a-z][.)]\s+|[-•–*▪●○]\s+)")


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


def read_date(text: str, *, latest: date = SHORT_YEARS_UNTIL) -> date | Misread:
    """`2026-11-24`, `24-11-2026`, `24.11.26`, `24 Nov 2026`, with or without a day's name.

    A year of two digits falls into the hundred years up to `latest`.
    """
    bare = re.sub(r"\s*\([^)]*\)$", "", DAY_NAME.sub("", text.strip()))
    bare = re.sub(r"^(?:tgl|tanggal)\b\.?\s*", "", bare, flags=re.IGNORECASE).strip(" ,.")
    bare = DAY_NAME_BEHIND.sub("", bare)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T00:00(?::00)?)?", bare)
    if iso:
        return _date(text, int(iso[1]), int(iso[2]), int(iso[3]))
    numeric = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", bare)
    if numeric:
        return _date(text, _year(numeric[3], latest), int(numeric[2]), int(numeric[1]))
    worded = re.fullmatch(r"(\d{1,2})[\s./-]*([A-Za-z]+)[\s./,-]+['’]?(\d{4}|\d{2})", bare)
    if worded and worded[2].casefold() in MONTH_NUMBERS:
        month = MONTH_NUMBERS[worded[2].casefold()]
        return _date(text, _year(worded[3], latest), month, int(worded[1]))
    return Misread("F011", text)


def _year(digits: str, latest: date) -> int:
    if len(digits) > 2:  # noqa: PLR2004 - written out
        return int(digits)
    year = latest.year - latest.year % 100 + int(digits)
    return year if year <= latest.year else year - 100


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


TIME = re.compile(
    r"(?P<half>setengah\s+)?(?P<hour>\d{1,2})(?:[.:,](?P<minute>\d{2}))?(?:[.:]00)?"
    r"\s*(?P<zone>wita)?\s*(?P<part>pagi|siang|sore|malam|dini hari)?\s*(?:wita)?"
    r"(?:\s*(?:s\.?\s?/?\s?d\.?|sampai|hingga|[-–—])\s*selesai)?"
)
# The hours of each part of the day that a clock of twelve hours means by it.
PARTS_OF_DAY = {
    "": range(24), "dini hari": range(5), "pagi": range(12), "siang": range(10, 16),
    "sore": range(14, 20), "malam": (*range(18, 24), *range(4)),
}  # fmt: skip


def read_time(text: str) -> time | Misread:
    """`09.00`, `09:00`, `9.00 WITA`, `pukul 9 pagi`; an end (`s.d. selesai`) is left to the letter."""
    said = text.strip().casefold().rstrip(".")
    bare = re.sub(r"^(?:pukul|jam|pkl|pk)\b\.?\s*", "", said)
    found = TIME.fullmatch(bare)
    if not found:
        return Misread("F013", text)
    part = found["part"] or ""
    # A bare `9` may be anything; `pukul 9` and `9 pagi` are times.
    if found["minute"] is None and bare == said and not (part or found["zone"]):
        return Misread("F013", text)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        # "Setengah sembilan" is half an hour before nine.
        hour, minute = hour - 1, 30
    # Twelve at night is the day's first hour.
    others = (hour + 12, 0) if hour == 12 else (hour + 12,)  # noqa: PLR2004
    hours = [h for h in (hour, *others) if h in PARTS_OF_DAY[part]]
    if hour > 23 or not hours or minute > 59:  # noqa: PLR2004 - a clock
        return Misread("F013", text)
    return time(hour if not part else hours[0], minute)


def read_int(text: str) -> int | Misread:
    """`34`, `34 tahun`, `5 orang`, `2 (dua) orang`."""
    bare = re.sub(r"\s*\([^)]*\)", "", text.strip().casefold())
    found = re.fullmatch(r"(\d{1,9})\s*(tahun|thn|th|orang|porsi|org|jiwa|kotak)?\.?", bare)
    return int(found[1]) if found else Misread("F014", text)


SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9}
SCALED = re.compile(
    r"(\d{1,4}|\d{1,3}\.\d{3})(?:,(\d{1,3})|\.(\d{1,2}))?\s*(miliar|milyar|juta|jt|ribu|rb)"
)


def read_rupiah(text: str) -> int | Misread:
    """`1500000`, `1.500.000`, `Rp1.500.000,-`, `Rp. 150 ribu`, `1,5 juta`, `2 juta 500 ribu`."""
    bare = re.sub(r"\s*\([^)]*\)$", "", text.strip().casefold())
    bare = re.sub(r"^(?:rp|idr)\b\.?\s*|^rp\.?\s*(?=\d)", "", bare)
    bare = re.sub(r"(?:/\s*|\s+per\s+|\s+se)(?:bulan|bln|hari)$", "", bare).strip()
    bare = re.sub(r"\s*rupiah$", "", re.sub(r"[.,]?\s?[-=]+$", "", bare)).strip(" .")
    scaled = list(SCALED.finditer(bare))
    if scaled and not SCALED.sub("", bare).strip():
        return _scaled(scaled) or Misread("F015", text)
    whole = re.fullmatch(
        r"(\d{1,3}(?:[.\s]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d{1,15})(?:,0{1,2})?(?:,?-+)?", bare
    )
    return int(re.sub(r"\D", "", whole[1])) if whole else Misread("F015", text)


def _scaled(parts: list[re.Match[str]]) -> int:
    """`2 juta 500 ribu`: each part smaller than the one before; 0 if they do not fit together."""
    amount, above = 0, 10**15
    for part in parts:
        scale = SCALES[part[4]]
        decimals = part[2] or part[3] or ""
        if "." in part[1] and scale > SCALES["ribu"]:
            # `1.500 juta` may be one and a half or one and a half thousand.
            return 0
        value = int(part[1].replace(".", "") + decimals) * scale
        if value % 10 ** len(decimals) or value // 10 ** len(decimals) >= above:
            return 0
        amount += value // 10 ** len(decimals)
        above = scale
    return amount


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
    bare = re.sub(r"\([^)]*\)$|[\s./-]+", "", text.strip().casefold())
    if bare in {"l", "lk", "laki", "lakilaki", "laki2", "pria", "male", "m"}:
        return "L"
    if bare in {"p", "pr", "perempuan", "wanita", "female", "f"}:
        return "P"
    return Misread("F003", text, "L (laki-laki) atau P (perempuan)")


def read_items(text: str) -> tuple[str, ...]:
    """Several short answers: by comma, semicolon or line, bullets and numbers taken off."""
    # A comma in brackets parts nothing: `KTP (asli, ditahan majikan)`.
    parts = re.split(r"[,;](?![^()\n]*\))|\n", text)
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


# Also without a comma: `Kel. Pamusian Kec. Tarakan Tengah`.
PLACE_BREAK = re.compile(
    r"[,;\n]|\s(?=(?:kelurahan|kecamatan|kabupaten|provinsi|propinsi)\s\S|(?:kel|kec|kab|prov)\.)",
    re.IGNORECASE,
)


def place_parts(text: str) -> dict[str, str]:
    """`Kel. Pamusian, Kec. Tarakan Tengah` by key; empty if the text is no such list.

    What stands before the first named part (a street) is under the key `alamat`.
    """
    found: dict[str, str] = {}
    street: list[str] = []
    for part in (one.strip(" .") for one in PLACE_BREAK.split(text)):
        for key, named, keeps_word in PLACE_PARTS:
            mark = named.match(part)
            if mark and part[mark.end() :].strip() and key not in found:
                found[key] = part if keeps_word else part[mark.end() :].strip()
                break
        else:
            if found and part:
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
