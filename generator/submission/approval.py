"""Approval before numbering, where the office wants it: drafts to look at, and what a person decides.

A submission that needs it waits in its tray as it is, with a draft of every letter beside it. No number
is taken until a person lets it go on; then it takes the usual way. The approval is of these very bytes:
a form that was changed meanwhile waits again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.desks.releasing import must_be_another
from generator.inbox.claims import Claim
from generator.inbox.file_names import printable_name
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.letters import LetterType, marked_as_draft
from generator.office.office import Office
from generator.office.page_economy import convert_letter
from generator.submission import receipts
from generator.submission.intake import Intake, receive
from generator.submission.planning import draft_letter, plan
from generator.submission.reading import SubmittedForm
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import Problem, UsageError

__all__ = ["Planned", "approve", "hold_for_approval", "refuse", "to_approve"]


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The letters that one form of a submission would make."""

    form: CaseForm
    types: tuple[LetterType, ...]
    attachments: tuple[str, ...]


def to_approve(office: Office, intake: Intake, parts: Sequence[SubmittedForm]) -> list[Planned]:
    """The letters that a head has to approve before they take numbers; none if none has to be.

    Where the office wants it, those of a case wait too that its rules make a secret one.
    """
    waits = office.classification.access.suggest.how == "tunggu"
    if not (waits or _is_wanted(office)) or office.archive.approvals.has(intake.digest):
        return []
    planned, is_of_class = [], False
    for part in parts:
        form = part.reading.form
        if form is None or office.archive.numbers.find_content(part.reading.content) is not None:
            continue
        making = plan(office, part, form)
        is_of_class |= waits and bool(making.of_class.grounds)
        planned.append(
            Planned(form=making.whole, types=making.plan.types, attachments=making.titles)
        )
        planned += [
            Planned(form=one.letter.form, types=(one.letter_type,), attachments=making.titles)
            for one in making.carried.remade
        ]
    types = [one for each in planned for one in each.types]
    return planned if is_of_class or _is_wanted(office, types) else []


def _is_wanted(office: Office, types: Sequence[LetterType] | None = None) -> bool:
    """Whether any of these letters, or of all there are, waits for approval before its number."""
    asked = office.catalogue.types.values() if types is None else types
    return any(one.approval or office.config.letters.approval for one in asked)


def hold_for_approval(
    office: Office, claim: Claim, intake: Intake, planned: Sequence[Planned]
) -> Outcome:
    """Put a submission into its tray, with a draft of each letter and a note.

    Raises:
        FormHeldError: a letter cannot be made.
        NotReadyError: the converter is down.
    """
    many = sum(len(one.types) for one in planned)
    problem = Problem(code="B050", found=str(many), field="persetujuan")
    outcome = Outcome(
        form=printable_name(claim.name),
        outcome="waiting",
        problems=(problem, *intake.problems),
        awaits_approval=True,
    )
    drafts: dict[str, bytes] = {}
    wanted = [(one, letter_type) for one in planned for letter_type in one.types]
    for place, (one, letter_type) in enumerate(wanted, start=1):
        name = f"konsep {place} {letter_type.key}"
        drafts |= _draft(office, intake, one, letter_type, name)
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.finish(claim, Tray.APPROVAL, note, beside=drafts)
    return outcome


def _draft(
    office: Office, intake: Intake, planned: Planned, letter_type: LetterType, name: str
) -> dict[str, bytes]:
    """The letter as it would be, without a number and marked as a draft: the PDF, and Word to correct."""
    letter = draft_letter(office, letter_type, planned.form)
    filled = office.filler.fill(replace(letter, attachments=planned.attachments))
    folder = office.archive.store.work_folder(intake.digest)
    docx, pdf = folder / "konsep.docx", folder / "konsep.pdf"
    docx.write_bytes(marked_as_draft(filled.docx))
    convert_letter(office.converter, docx, pdf)
    return {f"{name}.pdf": pdf.read_bytes(), f"{name}.docx": docx.read_bytes()}


def approve(office: Office, name: str) -> str:
    """Let a waiting submission go on: it lies in the inbox again, and takes its numbers now.

    Returns the name under which it lies there.

    Raises:
        UsageError: nothing of this name waits, it changed while it was looked at, or whoever acts sent it.
    """
    path = _waiting(office, name)
    must_be_another(office.archive.senders.of(name, before=office.clock.now()), of=name)
    intake = receive(office, Claim(token=path.name, name=path.name, path=path))
    if not isinstance(intake, Intake):
        raise UsageError("B051", found=name)
    office.archive.store.clear_work(intake.digest)
    office.archive.approvals.give(intake.digest)
    return office.inbox.trays.transfer(path).name


def refuse(office: Office, name: str, *, reason: str) -> None:
    """Give a waiting submission back to the clerk; no number was taken.

    Raises:
        UsageError: nothing of this name waits.
    """
    path = _waiting(office, name)
    outcome = Outcome(
        form=printable_name(path.name),
        outcome="rejected",
        problems=(Problem(code="B052", found=reason),),
    )
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.transfer(path, Tray.REJECTED, note)


def _waiting(office: Office, name: str) -> Path:
    for path in office.inbox.trays.of(Tray.APPROVAL):
        if path.name == name:
            return path
    raise UsageError("B051", found=name)
