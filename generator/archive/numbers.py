"""Numbers as everybody takes and gives them up: in the index first, and in the ledger before they are used."""

from collections.abc import Sequence

from generator.archive.chain import Chain
from generator.archive.database import Index
from generator.archive.items import Items
from generator.archive.ledger import Event, Write
from generator.archive.records import (
    ArchivedItem,
    NumberWanted,
    Reservation,
    ReservedNumber,
    Submission,
)
from generator.archive.register import INSERTIONS, INTERNAL, LETTERS, SRIKANDI, Register
from generator.archive.topics.recovery import Recovery
from generator.archive.topics.withdrawals import Withdrawals
from generator.system.clock import Clock
from generator.vocabulary.problems import NotReadyError, UsageError

__all__ = ["Numbers", "voided"]


class Numbers:
    """The numbers of one archive, and the submissions that took them."""

    def __init__(
        self,
        *,
        index: Index,
        register: Register,
        items: Items,
        withdrawals: Withdrawals,
        recovery: Recovery,
        chain: Chain,
        clock: Clock,
        write: Write,
    ) -> None:
        self._index = index
        self._register = register
        self._items = items
        self._withdrawals = withdrawals
        self._recovery = recovery
        self._chain = chain
        self._clock = clock
        self._write = write

    def find_submission(self, digest: str) -> Submission | None:
        """What is known of a submission by the digest of its bytes."""
        return self._register.find_submission(digest)

    def find_content(self, content: str) -> Submission | None:
        """The filed submission whose form said the same, in whatever bytes."""
        return self._register.find_content(content)

    def reserve(
        self,
        *,
        digest: str,
        claim: str,
        case: str | None,
        wanted: Sequence[NumberWanted],
        has_form: bool = True,
    ) -> Reservation:
        """Give each letter its number; asking again for the same form gives the same numbers.

        One transaction, then the ledger: both are durable when this returns.

        Raises:
            ArchiveDamagedError: the clock is behind the ledger: a year might be wrong.
            NotReadyError: the archive was restored, and nobody has said which numbers are free.
        """
        self._chain.check_clock()
        if case is None or has_form or any(one.is_of_register for one in wanted):
            self._must_know_what_is_free()
        self._register.reserve(
            digest=digest,
            claim=claim,
            case=case,
            wanted=wanted,
            now=self._clock.now(),
            has_form=has_form,
        )
        self.write_down(digest)
        return self._register.reservation(digest)

    def _must_know_what_is_free(self) -> None:
        waiting = self._recovery.waiting()
        if waiting is not None:
            raise NotReadyError("A067", found=f"{waiting.until:%d-%m-%Y pukul %H.%M}")

    def _must_not_be_of_an_act(self, letter: ArchivedItem) -> None:
        """What was proposed and done stays on paper: its number is not given up.

        Raises:
            UsageError: the letter is the paper of a proposal, a destruction, a handing over or a move.
        """
        row = self._index.row(
            "SELECT disposal AS named FROM disposals WHERE proposed_at = :place OR record_at = :place"
            " UNION ALL SELECT number FROM moved WHERE place = :place LIMIT 1",
            {"place": f"{letter.case}/{letter.item}"},
        )
        if row is not None:
            raise UsageError("A118", found=letter.number, hint=row["named"])

    def places_of_claim(self, claim: str) -> list[tuple[str, int]]:
        """The places (case and item) that were reserved for a claim."""
        rows = self._index.rows(
            "SELECT r.case_number, r.item FROM submissions s JOIN register r ON r.submission = s.digest"
            " WHERE s.claim = ?",
            [claim],
        )
        return [(row["case_number"], row["item"]) for row in rows]

    def write_down(self, digest: str | None = None) -> None:
        """Numbers that the ledger does not know yet into it, of one submission or, after a crash, of all."""
        self._write(self._register.unwritten(digest))

    def abandon(self, digest: str, *, reason: str) -> None:
        """Void every number of a submission that will not be filed; nothing if it has none."""
        submission = self.find_submission(digest)
        if submission is None or submission.filed:
            return
        taken = self._register.reservation(digest)
        places = [*([taken.form] if taken.form else []), *taken.places]
        self._write([voided(one, reason) for one in places])

    def void(self, number: str, *, reason: str) -> str:
        """Give up a number, and the letter that has it unless that came back signed; returns it.

        Raises:
            UsageError: there is no such number, or its letter is signed or replaced.
        """
        row = self._index.row(
            "SELECT r.*, i.id FROM register r LEFT JOIN items i"
            " ON i.case_number = r.case_number AND i.item = r.item"
            " WHERE r.number = ? AND r.series IN (?, ?, ?) AND r.type NOT IN ('buku-lama', 'dilewati')",
            [number.strip(), LETTERS, INTERNAL, INSERTIONS],
        )
        if row is None or row["id"] is not None:
            letter = self._items.named(number)
            # The number is SRIKANDI's own where the register has none; a part of a number gives up nothing.
            if row is None and (letter.series != SRIKANDI or letter.number != number.strip()):
                raise UsageError("A005", found=number)
            self._must_not_be_of_an_act(letter)
            self._withdrawals.withdraw(letter, reason=reason)
            return letter.number
        fields = ("series", "year", "sequence")
        data = {**{field: row[field] for field in fields}, "reason": reason}
        self._write([Event(name="number-voided", data=data)])
        return str(row["number"])


def voided(place: ReservedNumber, reason: str) -> Event:
    """The line that gives a place up; its row stays in the register."""
    row = {"series": place.series, "year": place.year, "sequence": place.sequence}
    return Event(name="number-voided", data={**row, "reason": reason})
