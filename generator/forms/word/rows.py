"""Tables of people or goods in a Word form: which column is what, what each row tells.

Columns go by their place in the table's grid, so merged cells and strange columns shift nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.forms import readers
from generator.forms.matching import column_key, find_label, spelled_out
from generator.forms.word.text import TableCell, TableRow
from generator.vocabulary.fields import ROWS, RowsLabels, SectionLabels, leading_columns

__all__ = [
    "RowAnswer",
    "RowColumn",
    "RowColumns",
    "as_printed",
    "header",
    "is_number_heading",
    "row_values",
]

ROW_NUMBER = frozenset({"nomor", "nomorurut", "nourut"})
NUMBERED = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,4})?[.)]?", re.IGNORECASE)
MAX_COLUMN_NAME = 60


@dataclass(frozen=True, kw_only=True)
class RowColumn:
    """A column: its key (none if nobody knows it), its heading, its place in the grid."""

    key: str
    label: str
    start: int
    end: int
    near: str = ""

    @property
    def is_number(self) -> bool:
        return not self.key and is_number_heading(self.label)


def is_number_heading(text: str) -> bool:
    """Whether a heading stands above running numbers: `No.`, `#`."""
    return spelled_out(text) in ROW_NUMBER or text.strip() == "#"


@dataclass(frozen=True, kw_only=True)
class RowAnswer:
    """What a cell tells, and the column it stands in (None beside the table's columns)."""

    column: RowColumn | None
    text: str
    cell: TableCell


@dataclass
class RowColumns:
    """The columns of a table of rows that are in force, and what merged cells carry downwards."""

    rows: RowsLabels
    columns: list[RowColumn]
    warned: set[str] = field(default_factory=set)
    above: dict[int, str] = field(default_factory=dict)

    def told(self, row: TableRow) -> list[RowAnswer]:
        """What a row tells, cell by cell; a cell merged with the one above has its text."""
        found = []
        for cell in row.cells:
            text = cell.text
            if cell.is_continued and not text:
                text = self.above.get(cell.column, "")
            self.above[cell.column] = text
            column = next((c for c in self.columns if c.start <= cell.column < c.end), None)
            is_number = column is None or column.is_number or not column.label
            if text and not (is_number and NUMBERED.fullmatch(text)):
                found.append(RowAnswer(column=column, text=text, cell=cell))
        is_said = any(one.cell.text for one in found)
        return found if is_said else []

    def ends_at(self, row: TableRow, section: SectionLabels) -> bool:
        """Whether a row is no longer of this table but a label with its answer."""
        cells = [cell for cell in row.cells if cell.text != ":"]
        if len(cells) != 2 or len(self.columns) <= 2:  # noqa: PLR2004 - label and answer
            return False
        match = find_label(cells[0].text, section, exact=True)
        return match is not None and match.section is section


def _candidates(rows: RowsLabels | None, section: SectionLabels) -> Iterator[RowsLabels]:
    """The tables that may stand here: the one under whose heading we are, then the section's."""
    if rows:
        yield rows
    yield from (one for one in ROWS if one.path.startswith(f"{section.key}."))
    yield from (one for one in ROWS if one.path == section.key)


def header(row: TableRow, rows: RowsLabels | None, section: SectionLabels) -> RowColumns | None:
    """The columns of a header row (`No | Nama | Jabatan`), or None if it is none."""
    if any(len(cell.text) > MAX_COLUMN_NAME for cell in row.cells):
        return None
    for one in _candidates(rows, section):
        columns = _columns(row, one)
        if _is_header(columns, one, is_headed=one is rows):
            return RowColumns(one, columns)
    return None


def _columns(row: TableRow, rows: RowsLabels) -> list[RowColumn]:
    columns: list[RowColumn] = []
    for cell in row.cells:
        key, near = column_key(cell.text, rows)
        if key in {column.key for column in columns}:
            key, near = "", ""
        end = cell.column + cell.span
        label = " ".join(cell.text.split())
        columns.append(RowColumn(key=key, label=label, start=cell.column, end=end, near=near))
    return columns


def _is_header(columns: Sequence[RowColumn], rows: RowsLabels, *, is_headed: bool) -> bool:
    """Whether enough of the columns are known; right under the table's heading a name will do."""
    known = [column.key for column in columns if column.key]
    strange = [c for c in columns if not c.key and c.label and not c.is_number]
    if not leading_columns(rows.path) & set(known) or any(
        ":" in column.label for column in columns
    ):
        return False
    # `Nama | Budi | Jabatan | Kepala` are two answers, not four columns.
    is_pairs = len(strange) == len(known) and all(columns[i].key for i in range(0, len(columns), 2))
    has_number = any(column.is_number for column in columns)
    if is_headed and has_number and not is_pairs:
        return True
    return len(known) > max(1, len(strange)) or (
        is_headed and len(known) > 1 and not is_pairs and len(strange) <= len(known)
    )


def as_printed(row: TableRow, rows: RowsLabels, section: SectionLabels) -> RowColumns | None:
    """The columns in the printed order, for a row of the usual width without a header above it."""
    keys, cells = list(rows.printed), row.cells
    is_numbered = bool(NUMBERED.fullmatch(cells[0].text))
    if len(cells) == len(keys) + 1 and is_numbered:
        keys.insert(0, "")
    elif len(cells) != len(keys) or len(keys) < 3 or cells[0].text.isdigit():  # noqa: PLR2004
        return None
    first = next(
        (cell.text for cell in cells if cell.text and not NUMBERED.fullmatch(cell.text)), ""
    )
    if not first or first.endswith(":") or column_key(first, rows)[0]:
        return None
    if find_label(first, section, exact=True):
        return None
    return RowColumns(
        rows,
        [
            RowColumn(
                key=key,
                label=key and rows.columns[key][0],
                start=cell.column,
                end=cell.column + cell.span,
            )
            for key, cell in zip(keys, cells, strict=True)
        ],
    )


def row_values(told: Sequence[RowAnswer]) -> dict[str, tuple[str, TableCell]]:
    """The answers of a row by key; boxes that nobody ticked are none."""
    found = {}
    for one in told:
        if one.column is None or not one.column.key or readers.is_empty(one.text):
            continue
        if text := readers.ticked(one.text):
            found[one.column.key] = (text, one.cell)
    return found
