"""Commands for the rights of a client: the own data, a copy without names, a request to correct."""

from pathlib import Path

import click

from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import OUTPUT, SAID
from generator.cli.output import deliver

__all__ = ["correct", "redact", "subject"]


@commands.command()
@click.argument("case")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["pdf", "docx", "json"]),
    default="pdf",
    show_default=True,
)
@OUTPUT
@session
def subject(opened: CommandCall, case: str, *, format_: str, output: Path | None) -> None:
    """Give one client's data, to whom it went, and who saw, printed or changed it."""
    from generator.desks.client_rights import subject_json, subject_of, subject_paper

    office = opened.office
    found = subject_of(office, case)
    if format_ == "json":
        print_json(subject_json(found), output=output)
        return
    docx = subject_paper(office, found)
    data = docx if format_ == "docx" else office.as_pdf(docx)
    deliver(data, f"{found.case}-data-pribadi.{format_}", output)


@commands.command()
@click.argument("number")
@click.option("--also", multiple=True, help="A further word or phrase to black out.")
@OUTPUT
@session
def redact(opened: CommandCall, number: str, *, also: tuple[str, ...], output: Path | None) -> None:
    """Make a copy of a letter in which names and numbers of private people are blacked out.

    The copy is pictures only. Look at it before it is given away: what the story tells of a person
    in other words is not known here (--also).
    """
    from generator.desks.client_rights import redacted

    copy, item = redacted(opened.office, number, also=also)
    deliver(copy.pdf, f"{item.case}-{item.item:03d}-tersamar.pdf", output)
    click.echo(f"{copy.places} tempat dihitamkan; periksa sebelum diberikan.", err=True)


@commands.command()
@click.argument("case")
@click.option("--reason", type=SAID, required=True, help="What is wrong, without the data itself.")
@click.option("--by", default="klien", show_default=True, help="Who asks.")
@session
def correct(opened: CommandCall, case: str, *, reason: str, by: str) -> None:
    """Write down that a correction was asked for; the next form of the case answers it."""
    asked = opened.office.archive.corrections.ask(case.upper(), reason=reason, by=by)
    click.echo(f"{asked.case}  {asked.reason}")
