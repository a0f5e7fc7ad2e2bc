"""The index as a function of ledger and folders: what each kind of ledger line does to index.db.

Filing and `pmbs rebuild` go through here alike, so that a rebuilt index is equal by construction.
Applying a line twice changes nothing.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from pathlib import Path

from generator.archive.database import Index
from generator.archive.ledger import CLOCK_ACCEPTED, LedgerLine
from generator.archive.records import FiledItem, ItemRecord, folder_name
from generator.archive.search import spelling, words
from generator.archive.search.known_people import People
from generator.archive.store import Store
from generator.archive.topics import audit
from generator.archive.topics import registry as topics
from generator.archive.topics.prints import want_print
from generator.archive.topics.returns import came_back
from generator.archive.topics.tombstones import Destroyed, Tombstone, read_tombstone
from generator.archive.topics.topic import EventKind
from generator.vocabulary.case import CaseForm, content_digest
from generator.vocabulary.facts import OPEN, SECRET, Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.prints import FIRST
from generator.vocabulary.problems import ArchiveDamagedError
from generator.vocabulary.telephones import telephone_numbers

__all__ = ["CHANGES", "EVENTS", "WORDS", "Projection", "form_of"]

log = logging.getLogger(__name__)

TEXT_NAME = "surat.txt"
DATA_NAME = "data.json"


def form_of(folder: Path) -> CaseForm | None:
    """What a form item told, from its data.json; None for other items."""
    path = folder / DATA_NAME
    if not path.is_file():
        return None
    return CaseForm.model_validate(json.loads(path.read_bytes())["form"])


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
        self._people = People(index)

    def apply(self, lines: Iterable[LedgerLine]) -> None:
        """Take in the lines, in order."""
        last = None
        for line in lines:
            kind = EVENTS.get(line.event)
            if (handler := self._HANDLERS.get(line.event)) is not None:
                handler(self, line)
            elif kind is not None and kind.handler is not None:
                kind.handler(self._index, line)
            audit.note(self._index, line, kind.place_of if kind else None)
            last = line
        if last is not None:
            self._index.remember("applied", str(last.seq))

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
        if self._is_indexed(record):
            return
        self._index.execute(
            "INSERT OR IGNORE INTO cases (case_number, client, opened, closed) VALUES (?, '', ?, ?)",
            [buried.case, buried.opened.isoformat(), buried.closed.isoformat()],
        )
        if record.revision > 1 and record.kind != "pindaian":
            self._mark_earlier(record)
        folder = self._store.case_folder(record.case) / folder_name(record.item, record.slug)
        self._enter_item(record, stone.record_sha256, folder, text="", named="")
        if record.kind == "pindaian":
            came_back(self._index, record)
        for copy in range(1, record.copies + 1):
            want_print(self._index, line, case=record.case, item=record.item, copy=copy, why=FIRST)

    def _index_item(self, folder: Path, filed: FiledItem, line: LedgerLine) -> None:
        record = filed.record
        if self._is_indexed(record):
            return
        form = form_of(folder)
        if form is not None:
            self._index_case(record, form, _content_of(folder, form))
        if record.revision > 1 and record.kind != "pindaian":
            self._mark_earlier(record)
        named = _names(form) if form else self._client(record.case)
        self._enter_item(
            record, filed.record_digest, folder, text=_text_of(folder, form), named=named
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
            "access": self._access(record),
        }
        columns = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        row = self._index.row(
            f"INSERT INTO items ({columns}) VALUES ({places}) RETURNING id",  # noqa: S608
            values,
        )
        assert row is not None  # noqa: S101 - RETURNING gives the row
        about = f"{record.title} {record.subject} {record.party} {record.number} {record.case}"
        words.enter(
            self._index,
            row["id"],
            names=named,
            words=f"{about} {text}",
            party=record.party,
            year=record.year,
            type_=record.type,
        )
        if record.kind != "pindaian":
            # What is read from a scan is spelt as the reading went; its letter has the words.
            spelling.learn(self._index, tokens(f"{named} {about} {text}"))

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

    def _is_indexed(self, record: ItemRecord) -> bool:
        found = self._index.row(
            "SELECT 1 FROM items WHERE case_number = ? AND item = ?", [record.case, record.item]
        )
        return found is not None

    def _index_case(self, record: ItemRecord, form: CaseForm, content: str) -> None:
        self._index.execute(
            "INSERT OR IGNORE INTO cases (case_number, client, opened) VALUES (?, '', ?)",
            [record.case, record.filed_at.date().isoformat()],
        )
        if form.klien is not None:
            self._index.execute(
                "UPDATE cases SET client = ? WHERE case_number = ?", [form.klien.nama, record.case]
            )
        self._index.execute(
            "UPDATE submissions SET content = ? WHERE digest = ?", [content, record.form_digest]
        )
        self._people.enter(record.case, form, record.filed_at.date())
        self._index_stay(record.case, form)
        for value in _identifiers(form):
            self._index.execute(
                "INSERT OR IGNORE INTO identifiers VALUES (?, ?)", [value, record.case]
            )
        if form.penutupan is not None:
            self._close_case(record.case, form.penutupan.tanggal)

    def _index_stay(self, case: str, form: CaseForm) -> None:
        if form.serah_terima is not None:
            self._index.execute(
                "UPDATE cases SET into_shelter = ?, out_of_shelter = NULL WHERE case_number = ?",
                [form.serah_terima.tanggal.isoformat(), case],
            )
        if form.keluar_shelter is not None:
            self._index.execute(
                "UPDATE cases SET out_of_shelter = ? WHERE case_number = ?",
                [form.keluar_shelter.tanggal.isoformat(), case],
            )

    def _client(self, case: str) -> str:
        row = self._index.row("SELECT client FROM cases WHERE case_number = ?", [case])
        return str(row["client"]) if row else ""

    def _case_closed(self, line: LedgerLine) -> None:
        self._close_case(line.data["case"], line.at.date())

    def _case_reopened(self, line: LedgerLine) -> None:
        """It runs again: its dates of retention are worked out anew when it is closed."""
        self._index.execute("UPDATE cases SET closed = NULL WHERE case_number = :case", line.data)
        self._index.execute("DELETE FROM retention WHERE case_number = :case", line.data)
        self._index.execute("DELETE FROM moved WHERE case_number = :case", line.data)

    def _close_case(self, case: str, day: date) -> None:
        self._index.execute(
            "UPDATE cases SET closed = coalesce(closed, ?) WHERE case_number = ?",
            [day.isoformat(), case],
        )

    _HANDLERS: dict[str, Callable[["Projection", LedgerLine], None]] = {  # noqa: RUF012
        "number-issued": _number_issued,
        "number-voided": _number_voided,
        "number-assigned": _number_assigned,
        "submission-filed": _submission_filed,
        "case-closed": _case_closed,
        "case-reopened": _case_reopened,
    }


def _text_of(folder: Path, form: CaseForm | None) -> str:
    """What is searched in an item: the letter's text, or the answers of a form."""
    if form is None:
        path = folder / TEXT_NAME
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    # Numbers that stand for one person are found as such, and stand in no excerpt on a screen.
    return "\n".join(
        text
        for told in told_in(form)
        if told.fact.privacy is not SECRET
        for value in (told.value if isinstance(told.value, tuple) else (told.value,))
        if (text := _in_text(value))
    )


def _in_text(value: object) -> str:
    """A value as it is searched; numbers and yes or no are not."""
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date | time) else ""


def _names(form: CaseForm) -> str:
    """The people of a case by name; who acts for an office is no person of a case."""
    return " ".join(
        str(told.value)
        for told in told_in(form)
        if told.fact.kind is Kind.NAME and told.fact.privacy is not OPEN and not told.is_official
    )


def _identifiers(form: CaseForm) -> set[str]:
    """Numbers by which a case is found: of identity without blanks and dashes, of telephones as dialled here."""
    answers = [told for told in told_in(form) if told.value]
    given = [str(told.value) for told in answers if told.fact.privacy is SECRET]
    bare = (re.sub(r"[^0-9A-Za-z]", "", value).upper() for value in given)
    contacts = [
        str(told.value)
        for told in answers
        if told.fact.kind is Kind.CONTACT and not told.is_official
    ]
    dialled = (number for value in contacts for number in telephone_numbers(value))
    return {value for value in (*bare, *dialled) if value}
