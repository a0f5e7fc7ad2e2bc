"""Commands of the archivist: the times of steps, access classes, retention and its holds."""

from datetime import date, time

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.options import SAID, WHY, case_named
from generator.desks.access_classes import set_class
from generator.desks.follow_up import date_closed_cases
from generator.desks.steps_by_hand import correct_step
from generator.forms import read_date, read_time
from generator.vocabulary.problems import UsageError

__all__ = ["access", "hold", "officers", "retention", "step"]


@commands.command()
@click.argument("case")
@click.argument("number", metavar="N", type=int)
@click.option("--at", "at", required=True, nargs=2, metavar="DATE TIME", help="24-11-2026 09.30")
@click.option("--reason", type=SAID, required=True, help=WHY)
@session
def step(opened: CommandCall, case: str, number: int, *, at: tuple[str, str], reason: str) -> None:
    """Correct when step N of the SOP was finished in CASE; the documents stay as they are."""
    day, hour = read_date(at[0]), read_time(at[1])
    if not isinstance(day, date) or not isinstance(hour, time):
        raise UsageError("A040", found=" ".join(at))
    named = case_named(opened.office, case)
    done = correct_step(opened.office, named, number, day=day, hour=hour, reason=reason)
    click.echo(f"{number}. {done.title}: {done.done_at:%d-%m-%Y %H.%M}")


@commands.command()
@click.argument("case")
@click.argument("access_class", metavar="[CLASS]", required=False)
@click.option("--reason", type=SAID, help=WHY)
@session
def access(opened: CommandCall, case: str, access_class: str | None, reason: str | None) -> None:
    """Show the access class of CASE, or set it to CLASS for everything in the case.

    A form that names violence, trafficking or children suggests a class; a person decides.
    """
    office = opened.office
    case = case_named(office, case)
    if access_class is not None:
        rules = office.classification.access
        known = rules.find(access_class)
        if known is None:
            raise UsageError("A043", found=access_class, hint=", ".join(rules.classes))
        if not reason:
            raise click.UsageError("--reason is needed to set a class")
        set_class(office, case, known, reason=reason)
    now = office.access_of(case)
    click.echo(f"{case}  {now.access}" + (f"  ({now.reason})" if now.reason else ""))
    if now.suggested:
        click.echo(f"Disarankan: {now.suggested}")


@commands.command()
@click.argument("case")
@click.option("--add", "added", metavar="NIP", help="Somebody who may see it from now on.")
@click.option("--remove", "removed", metavar="NIP", help="Somebody who may not any more.")
@click.option("--reason", type=SAID, help=WHY)
@session
def officers(
    opened: CommandCall, case: str, *, added: str | None, removed: str | None, reason: str | None
) -> None:
    """Show who, by their NIP, may see the secret CASE beside archivists and heads; or change it."""
    office = opened.office
    case = case_named(office, case)
    if (added or removed) and not reason:
        raise click.UsageError("--reason is needed to change who may see a case")
    secrecy = office.archive.secrecy
    if added:
        secrecy.name_officer(case, added, reason=reason or "")
    if removed:
        secrecy.release_officer(case, removed, reason=reason or "")
    for one in secrecy.officers(case):
        click.echo(f"{case}  {one.nip}  {one.reason or 'menurut formulir'}")


@commands.command()
@click.argument("case")
@click.option("--release", is_flag=True, help="Let a hold go.")
@click.option("--number", type=int, help="Which hold, where there are several.")
@click.option("--reason", type=SAID, required=True, help=WHY)
@session
def hold(opened: CommandCall, case: str, number: int | None, *, release: bool, reason: str) -> None:
    """Stop the retention clock of CASE (court, inspection), or let it go on."""
    office = opened.office
    case = case_named(office, case)
    kept = office.archive.retention
    if not release:
        placed = kept.hold(case, reason=reason)
        click.echo(f"{case}  ditahan ({placed.number}) sejak {placed.since:%d-%m-%Y}")
        return
    ended = kept.release(case, reason=reason, number=number)
    click.echo(f"{case}  penahanan {ended.number} dilepas")
    if kept.is_held(case):
        click.echo("Masih ditahan karena alasan lain.")
    elif (now := kept.of(case)) is not None:
        click.echo(f"Inaktif sampai {now.dates.inactive_until:%d-%m-%Y}")


@commands.command()
@click.argument("case", required=False)
@click.option("--all", "every", is_flag=True, help="Every closed case.")
@click.option("--reason", type=SAID, required=True, help=WHY)
@session
def retention(opened: CommandCall, case: str | None, *, every: bool, reason: str) -> None:
    """Date CASE, or every closed case, anew by templates/retention.toml as it is now."""
    office = opened.office
    if (case is None) is not every:
        raise click.UsageError("name a CASE, or --all")
    named = None if case is None else case_named(office, case)
    for one in date_closed_cases(office, again=True, only=named, reason=reason):
        kept = office.archive.retention.of(one)
        assert kept is not None  # noqa: S101 - it was dated just now
        until = f"{kept.dates.inactive_until:%d-%m-%Y}"
        click.echo(f"{one}  {kept.rule.fate}, inaktif sampai {until}")
