"""An office with many cases: written straight into its index, over four years, most of them closed."""

from datetime import date, timedelta
from pathlib import Path

from generator.archive.database import Index
from generator.archive.search import spelling as vocabulary
from generator.archive.search.words import enter
from generator.archive.topics import registry as topics
from generator.vocabulary.indonesian import tokens

__all__ = ["fill_archive"]

BATCH = 2_000
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
FIRST_DAY = date(2023, 1, 2)
DAYS = 1_420
RUNNING_OF = 50  # one in so many cases is not closed
LETTERS = (
    ("surat-koordinasi", "Surat Koordinasi Penanganan PMBS", "Kepala Disperinaker"),
    ("undangan-temu-bahas", "Undangan Temu Bahas Kasus", "Kepala Disperinaker"),
    ("berita-acara-serah-terima", "Berita Acara Serah Terima Klien ke Shelter", ""),
)
INSERT = (
    "INSERT INTO items (case_number, item, folder, kind, type, title, direction, number, series,"
    " sequence, year, date, subject, party, party_folded, classification, access, attachment,"
    " processor, copies, pages, revision, form_digest, filed_at, record_digest, words, is_signed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '400.9.8', 'Terbatas', '-', '', 2, 1, 1,"
    " ?, ?, 'x', ?, ?)"
)


def fill_archive(root: Path, count: int) -> None:
    """Add `count` invented cases to the index of an archive that no office has open."""
    index = Index(root / "index.db", tables=topics.TABLES)
    try:
        for start in range(0, count, BATCH):
            with index.writing("cases"):
                for n in range(start, min(start + BATCH, count)):
                    _add_case(index, n, FIRST_DAY + timedelta(days=n * DAYS // count))
    finally:
        index.close()


def _add_case(index: Index, n: int, day: date) -> None:
    # Apart from the real ones, which are few.
    case = f"PMBS-{day.year}-{n + 1000:05d}"
    name = f"{GIVEN[n % 10]} {FAMILY[n // 10 % 10]}"
    is_running = n % RUNNING_OF == 0
    closed = None if is_running else (day + timedelta(days=9)).isoformat()
    index.execute(
        "INSERT INTO cases (case_number, client, opened, closed) VALUES (?, ?, ?, ?)",
        [case, name, day.isoformat(), closed],
    )
    index.execute("INSERT INTO identifiers VALUES (?, ?)", [f"6571010101{n:06d}", case])
    digest = f"{n + 1:064x}"
    moment = f"{day.isoformat()}T09:00:00+08:00"
    index.execute(
        "INSERT INTO submissions (digest, claim, case_number, moment, is_new_case, filed)"
        " VALUES (?, 'x', ?, ?, 1, 1)",
        [digest, case, moment],
    )
    _add_item(index, n, 1, kind=("pengaduan", "Formulir Pengaduan", name), case=case, day=day)
    # A case that runs stopped after its first letter.
    for place, letter in enumerate(LETTERS[:1] if is_running else LETTERS, start=2):
        _add_item(index, n, place, kind=letter, case=case, day=day)


def _add_item(
    index: Index, n: int, place: int, *, kind: tuple[str, str, str], case: str, day: date
) -> None:
    type_, title, party = kind
    moment = f"{day.isoformat()}T09:00:00+08:00"
    is_letter = place > 1
    sequence = n * len(LETTERS) + place + 10_000
    number = f"400.9.8/{sequence}/DINSOSPM/{day.year}" if is_letter else ""
    series, direction = ("keluar", "keluar") if is_letter else ("masuk", "masuk")
    client = f"{GIVEN[n % 10]} {FAMILY[n // 10 % 10]}"
    words = f"{title} {STORY.format(n=n)} {client}"
    index.execute(
        INSERT,
        [
            case,
            place,
            f"x/{case}/{place}",
            "surat" if is_letter else "formulir",
            type_ if is_letter else "formulir",
            title,
            direction,
            number,
            series,
            sequence,
            day.year,
            day.isoformat(),
            title,
            party,
            " ".join(tokens(party)),
            f"{n + 1:064x}",
            moment,
            words,
            int(n % RUNNING_OF != 0),
        ],
    )
    told = f"{number} {words}"
    row = index.row("SELECT last_insert_rowid() AS id")
    assert row is not None  # noqa: S101 - it was just written
    enter(index, row["id"], names=client, words=told, party=party, year=day.year, type_=type_)
    vocabulary.learn(index, tokens(f"{client} {told}"))
    if is_letter:
        index.execute(
            "INSERT INTO register (series, year, sequence, number, type, case_number, item,"
            " submission, moment, in_ledger) VALUES ('keluar', ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            [day.year, sequence, number, type_, case, place, f"{n + 1:064x}", moment],
        )
