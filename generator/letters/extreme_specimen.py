"""The invented case with which no template is at ease: everything in it is long, or many."""

from collections.abc import Sequence
from datetime import date

from generator.vocabulary.case import (
    Barang,
    CaseForm,
    Diundang,
    HasilTemuBahas,
    Pendampingan,
    Penerima,
    Peserta,
    Petugas,
    Pihak,
    Rombongan,
    Tiket,
)

__all__ = ["extreme"]

LONG_NAME = (
    "Raden Roro Maria Magdalena Theresia Kusumaningtyas Hadiningrat-O'Brien & Keluarga <NTT>"
)
STORY = (
    "Klien berangkat melalui seorang perekrut yang menjanjikan pekerjaan tetap, tempat tinggal, "
    "dan biaya perjalanan, tetapi setibanya di lokasi tidak satu pun janji itu dipenuhi, dan "
    "dokumen klien ditahan selama klien bekerja tanpa hari libur."
)


def extreme(rich: CaseForm, day: date) -> CaseForm:
    """Long names, twelve parties, forty belongings, thirty people, a chronology of two pages, odd characters."""
    assert rich.klien and rich.permasalahan and rich.kesepakatan  # noqa: S101, PT018
    assert rich.temu_bahas and rich.serah_terima and rich.keluar_shelter  # noqa: S101, PT018
    assert rich.hasil_temu_bahas and rich.rujukan and rich.pemulangan  # noqa: S101, PT018
    parties = _twelve_parties()
    officers = tuple(
        Petugas(nama=one.nama, jabatan=one.jabatan, nip=one.nip, pangkat=one.pangkat)
        for one in parties[:6]
    )
    return rich.model_copy(
        update={
            "rombongan": _crowd(),
            "pendampingan": Pendampingan(tanggal=day, petugas=officers),
            "hasil_temu_bahas": _long_minutes(rich.hasil_temu_bahas, parties),
            "pemulangan": rich.pemulangan.model_copy(
                update={"alasan": STORY, "jumlah_orang": 31, "perkiraan_biaya": 123_456_789}
            ),
            "rujukan": rich.rujukan.model_copy(
                update={"alasan": "\n".join([STORY] * 4), "kondisi": STORY}
            ),
            "tiket": Tiket(
                moda="pesawat", tujuan="Ende melalui Balikpapan, Surabaya, dan Kupang", tanggal=day
            ),
            "keluar_shelter": rich.keluar_shelter.model_copy(
                update={
                    "alasan": STORY,
                    "diserahkan_kepada": Penerima(
                        nama=parties[0].nama,
                        jabatan=parties[0].jabatan,
                        instansi=parties[0].instansi,
                        nip=parties[0].nip,
                    ),
                }
            ),
            "klien": rich.klien.model_copy(update={"nama": LONG_NAME, "jenis_kelamin": "P"}),
            "permasalahan": rich.permasalahan.model_copy(
                update={"uraian": "\n".join([STORY] * 16)}
            ),
            "kesepakatan": rich.kesepakatan.model_copy(
                update={
                    "pihak": parties,
                    "butir": tuple(f"Butir ke-{n}: {STORY}" for n in range(1, 13)),
                }
            ),
            "temu_bahas": rich.temu_bahas.model_copy(
                update={
                    "diundang": tuple(
                        Diundang(jabatan="Kepala", instansi=one.instansi or "") for one in parties
                    )
                }
            ),
            "serah_terima": rich.serah_terima.model_copy(update={"barang": _forty_belongings()}),
        }
    )


def _long_minutes(minutes: HasilTemuBahas, parties: Sequence[Pihak]) -> HasilTemuBahas:
    return minutes.model_copy(
        update={
            "pimpinan": parties[0].nama,
            "notulis": parties[1].nama,
            "peserta": tuple(
                Peserta(nama=one.nama, jabatan=one.jabatan, instansi=one.instansi)
                for one in parties
            ),
            "pembahasan": "\n".join([STORY] * 8),
            "kesimpulan": "\n".join([STORY] * 2),
        }
    )


def _twelve_parties() -> tuple[Pihak, ...]:
    return tuple(
        Pihak(
            nama=f"Pejabat Bernama Panjang Nomor {n}, S.Sos., M.AP",
            jabatan=f"Kepala Bidang Pelayanan dan Rehabilitasi Sosial Wilayah {n}",
            instansi=f"Dinas Sosial dan Pemberdayaan Masyarakat Kabupaten Contoh {n}",
            nip=f"1970010119950{n:02d}001"[:18],
            pangkat="Pembina Utama Muda/IV-c",
        )
        for n in range(1, 13)
    )


def _forty_belongings() -> tuple[Barang, ...]:
    return tuple(
        Barang(
            nama=f"Barang bawaan ke-{n} dengan uraian yang agak panjang",
            jumlah=f"{n} buah",
            keterangan="disimpan dalam lemari terkunci" if n % 3 == 0 else None,
        )
        for n in range(1, 41)
    )


def _crowd() -> tuple[Rombongan, ...]:
    """Thirty people who came with the client."""
    return tuple(
        Rombongan(
            nama=f"Anggota Rombongan Bernama Panjang Nomor {n}",
            jenis_kelamin="LP"[n % 2],
            umur=20 + n,
            nik=f"64730112{n:02d}900001"[:16],
            keterangan="anak dari nomor 1" if n % 7 == 0 else None,
        )
        for n in range(1, 31)
    )
