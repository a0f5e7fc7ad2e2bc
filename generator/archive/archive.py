"""One archive: opened, made anew, and the parts that it offers."""

import contextlib
import errno
import logging
import sqlite3
from functools import cached_property
from pathlib import Path

from generator.archive.care.bags import Bags
from generator.archive.care.rounds import Care
from generator.archive.cases import Cases
from generator.archive.chain import Chain
from generator.archive.database import Index, is_damage
from generator.archive.filing import Publisher
from generator.archive.items import Items
from generator.archive.journal import LEDGER_MARK, Journal
from generator.archive.ledger import Ledger
from generator.archive.lists.listings import Lists
from generator.archive.lists.plain_pages import Pages
from generator.archive.numbers import Numbers
from generator.archive.projection import CHANGES, WORDS
from generator.archive.register import Register
from generator.archive.search.browsing import Browsing
from generator.archive.search.known_people import People
from generator.archive.search.search import Search
from generator.archive.store import Store, create_store
from generator.archive.topics import registry as topics
from generator.archive.topics.access_class import Access
from generator.archive.topics.approvals import Approvals
from generator.archive.topics.audit import Audit
from generator.archive.topics.beginnings import Beginnings
from generator.archive.topics.by_hand import ByHand
from generator.archive.topics.certificates import Certificates
from generator.archive.topics.changes import Changes
from generator.archive.topics.corrections import Corrections
from generator.archive.topics.correspondence import Correspondence
from generator.archive.topics.disposals import Disposals
from generator.archive.topics.moves import Moves
from generator.archive.topics.places import Places
from generator.archive.topics.prints import Prints
from generator.archive.topics.recovery import Recovery
from generator.archive.topics.refilings import Refilings
from generator.archive.topics.retention import Retention
from generator.archive.topics.returns import Returns
from generator.archive.topics.secrecy import Secrecy
from generator.archive.topics.senders import Senders
from generator.archive.topics.srikandi import SrikandiNumbers
from generator.archive.topics.step_times import StepTimes
from generator.archive.topics.texts import AttachmentTexts
from generator.archive.topics.topic import Finding
from generator.archive.topics.withdrawals import Withdrawals
from generator.system import files
from generator.system.clock import Clock
from generator.system.locks import locked

__all__ = ["Archive", "create_archive", "examine", "rebuild"]

log = logging.getLogger(__name__)

INDEX_NAME = "index.db"
OPENING_NAME = ".membuka-indeks"


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


class Archive:
    """An opened archive: its parts, wired. Safe to use from several threads and processes.

    A missing or broken index.db is made anew from the folders and the ledger.

    Raises:
        ArchiveDamagedError: no marker, or a ledger whose chain is broken.
    """

    @cached_property
    def office_code(self) -> str:
        """What the codes on paper tell of whose archive this is; drawn once, and copied with it."""
        return self.store.office_code()

    def __init__(self, root: Path, clock: Clock, *, index_name: str = INDEX_NAME) -> None:
        self.root, self.store = root, (store := Store(root))
        self._index = index = _open_index(root / index_name)
        self._ledger = ledger = _ledger_of(root, index)
        self._journal = Journal(store=store, ledger=ledger, index=index, clock=clock)
        write = self._journal.write
        register = Register(index)
        # -- topics
        self.by_hand = ByHand(root, register, write)
        self.correspondence = Correspondence(index, write)
        self.corrections = Corrections(index, write)
        self.withdrawals = Withdrawals(index, write)
        self.returns = Returns(index, write)
        self.audit, self.changes = Audit(index, clock, write, WORDS), Changes(index, CHANGES)
        self.step_times = StepTimes(index, write)
        self.approvals = Approvals(index, write)
        self.senders = Senders(index, write)
        self.certificates, self.texts = Certificates(index), AttachmentTexts(index, store, write)
        self.access = Access(index, write)
        self.secrecy = Secrecy(index, write)
        self.recovery = Recovery(index, write)
        self.beginnings = Beginnings(index, write)
        self.retention = Retention(index, clock, write)
        self.places = Places(index, clock, write)
        self.srikandi = SrikandiNumbers(index, write)
        self.disposals = Disposals(index, store, clock, write)
        self.moves = Moves(index, clock, write)
        self.prints, self.refilings = Prints(index, root, write), Refilings(index, register, write)
        # -- what every topic is about
        self.chain = Chain(ledger, clock, write)
        self.items = Items(index, store, self.withdrawals, self.refilings)
        self.cases = Cases(
            index=index,
            store=store,
            items=self.items,
            prints=self.prints,
            withdrawals=self.withdrawals,
            write=write,
        )
        self.numbers = Numbers(
            index=index,
            register=register,
            items=self.items,
            withdrawals=self.withdrawals,
            recovery=self.recovery,
            chain=self.chain,
            clock=clock,
            write=write,
        )
        self.filing = Publisher(store, self.prints, write)
        # -- found again, listed, looked after
        self.search, self.people, self.browsing = Search(index), People(index), Browsing(index)
        self.lists = Lists(index, self.chain, clock)
        self.pages = Pages(index, store)
        self.bags = Bags(store=store, ledger=ledger, pages=self.pages, items=self.items)
        self.care = _care_of(store, ledger, index, self.pages, clock)
        self._journal.catch_up()

    def close(self) -> None:
        self._index.close()

    def recover(self) -> None:
        """Bring ledger and index together after a crash; only under the office's lock.

        Private work folders are cleared: whatever was on its way is read again from its claim.
        """
        with self.by_hand.turn():
            self.store.clear_all_work()
            with contextlib.suppress(OSError):  # told when something is to be filed
                self.store.reserve.keep()
            self._ledger.cut_torn_tail()
            self._journal.catch_up()
            self.numbers.write_down()


def _ledger_of(root: Path, index: Index) -> Ledger:
    """The ledger, read on from where the index saw it last."""
    return Ledger(root / "ledger", known=index.told(LEDGER_MARK), looks=topics.LOOKS)


def _care_of(store: Store, ledger: Ledger, index: Index, pages: Pages, clock: Clock) -> Care:
    return Care(
        store=store,
        ledger=ledger,
        index=index,
        pages=pages,
        clock=clock,
        make_index=lambda path: _filled(path, store, clock),
    )


def _filled(path: Path, store: Store, clock: Clock) -> Index:
    """An index made of ledger and folders alone, at `path`."""
    index = Index(path, tables=topics.TABLES)
    ledger = Ledger(store.root / "ledger")
    Journal(store=store, ledger=ledger, index=index, clock=clock).catch_up()
    return index


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
