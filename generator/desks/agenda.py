"""Letters that the service did not make: entered, numbered and filed by hand, in the same registers.

A letter belongs to a case, or lies in its year's general folder. Everything is asked for by digest: a
command that died is given again, goes on where it stopped, and takes no second number.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel

from generator.archive import (
    FILE_NAME,
    FiledItem,
    Incoming,
    ItemDraft,
    NumberWanted,
    Outgoing,
    Reservation,
    ReservedNumber,
    general_folder,
)
from generator.archive.records import Kind
from generator.filing.signed import aside, opened
from generator.letters import DEFAULT_NUMBER
from generator.office.office import Office
from generator.scans import ScannedPage, keep_safe, scan_kind, write_part
from generator.vocabulary.problems import Problem, UsageError

__all__ = [
    "IncomingLetter",
    "OutgoingLetter",
    "Paperwork",
    "assign_number",
    "enter",
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


@dataclass(frozen=True, kw_only=True)
class Paperwork:
    """What an item made by hand is.

    `told` is written into its own file, `file` is what was scanned. `sameness` is what makes two of them
    one that was entered twice, besides kind, party, subject and case.
    """

    kind: Kind
    type: str
    title: str
    direction: str
    number: str
    dated: date
    subject: str
    party: str
    classification: str
    told: BaseModel
    sameness: tuple[str, ...]
    file: Path | None = None
    attachment: str = NONE
    processor: str = ""


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
    digest = _digest("cadangan", uuid4().hex)
    with office.archive.by_hand.turn():
        taken = office.archive.reserve(
            digest=digest,
            claim=_claim(),
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
    digest = _digest_of(paperwork, case, number)
    _refuse_known(office, digest, "{}")
    pages = _pages(office, file)
    with office.archive.by_hand.turn():
        taken = office.archive.by_hand.assign(
            number,
            digest=digest,
            claim=_claim(),
            case=case,
            type_="surat-luar",
            pattern=_pattern(office, letter),
            dated=letter.dated,
            now=office.clock.now(),
        )
        return _file(office, paperwork, taken, pages)


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


# -- filing --------------------------------------------------------------------------------------


def enter(
    office: Office, paperwork: Paperwork, *, case: str, wanted: NumberWanted, same: str
) -> FiledItem:
    """File something that a person made or entered; `same` names it to whoever enters it twice.

    Raises:
        UsageError: it was entered before, its file cannot be read, or its number cannot be given.
    """
    digest = _digest_of(paperwork, case, wanted.series, str(wanted.inserts))
    _refuse_known(office, digest, same)
    pages = _pages(office, paperwork.file)
    with office.archive.by_hand.turn():
        taken = office.archive.reserve(
            digest=digest, claim=_claim(), case=case, wanted=[wanted], has_form=False
        )
        return _file(office, paperwork, taken, pages)


def _file(
    office: Office, paperwork: Paperwork, taken: Reservation, pages: Sequence[ScannedPage]
) -> FiledItem:
    place = taken.form or taken.places[0]
    filed = office.archive.published(taken.case, place.item)
    if filed is None:
        filed = _publish(office, paperwork, taken, place, pages)
    office.archive.record(taken, [filed])
    office.archive.clear_work(taken.digest)
    return filed


def _publish(
    office: Office,
    paperwork: Paperwork,
    taken: Reservation,
    place: ReservedNumber,
    pages: Sequence[ScannedPage],
) -> FiledItem:
    folder = office.archive.draft_folder(taken.digest, place.item)
    told = paperwork.told.model_dump_json(indent=1)
    (folder / FILE_NAME).write_text(told, encoding="utf-8")
    if paperwork.file is not None:
        _lay_down(office, paperwork.file, folder, pages)
    return office.archive.publish(
        ItemDraft(
            folder=folder,
            case=taken.case,
            access=office.access_of(taken.case).access,
            item=place.item,
            slug=paperwork.type,
            kind=paperwork.kind,
            type=paperwork.type,
            title=paperwork.title,
            direction=paperwork.direction,
            number=paperwork.number or place.number,
            series=place.series,
            sequence=place.sequence,
            year=place.year,
            date=paperwork.dated,
            subject=paperwork.subject,
            party=paperwork.party,
            classification=paperwork.classification,
            attachment=paperwork.attachment,
            processor=paperwork.processor,
            form_digest=taken.digest,
            claim=taken.claim,
            filed_at=taken.moment,
            pages=len(pages),
        )
    )


def _pages(office: Office, path: Path | None) -> list[ScannedPage]:
    """The pages of a scan that are not blank; looked at before its letter takes a number.

    Raises:
        UsageError: it cannot be read.
    """
    if not path:
        return []
    if not scan_kind(path.read_bytes()):
        raise UsageError("A016", found=path.suffix or "tanpa akhiran nama")
    with aside(office) as work:
        _, pages = opened(path, work)
    return [page for page in pages if not page.is_blank] or pages


def _lay_down(office: Office, path: Path, folder: Path, pages: Sequence[ScannedPage]) -> None:
    """The scan as it may be kept, the same made searchable, and its text."""
    cleaned = folder / "bersih.pdf"
    kept = keep_safe(path, cleaned)
    if isinstance(kept, Problem):  # it was looked at before the number; now it is another file
        raise UsageError(kept.code, found=kept.found)
    data = kept.data
    cleaned.unlink(missing_ok=True)
    (folder / f"surat.{scan_kind(data)}").write_bytes(data)
    source, out = folder / "sumber.pdf", folder / "surat-teks.pdf"
    if write_part(path, pages, source) is None:
        made = office.recogniser.make_searchable(source, out, pages=len(pages))
        (folder / "surat.txt").write_text(made.text, encoding="utf-8")
        source.unlink()


# -- what was asked for before ---------------------------------------------------------------------


def _digest_of(paperwork: Paperwork, *told: str) -> str:
    same = (paperwork.kind, paperwork.party, paperwork.subject, *paperwork.sameness)
    return _digest(json.dumps([*told, *same], ensure_ascii=False))


def _digest(*told: str) -> str:
    return hashlib.sha256("\n".join(["tangan", *told]).encode()).hexdigest()


def _claim() -> str:
    return f"tangan-{uuid4().hex}"


def _refuse_known(office: Office, digest: str, same: str) -> None:
    before = office.archive.find_submission(digest)
    if before is not None and before.filed:
        names: Sequence[str] = [
            str(one.sequence) if one.direction == "masuk" else one.number
            for one in office.archive.items_of(digest)
        ]
        raise UsageError("A010", found=same.format(", ".join(names)))


def _case(office: Office, case: str | None, year: int) -> str:
    if case is None:
        return general_folder(year)
    if not office.archive.has_case(case.strip().upper()):
        raise UsageError("A005", found=case)
    return case.strip().upper()
