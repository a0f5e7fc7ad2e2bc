"""The way of a form, readable top to bottom: received, read, tried, numbered, built, filed, cleared.

Every step can be done again after a crash: numbers are tied to the submission's digest, an item
folder that stands is taken as it is, and the original leaves the inbox last.
"""

from generator.filing.item import Filing
from generator.filing.submitted import (
    file_enclosures,
    file_form,
    file_letter,
    letters,
    related_numbers,
)
from generator.inbox.brought import FormFile
from generator.inbox.claims import Claim
from generator.inbox.file_names import printable_name
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.submission import approval, endings
from generator.submission.attachments import add_to_filed, file_attachments, places_for
from generator.submission.carried import made_again
from generator.submission.intake import Intake, receive
from generator.submission.planning import plan
from generator.submission.reading import SubmittedForm, doubted, read_submission
from generator.submission.reclassed import letter_maker
from generator.submission.scans import file_scan
from generator.submission.sheets import placed, without_attachments
from generator.submission.stacks import file_stack
from generator.submission.what_acts import looked_through
from generator.vocabulary.problems import ConfigurationError, FormHeldError, NotReadyError, Problem

__all__ = ["process"]


def process(office: Office, claim: Claim) -> Outcome:
    """Take one claimed submission to its end: filed, rejected, duplicate, held, or back to waiting.

    Raises:
        OSError: the disk or a folder failed; the claim stays and is found again.
    """
    intake = receive(office, claim)
    if intake is None:
        return endings.wait(office, claim, Problem(code="B017"))
    if isinstance(intake, Problem):
        return endings.reject(office, claim, (intake,))
    try:
        outcome = _decide(office, claim, intake)
    except NotReadyError as error:
        outcome = endings.wait(office, claim, error.problem)
    except (FormHeldError, ConfigurationError) as error:
        outcome = endings.hold(office, claim, *error.problems, digest=intake.digest)
    office.archive.store.clear_work(intake.digest)
    return outcome


def _decide(office: Office, claim: Claim, intake: Intake) -> Outcome:
    earlier = office.archive.numbers.find_submission(intake.digest)
    if earlier is not None and earlier.filed:
        return endings.known_already(office, claim, earlier, intake.problems)
    if intake.scan is not None:
        return file_scan(office, claim, intake, intake.scan)
    if intake.stack:
        return file_stack(office, claim, intake)
    intake = looked_through(intake, roots=office.roots)
    if intake.form is None:
        return file_attachments(office, claim, intake)
    return _file_forms(office, claim, intake, intake.form, is_begun=earlier is not None)


def _file_forms(
    office: Office, claim: Claim, intake: Intake, file: FormFile, *, is_begun: bool
) -> Outcome:
    """File every form of a submission, or none. One that took numbers before needs no approval now."""
    forms = read_submission(office, intake, file)
    if any(form.reading.form is None for form in forms):
        problems = [problem for form in forms for problem in form.reading.problems]
        return endings.reject(office, claim, (*intake.problems, *problems), form=file)
    if not is_begun and (planned := approval.to_approve(office, intake, forms)):
        return approval.hold_for_approval(office, claim, intake, planned)
    outcomes = [_file_form(office, claim, form) for form in forms]
    return endings.clear_away(
        office, claim, without_attachments(intake, forms), placed(outcomes, forms)
    )


def _file_form(office: Office, claim: Claim, part: SubmittedForm) -> Outcome:
    """File one form with its letters and attachments, unless it was filed before."""
    form = part.reading.form
    assert form is not None  # noqa: S101 - forms with errors were refused
    before = office.archive.numbers.find_submission(part.digest)
    if before is not None and before.filed:
        return endings.filed_before(office, claim, before)
    same = office.archive.numbers.find_content(part.reading.content)
    if same is not None:
        return add_to_filed(office, claim, part, same)
    reading = doubted(office, part.reading, form)
    making = plan(office, part, form)
    office.converter.start()
    reservation = office.archive.numbers.reserve(
        digest=part.digest,
        claim=claim.token,
        case=form.nomor_kasus,
        wanted=(*making.wanted, *places_for(making.fresh)),
    )
    filing = Filing(
        archive=office.archive,
        taken=reservation,
        access=making.of_class.access,
    )
    code = office.classification.case
    items = [
        file_form(
            filing,
            part.file,
            reading,
            number=part.number,
            source=part.source,
            received_as=printable_name(claim.name),
            classification=code,
            attached=len(making.fresh),
        )
    ]
    maker = letter_maker(office)
    cited = related_numbers(office.archive, office.catalogue, reservation.case, reservation.letters)
    made = letters(
        reservation,
        making.plan.types,
        making.plan.revised,
        making.whole,
        attachments=making.titles,
        related=cited,
        is_secret=office.is_secret(making.of_class.access),
    )
    again = made_again(reservation, making.carried.remade)
    items += [file_letter(filing, place, letter, maker) for place, letter in (*made, *again)]
    items += file_enclosures(filing, making.fresh, classification=code)
    office.archive.filing.record(reservation, items)
    problems = (*reading.problems, *making.problems)
    return endings.filed(office, claim, reservation, problems, unchanged=making.plan.unchanged)
