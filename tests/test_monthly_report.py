"""The monthly report: what came, went and stood in one month, also when it is asked for later."""

from datetime import date, datetime

import pytest

from generator.desks import agenda
from generator.desks.giving_up import give_up
from generator.filing.srikandi_folder import SrikandiFolder
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from tests.office_kit import SERAH_TERIMA, drop, form


def on(office: Office, day: date) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WITA)


def counts(office: Office, month: int) -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = {}
    for _, part, text, n in office.listing("laporan-bulanan", year=2026, month=month).rows:
        told.setdefault(str(part).split(" kasus")[0], {})[str(text)] = n
    return told


@pytest.fixture
def autumn(office: Office) -> Office:
    """October: two cases, one with companions; November: one new, one goes on, one is closed."""
    on(office, date(2026, 10, 5))
    drop(office, form(tanggal=None, klien={"kabupaten_kota": "Ende"}, sumber_rujukan="BP3MI",
                      rombongan=[{"nama": "Maria Bela"}, {"nama": "Agus Salim"}]), "a.json")  # fmt: skip
    drop(office, form(tanggal=None, klien={"nama": "Siti"}, permasalahan={"jenis": ["Upah tidak dibayar"]}), "b.json")  # fmt: skip
    handling.handle_once(office)
    on(office, date(2026, 11, 10))
    drop(office, form(tanggal=None, klien={"nama": "Lukas", "kabupaten_kota": "Ende"}), "c.json")
    drop(office, {"nomor_kasus": "PMBS-2026-0001",
                  "hasil_temu_bahas": {"tanggal": "2026-11-09", "pimpinan": "Budi", "pembahasan": "x",
                                       "peserta": [{"nama": "Budi"}]}}, "d.json")  # fmt: skip
    drop(office, {"nomor_kasus": "PMBS-2026-0002",
                  "penutupan": {"tanggal": "2026-11-10", "hasil": "dipulangkan"}}, "e.json")  # fmt: skip
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
    assert told["Hasil"] == {"dipulangkan": 1}
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
    assert set(told) == {"Ringkasan", "Langkah SOP"}


def test_without_a_month_it_is_the_present_one(autumn: Office) -> None:
    assert autumn.listing("laporan-bulanan").period == "Bulan November 2026"


def test_a_letter_that_was_given_up_is_counted_as_the_register_shows_it(autumn: Office) -> None:
    """It was made, filed and given up: no letter went out."""
    before = counts(autumn, 11)["Ringkasan"]
    (letter,) = [
        one for one in autumn.archive.items.of_case("PMBS-2026-0003") if one.kind == "surat"
    ]
    give_up(autumn.archive, SrikandiFolder(autumn.folder), letter.number, reason="salah alamat")
    after = counts(autumn, 11)["Ringkasan"]
    assert after["Surat keluar"] == int(str(before["Surat keluar"])) - 1
    void = "Nomor surat keluar yang batal"
    assert after[void] == int(str(before[void])) + 1
    book = autumn.listing("buku-agenda-keluar", year=2026, month=11)
    remarks = [str(row[-1]) for row in book.rows]
    assert f"BATAL: salah alamat; {letter.case}" in remarks
