"""Commands about trust: who did what with a case."""

import click

from generator.archive import AuditLine
from generator.cli.asking import show_table
from generator.cli.main import Session, commands, print_json, session
from generator.problems import UsageError

__all__ = ["audit"]


@commands.command()
@click.argument("case", required=False)
@click.option("--who", default="", help="Only what this person did.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="JSON rows.")
@session
def audit(opened: Session, case: str | None, *, who: str, limit: int, as_json: bool) -> None:
    """Show who saw, printed or changed what: of one CASE, or the latest of all."""
    archive = opened.office.archive
    if case is None:
        lines = archive.audit.latest(who=who, limit=limit)
    else:
        case = case.upper()
        if not archive.has_case(case):
            raise UsageError("A005", found=case)
        lines = [one for one in archive.audit.of_case(case) if who in ("", one.who)][-limit:]
    if as_json:
        print_json([_as_json(one) for one in lines])
        return
    show_table(
        ["Baris", "Saat", "Siapa", "Apa", "Berkas", "Isi", "Keterangan"],
        [
            [str(one.seq), f"{one.at:%d-%m-%Y %H.%M}", one.who, one.words, one.case,
             f"{one.item:03d}" if one.item else "", one.detail]
            for one in lines
        ],
    )  # fmt: skip


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
