"""Commands about trust: who did what; copies of a case or of everything, and the way back."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from generator.archive import Archive, AuditLine, Recovery
from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import SAID
from generator.cli.output import show_table
from generator.cli.owner import act_as_owner
from generator.service.backup import BackupReport, back_up, bring_back
from generator.system.clock import SystemClock
from generator.vocabulary.prints import STATE_WORDS
from generator.vocabulary.problems import ExitCode, UsageError

__all__ = ["audit", "backup", "begin", "clock", "export", "restore"]

# How far a copy got, in words of the office; the ledger has its own.
STATES = {state.value: words for state, words in STATE_WORDS.items()}


@commands.command()
@click.argument("case", required=False)
@click.option("--who", default="", help="Only what this person did.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def audit(opened: CommandCall, case: str | None, *, who: str, limit: int, as_json: bool) -> None:
    """Show who saw, printed or changed what: of one CASE, or the latest of all."""
    archive = opened.office.archive
    if case is None:
        lines = archive.audit.latest(who=who, limit=limit)
    else:
        case = case.upper()
        if not archive.cases.has(case):
            raise UsageError("A005", found=case)
        lines = [one for one in archive.audit.of_case(case) if who in ("", one.who)][-limit:]
    if as_json:
        print_json([_as_json(one) for one in lines])
        return
    show_table(
        ["Baris", "Saat", "Siapa", "Apa", "Berkas", "Isi", "Keterangan"],
        [
            [
                str(one.seq),
                f"{one.at:%d-%m-%Y %H.%M}",
                one.who,
                one.words,
                one.case,
                f"{one.item:03d}" if one.item else "",
                STATES.get(one.detail, one.detail),
            ]
            for one in lines
        ],
    )


def _as_json(line: AuditLine) -> dict[str, object]:
    return {
        "seq": line.seq,
        "at": line.at.isoformat(),
        "who": line.who,
        "event": line.event,
        "case": line.case,
        "item": line.item,
        "detail": line.detail,
    }


@commands.command()
@click.argument("case")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@session
def export(opened: CommandCall, case: str, folder: Path) -> None:
    """Copy one CASE into DIR as a BagIt bag, with a page that any browser opens."""
    office = opened.office
    case = office.archive.cases.show(case).case
    made = office.archive.bags.make(
        case, folder, organisation=office.config.office.name, day=office.clock.today()
    )
    office.archive.audit.exported(case, how="bagit")
    click.echo(made)


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--quick", is_flag=True, help="Do not try the whole backup afterwards.")
@session
def backup(opened: CommandCall, folder: Path, *, quick: bool) -> int:
    """Bring the backup in DIR up to date and try it; the service may work meanwhile."""
    with _told_on_full_disk(), _progress() as tell:
        report = back_up(opened.office, folder, is_quick=quick, tell=tell)
    return _tell_report(report, "Cadangan")


@commands.command()
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, exists=True)
)
@click.option(
    "--next",
    "following",
    metavar="SERIES=N",
    multiple=True,
    help="The first free number of keluar, internal, masuk, kasus: each of them.",
)
@click.option(
    "--nothing-issued-since", "is_nothing_since", is_flag=True, help="Numbers go on where it ends."
)
@click.pass_context
def restore(
    context: click.Context,
    folder: Path | None,
    *,
    following: tuple[str, ...],
    is_nothing_since: bool,
) -> int:
    """Make an office of the backup in DIR: in the empty folder that --office names, or this one.

    What was issued after the backup it does not know: no number is given before it is told which are
    free, here or later (without DIR), or on the page Beranda.
    """
    if following and is_nothing_since:
        raise click.UsageError("--next and --nothing-issued-since exclude each other")
    if folder is None and not (following or is_nothing_since):
        raise click.UsageError("name the backup's DIR, or which numbers are free")
    call = context.ensure_object(CommandCall)
    target = call.folder or Path.cwd()
    code: int = ExitCode.DONE
    if folder is None:
        target = call.office_folder
        act_as_owner(target)
    else:
        if target.is_dir():
            act_as_owner(target)
        with _told_on_full_disk(), _progress() as tell:
            report = bring_back(folder, target, SystemClock(), tell)
        code = _tell_report(report, "Pemulihan")
        if report.until is not None:
            click.echo(f"Cadangan ini berakhir {report.until:%d-%m-%Y pukul %H.%M}.", err=True)
    archive = Archive(target / "archive", SystemClock())
    try:
        _let_numbering_go_on(archive.recovery, following, is_nothing_since=is_nothing_since)
    finally:
        archive.close()
    return code


def _let_numbering_go_on(
    recovery: Recovery, following: tuple[str, ...], *, is_nothing_since: bool
) -> None:
    """Take the answer from the options, or ask on a terminal; without one nothing is numbered."""
    today = SystemClock().today()
    if is_nothing_since:
        recovery.nothing_issued(today=today)
        return
    if following:
        recovery.go_on(dict(_numbered(one) for one in following), today=today)
        return
    if recovery.waiting() is None:
        return
    free = recovery.next_free(today.year)
    if not sys.stdin.isatty():
        told = " ".join(f"--next {series}={number}" for series, number in free.items())
        click.echo(
            "Nomor belum diberikan sebelum dijawab. Bila sejak itu tidak ada yang dikeluarkan:"
            f" pmbs restore --nothing-issued-since. Bila ada, sebut nomor bebas pertama: pmbs restore {told}",
            err=True,
        )
        return
    click.echo(
        "Nomor bebas pertama dari setiap register, menurut buku agenda di atas kertas:", err=True
    )
    asked = {
        series: click.prompt(series, type=int, default=number, err=True)
        for series, number in free.items()
    }
    recovery.go_on(asked, today=today)


@commands.command()
@click.argument("last", metavar="[SERIES=N]...", nargs=-1)
@click.option("--from-one", "is_from_one", is_flag=True, help="There is no book: all begin at 1.")
@click.option("--reason", type=SAID, help="From which book on paper; stands in the register.")
@session
def begin(opened: CommandCall, /, last: tuple[str, ...], *, is_from_one: bool, reason: str) -> None:
    """Say up to which number the book on paper goes: keluar=437 internal=60 masuk=512 kasus=12.

    The register shows those numbers as one row and goes on behind them; what is not named begins at 1.
    Later it only moves forward, and what is leapt over keeps a row each. Without arguments it asks.
    """
    beginnings, today = opened.office.archive.beginnings, opened.office.clock.today()
    used = beginnings.last_used(today.year)
    if is_from_one and last:
        raise click.UsageError("--from-one and SERIES=N exclude each other")
    told = dict(_numbered(one) for one in last)
    if not told and not is_from_one:
        if not sys.stdin.isatty():
            raise click.UsageError("say SERIES=N for each register, or --from-one")
        click.echo("Nomor terakhir yang terpakai menurut buku agenda tahun ini:", err=True)
        told = {
            series: click.prompt(series, type=int, default=number, err=True)
            for series, number in used.items()
        }
        if any(told.values()) and not reason:
            reason = click.prompt("Buku agenda yang mana", err=True)
    if any(told.values()) and not reason:
        raise click.UsageError("--reason: from which book on paper these numbers are")
    with opened.office.archive.by_hand.turn():
        beginnings.begin(told, reason=reason or "", today=today)
    for series, number in beginnings.last_used(today.year).items():
        click.echo(f"{series}: nomor berikutnya {number + 1}")


def _numbered(told: str) -> tuple[str, int]:
    series, sign, number = told.partition("=")
    if not sign or not number.isdecimal():
        raise click.UsageError(f"{told}: say SERIES=NUMBER, like keluar=442")
    return series.strip().casefold(), int(number)


@commands.group()
def clock() -> None:
    """The computer's clock, which numbers and dates are given by."""


@clock.command("accept")
@click.option("--reason", type=SAID, required=True, help="Why it is right; kept in the record.")
@session
def accept_clock(opened: CommandCall, *, reason: str) -> None:
    """Say that the clock is right now: numbers go on by it, although the record says otherwise."""
    office = opened.office
    office.archive.chain.accept_clock(reason=reason)
    click.echo(f"{office.clock.now():%d-%m-%Y %H.%M}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Isi berkas", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


@contextmanager
def _told_on_full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError("A031", hint=error.strerror or type(error).__name__) from error


def _tell_report(report: BackupReport, what: str) -> int:
    for one in report.findings:
        click.echo(f"{one.code} {one.where}: {one.message}")
    for name in report.left_out:
        click.echo(f"Tidak ikut, simpan sendiri: {name} (disebut pmbs.toml)", err=True)
    click.echo(
        f"{what}: {report.items} isi berkas ({report.copied} disalin,"
        f" {report.copied_bytes / 1_000_000:.1f} MB), buku besar sampai baris {report.seq}"
        f" ({report.head[:16]}).",
        err=True,
    )
    if any(one.is_damage for one in report.findings):
        return ExitCode.ARCHIVE_DAMAGED
    return ExitCode.FINDINGS if report.findings else ExitCode.DONE
