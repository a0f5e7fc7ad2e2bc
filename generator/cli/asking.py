"""Commands that ask the archive: find, show, list, prints."""

from datetime import datetime
from pathlib import Path

import click

from generator.archive import LISTINGS, ArchivedItem, CaseView, Hit, MovedItem
from generator.cli.custody import custody_json, custody_lines
from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import OUTPUT
from generator.cli.output import console, deliver, show_table
from generator.office.office import Office
from generator.rules.sop import Checked, StepProgress
from generator.vocabulary.prints import PrintJob

__all__ = ["find", "listing", "prints", "show"]


@commands.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--year", type=int, help="Only items of this year.")
@click.option("--type", "type_", help="Only this type, such as surat-koordinasi.")
@click.option("--agency", help="Only where sender or addressee has words that begin so.")
@click.option("--step", type=int, help="Only papers of this step of the SOP.")
@click.option("--person", help="Only cases of this person; near spellings too.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def find(
    opened: CommandCall,
    text: tuple[str, ...],
    *,
    year: int | None,
    type_: str | None,
    agency: str | None,
    step: int | None,
    person: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Search everything filed: words, names, NIK, letter numbers, "quoted phrases".

    Misspelt by a letter or two is found too, behind what is spelt as asked.
    """
    archive = opened.office.archive
    archive.audit.searched()
    of_step = opened.office.catalogue.of_step(step) if step is not None else ()
    hits = archive.search.find(
        " ".join(text),
        year=year,
        type=type_,
        types=of_step,
        agency=agency,
        person=person,
        limit=limit,
    )
    if as_json:
        print_json([_hit_json(hit, archive.root) for hit in hits])
        return
    if not hits:
        click.echo("Tidak ditemukan.", err=True)
        return
    show_table(["Kasus", "Nomor", "Tanggal", "Hal", "Klien", "Cuplikan"], _case_by_case(hits))


def _case_by_case(hits: list[Hit]) -> list[list[str]]:
    """The hits with those of one case together, at the place of its best; the case is named once."""
    cases = list(dict.fromkeys(hit.case for hit in hits))
    rows = []
    for case in cases:
        for place, hit in enumerate(one for one in hits if one.case == case):
            told = f"{hit.snippet} (mirip)" if hit.is_near else hit.snippet
            head = (case, hit.client) if place == 0 else ("", "")
            rows.append([head[0], hit.number, str(hit.date), hit.subject, head[1], told])
    return rows


def _hit_json(hit: Hit, root: Path) -> dict[str, object]:
    return {
        "case": hit.case,
        "item": hit.item,
        "type": hit.type,
        "number": hit.number,
        "date": hit.date,
        "subject": hit.subject,
        "client": hit.client,
        "snippet": hit.snippet,
        "path": str(root / hit.path),
    }


@commands.command()
@click.argument("case_or_number")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@session
def show(opened: CommandCall, case_or_number: str, *, as_json: bool) -> None:
    """Show one case with its items, SOP steps, prints and due times."""
    office = opened.office
    view = office.archive.cases.show(case_or_number)
    office.archive.audit.viewed(view.case)
    steps, checklist = office.steps_of(view.case), office.checklist(view.case)
    if as_json:
        print_json(_case_json(office, view, steps, checklist))
        return
    out = console()
    out.print(f"{view.case}  {view.client}  ({view.status})", markup=False)
    show_table(
        ["Isi", "Jenis", "Nomor", "Tanggal", "Hal", "Keadaan"],
        [
            [f"{i.item:03d}", i.title, i.number, str(i.date), i.subject, _state(i)]
            for i in view.items
        ],
    )
    for one in office.archive.refilings.away(view.case):
        out.print(_away(office, one), markup=False)
    show_table(["", ""], custody_lines(office, view.case))
    out.print("\nKelengkapan")
    show_table(["", ""], [[one.name, _met(one)] for one in checklist])
    out.print("\nLangkah SOP")
    show_table(["", "Langkah", "Selesai", "Paling lambat"], [_step_row(step) for step in steps])
    if view.prints:
        out.print("\nCetakan")
        _print_table(view.prints)


def _certified(office: Office, view: CaseView) -> dict[int, list[dict[str, object]]]:
    """The electronic signatures of a case's documents, by their place in it."""
    if not office.archive.secrecy.may_see(view.case):
        return {}
    known = set(office.archive.certificates.items())
    return {
        one.item: [
            told.model_dump(mode="json") for told in office.archive.items.record_of(one).signatures
        ]
        for one in view.items
        if f"{one.case}/{one.item}" in known
    }


def _state(item: ArchivedItem) -> str:
    """What became of a letter: its revision, whether it was replaced, given up or came back signed."""
    words = [f"revisi {item.revision}"] if item.revision > 1 else []
    if item.is_replaced:
        words += ["dibatalkan" if item.is_withdrawn else "diganti"]
    words += ["bertanda tangan"] if item.is_signed else []
    words += [f"kembali tidak lengkap: {item.lacking}"] if item.lacking else []
    return ", ".join(words)


def _away(office: Office, one: MovedItem) -> str:
    """The line of an item that is in another case now; the reason where both cases may be seen."""
    may_see = all(office.archive.secrecy.may_see(case) for case in (one.case, one.to_case))
    why = f": {one.reason}" if may_see else ""
    return f"{one.item:03d}  dipindahkan ke {one.to_case}/{one.to_item} ({one.at:%d-%m-%Y}){why}"


def _met(one: Checked) -> str:
    if one.has_copy:
        return "ada, salinannya diarsipkan"
    return "ada menurut formulir" if one.is_told else "tidak ada"


def _step_row(step: StepProgress) -> list[str]:
    late = " (TERLAMBAT)" if step.is_late else ""
    done = ""
    if step.done_at is not None:
        done = f"{step.done_at:%d-%m-%Y %H.%M}" if step.is_exact else f"{step.done_at:%d-%m-%Y}"
        done += " (melampaui waktu)" if step.was_late else ""
        done += f" (dikoreksi: {step.correction})" if step.correction else ""
    elif step.planned is not None:
        done = f"direncanakan {step.planned:%d-%m-%Y}"
    due = f"{step.due:%d-%m-%Y %H.%M}{late}" if step.due else ""
    title = f"{step.title} ({step.remark})" if step.remark else step.title
    return [str(step.no), title, done, due]


def _case_json(
    office: Office, view: CaseView, steps: list[StepProgress], checklist: list[Checked]
) -> dict[str, object]:
    certified = _certified(office, view)
    return {
        "case": view.case,
        "client": view.client,
        "status": view.status,
        "opened": view.opened,
        "items": [
            {
                "item": one.item,
                "type": one.type,
                "title": one.title,
                "direction": one.direction,
                "number": one.number,
                "date": one.date,
                "subject": one.subject,
                "party": one.party,
                "revision": one.revision,
                "replaced": one.is_replaced,
                "withdrawn": one.is_withdrawn,
                "signed": one.is_signed,
                "path": str(office.archive.items.folder_of(one)),
                **({"signatures": certified[one.item]} if one.item in certified else {}),
            }
            for one in view.items
        ],
        "moved": [
            {
                "item": one.item,
                "to": f"{one.to_case}/{one.to_item}",
                "at": one.at.isoformat(),
            }
            for one in office.archive.refilings.away(view.case)
        ],
        "steps": [
            {
                "no": one.no,
                "title": one.title,
                "done": _told(one.done_at, is_exact=one.is_exact),
                "due": one.due.isoformat() if one.due else None,
                "late": one.is_late,
                "planned": _told(one.planned, is_exact=one.is_exact),
                "was_late": one.was_late,
                "correction": one.correction,
                "remark": one.remark,
            }
            for one in steps
        ],
        "requirements": [
            {"name": one.name, "copy": one.has_copy, "told": one.is_told} for one in checklist
        ],
        "prints": [_print_json(one) for one in view.prints],
        **custody_json(office, view.case),
    }


@commands.command("list")
@click.argument("name", required=False)
@click.option("--year", type=int, help="The year; by default the present one.")
@click.option("--month", type=click.IntRange(1, 12), help="Only this month, for registers.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "xlsx", "pdf", "json"]),
    default="table",
    show_default=True,
)
@OUTPUT
@session
def listing(
    opened: CommandCall,
    name: str | None,
    *,
    year: int | None,
    month: int | None,
    format_: str,
    output: Path | None,
) -> None:
    """Print a register or list; without NAME, the names there are."""
    if output is not None and (name is None or format_ == "table"):
        raise click.UsageError("--output needs a NAME and a --format that is a file")
    if name is None:
        show_table(["Nama", "Judul"], [[one.name, one.title] for one in LISTINGS.values()])
        return
    office = opened.office
    rows = office.listing(name, year=year, month=month)
    if format_ == "table":
        office.archive.audit.list_shown(name)
    else:
        office.archive.audit.listed(name, year=rows.year, how=format_)
    if format_ == "table":
        show_table(
            list(rows.columns),
            [["" if cell is None else str(cell) for cell in row] for row in rows.rows],
        )
    elif format_ == "json":
        print_json([dict(zip(rows.columns, row, strict=True)) for row in rows.rows], output=output)
    else:
        # What writes Word and spreadsheets is loaded by whoever wants a file.
        from generator.desks.handout import listing_file

        deliver(listing_file(office, rows, format_), f"{name}.{format_}", output)


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def prints(opened: CommandCall, *, as_json: bool) -> None:
    """Show the outbox: every copy and how far it got."""
    jobs = opened.office.archive.prints.all()
    if as_json:
        print_json([_print_json(one) for one in jobs])
    else:
        _print_table(jobs)


def _told(moment: datetime | None, *, is_exact: bool) -> str | None:
    """A moment, or the day where no hour is known."""
    if moment is None:
        return None
    return moment.isoformat() if is_exact else moment.date().isoformat()


def _print_json(job: PrintJob) -> dict[str, object]:
    return {
        "key": job.key,
        "case": job.case,
        "item": job.item,
        "type": job.type,
        "number": job.number,
        "copy": job.copy,
        "state": job.state.value,
        "reason": job.reason,
        "why": job.why,
        "reprint": job.reprint,
        "wanted": job.wanted_at.isoformat(),
        "changed": job.changed_at.isoformat(),
    }


def _remark(job: PrintJob) -> str:
    reprint = f"cetak ulang ke-{job.reprint}: {job.why}" if job.reprint else ""
    return "; ".join(part for part in (reprint, job.reason) if part)


def _print_table(jobs: list[PrintJob] | tuple[PrintJob, ...]) -> None:
    show_table(
        ["Lembar", "Nomor", "Keadaan", "Keterangan"],
        [[job.key, job.number, job.state_word, _remark(job)] for job in jobs],
    )
