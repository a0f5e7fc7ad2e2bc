"""Invented cases for previews and template checks: rich, sparse, extreme. Nobody in them exists."""

from datetime import date, time, timedelta

from generator.case import (
    Barang,
    CaseForm,
    Diundang,
    Kesepakatan,
    Klien,
    Pekerjaan,
    Permasalahan,
    Petugas,
    Pihak,
    Rombongan,
    Saksi,
    SerahTerima,
    TemuBahas,
)
from generator.config import Config
from generator.letters.catalogue import LetterType
from generator.letters.numbering import Letter, number_pattern

__all__ = ["SPECIMENS", "specimen_letter"]

DISPERINAKER = "Dinas Perindustrian dan Tenaga Kerja Kota Tarakan"
DINSOS = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"


def _rich(day: date) -> CaseForm:
    officer = Petugas(nama="Rahmawati, S.Sos.", jabatan="Pekerja Sosial Ahli Muda",
                      nip="198706152010012003", pangkat="Penata/III-c")  # fmt: skip
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
        ),
        temu_bahas=TemuBahas(
            tanggal=day + timedelta(days=2), pukul=time(9, 0),
            tempat=f"Ruang Rapat {DISPERINAKER}", acara="Pembahasan kasus klien PMBS",
            diundang=(Diundang(jabatan="Kepala", instansi=DISPERINAKER),
                      Diundang(jabatan="Pimpinan", instansi="PT Contoh Sawit Lestari"),
                      Diundang(jabatan="Ketua", instansi="BAZNAS Kota Tarakan")),
        ),
        kesepakatan=Kesepakatan(
            tanggal=day + timedelta(days=3), tempat=f"Kantor {DISPERINAKER}", tercapai=True,
            pihak=(
                Pihak(nama="Budi Santoso, S.E.", jabatan="Kepala Bidang Hubungan Industrial",
                      instansi=DISPERINAKER, nip="197805102005011002", pangkat="Pembina/IV-a"),
                Pihak(nama="Siti Aminah, S.Sos.", jabatan="Kepala Bidang Rehabilitasi Sosial",
                      instansi=DINSOS, nip="198003032006042001", pangkat="Pembina/IV-a"),
                Pihak(nama="Hendra Wijaya", jabatan="Manajer", instansi="PT Contoh Sawit Lestari"),
            ),
            butir=(
                "Perusahaan membayar tunggakan upah klien sebesar Rp10.500.000,00",
                "Klien menunggu pembayaran di shelter paling lama tujuh hari",
                "Biaya pemulangan klien ke daerah asal ditanggung perusahaan",
            ),
            saksi=(Saksi(nama="Agus Salim", jabatan="Satpol PP"), Saksi(nama="Dewi Lestari")),
        ),
        serah_terima=SerahTerima(
            tanggal=day + timedelta(days=3), pukul=time(14, 30), tempat="Shelter Kota Tarakan",
            menyerahkan=officer, menerima=keeper, kondisi="sehat, tampak lelah",
            barang=(Barang(nama="Tas pakaian", jumlah="1 buah", keterangan="warna hitam"),
                    Barang(nama="Telepon genggam", jumlah="1 buah", keterangan="layar retak")),
            dokumen=("KTP", "Kartu Keluarga"), obat="tidak ada alergi; obat maag",
            batas_tinggal="7 hari", saksi=(Saksi(nama="Dewi Lestari", jabatan="Relawan"),),
        ),
    )  # fmt: skip


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
    )  # fmt: skip


def _extreme(day: date) -> CaseForm:
    """Long names, twelve parties, forty belongings, a chronology of two pages, odd characters."""
    rich = _rich(day)
    assert rich.klien and rich.permasalahan and rich.kesepakatan  # noqa: S101, PT018
    assert rich.temu_bahas and rich.serah_terima  # noqa: S101, PT018
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
    return rich.model_copy(update={
        "klien": rich.klien.model_copy(update={"nama": long_name, "jenis_kelamin": "P"}),
        "permasalahan": rich.permasalahan.model_copy(update={"uraian": "\n".join([story] * 16)}),
        "kesepakatan": rich.kesepakatan.model_copy(update={
            "pihak": parties, "butir": tuple(f"Butir ke-{n}: {story}" for n in range(1, 13))}),
        "temu_bahas": rich.temu_bahas.model_copy(update={
            "diundang": tuple(Diundang(jabatan="Kepala", instansi=one.instansi or "")
                              for one in parties)}),
        "serah_terima": rich.serah_terima.model_copy(update={"barang": goods}),
    })  # fmt: skip


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
        case=f"PMBS-{day.year}-0000",
        number=pattern.format(urut=0),
        sequence=0,
        year=day.year,
        dated=day,
        attachments=ATTACHMENTS[specimen],
    )
