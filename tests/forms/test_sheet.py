"""The spreadsheet of many clients, as people and their programs leave it."""

import io
import random
import shutil
import time as clock
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from generator.forms.blank.sheet import COLUMNS, SHEET_NAME, make_sheet
from generator.forms.raw import FormReading
from generator.forms.sheet.cells import MAX_COLUMN, MAX_PART
from generator.forms.sheet.workbook import EACH_CASE, MODE, ONE_CASE, SheetReading, read_sheet
from generator.forms.validation import validate
from generator.vocabulary.fields import SECTIONS, fact_of
from tests.forms.kit import TODAY
from tests.forms.soffice import convert

SHIPPED = Path(__file__).parents[2] / "templates" / "forms" / SHEET_NAME
HEADER = [
    "No",
    "Nama lengkap",
    "Jenis kelamin",
    "NIK",
    "Tempat lahir",
    "Tanggal lahir",
    "Umur",
    "Kabupaten/Kota",
    "Uraian permasalahan",
    "Keterangan",
]
ANI = [
    1,
    "Ani",
    "P",
    "5308124305920001",
    "Ende",
    date(1992, 5, 3),
    34,
    "Ende",
    "Tanpa upah.",
    "hamil",
]
AFTERNOON = datetime.combine(date(1992, 5, 3), time(15, 30))
BUDI = [2, "Budi", "L", "", "", None, 40, "Ende", "Tanpa upah.", ""]
COMMON = {
    MODE: EACH_CASE,
    "Tanggal": date(2026, 11, 24),
    "Sumber rujukan": "imigrasi",
    "Nama petugas": "Rahmawati, S.Sos.",
    "Surat kontrak kerja": "tidak",
}


def book(
    *rows: list[Any],
    header: list[str] | None = None,
    common: dict[str, Any] | None = None,
    **names: str,
) -> bytes:
    """A plain workbook; `klien` and `bersama` rename its sheets."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    hour = made.add_format({"num_format": "hh:mm"})

    def write(sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, day)
        elif isinstance(value, time):
            sheet.write_datetime(row, column, value, hour)
        elif isinstance(value, str) and not value.startswith("="):
            sheet.write_string(row, column, value)
        elif value is not None:
            sheet.write(row, column, value)

    clients = made.add_worksheet(names.get("klien", "Klien"))
    for number, values in enumerate([header or HEADER, *rows]):
        for column, value in enumerate(values):
            write(clients, number, column, value)
    told = made.add_worksheet(names.get("bersama", "Bersama"))
    for number, (label, value) in enumerate((COMMON if common is None else common).items()):
        write(told, number, 0, label)
        write(told, number, 1, value)
    made.close()
    return out.getvalue()


def read(data: bytes) -> list[FormReading]:
    """Every form of a workbook, checked; problems of the whole file make one reading."""
    return [validate(raw, today=TODAY) for raw in read_sheet(data).raw_forms]


def codes(reading: SheetReading | FormReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def only(data: bytes) -> FormReading:
    (reading,) = read(data)
    return reading


def filled_blank(people: int, mode: str = EACH_CASE) -> bytes:
    """The shipped blank, filled as a person would."""
    opened = openpyxl.load_workbook(io.BytesIO(make_sheet()))
    clients, common = opened["Klien"], opened["Bersama"]
    for n in range(people):
        values: list[Any] = [
            f"Orang {n + 1}",
            "LP"[n % 2],
            f"53081203059200{n + 10:02}",
            "Ende",
            date(1992, 5, 3),
            34,
            "Ende",
            "Nusa Tenggara Timur",
            f"0812000000{n:02}",
            "sakit",
            None,
            f"ke-{n + 1}",
        ]
        for column, value in enumerate(values, start=2):
            clients.cell(row=6 + n, column=column, value=value)
    answers: dict[str, Any] = {
        MODE: mode,
        "Tanggal": date(2026, 11, 24),
        "Sumber rujukan": "imigrasi",
        "Nama petugas": "Rahmawati, S.Sos.",
        "Jabatan": "Pekerja Sosial",
        "Jenis permasalahan": "deportasi",
        "Uraian permasalahan": "Dideportasi.\nTiba dengan kapal.",
        "Surat kontrak kerja": "tidak",
        "Tunggakan upah": 4_200_000,
    }
    for row in common.iter_rows(min_col=1, max_col=2):
        label = str(row[0].value or "").strip(" *")
        if label in answers:
            row[1].value = answers.pop(label)
    assert answers == {}
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


class TestBlank:
    def test_the_shipped_sheet_is_byte_for_byte_what_the_code_makes(self) -> None:
        assert SHIPPED.read_bytes() == make_sheet()

    def test_it_holds_no_client(self) -> None:
        assert codes(read_sheet(make_sheet())) == ["B042"]

    def test_identity_numbers_and_telephones_are_text_cells(self) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(make_sheet()))["Klien"]
        kinds = {
            str(cell.value).strip(" *"): sheet[6][place].number_format
            for place, cell in enumerate(sheet[5])
        }
        assert (kinds["NIK"], kinds["Nomor HP"], kinds["Tanggal lahir"]) == ("@", "@", "dd-mm-yyyy")

    def test_it_prints_on_a4_lying_down_with_its_headings_in_sight(self) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(make_sheet()))["Klien"]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.freeze_panes == "C6"
        assert len(sheet.data_validations.dataValidation) == 4

    def test_every_column_and_row_of_it_is_read(self) -> None:
        reading = read(filled_blank(2))[0]
        assert reading.form is not None, reading.problems
        assert reading.problems == ()
        form = reading.form
        assert form.klien is not None
        for column in COLUMNS:
            section, _, key = column.path.rpartition(".")
            holder = getattr(form, section) if section else form
            assert getattr(holder, "catatan" if column.path == "keterangan" else key) is not None

    def test_the_sheet_for_all_asks_of_four_sections(self) -> None:
        shared = {
            section.key
            for section in SECTIONS
            for key in section.labels
            if (fact := fact_of(f"{section.key}.{key}".lstrip("."))) is not None and fact.shared
        }
        assert shared == {"", "petugas", "pekerjaan", "permasalahan"}


class TestModes:
    def test_a_case_each_gives_every_client_the_common_answers(self) -> None:
        first, second = read(book(ANI, BUDI))
        assert first.form is not None
        assert second.form is not None
        assert first.form.klien is not None
        assert second.form.klien is not None
        assert [first.form.klien.nama, second.form.klien.nama] == ["Ani", "Budi"]
        assert first.form.klien.tanggal_lahir == date(1992, 5, 3)
        assert (first.form.catatan, second.form.catatan) == ("hamil", None)
        for form in (first.form, second.form):
            assert form.petugas is not None
            assert form.pekerjaan is not None
            assert (form.sumber_rujukan, form.petugas.nama) == ("imigrasi", "Rahmawati, S.Sos.")
            assert form.pekerjaan.surat_kontrak is False
            assert form.rombongan == ()

    def test_one_case_has_the_first_as_client_and_the_others_in_its_list(self) -> None:
        cici = [3, "Cici", "P", "6571014101900001", "", None, "", "Ende", "", "anak Ani"]
        reading = only(book(ANI, BUDI, cici, common={**COMMON, MODE: ONE_CASE}))
        form = reading.form
        assert form is not None, reading.problems
        assert form.klien is not None
        assert form.klien.nama == "Ani"
        assert [(p.nama, p.jenis_kelamin, p.umur, p.nik, p.keterangan) for p in form.rombongan] == [
            ("Budi", "L", 40, None, None),
            ("Cici", "P", None, "6571014101900001", "anak Ani"),
        ]

    def test_what_the_list_of_one_case_cannot_hold_is_kept_and_told(self) -> None:
        other = [2, "Budi", "L", "", "Maumere", None, 40, "Ende", "Tanpa upah.", ""]
        reading = only(book(ANI, other, common={**COMMON, MODE: ONE_CASE}))
        (problem,) = reading.problems
        assert (problem.code, problem.found) == ("W040", "Tempat lahir")
        assert "Maumere" in [answer.text for answer in reading.answers]

    @pytest.mark.parametrize("text", ["Satu Kasus", " satu  kasus "])
    def test_the_choice_is_understood_in_any_dress(self, text: str) -> None:
        assert len(read(book(ANI, BUDI, common={**COMMON, MODE: text}))) == 1

    @pytest.mark.parametrize(("text", "code"), [("", "F001"), ("terserah", "F003")])
    def test_without_a_clear_choice_nothing_is_done(self, text: str, code: str) -> None:
        reading = read(book(ANI, BUDI, common={**COMMON, MODE: text}))[0]
        assert reading.form is None
        (problem,) = reading.problems
        assert (problem.code, problem.label, problem.where) == (code, MODE, "lembar Bersama")
        assert problem.message

    def test_a_single_client_needs_no_choice(self) -> None:
        assert only(book(ANI, common={})).form is not None

    def test_a_case_to_continue_cannot_be_many_cases(self) -> None:
        common = {**COMMON, "Nomor kasus": "PMBS-2026-0007"}
        assert {code for one in read(book(ANI, BUDI, common=common)) for code in codes(one)} == {
            "F040"
        }
        assert only(book(ANI, BUDI, common={**common, MODE: ONE_CASE})).form is not None

    def test_what_a_row_says_goes_before_what_holds_for_all(self) -> None:
        common = {**COMMON, "Uraian permasalahan": "Sama."}
        quiet = [*BUDI[:8], "", ""]
        told = [one.form.permasalahan for one in read(book(ANI, quiet, common=common)) if one.form]
        assert [one.uraian for one in told if one] == ["Tanpa upah.", "Sama."]

    @pytest.mark.parametrize(("mode", "forms"), [(EACH_CASE, 23), (ONE_CASE, 1)])
    def test_twenty_three_at_once_are_all_there_and_quickly(self, mode: str, forms: int) -> None:
        data = filled_blank(23, mode)
        began = clock.monotonic()
        readings = read(data)
        assert clock.monotonic() - began < 2
        assert [one.form is not None for one in readings] == [True] * forms
        names = [one.form.klien.nama for one in readings if one.form and one.form.klien]
        names += [p.nama for one in readings if one.form for p in one.form.rombongan]
        assert names == [f"Orang {n}" for n in range(1, 24)]


class TestCells:
    def test_numbers_come_without_their_decimals(self) -> None:
        row = [*ANI[:6], 34.0, *ANI[7:]]
        reading = only(book(row))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.umur == 34

    def test_an_identity_number_kept_as_a_number_is_warned_about(self) -> None:
        reading = only(book([*ANI[:3], 5308124305920001, *ANI[4:]]))
        assert reading.form is not None
        (problem,) = reading.problems
        assert (problem.code, problem.field, problem.where) == (
            "W001",
            "klien.nik",
            "Klien baris 2",
        )
        assert "angka terakhir" in problem.message

    def test_companions_are_warned_about_too(self) -> None:
        rows = ANI, [2, "Budi", "L", 6571010101900001.0, "", None, 40, "Ende", "Tanpa upah.", ""]
        (problem,) = only(book(*rows, common={**COMMON, MODE: ONE_CASE})).problems
        assert (problem.field, problem.where) == ("rombongan[1].nik", "Klien baris 3")

    @pytest.mark.parametrize("text", ["'5308124305920001", "5308124305920001 "])
    def test_an_apostrophe_and_blanks_are_no_part_of_a_number(self, text: str) -> None:
        reading = only(book([*ANI[:3], text, *ANI[4:]]))
        assert reading.form is not None
        assert reading.form.klien is not None
        assert reading.form.klien.nik == "5308124305920001"

    @pytest.mark.parametrize("value", [date(1992, 5, 3), AFTERNOON, "3 Mei 1992", "03/05/1992"])
    def test_a_date_is_a_date_in_every_form(self, value: object) -> None:
        reading = only(book([*ANI[:5], value, *ANI[6:]]))
        assert reading.form is not None, reading.problems
        assert reading.form.klien is not None
        assert reading.form.klien.tanggal_lahir == date(1992, 5, 3)

    @pytest.mark.parametrize(
        ("answer", "place", "day"),
        [
            ("Ende, 3 Mei 1992", "Ende", date(1992, 5, 3)),
            ("3 Mei 1992", None, date(1992, 5, 3)),
            (date(1992, 5, 3), None, date(1992, 5, 3)),
            ("Ende", "Ende", None),
        ],
    )
    def test_place_and_date_of_birth_may_share_a_column(
        self, answer: object, place: str | None, day: date | None
    ) -> None:
        header = ["Nama", "L/P", "Tempat/tanggal lahir", "Kronologi"]
        form = only(book(["Ani", "P", answer, "x"], header=header)).form
        assert form is not None
        assert form.klien is not None
        assert (form.klien.tempat_lahir, form.klien.tanggal_lahir) == (place, day)

    def test_a_faulty_answer_is_told_with_its_row(self) -> None:
        second = read(book(ANI, [*BUDI[:5], "31-02-1990", *BUDI[6:]]))[1]
        (problem,) = second.problems
        assert (problem.code, problem.where) == ("W017", "Klien baris 3")
        assert second.form is not None

    def test_a_missing_answer_is_told_with_its_row(self) -> None:
        second = read(book(ANI, ["", "Budi", "", *BUDI[3:]]))[1]
        assert [(p.code, p.field, p.where) for p in second.problems] == [
            ("F001", "klien.jenis_kelamin", "Klien baris 3")
        ]

    @staticmethod
    def with_cell(address: str, **change: Any) -> bytes:
        opened = openpyxl.load_workbook(io.BytesIO(book(ANI, BUDI)))
        for name, value in change.items():
            setattr(opened["Klien"][address], name, value)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()

    def test_an_error_of_excel_is_told(self) -> None:
        second = read(self.with_cell("G3", value="#REF!", data_type="e"))[1]
        problem = second.problems[0]
        assert (problem.code, problem.found, problem.where) == ("F041", "#REF!", "Klien baris 3")

    def test_a_formula_counts_with_the_value_that_excel_kept(self) -> None:
        data = book(ANI, [*BUDI[:6], "=30+11", *BUDI[7:]])
        # XlsxWriter keeps 0; Excel would have kept the sum.
        kept = edit(
            data, "xl/worksheets/sheet1.xml", b"<f>30+11</f><v>0</v>", b"<f>30+11</f><v>41</v>"
        )
        form = read(kept)[1].form
        assert form is not None
        assert form.klien is not None
        assert form.klien.umur == 41

    def test_a_formula_that_nobody_worked_out_is_told(self) -> None:
        second = read(self.with_cell("G3", value="=30+11"))[1]
        assert codes(second) == ["F042"]


class TestShape:
    def test_columns_may_stand_in_any_order(self) -> None:
        order = [5, 1, 8, 2, 3]
        header = [HEADER[n] for n in order]
        form = only(book([ANI[n] for n in order], header=header)).form
        assert form is not None
        assert form.klien is not None
        assert (form.klien.nama, form.klien.nik) == ("Ani", "5308124305920001")

    def test_a_heading_nearly_right_is_understood_and_told(self) -> None:
        header = ["No", "Nama Lengkp", "Jenis Kelamin *", "No. KTP", *HEADER[4:]]
        reading = only(book(ANI, header=header))
        assert codes(reading) == ["W002"]
        assert reading.form is not None

    def test_a_column_nobody_knows_is_kept_and_told_once(self) -> None:
        rows = [[*row, "AB"] for row in (ANI, BUDI)]
        readings = read(book(*rows, header=[*HEADER, "Golongan darah"]))
        assert [codes(one) for one in readings] == [["W003"], []]
        for one in readings:
            assert [a.text for a in one.answers if a.label == "Golongan darah"] == ["AB"]

    def test_an_unknown_column_without_answers_is_nothing(self) -> None:
        assert only(book(ANI, header=[*HEADER, "Golongan darah"])).problems == ()

    def test_a_common_answer_nobody_knows_is_kept_and_told(self) -> None:
        reading = only(book(ANI, common={**COMMON, "Nama kapal": "KM Lambelu"}))
        assert codes(reading) == ["W003"]
        assert "KM Lambelu" in [answer.text for answer in reading.answers]

    def test_empty_rows_and_rows_with_only_a_number_are_no_people(self) -> None:
        rows: list[list[Any]] = [ANI, [], [2], [None, " "], [5, *BUDI[1:]], [6]]
        assert len(read(book(*rows))) == 2

    def test_headings_may_stand_below_a_title(self) -> None:
        data = book(HEADER, ANI, header=["Daftar deportan KM Lambelu, Nama lengkap menurut paspor"])
        assert only(data).form is not None

    def test_sheets_may_have_other_names(self) -> None:
        assert len(read(book(ANI, BUDI, klien="Sheet1", bersama="Lain"))) == 2

    def test_a_cell_merged_over_several_people_holds_for_each(self) -> None:
        opened = openpyxl.load_workbook(io.BytesIO(book(ANI, [*BUDI[:7], "", *BUDI[8:]], [3])))
        opened["Klien"].merge_cells("H2:H4")
        opened["Klien"].merge_cells("B3:B4")
        out = io.BytesIO()
        opened.save(out)
        readings = read(out.getvalue())
        towns = [one.form.klien.kabupaten_kota for one in readings if one.form and one.form.klien]
        assert towns == ["Ende", "Ende"]


def edit(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(entry.filename, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


SHEET1 = "xl/worksheets/sheet1.xml"
FAR = b'<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>'
WIDE = b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def bad() -> dict[str, tuple[bytes, str]]:
    whole = book(ANI)
    return {
        "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "B040"),
        "a Word document": (
            with_part(
                with_part(zip_of(), "[Content_Types].xml", b"<Types/>"),
                "word/document.xml",
                b"<a/>",
            ),
            "B040",
        ),
        "half a workbook": (whole[: len(whole) // 2], "B041"),
        "one with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "B045"),
        "an old .xls": (OLE + bytes(600), "B046"),
        "macros": (with_part(whole, "xl/vbaProject.bin", b"x"), "B047"),
        "a DTD": (
            edit(whole, SHEET1, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
            "B047",
        ),
        "broken XML": (edit(whole, SHEET1, b"</row>", b""), "B041"),
        "a part too big": (
            with_part(whole, "xl/worksheets/sheet9.xml", noise(MAX_PART + 1)),
            "B015",
        ),
        "a bomb": (with_part(whole, "xl/media/a.png", bytes(60_000_000)), "B015"),
        "2,001 parts": (many_parts(whole), "B015"),
        "a cell in row 900,000": (edit(whole, SHEET1, b"</sheetData>", FAR), "B015"),
        "a cell in the last column": (edit(whole, SHEET1, b"</sheetData>", WIDE), "B015"),
        "no list": (book(["a", "b"], header=["Tanggal", "Acara"]), "B043"),
        "401 people": (book(*[ANI] * 401), "B044"),
        "nobody": (book(), "B042"),
    }


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311 - only incompressible


def zip_of() -> bytes:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def many_parts(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        for n in range(2001):
            package.writestr(f"xl/x{n}", b"")
    return out.getvalue()


BAD = bad()


class TestHarm:
    @pytest.mark.parametrize("what", BAD)
    def test_it_is_refused_for_what_it_is_and_quickly(self, what: str) -> None:
        data, code = BAD[what]
        began = clock.monotonic()
        reading = read_sheet(data)
        assert codes(reading) == [code]
        assert reading.problems[0].message
        assert clock.monotonic() - began < 2

    def test_a_claim_of_a_million_rows_costs_nothing(self) -> None:
        data = edit(book(ANI), SHEET1, b'ref="A1:J2"', b'ref="A1:XFD1048576"')
        began = clock.monotonic()
        assert only(data).form is not None
        assert clock.monotonic() - began < 1

    def test_a_million_merged_cells_cost_nothing(self) -> None:
        merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
        data = edit(book(ANI), SHEET1, b"</sheetData>", merge)
        began = clock.monotonic()
        assert only(data).form is not None
        assert clock.monotonic() - began < 1

    def test_a_thousand_damaged_workbooks_raise_nothing(self) -> None:
        chance = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
        parts = unpacked(book(ANI, BUDI))
        for _ in range(1000):
            name = chance.choice(list(parts))
            content = bytearray(parts[name])
            for _ in range(chance.randint(1, 6)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            for raw in read_sheet(packed({**parts, name: bytes(content)})).raw_forms:
                validate(raw, today=TODAY)

    def test_the_widest_sheet_that_is_read_is_read_in_time(self) -> None:
        row = [*ANI, *["x" * 40] * (MAX_COLUMN - len(ANI))]
        header = [*HEADER, *(f"Kolom {n}" for n in range(MAX_COLUMN - len(ANI)))]
        data = book(*[row] * 200, header=header)
        began = clock.monotonic()
        assert len(read(data)) == 200
        assert clock.monotonic() - began < 4


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def has_calc() -> bool:
    """Whether LibreOffice is there and knows spreadsheets."""
    program = shutil.which("soffice")
    return program is not None and any(
        (folder / "libsclo.so").is_file()
        for folder in (Path(program).resolve().parent, Path(program).parent / "libreoffice/program")
    )


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.skipif(not has_calc(), reason="LibreOffice Calc is not installed")
class TestSavedByLibreOffice:
    @pytest.mark.parametrize("trip", ["xlsx", "ods-xlsx"])
    def test_it_says_the_same(self, tmp_path: Path, trip: str) -> None:
        made = tmp_path / "made"
        made.mkdir()
        sources = {
            "masing": filled_blank(23),
            "satu": filled_blank(23, ONE_CASE),
            "polos": book(ANI, BUDI),
        }
        for name, data in sources.items():
            (made / f"{name}.xlsx").write_bytes(data)
        at = made
        for step, suffix in enumerate(trip.split("-")):
            at = convert(at, tmp_path / f"step{step}", suffix, profile=tmp_path / "profile")
        for name, data in sources.items():
            before, after = read(data), read((at / f"{name}.xlsx").read_bytes())
            assert [one.form for one in after] == [one.form for one in before]
            assert all(one.form for one in after)
