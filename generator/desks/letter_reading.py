"""What a letter from elsewhere says of itself, as far as its recognised text tells: proposed to whoever enters it.

Nothing here is entered by itself. What is not found stays empty; what is found a person reads again beside the scan.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.forms import read_date
from generator.office.office import Office
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.indonesian import fold, tokens
from generator.vocabulary.problems import UsageError

__all__ = ["LetterRead", "ProposedCase", "cases_named", "read_letter"]

LONGEST_HEAD = 12
LONGEST_SUBJECT = 3
# What stands before a colon in the head of a letter, also as recognition spells it.
LABELS = {
    "number": r"nomor|nomer|no\.?",
    "attachment": r"lampiran|lamp\.?",
    "subject": r"perihal|hal|h a l",
    "nature": r"sifat",
    "dated": r"tanggal|tgl\.?",
    "sender": r"dari|pengirim",
}
LABEL = re.compile(
    r"^\W{0,3}(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in LABELS.items())
    + r")\s*[:;]\s*(?P<said>.*)$",
    re.IGNORECASE,
)
RECEIVER = re.compile(r"^\W{0,3}(?:kepada|yth|yang terhormat)\b", re.IGNORECASE)
# How the text of a letter begins: a subject is over by then.
OPENING = re.compile(
    r"^(?:menunjuk|menindak ?lanjuti|sehubungan|berdasarkan|dengan hormat|dengan ini|bersama ini|dalam rangka"
    r"|memperhatikan|berkenaan|berkaitan|merujuk|di\b|salam|assalam)",
    re.IGNORECASE,
)
# The place and day of writing, often at the end of another line: "Tarakan, 20 November 2026".
PLACE_AND_DAY = re.compile(
    r"\b[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2}, ?(\d{1,2} [A-Za-z]{3,9} \d{4})\b"
)
NO_NAME = re.compile(
    r"\b(?:jalan|jl|telepon|telp|fax|faks\w*|kode pos|pos-?el|e-?mail|laman|website|www)\b|@|\d{4,}",
    re.IGNORECASE,
)
GOVERNMENT = re.compile(r"^PEMERINTAH (?:DAERAH )?((?:KOTA|KABUPATEN|PROVINSI) .+)$")
OUR_NUMBER = re.compile(r"\b\d{3}(?:\.\d+)*/\d+(?:\.[a-z])?/[A-Z0-9./-]+/\d{4}\b")
SMALL_WORDS = frozenset({"DAN", "DI", "KE", "DARI", "UNTUK", "ATAU", "PADA", "YANG"})
CAPITALS, SHORT = 0.8, 3
NAME_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class LetterRead:
    """What was found; empty or None where nothing was."""

    sender: str = ""
    number: str = ""
    dated: date | None = None
    subject: str = ""
    attachment: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposedCase:
    """A case that a letter may belong to, and by what it is named there."""

    case: str
    why: str


def read_letter(text: str) -> LetterRead:
    """What the text of a letter's first page says of sender, number, day, subject and attachments."""
    lines = [line.strip() for line in text.splitlines()]
    told: dict[str, str] = {}
    head: list[str] = []
    for place, line in enumerate(lines):
        found = LABEL.match(line)
        if found is None:
            if not told and len(head) < LONGEST_HEAD and line:
                head.append(line)
            continue
        key = next(name for name in LABELS if found[name])
        said = _without_day(found["said"])
        if key == "subject":
            said = " ".join([said, *_going_on(lines[place + 1 :])])
        if said and key not in told:
            told[key] = " ".join(said.split())
    return LetterRead(
        sender=told.get("sender", "") or _sender(head),
        number=told.get("number", ""),
        dated=_day(text, told.get("dated", "")),
        subject=told.get("subject", ""),
        attachment=told.get("attachment", ""),
    )


def cases_named(office: Office, text: str) -> list[ProposedCase]:
    """The cases that a text names by number, by one of our letters, or by a client of a running case.

    Only those that whoever acts may see.
    """
    found: dict[str, str] = {}
    for number in re.findall(CASE_NUMBER, text):
        if office.archive.cases.has(number):
            found.setdefault(number, "nomor kasusnya tertulis di surat ini")
    for number in OUR_NUMBER.findall(text):
        try:
            letter = office.archive.items.named(number)
        except UsageError:
            continue
        if office.archive.cases.has(letter.case):
            found.setdefault(letter.case, f"menyebut surat kita {letter.number}")
    said = f" {' '.join(tokens(text))} "
    for case, client in office.archive.browsing.clients(
        set(office.archive.cases.running())
    ).items():
        name = tokens(client)
        if len(name) >= NAME_WORDS and f" {' '.join(name)} " in said:
            found.setdefault(case, "menyebut nama kliennya")
    may_see = office.archive.secrecy.may_see
    return [ProposedCase(case=case, why=why) for case, why in found.items() if may_see(case)]


# -- inside --------------------------------------------------------------------------------------


def _without_day(said: str) -> str:
    """What stands behind a label, without the place and day of writing beside it."""
    found = PLACE_AND_DAY.search(said)
    return (said[: found.start()] if found else said).strip(" .,_-")


def _going_on(lines: Sequence[str]) -> Iterator[str]:
    """The lines under a subject that belong to it."""
    for line in lines[: LONGEST_SUBJECT - 1]:
        if not line or any(one.match(line) for one in (LABEL, RECEIVER, OPENING)):
            return
        if PLACE_AND_DAY.search(line):
            return
        yield line


def _day(text: str, labelled: str) -> date | None:
    """The day of writing: beside its place, or behind its label."""
    for said in [*PLACE_AND_DAY.findall(text), labelled]:
        day = read_date(said) if said else None
        if isinstance(day, date):
            return day
    return None


def _sender(head: Sequence[str]) -> str:
    """The office of a letterhead: its last line in capitals, with the region whose government it is of."""
    names = [line for line in head if _is_name(line)]
    regions = [found[1] for line in names if (found := GOVERNMENT.match(line))]
    offices = [line for line in names if not GOVERNMENT.match(line)]
    if not offices:
        return _as_written(names[-1]) if names else ""
    office = offices[-1]
    region = regions[0] if regions and fold(regions[0]) not in fold(office) else ""
    return _as_written(f"{office} {region}")


def _is_name(line: str) -> bool:
    letters = [one for one in line if one.isalpha()]
    capitals = sum(one.isupper() for one in letters)
    return len(letters) > SHORT and capitals >= CAPITALS * len(letters) and not NO_NAME.search(line)


def _as_written(line: str) -> str:
    """A name in capitals as it is written elsewhere: `Dinas Tenaga Kerja`, but `PT` and `BP3MI`."""
    return " ".join(_word(word) for word in line.split())


def _word(word: str) -> str:
    if word in SMALL_WORDS:
        return word.lower()
    has_vowel = any(one in "AIUEO" for one in word[1:])
    is_short = len(word) <= SHORT and not has_vowel
    return (
        word
        if is_short or any(one.isdigit() for one in word) or not has_vowel
        else word.capitalize()
    )
