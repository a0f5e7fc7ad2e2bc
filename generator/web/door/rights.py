"""Who may do what: one table of every route. What does not stand in it is open to nobody.

A right stands with the lowest role that has it: an arsiparis may do all that a petugas may, an admin all.
"""

from collections.abc import Mapping
from enum import Enum

from generator.admission import Right, Role

__all__ = ["EVERYONE", "TABLE", "Needed", "Open", "may_role", "roles_up_to"]


class Open(Enum):
    """Needs no sign-in."""

    EVERYONE = "everyone"


EVERYONE = Open.EVERYONE
Needed = Role | Right | Open

ORDER = (Role.PETUGAS, Role.ARSIPARIS, Role.ADMIN)

TABLE: Mapping[tuple[str, str], Needed] = {
    # nobody signed in
    ("GET", "/sehat"): EVERYONE,
    ("GET", "/masuk"): EVERYONE,
    ("POST", "/masuk"): EVERYONE,
    # whoever is signed in
    ("POST", "/keluar"): Role.PETUGAS,
    ("GET", "/sandi"): Role.PETUGAS,
    ("POST", "/sandi"): Role.PETUGAS,
    ("POST", "/sesi/akhiri"): Role.PETUGAS,
    # Beranda
    ("GET", "/"): Role.PETUGAS,
    ("GET", "/potongan/beranda"): Role.PETUGAS,
    # Cari
    ("GET", "/cari"): Role.PETUGAS,
    ("GET", "/potongan/cari"): Role.PETUGAS,
    ("GET", "/nomor/{number:path}"): Role.PETUGAS,
    # Berkas
    ("GET", "/berkas"): Role.PETUGAS,
    ("GET", "/berkas/{case}"): Role.PETUGAS,
    ("POST", "/berkas/{case}/nik"): Role.PETUGAS,
    ("GET", "/berkas/{case}/{item}"): Role.PETUGAS,
    ("POST", "/berkas/{case}/{item}/cetak"): Role.PETUGAS,
    ("POST", "/berkas/{case}/{item}/setuju"): Role.ARSIPARIS,
    ("POST", "/berkas/{case}/{item}/ditarik"): Role.PETUGAS,
    ("POST", "/berkas/{case}/{item}/lengkap"): Role.ARSIPARIS,
    ("POST", "/berkas/{case}/{item}/lepas"): Role.ARSIPARIS,
    ("POST", "/berkas/{case}/lampiran"): Role.PETUGAS,
    ("POST", "/berkas/{case}/batal"): Role.ARSIPARIS,
    ("POST", "/berkas/{case}/tutup"): Role.PETUGAS,
    ("GET", "/berkas/{case}/koreksi/{blank}.docx"): Role.PETUGAS,
    ("POST", "/berkas/{case}/koreksi/{name}"): Role.PETUGAS,
    ("GET", "/unduh/{case}/{item}/{place}"): Role.PETUGAS,
    # Formulir
    ("GET", "/formulir"): Role.PETUGAS,
    ("GET", "/formulir/kosong/{name}"): Role.PETUGAS,
    ("POST", "/formulir/baru/{name}"): Role.PETUGAS,
    ("GET", "/formulir/draf/{draft_id}"): Role.PETUGAS,
    ("POST", "/formulir/draf/{draft_id}"): Role.PETUGAS,
    ("POST", "/formulir/draf/{draft_id}/hapus"): Role.PETUGAS,
    # what was dropped
    ("POST", "/kiriman"): Role.PETUGAS,
    ("GET", "/kiriman/{ids}"): Role.PETUGAS,
    ("GET", "/tertunda/{entry_id}"): Role.PETUGAS,
    ("POST", "/cocokkan/{entry_id}"): Role.PETUGAS,
    ("POST", "/cocokkan/{entry_id}/tolak"): Role.PETUGAS,
    ("POST", "/cocokkan/{entry_id}/masuk"): Role.PETUGAS,
    # drafts that wait for approval: whoever may give up a number may have one taken
    ("GET", "/persetujuan/{entry_id}/konsep/{place}"): Role.PETUGAS,
    ("POST", "/persetujuan/{entry_id}/setuju"): Role.ARSIPARIS,
    ("POST", "/persetujuan/{entry_id}/tolak"): Role.ARSIPARIS,
    # Agenda, Templat, Pengaturan
    ("GET", "/agenda"): Role.PETUGAS,
    ("GET", "/agenda/{name}"): Role.PETUGAS,
    ("GET", "/agenda/{name}/unduh"): Role.PETUGAS,
    ("GET", "/templat"): Role.PETUGAS,
    ("GET", "/templat/{type_}"): Role.PETUGAS,
    ("GET", "/templat/{type_}/contoh.pdf"): Role.PETUGAS,
    ("GET", "/templat/{type_}/contoh.docx"): Role.PETUGAS,
    ("GET", "/pengaturan"): Role.PETUGAS,
    # who saw what
    ("GET", "/jejak"): Role.ARSIPARIS,
    # who may come in
    ("GET", "/pengguna"): Role.ADMIN,
    ("POST", "/pengguna"): Role.ADMIN,
    ("POST", "/pengguna/{name}/peran"): Role.ADMIN,
    ("POST", "/pengguna/{name}/sandi"): Role.ADMIN,
    ("POST", "/pengguna/{name}/hapus"): Role.ADMIN,
    # programs
    ("GET", "/api/v1/openapi.json"): EVERYONE,
    ("GET", "/api/v1/schema"): Right.SUBMIT,
    ("POST", "/api/v1/submissions"): Right.SUBMIT,
    ("GET", "/api/v1/submissions/{id}"): Right.SUBMIT,
    ("GET", "/api/v1/search"): Right.READ,
    ("GET", "/api/v1/cases/{case}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}"): Right.READ,
    ("GET", "/api/v1/cases/{case}/items/{item}/files/{place}"): Right.READ,
}


def roles_up_to(role: Role) -> frozenset[Role]:
    """The role itself and every lesser one."""
    return frozenset(ORDER[: ORDER.index(role) + 1])


def may_role(role: Role, needed: Needed) -> bool:
    """Whether a person with `role` may; programs' rights are nobody's role."""
    return needed is EVERYONE or (isinstance(needed, Role) and needed in roles_up_to(role))
