"""The secret cases: who may see them, and the views in which lists name nobody of them.

Lists hang on walls and lie on desks, so that they name nobody of a secret case, whoever has them made:
every listing reads `shown_cases` and `shown_items`. Pages and search ask `may_see` for whoever acts.
An officer of a case is known by the NIP that its forms tell, or was named by a person.
"""

from dataclasses import dataclass
from pathlib import Path

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.open_classes import HIDDEN, OPEN_CLASSES
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import EventKind, Topic
from generator.system.actor import sight
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind, Privacy
from generator.vocabulary.fields import told_in
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.problems import UsageError
from generator.vocabulary.staff_numbers import nip_digits, staff_number

__all__ = ["TOPIC", "CaseOfficer", "Secrecy"]

# The kinds of items whose titles are ours; others were written by whoever filed them.
OUR_TITLES = ("formulir", "surat", "pindaian", "tanda-terima")
SECRET_ITEM, OPEN_ITEM = f"access NOT IN {OPEN_CLASSES}", f"access IN {OPEN_CLASSES}"
TABLES = f"""
CREATE TABLE IF NOT EXISTS case_names (
    case_number TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (case_number, word)) STRICT;
CREATE TABLE IF NOT EXISTS case_officers (
    case_number TEXT NOT NULL, nip TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
    is_released INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (case_number, nip)) STRICT;
CREATE INDEX IF NOT EXISTS case_officers_by_nip ON case_officers (nip);
CREATE VIEW IF NOT EXISTS shown_cases AS
SELECT
    c.case_number, c.opened, c.closed, c.into_shelter, c.out_of_shelter,
    EXISTS (SELECT 1 FROM items s WHERE s.case_number = c.case_number AND s.{SECRET_ITEM}) AS is_secret,
    CASE WHEN EXISTS (SELECT 1 FROM items s WHERE s.case_number = c.case_number AND s.{SECRET_ITEM})
        THEN '{HIDDEN}' ELSE c.client END AS client
FROM cases c;
-- What a letter to an office says of its receiver stays; whoever has the name of somebody in the case does not.
CREATE VIEW IF NOT EXISTS shown_items AS
SELECT
    i.id, i.case_number, i.item, i.kind, i.type, i.direction, i.number, i.series, i.sequence, i.year,
    i.date, i.classification, i.access, i.attachment, i.processor, i.copies, i.pages, i.revision,
    i.filed_at, i.is_replaced, i.is_signed, i.signed_at, i.lacking, i.{SECRET_ITEM} AS is_secret,
    CASE WHEN i.{SECRET_ITEM} AND i.kind NOT IN {OUR_TITLES}
        THEN upper(substr(i.kind, 1, 1)) || replace(substr(i.kind, 2), '-', ' ') ELSE i.title END AS title,
    CASE WHEN i.subject = '' OR i.{OPEN_ITEM} THEN i.subject
        WHEN i.kind IN {OUR_TITLES} THEN i.title ELSE '{HIDDEN}' END AS subject,
    CASE WHEN i.party = '' OR i.{OPEN_ITEM} THEN i.party
        WHEN i.kind = 'surat' AND NOT EXISTS (SELECT 1 FROM case_names n
            WHERE n.case_number = i.case_number
                AND instr(' ' || i.party_folded || ' ', ' ' || n.word || ' ') > 0) THEN i.party
        ELSE '{HIDDEN}' END AS party
FROM items i;
"""  # noqa: S608 - constants
NAMED, RELEASED = "officer-named", "officer-released"
# Shorter words are in every text: `bin`, `a.n.`
SHORTEST_WORD = 3


@dataclass(frozen=True, kw_only=True)
class CaseOfficer:
    """Somebody who may see a secret case; `reason` where a person named them, empty where a form did."""

    nip: str
    reason: str


class Secrecy:
    """Who may see which case."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def is_secret(self, case: str) -> bool:
        """Whether a case, or a year's letters outside of cases, is closed to most."""
        sql = f"SELECT 1 FROM items WHERE case_number = ? AND {SECRET_ITEM} LIMIT 1"  # noqa: S608 - a constant
        return self._index.row(sql, [case]) is not None

    def may_see(self, case: str) -> bool:
        """Whether whoever acts may see a case."""
        return sight().covers(case) or not self.is_secret(case)

    def cases_of(self, nip: str) -> frozenset[str]:
        """The cases whose officer has this NIP (digits)."""
        rows = self._index.rows(
            "SELECT case_number FROM case_officers WHERE nip = ? AND NOT is_released", [nip]
        )
        return frozenset(row["case_number"] for row in rows)

    def officers(self, case: str) -> list[CaseOfficer]:
        """The officers of a case."""
        rows = self._index.rows(
            "SELECT nip, reason FROM case_officers WHERE case_number = ? AND NOT is_released"
            " ORDER BY nip",
            [case],
        )
        return [CaseOfficer(**row) for row in rows]

    def name_officer(self, case: str, nip: str, *, reason: str) -> None:
        """Let the officer with this NIP see a case.

        Raises:
            UsageError: it is no NIP.
        """
        self._write(
            [Event(name=NAMED, data={"case": case, "nip": staff_number(nip), "reason": reason})]
        )

    def release_officer(self, case: str, nip: str, *, reason: str) -> None:
        """The officer with this NIP has nothing to do with a case any more.

        Raises:
            UsageError: it is none of the case's officers.
        """
        digits = nip_digits(nip)
        if digits not in {one.nip for one in self.officers(case)}:
            raise UsageError("A065", found=nip, hint=case)
        self._write([Event(name=RELEASED, data={"case": case, "nip": digits, "reason": reason})])


def _officer_named(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR REPLACE INTO case_officers VALUES (:case, :nip, :reason, 0)", line.data
    )


def _officer_released(index: Index, line: LedgerLine) -> None:
    """Whoever was released stays so, also when a later form tells the NIP again."""
    index.execute(
        "UPDATE case_officers SET is_released = 1 WHERE case_number = :case AND nip = :nip",
        line.data,
    )


def _form_filed(index: Index, record: ItemRecord, _folder: Path, form: CaseForm | None) -> None:
    """Whom a form names: private people, whom no list may name, and the officers of the case."""
    if form is None:
        return
    for told in told_in(form):
        if (
            told.fact.kind is Kind.NAME
            and not told.is_official
            and told.fact.privacy is not Privacy.OPEN
        ):
            for word in tokens(str(told.value)):
                if len(word) >= SHORTEST_WORD:
                    index.execute(
                        "INSERT OR IGNORE INTO case_names VALUES (?, ?)", [record.case, word]
                    )
        elif told.path.endswith("petugas.nip"):
            index.execute(
                "INSERT OR IGNORE INTO case_officers (case_number, nip) VALUES (?, ?)",
                [record.case, nip_digits(str(told.value))],
            )


TOPIC = Topic(
    tables=TABLES,
    events={
        NAMED: EventKind(words="petugas kasus ditambahkan", handler=_officer_named),
        RELEASED: EventKind(words="petugas kasus dilepas", handler=_officer_released),
    },
    items={"formulir": _form_filed},
)
