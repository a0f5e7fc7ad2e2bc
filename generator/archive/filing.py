"""Publisher: a finished item gets its place for ever, and what was filed is entered."""

from collections.abc import Sequence
from pathlib import Path

from generator.archive.ledger import Event, Write
from generator.archive.numbers import voided
from generator.archive.records import FiledItem, ItemDraft, Reservation, folder_name
from generator.archive.store import Store
from generator.archive.topics.prints import Prints

__all__ = ["Publisher"]

UNUSED = "Nomor tidak jadi dipakai: jenis surat ini tidak lagi dibuat untuk formulirnya"


class Publisher:
    """From a private work folder into the case folder, and into ledger and index."""

    def __init__(self, store: Store, prints: Prints, write: Write) -> None:
        self._store = store
        self._prints = prints
        self._write = write

    def publish(self, draft: ItemDraft) -> FiledItem:
        """Give a finished item its place for ever; one that stands there already is taken as it is.

        Raises:
            ArchiveDamagedError: what stands there is not whole.
        """
        return self._store.published(draft.case, draft.item) or self._store.publish(draft)

    def place_of(self, filed: FiledItem) -> Path:
        """The folder of a published item, recorded or not."""
        record = filed.record
        return self._store.case_folder(record.case) / folder_name(record.item, record.slug)

    def record(self, reservation: Reservation, items: Sequence[FiledItem]) -> None:
        """Enter published items: ledger lines, then one transaction for index, search and prints.

        Numbers of this submission that no item uses become void; copies of a letter that is replaced
        here are no longer printed.
        """
        made = {one.record.item for one in items}
        unused = [one for one in reservation.places if one.item not in made]
        events = [voided(one, UNUSED) for one in unused]
        for one in items:
            if one.record.revision > 1 and one.record.kind == "surat":
                events += self._prints.cancelled(one.record.case, one.record.number)
        events += [_filed(one) for one in items]
        told = {
            "submission": reservation.digest,
            "claim": reservation.claim,
            "case": reservation.case,
            "items": sorted(made),
        }
        self._write([*events, Event(name="submission-filed", data=told)])


def _filed(item: FiledItem) -> Event:
    record = item.record
    told = {"case": record.case, "item": record.item, "record_sha256": item.record_digest}
    return Event(name="item-filed", data=told)
