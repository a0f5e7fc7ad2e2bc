"""Every topic of the archive, in the order in which their tables are made and their lines applied."""

from collections.abc import Mapping

from generator.archive.search import spelling
from generator.archive.topics import (
    access_class,
    approvals,
    audit,
    beginnings,
    certificates,
    common_forms,
    corrections,
    correspondence,
    disposals,
    folder_view,
    kept_view,
    moves,
    outcomes,
    places,
    prints,
    recovery,
    refilings,
    register_view,
    retention,
    returns,
    secrecy,
    senders,
    srikandi,
    step_times,
    texts,
    withdrawals,
)
from generator.archive.topics.topic import EventKind, ItemHandler, Topic

__all__ = ["CHECKS", "EVENTS", "ITEMS", "LOOKS", "TABLES", "TOPICS"]

TOPICS: tuple[Topic, ...] = (
    audit.TOPIC,
    prints.TOPIC,
    secrecy.TOPIC,  # before the views that read its own
    step_times.TOPIC,
    correspondence.TOPIC,
    srikandi.TOPIC,
    texts.TOPIC,
    approvals.TOPIC,
    senders.TOPIC,
    access_class.TOPIC,
    retention.TOPIC,
    places.TOPIC,
    folder_view.TOPIC,
    corrections.TOPIC,
    common_forms.TOPIC,
    certificates.TOPIC,
    disposals.TOPIC,
    moves.TOPIC,
    refilings.TOPIC,
    withdrawals.TOPIC,
    returns.TOPIC,
    recovery.TOPIC,
    beginnings.TOPIC,
    register_view.TOPIC,
    outcomes.TOPIC,
    kept_view.TOPIC,  # behind the tables that it joins
)

TABLES = spelling.TABLES + "".join(topic.tables for topic in TOPICS)
EVENTS: Mapping[str, EventKind] = {
    name: kind for topic in TOPICS for name, kind in topic.events.items()
}
LOOKS = frozenset(name for name, kind in EVENTS.items() if kind.is_look)
# Several topics may take something from the same item.
ITEMS: Mapping[str, tuple[ItemHandler, ...]] = {
    kind: tuple(topic.items[kind] for topic in TOPICS if kind in topic.items)
    for kind in {kind for topic in TOPICS for kind in topic.items}
}
CHECKS = tuple(topic.check for topic in TOPICS if topic.check is not None)
