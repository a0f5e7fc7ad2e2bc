"""Printing: the outbox and the printers it knows."""

from collections.abc import Callable
from pathlib import Path

from generator.printing.folder import (
    FolderPrinter,
    close_off,
    set_aside,
    sheets_by_number,
    sheets_of,
)
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
    "close_off",
    "describe_printer",
    "set_aside",
    "sheets_by_number",
    "sheets_of",
]


# A further printer is one module and one line here. Each is made of its settings, the folder of the sheets,
# and the group of the machine that may see those of secret cases.
PRINTERS: dict[str, Callable[..., Printer]] = {
    "folder": FolderPrinter,
    "ipp": IppPrinter,
}


def describe_printer(settings: PrintingSettings, output: Path, group: str = "") -> str:
    """What prints, in words for `pmbs doctor`.

    Raises:
        NotReadyError: it does not answer.
    """
    if settings.backend not in PRINTERS:
        raise NotReadyError("C001", hint=f"backend {settings.backend} tidak dikenal")
    return PRINTERS[settings.backend](settings, output, group).describe()
