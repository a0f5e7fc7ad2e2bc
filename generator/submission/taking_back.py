"""What a person decides about pages that came back: they are complete, or they were not of this letter."""

from pathlib import PurePath

from generator.archive import ArchivedItem
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.submission import receipts as notes
from generator.vocabulary.problems import Problem, UsageError

__all__ = ["declare_whole", "take_back"]


def declare_whole(office: Office, letter: ArchivedItem, *, reason: str) -> ArchivedItem:
    """Count a letter as signed that came back with something missing; returns it as it stands then.

    Raises:
        UsageError: nothing of it came back, or nothing lacks.
    """
    with office.archive.by_hand.turn():
        office.archive.returns.declare_whole(letter, reason=reason)
    return office.archive.items.named(f"{letter.case}/{letter.item}")


def take_back(office: Office, item: ArchivedItem, *, reason: str) -> ArchivedItem:
    """Take a match back, of a scan or of the last scan of a letter; the scan waits to be matched again.

    It stays filed where it is; returns it.

    Raises:
        UsageError: it is no scan that was matched, or that was done before.
    """
    scan = item if item.kind == "pindaian" else office.archive.items.signed_of(item)
    if scan is None:
        raise UsageError("A063", found=item.number or f"{item.case}/{item.item}")
    with office.archive.by_hand.turn():
        office.archive.returns.take_back(scan, reason=reason)
    folder = office.archive.items.folder_of(scan)
    source = next((one for one in sorted(folder.glob("pindaian.*")) if one.is_file()), None)
    if source is not None:
        name = f"pindaian {scan.case}-{scan.item:03d}{PurePath(source.name).suffix}"
        told = Problem(code="R011", found=scan.number, hint=reason)
        outcome = Outcome(form=name, outcome="unmatched", problems=(told,))
        note = notes.explain(outcome, now=office.clock.now())
        office.inbox.trays.lay(Tray.MATCH, name, source.read_bytes(), note)
    return scan
