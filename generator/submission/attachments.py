"""The way of attachments: beside their form, after it, or alone into the case that their name tells."""

from collections.abc import Sequence

from generator.archive import NumberWanted, Submission
from generator.filing.item import Filing
from generator.filing.submitted import enclosure_type, file_enclosures
from generator.inbox.brought import Attachment
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.submission import endings
from generator.submission.intake import Intake
from generator.submission.reading import SubmittedForm, digest_of, why_not_taken
from generator.vocabulary.problems import Problem

__all__ = ["add_to_filed", "enclose", "file_attachments", "places_for", "titles_of"]

SAME_CONTENT = "Tidak jadi dipakai: isi formulirnya sudah dicatat sebagai kasus {case}"


def titles_of(office: Office, case: str | None) -> tuple[str, ...]:
    """Titles of the attachments that a case holds already."""
    items = office.archive.cases.show(case).items if case else ()
    return tuple(item.title for item in items if item.kind == "lampiran")


def places_for(attachments: Sequence[Attachment]) -> tuple[NumberWanted, ...]:
    return tuple(
        NumberWanted(type=enclosure_type(number), pattern="L-{urut}", series="lampiran")
        for number, _ in enumerate(attachments, start=1)
    )


def file_attachments(office: Office, claim: Claim, intake: Intake) -> Outcome:
    """Attachments alone: into the case that the name tells."""
    case = intake.case
    if not intake.attachments:
        return endings.reject(office, claim, intake.problems)
    if case is None or not office.archive.cases.has(case):
        unknown = Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case or "")
        return endings.reject(office, claim, (*intake.problems, unknown))
    is_begun = office.archive.numbers.find_submission(digest=intake.digest) is not None
    problem = None if is_begun else why_not_taken(office, case)
    if problem is not None:
        return endings.reject(office, claim, (*intake.problems, problem))
    outcome = enclose(office, claim, intake.attachments, digest=intake.digest, case=case)
    return endings.clear_away(office, claim, intake, [outcome])


def add_to_filed(office: Office, claim: Claim, part: SubmittedForm, same: Submission) -> Outcome:
    """The same answers in other bytes: nothing new, unless attachments came along."""
    reason = SAME_CONTENT.format(case=same.case)
    office.archive.numbers.abandon(part.digest, reason=reason)
    if not part.attachments or why_not_taken(office, same.case) is not None:
        return endings.same_content(claim, same.case)
    warning = Problem(code="W012", found=same.case)
    digest = digest_of("lampiran", part.digest)
    return enclose(
        office, claim, part.attachments, digest=digest, case=same.case, problems=(warning,)
    )


def enclose(
    office: Office,
    claim: Claim,
    attachments: Sequence[Attachment],
    *,
    digest: str,
    case: str,
    problems: Sequence[Problem] = (),
) -> Outcome:
    """File what the case does not hold yet."""
    before = office.archive.numbers.find_submission(digest)
    if before is not None and before.filed:
        return endings.filed_before(office, claim, before)
    held = office.archive.items.attachments_of(case)
    fresh = [one for one in attachments if one.digest not in held]
    if not fresh:
        return endings.same_content(claim, case)
    reservation = office.archive.numbers.reserve(
        digest=digest, claim=claim.token, case=case, wanted=places_for(fresh), has_form=False
    )
    filing = Filing(archive=office.archive, taken=reservation, access=office.access_of(case).access)
    items = file_enclosures(filing, fresh, classification=office.classification.case)
    office.archive.filing.record(reservation, items)
    return endings.filed(office, claim, reservation, problems)
