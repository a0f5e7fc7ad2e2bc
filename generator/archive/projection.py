"""The index as a function of ledger and folders: what each kind of ledger line does to index.db.

Filing and `pmbs rebuild` go through here alike, so that a rebuilt index is equal by construction.
Applying a line twice changes nothing.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.archive.case_answers import (
    DATA_NAME,
    about_of,
    client_of,
    close_case,
    enter_answers,
    enter_words,
    form_of,
    names_of,
    text_of,
)
from generator.archive.database import Index
from generator.archive.ledger import CLOCK_ACCEPTED, LedgerLine
from generator.archive.records import FiledItem, ItemRecord, folder_name
from generator.archive.rehoming import rehome
from generator.archive.search import spelling
from generator.archive.store import Store
from generator.archive.topics import audit
from generator.archive.topics import registry as topics
from generator.archive.topics.prints import want_print
from generator.archive.topics.returns import came_back
from generator.archive.topics.tombstones import Destroyed, Tombstone, read_tombstone
from generator.archive.topics.topic import EventKind
from generator.archive.topics.whereabouts import MOVED
from generator.vocabulary.case import CaseForm, content_digest
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.prints import FIRST
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["CHANGES", "EVENTS", "HEAD", "PARTED", "WORDS", "Projection"]

log = logging.getLogger(__name__)

# The last line that was taken in; and one that the ledger did not go on from afterwards: `seq hash`.
HEAD, PARTED = "head", "parted"


def _content_of(folder: Path, form: CaseForm) -> str:
    """The digest of all that a form item says, its unused words with it."""
    told = json.loads((folder / DATA_NAME).read_bytes()).get("answers", [])
    unused = [f"{one['label']} {one['text']}" for one in told if not one.get("used", True)]
    return content_digest(form, unused)


def _numbered(index: Index, line: LedgerLine) -> tuple[str, int]:
    """The place that a number was given for."""
    row = index.row(
        "SELECT case_number, item FROM register"
        " WHERE series = :series AND year = :year AND sequence = :sequence",
        {key: line.data[key] for key in ("series", "year", "sequence")},
    )
    return (row["case_number"], row["item"]) if row else ("", 0)


# Those that every topic builds on are applied by the projection itself.
EVENTS: Mapping[str, EventKind] = {
    "number-issued": EventKind(words="nomor diambil"),
    "number-voided": EventKind(
        words="nomor dibatalkan", place_of=_numbered, change="number-voided"
    ),
    "number-assigned": EventKind(words="nomor cadangan dipakai"),
    "item-filed": EventKind(words="diarsipkan", change="filed"),
    "submission-filed": EventKind(words="kiriman selesai"),
    "case-closed": EventKind(words="kasus ditutup", change="closed"),
    "case-reopened": EventKind(words="kasus dibuka kembali", change="reopened"),
    CLOCK_ACCEPTED: EventKind(words="jam dinyatakan benar"),
    **topics.EVENTS,
}
WORDS = {name: kind.words for name, kind in EVENTS.items()}
CHANGES = {name: kind.change for name, kind in EVENTS.items() if kind.change}


class Projection:
    """Applies ledger lines to the index, inside the caller's transaction."""

    def __init__(self, index: Index, store: Store) -> None:
        self._index = index
        self._store = store

    def apply(self, lines: Iterable[LedgerLine]) -> None:
        """Take in the lines, in order."""
        last = None
        for line in lines:
            if last is None:
                self._hold_against_head(line)
            kind = EVENTS.get(line.event)
            if (handler := self._HANDLERS.get(line.event)) is not None:
                handler(self, line)
            elif kind is not None and kind.handler is not None:
                kind.handler(self._index, line)
            audit.note(self._index, line, kind.place_of if kind else None)
            last = line
        if last is not None:
            self._index.remember("applied", str(last.seq))
            self._index.remember(HEAD, f"{last.seq} {last.hash}")

    def _hold_against_head(self, line: LedgerLine) -> None:
        """Remember the head that a rewritten ledger does not go on from: the next one replaces it."""
        head = self._index.told(HEAD)
        seq, _, digest = head.partition(" ")
        parts = bool(head) and line.seq == int(seq) + 1 and line.prev != digest
        if parts and not self._index.told(PARTED):
            self._index.remember(PARTED, head)

    def applied(self) -> int:
        """The sequence of the last ledger line that was taken in."""
        return self._index.applied()

    # -- numbers -------------------------------------------------------------------------------

    def _number_issued(self, line: LedgerLine) -> None:
        data = line.data
        self._index.execute(
            "INSERT OR IGNORE INTO submissions (digest, claim, case_number, moment, is_new_case)"
            " VALUES (?, ?, ?, ?, ?)",
            [data["submission"], data["claim"], data["case"], data["moment"], data["new_case"]],
        )
        self._index.execute(
            "INSERT INTO register (series, year, sequence, number, type, case_number, item,"
            " submission, moment, revision, dated, base, suffix, note, in_ledger)"
            " VALUES (:series, :year, :sequence, :number, :type, :case, :item, :submission, :moment,"
            " :revision, :dated, :base, :suffix, :note, 1)"
            " ON CONFLICT DO UPDATE SET number = :number, type = :type, case_number = :case,"
            " item = :item, submission = :submission, moment = :moment, revision = :revision,"
            " dated = :dated, base = :base, suffix = :suffix, note = :note, in_ledger = 1",
            {
                "revision": 1,
                "dated": data["moment"][:10],
                "base": None,
                "suffix": "",
                "note": "",
                **data,
            },
        )
        self._raise_counter(data["series"], data["year"], data["sequence"])
        if data["item"]:
            self._raise_counter(f"berkas {data['case']}", 0, data["item"])

    def _number_assigned(self, line: LedgerLine) -> None:
        """A number that was kept in reserve becomes that of a letter."""
        data = line.data
        self._index.execute(
            "INSERT OR IGNORE INTO submissions (digest, claim, case_number, moment, is_new_case)"
            " VALUES (:submission, :claim, :case, :moment, 0)",
            data,
        )
        self._index.execute(
            "UPDATE register SET number = :number, type = :type, case_number = :case, item = :item,"
            " submission = :submission, dated = :dated"
            " WHERE series = :series AND year = :year AND sequence = :sequence",
            data,
        )
        self._raise_counter(f"berkas {data['case']}", 0, data["item"])

    def _raise_counter(self, counter: str, year: int, at_least: int) -> None:
        self._index.execute(
            "INSERT INTO counters (series, year, n) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET n = max(n, excluded.n)",
            [counter, year, at_least],
        )

    def _number_voided(self, line: LedgerLine) -> None:
        self._index.execute(
            "UPDATE register SET void_reason = :reason"
            " WHERE series = :series AND year = :year AND sequence = :sequence",
            line.data,
        )

    # -- items ---------------------------------------------------------------------------------

    def _submission_filed(self, line: LedgerLine) -> None:
        """Everything a submission gave: case, items, search words, wanted prints."""
        submission, case = line.data["submission"], line.data["case"]
        for number in line.data["items"]:
            folder = self._store.item_folder(case, number)
            try:
                filed = None if folder is None else self._store.read(folder)
            except ArchiveDamagedError:
                filed = None
            buried = read_tombstone(self._store, case) if filed is None else None
            if buried is not None and (stone := buried.item(number)) is not None:
                self._index_buried(buried, stone, line)
                continue
            if folder is None or filed is None:
                # `verify` reports it; the rest of the archive must still be found.
                log.error("item %s/%03d is missing or unreadable; not indexed", case, number)
                continue
            self._index_item(folder, filed, line)
        self._index.execute(
            "UPDATE submissions SET filed = 1, claim = ? WHERE digest = ?",
            [line.data["claim"], submission],
        )

    def _index_buried(self, buried: Tombstone, stone: Destroyed, line: LedgerLine) -> None:
        """What a tombstone tells of an item whose content was destroyed."""
        record = stone.record
        folder = self._store.case_folder(record.case) / folder_name(record.item, record.slug)
        if self._is_indexed(folder):
            return
        self._index.execute(
            "INSERT OR IGNORE INTO cases (case_number, client, opened, closed) VALUES (?, '', ?, ?)",
            [buried.case, buried.opened.isoformat(), buried.closed.isoformat()],
        )
        if record.revision > 1 and record.kind != "pindaian":
            self._mark_earlier(record)
        self._enter_item(record, stone.record_sha256, folder, text="", named="")
        if record.kind == "pindaian":
            came_back(self._index, record)
        for copy in range(1, record.copies + 1):
            want_print(self._index, line, case=record.case, item=record.item, copy=copy, why=FIRST)

    def _index_item(self, folder: Path, filed: FiledItem, line: LedgerLine) -> None:
        record = filed.record
        if self._is_indexed(folder):
            return
        form = form_of(folder)
        if form is not None:
            self._index_case(record, form, _content_of(folder, form))
        if record.revision > 1 and record.kind != "pindaian":
            self._mark_earlier(record)
        named = names_of(form) if form else client_of(self._index, record.case)
        self._enter_item(
            record, filed.record_digest, folder, text=text_of(folder, form), named=named
        )
        for of_kind in topics.ITEMS.get(record.kind, ()):
            of_kind(self._index, record, folder, form)
        for copy in range(1, record.copies + 1):
            want_print(self._index, line, case=record.case, item=record.item, copy=copy, why=FIRST)

    def _enter_item(
        self, record: ItemRecord, digest: str, folder: Path, *, text: str, named: str
    ) -> None:
        """The row of an item, and its words."""
        values = record.model_dump(
            mode="json",
            exclude={
                "case",
                "slug",
                "claim",
                "files",
                "schema_version",
                "template_digest",
                "original_name",
                "paper_digest",
                "returned",
                "signatures",
            },
        )
        values |= {
            "case_number": record.case,
            "folder": str(folder.relative_to(self._store.root)),
            "party_folded": " ".join(tokens(record.party)),
            "record_digest": digest,
            "words": text,
            "named": named,
            "access": self._access(record),
        }
        columns = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        row = self._index.row(
            f"INSERT INTO items ({columns}) VALUES ({places}) RETURNING id",  # noqa: S608
            values,
        )
        assert row is not None  # noqa: S101 - RETURNING gives the row
        enter_words(self._index, row["id"], record, text=text, named=named)
        if record.kind != "pindaian":
            # What is read from a scan is spelt as the reading went; its letter has the words.
            spelling.learn(self._index, tokens(f"{named} {about_of(record)} {text}"))

    def _access(self, record: ItemRecord) -> str:
        """The class that was decided for the case; where nobody did, that of the item itself."""
        row = self._index.row("SELECT class FROM access WHERE case_number = ?", [record.case])
        return str(row["class"]) if row else record.access

    def _mark_earlier(self, record: ItemRecord) -> None:
        """A further revision replaces the earlier ones."""
        self._index.execute(
            "UPDATE items SET is_replaced = 1 WHERE kind IN ('surat', 'surat-luar')"
            " AND number = ? AND case_number = ? AND revision < ?",
            [record.number, record.case, record.revision],
        )

    def _is_indexed(self, folder: Path) -> bool:
        """By where it lies: it may have been moved to another case since."""
        place = str(folder.relative_to(self._store.root))
        return self._index.row("SELECT 1 FROM items WHERE folder = ?", [place]) is not None

    def _index_case(self, record: ItemRecord, form: CaseForm, content: str) -> None:
        self._index.execute(
            "INSERT OR IGNORE INTO cases (case_number, client, opened) VALUES (?, '', ?)",
            [record.case, record.filed_at.date().isoformat()],
        )
        self._index.execute(
            "UPDATE submissions SET content = ? WHERE digest = ?", [content, record.form_digest]
        )
        enter_answers(self._index, record.case, form, record.filed_at.date())
        if form.penutupan is not None:
            close_case(self._index, record.case, form.penutupan.tanggal)

    def _item_moved(self, line: LedgerLine) -> None:
        rehome(self._index, self._store, line)

    def _case_closed(self, line: LedgerLine) -> None:
        close_case(self._index, line.data["case"], line.at.date())

    def _case_reopened(self, line: LedgerLine) -> None:
        """It runs again: its dates of retention are worked out anew when it is closed."""
        self._index.execute("UPDATE cases SET closed = NULL WHERE case_number = :case", line.data)
        self._index.execute("DELETE FROM retention WHERE case_number = :case", line.data)
        self._index.execute("DELETE FROM moved WHERE case_number = :case", line.data)

    _HANDLERS: dict[str, Callable[["Projection", LedgerLine], None]] = {  # noqa: RUF012
        "number-issued": _number_issued,
        "number-voided": _number_voided,
        "number-assigned": _number_assigned,
        "submission-filed": _submission_filed,
        MOVED: _item_moved,
        "case-closed": _case_closed,
        "case-reopened": _case_reopened,
    }
