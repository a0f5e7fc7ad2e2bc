"""The sections of a complaint: who received it, the client and who came along, the work, what is wrong."""

from typing import Annotated, Literal

from generator.vocabulary.facts import (
    OPEN,
    PERSONAL,
    SECRET,
    Asked,
    Column,
    Fact,
    Joint,
    Kind,
    Shared,
)
from generator.vocabulary.people import ADDRESS, IDENTITY, NAME, PHONE, Pejabat, Section
from generator.vocabulary.written import Count, Day, Sex, YesNo

__all__ = ["Keluarga", "Klien", "Pekerjaan", "Permasalahan", "Petugas", "Rombongan"]

ALL_KINDS = "pisahkan koma"
PROBLEM_KINDS = (
    "upah tidak dibayar", "upah tidak sesuai janji", "penipuan lowongan kerja", "kekerasan",
    "penahanan dokumen", "PHK sepihak", "deportasi", "tidak berdokumen", "sakit", "TPPO",
    "kehabisan bekal", "hilang kontak", "ingin pulang"
)  # fmt: skip


class Petugas(Pejabat):
    """Who received the client; the telephone number is that of whoever is to be called."""

    nama: Annotated[
        str,
        Fact(
            ("Nama petugas", "Petugas", "Peksos", "Pendamping", "Nama"),
            kind=Kind.NAME,
            privacy=OPEN,
            width=4.0,
            is_anybodys=True,
            shared=Shared("yang menerima"),
        ),
    ]
    jabatan: Annotated[
        str | None,
        Fact(
            ("Jabatan",),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_official=True,
            is_anybodys=True,
            shared=Shared(),
        ),
    ] = None
    nip: Annotated[
        str | None,
        Fact(
            ("NIP",),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_official=True,
            is_anybodys=True,
            shared=Shared(),
        ),
    ] = None
    telepon: Annotated[
        str | None,
        Fact(
            ("Telepon", "Telepon petugas", "Nomor HP petugas"),
            kind=Kind.CONTACT,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None


class Klien(Section):
    nama: Annotated[
        str,
        Fact(
            ("Nama lengkap", "Nama", "Nama klien"),
            kind=Kind.NAME,
            privacy=PERSONAL,
            is_anybodys=True,
            column=Column(24),
        ),
    ]
    alias: Annotated[
        str | None, Fact(("Alias", "Nama panggilan"), kind=Kind.NAME, privacy=PERSONAL)
    ] = None
    jenis_kelamin: Annotated[
        Literal["L", "P"],
        Fact(
            ("Jenis kelamin", "L/P", "Jenis kelamin L/P", "JK", "Kelamin"),
            kind=Kind.SEX,
            privacy=OPEN,
            help="L atau P",
            choices=("Laki-laki", "Perempuan"),
            column=Column(10, "L atau P", "sex"),
        ),
    ]
    nik: Annotated[
        str | None,
        Fact(
            ("NIK", "No. KTP", "Nomor KTP", "Nomor Induk Kependudukan", "NIK/No. KTP"),
            kind=Kind.IDENTITY,
            privacy=SECRET,
            help="16 angka, bila diketahui",
            column=Column(18, "16 angka", "nik"),
        ),
    ] = None
    no_kk: Annotated[
        str | None,
        Fact(("Nomor KK", "No. KK", "Nomor Kartu Keluarga"), kind=Kind.IDENTITY, privacy=SECRET),
    ] = None
    tempat_lahir: Annotated[
        str | None, Fact(("Tempat lahir",), kind=Kind.PLACE, privacy=OPEN, column=Column(14))
    ] = None
    tanggal_lahir: Annotated[
        Day | None,
        Fact(
            ("Tanggal lahir",),
            kind=Kind.DATE,
            privacy=PERSONAL,
            help="mis. 3 Mei 1992",
            column=Column(14, "24-11-1992", "date"),
        ),
        Joint(
            "ttl",
            "tempat_lahir",
            "tanggal_lahir",
            ("Tempat, tanggal lahir", "Tempat dan tanggal lahir", "TTL"),
            "Ende, 3 Mei 1992",
        ),
    ] = None
    umur: Annotated[
        Count | None,
        Fact(
            ("Umur", "Usia"),
            kind=Kind.AGE,
            privacy=OPEN,
            limits=(0, 120),
            help="dalam tahun",
            is_anybodys=True,
            column=Column(7, "tahun", "age"),
        ),
    ] = None
    agama: Annotated[
        str | None,
        Fact(
            ("Agama",),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu"),
        ),
    ] = None
    status_perkawinan: Annotated[
        str | None,
        Fact(
            ("Status perkawinan", "Status pernikahan"),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("belum kawin", "kawin", "cerai hidup", "cerai mati"),
        ),
    ] = None
    pendidikan: Annotated[
        str | None,
        Fact(
            ("Pendidikan terakhir", "Pendidikan"),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("tidak sekolah", "SD", "SMP", "SMA/SMK", "D3", "S1"),
        ),
    ] = None
    kewarganegaraan: Annotated[
        str | None, Fact(("Kewarganegaraan",), kind=Kind.WORDS, privacy=OPEN)
    ] = None
    alamat: Annotated[
        str | None,
        Fact(("Alamat asal", "Alamat"), kind=Kind.ADDRESS, privacy=PERSONAL, is_anybodys=True),
    ] = None
    desa_kelurahan: Annotated[
        str | None,
        Fact(
            ("Desa/Kelurahan", "Kelurahan/Desa", "Desa", "Kelurahan"),
            kind=Kind.ADDRESS,
            privacy=OPEN,
        ),
    ] = None
    kecamatan: Annotated[str | None, Fact(("Kecamatan",), kind=Kind.ADDRESS, privacy=OPEN)] = None
    kabupaten_kota: Annotated[
        str | None,
        Fact(
            ("Kabupaten/Kota", "Kota/Kabupaten", "Kabupaten", "Kota"),
            kind=Kind.ADDRESS,
            privacy=OPEN,
            column=Column(16, "asal"),
        ),
    ] = None
    provinsi: Annotated[
        str | None, Fact(("Provinsi",), kind=Kind.ADDRESS, privacy=OPEN, column=Column(22, "asal"))
    ] = None
    telepon: Annotated[
        str | None,
        Fact(
            ("Nomor HP", "Telepon", "No. Telp/HP", "HP", "Nomor telepon", "Nomor WA", "No. HP/WA"),
            kind=Kind.CONTACT,
            privacy=PERSONAL,
            is_anybodys=True,
            column=Column(14, "08…"),
        ),
    ] = None
    dokumen: Annotated[
        tuple[str, ...],
        Fact(
            ("Dokumen yang dimiliki", "Dokumen"), kind=Kind.ITEMS, privacy=OPEN, help="KTP, KK, …"
        ),
    ] = ()
    nomor_paspor: Annotated[
        str | None,
        Fact(
            ("Nomor paspor/SPLP", "Nomor paspor", "No. paspor"), kind=Kind.IDENTITY, privacy=SECRET
        ),
    ] = None
    dokumen_ditahan_oleh: Annotated[
        str | None, Fact(("Dokumen ditahan oleh",), kind=Kind.BODY, privacy=OPEN)
    ] = None
    kondisi_kesehatan: Annotated[
        str | None,
        Fact(("Kondisi kesehatan",), kind=Kind.WORDS, privacy=OPEN, is_long=True, height=1.5),
    ] = None


class Keluarga(Section):
    nama: NAME
    hubungan: Annotated[
        str | None,
        Fact(
            ("Hubungan", "Hubungan keluarga", "Hubungan dengan klien"),
            kind=Kind.WORDS,
            privacy=OPEN,
        ),
    ] = None
    telepon: PHONE = None
    alamat: ADDRESS = None


class Rombongan(Section):
    """Someone who came with the client."""

    nama: NAME
    jenis_kelamin: Annotated[
        Sex | None,
        Fact(("Jenis kelamin", "L/P"), kind=Kind.SEX, privacy=OPEN, choices=("L", "P"), width=1.8),
    ] = None
    umur: Annotated[
        Count | None,
        Fact(("Umur", "Usia"), kind=Kind.AGE, privacy=OPEN, limits=(0, 120), width=1.4),
    ] = None
    nik: IDENTITY = None
    keterangan: Annotated[
        str | None, Fact(("Keterangan",), kind=Kind.WORDS, privacy=OPEN, is_long=True)
    ] = None


class Pekerjaan(Section):
    """`mulai` and `berhenti` stay text: clients say "Maret 2026" or "setelah Lebaran"."""

    jenis_migran: Annotated[
        str | None,
        Fact(
            ("Jenis migran",),
            kind=Kind.WORDS,
            privacy=OPEN,
            help="domestik atau lintas negara",
            proposals=("domestik", "lintas negara"),
            shared=Shared(is_closed=True),
        ),
    ] = None
    negara: Annotated[
        str | None,
        Fact(
            ("Negara", "Negara tempat bekerja", "Negara penempatan"),
            kind=Kind.PLACE,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None
    perusahaan: Annotated[
        str | None,
        Fact(
            ("Nama perusahaan/majikan", "Perusahaan", "Majikan"),
            kind=Kind.BODY,
            privacy=OPEN,
            shared=Shared(),
        ),
    ] = None
    alamat_perusahaan: Annotated[
        str | None, Fact(("Alamat perusahaan",), kind=Kind.PLACE, privacy=OPEN, shared=Shared())
    ] = None
    kontak_perusahaan: Annotated[
        str | None, Fact(("Kontak perusahaan",), kind=Kind.CONTACT, privacy=PERSONAL)
    ] = None
    pihak_ketiga: Annotated[
        str | None,
        Fact(
            ("Pihak ketiga/perekrut", "Pihak ketiga", "Perekrut"),
            kind=Kind.WORDS,
            privacy=PERSONAL,
            shared=Shared(),
        ),
    ] = None
    jenis_pekerjaan: Annotated[
        str | None,
        Fact(("Jenis pekerjaan", "Pekerjaan"), kind=Kind.WORDS, privacy=OPEN, shared=Shared()),
    ] = None
    mulai: Annotated[
        str | None, Fact(("Mulai bekerja",), kind=Kind.WORDS, privacy=OPEN, help="mis. Maret 2026")
    ] = None
    berhenti: Annotated[str | None, Fact(("Berhenti bekerja",), kind=Kind.WORDS, privacy=OPEN)] = (
        None
    )
    upah_dijanjikan: Annotated[
        Count | None,
        Fact(("Upah dijanjikan",), kind=Kind.MONEY, privacy=OPEN, help="mis. Rp3.500.000"),
    ] = None
    upah_diterima: Annotated[
        Count | None, Fact(("Upah diterima",), kind=Kind.MONEY, privacy=OPEN)
    ] = None
    tunggakan_upah: Annotated[
        Count | None,
        Fact(
            ("Tunggakan upah",),
            kind=Kind.MONEY,
            privacy=OPEN,
            help="mis. Rp4.200.000",
            shared=Shared("mis. Rp4.200.000"),
        ),
    ] = None
    surat_kontrak: Annotated[
        YesNo | None,
        Fact(
            ("Surat kontrak kerja", "Surat kontrak"),
            kind=Kind.YES_NO,
            privacy=OPEN,
            help="ya atau tidak",
            choices=("ya", "tidak"),
            shared=Shared("ya atau tidak", is_closed=True),
        ),
    ] = None


class Permasalahan(Section):
    """`uraian` and other long answers keep their paragraphs as line breaks."""

    jenis: Annotated[
        tuple[str, ...],
        Fact(
            ("Jenis permasalahan", "Permasalahan"),
            kind=Kind.ITEMS,
            privacy=OPEN,
            help="boleh beberapa",
            boxes=PROBLEM_KINDS,
            height=3.2,
            column=Column(20, ALL_KINDS),
            shared=Shared(f"{ALL_KINDS}; yang ditulis pada lembar Klien didahulukan"),
        ),
    ] = ()
    uraian: Annotated[
        str,
        Fact(
            ("Uraian permasalahan", "Kronologi", "Uraian", "Kronologis", "Kronologi kejadian"),
            kind=Kind.PROSE,
            privacy=OPEN,
            height=5.0,
            help="kronologi: siapa, apa, kapan, di mana; satu alinea satu pokok",
            column=Column(32, "kosong bila sama untuk semua (lembar Bersama)"),
            shared=Shared("yang sama untuk semua orang"),
        ),
    ]
    harapan: Annotated[
        str | None,
        Fact(
            ("Harapan klien", "Harapan"), kind=Kind.PROSE, privacy=OPEN, height=1.1, shared=Shared()
        ),
    ] = None
    diminta: Annotated[
        str | None,
        Fact(
            ("Diminta", "Yang diminta", "Bantuan yang diminta"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            asked=Asked.NOWHERE,
            help="apa yang diminta dari penerima surat, mis. mediasi, penelusuran majikan",
        ),
    ] = None
    batas_jawab: Annotated[
        Day | None,
        Fact(
            ("Batas jawab", "Batas waktu jawaban"),
            kind=Kind.DATE,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            help="kapan jawaban ditunggu paling lambat",
        ),
    ] = None
