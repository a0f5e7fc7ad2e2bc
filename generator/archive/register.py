"""Numbers: taken in one transaction, tied to the form's digest, never taken back.

Taking a number twice for the same form and letter type gives the same number. A counter only rises;
a number that is not used is void and keeps its row.
"""

from collections.abc import Sequence
from datetime import datetime

from generator.archive.database import Index, Row
from generator.archive.ledger import Event
from generator.archive.records import NumberWanted, Reservation, ReservedNumber, Submission

__all__ = ["CASES", "FORMS", "Register", "case_name"]

CASES = "kasus"
FORMS = "masuk"
FORM_TYPE = "formulir"


def case_name(year: int, sequence: int) -> str:
    return f"PMBS-{year}-{sequence:04d}"


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

    def reserve(
        self,
        *,
        digest: str,
        claim: str,
        case: str | None,
        wanted: Sequence[NumberWanted],
        now: datetime,
    ) -> Reservation:
        """Take every number a submission needs, in one immediate transaction."""
        with self._index.writing("numbers"):
            submission = self.find_submission(digest)
            if submission is None:
                self._open_submission(digest, claim, case, now)
            else:
                self._index.execute(
                    "UPDATE submissions SET claim = ? WHERE digest = ?", [claim, digest]
                )
            self._take_missing(digest, wanted)
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
        agenda = self._next(FORMS, now.year)
        self._enter(digest, FORMS, agenda, str(agenda), FORM_TYPE, item=self._next_item(case))

    def _take_missing(self, digest: str, wanted: Sequence[NumberWanted]) -> None:
        taken = {row["type"] for row in self._rows(digest)}
        submission = self._submission_row(digest)
        year = datetime.fromisoformat(submission["moment"]).year
        for one in wanted:
            if one.type in taken:
                continue
            sequence = self._next(one.series, year)
            number = one.pattern.format(urut=sequence)
            item = self._next_item(submission["case_number"])
            self._enter(digest, one.series, sequence, number, one.type, item=item)

    def _enter(
        self, digest: str, series: str, sequence: int, number: str, type_: str, *, item: int
    ) -> None:
        submission = self._submission_row(digest)
        moment = submission["moment"]
        self._index.execute(
            "INSERT INTO register (series, year, sequence, number, type, case_number, item,"
            " submission, moment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [series, datetime.fromisoformat(moment).year, sequence, number, type_,
             submission["case_number"], item, digest, moment],
        )  # fmt: skip

    def _next(self, series: str, year: int) -> int:
        """The next number of a series; only inside a transaction."""
        self._index.execute(
            "INSERT OR IGNORE INTO counters (series, year, n) VALUES (?, ?, 0)", [series, year]
        )
        row = self._index.row(
            "UPDATE counters SET n = n + 1 WHERE series = ? AND year = ? RETURNING n",
            [series, year],
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
        rows = self._rows(digest)
        form = next(row for row in rows if row["series"] == FORMS)
        return Reservation(
            digest=digest,
            claim=submission["claim"],
            case=submission["case_number"],
            is_new_case=bool(submission["is_new_case"]),
            moment=datetime.fromisoformat(submission["moment"]),
            agenda=form["sequence"],
            form_item=form["item"],
            letters=tuple(
                ReservedNumber(
                    type=row["type"],
                    series=row["series"],
                    year=row["year"],
                    sequence=row["sequence"],
                    number=row["number"],
                    item=row["item"],
                )
                for row in rows
                if row["series"] not in (CASES, FORMS) and row["void_reason"] is None
            ),
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
        fields = ("series", "year", "sequence", "number", "type", "item", "submission", "claim",
                  "moment")  # fmt: skip
        return [
            Event(
                name="number-issued",
                data={
                    **{field: row[field] for field in fields},
                    "case": row["case_number"],
                    "new_case": bool(row["is_new_case"]),
                },
            )
            for row in rows
        ]
