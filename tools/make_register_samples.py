"""Make the sample registers in docs/contoh: a month of an invented office, through the real pipeline."""

import json
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.desks import agenda
from generator.desks.agenda import IncomingLetter, OutgoingLetter
from generator.desks.disposisi import disposition_sheet, enter_disposition
from generator.desks.expedition import deliver, slips
from generator.desks.handout import listing_docx
from generator.office.founding import init_office
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA, FixedClock

OUT = Path(__file__).parents[1] / "docs" / "contoh"
PEOPLE = (
    ("Yohanes Lado", "L", "Ende"),
    ("Maria Goreti Bela", "P", "Flores Timur"),
    ("Muhammad Réza", "L", "Bulukumba"),
    ("Siti Aminah", "P", "Nunukan"),
    ("Petrus Kia Boleng", "L", "Lembata"),
    ("Agustina Hoar Klau", "P", "Belu"),
    ("Darmawan", "L", "Polewali Mandar"),
    ("Nur'aini", "P", "Bone"),
    ("Fransiskus Xaverius Tukan", "L", "Flores Timur"),
    ("Rosdiana", "P", "Sinjai"),
)
KINDS = (
    ["upah tidak dibayar", "ingin pulang"],
    ["deportasi"],
    ["penahanan dokumen", "PHK sepihak"],
    ["sakit", "kehabisan bekal"],
)
SOURCES = (
    "Kelurahan Karang Anyar",
    "BP3MI Kalimantan Utara",
    "Kepolisian Resor Tarakan",
    "datang sendiri",
)
AGREEMENT = {
    "tanggal": "2026-11-20",
    "tempat": "Kantor Disperinaker Kota Tarakan",
    "butir": ["Perusahaan membayar tunggakan upah."],
    "pihak": [
        {"nama": "Budi Santoso", "jabatan": "Kepala Bidang", "instansi": "Disperinaker"},
        {"nama": "Siti Aminah", "jabatan": "Kepala Bidang", "instansi": "Dinas Sosial"},
    ],
}
OUTCOMES = ((True, "pulang ke keluarga"), (False, "pulang"), (True, "kembali bekerja"))
LISTS = (
    "buku-agenda-keluar",
    "buku-agenda-masuk",
    "buku-ekspedisi",
    "daftar-berkas",
    "daftar-isi-berkas",
    "laporan-bulanan",
)


def _complaint(n: int, day: date) -> dict[str, Any]:
    name, sex, home = PEOPLE[n % len(PEOPLE)]
    data: dict[str, Any] = {
        "tanggal": str(day),
        "sumber_rujukan": SOURCES[n % 4],
        "petugas": {"nama": "Rahmawati, S.Sos.", "jabatan": "Pekerja Sosial Ahli Muda"},
        "klien": {"nama": name, "jenis_kelamin": sex, "umur": 25 + n, "kabupaten_kota": home},
        "permasalahan": {"jenis": KINDS[n % 4], "uraian": f"Klien {n} meminta bantuan (contoh)."},
    }
    if n % 3 == 0:
        data["temu_bahas"] = {
            "tanggal": str(day),
            "pukul": "13.00",
            "tempat": "Ruang Rapat Disperinaker",
            "diundang": [{"jabatan": "Kepala", "instansi": "Disperinaker Kota Tarakan"}],
        }
    if n % 4 == 1:
        source = "baznas" if n % 8 == 1 else "dinsos_provinsi"
        data["pemulangan"] = {
            "daerah_tujuan": home,
            "sumber_biaya": source,
            "perkiraan_biaya": 850_000 + 25_000 * n,
        }
    if n == 6:
        data["rombongan"] = [
            {"nama": "Maria Kia", "jenis_kelamin": "P", "umur": 31},
            {"nama": "Paulus Kia", "jenis_kelamin": "L", "umur": 7},
        ]
    return data


def _play(office: Office, clock: FixedClock) -> None:
    """A month with everything that a register shows, and the end of the one before."""
    for n in range(14):
        day = date(2026, 10, 27) if n == 0 else date(2026, 11, 2 + n)
        clock.moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WITA)
        path = office.inbox.folder / f"{n}.json"
        path.write_text(json.dumps(_complaint(n, day)), encoding="utf-8")
        handling.handle_once(office)
        if n == 4:
            kept = agenda.reserve_numbers(office, 3, reason="sistem nasional padam")
        if n % 5 == 2:
            _receive(office, n, day)
    clock.moment = datetime(2026, 11, 24, 14, 0, tzinfo=WITA)
    for n, (reached, outcome) in enumerate(OUTCOMES, start=1):
        case = {
            "nomor_kasus": f"PMBS-2026-{n:04d}",
            "kesepakatan": AGREEMENT | {"tercapai": "ya" if reached else "tidak"},
            "penutupan": {
                "tanggal": "2026-11-23",
                "hasil": outcome,
                "upah_dibayar": 4_500_000 * reached,
            },
        }
        path = office.inbox.folder / f"akhir-{n}.json"
        path.write_text(json.dumps(case), encoding="utf-8")
    handling.handle_once(office)
    letter = OutgoingLetter(
        recipient="Ketua BAZNAS Kota Tarakan",
        dated=date(2026, 11, 20),
        subject="Ucapan terima kasih atas bantuan biaya pemulangan",
    )
    agenda.assign_number(office, kept[0], letter)
    office.archive.numbers.void(kept[1], reason="tidak terpakai setelah sistem pulih")
    late = OutgoingLetter(
        recipient="Camat Tarakan Barat",
        subject="Permintaan data keluarga klien",
        dated=date(2026, 11, 5),
        processor="Rahmawati, S.Sos.",
    )
    agenda.insert_number(office, late, reason="surat tertinggal dicatat")
    deliver(
        office,
        "400.9.8/1/DINSOSPM/2026",
        sent=date(2026, 11, 3),
        received=date(2026, 11, 3),
        receiver="Budi Santoso",
        carrier="Andi Rusli",
    )
    deliver(office, "400.9.8/2/DINSOSPM/2026", sent=date(2026, 11, 4), carrier="Pos Indonesia")


def _receive(office: Office, n: int, day: date) -> None:
    letter = IncomingLetter(
        sender="Kepolisian Resor Tarakan",
        number=f"B/ {n} /XI/RES.1.24/2026/Reskrim",
        subject="Pelimpahan pekerja migran yang memerlukan perlindungan sosial sementara",
        dated=day,
        attachment="1 (satu) berkas",
        case="PMBS-2026-0001" if n == 2 else None,
    )
    record = agenda.register_letter(office, letter).record
    enter_disposition(
        office,
        record.year,
        record.sequence,
        receivers="Kabid Rehabilitasi Sosial",
        instruction="tindak lanjuti, siapkan tempat di shelter",
    )


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 11, 2, 8, 0, tzinfo=WITA))
        init_office(Path(folder) / "kantor")
        office = Office(Path(folder) / "kantor", clock=clock)
        _play(office, clock)
        for name in LISTS:
            month = None if name.startswith("daftar") else 11
            docx = listing_docx(office, office.listing(name, year=2026, month=month))
            (OUT / f"{name}.pdf").write_bytes(office.as_pdf(docx))
        given = ["400.9.8/3/DINSOSPM/2026", "400.9.8/4/DINSOSPM/2026"]
        made = slips(office, given, sent=date(2026, 11, 24), carrier="Andi Rusli")
        (OUT / "tanda-terima.pdf").write_bytes(made)
        (OUT / "lembar-disposisi.pdf").write_bytes(disposition_sheet(office, 2026, 4))
        office.close()


if __name__ == "__main__":
    main()
