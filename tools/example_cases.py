"""Four invented cases whose letters are shown in docs/contoh/teks: a woman, a man, a child, a group of 23.

Each is the forms that the office drops, and the moment of each.
"""

from datetime import datetime
from typing import Any

from generator.system.clock import WITA

__all__ = ["CASES", "Forms"]

Forms = tuple[tuple[datetime, dict[str, Any]], ...]

OFFICER = {
    "nama": "Rahmawati, S.Sos.",
    "jabatan": "Pekerja Sosial Ahli Muda",
    "nip": "198706152010012003",
    "pangkat": "Penata/III-c",
}
SHELTER = {"nama": "Andi Rusli", "jabatan": "Petugas Shelter", "nip": "199002022015031001"}
RECEIVING = {key: OFFICER[key] for key in ("nama", "jabatan", "nip")} | {
    "telepon": "0812-5555-0101"
}
LABOUR = "Dinas Perindustrian dan Tenaga Kerja Kota Tarakan"
OURS = "Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"
MEETING_ROOM = f"Ruang Rapat {LABOUR}"
OFFICIALS = (
    {
        "nama": "Budi Santoso, S.E.",
        "jabatan": "Kepala Bidang Hubungan Industrial",
        "instansi": LABOUR,
        "nip": "197805102005011002",
        "pangkat": "Pembina/IV-a",
    },
    {
        "nama": "Siti Aminah, S.Sos.",
        "jabatan": "Kepala Bidang Rehabilitasi Sosial",
        "instansi": OURS,
        "nip": "198003032006042001",
        "pangkat": "Pembina/IV-a",
    },
)


def at(day: int, hour: int = 9) -> datetime:
    """A moment of the month in which all of this happens."""
    return datetime(2026, 11, day, hour, 0, tzinfo=WITA)


def guests(*agencies: str) -> list[dict[str, str]]:
    return [{"jabatan": "Kepala", "instansi": agency} for agency in agencies]


# Not paid her wages; agreed; stays in the shelter, goes home to her father.
WOMAN: Forms = (
    (
        at(16),
        {
            "sumber_rujukan": "kelurahan",
            "nomor_surat_rujukan": "460/88/KRA/2026",
            "tanggal_surat_rujukan": "2026-11-13",
            "petugas": RECEIVING,
            "klien": {
                "nama": "Maria Goreti Bela",
                "jenis_kelamin": "P",
                "nik": "5306074405980002",
                "tempat_lahir": "Larantuka",
                "tanggal_lahir": "1998-05-04",
                "alamat": "Jalan Pelabuhan Lama",
                "desa_kelurahan": "Ekasapta",
                "kecamatan": "Larantuka",
                "kabupaten_kota": "Kabupaten Flores Timur",
                "provinsi": "Nusa Tenggara Timur",
                "telepon": "081234567890",
                "dokumen": ["KTP"],
                "kondisi_kesehatan": "sehat",
            },
            "keluarga": [{"nama": "Yosef Bela", "hubungan": "ayah", "telepon": "081300000000"}],
            "pekerjaan": {
                "jenis_migran": "domestik",
                "perusahaan": "PT Contoh Sawit Lestari",
                "alamat_perusahaan": "Sekatak, Kabupaten Bulungan",
                "jenis_pekerjaan": "pemanen sawit",
                "mulai": "Juli 2026",
                "berhenti": "Oktober 2026",
                "upah_dijanjikan": 3_500_000,
                "tunggakan_upah": 10_500_000,
                "surat_kontrak": True,
            },
            "permasalahan": {
                "jenis": ["upah tidak dibayar", "PHK sepihak"],
                "uraian": "Klien bekerja tiga bulan tanpa menerima upah.\nSetelah meminta haknya, klien"
                " diminta meninggalkan mes perusahaan.",
                "harapan": "Upah dibayarkan dan klien dapat pulang.",
                "diminta": "mediasi dengan perusahaan mengenai tunggakan upah",
                "batas_jawab": "2026-11-20",
            },
            "pendampingan": {"tanggal": "2026-11-17", "petugas": [OFFICER]},
            "temu_bahas": {
                "tanggal": "2026-11-19",
                "pukul": "09.00",
                "tempat": MEETING_ROOM,
                "yang_dibawa": "salinan perjanjian kerja dan bukti pembayaran upah",
                "diundang": [
                    *guests(LABOUR),
                    {"jabatan": "Pimpinan", "instansi": "PT Contoh Sawit Lestari"},
                ],
            },
        },
    ),
    (
        at(19, 15),
        {
            "hasil_temu_bahas": {
                "tanggal": "2026-11-19",
                "pimpinan": "Budi Santoso, S.E.",
                "notulis": "Rahmawati, S.Sos.",
                "peserta": [
                    {"nama": "Budi Santoso, S.E.", "jabatan": "Kepala Bidang", "instansi": LABOUR},
                    {
                        "nama": "Hendra Wijaya",
                        "jabatan": "Manajer",
                        "instansi": "PT Contoh Sawit Lestari",
                    },
                ],
                "pembahasan": "Klien menyampaikan kronologi.\nPerusahaan mengakui tunggakan upah.",
                "kesimpulan": "Perusahaan bersedia membayar tunggakan upah.",
                "tindak_lanjut": [
                    {
                        "uraian": "menyiapkan berita acara",
                        "penanggung_jawab": "Disperinaker",
                        "batas": "20 November 2026",
                    }
                ],
            },
        },
    ),
    (
        at(20, 15),
        {
            "kesepakatan": {
                "tanggal": "2026-11-20",
                "tempat": MEETING_ROOM,
                "tercapai": True,
                "pihak": [
                    *OFFICIALS,
                    {
                        "nama": "Hendra Wijaya",
                        "jabatan": "Manajer",
                        "instansi": "PT Contoh Sawit Lestari",
                        "bertindak_untuk": "PT Contoh Sawit Lestari",
                        "alamat": "Sekatak, Kabupaten Bulungan",
                    },
                    {"nama": "Maria Goreti Bela", "nik": "5306074405980002"},
                ],
                "butir": [
                    "Perusahaan membayar tunggakan upah Rp10.500.000 paling lambat 27 November 2026",
                    "Biaya pemulangan ditanggung perusahaan",
                ],
                "nilai": 10_500_000,
                "bila_ingkar": "perselisihan diteruskan kepada mediator hubungan industrial",
                "pengawas": LABOUR,
                "langkah_berikut": "klien tinggal di shelter sampai upah dibayar",
            },
            "serah_terima": {
                "tanggal": "2026-11-20",
                "pukul": "14.30",
                "tempat": "Shelter Kota Tarakan",
                "menyerahkan": {key: OFFICER[key] for key in ("nama", "jabatan", "nip")},
                "menerima": SHELTER,
                "kondisi": "sehat",
                "batas_tinggal": "7 hari",
                "uang": 150_000,
                "barang": [
                    {"nama": "Tas pakaian", "jumlah": "1 buah", "keterangan": "baik"},
                    {"nama": "Telepon genggam", "jumlah": "1 buah", "keterangan": "layar retak"},
                ],
                "dokumen": ["KTP"],
            },
            "permakanan": {
                "mulai": "2026-11-21",
                "sampai": "2026-11-27",
                "jumlah_porsi": 21,
                "waktu_makan": ["pagi", "siang", "malam"],
                "jumlah_orang": 1,
            },
        },
    ),
    (
        at(27, 11),
        {
            "keluar_shelter": {
                "tanggal": "2026-11-27",
                "alasan": "tunggakan upah telah dibayar; klien pulang bersama ayahnya",
                "diserahkan_kepada": {
                    "nama": "Yosef Bela",
                    "hubungan": "ayah",
                    "nik": "5306070101690003",
                    "alamat": "Larantuka, Kabupaten Flores Timur",
                    "telepon": "081300000000",
                    "identitas": "KTP 5306070101690003",
                },
            },
            "penutupan": {
                "tanggal": "2026-11-27",
                "hasil": "pulang bersama ayahnya",
                "upah_dibayar": 10_500_000,
            },
        },
    ),
)

# Sent back from Sabah, employer unknown; no agreement; BAZNAS is asked for the way home.
MAN: Forms = (
    (
        at(16, 10),
        {
            "sumber_rujukan": "datang sendiri",
            "petugas": RECEIVING,
            "klien": {
                "nama": "Slamet Riyadi",
                "jenis_kelamin": "L",
                "umur": 51,
                "kabupaten_kota": "Kabupaten Bone",
                "provinsi": "Sulawesi Selatan",
            },
            "pekerjaan": {
                "jenis_migran": "lintas negara",
                "negara": "Malaysia",
                "perusahaan": "tidak tahu",
                "pihak_ketiga": "Pak Udin",
                "jenis_pekerjaan": "buruh bangunan",
                "surat_kontrak": False,
            },
            "permasalahan": {
                "jenis": ["deportasi", "kehabisan bekal"],
                "uraian": "Klien dideportasi dari Tawau melalui Nunukan dan kehabisan bekal di Tarakan.",
                "diminta": "penelusuran majikan dan perekrut",
            },
            "temu_bahas": {
                "tanggal": "2026-11-18",
                "pukul": "10.00",
                "tempat": MEETING_ROOM,
                "diundang": guests(LABOUR),
            },
        },
    ),
    (
        at(19, 14),
        {
            "hasil_temu_bahas": {
                "tanggal": "2026-11-18",
                "pimpinan": "Budi Santoso, S.E.",
                "pembahasan": "Majikan belum ditemukan.\nPerekrut tidak hadir.",
                "kesimpulan": "Belum ada kesepakatan.",
            },
            "kesepakatan": {
                "tanggal": "2026-11-19",
                "tempat": MEETING_ROOM,
                "tercapai": False,
                "pihak": list(OFFICIALS),
                "butir": ["Majikan tidak diketahui dan perekrut tidak hadir"],
                "langkah_berikut": "biaya pemulangan dimohonkan kepada BAZNAS Kota Tarakan",
            },
            "pemulangan": {
                "daerah_tujuan": "Kabupaten Bone",
                "sumber_biaya": "baznas",
                "moda": "kapal",
                "tanggal": "2026-11-25",
                "jumlah_orang": 1,
                "rincian": [
                    {
                        "uraian": "Tiket kapal Tarakan–Parepare",
                        "jumlah": 1,
                        "satuan": "orang",
                        "harga": 450_000,
                    },
                    {"uraian": "Bekal perjalanan", "jumlah": 2, "satuan": "hari", "harga": 75_000},
                ],
                "cara_bayar": "tunai kepada bendahara",
                "penanggung_jawab": "Rahmawati, S.Sos.",
                "alasan": "Klien tidak mempunyai biaya sendiri.",
            },
        },
    ),
    (
        at(23),
        {
            "tiket": {
                "moda": "kapal",
                "tujuan": "Parepare",
                "tanggal": "2026-11-25",
                "jam": "16.00",
                "pelabuhan": "Malundung",
                "kelas": "ekonomi",
                "dibayar_oleh": "BAZNAS Kota Tarakan",
                "cara_bayar": "tunai saat pengambilan",
                "penumpang": [
                    {
                        "nama": "Slamet Riyadi",
                        "jenis_kelamin": "L",
                        "tanggal_lahir": "1975-02-11",
                        "nomor_identitas": "SPLP XE 000111",
                    }
                ],
            },
        },
    ),
)

# Fifteen, trafficked and beaten: the case is Rahasia from the first paper on.
CHILD: Forms = (
    (
        at(16, 20),
        {
            "sumber_rujukan": "kepolisian",
            "petugas": RECEIVING,
            "klien": {
                "nama": "Melati Kusuma",
                "jenis_kelamin": "P",
                "tempat_lahir": "Nunukan",
                "tanggal_lahir": "2011-03-02",
                "kabupaten_kota": "Kabupaten Nunukan",
                "provinsi": "Kalimantan Utara",
            },
            "pekerjaan": {
                "jenis_migran": "lintas negara",
                "negara": "Malaysia",
                "pihak_ketiga": "Ibu Rosa",
                "jenis_pekerjaan": "asisten rumah tangga",
                "surat_kontrak": False,
            },
            "permasalahan": {
                "jenis": ["TPPO", "kekerasan"],
                "uraian": "Melati dipukul majikannya dan diselamatkan polisi.",
                "harapan": "Kembali kepada ibunya.",
            },
            "temu_bahas": {
                "tanggal": "2026-11-18",
                "pukul": "09.00",
                "tempat": "Kantor Dinas Sosial",
                "diundang": [
                    *guests(LABOUR),
                    {"jabatan": "Kepala Unit PPA", "instansi": "Polres Tarakan"},
                ],
            },
            "serah_terima": {
                "tanggal": "2026-11-16",
                "pukul": "19.15",
                "tempat": "Shelter Kota Tarakan",
                "menyerahkan": {key: OFFICER[key] for key in ("nama", "jabatan", "nip")},
                "menerima": SHELTER,
                "kondisi": "luka memar pada lengan kiri",
                "batas_tinggal": "7 hari",
            },
            "rujukan": {
                "lembaga": "LK3",
                "alasan": "Melati mengalami trauma dan sering menangis.",
                "kondisi": "cemas",
                "kegentingan": "segera",
                "persetujuan": True,
            },
            "permakanan": {
                "mulai": "2026-11-17",
                "sampai": "2026-11-23",
                "jumlah_porsi": 21,
                "jumlah_orang": 1,
            },
        },
    ),
    (
        at(23, 10),
        {
            "keluar_shelter": {
                "tanggal": "2026-11-23",
                "alasan": "dijemput ibunya",
                "diserahkan_kepada": {"nama": "Hasnah", "hubungan": "ibu kandung"},
            },
        },
    ),
)

FAMILIES = ("Tukan", "Kopong", "Lamen", "Hoar", "Boleng", "Klau")
FIRST_NAMES = (
    "Yakobus",
    "Theresia",
    "Markus",
    "Petrus",
    "Siti",
    "Lukas",
    "Agustina",
    "Fransiskus",
    "Rosdiana",
    "Darmawan",
    "Nuraini",
    "Paulus",
    "Maria",
    "Stefanus",
    "Katarina",
    "Dominggus",
    "Elisabet",
    "Bernadus",
    "Yuliana",
    "Antonius",
    "Kristina",
    "Matius",
)
CHILD_PLACES = (2, 13)
COMPANIONS = [
    {
        "nama": f"{name} {FAMILIES[n % len(FAMILIES)]}",
        "jenis_kelamin": "LP"[n % 2],
        "umur": 8 + n // 3 if n in CHILD_PLACES else 20 + n,
        **({"keterangan": "anak"} if n in CHILD_PLACES else {}),
    }
    for n, name in enumerate(FIRST_NAMES)
]

# Twenty-three people on one day; the province is asked for their way home.
GROUP: Forms = (
    (
        at(16, 11),
        {
            "sumber_rujukan": "kepolisian",
            "nomor_surat_rujukan": "B/123/XI/2026/Reskrim",
            "tanggal_surat_rujukan": "2026-11-15",
            "petugas": RECEIVING,
            "klien": {
                "nama": "Yohanes Lado",
                "jenis_kelamin": "L",
                "umur": 34,
                "kabupaten_kota": "Kabupaten Ende",
                "provinsi": "Nusa Tenggara Timur",
            },
            "rombongan": COMPANIONS,
            "pekerjaan": {
                "jenis_migran": "domestik",
                "perusahaan": "PT Contoh Sawit Lestari",
                "jenis_pekerjaan": "buruh perkebunan sawit",
            },
            "permasalahan": {
                "jenis": ["penipuan lowongan kerja", "kehabisan bekal"],
                "uraian": "Rombongan dijanjikan pekerjaan yang tidak ada dan kehabisan bekal.",
            },
            "temu_bahas": {
                "tanggal": "2026-11-18",
                "pukul": "13.00",
                "tempat": MEETING_ROOM,
                "diundang": guests(LABOUR, "Dinas Kesehatan Kota Tarakan", "Polres Tarakan"),
            },
            "permakanan": {
                "mulai": "2026-11-17",
                "sampai": "2026-11-20",
                "jumlah_porsi": 276,
                "waktu_makan": ["pagi", "siang", "malam"],
                "jumlah_orang": 23,
                "pantangan": "dua orang tanpa ikan",
            },
        },
    ),
    (
        at(18, 16),
        {
            "pemulangan": {
                "daerah_tujuan": "Kabupaten Ende",
                "sumber_biaya": "dinsos_provinsi",
                "moda": "kapal",
                "tanggal": "2026-11-24",
                "jumlah_orang": 23,
                "rincian": [
                    {"uraian": "Tiket kapal", "jumlah": 23, "satuan": "orang", "harga": 550_000}
                ],
                "dasar": "notula temu bahas kasus tanggal 18 November 2026",
            },
        },
    ),
)

CASES: dict[str, tuple[str, Forms]] = {
    "perempuan": ("Seorang perempuan: upah tidak dibayar, kesepakatan tercapai", WOMAN),
    "laki-laki": (
        "Seorang laki-laki: deportasi, majikan tidak diketahui, kesepakatan tidak tercapai",
        MAN,
    ),
    "anak": ("Seorang anak: TPPO dan kekerasan, berkas Rahasia", CHILD),
    "rombongan-23": ("Rombongan 23 orang, dua di antaranya anak", GROUP),
}
