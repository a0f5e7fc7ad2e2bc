"""Numbers: taken in one transaction, tied to the form's digest, never taken back.

Taking a number twice for the same form and letter type gives the same number. A counter only rises;
a number that is not used is void and keeps its row.
"""

from collections.abc import Sequence
from datetime import date, datetime
from string import ascii_lowercase
from typing import Any, Final

from generator.archive.database import Index, Row
from generator.archive.ledger import Event
from generator.archive.records import NumberWanted, Reservation, ReservedNumber, Submission
from generator.vocabulary.case_number import case_number
from generator.vocabulary.problems import UsageError
from generator.vocabulary.registers import Series

__all__ = [
    "CASES",
    "FORMS",
    "INSERTIONS",
    "INTERNAL",
    "LETTERS",
    "REVISIONS",
    "SRIKANDI",
    "Register",
    "case_name",
]

CASES: Final = "kasus"
FORMS: Final = "masuk"
LETTERS: Final = "keluar"
INTERNAL: Final = "internal"
REVISIONS: Final = "revisi"
INSERTIONS: Final = "sisipan"
SRIKANDI: Final = "srikandi"
TOP = "\U0010ffff"
FORM_TYPE = "formulir"
PLACE_FIELDS = ("series", "year", "sequence", "number", "type", "item", "revision")


def case_name(year: int, sequence: int) -> str:
    return case_number(year, sequence)


class Register:
    """The numbers in the index. Writing the ledger is up to the caller (`unwritten`)."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def find_submission(self, digest: str) -> Submission | None:
        row = self._index.row("SELECT * FROM submissions WHERE digest = ?", [digest])
        if row is None:
            return None
        return Submission(
            digest=digest, case=row["case_number"], claim=row["claim"], filed=bool(row["filed"])
        )

    def find_content(self, content: str) -> Submission | None:
        """The filed submission whose form said the same, in whatever bytes."""
        row = self._index.row(
            "SELECT digest FROM submissions WHERE content = ? AND filed = 1", [content]
        )
        return self.find_submission(row["digest"]) if row else None

    def reserve(
        self,
        *,
        digest: str,
        claim: str,
        case: str | None,
        wanted: Sequence[NumberWanted],
        now: datetime,
        has_form: bool = True,
    ) -> Reservation:
        """Take every place a submission needs, in one immediate transaction."""
        with self._index.writing("numbers"):
            submission = self.find_submission(digest)
            if submission is None:
                self._open_submission(digest, claim, case, now)
            else:
                self._index.execute(
                    "UPDATE submissions SET claim = ? WHERE digest = ?", [claim, digest]
                )
            self._take_missing(digest, wanted, has_form=has_form, today=now.date())
        return self.reservation(digest)

    def _open_submission(self, digest: str, claim: str, case: str | None, now: datetime) -> None:
        is_new = case is None
        sequence = self._next(CASES, now.year) if case is None else 0
        case = case or case_name(now.year, sequence)
        self._index.execute(
            "INSERT INTO submissions (digest, claim, case_number, moment, is_new_case)"
            " VALUES (?, ?, ?, ?, ?)",
            [digest, claim, case, now.isoformat(), is_new],
        )
        if is_new:
            self._enter(digest, CASES, sequence, case, CASES, item=0)

    def _take_missing(
        self, digest: str, wanted: Sequence[NumberWanted], *, has_form: bool, today: date
    ) -> None:
        """Take what the submission has not got yet; a number that was voided is not got."""
        rows = [row for row in self._rows(digest) if row["void_reason"] is None]
        taken = {row["type"] for row in rows if row["series"] != REVISIONS}
        again = {(row["type"], row["number"]) for row in rows if row["series"] == REVISIONS}
        submission = self._submission_row(digest)
        case, year = submission["case_number"], datetime.fromisoformat(submission["moment"]).year
        if has_form and FORM_TYPE not in taken:
            agenda = self._next(FORMS, year)
            self._enter(digest, FORMS, agenda, str(agenda), FORM_TYPE, item=self._next_item(case))
        for one in wanted:
            if (one.type, one.pattern) in again if one.revises else one.type in taken:
                continue
            if one.inserts:
                self._insert(digest, one, case, today)
                continue
            series = REVISIONS if one.revises else one.series
            if one.dated is not None and series == LETTERS:
                self._check_order(one.dated, year, today)
            sequence = self._next(series, year)
            number = one.pattern if one.revises else one.pattern.format(urut=sequence)
            revision = self._revisions(number) + 1 if one.revises else 1
            item = self._next_item(case) if one.has_place else 0
            self._enter(
                digest,
                series,
                sequence,
                number,
                one.type,
                item=item,
                revision=revision,
                dated=one.dated,
                note=one.note,
            )

    def _check_order(self, dated: date, year: int, today: date) -> None:
        """A further number continues the register: its letter is not older than the last one's.

        Raises:
            UsageError: it lies ahead, or before the last number's date.
        """
        last = self._last_dated(year)
        if dated > today:
            raise UsageError("A011", found=f"{dated:%d-%m-%Y}")
        if dated.year != year or dated.isoformat() < last:
            raise UsageError("A012", found=f"{dated:%d-%m-%Y}")

    def _insert(self, digest: str, one: NumberWanted, case: str, today: date) -> None:
        """Give a back-dated letter the last number of its day with a letter behind it: `12.a`.

        Raises:
            UsageError: a further number would do, or there was no number yet on that day.
        """
        dated = one.dated or today
        if dated >= today or (
            dated.year == today.year and dated.isoformat() >= self._last_dated(dated.year)
        ):
            raise UsageError("A013", found=f"{dated:%d-%m-%Y}")
        row = self._index.row(
            "SELECT max(sequence) AS base FROM register WHERE series = ? AND year = ? AND dated <= ?",
            [LETTERS, dated.year, dated.isoformat()],
        )
        base = row["base"] if row else None
        if base is None:
            raise UsageError("A014", found=f"{dated:%d-%m-%Y}")
        used = self._index.rows(
            "SELECT 1 FROM register WHERE series = ? AND year = ? AND base = ?",
            [INSERTIONS, dated.year, base],
        )
        if len(used) >= len(ascii_lowercase):
            raise UsageError("A014", found=f"{dated:%d-%m-%Y}")
        suffix = ascii_lowercase[len(used)]
        number = one.pattern.format(urut=f"{base}.{suffix}")
        sequence = self._next(INSERTIONS, dated.year)
        self._enter(
            digest,
            INSERTIONS,
            sequence,
            number,
            one.type,
            item=self._next_item(case),
            dated=dated,
            note=one.note,
            base=base,
            suffix=suffix,
        )

    def _last_dated(self, year: int) -> str:
        """The date of the youngest letter of a year's register; empty if it has none."""
        row = self._index.row(
            "SELECT max(dated) AS day FROM register WHERE series = ? AND year = ?", [LETTERS, year]
        )
        return str(row["day"] or "") if row else ""

    def kept_in_reserve(self, number: str) -> Row:
        """The row of a number that was reserved and that no letter has yet.

        Raises:
            UsageError: there is no such number.
        """
        low = number.strip().rstrip("/") + "/"
        rows = self._index.rows(
            "SELECT * FROM register WHERE series = ? AND item = 0 AND void_reason IS NULL"
            " AND type != 'buku-lama' AND (number = ? OR (number >= ? AND number < ?)) LIMIT 2",
            [LETTERS, number.strip(), low, f"{low}{TOP}"],
        )
        if len(rows) != 1:
            raise UsageError("A015", found=number)
        return rows[0]

    def all_in_reserve(self) -> list[tuple[str, str]]:
        """Every number that was reserved and that no letter has yet, with the reason."""
        rows = self._index.rows(
            "SELECT number, note FROM register WHERE series = ? AND item = 0 AND void_reason IS NULL"
            " AND type != 'buku-lama' ORDER BY year, sequence",
            [LETTERS],
        )
        return [(row["number"], row["note"]) for row in rows]

    def take_place(self, case: str) -> int:
        """The next place in a case folder, for a number that had none."""
        with self._index.writing("place"):
            return self._next_item(case)

    def _revisions(self, number: str) -> int:
        """How many revisions of a letter have a place."""
        row = self._index.row(
            "SELECT max(revision) AS n FROM register WHERE number = ? AND series IN (?, ?, ?, ?)"
            " AND void_reason IS NULL",
            [number, LETTERS, INTERNAL, SRIKANDI, REVISIONS],
        )
        return int(row["n"] or 0) if row else 0

    def _enter(
        self,
        digest: str,
        series: Series,
        sequence: int,
        number: str,
        type_: str,
        *,
        item: int,
        revision: int = 1,
        dated: date | None = None,
        note: str = "",
        base: int | None = None,
        suffix: str = "",
    ) -> None:
        submission = self._submission_row(digest)
        moment = submission["moment"]
        year = dated.year if dated and suffix else datetime.fromisoformat(moment).year
        self._index.execute(
            "INSERT INTO register (series, year, sequence, number, type, case_number, item,"
            " submission, moment, revision, dated, note, base, suffix)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                series,
                year,
                sequence,
                number,
                type_,
                submission["case_number"],
                item,
                digest,
                moment,
                revision,
                dated.isoformat() if dated else moment[:10],
                note,
                base,
                suffix,
            ],
        )

    def _next(self, counter: str, year: int) -> int:
        """The next number of a series, or of the items of a case; only inside a transaction."""
        self._index.execute(
            "INSERT OR IGNORE INTO counters (series, year, n) VALUES (?, ?, 0)", [counter, year]
        )
        row = self._index.row(
            "UPDATE counters SET n = n + 1 WHERE series = ? AND year = ? RETURNING n",
            [counter, year],
        )
        assert row is not None  # noqa: S101 - the row was just made sure of
        return int(row["n"])

    def _next_item(self, case: str) -> int:
        return self._next(f"berkas {case}", 0)

    def _submission_row(self, digest: str) -> Row:
        row = self._index.row("SELECT * FROM submissions WHERE digest = ?", [digest])
        assert row is not None  # noqa: S101 - only called for one that is there
        return row

    def _rows(self, digest: str) -> list[Row]:
        return self._index.rows(
            "SELECT * FROM register WHERE submission = ? ORDER BY item", [digest]
        )

    def reservation(self, digest: str) -> Reservation:
        """What a submission has taken."""
        submission = self._submission_row(digest)
        places = [
            self._place(row)
            for row in self._rows(digest)
            if row["series"] != CASES and row["void_reason"] is None
        ]
        return Reservation(
            digest=digest,
            claim=submission["claim"],
            case=submission["case_number"],
            is_new_case=bool(submission["is_new_case"]),
            moment=datetime.fromisoformat(submission["moment"]),
            form=next((one for one in places if one.series == FORMS), None),
            places=tuple(one for one in places if one.series != FORMS),
        )

    def _place(self, row: Row) -> ReservedNumber:
        first = row
        if row["series"] == REVISIONS:
            found = self._index.row(
                "SELECT * FROM register WHERE number = ? AND series IN (?, ?, ?)",
                [row["number"], LETTERS, INTERNAL, SRIKANDI],
            )
            first = found or row
        return ReservedNumber(
            **{field: row[field] for field in PLACE_FIELDS},
            letter_year=first["year"],
            letter_sequence=first["sequence"],
            dated=date.fromisoformat(first["dated"]),
        )

    def unwritten(self, digest: str | None = None) -> list[Event]:
        """Numbers that the ledger does not know yet, of one submission or of all."""
        rows = self._index.rows(
            "SELECT r.*, s.claim, s.is_new_case FROM register r"
            " JOIN submissions s ON s.digest = r.submission"
            " WHERE r.in_ledger = 0 AND (:digest IS NULL OR r.submission = :digest)"
            " ORDER BY r.moment, r.submission, r.series != 'kasus', r.item",
            {"digest": digest},
        )
        fields = (*PLACE_FIELDS, "submission", "claim", "moment")
        return [
            Event(
                name="number-issued",
                data={
                    **{field: row[field] for field in fields},
                    "case": row["case_number"],
                    "new_case": bool(row["is_new_case"]),
                    **_by_hand(row),
                },
            )
            for row in rows
        ]


def _by_hand(row: Row) -> dict[str, Any]:
    """What only a number taken by hand has to tell."""
    told = {key: row[key] for key in ("base", "suffix", "note") if row[key]}
    return told | ({"dated": row["dated"]} if row["dated"] != row["moment"][:10] else {})
