"""The monthly report on paper: one page that a head signs, an introduction and four small tables."""

from collections.abc import Sequence
from datetime import date

from generator.archive.lists.listings import Cell, Listing
from generator.rules.config import Identity, Official
from generator.vocabulary.indonesian import MONTHS, count_in_words, long_date
from generator.word.columns import PaperColumn

__all__ = ["report_docx"]

# The parts of the list that are printed as tables, and what each is called there.
TABLES = (
    ("Orang dalam kasus baru", "A. Orang dalam kasus baru"),
    (
        "Jenis permasalahan kasus baru (boleh lebih dari satu)",
        "B. Jenis permasalahan kasus baru *)",
    ),
    ("Hasil", "C. Hasil penanganan"),
    ("Biaya pemulangan yang dimohonkan", "D. Biaya"),
)
NOTE = "*) Satu kasus dapat memuat beberapa jenis permasalahan."
STEPS = "Langkah SOP kasus yang berjalan pada akhir bulan"
MOST_ROWS = 6
RUPIAH = " (Rp)"
SUM = f"Jumlah{RUPIAH}"
COLUMN = 3.2

ReportRow = tuple[str, Cell, Cell, Cell]


def report_docx(
    listing: Listing, office: Identity, head: Official | None, logo: bytes | None, today: date
) -> bytes:
    """The report as a Word document; `head` signs, where somebody holds that post."""
    from generator.word.paper import Paper  # with it python-docx, which nothing else here needs

    parts: dict[str, list[ReportRow]] = {}
    for _, part, text, *counts in listing.rows:
        this, before, year = counts
        parts.setdefault(str(part), []).append((str(text), this, before, year))
    month = listing.month or today.month
    paper = Paper(landscape=False, margin=1.8, size=10)
    paper.letterhead(office, logo)
    paper.title(listing.title, listing.period)
    for text in _introduction(parts, office, listing.year, month, today):
        paper.line(text, align="both", after=5)
    for part, title in TABLES:
        if rows := _fitting(parts.get(part, [])):
            layout = _layout(title, listing.year, month)
            paper.table(layout, [_printed(row) for row in rows], numbered=False, size=8)
            paper.line("", size=4)
    paper.line(NOTE, size=8, keep=True)
    if listing.head is not None:
        paper.line(listing.head.seal, size=7, keep=True)
    post = head.title if head else ""
    paper.signature(
        office.city,
        post or "Kepala",
        name=head.name if head else "",
        rank=head.rank if head else "",
        nip=head.nip if head else "",
    )
    made = f", dicetak {listing.made:%d-%m-%Y %H.%M} WITA" if listing.made else ""
    paper.foot(f"{listing.title} — {listing.period}{made}")
    return paper.save()


def _layout(title: str, year: int, month: int) -> list[PaperColumn]:
    this = f"{MONTHS[month - 1]} {year}"
    before = f"{MONTHS[month - 2]} {year if month > 1 else year - 1}"
    so_far = f"s.d. {this}"
    counts = [
        PaperColumn(name=name, width=COLUMN, align="right") for name in (this, before, so_far)
    ]
    return [PaperColumn(name=title), *counts]


def _fitting(rows: Sequence[ReportRow]) -> list[ReportRow]:
    """The rows that a small table has room for; what is rarer is counted together in a last one.

    What is added up below money (`SUM` and after it) always stands.
    """
    end = next((place for place, row in enumerate(rows) if row[0] == SUM), len(rows))
    kinds, sums = list(rows[:end]), list(rows[end:])
    most = MOST_ROWS - 1 if sums else MOST_ROWS
    if len(kinds) <= most:
        return kinds + sums
    shown, rest = kinds[: most - 1], kinds[most - 1 :]
    this, before, year = (sum(_number(row[place]) for row in rest) for place in (1, 2, 3))
    unit = RUPIAH if sums else ""
    return [*shown, (f"Lainnya ({len(rest)} macam){unit}", this, before, year), *sums]


def _printed(row: ReportRow) -> list[str]:
    text, *counts = row
    if text.endswith(RUPIAH):
        text = text.removesuffix(RUPIAH)
        shown = [f"Rp{_number(one):,}".replace(",", ".") for one in counts]
    else:
        shown = [str(_number(one)) for one in counts]
    return [text[:1].upper() + text[1:], *shown]


def _introduction(
    parts: dict[str, list[ReportRow]], office: Identity, year: int, month: int, today: date
) -> list[str]:
    """What the month was, in two paragraphs; of a month that is not over it says up to which day."""
    summary = {text: counts for text, *counts in parts.get("Ringkasan", [])}

    def told(text: str, place: int = 0) -> int:
        return _number(summary.get(text, [0, 0, 0])[place])

    is_running = (today.year, today.month) == (year, month)
    until = f" (sampai dengan {long_date(today)})" if is_running else ""
    when = "Pada hari itu" if is_running else "Pada akhir bulan"
    people = "Orang dalam kasus baru (klien dan rombongan)"
    sheltered = told("Kasus dengan klien di shelter pada akhir bulan")
    stay = f"klien {count_in_words(sheltered)} kasus" if sheltered else "tidak ada klien yang"
    at = [
        f"{count_in_words(_number(this))} pada langkah {text.partition('.')[0]}"
        if text[:1].isdigit()
        else f"{count_in_words(_number(this))} dengan semua langkah selesai"
        for text, this, _, _ in parts.get(STEPS, [])
        if this
    ]
    where = f" ({'; '.join(at)})" if at else ""
    void, kept = told("Nomor surat keluar yang batal"), told("Nomor cadangan yang belum dipakai")
    numbers = [f"{count_in_words(void)} nomor batal"] * bool(void)
    numbers += [f"{count_in_words(kept)} nomor cadangan belum dipakai"] * bool(kept)
    beside = f", dengan {' dan '.join(numbers)}" if numbers else ""
    return [
        f"Selama bulan {MONTHS[month - 1]} {year}{until} {office.name} menerima"
        f" {_cases(told('Kasus baru'), told(people))} dan menutup {_some(told('Kasus ditutup'))} kasus."
        f" {when} {_some(told('Kasus berjalan pada akhir bulan'))} kasus masih berjalan{where};"
        f" {stay} tinggal di shelter.",
        f"Tercatat {_some(told('Surat masuk'))} surat masuk dan {_some(told('Surat keluar'))} surat"
        f" keluar{beside}. Sejak 1 Januari {year} diterima"
        f" {_cases(told('Kasus baru', 2), told(people, 2))} dan ditutup"
        f" {_some(told('Kasus ditutup', 2))} kasus.",
    ]


def _some(count: int) -> str:
    return count_in_words(count) if count else "tidak satu pun"


def _cases(cases: int, people: int) -> str:
    return f"{_some(cases)} kasus baru" + (f" dengan {_some(people)} orang" if cases else "")


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
