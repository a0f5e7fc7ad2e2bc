"""Commands of disposal: propose, file the approval, carry out."""

from pathlib import Path

import click

from generator.archive import Disposal, DisposalKind
from generator.cli.main import CommandCall, commands, session
from generator.cli.options import SAID, WHY, case_named
from generator.desks import disposal as disposing

__all__ = ["dispose"]

OUTSIDE = (
    "Salinan di luar arsip ini tidak tersentuh: cadangan (pmbs backup), salinan surel, dan kertasnya. "
    "Musnahkan juga, dan catat dalam berita acara."
)


@commands.group()
def dispose() -> None:
    """Destroy cases whose time is over, or hand them over; only what was approved on paper."""


@dispose.command()
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--transfer", is_flag=True, help="Permanent cases, to be handed over.")
@session
def prepare(opened: CommandCall, cases: tuple[str, ...], *, transfer: bool) -> None:
    """Make the berita acara with its list, to be signed; without CASE, of all that is due."""
    office = opened.office
    kind: DisposalKind = "serah" if transfer else "musnah"
    made = disposing.propose(office, [case_named(office, one) for one in cases], kind)
    _say(made)
    click.echo(made.folder / "berita-acara.pdf")


@dispose.command()
@click.argument("name")
@click.argument("signed", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--reference", required=True, help="Number and date of the signed approval.")
@session
def approve(opened: CommandCall, name: str, signed: Path, reference: str) -> None:
    """File SIGNED, the scan of the signed approval, for the disposal NAME."""
    _say(disposing.approve(opened.office, name, signed, reference=reference))


@dispose.command("carry-out")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@session
def carry_out(opened: CommandCall, name: str, *, yes: bool) -> None:
    """Destroy the content of the approved cases of NAME; it cannot be brought back.

    Numbers, digests and the approval stay. Broken off, it is asked for again in the same way.
    """
    office = opened.office
    planned = office.archive.disposals.get(name)
    if not yes:
        click.echo("\n".join(planned.cases))
        click.confirm(f"Musnahkan isi {len(planned.cases)} berkas ini untuk selamanya?", abort=True)
    with office.exclusive():
        _say(disposing.carry_out(office, name))
    click.echo(OUTSIDE, err=True)


@dispose.command()
@click.argument("name")
@click.option("--reason", type=SAID, required=True, help=WHY)
@session
def cancel(opened: CommandCall, name: str, reason: str) -> None:
    """Give the proposal NAME up; its cases stay as they are."""
    opened.office.archive.disposals.cancel(name, reason=reason)
    _say(opened.office.archive.disposals.get(name))


def _say(one: Disposal) -> None:
    if one.cancelled:
        state = "dibatalkan"
    elif one.completed:
        state = "dimusnahkan"
    else:
        state = f"disetujui ({one.reference})" if one.approved else "menunggu persetujuan"
    click.echo(f"{one.name}  {len(one.cases)} berkas  {state}")
