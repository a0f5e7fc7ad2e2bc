"""What a letter is: its number's pattern, its identity, and the text of its QR code."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from generator.case import CaseForm
from generator.letters.catalogue import LetterType

__all__ = [
    "Letter",
    "LetterIdentity",
    "code_of",
    "number_pattern",
    "parse_qr",
    "plain_unit",
    "qr_text",
]

QR = re.compile(
    r"PMBS1/(?P<unit>[A-Z0-9 ]+)/(?P<year>\d{4})/K(?P<sequence>\d+)/R(?P<revision>\d+)(?:/U(?P<reprint>\d+))?/(?P<check>[0-9A-F]{4})"
)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter to be filled. `form` is the whole case so far; sequence 0 is a trial.

    `attachments` are the titles of what was filed with the case (a contract, a card).
    """

    letter_type: LetterType
    form: CaseForm
    case: str
    number: str
    sequence: int
    year: int
    dated: date
    revision: int = 1
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterIdentity:
    """What a QR code tells: whose letter, of which year, with which sequence in its register.

    `reprint` is 0 on the copies that came with the letter; any copy is the same letter.
    """

    unit: str
    year: int
    sequence: int
    revision: int
    reprint: int = field(default=0, compare=False)


def number_pattern(letter_type: LetterType, *, unit: str, year: int) -> str:
    """The number with everything filled in but `{urut}`."""
    return letter_type.number.format(
        klasifikasi=letter_type.classification, urut="{urut}", unit=unit, tahun=year
    )


def plain_unit(unit: str) -> str:
    """The office's unit as a QR code holds it."""
    return re.sub(r"[^A-Z0-9 ]", "", unit.upper())


def qr_text(letter: Letter, *, unit: str) -> str:
    """The text of a letter's QR code: no personal data, only characters of the dense QR alphabet.

    The four hexadecimal digits at the end let a reader tell a misread code from another letter.
    """
    identity = LetterIdentity(
        unit=plain_unit(unit),
        year=letter.year,
        sequence=letter.sequence,
        revision=letter.revision,
    )
    return code_of(identity)


def code_of(identity: LetterIdentity) -> str:
    """The text of the QR code that tells an identity."""
    mark = f"/U{identity.reprint}" if identity.reprint else ""
    body = f"PMBS1/{identity.unit}/{identity.year}/K{identity.sequence}/R{identity.revision}{mark}"
    return f"{body}/{_check(body)}"


def parse_qr(text: str) -> LetterIdentity | None:
    """The identity in a QR code's text; None if it is not one of ours or was misread."""
    found = QR.fullmatch(text.strip())
    if found is None or _check(text.strip()[:-5]) != found["check"]:
        return None
    return LetterIdentity(
        unit=found["unit"],
        year=int(found["year"]),
        sequence=int(found["sequence"]),
        revision=int(found["revision"]),
        reprint=int(found["reprint"] or 0),
    )


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:4].upper()
