"""`konsep/`: a form dropped there becomes unnumbered drafts, for a head who corrects before signing.

Nothing is filed, no number is spent, no line written in the ledger. The form is read as in the inbox and
refused with the same notes; what comes of it lies in `konsep/hasil/`, the form beside its drafts.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.forms import FormReading, has_form_name, is_whole, read_forms
from generator.inbox.claims import MOST_TRIES, Claim
from generator.inbox.file_names import printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.notes import free_name, notepad_bytes
from generator.inbox.outcome import Document, Outcome
from generator.inbox.trays import Tray
from generator.letters import Letter, marked_as_draft
from generator.office.office import Office
from generator.office.page_economy import convert_letter
from generator.submission import endings, receipts
from generator.submission.doubts import letter_days
from generator.submission.intake import Intake, claim_settled, receive
from generator.submission.planning import draft_letter
from generator.submission.reading import continuing, drawable, taking
from generator.system import files
from generator.system.anchored import opened_folder
from generator.vocabulary.problems import ConfigurationError, FormHeldError, NotReadyError, Problem

__all__ = ["FOLDER", "DraftDesk", "open_desk_folder"]

FOLDER = "konsep"
TRAYS = (Tray.REJECTED, Tray.HELD, Tray.DRAFTS)
NOTE_NAME = "_Catatan konsep.txt"
DRAFT_MARK = "KONSEP "
STAGING = "hasil konsep"
RETRY_SECONDS = 30.0


def open_desk_folder(office: Office) -> Inbox:
    """The folder for drafts, made with its trays if need be."""
    box = Inbox(
        office.folder / FOLDER,
        office.config.inbox,
        is_whole=lambda path, name: is_whole(path, name=name),
        stands_alone=has_form_name,
        trays=TRAYS,
    )
    box.prepare()
    return box


@dataclass(frozen=True, kw_only=True)
class _Made:
    """The drafts of one form: each letter's type with the name of its files."""

    reading: FormReading
    drafts: tuple[tuple[Letter, str], ...]


class DraftDesk:
    """What lies in `konsep/`, taken form by form."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._not_before: dict[str, float] = {}

    @cached_property
    def box(self) -> Inbox:
        return open_desk_folder(self._office)

    # -- taking --------------------------------------------------------------------------------

    def claims(self, *, hurried: bool = False, retake: bool = False) -> list[Claim]:
        """What can be taken now; with `retake` also what was held.

        `hurried` is a person's own request: what was dropped this moment gets the time to settle.
        """
        # Whoever tidies up may take the folder itself away.
        self.box.prepare()
        self._recover()
        taken = [one for one in self.box.claims.leftovers() if self._may_try(one.name)]
        taken += self.box.retake_held() if retake else []
        if hurried:
            seconds = self._office.config.inbox.settle_seconds
            return taken + claim_settled(self.box, seconds=seconds)
        for path in self.box.settled():
            if self._may_try(path.name) and (claim := self.box.claim(path)) is not None:
                taken.append(claim)
        return taken

    def _may_try(self, name: str) -> bool:
        return time.monotonic() >= self._not_before.get(name, 0)

    def _recover(self) -> None:
        """Finish what a crash left half done: a form that had joined its drafts is published with them."""
        for staged in sorted(self._staging.glob("*")):
            forms = [one for one in staged.iterdir() if not _is_ours(one.name)]
            if forms:
                self._publish(staged, forms[0].name)
            else:
                files.remove(staged)

    # -- one form ------------------------------------------------------------------------------

    def process(self, claim: Claim) -> Outcome:
        """Make the drafts of one form, or tell why there are none.

        Raises:
            OSError: the disk or a folder failed; the claim stays and is found again.
        """
        if claim.begin_try(0) > MOST_TRIES:
            return self.hold(claim, Problem(code="B029", found=str(MOST_TRIES)))
        intake = receive(self._office, claim)
        if intake is None:
            return self.wait(claim, Problem(code="B017"))
        if isinstance(intake, Problem):
            return self._refuse(claim, (intake,))
        try:
            outcome = self._make(claim, intake)
        except NotReadyError as error:
            outcome = self.wait(claim, error.problem)
        except (FormHeldError, ConfigurationError) as error:
            outcome = self.hold(claim, *error.problems)
        self._office.archive.store.clear_work(intake.digest)
        return outcome

    def wait(self, claim: Claim, problem: Problem) -> Outcome:
        """Put the form back; it is tried again after a while."""
        self._not_before[claim.name] = time.monotonic() + RETRY_SECONDS
        return endings.wait(self._office, claim, problem, box=self.box)

    def hold(self, claim: Claim, *problems: Problem) -> Outcome:
        return endings.hold(self._office, claim, *problems, box=self.box)

    def _refuse(
        self, claim: Claim, problems: Sequence[Problem], intake: Intake | None = None
    ) -> Outcome:
        form = intake.form if intake else None
        return endings.reject(self._office, claim, problems, form=form, box=self.box)

    def _make(self, claim: Claim, intake: Intake) -> Outcome:
        office = self._office
        if intake.form is None:
            return self._refuse(claim, (Problem(code="B060"),))
        read = read_forms(
            intake.form.path, name=intake.form.name, today=office.clock.today(), case=intake.case
        )
        readings = [drawable(taking(office, continuing(office, one))) for one in read]
        if any(one.form is None for one in readings):
            told = [problem for one in readings for problem in one.problems]
            return self._refuse(claim, (*intake.problems, *told), intake)
        office.converter.start()
        staged = self._staging / claim.token
        files.remove(staged)
        files.make_folder(staged)
        is_one = len(readings) == 1
        made = [
            self._draft(one, intake, staged, "" if is_one else f"{number} ")
            for number, one in enumerate(readings, start=1)
        ]
        return self._finish(claim, intake, staged, made)

    def _draft(self, reading: FormReading, intake: Intake, staged: Path, mark: str) -> _Made:
        """Fill and convert every letter that a form allows, into the staged folder."""
        office, form = self._office, reading.form
        assert form is not None  # noqa: S101 - forms with errors were refused
        earlier = office.archive.cases.form(form.nomor_kasus) if form.nomor_kasus else None
        whole = earlier.continued_by(form) if earlier else form
        items = office.archive.cases.show(form.nomor_kasus).items if form.nomor_kasus else ()
        titles = tuple(one.title for one in items if one.kind == "lampiran")
        titles += tuple(one.title for one in intake.attachments)
        drafts = []
        told = tuple(letter_days(office, form))
        for letter_type in office.catalogue.made_of(form, office.clock.today()):
            letter = draft_letter(office, letter_type, whole)
            filled = office.filler.fill(replace(letter, attachments=titles))
            name = f"{DRAFT_MARK}{mark}{letter_type.key}"
            docx = staged / f"{name}.docx"
            docx.write_bytes(marked_as_draft(filled.docx))
            convert_letter(office.converter, docx, staged / f"{name}.pdf")
            drafts.append((letter, name))
        reading = replace(reading, problems=(*reading.problems, *told))
        return _Made(reading=reading, drafts=tuple(drafts))

    # -- leaving -------------------------------------------------------------------------------

    def _finish(self, claim: Claim, intake: Intake, staged: Path, made: Sequence[_Made]) -> Outcome:
        """The form joins its drafts, and all of it is published by one rename."""
        problems = [*intake.problems, *(p for one in made for p in one.reading.problems)]
        outcome = Outcome(
            form=printable_name(claim.name),
            outcome="drafted",
            documents=_documents(made, staged),
            problems=tuple(dict.fromkeys(problems)),
        )
        text = receipts.drafted(outcome, now=self._office.clock.now())
        files.replace_file(staged / NOTE_NAME, notepad_bytes(text))
        files.move(claim.path, free_name(staged, claim.name))
        final = self._publish(staged, claim.name)
        self._not_before.pop(claim.name, None)
        return replace(outcome, documents=_documents(made, final))

    def _publish(self, staged: Path, name: str) -> Path:
        with opened_folder(self.box.folder, Tray.DRAFTS) as place:
            final = free_name(place, Path(name).stem)
            files.move(staged, final)
        return self.box.folder / Tray.DRAFTS / final.name

    @property
    def _staging(self) -> Path:
        """Where drafts are made: nobody who shares the folder of drafts reaches them before they are whole."""
        return self.box.claims.folder.with_name(STAGING)


def _is_ours(name: str) -> bool:
    return name == NOTE_NAME or name.startswith((DRAFT_MARK, "."))


def _documents(made: Sequence[_Made], folder: Path) -> tuple[Document, ...]:
    return tuple(
        Document(
            type=letter.letter_type.key,
            number="",
            title=letter.letter_type.title_for(letter.form),
            copies=0,
            folder=folder,
            name=name,
        )
        for one in made
        for letter, name in one.drafts
    )
