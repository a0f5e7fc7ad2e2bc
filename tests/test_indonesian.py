"""Dates, numbers and money as official paper writes them; spellings as people search for them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vocabulary import indonesian

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2025, "dua ribu dua puluh lima"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_500_000, "satu juta lima ratus ribu"),
        (10**9, "satu miliar"),
        (10**12 + 1, "satu triliun satu"),
    ],
)
def test_a_number_is_spelled_as_indonesian_spells_it(number: int, words: str) -> None:
    assert indonesian.in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="spelled"):
        indonesian.in_words(number)


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_no_two_numbers_are_spelled_alike(one: int, other: int) -> None:
    assert (indonesian.in_words(one) == indonesian.in_words(other)) == (one == other)


@given(st.integers(0, 10**15 - 1))
def test_spelling_leaves_no_stray_blanks(number: int) -> None:
    words = indonesian.in_words(number)
    assert words == " ".join(words.split())


def test_a_date_has_no_leading_zero_and_does_not_break() -> None:
    assert indonesian.long_date(date(2025, 10, 2)) == f"2{NBSP}Oktober{NBSP}2025"


def test_a_date_is_written_out_for_a_berita_acara() -> None:
    day = date(2025, 10, 22)
    assert indonesian.day_name(day) == "Rabu"
    assert (
        indonesian.date_in_words(day) == "dua puluh dua bulan Oktober tahun dua ribu dua puluh lima"
    )
    assert indonesian.numeric_date(day) == "22-10-2025"


def test_a_time_has_its_zone() -> None:
    assert indonesian.clock_time(time(9, 0)) == f"09.00{NBSP}WITA"


def test_counts_are_given_in_digits_and_words() -> None:
    assert indonesian.count_in_words(1, "berkas") == f"1{NBSP}(satu){NBSP}berkas"
    assert indonesian.count_in_words(2) == f"2{NBSP}(dua)"


def test_money_has_points_and_no_blank() -> None:
    assert indonesian.rupiah(1_500_000) == "Rp1.500.000,00"
    assert indonesian.rupiah(0) == "Rp0,00"


def test_money_is_repeated_in_words() -> None:
    said = indonesian.rupiah_in_words(1_500_000)
    assert said == "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)"


def test_parties_are_called_up_to_the_twelfth() -> None:
    assert indonesian.ordinal_party(1) == "KESATU"
    assert indonesian.ordinal_party(12) == f"KEDUA{NBSP}BELAS"


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a dan b"),
        (["a", "", "c"], "a dan c"),
        (["a", "b", "c"], "a, b, dan c"),
    ],
)
def test_parts_are_joined_as_a_sentence_joins_them(parts: list[str], joined: str) -> None:
    assert indonesian.join(parts) == joined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MUHAMMAD", "Moh."),
        ("Mohamad", "muh."),
        ("perlindungan", "Pelindungan"),
        ("kerja sama", "kerjasama"),
        ("José", "jose"),
        ("Ma'ruf", "Ma’ruf"),
        ("Sitti", "Siti"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_spellings_of_one_family_fold_together(one: str, other: str) -> None:
    assert indonesian.tokens(one) == indonesian.tokens(other)


def test_folding_does_not_reach_into_other_words() -> None:
    assert indonesian.tokens("Mohon perlindungannya") == ["mohon", "perlindungannya"]


def test_a_letter_number_is_read_part_by_part() -> None:
    assert indonesian.tokens("400.9.8/12/DINSOSPM/2026") == [
        "400",
        "9",
        "8",
        "12",
        "dinsospm",
        "2026",
    ]


@given(st.text())
def test_any_text_can_be_folded(text: str) -> None:
    assert all(token.isascii() for token in indonesian.tokens(text))
