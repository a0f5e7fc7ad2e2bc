"""Who acts: the name that stands in the ledger beside everything that is done or looked at.

The service itself by default; the command line says which user of the machine runs it, the pages say
who is logged in. A context variable, because a name that every function hands on is forgotten by one.
"""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

__all__ = ["LOCAL", "SERVICE", "acting", "acting_as", "machine_user"]

SERVICE = "layanan"
# Whoever sits at the machine of an office that has no users.
LOCAL = "petugas-setempat"
# The door by which a user of the machine came; no user of the pages can be called so.
COMMAND = "perintah"
LOGIN_UID = Path("/proc/self/loginuid")
NOBODY_SIGNED_IN = 2**32 - 1

_who: ContextVar[str] = ContextVar("who", default=SERVICE)


def acting() -> str:
    """Who acts in this thread or request."""
    return _who.get()


@contextmanager
def acting_as(who: str) -> Iterator[None]:
    """Let `who` be the one who acts within the block; threads started in it begin as the service."""
    token = _who.set(who or SERVICE)
    try:
        yield
    finally:
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
