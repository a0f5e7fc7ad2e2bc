"""The sections of a complaint: who received it, the work, what is wrong."""

from typing import Annotated

from generator.vocabulary.facts import (
    OPEN,
    PERSONAL,
    Asked,
    Column,
    Fact,
    Kind,
    Shared,
)
from generator.vocabulary.people import Pejabat, Section
from generator.vocabulary.written import Count, Day, YesNo

__all__ = ["Pekerjaan", "Permasalahan", "Petugas"]

ALL_KINDS = "pisahkan koma"
PROBLEM_KINDS = (
    "upah tidak dibayar",
    "upah tidak sesuai janji",
    "penipuan lowongan kerja",
    "kekerasan",
    "penahanan dokumen",
    "PHK sepihak",
    "deportasi",
    "tidak berdokumen",
    "sakit",
    "TPPO",
    "kehabisan bekal",
    "hilang kontak",
    "ingin pulang",
)


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
            may_be_unknown=True,
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
