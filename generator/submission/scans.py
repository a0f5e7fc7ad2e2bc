"""The way of a scan: each letter on it is filed as signed, what nobody knows waits for a person."""

from dataclasses import replace
from pathlib import Path

from generator.filing.beside_print import beside_print
from generator.filing.signed import Scan, file_part
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.scans import keep_safe, write_part
from generator.submission import endings
from generator.submission.attachments import file_attachments
from generator.submission.intake import Intake
from generator.submission.slips import file_slips
from generator.submission.sorting import proposals, sort_scan
from generator.submission.what_acts import ACTING, with_kept
from generator.vocabulary.problems import Problem

__all__ = ["file_scan"]


def file_scan(office: Office, claim: Claim, intake: Intake, path: Path) -> Outcome:
    """File each letter on a scan as its signed version; what nobody knows waits for a person."""
    work = office.archive.store.work_folder(intake.digest)
    kept = keep_safe(path, work / "bersih.pdf")
    if isinstance(kept, Problem):
        return _unread(office, claim, intake, kept)
    intake = with_kept(intake, kept)
    scan = Scan(path=path, data=path.read_bytes(), kept=kept)
    found = sort_scan(office, scan, work=work, by_text=intake.case is None)
    if isinstance(found, Problem):
        return _unread(office, claim, intake, found)
    scan = replace(scan, path=found.path)
    if not found.has_codes and intake.attachments:
        return file_attachments(office, claim, intake)
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
        outcomes.append(endings.returned(claim.name, letter, told.problems, item, closed=closed))
    if found.unknown:
        rest = work / "sisa.pdf"
        write_part(found.path, found.unknown, rest)
        endings.leave_to_match(office, claim, rest, proposals(office, found.text), found.crowded)
    intake = replace(intake, problems=(*intake.problems, *foreign))
    return endings.clear_away(office, claim, intake, outcomes)


def _unread(office: Office, claim: Claim, intake: Intake, why: Problem) -> Outcome:
    """A scan that cannot be read is an attachment of the case that its name tells, unless it acts."""
    if intake.attachments and why.code not in ACTING:
        return file_attachments(office, claim, intake)
    return endings.reject(office, claim, (why,))
