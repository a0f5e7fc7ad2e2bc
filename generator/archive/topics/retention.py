"""How long each closed case is kept, and the holds that stop its clock.

The rule is written down as it was applied, with the dates that came of it: a JRA that changes later
changes nothing by itself. Nothing here destroys anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic
from generator.rules.retention import Pause, RetentionDates, RetentionRule, dates_of
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "ClosedCase", "Hold", "Kept", "Retention"]

TABLES = """
CREATE TABLE IF NOT EXISTS retention (
    case_number TEXT PRIMARY KEY, classification TEXT NOT NULL, event TEXT NOT NULL,
    counts_from TEXT NOT NULL, years_active INTEGER NOT NULL, years_inactive INTEGER NOT NULL,
    fate TEXT NOT NULL, note TEXT NOT NULL, checked TEXT, closed TEXT NOT NULL, began TEXT NOT NULL,
    active_until TEXT NOT NULL, inactive_until TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS holds (
    case_number TEXT NOT NULL, number INTEGER NOT NULL, since TEXT NOT NULL, reason TEXT NOT NULL,
    until TEXT, release_reason TEXT, PRIMARY KEY (case_number, number)) STRICT;
"""
RULE_FIELDS = (
    "classification",
    "event",
    "counts_from",
    "years_active",
    "years_inactive",
    "fate",
    "note",
)


@dataclass(frozen=True, kw_only=True)
class ClosedCase:
    """A closed case; `classification` is that of its first form."""

    case: str
    classification: str
    closed: date


@dataclass(frozen=True, kw_only=True)
class Hold:
    """A court, an inspection: the case must stay as it is. `until` is None while it lasts."""

    number: int
    since: date
    reason: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The rule as it was applied to a case, and its dates."""

    case: str
    rule: RetentionRule
    closed: date
    dates: RetentionDates


class Retention:
    def __init__(self, index: Index, clock: Clock, write: Write) -> None:
        self._index = index
        self._clock = clock
        self._write = write

    def of(self, case: str) -> Kept | None:
        """The dates of a case; None while it runs, or where no rule fits its code."""
        row = self._index.row("SELECT * FROM retention WHERE case_number = ?", [case])
        return _kept(row) if row else None

    def closed_cases(self, *, undated: bool = False) -> list[ClosedCase]:
        """The closed cases; with `undated`, those without dates."""
        rows = self._index.rows(
            "SELECT c.case_number, c.closed, coalesce((SELECT i.classification FROM items i"
            " WHERE i.case_number = c.case_number AND i.kind = 'formulir' ORDER BY i.item LIMIT 1),"
            " '') AS classification FROM cases c"
            " LEFT JOIN retention r ON r.case_number = c.case_number"
            " WHERE c.closed IS NOT NULL AND (r.case_number IS NULL OR NOT :undated)"
            " ORDER BY c.case_number",
            {"undated": undated},
        )
        return [
            ClosedCase(
                case=row["case_number"],
                classification=row["classification"],
                closed=date.fromisoformat(row["closed"]),
            )
            for row in rows
        ]

    def apply(self, rules: Sequence[tuple[ClosedCase, RetentionRule]], *, reason: str = "") -> None:
        """Give closed cases their dates by these rules; `reason` tells why those they had change."""
        self._write([self._dated(case.case, case.closed, rule, reason) for case, rule in rules])

    def _dated(self, case: str, closed: date, rule: RetentionRule, reason: str) -> Event:
        return _event(case, closed, rule, self._pauses(case), reason)

    # -- holds ---------------------------------------------------------------------------------

    def holds_of(self, case: str) -> list[Hold]:
        """Every hold of a case, those that ended too."""
        rows = self._index.rows("SELECT * FROM holds WHERE case_number = ? ORDER BY number", [case])
        return [
            Hold(
                number=row["number"],
                since=date.fromisoformat(row["since"]),
                reason=row["reason"],
                until=date.fromisoformat(row["until"]) if row["until"] else None,
            )
            for row in rows
        ]

    def held(self) -> list[str]:
        """The cases that something holds."""
        rows = self._index.rows(
            "SELECT DISTINCT case_number FROM holds WHERE until IS NULL ORDER BY case_number", []
        )
        return [row["case_number"] for row in rows]

    def is_held(self, case: str) -> bool:
        return any(one.until is None for one in self.holds_of(case))

    def hold(self, case: str, *, reason: str) -> Hold:
        """Stop the clock of a case.

        Raises:
            UsageError: there is no such case, or it was destroyed.
        """
        known = (
            "SELECT 1 FROM cases c WHERE c.case_number = ?"
            " AND c.case_number NOT IN (SELECT case_number FROM disposed)"
        )
        if not self._index.rows(known, [case]):
            raise UsageError("A005", found=case)
        number = len(self.holds_of(case)) + 1
        data = {"case": case, "number": number, "reason": reason}
        self._write([Event(name="hold-placed", data=data)])
        return self.holds_of(case)[-1]

    def release(self, case: str, *, reason: str, number: int | None = None) -> Hold:
        """Let a hold go; the clock goes on when the last one is gone. `number` names one of several.

        Raises:
            UsageError: nothing holds this case, or several do and none was named.
        """
        standing = [one for one in self.holds_of(case) if one.until is None]
        named = [one for one in standing if number in (None, one.number)]
        if not named:
            raise UsageError("A041", found=case)
        if len(named) > 1:
            known = ", ".join(f"{one.number} ({one.reason})" for one in named)
            raise UsageError("A042", found=case, hint=known)
        (ending,) = named
        data = {"case": case, "number": ending.number, "reason": reason}
        events = [Event(name="hold-released", data=data)]
        kept = self.of(case)
        if kept is not None:
            pauses = [*self._pauses(case), Pause(ending.since, self._clock.today())]
            events.append(_event(case, kept.closed, kept.rule, pauses, reason))
        self._write(events)
        return next(one for one in self.holds_of(case) if one.number == ending.number)

    def _pauses(self, case: str) -> list[Pause]:
        return [Pause(one.since, one.until) for one in self.holds_of(case) if one.until]


def _event(
    case: str, closed: date, rule: RetentionRule, pauses: Sequence[Pause], reason: str
) -> Event:
    dates = dates_of(rule, closed, pauses)
    data = {field: getattr(rule, field) for field in RULE_FIELDS}
    data |= {
        "case": case,
        "closed": closed.isoformat(),
        "checked": rule.diperiksa.isoformat() if rule.diperiksa else None,
        "began": dates.began.isoformat(),
        "active_until": dates.active_until.isoformat(),
        "inactive_until": dates.inactive_until.isoformat(),
        "reason": reason,
    }
    return Event(name="retention-set", data=data)


def _kept(row: Row) -> Kept:
    rule = {field: row[field] for field in RULE_FIELDS}
    return Kept(
        case=row["case_number"],
        rule=RetentionRule(**rule, diperiksa=row["checked"]),
        closed=date.fromisoformat(row["closed"]),
        dates=RetentionDates(
            began=date.fromisoformat(row["began"]),
            active_until=date.fromisoformat(row["active_until"]),
            inactive_until=date.fromisoformat(row["inactive_until"]),
        ),
    )


def _set(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR REPLACE INTO retention VALUES (:case, :classification, :event, :counts_from,"
        " :years_active, :years_inactive, :fate, :note, :checked, :closed, :began, :active_until,"
        " :inactive_until)",
        line.data,
    )


def _placed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO holds (case_number, number, since, reason)"
        " VALUES (:case, :number, :since, :reason)",
        {**line.data, "since": line.at.date().isoformat()},
    )


def _released(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE holds SET until = :until, release_reason = :reason"
        " WHERE case_number = :case AND number = :number",
        {**line.data, "until": line.at.date().isoformat()},
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        "retention-set": EventKind(words="retensi ditetapkan", handler=_set),
        "hold-placed": EventKind(words="ditahan", handler=_placed),
        "hold-released": EventKind(words="penahanan dilepas", handler=_released),
    },
)
