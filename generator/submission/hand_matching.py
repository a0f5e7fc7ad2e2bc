"""What a person decides about scans: whose they are, that one is complete, not wanted, or was matched wrongly."""

from pathlib import Path, PurePath
from uuid import uuid4

from generator.archive import ArchivedItem, FiledItem
from generator.desks.agenda import IncomingLetter, register_letter
from generator.filing.beside_print import file_signed
from generator.filing.entered import pages_of
from generator.filing.signed import aside, opened
from generator.inbox.file_names import droppable, printable_name
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.submission import receipts
from generator.submission.endings import next_step, returned, tray_of
from generator.submission.sorting import names_another
from generator.vocabulary.problems import Problem, UsageError

__all__ = [
    "await_entry",
    "declare_whole",
    "enter_incoming",
    "match_scan",
    "refuse_scan",
    "take_back",
]


def match_scan(office: Office, number: str, scan: Path, *, is_sure: bool = False) -> str:
    """File what a person says is a letter's signed version; returns where it stands now.

    Unless they are sure (`is_sure`) it is held against what stands on the page: the code or number of
    another letter there is asked about once more.

    Raises:
        UsageError: no such letter, no scan, the same scan was filed before, or the page speaks against it.
    """
    letter, path = office.archive.items.named(number), scan.absolute()
    if not is_sure and (other := _named_there(office, letter, path)):
        raise UsageError("A064", found=other, hint=letter.number)
    is_waiting = path.parent == (office.inbox.folder / Tray.MATCH).absolute()
    with office.archive.by_hand.turn():
        try:
            filed = file_signed(office, letter, path, claim=f"match-{uuid4().hex}")
        except UsageError as error:
            if is_waiting and error.problem.code == "A008":
                _leave_tray(office, path, returned(path.name, letter, (), None))
            raise
        if is_waiting:
            standing = office.archive.items.named(f"{letter.case}/{letter.item}")
            closed = office.archive.cases.closed(letter.case)
            _leave_tray(office, path, returned(path.name, standing, (), filed, closed=closed))
    standing = office.archive.items.named(f"{letter.case}/{letter.item}")
    lacking = f"  kembali tidak lengkap: {standing.lacking}" if standing.lacking else ""
    return f"{filed.record.case}/{filed.record.item}  {filed.record.number}{lacking}"


def _leave_tray(office: Office, path: Path, outcome: Outcome) -> None:
    """Move a matched scan on. It was never claimed: the service may be running beside us."""
    now = office.clock.now()
    if outcome.outcome == "filed":
        steps = {case: next_step(office, case) for case in (outcome.case or "",) if case}
        tray, note = Tray.DONE, receipts.receipt(outcome, now=now, next_steps=steps)
    else:
        tray, note = Tray.DUPLICATE, receipts.explain(outcome, now=now)
    office.inbox.trays.transfer(path, tray_of(office, outcome, tray), note)


def _named_there(office: Office, letter: ArchivedItem, path: Path) -> str:
    """The number of another letter that stands on the pages; empty if none does, or they cannot be read."""
    try:
        with aside(office) as work:
            _, pages = opened(office, path, work)
            return names_another(office, letter, path, pages, work)
    except UsageError:
        # Filing it says what is wrong with the file.
        return ""


def refuse_scan(office: Office, path: Path, *, reason: str) -> None:
    """A scan that waits to be matched is not wanted: it goes to the refused ones, with the reason."""
    told = Problem(code="R012", found=reason)
    outcome = Outcome(form=printable_name(path.name), outcome="rejected", problems=(told,))
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.transfer(path, Tray.REJECTED, note)


def enter_incoming(office: Office, letter: IncomingLetter, path: Path) -> FiledItem:
    """Enter a scan that waits to be matched into the agenda, as a letter that came from elsewhere.

    Raises:
        UsageError: no such case, an unreadable scan, or the same letter was entered before.
    """
    filed = register_letter(office, letter, path)
    record = filed.record
    told = f"Surat Masuk, agenda {record.sequence}/{record.year}"
    outcome = Outcome(
        form=printable_name(path.name), outcome="filed", case=record.case, attachments=(told,)
    )
    steps = (
        {record.case: next_step(office, record.case)}
        if office.archive.cases.has(record.case)
        else {}
    )
    note = receipts.receipt(outcome, now=office.clock.now(), next_steps=steps)
    office.inbox.trays.transfer(path, tray_of(office, outcome, Tray.DONE), note)
    return filed


def await_entry(office: Office, name: str, data: bytes) -> Path:
    """Lay a letter from elsewhere among the scans that wait for a person, to be entered from there.

    Its name gets a mark of its own: no submission in another tray is called so.

    Raises:
        UsageError: it cannot be read as a scan.
    """
    wanted = PurePath(droppable(name, set(Tray)))
    with aside(office) as work:
        path = work / f"unggahan{wanted.suffix.lower()}"
        path.write_bytes(data)
        pages_of(office, path)
    named = f"{wanted.stem} {uuid4().hex[:6]}{wanted.suffix}"
    outcome = Outcome(form=named, outcome="unmatched", problems=(Problem(code="R016"),))
    note = receipts.explain(outcome, now=office.clock.now())
    return office.inbox.trays.lay(Tray.MATCH, named, data, note)


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
        note = receipts.explain(outcome, now=office.clock.now())
        office.inbox.trays.lay(Tray.MATCH, name, source.read_bytes(), note)
    return scan
