"""How long a search takes in a large archive. Run with `python -m bench.search [ITEMS …]`.

The items are written straight into an index; only searching is measured. Figures are printed, never
judged.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from generator.archive.database import Index
from generator.archive.search import Filters, search
from generator.indonesian import tokens

SIZES = (10_000, 100_000)
BATCH = 5_000
RUNS = 15
GIVEN = (
    "Yohanes",
    "Maria",
    "Muhammad",
    "Siti",
    "Markus",
    "Dewi",
    "Agus",
    "Ni Luh",
    "Rosna",
    "Bayu",
)
FAMILY = ("Lado", "Bela", "Tekege", "Santoso", "Wijaya", "Lestari", "Ambo", "Sari", "Rante", "Kou")
STORY = (
    "Klien bekerja tiga bulan tanpa upah dan ingin kembali ke daerah asal. Perusahaan {n} di "
    "Kabupaten Bulungan menahan dokumen klien, dan klien tinggal di shelter."
)
QUERIES = {
    "a letter number": "400.9.8/777",
    "a case number": "PMBS-2026-0500",
    "a NIK": "6571010101000500",
    "a rare word": "tekege",
    "a common word": "klien",
    "three words": "maria bela dokumen",
    "a phrase": '"daerah asal"',
    "a prefix": "perus",
    "a word that is not there": "zzz",
}


def fill(index: Index, count: int) -> None:
    """Write `count` invented items, ten to a case."""
    for start in range(0, count, BATCH):
        with index.writing("items"):
            for n in range(start, min(start + BATCH, count)):
                add(index, n)


def add(index: Index, n: int) -> None:
    """One item, and its case with the first of ten."""
    case = f"PMBS-2026-{n // 10 + 1:04d}"
    name = f"{GIVEN[n // 10 % 10]} {FAMILY[n // 100 % 10]}"
    words = f"{STORY.format(n=n)} {name}"
    if n % 10 == 0:
        index.execute(
            "INSERT INTO cases (case_number, client, opened) VALUES (?, ?, '2026-01-01')",
            [case, name],
        )
        index.execute("INSERT INTO identifiers VALUES (?, ?)", [f"6571010101{n // 10:06d}", case])
    number = f"400.9.8/{n}/DINSOSPM/2026"
    index.execute(
        "INSERT INTO items (id, case_number, item, folder, kind, type, title, direction, number,"
        " series, sequence, year, date, subject, party, party_folded, classification, access,"
        " attachment, processor, copies, pages, revision, form_digest, filed_at, record_digest, words)"
        " VALUES (?, ?, ?, 'x', 'surat', 'surat-koordinasi', 'Surat', 'keluar', ?, 'keluar', ?, 2026,"
        " '2026-01-01', 'Koordinasi', 'Disperinaker', 'disperinaker', '400.9.8', 'Terbatas', '-', '',"
        " 2, 1, 1, ?, '2026-01-01T00:00:00+08:00', 'x', ?)",
        [n + 1, case, n % 10 + 1, number, n, f"{n:064x}", words],
    )
    index.execute(
        "INSERT INTO search (rowid, names, words) VALUES (?, ?, ?)",
        [n + 1, " ".join(tokens(name)), " ".join(tokens(f"{number} {words}"))],
    )


def measure(count: int) -> None:
    """Print the median and the slowest of several runs for each query."""
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index.db")
        fill(index, count)
        print(f"\n{count:,} items")
        print(f"{'query':<28}{'hits':>6}{'median ms':>12}{'slowest ms':>12}")
        for name, query in QUERIES.items():
            times = []
            for _ in range(RUNS):
                began = time.perf_counter()
                hits = search(index, query, Filters(), limit=20)
                times.append(1000 * (time.perf_counter() - began))
            print(f"{name:<28}{len(hits):>6}{statistics.median(times):>12.1f}{max(times):>12.1f}")
        index.close()


def main() -> None:
    """Measure at each size."""
    for count in [int(size) for size in sys.argv[1:]] or SIZES:
        measure(count)


if __name__ == "__main__":
    main()
