"""What a letter is: its number's pattern, its identity, and the text of its QR code."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.letters.catalogue import LetterType
from generator.vocabulary.case import CaseForm
from generator.vocabulary.registers import Series

__all__ = [
    "Letter",
    "LetterIdentity",
    "check_of",
    "code_of",
    "earlier_code_of",
    "identity_of",
    "number_pattern",
    "parse_qr",
    "plain_unit",
    "short_digest",
]

# The registers, as a code marks them: outgoing letters, and papers that stay with the case.
SERIES_MARKS: Mapping[Series, str] = {"keluar": "", "internal": "I"}
# Short enough for the second smallest size of QR code, whose dots are large: office, letter, page, copy,
# and some characters of what the letter says.
QR = re.compile(
    r"PMBS3/(?P<office>[0-9A-Z]{4})/(?P<short_year>\d{2})/(?P<series>I?)(?P<sequence>\d+)\.(?P<revision>\d+)"
    r"(?:/(?P<page>\d+)\.(?P<pages>\d+)(?:\.(?P<copy>\d+)(?:\.(?P<reprint>\d+))?)?)?"
    r"/(?P<digest>[0-9A-Z]{5})/(?P<check>[0-9A-F]{4})"
)
# The codes of letters made before they told the office and what the letter says.
UNIT_QR = re.compile(
    r"PMBS2/(?P<unit>[A-Z0-9 ]+)/(?P<year>\d{4})/(?P<series>I?)(?P<sequence>\d+)\.(?P<revision>\d+)"
    r"(?:/(?P<page>\d+)\.(?P<pages>\d+)(?:\.(?P<copy>\d+)(?:\.(?P<reprint>\d+))?)?)?"
    r"/(?P<check>[0-9A-F]{4})"
)
# The codes of letters made before pages and copies were told.
EARLIER_QR = re.compile(
    r"PMBS1/(?P<unit>[A-Z0-9 ]+)/(?P<year>\d{4})/K(?P<sequence>\d+)/R(?P<revision>\d+)"
    r"(?:/U(?P<reprint>\d+))?/(?P<check>[0-9A-F]{4})"
)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter to be filled. `form` is the whole case so far; sequence 0 is a trial.

    `attachments` are the titles of what was filed with the case (a contract, a card). `related` are the
    numbers of outgoing letters of the case, by the section that each is about: minutes name the invitation
    (`temu_bahas`), a request for money the agreement (`kesepakatan`). A draft is for
    reading only: it carries no code and is never filed. `is_secret` follows from the
    case's access class.
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
    related: Mapping[str, str] = field(default_factory=dict)
    is_draft: bool = False
    is_secret: bool = False


@dataclass(frozen=True, kw_only=True)
class LetterIdentity:
    """What a QR code tells: whose letter, of which year, with which sequence in which register.

    `office` is the code of the office's archive, `digest` some characters of what the letter says; letters
    of earlier versions have the `unit` of the office in their place. Two are equal if they are of one letter. `page` of `pages` counts from 1, and `copy` too; they are 0
    where the code does not tell: that of the Word file knows no page, that of the archived PDF no copy.
    `reprint` is 0 on the copies that came with the letter.
    """

    year: int
    sequence: int
    revision: int
    series: Series = "keluar"
    unit: str = ""
    office: str = ""
    digest: str = ""
    page: int = field(default=0, compare=False)
    pages: int = field(default=0, compare=False)
    copy: int = field(default=0, compare=False)
    reprint: int = field(default=0, compare=False)

    def of_page(self, page: int, pages: int) -> "LetterIdentity":
        """The same letter's identity on one of its pages."""
        return replace(self, page=page, pages=pages)


def number_pattern(letter_type: LetterType, *, unit: str, year: int) -> str:
    """The number with everything filled in but `{urut}`."""
    return letter_type.number.format(
        klasifikasi=letter_type.classification, urut="{urut}", unit=unit, tahun=year
    )


def plain_unit(unit: str) -> str:
    """The office's unit as a QR code holds it."""
    return re.sub(r"[^A-Z0-9 ]", "", unit.upper())


def identity_of(letter: Letter, *, office: str, digest: str) -> LetterIdentity:
    """What the codes of a letter tell; nothing of it is personal data."""
    return LetterIdentity(
        office=office,
        digest=digest,
        year=letter.year,
        sequence=letter.sequence,
        revision=letter.revision,
        series=letter.letter_type.series,
    )


def code_of(identity: LetterIdentity) -> str:
    """The text of the QR code that tells an identity: only characters of the dense QR alphabet.

    The four hexadecimal digits at the end let a reader tell a misread code from another letter.
    """
    one = identity
    place = f"{SERIES_MARKS[one.series]}{one.sequence}"
    body = (
        f"PMBS3/{one.office}/{one.year % CENTURY:02d}/{place}.{one.revision}"
        if one.digest
        else f"PMBS2/{one.unit}/{one.year}/{place}.{one.revision}"
    )
    if one.page:
        copy = f".{one.copy}" if one.copy else ""
        reprint = f".{one.reprint}" if one.copy and one.reprint else ""
        body += f"/{one.page}.{one.pages}{copy}{reprint}"
    body += f"/{one.digest}" if one.digest else ""
    return f"{body}/{check_of(body)}"


def earlier_code_of(identity: LetterIdentity) -> str:
    """The code that the letters of the archive carried before pages were told."""
    one = identity
    body = f"PMBS1/{one.unit}/{one.year}/K{one.sequence}/R{one.revision}"
    return f"{body}/{check_of(body)}"


def parse_qr(text: str) -> LetterIdentity | None:
    """The identity in a QR code's text; None if it is not one of ours or was misread."""
    text = text.strip()
    found = QR.fullmatch(text) or UNIT_QR.fullmatch(text) or EARLIER_QR.fullmatch(text)
    if found is None or check_of(text[:-5]) != found["check"]:
        return None
    groups = found.groupdict()
    told = {name: int(value or 0) for name, value in groups.items() if name in _NUMBERS}
    if "short_year" in groups:
        told["year"] = FIRST_YEAR + int(groups["short_year"])
    mark = groups.get("series", "")
    series = next(name for name, known in SERIES_MARKS.items() if known == mark)
    return LetterIdentity(
        series=series,
        unit=groups.get("unit", ""),
        office=groups.get("office", ""),
        digest=groups.get("digest", ""),
        **told,
    )


CENTURY, FIRST_YEAR = 100, 2000
_NUMBERS = frozenset({"year", "sequence", "revision", "page", "pages", "copy", "reprint"})


def short_digest(*parts: bytes) -> str:
    """Some characters of a digest, of those that nobody takes for another: 25 bits, enough for one number."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    value = int.from_bytes(digest.digest()[:4], "big")
    return "".join(DIGITS[value >> shift & 31] for shift in (0, 5, 10, 15, 20))


# Without I, L, O and U (Crockford).
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_of(body: str) -> str:
    """Four hexadecimal digits that let a reader tell a misread code from another."""
    return hashlib.sha256(body.encode()).hexdigest()[:4].upper()
