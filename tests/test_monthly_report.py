"""The monthly report: what came, went and stood in one month, also when it is asked for later."""

from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.desks import agenda
from generator.desks.giving_up import give_up
from generator.desks.handout import listing_file
from generator.filing.srikandi_folder import SrikandiFolder
from generator.office.office import Office
from generator.pdf import LibreOfficeConverter
from generator.rules.config import CONFIG_NAME, ConverterSettings
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from generator.vocabulary.shelter import Penutupan
from tests.office_kit import SERAH_TERIMA, drop, form, make_office_folder, open_office


def on(office: Office, day: date) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WITA)


def beside(office: Office, month: int) -> dict[str, dict[str, tuple[object, ...]]]:
    """Each line of the report: this month, the one before, the year."""
    told: dict[str, dict[str, tuple[object, ...]]] = {}
    for _, part, text, *n in office.listing("laporan-bulanan", year=2026, month=month).rows:
        told.setdefault(str(part).split(" kasus")[0], {})[str(text)] = tuple(n)
    return told


def counts(office: Office, month: int) -> dict[str, dict[str, object]]:
    """What is counted of the month itself."""
    return {
        part: {
            text: this
            for text, (this, before, year) in lines.items()
            if this or not (before or year)
        }
        for part, lines in beside(office, month).items()
    }


@pytest.fixture
def autumn(office: Office) -> Office:
    """October: two cases, one with companions; November: one new, one goes on, one is closed."""
    on(office, date(2026, 10, 5))
    drop(
        office,
        form(
            tanggal=None,
            klien={"kabupaten_kota": "Ende"},
            sumber_rujukan="BP3MI",
            rombongan=[{"nama": "Maria Bela"}, {"nama": "Agus Salim"}],
        ),
        "a.json",
    )
    drop(
        office,
        form(tanggal=None, klien={"nama": "Siti"}, permasalahan={"jenis": ["Upah tidak dibayar"]}),
        "b.json",
    )
    handling.handle_once(office)
    on(office, date(2026, 11, 10))
    drop(office, form(tanggal=None, klien={"nama": "Lukas", "kabupaten_kota": "Ende"}), "c.json")
    drop(
        office,
        {
            "nomor_kasus": "PMBS-2026-0001",
            "hasil_temu_bahas": {
                "tanggal": "2026-11-09",
                "pimpinan": "Budi",
                "pembahasan": "x",
                "peserta": [{"nama": "Budi"}],
            },
        },
        "d.json",
    )
    drop(
        office,
        {
            "nomor_kasus": "PMBS-2026-0002",
            "penutupan": {"tanggal": "2026-11-10", "hasil": "dipulangkan"},
        },
        "e.json",
    )
    handling.handle_once(office)
    agenda.reserve_numbers(office, 2, reason="rapat")
    office.archive.numbers.void("400.9.8/5/DINSOSPM/2026", reason="tidak jadi")
    return office


def test_a_month_that_is_not_over_counts_who_is_in_the_shelter_today(office: Office) -> None:
    drop(office, form(serah_terima=SERAH_TERIMA))  # on the 27th
    handling.handle_once(office)
    text = "Kasus dengan klien di shelter pada akhir bulan"
    assert counts(office, 11)["Ringkasan"][text] == 0
    on(office, date(2026, 11, 27))
    assert counts(office, 11)["Ringkasan"][text] == 1


def test_a_month_counts_what_came_and_went(autumn: Office) -> None:
    told = counts(autumn, 11)
    assert told["Ringkasan"] == {
        "Kasus baru": 1,
        "Orang dalam kasus baru (klien dan rombongan)": 1,
        "Kasus ditutup": 1,
        "Kasus berjalan pada akhir bulan": 2,
        "Kasus dengan klien di shelter pada akhir bulan": 0,
        "Surat masuk": 3,
        "Surat keluar": 1,
        "Nomor surat keluar yang batal": 1,
        "Nomor cadangan yang belum dipakai": 1,
    }
    assert told["Hasil"] == {
        "Kesepakatan tercapai": 0,
        "Kesepakatan tidak tercapai": 0,
        "Kasus ditutup: pulang": 1,
    }
    assert told["Daerah asal klien"] == {"Ende": 1}
    assert told["Sumber rujukan"] == {"belum diisi": 1}


def test_kinds_of_problem_are_counted_whatever_their_capitals(autumn: Office) -> None:
    assert counts(autumn, 10)["Jenis permasalahan"] == {"Upah tidak dibayar": 2, "ingin pulang": 1}
    assert counts(autumn, 10)["Daerah asal klien"] == {"Ende": 1, "belum diisi": 1}
    assert counts(autumn, 10)["Ringkasan"]["Orang dalam kasus baru (klien dan rombongan)"] == 4


def test_a_past_month_tells_the_steps_of_its_own_end(autumn: Office) -> None:
    def steps(month: int) -> list[object]:
        return list(counts(autumn, month)["Langkah SOP"].values())

    assert steps(10) == [0, 0, 2, 0, 0, 0]
    assert steps(11) == [0, 0, 1, 1, 0, 0]


def test_an_empty_month_counts_nothing(office: Office) -> None:
    told = counts(office, 3)
    assert set(told["Ringkasan"].values()) == {0}
    assert set(told["Orang dalam"].values()) == {0}
    assert {n for lines in told.values() for n in lines.values()} == {0}


def test_without_a_month_it_is_the_present_one(autumn: Office) -> None:
    assert autumn.listing("laporan-bulanan").period == "Bulan November 2026"


def test_a_letter_that_was_given_up_is_counted_as_the_register_shows_it(autumn: Office) -> None:
    """It was made, filed and given up: no letter went out."""

    def told(text: str) -> int:
        return int(str(beside(autumn, 11)["Ringkasan"][text][0]))

    void = "Nomor surat keluar yang batal"
    before = told("Surat keluar"), told(void)
    (letter,) = [
        one for one in autumn.archive.items.of_case("PMBS-2026-0003") if one.kind == "surat"
    ]
    give_up(autumn.archive, SrikandiFolder(autumn.folder), letter.number, reason="salah alamat")
    assert (told("Surat keluar"), told(void)) == (before[0] - 1, before[1] + 1)
    book = autumn.listing("buku-agenda-keluar", year=2026, month=11)
    remarks = [str(row[-1]) for row in book.rows]
    assert f"BATAL: salah alamat; {letter.case}" in remarks


def test_a_month_stands_beside_the_one_before_and_the_year(autumn: Office) -> None:
    told = beside(autumn, 11)
    assert told["Ringkasan"]["Kasus baru"] == (1, 2, 3)
    assert told["Ringkasan"]["Kasus ditutup"] == (1, 0, 1)
    # What stands at an end is of no year.
    assert told["Ringkasan"]["Kasus berjalan pada akhir bulan"] == (2, 2, None)
    assert told["Jenis permasalahan"]["Upah tidak dibayar"] == (1, 2, 3)
    on(autumn, date(2027, 1, 5))
    january = {
        row[2]: row[3:] for row in autumn.listing("laporan-bulanan", year=2027, month=1).rows
    }
    assert january["Kasus baru"] == (0, 0, 0)
    december = {
        row[2]: row[3:] for row in autumn.listing("laporan-bulanan", year=2026, month=12).rows
    }
    assert december["Kasus baru"] == (0, 1, 3)


def test_men_women_and_children_are_counted_as_far_as_anybody_said(office: Office) -> None:
    """A child by birth, by age, or by a note; whoever has no sex told is neither man nor woman."""
    people = [
        {"nama": "Maria Bela", "jenis_kelamin": "P", "umur": 40},
        {"nama": "Paulus", "jenis_kelamin": "L", "umur": 17},
        {"nama": "Bayi Maria", "keterangan": "bayi"},
        {"nama": "Agus Salim"},
    ]
    drop(office, form(rombongan=people), "a.json")
    drop(
        office,
        form(
            klien={
                "nama": "Siti",
                "jenis_kelamin": "P",
                "umur": None,
                "tanggal_lahir": "2010-01-01",
            }
        ),
        "b.json",
    )
    handling.handle_once(office)
    assert counts(office, 11)["Orang dalam"] == {
        "Laki-laki": 1,
        "Perempuan": 1,
        "Anak (di bawah 18 tahun)": 3,
        "Jenis kelamin belum diisi": 1,
        "Jumlah": 6,
    }


def test_money_is_counted_by_who_is_asked_and_once_a_source(office: Office) -> None:
    """A breakdown counts before the estimate; a sum that nobody said is none, and is told."""
    lines = [
        {"uraian": "Tiket", "jumlah": 2, "harga": 850_000},
        {"uraian": "Makan", "jumlah": 4, "harga": 50_000},
    ]
    asked = {"daerah_tujuan": "Ende", "sumber_biaya": "dinsos_provinsi"}
    drop(office, form(pemulangan=asked | {"rincian": lines, "perkiraan_biaya": 5}), "a.json")
    drop(
        office,
        form(klien={"nama": "Siti"}, pemulangan=asked | {"sumber_biaya": "BAZNAS Kota Tarakan"}),
        "b.json",
    )
    handling.handle_once(office)
    drop(
        office,
        {
            "nomor_kasus": "PMBS-2026-0002",
            "pemulangan": asked | {"sumber_biaya": "baznas", "perkiraan_biaya": 400_000},
        },
        "c.json",
    )
    drop(
        office,
        {
            "nomor_kasus": "PMBS-2026-0001",
            "pemulangan": asked | {"sumber_biaya": "perusahaan"},
            "penutupan": {
                "tanggal": "2026-11-24",
                "hasil": "dijemput Petrus Lado",
                "upah_dibayar": 4_500_000,
            },
        },
        "d.json",
    )
    handling.handle_once(office)
    told = counts(office, 11)
    assert told["Biaya pemulangan yang dimohonkan"] == {
        "Dinas Sosial Provinsi (Rp)": 1_900_000,
        "BAZNAS (Rp)": 400_000,
        "perusahaan (Rp)": 0,
        "Jumlah (Rp)": 2_300_000,
        "Banyaknya permohonan": 3,
        "di antaranya tanpa jumlah biaya": 1,
        "Upah yang dibayarkan kepada klien (Rp)": 4_500_000,
    }
    # An outcome in words of its own may name people: it is counted, not printed.
    assert "Kasus ditutup: lainnya" in told["Hasil"]


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("Klien telah dipulangkan ke Ende", "pulang"),
        ("bekerja kembali", "kembali bekerja"),
        ("tidak mau pulang", "lainnya"),
        ("pergi sendiri tanpa pamit", "pergi sendiri"),
        ("pergi", "lainnya"),
    ],
)
def test_an_outcome_is_counted_by_the_word_it_begins_with(said: str, counted: str) -> None:
    assert Penutupan(tanggal=date(2026, 11, 24), hasil=said).pokok == counted


@pytest.mark.real
def test_it_is_one_page_that_a_head_signs_however_full_the_month(tmp_path: Path) -> None:
    settings = make_office_folder(tmp_path / "kantor") / CONFIG_NAME
    told = settings.read_text(encoding="utf-8")
    told = told.replace(
        'address = ""', 'address = "Jalan Jenderal Sudirman Nomor 76, Kelurahan Pamusian"'
    )
    told = told.replace('phone = ""', 'phone = "(0551) 21234"').replace(
        'email = ""', 'email = "dinsos@contoh.id"'
    )
    settings.write_text(told, encoding="utf-8")
    converter = LibreOfficeConverter(ConverterSettings(), scratch=tmp_path)
    office = open_office(settings.parent, converter=converter)
    _fill_a_month(office)
    pdf = tmp_path / "laporan.pdf"
    pdf.write_bytes(
        listing_file(office, office.listing("laporan-bulanan", year=2026, month=11), "pdf")
    )
    office.close()
    converter.close()
    (page,) = PdfReader(pdf).pages
    text = page.extract_text()
    assert "menerima 14 (empat belas) kasus baru" in " ".join(text.split())
    for part in (
        "A. Orang",
        "B. Jenis",
        "C. Hasil",
        "D. Biaya",
        "Lainnya (10 macam)",
        "Lainnya (4 macam)",
        "Lainnya (3 macam)",
        "Arbain, SE., M.AP",
        "NIP. 196803181994031007",
        "s.d. November 2026",
    ):
        assert part in text
    assert "Gubernur" not in text
    assert "Halaman 1 dari 1" in text


def _fill_a_month(office: Office) -> None:
    """Every kind of problem, source and outcome."""
    sources = ("baznas", "provinsi", "perusahaan", "keluarga", "Gubernur", "Yayasan A", "Yayasan B")
    outcomes = (
        "pulang",
        "kembali bekerja",
        "dirujuk",
        "menolak",
        "pergi sendiri",
        "meninggal",
        "lain",
    )
    for n in range(14):
        way_home = {
            "daerah_tujuan": "Ende",
            "sumber_biaya": sources[n % 7],
            "perkiraan_biaya": 9_000_000 - n,
        }
        drop(
            office,
            form(
                klien={"nama": f"Klien {n}"},
                permasalahan={"jenis": [f"masalah {n}", "upah"]},
                pemulangan=way_home,
                penutupan={"tanggal": "2026-11-24", "hasil": outcomes[n % 7]},
            ),
            f"{n}.json",
        )
    drop(
        office,
        form(
            klien={"nama": "Tanpa Kelamin"},
            rombongan=[{"nama": "A"}],
            tanggal="2026-11-24",
            permasalahan={"jenis": []},
        )
        | {"nomor_kasus": "PMBS-2026-0001"},
        "akhir.json",
    )
    handling.handle_once(office)
