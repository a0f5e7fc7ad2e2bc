"""People are found however their names and telephone numbers are written; found case by case."""

from collections.abc import Iterator

import pytest

from generator.archive import Archive
from generator.service import handling
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.telephones import is_telephone, telephone_numbers
from tests.office_kit import SERAH_TERIMA, drop, form, make_office_folder, open_office

WRITTEN = (
    "La Ode Muhamad Syahrul",
    "Laode Hamid",
    "Abd. Rahman Dg. Naba",
    "Abdurrahman Saleh",
    "Nur Aini Wulandari",
    "Nuraini Batubara",
    "Tjahjono Widjaja",
    "Cahyono Pratama",
)
PHONE = "0812-3456-7890"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    office = open_office(make_office_folder(tmp_path_factory.mktemp("nama") / "kantor"))
    for place, name in enumerate(WRITTEN, start=1):
        klien = {"nama": name, "desa_kelurahan": "Wae Rebo" if place == 1 else "Waerebo"}
        if place == 1:
            klien["telepon"] = PHONE
        drop(office, form(klien=klien), f"{place}.json")
        handling.handle_once(office)
    drop(office, {"nomor_kasus": "PMBS-2026-0001", "serah_terima": SERAH_TERIMA}, "lanjutan.json")
    handling.handle_once(office)
    yield office.archive
    office.close()


def people(archive: Archive, text: str, **filters: str) -> set[str]:
    return {hit.client for hit in archive.search.find(text, limit=100, **filters)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("laode", WRITTEN[:2]),
        ("la ode", WRITTEN[:2]),
        ("La-Ode Syahrul", WRITTEN[:1]),
        ("laode hamid", WRITTEN[1:2]),
        ("abdurrahman", WRITTEN[2:4]),
        ("abdurahman", WRITTEN[2:4]),
        ("Abd. Rahman", WRITTEN[2:4]),
        ("abdul rachman daeng naba", WRITTEN[2:3]),
        ("rahman dg naba", WRITTEN[2:3]),
        ("nuraini", WRITTEN[4:6]),
        ("nur aini", WRITTEN[4:6]),
        ("cahyono", WRITTEN[6:]),
        ("tjahjono", WRITTEN[6:]),
        ("cahyono wijaya", WRITTEN[6:7]),
    ],
)
def test_a_name_is_found_in_one_word_in_two_and_in_any_spelling(
    archive: Archive, text: str, names: tuple[str, ...]
) -> None:
    assert people(archive, text) >= set(names)
    assert people(archive, "syahrul") == {WRITTEN[0]}


@pytest.mark.parametrize("text", ["wae rebo", "waerebo", "WaeRebo"])
def test_a_place_is_found_in_one_word_and_in_two(archive: Archive, text: str) -> None:
    assert len(people(archive, text)) == len(WRITTEN)


def test_a_filter_by_person_knows_the_same_spellings(archive: Archive) -> None:
    assert people(archive, "klien", person="laode") == set(WRITTEN[:2])
    assert people(archive, "klien", person="nur aini wulandari") == {WRITTEN[4]}


def test_words_that_only_stand_apart_are_not_put_together_in_a_phrase(archive: Archive) -> None:
    assert people(archive, '"laode muhamad"') == set()
    assert people(archive, '"la ode muhamad"') == {WRITTEN[0]}


def test_what_is_marked_is_the_name_as_it_is_written_there(archive: Archive) -> None:
    [hit] = [
        one
        for one in archive.search.find("laode", type="surat-koordinasi")
        if one.case == "PMBS-2026-0001"
    ]
    assert "«Ode»" in hit.snippet
    assert not hit.is_near


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812 3456 7890",
        "0812.3456.7890",
        "0812/3456/7890",
        "+62 812-3456-7890",
        "6281234567890",
        "(0812) 3456 7890",
        "+62 (0) 812 3456 7890",
        "812 3456 7890",
        "0062 812 3456 7890",
        "0812-3456",
    ],
)
def test_a_telephone_number_is_found_in_every_grouping(archive: Archive, text: str) -> None:
    assert people(archive, text) == {WRITTEN[0]}


def test_another_telephone_number_finds_nobody(archive: Archive) -> None:
    assert people(archive, "0812 3456 7891") == set()


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("HP 0812 3456 7890 / 0813-1111-2222 (istri)", ["081234567890", "081311112222"]),
        ("(0551) 21 234", ["055121234"]),
        ("+60 12-345 6789", ["60123456789"]),
        ("00 60 12 345 6789", ["60123456789"]),
        ("tidak punya", []),
        ("RT 03", []),
    ],
)
def test_numbers_are_taken_out_of_an_answer(text: str, dialled: list[str]) -> None:
    assert telephone_numbers(text) == dialled


def test_words_are_no_telephone_number() -> None:
    assert not is_telephone("HP 0812 3456 7890")
    assert not is_telephone("12 34")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Abdullah", ["abdullah"]),
        ("Abdul Aziz", ["abdul", "aziz"]),
        ("Abdussalam", ["abdulsalam"]),
        ("Abdusalam", ["abdulsalam"]),
        ("Abdur Rahman", ["abdul", "rahman"]),
        ("Hj. Siti bte. Ali", ["hajjah", "siti", "binti", "ali"]),
    ],
)
def test_families_of_spelling(text: str, folded: list[str]) -> None:
    assert tokens(text) == folded


def test_cases_are_found_with_a_few_of_their_papers(archive: Archive) -> None:
    found = archive.search.find_cases("syahrul")
    assert [(one.case, one.client, one.status) for one in found] == [
        ("PMBS-2026-0001", WRITTEN[0], "berjalan")
    ]
    papers = archive.search.find("syahrul", limit=100)
    assert len(found[0].hits) == 3
    assert found[0].more == len(papers) - 3
    assert found[0].hits[0] == papers[0]


def test_each_case_is_told_once_and_no_more_than_asked_for(archive: Archive) -> None:
    cases = [one.case for one in archive.search.find_cases("klien", limit=5)]
    assert len(cases) == len(set(cases)) == 5
    assert len(archive.search.find_cases("0812 3456 7890")) == 1
    assert archive.search.find_cases("tidakadayangbegini") == []
