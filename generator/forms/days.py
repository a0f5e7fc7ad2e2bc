"""Days and hours as people write them: with dashes of any kind, roman months, English and Malay names."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.forms.folding import plain
from generator.forms.misread import Misread
from generator.system.clock import WITA
from generator.vocabulary.indonesian import MONTHS

__all__ = ["DAY_NAME", "HourRead", "is_date", "read_clock", "read_date", "read_span", "read_time"]

ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MALAY = (
    "januari",
    "februari",
    "mac",
    "april",
    "mei",
    "jun",
    "julai",
    "ogos",
    "september",
    "oktober",
    "november",
    "disember",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
MONTH_NUMBERS = {
    **{name[:3]: n for names in (ENGLISH, MALAY) for n, name in enumerate(names, start=1)},
    **{name[:3].casefold(): n for n, name in enumerate(MONTHS, start=1)},
    **{name: n for names in (ROMAN, ENGLISH, MALAY) for n, name in enumerate(names, start=1)},
    **{name.casefold(): n for n, name in enumerate(MONTHS, start=1)},
    "agt": 8,
    "agust": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
}
NAMES = r"(?:senin|selasa|rabu|kamis|jum['’ ]?at|sabtu|minggu|ahad|isnin|khamis)"
DAY_NAME = re.compile(rf"^(?:hari\s+)?{NAMES}\b\s*[,/]?\s*", re.IGNORECASE)
DAY_NAME_BEHIND = re.compile(rf"\s*,\s*{NAMES}$", re.IGNORECASE)
# `tgl 24 bln 11 thn 2026`
SPELT = re.compile(
    r"(?:tgl|tanggal)\.?\s?(\d{1,2}),? (?:bln|bulan)\.?\s?(\d{1,2}),? (?:thn|th|tahun)\.?\s?(\d{4})"
)
LABEL = re.compile(r"^(?:hari\s*/\s*)?(?:tgl|tanggal)\b[.:]?\s*")
STAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[t ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?\s?(z|[+-]\d{2}:?\d{2})?"
)
HOUR_BEHIND = re.compile(
    r"(?:,\s*|\s+)(?:(?:pukul|jam|pkl|pk)\b\.?\s*)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*(?:wita|wib|wit))?$"
)
COMPACT = re.compile(r"(19\d{2}|20\d{2})(\d{2})(\d{2})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})")
WORDED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|hb)?[\s./,-]{0,3}(?:bulan |of )?([a-z]{1,10})[\s./,-]{1,3}(?:tahun )?['’]?(\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(r"([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
# Years of two digits fall into the hundred years that end here, unless the caller knows better.
SHORT_YEARS_UNTIL = date(2049, 12, 31)


def read_date(text: str, *, latest: date = SHORT_YEARS_UNTIL) -> date | Misread:
    """`2026-11-24`, `24-11-2026`, `24.XI.26`, `24 Nov 2026`, `March 3, 1990`; with a day's name or an hour.

    A year of two digits falls into the hundred years up to `latest`.
    """
    bare = plain(text)
    stamp = STAMP.fullmatch(bare)
    if stamp:
        return _stamped(text, stamp)
    bare = re.sub(r"\s*\([^()]*\)$", "", DAY_NAME.sub("", bare))
    bare = LABEL.sub("", SPELT.sub(r"\1-\2-\3", bare)).strip(" ,.")
    bare = HOUR_BEHIND.sub("", DAY_NAME_BEHIND.sub("", bare)).strip(" ,.")
    if found := ISO.fullmatch(bare) or COMPACT.fullmatch(bare):
        return _date(text, int(found[1]), int(found[2]), int(found[3]))
    if found := NUMERIC.fullmatch(bare):
        return _date(text, _year(found[3], latest), int(found[2]), int(found[1]))
    if (found := WORDED.fullmatch(bare)) and found[2] in MONTH_NUMBERS:
        month = MONTH_NUMBERS[found[2]]
        return _date(text, _year(found[3], latest), month, int(found[1]))
    if (found := MONTH_FIRST.fullmatch(bare)) and found[1] in MONTH_NUMBERS:
        return _date(text, int(found[3]), MONTH_NUMBERS[found[1]], int(found[2]))
    return Misread("F011", text)


def _stamped(text: str, stamp: re.Match[str]) -> date | Misread:
    """The day here of a moment that a program wrote; without a zone it is meant as it stands."""
    day = _date(text, int(stamp[1]), int(stamp[2]), int(stamp[3]))
    if isinstance(day, Misread) or not stamp[7]:
        return day
    try:
        return _moment(day, stamp[4], stamp[5], stamp[7]).date()
    except (ValueError, OverflowError):
        return Misread("F012", text)


def _moment(day: date, hour: str, minute: str, zone: str | None) -> datetime:
    """A moment in the time of this office; without a zone it is meant as it stands.

    Raises:
        ValueError, OverflowError: there is no such moment.
    """
    at = datetime.combine(day, time(int(hour), int(minute)))
    if not zone:
        return at
    offset = "+00:00" if zone == "z" else zone
    return datetime.fromisoformat(f"{at:%Y-%m-%dT%H:%M}{offset}").astimezone(WITA)


def _year(digits: str, latest: date) -> int:
    if len(digits) > 2:  # noqa: PLR2004 - written out
        return int(digits)
    year = latest.year - latest.year % 100 + int(digits)
    return year if year <= latest.year else year - 100


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    return isinstance(read_date(text), date)


TO = r"(?:-|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|dan)"
SPAN = re.compile(rf"(\d{{1,2}}(?: [a-z]+)?(?: \d{{4}})?)\s?{TO}\s?(\d{{1,2}}\b.*)")


def read_span(text: str) -> tuple[date, date] | None:
    """The first and the last day of `24 s.d. 26 November 2026`, `30 November – 2 Desember 2026`; None for anything else."""
    found = SPAN.fullmatch(DAY_NAME.sub("", plain(text)).strip(" ,."))
    last = read_date(found[2]) if found else None
    if found is None or not isinstance(last, date):
        return None
    words = [*found[1].split(), *("", "")][:3]
    month = words[1] or f"{MONTHS[last.month - 1]}"
    first = read_date(f"{words[0]} {month} {words[2] or last.year}")
    return (first, last) if isinstance(first, date) and first < last else None


def _date(text: str, year: int, month: int, day: int) -> date | Misread:
    if not 1900 <= year <= 2100:  # noqa: PLR2004 - anyone alive, any plan
        return Misread("F012", text)
    try:
        return date(year, month, day)
    except ValueError:
        return Misread("F012", text)


ZONES = {"wib": timedelta(hours=1), "wita": timedelta(0), "wit": timedelta(hours=-1)}
ZONE = r"wita|wib|wit"
TIME = re.compile(
    r"(?P<half>setengah\s)?(?P<hour>\d{1,2})(?:\s?[.:,]\s?(?P<minute>\d{2}))?(?:[.:]00)?"
    rf"\s?(?P<zone>{ZONE})?\s?(?P<part>pagi|siang|sore|petang|malam|dini hari)?\s?(?P<behind>{ZONE})?"
    r"(?:\s?(?:s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|-)\s?(?P<end>selesai|\d{1,2}(?:[.:,]\d{2})?(?:[.:]00)?)"
    rf"\s?(?P<last>{ZONE})?)?"
)
# `08:30:00+08:00`, `08.30 Z`; `8:30 AM`.
WITH_ZONE = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2}(?:\.\d{1,9})?)?\s?(z|[+-]\d{2}:?\d{2})")
FOUR_FIGURES = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
TWELVE_HOURS = re.compile(r"(0?[1-9]|1[0-2])(?:[.:]([0-5]\d))?(?:[.:]\d{2})?\s?([ap])\.?m\.?")
NOON = 12
# The hours of each part of the day that a clock of twelve hours means by it.
PARTS_OF_DAY = {
    "": range(24),
    "dini hari": range(5),
    "pagi": range(12),
    "siang": range(10, 16),
    "sore": range(14, 20),
    "petang": range(14, 20),
    "malam": (*range(18, 24), *range(4)),
}


@dataclass(frozen=True)
class HourRead:
    """An hour of this office, the hour at which it ends, and what else of the answer it does not hold."""

    at: time
    beside: str = ""
    end: time | None = None


def read_time(text: str) -> time | Misread:
    """`09.00`, `9.00 WITA`, `pukul 9 pagi`, `09.00-11.00`; in the time of this office."""
    read = read_clock(text)
    return read if isinstance(read, Misread) else read.at


def read_clock(text: str) -> HourRead | Misread:
    """As `read_time`, with what the hour alone does not say."""
    said = plain(text).rstrip(".")
    bare = re.sub(r"^(?:pukul|jam|pkl|pk)\b[.:]?\s*", "", said)
    if (programmed := _programmed(text, bare)) is not None:
        return programmed
    found = TIME.fullmatch(bare)
    if not found:
        return Misread("F013", text)
    part = found["part"] or ""
    zone = found["zone"] or found["behind"] or found["last"] or ""
    # A bare `9` may be anything; `pukul 9`, `9 pagi` and `9-11 WITA` are times.
    if found["minute"] is None and bare == said and not (part or zone):
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
    told = time(hour if not part else hours[0], minute)
    here = _here(told, zone)
    end = _end(found["end"] or "", zone, here)
    beside = [] if here == told else [f"{zone.upper()} sudah diubah ke WITA"]
    if end is None and (found["end"] or "selesai") != "selesai":
        beside.append(f"jam selesainya, {found['end']}, tidak dicetak")
    return HourRead(here, "; ".join(beside), end)


def _here(told: time, zone: str) -> time:
    return (datetime.combine(date(2000, 1, 2), told) + ZONES.get(zone, timedelta(0))).time()


def _end(text: str, zone: str, begin: time) -> time | None:
    """The hour at which something ends that was told with its beginning; None for what cannot be one."""
    figures = re.match(r"(\d{1,2})(?:[.:,](\d{2}))?", text)
    if figures is None or int(figures[1]) > 23 or int(figures[2] or 0) > 59:  # noqa: PLR2004 - a clock
        return None
    end = _here(time(int(figures[1]), int(figures[2] or 0)), zone)
    return end if end > begin else None


def _programmed(text: str, bare: str) -> HourRead | Misread | None:
    """An hour as programs write it: with the day before it, a zone as a number, or in twelve hours."""
    if found := FOUR_FIGURES.fullmatch(bare):
        return HourRead(time(int(found[1]), int(found[2])))
    if found := TWELVE_HOURS.fullmatch(bare):
        hour = int(found[1]) % NOON + (NOON if found[3] == "p" else 0)
        return HourRead(time(hour, int(found[2] or 0)))
    if stamp := STAMP.fullmatch(bare):
        hours, minutes, zone = stamp[4], stamp[5], stamp[7]
    elif zoned := WITH_ZONE.fullmatch(bare):
        hours, minutes, zone = zoned[1], zoned[2], zoned[3]
    else:
        return None
    try:
        moment = _moment(date(2000, 1, 2), hours, minutes, zone)
    except (ValueError, OverflowError):
        return Misread("F013", text)
    is_changed = (moment.hour, moment.minute) != (int(hours), int(minutes))
    return HourRead(moment.time(), "sudah diubah ke WITA" if is_changed else "")
