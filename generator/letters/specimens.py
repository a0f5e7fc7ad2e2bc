"""Invented cases for previews and template checks: rich, sparse, extreme. Nobody in them exists."""

from datetime import date, time, timedelta
from typing import Any

from generator.letters.catalogue import LetterType
from generator.letters.extreme_specimen import extreme
from generator.letters.numbering import Letter, number_pattern
from generator.rules.config import Config
from generator.vocabulary.case import (
    Barang,
    CaseForm,
    Diundang,
    HasilTemuBahas,
    KeluarShelter,
    Kesepakatan,
    Klien,
    KondisiOrang,
    Pekerjaan,
    Pemulangan,
    Pendampingan,
    Penerima,
    Penumpang,
    Permakanan,
    Permasalahan,
    Peserta,
    Petugas,
    Pihak,
    RincianBiaya,
    Rombongan,
    Rujukan,
    Saksi,
    SerahTerima,
    TemuBahas,
    Tiket,
    TindakLanjut,
)
from generator.vocabulary.case_number import case_number
from generator.vocabulary.fields import group_of

__all__ = ["SPECIMENS", "specimen_letter"]

DISPERINAKER = "Dinas Perindustrian dan Tenaga Kerja Kota Tarakan"
DINSOS = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"


def _rich(day: date) -> CaseForm:
    officer = Petugas(
        nama="Rahmawati, S.Sos.",
        jabatan="Pekerja Sosial Ahli Muda",
        nip="198706152010012003",
        pangkat="Penata/III-c",
        telepon="0811 5900 0071",
    )
    keeper = Petugas(nama="Andi Rusli", jabatan="Petugas Shelter", nip="199002022015031001")
    return CaseForm(
        tanggal=day,
        sumber_rujukan="Satpol PP",
        petugas=officer,
        klien=_client(),
        rombongan=(Rombongan(nama="Maria Lado", jenis_kelamin="P", umur=30),),
        pekerjaan=Pekerjaan(
            jenis_migran="domestik",
            perusahaan="PT Contoh Sawit Lestari",
            alamat_perusahaan="Sekatak, Kabupaten Bulungan",
            jenis_pekerjaan="buruh perkebunan sawit",
            mulai="Juli 2026",
            berhenti="Oktober 2026",
            upah_dijanjikan=3_500_000,
            tunggakan_upah=10_500_000,
            surat_kontrak=False,
        ),
        permasalahan=Permasalahan(
            jenis=("upah tidak dibayar", "ingin pulang"),
            uraian="Klien bekerja selama tiga bulan tanpa menerima upah.\n"
            "Setelah meminta haknya, klien diminta meninggalkan mes perusahaan.",
            harapan="upah dibayarkan dan klien dipulangkan ke daerah asal",
            batas_jawab=day + timedelta(days=6),
        ),
        temu_bahas=TemuBahas(
            tanggal=day + timedelta(days=2),
            pukul=time(9, 0),
            tempat=f"Ruang Rapat {DISPERINAKER}",
            acara="Pembahasan kasus klien PMBS",
            yang_dibawa="daftar upah dan surat perjanjian kerja",
            diundang=(
                Diundang(jabatan="Kepala", instansi=DISPERINAKER),
                Diundang(jabatan="Pimpinan", instansi="PT Contoh Sawit Lestari"),
                Diundang(jabatan="Ketua", instansi="BAZNAS Kota Tarakan"),
            ),
        ),
        kesepakatan=_agreement(day),
        serah_terima=_handover(day, officer, keeper),
        **_further_sections(day, officer),
    )


def _client() -> Klien:
    return Klien(
        nama="Yohanes Lado",
        jenis_kelamin="L",
        alias="Anis",
        nik="5308120305920001",
        tempat_lahir="Ende",
        tanggal_lahir=date(1992, 5, 3),
        umur=34,
        alamat="Dusun Wolo",
        desa_kelurahan="Wolotopo",
        kecamatan="Ndona",
        kabupaten_kota="Kabupaten Ende",
        provinsi="Nusa Tenggara Timur",
        dokumen=("KTP", "Kartu Keluarga"),
    )


def _agreement(day: date) -> Kesepakatan:
    """An agreement of three parties, with a sum and what follows."""
    return Kesepakatan(
        tanggal=day + timedelta(days=3),
        tempat=f"Kantor {DISPERINAKER}",
        tercapai=True,
        pihak=(
            Pihak(
                nama="Budi Santoso, S.E.",
                jabatan="Kepala Bidang Hubungan Industrial",
                instansi=DISPERINAKER,
                nip="197805102005011002",
                pangkat="Pembina/IV-a",
            ),
            Pihak(
                nama="Siti Aminah, S.Sos.",
                jabatan="Kepala Bidang Rehabilitasi Sosial",
                instansi=DINSOS,
                nip="198003032006042001",
                pangkat="Pembina/IV-a",
            ),
            Pihak(
                nama="Hendra Wijaya",
                jabatan="Manajer",
                instansi="PT Contoh Sawit Lestari",
                nik="6473011203800004",
                alamat="Jalan Contoh Nomor 5, Tarakan",
                bertindak_untuk="PT Contoh Sawit Lestari",
            ),
        ),
        nilai=10_500_000,
        bila_ingkar="kasus diteruskan kepada pengawas ketenagakerjaan",
        pengawas=DISPERINAKER,
        langkah_berikut="pembayaran disaksikan di kantor dinas pada hari ketujuh",
        butir=(
            "perusahaan membayar tunggakan upah klien sebesar Rp10.500.000 melalui:\n"
            "a. transfer ke rekening klien;\nb. atau tunai di hadapan petugas",
            "Klien menunggu pembayaran di shelter paling lama tujuh hari",
            "Biaya pemulangan klien ke daerah asal ditanggung perusahaan",
        ),
        saksi=(Saksi(nama="Agus Salim", jabatan="Satpol PP"), Saksi(nama="Dewi Lestari")),
    )


def _handover(day: date, officer: Petugas, keeper: Petugas) -> SerahTerima:
    """Two people come to the shelter with what they have."""
    return SerahTerima(
        tanggal=day + timedelta(days=3),
        pukul=time(14, 30),
        tempat="Shelter Kota Tarakan",
        menyerahkan=officer,
        menerima=keeper,
        kondisi="sehat, tampak lelah",
        barang=(
            Barang(
                nama="Tas pakaian",
                jumlah="1 buah",
                keterangan="warna hitam",
                pemilik="Yohanes Lado",
            ),
            Barang(
                nama="Telepon genggam",
                jumlah="1 buah",
                keterangan="layar retak",
                pemilik="Maria Lado",
            ),
        ),
        uang=350_000,
        kontak_keluarga="Petrus Lado (kakak), 0812 3400 0082",
        kondisi_orang=(
            KondisiOrang(nama="Yohanes Lado", kondisi="sehat, tampak lelah"),
            KondisiOrang(nama="Maria Lado", kondisi="demam ringan"),
        ),
        dokumen=("KTP", "Kartu Keluarga"),
        obat="tidak ada alergi; obat maag",
        batas_tinggal="7 hari",
        saksi=(Saksi(nama="Dewi Lestari", jabatan="Relawan"),),
    )


def _minutes(day: date) -> HasilTemuBahas:
    """What was said at the meeting, and who does what by when."""
    return HasilTemuBahas(
        tanggal=day + timedelta(days=2),
        pimpinan="Budi Santoso, S.E.",
        notulis="Rahmawati, S.Sos.",
        peserta=(
            Peserta(
                nama="Budi Santoso, S.E.",
                jabatan="Kepala Bidang Hubungan Industrial",
                instansi=DISPERINAKER,
            ),
            Peserta(nama="Rahmawati, S.Sos.", jabatan="Pekerja Sosial Ahli Muda", instansi=DINSOS),
            Peserta(nama="Hendra Wijaya", jabatan="Manajer", instansi="PT Contoh Sawit Lestari"),
        ),
        pembahasan="Klien menyampaikan bahwa upah tiga bulan belum dibayarkan.\n"
        "Perusahaan mengakui tunggakan itu dan meminta waktu untuk membayarnya.",
        kesimpulan="Tunggakan upah dibayarkan paling lambat tujuh hari sejak temu bahas.",
        tindak_lanjut=(
            TindakLanjut(
                uraian="Membayar tunggakan upah",
                batas="7 hari",
                penanggung_jawab="PT Contoh Sawit Lestari",
            ),
            TindakLanjut(uraian="Mengawasi pembayaran", penanggung_jawab=DISPERINAKER),
        ),
    )


def _further_sections(day: date, officer: Petugas) -> dict[str, Any]:
    """The sections behind the papers beside the SOP's main way."""
    return {
        "pendampingan": Pendampingan(
            tanggal=day + timedelta(days=1),
            sampai=day + timedelta(days=2),
            petugas=(officer, Petugas(nama="Agus Salim", jabatan="Pendamping Rehabilitasi Sosial")),
        ),
        "hasil_temu_bahas": _minutes(day),
        **_way_home(day),
        "rujukan": Rujukan(
            lembaga="LK3",
            alasan="Klien sulit tidur dan sering menangis sejak peristiwa itu.",
            kondisi="cemas, dapat diajak berbicara",
            kegentingan="segera",
            persetujuan=True,
        ),
        "permakanan": Permakanan(
            mulai=day + timedelta(days=3),
            sampai=day + timedelta(days=9),
            jumlah_porsi=42,
            waktu_makan=("pagi", "siang", "malam"),
            jumlah_orang=2,
            pantangan="udang",
        ),
        "keluar_shelter": KeluarShelter(
            tanggal=day + timedelta(days=9),
            alasan="upah telah diterima dan klien kembali ke keluarga",
            diserahkan_kepada=Penerima(
                nama="Petrus Lado",
                hubungan="kakak kandung",
                nik="5308121109880002",
                alamat="Wolotopo, Kabupaten Ende",
                telepon="0812 3400 0082",
                identitas="KTP",
            ),
            saksi=(Saksi(nama="Dewi Lestari", jabatan="Relawan"),),
        ),
    }


def _way_home(day: date) -> dict[str, Any]:
    """What the way home costs, and the tickets."""
    return {
        "pemulangan": Pemulangan(
            daerah_tujuan="Kabupaten Ende, Nusa Tenggara Timur",
            sumber_biaya="dinsos_provinsi",
            moda="kapal laut",
            tanggal=day + timedelta(days=9),
            jumlah_orang=2,
            perkiraan_biaya=2_400_000,
            cara_bayar="langsung kepada agen tiket",
            penanggung_jawab="Bendahara Dinas Sosial dan Pemberdayaan Masyarakat",
            rincian=(
                RincianBiaya(uraian="Tiket kapal", jumlah=2, satuan="orang", harga=850_000),
                RincianBiaya(
                    uraian="Makan dalam perjalanan", jumlah=2, satuan="orang", harga=250_000
                ),
                RincianBiaya(uraian="Uang saku", jumlah=2, satuan="orang", harga=100_000),
            ),
            alasan="klien kehabisan bekal dan tidak memiliki keluarga di Tarakan",
        ),
        "tiket": Tiket(
            moda="kapal",
            tujuan="Ende",
            tanggal=day + timedelta(days=9),
            jam=time(14, 0),
            pelabuhan="Pelabuhan Malundung",
            kelas="ekonomi",
            dibayar_oleh="Dinas Sosial",
            cara_bayar="tunai setelah tiket terbit",
            penumpang=(
                Penumpang(nama="Yohanes Lado", nik="5308120305920001"),
                Penumpang(
                    nama="Maria Lado",
                    jenis_kelamin="P",
                    tanggal_lahir=date(1996, 2, 17),
                    nomor_identitas="B 1234567",
                ),
            ),
        ),
    }


def _sparse(day: date) -> CaseForm:
    """Only what is required: a client with one name who does not know the employer."""
    return CaseForm(
        klien=Klien(nama="Sumiati", jenis_kelamin="P"),
        permasalahan=Permasalahan(uraian="Klien ingin pulang ke daerah asal."),
        temu_bahas=TemuBahas(tanggal=day, pukul=time(9, 0), tempat="Kantor Dinas Sosial"),
        kesepakatan=Kesepakatan(
            tanggal=day,
            tempat="Tarakan",
            tercapai=False,
            pihak=(Pihak(nama="Budi"), Pihak(nama="Siti")),
            butir=("Perusahaan tidak hadir.",),
        ),
        serah_terima=SerahTerima(
            tanggal=day,
            tempat="Shelter",
            menyerahkan=Petugas(nama="Rahma"),
            menerima=Petugas(nama="Andi"),
        ),
        pendampingan=Pendampingan(tanggal=day),
        hasil_temu_bahas=HasilTemuBahas(
            tanggal=day, pimpinan="Budi", pembahasan="Perusahaan tidak hadir."
        ),
        pemulangan=Pemulangan(daerah_tujuan="Ende", sumber_biaya="baznas"),
        rujukan=Rujukan(lembaga="Rumah Sakit Umum Daerah", alasan="Klien sulit tidur."),
        permakanan=Permakanan(mulai=day, sampai=day, jumlah_porsi=3),
        tiket=Tiket(moda="speed", tujuan="Nunukan", tanggal=day),
        keluar_shelter=KeluarShelter(
            tanggal=day,
            alasan="pulang",
            diserahkan_kepada=Penerima(nama="Siti", instansi="Dinas Sosial Kabupaten Ende"),
        ),
    )


def _extreme(day: date) -> CaseForm:
    return extreme(_rich(day), day)


ATTACHMENTS: dict[str, tuple[str, ...]] = {
    "rich": ("KTP", "kontrak kerja"),
    "sparse": (),
    "required": (),
    "extreme": tuple(f"surat keterangan nomor {n} dari perusahaan" for n in range(1, 9)),
}
# "required" holds nothing beside the complaint but what its letter needs, and of that the required answers.
SPECIMENS = {"rich": _rich, "sparse": _sparse, "required": _sparse, "extreme": _extreme}


def specimen_letter(
    letter_type: LetterType, config: Config, day: date, *, specimen: str = "rich"
) -> Letter:
    """A letter with invented data and the number 0."""
    pattern = number_pattern(letter_type, unit=config.office.unit, year=day.year)
    form = SPECIMENS[specimen](day)
    if specimen == "required":
        opening = {one for one in form.sections if (group := group_of(one)) and group.opens}
        kept = opening.union(letter_type.needs)
        form = CaseForm(**{key: getattr(form, key) for key in kept})
    return Letter(
        letter_type=letter_type,
        form=form,
        case=case_number(day.year, 0),
        number=pattern.format(urut=0),
        sequence=0,
        year=day.year,
        dated=day,
        attachments=ATTACHMENTS[specimen],
    )
