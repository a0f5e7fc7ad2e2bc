"""Opening a stranger's workbook: limits first, then every sheet as rows of cells.

The only door to openpyxl. Formulas are never worked out here: the value that the spreadsheet
program kept is taken.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.comments import Comment
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from generator.forms.sheet.acting_parts import acting_part
from generator.forms.sheet.pictures import picture_rows
from generator.forms.word import opening
from generator.vocabulary.problems import Problem
from generator.word import package as door
from generator.word.package import PackageError

__all__ = ["FormSheet", "SheetCell", "open_sheets", "with_notes"]

MAIN = "xl/workbook.xml"
# A list of 200 people has 300 kB; 30 MB, as Word parts may have, would take openpyxl ten seconds.
MAX_PART = 4_000_000
# All sheets together.
MAX_XML = 4_000_000
MAX_CELLS, MAX_TEXT = 40_000, 1_000_000
MAX_ROW, MAX_COLUMN, MAX_SHEETS = 5_000, 60, 20
# A comment as it opens, in points.
NOTE_WIDTH, NOTE_HEIGHT = 300, 120
# Excel keeps fifteen digits of a number.
EXACT = 10**15
# What a workbook lists; openpyxl reads the part of each to its end, be it the same one twenty times.
SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s")
# A cell with content: neither closed at once nor empty.
FILLED = re.compile(rb'<(?:\w{1,9}:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"(?:[^<>]*[^<>/])?>')
# Rows and columns that nobody sees: hidden, filtered out, or drawn without height or width.
UNSEEN = rb'(?:\shidden="(?:1|true)"|\s(?:ht|width)="0(?:\.\d+)?")'
UNSEEN_ROW = re.compile(rb"<(?:\w{1,9}:)?row(?=[^<>]*?" + UNSEEN + rb')[^<>]*?\br="(\d{1,7})"')
UNSEEN_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col(?=[^<>]*?" + UNSEEN + rb")([^<>]*)>")
# What Excel writes as "Strict Open XML" has the same parts under names of their own.
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


@dataclass(frozen=True, kw_only=True)
class SheetCell:
    """A value as the workbook has it.

    `is_struck`: all of it is crossed out; `struck` is what of it was, and is not in the value.
    """

    value: object
    is_formula: bool = False
    is_error: bool = False
    place: str = ""
    is_struck: bool = False
    struck: str = ""

    @property
    def text(self) -> str:
        """The value as a person would have written it."""
        value = self.value
        if isinstance(value, bool):
            return "ya" if value else "tidak"
        if isinstance(value, float) and value.is_integer():
            return f"{value:.0f}"
        if isinstance(value, datetime) and value.time() != time(0):
            return f"{value:%Y-%m-%d %H.%M}"
        if isinstance(value, date):
            return f"{value:%Y-%m-%d}"
        if isinstance(value, time):
            return f"{value:%H.%M}"
        # An apostrophe before a number makes it text in Excel; typed twice it is seen.
        return "" if value is None else re.sub(r"^'(?=[\d+])", "", str(value).strip())

    @property
    def date_text(self) -> str:
        """The text of an answer that is a day: an hour that came with it is left out."""
        return f"{self.value:%Y-%m-%d}" if isinstance(self.value, datetime) else self.text

    @property
    def is_told(self) -> bool:
        """Whether there is anything in it, be it a formula without a value."""
        return bool(self.text) or self.is_uncounted

    @property
    def is_uncounted(self) -> bool:
        return self.is_formula and self.value is None

    @property
    def has_lost_digits(self) -> bool:
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return is_number and abs(float(str(self.value))) >= EXACT


@dataclass(frozen=True, kw_only=True)
class FormSheet:
    """The cells that hold something, by row and column number, and which of them nobody sees."""

    name: str
    rows: dict[int, dict[int, SheetCell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    picture_rows: frozenset[int] = frozenset()

    def merged_into(self, row: int) -> dict[int, SheetCell]:
        """For the columns of a row the cell that was merged down into it from above."""
        found = {}
        for left, top, _, bottom in self.merged:
            cell = self.rows.get(top, {}).get(left)
            if top < row <= bottom and cell is not None:
                found[left] = cell
        return found

    def merged_across(self, row: int, column: int) -> SheetCell | None:
        """The cell that was merged over this one from the left."""
        for left, top, right, bottom in self.merged:
            if left < column <= right and top <= row <= bottom:
                return self.rows.get(top, {}).get(left)
        return None

    def is_wide(self, row: int, column: int) -> bool:
        """Whether a cell stands over several columns."""
        return any(
            left == column and top <= row <= bottom and right > left
            for left, top, right, bottom in self.merged
        )


def open_sheets(data: bytes) -> list[FormSheet] | Problem:
    """All sheets of an .xlsx, or what is wrong with it."""
    if data.startswith(opening.OLE_MAGIC):
        return Problem(code="B045" if opening.ENCRYPTED in data else "B046")
    if not data.startswith(b"PK"):
        return Problem(code="B040")
    try:
        with door.open_package(data) as opened:
            if problem := _refusal(opened):
                return problem
            if STRICT in opened.read(MAIN):
                data = _transitional(opened)
        with door.open_package(data) as opened:
            return _sheets(data, opened)
    except PackageError as error:
        return opening.refusal(error, locked="B045", broken="B041")
    # openpyxl has no error of its own for a broken part: it lets through what its parser, its
    # descriptors and its look-ups raise.
    except (
        OSError,
        ValueError,
        RuntimeError,
        LookupError,
        TypeError,
        AttributeError,
        NotImplementedError,
        OverflowError,
        InvalidFileException,
        SyntaxError,
        etree.LxmlError,
    ):
        return Problem(code="B041")


def with_notes(
    data: bytes, notes: Mapping[tuple[str, int, int], Sequence[str]], *, author: str
) -> bytes | None:
    """The workbook with comments at its cells, by sheet, row and column; the author's earlier ones go.

    None if it cannot be opened safely or written again. Values that formulas gave are not kept: the
    spreadsheet program works them out anew.
    """
    if isinstance(open_sheets(data), Problem):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
            for sheet in book.worksheets:
                for cell in (one for row in sheet.iter_rows() for one in row):
                    if cell.comment is not None and cell.comment.author == author:
                        cell.comment = None
            for (name, row, column), texts in notes.items():
                cell = book[name].cell(row, column)
                if not isinstance(cell, MergedCell):
                    earlier = [cell.comment.text] if cell.comment else []
                    cell.comment = Comment(
                        "\n\n".join([*earlier, *texts]),
                        author,
                        height=NOTE_HEIGHT,
                        width=NOTE_WIDTH,
                    )
            out = io.BytesIO()
            book.save(out)
    except (
        OSError,
        ValueError,
        RuntimeError,
        LookupError,
        TypeError,
        AttributeError,
        NotImplementedError,
        OverflowError,
        InvalidFileException,
        SyntaxError,
        etree.LxmlError,
    ):
        return None
    return out.getvalue()


def _refusal(opened: door.Package) -> Problem | None:
    names = opened.names
    if opening.CONTENT_TYPES not in names or MAIN not in names:
        return Problem(code="B040")
    if len(set(names)) != len(names):
        return Problem(code="B041")
    if any(part.size > MAX_PART for part in opened.parts if _is_xml(part)):
        return Problem(code="B015", found="satu bagian lebih dari 4 MB")
    forbidden = ""
    # openpyxl unpacks by itself whatever a size that lies lets through: each part is tried here first.
    opened.check_whole()
    sheets = largest = 0
    for part in filter(_is_xml, opened.parts):
        text = opened.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            forbidden = "deklarasi DTD"
        if "/worksheets/" in part.name or b"<sheetData" in text:
            largest = max(largest, part.size)
        sheets += len(SHEET.findall(text))
    if sheets > MAX_SHEETS or 2 * sheets * largest > 3 * MAX_XML:
        return Problem(code="B015", found=f"{sheets} lembar")
    forbidden = forbidden or acting_part(opened)
    return Problem(code="B047", found=forbidden) if forbidden else None


def _transitional(opened: door.Package) -> bytes:
    """A strict workbook under the names that openpyxl knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part in opened.parts:
            text = b"" if part.is_folder else opened.read(part)
            for strict, usual in TRANSITIONAL if _is_xml(part) else ():
                text = text.replace(strict, usual)
            package.writestr(part.name, text)
    return out.getvalue()


def _is_xml(part: door.PackagePart) -> bool:
    return part.name.lower().endswith((".xml", ".rels", ".vml"))


def _sheets(data: bytes, opened: door.Package) -> list[FormSheet] | Problem:
    with warnings.catch_warnings():
        # It warns of extensions that it does not keep; nothing is written back here.
        warnings.simplefilter("ignore")
        values = load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
        )
        formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sizes = {part.name: part.size for part in opened.parts}
        # One part may stand in a workbook as many sheets.
        if sum(sizes.get(_part_of(sheet), 0) for sheet in values.worksheets) > MAX_XML:
            return Problem(code="B015", found="semua lembarnya lebih dari 4 MB")
        sheets, room = [], _Room()
        for of_values, of_formulas in zip(values.worksheets, formulas.worksheets, strict=True):
            part = opened.read(_part_of(of_values))
            if _is_too_wide(part):
                found = f"isi jauh di luar daftar pada lembar {of_values.title}"
                return Problem(code="B015", found=found)
            pictured = picture_rows(opened, _part_of(of_values))
            sheets.append(
                replace(_sheet(of_values, of_formulas, part, room), picture_rows=pictured)
            )
            if room.is_full:
                return Problem(
                    code="B015", found=f"lebih dari {MAX_CELLS} sel atau satu juta huruf"
                )
        values.close()
        formulas.close()
    return sheets


@dataclass(kw_only=True)
class _Room:
    """What all sheets take together: one text may stand in many cells."""

    cells: int = 0
    text: int = 0

    def take(self, value: object) -> None:
        """Count a cell and what it says."""
        self.cells += 1
        self.text += len(value) if isinstance(value, str) else 0

    @property
    def is_full(self) -> bool:
        """Whether there is more than any list has."""
        return self.cells > MAX_CELLS or self.text > MAX_TEXT


def _part_of(sheet: Any) -> str:
    # No other way leads from a sheet to its part, where merged cells stand.
    return str(sheet._worksheet_path)  # noqa: SLF001


def _sheet(values: Any, formulas: Any, part: bytes, room: _Room) -> FormSheet:
    # The size that a file claims may be a million rows; what it holds is found by reading.
    values.reset_dimensions()
    formulas.reset_dimensions()
    counted = _formula_places(formulas)
    rows: dict[int, dict[int, SheetCell]] = {}
    for row in _rows(values):
        if room.is_full:
            break
        for one in row:
            number, column = getattr(one, "row", 0), getattr(one, "column", 0)
            place = (number, column)
            if one.value is None and place not in counted:
                continue
            value, struck = _without_struck(one.value)
            room.take(value)
            rows.setdefault(number, {})[column] = SheetCell(
                value=value,
                is_formula=place in counted,
                is_error=one.data_type == "e",
                is_struck=bool(one.font.strike),
                struck=struck,
            )
    for number, column in counted - {(n, c) for n, row in rows.items() for c in row}:
        rows.setdefault(number, {})[column] = SheetCell(value=None, is_formula=True)
    return FormSheet(
        name=str(values.title),
        rows=rows,
        merged=_merged(part),
        is_hidden=values.sheet_state != "visible",
        hidden_rows=frozenset(int(number) for number in UNSEEN_ROW.findall(part)),
        hidden_columns=_hidden_columns(part),
    )


def _without_struck(value: object) -> tuple[object, str]:
    """A value without the words in it that are crossed out, and those words."""
    if not isinstance(value, CellRichText):
        return value, ""
    kept: list[str] = []
    struck: list[str] = []
    for run in value:
        is_struck = isinstance(run, TextBlock) and bool(run.font.strike)
        (struck if is_struck else kept).append(str(run))
    return "".join(kept) or None, " ".join("".join(struck).split())


def _hidden_columns(part: bytes) -> frozenset[int]:
    found: set[int] = set()
    for attributes in UNSEEN_COLUMN.findall(part):
        told = dict(re.findall(rb'\b(min|max)="(\d{1,5})"', attributes))
        low, high = int(told.get(b"min", 0)), int(told.get(b"max", 0))
        found.update(range(low, min(high, MAX_COLUMN) + 1))
    return frozenset(found)


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows that hold a cell: openpyxl fills up to the last row that is asked for."""
    for row in sheet.iter_rows(max_row=MAX_ROW, max_col=MAX_COLUMN):
        if any(one is not EMPTY_CELL for one in row):
            yield row


def _formula_places(sheet: Any) -> set[tuple[int, int]]:
    return {
        (one.row, one.column)
        for row in _rows(sheet)
        for one in row
        if getattr(one, "data_type", "") == "f"
    }


def _is_too_wide(part: bytes) -> bool:
    return any(
        int(row) > MAX_ROW or column_index_from_string(letters.decode("ascii")) > MAX_COLUMN
        for letters, row in FILLED.findall(part)
    )


def _merged(part: bytes) -> list[tuple[int, int, int, int]]:
    found = []
    for reference in MERGED.findall(part)[:MAX_ROW]:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
        if None not in (left, top, right, bottom):
            found.append((int(left or 0), int(top or 0), int(right or 0), int(bottom or 0)))
    return found
