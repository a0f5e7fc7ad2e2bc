"""Commands of a decision about a letter or a case: print again, let go, give up, complete, close."""

import sys

import click

from generator.cli.main import CommandCall, commands, session
from generator.cli.options import SAID
from generator.desks.follow_up import attend
from generator.desks.giving_up import give_up
from generator.desks.moving import Moved, move, move_back
from generator.desks.releasing import must_have_the_role, release
from generator.filing.srikandi_folder import SrikandiFolder
from generator.office.office import Office
from generator.submission import approval
from generator.submission.hand_matching import declare_whole, take_back
from generator.vocabulary.problems import AlreadyRunningError, ExitCode

__all__ = [
    "approve",
    "close",
    "complete",
    "move_item",
    "print_copies",
    "reopen",
    "unmatch",
    "unmove",
    "void",
]

NO_REASON = "alasan tidak disebut"


@commands.command("print")
@click.argument("number")
@click.option("--copies", type=click.IntRange(1, 50), default=1, show_default=True)
@click.option("--reason", type=SAID, help="Why; kept in the record. Asked for on a terminal.")
@session
def print_copies(opened: CommandCall, number: str, *, copies: int, reason: str | None) -> None:
    """Ask for another copy of a filed letter; it is marked in the record."""
    office = opened.office
    if reason is None:
        reason = click.prompt("Alasan") if sys.stdin.isatty() else NO_REASON
    for job in office.archive.prints.want(
        office.archive.items.named(number), copies=copies, why=reason
    ):
        click.echo(f"{job.key}  {job.number}")
    _pump(office)


def _pump(office: Office) -> None:
    try:
        with office.exclusive():
            office.outbox.pump()
    except AlreadyRunningError:
        click.echo("Layanan yang sedang berjalan akan mencetaknya.", err=True)


@commands.command()
@click.argument("what", metavar="NUMBER|FORM")
@session
def approve(opened: CommandCall, what: str) -> None:
    """Let the copies of a letter be printed that wait for approval, or a FORM go on.

    FORM is the name of a file in inbox/persetujuan: its letters take their numbers now.
    """
    office = opened.office
    must_have_the_role(office, of=what)
    if "/" in what:
        item = release(office, office.archive.items.named(what))
        click.echo(f"{item.number}  {item.title}")
        _pump(office)
        return
    approval.approve(office, what)
    click.echo(what)
    click.echo("Diteruskan ke inbox; layanan (atau pmbs process) membuat suratnya.", err=True)


@commands.command()
@click.argument("number")
@click.option(
    "--reason", type=SAID, required=True, help="Why the number is given up; kept in the register."
)
@session
def void(opened: CommandCall, number: str, *, reason: str) -> None:
    """Give up a number, and its letter if that is not signed; its row stays, with the reason."""
    uploads = SrikandiFolder(opened.office.folder)
    click.echo(give_up(opened.office.archive, uploads, number, reason=reason))


@commands.command()
@click.argument("number")
@click.option("--reason", type=SAID, required=True, help="Why it counts; kept in the record.")
@session
def complete(opened: CommandCall, number: str, *, reason: str) -> None:
    """Count a letter as signed that came back with a page or a signature missing."""
    office = opened.office
    letter = declare_whole(office, office.archive.items.named(number), reason=reason)
    attend(office, letter.case)
    click.echo(f"{letter.number}  {letter.title}")


@commands.command()
@click.argument("number", metavar="NUMBER|CASE/ITEM")
@click.option("--reason", type=SAID, required=True, help="Why it was wrong; kept in the record.")
@session
def unmatch(opened: CommandCall, number: str, *, reason: str) -> None:
    """Take a match back: the last scan of a letter, or the scan CASE/ITEM, waits to be matched again."""
    office = opened.office
    scan = take_back(office, office.archive.items.named(number), reason=reason)
    attend(office, scan.case)
    click.echo(f"{scan.case}/{scan.item}  {scan.number}")


@commands.command("move")
@click.argument("what", metavar="CASE/ITEM|NUMBER")
@click.argument("case")
@click.option(
    "--reason", type=SAID, required=True, help="Why it belongs there; kept in the record."
)
@session
def move_item(opened: CommandCall, what: str, case: str, *, reason: str) -> None:
    """Move an item that was filed in the wrong case to CASE, with what belongs to it.

    A letter takes its revisions and scans along, a form its attachments and letters. Nothing filed is
    changed. A letter that names somebody else is not moved: give it up (void), and have it made anew.
    """
    office = opened.office
    item = office.archive.items.named(what)
    _tell_move(move(office, item, case, reason=reason))


@commands.command()
@click.argument("what", metavar="CASE/ITEM|NUMBER")
@click.option("--reason", type=SAID, required=True, help="Why it was wrong; kept in the record.")
@session
def unmove(opened: CommandCall, what: str, *, reason: str) -> None:
    """Take a move back: the item goes to the case where it was filed before."""
    office = opened.office
    _tell_move(move_back(office, office.archive.items.named(what), reason=reason))


def _tell_move(moved: Moved) -> None:
    for one in (moved.item, *moved.along):
        click.echo(f"{one.case}/{one.item}  {one.title}")
    for number in moved.tells:
        click.echo(
            f"Kertas surat {number} menyebut nomor berkas yang lama; nomor itu menunjuk ke sini.",
            err=True,
        )


@commands.command()
@click.argument("case")
@session
def close(opened: CommandCall, case: str) -> int:
    """Close a case."""
    opened.office.archive.cases.close(case)
    attend(opened.office)
    click.echo(case)
    return ExitCode.DONE


@commands.command()
@click.argument("case")
@click.option("--reason", type=SAID, required=True, help="Why it goes on; kept in the record.")
@session
def reopen(opened: CommandCall, case: str, *, reason: str) -> int:
    """Let a closed case go on: it takes forms and attachments again."""
    case = case.strip().upper()
    opened.office.archive.cases.reopen(case, reason=reason)
    click.echo(case)
    return ExitCode.DONE
