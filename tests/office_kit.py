"""Builders for whole offices and forms: what a test does not name is invented and valid."""

import json
import os
import re
import time
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.letters.engine.engine import Engine
from generator.office.founding import init_office
from generator.office.office import Office
from generator.rules.config import CONFIG_NAME
from generator.system.clock import WITA, FixedClock
from tests.stub_converter import StubConverter
from tests.stub_recogniser import StubRecogniser

# The real engine, in this process: a process of its own for each office would cost a second.
ENGINE = Engine()
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)

COMPLAINT: dict[str, Any] = {
    "tanggal": "2026-11-24",
    "petugas": {"nama": "Rahmawati, S.Sos.", "jabatan": "Pekerja Sosial Ahli Muda"},
    "klien": {"nama": "Yohanes Lado", "jenis_kelamin": "L", "umur": 34},
    "permasalahan": {
        "jenis": ["upah tidak dibayar", "ingin pulang"],
        "uraian": "Klien bekerja tiga bulan tanpa upah dan ingin kembali ke daerah asal.",
    },
}
TEMU_BAHAS = {
    "tanggal": "2026-11-26",
    "pukul": "09.00",
    "tempat": "Ruang Rapat Disperinaker",
    "diundang": [{"jabatan": "Kepala", "instansi": "Disperinaker Kota Tarakan"}],
}
KESEPAKATAN = {
    "tanggal": "2026-11-27",
    "tempat": "Kantor Disperinaker Kota Tarakan",
    "tercapai": "ya",
    "pihak": [
        {"nama": "Budi Santoso", "jabatan": "Kepala Bidang", "instansi": "Disperinaker"},
        {"nama": "Siti Aminah", "jabatan": "Kepala Bidang", "instansi": "Dinas Sosial"},
    ],
    "butir": ["Perusahaan membayar tunggakan upah.", "Klien dipulangkan."],
}
SERAH_TERIMA = {
    "tanggal": "2026-11-27",
    "tempat": "Shelter Dinas Sosial",
    "menyerahkan": {"nama": "Rahmawati, S.Sos.", "jabatan": "Pekerja Sosial"},
    "menerima": {"nama": "Andi Rusli", "jabatan": "Petugas Shelter"},
    "barang": [{"nama": "Tas pakaian", "jumlah": "1"}],
}
HASIL = {"tanggal": "2026-11-26", "pimpinan": "Budi Santoso", "pembahasan": "Upah dibahas."}
KELUAR = {
    "tanggal": "2026-11-30",
    "alasan": "kembali ke keluarga",
    "diserahkan_kepada": {"nama": "Petrus Lado", "hubungan": "kakak kandung"},
}
PERMAKANAN = {"mulai": "2026-11-27", "sampai": "2026-11-30", "jumlah_porsi": 12}
PROVINSI = {"daerah_tujuan": "Ende", "sumber_biaya": "dinsos_provinsi"}
BAZNAS = {"daerah_tujuan": "Ende", "sumber_biaya": "BAZNAS Kota Tarakan"}
SECTIONS: dict[str, dict[str, Any]] = {
    "tanda-terima-pengaduan": {},
    "surat-koordinasi": {},
    "surat-tugas": {"pendampingan": {"tanggal": "2026-11-25"}},
    "undangan-temu-bahas": {"temu_bahas": TEMU_BAHAS},
    "daftar-hadir": {"temu_bahas": TEMU_BAHAS},
    "notula": {"hasil_temu_bahas": HASIL},
    "berita-acara-kesepakatan": {"kesepakatan": KESEPAKATAN},
    "permohonan-pemulangan-provinsi": {"pemulangan": PROVINSI},
    "permohonan-pemulangan-baznas": {"pemulangan": BAZNAS},
    "berita-acara-serah-terima": {"serah_terima": SERAH_TERIMA},
    "berita-acara-keluar-shelter": {"keluar_shelter": KELUAR},
    "rujukan-lk3": {"rujukan": {"lembaga": "LK3", "alasan": "Klien sulit tidur."}},
    "permintaan-permakanan": {"permakanan": PERMAKANAN},
    "pemesanan-tiket": {"tiket": {"moda": "kapal", "tujuan": "Ende", "tanggal": "2026-11-30"}},
}


def form(**changes: Any) -> dict[str, Any]:
    """A valid new case. A section given as a dict is merged into the builder's; None leaves it out."""
    made = deepcopy(COMPLAINT)
    for key, value in changes.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict) and isinstance(made.get(key), dict):
            made[key] |= value
        else:
            made[key] = value
    return made


# Papers that come along with others: an office may do without, and most tests count letters.
COMPANIONS = ("tanda-terima-pengaduan", "daftar-hadir")


def make_office_folder(folder: Path, *, companions: bool = False, **settings: str) -> Path:
    """A new office whose inbox settles at once and which serves no pages.

    A complaint makes one letter and a meeting one invitation, unless with `companions`: then they make
    all that the shipped letters.toml says. `settings` replaces whole tables of pmbs.toml, as TOML text.
    """
    init_office(folder)
    if not companions:
        leave_out(folder, *COMPANIONS)
    tables = {
        "inbox": "settle_seconds = 0\npatience_seconds = 0\nscan_seconds = 0.2",
        "web": "enabled = false",
        "printing": 'backend = "folder"',
        **settings,
    }
    text = (folder / CONFIG_NAME).read_text(encoding="utf-8")
    head = text.split("\n[inbox]")[0]
    body = "".join(f"\n[{name}]\n{content}\n" for name, content in tables.items())
    (folder / CONFIG_NAME).write_text(head + body, encoding="utf-8")
    return folder


def leave_out(folder: Path, *letters: str) -> None:
    """Take types of letters out of an office's letters.toml."""
    path = folder / "templates" / "letters.toml"
    tables = re.split(r"\n(?=\[)", path.read_text(encoding="utf-8"))
    kept = [one for one in tables if not one.startswith(tuple(f"[{key}]" for key in letters))]
    path.write_text("\n".join(kept), encoding="utf-8")


def open_office(folder: Path, *, moment: datetime = NOON, converter: Any = None) -> Office:
    return Office(
        folder,
        clock=FixedClock(moment),
        converter=converter or StubConverter(),
        recogniser=StubRecogniser(),
        engine=ENGINE,
    )


def drop(office: Office, data: dict[str, Any] | bytes, name: str = "kasus.json") -> Path:
    """Put a form into the inbox as a clerk would; its arrival lies a moment in the past."""
    path = office.inbox.folder / name
    outside = office.inbox.folder.parent / path.name
    outside.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    past = time.time() - 60
    os.utime(outside, (past, past))
    return outside.rename(path)  # whole at once: a running service takes it that very moment
