"""Disposal in an office: the record to be signed, and everything that has to go with a destroyed case."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.archive import Disposal, DisposalKind, rebuild
from generator.desks.disposal_record import disposal_record
from generator.inbox.notes import note_path, read_note
from generator.inbox.trays import Tray
from generator.office.copies import MARKED
from generator.office.office import Office
from generator.printing import sheets_of
from generator.system import files
from generator.vocabulary.prints import CALLED_OFF, PrintState
from generator.vocabulary.problems import UsageError

__all__ = ["approve", "carry_out", "propose"]

PROPOSAL = "berita-acara"
REPRINTS = ".cetak-ulang"  # of earlier versions
OLD_INDEX = ".index.db.musnah"
SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
DESTROYED = f"{CALLED_OFF}berkasnya dimusnahkan"


def propose(office: Office, cases: Sequence[str], kind: DisposalKind) -> Disposal:
    """Make the record with its list, to be signed; without `cases`, of all that may go.

    Raises:
        UsageError: nothing is due, or a case may not go.
    """
    disposals = office.archive.disposals
    chosen = sorted(set(cases)) or disposals.candidates(kind)
    if not chosen:
        raise UsageError("A055")
    disposals.require(chosen, kind)
    name = disposals.next_name()
    docx = disposal_record(office, name, chosen, kind)
    with TemporaryDirectory() as folder:
        source, pdf = Path(folder) / f"{PROPOSAL}.docx", Path(folder) / f"{PROPOSAL}.pdf"
        source.write_bytes(docx)
        office.converter.convert(source, pdf)
        papers = {pdf.name: pdf.read_bytes(), source.name: docx}
    return disposals.propose(name, kind, chosen, papers)


def approve(office: Office, name: str, signed: Path, *, reference: str) -> Disposal:
    """File the signed record.

    Raises:
        UsageError: no scan, or the disposal is over.
    """
    suffix = signed.suffix.lower()
    data = signed.read_bytes()
    if suffix not in SUFFIXES or not data:
        raise UsageError("A056", found=suffix or signed.name)
    return office.archive.disposals.approve(name, reference=reference, suffix=suffix, data=data)


def carry_out(office: Office, name: str) -> Disposal:
    """Destroy what was approved; asked for again after a crash, it goes on where it stopped.

    Only under the office's lock: the index is exchanged.

    Raises:
        UsageError: there is no approval, or a case may no longer go; nothing was begun.
    """
    archive = office.archive
    archive.disposals.bury(name)
    for case in archive.disposals.get(name).cases:
        for job in archive.cases.show(case).prints:
            if job.state in (PrintState.WANTED, PrintState.STARTED):
                archive.prints.update_print(job.key, PrintState.FAILED, reason=DESTROYED)
        for leftover in _leftovers(office, case):
            files.destroy(leftover)
    archive.disposals.destroy(name)
    _forget(office)
    archive.disposals.complete(name)
    archive.pages.refresh_or_warn()
    return archive.disposals.get(name)


def _leftovers(office: Office, case: str) -> Iterator[Path]:
    """What was derived from a case outside of its folder, and what it came from in the inbox."""
    view = office.archive.cases.show(case)
    yield from sheets_of(office.printed, case, {one.number for one in view.items if one.number})
    for folder in (MARKED, Path(REPRINTS)):
        yield from (office.archive.root / folder).glob(f"{case}-*")
    digests = office.archive.cases.digests(case)
    named = re.compile(rf"{re.escape(case)}(?!\d)")
    trays = [tray for tray in Tray if (office.inbox.folder / tray).is_dir()]
    for tray in trays:
        for path in office.inbox.trays.of(tray):
            note = read_note(path)
            if named.search(note) or named.match(path.name) or _has_one_of(path, digests):
                yield from (path, note_path(path))


def _has_one_of(path: Path, digests: frozenset[str]) -> bool:
    parts = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return any(files.hash_file(part) in digests for part in parts)


def _forget(office: Office) -> None:
    """Make the index anew, which then never heard of it, and overwrite the old one."""
    root = office.archive.root
    old = root / OLD_INDEX
    if not old.exists():
        os.link(root / "index.db", old)
    rebuild(root, office.clock)
    office.archive.close()  # what is asked next opens the new index
    for path in (old, *root.glob(".index.db.rusak*")):
        files.destroy(path)
