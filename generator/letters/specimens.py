"""Invented cases for previews and template checks: rich, sparse, extreme. Nobody in them exists."""

from datetime import date, time, timedelta
from typing import Any

from generator.letters.catalogue import LetterType
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

__all__ = ["SPECIMENS", "specimen_letter"]

DISPERINAKER = "Dinas Perindustrian dan Tenaga Kerja Kota Tarakan"
DINSOS = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"


def _rich(day: date) -> CaseForm:
    officer = Petugas(nama="Rahmawati, S.Sos.", jabatan="Pekerja Sosial Ahli Muda",
                      nip="198706152010012003", pangkat="Penata/III-c", telepon="0811 5900 0071")  # fmt: skip
    keeper = Petugas(nama="Andi Rusli", jabatan="Petugas Shelter", nip="199002022015031001")
    return CaseForm(
        tanggal=day,
        sumber_rujukan="Satpol PP",
        petugas=officer,
        klien=Klien(
            nama="Yohanes Lado", jenis_kelamin="L", alias="Anis", nik="5308120305920001",
            tempat_lahir="Ende", tanggal_lahir=date(1992, 5, 3), umur=34, alamat="Dusun Wolo",
            desa_kelurahan="Wolotopo", kecamatan="Ndona", kabupaten_kota="Kabupaten Ende",
            provinsi="Nusa Tenggara Timur", dokumen=("KTP", "Kartu Keluarga"),
        ),
        rombongan=(Rombongan(nama="Maria Lado", jenis_kelamin="P", umur=30),),
        pekerjaan=Pekerjaan(
            jenis_migran="domestik", perusahaan="PT Contoh Sawit Lestari",
            alamat_perusahaan="Sekatak, Kabupaten Bulungan", jenis_pekerjaan="buruh perkebunan sawit",
            mulai="Juli 2026", berhenti="Oktober 2026", upah_dijanjikan=3_500_000,
            tunggakan_upah=10_500_000, surat_kontrak=False,
        ),
        permasalahan=Permasalahan(
            jenis=("upah tidak dibayar", "ingin pulang"),
            uraian="Klien bekerja selama tiga bulan tanpa menerima upah.\n"
            "Setelah meminta haknya, klien diminta meninggalkan mes perusahaan.",
            harapan="upah dibayarkan dan klien dipulangkan ke daerah asal",
            batas_jawab=day + timedelta(days=6),
        ),
        temu_bahas=TemuBahas(
            tanggal=day + timedelta(days=2), pukul=time(9, 0),
            tempat=f"Ruang Rapat {DISPERINAKER}", acara="Pembahasan kasus klien PMBS",
            yang_dibawa="daftar upah dan surat perjanjian kerja",
            diundang=(Diundang(jabatan="Kepala", instansi=DISPERINAKER),
                      Diundang(jabatan="Pimpinan", instansi="PT Contoh Sawit Lestari"),
                      Diundang(jabatan="Ketua", instansi="BAZNAS Kota Tarakan")),
        ),
        kesepakatan=_agreement(day),
        serah_terima=_handover(day, officer, keeper),
        **_further_sections(day, officer),
    )  # fmt: skip


def _agreement(day: date) -> Kesepakatan:
    """An agreement of three parties, with a sum and what follows."""
    return Kesepakatan(
        tanggal=day + timedelta(days=3), tempat=f"Kantor {DISPERINAKER}", tercapai=True,
        pihak=(
            Pihak(nama="Budi Santoso, S.E.", jabatan="Kepala Bidang Hubungan Industrial",
                  instansi=DISPERINAKER, nip="197805102005011002", pangkat="Pembina/IV-a"),
            Pihak(nama="Siti Aminah, S.Sos.", jabatan="Kepala Bidang Rehabilitasi Sosial",
                  instansi=DINSOS, nip="198003032006042001", pangkat="Pembina/IV-a"),
            Pihak(nama="Hendra Wijaya", jabatan="Manajer", instansi="PT Contoh Sawit Lestari",
                  nik="6473011203800004", alamat="Jalan Contoh Nomor 5, Tarakan",
                  bertindak_untuk="PT Contoh Sawit Lestari"),
        ),
        nilai=10_500_000, bila_ingkar="kasus diteruskan kepada pengawas ketenagakerjaan",
        pengawas=DISPERINAKER, langkah_berikut="pembayaran disaksikan di kantor dinas pada hari ketujuh",
        butir=(
            "perusahaan membayar tunggakan upah klien sebesar Rp10.500.000 melalui:\n"
            "a. transfer ke rekening klien;\nb. atau tunai di hadapan petugas",
            "Klien menunggu pembayaran di shelter paling lama tujuh hari",
            "Biaya pemulangan klien ke daerah asal ditanggung perusahaan",
        ),
        saksi=(Saksi(nama="Agus Salim", jabatan="Satpol PP"), Saksi(nama="Dewi Lestari")),
    )  # fmt: skip


def _handover(day: date, officer: Petugas, keeper: Petugas) -> SerahTerima:
    """Two people come to the shelter with what they have."""
    return SerahTerima(
        tanggal=day + timedelta(days=3), pukul=time(14, 30), tempat="Shelter Kota Tarakan",
        menyerahkan=officer, menerima=keeper, kondisi="sehat, tampak lelah",
        barang=(Barang(nama="Tas pakaian", jumlah="1 buah", keterangan="warna hitam",
                       pemilik="Yohanes Lado"),
                Barang(nama="Telepon genggam", jumlah="1 buah", keterangan="layar retak",
                       pemilik="Maria Lado")),
        uang=350_000, kontak_keluarga="Petrus Lado (kakak), 0812 3400 0082",
        kondisi_orang=(KondisiOrang(nama="Yohanes Lado", kondisi="sehat, tampak lelah"),
                       KondisiOrang(nama="Maria Lado", kondisi="demam ringan")),
        dokumen=("KTP", "Kartu Keluarga"), obat="tidak ada alergi; obat maag",
        batas_tinggal="7 hari", saksi=(Saksi(nama="Dewi Lestari", jabatan="Relawan"),),
    )  # fmt: skip


def _minutes(day: date) -> HasilTemuBahas:
    """What was said at the meeting, and who does what by when."""
    return HasilTemuBahas(
        tanggal=day + timedelta(days=2), pimpinan="Budi Santoso, S.E.",
        notulis="Rahmawati, S.Sos.",
        peserta=(
            Peserta(nama="Budi Santoso, S.E.", jabatan="Kepala Bidang Hubungan Industrial",
                    instansi=DISPERINAKER),
            Peserta(nama="Rahmawati, S.Sos.", jabatan="Pekerja Sosial Ahli Muda",
                    instansi=DINSOS),
            Peserta(nama="Hendra Wijaya", jabatan="Manajer",
                    instansi="PT Contoh Sawit Lestari"),
        ),
        pembahasan="Klien menyampaikan bahwa upah tiga bulan belum dibayarkan.\n"
        "Perusahaan mengakui tunggakan itu dan meminta waktu untuk membayarnya.",
        kesimpulan="Tunggakan upah dibayarkan paling lambat tujuh hari sejak temu bahas.",
        tindak_lanjut=(
            TindakLanjut(uraian="Membayar tunggakan upah", batas="7 hari",
                         penanggung_jawab="PT Contoh Sawit Lestari"),
            TindakLanjut(uraian="Mengawasi pembayaran", penanggung_jawab=DISPERINAKER),
        ),
    )  # fmt: skip


def _further_sections(day: date, officer: Petugas) -> dict[str, Any]:
    """The sections behind the papers beside the SOP's main way."""
    return {
        "pendampingan": Pendampingan(
            tanggal=day + timedelta(days=1), sampai=day + timedelta(days=2),
            petugas=(officer, Petugas(nama="Agus Salim", jabatan="Pendamping Rehabilitasi Sosial")),
        ),
        "hasil_temu_bahas": _minutes(day),
        "pemulangan": Pemulangan(
            daerah_tujuan="Kabupaten Ende, Nusa Tenggara Timur", sumber_biaya="dinsos_provinsi",
            moda="kapal laut", tanggal=day + timedelta(days=9), jumlah_orang=2,
            perkiraan_biaya=2_400_000, cara_bayar="langsung kepada agen tiket",
            penanggung_jawab="Bendahara Dinas Sosial dan Pemberdayaan Masyarakat",
            rincian=(RincianBiaya(uraian="Tiket kapal", jumlah=2, satuan="orang", harga=850_000),
                     RincianBiaya(uraian="Makan dalam perjalanan", jumlah=2, satuan="orang",
                                  harga=250_000),
                     RincianBiaya(uraian="Uang saku", jumlah=2, satuan="orang", harga=100_000)),
            alasan="klien kehabisan bekal dan tidak memiliki keluarga di Tarakan",
        ),
        "rujukan": Rujukan(
            lembaga="LK3", alasan="Klien sulit tidur dan sering menangis sejak peristiwa itu.",
            kondisi="cemas, dapat diajak berbicara", kegentingan="segera", persetujuan=True,
        ),
        "permakanan": Permakanan(
            mulai=day + timedelta(days=3), sampai=day + timedelta(days=9), jumlah_porsi=42,
            waktu_makan=("pagi", "siang", "malam"), jumlah_orang=2, pantangan="udang",
        ),
        "tiket": Tiket(
            moda="kapal", tujuan="Ende", tanggal=day + timedelta(days=9), jam=time(14, 0),
            pelabuhan="Pelabuhan Malundung", kelas="ekonomi", dibayar_oleh="Dinas Sosial",
            cara_bayar="tunai setelah tiket terbit",
            penumpang=(Penumpang(nama="Yohanes Lado", nik="5308120305920001"),
                       Penumpang(nama="Maria Lado", jenis_kelamin="P",
                                 tanggal_lahir=date(1996, 2, 17), nomor_identitas="B 1234567")),
        ),
        "keluar_shelter": KeluarShelter(
            tanggal=day + timedelta(days=9), alasan="upah telah diterima dan klien kembali ke keluarga",
            diserahkan_kepada=Penerima(
                nama="Petrus Lado", hubungan="kakak kandung", nik="5308121109880002",
                alamat="Wolotopo, Kabupaten Ende", telepon="0812 3400 0082", identitas="KTP"),
            saksi=(Saksi(nama="Dewi Lestari", jabatan="Relawan"),),
        ),
    }  # fmt: skip


def _sparse(day: date) -> CaseForm:
    """Only what is required: a client with one name who does not know the employer."""
    return CaseForm(
        klien=Klien(nama="Sumiati", jenis_kelamin="P"),
        permasalahan=Permasalahan(uraian="Klien ingin pulang ke daerah asal."),
        temu_bahas=TemuBahas(tanggal=day, pukul=time(9, 0), tempat="Kantor Dinas Sosial"),
        kesepakatan=Kesepakatan(
            tanggal=day, tempat="Tarakan", tercapai=False,
            pihak=(Pihak(nama="Budi"), Pihak(nama="Siti")),
            butir=("Perusahaan tidak hadir.",),
        ),
        serah_terima=SerahTerima(
            tanggal=day, tempat="Shelter", menyerahkan=Petugas(nama="Rahma"),
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
            tanggal=day, alasan="pulang",
            diserahkan_kepada=Penerima(nama="Siti", instansi="Dinas Sosial Kabupaten Ende"),
        ),
    )  # fmt: skip


def _extreme(day: date) -> CaseForm:
    """Long names, twelve parties, forty belongings, thirty people, a chronology of two pages, odd characters."""
    rich = _rich(day)
    assert rich.klien and rich.permasalahan and rich.kesepakatan  # noqa: S101, PT018
    assert rich.temu_bahas and rich.serah_terima and rich.keluar_shelter  # noqa: S101, PT018
    assert rich.hasil_temu_bahas and rich.rujukan and rich.pemulangan  # noqa: S101, PT018
    long_name = (
        "Raden Roro Maria Magdalena Theresia Kusumaningtyas Hadiningrat-O'Brien & Keluarga <NTT>"
    )
    story = (
        "Klien berangkat melalui seorang perekrut yang menjanjikan pekerjaan tetap, tempat tinggal, "
        "dan biaya perjalanan, tetapi setibanya di lokasi tidak satu pun janji itu dipenuhi, dan "
        "dokumen klien ditahan selama klien bekerja tanpa hari libur."
    )
    parties = tuple(
        Pihak(nama=f"Pejabat Bernama Panjang Nomor {n}, S.Sos., M.AP",
              jabatan=f"Kepala Bidang Pelayanan dan Rehabilitasi Sosial Wilayah {n}",
              instansi=f"Dinas Sosial dan Pemberdayaan Masyarakat Kabupaten Contoh {n}",
              nip=f"1970010119950{n:02d}001"[:18], pangkat="Pembina Utama Muda/IV-c")
        for n in range(1, 13)
    )  # fmt: skip
    goods = tuple(
        Barang(nama=f"Barang bawaan ke-{n} dengan uraian yang agak panjang", jumlah=f"{n} buah",
               keterangan="disimpan dalam lemari terkunci" if n % 3 == 0 else None)
        for n in range(1, 41)
    )  # fmt: skip
    officers = tuple(
        Petugas(nama=one.nama, jabatan=one.jabatan, nip=one.nip, pangkat=one.pangkat)
        for one in parties[:6]
    )
    return rich.model_copy(update={
        "rombongan": _crowd(),
        "pendampingan": Pendampingan(tanggal=day, petugas=officers),
        "hasil_temu_bahas": rich.hasil_temu_bahas.model_copy(update={
            "pimpinan": parties[0].nama, "notulis": parties[1].nama,
            "peserta": tuple(Peserta(nama=one.nama, jabatan=one.jabatan, instansi=one.instansi)
                             for one in parties),
            "pembahasan": "\n".join([story] * 8), "kesimpulan": "\n".join([story] * 2)}),
        "pemulangan": rich.pemulangan.model_copy(update={
            "alasan": story, "jumlah_orang": 31, "perkiraan_biaya": 123_456_789}),
        "rujukan": rich.rujukan.model_copy(update={"alasan": "\n".join([story] * 4),
                                                   "kondisi": story}),
        "tiket": Tiket(moda="pesawat", tujuan="Ende melalui Balikpapan, Surabaya, dan Kupang",
                       tanggal=day),
        "keluar_shelter": rich.keluar_shelter.model_copy(update={
            "alasan": story, "diserahkan_kepada": Penerima(
                nama=parties[0].nama, jabatan=parties[0].jabatan, instansi=parties[0].instansi,
                nip=parties[0].nip)}),
        "klien": rich.klien.model_copy(update={"nama": long_name, "jenis_kelamin": "P"}),
        "permasalahan": rich.permasalahan.model_copy(update={"uraian": "\n".join([story] * 16)}),
        "kesepakatan": rich.kesepakatan.model_copy(update={
            "pihak": parties, "butir": tuple(f"Butir ke-{n}: {story}" for n in range(1, 13))}),
        "temu_bahas": rich.temu_bahas.model_copy(update={
            "diundang": tuple(Diundang(jabatan="Kepala", instansi=one.instansi or "")
                              for one in parties)}),
        "serah_terima": rich.serah_terima.model_copy(update={"barang": goods}),
    })  # fmt: skip


def _crowd() -> tuple[Rombongan, ...]:
    """Thirty people who came with the client."""
    return tuple(
        Rombongan(nama=f"Anggota Rombongan Bernama Panjang Nomor {n}", jenis_kelamin="LP"[n % 2],
                  umur=20 + n, nik=f"64730112{n:02d}900001"[:16],
                  keterangan="anak dari nomor 1" if n % 7 == 0 else None)
        for n in range(1, 31)
    )  # fmt: skip


ATTACHMENTS: dict[str, tuple[str, ...]] = {
    "rich": ("KTP", "kontrak kerja"),
    "sparse": (),
    "extreme": tuple(f"surat keterangan nomor {n} dari perusahaan" for n in range(1, 9)),
}
SPECIMENS = {"rich": _rich, "sparse": _sparse, "extreme": _extreme}


def specimen_letter(
    letter_type: LetterType, config: Config, day: date, *, specimen: str = "rich"
) -> Letter:
    """A letter with invented data and the number 0."""
    pattern = number_pattern(letter_type, unit=config.office.unit, year=day.year)
    return Letter(
        letter_type=letter_type,
        form=SPECIMENS[specimen](day),
        case=case_number(day.year, 0),
        number=pattern.format(urut=0),
        sequence=0,
        year=day.year,
        dated=day,
        attachments=ATTACHMENTS[specimen],
    )
