"""What people typed, as letters print it: sentences, points, amounts and values held whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.letters.prose import (
    amounts_in_words,
    numbered_points,
    post,
    sentence,
    structured,
    unbroken_values,
)
from generator.vocabulary.indonesian import in_words, rupiah

NBSP = "\N{NO-BREAK SPACE}"
GROUPS = {
    "Rp{:,}": lambda n: f"Rp{n:,}".replace(",", "."),
    "Rp {:,}": lambda n: f"Rp {n:,}".replace(",", "."),
    "Rp.{}": lambda n: f"Rp.{n}",
    "rp{},-": lambda n: f"rp{n},-",
    "Rp{:,},00": rupiah,
}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("klien setuju", "klien setuju."),
        ("klien setuju.", "klien setuju."),
        ("klien setuju;", "klien setuju;"),
        ("sebagai berikut:", "sebagai berikut:"),
        ("benarkah?", "benarkah?"),
        ("dan seterusnya …", "dan seterusnya …"),
        ("ia berkata “ya.”", "ia berkata “ya.”"),
        ("(lihat lampiran)", "(lihat lampiran)."),
        ("", ""),
    ],
)
def test_a_sentence_gets_a_full_stop_only_where_it_has_no_end(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


@given(amount=st.integers(1, 10**12), spelling=st.sampled_from(sorted(GROUPS)))
def test_every_spelling_of_whole_rupiah_gets_its_words(amount: int, spelling: str) -> None:
    typed = GROUPS[spelling](amount)
    assert amounts_in_words(f"membayar {typed} tunai") == (
        f"membayar {rupiah(amount)} ({in_words(amount)} rupiah) tunai"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)",
        "Rp1.500.000,50",
        "Rp2,5 juta",
        "Rp 1.5 juta",
        "Rp750 ribu",
        "RM1.500",
        "1.500.000",
        "Rp1.500.0000",
    ],
)
def test_what_is_in_words_already_or_no_whole_rupiah_stays_as_typed(typed: str) -> None:
    assert amounts_in_words(f"sebesar {typed}") == f"sebesar {typed}"


def test_an_amount_at_the_end_of_a_sentence_keeps_the_full_stop_outside() -> None:
    assert amounts_in_words("Rp500.000. Lalu") == "Rp500.000,00 (lima ratus ribu rupiah). Lalu"


def test_dates_hours_and_amounts_do_not_break_over_a_line() -> None:
    said = unbroken_values("pada 3 Mei 2026 pukul 09.00 WITA sebesar Rp 500.000 atau RM 200")
    assert said == (
        f"pada 3{NBSP}Mei{NBSP}2026 pukul{NBSP}09.00{NBSP}WITA sebesar Rp{NBSP}500.000 "
        f"atau RM{NBSP}200"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "Kepala Dinas Sosial dan Pemberdayaan Masyarakat",
            f"Kepala Dinas Sosial dan{NBSP}Pemberdayaan{NBSP}Masyarakat",
        ),
        ("Sekretaris", "Sekretaris"),
        (None, ""),
        (
            "Kepala A dan B yang namanya terlalu panjang untuk satu baris",
            "Kepala A dan B yang namanya terlalu panjang untuk satu baris",
        ),
    ],
)
def test_a_post_breaks_before_its_last_dan(typed: str | None, printed: str) -> None:
    assert post(typed) == printed


class TestPoints:
    def test_a_point_begins_with_a_capital_and_ends_in_a_full_stop(self) -> None:
        assert numbered_points(["klien menunggu di shelter"]) == [
            {"no": "1", "teks": "Klien menunggu di shelter.", "sub": []}
        ]

    def test_a_number_typed_before_a_point_is_not_printed_twice(self) -> None:
        points = numbered_points(["1. Klien pulang", "2) Perusahaan membayar"])
        assert [point["teks"] for point in points] == ["Klien pulang.", "Perusahaan membayar."]

    @pytest.mark.parametrize("apart", [True, False], ids=["entries", "one entry"])
    def test_sub_points_stand_below_their_point(self, *, apart: bool) -> None:
        lines = ["perusahaan membayar", "a. upah Mei;", "b) upah Juni", "- tunai"]
        (point,) = numbered_points(lines if apart else ["\n".join(lines)])
        assert point["teks"] == "Perusahaan membayar:"
        assert point["sub"] == [
            {"tanda": "a.", "teks": "upah Mei;"},
            {"tanda": "b.", "teks": "upah Juni."},
            {"tanda": "–", "teks": "tunai."},
        ]

    def test_a_sub_point_without_a_point_above_is_a_point(self) -> None:
        assert [one["teks"] for one in numbered_points(["- klien pulang"])] == ["- klien pulang."]

    @pytest.mark.parametrize("bullet", list("-–•*▪"))
    def test_every_usual_bullet_is_a_sub_point(self, bullet: str) -> None:
        (point,) = numbered_points(["rincian:", f"{bullet} satu"])
        assert point["sub"] == [{"tanda": "–", "teks": "satu."}]

    @given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x0b\x0c\x85"))))
    def test_no_word_is_lost_or_added_but_those_of_amounts(self, items: list[str]) -> None:
        items = [item for item in items if "rp" not in item.casefold()]
        printed = " ".join(
            part
            for point in numbered_points(items)
            for part in (point["teks"], *(sub["teks"] for sub in point["sub"]))
        )
        for item in items:
            for word in item.split():
                bare = word.strip("0123456789()abcdefghijklmnopqrstuvwxyz.-–—•·*▪◦‣")
                assert bare.casefold() in printed.casefold()


def test_a_story_keeps_its_paragraphs_and_marks_its_sub_points() -> None:
    assert structured("Klien bekerja.\n\na. tanpa upah\n• tanpa kontrak") == [
        {"tanda": "", "teks": "Klien bekerja."},
        {"tanda": "a.", "teks": "tanpa upah"},
        {"tanda": "–", "teks": "tanpa kontrak"},
    ]
