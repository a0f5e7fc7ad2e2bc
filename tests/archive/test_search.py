"""What is found by what people type, and that nothing they type makes a search fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.archive import Archive
from generator.archive.search import search as searching
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import UsageError
from tests.archive.kit import small_year
from tests.office_kit import NOON, drop, form, make_office_folder, open_office


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    office: Office = small_year(Path(tmp_path_factory.mktemp("cari")) / "kantor")
    yield office.archive
    office.close()


def cases(archive: Archive, text: str, **filters: object) -> set[str]:
    return {hit.case for hit in archive.search.find(text, **filters)}  # type: ignore[arg-type]


def numbers(archive: Archive, text: str) -> list[str]:
    return [hit.number for hit in archive.search.find(text) if hit.number]


@pytest.mark.parametrize(
    "text",
    ["muhammad reza", "MOH. REZA", "Mohamad réza", "reza muh.", "rez", '"muhammad reza"', "eza"],
)
def test_a_name_is_found_in_any_spelling_case_accent_and_order(archive: Archive, text: str) -> None:
    assert "PMBS-2026-0002" in cases(archive, text)


def test_several_words_must_all_fit(archive: Archive) -> None:
    assert cases(archive, "reza kesepakatan") == set()
    assert cases(archive, "siti kesepakatan") == {"PMBS-2026-0003"}


def test_a_phrase_is_found_in_order_only(archive: Archive) -> None:
    assert cases(archive, '"tunggakan upah"') == {"PMBS-2026-0003"}
    assert cases(archive, '"upah tunggakan"') == set()


def test_a_number_up_to_a_slash_is_that_number_and_not_a_longer_one(archive: Archive) -> None:
    assert numbers(archive, "400.9.8/1") == ["400.9.8/1/DINSOSPM/2026"]
    assert numbers(archive, "400.9.8/1/DINSOSPM/2026") == ["400.9.8/1/DINSOSPM/2026"]


def test_a_number_up_to_its_place_is_the_letter_s_where_an_internal_paper_has_it_too(
    tmp_path: Path,
) -> None:
    office = open_office(make_office_folder(tmp_path / "kantor", companions=True))
    drop(office, form())
    handling.handle_once(office)
    assert office.archive.items.named("400.9.8/1/INT").title == "Tanda Terima Pengaduan"
    assert office.archive.items.named("400.9.8/1").number == "400.9.8/1/DINSOSPM/2026"


def test_a_number_of_two_years_is_asked_for_whole(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    for moment in (NOON, NOON.replace(year=2027)):
        office = open_office(folder, moment=moment)
        drop(office, form(klien={"nama": f"Klien {moment.year}"}), f"{moment.year}.json")
        handling.handle_once(office)
        office.close()
    office = open_office(folder, moment=NOON.replace(year=2027))
    with pytest.raises(UsageError) as caught:
        office.archive.items.named("400.9.8/1")
    assert caught.value.problem.code == "A025"
    assert "400.9.8/1/DINSOSPM/2027" in caught.value.problem.message
    assert office.archive.items.named("400.9.8/1/DINSOSPM/2027").year == 2027


def test_a_number_begun_in_the_middle_of_a_part_is_completed(archive: Archive) -> None:
    assert len(numbers(archive, "400.9.8/1/DIN")) == 1


@pytest.mark.parametrize("text", ["5308120305920001", "530812 0305 920001", "530812"])
def test_a_nik_is_found_whole_in_groups_and_by_its_beginning(archive: Archive, text: str) -> None:
    assert cases(archive, text) == {"PMBS-2026-0001"}


def test_a_nik_is_masked_in_what_is_shown(archive: Archive) -> None:
    hits = archive.search.find("yohanes") + archive.search.find("5308120305920001")
    assert not any("5308120305920001" in hit.snippet for hit in hits)


@pytest.mark.parametrize("text", ["PMBS-2026-0002", "pmbs-2026-2"])
def test_a_case_number_gives_its_items_in_order(archive: Archive, text: str) -> None:
    hits = archive.search.find(text)
    assert [hit.item for hit in hits] == [1, 2]
    assert {hit.client for hit in hits} == {"Muhammad Réza"}


def test_the_newest_comes_first(archive: Archive) -> None:
    hits = archive.search.find("klien", limit=100)
    assert hits[0].case == "PMBS-2026-0001"
    assert hits[0].type == "berita-acara-serah-terima"


def test_filters_narrow_by_year_type_and_agency(archive: Archive) -> None:
    assert cases(archive, "klien", year=2025) == set()
    assert cases(archive, "klien", type="berita-acara-kesepakatan") == {"PMBS-2026-0003"}
    assert cases(archive, "klien", agency="perindustrian") >= {"PMBS-2026-0001"}
    assert cases(archive, "klien", agency="imigrasi") == set()


def test_filters_narrow_by_person_and_by_several_types(archive: Archive) -> None:
    assert cases(archive, "klien", person="reza") == {"PMBS-2026-0002"}
    assert cases(archive, "klien", person="Yohanis Ladu") == {"PMBS-2026-0001"}
    assert cases(archive, "klien", person="nobody") == set()
    assert cases(archive, "klien", types=("berita-acara-kesepakatan", "surat-tugas")) == {
        "PMBS-2026-0003"
    }


def test_a_filter_is_no_word_to_search_for(archive: Archive) -> None:
    assert archive.search.find("tahun2026") == []
    assert archive.search.find("jenissuratkoordinasi") == []


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("yohanis", 1),
        ("johanes", 1),
        ("yohnaes", 1),
        ("yohaness", 1),
        ("yohannes lado", 1),
        ("yohanis ladu", 1),
        ("muhamed reza", 2),
        ("muhamamd", 2),
        ("sity bela", 3),
        ("sitti", 3),
        ("siti bella", 3),
        ("tungakan", 3),
        ("kesepakatam", 3),
    ],
)
def test_what_is_misspelt_by_a_letter_or_two_is_found(
    archive: Archive, text: str, case: int
) -> None:
    assert f"PMBS-2026-000{case}" in cases(archive, text)


@pytest.mark.parametrize("text", ["yohimbe", "rezatuan", "bel", "zzz", "klaxon"])
def test_what_is_further_away_is_another_word(archive: Archive, text: str) -> None:
    assert not any(hit.is_near for hit in archive.search.find(text))


def test_what_is_spelt_as_asked_stands_before_what_is_near(archive: Archive) -> None:
    hits = archive.search.find("perusahaan", limit=100) + archive.search.find("yohanis", limit=100)
    near = [hit.is_near for hit in archive.search.find("siti bela", limit=100)]
    assert hits
    assert near == sorted(near)


def test_names_stand_before_words(archive: Archive) -> None:
    # `Lado` is the client of the first case; the third names nobody so.
    first = archive.search.find("lado", limit=1)[0]
    assert first.client == "Yohanes Lado"


def test_a_near_word_is_marked_where_it_stands(archive: Archive) -> None:
    hit = archive.search.find("yohanis", type="surat-koordinasi")[0]
    assert "«Yohanes»" in hit.snippet
    assert hit.is_near


def test_a_quoted_phrase_means_what_it_says(archive: Archive) -> None:
    assert archive.search.find('"yohanis lado"') == []


def test_counts_go_with_what_is_found(archive: Archive) -> None:
    found = archive.search.find("klien", limit=100)
    counts = archive.search.count("klien")
    assert counts.total == len(found)
    assert dict(counts.years) == {2026: len(found)}
    assert sum(n for _, n in counts.types) == len(found)
    only = archive.search.count("klien", type="berita-acara-kesepakatan", person="siti")
    assert (only.total, len(only.types) > 1) == (1, True)


def test_where_not_all_is_counted_a_narrowed_search_is_still_counted_right(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest = min(archive.search.find("klien", limit=100), key=lambda hit: (hit.case, hit.item))
    of_its_type = len(archive.search.find("klien", types=(oldest.type,), limit=100))
    monkeypatch.setattr(searching, "MOST_COUNTED", of_its_type + 1)
    counts = archive.search.count("klien")
    assert (counts.total, counts.is_more, counts.is_partial) == (of_its_type + 1, True, True)
    narrowed = archive.search.count("klien", types=(oldest.type,), year=2026)
    assert (narrowed.total, narrowed.is_more, narrowed.is_partial) == (of_its_type, False, True)
    assert archive.search.count("klien", year=2019).total == 0


def test_no_more_than_asked_for_is_given(archive: Archive) -> None:
    assert len(archive.search.find("klien", limit=2)) == 2


def test_the_snippet_shows_the_word_where_it_stands(archive: Archive) -> None:
    hit = archive.search.find("reza", type="surat-koordinasi")[0]
    assert "«Réza»" in hit.snippet


@pytest.mark.parametrize("text", ["", "   ", "...", '""', "🙂", "\0", "/", "//", '"'])
def test_what_says_nothing_finds_nothing(archive: Archive, text: str) -> None:
    assert archive.search.find(text) == []


FTS = [
    "AND",
    "OR",
    "NOT",
    "NEAR(a b)",
    "a*",
    "^a",
    "names:reza",
    '"a',
    "a + b",
    "{x}",
    "-reza",
    "(",
    ")",
]


@pytest.mark.parametrize("text", FTS)
def test_query_language_is_only_text(archive: Archive, text: str) -> None:
    assert isinstance(archive.search.find(text), list)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_makes_a_search_fail(archive: Archive, text: str) -> None:
    assert isinstance(archive.search.find(text), list)


def test_a_text_of_a_megabyte_is_answered(archive: Archive) -> None:
    assert archive.search.find("reza " * 200_000)
