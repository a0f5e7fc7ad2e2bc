"""Commands of the archivist: the times of steps, and what becomes of a case's papers."""

from datetime import date, datetime, time

import click

from generator.cli.main import Session, commands, session
from generator.forms import read_date, read_time
from generator.problems import UsageError

__all__ = ["step"]

WHY = "Why; kept in the ledger."


@commands.command()
@click.argument("case")
@click.argument("number", metavar="N", type=int)
@click.option("--at", "at", required=True, nargs=2, metavar="DATE TIME", help="24-11-2026 09.30")
@click.option("--reason", required=True, help=WHY)
@session
def step(opened: Session, case: str, number: int, *, at: tuple[str, str], reason: str) -> None:
    """Correct when step N of the SOP was finished in CASE; the documents stay as they are."""
    office = opened.office
    known = [one.no for one in office.sop.steps]
    if number not in known:
        raise UsageError("S006", found=str(number), hint=", ".join(map(str, known)))
    day, hour = read_date(at[0]), read_time(at[1])
    if not isinstance(day, date) or not isinstance(hour, time):
        raise UsageError("A040", found=" ".join(at))
    moment = datetime.combine(day, hour, office.clock.now().tzinfo)
    if moment > office.clock.now():
        raise UsageError("A040", found=" ".join(at))
    office.archive.step_times.correct(case.strip().upper(), number, at=moment, reason=reason)
    done = next(one for one in office.steps_of(case.strip().upper()) if one.no == number)
    click.echo(f"{number}. {done.title}: {done.done_at:%d-%m-%Y %H.%M}")
