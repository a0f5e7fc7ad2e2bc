"""The printer that is a folder: each copy becomes a PDF ready to print, exactly once.

The sheet is first written under a hidden name; sending is renaming it. So a crash leaves no doubt:
while the hidden file is there, the sheet was not yet handed out; when it is gone, it was, even if
somebody has printed and removed it since. The sheets of secret cases lie in a folder that most may not open.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.printing.printer import PrintReport, read_sheet, report
from generator.rules.config import PrintingSettings
from generator.system import files
from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import NotReadyError

__all__ = ["FolderPrinter", "close_off", "set_aside", "sheets_by_number", "sheets_of"]

CLOSED = "rahasia"
ASIDE = "tidak berlaku"
MARK = "TIDAK BERLAKU "


def sheets_of(output: Path, case: str, numbers: Iterable[str]) -> list[Path]:
    """Every sheet of a case that lies in `output`, waiting ones too."""
    starts = {f"{_plain(number)} " for number in numbers} | {f"{case} ", f".{case}-"}
    places = [one for place in (output, output / CLOSED) for one in (place, place / ASIDE)]
    folders = [one for one in places if one.is_dir()]
    return [
        path
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.name.removeprefix(MARK).startswith(tuple(starts))
    ]


def sheets_by_number(output: Path, numbers: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """The sheets in `output` that are of letters with these numbers, and those that were set aside (no number)."""
    known = {_plain(number): number for number in numbers}
    for place in (output, output / CLOSED):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            number = known.get(path.name.partition(" ")[0])
            if path.is_file() and number is not None:
                yield path, number
        aside = place / ASIDE
        for path in sorted(aside.iterdir()) if aside.is_dir() else ():
            if path.is_file():
                yield path, ""


def set_aside(output: Path, name: str) -> bool:
    """Take a sheet that holds no longer out of `output`, under a name that says so; whether it lay there.

    That of a secret case stays in the folder of those.

    Raises:
        OSError: it cannot be moved, as somebody has it open.
    """
    found = [one for one in (output, output / CLOSED) if os.path.lexists(one / name)]
    for place in found:
        files.make_folder(place / ASIDE)
        _move(place / name, place / ASIDE, MARK + name)
    return bool(found)


def close_off(output: Path, group: str, case: str, numbers: Iterable[str]) -> None:
    """Put the sheets of a case that lie open where only `group` of the machine finds them.

    Raises:
        OSError: one cannot be moved, as somebody has it open; or the folder cannot be closed.
    """
    for path in sheets_of(output, case, numbers):
        place = path.parent.relative_to(output)
        if CLOSED in place.parts or path.name.startswith("."):
            continue
        folder = _secret_folder(output, group) / place
        files.make_folder(folder)
        _move(path, folder, path.name)


def _secret_folder(output: Path, group: str) -> Path:
    folder = output / CLOSED
    files.make_folder(folder)
    files.close_folder(folder, group)
    return folder


def _move(path: Path, folder: Path, name: str) -> None:
    while True:
        try:
            files.move(path, _free_name(folder, name))
        except FileExistsError:
            continue
        return


def _plain(number: str) -> str:
    """A letter's number as the names of its sheets begin."""
    return re.sub(r"[^\w.]+", "-", number).strip("-.")


def _free_name(folder: Path, name: str) -> Path:
    """The sheet's name, with a mark if a sheet of this name lies there already."""
    path = folder / name
    number = 2
    while os.path.lexists(path):
        path = folder / f"{Path(name).stem} ({number}).pdf"
        number += 1
    return path


class FolderPrinter:
    """Lays the sheets into `output`, those of secret cases where only `group` of the machine finds them."""

    def __init__(self, settings: PrintingSettings, output: Path, group: str = "") -> None:
        self._settings = settings
        self._output = output
        self._group = group

    def prepare(self, job: PrintJob) -> str:
        data = read_sheet(job)
        try:
            files.make_folder(self._output)
            name = self._sheet_name(job)
            if job.is_secret:
                _secret_folder(self._output, self._group)
                name = f"{CLOSED}/{name}"
            files.replace_file(self._hidden(job, name), data)
        except OSError as error:
            raise self._not_ready(error) from error
        return name

    def send(self, job: PrintJob) -> str:
        try:
            self._publish(job)
        except OSError as error:
            raise self._not_ready(error) from error
        return ""

    def follow(self, job: PrintJob) -> PrintReport:
        # Whatever another printer wrote down says nothing about this folder.
        if not job.handle.endswith(".pdf"):
            return report(PrintState.UNKNOWN, "C003", "dikirim melalui pencetak lain")
        # With the whole folder gone (a share not mounted) a missing sheet proves nothing.
        if not self._output.is_dir():
            raise NotReadyError("C001", hint=f"folder {self._output.name} tidak ada")
        if self._hidden(job, job.handle).exists():
            self.send(job)
        return PrintReport(state=PrintState.DONE)

    def describe(self) -> str:
        nearest = next(one for one in (self._output, *self._output.parents) if one.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            raise NotReadyError("C001", hint=f"folder {nearest} tidak dapat ditulisi")
        try:
            if self._group:
                files.group_id(self._group)
        except OSError as error:
            raise NotReadyError("C001", hint=f"folder {CLOSED}: {error.strerror}") from error
        return f"folder {self._output}"

    def _publish(self, job: PrintJob) -> None:
        hidden = self._hidden(job, job.handle)
        _move(hidden, hidden.parent, Path(job.handle).name)

    def _hidden(self, job: PrintJob, name: str) -> Path:
        """The sheet before it is handed out, in the folder in which it will lie."""
        place = self._output / CLOSED if name.startswith(f"{CLOSED}/") else self._output
        return place / f".{job.key}.menunggu"

    def _not_ready(self, error: OSError) -> NotReadyError:
        return NotReadyError("C001", hint=f"folder {self._output.name}: {error.strerror}")

    @staticmethod
    def _sheet_name(job: PrintJob) -> str:
        """`400.9.8-12-DINSOSPM-2026 surat-koordinasi lembar 1.pdf`: no personal data."""
        again = f" cetak ulang ke-{job.reprint}" if job.reprint else ""
        return f"{_plain(job.number) or job.case} {job.type} lembar {job.copy}{again}.pdf"
