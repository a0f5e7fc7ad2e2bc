"""One office: reads pmbs.toml, builds and holds the parts. The only wiring in the program."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from generator.admission import Access
from generator.archive import LISTINGS, Archive, CaseAccess, Listing, create_archive
from generator.forms import is_whole
from generator.inbox.file_names import printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.notes import NOTE_SUFFIX, is_note, read_note
from generator.inbox.tickets import Tickets
from generator.inbox.trays import Tray
from generator.letters import Catalogue, Filler, LetterIdentity, load_catalogue, plain_unit
from generator.office.copies import copy_codes
from generator.office.listings import list_facts
from generator.office.sop_clock import CaseSteps
from generator.office.status import OfficeStatus, TrayEntry, WaitingEntry
from generator.pdf import Converter, LibreOfficeConverter, marked_pdf
from generator.printing import PRINTERS, Outbox
from generator.rules.classification import Classification, load_classification
from generator.rules.config import CONFIG_NAME, Config, load_config
from generator.rules.retention import RetentionSchedule, load_retention
from generator.rules.sop import Checked, Sop, StepProgress, load_sop
from generator.scans import Recogniser, Tesseract
from generator.system import files
from generator.system.clock import Clock, SystemClock
from generator.system.locks import locked
from generator.vocabulary.prints import PrintJob, PrintRule, is_late, rule_for
from generator.vocabulary.problems import AlreadyRunningError, ConfigurationError, UsageError

__all__ = ["REVIEWED", "Office", "OfficeStatus", "TrayEntry", "WaitingEntry", "init_office"]

SEEDS = ("templates",)
LOCK_NAME = ".lock"
REVIEWED = "periksa"
MARKED = Path(".work") / "cetak"


class Office:
    """The parts of one office folder, built on first use.

    A test passes its own clock, converter or recogniser; everything else comes from pmbs.toml.

    Raises:
        ConfigurationError: no pmbs.toml, or one that cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        converter: Converter | None = None,
        recogniser: Recogniser | None = None,
    ) -> None:
        self.folder = folder
        self.config: Config = load_config(folder)
        self.clock: Clock = clock or SystemClock()
        self.recogniser: Recogniser = recogniser or Tesseract()
        self._given_converter = converter
        self._catalogue: tuple[tuple[int, int], Catalogue] | None = None

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

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
    def access(self) -> Access:
        """Who may come in."""
        return Access(self.folder / "access", self.clock, self._tell)

    def _tell(self, what: str, name: str, role: str) -> None:
        """Each change of who may come in is a line of the ledger."""
        self.archive.audit.admission(what, name, role)

    @cached_property
    def tickets(self) -> Tickets:
        """What programs handed in."""
        return Tickets(self.folder / "api", self.clock)

    @cached_property
    def inbox(self) -> Inbox:
        inbox = Inbox(
            self.folder / "inbox",
            self.config.inbox,
            is_whole=lambda path, name: is_whole(path, name=name),
        )
        inbox.prepare()
        return inbox

    @property
    def catalogue(self) -> Catalogue:
        """The letter types, read again when letters.toml changed.

        Raises:
            ConfigurationError: letters.toml cannot be used.
        """
        path = self.templates / "letters.toml"
        try:
            status = path.stat()
        except OSError as error:
            raise ConfigurationError("T007", hint=error.strerror or "tidak terbaca") from error
        version = (status.st_mtime_ns, status.st_size)
        if self._catalogue is None or self._catalogue[0] != version:
            self._catalogue = (version, load_catalogue(self.templates))
        return self._catalogue[1]

    @cached_property
    def filler(self) -> Filler:
        return Filler(self.templates, self.config)

    @cached_property
    def converter(self) -> Converter:
        if self._given_converter is not None:
            return self._given_converter
        scratch = self.archive.root / ".work" / "konversi"
        files.make_folder(scratch)
        return LibreOfficeConverter(self.config.converter, scratch=scratch)

    @cached_property
    def outbox(self) -> Outbox:
        """The outbox with the printer that pmbs.toml names.

        Raises:
            ConfigurationError: an unknown backend.
        """
        settings = self.config.printing
        if settings.backend not in PRINTERS:
            known = ", ".join(sorted(PRINTERS))
            raise ConfigurationError("S001", hint=f"printing.backend: pilih {known}")
        files.make_folder(self.printed)
        printer = PRINTERS[settings.backend](settings, self.printed)
        return Outbox(
            self.archive,
            printer,
            rule=self._print_rule,
            marked=self._marked_copy,
            ended=self._forget_marked,
        )

    def _print_rule(self, job: PrintJob) -> PrintRule:
        """How a copy is printed, and why not yet."""
        letter_type = self.catalogue.types.get(job.type)
        if letter_type is None:
            return PrintRule()
        now = self.clock.now()
        return rule_for(job, when=letter_type.print, sheet=letter_type.sheet, now=now)

    def _marked_copy(self, job: PrintJob) -> PrintJob:
        """A copy's PDF, whose codes tell which copy it is; made once, and again if it went away."""
        path = self._marked_path(job)
        if not path.exists():
            item = self.archive.item(f"{job.case}/{job.item}")
            identity = LetterIdentity(
                unit=plain_unit(self.config.office.unit),
                year=item.year,
                sequence=item.sequence,
                revision=item.revision,
                series=item.series,
            )
            codes = copy_codes(identity, copy=job.copy, reprint=job.reprint)
            try:
                data = marked_pdf(job.pdf, codes)
            except OSError:
                data = None
            if data is None:
                # The printer looks at the archived PDF itself, and says what is the matter with it.
                return job
            files.make_folder(path.parent)
            files.replace_file(path, data)
        return replace(job, pdf=path)

    def _forget_marked(self, job: PrintJob) -> None:
        self._marked_path(job).unlink(missing_ok=True)

    def _marked_path(self, job: PrintJob) -> Path:
        return self.archive.root / MARKED / f"{job.key}.pdf"

    @property
    def classification(self) -> Classification:
        """Codes and access classes; the shipped table where the office has none of its own.

        Raises:
            ConfigurationError: classification.toml cannot be used.
        """
        return load_classification(self.table("classification.toml"))

    @property
    def retention_schedule(self) -> RetentionSchedule:
        """How long which cases are kept; the shipped example where the office has no table.

        Raises:
            ConfigurationError: retention.toml cannot be used.
        """
        return load_retention(self.table("retention.toml"))

    def table(self, name: str) -> Path:
        """A table or template of the office; one made by an earlier version has not got every one."""
        own = self.templates / name
        return own if own.exists() else _seed_folder() / "templates" / name

    def access_of(self, case: str) -> CaseAccess:
        """The access class of a case, and one that waits for a decision."""
        return self.archive.access.of(case, default=self.classification.access.default)

    @property
    def sop(self) -> Sop:
        return load_sop(self.templates)

    @property
    def case_steps(self) -> CaseSteps:
        """The clock of the SOP, by the letter types and steps as they are now."""
        return CaseSteps(self.archive, self.sop, self.catalogue.types, self.config.hours)

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
        filled = self.archive.listing(name, year=year, month=month, facts=facts)
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
        return OfficeStatus(
            at=self.clock.now(),
            office_name=self.config.office.name,
            waiting=tuple(
                WaitingEntry(name=printable_name(name), why=why)
                for name, why in self.inbox.why_waiting()
            ),
            rejected=self._tray(Tray.REJECTED),
            held=self._tray(Tray.HELD),
            to_match=self._tray(Tray.MATCH),
            to_approve=self._tray(Tray.APPROVAL),
            prints=tuple(self.archive.prints(limit=50)),
            late_prints=self._late_prints(),
            letters=tuple(self.archive.latest(20)),
            faulty_templates=self.reviewed_templates(),
            findings=tuple(self.archive.care.daily_findings()),
        )

    def reviewed_templates(self) -> tuple[str, ...]:
        """The templates of which a copy with comments, or a note, lies in `templates/periksa/`."""
        notes = [one.name for one in (self.templates / REVIEWED).glob("*") if is_note(one.name)]
        return tuple(sorted(name.removesuffix(NOTE_SUFFIX) for name in notes))

    def _late_prints(self) -> tuple[PrintJob, ...]:
        now, jobs = self.clock.now(), self.archive.open_prints()
        return tuple(job for job in jobs if is_late(job, self._print_rule(job), now=now))

    def _tray(self, tray: Tray) -> tuple[TrayEntry, ...]:
        zone = self.clock.now().tzinfo
        return tuple(
            TrayEntry(
                name=path.name,
                at=datetime.fromtimestamp(path.lstat().st_ctime, zone),
                note=read_note(path),
            )
            for path in self.inbox.trays.of(tray)[:50]
        )

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


def init_office(folder: Path) -> None:
    """Make a new office: pmbs.toml, templates, inbox, archive.

    Raises:
        UsageError: there is one already; nothing was changed.
    """
    if (folder / CONFIG_NAME).exists():
        raise UsageError("S002", found=str(folder))
    files.make_folder(folder)
    source = _seed_folder()
    for seed in SEEDS:
        ours = shutil.ignore_patterns(REVIEWED, "~*", ".*")
        shutil.copytree(source / seed, folder / seed, dirs_exist_ok=True, ignore=ours)
    create_archive(folder / "archive")
    # The configuration comes last: a folder that holds it is a complete office.
    files.publish_file(folder / CONFIG_NAME, (source / CONFIG_NAME).read_bytes())
    _ = Office(folder).inbox


def _seed_folder() -> Path:
    """Where the shipped templates and pmbs.toml lie: beside the package, or inside an installed one."""
    package = Path(__file__).parents[1]
    return package / "seed" if (package / "seed").is_dir() else package.parent
