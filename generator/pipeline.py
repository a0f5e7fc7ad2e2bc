"""The way of a form, readable top to bottom: received, read, tried, numbered, built, filed, cleared.

Every step can be done again after a crash: numbers are tied to the submission's digest, an item
folder that stands is taken as it is, and the original leaves the inbox last.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.archive import NumberWanted, Submission
from generator.desks.expedition import KNOWN_ALREADY, SlipPage, file_slip
from generator.filing.items import (
    Filing,
    enclosure_type,
    file_enclosures,
    file_form,
    file_letter,
    letters,
)
from generator.filing.signed import file_part
from generator.forms import FormReading, read_forms
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.scans import write_part
from generator.submission import approval, endings
from generator.submission.doubts import doubts
from generator.submission.intake import Attachment, FormFile, Intake, receive
from generator.submission.planning import Plan, plan_letters
from generator.submission.reading import continuing
from generator.submission.scans import Scan, beside_print, proposals, sort_scan
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import ConfigurationError, FormHeldError, NotReadyError, Problem

__all__ = ["continuing", "hold", "process", "wait"]

hold, wait = endings.hold, endings.wait
MANY_CASES = "formulirnya memuat beberapa kasus"
SAME_CONTENT = "Tidak jadi dipakai: isi formulirnya sudah dicatat sebagai kasus {case}"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One form of a submission, with what came along.

    A spreadsheet may hold many: its bytes are filed with the first (number 1), the others name it.
    """

    digest: str
    source: str
    number: int
    file: FormFile
    reading: FormReading
    attachments: tuple[Attachment, ...] = ()


def process(office: Office, claim: Claim) -> Outcome:
    """Take one claimed submission to its end: filed, rejected, duplicate, held, or back to waiting.

    Raises:
        OSError: the disk or a folder failed; the claim stays and is found again.
    """
    intake = receive(office, claim)
    if intake is None:
        return wait(office, claim, Problem(code="B017"))
    if isinstance(intake, Problem):
        return endings.reject(office, claim, (intake,))
    try:
        outcome = _decide(office, claim, intake)
    except NotReadyError as error:
        outcome = wait(office, claim, error.problem)
    except (FormHeldError, ConfigurationError) as error:
        outcome = hold(office, claim, *error.problems)
    office.archive.clear_work(intake.digest)
    return outcome


def _decide(office: Office, claim: Claim, intake: Intake) -> Outcome:
    earlier = office.archive.find_submission(intake.digest)
    if earlier is not None and earlier.filed:
        return endings.known_already(office, claim, earlier, intake.problems)
    if intake.scan is not None:
        return _file_scan(office, claim, intake, intake.scan)
    if intake.form is None:
        return _file_attachments(office, claim, intake)
    parts = _read(office, intake, intake.form)
    if any(part.reading.form is None for part in parts):
        told = [problem for part in parts for problem in part.reading.problems]
        return endings.reject(office, claim, (*intake.problems, *told), form=intake.form)
    if earlier is None and (planned := _to_approve(office, intake, parts)):
        return approval.hold_for_approval(office, claim, intake, planned)
    outcomes = [_file_part(office, claim, part) for part in parts]
    if len(parts) > 1:
        left = [_not_attached(one) for one in intake.attachments]
        intake = replace(intake, problems=(*intake.problems, *left))
        outcomes = [
            replace(outcome, form=f"{outcome.form} ({part.reading.place})")
            for outcome, part in zip(outcomes, parts, strict=True)
        ]
    return endings.clear_away(office, claim, intake, outcomes)


# -- reading -------------------------------------------------------------------------------------


def _read(office: Office, intake: Intake, file: FormFile) -> list[Part]:
    """Every form of the submission, read and held against the archive."""
    today = office.clock.today()
    readings = read_forms(file.path, name=file.name, today=today, case=intake.case)
    is_one = len(readings) == 1
    return [
        Part(
            digest=intake.digest if is_one else _digest("bagian", intake.digest, str(number)),
            source=intake.digest,
            number=number,
            file=file,
            reading=continuing(office, reading),
            attachments=intake.attachments if is_one else (),
        )
        for number, reading in enumerate(readings, start=1)
    ]


def _not_attached(attachment: Attachment) -> Problem:
    """To whom of many an attachment belongs, only its name could tell."""
    return Problem(code="W020", found=attachment.name[-80:], hint=MANY_CASES)


def _digest(*told: str) -> str:
    return hashlib.sha256(" ".join(told).encode()).hexdigest()


def _doubted(office: Office, reading: FormReading, form: CaseForm) -> FormReading:
    """The reading with what does not fit together, in itself and with the archive."""
    earlier = office.archive.case_form(form.nomor_kasus) if form.nomor_kasus else None
    return replace(reading, problems=(*reading.problems, *doubts(office, form, earlier)))


# -- what is to be made --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Making:
    """What one form makes: its letters, and the attachments that its case does not hold yet."""

    whole: CaseForm
    fresh: tuple[Attachment, ...]
    titles: tuple[str, ...]
    plan: Plan


def _plan(office: Office, part: Part, form: CaseForm) -> _Making:
    """Every letter tried.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    case = form.nomor_kasus
    earlier = office.archive.case_form(case) if case else None
    held = office.archive.attachments_of(case) if case else frozenset()
    fresh = tuple(one for one in part.attachments if one.digest not in held)
    titles = (*_titles(office, case), *(one.title for one in fresh))
    return _Making(
        whole=earlier.continued_by(form) if earlier else form,
        fresh=fresh,
        titles=titles,
        plan=plan_letters(office, form, earlier, attachments=titles),
    )


def _to_approve(office: Office, intake: Intake, parts: Sequence[Part]) -> list[approval.Planned]:
    """The letters that a head has to approve before they take numbers; none if none has to be."""
    if not approval.is_wanted(office) or office.archive.approvals.has(intake.digest):
        return []
    planned = []
    for part in parts:
        form = part.reading.form
        if form is None or office.archive.find_content(form.digest) is not None:
            continue
        making = _plan(office, part, form)
        planned.append(
            approval.Planned(form=making.whole, types=making.plan.types, attachments=making.titles)
        )
    types = [one for each in planned for one in each.types]
    return planned if approval.is_wanted(office, types) else []


# -- filing --------------------------------------------------------------------------------------


def _file_part(office: Office, claim: Claim, part: Part) -> Outcome:
    """File one form with its letters and attachments, unless it was filed before."""
    form = part.reading.form
    assert form is not None  # noqa: S101 - forms with errors were refused
    before = office.archive.find_submission(part.digest)
    if before is not None and before.filed:
        return endings.filed_before(office, claim, before)
    same = office.archive.find_content(form.digest)
    if same is not None:
        return _same_content(office, claim, part, same)
    reading = _doubted(office, part.reading, form)
    making = _plan(office, part, form)
    plan, fresh = making.plan, making.fresh
    office.converter.start()
    reservation = office.archive.reserve(
        digest=part.digest,
        claim=claim.token,
        case=form.nomor_kasus,
        wanted=(*plan.wanted, *_places(fresh)),
    )
    filing = Filing(office=office, claim=claim, digest=part.digest, reservation=reservation)
    items = [
        file_form(
            filing,
            part.file,
            reading,
            number=part.number,
            source=part.source,
            attached=len(fresh),
        )
    ]
    made = letters(filing, plan.types, making.whole, attachments=making.titles)
    items += [file_letter(filing, one) for one in made]
    items += file_enclosures(filing, fresh)
    office.archive.record(reservation, items)
    return endings.filed(office, claim, reservation, reading.problems, unchanged=plan.unchanged)


def _titles(office: Office, case: str | None) -> tuple[str, ...]:
    """Titles of the attachments that a case holds already."""
    items = office.archive.show(case).items if case else ()
    return tuple(item.title for item in items if item.kind == "lampiran")


def _places(attachments: Sequence[Attachment]) -> tuple[NumberWanted, ...]:
    return tuple(
        NumberWanted(type=enclosure_type(number), pattern="L-{urut}", series="lampiran")
        for number, _ in enumerate(attachments, start=1)
    )


def _same_content(office: Office, claim: Claim, part: Part, same: Submission) -> Outcome:
    """The same answers in other bytes: nothing new, unless attachments came along."""
    reason = SAME_CONTENT.format(case=same.case)
    office.archive.abandon(part.digest, reason=reason)
    if not part.attachments:
        return endings.same_content(claim, same.case)
    warning = Problem(code="W012", found=same.case)
    digest = _digest("lampiran", part.digest)
    return _enclose(
        office, claim, part.attachments, digest=digest, case=same.case, problems=(warning,)
    )


def _file_attachments(office: Office, claim: Claim, intake: Intake) -> Outcome:
    """Attachments alone: into the case that the name tells."""
    case = intake.case
    if case is None or not office.archive.has_case(case):
        unknown = Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case or "")
        return endings.reject(office, claim, (*intake.problems, unknown))
    outcome = _enclose(office, claim, intake.attachments, digest=intake.digest, case=case)
    return endings.clear_away(office, claim, intake, [outcome])


def _enclose(
    office: Office,
    claim: Claim,
    attachments: Sequence[Attachment],
    *,
    digest: str,
    case: str,
    problems: Sequence[Problem] = (),
) -> Outcome:
    """File what the case does not hold yet."""
    before = office.archive.find_submission(digest)
    if before is not None and before.filed:
        return endings.filed_before(office, claim, before)
    held = office.archive.attachments_of(case)
    fresh = [one for one in attachments if one.digest not in held]
    if not fresh:
        return endings.same_content(claim, case)
    reservation = office.archive.reserve(
        digest=digest, claim=claim.token, case=case, wanted=_places(fresh), has_form=False
    )
    filing = Filing(office=office, claim=claim, digest=digest, reservation=reservation)
    office.archive.record(reservation, file_enclosures(filing, fresh))
    return endings.filed(office, claim, reservation, problems)


# -- what comes back signed ----------------------------------------------------------------------


def _file_scan(office: Office, claim: Claim, intake: Intake, path: Path) -> Outcome:
    """File each letter on a scan as its signed version; what nobody knows waits for a person."""
    scan = Scan(path=path, data=path.read_bytes())
    work = office.archive.work_folder(intake.digest)
    found = sort_scan(office, scan, work=work, by_text=intake.case is None)
    if isinstance(found, Problem):
        if intake.attachments:
            return _file_attachments(office, claim, intake)
        return endings.reject(office, claim, (found,))
    if not found.has_codes and intake.attachments:
        return _file_attachments(office, claim, intake)
    outcomes, foreign = _file_slips(office, claim, path, found.slips, work)
    foreign += found.foreign
    if not found.matched and not outcomes and foreign:
        return endings.reject(office, claim, foreign)
    if not found.matched and not outcomes:
        return endings.to_match(office, claim, proposals(office, found.text))
    is_whole = len(found.matched) == 1 and not (found.unknown or foreign or found.slips)
    for one in found.matched:
        told = beside_print(office, scan, one, work)
        item = file_part(office, scan, told, is_whole=is_whole, claim=claim.token)
        outcomes.append(endings.returned(claim.name, told.letter, told.problems, item))
    if found.unknown:
        rest = work / "sisa.pdf"
        write_part(path, found.unknown, rest)
        endings.leave_to_match(office, claim, rest, proposals(office, found.text))
    intake = replace(intake, problems=(*intake.problems, *foreign))
    return endings.clear_away(office, claim, intake, outcomes)


def _file_slips(
    office: Office, claim: Claim, path: Path, pages: Sequence[SlipPage], work: Path
) -> tuple[list[Outcome], list[Problem]]:
    """What became of each slip on a scan, and those that are none of ours."""
    outcomes, foreign = [], []
    for page in pages:
        for slip in page.slips:
            told = file_slip(office, path, page, slip, work)
            if isinstance(told, Problem) and told.code != KNOWN_ALREADY:
                foreign.append(told)
            else:
                outcomes.append(endings.delivered(claim, slip, told))
    return outcomes, foreign
