"""The blank spreadsheet for a day when many arrive: one row a client, and a sheet for all of them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from generator.forms.sheet.workbook import CLIENTS, COMMON, EACH_CASE, MODE, ONE_CASE, REMARK
from generator.vocabulary.facts import Column, Fact, Kind, Shared
from generator.vocabulary.fields import SECTIONS, SectionLabels, fact_of, is_required, new_case

__all__ = ["SHEET_NAME", "make_sheet"]

SHEET_NAME = "rombongan.xlsx"
CODE, TITLE = "PMBS-F6 v1", "Daftar Klien Rombongan"
INK, LABEL_SHADE, RULE, GREY = "#1F4E5F", "#EEF3F6", "#9DB2BC", "#595959"
ROWS = 30
HINT_ROW, HEADER_ROW = 3, 4


@dataclass(frozen=True)
class _Column:
    """A column of the list, with the key path of its label; `must`: nobody is taken without it."""

    path: str
    looks: Column
    must: bool = False


def _facts(section: SectionLabels) -> Iterator[tuple[str, Fact]]:
    for key in section.labels:
        path = f"{section.key}.{key}".lstrip(".")
        if (fact := fact_of(path)) is not None:
            yield path, fact


def _columns() -> Iterator[_Column]:
    """The answers that are asked of each, in the order of the forms, then the remark."""
    for section in SECTIONS:
        for path, fact in _facts(section):
            if fact.column is not None:
                # What may stand on the sheet for all need not stand here.
                must = path in new_case() and fact.shared is None
                yield _Column(path, fact.column, must)
    yield _Column("keterangan", Column(18))


COLUMNS = tuple(_columns())


def make_sheet() -> bytes:
    """The blank spreadsheet; always the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": TITLE, "created": datetime(2026, 1, 1, tzinfo=UTC)})
    formats = _Formats(book)
    clients, common = book.add_worksheet(CLIENTS), book.add_worksheet(COMMON)
    _clients(clients, formats)
    _common(common, formats)
    clients.activate()
    book.close()
    return out.getvalue()


class _Formats:
    """The looks of cells."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
        lined = {**base, "border": 1, "border_color": RULE, "text_wrap": True}

        def make(**extra: object) -> Any:
            return book.add_format({**base, **extra})

        def answer(**extra: object) -> Any:
            return book.add_format({**lined, **extra})

        self.title = make(bold=True, font_size=16, font_color=INK)
        self.hint = make(font_size=8, font_color=GREY, text_wrap=True, indent=1)
        self.note = make(font_size=9, font_color=GREY)
        self.bar = make(
            bold=True,
            font_color="white",
            bg_color=INK,
            text_wrap=True,
            indent=1,
            border=1,
            border_color=RULE,
        )
        self.label = book.add_format({**lined, "bg_color": LABEL_SHADE, "indent": 1})
        self.number = answer(align="center", font_color=GREY)
        # As text: Excel rounds a number of sixteen digits, and turns it into 6,57E+15.
        self.text = answer(num_format="@", indent=1)
        self.date = answer(num_format="dd-mm-yyyy", align="left", indent=1)
        self.age = answer(num_format="0", align="center")


def _label(path: str) -> str:
    fact = fact_of(path)
    return fact.labels[0] if fact else REMARK


def _page(sheet: Any, *, is_wide: bool) -> None:
    sheet.set_paper(9)
    if is_wide:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L&8{TITLE} · {CODE}&R&8Halaman &P dari &N")


# -- the list --------------------------------------------------------------------------------------


def _clients(sheet: Any, formats: _Formats) -> None:
    _page(sheet, is_wide=True)
    sheet.write(0, 0, TITLE, formats.title)
    sheet.write(
        1,
        0,
        "Satu baris satu orang. Tanda * wajib diisi; yang tidak diketahui dibiarkan kosong.",
        formats.note,
    )
    sheet.write(
        2,
        0,
        f"Isi juga lembar {COMMON}: di sana dipilih satu kasus atau kasus masing-masing.",
        formats.note,
    )
    sheet.set_column(0, 0, 4)
    sheet.write(HEADER_ROW, 0, "No", formats.bar)
    sheet.set_row(HINT_ROW, 24)
    sheet.set_row(HEADER_ROW, 30)
    first, last = HEADER_ROW + 1, HEADER_ROW + ROWS
    for number in range(1, ROWS + 1):
        sheet.write_number(HEADER_ROW + number, 0, number, formats.number)
    looks = {"date": formats.date, "age": formats.age}
    for place, column in enumerate(COLUMNS, start=1):
        look = looks.get(column.looks.kind, formats.text)
        sheet.set_column(place, place, column.looks.width)
        sheet.write(HINT_ROW, place, column.looks.hint, formats.hint)
        star = " *" if column.must else ""
        sheet.write(HEADER_ROW, place, _label(column.path) + star, formats.bar)
        for row in range(first, last + 1):
            sheet.write_blank(row, place, None, look)
        if column.looks.kind in CHECKS:
            sheet.data_validation(first, place, last, place, CHECKS[column.looks.kind])
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(COLUMNS))


CHECKS: dict[str, dict[str, Any]] = {
    "sex": {
        "validate": "list",
        "source": ["L", "P"],
        "error_title": "Jenis kelamin",
        "error_message": "Pilih L atau P.",
    },
    # A warning only: clients misremember, and some have none.
    "nik": {
        "validate": "length",
        "criteria": "==",
        "value": 16,
        "error_type": "warning",
        "input_title": "NIK",
        "input_message": "16 angka. Kosongkan bila tidak diketahui.",
        "error_title": "NIK",
        "error_message": "NIK terdiri atas 16 angka. Biarkan bila memang begitu adanya.",
    },
    "date": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1900, 3, 1),
        "maximum": date(2100, 12, 31),
        "error_type": "warning",
        "input_title": "Tanggal lahir",
        "input_message": "Tulis seperti 24-11-1992. Kosongkan bila hanya umurnya yang diketahui.",
        "error_title": "Tanggal lahir",
        "error_message": "Ini belum terbaca sebagai tanggal. Tulis seperti 24-11-1992.",
    },
    "age": {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": 120,
        "error_title": "Umur",
        "error_message": "Tulis umur dalam tahun, dengan angka saja.",
    },
}


# -- what holds for all ----------------------------------------------------------------------------


def _common(sheet: Any, formats: _Formats) -> None:
    _page(sheet, is_wide=False)
    for place, width in enumerate((30, 54, 40)):
        sheet.set_column(place, place, width)
    sheet.write(0, 0, "Berlaku untuk semua orang dalam daftar", formats.title)
    sheet.write(2, 0, "Kode formulir", formats.label)
    sheet.write(2, 1, CODE, formats.text)
    sheet.write(3, 0, f"{MODE} *", formats.label)
    sheet.write_blank(3, 1, None, formats.text)
    sheet.write(
        3,
        2,
        f"{ONE_CASE}: satu surat dengan daftar nama; {EACH_CASE}: surat untuk tiap orang",
        formats.hint,
    )
    sheet.set_row(3, 26)
    sheet.data_validation(
        3,
        1,
        3,
        1,
        {
            "validate": "list",
            "source": [ONE_CASE, EACH_CASE],
            "error_title": MODE,
            "error_message": f"Pilih {ONE_CASE} atau {EACH_CASE}.",
        },
    )
    row = 5
    for section in SECTIONS:
        asked = [(path, fact) for path, fact in _facts(section) if fact.shared is not None]
        if not asked:
            continue
        sheet.write(row, 0, section.headings[0], formats.bar)
        sheet.write_blank(row, 1, None, formats.bar)
        row += 1
        for path, fact in asked:
            _ask_all(sheet, formats, row, path, fact)
            row += 1
        row += 1
    sheet.print_area(0, 0, row - 1, 2)


def _ask_all(sheet: Any, formats: _Formats, row: int, path: str, fact: Fact) -> None:
    """One question of the sheet for all."""
    shared = fact.shared or Shared()
    sheet.write(row, 0, fact.labels[0], formats.label)
    sheet.write_blank(row, 1, None, formats.date if fact.kind is Kind.DATE else formats.text)
    sheet.write(row, 2, shared.hint, formats.hint)
    if fact.is_prose:
        sheet.set_row(row, 80 if is_required(path) else 34)
    if shared.is_closed:
        choices = list(fact.choices or fact.proposals)
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": choices})
