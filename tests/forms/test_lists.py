"""Lists of people as offices make them: every person is read or named, nobody is read who is none."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from generator.forms.raw import FormReading
from generator.forms.sheet.comments import with_sheet_comments
from generator.forms.sheet.workbook import EACH_CASE, MODE, ONE_CASE, read_sheet
from generator.forms.validation import validate
from generator.vocabulary.facts import MAX_ROWS
from generator.vocabulary.problems import Problem
from tests.forms.kit import TODAY

Row = Sequence[Any]
HEAD: Row = ["No", "Nama lengkap", "Jenis kelamin", "Umur", "NIK", "Keterangan"]
ANDI: Row = [1, "Andi Contoh", "L", 34, "6571010305920003", "sehat"]
SITTI: Row = [2, "Sitti Contoh", "P", 29, "6571014305970002", ""]
BUDI: Row = [3, "Budi Contoh", "L", 41, None, ""]


def workbook(
    *sheets: tuple[str, Sequence[Row]],
    mode: str | None = EACH_CASE,
    change: Callable[[Any], object] | None = None,
) -> bytes:
    """A workbook with these sheets, and one for all."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    common = made.create_sheet("Bersama")
    if mode is not None:
        common.append([MODE, mode])
    common.append(["Uraian permasalahan", "Dideportasi dari Tawau."])
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def listed(*rows: Row, change: Callable[[Any], object] | None = None, **more: Any) -> bytes:
    def of_sheet(made: Any) -> None:
        if change is not None:
            change(made["Daftar"])

    return workbook(("Daftar", rows), change=of_sheet, **more)


def read(data: bytes) -> list[FormReading]:
    return [validate(raw, today=TODAY) for raw in read_sheet(data).raw_forms]


def people(readings: list[FormReading]) -> list[tuple[str, str]]:
    """Who was read; a form at fault stands as such."""
    found: list[tuple[str, str]] = []
    for one in readings:
        assert one.form is not None, [str(problem) for problem in one.problems]
        assert one.form.klien is not None
        found.append((one.form.klien.nama, str(one.form.klien.jenis_kelamin)))
        found += [(other.nama, str(other.jenis_kelamin or "")) for other in one.form.rombongan]
    return found


def told(readings: list[FormReading]) -> list[tuple[str, str]]:
    return [(problem.code, problem.found) for one in readings for problem in one.problems]


THREE = [("Andi Contoh", "L"), ("Sitti Contoh", "P"), ("Budi Contoh", "L")]


# -- sheets --------------------------------------------------------------------------------------------


def test_several_sheets_with_people_are_one_list() -> None:
    readings = read(workbook(("Laki-laki", [HEAD, ANDI]), ("Perempuan", [HEAD, SITTI, BUDI])))
    assert (people(readings), told(readings)) == (THREE, [])
    one = read(
        workbook(("Laki-laki", [HEAD, ANDI]), ("Perempuan", [HEAD, SITTI, BUDI]), mode=ONE_CASE)
    )
    assert (len(one), people(one)) == (1, THREE)


def test_a_sheet_of_totals_before_the_list_is_no_list() -> None:
    total: list[Row] = [["Nama", "Jenis kelamin", "Umur"], ["Total", "L", 2]]
    assert people(read(workbook(("Rekap", total), ("Data", [HEAD, ANDI, SITTI])))) == THREE[:2]


def test_people_of_two_sheets_who_are_the_same_are_not_read_twice() -> None:
    readings = read(workbook(("Semua", [HEAD, ANDI, SITTI]), ("Perempuan", [HEAD, SITTI])))
    assert ("B030", "Perempuan baris 2") in told(readings)
    namesake = [1, "Andi Contoh", "L", 12, None, ""]
    assert len(people(read(workbook(("Satu", [HEAD, ANDI]), ("Dua", [HEAD, namesake]))))) == 2


def test_a_hidden_sheet_is_told_and_not_read() -> None:
    def hide(made: Any) -> None:
        made["Lama"].sheet_state = "hidden"

    readings = read(workbook(("Lama", [HEAD, BUDI]), ("Baru", [HEAD, ANDI, SITTI]), change=hide))
    assert people(readings) == THREE[:2]
    assert told(readings) == [("W075", "Lama")]
    alone = read_sheet(workbook(("Lama", [HEAD, BUDI]), change=hide))
    assert [problem.code for problem in alone.problems] == ["B043", "W075"]


# -- what nobody sees, what is crossed out -------------------------------------------------------------


def hidden(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def flat(sheet: Any) -> None:
    sheet.row_dimensions[3].height = 0.01


def filtered(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:F4"
    sheet.auto_filter.add_filter_column(5, ["sehat"])
    sheet.row_dimensions[3].hidden = True


@pytest.mark.parametrize("change", [hidden, flat, filtered])
def test_people_in_rows_that_nobody_sees_are_named(change: Callable[[Any], object]) -> None:
    readings = read(listed(HEAD, ANDI, SITTI, BUDI, change=change))
    assert told(readings) == [("B049", "3")]
    assert readings[0].form is None


def test_an_empty_hidden_row_is_nothing() -> None:
    assert people(read(listed(HEAD, ANDI, [], SITTI, BUDI, change=hidden))) == THREE


def test_a_hidden_column_is_read_and_told() -> None:
    def change(sheet: Any) -> None:
        sheet.column_dimensions["E"].hidden = True

    readings = read(listed(HEAD, ANDI, SITTI, BUDI, change=change))
    assert (people(readings), told(readings)) == (THREE, [("W072", "NIK")])


def strike(sheet: Any, *places: str) -> None:
    for place in places:
        sheet[place].font = Font(strike=True)


def test_a_person_crossed_out_is_told_and_not_read() -> None:
    def change(sheet: Any) -> None:
        strike(sheet, *(f"{letter}3" for letter in "ABCDEF"))

    readings = read(listed(HEAD, ANDI, SITTI, BUDI, change=change))
    assert (people(readings), told(readings)) == ([THREE[0], THREE[2]], [("W070", "3")])


def test_a_name_crossed_out_alone_is_asked_about() -> None:
    readings = read(listed(HEAD, ANDI, SITTI, change=lambda sheet: strike(sheet, "B3")))
    assert [code for code, _ in told(readings)] == ["F044"]
    assert readings[1].form is None


def test_an_answer_crossed_out_says_nothing_and_is_told() -> None:
    readings = read(listed(HEAD, ANDI, SITTI, change=lambda sheet: strike(sheet, "D2")))
    assert (people(readings), told(readings)) == (THREE[:2], [("W074", "34")])
    assert readings[0].form
    assert readings[0].form.klien
    assert readings[0].form.klien.umur is None


def test_words_crossed_out_in_an_answer_are_no_part_of_it() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, off = made.add_worksheet("Daftar"), made.add_format({"font_strikeout": True})
    sheet.write_row(0, 0, ["Nama", "L/P", "Uraian permasalahan"])
    sheet.write_rich_string(1, 0, "Sitti ", off, "Contho", " Contoh")
    sheet.write_row(1, 1, ["P", "Dideportasi."])
    made.close()
    readings = read(out.getvalue())
    assert (people(readings), told(readings)) == ([THREE[1]], [("W074", "Contho")])


# -- rows that are nobody ------------------------------------------------------------------------------

BELOW: list[Sequence[Row]] = [
    [[None, "JUMLAH", None, None, None, "3 orang"]],
    [["JUMLAH : 3 ORANG"]],
    [[None, "Total", 3]],
    [[None, "Total seluruhnya", None, 3]],
    [
        [],
        [None, None, None, None, "Nunukan, 24 November 2026"],
        [None, None, None, None, "Petugas,"],
        [],
        [None, None, None, None, "Contoh Petugas"],
        [None, None, None, None, "NIP. 19800101 200501 1 001"],
    ],
    [
        [],
        [None, "Tarakan, 24 November 2026"],
        [None, "Kepala Bidang"],
        [],
        [None, "Contoh Petugas, S.Sos."],
    ],
    [[None, "Mengetahui,"], [None, "Contoh Kepala"]],
    [["Catatan: dua orang sakit"]],
    [[], [None, "Contoh Petugas"]],
]


@pytest.mark.parametrize("below", BELOW)
def test_totals_and_what_is_signed_below_are_told_and_nobody(below: Sequence[Row]) -> None:
    readings = read(listed(HEAD, ANDI, SITTI, BUDI, *below))
    assert people(readings) == THREE
    assert [code for code, _ in told(readings)] == ["W071"]


def test_a_total_that_is_wrong_is_told() -> None:
    readings = read(listed(HEAD, ANDI, SITTI, BUDI, [None, "Jumlah", None, None, None, "4 orang"]))
    assert [code for code, _ in told(readings)] == ["W073", "W071"]


@pytest.mark.parametrize(
    "last",
    [
        [4, "Marni Contoh", None, None, None, None],
        [None, "Marni Contoh", None, 20, None, None],
        [4, None, "P", 20, None, None],
        [None, None, "P", None, None, None],
    ],
)
def test_who_may_be_a_person_is_never_left_out(last: Row) -> None:
    readings = read(listed(HEAD, ANDI, SITTI, BUDI, last))
    assert len(readings) == 4
    assert readings[3].form is None
    assert {problem.where for problem in readings[3].errors} == {"Daftar baris 5"}


def test_a_name_alone_in_a_list_that_is_not_counted_is_a_person() -> None:
    rows: list[Row] = [row[1:] for row in (HEAD, ANDI, SITTI)]
    readings = read(listed(*rows, ["Marni Contoh"]))
    assert readings[2].form is None


@pytest.mark.parametrize(
    "line",
    [
        ["A. DEWASA"],
        [None, "A. DEWASA"],
        [None, "ANAK-ANAK"],
        [None, "Rombongan Nunukan"],
        ["I. Tawau"],
    ],
)
def test_a_line_that_divides_is_told_and_nobody(line: Row) -> None:
    readings = read(listed(HEAD, line, ANDI, SITTI, line, BUDI))
    assert (people(readings), told(readings)) == (THREE, [("W071", "2, 5")])


def test_a_line_over_several_columns_divides() -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("B2:F2")

    readings = read(listed(HEAD, [None, "TAHAP PERTAMA"], ANDI, SITTI, BUDI, change=change))
    assert people(readings) == THREE


def test_numbers_of_columns_and_headings_of_the_next_page_are_nobody() -> None:
    numbers, brackets = [1, 2, 3, 4, 5, 6], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    for row in (numbers, brackets):
        readings = read(listed(HEAD, row, ANDI, SITTI, HEAD, row, BUDI))
        assert (people(readings), told(readings)) == (THREE, [])


# -- headings ------------------------------------------------------------------------------------------

BORN: Row = ["Bone", date(1990, 5, 12)]


def test_headings_in_two_rows_with_columns_to_tick() -> None:
    readings = read(
        listed(
            ["DAFTAR PMI DEPORTASI"],
            [],
            ["NO", "NAMA", "TEMPAT DAN TANGGAL LAHIR", None, "JENIS KELAMIN", None, "KETERANGAN"],
            [None, None, "TEMPAT", "TANGGAL", "L", "P", None],
            [1, "Andi Contoh", *BORN, "√", None, ""],
            [2, "Sitti Contoh", *BORN, None, "√", ""],
            [3, "Budi Contoh", *BORN, 1, "-", ""],
        )
    )
    assert (people(readings), told(readings)) == (THREE, [])
    for one in readings:
        assert one.form
        assert one.form.klien
        assert (one.form.klien.tempat_lahir, one.form.klien.tanggal_lahir) == tuple(BORN)


def test_columns_to_tick_below_a_merged_heading_and_alone() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")
        sheet.merge_cells("C1:D1")

    rows: list[Row] = [
        [1, "Andi Contoh", "v", None],
        [2, "Sitti Contoh", None, "v"],
        [3, "Budi Contoh", "X", None],
    ]
    two: list[Row] = [["No", "Nama", "L/P", None], [None, None, "Lk", "Pr"]]
    assert people(read(listed(*two, *rows, change=merge))) == THREE
    assert people(read(listed(["No", "Nama", "L", "P"], *rows))) == THREE
    above: list[Row] = [
        [None, None, "Jenis kelamin", None],
        ["No", "Nama", "Laki-laki", "Perempuan"],
    ]
    assert people(read(listed(*above, *rows))) == THREE


def test_two_ticks_or_none_are_asked_about() -> None:
    rows: list[Row] = [[1, "Andi Contoh", "v", "v"], [2, "Sitti Contoh", None, None]]
    readings = read(listed(["No", "Nama", "L", "P"], *rows))
    assert [[p.code for p in one.errors] for one in readings] == [["F003"], ["F001"]]


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("No HP", "telepon"),
        ("Kab/Kota", "kabupaten_kota"),
        ("No. Paspor", "nomor_paspor"),
        ("Kec.", "kecamatan"),
        ("PROPINSI", "provinsi"),
        ("Ket", "catatan"),
    ],
)
def test_labels_are_those_of_the_word_form(heading: str, path: str) -> None:
    (reading,) = read(listed(["Nama", "JK", heading], ["Andi Contoh", "L", "Nilai Contoh"]))
    assert reading.form
    assert reading.form.klien
    holder = reading.form if path == "catatan" else reading.form.klien
    assert getattr(holder, path) == "Nilai Contoh"
    assert reading.problems == ()


def test_lists_side_by_side_are_read_one_after_the_other() -> None:
    head = ["No", "Nama", "L/P", None, "No", "Nama", "L/P"]
    rows: list[Row] = [
        [1, "Andi Contoh", "L", None, 3, "Budi Contoh", "L"],
        [2, "Sitti Contoh", "P"],
    ]
    assert people(read(listed(head, *rows))) == THREE


def test_two_names_in_one_row_that_cannot_be_told_apart_are_refused() -> None:
    readings = read(listed(["No", "Nama", "L/P", "Nama"], [1, "Andi Contoh", "L", "Marni Contoh"]))
    assert ("B048", "Nama") in told(readings)
    assert readings[0].form is None


def test_what_stands_above_a_list_holds_for_all() -> None:
    readings = read(
        listed(
            ["DAFTAR DEPORTAN: KM CONTOH"],
            ["Tanggal : 20 November 2026"],
            ["Sumber rujukan", ":", "imigrasi"],
            ["Kapal", "KM Contoh"],
            HEAD,
            ANDI,
            SITTI,
        )
    )
    assert people(readings) == THREE[:2]
    for one in readings:
        assert one.form
        assert (one.form.tanggal, one.form.sumber_rujukan) == (date(2026, 11, 20), "imigrasi")


# -- what a program did --------------------------------------------------------------------------------


def test_days_of_a_column_that_was_read_month_first_are_doubtful_row_by_row() -> None:
    head = ["Nama", "L/P", "Tanggal lahir"]
    rows: list[Row] = [
        ["Andi", "L", date(1990, 12, 5)],
        ["Sitti", "P", "13/05/1985"],
        ["Budi", "L", date(1992, 3, 2)],
        ["Dodi", "L", date(1992, 4, 4)],
        ["Marni", "P", date(1992, 4, 25)],
    ]
    readings = read(listed(head, *rows))
    assert [[p.code for p in one.problems] for one in readings] == [["W076"], [], ["W076"], [], []]
    assert readings[0].problems[0].hint == "12-05-1990"
    plain = read(listed(head, rows[0], ["Sitti", "P", "3 Mei 1985"], rows[2]))
    assert told(plain) == []


def test_a_telephone_number_without_its_zero_and_a_house_number_that_became_a_day_are_told() -> (
    None
):
    head = ["Nama", "L/P", "Nomor HP", "Alamat"]
    (reading,) = read(listed(head, ["Andi", "L", 81255550101, date(2026, 2, 1)]))
    assert told([reading]) == [("W077", "81255550101"), ("W078", "2026-02-01")]
    (text,) = read(listed(head, ["Andi", "L", "081255550101", "Jl. Contoh 1/2"]))
    assert text.problems == ()


def test_a_workbook_of_the_strict_kind_is_read() -> None:
    data = listed(HEAD, ANDI, SITTI, BUDI)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            for usual, strict in (
                (
                    b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"purl.oclc.org/ooxml/spreadsheetml/main",
                ),
                (
                    b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            ):
                text = text.replace(usual, strict)
            target.writestr(name, text)
    assert people(read(out.getvalue())) == THREE


# -- many, and many faults -----------------------------------------------------------------------------


def test_every_fault_of_every_row_is_told_at_once_whatever_the_choice_says() -> None:
    rows: list[Row] = [[1, "Andi", "?", 34, None, ""], [2, None, "P", 29, None, ""]]
    for mode in (EACH_CASE, ONE_CASE, None, "terserah"):
        readings = read(listed(HEAD, *rows, mode=mode))
        assert {p.where for one in readings for p in one.errors} >= {
            "Daftar baris 2",
            "Daftar baris 3",
        }


def test_three_hundred_people_are_one_case_or_as_many() -> None:
    rows: list[Row] = [[n, f"Orang Contoh {n:03d}", "L", 30, None, ""] for n in range(1, 301)]
    for mode, forms in ((ONE_CASE, 1), (EACH_CASE, 300)):
        readings = read(listed(HEAD, *rows, mode=mode))
        assert (len(readings), len(people(readings))) == (forms, 300)
    assert MAX_ROWS >= 300


# -- comments ------------------------------------------------------------------------------------------


def comments(data: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Daftar"]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def commented(data: bytes) -> bytes:
    problems = [problem for one in read(data) for problem in one.problems]
    done = with_sheet_comments(data, problems)
    assert done is not None
    return done


def test_faults_are_told_at_the_cells_and_gone_from_what_was_mended() -> None:
    data = listed(HEAD, [1, "Andi", "?", 34, None, ""], [2, None, "P", 29, None, ""])
    done = commented(data)
    found = comments(done)
    assert set(found) == {"C2", "B3"}
    assert "bukan pilihan yang dikenal" in found["C2"]
    book = openpyxl.load_workbook(io.BytesIO(done))
    book["Daftar"]["C2"], book["Daftar"]["B3"] = "L", "Sitti"
    out = io.BytesIO()
    book.save(out)
    assert people(read(out.getvalue())) == [("Andi", "L"), ("Sitti", "P")]
    again = with_sheet_comments(out.getvalue(), [])
    assert again is not None
    assert comments(again) == {}


def test_rows_and_companions_are_found_too_and_a_comment_of_somebody_stays() -> None:
    def change(sheet: Any) -> None:
        sheet["A1"].comment = Comment("dari Contoh", "Contoh")
        hidden(sheet)

    done = comments(commented(listed(HEAD, ANDI, SITTI, BUDI, change=change)))
    assert done["A1"] == "dari Contoh"
    assert "tersembunyi" in done["B3"]
    rows: list[Row] = [ANDI, [2, "Sitti", "?", 29, None, ""]]
    assert set(comments(commented(listed(HEAD, *rows, mode=ONE_CASE)))) == {"C3"}


def test_what_is_no_workbook_gets_none() -> None:
    assert with_sheet_comments(b"PK", [Problem(code="B041")]) is None
