"""The way of a scan: each letter on it is filed as signed, what nobody knows waits for a person."""

from dataclasses import replace
from pathlib import Path

from generator.archive import FiledItem
from generator.filing.beside_print import beside_print
from generator.filing.electronic import told_of
from generator.filing.signed import Scan, file_part
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.scans import keep_safe, write_part
from generator.submission import endings
from generator.submission.attachments import file_attachments
from generator.submission.intake import Intake
from generator.submission.slips import file_slips
from generator.submission.sorting import SortedScan, proposals, sort_scan
from generator.submission.what_acts import ACTING, with_kept
from generator.vocabulary.problems import Problem

__all__ = ["file_scan"]

CHANGED = "R015"


def file_scan(office: Office, claim: Claim, intake: Intake, path: Path) -> Outcome:
    """File each letter on a scan as its signed version; what nobody knows waits for a person."""
    work = office.archive.store.work_folder(intake.digest)
    kept = keep_safe(path, work / "bersih.pdf", roots=office.roots)
    if isinstance(kept, Problem):
        return _unread(office, claim, intake, kept)
    intake = with_kept(intake, kept)
    scan = Scan(path=path, data=path.read_bytes(), kept=kept)
    found = _sorted(office, scan, work, by_text=intake.case is None)
    if isinstance(found, Problem):
        return _unread(office, claim, intake, found)
    scan = replace(scan, path=found.path)
    if not found.has_codes and intake.attachments:
        return file_attachments(office, claim, _with_signatures(intake, scan))
    outcomes, foreign = file_slips(office, claim, found.path, found.slips, work)
    foreign += found.foreign
    if not found.matched and not outcomes and foreign:
        return endings.reject(office, claim, foreign)
    if not found.matched and not outcomes:
        return endings.to_match(office, claim, proposals(office, found.text), found.crowded)
    is_whole = len(found.matched) == 1 and not (found.unknown or foreign or found.slips)
    for one in found.matched:
        told = beside_print(office, scan, one, work)
        item = file_part(office, scan, told, is_whole=is_whole, claim=claim.token)
        letter = office.archive.items.named(f"{told.letter.case}/{told.letter.item}")
        closed = office.archive.cases.closed(letter.case)
        said = (*told.problems, *_of_text(scan, item))
        outcomes.append(endings.returned(claim.name, letter, said, item, closed=closed))
    if found.unknown:
        rest = work / "sisa.pdf"
        write_part(found.path, found.unknown, rest)
        endings.leave_to_match(office, claim, rest, proposals(office, found.text), found.crowded)
    intake = replace(intake, problems=(*intake.problems, *foreign))
    return endings.clear_away(office, claim, intake, outcomes)


def _of_text(scan: Scan, item: FiledItem | None) -> tuple[Problem, ...]:
    """What is said where the text of a scan could not be recognised in time; it is tried again later."""
    if item is None or scan.is_signed_electronically or "pindaian-teks.pdf" in item.record.files:
        return ()
    return (Problem(code="W099", found=item.record.number),)


def _sorted(office: Office, scan: Scan, work: Path, *, by_text: bool) -> SortedScan | Problem:
    """What a scan holds; a letter that was changed after it was signed electronically is not taken."""
    found = sort_scan(office, scan, work=work, by_text=by_text)
    is_changed = scan.kept is not None and scan.kept.is_changed
    if isinstance(found, Problem) or not (is_changed and found.matched):
        return found
    return Problem(code=CHANGED, found=found.matched[0].letter.number)


def _with_signatures(intake: Intake, scan: Scan) -> Intake:
    """The submission of an attachment, with what is said of its electronic signatures."""
    told = told_of(scan.signatures, scan.path.name[-80:])
    return replace(intake, problems=(*intake.problems, *told))


def _unread(office: Office, claim: Claim, intake: Intake, why: Problem) -> Outcome:
    """A scan that cannot be read is an attachment of the case that its name tells, unless it acts."""
    if intake.attachments and why.code not in (*ACTING, CHANGED):
        return file_attachments(office, claim, intake)
    return endings.reject(office, claim, (why,))
