"""The ledger as others see it: its head, and whether it still has a line that stands on paper."""

from generator.archive.ledger import CLOCK_ACCEPTED, Event, Ledger, Write
from generator.archive.records import ChainHead
from generator.system.clock import Clock
from generator.vocabulary.problems import ArchiveDamagedError, NotReadyError, Problem, UsageError

__all__ = ["Chain"]

OF_THE_CLOCK = ("A003", "A071")


class Chain:
    """What can be asked of the ledger as a whole, and said about its clock."""

    def __init__(self, ledger: Ledger, clock: Clock, write: Write) -> None:
        self._ledger = ledger
        self._clock = clock
        self._write = write

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
        """See that the clock is not behind the ledger, nor far ahead of it with nothing that keeps it right.

        Raises:
            ArchiveDamagedError: it is behind.
            NotReadyError: it is far ahead, and no person has said that it is right.
        """
        self._ledger.check_clock(self._clock.now(), is_synchronised=self._clock.is_synchronised)

    def clock_problem(self) -> Problem | None:
        """What is wrong with the clock; None if numbers may be given by it."""
        try:
            self.check_clock()
        except (ArchiveDamagedError, NotReadyError) as error:
            return error.problem if error.problem.code in OF_THE_CLOCK else None
        return None

    def accept_clock(self, *, reason: str) -> None:
        """A person says that the clock is right: numbers are given by it, whatever stands before.

        Raises:
            UsageError: nothing is wrong with it.
        """
        if self.clock_problem() is None:
            raise UsageError("A072", found=f"{self._clock.now():%d-%m-%Y %H.%M}")
        self._write([Event(name=CLOCK_ACCEPTED, data={"reason": reason})])
