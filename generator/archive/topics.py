"""What the archive keeps beside letters and cases: each topic brings its tables and its ledger events.

A topic is a module with `TABLES` (SQL statements), and `HANDLERS`: what each kind of its ledger lines
does to the index. `database.py` makes the tables, `projection.py` calls the handlers, so that a topic is
filed and rebuilt like everything else.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from generator.archive import audit, steps
from generator.archive.database import Index
from generator.archive.ledger import LedgerLine

__all__ = ["EVERY", "HANDLERS", "TABLES", "Handler", "Topic"]

Handler = Callable[[Index, LedgerLine], None]


class Topic(Protocol):
    """A module of a topic."""

    TABLES: str
    HANDLERS: Mapping[str, Handler]


TOPICS: tuple[Topic, ...] = (steps,)
# What every line goes through, behind its own handler.
EVERY: tuple[Handler, ...] = (audit.note,)

TABLES = audit.TABLES + "".join(topic.TABLES for topic in TOPICS)
HANDLERS: Mapping[str, Handler] = {
    name: handler for topic in TOPICS for name, handler in topic.HANDLERS.items()
}
