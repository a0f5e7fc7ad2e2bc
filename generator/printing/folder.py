"""The printer that is a folder: each copy becomes a PDF ready to print, exactly once.

The sheet is first written under a hidden name; sending is renaming it. So a crash leaves no doubt:
while the hidden file is there, the sheet was not yet handed out; when it is gone, it was, even if
somebody has printed and removed it since.
"""

import re
from pathlib import Path

from generator import files
from generator.config import PrintingSettings
from generator.printing.printer import PrintReport
from generator.prints import PrintJob, PrintState
from generator.problems import NotReadyError

__all__ = ["FolderPrinter"]


class FolderPrinter:
    """Lays the sheets into `output`."""

    def __init__(self, settings: PrintingSettings, output: Path) -> None:
        self._settings = settings
        self._output = output

    def prepare(self, job: PrintJob) -> str:
        data = job.pdf.read_bytes()
        try:
            files.make_folder(self._output)
            files.replace_file(self._hidden(job), data)
        except OSError as error:
            raise NotReadyError("C001", hint=f"folder cetak: {error.strerror}") from error
        return self._sheet_name(job)

    def send(self, job: PrintJob) -> None:
        try:
            files.move(self._hidden(job), self._free_name(job.handle))
        except FileNotFoundError:
            return
        except OSError as error:
            raise NotReadyError("C001", hint=f"folder cetak: {error.strerror}") from error

    def follow(self, job: PrintJob) -> PrintReport:
        if self._hidden(job).exists():
            self.send(job)
        return PrintReport(state=PrintState.DONE)

    def _hidden(self, job: PrintJob) -> Path:
        return self._output / f".{job.key}.menunggu"

    def _free_name(self, name: str) -> Path:
        """The sheet's name, with a mark if a sheet of this name lies there already."""
        path = self._output / name
        number = 2
        while path.exists():
            path = self._output / f"{Path(name).stem} ({number}).pdf"
            number += 1
        return path

    @staticmethod
    def _sheet_name(job: PrintJob) -> str:
        """`400.9.8-12-DINSOSPM-2026 surat-koordinasi lembar 1.pdf`: no personal data."""
        number = re.sub(r"[^\w.]+", "-", job.number).strip("-")
        return f"{number} {job.type} lembar {job.copy}.pdf"
