"""The client, their family, and who came along."""

from typing import Annotated, Literal

from generator.vocabulary.facts import (
    OPEN,
    PERSONAL,
    SECRET,
    Column,
    Fact,
    Joint,
    Kind,
    Knowledge,
)
from generator.vocabulary.people import ADDRESS, IDENTITY, NAME, PHONE, Section
from generator.vocabulary.written import Count, Day, Sex

__all__ = ["Keluarga", "Klien", "Rombongan"]


class Klien(Section):
    nama: Annotated[
        str,
        Fact(
            ("Nama lengkap", "Nama", "Nama klien"),
            kind=Kind.NAME,
            privacy=PERSONAL,
            is_anybodys=True,
            column=Column(24),
            knowledge=Knowledge.CASE,
        ),
    ]
    alias: Annotated[
        str | None,
        Fact(
            ("Alias", "Nama panggilan"), kind=Kind.NAME, privacy=PERSONAL, knowledge=Knowledge.NAME
        ),
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
            knowledge=Knowledge.CASE,
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
            knowledge=Knowledge.IDENTITY,
        ),
    ] = None
    no_kk: Annotated[
        str | None,
        Fact(
            ("Nomor KK", "No. KK", "Nomor Kartu Keluarga"),
            kind=Kind.IDENTITY,
            privacy=SECRET,
            knowledge=Knowledge.IDENTITY,
        ),
    ] = None
    tempat_lahir: Annotated[
        str | None,
        Fact(
            ("Tempat lahir",),
            kind=Kind.PLACE,
            privacy=OPEN,
            column=Column(14),
            knowledge=Knowledge.BIRTH,
        ),
    ] = None
    tanggal_lahir: Annotated[
        Day | None,
        Fact(
            ("Tanggal lahir",),
            kind=Kind.DATE,
            privacy=PERSONAL,
            help="mis. 3 Mei 1992",
            column=Column(14, "24-11-1992", "date"),
            knowledge=Knowledge.BIRTH,
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
            knowledge=Knowledge.BIRTH,
        ),
    ] = None
    agama: Annotated[
        str | None,
        Fact(
            ("Agama",),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu"),
            knowledge=Knowledge.ORIGIN,
        ),
    ] = None
    status_perkawinan: Annotated[
        str | None,
        Fact(
            ("Status perkawinan", "Status pernikahan"),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("belum kawin", "kawin", "cerai hidup", "cerai mati"),
            knowledge=Knowledge.ORIGIN,
        ),
    ] = None
    pendidikan: Annotated[
        str | None,
        Fact(
            ("Pendidikan terakhir", "Pendidikan"),
            kind=Kind.WORDS,
            privacy=OPEN,
            proposals=("tidak sekolah", "SD", "SMP", "SMA/SMK", "D3", "S1"),
            knowledge=Knowledge.ORIGIN,
        ),
    ] = None
    kewarganegaraan: Annotated[
        str | None,
        Fact(("Kewarganegaraan",), kind=Kind.WORDS, privacy=OPEN, knowledge=Knowledge.ORIGIN),
    ] = None
    alamat: Annotated[
        str | None,
        Fact(
            ("Alamat asal", "Alamat"),
            kind=Kind.ADDRESS,
            privacy=PERSONAL,
            is_anybodys=True,
            knowledge=Knowledge.ORIGIN,
        ),
    ] = None
    desa_kelurahan: Annotated[
        str | None,
        Fact(
            ("Desa/Kelurahan", "Kelurahan/Desa", "Desa", "Kelurahan"),
            kind=Kind.ADDRESS,
            privacy=OPEN,
            knowledge=Knowledge.ORIGIN,
            called="kelurahan|kel|desa|ds",
        ),
    ] = None
    kecamatan: Annotated[
        str | None,
        Fact(
            ("Kecamatan",),
            kind=Kind.ADDRESS,
            privacy=OPEN,
            knowledge=Knowledge.ORIGIN,
            called="kecamatan|kec",
        ),
    ] = None
    kabupaten_kota: Annotated[
        str | None,
        Fact(
            ("Kabupaten/Kota", "Kota/Kabupaten", "Kabupaten", "Kota"),
            kind=Kind.ADDRESS,
            privacy=OPEN,
            column=Column(16, "asal"),
            knowledge=Knowledge.ORIGIN,
            called="kabupaten|kab|kota",
            keeps_name=True,
        ),
    ] = None
    provinsi: Annotated[
        str | None,
        Fact(
            ("Provinsi",),
            kind=Kind.ADDRESS,
            privacy=OPEN,
            column=Column(22, "asal"),
            knowledge=Knowledge.ORIGIN,
            called="provinsi|prov|propinsi",
        ),
    ] = None
    telepon: Annotated[
        str | None,
        Fact(
            ("Nomor HP", "Telepon", "No. Telp/HP", "HP", "Nomor telepon", "Nomor WA", "No. HP/WA"),
            kind=Kind.CONTACT,
            privacy=PERSONAL,
            is_anybodys=True,
            column=Column(14, "08…"),
            knowledge=Knowledge.ORIGIN,
        ),
    ] = None
    dokumen: Annotated[
        tuple[str, ...],
        Fact(
            ("Dokumen yang dimiliki", "Dokumen"),
            kind=Kind.ITEMS,
            privacy=OPEN,
            help="KTP, KK, …",
            knowledge=Knowledge.IDENTITY,
        ),
    ] = ()
    nomor_paspor: Annotated[
        str | None,
        Fact(
            ("Nomor paspor/SPLP", "Nomor paspor", "No. paspor"),
            kind=Kind.IDENTITY,
            privacy=SECRET,
            knowledge=Knowledge.IDENTITY,
        ),
    ] = None
    dokumen_ditahan_oleh: Annotated[
        str | None,
        Fact(("Dokumen ditahan oleh",), kind=Kind.BODY, privacy=OPEN, knowledge=Knowledge.SUBJECT),
    ] = None
    kondisi_kesehatan: Annotated[
        str | None,
        Fact(
            ("Kondisi kesehatan",),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            height=1.5,
            knowledge=Knowledge.HEALTH,
        ),
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
