"""The command for letters that SRIKANDI numbers and signs."""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.output import show_table
from generator.desks.srikandi import enter_number, waiting_letters

__all__ = ["srikandi"]

DATES = ("%Y-%m-%d", "%d-%m-%Y")


@commands.command()
@click.argument("letter", required=False)
@click.argument("number", required=False)
@click.option("--date", "day", type=click.DateTime(DATES), help="Date of the letter in SRIKANDI.")
@click.option(
    "--signed",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The signed PDF that came back; filed byte for byte.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON rows, of the letters that wait.")
@session
def srikandi(
    opened: CommandCall,
    letter: str | None,
    number: str | None,
    *,
    day: datetime | None,
    signed: Path | None,
    as_json: bool,
) -> None:
    """Enter the NUMBER that LETTER got in SRIKANDI; without both, show the letters that wait.

    LETTER is its reference (SRIKANDI/3/2026) or CASE/ITEM (PMBS-2026-0007/2).
    """
    office = opened.office
    if letter is None:
        _show_waiting(opened, as_json=as_json)
        return
    if not number or day is None:
        raise click.UsageError("LETTER needs its NUMBER and --date")
    # A number may be entered beside the running service; filing is for one at a time.
    with office.exclusive() if signed else nullcontext():
        item = enter_number(office, letter, number, day.date(), signed=signed)
    signed_word = "  bertanda tangan" if item.is_signed else ""
    click.echo(f"{item.case}/{item.item}  {item.number}  {item.date:%d-%m-%Y}{signed_word}")


def _show_waiting(opened: CommandCall, *, as_json: bool) -> None:
    letters = waiting_letters(opened.office)
    if as_json:
        print_json(
            [
                {
                    "reference": one.number,
                    "case": one.case,
                    "item": one.item,
                    "type": one.type,
                    "subject": one.subject,
                    "filed": one.filed_at.isoformat(),
                }
                for one in letters
            ]
        )
    elif not letters:
        click.echo("Tidak ada naskah yang menunggu nomor SRIKANDI.", err=True)
    else:
        show_table(
            ["Rujukan", "Isi berkas", "Jenis", "Sejak"],
            [
                [one.number, f"{one.case}/{one.item}", one.title, f"{one.filed_at:%d-%m-%Y}"]
                for one in letters
            ],
        )
