"""The one recipe by which anything becomes an item: a form, a letter, an attachment, a scan, an entered paper.

Its place says where it stands and how it is counted, its submission when it came, whoever writes its files
what it is. An item that an interrupted run published already is taken as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.archive import Archive, FiledItem, ItemDraft, Reservation, ReservedNumber
from generator.archive.records import Returned
from generator.vocabulary.certificates import ElectronicSignature
from generator.vocabulary.registers import Direction, ItemKind, Series

__all__ = ["Description", "Filing"]


@dataclass(frozen=True, kw_only=True)
class Description:
    """What an item is, told by whoever wrote its files.

    `series` is left out where the item is counted as its place is; a further revision of a letter has a
    place of its own, but stays in its letter's register.
    """

    slug: str
    kind: ItemKind
    type: str
    title: str
    direction: Direction
    number: str
    date: date
    subject: str
    party: str
    classification: str
    series: Series | None = None
    attachment: str = "-"
    processor: str = ""
    copies: int = 0
    template_digest: str = ""
    paper_digest: str = ""
    original_name: str = ""
    pages: int = 0
    revision: int = 1
    returned: Returned | None = None
    signatures: tuple[ElectronicSignature, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A submission, or one form of it, under the places that it took; all its items go one way."""

    archive: Archive
    taken: Reservation
    access: str

    def file(self, place: ReservedNumber, write: Callable[[Path], Description]) -> FiledItem:
        """Publish the item of this place; `write` is given a private folder for its files.

        Raises:
            ArchiveDamagedError: what stands at its place is not whole.
        """
        standing = self.archive.store.published(self.taken.case, place.item)
        if standing is not None:
            return standing
        folder = self.archive.store.draft_folder(self.taken.digest, place.item)
        item = write(folder)
        return self.archive.filing.publish(
            ItemDraft(
                folder=folder,
                case=self.taken.case,
                item=place.item,
                slug=item.slug,
                kind=item.kind,
                type=item.type,
                title=item.title,
                direction=item.direction,
                number=item.number,
                series=item.series or place.series,
                sequence=place.letter_sequence,
                year=place.letter_year,
                date=item.date,
                subject=item.subject,
                party=item.party,
                classification=item.classification,
                access=self.access,
                form_digest=self.taken.digest,
                claim=self.taken.claim,
                filed_at=self.taken.moment,
                attachment=item.attachment,
                processor=item.processor,
                copies=item.copies,
                paper_digest=item.paper_digest,
                template_digest=item.template_digest,
                original_name=item.original_name,
                pages=item.pages,
                revision=item.revision,
                returned=item.returned,
                signatures=item.signatures,
            )
        )
