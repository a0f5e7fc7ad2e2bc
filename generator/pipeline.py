"""The way of a form, readable top to bottom: received, read, tried, numbered, built, filed, cleared.

Every step can be done again after a crash: numbers are tied to the form's digest, an item folder that
stands is taken as it is, and the original leaves the inbox last.
"""

import hashlib
import os
import stat
from collections.abc import Sequence

from generator import notes
from generator.archive import NumberWanted, Reservation, Submission
from generator.case import CaseForm
from generator.forms import FormReading, read_form
from generator.inbox import Claim, Tray, printable_name
from generator.items import Filing, Received, file_form, file_letter, letters
from generator.letters import Letter, LetterType, number_pattern
from generator.office import Office
from generator.outcome import Document, Outcome, OutcomeName
from generator.problems import ConfigurationError, FormHeldError, NotReadyError, Problem

__all__ = ["hold", "process", "wait"]


def process(office: Office, claim: Claim) -> Outcome:
    """Take one claimed submission to its end: filed, rejected, duplicate, held, or back to waiting.

    Raises:
        OSError: the disk or a folder failed; the claim stays and is found again.
    """
    unreadable = _refuse_unread(office, claim)
    if unreadable is not None:
        return _reject(office, claim, (unreadable,))
    received = _receive(office, claim)
    if received is None:
        return wait(office, claim, Problem(code="B017"))
    try:
        outcome = _decide(office, claim, received)
    except NotReadyError as error:
        outcome = wait(office, claim, error.problem)
    except (FormHeldError, ConfigurationError) as error:
        outcome = hold(office, claim, error.problem)
    office.archive.clear_work(received.digest)
    return outcome


def _decide(office: Office, claim: Claim, received: Received) -> Outcome:
    earlier = office.archive.find_submission(received.digest)
    if earlier is not None and earlier.filed:
        return _known_already(office, claim, earlier)
    return _read_and_file(office, claim, received)


def _read_and_file(office: Office, claim: Claim, received: Received) -> Outcome:
    reading = read_form(received.path, name=printable_name(claim.name), today=office.clock.today())
    problems = reading.problems + _unknown_case(office, reading)
    if reading.form is None or any(not problem.is_warning for problem in problems):
        return _reject(office, claim, problems)

    whole_case = _whole_case(office, reading.form)
    letter_types = office.catalogue.letters_for(reading.form.sections)
    _try_every_letter(office, letter_types, whole_case)
    office.converter.start()

    reservation = _reserve_numbers(office, claim, received, reading.form, letter_types)
    filing = Filing(office=office, claim=claim, received=received, reservation=reservation)
    items = [file_form(filing, reading.form, reading)]
    items += [file_letter(filing, letter) for letter in letters(filing, letter_types, whole_case)]
    office.archive.record(reservation, items)
    return _clear_away(filing, problems)


# -- receiving -----------------------------------------------------------------------------------


def _refuse_unread(office: Office, claim: Claim) -> Problem | None:
    """What is refused without being opened: links, folders, pipes, and files over the limit."""
    status = claim.path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return Problem(code="B006")
    if not stat.S_ISREG(status.st_mode):
        return Problem(code="B007")
    limit = office.config.inbox.max_megabytes
    if status.st_size > limit * 1_000_000:
        megabytes = f"{status.st_size / 1_000_000:.0f} MB"
        return Problem(code="B005", found=megabytes, hint=f"{limit} MB")
    return None


def _receive(office: Office, claim: Claim) -> Received | None:
    """Read the submission once into the work folder; None if it changed under our hands."""
    fd = os.open(claim.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as stream:
        before = _identity(os.fstat(stream.fileno()))
        data = stream.read(office.config.inbox.max_megabytes * 1_000_000 + 1)
        if _identity(os.fstat(stream.fileno())) != before or len(data) != before[1]:
            return None
    digest = hashlib.sha256(data).hexdigest()
    folder = office.archive.work_folder(digest, clear=True)
    path = folder / f"formulir{claim.path.suffix.lower()[:10]}"
    path.write_bytes(data)
    return Received(digest=digest, path=path, identity=before)


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return (status.st_ino, status.st_size, status.st_mtime_ns)


# -- reading -------------------------------------------------------------------------------------


def _unknown_case(office: Office, reading: FormReading) -> tuple[Problem, ...]:
    case = reading.form.nomor_kasus if reading.form else None
    if case is None or office.archive.has_case(case):
        return ()
    return (Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case),)


def _whole_case(office: Office, form: CaseForm) -> CaseForm:
    """The case as letters see it: what earlier forms told, continued by this one."""
    earlier = office.archive.case_form(form.nomor_kasus) if form.nomor_kasus else None
    return earlier.continued_by(form) if earlier else form


def _try_every_letter(office: Office, types: Sequence[LetterType], form: CaseForm) -> None:
    """Fill every letter with the number 0, so that whatever is wrong shows before a number is spent."""
    today = office.clock.today()
    for letter_type in types:
        pattern = number_pattern(letter_type, unit=office.config.office.unit, year=today.year)
        office.filler.fill(
            Letter(
                letter_type=letter_type,
                form=form,
                case=form.nomor_kasus or f"PMBS-{today.year}-0000",
                number=pattern.format(urut=0),
                sequence=0,
                year=today.year,
                dated=today,
            )
        )


# -- numbering -----------------------------------------------------------------------------------


def _reserve_numbers(
    office: Office, claim: Claim, received: Received, form: CaseForm, types: Sequence[LetterType]
) -> Reservation:
    unit, year = office.config.office.unit, office.clock.today().year
    return office.archive.reserve(
        digest=received.digest,
        claim=claim.token,
        case=form.nomor_kasus,
        wanted=[
            NumberWanted(type=one.key, pattern=number_pattern(one, unit=unit, year=year))
            for one in types
        ],
    )


# -- ends ----------------------------------------------------------------------------------------


def _clear_away(filing: Filing, problems: Sequence[Problem]) -> Outcome:
    office, claim, received = filing.office, filing.claim, filing.received
    outcome = _filed(office, claim, received.digest, filing.reservation.case, problems)
    if _identity(claim.path.lstat()) != received.identity:
        # Somebody went on writing after we had read it: that is another version, a new submission.
        office.inbox.release(claim)
    else:
        _give_receipt(office, claim, outcome)
    return outcome


def _filed(
    office: Office, claim: Claim, digest: str, case: str, problems: Sequence[Problem] = ()
) -> Outcome:
    items = office.archive.items_of(digest)
    return Outcome(
        form=printable_name(claim.name),
        outcome="filed",
        case=case,
        agenda=next((item.sequence for item in items if item.direction == "masuk"), None),
        documents=tuple(
            Document(
                type=item.type,
                number=item.number,
                title=item.title,
                copies=item.copies,
                folder=office.archive.folder_of(item),
            )
            for item in items
            if item.direction == "keluar"
        ),
        problems=tuple(problems),
    )


def _give_receipt(office: Office, claim: Claim, outcome: Outcome) -> None:
    assert outcome.case is not None  # noqa: S101 - a filed form has a case
    steps = office.steps_of(outcome.case)
    next_step = next((step for step in steps if step.done_at is None), None)
    note = notes.receipt(outcome, now=office.clock.now(), next_step=next_step)
    office.inbox.finish(claim, Tray.DONE, note)


def _known_already(office: Office, claim: Claim, earlier: Submission) -> Outcome:
    """The same bytes again; or our own claim, if we died between the record and the last move."""
    if earlier.claim == claim.token:
        outcome = _filed(office, claim, earlier.digest, earlier.case)
        _give_receipt(office, claim, outcome)
        return outcome
    problem = Problem(code="B016", found=earlier.case)
    return _explain(office, claim, "duplicate", Tray.DUPLICATE, (problem,), case=earlier.case)


def _reject(office: Office, claim: Claim, problems: Sequence[Problem]) -> Outcome:
    return _explain(office, claim, "rejected", Tray.REJECTED, problems)


def hold(office: Office, claim: Claim, problem: Problem) -> Outcome:
    """Set a submission aside: its cause lies with us or with a template, and it goes on when mended."""
    return _explain(office, claim, "held", Tray.HELD, (problem,))


def _explain(
    office: Office,
    claim: Claim,
    outcome_name: OutcomeName,
    tray: Tray,
    problems: Sequence[Problem],
    *,
    case: str | None = None,
) -> Outcome:
    outcome = Outcome(
        form=printable_name(claim.name), outcome=outcome_name, case=case, problems=tuple(problems)
    )
    office.inbox.finish(claim, tray, notes.explain(outcome, now=office.clock.now()))
    return outcome


def wait(office: Office, claim: Claim, problem: Problem) -> Outcome:
    """Put a submission back: something outside is down, and it is tried again."""
    office.inbox.release(claim)
    return Outcome(form=printable_name(claim.name), outcome="waiting", problems=(problem,))
