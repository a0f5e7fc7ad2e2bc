"""Who acts: the name that stands in the ledger beside everything that is done or looked at; and what they may see.

The service itself by default; the command line says which user of the machine runs it, the pages say
who is logged in. A context variable, because a name that every function hands on is forgotten by one.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "LOCAL",
    "NOTHING",
    "SERVICE",
    "Sight",
    "acting",
    "acting_as",
    "machine_login",
    "machine_user",
    "sight",
]

SERVICE = "layanan"
# Whoever sits at the machine of an office that has no users.
LOCAL = "petugas-setempat"
# The door by which a user of the machine came; no user of the pages can be called so.
COMMAND = "perintah"
LOGIN_UID = Path("/proc/self/loginuid")
NOBODY_SIGNED_IN = 2**32 - 1


@dataclass(frozen=True, kw_only=True)
class Sight:
    """Which of the secret cases somebody may see: all of them, or those that they handle."""

    is_whole: bool = True
    cases: frozenset[str] = frozenset()

    def covers(self, case: str) -> bool:
        return self.is_whole or case in self.cases


NOTHING = Sight(is_whole=False)

_who: ContextVar[str] = ContextVar("who", default=SERVICE)
# The service and whoever has the files of the office before them see everything.
_sight: ContextVar[Sight] = ContextVar("sight", default=Sight())  # noqa: B039 - frozen


def acting() -> str:
    """Who acts in this thread or request."""
    return _who.get()


def sight() -> Sight:
    """What whoever acts may see."""
    return _sight.get()


@contextmanager
def acting_as(who: str, seeing: Sight | None = None) -> Iterator[None]:
    """Let `who` be the one who acts within the block, and see no more than `seeing`.

    Threads started in it begin as the service.
    """
    token, seen = _who.set(who or SERVICE), _sight.set(seeing or Sight())
    try:
        yield
    finally:
        _sight.reset(seen)
        _who.reset(token)


def machine_user() -> str:
    """The user of the machine, as the ledger names one who came by the command line.

    It is asked of the system, never of an environment variable, which everybody sets as they like.
    Somebody who signed in to the machine and became another one (sudo, su) is named too.
    """
    own = os.getuid()
    came = _signed_in_as()
    if came is None or came == own:
        return f"{COMMAND}:{_named(own)}"
    return f"{COMMAND}:{_named(own)} dari {_named(came)}"


def machine_login() -> str:
    """The name under which whoever runs the command is known to the machine; empty if it knows none."""
    came = _signed_in_as()
    try:
        return pwd.getpwuid(os.getuid() if came is None else came).pw_name
    except KeyError:
        return ""


def _named(uid: int) -> str:
    try:
        return f"{pwd.getpwuid(uid).pw_name}({uid})"
    except KeyError:
        # A user without an entry in the machine's list, as in a container.
        return f"({uid})"


def _signed_in_as() -> int | None:
    """Who signed in, which the kernel keeps for the whole session; None where it does not."""
    try:
        told = int(LOGIN_UID.read_text())
    except (OSError, ValueError):
        return None
    return None if told == NOBODY_SIGNED_IN else told
