"""The one table of labels: what stands left in the Word form, key by key, in the form's order.

It drives reading Word, the names of fields in messages, and the blank forms. The first label of a
key is the one that is printed; the others are aliases that are understood. Labels are compared
folded: no case, no colon, blanks as one.
"""

import re
from dataclasses import dataclass

__all__ = ["ROWS", "SECTIONS", "RowsLabels", "SectionLabels", "label_of", "normal"]


@dataclass(frozen=True)
class RowsLabels:
    """A table of rows inside a form: people, goods. `columns` maps a key to its headings."""

    path: str
    headings: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SectionLabels:
    """A section: its headings and its labelled answers (`menyerahkan.nama` is an inner person)."""

    key: str
    headings: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]


NAME = ("Nama", "Nama lengkap")
POST = ("Jabatan",)
AGENCY = ("Instansi", "Lembaga", "Nama instansi", "Instansi/Lembaga", "Asal instansi", "OPD", "Unit kerja",
          "Dinas/Instansi")  # fmt: skip
RANK = ("Pangkat", "Pangkat/Golongan")

SECTIONS: tuple[SectionLabels, ...] = (
    SectionLabels("", ("Data Penerimaan", "Penerimaan"), {
        "nomor_kasus": ("Nomor kasus", "No. kasus"),
        "tanggal": ("Tanggal", "Tanggal penerimaan", "Tanggal lapor"),
        "sumber_rujukan": ("Sumber rujukan",),
        "nomor_surat_rujukan": ("Nomor surat rujukan",),
        "tanggal_surat_rujukan": ("Tanggal surat rujukan",),
        "catatan": ("Catatan",),
    }),
    SectionLabels("petugas", ("Petugas Penerima", "Petugas"), {
        "nama": ("Nama petugas", "Petugas", "Peksos", "Pendamping", "Nama"),
        "jabatan": POST,
        "nip": ("NIP",),
        "pangkat": RANK,
    }),
    SectionLabels("klien", (
        "Data Klien", "Identitas Klien", "Klien", "Data Diri", "Identitas Diri", "Biodata", "Biodata Klien",
        "Data PMBS", "Identitas PMBS", "Data Korban", "Identitas Korban",
    ), {
        "nama": ("Nama lengkap", "Nama", "Nama klien"),
        "alias": ("Alias", "Nama panggilan"),
        "jenis_kelamin": ("Jenis kelamin", "L/P", "Jenis kelamin L/P", "JK", "Kelamin"),
        "nik": ("NIK", "No. KTP", "Nomor KTP", "Nomor Induk Kependudukan", "NIK/No. KTP"),
        "no_kk": ("Nomor KK", "No. KK", "Nomor Kartu Keluarga"),
        "tempat_lahir": ("Tempat lahir",),
        "tanggal_lahir": ("Tanggal lahir",),
        "ttl": ("Tempat, tanggal lahir", "Tempat dan tanggal lahir", "TTL"),
        "umur": ("Umur", "Usia"),
        "agama": ("Agama",),
        "status_perkawinan": ("Status perkawinan", "Status pernikahan"),
        "pendidikan": ("Pendidikan terakhir", "Pendidikan"),
        "kewarganegaraan": ("Kewarganegaraan",),
        "alamat": ("Alamat asal", "Alamat"),
        "desa_kelurahan": ("Desa/Kelurahan", "Kelurahan/Desa", "Desa", "Kelurahan"),
        "kecamatan": ("Kecamatan",),
        "kabupaten_kota": ("Kabupaten/Kota", "Kota/Kabupaten", "Kabupaten", "Kota"),
        "provinsi": ("Provinsi",),
        "telepon": ("Nomor HP", "Telepon", "No. Telp/HP", "HP", "Nomor telepon", "Nomor WA", "No. HP/WA"),
        "dokumen": ("Dokumen yang dimiliki", "Dokumen"),
        "nomor_paspor": ("Nomor paspor/SPLP", "Nomor paspor", "No. paspor"),
        "dokumen_ditahan_oleh": ("Dokumen ditahan oleh",),
        "kondisi_kesehatan": ("Kondisi kesehatan",),
    }),
    SectionLabels("pekerjaan", ("Data Pekerjaan", "Pekerjaan"), {
        "jenis_migran": ("Jenis migran",),
        "perusahaan": ("Nama perusahaan/majikan", "Perusahaan", "Majikan"),
        "alamat_perusahaan": ("Alamat perusahaan",),
        "kontak_perusahaan": ("Kontak perusahaan",),
        "pihak_ketiga": ("Pihak ketiga/perekrut", "Pihak ketiga", "Perekrut"),
        "jenis_pekerjaan": ("Jenis pekerjaan", "Pekerjaan"),
        "mulai": ("Mulai bekerja",),
        "berhenti": ("Berhenti bekerja",),
        "upah_dijanjikan": ("Upah dijanjikan",),
        "upah_diterima": ("Upah diterima",),
        "tunggakan_upah": ("Tunggakan upah",),
        "surat_kontrak": ("Surat kontrak kerja", "Surat kontrak"),
    }),
    SectionLabels("permasalahan", ("Permasalahan",), {
        "jenis": ("Jenis permasalahan", "Permasalahan"),
        "uraian": ("Uraian permasalahan", "Kronologi", "Uraian", "Kronologis", "Kronologi kejadian"),
        "harapan": ("Harapan klien", "Harapan"),
    }),
    SectionLabels("pendampingan", ("Pendampingan",), {
        "tanggal": ("Tanggal", "Hari/tanggal"),
    }),
    SectionLabels("temu_bahas", ("Temu Bahas Kasus", "Temu Bahas"), {
        "tanggal": ("Hari/tanggal", "Tanggal"),
        "pukul": ("Pukul", "Waktu", "Jam"),
        "tempat": ("Tempat",),
        "acara": ("Acara",),
    }),
    SectionLabels("hasil_temu_bahas", ("Hasil Temu Bahas",), {
        "tanggal": ("Tanggal", "Hari/tanggal"),
        "pimpinan": ("Pimpinan rapat", "Pimpinan"),
        "notulis": ("Notulis",),
        "pembahasan": ("Pembahasan",),
        "kesimpulan": ("Kesimpulan",),
    }),
    SectionLabels("kesepakatan", ("Kesepakatan Antar Dinas", "Kesepakatan"), {
        "tanggal": ("Tanggal", "Hari/tanggal"),
        "tempat": ("Tempat",),
        "tercapai": ("Tercapai kesepakatan", "Tercapai"),
        "butir": ("Butir kesepakatan", "Butir"),
    }),
    SectionLabels("serah_terima", ("Serah Terima ke Shelter", "Serah Terima"), {
        "tanggal": ("Tanggal", "Hari/tanggal"),
        "pukul": ("Pukul", "Waktu", "Jam"),
        "tempat": ("Tempat", "Shelter"),
        "menyerahkan.nama": ("Yang menyerahkan: nama", "Yang menyerahkan", "Nama yang menyerahkan"),
        "menyerahkan.jabatan": ("Yang menyerahkan: jabatan", "Jabatan yang menyerahkan"),
        "menyerahkan.nip": ("Yang menyerahkan: NIP", "NIP yang menyerahkan"),
        "menerima.nama": ("Yang menerima: nama", "Yang menerima", "Nama yang menerima"),
        "menerima.jabatan": ("Yang menerima: jabatan", "Jabatan yang menerima"),
        "menerima.nip": ("Yang menerima: NIP", "NIP yang menerima"),
        "kondisi": ("Kondisi klien", "Kondisi"),
        "dokumen": ("Dokumen",),
        "obat": ("Obat", "Obat-obatan"),
        "batas_tinggal": ("Batas tinggal",),
    }),
    SectionLabels("pemulangan", ("Pemulangan",), {
        "daerah_tujuan": ("Daerah tujuan",),
        "sumber_biaya": ("Sumber biaya",),
        "moda": ("Moda",),
        "tanggal": ("Tanggal",),
        "jumlah_orang": ("Jumlah orang",),
        "perkiraan_biaya": ("Perkiraan biaya",),
        "alasan": ("Alasan",),
    }),
    SectionLabels("rujukan", ("Rujukan",), {
        "lembaga": ("Lembaga",),
        "alasan": ("Alasan",),
        "kondisi": ("Kondisi",),
    }),
    SectionLabels("permakanan", ("Permakanan",), {
        "mulai": ("Mulai",),
        "sampai": ("Sampai",),
        "jumlah_porsi": ("Jumlah porsi",),
    }),
    SectionLabels("tiket", ("Tiket",), {
        "moda": ("Moda",),
        "tujuan": ("Tujuan",),
        "tanggal": ("Tanggal",),
    }),
    SectionLabels("keluar_shelter", ("Keluar Shelter",), {
        "tanggal": ("Tanggal",),
        "alasan": ("Alasan",),
        "diserahkan_kepada.nama": ("Diserahkan kepada: nama", "Diserahkan kepada"),
        "diserahkan_kepada.hubungan": ("Diserahkan kepada: hubungan",),
        "diserahkan_kepada.jabatan": ("Diserahkan kepada: jabatan",),
        "diserahkan_kepada.instansi": ("Diserahkan kepada: instansi",),
        "diserahkan_kepada.nip": ("Diserahkan kepada: NIP",),
    }),
    SectionLabels("penutupan", ("Penutupan",), {
        "tanggal": ("Tanggal",),
        "hasil": ("Hasil",),
    }),
)  # fmt: skip

WITNESS = {"nama": NAME, "jabatan": POST, "instansi": AGENCY, "nip": ("NIP",)}
OFFICER = {"nama": NAME, "jabatan": POST, "nip": ("NIP",), "pangkat": RANK}

ROWS: tuple[RowsLabels, ...] = (
    RowsLabels("keluarga", ("Keluarga", "Data Keluarga"), {
        "nama": NAME, "hubungan": ("Hubungan", "Hubungan keluarga", "Hubungan dengan klien"),
        "telepon": ("Telepon", "Nomor HP", "Nomor telepon", "HP"), "alamat": ("Alamat",),
    }),
    RowsLabels("rombongan", ("Rombongan",), {
        "nama": NAME, "jenis_kelamin": ("Jenis kelamin", "L/P"), "umur": ("Umur", "Usia"),
        "nik": ("NIK",), "keterangan": ("Keterangan",),
    }),
    RowsLabels("pendampingan.petugas", ("Petugas yang mendampingi", "Petugas pendamping"), OFFICER),
    RowsLabels("temu_bahas.diundang", ("Yang diundang", "Diundang"),
               {"nama": NAME, "jabatan": POST, "instansi": AGENCY}),
    RowsLabels("hasil_temu_bahas.peserta", ("Peserta",),
               {"nama": NAME, "jabatan": POST, "instansi": AGENCY}),
    RowsLabels("kesepakatan.pihak", ("Para pihak", "Pihak"),
               {**OFFICER, "instansi": AGENCY}),
    RowsLabels("kesepakatan.saksi", ("Saksi",), WITNESS),
    RowsLabels("serah_terima.barang", ("Barang", "Barang bawaan"), {
        "nama": ("Nama barang", "Nama", "Barang"), "jumlah": ("Jumlah",),
        "keterangan": ("Keterangan",),
    }),
    RowsLabels("serah_terima.saksi", ("Saksi",), WITNESS),
    RowsLabels("tiket.penumpang", ("Penumpang",), {"nama": NAME, "nik": ("NIK",)}),
    RowsLabels("keluar_shelter.saksi", ("Saksi",), WITNESS),
)  # fmt: skip


# What stands before a label: `1. `, `2)`, `a. `, `IV. `, `- `.
NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}[.)]\s*(?=\D)|[a-z][.)]\s|[ivx]{1,4}[.)]\s)|[-–•*▪●○→]+\s)"
)


def normal(label: str) -> str:
    """A label as it is compared."""
    text = NUMBERING.sub("", label.replace("\N{NO-BREAK SPACE}", " ").casefold())
    text = re.sub(r"[:*.…_]+", " ", text)
    text = re.sub(r"\s*/\s*", "/", text)
    return " ".join(text.split())


def label_of(path: str) -> str:
    """The label a person knows for a key path such as `kesepakatan.pihak.nama`."""
    return _LABELS.get(path) or path.rsplit(".", 1)[-1].replace("_", " ").capitalize()


def _all_labels() -> dict[str, str]:
    labels = {}
    for section in SECTIONS:
        for key, names in section.labels.items():
            labels[f"{section.key}.{key}".lstrip(".")] = names[0]
            if "." in key:
                person = key.partition(".")[0]
                labels[f"{section.key}.{person}"] = names[0].partition(":")[0]
        if section.key:
            labels[section.key] = section.headings[0]
    for rows in ROWS:
        labels[rows.path] = rows.headings[0]
        labels |= {f"{rows.path}.{key}": names[0] for key, names in rows.columns.items()}
    return labels


_LABELS = _all_labels()
