"""Comments in a refused list, at the cells that are at fault."""

import re
from collections.abc import Iterator, Sequence

from generator.forms import readers
from generator.forms.sheet.cells import FormSheet, open_sheets, with_notes
from generator.forms.sheet.headings import NAME, ListHead, heads_in
from generator.vocabulary.fields import joint_with
from generator.vocabulary.problems import Problem
from generator.word.comments import AUTHOR

__all__ = ["with_sheet_comments"]

PLACE = re.compile(r"(?:lembar )?(?P<sheet>.+?)(?: baris (?P<row>\d+))?")
ROWS = re.compile(r"\d+(?:, \d+)*(?: …)?")
ITEM = re.compile(r"^rombongan\[\d+\]\.")


def with_sheet_comments(data: bytes, problems: Sequence[Problem]) -> bytes | None:
    """The same workbook with a comment at each faulty cell; comments of ours from before go.

    None if it cannot be opened safely or written again.
    """
    sheets = open_sheets(data)
    if isinstance(sheets, Problem) or not sheets:
        return None
    notes: dict[tuple[str, int, int], list[str]] = {}
    for problem in problems:
        for place in _cells(problem, {one.name: one for one in sheets}, sheets[0].name):
            texts = notes.setdefault(place, [])
            if (text := readers.clean(str(problem))) not in texts:
                texts.append(text)
    return with_notes(data, notes, author=AUTHOR)


def _cells(
    problem: Problem, sheets: dict[str, FormSheet], first: str
) -> Iterator[tuple[str, int, int]]:
    """Where a problem is told: at the answer, else at the name of its row, else at the headings."""
    place = PLACE.fullmatch(problem.where or "")
    sheet = sheets.get(place["sheet"]) if place else None
    if place is None or sheet is None:
        yield first, 1, 1
        return
    heads = heads_in(sheet)
    if place["row"] is None and ROWS.fullmatch(problem.found) and heads:
        for row in re.findall(r"\d+", problem.found):
            yield sheet.name, int(row), heads[0].name
    elif heads:
        row = int(place["row"]) if place["row"] else heads[0].bottom
        yield sheet.name, row, _column(problem, row, sheet, heads)
    else:
        yield sheet.name, int(place["row"] or 1), 2 if place["row"] else 1


def _column(problem: Problem, row: int, sheet: FormSheet, heads: list[ListHead]) -> int:
    path = ITEM.sub("klien.", problem.field)
    joint = joint_with(path)
    wanted = {path, f"{path.rpartition('.')[0]}.{joint.key}" if joint else path}
    if place := next(
        (at for head in heads for at, one in head.columns.items() if one.path in wanted), 0
    ):
        return place
    labelled = (
        at for head in heads for at, one in head.columns.items() if one.label == problem.found
    )
    return next(labelled, heads[0].name) if path != NAME or sheet.rows.get(row) else heads[0].name
