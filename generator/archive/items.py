"""What is filed, item by item: found by number, by submission, by state. Nothing here writes."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from generator.archive.database import Index, Row
from generator.archive.open_classes import HIDDEN, may_see
from generator.archive.records import ArchivedItem, ItemRecord
from generator.archive.register import INTERNAL
from generator.archive.search.search import TOP
from generator.archive.store import Store
from generator.archive.topics.refilings import Refilings
from generator.archive.topics.whereabouts import ItemPlace
from generator.archive.topics.withdrawals import Withdrawals
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.problems import UsageError
from generator.vocabulary.registers import ItemKind, Series

__all__ = ["Items"]

# So many are named where a number means several.
MANY = 4
ITEM_REFERENCE = re.compile(rf"({CASE_NUMBER}|UMUM-\d{{4}})/(\d{{1,4}})")


class Items:
    """The items of one archive, as the index knows them.

    Of a case that whoever acts may not see they tell number, dates and state, and nothing else.
    """

    def __init__(
        self, index: Index, store: Store, withdrawals: Withdrawals, refilings: Refilings
    ) -> None:
        self._index = index
        self._store = store
        self._withdrawals = withdrawals
        self._refilings = refilings

    def named(self, number: str) -> ArchivedItem:
        """The one letter with this number, whole or up to a slash, or the item `CASE/ITEM`.

        Of several revisions it is the last; one that was moved is found by its earlier place too. Each register counts from 1, so that a number cut short
        at its unit may be that of a letter and of an internal paper: then the letter is meant.

        Raises:
            UsageError: there is none, or more than one, or it was given up.
        """
        number = number.strip()
        reference = ITEM_REFERENCE.fullmatch(number.upper())
        if reference:
            place = self._refilings.where(reference[1], int(reference[2]))
            found = self._items("case_number = ? AND item = ?", list(place))
        else:
            low = number.rstrip("/") + "/"
            found = self._items(
                "kind IN ('surat', 'surat-luar') AND is_replaced = 0"
                " AND (number = ? OR (number >= ? AND number < ?))"
                " ORDER BY number != ?, series = ?, number LIMIT ?",
                [number, low, f"{low}{TOP}", number, INTERNAL, MANY],
            )
            whole = [one for one in found if one.number == number]
            found = whole or [one for one in found if one.series != INTERNAL] or found
        if len(found) > 1:
            raise UsageError("A025", found=number, hint=", ".join(one.number for one in found))
        if not found:
            code = "A024" if self._withdrawals.has(number) else "A005"
            raise UsageError(code, found=number)
        return found[0]

    def of_submission(self, digest: str) -> list[ArchivedItem]:
        """What one submission gave, in order."""
        return self._items("form_digest = ? ORDER BY item", [digest])

    def letters_of(self, case: str, type_: str) -> list[ArchivedItem]:
        """The letters of one type in a case, each in its last revision, in order."""
        return self._items(
            "case_number = ? AND type = ? AND kind = 'surat' AND is_replaced = 0 ORDER BY item",
            [case, type_],
        )

    def letter(
        self, year: int, sequence: int, revision: int, *, series: Series = "keluar"
    ) -> ArchivedItem | None:
        """The letter that a QR code names."""
        found = self._items(
            "kind = 'surat' AND series = ? AND year = ? AND sequence = ? AND revision = ?",
            [series, year, sequence, revision],
        )
        return found[0] if found else None

    def signed_of(self, letter: ArchivedItem) -> ArchivedItem | None:
        """The scan that came back of exactly this letter, and was not taken back; of several the last."""
        found = self._items(
            "case_number = ? AND kind = 'pindaian' AND number = ? AND type = ? AND revision = ?"
            " AND NOT EXISTS (SELECT 1 FROM returns r WHERE r.case_number = items.case_number"
            " AND r.item = items.item AND r.undone != '') ORDER BY item DESC LIMIT 1",
            [letter.case, letter.number, letter.type, letter.revision],
        )
        return found[0] if found else None

    def unsigned(self) -> list[ArchivedItem]:
        """The letters out for signature, in their last revision."""
        return self._items("kind = 'surat' AND is_replaced = 0 AND is_signed = 0 ORDER BY id", [])

    def signed(self) -> list[ArchivedItem]:
        """The letters that came back signed, in their last revision."""
        return self._items("kind = 'surat' AND is_replaced = 0 AND is_signed = 1 ORDER BY id", [])

    def latest_filed(self) -> datetime | None:
        """When something was filed last."""
        row = self._index.row("SELECT filed_at FROM items ORDER BY id DESC LIMIT 1")
        return datetime.fromisoformat(row["filed_at"]) if row else None

    def first_filed(self) -> datetime | None:
        """When something was filed first."""
        row = self._index.row("SELECT filed_at FROM items ORDER BY id LIMIT 1")
        return datetime.fromisoformat(row["filed_at"]) if row else None

    def latest(self, count: int) -> list[ArchivedItem]:
        """The letters filed last, newest first."""
        return self._items("kind = 'surat' AND is_replaced = 0 ORDER BY id DESC LIMIT ?", [count])

    def latest_of(self, kind: ItemKind, count: int) -> list[ArchivedItem]:
        """The items of a kind that were filed last, newest first."""
        return self._items("kind = ? ORDER BY id DESC LIMIT ?", [kind, count])

    def text_of(self, item: ArchivedItem) -> str:
        """The text of an item, as it is searched; empty for whoever may not see it."""
        row = self._index.row(
            "SELECT words FROM items i WHERE case_number = ? AND item = ?"
            " AND may_see(i.case_number, i.access)",
            [item.case, item.item],
        )
        return str(row["words"]) if row else ""

    def attachments_of(self, case: str) -> frozenset[str]:
        """SHA-256 of every attachment filed in a case."""
        return frozenset(
            sealed.sha256
            for item in self._items("case_number = ? AND kind = 'lampiran'", [case])
            for sealed in Store.read(self.folder_of(item)).record.files.values()
        )

    def folder_of(self, item: ArchivedItem) -> Path:
        return self._store.root / item.folder

    def way_of(self, case: str, item: int) -> list[ItemPlace]:
        """The places where the item of this place lay before, the last one first."""
        return self._refilings.way_of(case, item)

    def lies(self, item: ArchivedItem) -> ItemPlace:
        """Where an item was filed, whatever case it was moved to since."""
        return ([(item.case, item.item), *self.way_of(item.case, item.item)])[-1]

    def record_of(self, item: ArchivedItem) -> ItemRecord:
        """Everything about an item, its sealed files among it.

        Raises:
            ArchiveDamagedError: its folder cannot be read.
        """
        return Store.read(self.folder_of(item)).record

    def of_case(self, case: str) -> list[ArchivedItem]:
        """Everything filed under a case number, in order."""
        return self._items("case_number = ? ORDER BY item", [case])

    def _items(self, condition: str, params: Sequence[object]) -> list[ArchivedItem]:
        given_up = (
            "EXISTS (SELECT 1 FROM withdrawals w WHERE w.case_number = items.case_number"
            " AND w.item = items.item) AS is_withdrawn"
        )
        sql = f"SELECT *, {given_up} FROM items WHERE {condition}"  # noqa: S608 - constants of this class
        return [_archived(row) for row in self._index.rows(sql, params)]


def _archived(row: Row) -> ArchivedItem:
    fields = (
        "item",
        "folder",
        "kind",
        "type",
        "direction",
        "number",
        "series",
        "sequence",
        "year",
        "classification",
        "copies",
        "pages",
        "revision",
    )
    is_seen = may_see(row["case_number"], row["access"])
    return ArchivedItem(
        case=row["case_number"],
        date=date.fromisoformat(row["date"]),
        filed_at=datetime.fromisoformat(row["filed_at"]),
        is_replaced=bool(row["is_replaced"]),
        is_signed=bool(row["is_signed"]),
        is_withdrawn=bool(row["is_withdrawn"]),
        signed_at=datetime.fromisoformat(row["signed_at"]) if row["signed_at"] else None,
        lacking=row["lacking"],
        is_bound=bool(row["is_bound"]),
        **{field: row[field] for field in fields},
        title=row["title"] if is_seen else HIDDEN,
        subject=row["subject"] if is_seen else HIDDEN,
        party=row["party"] if is_seen else HIDDEN,
    )
