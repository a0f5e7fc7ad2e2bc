"""Something that a person made or entered becomes an item; asked for twice, it is refused by its digest."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from pydantic import BaseModel

from generator.archive import (
    FILE_NAME,
    FiledItem,
    NumberWanted,
    Reservation,
)
from generator.filing.item import Description, Filing
from generator.filing.signed import aside, opened
from generator.office.office import Office
from generator.scans import (
    ScannedPage,
    keep_safe,
    make_readable,
    own_text,
    scan_kind,
    write_part,
)
from generator.vocabulary.certificates import ElectronicSignature
from generator.vocabulary.problems import Problem, UsageError
from generator.vocabulary.registers import Direction, ItemKind

__all__ = [
    "Paperwork",
    "claim_by_hand",
    "digest_by_hand",
    "digest_of_paper",
    "enter",
    "file_paper",
    "pages_of",
    "refuse_known",
]


@dataclass(frozen=True, kw_only=True)
class Paperwork:
    """What an item made by hand is.

    `told` is written into its own file, `file` is what was scanned. `sameness` is what makes two of them
    one that was entered twice, besides kind, party, subject and case.
    """

    kind: ItemKind
    type: str
    title: str
    direction: Direction
    number: str
    dated: date
    subject: str
    party: str
    classification: str
    told: BaseModel
    sameness: tuple[str, ...]
    file: Path | None = None
    attachment: str = "-"
    processor: str = ""


def enter(
    office: Office, paperwork: Paperwork, *, case: str, wanted: NumberWanted, same: str
) -> FiledItem:
    """File something that a person made or entered; `same` names it to whoever enters it twice.

    Raises:
        UsageError: it was entered before, its file cannot be read, or its number cannot be given.
    """
    digest = digest_of_paper(paperwork, case, wanted.series, str(wanted.inserts))
    refuse_known(office, digest, same)
    pages = pages_of(office, paperwork.file)
    with office.archive.by_hand.turn():
        taken = office.archive.numbers.reserve(
            digest=digest, claim=claim_by_hand(), case=case, wanted=[wanted], has_form=False
        )
        return file_paper(office, paperwork, taken, pages)


def file_paper(
    office: Office, paperwork: Paperwork, taken: Reservation, pages: Sequence[ScannedPage]
) -> FiledItem:

    def write(folder: Path) -> Description:
        signatures: tuple[ElectronicSignature, ...] = ()
        told = paperwork.told.model_dump_json(indent=1)
        (folder / FILE_NAME).write_text(told, encoding="utf-8")
        if paperwork.file is not None:
            signatures = _lay_down(office, paperwork.file, folder, pages)
        return Description(
            slug=paperwork.type,
            kind=paperwork.kind,
            type=paperwork.type,
            title=paperwork.title,
            direction=paperwork.direction,
            number=paperwork.number or place.number,
            date=paperwork.dated,
            subject=paperwork.subject,
            party=paperwork.party,
            classification=paperwork.classification,
            attachment=paperwork.attachment,
            processor=paperwork.processor,
            pages=sum(not page.is_blank for page in pages) or len(pages),
            signatures=signatures,
        )

    place = taken.form or taken.places[0]
    access = office.access_of(taken.case).access
    filed = Filing(archive=office.archive, taken=taken, access=access).file(place, write)
    office.archive.filing.record(taken, [filed])
    office.archive.store.clear_work(taken.digest)
    return filed


def pages_of(office: Office, path: Path | None) -> list[ScannedPage]:
    """The pages of a scan; looked at before its letter takes a number.

    Raises:
        UsageError: it cannot be read.
    """
    if not path:
        return []
    if not scan_kind(path.read_bytes()):
        raise UsageError("A016", found=path.suffix or "tanpa akhiran nama")
    with aside(office) as work:
        _, pages = opened(office, path, work)
    return pages


def _lay_down(
    office: Office, path: Path, folder: Path, pages: Sequence[ScannedPage]
) -> tuple[ElectronicSignature, ...]:
    """The scan as it may be kept, the same made searchable, and its text; gives its electronic signatures.

    What is signed electronically is kept as it came, with the text that it holds itself.
    """
    cleaned = folder / "bersih.pdf"
    kept = keep_safe(path, cleaned, roots=office.roots)
    if isinstance(kept, Problem):  # it was looked at before the number; now it is another file
        raise UsageError(kept.code, found=kept.found)
    data = kept.data
    cleaned.unlink(missing_ok=True)
    (folder / f"surat.{scan_kind(data)}").write_bytes(data)
    if kept.signatures:
        (folder / "surat.txt").write_text(own_text(path), encoding="utf-8")
        return kept.signatures
    source, out = folder / "sumber.pdf", folder / "surat-teks.pdf"
    if write_part(path, pages, source) is None:
        made = make_readable(office.recogniser, path, pages, source, out)
        (folder / "surat.txt").write_text(made.text, encoding="utf-8")
        source.unlink()
    return ()


# -- what was asked for before ---------------------------------------------------------------------


def digest_of_paper(paperwork: Paperwork, *told: str) -> str:
    same = (paperwork.kind, paperwork.party, paperwork.subject, *paperwork.sameness)
    return digest_by_hand(json.dumps([*told, *same], ensure_ascii=False))


def digest_by_hand(*told: str) -> str:
    return hashlib.sha256("\n".join(["tangan", *told]).encode()).hexdigest()


def claim_by_hand() -> str:
    return f"tangan-{uuid4().hex}"


def refuse_known(office: Office, digest: str, same: str) -> None:
    before = office.archive.numbers.find_submission(digest)
    if before is not None and before.filed:
        names: Sequence[str] = [
            str(one.sequence) if one.direction == "masuk" else one.number
            for one in office.archive.items.of_submission(digest)
        ]
        raise UsageError("A010", found=same.format(", ".join(names)))
