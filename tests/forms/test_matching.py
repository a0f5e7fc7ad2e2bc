"""Labels are found however they are written; a slip is told, another question is not guessed at."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.forms.matching import (
    column_key,
    find_label,
    rows_headed,
    section_headed,
    spelled_out,
)
from generator.vocabulary.fields import ROWS, SECTIONS, SectionLabels

BY_KEY = {section.key: section for section in SECTIONS}
ALL = [
    (section, key, name)
    for section in SECTIONS
    for key, names in section.labels.items()
    for name in names
]


def found(label: str, section: str = "klien") -> tuple[str, str]:
    match = find_label(label, BY_KEY[section])
    return (match.path, match.near) if match else ("", "")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.key or "top")
def test_no_two_keys_of_a_section_share_a_label(section: SectionLabels) -> None:
    owners: dict[str, set[str]] = {}
    for key, names in section.labels.items():
        for name in names:
            owners.setdefault(spelled_out(name), set()).add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_no_two_columns_of_a_table_share_a_heading() -> None:
    for rows in ROWS:
        columns = [{spelled_out(name) for name in names} for names in rows.columns.values()]
        assert sum(map(len, columns)) == len(set().union(*columns)), rows.path


@settings(max_examples=1_000)
@given(
    st.sampled_from(ALL),
    st.sampled_from(
        [
            "{}",
            "{}:",
            "{} :",
            "7. {}",
            "12) {}",
            "a. {}",
            "- {}",
            "{} *",
            "{} .....",
            "{} (wajib diisi)",
            "  {}\u00a0:",
            "({}".replace("(", "IV. "),
        ]
    ),
    st.sampled_from([str, str.upper, str.lower, str.title]),
)
def test_every_label_is_found_in_any_dress(
    case: tuple[SectionLabels, str, str], dress: str, style: object
) -> None:
    section, key, name = case
    assert callable(style)
    match = find_label(dress.format(style(name)), section)
    assert match is not None
    assert (match.section, match.key, match.near) == (section, key, "")


@settings(max_examples=1_500)
@given(st.sampled_from([case for case in ALL if len(case[2]) > 8]), st.data())
def test_one_slip_never_leads_to_another_key_of_the_section(
    case: tuple[SectionLabels, str, str], data: st.DataObject
) -> None:
    section, key, name = case
    place = data.draw(st.integers(1, len(name) - 1))
    kind = data.draw(st.sampled_from(["lost", "doubled", "wrong", "swapped"]))
    other = data.draw(st.sampled_from(string.ascii_lowercase))
    slip = {
        "lost": name[:place] + name[place + 1 :],
        "doubled": name[:place] + name[place] + name[place:],
        "wrong": name[:place] + other + name[place + 1 :],
        "swapped": name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :],
    }[kind]
    match = find_label(slip, section)
    assert match is None or match.section is not section or match.key == key


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("Tgl. lahir", "klien.tanggal_lahir"),
        ("Tempat/Tgl. Lahir", "klien.ttl"),
        ("N I K", "klien.nik"),
        ("Kab./Kota", "klien.kabupaten_kota"),
        ("No. Telp / HP", "klien.telepon"),
        ("Usia (tahun)", "klien.umur"),
        ("Dokumen yg dimiliki", "klien.dokumen"),
        ("Desa / Kel.", "klien.desa_kelurahan"),
        ("Namalengkap", "klien.nama"),
        ("Umur\nisi dengan angka", "klien.umur"),
    ],
)
def test_short_forms_are_no_slips(label: str, path: str) -> None:
    assert found(label) == (path, "")


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("Kewarganegaran", "Kewarganegaraan"),
        ("Nama lengkp", "Nama lengkap"),
        ("Jenis kelamim", "Jenis kelamin"),
        ("Pendidikn terakhr", "Pendidikan terakhir"),
        ("Status perkawinn", "Status perkawinan"),
    ],
)
def test_a_slip_is_understood_and_told(label: str, near: str) -> None:
    assert found(label)[1] == near


@pytest.mark.parametrize(
    ("section", "label"),
    [
        ("kesepakatan", "Tidak tercapai kesepakatan"),
        ("klien", "Alamat sekarang"),
        ("klien", "Nama ayah"),
        ("pekerjaan", "Upah belum diterima"),
        ("pekerjaan", "Jenis pekerjaan lama"),
        ("klien", "NIB"),
        ("serah_terima", "Kondisi barang"),
        ("klien", "Golongan darah"),
        ("klien", "Tempat tinggal"),
        ("klien", "x" * 500),
    ],
)
def test_another_question_is_not_guessed_at(section: str, label: str) -> None:
    assert found(label, section) == ("", "")


def test_what_is_asked_in_one_section_only_is_found_from_any() -> None:
    assert found("Uraian permasalahan") == ("permasalahan.uraian", "")


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("II. DATA KLIEN", "klien", ""),
        ("Permasalahn", "permasalahan", "Permasalahan"),
        ("Identitas Diri", "klien", ""),
        ("Data Klien (PMBS)", "klien", ""),
        ("Data Pelapor", "lain", ""),
    ],
)
def test_a_heading_is_known_or_told_to_be_strange(text: str, key: str, near: str) -> None:
    section, told = section_headed(text)
    assert section is not None
    assert (section.key, told) == (key, near)


@pytest.mark.parametrize(
    "text", ["", "Tarakan, 24 November 2026", "Petugas yang menerima laporan ini", "a" * 90]
)
def test_a_line_that_heads_nothing(text: str) -> None:
    assert section_headed(text) == (None, "")
    assert rows_headed(text, BY_KEY["klien"]) is None


def test_a_misspelt_column_is_understood() -> None:
    family = next(rows for rows in ROWS if rows.path == "keluarga")
    assert column_key("Hubngan", family) == ("hubungan", "Hubungan")
    assert column_key("Tanda tangan", family) == ("", "")
