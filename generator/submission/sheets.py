"""A sheet with many clients: each row is a form of its own, and they leave the inbox together."""

from collections.abc import Sequence
from dataclasses import replace

from generator.inbox.brought import Attachment
from generator.inbox.outcome import Outcome
from generator.submission.intake import Intake
from generator.submission.reading import SubmittedForm
from generator.vocabulary.problems import Problem

__all__ = ["placed", "without_attachments"]

MANY_CASES = "formulirnya memuat beberapa kasus"


def placed(outcomes: Sequence[Outcome], forms: Sequence[SubmittedForm]) -> list[Outcome]:
    """The outcomes of a sheet's forms, each with its place in the sheet, as their problems have."""
    if len(forms) == 1:
        return list(outcomes)
    return [
        replace(
            outcome,
            form=f"{outcome.form} ({form.reading.place})",
            problems=tuple(
                problem if problem.where else replace(problem, where=form.reading.place)
                for problem in outcome.problems
            ),
        )
        for outcome, form in zip(outcomes, forms, strict=True)
    ]


def without_attachments(intake: Intake, forms: Sequence[SubmittedForm]) -> Intake:
    """The submission with a word on each attachment that no form of a sheet can claim."""
    if len(forms) == 1:
        return intake
    left = [_not_attached(attachment) for attachment in intake.attachments]
    return replace(intake, problems=(*intake.problems, *left))


def _not_attached(attachment: Attachment) -> Problem:
    """To whom of many an attachment belongs, only its name could tell."""
    return Problem(code="W020", found=attachment.name[-80:], hint=MANY_CASES)
