"""Letters that the service did not make: entered, numbered and filed by hand, in the same registers.

A letter belongs to a case, or lies in its year's general folder. Everything is asked for by digest: a
command that died is given again, goes on where it stopped, and takes no second number.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from generator.archive import (
    FiledItem,
    Incoming,
    NumberWanted,
    Outgoing,
    general_folder,
)
from generator.filing.entered import (
    Paperwork,
    claim_by_hand,
    digest_by_hand,
    digest_of_paper,
    enter,
    file_paper,
    pages_of,
    refuse_known,
)
from generator.letters import DEFAULT_NUMBER
from generator.office.office import Office
from generator.vocabulary.problems import UsageError

__all__ = [
    "IncomingLetter",
    "OutgoingLetter",
    "assign_number",
    "insert_number",
    "register_letter",
    "reserve_numbers",
    "take_number",
]

NONE = "-"


@dataclass(frozen=True, kw_only=True)
class IncomingLetter:
    """A letter that came from elsewhere. Its number is kept exactly as written; it may have no date.

    Its classification is a code of the office's table; left out, the one of case files.
    """

    sender: str
    number: str
    subject: str
    dated: date | None = None
    received: date | None = None
    attachment: str = NONE
    classification: str = ""
    case: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OutgoingLetter:
    """A letter of the office that was not made by the service.

    Its classification is a code of the office's table; left out, the one of case files.
    """

    recipient: str
    subject: str
    dated: date
    attachment: str = NONE
    classification: str = ""
    processor: str = ""
    case: str | None = None
    note: str = ""


# -- incoming ------------------------------------------------------------------------------------


def register_letter(office: Office, letter: IncomingLetter, file: Path | None = None) -> FiledItem:
    """Enter a letter that came from elsewhere into the agenda, with its scan if there is one.

    Raises:
        UsageError: no such case or code, an unreadable scan, or the same letter was entered before.
    """
    today = office.clock.today()
    case = _case(office, letter.case, today.year)
    received = letter.received or today
    if received > today or (letter.dated and letter.dated > received):
        raise UsageError("A011", found=f"{max(received, letter.dated or received):%d-%m-%Y}")
    wanted = NumberWanted(type="surat-masuk", pattern="{urut}", series="masuk", dated=received)
    paperwork = Paperwork(
        kind="surat-masuk",
        type="surat-masuk",
        title="Surat Masuk",
        direction="masuk",
        number=letter.number if letter.number.strip() else NONE,
        dated=letter.dated or received,
        subject=letter.subject,
        party=letter.sender,
        classification=_code(office, letter.classification),
        attachment=letter.attachment or NONE,
        told=Incoming(received=received, dated=letter.dated, note=letter.note),
        sameness=(letter.number, str(letter.dated or received)),
        file=file,
    )
    return enter(office, paperwork, case=case, wanted=wanted, same="agenda {}")


# -- outgoing ------------------------------------------------------------------------------------


def take_number(office: Office, letter: OutgoingLetter, file: Path | None = None) -> FiledItem:
    """Give a letter written outside of the service the next number.

    Raises:
        UsageError: it is older than the last one (it needs `insert_number`), lies ahead, has a number.
    """
    letter = replace(letter, classification=_code(office, letter.classification))
    case = _case(office, letter.case, letter.dated.year)
    wanted = NumberWanted(type="surat-luar", pattern=_pattern(office, letter), dated=letter.dated)
    return enter(office, _outgoing(letter, file), case=case, wanted=wanted, same="{}")


def insert_number(
    office: Office, letter: OutgoingLetter, *, reason: str, file: Path | None = None
) -> FiledItem:
    """Give a back-dated letter a number between two that were given (sisipan): `12.a`.

    Raises:
        UsageError: no such code, an ordinary number would do, or there was none yet on that day.
    """
    letter = replace(letter, classification=_code(office, letter.classification))
    case = _case(office, letter.case, letter.dated.year)
    wanted = NumberWanted(
        type="surat-luar",
        pattern=_pattern(office, letter),
        dated=letter.dated,
        inserts=True,
        note=reason,
    )
    return enter(office, _outgoing(letter, file), case=case, wanted=wanted, same="{}")


def reserve_numbers(
    office: Office, count: int, *, reason: str, classification: str = ""
) -> list[str]:
    """Keep a block of numbers for letters that are written later, such as on a day of meetings.

    Raises:
        UsageError: the code is not in the table.
    """
    today, code = office.clock.today(), _code(office, classification)
    kept = OutgoingLetter(recipient="", subject="", dated=today, classification=code)
    wanted = [
        NumberWanted(
            type=f"cadangan-{place}", pattern=_pattern(office, kept), has_place=False, note=reason
        )
        for place in range(1, count + 1)
    ]
    digest = digest_by_hand("cadangan", uuid4().hex)
    with office.archive.by_hand.turn():
        taken = office.archive.numbers.reserve(
            digest=digest,
            claim=claim_by_hand(),
            case=general_folder(today.year),
            wanted=wanted,
            has_form=False,
        )
    return [one.number for one in sorted(taken.places, key=lambda one: one.sequence)]


def assign_number(
    office: Office, number: str, letter: OutgoingLetter, file: Path | None = None
) -> FiledItem:
    """Give a number that was kept in reserve to a letter; its code becomes the letter's own.

    Raises:
        UsageError: no such number is kept in reserve, no such code, or the letter lies ahead.
    """
    letter = replace(letter, classification=_code(office, letter.classification))
    case = _case(office, letter.case, letter.dated.year)
    if letter.dated > office.clock.today():
        raise UsageError("A011", found=f"{letter.dated:%d-%m-%Y}")
    paperwork = _outgoing(letter, file)
    digest = digest_of_paper(paperwork, case, number)
    refuse_known(office, digest, "{}")
    pages = pages_of(office, file)
    with office.archive.by_hand.turn():
        taken = office.archive.by_hand.assign(
            number,
            digest=digest,
            claim=claim_by_hand(),
            case=case,
            type_="surat-luar",
            pattern=_pattern(office, letter),
            dated=letter.dated,
            now=office.clock.now(),
        )
        return file_paper(office, paperwork, taken, pages)


def _outgoing(letter: OutgoingLetter, file: Path | None) -> Paperwork:
    return Paperwork(
        kind="surat-luar",
        type="surat-luar",
        title="Surat Keluar",
        direction="keluar",
        number="",
        dated=letter.dated,
        subject=letter.subject,
        party=letter.recipient,
        classification=letter.classification,
        attachment=letter.attachment or NONE,
        processor=letter.processor,
        told=Outgoing(note=letter.note),
        sameness=(str(letter.dated), letter.classification),
        file=file,
    )


def _code(office: Office, code: str) -> str:
    if code and code not in office.classification.codes:
        raise UsageError("A019", found=code)
    return code or office.classification.case


def _pattern(office: Office, letter: OutgoingLetter) -> str:
    return DEFAULT_NUMBER.format(
        klasifikasi=letter.classification,
        urut="{urut}",
        unit=office.config.office.unit,
        tahun=letter.dated.year,
    )


def _case(office: Office, case: str | None, year: int) -> str:
    if case is None:
        return general_folder(year)
    if not office.archive.cases.has(case.strip().upper()):
        raise UsageError("A005", found=case)
    return case.strip().upper()
