"""One answer from text to value, in every way in which people write it."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.forms import readers
from generator.forms.readers import Misread
from generator.vocabulary.indonesian import long_date, rupiah


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "24-11-2026",
        "24/11/2026",
        "24.11.2026",
        "24 November 2026",
        "24 november 2026",
        "24 Nov 2026",
        "24 Nop. 2026",
        "Selasa, 24 November 2026",
        "selasa 24-11-2026",
        " 24-11-2026 ",
        "24 - 11 - 2026",
    ],
)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert readers.read_date(text) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2026", "F012"),
        ("30 Februari 2026", "F012"),
        ("24-13-2026", "F012"),
        ("31-02-26", "F012"),
        ("24-11-126", "F011"),
        ("kemarin", "F011"),
        ("24 Novembre 2026 x", "F011"),
        ("", "F011"),
        ("24-11-0026", "F012"),
    ],
)
def test_what_is_no_date_is_told_apart(text: str, code: str) -> None:
    assert readers.read_date(text) == Misread(code, text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_that_a_letter_prints_can_be_read_back(day: date) -> None:
    assert readers.read_date(long_date(day).replace("\N{NO-BREAK SPACE}", " ")) == day
    assert readers.read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "09.00",
        "9.00",
        "09:00",
        "09:00:00",
        "pukul 09.00",
        "Jam 9.00 WITA",
        "09.00 WITA s.d. selesai",
    ],
)
def test_a_time_is_read_in_every_form(text: str) -> None:
    assert readers.read_time(text) == time(9, 0)


@pytest.mark.parametrize("text", ["24.00", "9", "09.60", "pagi", "09.00 GMT", "9.0", "9-11"])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert readers.read_time(text) == Misread("F013", text)


@pytest.mark.parametrize(
    "text",
    [
        "1500000",
        "1.500.000",
        "Rp1.500.000",
        "Rp 1.500.000,00",
        "rp. 1.500.000,-",
        "1,5 juta",
        "1.5 jt",
        "1500 ribu",
        "IDR 1.500.000",
    ],
)
def test_money_is_read_in_every_form(text: str) -> None:
    assert readers.read_rupiah(text) == 1_500_000


@pytest.mark.parametrize("text", ["banyak", "1.50.000", "-5", "1,500,000.5", "Rp", "1.500.000,50"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert isinstance(readers.read_rupiah(text), Misread)


@given(st.integers(0, 10**14))
def test_every_amount_that_a_letter_prints_can_be_read_back(amount: int) -> None:
    assert readers.read_rupiah(rupiah(amount)) == amount


@pytest.mark.parametrize("text", ["ya", "Ya.", "ADA", "sudah", "x", "☒", "ada, di rumah"])
def test_yes_is_yes(text: str) -> None:
    assert readers.read_bool(text) is True


@pytest.mark.parametrize("text", ["tidak", "Tidak ada", "belum", "☐", "tidak, ditahan majikan"])
def test_no_is_no(text: str) -> None:
    assert readers.read_bool(text) is False


@pytest.mark.parametrize("text", ["mungkin", "2", "yakin"])
def test_neither_is_refused(text: str) -> None:
    assert readers.read_bool(text) == Misread("F016", text)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("L", "L"),
        ("laki-laki", "L"),
        ("Laki laki", "L"),
        ("Pria", "L"),
        ("P", "P"),
        ("perempuan", "P"),
        ("WANITA", "P"),
    ],
)
def test_man_and_woman_are_told_apart(text: str, sex: str) -> None:
    assert readers.read_sex(text) == sex


@pytest.mark.parametrize("text", ["34", "34 tahun", "34 thn.", "34 Th"])
def test_a_whole_number_may_carry_its_unit(text: str) -> None:
    assert readers.read_int(text) == 34


def test_several_answers_are_split_at_commas_semicolons_and_lines() -> None:
    assert readers.read_items("a, b; c\n- d\n2. e, -") == ("a", "b", "c", "d", "e")


def test_points_are_split_at_lines_only() -> None:
    assert readers.read_points("1. Satu, dua; tiga\n2) Empat\n\n• Lima") == (
        "Satu, dua; tiga",
        "Empat",
        "Lima",
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("☒ ya ☐ tidak", "ya"),
        ("☒", "ya"),
        ("☐", ""),
        ("☐ a ☑ b ☑ c", "b\nc"),
        ("Klien (P) x", "Klien (P) x"),
        ("tanpa kotak", "tanpa kotak"),
    ],
)
def test_ticked_boxes_are_read(text: str, answer: str) -> None:
    assert readers.ticked(text) == answer


@given(st.text())
def test_no_text_makes_a_reader_fail(text: str) -> None:
    cleaned = readers.clean(text)
    for reader in (
        readers.read_date,
        readers.read_time,
        readers.read_rupiah,
        readers.read_bool,
        readers.read_sex,
        readers.read_int,
        readers.read_items,
        readers.read_points,
        readers.ticked,
        readers.is_empty,
        readers.unprintable,
    ):
        reader(cleaned)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = readers.clean(text)
    assert readers.clean(once) == once


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("☒ sakit ☐ lainnya: hutang", "sakit\nhutang"),
        ("☒ sakit ☒ lainnya: hutang", "sakit\nhutang"),
        ("☒ sakit ☒ lainnya: ……", "sakit"),
        ("☐ sakit ☐ lainnya:", ""),
    ],
)
def test_what_is_written_behind_other_is_meant(text: str, answer: str) -> None:
    assert readers.ticked(text) == answer


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("08:30:00", time(8, 30)),
        ("08:30:00+08:00", time(8, 30)),
        ("00:30Z", time(8, 30)),
        ("09:30+09:00", time(8, 30)),
        ("2026-11-24T08:30:00+08:00", time(8, 30)),
        ("2026-11-24T00:30:00.000Z", time(8, 30)),
        ("8:30 AM", time(8, 30)),
        ("8.30 p.m.", time(20, 30)),
        ("12 am", time(0)),
        ("12:05 PM", time(12, 5)),
    ],
)
def test_an_hour_as_programs_write_it(text: str, at: time) -> None:
    assert readers.read_time(text) == at


@pytest.mark.parametrize("text", ["25:30+08:00", "08:61Z", "13:00 pm", "0 am", "2026-11-24T25:00"])
def test_an_hour_that_there_is_not(text: str) -> None:
    assert isinstance(readers.read_time(text), Misread)
