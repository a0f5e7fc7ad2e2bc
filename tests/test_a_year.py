"""A year of the office, played through the real pipeline; every register and list against a count of its own.

The count is kept here, from what was put in and from the folders as they lie there; never from the index.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.archive import LISTINGS, Listing, NumberWanted, as_csv, rebuild
from generator.desks import agenda
from generator.desks.agenda import IncomingLetter, OutgoingLetter
from generator.desks.disposisi import enter_disposition
from generator.desks.expedition import deliver, slips
from generator.office.office import Office
from generator.rules.config import CONFIG_NAME
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from generator.vocabulary.problems import UsageError
from tests.office_kit import HASIL, KELUAR, SERAH_TERIMA, TEMU_BAHAS, drop, form

from tests.office_kit import make_office_folder, open_office  # isort: skip

pytestmark = pytest.mark.slow

SPRING, AUTUMN = "Arbain, SE., M.AP", "Sri Wahyuni, S.Sos., M.Si."
OFFICIALS = f"""until = 2026-06-30

[[officials]]
role = "kepala_dinas"
post = "Kepala Dinas Sosial dan Pemberdayaan Masyarakat"
name = "{AUTUMN}"
nip = "197205051998032004"
since = 2026-07-01
"""
KINDS: tuple[list[str], ...] = (
    ["upah tidak dibayar"],
    ["deportasi", "sakit"],
    ["Upah tidak dibayar", "ingin pulang"],
    [],
)
PLACES = ("Ende", "Nunukan", "Bulukumba", "Flores Timur", None)
SOURCES = ("BP3MI", "kelurahan", None)
OUTCOMES = ("dipulangkan", "bekerja kembali")
COUNTED = {"dipulangkan": "pulang", "bekerja kembali": "kembali bekerja"}
# Which letters a form's sections make, in the order of letters.toml; `notula` has a register of its own.
MADE_BY = {
    "permasalahan": "Surat Koordinasi",
    "temu_bahas": "Undangan",
    "serah_terima": "Berita Acara Serah Terima",
    "keluar_shelter": "Berita Acara Keluar Shelter",
}
# Tested where they are made: what stands in a table, on a shelf, or waits for another office.
ELSEWHERE = {"klasifikasi", "lokasi", "pemindahan", "peminjaman", "pemusnahan", "srikandi"}


def shown(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


@dataclass
class Number:
    """A row of the outgoing register, as this test counts it."""

    no: int
    dated: date
    remark: str
    suffix: str = ""
    written: date | None = None  # empty for a number without a letter
    sent: date | None = None
    is_void: bool = False

    @property
    def label(self) -> int | str:
        return f"{self.no}.{self.suffix}" if self.suffix else self.no


@dataclass
class Came:
    no: int
    received: date
    number: str
    sender: str
    remark: str
    passed_on: str = "Rahmawati, S.Sos."


@dataclass
class Case:
    opened: date
    kinds: list[str]
    place: str | None
    source: str | None
    closed: date | None = None
    outcome: str = ""
    in_shelter: bool = False
    revision: int = 1
    numbers: list[Number] = field(default_factory=list)


class Year:
    """Plays the office and keeps its own books."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.out: dict[int, list[Number]] = {2026: [], 2027: []}
        self.came: dict[int, list[Came]] = {2026: [], 2027: []}
        self.cases: dict[str, Case] = {}
        self.notes: dict[int, int] = {2026: 0, 2027: 0}
        self.slips_out = 0
        self.corrected = 0

    @property
    def today(self) -> date:
        return self.office.clock.today()

    def on(self, year: int, month: int, day: int) -> None:
        assert isinstance(self.office.clock, FixedClock)
        self.office.clock.moment = datetime(year, month, day, 9, 0, tzinfo=WITA)

    def submit(self, data: dict[str, Any]) -> None:
        drop(self.office, data, f"{sum(map(len, self.came.values())):04d}.json")
        (outcome,) = handling.handle_once(self.office)
        assert outcome.outcome == "filed", outcome.problems

    def enter(
        self, remark: str, *, sender: str, number: str = "", received: date | None = None
    ) -> Came:
        book = self.came[self.today.year]
        row = Came(len(book) + 1, received or self.today, number, sender, remark)
        book.append(row)
        return row

    def number(
        self, remark: str, *, written: date | None = None, dated: date | None = None
    ) -> Number:
        book = self.out[self.today.year]
        last = max((one.no for one in book if not one.suffix), default=0)
        row = Number(last + 1, dated or written or self.today, remark, written=written)
        book.append(row)
        return row

    # -- what happens in an office -------------------------------------------------------------

    def complaint(self, i: int) -> str:
        kinds, place, source = KINDS[i % 4], PLACES[i % 5], SOURCES[i % 3]
        case = f"PMBS-{self.today.year}-{sum(c.opened.year == self.today.year for c in self.cases.values()) + 1:04d}"
        data = form(
            tanggal=None,
            klien={"nama": f"Klien Nomor {i}", "kabupaten_kota": place},
            permasalahan={"jenis": kinds},
            sumber_rujukan=source,
        )
        sections = ["permasalahan"]
        if i % 3 == 0:
            data["temu_bahas"] = {**TEMU_BAHAS, "tanggal": str(self.today + timedelta(days=2))}
            sections.append("temu_bahas")
        if i % 4 == 1:
            data["serah_terima"] = {**SERAH_TERIMA, "tanggal": str(self.today)}
            sections.append("serah_terima")
        self.cases[case] = Case(self.today, kinds, place, source, in_shelter=i % 4 == 1)
        self.submit(data)
        self.enter(case, sender=source or f"Klien Nomor {i}")
        self.letters(case, sections)
        return case

    def letters(self, case: str, sections: list[str]) -> None:
        for section in MADE_BY:
            if section in sections:
                self.cases[case].numbers.append(self.number(case, written=self.today))

    def go_on(self, case: str, **data: Any) -> None:
        """A form that continues a case; it names no source, so its client stands as the sender."""
        self.submit({"nomor_kasus": case, **data})
        i = self.client_of(case)
        row = self.enter(case, sender=f"Klien Nomor {i}")
        row.passed_on = ""

    def client_of(self, case: str) -> int:
        return list(self.cases).index(case)

    def note(self, case: str) -> None:
        self.go_on(case, hasil_temu_bahas={**HASIL, "tanggal": str(self.today)})
        self.notes[self.today.year] += 1

    def close(self, case: str) -> None:
        known = self.cases[case]
        known.closed, known.outcome = self.today, OUTCOMES[self.client_of(case) % 2]
        data: dict[str, Any] = {"penutupan": {"tanggal": str(self.today), "hasil": known.outcome}}
        if known.in_shelter:
            data["keluar_shelter"] = {**KELUAR, "tanggal": str(self.today)}
            known.in_shelter = False
        self.go_on(case, **data)
        if "keluar_shelter" in data:
            self.letters(case, ["keluar_shelter"])

    def correct(self, case: str) -> None:
        """The client's address was wrong: every letter that names it is written anew."""
        self.go_on(
            case,
            pekerjaan={"perusahaan": "PT Contoh Benar", "jenis_pekerjaan": "buruh"},
            permasalahan={"uraian": "Uraian yang dibetulkan."},
        )
        self.corrected += 1
        for number in self.cases[case].numbers:
            number.remark = f"{case} (revisi 2)"

    def died(self, reason: str) -> None:
        """A number was taken, the power went, and the letter is not written after all."""
        wanted = NumberWanted(type="surat-luar", pattern="400.9.8/{urut}/DINSOSPM/2026")
        taken = self.office.archive.numbers.reserve(
            digest=f"{len(self.out[2026]):064x}",
            claim="x",
            case="UMUM-2026",
            wanted=[wanted],
            has_form=False,
        )
        self.void(taken.places[0].number, self.number(""), reason)

    def void(self, number: str, row: Number, reason: str) -> None:
        self.office.archive.numbers.void(number, reason=reason)
        row.remark, row.is_void, row.written = f"BATAL: {reason}", True, None

    def take(self, subject: str, case: str | None = None) -> None:
        told = OutgoingLetter(recipient="Camat", subject=subject, dated=self.today, case=case)
        agenda.take_number(self.office, told)
        remark = "; ".join(part for part in (case, "naskah belum diarsipkan") if part)
        self.number(remark, written=self.today)

    def insert(self, dated: date, subject: str) -> None:
        told = OutgoingLetter(recipient="Camat", subject=subject, dated=dated)
        agenda.insert_number(self.office, told, reason="terlambat dicatat")
        book = self.out[dated.year]
        base = max(one.no for one in book if not one.suffix and one.dated <= dated)
        suffix = "abc"[sum(one.no == base and bool(one.suffix) for one in book)]
        remark = "SISIPAN: terlambat dicatat; naskah belum diarsipkan"
        book.append(Number(base, dated, remark, suffix, written=dated))

    def reserve(self) -> None:
        """Four in reserve: one is given to a letter three days later, two are voided, one is left."""
        kept = agenda.reserve_numbers(self.office, 4, reason="sistem nasional padam")
        rows = [self.number("DICADANGKAN: sistem nasional padam") for _ in kept]
        self.on(2026, self.today.month, self.today.day + 3)
        told = OutgoingLetter(recipient="Camat", subject="Edaran", dated=self.today)
        agenda.assign_number(self.office, kept[1], told)
        rows[1].remark, rows[1].dated = "naskah belum diarsipkan", self.today
        rows[1].written = self.today
        for place in (2, 3):
            self.void(kept[place], rows[place], "tidak terpakai")

    def receive(self, number: str, *, case: str | None = None, days_ago: int = 0) -> Came:
        received = self.today - timedelta(days=days_ago)
        told = IncomingLetter(
            sender="Polres Tarakan",
            number=number,
            subject="Pelimpahan",
            case=case,
            dated=received,
            received=received,
        )
        agenda.register_letter(self.office, told)
        row = self.enter(case or "", sender="Polres Tarakan", number=number, received=received)
        row.passed_on = ""
        return row

    def pass_on(self, row: Came, to: str) -> None:
        enter_disposition(self.office, self.today.year, row.no, receivers=to, instruction="teliti")
        row.passed_on = f"{to}: teliti"

    def send(self, row: Number) -> None:
        number = f"400.9.8/{row.no}/DINSOSPM/2026"
        deliver(self.office, number, sent=self.today, receiver="Budi Santoso")
        row.sent = self.today


def play(year: Year) -> None:
    for month in range(1, 13):
        fresh = [_complaint_on(year, month) for _ in range(5 if month <= 8 else 4)]
        _second_week(year, month, fresh)
        _third_week(year, month, fresh)
        _end_of_month(year, month)
    year.on(2027, 1, 6)
    for _ in range(4):
        year.complaint(len(year.cases))
    year.insert(date(2026, 12, 28), "Laporan akhir tahun")
    assert len(year.cases) == 60


def _complaint_on(year: Year, month: int) -> str:
    year.on(2026, month, 5)
    return year.complaint(len(year.cases))


def _second_week(year: Year, month: int, fresh: list[str]) -> None:
    year.on(2026, month, 8)
    if month % 2 == 0:
        case = fresh[0] if month % 4 else None
        row = year.receive(f"B/ {month} /2026", case=case, days_ago=2 if month == 6 else 0)
        if month in (4, 6):
            year.pass_on(row, "Kabid Rehsos")
    if month % 3 == 0:
        year.take(f"Undangan bulan {month}", fresh[1] if month == 6 else None)
        year.send(next(one for one in year.out[2026] if one.dated.month == month))
    year.on(2026, month, 12)
    for case in fresh:
        if year.client_of(case) % 3 == 0:
            year.note(case)


def _third_week(year: Year, month: int, fresh: list[str]) -> None:
    year.on(2026, month, 15)
    if month == 4:
        year.reserve()
    if month in (5, 9):
        year.insert(date(2026, month - 1, 20), f"Edaran {month}")
    if month in (5, 7, 11):
        year.on(2026, month, 17)
        year.correct(next(c for c in fresh if year.client_of(c) % 12 in (2, 4, 7, 8, 10, 11)))


def _end_of_month(year: Year, month: int) -> None:
    year.on(2026, month, 20)
    for case, known in list(year.cases.items()):
        if year.client_of(case) % 6 == 1 and known.opened.month == month - 1:
            year.close(case)
    if month == 8:
        year.died("salah ketik")
        year.died("rapat dibatalkan")
    if month == 10:
        slips(year.office, ["400.9.8/1/DINSOSPM/2026"], sent=year.today)
        year.slips_out += 1


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = make_office_folder(tmp_path_factory.mktemp("setahun") / "kantor")
    settings = folder / CONFIG_NAME
    text = settings.read_text(encoding="utf-8")
    nip = 'nip = "196803181994031007"\n'
    settings.write_text(text.replace(nip, nip + OFFICIALS), encoding="utf-8")
    played = Year(open_office(folder, moment=datetime(2026, 1, 2, 9, 0, tzinfo=WITA)))
    play(played)
    yield played
    played.office.close()


def records(year: Year) -> list[dict[str, Any]]:
    """Every item.json as it lies there."""
    paths = sorted(year.office.archive.root.glob("[0-9]*/*/*/item.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def column(listing: Listing, name: str) -> list[Any]:
    place = listing.columns.index(name)
    return [row[place] for row in listing.rows]


def of_year(year: Year, which: int) -> set[str]:
    return {name for name, case in year.cases.items() if case.opened.year == which}


# -- registers -------------------------------------------------------------------------------------


def test_the_year_was_a_full_one(year: Year) -> None:
    book = year.out[2026]
    assert sum(one.is_void for one in book) == 4
    assert year.corrected == 3
    assert sum(bool(one.suffix) for one in book) == 3
    assert sum(case.closed is not None for case in year.cases.values()) >= 8
    assert {one.dated.year for one in year.out[2027]} == {2027}


@pytest.mark.parametrize("which", [2026, 2027])
def test_the_register_of_outgoing_letters_is_what_was_counted(year: Year, which: int) -> None:
    book = sorted(year.out[which], key=lambda one: (one.no, one.suffix))
    listing = year.office.listing("buku-agenda-keluar", year=which)
    told = [(row[0], row[2], row[3], row[-1]) for row in listing.rows]
    assert told == [(one.label, shown(one.written), shown(one.sent), one.remark) for one in book]


def test_the_months_of_the_register_are_the_year(year: Year) -> None:
    for month in range(1, 13):
        listing = year.office.listing("buku-agenda-keluar", year=2026, month=month)
        counted = [one.label for one in year.out[2026] if one.dated.month == month]
        assert sorted(map(str, column(listing, "No"))) == sorted(map(str, counted))


@pytest.mark.parametrize("which", [2026, 2027])
def test_the_register_of_incoming_letters_is_what_was_counted(year: Year, which: int) -> None:
    listing = year.office.listing("buku-agenda-masuk", year=which)
    told = [(row[0], row[1], row[2], row[4], row[7], row[8]) for row in listing.rows]
    assert told == [
        (one.no, shown(one.received), one.number, one.sender, one.passed_on, one.remark)
        for one in year.came[which]
    ]


def test_internal_papers_have_their_own_numbers(year: Year) -> None:
    for which in (2026, 2027):
        listing = year.office.listing("register-internal", year=which)
        assert column(listing, "No") == list(range(1, year.notes[which] + 1))


def test_the_expedition_book_is_what_was_sent(year: Year) -> None:
    sent = sorted((one.sent, one.no) for one in year.out[2026] if one.sent)
    listing = year.office.listing("buku-ekspedisi", year=2026)
    told = list(
        zip(column(listing, "Tanggal kirim"), column(listing, "Nama penerima"), strict=True)
    )
    given = [(shown(day), "Budi Santoso") for day, _ in sent] + [("20-10-2026", "")]
    assert sorted(told) == sorted(given)
    waiting = [one for one in column(listing, "Keterangan") if "belum kembali" in one]
    assert len(waiting) == year.slips_out


# -- files -----------------------------------------------------------------------------------------


def folder_year(record: dict[str, Any], year: Year) -> int:
    case = record["case"]
    return year.cases[case].opened.year if case in year.cases else int(case.removeprefix("UMUM-"))


@pytest.mark.parametrize("which", [2026, 2027])
def test_the_lists_of_files_hold_what_lies_in_the_folders(year: Year, which: int) -> None:
    lying = [one for one in records(year) if folder_year(one, year) == which]
    contents = year.office.listing("daftar-isi-berkas", year=which)
    told = zip(column(contents, "Nomor berkas"), column(contents, "Nomor item arsip"), strict=True)
    assert sorted(told) == sorted((one["case"], one["item"]) for one in lying)
    files = year.office.listing("daftar-berkas", year=which)
    counted = Counter(one["case"] for one in lying)
    assert dict(zip(column(files, "Nomor berkas"), column(files, "Jumlah"), strict=True)) == {
        case: f"{n} item" for case, n in counted.items()
    }
    for case, span in zip(column(files, "Nomor berkas"), column(files, "Kurun waktu"), strict=True):
        days = sorted(date.fromisoformat(one["date"]) for one in lying if one["case"] == case)
        assert span == " s.d. ".join(dict.fromkeys((shown(days[0]), shown(days[-1]))))


def test_closed_files_become_inactive_and_are_proposed_when_their_years_are_over(
    year: Year,
) -> None:
    closed = {name: case.closed for name, case in year.cases.items() if case.closed}

    def names(name: str, day: date) -> set[str]:
        moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WITA)
        later = open_office(year.office.folder, moment=moment)
        try:
            return set(column(later.listing(name), "Nomor berkas"))
        finally:
            later.close()

    for day in (
        date(2027, 1, 7),
        date(2028, 7, 1),
        date(2029, 6, 1),
        date(2031, 8, 1),
        date(2033, 1, 1),
    ):
        ages = {case: (day - when).days / 365.25 for case, when in closed.items()}
        assert names("arsip-inaktif", day) == {case for case, age in ages.items() if 2 < age < 5}
        assert names("usul-serah", day) == {case for case, age in ages.items() if age > 5}
        assert names("usul-musnah", day) == set()
    due = year.office.listing("retensi", year=2028)
    assert set(column(due, "Nomor berkas")) == set(closed)


def test_every_case_has_its_class_of_access(year: Year) -> None:
    for which in (2026, 2027):
        listing = year.office.listing("akses", year=which)
        assert set(column(listing, "Nomor berkas")) == of_year(year, which)


# -- what is still to be done ------------------------------------------------------------------------


def test_every_letter_is_out_for_signature_in_its_last_revision(year: Year) -> None:
    letters = [one for one in records(year) if one["kind"] == "surat"]
    numbers = {(one["number"], one["year"]) for one in letters}
    for which in (2026, 2027):
        listing = year.office.listing("tanda-tangan", year=which)
        assert sorted(column(listing, "Nomor surat")) == sorted(n for n, y in numbers if y <= which)


def test_running_cases_and_who_lives_in_the_shelter(year: Year) -> None:
    running = {name for name, case in year.cases.items() if case.closed is None}
    assert set(column(year.office.listing("sop"), "Nomor kasus")) == running
    living = {name for name, case in year.cases.items() if case.in_shelter}
    listing = year.office.listing("shelter")
    assert set(column(listing, "Nomor kasus")) - {"Jumlah"} == living


# -- the monthly report ------------------------------------------------------------------------------


@pytest.mark.parametrize("month", range(1, 13))
def test_the_monthly_report_counts_the_month(year: Year, month: int) -> None:
    listing = year.office.listing("laporan-bulanan", year=2026, month=month)
    told: dict[str, dict[str, Any]] = {}
    before: dict[str, int] = {}
    so_far: dict[str, int] = {}
    for _, part, text, n, last_month, of_year in listing.rows:
        if n or not (last_month or of_year):
            told.setdefault(str(part), {})[str(text)] = n
        if part == "Ringkasan":
            summary_line = str(text)
            told.setdefault(part, {})[summary_line] = n
            before[summary_line], so_far[summary_line] = int(last_month or 0), int(of_year or 0)
    last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    fresh = [c for c in year.cases.values() if (c.opened.year, c.opened.month) == (2026, month)]
    ended = [c for c in year.cases.values() if c.closed and c.closed.month == month]
    running = [
        c for c in year.cases.values() if c.opened <= last and (not c.closed or c.closed > last)
    ]
    book = [one for one in year.out[2026] if one.dated.month == month]
    summary = told["Ringkasan"]
    assert (
        summary["Kasus baru"]
        == summary["Orang dalam kasus baru (klien dan rombongan)"]
        == len(fresh)
    )
    assert summary["Kasus ditutup"] == len(ended)
    assert summary["Kasus berjalan pada akhir bulan"] == len(running)
    came = [one for one in year.came[2026] if one.received.month == month]
    assert summary["Surat masuk"] == len(came)
    assert summary["Surat keluar"] == sum(one.written is not None for one in book)
    assert summary["Nomor surat keluar yang batal"] == sum(one.is_void for one in book)
    assert summary["Nomor cadangan yang belum dipakai"] == int(month == 4)
    assert sum(told["Langkah SOP kasus yang berjalan pada akhir bulan"].values()) == len(running)
    assert _folded(told["Jenis permasalahan kasus baru (boleh lebih dari satu)"]) == Counter(
        kind.lower() for c in fresh for kind in (c.kinds or ["belum diisi"])
    )
    assert told["Daerah asal klien kasus baru"] == Counter(c.place or "belum diisi" for c in fresh)
    assert told["Sumber rujukan kasus baru"] == Counter(c.source or "belum diisi" for c in fresh)
    assert {text: n for text, n in told["Hasil"].items() if n} == Counter(
        f"Kasus ditutup: {COUNTED.get(c.outcome, c.outcome)}" for c in ended
    )
    assert before["Kasus baru"] == sum(
        (c.opened.year, c.opened.month) == (2026, month - 1) for c in year.cases.values()
    )
    assert so_far["Kasus baru"] == sum(
        c.opened.year == 2026 and c.opened.month <= month for c in year.cases.values()
    )
    assert so_far["Kasus ditutup"] == sum(
        bool(c.closed and c.closed <= last) for c in year.cases.values()
    )
    assert so_far["Surat keluar"] == sum(
        one.written is not None and one.dated.month <= month for one in year.out[2026]
    )


def _folded(counts: dict[str, int]) -> dict[str, int]:
    return {text.lower(): n for text, n in counts.items()}


@pytest.mark.parametrize("month", range(1, 13))
def test_the_report_counts_what_the_books_show(year: Year, month: int) -> None:
    """Each figure is that of the rows a reader counts with a finger."""
    office = year.office
    rows = office.listing("laporan-bulanan", year=2026, month=month).rows
    told = {str(row[2]): row[3] for row in rows if row[1] == "Ringkasan"}
    book = office.listing("buku-agenda-keluar", year=2026, month=month)
    remarks = [str(one) for one in column(book, "Keterangan")]
    void = sum(one.startswith("BATAL") for one in remarks)
    kept = sum(one.startswith("DICADANGKAN") for one in remarks)
    assert told["Nomor surat keluar yang batal"] == void
    assert told["Nomor cadangan yang belum dipakai"] == kept
    assert told["Surat keluar"] == len(remarks) - void - kept
    came = office.listing("buku-agenda-masuk", year=2026, month=month)
    remarks = [str(one) for one in column(came, "Keterangan")]
    assert told["Surat masuk"] == sum(not one.startswith("BATAL") for one in remarks)


def test_pages_and_lists_count_the_same(year: Year) -> None:
    """What the pages count, at the end of the played year, is what the lists hold."""
    office = year.office
    browsing, now = office.archive.browsing, office.clock.today()
    lines = browsing.cases(limit=10_000)
    out = office.listing("tanda-tangan", year=now.year)
    assert sum(one.unsigned for one in lines) <= len(out.rows)
    assert len(office.archive.items.unsigned()) == len(out.rows)
    running = office.listing("sop")
    assert browsing.count("berjalan") == len(running.rows)
    assert browsing.count("") == browsing.count("berjalan") + browsing.count("ditutup")
    report = office.listing("laporan-bulanan", year=now.year, month=now.month).rows
    told = {str(row[2]): row[3] for row in report if row[1] == "Ringkasan"}
    assert told["Kasus berjalan pada akhir bulan"] == len(running.rows)
    living = [row for row in office.listing("shelter").rows if row[0] != "Jumlah"]
    assert told["Kasus dengan klien di shelter pada akhir bulan"] == len(living)
    late = [row for row in running.rows if "TERLAMBAT" in str(row)]
    steps = {case: office.steps_of(case) for case in office.archive.cases.running()}
    assert len(late) == sum(any(one.is_late for one in each) for each in steps.values())
    files = [
        row
        for which in (2026, 2027)
        for row in office.listing("daftar-berkas", year=which).rows
        if "UMUM" not in str(row)
    ]
    assert len(files) == browsing.count("")


# -- the whole ---------------------------------------------------------------------------------------


def test_each_letter_bears_the_head_of_its_own_day(year: Year) -> None:
    signed = {SPRING: 0, AUTUMN: 0}
    for record in records(year):
        if record["type"] != "surat-koordinasi":
            continue
        folder = year.office.archive.root / record["case"].split("-")[1] / record["case"]
        text = (folder / f"{record['item']:03d}-{record['slug']}" / "surat.txt").read_text()
        head, other = (SPRING, AUTUMN) if record["date"] < "2026-07" else (AUTUMN, SPRING)
        assert head in text
        assert other not in text
        signed[head] += 1
    assert min(signed.values()) > 20


def test_every_list_is_counted_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    missing = [name for name in LISTINGS if f'listing("{name}"' not in source]
    assert set(missing) - {"arsip-inaktif", "usul-musnah", "usul-serah"} <= ELSEWHERE


def test_every_list_is_the_same_after_a_rebuild_and_as_a_file(year: Year) -> None:
    def every() -> list[Listing]:
        return [year.office.listing(name, year=y) for name in LISTINGS for y in (2026, 2027)]

    before = every()
    assert year.office.archive.care.verify() == []
    year.office.archive.close()
    rebuild(year.office.archive.root, year.office.clock)
    year.office = open_office(year.office.folder, moment=year.office.clock.now())
    assert every() == before
    # A whole round also holds every table of the index against one made anew.
    assert year.office.archive.care.round(resume=False) == []
    for one in before:
        text = as_csv(one).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert len(rows) == len(one.rows) + 1
        assert all(len(row) == len(one.columns) for row in rows)


def test_no_list_is_made_for_a_month_that_cannot_be(year: Year) -> None:
    for name, source in LISTINGS.items():
        if not source.is_monthly:
            with pytest.raises(UsageError, match="S007"):
                year.office.listing(name, month=3)
