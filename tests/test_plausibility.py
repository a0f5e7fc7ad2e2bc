"""Doubts: what does not fit is told with the receipt and in the record, and the letters are made."""

import json

import pytest

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import BAZNAS, KESEPAKATAN, PROVINSI, SERAH_TERIMA, TEMU_BAHAS, drop, form

CASE = "PMBS-2026-0001"
NIK = "5308120305920001"


def handle(office: Office, data: object) -> Outcome:
    drop(office, data)  # type: ignore[arg-type]
    return handling.handle_once(office)[-1]


def codes(outcome: Outcome) -> list[str]:
    assert outcome.outcome == "filed"
    return [one.code for one in outcome.problems]


@pytest.mark.parametrize(
    ("section", "told", "code"),
    [
        ("temu_bahas", {**TEMU_BAHAS, "tanggal": "2026-11-20"}, "W087"),
        ("temu_bahas", {**TEMU_BAHAS, "tanggal": "2026-11-24", "pukul": "15.00"}, "W089"),
        ("temu_bahas", {**TEMU_BAHAS, "tanggal": "2026-11-29"}, "W089"),
        ("temu_bahas", {**TEMU_BAHAS, "tanggal": "2026-12-25"}, "W089"),
        ("temu_bahas", {**TEMU_BAHAS, "pukul": "20.00"}, "W089"),
        ("tanggal", "2026-12-24", "W013"),
        ("hasil_temu_bahas", {"tanggal": "2026-12-01", "pimpinan": "A", "pembahasan": "B"}, "W013"),
        ("permakanan", {"mulai": "2026-11-26", "sampai": "2026-11-25", "jumlah_porsi": 3}, "W007"),
        ("serah_terima", {**SERAH_TERIMA, "batas_tinggal": "10 hari"}, "W008"),
        ("serah_terima", {**SERAH_TERIMA, "batas_tinggal": "2 minggu"}, "W008"),
        ("serah_terima", {**SERAH_TERIMA, "batas_tinggal": "12 Desember 2026"}, "W008"),
    ],
)
def test_an_odd_answer_is_doubted(office: Office, section: str, told: object, code: str) -> None:
    assert codes(handle(office, form(**{section: told}))) == [code]


@pytest.mark.parametrize("source", ["perusahaan", "keluarga"])
def test_a_way_home_that_nobody_is_asked_to_pay_says_why_there_is_no_letter(
    office: Office, source: str
) -> None:
    outcome = handle(office, form(pemulangan={"daerah_tujuan": "Ende", "sumber_biaya": source}))
    assert codes(outcome) == ["W016"]
    assert not [one for one in outcome.documents if one.type.startswith("permohonan")]
    note = read_note(office.inbox.trays.of(Tray.DONE)[0])
    assert f"Sumber biaya “{source}”" in " ".join(note.split())
    assert "dinsos_provinsi atau baznas" in " ".join(note.split())


@pytest.mark.parametrize("told", [PROVINSI, BAZNAS])
def test_a_way_home_with_its_letter_is_not_remarked_on(
    office: Office, told: dict[str, str]
) -> None:
    assert codes(handle(office, form(pemulangan=told))) == []


def test_an_agreement_before_the_meeting_is_doubted(office: Office) -> None:
    early = {**KESEPAKATAN, "tanggal": "2026-11-25"}
    outcome = handle(office, form(temu_bahas=TEMU_BAHAS, kesepakatan=early))
    assert codes(outcome) == ["W007"]
    assert "mendahului Temu Bahas Kasus (26 November 2026)" in outcome.problems[0].message


@pytest.mark.parametrize("stay", ["7 hari", "1 minggu", "3 Desember 2026", "sampai sembuh"])
def test_a_usual_stay_is_not_doubted(office: Office, stay: str) -> None:
    assert codes(handle(office, form(serah_terima={**SERAH_TERIMA, "batas_tinggal": stay}))) == []


def test_a_usual_case_is_not_doubted(office: Office) -> None:
    whole = form(temu_bahas=TEMU_BAHAS, kesepakatan=KESEPAKATAN, serah_terima=SERAH_TERIMA)
    assert codes(handle(office, whole)) == []


class TestSamePerson:
    def test_the_same_nik_names_the_other_case(self, office: Office) -> None:
        handle(office, form(klien={"nik": NIK, "nama": "Yohanes Lado"}))
        outcome = handle(office, form(klien={"nik": f"{NIK[:6]} {NIK[6:]}", "nama": "Anton"}))
        doubt = next(one for one in outcome.problems if one.code == "W010")
        assert (doubt.found, doubt.hint) == (CASE, "NIK yang sama")

    @pytest.mark.parametrize(
        ("name", "more"),
        [
            ("Johanes Lado", {"tanggal_lahir": "1992-05-03"}),
            ("LADO YOHANES", {"kabupaten_kota": "Kabupaten Ende"}),
            ("Yohannes Lado", {"kabupaten_kota": "ende"}),
        ],
    )
    def test_a_like_name_with_birth_date_or_region(
        self, office: Office, name: str, more: dict[str, str]
    ) -> None:
        who = {"tanggal_lahir": "1992-05-03", "kabupaten_kota": "Kab. Ende", "umur": None}
        handle(office, form(klien={"nama": "Yohanes Lado", **who}))
        outcome = handle(office, form(klien={"nama": name, "umur": None, **more}))
        assert "W010" in codes(outcome)
        assert CASE in next(one.message for one in outcome.problems if one.code == "W010")

    @pytest.mark.parametrize(
        "other",
        [
            {"nama": "Yohanes Lado", "kabupaten_kota": "Sikka"},
            {"nama": "Siti Rahmah", "kabupaten_kota": "Ende"},
        ],
    )
    def test_only_one_of_both_is_no_likeness(self, office: Office, other: dict[str, str]) -> None:
        handle(office, form(klien={"nama": "Yohanes Lado", "kabupaten_kota": "Ende"}))
        assert codes(handle(office, form(klien=other))) == []

    def test_a_continuation_is_not_compared_with_its_own_case(self, office: Office) -> None:
        handle(office, form(klien={"nik": NIK}))
        again = form(nomor_kasus=CASE, klien={"nik": NIK}, catatan="x")
        assert "W010" not in codes(handle(office, again))

    def test_someone_who_came_along_earlier_is_known(self, office: Office) -> None:
        handle(office, form(rombongan=[{"nama": "Maria", "nik": NIK}]))
        assert "W010" in codes(handle(office, form(klien={"nama": "Maria", "nik": NIK})))


class TestContradictions:
    def test_another_answer_than_before_is_named_with_both(self, office: Office) -> None:
        handle(office, form(pekerjaan={"perusahaan": "PT Sawit Makmur"}))
        later = {"nomor_kasus": CASE, "pekerjaan": {"perusahaan": "CV Laut Biru"}}
        (doubt,) = handle(office, later).problems
        assert (doubt.code, doubt.found, doubt.hint) == ("W011", "CV Laut Biru", "PT Sawit Makmur")

    def test_the_same_answer_in_other_letters_is_none(self, office: Office) -> None:
        handle(office, form(pekerjaan={"perusahaan": "PT Sawit Makmur"}))
        later = {"nomor_kasus": CASE, "pekerjaan": {"perusahaan": "PT. SAWIT MAKMUR"}}
        assert codes(handle(office, later)) == []


class TestShelter:
    def fill(self, office: Office, count: int) -> None:
        for number in range(count):
            handle(office, form(klien={"nama": f"Orang {number}"}, serah_terima=SERAH_TERIMA))

    def test_the_thirteenth_is_warned_of(self, office: Office) -> None:
        self.fill(office, 12)
        outcome = handle(office, form(klien={"nama": "Anton"}, serah_terima=SERAH_TERIMA))
        doubt = next(one for one in outcome.problems if one.code == "W009")
        assert (doubt.found, doubt.hint) == ("13 orang, 1 di antaranya baru datang", "12")

    def test_who_left_frees_a_place(self, office: Office) -> None:
        self.fill(office, 12)
        left = {
            "tanggal": "2026-11-28",
            "alasan": "Pulang.",
            "diserahkan_kepada": {"nama": "Petrus", "hubungan": "kakak"},
        }
        handle(office, {"nomor_kasus": CASE, "keluar_shelter": left})
        outcome = handle(office, form(klien={"nama": "Anton"}, serah_terima=SERAH_TERIMA))
        assert "W009" not in codes(outcome)

    def test_a_group_that_is_more_than_there_is_room_for_is_warned_of(self, office: Office) -> None:
        group = [{"nama": f"Anggota {n}"} for n in range(12)]
        (doubt,) = handle(office, form(rombongan=group, serah_terima=SERAH_TERIMA)).problems
        assert (doubt.code, doubt.found) == ("W009", "13 orang, 13 di antaranya baru datang")

    def test_a_group_counts_every_head(self, office: Office) -> None:
        group = [{"nama": f"Anggota {n}"} for n in range(11)]
        handle(office, form(rombongan=group, serah_terima=SERAH_TERIMA))
        outcome = handle(office, form(klien={"nama": "Anton"}, serah_terima=SERAH_TERIMA))
        assert "W009" in codes(outcome)


def test_doubts_stand_in_the_receipt_and_in_the_record(office: Office) -> None:
    handle(office, form(temu_bahas={**TEMU_BAHAS, "tanggal": "2026-11-20"}))
    note = read_note(office.inbox.trays.of(Tray.DONE)[0])
    assert "W087" in note
    record = office.archive.root / "2026" / CASE / "001-formulir-pengaduan" / "data.json"
    data = json.loads(record.read_text(encoding="utf-8"))
    assert [one["code"] for one in data["warnings"]] == ["W087"]


# -- what should come to the same ------------------------------------------------------------------

MEALS = {"mulai": "2026-11-27", "sampai": "2026-11-30", "waktu_makan": ["pagi", "malam"]}
LINES = [{"uraian": "Tiket", "jumlah": 2, "harga": 850_000}]


@pytest.mark.parametrize(
    ("section", "told", "said"),
    [
        (
            "permakanan",
            MEALS | {"jumlah_porsi": 9},
            "Jumlah porsi 9, padahal 1 orang × 4 hari × 2 kali makan = 8",
        ),
        (
            "permakanan",
            MEALS | {"jumlah_porsi": 8, "jumlah_orang": 3},
            "Jumlah porsi 8, padahal 3 orang × 4 hari × 2 kali makan = 24",
        ),
        (
            "pemulangan",
            PROVINSI | {"rincian": LINES, "perkiraan_biaya": 1_000_000},
            "Perkiraan biaya Rp1.000.000,00, padahal rinciannya berjumlah Rp1.700.000,00",
        ),
        (
            "pemulangan",
            PROVINSI | {"jumlah_orang": 2},
            "Jumlah orang 2, padahal dalam kasus ini ada 1 orang",
        ),
    ],
)
def test_what_does_not_add_up_is_told(
    office: Office, section: str, told: object, said: str
) -> None:
    outcome = handle(office, form(**{section: told}))
    assert codes(outcome) == ["W100"]
    assert outcome.problems[0].message.startswith(said)


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("permakanan", MEALS | {"jumlah_porsi": 8}),
        ("permakanan", MEALS | {"jumlah_porsi": 9, "waktu_makan": []}),
        ("permakanan", MEALS | {"jumlah_porsi": 9, "jumlah_orang": "3 atau 4"}),
        ("pemulangan", PROVINSI | {"rincian": LINES, "perkiraan_biaya": 1_700_000}),
        ("pemulangan", PROVINSI | {"rincian": [{"uraian": "Tiket"}], "perkiraan_biaya": 1_000_000}),
        ("pemulangan", PROVINSI | {"jumlah_orang": 1}),
    ],
)
def test_what_adds_up_or_was_not_told_is_not_doubted(
    office: Office, section: str, told: object
) -> None:
    assert "W100" not in codes(handle(office, form(**{section: told})))


@pytest.mark.parametrize(
    ("age", "receiver", "missing"),
    [
        (15, {"hubungan": "ibu"}, "NIK, identitas, alamat, dan telepon"),
        (15, {"hubungan": "ibu", "nik": NIK, "alamat": "Nunukan", "telepon": "0813"}, "identitas"),
        (15, {"instansi": "Polres Tarakan"}, "identitas"),
        (15, {"instansi": "Polres Tarakan", "nip": "197805102005011002"}, ""),
        (30, {"hubungan": "ibu"}, ""),
    ],
)
def test_who_receives_a_child_is_asked_for_papers_and_never_refused(
    office: Office, age: int, receiver: dict[str, str], missing: str
) -> None:
    leaving = {
        "tanggal": "2026-11-24",
        "alasan": "dijemput",
        "diserahkan_kepada": {"nama": "Hasnah", **receiver},
    }
    outcome = handle(office, form(klien={"umur": age}, keluar_shelter=leaving))
    told = [one.message for one in outcome.problems if one.code == "W101"]
    assert ("berita-acara-keluar-shelter" in {one.type for one in outcome.documents}) is True
    assert len(told) == bool(missing)
    assert not missing or f"belum tertulis {missing} penerimanya" in told[0]
