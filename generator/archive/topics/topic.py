"""What a topic brings: its tables, its ledger events with the words that staff read, its check.

Each module of a topic holds one `TOPIC`; `registry.py` lists them. Tables are made, events applied,
shown and documented, and what the archive is held against is asked of them: no other module names a
topic's events.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive.database import Index
from generator.archive.ledger import LedgerLine
from generator.archive.records import FiledItem, ItemRecord
from generator.archive.store import Store
from generator.archive.topics.whereabouts import Whereabouts
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import Problem
from generator.vocabulary.registers import ItemKind

__all__ = ["EventKind", "Finding", "Handler", "ItemHandler", "PlaceOf", "Topic", "TopicCheck"]

# What a ledger line does to the index, inside the caller's transaction.
Handler = Callable[[Index, LedgerLine], None]
# The case and the item (0: none) that a line is about, where its data do not say so.
PlaceOf = Callable[[Index, LedgerLine], tuple[str, int]]
# What an item that was filed does to it: its record, its folder, and what its form told, if it is one.
ItemHandler = Callable[[Index, ItemRecord, Path, CaseForm | None], None]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that does not agree; `where` is a case, an item or a line of the ledger."""

    code: str
    where: str
    is_damage: bool = True

    @property
    def message(self) -> str:
        return Problem(code=self.code).message


class TopicCheck:
    """What a topic holds the archive against, in one look at it.

    It is given every line of the ledger first (`whereabouts` before it), then asked case by case: a case is the
    folder in which something lies. What a topic has nothing to say
    about stays as it is here.
    """

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        self.store = store
        self.index = index
        self.whereabouts = whereabouts

    def take_in(self, line: LedgerLine) -> None:
        """One line of the ledger, in order."""

    def of_case(self, case: str, standing: Mapping[int, FiledItem]) -> Iterator[Finding]:
        """What does not fit in the folders of a case, by what the ledger told; `standing` are its items."""
        yield from ()

    def of_index(self, case: str, should: Mapping[int, FiledItem]) -> Iterator[Finding]:
        """What the index has otherwise than ledger and folders; not asked behind a broken ledger."""
        yield from ()

    def of_whole(self) -> Iterator[Finding]:
        """What belongs to no single case."""
        yield from ()

    def is_gone(self, case: str) -> bool:
        """Whether nothing of a case is to be there but what `of_gone` looks for."""
        return False

    def of_gone(
        self, case: str, told: Mapping[int, str], indexed: Mapping[int, str]
    ) -> Iterator[Finding]:
        """What does not fit of such a case; the digests of its items by ledger and by index."""
        yield from ()


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """A kind of ledger line: the words that staff read for it, and what it does to the index.

    A mere look (`is_look`) is written down whatever the clock says, also on a full disk, and says nothing
    about the time. `change` is the word for other systems that follow the archive (docs/changes.md).
    """

    words: str
    handler: Handler | None = None
    place_of: PlaceOf | None = None
    is_look: bool = False
    change: str = ""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """`items` are by the kind of item: what stands in its files and not in its record."""

    tables: str = ""
    events: Mapping[str, EventKind] = field(default_factory=dict)
    items: Mapping[ItemKind, ItemHandler] = field(default_factory=dict)
    check: Callable[[Store, Index, Whereabouts], TopicCheck] | None = None
