"""One office: reads pmbs.toml, builds and holds the parts. The only wiring in the program."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.archive import LISTINGS, Archive, CaseAccess, Listing
from generator.inbox.inbox import Inbox
from generator.inbox.tickets import Tickets
from generator.office.listings import list_facts
from generator.office.sop_clock import CaseSteps
from generator.office.status import OfficeStatus, reviewed_templates, status_of
from generator.rules.classification import Classification, load_classification
from generator.rules.config import Config, load_config
from generator.rules.retention import RetentionSchedule, load_retention
from generator.rules.seeds import seed_folder
from generator.rules.sop import Checked, Sop, StepProgress, load_sop
from generator.rules.tables import TableReader
from generator.system import files
from generator.system.clock import Clock, SystemClock
from generator.system.locks import locked
from generator.vocabulary.prints import PrintJob, PrintRule, PrintState, is_late, rule_for
from generator.vocabulary.problems import AlreadyRunningError, ConfigurationError, UsageError

if TYPE_CHECKING:
    from generator.admission import Admission
    from generator.letters import AnswersJobs, Catalogue, Filler
    from generator.office.copies import MarkedCopies
    from generator.pdf import Converter
    from generator.printing import Outbox
    from generator.scans import Recogniser

__all__ = ["Office"]

LOCK_NAME = ".lock"


class Office:
    """The parts of one office folder, built on first use.

    A test passes its own clock, converter, recogniser or engine; everything else comes from pmbs.toml. What a
    room needs is loaded when the room is entered: whoever looks a case up does not wait for LibreOffice's.

    Raises:
        ConfigurationError: no pmbs.toml, or one that cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        converter: "Converter | None" = None,
        recogniser: "Recogniser | None" = None,
        engine: "AnswersJobs | None" = None,
    ) -> None:
        self.folder = folder
        self.config: Config = load_config(folder)
        self.clock: Clock = clock or SystemClock()
        self._given_recogniser = recogniser
        self._given_converter = converter
        self._given_engine = engine
        self._classification = TableReader(load_classification)
        self._retention = TableReader(load_retention)
        self._sop = TableReader(lambda path: load_sop(path.parent))

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @property
    def roots(self) -> Path | None:
        """The folder of certificates that electronic signatures are judged by; None where the office has none."""
        named = self.config.signatures.roots
        return self.folder / named if named else None

    @property
    def printed(self) -> Path:
        """Where the `folder` printer lays the sheets ready to print."""
        return self.folder / "cetak"

    @cached_property
    def archive(self) -> Archive:
        """The archive.

        Raises:
            ArchiveDamagedError: the folder has no marker: perhaps its disk is not mounted.
        """
        return Archive(self.folder / "archive", self.clock)

    @cached_property
    def access(self) -> "Admission":
        """Who may come in."""
        from generator.admission import Admission

        return Admission(self.folder / "access", self.clock, self._tell)

    def _tell(self, what: str, name: str, role: str) -> None:
        """Each change of who may come in is a line of the ledger."""
        self.archive.audit.admission(what, name, role)

    @cached_property
    def tickets(self) -> Tickets:
        """What programs handed in."""
        return Tickets(self.folder / "api", self.clock)

    @cached_property
    def inbox(self) -> Inbox:
        from generator.forms import has_form_name, is_whole

        inbox = Inbox(
            self.folder / "inbox",
            self.config.inbox,
            is_whole=lambda path, name: is_whole(path, name=name),
            stands_alone=has_form_name,
            group=self.config.secret.group,
        )
        inbox.prepare()
        return inbox

    @property
    def catalogue(self) -> "Catalogue":
        """The letter types, read again when letters.toml changed.

        Raises:
            ConfigurationError: letters.toml cannot be used.
        """
        return self._catalogue.read(self.templates / "letters.toml")

    @cached_property
    def _catalogue(self) -> "TableReader[Catalogue]":
        from generator.letters import load_catalogue

        return TableReader(lambda path: load_catalogue(path.parent))

    @cached_property
    def filler(self) -> "Filler":
        from generator.letters import Filler

        return Filler(
            self.templates,
            self.config,
            engine=self._given_engine,
            office_code=lambda: self.archive.office_code,
        )

    @cached_property
    def recogniser(self) -> "Recogniser":
        from generator.scans import Tesseract

        return self._given_recogniser or Tesseract()

    @cached_property
    def converter(self) -> "Converter":
        if self._given_converter is not None:
            return self._given_converter
        from generator.pdf import LibreOfficeConverter

        scratch = self.archive.root / ".work" / "konversi"
        files.make_folder(scratch)
        return LibreOfficeConverter(self.config.converter, scratch=scratch)

    @cached_property
    def outbox(self) -> "Outbox":
        """The outbox with the printer that pmbs.toml names.

        Raises:
            ConfigurationError: an unknown backend.
        """
        from generator.office.recalls import Recalls
        from generator.printing import PRINTERS, Outbox

        settings = self.config.printing
        if settings.backend not in PRINTERS:
            known = ", ".join(sorted(PRINTERS))
            raise ConfigurationError("S001", hint=f"printing.backend: pilih {known}")
        files.make_folder(self.printed)
        printer = PRINTERS[settings.backend](settings, self.printed, self.config.secret.group)
        return Outbox(
            self.archive.prints,
            printer,
            rule=self._print_rule,
            marked=self._copies.of,
            ended=self._copies.forget,
            first=Recalls(self.archive, self.printed, self.clock).attend,
        )

    def _print_rule(self, job: PrintJob) -> PrintRule:
        """How a copy is printed, and why not yet."""
        letter_type = self.catalogue.types.get(job.type)
        if letter_type is None:
            return PrintRule()
        now = self.clock.now()
        return rule_for(job, when=letter_type.print, sheet=letter_type.sheet, now=now)

    def may_print_now(self, job: PrintJob) -> bool:
        """Whether nothing holds a copy back: no person's word, no day to come."""
        return not self._print_rule(job).wait

    @contextmanager
    def marked(self, jobs: Iterable[PrintJob]) -> Iterator[list[PrintJob]]:
        """Copies whose codes tell which each is, while the block runs; those that wait for the printer stay."""
        made = [self._copies.of(job) for job in jobs]
        try:
            yield made
        finally:
            for job in made:
                if job.state is PrintState.DONE:
                    self._copies.forget(job)

    @cached_property
    def _copies(self) -> "MarkedCopies":
        from generator.office.copies import MarkedCopies

        return MarkedCopies(self.archive, unit=self.config.office.unit)

    @property
    def classification(self) -> Classification:
        """Codes and access classes; the shipped table where the office has none of its own.

        Raises:
            ConfigurationError: classification.toml cannot be used.
        """
        return self._classification.read(self.table("classification.toml"))

    @property
    def retention_schedule(self) -> RetentionSchedule:
        """How long which cases are kept; the shipped example where the office has no table.

        Raises:
            ConfigurationError: retention.toml cannot be used.
        """
        return self._retention.read(self.table("retention.toml"))

    def table(self, name: str) -> Path:
        """A table or template of the office; one made by an earlier version has not got every one."""
        own = self.templates / name
        return own if own.exists() else seed_folder() / "templates" / name

    def access_of(self, case: str) -> CaseAccess:
        """The access class of a case, and one that waits for a decision."""
        return self.archive.access.of(case, default=self.classification.access.default)

    def is_secret(self, access: str) -> bool:
        """Whether the letters of a case of this class tell the least."""
        return self.classification.access.is_secret(access)

    @property
    def sop(self) -> Sop:
        """The steps of the SOP as the office has written them.

        Raises:
            ConfigurationError: sop.toml cannot be used.
        """
        return self._sop.read(self.templates / "sop.toml")

    @property
    def case_steps(self) -> CaseSteps:
        """The clock of the SOP, by the letter types and steps as they are now."""
        return CaseSteps(
            self.archive, self.sop, self.catalogue.types, self.config.hours, self.clock
        )

    def steps_of(self, case: str) -> list[StepProgress]:
        """Where a case stands in the SOP."""
        return self.case_steps.of(case)

    def checklist(self, case: str) -> list[Checked]:
        """What the steps of the SOP ask for (kelengkapan), and whether the case has it."""
        return self.case_steps.checklist(case)

    def listing(self, name: str, *, year: int | None = None, month: int | None = None) -> Listing:
        """A register or list, with what it needs from outside of the archive; by default of this year.

        Raises:
            UsageError: there is no list of this name, or it is not made for a month.
        """
        if name not in LISTINGS:
            raise UsageError("S005", found=name, hint=", ".join(sorted(LISTINGS)))
        today = self.clock.today()
        year = year or today.year
        facts = list_facts(
            LISTINGS[name].facts,
            steps=self.case_steps,
            classification=lambda: self.classification,
            retention=lambda: self.retention_schedule,
            shelter=self.config.shelter,
            month=(year, month or today.month),
        )
        filled = self.archive.lists.fill(name, year=year, month=month, facts=facts)
        strictest = self.classification.access.strictest(self.archive.access.of_many(filled.cases))
        return replace(filled, access=strictest)

    @property
    def logo(self) -> bytes | None:
        """The office's emblem, for the head of what the program writes itself; None if it has none."""
        path = self.folder / self.config.office.logo
        return path.read_bytes() if self.config.office.logo and path.is_file() else None

    def as_pdf(self, docx: bytes) -> bytes:
        """What the program wrote itself, as PDF."""
        scratch = self.archive.root / ".work"
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            source, pdf = Path(folder) / "lembar.docx", Path(folder) / "lembar.pdf"
            source.write_bytes(docx)
            self.converter.convert(source, pdf)
            return pdf.read_bytes()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Be the only one that handles forms in this office.

        Raises:
            AlreadyRunningError: another process is.
        """
        with locked(self.archive.root / LOCK_NAME, busy=AlreadyRunningError("S003")):
            yield

    def status(self) -> OfficeStatus:
        """How the office stands now."""
        now = self.clock.now()
        late = (
            job
            for job in self.archive.prints.open_prints()
            if is_late(job, self._print_rule(job), now=now)
        )
        return status_of(
            self.inbox,
            self.archive,
            office_name=self.config.office.name,
            now=now,
            late_prints=tuple(late),
            faulty_templates=self.reviewed_templates(),
            unfilled=self.config.unfilled,
        )

    def reviewed_templates(self) -> tuple[str, ...]:
        """The templates of which a copy with comments, or a note, lies in `templates/periksa/`."""
        return reviewed_templates(self.templates)

    def refresh_pages(self) -> None:
        """Bring the archive's plain pages up to date, if it was opened."""
        if "archive" in self.__dict__:
            self.archive.pages.refresh_or_warn()

    def close(self) -> None:
        """End LibreOffice and let go of the archive."""
        if self._given_converter is None and "converter" in self.__dict__:
            self.converter.close()
        if "archive" in self.__dict__:
            self.archive.close()
