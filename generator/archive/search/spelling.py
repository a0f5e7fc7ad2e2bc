"""The words of the archive, found by a word that is spelt nearly so.

Trigrams give candidates, the edit distance decides: one letter for short words, two from six on, two
letters that changed places counting as one. Spellings that sound alike (Yusuf and Jusuf, Suharto and
Soeharto) are one family by their key, and need no distance at all.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.archive.database import Index

__all__ = ["TABLES", "learn", "longer", "near", "sound_of"]

TABLES = """
CREATE TABLE IF NOT EXISTS vocabulary (
    id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sound TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS vocabulary_by_sound ON vocabulary (sound);
CREATE TABLE IF NOT EXISTS grams (
    gram TEXT NOT NULL, length INTEGER NOT NULL, word INTEGER NOT NULL,
    PRIMARY KEY (gram, length, word)) WITHOUT ROWID, STRICT;
"""

WORD = re.compile(r"[a-z]{4,24}")
SHORT = 5
MOST = 12
BATCH = 200
# How names were and are spelt: the old spelling of before 1972, Dutch and Arabic letters, doubled ones.
# An old `j` is today's `y`, and no word says how old it is: both are one sound.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"oe", "u"),
        (r"tj", "c"),
        (r"dj", "j"),
        (r"j", "y"),
        (r"ch|kh", "h"),
        (r"sy|sh", "s"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph|v", "f"),
        (r"q", "k"),
        (r"z", "s"),
        (r"x", "ks"),
        (r"ie|y$", "i"),
        (r"ee", "i"),
        (r"oo", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiueo])h$", ""),
    )
)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """What the spellings of one name have in common."""
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return word


def learn(index: Index, tokens: Iterable[str]) -> None:
    """Take in the words of an item; inside the caller's transaction."""
    words = sorted({token for token in tokens if WORD.fullmatch(token)})
    for start in range(0, len(words), BATCH):
        some = words[start : start + BATCH]
        marks = ", ".join("?" for _ in some)
        known = index.rows(f"SELECT word FROM vocabulary WHERE word IN ({marks})", some)  # noqa: S608
        for word in sorted(set(some) - {row["word"] for row in known}):
            row = index.row(
                "INSERT INTO vocabulary (word, sound) VALUES (?, ?) RETURNING id",
                [word, sound_of(word)],
            )
            assert row is not None  # noqa: S101 - RETURNING gives the row
            for gram in _grams(word):
                index.execute("INSERT INTO grams VALUES (?, ?, ?)", [gram, len(word), row["id"]])


def longer(index: Index, word: str, *, most: int) -> list[str]:
    """Words of the archive that go on from `word`, in order; `most` of them at most."""
    rows = index.rows(
        "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY word LIMIT ?",
        [word, f"{word}~", most],
    )
    return [row["word"] for row in rows]


def near(index: Index, word: str) -> list[str]:
    """Words of the archive that may be meant by `word`, nearest first, without itself."""
    if not WORD.fullmatch(word):
        return []
    alike = [
        row["word"]
        for row in index.rows(
            "SELECT word FROM vocabulary WHERE sound = ? AND word != ?", [sound_of(word), word]
        )
    ]
    most = 1 if len(word) <= SHORT else 2
    found = process.extract(
        word, _candidates(index, word, most), scorer=OSA.distance, score_cutoff=most, limit=MOST
    )
    spelt = [one for one, distance, _ in found if distance > 0 and one not in alike]
    return [*alike, *spelt][:MOST]


def _candidates(index: Index, word: str, most: int) -> list[str]:
    """Words of about the length that share enough trigrams to be within the distance."""
    grams = sorted(_grams(word))
    # Each edit spoils at most three trigrams, two letters that changed places four.
    shared = max(1, len(grams) - 4 * most)
    marks = ", ".join("?" for _ in grams)
    rows = index.rows(
        "SELECT v.word FROM (SELECT word FROM grams"  # noqa: S608
        f" WHERE gram IN ({marks}) AND length BETWEEN ? AND ?"
        " GROUP BY word HAVING count(*) >= ?) g JOIN vocabulary v ON v.id = g.word",
        [*grams, len(word) - most, len(word) + most, shared],
    )
    found = {row["word"] for row in rows}
    if len(grams) <= 4 * most:
        # So short that the edits may spoil every trigram; but not the first letter too, unless it
        # changed places with the second.
        for first in {word[0], word[1]}:
            rows = index.rows(
                "SELECT word FROM vocabulary WHERE word >= ? AND word < ?"
                " AND length(word) BETWEEN ? AND ?",
                [first, f"{first}~", len(word) - most, len(word) + most],
            )
            found.update(row["word"] for row in rows)
    return sorted(found)


def _grams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
