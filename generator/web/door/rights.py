"""Who may do what: one table of every route. What does not stand in it is open to nobody.

A role is a set of permissions, and a person with several roles has those of each.
"""

from collections.abc import Collection, Mapping
from enum import Enum

from generator.admission import Permission, Right, Role, permissions_of

__all__ = ["EVERYONE", "TABLE", "Needed", "Open", "may"]


class Open(Enum):
    """Needs no sign-in."""

    EVERYONE = "everyone"


EVERYONE = Open.EVERYONE
Needed = Permission | Right | Open

TABLE: Mapping[tuple[str, str], Needed] = {
    # nobody signed in
    ("GET", "/sehat"): EVERYONE,
    ("GET", "/healthz"): EVERYONE,
    ("GET", "/masuk"): EVERYONE,
    ("POST", "/masuk"): EVERYONE,
    # whoever is signed in
    ("POST", "/keluar"): Permission.WORK,
    ("GET", "/sandi"): Permission.WORK,
    ("POST", "/sandi"): Permission.WORK,
    ("POST", "/sesi/akhiri"): Permission.WORK,
    # Beranda
    ("GET", "/"): Permission.WORK,
    ("GET", "/potongan/beranda"): Permission.WORK,
    ("POST", "/pemulihan"): Permission.KEEP,
    ("POST", "/mulai"): Permission.KEEP,
    ("POST", "/jam"): Permission.ADMIT,
    # the officer's own
    ("GET", "/tugas"): Permission.WORK,
    # Cari
    ("GET", "/cari"): Permission.WORK,
    ("GET", "/potongan/cari"): Permission.WORK,
    ("GET", "/nomor/{number:path}"): Permission.WORK,
    # Berkas
    ("GET", "/berkas"): Permission.WORK,
    ("GET", "/berkas/{case}"): Permission.WORK,
    ("GET", "/berkas/{case}/cetak.pdf"): Permission.WORK,
    ("GET", "/cetak-hari-ini.pdf"): Permission.WORK,
    ("POST", "/berkas/{case}/nik"): Permission.WORK,
    ("GET", "/berkas/{case}/{item}"): Permission.WORK,
    ("POST", "/berkas/{case}/{item}/cetak"): Permission.WORK,
    ("POST", "/berkas/{case}/{item}/setuju"): Permission.APPROVE,
    ("POST", "/berkas/{case}/{item}/ditarik"): Permission.WORK,
    ("POST", "/berkas/{case}/{item}/lengkap"): Permission.KEEP,
    ("POST", "/berkas/{case}/{item}/lepas"): Permission.KEEP,
    ("POST", "/berkas/{case}/{item}/pindah"): Permission.KEEP,
    ("POST", "/berkas/{case}/lampiran"): Permission.WORK,
    ("POST", "/berkas/{case}/batal"): Permission.KEEP,
    ("POST", "/berkas/{case}/tutup"): Permission.WORK,
    ("POST", "/berkas/{case}/buka"): Permission.KEEP,
    ("POST", "/berkas/{case}/petugas"): Permission.OPEN_SECRET,
    ("GET", "/berkas/{case}/koreksi/{blank}.docx"): Permission.WORK,
    ("POST", "/berkas/{case}/koreksi/{name}"): Permission.WORK,
    ("GET", "/unduh/{case}/{item}/{place}"): Permission.WORK,
    # how a case is kept, and the rights of its client
    ("GET", "/berkas/{case}/arsip"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/akses"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/tempat"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/pinjam"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/kembali"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/tahan"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/lepas"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/retensi"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/langkah"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/perbaikan"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/data-pribadi"): Permission.KEEP,
    ("POST", "/berkas/{case}/arsip/salinan.zip"): Permission.KEEP,
    ("GET", "/berkas/{case}/{item}/samaran"): Permission.KEEP,
    ("POST", "/berkas/{case}/{item}/samaran.pdf"): Permission.KEEP,
    # Formulir
    ("GET", "/formulir"): Permission.WORK,
    ("GET", "/formulir/kosong/{name}"): Permission.WORK,
    ("POST", "/formulir/baru/{name}"): Permission.WORK,
    ("GET", "/formulir/draf/{draft_id}"): Permission.WORK,
    ("POST", "/formulir/draf/{draft_id}"): Permission.WORK,
    ("POST", "/formulir/draf/{draft_id}/hapus"): Permission.WORK,
    # what was dropped
    ("POST", "/kiriman"): Permission.WORK,
    ("GET", "/kiriman/{ids}"): Permission.WORK,
    ("GET", "/tertunda/{entry_id}"): Permission.WORK,
    ("POST", "/tertunda/{entry_id}/perbaiki"): Permission.WORK,
    ("POST", "/tertunda/{entry_id}/singkirkan"): Permission.WORK,
    ("POST", "/kiriman/{entry_id}/kembalikan"): Permission.WORK,
    ("POST", "/cocokkan/{entry_id}"): Permission.WORK,
    ("POST", "/cocokkan/{entry_id}/tolak"): Permission.WORK,
    # drafts that wait for approval: whoever may give up a number may have one taken
    ("GET", "/keputusan"): Permission.APPROVE,
    ("GET", "/keputusan/{entry_id}"): Permission.APPROVE,
    ("GET", "/persetujuan/{entry_id}/konsep/{place}"): Permission.WORK,
    ("POST", "/persetujuan/{entry_id}/setuju"): Permission.APPROVE,
    ("POST", "/persetujuan/{entry_id}/tolak"): Permission.APPROVE,
    # letters from elsewhere
    ("GET", "/surat-masuk"): Permission.WORK,
    ("POST", "/surat-masuk"): Permission.WORK,
    ("POST", "/surat-masuk/pindaian"): Permission.WORK,
    ("GET", "/surat-masuk/{entry_id}"): Permission.WORK,
    ("POST", "/surat-masuk/{entry_id}"): Permission.WORK,
    ("GET", "/surat-masuk/{year}/{sequence}"): Permission.WORK,
    ("GET", "/surat-masuk/{year}/{sequence}/lembar-disposisi.pdf"): Permission.KEEP,
    ("POST", "/surat-masuk/{year}/{sequence}/disposisi"): Permission.KEEP,
    # the archivist's desk
    ("GET", "/arsip"): Permission.KEEP,
    ("POST", "/arsip/label.pdf"): Permission.KEEP,
    ("POST", "/arsip/segel"): Permission.KEEP,
    ("POST", "/arsip/retensi"): Permission.KEEP,
    # numbers by hand, letters out of the house
    ("GET", "/nomor"): Permission.KEEP,
    ("POST", "/nomor/ambil"): Permission.KEEP,
    ("POST", "/nomor/pakai"): Permission.KEEP,
    ("POST", "/nomor/sisipkan"): Permission.KEEP,
    ("POST", "/nomor/cadangkan"): Permission.KEEP,
    ("GET", "/ekspedisi"): Permission.KEEP,
    ("POST", "/ekspedisi/tanda-terima.pdf"): Permission.KEEP,
    ("POST", "/ekspedisi/dikirim"): Permission.KEEP,
    ("GET", "/srikandi"): Permission.KEEP,
    ("POST", "/srikandi"): Permission.KEEP,
    # Agenda, Templat, Pengaturan
    ("GET", "/agenda"): Permission.WORK,
    ("GET", "/agenda/{name}"): Permission.WORK,
    ("GET", "/agenda/{name}/unduh"): Permission.WORK,
    ("GET", "/templat"): Permission.WORK,
    ("GET", "/templat/{type_}"): Permission.WORK,
    ("GET", "/templat/{type_}/contoh.pdf"): Permission.WORK,
    ("GET", "/templat/{type_}/contoh.docx"): Permission.WORK,
    ("GET", "/pengaturan"): Permission.WORK,
    # who saw what
    ("GET", "/jejak"): Permission.TRAIL,
    # who may come in
    ("GET", "/pengguna"): Permission.ADMIT,
    ("POST", "/pengguna"): Permission.ADMIT,
    ("POST", "/pengguna/{name}/peran"): Permission.ADMIT,
    ("POST", "/pengguna/{name}/nip"): Permission.ADMIT,
    ("POST", "/pengguna/{name}/sandi"): Permission.ADMIT,
    ("POST", "/pengguna/{name}/hapus"): Permission.ADMIT,
    # programs
    ("GET", "/api/v1/openapi.json"): EVERYONE,
    ("GET", "/api/v1/status"): Right.WATCH,
    ("GET", "/api/v1/schema"): Right.SUBMIT,
    ("POST", "/api/v1/submissions"): Right.SUBMIT,
    ("GET", "/api/v1/submissions/{id}"): Right.SUBMIT,
    ("GET", "/api/v1/search"): Right.READ,
    ("GET", "/api/v1/changes"): Right.READ,
    ("GET", "/api/v1/cases/{case}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}/files/{place}"): Right.READ,
}


def may(roles: Collection[Role], needed: Needed) -> bool:
    """Whether a person with these roles may; programs' rights are nobody's role."""
    return needed is EVERYONE or needed in permissions_of(roles)
