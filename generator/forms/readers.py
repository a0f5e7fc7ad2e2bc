"""One answer from text to value: yes and no, lists, places; days, hours and amounts have modules of their own.

Every reader gives the value or a `Misread` with the code of what is wrong; none raises for text.
"""

import re
import unicodedata

from generator.forms.amounts import read_age, read_int, read_rupiah
from generator.forms.days import DAY_NAME, is_date, read_clock, read_date, read_span, read_time
from generator.forms.folding import MOST_MARKS, plain
from generator.forms.misread import Misread
from generator.forms.ticks import ticked
from generator.forms.usual import is_usual
from generator.vocabulary.case import Klien
from generator.vocabulary.facts import SHORT, Kind
from generator.vocabulary.fields import fact_of

__all__ = [
    "Misread",
    "born",
    "clean",
    "is_bare_choice",
    "is_date",
    "is_empty",
    "is_not_known",
    "place_parts",
    "read_age",
    "read_bool",
    "read_clock",
    "read_date",
    "read_int",
    "read_items",
    "read_points",
    "read_rupiah",
    "read_sex",
    "read_span",
    "read_time",
    "ticked",
]

EMPTY = re.compile(
    r"[-–—.…_/\s]*|(tidak|tdk|tak|belum|blm) (ada|tahu|diketahui|jelas|punya|memiliki|ingat)"
    r"( lagi| pasti| persis)?|lupa|n/?a|nihil|kosong"
)
NOT_KNOWN = re.compile(r"(tidak|tdk|tak|belum|blm) (tahu|diketahui|ingat)|lupa")
BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
YES = {
    "ya",
    "y",
    "iya",
    "yes",
    "ada",
    "benar",
    "true",
    "sudah",
    "tercapai",
    "x",
    "v",
    "✓",
    "✔",
    "√",
    "☑",
    "☒",
    "1",
}
NO = {
    "tidak",
    "t",
    "tdk",
    "no",
    "n",
    "tidak ada",
    "tdk ada",
    "tak ada",
    "belum",
    "belum ada",
    "bukan",
    "false",
    "tidak tercapai",
    "☐",
    "0",
    "tanpa",
}
# `1. `, `(2)`, `3.Tiga`, `a) `, `- `; the 1 of `1.500.000` and the H of `H. Ahmad` are no points.
POINT = re.compile(r"^\s*(?:\(?\d{1,2}\s?[.)]\s*(?=\D)|[a-z][.)]\s+|[-•–*▪●○]\s+)")


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
    marks = 0
    for c in text:
        marks = marks + 1 if unicodedata.combining(c) else 0
        is_none = unicodedata.category(c) in ("Cs", "Co") or _is_noncharacter(ord(c))
        if is_none or marks > MOST_MARKS:
            return f"U+{ord(c):04X}"
    return ""


def _is_noncharacter(point: int) -> bool:
    # The last two of every plane, and a block of its own.
    return point % 0x10000 >= 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004


def is_empty(text: str) -> bool:
    """Whether an answer says nothing: blank, `-`, dots, `tidak ada`, `tidak tahu`."""
    return EMPTY.fullmatch(plain(text)) is not None


def is_not_known(text: str) -> bool:
    """Whether somebody says not to know."""
    return NOT_KNOWN.fullmatch(plain(text)) is not None


UNSURE = re.compile(
    r"(?:tidak|tdk|tak|belum|blm|kurang) (?:tahu|tau|jelas|pasti|ingat|diketahui|yakin|tentu)\b"
)
FIRST_WORD = re.compile(r"(ya|iya|ada|tidak|tdk|tak|belum|blm)\b(?! ?/)")


def is_bare_choice(text: str) -> bool:
    """Whether yes or no is all that an answer says."""
    return plain(text).rstrip(".") in YES | NO


def read_bool(text: str) -> bool | Misread:
    """`ya`/`tidak`, `ada`/`tdk ada`, a ticked box, `tidak ada, ditahan majikan`.

    Who does not know says neither; nor does who leaves both choices standing.
    """
    bare = plain(text).rstrip(".")
    if bare in YES:
        return True
    if bare in NO:
        return False
    # The first word decides.
    first = FIRST_WORD.match(bare)
    if first is None or UNSURE.match(bare):
        return Misread("F016", text)
    return first[1] in ("ya", "iya", "ada")


SEX_WORDS = {
    "L": {
        "l",
        "lk",
        "lk2",
        "laki",
        "lakilaki",
        "laki2",
        "pria",
        "male",
        "m",
        "lelaki",
        "cowok",
        "putra",
        "tn",
        "tuan",
        "bapak",
        "bpk",
        "♂",
    },
    "P": {
        "p",
        "pr",
        "prp",
        "perempuan",
        "wanita",
        "female",
        "f",
        "cewek",
        "putri",
        "ny",
        "nyonya",
        "nn",
        "nona",
        "ibu",
        "♀",
    },
}
# Whether somebody is a child is not asked here.
OF_AGE = re.compile(
    r"^(?:seorang|anak|bayi|balita|remaja|dewasa|lansia)+|(?:dewasa|anak|remaja|lansia)$"
)


def read_sex(text: str) -> str | Misread:
    """`L`/`P`, `Laki-laki`/`Perempuan`, also `pria`/`wanita`, `Lk`, `anak perempuan`."""
    bare = re.sub(r"\([^()]*\)$|[\s.,/-]", "", plain(text))
    for word in (bare, OF_AGE.sub("", bare)):
        for sex, words in SEX_WORDS.items():
            if word in words:
                return sex
    return Misread("F003", text, "L (laki-laki) atau P (perempuan)")


def read_items(text: str) -> tuple[str, ...]:
    """Several short answers: by comma, semicolon or line, bullets and numbers taken off."""
    items = (POINT.sub("", part).strip() for line in text.split("\n") for part in _parted(line))
    return tuple(item for item in items if item and not is_empty(item))


def _parted(line: str) -> list[str]:
    """A line at its commas and semicolons, but for those in brackets: `KTP (asli, ditahan)`.

    Read from its end, so that each character is looked at once.
    """
    is_inside, marks = False, []
    for place in range(len(line) - 1, -1, -1):
        if line[place] in "()":
            is_inside = line[place] == ")"
        elif line[place] in ",;" and not is_inside:
            marks.append(place)
    ends = [*reversed(marks), len(line)]
    begins = [0, *(end + 1 for end in ends[:-1])]
    return [line[begin:end] for begin, end in zip(begins, ends, strict=True)]


def read_points(text: str) -> tuple[str, ...]:
    """Several sentences: one a line, numbers taken off."""
    items = (POINT.sub("", line).strip() for line in text.split("\n"))
    return tuple(item for item in items if item)


OTHER_OPTION = re.compile(r"(lainnya|lain-lain|lain)\s*(\([^)]*\))?\s*:", re.IGNORECASE)
PLACE_PARTS = tuple(
    (key, re.compile(rf"(?:{fact.called})\b[.:]?\s*", re.IGNORECASE), fact.keeps_name)
    for key in Klien.model_fields
    if (fact := fact_of(f"klien.{key}")) is not None and fact.called
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
    if len(text) > SHORT:
        return text, ""
    place, comma, day = text.rpartition(",")
    if not comma:
        return _apart(text.strip())
    if is_empty(day):
        # `Bone, tidak ingat`
        return place.strip(" ,"), day.strip()
    if not any(c.isdigit() for c in day):
        return text.strip(), ""
    # `Ende, Selasa, 3 Mei 1992` and `Ende, NTT, 3 Mei 1992`
    place = DAY_NAME.sub("", f"{place} ").strip(" ,")
    head, _, tail = place.rpartition(",")
    if head and DAY_NAME.match(f"{tail.strip()} "):
        place = head
    return place.strip(), day.strip()


def _apart(text: str) -> tuple[str, str]:
    """Place and date without a comma between them; a text with a figure in it is no place."""
    words = text.split()
    for place_words in range(len(words)):
        day = " ".join(words[place_words:])
        if is_date(day) or is_usual(Kind.DATE, day):
            return " ".join(words[:place_words]), day
    if apart := re.fullmatch(r"(\D+?)\s+(\d.*)", text):
        return apart[1].strip(" ,"), apart[2].strip()
    return ("", text) if any(c.isdigit() for c in text) else (text.strip(" ,"), "")
