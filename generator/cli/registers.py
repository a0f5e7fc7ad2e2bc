"""Commands for the registers: letters entered by hand, numbers taken, reserved and inserted by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.options import OUTPUT, SAID
from generator.cli.output import deliver
from generator.desks import agenda, expedition
from generator.desks import disposisi as dispositions
from generator.desks.agenda import IncomingLetter, OutgoingLetter
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["disposition", "expedition_commands", "number", "register", "seal"]

DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
CODE = "A code of templates/classification.toml; by default the one of case files."
Command = Callable[..., Any]


def _together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_OF_A_LETTER = _together(
    click.option("--to", "recipient", type=SAID, required=True, help="To whom the letter goes."),
    click.option("--subject", type=SAID, required=True, help="What it is about (hal)."),
    click.option("--date", "dated", type=DAY, help="The letter's date; by default today."),
    click.option("--case", help="The case it belongs to; without, the year's general folder."),
    click.option("--classification", default="", help=CODE),
    click.option("--attachment", default="-", help="As the letter says: 1 (satu) berkas."),
    click.option("--by", "processor", default="", help="Who wrote it (Pengolah)."),
    click.option("--note", default=""),
    click.option("--file", type=FILE, help="The letter itself: PDF, JPG, PNG or TIFF."),
)


def _letter(opened: CommandCall, dated: datetime | None, told: dict[str, Any]) -> OutgoingLetter:
    day = dated.date() if dated else opened.office.clock.today()
    return OutgoingLetter(dated=day, **told)


@commands.command()
@click.argument("scan", type=FILE, required=False)
@click.option("--from", "sender", type=SAID, required=True, help="Who sent the letter.")
@click.option("--number", "their_number", required=True, help="Its number, exactly as written.")
@click.option("--subject", type=SAID, required=True, help="What it is about (hal).")
@click.option("--date", "dated", type=DAY, help="The letter's date; left out for one without.")
@click.option("--received", type=DAY, help="When it came; by default today.")
@click.option("--attachment", default="-", help="As the letter says: 1 (satu) berkas.")
@click.option("--classification", default="", help=CODE)
@click.option("--case", help="The case it belongs to; without, the year's general folder.")
@click.option("--note", default="")
@session
def register(
    opened: CommandCall,
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
def take(opened: CommandCall, /, *, dated: datetime | None, file: Path | None, **told: Any) -> None:
    """Take the next number for a letter, so that there is one register."""
    filed = agenda.take_number(opened.office, _letter(opened, dated, told), file)
    click.echo(filed.record.number)


@number.command()
@click.argument("count", type=click.IntRange(1, 500))
@click.option("--reason", type=SAID, required=True, help="Why; kept in the register.")
@click.option("--classification", default="", help=CODE)
@session
def reserve(opened: CommandCall, count: int, *, reason: str, classification: str) -> None:
    """Keep COUNT numbers in reserve: an outage of SRIKANDI, a day of meetings."""
    kept = agenda.reserve_numbers(
        opened.office, count, reason=reason, classification=classification
    )
    click.echo("\n".join(kept))


@number.command()
@click.argument("reserved", metavar="NUMBER")
@_OF_A_LETTER
@session
def assign(
    opened: CommandCall, /, reserved: str, *, dated: datetime | None, file: Path | None, **told: Any
) -> None:
    """Give a number that was kept in reserve to a letter."""
    letter = _letter(opened, dated, told)
    click.echo(agenda.assign_number(opened.office, reserved, letter, file).record.number)


@number.command()
@click.option(
    "--reason", type=SAID, required=True, help="Why it is back-dated; kept in the register."
)
@_OF_A_LETTER
@session
def insert(
    opened: CommandCall, /, *, dated: datetime | None, file: Path | None, reason: str, **told: Any
) -> None:
    """Give a back-dated letter a number between two that were given (sisipan): 12.a."""
    letter = _letter(opened, dated, told)
    filed = agenda.insert_number(opened.office, letter, reason=reason, file=file)
    click.echo(filed.record.number)


@commands.group()
def disposition() -> None:
    """Dispositions of letters that came in."""


_YEAR = click.option("--year", type=int, help="The agenda's year; by default the present one.")


@disposition.command()
@click.argument("sequence", metavar="AGENDA", type=int)
@_YEAR
@OUTPUT
@session
def sheet(opened: CommandCall, /, sequence: int, *, year: int | None, output: Path | None) -> None:
    """Make the sheet (lembar disposisi) of a letter that came in, as PDF."""
    year = year or opened.office.clock.today().year
    pdf = dispositions.disposition_sheet(opened.office, year, sequence)
    deliver(pdf, f"disposisi-{sequence}-{year}.pdf", output)


@disposition.command("enter")
@click.argument("sequence", metavar="AGENDA", type=int)
@_YEAR
@click.option(
    "--to", "receivers", type=SAID, required=True, help="To whom the letter is passed on."
)
@click.option("--instruction", default="", help="What is to be done.")
@click.option("--by", "giver", default="", help="Who orders it.")
@click.option("--date", "given", type=DAY, help="By default today.")
@click.option("--scan", type=FILE, help="The signed sheet.")
@session
def enter_disposition(
    opened: CommandCall,
    /,
    sequence: int,
    *,
    year: int | None,
    given: datetime | None,
    scan: Path | None,
    **told: str,
) -> None:
    """Enter what was ordered about a letter; it shows in the agenda."""
    record = dispositions.enter_disposition(
        opened.office,
        year or opened.office.clock.today().year,
        sequence,
        given=given.date() if given else None,
        file=scan,
        **told,
    ).record
    click.echo(f"{record.title}  {record.case}/{record.item}")


@commands.group("expedition")
def expedition_commands() -> None:
    """How letters leave the house: slips, and when they were received."""


@expedition_commands.command()
@click.argument("numbers", nargs=-1, required=True)
@click.option("--date", "sent", type=DAY, help="The day of sending; by default today.")
@click.option("--carrier", default="", help="Who carries them.")
@OUTPUT
@session
def slip(
    opened: CommandCall,
    /,
    numbers: tuple[str, ...],
    *,
    sent: datetime | None,
    carrier: str,
    output: Path | None,
) -> None:
    """Make the slips (tanda terima) that go along with letters, as PDF."""
    day = sent.date() if sent else opened.office.clock.today()
    pdf = expedition.slips(opened.office, numbers, sent=day, carrier=carrier)
    deliver(pdf, "tanda-terima.pdf", output)


@expedition_commands.command("sent")
@click.argument("letter", metavar="NUMBER")
@click.option("--date", "sent", type=DAY, required=True, help="The day of sending.")
@click.option("--receiver", default="", help="Who received it.")
@click.option("--received", type=DAY, help="When it was received.")
@click.option("--carrier", default="", help="Who carried it: a person, the post.")
@click.option("--scan", type=FILE, help="The signed receipt.")
@session
def sent_letter(
    opened: CommandCall,
    /,
    letter: str,
    *,
    sent: datetime,
    received: datetime | None,
    scan: Path | None,
    receiver: str,
    carrier: str,
) -> None:
    """Enter by hand when a letter was sent and who received it."""
    record = expedition.deliver(
        opened.office,
        letter,
        sent=sent.date(),
        received=received.date() if received else None,
        receiver=receiver,
        carrier=carrier,
        file=scan,
    ).record
    click.echo(f"{record.number}  {record.case}/{record.item}")


@commands.command()
@click.argument("line", type=int, required=False)
@click.argument("digest", nargs=-1)
@session
def seal(opened: CommandCall, /, line: int | None, digest: tuple[str, ...]) -> None:
    """Print the seal of the ledger, or hold one that was printed on a register against it.

    LINE and DIGEST are what the register says: the number of the line and its groups of digits.
    """
    archive = opened.office.archive
    head = archive.chain.head()
    if line is None:
        click.echo(f"{head.seq} {head.hash}" if head else "Buku besar masih kosong.")
    elif archive.chain.bears_seal(line, "".join(digest)):
        click.echo("Segel cocok: buku besar sampai baris ini tidak berubah.")
    else:
        raise ArchiveDamagedError("A018", found=str(line))
