"""Opening a stranger's workbook: limits first, then every sheet as rows of cells.

The only door to openpyxl. Formulas are never worked out here: the value that the spreadsheet
program kept is taken.
"""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from generator.forms.sheet.acting_parts import acting_part
from generator.forms.word import package
from generator.vocabulary.problems import Problem
from generator.word import package as door
from generator.word.package import PackageError

__all__ = ["FormSheet", "SheetCell", "open_sheets"]

MAIN = "xl/workbook.xml"
# A list of 200 people has 300 kB; 30 MB, as Word parts may have, would take openpyxl ten seconds.
MAX_PART = 4_000_000
# All sheets together.
MAX_XML = 4_000_000
MAX_CELLS, MAX_TEXT = 40_000, 1_000_000
MAX_ROW, MAX_COLUMN, MAX_SHEETS = 5_000, 60, 20
# Excel keeps fifteen digits of a number.
EXACT = 10**15
# What a workbook lists; openpyxl reads the part of each to its end, be it the same one twenty times.
SHEET = re.compile(rb"<(?:\w{1,9}:)?sheet\s")
# A cell with content: neither closed at once nor empty.
FILLED = re.compile(rb'<(?:\w{1,9}:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"(?:[^<>]*[^<>/])?>')
MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


@dataclass(frozen=True, kw_only=True)
class SheetCell:
    """A value as the workbook has it."""

    value: object
    is_formula: bool = False
    is_error: bool = False
    place: str = ""

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
    """The cells that hold something, by row and column number."""

    name: str
    rows: dict[int, dict[int, SheetCell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def merged_into(self, row: int) -> dict[int, SheetCell]:
        """For the columns of a row the cell that was merged down into it from above."""
        found = {}
        for left, top, _, bottom in self.merged:
            cell = self.rows.get(top, {}).get(left)
            if top < row <= bottom and cell is not None:
                found[left] = cell
        return found


def open_sheets(data: bytes) -> list[FormSheet] | Problem:
    """All sheets of an .xlsx, or what is wrong with it."""
    if data.startswith(package.OLE_MAGIC):
        return Problem(code="B045" if package.ENCRYPTED in data else "B046")
    if not data.startswith(b"PK"):
        return Problem(code="B040")
    try:
        with door.open_package(data) as opened:
            if problem := _refusal(opened):
                return problem
            return _sheets(data, opened)
    except PackageError as error:
        return package.refusal(error, locked="B045", broken="B041")
    # openpyxl has no error of its own for a broken part: it lets through what its parser, its
    # descriptors and its look-ups raise.
    except (OSError, ValueError, RuntimeError, LookupError, TypeError, AttributeError, NotImplementedError,
            OverflowError, InvalidFileException, SyntaxError, etree.LxmlError):  # fmt: skip
        return Problem(code="B041")


def _refusal(opened: door.Package) -> Problem | None:
    names = opened.names
    if package.CONTENT_TYPES not in names or MAIN not in names:
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


def _is_xml(part: door.PackagePart) -> bool:
    return part.name.lower().endswith((".xml", ".rels", ".vml"))


def _sheets(data: bytes, opened: door.Package) -> list[FormSheet] | Problem:
    with warnings.catch_warnings():
        # It warns of extensions that it does not keep; nothing is written back here.
        warnings.simplefilter("ignore")
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
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
            sheets.append(_sheet(of_values, of_formulas, part, room))
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
            room.take(one.value)
            rows.setdefault(number, {})[column] = SheetCell(
                value=one.value, is_formula=place in counted, is_error=one.data_type == "e"
            )
    for number, column in counted - {(n, c) for n, row in rows.items() for c in row}:
        rows.setdefault(number, {})[column] = SheetCell(value=None, is_formula=True)
    return FormSheet(name=str(values.title), rows=rows, merged=_merged(part))


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
