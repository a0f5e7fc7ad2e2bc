"""What programs handed in, and what became of it: one small file a submission, in `api/`.

A program asks hours later, perhaps after a restart, so the outcome is written down. It may quote what
stands in a form: the files are the service's alone, and go after a month. The archive is the truth; a
ticket that is lost loses nothing.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.inbox.outcome import Outcome
from generator.system import files
from generator.system.clock import Clock

__all__ = ["MadeLetter", "PartOutcome", "Ticket", "TicketProblem", "Tickets"]

log = logging.getLogger(__name__)

SECRET_MODE = 0o600
KEPT = timedelta(days=30)
NAME = re.compile(r"api-([0-9a-f]{20})\.[a-z]{2,5}")


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TicketProblem(_Kept):
    """One thing that was wrong; `field` is the key of the form."""

    code: str
    field: str
    message: str


class MadeLetter(_Kept):
    """One letter that was made."""

    type: str
    number: str
    title: str
    revision: int


class PartOutcome(_Kept):
    """What became of one form; a submission may hold several."""

    status: str
    case: str | None
    letters: tuple[MadeLetter, ...]
    problems: tuple[TicketProblem, ...]


class Ticket(_Kept):
    """A submission of a program. Without parts it has not been looked at yet."""

    id: str
    program: str
    suffix: str
    handed_in: datetime
    ended: datetime | None = None
    parts: tuple[PartOutcome, ...] = ()

    @property
    def name(self) -> str:
        """What the submission is called in the inbox."""
        return f"api-{self.id}.{self.suffix}"


class Tickets:
    """The tickets of one office."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def make(self, program: str, suffix: str) -> Ticket:
        """A new ticket, written before the submission itself: what is handed in is always known."""
        now = self._clock.now()
        made = Ticket(id=secrets.token_hex(10), program=program, suffix=suffix, handed_in=now)
        files.make_folder(self._folder)
        self._forget_old(now)
        self._write(made)
        return made

    def find(self, id_: str) -> Ticket | None:
        """The ticket with this id."""
        if not re.fullmatch(r"[0-9a-f]{20}", id_):
            return None
        try:
            return Ticket.model_validate_json(self._path(id_).read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError:
            log.warning("ticket %s cannot be read", id_)
            return None

    def tell(self, name: str, outcome: Outcome) -> None:
        """Write down what became of the submission of this name; nothing if no program handed it in.

        One that a clerk mended and dropped again under its name is told anew.
        """
        found = NAME.fullmatch(name)
        ticket = self.find(found[1]) if found else None
        if ticket is None:
            return
        ended = None if outcome.outcome == "waiting" else self._clock.now()
        told = ticket.model_copy(update={"parts": _parts(outcome), "ended": ended})
        try:
            self._write(told)
        except OSError:
            # The submission itself has ended well or badly already; that must not change for a note.
            log.exception("ticket %s could not be written", ticket.id)

    def _write(self, ticket: Ticket) -> None:
        data = ticket.model_dump_json().encode()
        files.replace_file(self._path(ticket.id), data, mode=SECRET_MODE)

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"

    def _forget_old(self, now: datetime) -> None:
        before = (now - KEPT).timestamp()
        for path in self._folder.glob("*.json"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _parts(outcome: Outcome) -> tuple[PartOutcome, ...]:
    shared = outcome.problems if outcome.parts else ()
    return tuple(
        PartOutcome(
            status=one.outcome,
            case=one.case,
            letters=tuple(_letters(one)),
            problems=tuple(
                TicketProblem(code=told.code, field=told.field, message=told.message)
                for told in (*shared, *one.problems)
            ),
        )
        for one in outcome.each
    )


def _letters(outcome: Outcome) -> Iterable[MadeLetter]:
    for one in outcome.documents:
        yield MadeLetter(type=one.type, number=one.number, title=one.title, revision=one.revision)
