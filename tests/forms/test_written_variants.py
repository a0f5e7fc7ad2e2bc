"""Whatever way a value is written, it reads back to the value; and unlike things are kept apart."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms import readers
from generator.forms.readers import Misread
from generator.vocabulary.indonesian import DAYS, MONTHS, in_words

TRIES = 2_000
SHORT = {
    2: ("Feb", "Peb"),
    3: ("Mar",),
    8: ("Agt", "Agust", "Agu"),
    9: ("Sep", "Sept"),
    11: ("Nov", "Nop"),
    12: ("Des",),
}
CASES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title)
NUMERIC = (
    "{d:02}-{m:02}-{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{d} - {m} - {y}",
    "{d:02} {m:02} {y}",
)
WORDED = (
    "{d} {month} {y}",
    "{d:02} {month} {y}",
    "{d}-{month}-{y}",
    "{d} {month}, {y}",
    "{d}\u00a0{month}\u00a0{y}",
)
AROUND = (
    "{}",
    " {} ",
    "{day}, {}",
    "{day},{}",
    "{day} {}",
    "{day}/{}",
    "{} ({day})",
    "{}, {day}",
    "tgl. {}",
    "Tanggal {}",
    "hari {day}, tanggal {}",
)


def dressed(draw: st.DrawFn, text: str, day: date) -> str:
    name = DAYS[day.weekday()]
    if name == "Jumat":
        name = draw(st.sampled_from(["Jumat", "Jum'at", "Jum’at"]))
    if name == "Minggu":
        name = draw(st.sampled_from(["Minggu", "Ahad"]))
    around = draw(st.sampled_from(AROUND))
    return draw(st.sampled_from(CASES))(around.format(text, day=name))


@st.composite
def written_dates(draw: st.DrawFn) -> tuple[date, str]:
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    is_short = date(1950, 1, 1) <= day <= date(2049, 12, 31) and draw(st.booleans())
    year = f"{day.year % 100:02}" if is_short else str(day.year)
    name = draw(
        st.sampled_from(
            [MONTHS[day.month - 1], MONTHS[day.month - 1][:3], *SHORT.get(day.month, ())]
        )
    )
    pattern = draw(st.sampled_from(NUMERIC + WORDED))
    text = pattern.format(d=day.day, m=day.month, y=year, month=name)
    return day, dressed(draw, text, day)


@settings(max_examples=TRIES)
@given(written_dates())
def test_a_date_reads_back_however_it_is_written(case: tuple[date, str]) -> None:
    day, text = case
    assert readers.read_date(text) == day


@settings(max_examples=TRIES)
@given(st.dates(date(1930, 1, 1), date(2026, 11, 24)))
def test_a_short_year_of_birth_is_one_of_the_past(day: date) -> None:
    read = readers.read_date(f"{day:%d-%m-%y}", latest=date(2026, 11, 24))
    assert read == day


@st.composite
def written_times(draw: st.DrawFn) -> tuple[time, str]:
    at = draw(st.times()).replace(second=0, microsecond=0)
    mark = draw(st.sampled_from([".", ":"]))
    hour = draw(st.sampled_from([f"{at.hour}", f"{at.hour:02}"]))
    text = f"{hour}{mark}{at.minute:02}"
    if at.minute == 0 and draw(st.booleans()):
        text = draw(
            st.sampled_from([f"pukul {hour}", f"jam {hour}", f"{hour} WITA", f"pkl. {hour}"])
        )
    else:
        text = draw(st.sampled_from(["{}", "pukul {}", "Jam {}", "Pkl. {}", "{}:00"])).format(text)
    text += draw(st.sampled_from(["", " s.d. selesai", " s/d selesai", " - selesai", " – selesai"]))
    return at, draw(st.sampled_from(CASES))(text)


@settings(max_examples=TRIES)
@given(written_times())
def test_a_time_reads_back_however_it_is_written(case: tuple[time, str]) -> None:
    at, text = case
    assert readers.read_time(text) == at


def part_of_day(hour: int) -> str:
    for part, hours in (
        ("dini hari", range(4)),
        ("pagi", range(4, 11)),
        ("siang", range(11, 15)),
        ("sore", range(15, 19)),
    ):
        if hour in hours:
            return part
    return "malam"


@settings(max_examples=TRIES)
@given(st.times(), st.sampled_from(["", "jam ", "Pukul "]))
def test_a_clock_of_twelve_hours_reads_back_by_its_part_of_the_day(at: time, before: str) -> None:
    at = at.replace(second=0, microsecond=0)
    hour = at.hour if at.hour in (0, 12) else at.hour % 12
    assert readers.read_time(f"{before}{hour}.{at.minute:02} {part_of_day(at.hour)}") == at


def thousands(amount: int, mark: str = ".") -> str:
    return f"{amount:,}".replace(",", mark)


@st.composite
def written_amounts(draw: st.DrawFn) -> tuple[int, str]:
    amount = draw(st.integers(0, 10**12))
    number = draw(st.sampled_from([str(amount), thousands(amount), thousands(amount, " ")]))
    before = draw(st.sampled_from(["", "Rp", "Rp ", "Rp.", "Rp. ", "IDR "]))
    behind = draw(
        st.sampled_from(
            [
                "",
                ",00",
                ",-",
                ".-",
                ",--",
                " rupiah",
                ",- / bulan",
                " per bulan",
                ",00 (" + in_words(amount) + " rupiah)",
            ]
        )
    )
    return amount, draw(st.sampled_from(CASES))(f"{before}{number}{behind}")


@settings(max_examples=TRIES)
@given(written_amounts())
def test_an_amount_reads_back_however_it_is_written(case: tuple[int, str]) -> None:
    amount, text = case
    assert readers.read_rupiah(text) == amount


@settings(max_examples=TRIES)
@given(
    st.integers(1, 9_999),
    st.integers(0, 999),
    st.sampled_from(["Rp ", "", "Rp. "]),
    st.sampled_from(["juta", "jt", " juta", " JUTA", " juta rupiah"]),
)
def test_millions_with_a_comma_read_back(whole: int, rest: int, before: str, unit: str) -> None:
    decimals = f",{rest:03}".rstrip("0").rstrip(",")
    assert readers.read_rupiah(f"{before}{whole}{decimals}{unit}") == whole * 10**6 + rest * 10**3


@settings(max_examples=TRIES)
@given(st.integers(1, 999), st.integers(1, 999))
def test_millions_and_thousands_read_back(millions: int, thousand: int) -> None:
    text = f"{millions} juta {thousand} ribu"
    assert readers.read_rupiah(text) == millions * 10**6 + thousand * 10**3


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9 pagi", time(9)),
        ("jam 2 siang", time(14)),
        ("11 siang", time(11)),
        ("12 siang", time(12)),
        ("12 malam", time(0)),
        ("1 malam", time(1)),
        ("7 malam", time(19)),
        ("pukul 4 sore", time(16)),
        ("setengah 9 pagi", time(8, 30)),
        ("14.00 siang", time(14)),
        ("pukul 9", time(9)),
    ],
)
def test_a_part_of_the_day_tells_the_hour(text: str, at: time) -> None:
    assert readers.read_time(text) == at


@pytest.mark.parametrize(
    "text", ["9 malam sekali", "20.00 pagi", "25.00", "8 siang", "pukul pagi", "9-11"]
)
def test_hours_that_do_not_fit_are_refused(text: str) -> None:
    assert readers.read_time(text) == Misread("F013", text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 1.500.000,-", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1,5 juta", 1_500_000),
        ("Rp. 150 ribu", 150_000),
        ("1500000 rupiah", 1_500_000),
        ("1.500 ribu", 1_500_000),
        ("1.500.000 (satu juta lima ratus ribu rupiah)", 1_500_000),
        ("2,5jt/bln", 2_500_000),
        ("Rp1,500,000", 1_500_000),
        ("500rb", 500_000),
        ("1,2 miliar", 1_200_000_000),
    ],
)
def test_money_as_people_write_it(text: str, amount: int) -> None:
    assert readers.read_rupiah(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "1,500",
        "1.500 juta",
        "1.2345 juta",
        "500 ribu 2 juta",
        "2 juta 3 juta",
        "3-4 juta",
        "± 3 juta",
    ],
)
def test_an_amount_that_may_mean_two_things_is_refused(text: str) -> None:
    assert isinstance(readers.read_rupiah(text), Misread)
