"""What waits for approval is let go by another person than whoever sent the form, with the role for it."""

from generator.admission import Permission, permissions_of
from generator.archive import ArchivedItem
from generator.office.office import Office
from generator.system.actor import LOCAL, SERVICE, acting, machine_login
from generator.vocabulary.problems import UsageError

__all__ = ["may_decide", "must_be_another", "must_have_the_role", "release", "sender_of"]

# Nobody in particular: who works at the machine itself, without a sign-in.
NOBODY = frozenset({LOCAL, SERVICE, ""})


def release(office: Office, letter: ArchivedItem) -> ArchivedItem:
    """Let a letter's copies be printed; returns the letter.

    Raises:
        UsageError: whoever acts sent the form of it.
    """
    must_be_another(sender_of(office, letter), of=letter.number)
    return office.archive.prints.release(letter)


def must_be_another(sender: str, *, of: str) -> None:
    """Stop whoever would approve what they sent themselves.

    Raises:
        UsageError: whoever acts is the sender.
    """
    if not may_decide(sender):
        raise UsageError("A061", found=of)


def may_decide(sender: str) -> bool:
    """Whether whoever acts is another than the sender; where nobody signs in, nobody can be told apart."""
    who = acting()
    return who in NOBODY or who != sender


def must_have_the_role(office: Office, *, of: str) -> None:
    """Stop a user of this machine who has no role that approves, where the office has users with roles.

    A user of the machine is the user of the pages with the same name.

    Raises:
        UsageError: the office has users, and this one is none that may approve.
    """
    users = office.access.users
    found = users.find(machine_login())
    may = found is not None and Permission.APPROVE in permissions_of(found.roles)
    if users.all() and not may:
        raise UsageError("A066", found=of)


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
