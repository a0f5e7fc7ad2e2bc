"""What commands print: tables, and files to where they were asked for."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

__all__ = ["console", "deliver", "show_table"]

WIDE = 200


def console() -> Console:
    """Standard output; a pipe gets lines wide enough that nothing is cut."""
    is_terminal = sys.stdout.isatty()
    return Console(file=sys.stdout, highlight=False, width=None if is_terminal else WIDE)


def show_table(columns: list[str], rows: list[list[str]]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    console().print(table)


def _plain(text: str) -> str:
    return text.replace("[", "\\[")


def deliver(data: bytes, name: str, output: Path | None) -> None:
    """To the file asked for, into a pipe, or (at a terminal) to a file of the list's own name."""
    if output is None and not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    path = output or Path(name)
    path.write_bytes(data)
    click.echo(path)
