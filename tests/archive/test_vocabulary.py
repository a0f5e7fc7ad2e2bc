"""Near spellings: what distance and sound let through, held against a plain count over every word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from generator.archive.database import Index
from generator.archive.search.spelling import learn, near, sound_of
from generator.archive.topics import registry as topics

WORDS = [
    "yohanes",
    "johannes",
    "yohana",
    "maria",
    "mariana",
    "marlina",
    "muhammad",
    "siti",
    "aminah",
    "amina",
    "rahmawati",
    "rahmat",
    "sulastri",
    "suharto",
    "suhartono",
    "yusuf",
    "yosef",
    "kristina",
    "kristiana",
    "bernadus",
    "bernardus",
    "ferdinan",
    "ferdinand",
    "lado",
    "tekege",
    "santoso",
    "susanto",
    "wijaya",
    "perusahaan",
    "kesepakatan",
    "pemulangan",
    "tarakan",
    "nunukan",
    "bulungan",
    "malinau",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = Index(Path(tmp_path_factory.mktemp("kata")) / "index.db", tables=topics.TABLES)
    with made.writing("words"):
        learn(made, WORDS)
    yield made
    made.close()


def edits() -> st.SearchStrategy[tuple[str, str]]:
    """A known word, and what one or two slips of the finger make of it."""

    def slip(word: str, how: int, at: int, letter: str) -> str:
        at %= len(word)
        return [
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        ][how]

    step = st.tuples(st.integers(0, 3), st.integers(0, 30), st.sampled_from("aeioulnrstkh"))

    def spoil(known: str, steps: list[tuple[int, int, str]]) -> tuple[str, str]:
        word = known
        for how, at, letter in steps:
            word = slip(word, how, at, letter)
        return known, word

    return st.builds(
        spoil,
        st.sampled_from([word for word in WORDS if len(word) >= 7]),
        st.lists(step, min_size=1, max_size=2),
    )


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits())
@example(("yohanes", "yhoans"))
@example(("yohanes", "oyhnaes"))
def test_one_or_two_slips_in_a_long_word_are_understood(
    index: Index, made: tuple[str, str]
) -> None:
    known, word = made
    most = 2 if len(word) > 5 else 1
    if word != known and 0 < OSA.distance(word, known) <= most:
        assert known in near(index, word)


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_nothing_is_offered_that_neither_looks_nor_sounds_alike(index: Index, word: str) -> None:
    for one in near(index, word):
        assert sound_of(one) == sound_of(word) or OSA.distance(one, word) <= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yusuf", "jusuf"),
        ("suharto", "soeharto"),
        ("cokro", "tjokro"),
        ("jamil", "djamil"),
        ("ahmad", "achmad"),
        ("aminah", "amina"),
        ("yosef", "joseph"),
        ("siti", "sitti"),
        ("vera", "fera"),
        ("syarif", "sarif"),
        ("khadijah", "hadijah"),
        ("nur", "noer"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("siti", "sita"), ("maria", "mario"), ("lado", "lada"), ("hasan", "hasanah")]
)
def test_names_of_different_people_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


def test_short_words_and_numbers_have_no_near_ones(index: Index) -> None:
    assert near(index, "ado") == near(index, "2026") == near(index, "") == []


def test_a_word_is_not_near_to_itself(index: Index) -> None:
    assert "maria" not in near(index, "maria")
