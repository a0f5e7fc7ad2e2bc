"""Ordinary ways of saying what no type holds are kept as written, without a word; slips are told."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms import FormReading
from generator.forms.raw import RawForm
from generator.forms.usual import is_usual
from generator.forms.validation import validate
from generator.vocabulary.facts import Kind
from generator.vocabulary.written import Written

TODAY = date(2026, 11, 24)
TRIES = 1_000


def read(section: str, **answers: Any) -> FormReading:
    values: dict[str, Any] = {
        "klien": {"nama": "Yuliana Tefa", "jenis_kelamin": "P"},
        "permasalahan": {"uraian": "Upah tidak dibayar."},
    }
    values.setdefault(section, {}).update(answers)
    return validate(RawForm(values=values), today=TODAY)


USUAL = {
    Kind.DATE: [
        "1985",
        "± 1985",
        "kira-kira 1985",
        "th. 1985",
        "1985/1986",
        "Mei 1985",
        "awal Mei 1985",
        "05-1985",
        "24 s.d. 26 November 2026",
        "24–26 November 2026",
        "24 dan 25 Nov 2026",
        "24 s.d. 26",
    ],
    Kind.AGE: [
        "± 34 tahun",
        "+- 34",
        "sekitar 34",
        "7 bln",
        "8 bulan",
        "30-an",
        "30 - 35",
        "34 atau 35",
        "1,5 tahun",
        "40 lebih",
        "> 30",
        "34+",
    ],
    Kind.MONEY: [
        "RM 1.500",
        "RM1,500",
        "MYR 1,500.00",
        "1.500 ringgit",
        "RM 40/hari",
        "USD 100",
        "B$ 500",
        "1-2 juta",
        "Rp 1.000.000 – Rp 1.500.000",
        "1 juta s.d. 2 juta",
        "± Rp500.000",
        "Rp50.000/hari",
        "tidak dibayar",
        "belum pernah digaji",
        "tdk dibayar sama sekali",
        "3 bulan gaji",
        "RM 1.500 (belum dibayar)",
    ],
    Kind.YES_NO: [
        "hilang",
        "ditahan majikan",
        "ada, fotokopi",
        "tidak ada, ditahan majikan",
        "masih proses",
    ],
}
UNUSUAL = {
    Kind.DATE: [
        "31-02-2026",
        "00-00-1985",
        "kapan-kapan",
        "24-13",
        "26 s.d. 24",
        "Foo 1985",
        "13-1985",
    ],
    Kind.AGE: ["150", "3.5", "-3", "± 150 tahun", "dewasa", "30 - 350"],
    Kind.MONEY: ["1.500.00", "entah", "RM", "seribu satu malam", "- 500"],
    Kind.YES_NO: ["mungkin", "ya / tidak", "entah"],
}
TYPES = {Kind.DATE: date, Kind.AGE: int, Kind.MONEY: int, Kind.TIME: time}
KEPT_IN = {
    Kind.DATE: ("klien", "tanggal_lahir"),
    Kind.AGE: ("klien", "umur"),
    Kind.MONEY: ("pekerjaan", "upah_diterima"),
    Kind.YES_NO: ("pekerjaan", "surat_kontrak"),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(k, one) for k, texts in USUAL.items() for one in texts]
)
def test_what_is_usual_is_kept_without_a_word(kind: Kind, text: str) -> None:
    section, key = KEPT_IN[kind]
    reading = read(section, **{key: text})
    assert reading.problems == ()
    kept = getattr(getattr(reading.form, section), key)
    assert isinstance(kept, Written)
    assert kept == text


@pytest.mark.parametrize(
    ("kind", "text"), [(k, one) for k, texts in UNUSUAL.items() for one in texts]
)
def test_what_may_be_a_slip_is_kept_and_told(kind: Kind, text: str) -> None:
    section, key = KEPT_IN[kind]
    reading = read(section, **{key: text})
    assert [problem.code for problem in reading.problems] == ["W017"]
    assert getattr(getattr(reading.form, section), key) == text


def test_a_reason_beside_a_choice_that_must_be_one_is_told() -> None:
    raw: dict[str, Any] = {
        "nomor_kasus": "PMBS-2026-0001",
        "kesepakatan": {
            "tanggal": "2026-11-24",
            "tempat": "Kantor",
            "tercapai": "ya, dengan catatan",
            "butir": ["Upah dibayar"],
            "pihak": [{"nama": "A"}, {"nama": "B"}],
        },
    }
    reading = validate(RawForm(values=raw), today=TODAY)
    (told,) = [one for one in reading.problems if one.field == "kesepakatan.tercapai"]
    assert (told.code, told.hint) == ("W018", "ya (selebihnya tidak dicetak)")


# -- any spelling at all -----------------------------------------------------------------------

AROUND = st.sampled_from(
    ["{}", "± {}", "sekitar {}", "{} (perkiraan)", "{}.", " {}\u00a0", "{} lebih", "kira2 {}"]
)
BETWEEN = st.sampled_from(
    ["-", " – ", " s.d. ", " s/d ", " atau ", "\u2011", " sampai dengan ", "/"]
)
DAYS = st.dates(date(1930, 1, 1), date(2027, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [
            f"{day:%d-%m-%Y}",
            f"{day:%d/%m/%y}",
            f"{day:%Y}",
            f"{day:%m-%Y}",
            f"{day:%d %B %Y}",
            f"{day:%d.%m.%Y} pukul 09.00",
            f"{day:%Y-%m-%d}T09:00:00Z",
            f"{day:%d}",
            f"{day:%B %Y}",
        ]
    )
)
HOURS = st.times().flatmap(
    lambda at: st.sampled_from(
        [
            f"{at:%H.%M}",
            f"{at:%H:%M} WITA",
            f"pukul {at.hour}",
            f"{at:%H%M}",
            f"{at:%I:%M %p}",
            f"{at.hour} pagi",
        ]
    )
)
AGES = st.integers(0, 120).flatmap(
    lambda age: st.sampled_from(
        [f"{age}", f"{age} tahun", f"{age} bln", f"{age}-an", f"{age},5 th", f"{age}thn"]
    )
)
AMOUNTS = st.integers(0, 10**9).flatmap(
    lambda sum_: st.sampled_from(
        [
            f"Rp{sum_:,}",
            f"RM {sum_}",
            f"{sum_} ringgit",
            f"MYR {sum_:,}.00",
            f"{sum_}/hari",
            f"{sum_ % 100} juta",
        ]
    )
)


def spelt(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(AROUND, texts).map(lambda both: both[0].format(both[1]))
    two = st.tuples(one, BETWEEN, texts).map("".join)
    return st.one_of(one, two)


@pytest.mark.parametrize(
    ("section", "key", "texts", "kind"),
    [
        ("klien", "tanggal_lahir", DAYS, Kind.DATE),
        ("klien", "umur", AGES, Kind.AGE),
        ("pekerjaan", "upah_dijanjikan", AMOUNTS, Kind.MONEY),
        ("tiket", "jam", HOURS, Kind.TIME),
    ],
)
def test_no_spelling_refuses_a_form(
    section: str, key: str, texts: st.SearchStrategy[str], kind: Kind
) -> None:
    @settings(max_examples=TRIES, deadline=None)
    @given(spelt(texts))
    def check(text: str) -> None:
        required = (
            {"moda": "kapal", "tujuan": "Makassar", "tanggal": "2026-11-30"}
            if section == "tiket"
            else {}
        )
        reading = read(section, **required, **{key: text})
        assert reading.form is not None, [str(one) for one in reading.problems]
        kept = getattr(getattr(reading.form, section), key)
        told = [one.code for one in reading.problems if one.field == f"{section}.{key}"]
        if isinstance(kept, Written):
            assert told == ["W017"] or is_usual(kind, text)
            assert kept == " ".join(text.split())
        else:
            assert isinstance(kept, TYPES[kind])

    check()
