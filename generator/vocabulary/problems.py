"""What can go wrong: problems with a code and an Indonesian message, error classes, exit codes.

A `Problem` is about data that a person gave us: problems are collected and shown together. An error
is about the world (a full disk, a missing program): it is raised at once.
"""

from dataclasses import dataclass
from enum import IntEnum

from generator.vocabulary.problem_texts import TEXTS

__all__ = [
    "TEXTS",
    "AlreadyRunningError",
    "ArchiveDamagedError",
    "ConfigurationError",
    "ExitCode",
    "FormHeldError",
    "MissingProgramError",
    "NotReadyError",
    "PmbsError",
    "Problem",
    "UsageError",
]


class ExitCode(IntEnum):
    """Exit codes of the command line; other programs rely on them."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    MISSING_PROGRAM = 3
    ARCHIVE_DAMAGED = 4
    ALREADY_RUNNING = 5


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with data that a person gave us.

    `field` is the key of FORMS vocabulary (`klien.tanggal_lahir`), `where` the place a person can
    look at (`baris 4`, `Data Klien`). `found` may hold personal data: it belongs in the clerk's
    note, never in a log line.
    """

    code: str
    field: str = ""
    label: str = ""
    found: str = ""
    where: str = ""
    hint: str = ""

    @property
    def is_warning(self) -> bool:
        return self.code.startswith("W")

    @property
    def message(self) -> str:
        """What happened, where, and what to do; without the code."""
        happened, advice = TEXTS[self.code]
        values = {"label": self.label or self.field, "found": self.found, "hint": self.hint}
        place = f" ({self.where})" if self.where else ""
        return f"{happened.format(**values)}{place}. {advice.format(**values)}"

    def __str__(self) -> str:
        return f"{self.code} {self.message}"


class PmbsError(Exception):
    """An error with a code, an Indonesian message and an exit code.

    Its text must hold no personal data: it is logged.
    """

    exit_code = ExitCode.FINDINGS

    def __init__(self, code: str, *, found: str = "", hint: str = "", where: str = "") -> None:
        self.problem = Problem(code=code, found=found, hint=hint, where=where)
        super().__init__(str(self.problem))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is to be told; most errors have one thing to tell."""
        return (self.problem,)


class UsageError(PmbsError):
    """Something asked for that does not exist or is not allowed."""

    exit_code = ExitCode.USAGE


class ConfigurationError(PmbsError):
    """pmbs.toml or a file of `templates/` cannot be used."""

    exit_code = ExitCode.USAGE


class MissingProgramError(PmbsError):
    """An outside program that the office needs is not installed."""

    exit_code = ExitCode.MISSING_PROGRAM


class ArchiveDamagedError(PmbsError):
    """The archive cannot be trusted: marker missing, ledger broken, clock behind the ledger."""

    exit_code = ExitCode.ARCHIVE_DAMAGED


class AlreadyRunningError(PmbsError):
    """Another instance holds this office's lock."""

    exit_code = ExitCode.ALREADY_RUNNING


class NotReadyError(PmbsError):
    """Something outside is down; the form waits and is tried again."""


class FormHeldError(PmbsError):
    """Our bug or a broken template; the form is set aside and goes on when that is mended."""

    def __init__(
        self,
        code: str,
        *,
        found: str = "",
        hint: str = "",
        where: str = "",
        further: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(code, found=found, hint=hint, where=where)
        self._further = further

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (self.problem, *self._further)
