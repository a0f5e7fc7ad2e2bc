"""What the registers tell of letters beside the letters themselves, and what is counted of cases.

When one came and to whom it was passed on, when one was sent and who received it. All of it stands in
the files of items; the index is filled from there. Only slips, which say nothing of a case, are lines of
the ledger alone.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import UsageError
from generator.vocabulary.registers import Series
from generator.vocabulary.written import typed

__all__ = [
    "FILE_NAME",
    "TOPIC",
    "Correspondence",
    "Delivery",
    "Disposition",
    "Incoming",
    "Outgoing",
    "RegisterPlace",
]

FILE_NAME = "agenda.json"

TABLES = """
CREATE TABLE IF NOT EXISTS incoming (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, received TEXT NOT NULL, dated TEXT,
    note TEXT NOT NULL, PRIMARY KEY (case_number, item)) STRICT;
CREATE TABLE IF NOT EXISTS outgoing (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (case_number, item)) STRICT;
CREATE TABLE IF NOT EXISTS dispositions (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, year INTEGER NOT NULL,
    sequence INTEGER NOT NULL, given TEXT NOT NULL, giver TEXT NOT NULL, receivers TEXT NOT NULL,
    instruction TEXT NOT NULL, PRIMARY KEY (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS dispositions_by_agenda ON dispositions (year, sequence);
CREATE TABLE IF NOT EXISTS slips (
    number TEXT NOT NULL, slip INTEGER NOT NULL, made TEXT NOT NULL, carrier TEXT NOT NULL,
    PRIMARY KEY (number, slip)) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, number TEXT NOT NULL, slip INTEGER NOT NULL,
    sent TEXT NOT NULL, received TEXT, receiver TEXT NOT NULL, carrier TEXT NOT NULL,
    PRIMARY KEY (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_by_number ON deliveries (number);
CREATE TABLE IF NOT EXISTS case_facts (
    case_number TEXT NOT NULL, fact TEXT NOT NULL, value TEXT NOT NULL, told TEXT NOT NULL,
    PRIMARY KEY (case_number, fact, value)) STRICT;
"""


INCOMING = (
    "SELECT r.* FROM register r JOIN items i ON i.case_number = r.case_number AND i.item = r.item"
    " WHERE r.series = 'masuk' AND i.kind = 'surat-masuk' ORDER BY i.id DESC"
)


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Incoming(_Told):
    """agenda.json of a letter that came from elsewhere; `dated` is None for one without a date."""

    received: date
    dated: date | None
    note: str = ""


class Outgoing(_Told):
    """agenda.json of a letter written outside of the service."""

    note: str = ""


class Disposition(_Told):
    """agenda.json of a disposition: to which row of the agenda, by whom, for whom, what to do."""

    year: int
    sequence: int
    given: date
    giver: str
    receivers: str
    instruction: str


class Delivery(_Told):
    """agenda.json of a receipt: which letter, when it was sent, who received it when.

    `slip` is the number of the slip that came back, 0 if there was none.
    """

    number: str
    sent: date
    received: date | None = None
    receiver: str = ""
    carrier: str = ""
    slip: int = 0


@dataclass(frozen=True, kw_only=True)
class RegisterPlace:
    """A row of a register that a letter stands in; `item` is 0 while it has no document."""

    series: Series
    year: int
    sequence: int
    number: str
    case: str
    item: int


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What a slip says that goes along with a letter; `carrier` is empty where nobody was named."""

    sent: date
    carrier: str


class Correspondence:
    """Answers of the registers, and the slips that go along with letters."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def incoming(self, year: int, sequence: int) -> RegisterPlace:
        """The row of the agenda of incoming letters.

        Raises:
            UsageError: there is none, or nothing is filed under it.
        """
        found = self._place("masuk", year, sequence)
        if found is None or not found.item:
            raise UsageError("A005", found=f"Agenda {sequence}/{year}")
        return found

    def latest_incoming(self, limit: int) -> list[RegisterPlace]:
        """The letters from elsewhere that were entered last, the newest first."""
        return [_place(row) for row in self._index.rows(f"{INCOMING} LIMIT ?", [limit])]

    def not_passed_on(self, limit: int) -> list[RegisterPlace]:
        """The letters from elsewhere about which nothing was ordered yet, the oldest first."""
        sql = (
            "SELECT * FROM (SELECT r.*, i.filed_at FROM register r JOIN items i ON i.case_number = r.case_number"
            " AND i.item = r.item WHERE r.series = 'masuk' AND i.kind = 'surat-masuk' AND NOT EXISTS"
            " (SELECT 1 FROM dispositions d WHERE d.year = r.year AND d.sequence = r.sequence))"
            " ORDER BY filed_at LIMIT ?"
        )
        return [_place(row) for row in self._index.rows(sql, [limit])]

    def to_send(self, since: date, limit: int) -> list[RegisterPlace]:
        """The outgoing letters ready since then, signed or written elsewhere, of which no slip was made and nothing is known."""
        sql = (
            "SELECT r.* FROM items i JOIN register r ON r.case_number = i.case_number AND r.item = i.item"
            " AND r.series IN ('keluar', 'sisipan') WHERE i.is_replaced = 0 AND i.date >= ?"
            " AND (i.kind = 'surat' AND i.is_signed OR i.kind = 'surat-luar')"
            " AND NOT EXISTS (SELECT 1 FROM slips s WHERE s.number = r.number)"
            " AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.number = r.number)"
            " ORDER BY i.id LIMIT ?"
        )
        return [_place(row) for row in self._index.rows(sql, [since.isoformat(), limit])]

    def slips_out(self, limit: int) -> list[RegisterPlace]:
        """The letters that left with a slip of which nothing came back, the oldest slip first."""
        sql = (
            "SELECT r.* FROM (SELECT number, min(made) AS made FROM slips GROUP BY number) s"
            " JOIN register r ON r.number = s.number AND r.series IN ('keluar', 'sisipan')"
            " WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.number = s.number)"
            " ORDER BY s.made LIMIT ?"
        )
        return [_place(row) for row in self._index.rows(sql, [limit])]

    def place_of(self, series: Series, year: int, sequence: int) -> RegisterPlace | None:
        """The row of a letter that a slip names."""
        return self._place(series, year, sequence)

    def row_of(self, number: str) -> RegisterPlace | None:
        """The row of an outgoing letter's number."""
        rows = self._index.rows(
            "SELECT * FROM register WHERE number = ? AND series IN ('keluar', 'sisipan')", [number]
        )
        return _place(rows[0]) if rows else None

    def make_slip(self, number: str, sent: date, carrier: str) -> int:
        """Write down that a slip goes along with a letter; returns which one of this letter it is."""
        row = self._index.row("SELECT max(slip) AS n FROM slips WHERE number = ?", [number])
        slip = int(row["n"] or 0) + 1 if row else 1
        data = {"number": number, "slip": slip, "made": sent.isoformat(), "carrier": carrier}
        self._write([Event(name="slip-made", data=data)])
        return slip

    def has_left(self, number: str) -> bool:
        """Whether a letter stands in the book of what was sent: with a slip along, or handed over."""
        row = self._index.row(
            "SELECT 1 FROM slips WHERE number = :number"
            " UNION SELECT 1 FROM deliveries WHERE number = :number",
            {"number": number},
        )
        return row is not None

    def slip(self, number: str, slip: int) -> Slip | None:
        """What a slip says; None for one that was never made."""
        row = self._index.row("SELECT * FROM slips WHERE number = ? AND slip = ?", [number, slip])
        if row is None:
            return None
        return Slip(sent=date.fromisoformat(row["made"]), carrier=row["carrier"])

    def came(self, case: str, item: int) -> Incoming | None:
        """When a letter came and when it was written; None for what is no letter that came in."""
        row = self._index.row(
            "SELECT * FROM incoming WHERE case_number = ? AND item = ?", [case, item]
        )
        if row is None:
            return None
        return Incoming.model_validate({name: row[name] for name in Incoming.model_fields})

    def dispositions(self, year: int, sequence: int) -> list[Disposition]:
        """What was ordered about a letter that came in, in order."""
        rows = self._index.rows(
            "SELECT * FROM dispositions WHERE year = ? AND sequence = ? ORDER BY given, item",
            [year, sequence],
        )
        return [
            Disposition.model_validate({name: row[name] for name in Disposition.model_fields})
            for row in rows
        ]

    def _place(self, series: Series, year: int, sequence: int) -> RegisterPlace | None:
        row = self._index.row(
            "SELECT * FROM register WHERE series = ? AND year = ? AND sequence = ?",
            [series, year, sequence],
        )
        return _place(row) if row else None


def _place(row: Row) -> RegisterPlace:
    return RegisterPlace(
        series=row["series"],
        year=row["year"],
        sequence=row["sequence"],
        number=row["number"],
        case=row["case_number"],
        item=row["item"],
    )


# -- into the index ------------------------------------------------------------------------------


def _slip_made(index: Index, line: LedgerLine) -> None:
    # The first slips did not write down who carried them.
    told = {"carrier": "", **line.data}
    index.execute("INSERT OR REPLACE INTO slips VALUES (:number, :slip, :made, :carrier)", told)


def _came_in(index: Index, record: ItemRecord, folder: Path, _form: CaseForm | None) -> None:
    told = Incoming.model_validate_json((folder / FILE_NAME).read_bytes())
    _enter_incoming(index, record, told)


def _enter_incoming(index: Index, record: ItemRecord, told: Incoming) -> None:
    index.execute(
        "INSERT OR REPLACE INTO incoming VALUES (?, ?, ?, ?, ?)",
        [
            record.case,
            record.item,
            told.received.isoformat(),
            told.dated.isoformat() if told.dated else None,
            told.note,
        ],
    )


def _went_out(index: Index, record: ItemRecord, folder: Path, _form: CaseForm | None) -> None:
    told = Outgoing.model_validate_json((folder / FILE_NAME).read_bytes())
    index.execute(
        "INSERT OR REPLACE INTO outgoing VALUES (?, ?, ?)", [record.case, record.item, told.note]
    )


def _passed_on(index: Index, record: ItemRecord, folder: Path, _form: CaseForm | None) -> None:
    told = Disposition.model_validate_json((folder / FILE_NAME).read_bytes())
    index.execute(
        "INSERT OR REPLACE INTO dispositions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            record.case,
            record.item,
            told.year,
            told.sequence,
            told.given.isoformat(),
            told.giver,
            told.receivers,
            told.instruction,
        ],
    )


def _delivered(index: Index, record: ItemRecord, folder: Path, _form: CaseForm | None) -> None:
    told = Delivery.model_validate_json((folder / FILE_NAME).read_bytes())
    index.execute(
        "INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            record.case,
            record.item,
            told.number,
            told.slip,
            told.sent.isoformat(),
            told.received.isoformat() if told.received else None,
            told.receiver,
            told.carrier,
        ],
    )


def _form_came_in(index: Index, record: ItemRecord, _folder: Path, form: CaseForm | None) -> None:
    """A form with a letter of referral has that letter's date; and it tells what is counted."""
    if form is None:
        return
    day = record.filed_at.date()
    _enter_incoming(index, record, Incoming(received=day, dated=typed(form.tanggal_surat_rujukan)))
    for fact, values in _facts(form).items():
        if values:
            index.execute(
                "DELETE FROM case_facts WHERE case_number = ? AND fact = ?", [record.case, fact]
            )
        for value in values:
            index.execute(
                "INSERT OR REPLACE INTO case_facts VALUES (?, ?, ?, ?)",
                [record.case, fact, value, day.isoformat()],
            )


def _facts(form: CaseForm) -> dict[str, list[str]]:
    """What a form tells that is counted; later forms of a case take the place of earlier ones."""
    klien = form.klien
    origin = [klien.kabupaten_kota or klien.provinsi] if klien else []
    told: dict[str, list[str | None]] = {
        "jenis": list(form.permasalahan.jenis) if form.permasalahan else [],
        "asal": origin,
        "sumber": [form.sumber_rujukan],
        "hasil": [form.penutupan.pokok] if form.penutupan else [],
    }
    return {fact: [value for value in values if value] for fact, values in told.items()}


TOPIC = Topic(
    tables=TABLES,
    events={
        "slip-made": EventKind(words="tanda terima dibuat", handler=_slip_made),
    },
    items={
        "formulir": _form_came_in,
        "surat-masuk": _came_in,
        "surat-luar": _went_out,
        "disposisi": _passed_on,
        "tanda-terima": _delivered,
    },
)
