"""Indonesian as official letters write it: dates, times, numbers in words, money; and search folding.

Values that must not break over a line (a date, an amount, a clock time) hold no-break spaces.
"""

import re
import unicodedata
from datetime import date, time

__all__ = [
    "MONTHS",
    "clock_time",
    "count_in_words",
    "counted_days",
    "date_in_words",
    "day_name",
    "fold",
    "in_words",
    "join",
    "long_date",
    "numeric_date",
    "ordinal_party",
    "plain_date",
    "rupiah",
    "rupiah_in_words",
    "tokens",
    "unbroken",
]

NBSP = "\N{NO-BREAK SPACE}"
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)
ORDINALS = (
    "KESATU",
    "KEDUA",
    "KETIGA",
    "KEEMPAT",
    "KELIMA",
    "KEENAM",
    "KETUJUH",
    "KEDELAPAN",
    "KESEMBILAN",
    "KESEPULUH",
    "KESEBELAS",
    "KEDUA BELAS",
)


def unbroken(text: str) -> str:
    """The text with its spaces turned into no-break spaces."""
    return text.replace(" ", NBSP)


def day_name(day: date) -> str:
    return DAYS[day.weekday()]


def long_date(day: date) -> str:
    """`22 Oktober 2025`, unbroken and without a leading zero."""
    return unbroken(f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def plain_date(day: date) -> str:
    """`22 Oktober 2025` with ordinary blanks, for notes and pages, where lines break as they like."""
    return long_date(day).replace("\N{NO-BREAK SPACE}", " ")


def numeric_date(day: date) -> str:
    """`22-10-2025`, as the opening of a berita acara repeats it in brackets."""
    return f"{day:%d-%m-%Y}"


def date_in_words(day: date) -> str:
    """`dua puluh dua bulan Oktober tahun dua ribu dua puluh lima`."""
    return f"{in_words(day.day)} bulan {MONTHS[day.month - 1]} tahun {in_words(day.year)}"


def clock_time(at: time) -> str:
    """`09.00 WITA`, unbroken."""
    return unbroken(f"{at:%H.%M} WITA")


def in_words(number: int) -> str:
    """A whole number from 0 to below 10**15 in words.

    Raises:
        ValueError: it is outside that range.
    """
    if not 0 <= number < 10**15:
        raise ValueError("only numbers from 0 to 10**15 are spelled")
    return _spell(number) or "nol"


def _spell(number: int) -> str:
    for scale, name in SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            # "seribu" only for exactly one thousand; one million stays "satu juta".
            spelled = "seribu" if (scale, head) == (1000, 1) else f"{_spell(head)} {name}"
            return f"{spelled} {_spell(rest)}".rstrip()
    return _spell_hundreds(number)


def _spell_hundreds(number: int) -> str:
    if number >= 100:  # noqa: PLR2004 - place values
        head, rest = divmod(number, 100)
        hundreds = "seratus" if head == 1 else f"{UNITS[head]} ratus"
        return f"{hundreds} {_spell_hundreds(rest)}".rstrip()
    if number >= 20:  # noqa: PLR2004
        head, rest = divmod(number, 10)
        return f"{UNITS[head]} puluh {UNITS[rest]}".rstrip()
    if number >= 10:  # noqa: PLR2004
        return {10: "sepuluh", 11: "sebelas"}.get(number) or f"{UNITS[number - 10]} belas"
    return UNITS[number]


def count_in_words(number: int, unit: str = "") -> str:
    """`2 (dua)`, or with a unit `1 (satu) berkas`; unbroken."""
    return unbroken(f"{number} ({in_words(number)}) {unit}".rstrip())


def rupiah(amount: int) -> str:
    """`Rp1.500.000,00`: no blank after Rp, points between thousands."""
    return f"Rp{amount:,}".replace(",", ".") + ",00"


def rupiah_in_words(amount: int) -> str:
    """`Rp1.500.000,00 (satu juta lima ratus ribu rupiah)`."""
    return f"{rupiah(amount)} ({in_words(amount)} rupiah)"


def ordinal_party(place: int) -> str:
    """`KESATU` for 1 up to `KEDUA BELAS` for 12, as parties to an agreement are called."""
    return unbroken(ORDINALS[place - 1])


# Days in a unit of time that is as long wherever it begins; a month is not.
_DAYS_IN = {"hari": 1, "malam": 1, "minggu": 7}
_SOME_DAYS = re.compile(
    r"(?<![\d.,])(\d{1,3})(?:\s*\([^)\d]{1,40}\))?\s*(hari|malam|minggu)\b", re.IGNORECASE
)


def counted_days(text: str) -> int | None:
    """`7 hari`, `2 (dua) minggu` as a number of days; None if the text counts none, or several times."""
    found = _SOME_DAYS.findall(text)
    return int(found[0][0]) * _DAYS_IN[found[0][1].lower()] if len(found) == 1 else None


def join(parts: list[str], *, last: str = "dan") -> str:
    """`a, b, dan c`; `a dan b`; empty parts are left out."""
    given = [part for part in parts if part]
    if len(given) <= 2:  # noqa: PLR2004 - two need no comma
        return f" {last} ".join(given)
    return f"{', '.join(given[:-1])}, {last} {given[-1]}"


# -- search --------------------------------------------------------------------------------------

# Families of spellings that mean one thing to whoever searches; the left side is already folded.
_FAMILIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(per|pe)lindungan\b", "pelindungan"),
        (r"\bkerja[ -]+sama\b", "kerjasama"),
        (
            r"\b(moh|muh|mohd|muhd|md|muhamad|muhammad|mohamad|mohammad|mochamad|mochammad|muhammed)\b",
            "muhammad",
        ),
        (r"\b(st|sitti|sity)\b", "siti"),
        (r"\b(abd|abdoel|abdu[nrsdzt])\b", "abdul"),
        # The article takes the sound of what follows: Abdurrahman, also written with one r.
        (r"\babdu(?:([nrsdzt])(?=\1)|(?=[rs][ao]))", "abdul"),
        (r"\b(dg|daeng)\b", "daeng"),
        (r"\b(bt|bte|binti)\b", "binti"),
        (r"\b(hj|hajjah|hajah)\b", "hajjah"),
    )
)
_WORD = re.compile(r"[0-9a-z]+")
_NUMBER_MARKS = re.compile(r"(?<=\d)[./-](?=\d)")


def fold(text: str) -> str:
    """The form in which text is compared: no case, no accents, one spelling for each family.

    Stops and dashes inside numbers stay apart as blanks do, so `400.9.8` is three tokens.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    plain = _NUMBER_MARKS.sub(" ", plain)
    for pattern, replacement in _FAMILIES:
        plain = pattern.sub(replacement, plain)
    return plain


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order."""
    return _WORD.findall(fold(text))
