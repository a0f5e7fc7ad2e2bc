"""What the letters say: for man and woman, for known and unknown, with much and with little."""

from pathlib import Path

import pytest

from generator.vocabulary.case import CaseForm, Diundang, Pekerjaan, Pihak, Saksi
from generator.vocabulary.shelter import Barang, Penerima, Penumpang
from tests.letters.kit import CATALOGUE, DAY, filled, number_of, slips, specimen, text

KINDS = list(CATALOGUE.types)
# The caterer is told of nobody, and the ticket agent of its passengers.
UNNAMED = ("permintaan-permakanan", "pemesanan-tiket")
COORDINATION, INVITATION = "surat-koordinasi", "undangan-temu-bahas"
AGREEMENT, HANDOVER = "berita-acara-kesepakatan", "berita-acara-serah-terima"


def with_klien(form: CaseForm, **changes: object) -> CaseForm:
    assert form.klien is not None
    return form.model_copy(update={"klien": form.klien.model_copy(update=changes)})


def with_work(form: CaseForm, **answers: object) -> CaseForm:
    return form.model_copy(update={"pekerjaan": Pekerjaan.model_validate(answers)})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", ["rich", "sparse", "required", "extreme"])
def test_no_letter_has_a_slip(tmp_path: Path, kind: str, which: str) -> None:
    said = text(tmp_path, kind, specimen(kind, which))
    # The footer parts its three entries with wide bars.
    body = [line for line in said.splitlines() if "Halaman" not in line]
    assert slips("\n".join(body)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_names_its_number_the_client_and_the_office(tmp_path: Path, kind: str) -> None:
    said = text(tmp_path, kind, specimen(kind))
    for wanted in (
        number_of(kind),
        "PEMERINTAH KOTA TARAKAN",
        "DINAS SOSIAL DAN PEMBERDAYAAN MASYARAKAT",
    ):
        assert wanted in said
    table = CATALOGUE.types[kind].table
    assert ("Yohanes Lado" in said) == (table.name == "lengkap")
    assert ("PMBS-2026-0007" in said) == table.case


@pytest.mark.parametrize(
    "hostile",
    ["A & B < C", 'O\'Brien "Bob"', "{{ klien.nik }}", "{% for x in y %}", "${x}", "]]>", "&amp;"],
)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in UNNAMED])
def test_what_a_person_wrote_stands_there_literally(
    tmp_path: Path, kind: str, hostile: str
) -> None:
    assert hostile in text(tmp_path, kind, with_klien(specimen(kind), nama=hostile))


class TestCoordination:
    def say(self, folder: Path, form: CaseForm) -> str:
        return text(folder, COORDINATION, form)

    def test_it_goes_to_the_office_not_to_a_person(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, specimen(COORDINATION))
        assert "Yth. Kepala Dinas Perindustrian dan Tenaga Kerja Kota Tarakan" in said

    def test_a_known_employer_is_named(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, specimen(COORDINATION))
        assert "PT Contoh Sawit Lestari, Sekatak, Kabupaten Bulungan" in said
        assert "tidak mengetahui nama perusahaan" not in said

    def test_an_employer_behind_a_third_party_is_explained(self, tmp_path: Path) -> None:
        work = {"pihak_ketiga": "Pak Udin", "perusahaan": "tidak tahu"}
        said = self.say(tmp_path, with_work(specimen(COORDINATION), **work))
        assert (
            "Klien menyatakan tidak mengetahui nama perusahaan atau pemilik tempat bekerja; klien "
            "bekerja melalui pihak ketiga, yaitu Pak Udin." in said
        )
        assert "membantu menelusuri perusahaan atau pemilik tempat klien bekerja" in said

    @pytest.mark.parametrize("answer", ["tidak tahu", "Tidak diketahui", "tdk tahu"])
    def test_an_employer_whom_nobody_knows_is_said_so(self, tmp_path: Path, answer: str) -> None:
        said = self.say(tmp_path, with_work(specimen(COORDINATION), perusahaan=answer))
        assert (
            "Klien menyatakan tidak mengetahui nama perusahaan atau pemilik tempat bekerja." in said
        )
        assert answer not in said

    def test_an_employer_of_whom_nothing_was_said_is_not_called_unknown(
        self, tmp_path: Path
    ) -> None:
        said = self.say(tmp_path, with_work(specimen(COORDINATION), jenis_pekerjaan="buruh"))
        assert "tidak mengetahui" not in said
        assert "menelusuri" not in said

    def test_without_any_work_told_nothing_is_said_of_it(self, tmp_path: Path) -> None:
        form = specimen(COORDINATION).model_copy(update={"pekerjaan": None})
        said = self.say(tmp_path, form)
        assert "perusahaan" not in said.replace("mes perusahaan", "")

    @pytest.mark.parametrize(
        ("missing", "label"),
        [("nik", "NIK\n"), ("umur", "Umur\n"), ("tanggal_lahir", "Tempat, tanggal lahir")],
    )
    def test_the_line_of_a_missing_answer_folds_away(
        self, tmp_path: Path, missing: str, label: str
    ) -> None:
        form = specimen(COORDINATION).model_copy(update={"rombongan": ()})
        assert label in self.say(tmp_path, form)
        assert label not in self.say(tmp_path, with_klien(form, **{missing: None}))

    def test_a_chronology_keeps_its_paragraphs(self, tmp_path: Path) -> None:
        lines = self.say(tmp_path, specimen(COORDINATION)).splitlines()
        assert "Klien bekerja selama tiga bulan tanpa menerima upah." in lines
        assert "Setelah meminta haknya, klien diminta meninggalkan mes perusahaan." in lines

    def test_a_third_party_is_named_once(self, tmp_path: Path) -> None:
        alone = self.say(tmp_path, with_work(specimen(COORDINATION), pihak_ketiga="Pak Udin"))
        both = with_work(specimen(COORDINATION), pihak_ketiga="Pak Udin", perusahaan="PT Contoh")
        assert alone.count("Pak Udin") == 1
        assert "Pihak ketiga/perekrut\n:\nPak Udin" in self.say(tmp_path, both)

    @pytest.mark.parametrize(
        ("answer", "said"), [(True, "kerja\n:\nada\n"), (False, "kerja\n:\ntidak ada\n")]
    )
    def test_whether_there_is_a_contract_is_told(
        self, tmp_path: Path, said: str, *, answer: bool
    ) -> None:
        form = with_work(specimen(COORDINATION), surat_kontrak=answer)
        assert f"Surat kontrak {said}" in self.say(tmp_path, form)

    @pytest.mark.parametrize(
        ("begin", "end", "said"),
        [
            ("Juli 2026", "Oktober 2026", "Juli 2026 sampai dengan Oktober 2026"),
            ("Juli 2026", None, "mulai Juli 2026"),
            (None, "Oktober 2026", "berhenti Oktober 2026"),
        ],
    )
    def test_the_time_of_work_reads_well_with_either_end_unknown(
        self, tmp_path: Path, begin: str | None, end: str | None, said: str
    ) -> None:
        form = with_work(specimen(COORDINATION), mulai=begin, berhenti=end)
        assert f"Masa kerja\n:\n{said}\n" in self.say(tmp_path, form)

    @pytest.mark.parametrize(
        ("referred", "said"),
        [
            ({}, "pengaduan dari klien"),
            ({"sumber_rujukan": "Datang sendiri"}, "pengaduan dari klien"),
            ({"sumber_rujukan": "BP3MI"}, "pengaduan melalui BP3MI dari klien"),
            (
                {
                    "sumber_rujukan": "BP3MI",
                    "nomor_surat_rujukan": "B/7",
                    "tanggal_surat_rujukan": DAY,
                },
                "berdasarkan surat BP3MI Nomor B/7 tanggal 24 November 2026, pada tanggal 24 November 2026 "
                "kami menerima klien Pekerja Migran",
            ),
        ],
    )
    def test_who_sent_the_client_is_told(
        self, tmp_path: Path, referred: dict[str, object], said: str
    ) -> None:
        form = specimen(COORDINATION).model_copy(update={"sumber_rujukan": None, **referred})
        assert said in self.say(tmp_path, form)

    def test_companions_come_with_a_list_that_begins_with_the_client(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, specimen(COORDINATION))
        assert "(daftar terlampir), dengan data" in said
        assert "Lampiran\n:\n1 (satu) berkas" in said
        assert "DAFTAR KLIEN" in said
        assert "\n1.\nYohanes Lado\nL\n34 tahun\n2.\nMaria Lado\nP\n" in said
        assert filled(COORDINATION, specimen(COORDINATION)).attachment == "1 (satu) berkas"

    def test_a_client_alone_needs_no_list(self, tmp_path: Path) -> None:
        form = specimen(COORDINATION).model_copy(update={"rombongan": ()})
        said = self.say(tmp_path, form)
        assert "DAFTAR KLIEN" not in said
        assert "terlampir" not in said
        assert filled(COORDINATION, form).attachment == "-"

    def test_companions_are_counted(self, tmp_path: Path) -> None:
        assert "beserta 1 (satu) orang lainnya" in self.say(tmp_path, specimen(COORDINATION))

    def test_money_is_written_as_money(self, tmp_path: Path) -> None:
        assert "Rp10.500.000,00 (sepuluh juta lima ratus ribu rupiah)" in self.say(
            tmp_path, specimen(COORDINATION)
        )

    def test_a_copy_about_a_deportee_goes_to_bp3mi_and_only_then_the_letter_says_so(
        self, tmp_path: Path
    ) -> None:
        form = specimen(COORDINATION)
        assert form.permasalahan is not None
        told = form.permasalahan.model_copy(update={"jenis": ("deportasi",)})
        deported = form.model_copy(update={"permasalahan": told})
        said = self.say(tmp_path, deported)
        assert "Tembusan:\n1. Wali Kota Tarakan.\n2. Kepala BP3MI Kalimantan Utara." in said
        assert "kami koordinasikan pula dengan BP3MI Kalimantan Utara." in said
        for other in (
            self.say(tmp_path, form),
            text(tmp_path, COORDINATION, deported, is_secret=True),
        ):
            assert "BP3MI" not in other

    def test_the_copies_go_to_whom_they_go(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, specimen(COORDINATION))
        assert "Tembusan:\nWali Kota Tarakan." in said
        assert "Arsip" not in said


class TestInvitation:
    def invite(self, folder: Path, *guests: Diundang) -> str:
        form = specimen(INVITATION)
        assert form.temu_bahas is not None
        meeting = form.temu_bahas.model_copy(update={"diundang": guests})
        return text(folder, INVITATION, form.model_copy(update={"temu_bahas": meeting}))

    def test_day_time_and_place_are_told(self, tmp_path: Path) -> None:
        said = text(tmp_path, INVITATION, specimen(INVITATION))
        assert "Kamis, 26 November 2026" in said
        assert "09.00 WITA s.d. selesai" in said

    def test_one_guest_stands_in_one_line(self, tmp_path: Path) -> None:
        assert "Yth. Ketua BAZNAS" in self.invite(
            tmp_path, Diundang(jabatan="Ketua", instansi="BAZNAS")
        )

    def test_several_guests_are_numbered(self, tmp_path: Path) -> None:
        said = self.invite(tmp_path, Diundang(instansi="BAZNAS"), Diundang(instansi="BP3MI"))
        assert "Yth. 1. Pimpinan BAZNAS\n 2. Kepala BP3MI" in said

    def test_many_guests_get_a_page_of_their_own(self, tmp_path: Path) -> None:
        guests = [Diundang(instansi=f"Instansi {n}") for n in range(1, 9)]
        said = self.invite(tmp_path, *guests)
        assert "daftar terlampir" in said
        assert "1 (satu) berkas" in said
        assert "DAFTAR UNDANGAN" in said
        assert "8. Pimpinan Instansi 8" in said

    def test_guests_of_places_we_do_not_know_are_invited_di_tempat(self, tmp_path: Path) -> None:
        assert "\ndi\nTEMPAT\n" in self.invite(tmp_path, Diundang(instansi="BP3MI"))
        assert "\ndi\nTARAKAN\n" in self.invite(tmp_path)

    def test_without_guests_it_goes_to_the_partner_office(self, tmp_path: Path) -> None:
        assert "Yth. Kepala Dinas Perindustrian" in self.invite(tmp_path)

    def test_a_single_copy_recipient_is_not_numbered(self, tmp_path: Path) -> None:
        said = text(tmp_path, COORDINATION, specimen(COORDINATION))
        assert "Tembusan:\nWali Kota Tarakan." in said
        assert "Tembusan" not in text(tmp_path, INVITATION, specimen(INVITATION))

    @pytest.mark.parametrize(("sex", "title"), [("L", "Sdr. "), ("P", "Sdri. ")])
    def test_man_and_woman_are_addressed_as_such(
        self, tmp_path: Path, sex: str, title: str
    ) -> None:
        form = with_klien(specimen(INVITATION), jenis_kelamin=sex)
        assert f"{title}Yohanes Lado" in text(tmp_path, INVITATION, form)


class TestAgreement:
    def with_parties(self, count: int, *, reached: bool = True) -> CaseForm:
        form = specimen(AGREEMENT)
        assert form.kesepakatan is not None
        parties = tuple(
            Pihak(nama=f"Orang {n}", instansi=f"Instansi {n}") for n in range(1, count + 1)
        )
        agreement = form.kesepakatan.model_copy(update={"pihak": parties, "tercapai": reached})
        return form.model_copy(update={"kesepakatan": agreement})

    def test_the_day_stands_in_words(self, tmp_path: Path) -> None:
        said = text(tmp_path, AGREEMENT, specimen(AGREEMENT))
        assert (
            "Pada hari ini, Jumat, tanggal dua puluh tujuh bulan November tahun dua ribu dua puluh "
            "enam (27-11-2026), bertempat di Kantor" in said
        )

    def test_agreement_and_no_agreement_are_told_apart(self, tmp_path: Path) -> None:
        reached = text(tmp_path, AGREEMENT, self.with_parties(2))
        assert ", serta menyepakati hal-hal sebagai berikut:" in reached
        failed = text(tmp_path, AGREEMENT, self.with_parties(2, reached=False))
        assert "BERITA ACARA TIDAK TERCAPAINYA KESEPAKATAN ANTAR DINAS" in failed
        assert "tetapi belum mencapai kesepakatan" in failed

    @pytest.mark.parametrize("count", range(2, 13))
    def test_every_party_is_introduced_and_signs(self, tmp_path: Path, count: int) -> None:
        said = text(tmp_path, AGREEMENT, self.with_parties(count))
        for n in range(1, count + 1):
            assert said.count(f"Orang {n}\n") == 2

    @pytest.mark.parametrize(
        ("count", "called"),
        [
            (2, "PIHAK KESATU dan PIHAK KEDUA telah"),
            (3, "PIHAK KESATU, PIHAK KEDUA, dan PIHAK KETIGA telah"),
            (4, "PARA PIHAK telah"),
        ],
    )
    def test_the_parties_are_called_by_their_number(
        self, tmp_path: Path, count: int, called: str
    ) -> None:
        assert called in text(tmp_path, AGREEMENT, self.with_parties(count))

    @pytest.mark.parametrize(
        ("count", "words"), [(2, "2 (dua)"), (5, "5 (lima)"), (12, "12 (dua belas)")]
    )
    def test_each_party_gets_a_copy_and_the_letter_says_so(
        self, tmp_path: Path, count: int, words: str
    ) -> None:
        form = self.with_parties(count)
        assert f"dalam rangkap {words} untuk" in text(tmp_path, AGREEMENT, form)
        assert filled(AGREEMENT, form).copies == count

    def test_points_are_numbered_and_end_with_one_full_stop(self, tmp_path: Path) -> None:
        said = text(tmp_path, AGREEMENT, specimen(AGREEMENT))
        assert (
            "1.\nPerusahaan membayar tunggakan upah klien sebesar Rp10.500.000,00 (sepuluh juta lima "
            "ratus ribu rupiah) melalui:\na. transfer ke rekening klien;\n"
            "b. atau tunai di hadapan petugas.\n2.\nKlien menunggu" in said
        )

    def test_the_head_witnesses_unless_already_a_party(self, tmp_path: Path) -> None:
        form = self.with_parties(2)
        assert "Mengetahui," in text(tmp_path, AGREEMENT, form)
        assert form.kesepakatan is not None
        head = Pihak(nama="Arbain", nip="196803181994031007")
        agreement = form.kesepakatan.model_copy(update={"pihak": (head, form.kesepakatan.pihak[1])})
        signing = form.model_copy(update={"kesepakatan": agreement})
        assert "Mengetahui," not in text(tmp_path, AGREEMENT, signing)

    @pytest.mark.parametrize(
        ("nip", "name", "witnesses"),
        [
            ("19680318 199403 1 007", "Arbain", False),
            (None, "ARBAIN, S.E.", False),
            (None, "Arbaini", True),
            ("197805102005011002", "Arbain, SE.", True),
        ],
    )
    def test_the_head_is_known_by_nip_or_else_by_name(
        self, tmp_path: Path, nip: str | None, name: str, *, witnesses: bool
    ) -> None:
        form = self.with_parties(2)
        assert form.kesepakatan is not None
        parties = (Pihak(nama=name, nip=nip), form.kesepakatan.pihak[1])
        agreement = form.kesepakatan.model_copy(update={"pihak": parties})
        said = text(tmp_path, AGREEMENT, form.model_copy(update={"kesepakatan": agreement}))
        assert ("Mengetahui," in said) == witnesses

    @pytest.mark.parametrize(
        ("post", "said"),
        [("Manajer", "PIHAK KESATU\nManajer,\n"), (None, "PIHAK KESATU,\n")],
    )
    def test_one_comma_ends_what_stands_above_a_signature(
        self, tmp_path: Path, post: str | None, said: str
    ) -> None:
        form = self.with_parties(2)
        assert form.kesepakatan is not None
        parties = (Pihak(nama="Hendra", jabatan=post), form.kesepakatan.pihak[1])
        agreement = form.kesepakatan.model_copy(update={"pihak": parties})
        form = form.model_copy(update={"kesepakatan": agreement})
        assert said in text(tmp_path, AGREEMENT, form)

    @pytest.mark.parametrize(("count", "word"), [(1, "Saksi:"), (2, "Saksi-saksi:")])
    def test_one_witness_is_not_called_several(self, tmp_path: Path, count: int, word: str) -> None:
        form = self.with_parties(2)
        assert form.kesepakatan is not None
        saksi = tuple(Saksi(nama=f"Saksi {n}") for n in range(count))
        agreement = form.kesepakatan.model_copy(update={"saksi": saksi})
        said = text(tmp_path, AGREEMENT, form.model_copy(update={"kesepakatan": agreement}))
        assert word in said.splitlines()


class TestHandover:
    def test_who_came_along_is_handed_over_by_name(self, tmp_path: Path) -> None:
        said = text(tmp_path, HANDOVER, specimen(HANDOVER))
        assert "Orang lain yang turut diserahterimakan:" in said
        assert "\n1.\nMaria Lado\nP\n30 tahun\n" in said
        alone = specimen(HANDOVER).model_copy(update={"rombongan": ()})
        assert "turut diserahterimakan" not in text(tmp_path, HANDOVER, alone)

    def test_the_head_who_signed_the_agreement_still_witnesses_the_handover(
        self, tmp_path: Path
    ) -> None:
        form = specimen(HANDOVER)
        assert form.kesepakatan is not None
        head = Pihak(nama="Arbain", nip="196803181994031007")
        agreement = form.kesepakatan.model_copy(update={"pihak": (head, *form.kesepakatan.pihak)})
        form = form.model_copy(update={"kesepakatan": agreement})
        assert "Mengetahui," in text(tmp_path, HANDOVER, form)

    def test_belongings_are_listed_in_a_table(self, tmp_path: Path) -> None:
        said = text(tmp_path, HANDOVER, specimen(HANDOVER))
        assert "Pemilik\nKeterangan\n1.\nTas pakaian\n1 buah\nYohanes Lado\nwarna hitam" in said

    @pytest.mark.parametrize(
        ("name", "count", "said"),
        [
            (
                "Uang tunai",
                "Rp1.250.000",
                "Rp1.250.000,00 (satu juta dua ratus lima puluh ribu rupiah)",
            ),
            ("Uang tunai", "1500000", "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)"),
            ("uang milik anak", "150.000", "Rp150.000,00 (seratus lima puluh ribu rupiah)"),
            ("Uang kertas", "15 lembar", "15 lembar"),
            ("Uang ringgit", "RM 50", "RM 50"),
            ("Tas", "1500", "1500"),
            ("Uang logam", "12", "12"),
        ],
    )
    def test_cash_among_the_belongings_stands_in_words(
        self, tmp_path: Path, name: str, count: str, said: str
    ) -> None:
        form = specimen(HANDOVER)
        assert form.serah_terima is not None
        goods = form.serah_terima.model_copy(update={"barang": (Barang(nama=name, jumlah=count),)})
        for kind in (HANDOVER, "berita-acara-keluar-shelter"):
            told = text(tmp_path, kind, form.model_copy(update={"serah_terima": goods}))
            assert f"\n1.\n{name}\n{said}\n" in told

    def test_without_belongings_there_is_no_table(self, tmp_path: Path) -> None:
        assert "Nama barang" not in text(tmp_path, HANDOVER, specimen(HANDOVER, "sparse"))

    @pytest.mark.parametrize(
        ("stay", "said"),
        [
            ("7 hari", "7 hari (sampai dengan Kamis, 3 Desember 2026)"),
            ("1 hari", "Jumat, 27 November 2026)"),
            ("3 Desember 2026", "\n3 Desember 2026\n"),
        ],
    )
    def test_the_first_day_of_a_stay_is_that_of_the_handover(
        self, tmp_path: Path, stay: str, said: str
    ) -> None:
        form = specimen(HANDOVER)
        assert form.serah_terima is not None
        told = form.serah_terima.model_copy(update={"batas_tinggal": stay})
        assert said in text(tmp_path, HANDOVER, form.model_copy(update={"serah_terima": told}))

    def test_the_hour_is_told_when_it_is_known(self, tmp_path: Path) -> None:
        assert "(27-11-2026), pukul 14.30 WITA, bertempat" in text(
            tmp_path, HANDOVER, specimen(HANDOVER)
        )

    def test_the_agenda_names_where_the_client_went(self) -> None:
        assert filled(HANDOVER, specimen(HANDOVER)).recipient == "Shelter Kota Tarakan"


class TestRequests:
    """Permohonan biaya pemulangan."""

    def say(self, folder: Path, kind: str, **changes: object) -> str:
        form = specimen(kind)
        assert form.kesepakatan is not None
        failed = form.kesepakatan.model_copy(update={"tercapai": False})
        form = form.model_copy(update={"kesepakatan": failed, **changes})
        return text(folder, kind, form, related={"kesepakatan": "400.9.8/9/DINSOSPM/2026"})

    @pytest.mark.parametrize(
        "kind", ["permohonan-pemulangan-provinsi", "permohonan-pemulangan-baznas"]
    )
    def test_the_agreement_that_failed_is_cited_also_where_the_employer_is_unknown(
        self, tmp_path: Path, kind: str
    ) -> None:
        cited = "tidak mencapai kesepakatan (Berita Acara Nomor 400.9.8/9/DINSOSPM/2026)."
        assert cited in self.say(tmp_path, kind)
        unknown = Pekerjaan(perusahaan="tidak tahu")
        both = self.say(tmp_path, kind, pekerjaan=unknown)
        assert cited in both
        assert "tidak mengetahui nama perusahaan" in both


class TestLeaving:
    KIND = "berita-acara-keluar-shelter"
    EMPTY = "………………………………"

    def say(self, folder: Path, *, age: int, **receiver: object) -> str:
        form = with_klien(specimen(self.KIND), umur=age, tanggal_lahir=None)
        assert form.keluar_shelter is not None
        told = Penerima.model_validate({"nama": "Hasnah", **receiver})
        leaving = form.keluar_shelter.model_copy(update={"diserahkan_kepada": told})
        return text(folder, self.KIND, form.model_copy(update={"keluar_shelter": leaving}))

    def test_who_receives_a_child_writes_in_what_is_not_known(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, age=15, hubungan="ibu kandung", telepon="0813")
        for label in ("NIK", "Identitas yang ditunjukkan", "Alamat"):
            assert f"{label}\n:\n{self.EMPTY}\n" in said
        assert "Telepon\n:\n0813\n" in said
        grown = self.say(tmp_path, age=30, hubungan="ibu kandung")
        assert f":\n{self.EMPTY}" not in grown

    def test_somebody_of_an_agency_shows_only_who_they_are(self, tmp_path: Path) -> None:
        said = self.say(tmp_path, age=15, jabatan="Kepala Unit PPA", instansi="Polres Tarakan")
        assert f"Identitas yang ditunjukkan\n:\n{self.EMPTY}\n" in said
        assert f"Alamat\n:\n{self.EMPTY}" not in said

    def test_cash_is_told_as_what_it_was_on_the_first_day(self, tmp_path: Path) -> None:
        assert "\nUang tunai saat masuk\n:\nRp" in text(tmp_path, self.KIND, specimen(self.KIND))


def test_nothing_is_sent_together_with_a_referral(tmp_path: Path) -> None:
    said = text(tmp_path, "rujukan-lk3", specimen("rujukan-lk3"))
    assert "dengan ini kami merujuk" in said
    assert "ersama ini" not in said


@pytest.mark.parametrize("count", [1, 2, 6, 7, 8, 23])
def test_passengers_are_numbered_through_and_each_stands_once(tmp_path: Path, count: int) -> None:
    """Of a long list the last two rows stand with the signature."""
    form = specimen("pemesanan-tiket")
    assert form.tiket is not None
    going = tuple(Penumpang(nama=f"Penumpang {n}") for n in range(1, count + 1))
    ticket = form.tiket.model_copy(update={"penumpang": going})
    said = text(tmp_path, "pemesanan-tiket", form.model_copy(update={"tiket": ticket}))
    for n in range(1, count + 1):
        assert f"\n{n}.\nPenumpang {n}\n" in said
    assert said.count("Nama sesuai identitas") == 1
