"""What the archive keeps beside letters and cases: each topic brings its tables and its ledger events.

A topic is a module with `TABLES` (SQL statements), and `HANDLERS`: what each kind of its ledger lines
does to the index. `database.py` makes the tables, `projection.py` calls the handlers, so that a topic is
filed and rebuilt like everything else.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from generator.archive.database import Index
from generator.archive.ledger import LedgerLine
from generator.archive.records import ItemRecord
from generator.archive.search import spelling as vocabulary
from generator.archive.topics import access_class as access
from generator.archive.topics import (
    approvals,
    audit,
    beginnings,
    certificates,
    common_forms,
    corrections,
    correspondence,
    disposals,
    outcomes,
    places,
    recovery,
    retention,
    returns,
    secrecy,
    senders,
    srikandi,
    texts,
    withdrawals,
)
from generator.archive.topics import folder_view as case_files
from generator.archive.topics import kept_view as kept
from generator.archive.topics import register_view as registers
from generator.archive.topics import step_times as steps
from generator.vocabulary.case import CaseForm

__all__ = ["EVERY", "HANDLERS", "ITEMS", "TABLES", "Handler", "Topic"]

Handler = Callable[[Index, LedgerLine], None]


# An item that was filed: its record, its folder, and what its form told, if it is one.
ItemHandler = Callable[[Index, ItemRecord, Path, CaseForm | None], None]


class Topic(Protocol):
    """A module of a topic."""

    TABLES: str
    HANDLERS: Mapping[str, Handler]


TOPICS: tuple[Topic, ...] = (
    secrecy,  # before the views that read its own
    steps,
    correspondence,
    outcomes,
    srikandi,
    texts,
    approvals,
    senders,
    access,
    retention,
    places,
    case_files,
    corrections,
    common_forms,
    certificates,
    disposals,
    withdrawals,
    returns,
    recovery,
    beginnings,
    registers,
    kept,  # behind the tables that it joins
)
# What every line goes through, behind its own handler.
EVERY: tuple[Handler, ...] = (audit.note,)

TABLES = audit.TABLES + vocabulary.TABLES + "".join(topic.TABLES for topic in TOPICS)
HANDLERS: Mapping[str, Handler] = {
    name: handler for topic in TOPICS for name, handler in topic.HANDLERS.items()
}
_WITH_FILES = (
    correspondence,
    outcomes,
    corrections,
    common_forms,
    certificates,
    texts,
    returns,
    secrecy,
)
# What stands in the files of an item and not in its record, by the kind of item; several topics may
# take something from the same item.
ITEMS: Mapping[str, tuple[ItemHandler, ...]] = {
    kind: tuple(topic.ITEMS[kind] for topic in _WITH_FILES if kind in topic.ITEMS)
    for kind in {kind for topic in _WITH_FILES for kind in topic.ITEMS}
}
