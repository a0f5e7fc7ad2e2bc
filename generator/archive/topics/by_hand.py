"""Numbers that people take: one after the other, beside the running service, under the same rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from generator.archive.ledger import Event, Write
from generator.archive.records import Reservation
from generator.archive.register import Register
from generator.system.locks import locked

__all__ = ["ByHand", "general_folder"]

LOCK_NAME = ".lock-tangan"


def general_folder(year: int) -> str:
    """The folder of a year's letters that belong to no case; it lies beside the cases."""
    return f"UMUM-{year}"


class ByHand:
    """What only a person does with numbers."""

    def __init__(self, root: Path, register: Register, write: Write) -> None:
        self._root = root
        self._register = register
        self._write = write

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the only one who enters something by hand.

        A starting service waits for it: what it clears and what it writes down after a crash must not be
        somebody's work in progress.
        """
        with locked(self._root / LOCK_NAME):
            yield

    def kept(self) -> list[tuple[str, str]]:
        """The numbers that are kept in reserve, each with the reason, in order."""
        return self._register.all_in_reserve()

    def assign(
        self,
        number: str,
        *,
        digest: str,
        claim: str,
        case: str,
        type_: str,
        pattern: str,
        dated: date,
        now: datetime,
    ) -> Reservation:
        """Make a number that was kept in reserve that of a letter; asking again changes nothing.

        Raises:
            UsageError: no such number is kept in reserve.
        """
        if self._register.find_submission(digest) is None:
            row = self._register.kept_in_reserve(number)
            place = {field: row[field] for field in ("series", "year", "sequence")}
            data = {
                **place,
                "number": pattern.format(urut=row["sequence"]),
                "type": type_,
                "case": case,
                "item": self._register.take_place(case),
                "submission": digest,
                "claim": claim,
                "moment": now.isoformat(),
                "dated": dated.isoformat(),
            }
            self._write([Event(name="number-assigned", data=data)])
        return self._register.reservation(digest)
