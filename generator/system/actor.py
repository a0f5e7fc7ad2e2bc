"""Who acts: the name that stands in the ledger beside everything that is done or looked at.

The service itself by default; the command line says which user of the machine runs it, the pages say
who is logged in. A context variable, because a name that every function hands on is forgotten by one.
"""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["SERVICE", "acting", "acting_as", "machine_user"]

SERVICE = "layanan"

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
    """The user of the machine, as the ledger names one who came by the command line."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A user without an entry in the machine's list, as in a container.
        return "tidak-dikenal"
