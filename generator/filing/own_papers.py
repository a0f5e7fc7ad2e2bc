"""A numbered paper of the archive's own becomes an item of the year's general folder, like a letter of a case.

It is filled once before a number is taken, so that a fault of its template shows when nothing happened yet. Asked for
again after a crash, it goes on where it stopped, under the same number.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from generator.archive import (
    ArchivedItem,
    FiledPaper,
    ItemRecord,
    NumberWanted,
    ReservedNumber,
    general_folder,
)
from generator.filing.entered import claim_by_hand, digest_by_hand
from generator.filing.item import Description, Filing
from generator.letters import LetterIdentity, code_of, fill_paper, read_template, short_digest
from generator.office.copies import page_codes
from generator.office.office import Office
from generator.office.page_economy import convert_letter
from generator.pdf import check_pdf, finish_pdf
from generator.rules.archive_papers import ArchivePaper

__all__ = ["OwnPaper", "PaperTold", "file_own_paper", "told_of_paper"]

TOLD_NAME = "naskah.json"
TRIAL_NUMBER = "0"


class PaperTold(BaseModel):
    """What the paper says, for programs: `signers` are the names below it, `facts` the rest."""

    signers: tuple[str, ...] = ()
    facts: dict[str, str] = {}
    cases: tuple[str, ...] = ()


class _Values(Protocol):
    def __call__(self, number: str, dated: date, /) -> Mapping[str, Any]:
        """Everything that the template may say."""


@dataclass(frozen=True, kw_only=True)
class OwnPaper:
    """A paper to be filed. `same` is what makes two of them one that was asked for twice.

    `must_say` are texts that it has to show besides its number, by what they are called; `by` are the posts
    that sign it.
    """

    key: str
    kind: ArchivePaper
    subject: str
    attachment: str
    values: _Values
    told: PaperTold
    same: tuple[str, ...]
    by: str
    must_say: Mapping[str, str] = field(default_factory=dict)
    party: str = ""


def file_own_paper(office: Office, paper: OwnPaper) -> FiledPaper:
    """Number, fill, convert and publish a paper; one that was filed before is taken as it is.

    Raises:
        FormHeldError: something is wrong with its template.
        NotReadyError: LibreOffice cannot make the PDF now, or no number may be given.
    """
    archive = office.archive
    digest = digest_by_hand("naskah arsip", paper.key, *paper.same)
    before = archive.numbers.find_submission(digest)
    if before is not None and before.filed:
        (standing,) = archive.items.of_submission(digest)
        return _filed(standing, by=paper.by)
    today = office.clock.today()
    path = office.table(paper.kind.table_path)
    values = paper.values(TRIAL_NUMBER, today)
    fill_paper(path, values, code="PMBS", logo=office.logo, engine=office.filler.engine)
    wanted = NumberWanted(
        type=paper.key,
        pattern=paper.kind.pattern(unit=office.config.office.unit, year=today.year),
        series=paper.kind.series,
    )
    with archive.by_hand.turn():
        taken = archive.numbers.reserve(
            digest=digest,
            claim=claim_by_hand(),
            case=general_folder(today.year),
            wanted=[wanted],
            has_form=False,
        )
        (place,) = taken.letters
        access = office.access_of(taken.case).access
        filing = Filing(archive=archive, taken=taken, access=access)
        filed = filing.file(place, _writer(office, paper, path, place))
        archive.filing.record(taken, [filed])
        archive.store.clear_work(digest)
    return _filed(filed.record, by=paper.by)


def _filed(item: ArchivedItem | ItemRecord, *, by: str) -> FiledPaper:
    return FiledPaper(number=item.number, dated=item.date, place=f"{item.case}/{item.item}", by=by)


def told_of_paper(office: Office, letter: ArchivedItem) -> PaperTold:
    """What one of these papers says; nothing of any other letter."""
    path = office.archive.items.folder_of(letter) / TOLD_NAME
    return PaperTold.model_validate_json(path.read_bytes()) if path.is_file() else PaperTold()


def _writer(
    office: Office, paper: OwnPaper, path: Path, place: ReservedNumber
) -> Callable[[Path], Description]:
    values = paper.values(place.number, place.dated)

    def write(folder: Path) -> Description:
        template = read_template(path)
        told = paper.told.model_dump_json(indent=1)
        identity = LetterIdentity(
            year=place.letter_year,
            sequence=place.letter_sequence,
            revision=place.revision,
            series=place.series,
            office=office.filler.office_code,
            digest=short_digest(repr(values).encode(), told.encode(), template),
        )
        docx, pdf = folder / "surat.docx", folder / "surat.pdf"
        docx.write_bytes(
            fill_paper(
                path, values, code=code_of(identity), logo=office.logo, engine=office.filler.engine
            )
        )
        template_digest = hashlib.sha256(template).hexdigest()
        office.archive.store.keep_template(template_digest, template)
        convert_letter(office.converter, docx, pdf)
        finish_pdf(pdf, page_codes(identity), title=paper.kind.title, number=place.number)
        facts = check_pdf(
            pdf, letter=paper.key, must_contain={"nomor": place.number, **paper.must_say}
        )
        (folder / "surat.txt").write_text(facts.text, encoding="utf-8")
        (folder / TOLD_NAME).write_text(told, encoding="utf-8")
        return Description(
            slug=paper.key,
            kind="surat",
            type=paper.key,
            title=paper.kind.title,
            direction="internal" if paper.kind.series == "internal" else "keluar",
            number=place.number,
            date=place.dated,
            subject=paper.subject,
            party=paper.party or paper.kind.to,
            classification=paper.kind.classification,
            attachment=paper.attachment,
            copies=paper.kind.copies,
            template_digest=template_digest,
            paper_digest=identity.digest,
            pages=facts.pages,
        )

    return write
