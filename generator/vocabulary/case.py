"""The case form: the one vocabulary of JSON keys, Word labels, template placeholders and code.

Every class is one section; `*` of the vocabulary is a field without a default. A new case needs
`klien` (name and sex) and `permasalahan`; a form with `nomor_kasus` continues a case and may hold
any sections. Values are clean when they get here: reading and complaining is `generator.forms`.
"""

import hashlib
import json
from datetime import date, time
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

__all__ = [
    "SECTIONS",
    "Barang",
    "CaseForm",
    "Diundang",
    "HasilTemuBahas",
    "KeluarShelter",
    "Keluarga",
    "Kesepakatan",
    "Klien",
    "Pekerjaan",
    "Pemulangan",
    "Pendampingan",
    "Penerima",
    "Penumpang",
    "Penutupan",
    "Permakanan",
    "Permasalahan",
    "Peserta",
    "Petugas",
    "Pihak",
    "Rombongan",
    "Rujukan",
    "Saksi",
    "Section",
    "SerahTerima",
    "TemuBahas",
    "Tiket",
]


class Section(BaseModel):
    """Base of all sections: frozen, and unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Petugas(Section):
    nama: str
    jabatan: str | None = None
    nip: str | None = None
    pangkat: str | None = None


class Klien(Section):
    nama: str
    jenis_kelamin: Literal["L", "P"]
    alias: str | None = None
    nik: str | None = None
    no_kk: str | None = None
    tempat_lahir: str | None = None
    tanggal_lahir: date | None = None
    umur: int | None = None
    agama: str | None = None
    status_perkawinan: str | None = None
    pendidikan: str | None = None
    kewarganegaraan: str | None = None
    alamat: str | None = None
    desa_kelurahan: str | None = None
    kecamatan: str | None = None
    kabupaten_kota: str | None = None
    provinsi: str | None = None
    telepon: str | None = None
    dokumen: tuple[str, ...] = ()
    nomor_paspor: str | None = None
    dokumen_ditahan_oleh: str | None = None
    kondisi_kesehatan: str | None = None


class Keluarga(Section):
    nama: str
    hubungan: str | None = None
    telepon: str | None = None
    alamat: str | None = None


class Rombongan(Section):
    """Someone who came with the client."""

    nama: str
    jenis_kelamin: Literal["L", "P"] | None = None
    umur: int | None = None
    nik: str | None = None
    keterangan: str | None = None


class Pekerjaan(Section):
    """`mulai` and `berhenti` stay text: clients say "Maret 2026" or "setelah Lebaran"."""

    jenis_migran: str | None = None
    perusahaan: str | None = None
    alamat_perusahaan: str | None = None
    kontak_perusahaan: str | None = None
    pihak_ketiga: str | None = None
    jenis_pekerjaan: str | None = None
    mulai: str | None = None
    berhenti: str | None = None
    upah_dijanjikan: int | None = None
    upah_diterima: int | None = None
    tunggakan_upah: int | None = None
    surat_kontrak: bool | None = None


class Permasalahan(Section):
    """`uraian` and other long answers keep their paragraphs as line breaks."""

    uraian: str
    jenis: tuple[str, ...] = ()
    harapan: str | None = None


class Pendampingan(Section):
    tanggal: date
    petugas: tuple[Petugas, ...] = ()


class Diundang(Section):
    instansi: str
    nama: str | None = None
    jabatan: str | None = None


class TemuBahas(Section):
    tanggal: date
    pukul: time
    tempat: str
    acara: str | None = None
    diundang: tuple[Diundang, ...] = ()


class Peserta(Section):
    nama: str
    jabatan: str | None = None
    instansi: str | None = None


class HasilTemuBahas(Section):
    tanggal: date
    pimpinan: str
    pembahasan: str
    notulis: str | None = None
    peserta: tuple[Peserta, ...] = ()
    kesimpulan: str | None = None


class Pihak(Section):
    """A party to an agreement; client and company have no NIP, which is normal."""

    nama: str
    jabatan: str | None = None
    instansi: str | None = None
    nip: str | None = None
    pangkat: str | None = None


class Saksi(Section):
    nama: str
    jabatan: str | None = None
    instansi: str | None = None
    nip: str | None = None


class Kesepakatan(Section):
    """`tercapai` false makes the record that no agreement was reached."""

    tanggal: date
    tempat: str
    tercapai: bool
    pihak: tuple[Pihak, ...]
    butir: tuple[str, ...]
    saksi: tuple[Saksi, ...] = ()


class Barang(Section):
    nama: str
    jumlah: str | None = None
    keterangan: str | None = None


class SerahTerima(Section):
    """`batas_tinggal` stays text: a date or "7 hari"."""

    tanggal: date
    tempat: str
    menyerahkan: Petugas
    menerima: Petugas
    pukul: time | None = None
    saksi: tuple[Saksi, ...] = ()
    kondisi: str | None = None
    barang: tuple[Barang, ...] = ()
    dokumen: tuple[str, ...] = ()
    obat: str | None = None
    batas_tinggal: str | None = None


class Pemulangan(Section):
    daerah_tujuan: str
    sumber_biaya: str
    moda: str | None = None
    tanggal: date | None = None
    jumlah_orang: int | None = None
    perkiraan_biaya: int | None = None
    alasan: str | None = None


class Rujukan(Section):
    lembaga: str
    alasan: str
    kondisi: str | None = None


class Permakanan(Section):
    mulai: date
    sampai: date
    jumlah_porsi: int


class Penumpang(Section):
    nama: str
    nik: str | None = None


class Tiket(Section):
    moda: str
    tujuan: str
    tanggal: date
    penumpang: tuple[Penumpang, ...] = ()


class Penerima(Section):
    """Whoever receives a client who leaves the shelter."""

    nama: str
    hubungan: str | None = None
    jabatan: str | None = None
    instansi: str | None = None
    nip: str | None = None


class KeluarShelter(Section):
    tanggal: date
    alasan: str
    diserahkan_kepada: Penerima
    saksi: tuple[Saksi, ...] = ()


class Penutupan(Section):
    tanggal: date
    hasil: str


class CaseForm(Section):
    """One valid form. Sections that the form did not carry are None (rows: empty)."""

    nomor_kasus: str | None = None
    tanggal: date | None = None
    sumber_rujukan: str | None = None
    nomor_surat_rujukan: str | None = None
    tanggal_surat_rujukan: date | None = None
    catatan: str | None = None
    petugas: Petugas | None = None
    klien: Klien | None = None
    keluarga: tuple[Keluarga, ...] = ()
    rombongan: tuple[Rombongan, ...] = ()
    pekerjaan: Pekerjaan | None = None
    permasalahan: Permasalahan | None = None
    pendampingan: Pendampingan | None = None
    temu_bahas: TemuBahas | None = None
    hasil_temu_bahas: HasilTemuBahas | None = None
    kesepakatan: Kesepakatan | None = None
    serah_terima: SerahTerima | None = None
    pemulangan: Pemulangan | None = None
    rujukan: Rujukan | None = None
    permakanan: Permakanan | None = None
    tiket: Tiket | None = None
    keluar_shelter: KeluarShelter | None = None
    penutupan: Penutupan | None = None

    @property
    def sections(self) -> frozenset[str]:
        """Names of the sections that this form carries."""
        return frozenset(name for name in SECTIONS if getattr(self, name))

    @property
    def digest(self) -> str:
        """SHA-256 of what the form says, whatever file it came in."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def continued_by(self, later: Self) -> Self:
        """The case as it stands after `later`: its sections replace ours, the rest stays."""
        told = {name: getattr(later, name) for name in later.model_fields_set}
        return self.model_copy(update={k: v for k, v in told.items() if v not in (None, ())})


SECTIONS: tuple[str, ...] = (
    "petugas",
    "klien",
    "keluarga",
    "rombongan",
    "pekerjaan",
    "permasalahan",
    "pendampingan",
    "temu_bahas",
    "hasil_temu_bahas",
    "kesepakatan",
    "serah_terima",
    "pemulangan",
    "rujukan",
    "permakanan",
    "tiket",
    "keluar_shelter",
    "penutupan",
)
