"""Commands of disposal: files that move, and the four steps of destroying or handing over."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from generator.archive import Disposal, DisposalKind, DisposalStep
from generator.cli.main import CommandCall, commands, print_json, session
from generator.cli.options import SAID, WHY, case_named
from generator.cli.registers import DAY, Command
from generator.desks import disposal as disposing
from generator.desks.act_signers import unnamed_heads
from generator.desks.disposal import SignedStep, ToldAct
from generator.vocabulary.problems import Problem

__all__ = ["dispose"]

OUTSIDE = (
    "Salinan di luar arsip ini tidak tersentuh: cadangan (pmbs backup), salinan surel, dan kertasnya. "
    "Musnahkan juga, dan catat dalam berita acara."
)
SIGNED = click.Path(path_type=Path, exists=True, dir_okay=False)
PERSON = "“Name; Post; NIP”, the NIP if there is one."


@commands.group()
def dispose() -> None:
    """Move, destroy or hand over cases whose time is over; only what was approved on paper.

    Destroying and handing over have four steps, each with its paper: prepare, opinion, approve, and the act
    (carry-out or hand-over).
    """


@dispose.command("move")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--box", type=SAID, help="The box of the records unit in which they stand then.")
@session
def move(opened: CommandCall, cases: tuple[str, ...], box: str | None) -> None:
    """File the berita acara by which inactive files go to the records unit; without CASE, of all that are due."""
    office = opened.office
    named = [case_named(office, one) for one in cases]
    _warn(unnamed_heads(office))
    paper, moved = disposing.move(office, named, box=box or "")
    click.echo(f"{paper.number}  {len(moved)} berkas  dipindahkan")
    click.echo(_pdf(opened, paper.place))


@dispose.command()
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--transfer", is_flag=True, help="Permanent cases, to be handed over.")
@session
def prepare(opened: CommandCall, cases: tuple[str, ...], *, transfer: bool) -> None:
    """Step 1: file the numbered proposal with its list; without CASE, of all that is due.

    Laid beside it is the paper on which the panel writes its opinion.
    """
    office = opened.office
    kind: DisposalKind = "serah" if transfer else "musnah"
    made, opinion = disposing.propose(office, [case_named(office, one) for one in cases], kind)
    _say(made)
    if made.proposal is not None:
        click.echo(made.proposal.number)
        click.echo(_pdf(opened, made.proposal.place))
    click.echo(opinion)


def _signed_options(command: Command) -> Command:
    for option in (
        click.option("--by", default="", help="Who gave it, such as “Wali Kota Tarakan”."),
        click.option("--date", "dated", type=DAY, help="The date on the paper."),
    ):
        command = option(command)
    return command


@dispose.command()
@click.argument("name")
@click.argument("signed", type=SIGNED)
@click.option("--number", default="", help="The number of the opinion, as written.")
@_signed_options
@click.option("--keep", "kept", multiple=True, metavar="CASE", help="A case that the panel keeps.")
@session
def opinion(
    opened: CommandCall,
    /,
    name: str,
    signed: Path,
    *,
    number: str,
    dated: datetime | None,
    by: str,
    kept: tuple[str, ...],
) -> None:
    """Step 2: file SIGNED, the scan of the panel's opinion (pertimbangan), for the disposal NAME."""
    told = SignedStep(scan=signed, number=number, dated=dated.date() if dated else None, by=by)
    named = [case_named(opened.office, one) for one in kept]
    _say(disposing.judge(opened.office, name, told, kept=named))


@dispose.command()
@click.argument("name")
@click.argument("signed", type=SIGNED)
@click.option(
    "--reference", "--number", required=True, help="The number of the approval, as written."
)
@_signed_options
@session
def approve(
    opened: CommandCall,
    /,
    name: str,
    signed: Path,
    *,
    reference: str,
    dated: datetime | None,
    by: str,
) -> None:
    """Step 3: file SIGNED, the scan of the signed approval, for the disposal NAME."""
    told = SignedStep(scan=signed, number=reference, dated=dated.date() if dated else None, by=by)
    made, odd = disposing.approve(opened.office, name, told)
    _say(made)
    _warn(odd)


def _act_options(command: Command) -> Command:
    for option in (
        click.option(
            "--inspectorate", default="", help=f"The witness of the inspectorate: {PERSON}"
        ),
        click.option("--law", default="", help=f"The witness of the legal section: {PERSON}"),
        click.option("--way", default="", help="How, as the berita acara says it."),
        click.option("--place", default="", help="Where, as the berita acara says it."),
    ):
        command = option(command)
    return command


@dispose.command("carry-out")
@click.argument("name")
@_act_options
@click.option("--copies", default="", help="What became of copies outside of the archive.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@session
def carry_out(opened: CommandCall, /, name: str, *, yes: bool, **told: str) -> None:
    """Step 4: file the berita acara, and destroy the content of the approved cases of NAME for ever.

    Numbers, digests and the papers stay. Broken off, it is asked for again in the same way.
    """
    office = opened.office
    planned = office.archive.disposals.get(name)
    if not yes:
        click.echo("\n".join(planned.cases))
        click.confirm(f"Musnahkan isi {len(planned.cases)} berkas ini untuk selamanya?", abort=True)
    _warn(unnamed_heads(office))
    with office.exclusive():
        done = disposing.carry_out(office, name, ToldAct(**told))
        _say_act(opened, done)
    click.echo(OUTSIDE, err=True)


@dispose.command("hand-over")
@click.argument("name")
@_act_options
@click.option("--receiver", default="", help=f"Who receives for the regional archive: {PERSON}")
@session
def hand_over(opened: CommandCall, /, name: str, **told: str) -> None:
    """Step 4: file the berita acara by which the approved cases of NAME go to the regional archive.

    Nothing is destroyed; `pmbs export` makes the bags that are handed over.
    """
    _warn(unnamed_heads(opened.office))
    _say_act(opened, disposing.hand_over(opened.office, name, ToldAct(**told)))


@dispose.command()
@click.argument("disposal", metavar="[NAME]", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON only.")
@session
def show(opened: CommandCall, disposal: str | None, *, as_json: bool) -> None:
    """Show the steps of the disposal NAME: date, number and giver of each paper; without NAME, of all."""
    disposals = opened.office.archive.disposals
    shown = [disposals.get(disposal)] if disposal else disposals.every()
    if as_json:
        rows = [_as_row(one) for one in shown]
        print_json(rows[0] if disposal else rows)
        return
    for one in shown:
        _say(one)
        for place, step in enumerate(_steps(one), start=1):
            words = (f"{step['date'] or '-'}", f"{step['number'] or '-'}", f"{step['by'] or ''}")
            click.echo(f"{place}. {step['step']:<13}  {'  '.join(words)}".rstrip())
        click.echo(
            "\n".join(
                [*one.cases, *(f"{case}  dipertahankan panitia penilai" for case in one.kept)]
            )
        )


def _as_row(one: Disposal) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "state": one.state,
        "cases": one.cases,
        "kept": one.kept,
        "steps": list(_steps(one)),
    }


def _steps(one: Disposal) -> Iterable[dict[str, str | None]]:
    """The four steps; one that is not taken yet has neither date nor number."""
    asked = one.proposal
    yield {
        "step": "usul",
        "date": one.prepared.isoformat(),
        "number": asked.number if asked else None,
        "by": (asked.by if asked else "") or None,
        "paper": asked.place if asked else None,
    }
    yield _signed_step("pertimbangan", one.opinion)
    yield _signed_step("persetujuan", one.approval)
    act = one.record
    yield {
        "step": "pelaksanaan",
        "date": act.dated.isoformat()
        if act
        else (one.completed.isoformat() if one.completed else None),
        "number": act.number if act else None,
        "by": (act.by if act else "") or None,
        "paper": act.place if act else None,
    }


def _signed_step(step: str, told: DisposalStep | None) -> dict[str, str | None]:
    if told is None:
        return {"step": step, "date": None, "number": None, "by": None, "paper": None}
    day = (told.dated or told.filed).isoformat()
    return {"step": step, "date": day, "number": told.number, "by": told.by or None, "paper": None}


@dispose.command()
@click.argument("name")
@click.option("--reason", type=SAID, required=True, help=WHY)
@session
def cancel(opened: CommandCall, name: str, reason: str) -> None:
    """Give the proposal NAME up; its cases stay as they are, its number stays in the register."""
    opened.office.archive.disposals.cancel(name, reason=reason)
    _say(opened.office.archive.disposals.get(name))


def _pdf(opened: CommandCall, place: str) -> Path:
    items = opened.office.archive.items
    return items.folder_of(items.named(place)) / "surat.pdf"


def _say(one: Disposal) -> None:
    click.echo(f"{one.name}  {len(one.cases)} berkas  {one.state}")


def _say_act(opened: CommandCall, one: Disposal) -> None:
    _say(one)
    if one.record is not None:
        click.echo(one.record.number)
        click.echo(_pdf(opened, one.record.place))


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
