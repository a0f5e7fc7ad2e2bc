"""The ledger as others see it: its head, and whether it still has a line that stands on paper."""

from generator.archive.ledger import Ledger
from generator.archive.records import ChainHead
from generator.system.clock import Clock

__all__ = ["Chain"]


class Chain:
    """What can be asked of the ledger; nothing is written through it."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    def head(self) -> ChainHead | None:
        """The last line of the ledger: printed on paper, it tells a rewritten chain. None if empty."""
        last = self._ledger.last()
        return ChainHead(seq=last.seq, at=last.at, hash=last.hash) if last else None

    def bears_seal(self, seq: int, digest: str) -> bool:
        """Whether the ledger still has the line that a printed register names.

        A chain that somebody wrote anew is whole in itself; what was printed before tells it.

        Raises:
            ArchiveDamagedError: the chain is broken before that line.
        """
        line = next((one for one in self._ledger.lines() if one.seq == seq), None)
        return line is not None and line.hash == "".join(digest.split()).lower()

    def check_clock(self) -> None:
        """See that the clock is not behind the ledger.

        Raises:
            ArchiveDamagedError: it is.
        """
        self._ledger.check_clock(self._clock.now())
