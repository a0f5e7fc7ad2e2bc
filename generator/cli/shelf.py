"""Commands about the paper: where it stands, its labels, who has it."""

from datetime import date, timedelta
from pathlib import Path

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.options import SAID, case_named
from generator.desks.labels import label_of, label_sheets
from generator.forms import read_date
from generator.vocabulary.problems import UsageError

__all__ = ["labels", "lend", "place", "take_back"]


@commands.command()
@click.argument("cases", metavar="CASE...", nargs=-1, required=True)
@click.option(
    "--in", "container", type=SAID, required=True, help="The ordner or box, such as “Ordner 3”."
)
@click.option("--at", "position", type=click.IntRange(1), help="The place of the first in it.")
@session
def place(
    opened: CommandCall, cases: tuple[str, ...], container: str, position: int | None
) -> None:
    """Note where the paper of each CASE stands; without --at, behind what is there."""
    office = opened.office
    for offset, case in enumerate([case_named(office, one) for one in cases]):
        at = None if position is None else position + offset
        click.echo(f"{case}  {office.archive.places.put(case, container, at)}")


@commands.command()
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--in", "container", type=SAID, help="Every case of this ordner or box.")
@click.option("--skip", type=click.IntRange(0), default=0, help="Labels already used on the sheet.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("label.pdf")
)
@session
def labels(
    opened: CommandCall, cases: tuple[str, ...], container: str | None, skip: int, output: Path
) -> None:
    """Write a PDF of labels with the QR code of each CASE, for the sheets set in pmbs.toml."""
    office = opened.office
    wanted = [case_named(office, one) for one in cases]
    wanted += office.archive.places.cases_in(container) if container else []
    if not wanted:
        raise UsageError("A005", found=container or "CASE")
    settings = office.config.labels
    if skip >= settings.columns * settings.rows:
        raise click.UsageError(f"--skip: a sheet has {settings.columns * settings.rows} labels")
    sheets = label_sheets([label_of(office, one) for one in wanted], settings, skip=skip)
    output.write_bytes(sheets)
    click.echo(output)


@commands.command()
@click.argument("case")
@click.option(
    "--to", "borrower", type=SAID, required=True, help="Who takes it: a post or an office."
)
@click.option("--due", help="When it is to be back; by default after the days set in pmbs.toml.")
@click.option("--note", default="")
@session
def lend(opened: CommandCall, case: str, borrower: str, due: str | None, note: str) -> None:
    """Note that the paper of CASE goes out."""
    office = opened.office
    day = office.clock.today() + timedelta(days=office.config.loans.days)
    if due is not None:
        told = read_date(due)
        if not isinstance(told, date):
            raise UsageError("A048", found=due)
        day = told
    loan = office.archive.places.lend(case_named(office, case), borrower, due=day, note=note)
    click.echo(f"{loan.case}  {loan.borrower}, kembali paling lambat {loan.due:%d-%m-%Y}")


@commands.command("return")
@click.argument("case")
@session
def take_back(opened: CommandCall, case: str) -> None:
    """Note that the paper of CASE is back."""
    office = opened.office
    case = case_named(office, case)
    loan = office.archive.places.take_back(case)
    stands = office.archive.places.of(case)
    click.echo(
        f"{case}  kembali dari {loan.borrower}" + (f"; tempatnya {stands}" if stands else "")
    )
