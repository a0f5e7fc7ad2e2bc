"""Write the blank forms into templates/forms/ and the Word samples into samples/.

Run with `python -m tools.make_samples`. All people in the samples are invented.
"""

from datetime import date, timedelta
from pathlib import Path

from generator.forms.blank.word import BLANKS, make_form
from generator.vocabulary.indonesian import long_date

ROOT = Path(__file__).parents[1]
# The day of which the samples tell as today.
WRITTEN = date(2026, 11, 24)
DISPERINAKER = "Dinas Perindustrian dan Tenaga Kerja Kota Tarakan"

COMPLAINT = {
    "sumber_rujukan": "datang sendiri",
    "petugas.nama": "Rahmawati, S.Sos.",
    "petugas.jabatan": "Pekerja Sosial Ahli Muda",
    "klien.nama": "Markus Tekege",
    "klien.jenis_kelamin": "Laki-laki",
    "klien.ttl": "Merauke, 17 Agustus 1990",
    "klien.umur": "36 tahun",
    "klien.nik": "tidak tahu",
    "klien.provinsi": "Papua Selatan",
    "pekerjaan.jenis_migran": "domestik",
    "pekerjaan.pihak_ketiga": "Ibu Yuli (agen di Tarakan)",
    "pekerjaan.jenis_pekerjaan": "anak buah kapal",
    "pekerjaan.tunggakan_upah": "Rp4.200.000",
    "pekerjaan.surat_kontrak": "tidak ada",
    "permasalahan.jenis": "upah tidak dibayar; kehabisan bekal",
    "permasalahan.uraian": "Klien diturunkan dari kapal di Tarakan tanpa upah.\n"
    "Klien sudah dua hari tidur di pelabuhan.",
    "permasalahan.harapan": "dipulangkan ke Merauke",
    "keluarga": [{"nama": "Agnes Tekege", "hubungan": "istri", "telepon": "081200000000"}],
}
HANDOVER = {
    **COMPLAINT,
    "klien.nama": "Dewi Lestari & Rekan",
    "klien.jenis_kelamin": "☐ Laki-laki ☒ Perempuan",
    "klien.ttl": "",
    "klien.umur": "",
    "kesepakatan.tempat": f"Kantor {DISPERINAKER}",
    "kesepakatan.tercapai": "ya",
    "kesepakatan.butir": "1. Agen membayar upah klien\n2. Klien tinggal di shelter sampai upah dibayar",
    "kesepakatan.pihak": [
        {"nama": "Budi Santoso, S.E.", "jabatan": "Kepala Bidang", "instansi": DISPERINAKER},
        {"nama": "Siti Aminah, S.Sos.", "jabatan": "Kepala Bidang", "instansi": "Dinas Sosial"},
        {"nama": "Yuliana", "jabatan": "Agen"},
    ],
    "serah_terima.pukul": "15.00",
    "serah_terima.tempat": "Shelter Dinas Sosial Kota Tarakan",
    "serah_terima.menyerahkan.nama": "Rahmawati, S.Sos.",
    "serah_terima.menyerahkan.jabatan": "Pekerja Sosial Ahli Muda",
    "serah_terima.menerima.nama": "Andi Rusli",
    "serah_terima.menerima.jabatan": "Petugas Shelter",
    "serah_terima.kondisi": "sehat",
    "serah_terima.barang": [
        {"nama": "Tas ransel", "jumlah": "1 buah"},
        {"nama": "Telepon genggam", "jumlah": "1 buah", "keterangan": "tanpa pengisi daya"},
    ],
    "serah_terima.saksi": [{"nama": "Agus Salim", "jabatan": "Relawan"}],
}


def main() -> None:
    """Write all of them."""
    (ROOT / "templates" / "forms").mkdir(exist_ok=True)
    for name, blank in BLANKS.items():
        (ROOT / "templates" / "forms" / f"{name}.docx").write_bytes(make_form(blank))
    for name, data in word_samples(WRITTEN).items():
        (ROOT / "samples" / name).write_bytes(data)


def word_samples(today: date) -> dict[str, bytes]:
    """The samples that are Word files, as if they had been written `today`."""
    complaint = BLANKS["pengaduan"]
    came, agreed = str(long_date(today)), f"{today + timedelta(days=3):%d-%m-%Y}"
    told = {**COMPLAINT, "tanggal": came.replace("\N{NO-BREAK SPACE}", " ")}
    whole = {**HANDOVER, **told, "kesepakatan.tanggal": agreed, "serah_terima.tanggal": agreed}
    whole |= {key: HANDOVER[key] for key in HANDOVER if key.startswith("klien.")}
    sections = (*complaint.sections, "kesepakatan", "serah_terima")
    return {
        "07-pengaduan.docx": make_form(complaint, told),
        "08-kesepakatan-dan-serah-terima.docx": make_form(complaint, whole, sections=sections),
    }


if __name__ == "__main__":
    main()
