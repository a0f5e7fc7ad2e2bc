"""Commands that handle forms: init, run, process."""

import faulthandler
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import SAID
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.founding import init_office
from generator.office.office import Office
from generator.rules.seeds import seed_folder
from generator.service import handling, watch
from generator.submission import approval
from generator.submission.drafts import open_desk_folder
from generator.submission.hand_matching import match_scan, refuse_scan
from generator.system.actor import SERVICE, acting_as
from generator.vocabulary.indonesian import long_date
from generator.vocabulary.problems import ExitCode, Problem, UsageError

__all__ = ["init", "match", "process", "reject", "run"]

OUTCOME_WORDS = {
    "filed": "[green]diarsipkan[/]",
    "rejected": "[red]ditolak[/]",
    "duplicate": "[yellow]sudah ada[/]",
    "waiting": "[yellow]menunggu[/]",
    "held": "[red]tertahan[/]",
    "unmatched": "[yellow]perlu dicocokkan[/]",
    "drafted": "[green]konsep[/]",
}

NEXT_STEPS = """
Kantor baru sudah siap. Berikutnya:
1. Isi kop surat, lambang, pejabat, dan alamat dalam {folder}/pmbs.toml;
   pmbs --office {folder} doctor menyebutkan apa yang belum.
2. Nomor terakhir buku agenda kertas: pmbs --office {folder} begin
3. Siapa yang boleh membuka halaman: pmbs --office {folder} user add NAMA --role admin
4. Jalankan: pmbs --office {folder} run
   atau setiap kali mesin hidup: sudo pmbs --office {folder} service install
Contoh formulir untuk dicoba: {samples}"""


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Make a new office folder: pmbs.toml, templates, blank forms, inbox, archive."""
    init_office(folder)
    open_desk_folder(Office(folder))
    click.echo(folder.absolute())
    click.echo(
        NEXT_STEPS.format(folder=folder.absolute(), samples=seed_folder() / "samples"), err=True
    )


@commands.command()
@session
def run(opened: CommandCall) -> None:
    """Watch the inbox, print, and serve the web page until stopped."""
    from generator.web import WebServer

    office = opened.office
    handling.require_cage(office)
    # Ended by the watchdog of systemd, it says where each thread stood: lines of code, no data.
    faulthandler.enable()
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_stop)
    with office.exclusive():
        server = WebServer(office)
        if office.config.web.enabled:
            server.start()
            click.echo(f"Halaman: {server.url}", err=True)
        click.echo(f"Mengawasi {office.inbox.folder}; hentikan dengan Ctrl+C.", err=True)
        try:
            with acting_as(SERVICE):
                watch.run(office, stop)
        finally:
            server.stop()


@commands.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@session
def process(opened: CommandCall, files: tuple[Path, ...], *, as_json: bool) -> int:
    """Handle the inbox, or copies of FILES, once."""
    for path in files:
        if not path.exists():
            raise UsageError("S004", found=str(path))
    handling.require_cage(opened.office)
    show = _show_json if as_json else _show_line
    console = Console(stderr=True)
    with (
        opened.office.exclusive(),
        Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            disable=as_json or not console.is_terminal,
        ) as bar,
    ):
        task = bar.add_task("Formulir", total=None)

        def report(outcome: Outcome) -> None:
            show(outcome)
            bar.advance(task)

        outcomes = handling.handle_once(
            opened.office,
            files,
            expect=lambda count: bar.update(task, total=count),
            report=report,
        )
    trouble = any(outcome.needs_a_person for outcome in outcomes)
    return ExitCode.FINDINGS if trouble else ExitCode.DONE


@commands.command()
@click.argument("number")
@click.argument("scan", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sure", is_flag=True, help="Also if the page bears the number of another letter.")
@session
def match(opened: CommandCall, number: str, scan: Path, *, sure: bool) -> None:
    """File SCAN as the signed version of the letter NUMBER.

    One that waits in inbox/cocokkan leaves it for inbox/selesai.
    """
    click.echo(match_scan(opened.office, number, scan, is_sure=sure))


@commands.command()
@click.argument("form")
@click.option("--reason", type=SAID, required=True, help="What the clerk reads in the note.")
@session
def reject(opened: CommandCall, form: str, *, reason: str) -> None:
    """Give a FORM that waits in inbox/persetujuan, or a scan in inbox/cocokkan, back to the clerk."""
    office = opened.office
    scans = [path for path in office.inbox.trays.of(Tray.MATCH) if path.name == form]
    if scans:
        refuse_scan(office, scans[0], reason=reason)
    else:
        approval.refuse(office, form, reason=reason)
    click.echo(form)


def _show_json(outcome: Outcome) -> None:
    for one in outcome.each:
        _print_json(one, (*outcome.problems, *one.problems) if outcome.parts else one.problems)


def _print_json(outcome: Outcome, problems: Sequence[Problem]) -> None:
    print_json(
        {
            "form": outcome.form,
            "outcome": outcome.outcome,
            "case": outcome.case,
            "documents": [
                {
                    "type": one.type,
                    "number": one.number,
                    "docx": str(one.docx),
                    "pdf": str(one.pdf) if one.pdf else None,
                }
                for one in outcome.documents
            ],
            "problems": [
                {"code": one.code, "field": one.field, "message": one.message} for one in problems
            ],
        },
        lines=True,
    )


def _show_line(outcome: Outcome) -> None:
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    for problem in outcome.problems if outcome.parts else ():
        console.print(f"    {problem}", markup=False)
    for one in outcome.each:
        console.print(f"{OUTCOME_WORDS[one.outcome]}", end="  ")
        console.print(f"{one.form}  {one.case or ''}".rstrip(), markup=False)
        for document in one.documents:
            revision = f"  (revisi {document.revision})" if document.revision > 1 else ""
            coming = f"  (untuk {long_date(document.coming)})" if document.coming else ""
            console.print(
                f"    {document.number or document.docx}  {document.title}{revision}{coming}",
                markup=False,
            )
        for standing in one.unchanged:
            console.print(f"    {standing.number}  {standing.title}  (tidak berubah)", markup=False)
        for letter in one.signed:
            console.print(f"    bertanda tangan: {letter}", markup=False)
        for letter in one.incomplete:
            console.print(f"    kembali tidak lengkap: {letter}", markup=False)
        for letter in one.delivered:
            console.print(f"    tanda terima kembali: {letter}", markup=False)
        for title in one.attachments:
            console.print(f"    lampiran: {title}", markup=False)
        for problem in one.problems:
            console.print(f"    {problem}", markup=False)
