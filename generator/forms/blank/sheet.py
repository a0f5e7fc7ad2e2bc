"""The blank spreadsheet for a day when many arrive: one row a client, and a sheet for all of them."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from generator.forms.sheet.form import CLIENTS, COMMON, EACH_CASE, MODE, ONE_CASE, REMARK
from generator.vocabulary.fields import SECTIONS

__all__ = ["SHEET_NAME", "make_sheet"]

SHEET_NAME = "rombongan.xlsx"
CODE, TITLE = "PMBS-F6 v1", "Daftar Klien Rombongan"
INK, LABEL_SHADE, RULE, GREY = "#1F4E5F", "#EEF3F6", "#9DB2BC", "#595959"
ROWS = 30
HINT_ROW, HEADER_ROW = 3, 4
ALL_KINDS = "pisahkan koma"


@dataclass(frozen=True)
class _Column:
    """A column of the list: its label's key path, width, hint, and how its cells behave."""

    path: str
    width: float
    hint: str = ""
    kind: str = "text"


COLUMNS = (
    _Column("klien.nama", 24),
    _Column("klien.jenis_kelamin", 10, "L atau P", "sex"),
    _Column("klien.nik", 18, "16 angka", "nik"),
    _Column("klien.tempat_lahir", 14),
    _Column("klien.tanggal_lahir", 14, "24-11-1992", "date"),
    _Column("klien.umur", 7, "tahun", "age"),
    _Column("klien.kabupaten_kota", 16, "asal"),
    _Column("klien.provinsi", 22, "asal"),
    _Column("klien.telepon", 14, "08…"),
    _Column("permasalahan.jenis", 20, ALL_KINDS),
    _Column("permasalahan.uraian", 32, "kosong bila sama untuk semua (lembar Bersama)"),
    _Column("keterangan", 18),
)
REQUIRED = frozenset({"klien.nama", "klien.jenis_kelamin"})
# The sheet for all: section, and the keys that are asked of it.
GROUPS = (
    ("", ("tanggal", "sumber_rujukan", "nomor_surat_rujukan", "tanggal_surat_rujukan", "catatan")),
    ("petugas", ("nama", "jabatan", "nip")),
    ("pekerjaan", ("jenis_migran", "perusahaan", "alamat_perusahaan", "pihak_ketiga",
                   "jenis_pekerjaan", "tunggakan_upah", "surat_kontrak")),
    ("permasalahan", ("jenis", "uraian", "harapan")),
)  # fmt: skip
COMMON_HINTS = {
    "tanggal": "tanggal penerimaan, mis. 24-11-2026",
    "petugas.nama": "yang menerima",
    "pekerjaan.surat_kontrak": "ya atau tidak",
    "pekerjaan.tunggakan_upah": "mis. Rp4.200.000",
    "permasalahan.jenis": f"{ALL_KINDS}; yang ditulis pada lembar Klien didahulukan",
    "permasalahan.uraian": "yang sama untuk semua orang",
}
COMMON_LISTS = {
    "pekerjaan.surat_kontrak": ["ya", "tidak"],
    "pekerjaan.jenis_migran": ["domestik", "lintas negara"],
}
LONG = frozenset({"permasalahan.uraian", "permasalahan.harapan", "catatan"})


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
        self.bar = make(bold=True, font_color="white", bg_color=INK, text_wrap=True, indent=1,
                        border=1, border_color=RULE)  # fmt: skip
        self.label = book.add_format({**lined, "bg_color": LABEL_SHADE, "indent": 1})
        self.number = answer(align="center", font_color=GREY)
        # As text: Excel rounds a number of sixteen digits, and turns it into 6,57E+15.
        self.text = answer(num_format="@", indent=1)
        self.date = answer(num_format="dd-mm-yyyy", align="left", indent=1)
        self.age = answer(num_format="0", align="center")


def _label(path: str) -> str:
    section, _, key = path.rpartition(".")
    if path == "keterangan":
        return REMARK
    return next(one for one in SECTIONS if one.key == section).labels[key][0]


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
        2, 0, f"Isi juga lembar {COMMON}: di sana dipilih satu kasus atau kasus masing-masing.",
        formats.note,
    )  # fmt: skip
    sheet.set_column(0, 0, 4)
    sheet.write(HEADER_ROW, 0, "No", formats.bar)
    sheet.set_row(HINT_ROW, 24)
    sheet.set_row(HEADER_ROW, 30)
    first, last = HEADER_ROW + 1, HEADER_ROW + ROWS
    for number in range(1, ROWS + 1):
        sheet.write_number(HEADER_ROW + number, 0, number, formats.number)
    looks = {"date": formats.date, "age": formats.age}
    for place, column in enumerate(COLUMNS, start=1):
        look = looks.get(column.kind, formats.text)
        sheet.set_column(place, place, column.width)
        sheet.write(HINT_ROW, place, column.hint, formats.hint)
        star = " *" if column.path in REQUIRED else ""
        sheet.write(HEADER_ROW, place, _label(column.path) + star, formats.bar)
        for row in range(first, last + 1):
            sheet.write_blank(row, place, None, look)
        if column.kind in CHECKS:
            sheet.data_validation(first, place, last, place, CHECKS[column.kind])
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(COLUMNS))


CHECKS: dict[str, dict[str, Any]] = {
    "sex": {
        "validate": "list", "source": ["L", "P"],
        "error_title": "Jenis kelamin", "error_message": "Pilih L atau P.",
    },
    # A warning only: clients misremember, and some have none.
    "nik": {
        "validate": "length", "criteria": "==", "value": 16, "error_type": "warning",
        "input_title": "NIK", "input_message": "16 angka. Kosongkan bila tidak diketahui.",
        "error_title": "NIK", "error_message": "NIK terdiri atas 16 angka. Biarkan bila memang begitu adanya.",
    },
    "date": {
        "validate": "date", "criteria": "between", "minimum": date(1900, 3, 1), "maximum": date(2100, 12, 31),
        "error_type": "warning", "input_title": "Tanggal lahir",
        "input_message": "Tulis seperti 24-11-1992. Kosongkan bila hanya umurnya yang diketahui.",
        "error_title": "Tanggal lahir", "error_message": "Ini belum terbaca sebagai tanggal. Tulis seperti 24-11-1992.",
    },
    "age": {
        "validate": "integer", "criteria": "between", "minimum": 0, "maximum": 120,
        "error_title": "Umur", "error_message": "Tulis umur dalam tahun, dengan angka saja.",
    },
}  # fmt: skip


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
    sheet.write(3, 2, f"{ONE_CASE}: satu surat dengan daftar nama; {EACH_CASE}: surat untuk tiap orang",
                formats.hint)  # fmt: skip
    sheet.set_row(3, 26)
    sheet.data_validation(3, 1, 3, 1, {
        "validate": "list", "source": [ONE_CASE, EACH_CASE], "error_title": MODE,
        "error_message": f"Pilih {ONE_CASE} atau {EACH_CASE}.",
    })  # fmt: skip
    row = 5
    for key, keys in GROUPS:
        section = next(one for one in SECTIONS if one.key == key)
        sheet.write(row, 0, section.headings[0], formats.bar)
        sheet.write_blank(row, 1, None, formats.bar)
        row += 1
        for inner in keys:
            path = f"{key}.{inner}".lstrip(".")
            sheet.write(row, 0, section.labels[inner][0], formats.label)
            look = formats.date if inner.startswith("tanggal") else formats.text
            sheet.write_blank(row, 1, None, look)
            sheet.write(row, 2, COMMON_HINTS.get(path, ""), formats.hint)
            if path in LONG:
                sheet.set_row(row, 80 if path == "permasalahan.uraian" else 34)
            if path in COMMON_LISTS:
                listed = {"validate": "list", "source": COMMON_LISTS[path]}
                sheet.data_validation(row, 1, row, 1, listed)
            row += 1
        row += 1
    sheet.print_area(0, 0, row - 1, 2)
