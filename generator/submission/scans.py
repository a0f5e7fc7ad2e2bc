"""The way of a scan: each letter on it is filed as signed, what nobody knows waits for a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive import FiledItem
from generator.filing.beside_print import beside_print
from generator.filing.electronic import told_of
from generator.filing.signed import Scan, file_part
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.scans import ScannedPage, keep_safe, write_part
from generator.submission import endings
from generator.submission.attachments import file_attachments
from generator.submission.intake import Intake
from generator.submission.slips import file_slips
from generator.submission.sorting import SortedScan, proposals, sort_scan
from generator.submission.what_acts import ACTING, with_kept
from generator.vocabulary.problems import Problem

__all__ = [
    "Filed",
    "file_letters",
    "file_scan",
    "leave_strangers",
    "may_be_a_letter",
    "sorted_scan",
]

CHANGED = "R015"


def file_scan(office: Office, claim: Claim, intake: Intake, path: Path) -> Outcome:
    """File each letter on a scan as its signed version; what nobody knows waits for a person."""
    work = office.archive.store.work_folder(intake.digest)
    kept = keep_safe(path, work / "bersih.pdf", roots=office.roots)
    if isinstance(kept, Problem):
        return _unread(office, claim, intake, kept)
    intake = with_kept(intake, kept)
    scan = Scan(path=path, data=path.read_bytes(), kept=kept)
    found = sorted_scan(office, scan, work, by_text=may_be_a_letter(office, intake.case))
    if isinstance(found, Problem):
        return _unread(office, claim, intake, found)
    scan = replace(scan, path=found.path)
    if not found.has_codes and intake.attachments:
        return file_attachments(office, claim, _with_signatures(intake, scan))
    is_whole = len(found.matched) == 1 and not (found.unknown or found.foreign or found.slips)
    filed = file_letters(office, claim, scan, found, work, is_whole=is_whole)
    if not filed.outcomes and filed.foreign:
        return endings.reject(office, claim, filed.foreign)
    if not filed.outcomes:
        likely = proposals(office, found.text)
        return endings.to_match(office, claim, likely, found.crowded, told=intake.problems)
    leave_strangers(office, claim, filed, work)
    if found.unknown:
        rest = work / "sisa.pdf"
        write_part(found.path, found.unknown, rest)
        endings.leave_to_match(office, claim, rest, proposals(office, found.text), found.crowded)
    intake = replace(intake, problems=(*intake.problems, *filed.foreign))
    return endings.clear_away(office, claim, intake, filed.outcomes)


def may_be_a_letter(office: Office, case: str | None) -> bool:
    """Whether a scan without a code may be a letter: one named after a case only of those that wait for a signature."""
    return case is None or any(one.case == case for one in office.archive.items.unsigned())


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What became of the letters and slips on a scan; `foreign` are reasons why its `strangers` are not taken."""

    path: Path
    outcomes: tuple[Outcome, ...]
    foreign: tuple[Problem, ...]
    strangers: tuple[ScannedPage, ...]


def file_letters(
    office: Office,
    claim: Claim,
    scan: Scan,
    found: SortedScan,
    work: Path,
    *,
    is_whole: bool,
    name_of: Callable[[Sequence[ScannedPage]], str] = lambda _pages: "",
) -> Filed:
    """File each letter and slip on a scan; `name_of` tells from which files of a stack pages came."""
    outcomes, foreign, strangers = file_slips(office, claim, found.path, found.slips, work)
    for one in found.matched:
        told = beside_print(office, scan, one, work)
        item = file_part(office, scan, told, is_whole=is_whole, claim=claim.token)
        letter = office.archive.items.named(f"{told.letter.case}/{told.letter.item}")
        closed = office.archive.cases.closed(letter.case)
        said = (*told.problems, *_of_text(scan, item))
        name = name_of(told.pages) or claim.name
        outcomes.append(endings.returned(name, letter, said, item, closed=closed))
    return Filed(
        path=found.path,
        outcomes=tuple(outcomes),
        foreign=(*foreign, *found.foreign),
        strangers=(*strangers, *found.strangers),
    )


def leave_strangers(office: Office, claim: Claim, filed: Filed, work: Path) -> None:
    """Pages of a stack that are not taken lie among the refused, with the reason: none is only told of."""
    if not filed.strangers:
        return
    rest = work / "asing.pdf"
    if write_part(filed.path, filed.strangers, rest) is None:
        endings.leave_refused(office, claim, rest, filed.foreign)


def _of_text(scan: Scan, item: FiledItem | None) -> tuple[Problem, ...]:
    """What is said where a scan has no readable copy: its text is recognised later, or the copy was not like it."""
    if item is None or scan.is_signed_electronically or "pindaian-teks.pdf" in item.record.files:
        return ()
    text = item.record.files.get("surat.txt")
    code = "W120" if text is not None and text.size else "W099"
    return (Problem(code=code, found=item.record.number),)


def sorted_scan(office: Office, scan: Scan, work: Path, *, by_text: bool) -> SortedScan | Problem:
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
