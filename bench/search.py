"""How long a search takes in a large archive. Run with `python -m bench.search [ITEMS …]`.

The items are written straight into an index; only searching is measured. Names are put together of
syllables, so that there are as many different ones as in a real register. `own` is the time that the
search itself takes of a processor: what it would take on a machine with nothing else to do. Figures are
printed, never judged.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from generator.archive.database import Index
from generator.archive.search import spelling as vocabulary
from generator.archive.search import words
from generator.archive.search.search import Filters, count, search
from generator.archive.topics import registry as topics
from generator.vocabulary.indonesian import tokens

SIZES = (10_000, 100_000)
BATCH = 5_000
RUNS = 15
NAMES = 12_000
SYLLABLES = [
    "ab",
    "al",
    "an",
    "ar",
    "as",
    "ba",
    "be",
    "bi",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "el",
    "en",
    "er",
    "fa",
    "fi",
    "ga",
    "ge",
    "gu",
    "ha",
    "he",
    "hi",
    "in",
    "is",
    "ja",
    "ji",
    "ka",
    "ke",
    "ki",
    "ko",
    "ku",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "nu",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
    "sa",
    "se",
    "si",
    "so",
    "su",
    "ta",
    "te",
    "ti",
    "to",
    "tu",
    "un",
    "wa",
    "we",
    "wi",
    "ya",
    "yo",
    "yu",
]
KNOWN = ("Yohanes", "Maria", "Muhammad", "Siti", "Lado", "Bela", "Tekege", "Santoso", "Suharto")
STORY = (
    "Klien bekerja tiga bulan tanpa upah dan ingin kembali ke daerah asal. Perusahaan {n} di "
    "Kabupaten {place} menahan dokumen klien, dan klien tinggal di shelter bersama {friend}."
)
TYPES = ("surat-koordinasi", "undangan-temu-bahas", "berita-acara-kesepakatan", "surat-tugas")
AGENCIES = ("Kepala Dinas Perindustrian dan Tenaga Kerja", "Kepala BP3MI", "Ketua Baznas")
OPEN = Filters()
QUERIES: dict[str, tuple[str, Filters]] = {
    "a letter number": ("400.9.8/777", OPEN),
    "a case number": ("PMBS-2026-0500", OPEN),
    "a NIK": ("6571010101000500", OPEN),
    "a name": ("tekege", OPEN),
    "a name misspelt by one": ("tekoge", OPEN),
    "a name misspelt by two": ("tekoga", OPEN),
    "two names, both misspelt": ("yohanis ladu", OPEN),
    "another spelling": ("soeharto", OPEN),
    "a common word": ("klien", OPEN),
    "three words": ("maria bela dokumen", OPEN),
    "a phrase": ('"daerah asal"', OPEN),
    "a prefix": ("perus", OPEN),
    "a word that is not there": ("zzzyx", OPEN),
    "common, of an old year": ("klien", Filters(year=2017)),
    "common, of a type": ("dokumen", Filters(types=("surat-tugas",))),
    "common, of an agency": ("upah", Filters(agency="baznas")),
    "common, of a person": ("klien", Filters(person="tekege")),
    "all five filters": (
        "klien",
        Filters(year=2026, types=("surat-tugas",), agency="bp3mi", person="maria"),
    ),
}


class _World:
    """Invented names, always the same."""

    def __init__(self) -> None:
        chance = random.Random(2026)  # noqa: S311 - a repeatable choice, no secret
        made = {
            "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(NAMES)
        }
        self.names = [*KNOWN, *sorted(name.capitalize() for name in made)]
        self._chance = chance

    def name(self) -> str:
        return " ".join(self._chance.choices(self.names, k=2))


def fill(index: Index, items: int) -> None:
    """Write `items` invented items, ten to a case."""
    world = _World()
    with index.writing("vocabulary"):
        vocabulary.learn(index, tokens(f"{' '.join(world.names)} {STORY} {' '.join(AGENCIES)}"))
    name = ""
    for start in range(0, items, BATCH):
        with index.writing("items"):
            for n in range(start, min(start + BATCH, items)):
                name = world.name() if n % 10 == 0 else name
                add(index, n, name, world.name())


def add(index: Index, n: int, name: str, friend: str) -> None:
    """One item, and its case with the first of ten."""
    case = f"PMBS-2026-{n // 10 + 1:04d}"
    text = STORY.format(n=n, place=friend.split(maxsplit=1)[0], friend=friend)
    if n % 10 == 0:
        index.execute(
            "INSERT INTO cases (case_number, client, opened) VALUES (?, ?, '2026-01-01')",
            [case, name],
        )
        index.execute("INSERT INTO identifiers VALUES (?, ?)", [f"6571010101{n // 10:06d}", case])
    number, year = f"400.9.8/{n}/DINSOSPM/2026", 2017 + n % 10
    type_, party = TYPES[n % 4], AGENCIES[n % 3]
    index.execute(
        "INSERT INTO items (id, case_number, item, folder, kind, type, title, direction, number,"
        " series, sequence, year, date, subject, party, party_folded, classification, access,"
        " attachment, processor, copies, pages, revision, form_digest, filed_at, record_digest, words)"
        " VALUES (?, ?, ?, 'x', 'surat', ?, 'Surat', 'keluar', ?, 'keluar', ?, ?,"
        " '2026-01-01', 'Koordinasi', ?, ?, '400.9.8', 'Terbatas', '-', '',"
        " 2, 1, 1, ?, '2026-01-01T00:00:00+08:00', 'x', ?)",
        [
            n + 1,
            case,
            n % 10 + 1,
            type_,
            number,
            n,
            year,
            party,
            " ".join(tokens(party)),
            f"{n:064x}",
            f"{text} {name}",
        ],
    )
    words.enter(
        index,
        n + 1,
        names=name,
        words=f"{number} {text} {name}",
        party=party,
        year=year,
        type_=type_,
    )


def measure(items: int) -> None:
    """Print the median and the slowest of several runs for each query."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        index = Index(path, tables=topics.TABLES)
        began = time.perf_counter()
        fill(index, items)
        size = path.stat().st_size / 1_000_000
        print(f"\n{items:,} items, {size:,.0f} MB, filled in {time.perf_counter() - began:.0f} s")
        print(
            f"{'query':<28}{'hits':>6}{'median ms':>12}{'slowest ms':>12}{'own ms':>12}{'counted ms':>12}"
        )
        for name, (query, filters) in QUERIES.items():
            times, own = [], []
            for _ in range(RUNS):
                began, spent = time.perf_counter(), time.process_time()
                hits = search(index, query, filters, limit=20)
                times.append(1000 * (time.perf_counter() - began))
                own.append(1000 * (time.process_time() - spent))
            spent = time.process_time()
            count(index, query, filters)
            counted = 1000 * (time.process_time() - spent)
            print(
                f"{name:<28}{len(hits):>6}{statistics.median(times):>12.1f}{max(times):>12.1f}"
                f"{statistics.median(own):>12.1f}{counted:>12.1f}",
                flush=True,
            )
        index.close()


def main() -> None:
    """Measure at each size."""
    for items in [int(size) for size in sys.argv[1:]] or SIZES:
        measure(items)


if __name__ == "__main__":
    main()
