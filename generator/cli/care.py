"""Commands that look after the archive and its surroundings: verify, rebuild, doctor, check-templates."""

import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from generator import archive as archive_package
from generator.archive import Finding
from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import OUTPUT
from generator.cli.output import show_table
from generator.desks.follow_up import table_warnings
from generator.desks.handout import specimen_docx, specimen_pdf
from generator.desks.template_reports import template_reports
from generator.filing.electronic import rechecked
from generator.forms import BLANKS, form_schema, make_form, make_sheet
from generator.letters import SPECIMENS
from generator.office.figures import figures_of
from generator.service import doctor as surroundings
from generator.service.tidying import Tidying
from generator.vocabulary.problems import ArchiveDamagedError, ExitCode, UsageError

__all__ = [
    "check_templates_command",
    "doctor",
    "form",
    "preview",
    "rebuild",
    "schema",
    "status",
    "tidy",
    "verify",
]

# The one blank form that is a spreadsheet: one row a client.
SHEET = "rombongan"


@commands.command()
@click.option("--resume", is_flag=True, help="Go on with a round that was stopped.")
@click.option("--json", "as_json", is_flag=True, help="JSON rows, one a finding.")
@session
def verify(opened: CommandCall, *, resume: bool, as_json: bool) -> int:
    """Hold the archive against itself: files, digests, ledger, numbers, index, outbox, pages."""
    findings = _findings(opened, resume=resume, is_quiet=as_json)
    if as_json:
        print_json(
            [{"code": one.code, "where": one.where, "message": one.message} for one in findings]
        )
    else:
        for one in findings:
            click.echo(f"{one.code} {one.where}: {one.message}")
        click.echo("Arsip utuh." if not findings else f"{len(findings)} temuan.", err=True)
    if any(one.is_damage for one in findings):
        return ExitCode.ARCHIVE_DAMAGED
    return ExitCode.FINDINGS if findings else ExitCode.DONE


def _findings(opened: CommandCall, *, resume: bool, is_quiet: bool) -> list[Finding]:
    try:
        care = opened.office.archive.care
    except ArchiveDamagedError:
        # It is opened by nobody any more; what is whole in it and what is not is told all the same.
        return archive_package.examine(opened.office.folder / "archive", opened.office.clock)
    console = Console(stderr=True)
    with Progress(console=console, disable=is_quiet or not console.is_terminal) as bar:
        task = bar.add_task("Berkas", total=None)
        found = care.round(
            resume=resume, tell=lambda done, of: bar.update(task, completed=done, total=of)
        )
    broken = [place for place, is_whole in rechecked(opened.office) if not is_whole]
    return [*found, *(Finding(code="V061", where=place) for place in broken)]


@commands.command()
@session
def rebuild(opened: CommandCall) -> None:
    """Make index.db anew from the archive folders and the ledger."""
    office = opened.office
    with office.exclusive():
        archive_package.rebuild(office.archive.root, office.clock)
    click.echo("Indeks dibuat ulang.", err=True)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as /api/v1/status answers.")
@session
def status(opened: CommandCall, /, *, as_json: bool) -> int:
    """Say how the office stands, in figures without names; ends with 1 if something needs a person.

    Whether the service itself runs is asked of its page: /healthz.
    """
    told = figures_of(opened.office)
    if as_json:
        print_json(told.model_dump(mode="json"))
    else:
        show_table(["", ""], [[key, _said(value)] for key, value in told.model_dump().items()])
    return ExitCode.DONE if told.is_well else ExitCode.FINDINGS


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {count}" for key, count in value.items()) or "-"
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H.%M}"
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return "-" if value is None else str(value)


@commands.command()
@click.option(
    "--now", "is_now", is_flag=True, help="Do today's part at once; the service does it daily."
)
@session
def tidy(opened: CommandCall, /, *, is_now: bool) -> None:
    """Show what leaves inbox/selesai, ganda, rahasia and cetak within a week, by [tidying] of pmbs.toml.

    All of it stands in the archive byte for byte, or can be printed again; what waits for a person never leaves. With
    --now what was announced a week ago and is due goes, and the rest is announced.
    """
    tidying = Tidying(opened.office)
    for one in tidying.leaving():
        click.echo(f"{one.day:%d-%m-%Y}  {one.path.relative_to(opened.office.folder)}")
    if is_now:
        gone = tidying.carry_out()
        click.echo(f"{gone} dirapikan; isinya tetap dalam arsip.", err=True)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="JSON rows, one a check.")
@session
def doctor(opened: CommandCall, *, as_json: bool) -> int:
    """Examine the surroundings: LibreOffice, fonts, printer, folders, clock, disk."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    checks = []
    for check in surroundings.examine(opened.office):
        checks.append(check)
        if not as_json:
            mark = "[green]baik[/]  " if check.is_well else "[red]PERIKSA[/]"
            console.print(f"{mark} {check.name}: ", end="")
            console.print(str(check.problem or check.detail), markup=False)
    if as_json:
        print_json(
            [
                {
                    "check": one.name,
                    "ok": one.is_well,
                    "detail": one.detail,
                    "code": one.problem.code if one.problem else None,
                    "message": one.problem.message if one.problem else None,
                }
                for one in checks
            ]
        )
    if any(one.is_missing_program for one in checks):
        return ExitCode.MISSING_PROGRAM
    return ExitCode.DONE if all(one.is_well for one in checks) else ExitCode.FINDINGS


@commands.command("check-templates")
@session
def check_templates_command(opened: CommandCall) -> int:
    """Hold every template against every placeholder."""
    office = opened.office
    problems = [fault.problem for one in template_reports(office) for fault in one.faults]
    problems += table_warnings(office)
    for problem in problems:
        click.echo(str(problem))
    if not problems:
        click.echo("Semua templat baik.", err=True)
    has_faults = any(not problem.is_warning for problem in problems)
    return ExitCode.FINDINGS if has_faults else ExitCode.DONE


@commands.command()
@click.argument("name", required=False)
@OUTPUT
def form(name: str | None, output: Path | None) -> None:
    """Write a blank form, Word or spreadsheet; without NAME, the names there are."""
    if name is None:
        click.echo("\n".join([*BLANKS, SHEET]))
        return
    if name not in BLANKS and name != SHEET:
        raise UsageError("S006", found=name, hint=", ".join([*BLANKS, SHEET]))
    target = output or Path(f"{name}.{'xlsx' if name == SHEET else 'docx'}")
    target.write_bytes(make_sheet() if name == SHEET else make_form(BLANKS[name]))
    click.echo(target)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of a form, for programs that write forms."""
    print_json(form_schema())


@commands.command()
@click.argument("type_", metavar="TYPE")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="PDF or .docx."
)
@click.option(
    "--specimen",
    type=click.Choice(list(SPECIMENS)),
    default="rich",
    show_default=True,
    help="How much the invented case tells.",
)
@session
def preview(opened: CommandCall, type_: str, *, output: Path | None, specimen: str) -> None:
    """Make a specimen letter of TYPE with invented data and the number 0."""
    office = opened.office
    target = output or Path(f"contoh-{type_}.pdf")
    make = specimen_docx if target.suffix.lower() == ".docx" else specimen_pdf
    target.write_bytes(make(office, type_, specimen=specimen))
    click.echo(target)
