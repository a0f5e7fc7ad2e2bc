"""Printing: the outbox and the printers it knows."""

from collections.abc import Callable
from pathlib import Path

from generator.printing.folder import FolderPrinter, set_aside, sheets_of
from generator.printing.ipp import IppPrinter
from generator.printing.outbox import Outbox
from generator.printing.printer import Printer, PrintRefusedError, PrintReport
from generator.rules.config import PrintingSettings
from generator.vocabulary.problems import NotReadyError

__all__ = [
    "PRINTERS",
    "Outbox",
    "PrintRefusedError",
    "PrintReport",
    "Printer",
    "describe_printer",
    "set_aside",
    "sheets_of",
]


# A further printer is one module and one line here.
PRINTERS: dict[str, Callable[[PrintingSettings, Path], Printer]] = {
    "folder": FolderPrinter,
    "ipp": IppPrinter,
}


def describe_printer(settings: PrintingSettings, output: Path) -> str:
    """What prints, in words for `pmbs doctor`.

    Raises:
        NotReadyError: it does not answer.
    """
    if settings.backend not in PRINTERS:
        raise NotReadyError("C001", hint=f"backend {settings.backend} tidak dikenal")
    return PRINTERS[settings.backend](settings, output).describe()
