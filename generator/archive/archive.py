"""One archive: numbers, items, search and prints behind one door."""

import errno
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from generator.archive.care.bags import Bags
from generator.archive.care.rounds import Care
from generator.archive.care.verification import Finding
from generator.archive.database import Index, is_damage
from generator.archive.ledger import Event, Ledger
from generator.archive.lists.plain_pages import Pages
from generator.archive.projection import Projection
from generator.archive.questions import Questions
from generator.archive.records import (
    ArchivedItem,
    FiledItem,
    ItemDraft,
    NumberWanted,
    Reservation,
    ReservedNumber,
    folder_name,
)
from generator.archive.register import INSERTIONS, INTERNAL, LETTERS, SRIKANDI, Register
from generator.archive.search.people import People
from generator.archive.store import Store, create_store
from generator.archive.topics import registry as topics
from generator.archive.topics.access_class import Access
from generator.archive.topics.approvals import Approvals
from generator.archive.topics.audit import Audit
from generator.archive.topics.by_hand import ByHand
from generator.archive.topics.corrections import Corrections
from generator.archive.topics.correspondence import Correspondence
from generator.archive.topics.disposals import Disposals
from generator.archive.topics.places import Places
from generator.archive.topics.prints import Prints
from generator.archive.topics.retention import Retention
from generator.archive.topics.srikandi import SrikandiNumbers
from generator.archive.topics.step_times import StepTimes
from generator.archive.topics.texts import AttachmentTexts
from generator.archive.topics.withdrawals import Withdrawals
from generator.system import files
from generator.system.clock import Clock
from generator.system.locks import locked
from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import UsageError

__all__ = ["Archive", "create_archive", "rebuild"]

log = logging.getLogger(__name__)

INDEX_NAME = "index.db"
OPENING_NAME = ".membuka-indeks"
UNUSED = "Nomor tidak jadi dipakai: jenis surat ini tidak lagi dibuat untuk formulirnya"


def create_archive(root: Path) -> None:
    """Make an empty archive.

    Raises:
        ArchiveDamagedError: the folder holds something else already.
    """
    create_store(root)


def rebuild(root: Path, clock: Clock) -> None:
    """Make index.db anew from the folders and the ledger, beside the old one, then exchange them."""
    Store(root)
    fresh = root / f".{INDEX_NAME}.baru"
    for leftover in (fresh, fresh.with_name(f"{fresh.name}-journal")):
        leftover.unlink(missing_ok=True)
    made = Archive(root, clock, index_name=fresh.name)
    made.pages.refresh(anew=True)
    made.close()
    for stale in (f"{INDEX_NAME}-journal", f"{INDEX_NAME}-wal", f"{INDEX_NAME}-shm"):
        (root / stale).unlink(missing_ok=True)
    with files.durable_step("exchange index"):
        fresh.replace(root / INDEX_NAME)
        files.sync_folder(root)


def examine(root: Path, clock: Clock) -> list[Finding]:
    """The findings of an archive that does not open because its ledger is broken; nothing is written.

    Raises:
        ArchiveDamagedError: the folder has no marker.
    """
    store, ledger, index = Store(root), Ledger(root / "ledger"), _open_index(root / INDEX_NAME)
    try:
        return Care(
            store=store,
            ledger=ledger,
            index=index,
            pages=Pages(index, store),
            clock=clock,
            make_index=lambda path: Index(path, tables=topics.TABLES),
        ).verify()
    finally:
        index.close()


class Archive(Questions):
    """An opened archive. Safe to use from several threads and processes.

    A missing or broken index.db is made anew from the folders and the ledger.

    Raises:
        ArchiveDamagedError: no marker, or a ledger whose chain is broken.
    """

    def __init__(self, root: Path, clock: Clock, *, index_name: str = INDEX_NAME) -> None:
        self.root = root
        self.clock = clock
        self._store = Store(root)
        self._ledger = Ledger(root / "ledger")
        self._index = _open_index(root / index_name)
        self._register = Register(self._index)
        self._projection = Projection(self._index, self._store)
        self._prints = Prints(self._index, root, self._write)
        self._people = People(self._index)
        self.by_hand = ByHand(root, self._register, self._write)
        self.correspondence = Correspondence(self._index, self._write)
        self.corrections = Corrections(self._index, self._write)
        self.withdrawals = Withdrawals(self._index, self._write)
        self.audit = Audit(self._index, clock, self._write)
        self.pages = Pages(self._index, self._store)
        self.bags = Bags(store=self._store, ledger=self._ledger, pages=self.pages)
        self.care = Care(
            store=self._store,
            ledger=self._ledger,
            index=self._index,
            pages=self.pages,
            clock=clock,
            make_index=lambda path: Archive(root, clock, index_name=path.name)._index,  # noqa: SLF001
        )
        self.step_times = StepTimes(self._index, self._write)
        self.approvals = Approvals(self._index, self._write)
        self.texts = AttachmentTexts(self._index, self._store, self._write)
        self.access = Access(self._index, self._write)
        self.retention = Retention(self._index, clock, self._write)
        self.places = Places(self._index, clock, self._write)
        self.srikandi = SrikandiNumbers(self._index, self._write)
        self.disposals = Disposals(self._index, self._store, clock, self._write)
        self._catch_up()

    def close(self) -> None:
        self._index.close()

    def recover(self) -> None:
        """Bring ledger and index together after a crash; only under the office's lock.

        Private work folders are cleared: whatever was on its way is read again from its claim.
        """
        with self.by_hand.turn():
            self._store.clear_all_work()
            self._ledger.cut_torn_tail()
            self._catch_up()
            self._write_numbers(None)

    def check_clock(self) -> None:
        """See that the clock is not behind the ledger.

        Raises:
            ArchiveDamagedError: it is.
        """
        self._ledger.check_clock(self.clock.now())

    # -- ledger and index ----------------------------------------------------------------------

    def _write(self, events: Sequence[Event]) -> None:
        """Events into the ledger, synced; then what they mean into the index, in one transaction."""
        if not events:
            return
        written = self._ledger.append(events, now=self.clock.now())
        with self._index.writing("index"):
            applied = self._projection.applied()
            # Another process may have been at it meanwhile, or an older index been put back.
            is_next = written[0].seq == applied + 1
            self._projection.apply(written if is_next else self._ledger.lines_after(applied))

    def _catch_up(self) -> None:
        """Apply the ledger's lines that the index has not seen."""
        if self._ledger.last_seq() == self._projection.applied():
            return
        with self._index.writing("index"):
            self._projection.apply(self._ledger.lines_after(self._projection.applied()))

    def _write_numbers(self, digest: str | None) -> None:
        self._write(self._register.unwritten(digest))

    # -- submissions and numbers ---------------------------------------------------------------

    def reserve(
        self,
        *,
        digest: str,
        claim: str,
        case: str | None,
        wanted: Sequence[NumberWanted],
        has_form: bool = True,
    ) -> Reservation:
        """Give each letter its number; asking again for the same form gives the same numbers.

        One transaction, then the ledger: both are durable when this returns.

        Raises:
            ArchiveDamagedError: the clock is behind the ledger: a year might be wrong.
        """
        self.check_clock()
        self._register.reserve(
            digest=digest,
            claim=claim,
            case=case,
            wanted=wanted,
            now=self.clock.now(),
            has_form=has_form,
        )
        self._write_numbers(digest)
        return self._register.reservation(digest)

    # -- filing --------------------------------------------------------------------------------

    def work_folder(self, digest: str, *, clear: bool = False) -> Path:
        return self._store.work_folder(digest, clear=clear)

    def draft_folder(self, digest: str, item: int) -> Path:
        return self._store.draft_folder(digest, item)

    def clear_work(self, digest: str) -> None:
        self._store.clear_work(digest)

    def published(self, case: str, item: int) -> FiledItem | None:
        """An item that an earlier, interrupted run published already."""
        return self._store.published(case, item)

    def keep_template(self, digest: str, data: bytes) -> None:
        """Keep the template that makes a letter, once by its digest; before the letter is published."""
        self._store.keep_template(digest, data)

    def place_of(self, filed: FiledItem) -> Path:
        """The folder of a published item, recorded or not."""
        record = filed.record
        return self._store.case_folder(record.case) / folder_name(record.item, record.slug)

    def publish(self, draft: ItemDraft) -> FiledItem:
        """Give a finished item its place for ever; one that stands there already is taken as it is.

        Raises:
            ArchiveDamagedError: what stands there is not whole.
        """
        return self._store.published(draft.case, draft.item) or self._store.publish(draft)

    def record(self, reservation: Reservation, items: Sequence[FiledItem]) -> None:
        """Enter published items: ledger lines, then one transaction for index, search and prints.

        Numbers of this submission that no item uses become void; copies of a letter that is replaced
        here are no longer printed.
        """
        made = {one.record.item for one in items}
        unused = [one for one in reservation.places if one.item not in made]
        events = [_voided(one, UNUSED) for one in unused]
        for one in items:
            if one.record.revision > 1 and one.record.kind == "surat":
                events += self._prints.cancelled(one.record.case, one.record.number)
        events += [
            Event(
                name="item-filed",
                data={
                    "case": one.record.case,
                    "item": one.record.item,
                    "record_sha256": one.record_digest,
                },
            )
            for one in items
        ]
        events.append(
            Event(
                name="submission-filed",
                data={
                    "submission": reservation.digest,
                    "claim": reservation.claim,
                    "case": reservation.case,
                    "items": sorted(made),
                },
            )
        )
        self._write(events)

    def abandon(self, digest: str, *, reason: str) -> None:
        """Void every number of a submission that will not be filed; nothing if it has none."""
        submission = self.find_submission(digest)
        if submission is None or submission.filed:
            return
        taken = self._register.reservation(digest)
        places = [*([taken.form] if taken.form else []), *taken.places]
        self._write([_voided(one, reason) for one in places])

    def verify(self) -> list[Finding]:
        """Hold the archive against itself; nothing is changed."""
        return self.care.verify()

    # -- a person's own requests ---------------------------------------------------------------

    def want_print(self, number: str, *, copies: int, why: str) -> list[PrintJob]:
        """Ask for further copies of a letter; marked in the ledger.

        Raises:
            UsageError: there is no such letter, or SRIKANDI prints it.
        """
        item = self.item(number)
        if item.series == SRIKANDI:
            raise UsageError("A023", found=item.number)
        return self._prints.want(item, copies=copies, why=why)

    def release_print(self, number: str) -> ArchivedItem:
        """Let a letter's copies be printed, where they wait for approval.

        Raises:
            UsageError: there is no such letter.
        """
        item = self.item(number)
        self._write([Event(name="print-released", data={"case": item.case, "item": item.item})])
        return item

    def void(self, number: str, *, reason: str) -> str:
        """Give up a number, and the letter that has it unless that came back signed; returns it.

        Raises:
            UsageError: there is no such number, or its letter is signed or replaced.
        """
        row = self._index.row(
            "SELECT r.*, i.id FROM register r LEFT JOIN items i"
            " ON i.case_number = r.case_number AND i.item = r.item"
            " WHERE r.number = ? AND r.series IN (?, ?, ?)",
            [number.strip(), LETTERS, INTERNAL, INSERTIONS],
        )
        if row is None or row["id"] is not None:
            letter = self.item(number)
            # The number is SRIKANDI's own where the register has none; a part of a number gives up nothing.
            if row is None and (letter.series != SRIKANDI or letter.number != number.strip()):
                raise UsageError("A005", found=number)
            self.withdrawals.withdraw(letter, reason=reason)
            return letter.number
        fields = ("series", "year", "sequence")
        data = {**{field: row[field] for field in fields}, "reason": reason}
        self._write([Event(name="number-voided", data=data)])
        return str(row["number"])

    def close_case(self, case: str) -> None:
        """Close a case.

        Raises:
            UsageError: there is no such case.
        """
        if not self.has_case(case):
            raise UsageError("A005", found=case)
        self._write([Event(name="case-closed", data={"case": case})])

    # -- the outbox (PrintStore) ---------------------------------------------------------------

    def open_prints(self) -> list[PrintJob]:
        return self._prints.open_prints()

    def prints(self, limit: int | None = None) -> list[PrintJob]:
        """The outbox, newest first."""
        return self._prints.all(limit)

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        self._prints.update(key, state, handle=handle, reason=reason)


def _voided(place: ReservedNumber, reason: str) -> Event:
    row = {"series": place.series, "year": place.year, "sequence": place.sequence}
    return Event(name="number-voided", data={**row, "reason": reason})


def _open_index(path: Path) -> Index:
    """Open the index; one that is broken is set aside, so that it is filled anew.

    Only one process opens it at a time: two would set aside what the other just made.
    """
    with locked(path.parent / OPENING_NAME):
        try:
            index = Index(path, tables=topics.TABLES)
            if index.is_sound():
                return index
            index.close()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise OSError(errno.EIO, f"index.db: {error}") from error
        log.warning("index.db is broken or of another version: set aside, made anew")
        path.replace(path.with_name(f".{path.name}.rusak"))
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        return Index(path, tables=topics.TABLES)
