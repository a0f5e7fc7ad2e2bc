"""The command group, what every command shares, and the one place where an error becomes an exit code."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from generator import __version__
from generator.cli.sections import BySection
from generator.system import files
from generator.system.actor import acting_as, machine_user
from generator.system.reserve import why_unwritable
from generator.vocabulary.problems import ConfigurationError, ExitCode, PmbsError, Problem

__all__ = ["CommandCall", "commands", "main", "print_json", "session"]

if TYPE_CHECKING:
    from generator.office.office import Office

log = logging.getLogger(__name__)


OpenOffice = Callable[[Path], "Office"]


def _opened(folder: Path) -> "Office":
    # All that an office works with: whoever only asks for help does not wait for it.
    from generator.office.office import Office

    return Office(folder)


MACHINE_OFFICE = "PMBS_OFFICE"
"""The environment's word for the office of a machine that serves one."""


@dataclass
class CommandCall:
    """One call of the command: the office folder that was asked for, opened when it is needed."""

    folder: Path | None
    open_office: OpenOffice
    _office: "Office | None" = field(default=None, init=False)

    @property
    def office_folder(self) -> Path:
        """Where the office lies: the folder that was named, the one around this folder, or this machine's.

        Raises:
            ConfigurationError: S001, there is none.
        """
        from generator.rules.config import find_office_folder

        try:
            return find_office_folder(self.folder or Path.cwd())
        except ConfigurationError:
            of_machine = os.environ.get(MACHINE_OFFICE)
            if self.folder is not None or not of_machine:
                raise
            return find_office_folder(Path(of_machine))

    @property
    def office(self) -> "Office":
        if self._office is None:
            from generator.cli.owner import act_as_owner

            folder = self.office_folder
            act_as_owner(folder)
            self._office = self.open_office(folder)
        return self._office

    def close(self) -> None:
        """Leave the plain pages of the archive up to date, and let go of the office."""
        if self._office is not None:
            self._office.refresh_pages()
            self._office.close()


session = click.make_pass_decorator(CommandCall)


@click.group(cls=BySection, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pmbs")
@click.option(
    "--office",
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    help="Office folder; by default this one, the nearest parent that holds pmbs.toml, or $PMBS_OFFICE.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log more, on standard error.")
@click.pass_context
def commands(context: click.Context, office: Path | None, *, verbose: bool) -> None:
    """Letters, registers and archive of PMBS cases.

    Results go to standard output, everything else to standard error.
    """
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    for noisy in ("watchdog", "asyncio", "uvicorn.access", "bagit"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    context.obj = CommandCall(office, context.obj or _opened)
    context.call_on_close(context.obj.close)


def print_json(
    rows: Iterable[object] | object, *, lines: bool = False, output: Path | None = None
) -> None:
    """JSON on standard output, or in the file asked for; with `lines`, one object a line as soon as it is known."""
    text = json.dumps(rows, ensure_ascii=False, indent=None if lines else 1, default=str)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")
        text = str(output)
    out = _ANSWERS.get() or sys.stdout
    out.write(text + "\n")
    out.flush()


# Where the answer goes while whatever else is printed goes to standard error.
_ANSWERS: ContextVar[TextIO | None] = ContextVar("answers", default=None)


@contextmanager
def _answer_alone(arguments: Sequence[str]) -> Iterator[None]:
    """Keep standard output for the answer where that is JSON: a library that prints is not to spoil it."""
    formats = pairwise(arguments)
    if (
        not {"--json", "--format=json"}.intersection(arguments)
        and ("--format", "json") not in formats
    ):
        yield
        return
    out, err = sys.stdout, sys.stderr
    held = _standard_output_of(out)
    own = os.fdopen(os.dup(held), "w", encoding="utf-8") if held is not None else out
    out.flush()
    if held is not None:
        os.dup2(2, held)
    told = _ANSWERS.set(own)
    try:
        with redirect_stdout(err):
            yield
    finally:
        _ANSWERS.reset(told)
        own.flush()
        if held is not None:
            os.dup2(own.fileno(), held)
            own.close()


def _standard_output_of(stream: TextIO) -> int | None:
    """The handle of the process's own standard output; None where a test stands in for it."""
    try:
        return 1 if stream.fileno() == 1 else None
    except (OSError, ValueError):
        return None


def _not_permitted(error: PermissionError) -> Problem:
    """What may not be read or written: the path, its owner and mode, and the command that mends it."""
    from generator.cli.owner import described

    path = Path(os.fsdecode(error.filename)) if error.filename else Path.cwd()
    return Problem(code="S034", found=described(path), hint=str(path))


def _failed(error: Exception) -> ExitCode:
    """Say what went wrong where nobody refused anything; what nobody foresaw is traced."""
    if isinstance(error, PermissionError):
        click.echo(str(_not_permitted(error)), err=True)
        return ExitCode.USAGE
    if isinstance(error, OSError) and (why := why_unwritable(error)):
        click.echo(str(Problem(code="S039", found=why)), err=True)
        return ExitCode.FINDINGS
    log.error("unexpected failure", exc_info=error)
    click.echo(f"A999 {type(error).__name__}", err=True)
    return ExitCode.FINDINGS


def main(arguments: list[str] | None = None, *, open_office: OpenOffice | None = None) -> int:
    """Run the command line on the office that `open_office` opens; returns the exit code of the contract."""
    files.keep_private()
    # A Windows console or a C locale must not turn an answer into a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        with acting_as(machine_user()), _answer_alone(arguments or sys.argv[1:]):
            result = commands.main(
                arguments, prog_name="pmbs", standalone_mode=False, obj=open_office
            )
        return int(result or ExitCode.DONE)
    except (click.exceptions.Abort, BrokenPipeError):
        return int(ExitCode.FINDINGS)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except PmbsError as error:
        click.echo(str(error), err=True)
        return int(error.exit_code)
    except Exception as error:  # noqa: BLE001 - told, and traced if nobody foresaw it
        return int(_failed(error))
