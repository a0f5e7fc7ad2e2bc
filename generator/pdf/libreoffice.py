"""The only door to LibreOffice: kept warm, watched, and replaced as soon as anything is wrong with it."""

import contextlib
import errno
import logging
import os
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

from generator.pdf.inspect import count_pages
from generator.pdf.process import AttemptFailedError, OfficeProcess
from generator.pdf.programs import ConverterPrograms, find_programs
from generator.rules.config import ConverterSettings
from generator.system.locks import hold_folder
from generator.system.sandbox import NO_SANDBOX, Sandbox, find_sandbox
from generator.vocabulary.problems import FormHeldError, NotReadyError

__all__ = ["LibreOfficeConverter"]

log = logging.getLogger(__name__)

ATTEMPTS = 2
START_SECONDS = 60.0
MAX_DOCUMENTS = 200
MAX_MEGABYTES = 800  # flat at about 250 in long runs
MIN_FREE_BYTES = 20_000_000
TAIL_BYTES = 1024


class LibreOfficeConverter:
    """Converts through a warm LibreOffice that sees nothing but its own folder under `scratch`.

    It is started when first needed. After a hang, a crash or a nonsense answer the whole process group
    is killed and its folder thrown away; the document is tried once more in a fresh one. Several
    processes may share `scratch`; what a killed one left there is swept by the next.
    """

    def __init__(
        self,
        settings: ConverterSettings,
        *,
        scratch: Path,
        start_seconds: float = START_SECONDS,
        max_documents: int = MAX_DOCUMENTS,
        max_megabytes: int = MAX_MEGABYTES,
        sandbox: Sandbox | None = None,
        find: Callable[[ConverterSettings], ConverterPrograms] = find_programs,
    ) -> None:
        self._settings = settings
        self._scratch = scratch.absolute()
        self._start_seconds = start_seconds
        self._max_documents = max_documents
        self._max_megabytes = max_megabytes
        self._lock = threading.Lock()
        self._programs: ConverterPrograms | None = None
        self._sandbox = sandbox
        self._find = find
        self._folder: _OwnFolder | None = None
        self._office: OfficeProcess | None = None

    def start(self) -> None:
        """Have LibreOffice running.

        Raises:
            NotReadyError: it is missing or does not start.
        """
        with self._lock:
            self._ready_office()

    def convert(self, docx: Path, pdf: Path) -> None:
        """Write `pdf`, whole or not at all; it opens and has pages.

        Raises:
            NotReadyError: LibreOffice is missing or does not start.
            FormHeldError: this document failed twice, or is no Word package at all.
            OSError: the disk is full or a folder cannot be written to.
        """
        # LibreOffice makes a blank page of an empty file, and says that all went well.
        if not zipfile.is_zipfile(docx):
            raise _held("bukan dokumen Word")
        reason = ""
        with self._lock:
            for attempt in range(1, ATTEMPTS + 1):
                office = self._ready_office()
                try:
                    self._try_once(office, docx, pdf)
                except AttemptFailedError as error:
                    reason = str(error)
                    log.warning("conversion attempt %d failed: LibreOffice %s", attempt, reason)
                    self._end_office()
                    self._check_disk()
                else:
                    return
        raise _held(f"LibreOffice {reason} (dicoba {ATTEMPTS} kali)")

    def close(self) -> None:
        """End LibreOffice and remove its folder."""
        with self._lock:
            self._end_office()
            if self._folder is not None:
                self._folder.remove()
                self._folder = None

    def describe(self) -> str:
        """Which LibreOffice, how it is reached, what it is cut off from."""
        with self._lock:
            programs = self._programs or self._find(self._settings)
            version = self._office.version if self._office else ""
            sandbox = self._sandbox or NO_SANDBOX
        way = f"lewat UNO ({programs.python})"
        if not programs.has_uno:
            way = "satu proses per surat (lambat: pasang paket python3-uno)"
        return f"LibreOffice {version} {way}; {sandbox.described}".replace("  ", " ")

    def _try_once(self, office: OfficeProcess, docx: Path, pdf: Path) -> None:
        folder = self._own_folder()
        # Neutral names in our own folder: nothing of the case shows in the list of processes.
        with tempfile.TemporaryDirectory(dir=folder.office, prefix="surat-") as job:
            source, made = Path(job) / "surat.docx", Path(job) / "surat.pdf"
            shutil.copyfile(docx, source)
            converted = office.convert(source, made, seconds=self._settings.timeout_seconds)
            _check_made(made)
            _publish(made, pdf)
        if office.documents >= self._max_documents or converted.megabytes > self._max_megabytes:
            log.info("LibreOffice is replaced after %d documents", office.documents)
            self._end_office()

    def _ready_office(self) -> OfficeProcess:
        if self._office is not None and not self._office.is_alive:
            log.warning("LibreOffice died while it was idle")
            self._end_office()
        if self._office is None:
            self._office = self._start_office()
        return self._office

    def _start_office(self) -> OfficeProcess:
        programs = self._found_programs()
        if programs.office is None:
            raise NotReadyError("K003", hint=f"program {programs.wanted} tidak ditemukan")
        folder = self._own_folder()
        if self._sandbox is None:
            self._sandbox = find_sandbox(
                programs.python, programs.office, programs.folders, folder.path
            )
            log.info("LibreOffice runs in sandbox: %s", self._sandbox.kind)
        folder.office.mkdir()
        try:
            return OfficeProcess(
                programs, self._sandbox, home=folder.office, start_seconds=self._start_seconds
            )
        except AttemptFailedError as error:
            log.warning("LibreOffice did not start: %s", error)
            shutil.rmtree(folder.office, ignore_errors=True)
            raise NotReadyError("K003", hint=f"LibreOffice {error}") from error

    def _found_programs(self) -> ConverterPrograms:
        """The programs; looked for again each time until LibreOffice is there."""
        if self._programs is None or self._programs.office is None:
            self._programs = self._find(self._settings)
        return self._programs

    def _own_folder(self) -> "_OwnFolder":
        if self._folder is None:
            self._folder = _OwnFolder(self._scratch)
        return self._folder

    def _end_office(self) -> None:
        if self._office is not None:
            self._office.end()
            self._office = None

    def _check_disk(self) -> None:
        """A full disk is not the document's fault.

        Raises:
            OSError: no space left.
        """
        if shutil.disk_usage(self._scratch).free < MIN_FREE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _OwnFolder:
    """A folder under `scratch` that is ours for as long as we live.

    It is locked; whoever finds one that is not may remove it.
    """

    def __init__(self, scratch: Path) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        _sweep(scratch)
        while True:
            self.path = Path(tempfile.mkdtemp(dir=scratch, prefix="kantor-"))
            # Another process may sweep it away before it is locked.
            with contextlib.suppress(FileNotFoundError, BlockingIOError):
                self._fd = hold_folder(self.path)
                if self.path.exists():
                    break

    @property
    def office(self) -> Path:
        """Where one LibreOffice lives; made for each, removed with it."""
        return self.path / "lo"

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._fd)


def _sweep(scratch: Path) -> None:
    """Remove the folders of processes that were killed: theirs are locked by nobody any more."""
    for folder in scratch.glob("kantor-*"):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, BlockingIOError):
            fd = hold_folder(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(fd)


def _check_made(pdf: Path) -> None:
    """LibreOffice says "done" without a PDF, with an empty one, and with one that does not open."""
    if pdf.is_symlink() or not pdf.is_file():
        raise AttemptFailedError("tidak membuat PDF")
    if b"%%EOF" not in pdf.read_bytes()[-TAIL_BYTES:]:
        # PDFium mends what was cut off, and says nothing.
        raise AttemptFailedError("membuat PDF yang terpotong")
    try:
        count_pages(pdf)
    except FormHeldError as error:
        raise AttemptFailedError("membuat PDF yang tidak dapat dibuka") from error


def _publish(made: Path, pdf: Path) -> None:
    """Give the PDF its wanted name in one step, also where that lies on another file system."""
    try:
        made.replace(pdf)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = pdf.with_name(f".{pdf.name[:80]}.{os.getpid()}.tmp")
        try:
            shutil.copyfile(made, beside)
            beside.replace(pdf)
        finally:
            beside.unlink(missing_ok=True)


def _held(hint: str) -> FormHeldError:
    return FormHeldError("K001", found="ini", hint=hint)
