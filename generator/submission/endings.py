"""How a submission ends: filed, rejected, duplicate, held, or back to waiting; and what is told of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.archive import ArchivedItem, FiledItem, Reservation, Submission
from generator.desks.follow_up import attend
from generator.forms import with_comments, with_sheet_comments
from generator.inbox.claims import Claim
from generator.inbox.file_names import printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.outcome import Document, Outcome, OutcomeName
from generator.inbox.trays import Tray
from generator.letters import SlipIdentity
from generator.office.office import Office
from generator.rules.sop import StepProgress
from generator.submission import receipts
from generator.submission.intake import FormFile, Intake, identity
from generator.submission.reading import digest_of_part
from generator.vocabulary.indonesian import long_date
from generator.vocabulary.problems import Problem

__all__ = [
    "clear_away",
    "delivered",
    "filed",
    "filed_before",
    "hold",
    "known_already",
    "leave_refused",
    "leave_to_match",
    "next_step",
    "reject",
    "returned",
    "same_content",
    "to_match",
    "tray_of",
    "wait",
]


# -- filed ---------------------------------------------------------------------------------------


def filed(
    office: Office,
    claim: Claim,
    reservation: Reservation,
    problems: Sequence[Problem],
    *,
    unchanged: Sequence[ArchivedItem] = (),
) -> Outcome:
    """What a filed form gave; its submission stays in the inbox until `clear_away`."""
    outcome = _as_filed(office, claim, reservation.digest, reservation.case)
    stood = tuple(_document(office, item) for item in unchanged)
    return replace(outcome, problems=tuple(problems), unchanged=stood)


def _as_filed(office: Office, claim: Claim, digest: str, case: str) -> Outcome:
    items = office.archive.items.of_submission(digest)
    return Outcome(
        form=printable_name(claim.name),
        outcome="filed",
        case=case,
        agenda=next((item.sequence for item in items if item.direction == "masuk"), None),
        documents=tuple(_document(office, item) for item in items if item.kind == "surat"),
        attachments=tuple(item.title for item in items if item.kind == "lampiran"),
    )


def _document(office: Office, item: ArchivedItem) -> Document:
    return Document(
        coming=item.date if item.date > office.clock.today() else None,
        type=item.type,
        number=item.number,
        title=item.title,
        copies=item.copies,
        folder=office.archive.items.folder_of(item),
        revision=item.revision,
        for_srikandi=item.series == "srikandi",
    )


def filed_before(office: Office, claim: Claim, earlier: Submission) -> Outcome:
    """The same bytes again; or our own claim, if we died between the record and the last move."""
    if earlier.claim == claim.token:
        return _as_filed(office, claim, earlier.digest, earlier.case)
    return same_content(claim, earlier.case)


def same_content(claim: Claim, case: str) -> Outcome:
    """What the submission says is filed already, whatever bytes say it."""
    return Outcome(
        form=printable_name(claim.name),
        outcome="duplicate",
        case=case,
        problems=(Problem(code="B016", found=case),),
    )


def known_already(
    office: Office, claim: Claim, earlier: Submission, problems: Sequence[Problem]
) -> Outcome:
    """The whole submission was filed under this digest."""
    outcome = filed_before(office, claim, earlier)
    outcome = replace(outcome, problems=(*problems, *outcome.problems))
    _take_leave(office, claim, outcome)
    return outcome


def clear_away(
    office: Office, claim: Claim, intake: Intake, outcomes: Sequence[Outcome]
) -> Outcome:
    """Everything is durable: the original leaves the inbox, with its receipt."""
    outcome = _together(claim, outcomes)
    outcome = replace(outcome, problems=(*intake.problems, *outcome.problems))
    if identity(claim.path) != intake.identity:
        # Somebody went on writing after we had read it: that is another version, a new submission.
        office.inbox.release(claim)
    else:
        _take_leave(office, claim, outcome)
    return outcome


def _together(claim: Claim, outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome for a submission of several forms: filed if any of them was."""
    if len(outcomes) == 1:
        return outcomes[0]
    is_filed = any(one.outcome == "filed" for one in outcomes)
    name: OutcomeName = "filed" if is_filed else "duplicate"
    form = printable_name(claim.name)
    return Outcome(form=form, outcome=name, parts=tuple(outcomes))


def _take_leave(office: Office, claim: Claim, outcome: Outcome) -> None:
    now = office.clock.now()
    cases = [one.case for one in outcome.each if one.case and office.archive.cases.has(one.case)]
    attend(office, *cases)
    if outcome.outcome == "filed":
        steps = {case: next_step(office, case) for case in cases}
        # The office's first papers: whatever they go out without is said once beside them.
        is_first = office.archive.browsing.count() <= len(set(cases))
        unfilled = office.config.unfilled if is_first else ()
        tray, note = (
            Tray.DONE,
            receipts.receipt(outcome, now=now, next_steps=steps, unfilled=unfilled),
        )
    else:
        tray, note = Tray.DUPLICATE, receipts.explain(outcome, now=now)
    tray = tray_of(office, outcome, tray)
    office.inbox.trays.finish(claim, tray, note)


def tray_of(office: Office, outcome: Outcome, tray: Tray) -> Tray:
    """The tray for what was filed: that of the secret cases where one is among its own.

    Whoever looks into the open tray finds word of it there, with the numbers and nothing else.
    """
    secret = sorted(
        {
            one.case
            for one in outcome.each
            if one.case and office.archive.secrecy.is_secret(one.case)
        }
    )
    if not secret:
        return tray
    note = receipts.closed_off(secret, now=office.clock.now())
    office.inbox.trays.leave_word(tray, secret[0], note)
    return Tray.CLOSED


def next_step(office: Office, case: str) -> StepProgress | None:
    """The step of the SOP at which a case is; None after the last."""
    return next((step for step in office.steps_of(case) if step.done_at is None), None)


# -- scans ---------------------------------------------------------------------------------------


def returned(
    name: str,
    letter: ArchivedItem,
    problems: Sequence[Problem],
    item: FiledItem | None,
    *,
    closed: date | None = None,
) -> Outcome:
    """What became of one letter on the scan `name`; no item if the same scan was filed before.

    `letter` is told as it stands with the scan; `closed` is the day on which its case was closed.
    """
    form = printable_name(name)
    if item is None:
        known = Problem(code="A008", found=letter.number)
        return Outcome(form=form, outcome="duplicate", case=letter.case, problems=(known,))
    late = () if closed is None else (_after_closing(letter.case, closed),)
    told = f"{letter.title}, nomor {letter.number}"
    return Outcome(
        form=form,
        outcome="filed",
        case=letter.case,
        signed=() if letter.lacking else (told,),
        incomplete=(f"{told}: {letter.lacking}",) if letter.lacking else (),
        problems=(*problems, *late),
    )


def _after_closing(case: str, closed: date) -> Problem:
    return Problem(code="W086", found=case, hint=long_date(closed))


def delivered(claim: Claim, slip: SlipIdentity, filed: FiledItem | Problem) -> Outcome:
    """What became of a slip that came back; a problem is that it did so before."""
    form = printable_name(claim.name)
    if isinstance(filed, Problem):
        return Outcome(form=form, outcome="duplicate", problems=(filed,))
    record = filed.record
    told = f"{record.number} (tanda terima ke-{slip.slip})"
    return Outcome(form=form, outcome="filed", case=record.case, delivered=(told,))


def to_match(
    office: Office,
    claim: Claim,
    likely: Sequence[ArchivedItem],
    crowded: Sequence[Problem] = (),
    *,
    told: Sequence[Problem] = (),
) -> Outcome:
    """A scan that nobody could match waits for a person, with the likeliest letters named.

    Where several letters lie on its pages (`crowded`) that is the reason; `told` is what else was odd.
    """
    outcome = Outcome(
        form=printable_name(claim.name),
        outcome="unmatched",
        problems=(*(tuple(crowded) or (_unknown(likely),)), *told),
    )
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.finish(claim, Tray.MATCH, note)
    return outcome


def leave_to_match(
    office: Office,
    claim: Claim,
    rest: Path,
    likely: Sequence[ArchivedItem],
    crowded: Sequence[Problem] = (),
    *,
    name: str = "",
) -> None:
    """The pages of a stack that nobody could match, as a file of their own; or a file of it by its `name`."""
    name = printable_name(name) or _rest_of(claim, "belum dikenali")
    problems = tuple(crowded) or (_unknown(likely),)
    outcome = Outcome(form=name, outcome="unmatched", problems=problems)
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.lay(Tray.MATCH, name, rest.read_bytes(), note)


def leave_refused(
    office: Office, claim: Claim, rest: Path, problems: Sequence[Problem], name: str = ""
) -> None:
    """The pages of a stack that are not taken, or a file of it by its `name`, with the reasons."""
    name = printable_name(name) or _rest_of(claim, "bukan surat di sini")
    outcome = Outcome(form=name, outcome="rejected", problems=tuple(problems))
    note = receipts.explain(outcome, now=office.clock.now())
    office.inbox.trays.lay(Tray.REJECTED, name, rest.read_bytes(), note)


def _rest_of(claim: Claim, what: str) -> str:
    return f"{Path(printable_name(claim.name)).stem[:100]} - {what}.pdf"


def _unknown(likely: Sequence[ArchivedItem]) -> Problem:
    named = "; ".join(f"{one.number} ({one.title}, {one.case})" for one in likely)
    return Problem(code="R005", hint=f"Mungkin: {named}." if named else "")


# -- not filed -----------------------------------------------------------------------------------


def reject(
    office: Office,
    claim: Claim,
    problems: Sequence[Problem],
    *,
    form: FormFile | None = None,
    box: Inbox | None = None,
) -> Outcome:
    """Give a submission back to the clerk, with a note, and comments where a form or a list is at fault."""
    original = _comment(box or office.inbox, claim, form, problems) if form is not None else ""
    return _explain(office, claim, "rejected", Tray.REJECTED, problems, box=box, original=original)


NOT_OURS = "B014"
COMMENTING = {".docx": with_comments, ".xlsx": with_sheet_comments}


def _comment(box: Inbox, claim: Claim, form: FormFile, problems: Sequence[Problem]) -> str:
    """Put comments into the refused form or list itself; returns where its own bytes are kept, if it was.

    A zip is left as it is.
    """
    if any(problem.code == NOT_OURS for problem in problems):
        # A paper of somebody else goes back as it came.
        return ""
    path = claim.path / form.name if claim.path.is_dir() else claim.path
    commenting = COMMENTING.get(Path(form.name).suffix.lower())
    if commenting is None or path.suffix.lower() == ".zip":
        return ""
    commented = commenting(form.path.read_bytes(), problems)
    if commented is not None and path.is_file() and not path.is_symlink():
        return box.trays.keep_original(claim, path, commented)
    return ""


def hold(
    office: Office,
    claim: Claim,
    *problems: Problem,
    box: Inbox | None = None,
    digest: str = "",
) -> Outcome:
    """Set a submission aside: its cause lies with us or with a template, and it goes on when mended.

    `digest` is that of the submission, where it is known: by it numbers of an earlier try are found.
    """
    has_numbers = box is None and (
        bool(office.archive.numbers.places_of_claim(claim.token)) or _has_begun(office, digest)
    )
    return _explain(office, claim, "held", Tray.HELD, problems, box=box, has_numbers=has_numbers)


def _has_begun(office: Office, digest: str) -> bool:
    """Whether an earlier try gave numbers to this submission, or to the first form of its list."""
    found = (digest, digest_of_part(digest, 1)) if digest else ()
    return any(office.archive.numbers.find_submission(one) is not None for one in found)


def _explain(
    office: Office,
    claim: Claim,
    outcome_name: OutcomeName,
    tray: Tray,
    problems: Sequence[Problem],
    *,
    box: Inbox | None = None,
    original: str = "",
    has_numbers: bool = False,
) -> Outcome:
    outcome = Outcome(
        form=printable_name(claim.name), outcome=outcome_name, problems=tuple(problems)
    )
    note = receipts.explain(
        outcome,
        now=office.clock.now(),
        is_draft=box is not None,
        original=original,
        has_numbers=has_numbers,
    )
    (box or office.inbox).trays.finish(claim, tray, note)
    return outcome


def wait(office: Office, claim: Claim, problem: Problem, *, box: Inbox | None = None) -> Outcome:
    """Put a submission back: something outside is down, and it is tried again."""
    (box or office.inbox).release(claim, problem.message)
    return Outcome(form=printable_name(claim.name), outcome="waiting", problems=(problem,))
