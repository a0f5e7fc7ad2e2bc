"""The way of a folder, a zip or a series of pictures without a form: one stack of pages, if letters lie in it.

Whether it is one the codes tell, or the text on the pages. Without either the pictures of a series stay apart,
a folder that names its case brings attachments, and any other is refused.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path, PurePath

from generator.filing.electronic import told_of
from generator.filing.signed import Scan
from generator.inbox.brought import Attachment
from generator.inbox.claims import Claim
from generator.inbox.file_names import printable_name
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.scans import KeptScan, ScannedPage, gather, keep_safe, write_part
from generator.submission import endings
from generator.submission.attachments import enclose, file_attachments
from generator.submission.intake import Intake, StackFile, receive
from generator.submission.reading import digest_of, why_not_taken
from generator.submission.scans import (
    Filed,
    file_letters,
    file_scan,
    leave_strangers,
    may_be_a_letter,
    sorted_scan,
)
from generator.submission.sorting import SortedScan, proposals
from generator.submission.what_acts import looked_through
from generator.vocabulary.problems import Problem

__all__ = ["file_stack"]

MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class _Brought:
    """A file of the stack: what of it may be kept, and how many pages it gave."""

    file: StackFile
    kept: KeptScan
    pages: int = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        name = self.file.name[-80:]
        told = [Problem(code="W048", found=name, hint=one.found) for one in self.kept.problems]
        return (*told, *told_of(self.kept.signatures, name))


@dataclass(frozen=True, kw_only=True)
class _Stack:
    """Pages that are read as one scan, and the files that they came from, in order."""

    scan: Scan
    files: tuple[_Brought, ...]

    def of(self, place: int) -> _Brought:
        """The file that the page at a place, from 0, came from."""
        ends = accumulate(one.pages for one in self.files)
        return next(one for one, end in zip(self.files, ends, strict=True) if place < end)

    def name_of(self, pages: Sequence[ScannedPage]) -> str:
        """The files that pages came from, as one name."""
        names = list(dict.fromkeys(self.of(page.place).file.name for page in pages))
        return names[0] if len(names) == 1 else f"{names[0]} dan {len(names) - 1} lainnya"


def file_stack(office: Office, claim: Claim, intake: Intake) -> Outcome:
    """File what lies in several pictures and PDFs together; what nobody knows waits for a person."""
    work = office.archive.store.work_folder(intake.digest)
    brought, refused = _looked_through(office, intake, work)
    stacks, unread = _stacks(intake, brought, work)
    found: list[tuple[_Stack, SortedScan]] = []
    by_text = may_be_a_letter(office, intake.case)
    for number, stack in enumerate(stacks):
        place = work / f"urai-{number}"
        place.mkdir(exist_ok=True)
        read = sorted_scan(office, stack.scan, place, by_text=by_text)
        if isinstance(read, Problem):
            refused += [(each.file, read) for each in stack.files]
        else:
            found.append((stack, read))
    if not any(read.has_codes for _, read in found):
        return _no_letters(office, claim, intake)
    filed = [_file(office, claim, stack, read, work) for stack, read in found]
    outcomes = [outcome for one in filed for outcome in one.outcomes]
    foreign = [problem for one in filed for problem in one.foreign]
    if not outcomes and foreign:
        return endings.reject(office, claim, foreign)
    for done in filed:
        leave_strangers(office, claim, done, work)
    for file, why in (*refused, *unread):
        endings.leave_refused(office, claim, file.path, (why,), file.name)
    left = _Leaving(office, claim, intake, work)
    enclosed = [one for stack, read in found for one in left.leave(stack, read)]
    if enclosed and intake.case:
        digest = digest_of("lampiran", intake.digest)
        outcomes.append(enclose(office, claim, enclosed, digest=digest, case=intake.case))
    if not outcomes:
        crowded = [problem for _, read in found for problem in read.crowded]
        return endings.to_match(office, claim, (), crowded)
    told = [problem for one in brought for problem in one.problems]
    order = [
        _order(stack)
        for stack, read in found
        if len(stack.files) > 1 and read.path == stack.scan.path
    ]
    problems = (*intake.problems, *order, *told, *foreign, *_not_read((*refused, *unread)))
    return endings.clear_away(office, claim, replace(intake, problems=problems), outcomes)


def _looked_through(
    office: Office, intake: Intake, work: Path
) -> tuple[list[_Brought], list[tuple[StackFile, Problem]]]:
    """What of each file may be kept; and those that may not."""
    brought, refused = [], []
    for number, file in enumerate(intake.stack):
        kept = keep_safe(file.path, work / f"bersih-{number:03d}.pdf", roots=office.roots)
        if isinstance(kept, Problem):
            refused.append((file, kept))
        else:
            brought.append(_Brought(file=file, kept=kept))
    return brought, refused


def _stacks(
    intake: Intake, brought: Sequence[_Brought], work: Path
) -> tuple[list[_Stack], list[tuple[StackFile, Problem]]]:
    """The stack of all files, and each that is signed electronically by itself; and those that cannot be read."""
    signed = [one for one in brought if one.kept.signatures]
    others = [one for one in brought if not one.kept.signatures]
    stacks = [
        _Stack(
            scan=Scan(path=one.file.path, data=one.file.path.read_bytes(), kept=one.kept),
            files=(replace(one, pages=10_000),),
        )
        for one in signed
    ]
    if not others:
        return stacks, []
    folder, path = work / "tumpukan", work / "tumpukan.pdf"
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(others):
        shutil.copyfile(one.kept.path, folder / f"{number:04d}{one.kept.path.suffix}")
    gathered = gather(folder, path)
    if isinstance(gathered, Problem):
        return stacks, [(one.file, gathered) for one in others]
    counted = list(zip(others, gathered, strict=True))
    unread = [(one.file, told.why) for one, told in counted if told.why is not None]
    files = tuple(replace(one, pages=told.pages) for one, told in counted if told.pages)
    if files:
        # Made of the same files again it is the same stack.
        stacks.insert(
            0,
            _Stack(scan=Scan(path=path, data=path.read_bytes(), digest=intake.digest), files=files),
        )
    return stacks, unread


def _file(office: Office, claim: Claim, stack: _Stack, found: SortedScan, work: Path) -> Filed:
    is_cut = found.path != stack.scan.path
    is_whole = stack.scan.is_signed_electronically
    return file_letters(
        office,
        claim,
        replace(stack.scan, path=found.path),
        found,
        work,
        is_whole=is_whole,
        name_of=(lambda _pages: "") if is_cut else stack.name_of,
    )


def _no_letters(office: Office, claim: Claim, intake: Intake) -> Outcome:
    """Nothing of ours lies in it: attachments, single pictures, or a folder without its form."""
    if claim.is_series:
        return _apart(office, claim)
    if intake.case and intake.attachments:
        return file_attachments(office, claim, looked_through(intake, roots=office.roots))
    return endings.reject(office, claim, (*intake.problems, Problem(code="B021")))


def _apart(office: Office, claim: Claim) -> Outcome:
    """Each picture of a series by itself, with a word that they came together."""
    apart = office.inbox.part(claim)
    names = [printable_name(one.name) for one in apart]
    outcomes = []
    for one in apart:
        others = [name for name in names if name != printable_name(one.name)]
        intake = receive(office, one)
        if intake is None:
            outcomes.append(endings.wait(office, one, Problem(code="B017")))
        elif isinstance(intake, Problem):
            outcomes.append(endings.reject(office, one, (intake,)))
        else:
            scan = intake.scan
            assert scan is not None  # noqa: S101 - a picture by itself is a scan
            told = Problem(code="W122", found=_listed(others))
            intake = replace(intake, problems=(*intake.problems, told))
            outcomes.append(file_scan(office, one, intake, scan))
            office.archive.store.clear_work(intake.digest)
    return Outcome(
        form=printable_name(claim.name),
        outcome=outcomes[0].outcome,
        case=outcomes[0].case,
        parts=tuple(outcomes),
    )


@dataclass(frozen=True)
class _Leaving:
    """Leaves pages that nobody knows to a person, each file by its own name."""

    office: Office
    claim: Claim
    intake: Intake
    work: Path

    def leave(self, stack: _Stack, found: SortedScan) -> list[Attachment]:
        """Leave what is unknown on a stack; gives the files that are attachments of the case that is named."""
        enclosed: list[Attachment] = []
        if found.unknown and found.path != stack.scan.path:
            self._lay(found, found.unknown)
            return []
        for one, pages in _by_file(stack, found.unknown):
            if len(pages) < one.pages and len(stack.files) > 1:
                stem = PurePath(one.file.name).stem[:100]
                self._lay(found, pages, f"{stem} - belum dikenali.pdf")
            elif self._takes_attachments and one.file.attachment and not found.crowded:
                enclosed.append(replace(one.file.attachment, path=one.kept.path))
            else:
                self._wait(found, one.file.path, one.file.name)
        return enclosed

    @property
    def _takes_attachments(self) -> bool:
        case = self.intake.case
        if case is None or not self.office.archive.cases.has(case):
            return False
        return why_not_taken(self.office, case) is None

    def _lay(self, found: SortedScan, pages: Sequence[ScannedPage], name: str = "") -> None:
        rest = self.work / "sisa.pdf"
        write_part(found.path, pages, rest)
        self._wait(found, rest, name)

    def _wait(self, found: SortedScan, path: Path, name: str) -> None:
        likely = proposals(self.office, found.text)
        endings.leave_to_match(self.office, self.claim, path, likely, found.crowded, name=name)


def _by_file(
    stack: _Stack, pages: Sequence[ScannedPage]
) -> Iterator[tuple[_Brought, list[ScannedPage]]]:
    for one in stack.files:
        of_it = [page for page in pages if stack.of(page.place) is one]
        if of_it:
            yield one, of_it


def _order(stack: _Stack) -> Problem:
    """Which page of the stack came from which file."""
    told, first = [], 1
    for one in stack.files:
        last = first + one.pages - 1
        told.append(f"{one.file.name} = {first if first == last else f'{first}-{last}'}")
        first = last + 1
    return Problem(code="W121", found=_listed(told))


def _listed(told: Sequence[str]) -> str:
    more = len(told) - MOST_NAMED
    return "; ".join(told[:MOST_NAMED]) + (f"; dan {more} lagi" if more > 0 else "")


def _not_read(files: Sequence[tuple[StackFile, Problem]]) -> Iterator[Problem]:
    for file, why in files:
        yield Problem(code="W123", found=file.name[-80:], hint=why.message)
