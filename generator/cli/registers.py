"""Commands for the registers: letters entered by hand, numbers taken, reserved and inserted by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from generator import agenda
from generator.agenda import IncomingLetter, OutgoingLetter
from generator.cli.main import Session, commands, session

__all__ = ["number", "register"]

DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
Command = Callable[..., Any]


def _together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_OF_A_LETTER = _together(
    click.option("--to", "recipient", required=True, help="To whom the letter goes."),
    click.option("--subject", required=True),
    click.option("--date", "dated", type=DAY, help="The letter's date; by default today."),
    click.option("--case", help="The case it belongs to; without, the year's general folder."),
    click.option("--classification", default=agenda.CASE_CLASSIFICATION, show_default=True),
    click.option("--attachment", default="-", help="As the letter says: 1 (satu) berkas."),
    click.option("--by", "processor", default="", help="Who wrote it (Pengolah)."),
    click.option("--note", default=""),
    click.option("--file", type=FILE, help="The letter itself: PDF, JPG, PNG or TIFF."),
)


def _letter(opened: Session, dated: datetime | None, told: dict[str, Any]) -> OutgoingLetter:
    day = dated.date() if dated else opened.office.clock.today()
    return OutgoingLetter(dated=day, **told)


@commands.command()
@click.argument("scan", type=FILE, required=False)
@click.option("--from", "sender", required=True, help="Who sent the letter.")
@click.option("--number", "their_number", required=True, help="Its number, exactly as written.")
@click.option("--subject", required=True)
@click.option("--date", "dated", type=DAY, help="The letter's date; left out for one without.")
@click.option("--received", type=DAY, help="When it came; by default today.")
@click.option("--attachment", default="-", help="As the letter says: 1 (satu) berkas.")
@click.option("--classification", default=agenda.CASE_CLASSIFICATION, show_default=True)
@click.option("--case", help="The case it belongs to; without, the year's general folder.")
@click.option("--note", default="")
@session
def register(
    opened: Session,
    /,
    scan: Path | None,
    *,
    their_number: str,
    dated: datetime | None,
    received: datetime | None,
    **told: Any,
) -> None:
    """Enter a letter that came from elsewhere into the agenda, with its scan if there is one."""
    letter = IncomingLetter(
        number=their_number,
        dated=dated.date() if dated else None,
        received=received.date() if received else None,
        **told,
    )
    record = agenda.register_letter(opened.office, letter, scan).record
    click.echo(f"Agenda {record.sequence}/{record.year}  {record.case}/{record.item}")


@commands.group()
def number() -> None:
    """Numbers for letters that are written outside of the service."""


@number.command()
@_OF_A_LETTER
@session
def take(opened: Session, /, *, dated: datetime | None, file: Path | None, **told: Any) -> None:
    """Take the next number for a letter, so that there is one register."""
    filed = agenda.take_number(opened.office, _letter(opened, dated, told), file)
    click.echo(filed.record.number)


@number.command()
@click.argument("count", type=click.IntRange(1, 500))
@click.option("--reason", required=True, help="Why; kept in the register.")
@click.option("--classification", default=agenda.CASE_CLASSIFICATION, show_default=True)
@session
def reserve(opened: Session, count: int, *, reason: str, classification: str) -> None:
    """Keep COUNT numbers in reserve: an outage of the national system, a day of meetings."""
    kept = agenda.reserve_numbers(
        opened.office, count, reason=reason, classification=classification
    )
    click.echo("\n".join(kept))


@number.command()
@click.argument("reserved", metavar="NUMBER")
@_OF_A_LETTER
@session
def assign(
    opened: Session, /, reserved: str, *, dated: datetime | None, file: Path | None, **told: Any
) -> None:
    """Give a number that was kept in reserve to a letter."""
    letter = _letter(opened, dated, told)
    click.echo(agenda.assign_number(opened.office, reserved, letter, file).record.number)


@number.command()
@click.option("--reason", required=True, help="Why it is back-dated; kept in the register.")
@_OF_A_LETTER
@session
def insert(
    opened: Session, /, *, dated: datetime | None, file: Path | None, reason: str, **told: Any
) -> None:
    """Give a back-dated letter a number between two that were given (sisipan): 12.a."""
    letter = _letter(opened, dated, told)
    filed = agenda.insert_number(opened.office, letter, reason=reason, file=file)
    click.echo(filed.record.number)
