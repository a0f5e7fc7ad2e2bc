"""The cases: what their forms told, what is filed in them, which of them run."""

import re
from collections.abc import Iterator
from datetime import date

from generator.archive.case_answers import form_of
from generator.archive.database import Index, Row
from generator.archive.items import Items
from generator.archive.ledger import Event, Write
from generator.archive.records import CaseFolder, CaseView
from generator.archive.store import Store
from generator.archive.topics.prints import Prints
from generator.archive.topics.tombstones import read_tombstone
from generator.archive.topics.withdrawals import Withdrawals
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import UsageError

__all__ = ["Cases"]

GENERAL = re.compile(r"UMUM-\d{4}")


class Cases:
    """The cases of one archive."""

    def __init__(
        self,
        *,
        index: Index,
        store: Store,
        items: Items,
        prints: Prints,
        withdrawals: Withdrawals,
        write: Write,
    ) -> None:
        self._index = index
        self._store = store
        self._items = items
        self._prints = prints
        self._withdrawals = withdrawals
        self._write = write

    def has(self, case: str) -> bool:
        """Whether something is filed under this case number, and was not destroyed."""
        known = (
            "SELECT 1 FROM cases c WHERE c.case_number = ? AND NOT EXISTS (SELECT 1 FROM disposed d"
        )
        return bool(self._index.rows(f"{known} WHERE d.case_number = c.case_number)", [case]))

    def form(self, case: str) -> CaseForm | None:
        """The case as its forms told it so far, later answers over earlier ones."""
        whole: CaseForm | None = None
        for _, form in self.forms(case):
            whole = whole.continued_by(form) if whole else form
        return whole

    def forms(self, case: str) -> Iterator[tuple[int, CaseForm]]:
        """Every form of a case with its place in it, in the order in which they were filed."""
        for row in self._index.rows(
            "SELECT item, folder FROM items WHERE case_number = ? AND kind = 'formulir'"
            " ORDER BY filed_at, item",
            [case],
        ):
            form = form_of(self._store.root / row["folder"])
            if form is not None:
                yield row["item"], form

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
            items=tuple(self._items.of_case(row["case_number"])),
            prints=tuple(self._prints.of_case(row["case_number"])),
        )

    def _case_of(self, number: str) -> str:
        """The case of a letter; its number still leads there when the letter was given up."""
        given_up = self._withdrawals.place_of(number)
        return given_up.partition("/")[0] if given_up else self._items.named(number).case

    def _status(self, row: Row) -> str:
        gone = "SELECT 1 FROM disposed WHERE case_number = ?"
        if self._index.rows(gone, [row["case_number"]]):
            return "dimusnahkan"
        return "ditutup" if row["closed"] else "berjalan"

    def _general(self, folder: str) -> CaseView:
        """A year's letters that belong to no case."""
        items = tuple(self._items.of_case(folder))
        if not items:
            raise UsageError("A005", found=folder)
        opened = min(one.filed_at for one in items).date()
        prints = tuple(self._prints.of_case(folder))
        return CaseView(
            case=folder, client="", status="umum", opened=opened, items=items, prints=prints
        )

    def folder(self, case: str) -> CaseFolder:
        """A case as archival lists describe it.

        Raises:
            UsageError: nothing is filed under this number.
        """
        row = self._index.row(
            "SELECT f.*, (SELECT min(i.date) || ' ' || max(i.date) FROM items i"
            " WHERE i.case_number = f.case_number) AS days FROM case_files f WHERE f.case_number = ?",
            [case],
        )
        if row is None:
            raise UsageError("A005", found=case)
        first, last = (date.fromisoformat(day).year for day in str(row["days"]).split())
        return CaseFolder(
            case=case,
            classification=row["classification"],
            description=row["description"],
            first=first,
            last=last,
            items=row["items"],
            levels=row["levels"],
        )

    def digests(self, case: str) -> frozenset[str]:
        """SHA-256 of every file and submission of a case, of a destroyed one too."""
        buried = read_tombstone(self._store, case)
        if buried is not None:
            records = [one.record for one in buried.items]
        else:
            records = [self._items.record_of(one) for one in self._items.of_case(case)]
        files = {sealed.sha256 for one in records for sealed in one.files.values()}
        return frozenset(files | {one.form_digest for one in records})

    def running(self, day: date | None = None) -> list[str]:
        """The numbers of the cases that are not closed, oldest first; or that ran at the end of a day."""
        rows = self._index.rows(
            "SELECT case_number FROM cases WHERE closed IS NULL AND :day IS NULL"
            " OR opened <= :day AND (closed IS NULL OR closed > :day)"
            " ORDER BY opened, case_number",
            {"day": day.isoformat() if day else None},
        )
        return [row["case_number"] for row in rows]

    def close(self, case: str) -> None:
        """Close a case.

        Raises:
            UsageError: there is no such case.
        """
        if not self.has(case):
            raise UsageError("A005", found=case)
        self._write([Event(name="case-closed", data={"case": case})])

    def closed(self, case: str) -> date | None:
        """The day on which a case was closed; None while it runs."""
        row = self._index.row("SELECT closed FROM cases WHERE case_number = ?", [case])
        return date.fromisoformat(row["closed"]) if row and row["closed"] else None

    def reopen(self, case: str, *, reason: str) -> None:
        """Let a closed case run again; its dates of retention are gone until it is closed.

        Raises:
            UsageError: there is no such case, it runs, or it was handed over.
        """
        if not self.has(case):
            raise UsageError("A005", found=case)
        gone = self._index.row("SELECT number FROM handed_over WHERE case_number = ?", [case])
        if gone is not None:
            raise UsageError("A119", found=case, hint=gone["number"])
        if self.closed(case) is None:
            raise UsageError("A058", found=case)
        self._write([Event(name="case-reopened", data={"case": case, "reason": reason})])
