"""Writing down: an event goes into the ledger first, and from there into the index."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator.archive.database import Index
from generator.archive.ledger import Event, Ledger, LedgerLine
from generator.archive.projection import Projection
from generator.archive.store import Store
from generator.archive.topics.registry import LOOKS
from generator.system.clock import Clock
from generator.system.reserve import is_full

__all__ = ["LEDGER_MARK", "Journal"]

# Under which the index keeps it.
LEDGER_MARK = "ledger"
Done = TypeVar("Done")


class Journal:
    """Keeps ledger and index together. Topics write through it and know of neither."""

    def __init__(self, *, store: Store, ledger: Ledger, index: Index, clock: Clock) -> None:
        self._ledger = ledger
        self._index = index
        self._clock = clock
        self._reserve = store.reserve
        self._projection = Projection(index, store)

    def write(self, events: Sequence[Event]) -> None:
        """Events into the ledger, synced; then what they mean into the index, in one transaction.

        On a full disk looks go on for as long as the reserve lasts: who looked at what must be known.
        """
        if not events:
            return
        is_look = all(one.name in LOOKS for one in events)
        now = self._clock.now()
        written = self._with_room(lambda: self._ledger.append(events, now=now), may_spend=is_look)
        self._with_room(lambda: self._apply(written), may_spend=is_look)

    def _apply(self, written: Sequence[LedgerLine]) -> None:
        with self._index.writing("index"):
            applied = self._projection.applied()
            # Another process may have been at it meanwhile, or an older index been put back.
            is_next = written[0].seq == applied + 1
            self._projection.apply(written if is_next else self._ledger.lines_after(applied))
            self._remember()

    def catch_up(self) -> None:
        """Apply the ledger's lines that the index has not seen."""
        is_current = self._ledger.last_seq() == self._projection.applied()
        if is_current and (self._index.told(LEDGER_MARK) or not self._projection.applied()):
            return
        self._with_room(self._go_on, may_spend=True)

    def _go_on(self) -> None:
        with self._index.writing("index"):
            self._projection.apply(self._ledger.lines_after(self._projection.applied()))
            self._remember()

    def _with_room(self, action: Callable[[], Done], *, may_spend: bool) -> Done:
        try:
            return action()
        except OSError as error:
            if not (may_spend and is_full(error) and self._reserve.spend()):
                raise
        return action()

    def _remember(self) -> None:
        """How far the ledger was read and checked, so that the next to open it goes on from there."""
        mark = self._ledger.mark(self._projection.applied())
        if mark:
            self._index.remember(LEDGER_MARK, mark)
