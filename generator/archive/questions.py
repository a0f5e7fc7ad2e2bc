"""What the archive answers: submissions, cases, items, search, registers. Nothing here writes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from generator.archive.database import Index, Row
from generator.archive.ledger import Ledger
from generator.archive.lists.listings import LISTINGS, Listing
from generator.archive.projection import form_of
from generator.archive.records import (
    ArchivedItem,
    CaseView,
    ChainHead,
    Counts,
    Hit,
    ItemRecord,
    Likeness,
    Submission,
)
from generator.archive.register import INTERNAL, Register
from generator.archive.search import search as searching
from generator.archive.search.browsing import Browsing
from generator.archive.search.people import People
from generator.archive.store import Store
from generator.archive.topics.prints import Prints
from generator.archive.topics.tombstones import read_tombstone
from generator.archive.topics.withdrawals import Withdrawals
from generator.system.clock import Clock
from generator.vocabulary.case import CaseForm
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.problems import UsageError

__all__ = ["Questions"]

# So many are named where a number means several.
MANY = 4
ITEM_REFERENCE = re.compile(rf"({CASE_NUMBER}|UMUM-\d{{4}})/(\d{{1,4}})")
GENERAL = re.compile(r"UMUM-\d{4}")


class Questions:
    """The reading half of an archive."""

    root: Path
    clock: Clock
    withdrawals: Withdrawals
    _index: Index
    _ledger: Ledger
    _register: Register
    _prints: Prints
    _people: People
    _store: Store

    def chain_head(self) -> ChainHead | None:
        """The last line of the ledger: printed on paper, it tells a rewritten chain. None if empty."""
        last = self._ledger.last()
        return ChainHead(seq=last.seq, at=last.at, hash=last.hash) if last else None

    def bears_seal(self, seq: int, digest: str) -> bool:
        """Whether the ledger still has the line that a printed register names.

        A chain that somebody wrote anew is whole in itself; what was printed before tells it.

        Raises:
            ArchiveDamagedError: the chain is broken before that line.
        """
        line = next((one for one in self._ledger.lines() if one.seq == seq), None)
        return line is not None and line.hash == "".join(digest.split()).lower()

    def find_submission(self, digest: str) -> Submission | None:
        return self._register.find_submission(digest)

    def find_content(self, content: str) -> Submission | None:
        """The filed submission whose form said the same, in whatever bytes."""
        return self._register.find_content(content)

    def has_case(self, case: str) -> bool:
        """Whether something is filed under this case number, and was not destroyed."""
        known = (
            "SELECT 1 FROM cases c WHERE c.case_number = ? AND NOT EXISTS (SELECT 1 FROM disposed d"
        )
        return bool(self._index.rows(f"{known} WHERE d.case_number = c.case_number)", [case]))

    def case_form(self, case: str) -> CaseForm | None:
        """The case as its forms told it so far, later answers over earlier ones."""
        whole: CaseForm | None = None
        for _, form in self.forms_of(case):
            whole = whole.continued_by(form) if whole else form
        return whole

    def forms_of(self, case: str) -> Iterator[tuple[int, CaseForm]]:
        """Every form of a case with its place in the case folder, in order."""
        for row in self._index.rows(
            "SELECT item, folder FROM items WHERE case_number = ? AND kind = 'formulir'"
            " ORDER BY item",
            [case],
        ):
            form = form_of(self.root / row["folder"])
            if form is not None:
                yield row["item"], form

    def like(self, form: CaseForm, *, outside: str | None) -> list[Likeness]:
        """Who in other cases may be one of this form's people."""
        return self._people.like(form, outside=outside)

    def in_shelter(self, *, without: str | None) -> int:
        """How many people live in the shelter now, those of the case `without` left out."""
        return self._people.in_shelter(without=without)

    def search(
        self,
        text: str,
        *,
        year: int | None = None,
        type: str | None = None,  # noqa: A002 - the command's own word
        types: Sequence[str] = (),
        agency: str | None = None,
        person: str | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Everything filed that fits, best first: numbers, names, words, near spellings.

        `types` are several types at once, such as those of a step of the SOP.
        """
        wanted = (type,) if type else tuple(types)
        filters = searching.Filters(year=year, types=wanted, agency=agency, person=person)
        return searching.search(self._index, text, filters, limit=limit)

    def count(
        self,
        text: str,
        *,
        year: int | None = None,
        type: str | None = None,  # noqa: A002 - as in `search`
        types: Sequence[str] = (),
        agency: str | None = None,
        person: str | None = None,
    ) -> Counts:
        """How much `search` would find as spelt without a limit, by kind and by year."""
        wanted = (type,) if type else tuple(types)
        filters = searching.Filters(year=year, types=wanted, agency=agency, person=person)
        return searching.count(self._index, text, filters)

    @property
    def browsing(self) -> Browsing:
        """Cases by the page."""
        return Browsing(self._index)

    def signed_of(self, letter: ArchivedItem) -> ArchivedItem | None:
        """The scan that came back signed of exactly this letter; of several the last."""
        found = self._items(
            "case_number = ? AND kind = 'pindaian' AND number = ? AND type = ? AND revision = ?"
            " ORDER BY item DESC LIMIT 1",
            [letter.case, letter.number, letter.type, letter.revision],
        )
        return found[0] if found else None

    def show(self, case_or_number: str) -> CaseView:
        """One case, named by its number, by a letter's number, or by an item (`PMBS-2026-0007/2`).

        Raises:
            UsageError: there is no such case or number.
        """
        wanted = case_or_number.strip()
        row = self._index.row("SELECT * FROM cases WHERE case_number = ?", [wanted.upper()])
        if row is None:
            case = wanted.upper() if GENERAL.fullmatch(wanted.upper()) else self._case_of(wanted)
            row = self._index.row("SELECT * FROM cases WHERE case_number = ?", [case])
        if row is None:
            return self._general(case)
        return CaseView(
            case=row["case_number"],
            client=row["client"],
            status=self._status(row),
            opened=date.fromisoformat(row["opened"]),
            items=tuple(self._items("case_number = ? ORDER BY item", [row["case_number"]])),
            prints=tuple(self._prints.of_case(row["case_number"])),
        )

    def _case_of(self, number: str) -> str:
        """The case of a letter; its number still leads there when the letter was given up."""
        given_up = self.withdrawals.place_of(number)
        return given_up.partition("/")[0] if given_up else self.item(number).case

    def _status(self, row: Row) -> str:
        gone = "SELECT 1 FROM disposed WHERE case_number = ?"
        if self._index.rows(gone, [row["case_number"]]):
            return "dimusnahkan"
        return "ditutup" if row["closed"] else "berjalan"

    def digests_of(self, case: str) -> frozenset[str]:
        """SHA-256 of every file and submission of a case, of a destroyed one too."""
        buried = read_tombstone(self._store, case)
        if buried is not None:
            records = [one.record for one in buried.items]
        else:
            folders = self._store.item_folders(case)
            records = [self._store.read(folder).record for folder in folders]
        files = {sealed.sha256 for one in records for sealed in one.files.values()}
        return frozenset(files | {one.form_digest for one in records})

    def _general(self, folder: str) -> CaseView:
        """A year's letters that belong to no case."""
        items = tuple(self._items("case_number = ? ORDER BY item", [folder]))
        if not items:
            raise UsageError("A005", found=folder)
        opened = min(one.filed_at for one in items).date()
        prints = tuple(self._prints.of_case(folder))
        return CaseView(
            case=folder, client="", status="umum", opened=opened, items=items, prints=prints
        )

    def item(self, number: str) -> ArchivedItem:
        """The one letter with this number, whole or up to a slash, or the item `CASE/ITEM`.

        Of several revisions it is the last. Each register counts from 1, so that a number cut short
        at its unit may be that of a letter and of an internal paper: then the letter is meant.

        Raises:
            UsageError: there is none, or more than one, or it was given up.
        """
        number = number.strip()
        reference = ITEM_REFERENCE.fullmatch(number.upper())
        if reference:
            found = self._items("case_number = ? AND item = ?", [reference[1], int(reference[2])])
        else:
            low = number.rstrip("/") + "/"
            found = self._items(
                "kind IN ('surat', 'surat-luar') AND is_replaced = 0"
                " AND (number = ? OR (number >= ? AND number < ?))"
                " ORDER BY number != ?, series = ?, number LIMIT ?",
                [number, low, f"{low}{searching.TOP}", number, INTERNAL, MANY],
            )
            whole = [one for one in found if one.number == number]
            found = whole or [one for one in found if one.series != INTERNAL] or found
        if len(found) > 1:
            raise UsageError("A025", found=number, hint=", ".join(one.number for one in found))
        if not found:
            code = "A024" if self.withdrawals.has(number) else "A005"
            raise UsageError(code, found=number)
        return found[0]

    def items_of(self, digest: str) -> list[ArchivedItem]:
        """What one submission gave, in order."""
        return self._items("form_digest = ? ORDER BY item", [digest])

    def letters_of(self, case: str, type_: str) -> list[ArchivedItem]:
        """The letters of one type in a case, each in its last revision, in order."""
        return self._items(
            "case_number = ? AND type = ? AND kind = 'surat' AND is_replaced = 0 ORDER BY item",
            [case, type_],
        )

    def letter(
        self, year: int, sequence: int, revision: int, *, series: str = "keluar"
    ) -> ArchivedItem | None:
        """The letter that a QR code names."""
        found = self._items(
            "kind = 'surat' AND series = ? AND year = ? AND sequence = ? AND revision = ?",
            [series, year, sequence, revision],
        )
        return found[0] if found else None

    def unsigned(self) -> list[ArchivedItem]:
        """The letters out for signature, in their last revision."""
        return self._items("kind = 'surat' AND is_replaced = 0 AND is_signed = 0 ORDER BY id", [])

    def text_of(self, item: ArchivedItem) -> str:
        """The text of an item, as it is searched."""
        row = self._index.row(
            "SELECT words FROM items WHERE case_number = ? AND item = ?", [item.case, item.item]
        )
        return str(row["words"]) if row else ""

    def attachments_of(self, case: str) -> frozenset[str]:
        """SHA-256 of every attachment filed in a case."""
        return frozenset(
            sealed.sha256
            for item in self._items("case_number = ? AND kind = 'lampiran'", [case])
            for sealed in Store.read(self.folder_of(item)).record.files.values()
        )

    def latest(self, count: int) -> list[ArchivedItem]:
        """The letters filed last, newest first."""
        return self._items("kind = 'surat' AND is_replaced = 0 ORDER BY id DESC LIMIT ?", [count])

    def folder_of(self, item: ArchivedItem) -> Path:
        return self.root / item.folder

    def record_of(self, item: ArchivedItem) -> ItemRecord:
        """Everything about an item, its sealed files among it.

        Raises:
            ArchiveDamagedError: its folder cannot be read.
        """
        return Store.read(self.folder_of(item)).record

    def running_cases(self, day: date | None = None) -> list[str]:
        """The numbers of the cases that are not closed, oldest first; or that ran at the end of a day."""
        rows = self._index.rows(
            "SELECT case_number FROM cases WHERE closed IS NULL AND :day IS NULL"
            " OR opened <= :day AND (closed IS NULL OR closed > :day)"
            " ORDER BY opened, case_number",
            {"day": day.isoformat() if day else None},
        )
        return [row["case_number"] for row in rows]

    def listing(
        self,
        name: str,
        *,
        year: int,
        month: int | None = None,
        facts: Mapping[str, str | int] | None = None,
    ) -> Listing:
        """A register or list of one year or month; `facts` are what it needs from outside the index.

        Raises:
            UsageError: this list is not made for a month.
            KeyError: there is no list of this name, or a fact that it needs is not given.
        """
        source = LISTINGS[name]
        filled = source.fill(
            self._index, year=year, month=month, today=self.clock.today(), facts=facts
        )
        head = self.chain_head() if source.is_sealed else None
        return replace(filled, made=self.clock.now(), head=head)

    def _items(self, condition: str, params: Sequence[object]) -> list[ArchivedItem]:
        given_up = (
            "EXISTS (SELECT 1 FROM withdrawals w WHERE w.case_number = items.case_number"
            " AND w.item = items.item) AS is_withdrawn"
        )
        sql = f"SELECT *, {given_up} FROM items WHERE {condition}"  # noqa: S608 - constants of this class
        return [_archived(row) for row in self._index.rows(sql, params)]


def _archived(row: Row) -> ArchivedItem:
    fields = ("item", "folder", "kind", "type", "title", "direction", "number", "series", "sequence", "year",
              "subject", "party", "classification", "copies", "pages", "revision")  # fmt: skip
    return ArchivedItem(
        case=row["case_number"],
        date=date.fromisoformat(row["date"]),
        filed_at=datetime.fromisoformat(row["filed_at"]),
        is_replaced=bool(row["is_replaced"]),
        is_signed=bool(row["is_signed"]),
        is_withdrawn=bool(row["is_withdrawn"]),
        **{field: row[field] for field in fields},
    )
