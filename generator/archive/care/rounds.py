"""Verifying in rounds: a whole one that can be stopped and gone on with, and a daily share beside the service.

How far a round got, and what it found, stands in a small file; it is derived and may be deleted.
"""

import json
import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.archive.care.verification import Verifier
from generator.archive.database import Index
from generator.archive.ledger import Ledger
from generator.archive.lists.plain_pages import Pages
from generator.archive.store import Store
from generator.archive.topics.topic import Finding
from generator.system import files
from generator.system.clock import Clock

__all__ = ["Care", "Round"]

log = logging.getLogger(__name__)

ROUND_NAME, DAILY_NAME = ".verifikasi", ".verifikasi-harian"
SAVE_SECONDS = 2.0
REST_SECONDS = 0.05
DIFFERENT_TABLE, CUT_OFF = "V023", "V014"


class _Found(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str  # empty for what concerns no single case
    code: str
    where: str
    is_damage: bool

    @property
    def finding(self) -> Finding:
        return Finding(code=self.code, where=self.where, is_damage=self.is_damage)


class Round(BaseModel):
    """How far a round got. `last` is the case checked last, empty before the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    began: datetime
    last: str = ""
    day: date | None = None
    ended: datetime | None = None
    found: tuple[_Found, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        return [one.finding for one in self.found]


class Care:
    """Looks after one archive."""

    def __init__(
        self,
        *,
        store: Store,
        ledger: Ledger,
        index: Index,
        pages: Pages,
        clock: Clock,
        make_index: Callable[[Path], Index],
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._index = index
        self._pages = pages
        self._clock = clock
        self._make_index = make_index

    def verify(self) -> list[Finding]:
        """Everything, now; nothing is written."""
        looked = self._look()
        findings = self._whole(looked)
        for case in looked.cases():
            findings += looked.check_case(case)
        return findings

    def round(
        self, *, resume: bool, tell: Callable[[int, int], None] = lambda _done, _of: None
    ) -> list[Finding]:
        """A whole round, case by case, after which it also holds the index against one made anew.

        One that was stopped goes on where it stopped, if `resume` is asked. `tell` hears how many
        cases are done, and of how many.
        """
        state = self._load(ROUND_NAME) if resume else None
        if state is None or state.ended is not None:
            state = Round(began=self._clock.now())
        looked = self._look()
        cases = looked.cases()
        ahead = [one for one in cases if _order(one) > _order(state.last)]
        saved = time.monotonic()
        for number, case in enumerate(ahead, start=len(cases) - len(ahead) + 1):
            state = self._with_case(state, looked, case)
            tell(number, len(cases))
            if time.monotonic() - saved > SAVE_SECONDS:
                self._save(ROUND_NAME, state)
                saved = time.monotonic()
        state = self._with_whole(state, looked)
        if not any(one.code in ("V001", "V003", "V005") for one in state.found):
            state = state.model_copy(update={"found": (*state.found, *self._different_tables())})
        self._save(ROUND_NAME, state.model_copy(update={"ended": self._clock.now()}))
        return state.findings

    def daily(self, *, days: int, stop: threading.Event) -> Round | None:
        """Today's share, if it is still to be done: so much that `days` days see the whole archive.

        Between two cases it rests, so that forms are not held back. What it found stays told until
        a later look finds it mended.
        """
        today = self._clock.today()
        state = self._load(DAILY_NAME) or Round(began=self._clock.now())
        if state.day == today:
            return None
        looked = self._look()
        state = self._with_whole(state, looked)
        cases = looked.cases()
        ahead = [one for one in cases if _order(one) > _order(state.last)]
        for case in ahead[: -(-len(cases) // days)]:
            if stop.wait(REST_SECONDS):
                return None
            state = self._with_case(state, looked, case)
        last = state.last
        if not cases or _order(last) >= _order(cases[-1]):
            last = ""
            state = state.model_copy(update={"ended": self._clock.now()})
        state = state.model_copy(update={"day": today, "last": last})
        self._save(DAILY_NAME, state)
        return state

    def daily_findings(self) -> list[Finding]:
        """What the daily shares found, and no later one found mended."""
        state = self._load(DAILY_NAME)
        return state.findings if state else []

    def last_verified(self) -> datetime | None:
        """When the whole archive had been looked at last, in one round or by daily shares."""
        rounds = (self._load(ROUND_NAME), self._load(DAILY_NAME))
        return max((one.ended for one in rounds if one and one.ended), default=None)

    # -- inside --------------------------------------------------------------------------------

    def _look(self) -> Verifier:
        return Verifier(self._store, self._ledger, self._index, self._pages)

    def _with_case(self, state: Round, looked: Verifier, case: str) -> Round:
        found = looked.check_case(case)
        if found:
            # The service may have been in the middle of it: only what a second look sees counts.
            again = self._look().check_case(case)
            found = [one for one in again if one in found]
        return _replaced(state, case, found).model_copy(update={"last": case})

    def _with_whole(self, state: Round, looked: Verifier) -> Round:
        found = self._whole(looked)
        if found:
            again = self._whole(self._look())
            found = [one for one in again if one in found]
        return _replaced(state, "", found)

    def _whole(self, looked: Verifier) -> list[Finding]:
        """What concerns no single case; also whether the ledger lost lines that the index has seen.

        A chain that is cut at its end is whole in itself. A line is in the ledger before it is in the
        index, so that the index is asked first.
        """
        found = looked.check_whole()
        applied = self._index.applied()
        if not any(one.code == "V001" for one in found) and applied > (
            last := self._ledger.last_seq()
        ):
            found.append(Finding(code=CUT_OFF, where=f"ledger {last} < {applied}"))
        return found

    def _different_tables(self) -> list[_Found]:
        """Tables of the index that differ from one made anew of ledger and folders."""
        path = self._store.root / ".index.db.pembanding"
        for leftover in (path, path.with_name(f"{path.name}-journal")):
            leftover.unlink(missing_ok=True)
        fresh = self._make_index(path)
        try:
            # A number just taken, or a line just written, is on its way from one to the other.
            is_busy = self._index.row("SELECT 1 FROM register WHERE in_ledger = 0")
            is_same = fresh.applied() == self._index.applied() and not is_busy
            names = self._index.different_tables(path) if is_same else []
        finally:
            fresh.close()
            path.unlink(missing_ok=True)
        return [
            _Found(case="", code=DIFFERENT_TABLE, where=name, is_damage=False) for name in names
        ]

    def _load(self, name: str) -> Round | None:
        try:
            return Round.model_validate_json((self._store.root / name).read_bytes())
        except (OSError, ValidationError, json.JSONDecodeError):
            return None

    def _save(self, name: str, state: Round) -> None:
        files.replace_file(self._store.root / name, state.model_dump_json(indent=1).encode())


def _order(case: str) -> tuple[int, str]:
    return len(case), case


def _replaced(state: Round, case: str, found: list[Finding]) -> Round:
    """The round with what was found about one case now, in place of what was found before."""
    others = [one for one in state.found if one.case != case]
    new = [
        _Found(case=case, code=one.code, where=one.where, is_damage=one.is_damage) for one in found
    ]
    return state.model_copy(update={"found": (*others, *new)})
