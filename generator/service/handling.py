"""One submission taken to its end, whatever happens on the way; and all that lie there, once.

Here is where nothing may escape: whatever a form brings about, the next one is handled.
"""

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.inbox.claims import MOST_TRIES, Claim
from generator.inbox.file_names import printable_name
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.service import attachment_texts
from generator.service.template_care import review_templates
from generator.submission import endings
from generator.submission.drafts import DraftDesk
from generator.submission.intake import claim_settled
from generator.submission.reclassed import follow_classes
from generator.system.reserve import why_unwritable
from generator.system.sandbox import cage_here
from generator.vocabulary.problems import (
    ArchiveDamagedError,
    ConfigurationError,
    MissingProgramError,
    NotReadyError,
    Problem,
)

__all__ = ["draft", "handle", "handle_once", "require_cage", "review"]

log = logging.getLogger(__name__)

PRINT_PATIENCE_SECONDS = 15.0


def require_cage(office: Office) -> None:
    """Refuse to begin where the office demands that strangers' files are opened cut off, and they are not.

    Where it does not demand it, the log says that they are not.

    Raises:
        MissingProgramError: this machine permits no such sandbox.
    """
    if cage_here().hides_files:
        return
    if office.config.converter.sandbox == "required":
        raise MissingProgramError("D006", found=cage_here().described)
    log.warning("%s", Problem(code="D006", found=cage_here().described))


def handle(office: Office, claim: Claim) -> Outcome:
    """Take a claim to its end, whatever happens on the way; a program that handed it in can ask.

    Raises:
        ArchiveDamagedError: nothing may be filed; the submission lies in the inbox again.
    """
    outcome = _to_its_end(
        claim,
        partial(_process, office),
        wait=partial(endings.wait, office),
        hold=partial(endings.hold, office),
    )
    office.tickets.tell(claim.name, outcome)
    return outcome


def _process(office: Office, claim: Claim) -> Outcome:
    """The way of a form, unless it has ended the service three times at the same step.

    Raises:
        OSError: the archive's disk is full; what is left of it is for looking.
    """
    office.archive.store.reserve.keep()
    if claim.begin_try(_durable(office, claim)) > MOST_TRIES:
        return endings.hold(office, claim, Problem(code="B029", found=str(MOST_TRIES)))
    return pipeline.process(office, claim)


def _durable(office: Office, claim: Claim) -> int:
    """How much of a submission stands already: a step that was finished starts the count of tries anew."""
    places = office.archive.numbers.places_of_claim(claim.token)
    published = [office.archive.store.published(case, item) for case, item in places]
    return len(places) + sum(one is not None for one in published)


def draft(desk: DraftDesk, claim: Claim) -> Outcome:
    """Make the drafts of a form, whatever happens on the way."""
    outcome = _to_its_end(claim, desk.process, wait=desk.wait, hold=desk.hold)
    log.info("draft %s: %s", claim.token, outcome.outcome)
    return outcome


def _to_its_end(
    claim: Claim,
    process: Callable[[Claim], Outcome],
    *,
    wait: Callable[[Claim, Problem], Outcome],
    hold: Callable[[Claim, Problem], Outcome],
) -> Outcome:
    try:
        return process(claim)
    except ArchiveDamagedError as error:
        wait(claim, error.problem)
        raise
    except OSError as error:
        # A full disk, a share that went away: not the form's fault, and it passes.
        log.exception("claim %s: storage failed", claim.token)
        found = why_unwritable(error) or error.strerror or type(error).__name__
        problem = Problem(code="B018", found=found)
        return wait(claim, problem)
    except Exception as error:
        log.exception("claim %s: unexpected failure, held", claim.token)
        return hold(claim, Problem(code="A999", found=type(error).__name__))


def handle_once(
    office: Office,
    paths: Iterable[Path] = (),
    *,
    expect: Callable[[int], None] = lambda _count: None,
    report: Callable[[Outcome], None] = lambda _outcome: None,
) -> list[Outcome]:
    """Handle copies of `paths`, or without any what lies in the inbox, and print; then return.

    `expect` is told how many submissions there are, `report` what became of each.
    """
    office.archive.recover()
    office.inbox.clear_originals()
    given = [office.inbox.take_copy(path) for path in paths]
    leftovers = [claim for claim in office.inbox.claims.leftovers() if claim not in given]
    claims = leftovers + given
    if not given:
        claims += office.inbox.retake_held()
        claims += claim_settled(office.inbox, seconds=office.config.inbox.settle_seconds)
    desk = DraftDesk(office)
    forms = [] if given else desk.claims(hurried=True, retake=True)
    expect(len(claims) + len(forms))
    outcomes = []
    for claim in claims:
        outcomes.append(handle(office, claim))
        report(outcomes[-1])
    for form in forms:
        outcomes.append(draft(desk, form))
        report(outcomes[-1])
    if not given:
        for outcome in _still_waiting(office, outcomes):
            outcomes.append(outcome)
            report(outcome)
    if any(one.outcome == "held" for one in outcomes) or office.reviewed_templates():
        review(office)
    follow_classes(office)
    _print_for_a_while(office)
    _read_attachments(office)
    return outcomes


def review(office: Office) -> None:
    """Lay out copies of faulty templates; that this cannot be done holds nothing up."""
    try:
        for problem in review_templates(office):
            log.warning("template: %s", problem.code)
    except (OSError, ConfigurationError, NotReadyError) as error:
        log.error("templates not reviewed: %s", error)  # noqa: TRY400 - said, not traced


def _still_waiting(office: Office, told: list[Outcome]) -> list[Outcome]:
    """What could not be taken: somebody still writes to it or has it open in Word."""
    names = {outcome.form for outcome in told if outcome.outcome == "waiting"}
    left = [printable_name(path.name) for path in office.inbox.waiting()]
    problem = Problem(code="B017")
    return [
        Outcome(form=name, outcome="waiting", problems=(problem,))
        for name in left
        if name not in names
    ]


def _print_for_a_while(office: Office) -> None:
    deadline = time.monotonic() + PRINT_PATIENCE_SECONDS
    office.outbox.pump()
    while (
        office.outbox.is_busy
        and time.monotonic() < deadline
        and office.archive.prints.open_prints()
    ):
        time.sleep(0.5)
        office.outbox.pump()


def _read_attachments(office: Office) -> None:
    """Last of all: reading takes seconds a page, and everything is filed already."""
    after: int | None = 0
    while after is not None:
        after = attachment_texts.read_next(office, after=after)
