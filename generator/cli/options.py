"""What several commands ask for in the same way: a reason, a case by any of its names, where to write."""

from pathlib import Path

import click

from generator.office.office import Office

__all__ = ["OUTPUT", "SAID", "WHY", "case_named"]

WHY = "Why; kept in the ledger."
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here."
)


class _Said(click.ParamType[str]):
    """A text that is kept in a register or a record: blanks alone say nothing."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.strip():
            self.fail("must say something", param, ctx)
        return value


SAID = _Said()


def case_named(office: Office, text: str) -> str:
    """The case that somebody names, by its own number or by one of its letters.

    Raises:
        UsageError: there is none.
    """
    return office.archive.cases.show(text).case
