"""Copies that wait for approval are let go by another person than whoever sent the form."""

from generator.archive import ArchivedItem
from generator.office.office import Office
from generator.system.actor import LOCAL, SERVICE, acting
from generator.vocabulary.problems import UsageError

__all__ = ["release", "sender_of"]

# Nobody in particular: who works at the machine itself, without a sign-in.
NOBODY = frozenset({LOCAL, SERVICE, ""})


def release(office: Office, letter: ArchivedItem) -> ArchivedItem:
    """Let a letter's copies be printed; returns the letter.

    Raises:
        UsageError: whoever acts sent the form of it.
    """
    who = acting()
    if who not in NOBODY and who == sender_of(office, letter):
        raise UsageError("A061", found=letter.number)
    return office.archive.prints.release(letter)


def sender_of(office: Office, letter: ArchivedItem) -> str:
    """Who sent the form that a letter was made of; empty if nobody knows."""
    items = office.archive.items
    forms = [
        one
        for one in items.of_case(letter.case)
        if one.kind == "formulir" and one.item < letter.item
    ]
    if not forms:
        return ""
    record = items.record_of(forms[-1])
    return office.archive.senders.of(record.original_name, before=record.filed_at)
