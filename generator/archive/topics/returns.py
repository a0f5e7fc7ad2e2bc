"""What came back of a letter, scan by scan: whole and signed, or what still lacks.

A letter counts as signed only when every page of it came back and no box for a signature was seen empty on
all of them; later scans may complete it, and a person may declare it complete, or take a match back.
Nothing filed is changed by that: the lines of the ledger say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import ArchivedItem, ItemRecord, Returned
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.case import CaseForm
from generator.vocabulary.certificates import Doubt
from generator.vocabulary.indonesian import join
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Returns", "came_back", "settle"]

TABLES = """
CREATE TABLE IF NOT EXISTS returns (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, number TEXT NOT NULL, revision INTEGER NOT NULL,
    told TEXT NOT NULL, filed_at TEXT NOT NULL, undone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS returns_by_number ON returns (case_number, number);
CREATE TABLE IF NOT EXISTS declared_whole (
    case_number TEXT NOT NULL, number TEXT NOT NULL, revision INTEGER NOT NULL, reason TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (case_number, number, revision)) STRICT;
"""
NAMED = 3
DECLARED, UNDONE = "return-declared", "match-undone"
OF_LETTERS = "kind IN ('surat', 'surat-luar') AND case_number = ? AND number = ? AND revision = ?"


class Returns:
    """What a person decides about what came back."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def declare_whole(self, letter: ArchivedItem, *, reason: str) -> None:
        """A person says that what came back is the whole signed letter.

        Raises:
            UsageError: nothing of it came back, or nothing lacks.
        """
        if letter.kind not in ("surat", "surat-luar") or not letter.lacking:
            raise UsageError("A062", found=letter.number or f"{letter.case}/{letter.item}")
        self._write([Event(name=DECLARED, data={**_of(letter), "reason": reason})])

    def take_back(self, scan: ArchivedItem, *, reason: str) -> None:
        """A scan was not of this letter, or does not count: the letter waits again for what it lacks.

        Raises:
            UsageError: it is no scan that was matched, or that was done before.
        """
        row = self._index.row(
            "SELECT undone FROM returns WHERE case_number = ? AND item = ?", [scan.case, scan.item]
        )
        if row is None or row["undone"]:
            raise UsageError("A063", found=f"{scan.case}/{scan.item}")
        self._write([Event(name=UNDONE, data={**_of(scan), "reason": reason})])

    def undone_of(self, case: str) -> Mapping[int, str]:
        """Why the match of a scan was taken back, by the scan's place in its case."""
        rows = self._index.rows(
            "SELECT item, undone FROM returns WHERE case_number = ? AND undone != ''", [case]
        )
        return {row["item"]: row["undone"] for row in rows}

    def declared(self, letter: ArchivedItem) -> str:
        """Why a person declared the letter complete; empty if nobody did."""
        row = self._index.row(
            "SELECT reason FROM declared_whole WHERE case_number = ? AND number = ? AND revision = ?",
            [letter.case, letter.number, letter.revision],
        )
        return str(row["reason"]) if row else ""


def _of(item: ArchivedItem) -> dict[str, object]:
    return {
        "case": item.case,
        "item": item.item,
        "number": item.number,
        "revision": item.revision,
    }


# -- what the index makes of it --------------------------------------------------------------------


@dataclass(frozen=True)
class _State:
    """How a letter stands after some of its scans."""

    lacking: str
    is_bound: bool


def came_back(index: Index, record: ItemRecord) -> None:
    """A scan was filed with a letter."""
    told = "" if record.returned is None else record.returned.model_dump_json()
    index.execute(
        "INSERT OR IGNORE INTO returns (case_number, item, number, revision, told, filed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            record.case,
            record.item,
            record.number,
            record.revision,
            told,
            record.filed_at.isoformat(),
        ],
    )
    settle(index, record.case, record.number, record.revision)


def settle(index: Index, case: str, number: str, revision: int) -> None:
    """Work out anew how a letter stands, and since when it is signed."""
    rows = index.rows(
        "SELECT told, filed_at FROM returns WHERE case_number = ? AND number = ? AND revision = ?"
        " AND undone = '' ORDER BY filed_at, item",
        [case, number, revision],
    )
    signed_at, lacking, is_bound = None, "", False
    for count in range(1, len(rows) + 1):
        state = _state(rows[:count])
        lacking, is_bound = state.lacking, state.is_bound
        if not lacking and signed_at is None:
            signed_at = rows[count - 1]["filed_at"]
    said = index.row(
        "SELECT at FROM declared_whole WHERE case_number = ? AND number = ? AND revision = ?",
        [case, number, revision],
    )
    if rows and said is not None:
        signed_at, lacking, is_bound = signed_at or said["at"], "", True
    index.execute(
        "UPDATE items SET is_signed = ?, signed_at = ?, lacking = ?, is_bound = ?"  # noqa: S608 - constants
        f" WHERE {OF_LETTERS}",
        [int(signed_at is not None), signed_at, lacking, int(is_bound), case, number, revision],
    )


def _state(rows: Sequence[Row]) -> _State:
    """What all these scans together show; one of before this was looked at is taken for whole."""
    if any(not row["told"] for row in rows):
        return _State("", is_bound=True)
    all_scans = [Returned.model_validate_json(row["told"]) for row in rows]
    scans = [one for one in all_scans if not one.doubt]
    if not scans:
        doubt = all_scans[-1].doubt
        return _State(doubt.in_words, is_bound=doubt is not Doubt.UNSIGNED)
    inked = {name for one in scans for name in one.inked}
    empty = dict.fromkeys(name for one in scans for name in one.empty if name not in inked)
    words = [*_missing(scans), *_unsigned(list(empty))]
    if all(one.has_empty for one in scans):
        words.append("sebuah kotak tanda tangan kosong")
    return _State("; ".join(words), is_bound=bool(inked) or not words)


def _unsigned(names: Sequence[str]) -> list[str]:
    """Whose boxes are empty; of many the first are named."""
    if len(names) < 2:  # noqa: PLR2004 - one needs no count
        return [f"kotak tanda tangan {name} kosong" for name in names]
    others = f"; dan {len(names) - NAMED} lagi" if len(names) > NAMED else ""
    return [f"{len(names)} kotak tanda tangan kosong: {'; '.join(names[:NAMED])}{others}"]


def _missing(scans: Sequence[Returned]) -> list[str]:
    """Which pages did not come back; where their numbers are not known, how many."""
    missing = set.intersection(*(set(one.missing) for one in scans))
    if not missing:
        return []
    if not any(one.pages for one in scans):
        most = max(scans, key=lambda one: one.count)
        return [f"baru {most.count} dari {most.of} halaman kembali"]
    return [f"halaman {join([str(page) for page in sorted(missing)])} belum kembali"]


def _declared(index: Index, line: LedgerLine) -> None:
    data = line.data
    index.execute(
        "INSERT OR REPLACE INTO declared_whole VALUES (?, ?, ?, ?, ?)",
        [data["case"], data["number"], data["revision"], data["reason"], line.at.isoformat()],
    )
    settle(index, data["case"], data["number"], data["revision"])


def _undone(index: Index, line: LedgerLine) -> None:
    data = line.data
    index.execute(
        "UPDATE returns SET undone = :reason WHERE case_number = :case AND item = :item",
        {key: data[key] for key in ("reason", "case", "item")},
    )
    # What was declared of the letter was said of this scan too.
    index.execute(
        "DELETE FROM declared_whole WHERE case_number = :case AND number = :number"
        " AND revision = :revision",
        {key: data[key] for key in ("case", "number", "revision")},
    )
    settle(index, data["case"], data["number"], data["revision"])


def _scan_filed(index: Index, record: ItemRecord, _folder: Path, _form: CaseForm | None) -> None:
    came_back(index, record)


TOPIC = Topic(
    tables=TABLES,
    events={
        DECLARED: EventKind(words="dinyatakan lengkap", handler=_declared, change="declared-whole"),
        UNDONE: EventKind(words="pencocokan dibatalkan", handler=_undone, change="match-undone"),
    },
    items={"pindaian": _scan_filed},
)
