"""What the text of a letter from elsewhere says of it: proposed where it says so, left empty where it does not."""

from datetime import date

import pytest

from generator.desks.letter_reading import LetterRead, cases_named, read_letter
from generator.office.office import Office
from generator.service import handling
from generator.system.actor import NOTHING, acting_as
from tests.office_kit import drop, form

CITY = """PEMERINTAH KOTA TARAKAN
DINAS PERINDUSTRIAN DAN TENAGA KERJA
Jl. Jenderal Sudirman No. 76, Telp (0551) 21000
Nomor    : 560/123/DISPERINAKER/2026        Tarakan, 20 November 2026
Sifat    : Segera
Lampiran : 1 (satu) berkas
Hal      : Jadwal Temu Bahas Kasus Pekerja Migran
           atas nama Yohanes Lado
           Kepada
Yth. Kepala Dinas Sosial
"""
AGENCY = """BADAN PELINDUNGAN PEKERJA MIGRAN INDONESIA
BP3MI KALIMANTAN UTARA
Nomor; B.12/BP3MI-KALTARA/XI/2026
Perihal : Pemulangan
Menindaklanjuti surat Saudara
Nunukan, 3 Nopember 2026
"""
COMPANY = """PT LINTAS SAMUDERA
Tanggal : 01-11-2026
No. : 7/LS
Hal: Penawaran
Dengan hormat, kami
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            CITY,
            LetterRead(
                sender="Dinas Perindustrian dan Tenaga Kerja Kota Tarakan",
                number="560/123/DISPERINAKER/2026",
                dated=date(2026, 11, 20),
                attachment="1 (satu) berkas",
                subject="Jadwal Temu Bahas Kasus Pekerja Migran atas nama Yohanes Lado",
            ),
        ),
        (
            AGENCY,
            LetterRead(
                sender="BP3MI Kalimantan Utara",
                number="B.12/BP3MI-KALTARA/XI/2026",
                dated=date(2026, 11, 3),
                subject="Pemulangan",
            ),
        ),
        (
            COMPANY,
            LetterRead(
                sender="PT Lintas Samudera",
                number="7/LS",
                dated=date(2026, 11, 1),
                subject="Penawaran",
            ),
        ),
        ("Tarakan, 31 Februari 2026\nHal :", LetterRead()),
        ("catatan tangan tanpa kepala", LetterRead()),
        ("", LetterRead()),
    ],
)
def test_a_letter_tells_of_itself(text: str, told: LetterRead) -> None:
    assert read_letter(text) == told


def test_a_case_is_proposed_by_its_number_by_our_letter_and_by_its_client(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    drop(office, form(klien={"nama": "Maria Goreti"}))
    handling.handle_once(office)

    def named(text: str) -> list[str]:
        return [one.case for one in cases_named(office, text)]

    assert named("perihal PMBS-2026-0002") == ["PMBS-2026-0002"]
    assert named("surat Saudara 400.9.8/1/DINSOSPM/2026 tanggal") == ["PMBS-2026-0001"]
    assert named("atas nama Sdri. MARIA GORETI, dan") == ["PMBS-2026-0002"]
    assert named("atas nama Maria, PMBS-2026-0404, 400.9.8/99/DINSOSPM/2026") == []


def test_a_secret_case_is_not_proposed_to_who_may_not_see_it(office: Office) -> None:
    drop(office, form(klien={"umur": 12}))
    handling.handle_once(office)
    text = "PMBS-2026-0001, surat 400.9.8/1/DINSOSPM/2026, Yohanes Lado"
    assert [one.case for one in cases_named(office, text)] == ["PMBS-2026-0001"]
    with acting_as("citra", NOTHING):
        assert cases_named(office, text) == []
