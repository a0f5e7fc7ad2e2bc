"""The sections of mediation: accompaniment, meeting, its minutes, the agreement."""

from datetime import date, time
from typing import Annotated

from generator.vocabulary.facts import OPEN, Asked, Fact, Group, Kind, Knowledge
from generator.vocabulary.people import (
    AGENCIES,
    AGENCY,
    DAY,
    NAME,
    NIP,
    POST,
    RANK,
    UNASKED_ADDRESS,
    UNASKED_NIK,
    YES_NO,
    Pejabat,
    Saksi,
    Section,
)
from generator.vocabulary.written import Count, Day, Hour

__all__ = [
    "Diundang",
    "HasilTemuBahas",
    "Kesepakatan",
    "Pendampingan",
    "Peserta",
    "Pihak",
    "TemuBahas",
    "TindakLanjut",
]


class Pendampingan(Section):
    tanggal: DAY
    sampai: Annotated[
        Day | None,
        Fact(("Sampai", "Sampai tanggal"), kind=Kind.DATE, privacy=OPEN, asked=Asked.NOWHERE),
    ] = None
    petugas: Annotated[
        tuple[Pejabat, ...],
        Group(("Petugas yang mendampingi", "Petugas pendamping"), is_of_office=True),
    ] = ()


class Diundang(Section):
    nama: Annotated[
        str | None,
        Fact(("Nama", "Nama lengkap"), kind=Kind.NAME, privacy=OPEN, width=4.0, is_anybodys=True),
    ] = None
    jabatan: POST = None
    instansi: Annotated[
        str, Fact(AGENCIES, kind=Kind.BODY, privacy=OPEN, width=3.6, is_official=True)
    ]


class TemuBahas(Section):
    tanggal: Annotated[
        date,
        Fact(
            ("Hari/tanggal", "Tanggal"), kind=Kind.DATE, privacy=OPEN, help="mis. 26 November 2026"
        ),
    ]
    pukul: Annotated[
        time, Fact(("Pukul", "Waktu", "Jam"), kind=Kind.TIME, privacy=OPEN, help="WITA, mis. 09.00")
    ]
    pukul_selesai: Annotated[
        Hour | None,
        Fact(
            ("Pukul selesai", "Jam selesai", "Sampai pukul"),
            kind=Kind.TIME,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None
    tempat: Annotated[str, Fact(("Tempat",), kind=Kind.PLACE, privacy=OPEN)]
    acara: Annotated[
        str | None, Fact(("Acara",), kind=Kind.WORDS, privacy=OPEN, knowledge=Knowledge.SUBJECT)
    ] = None
    yang_dibawa: Annotated[
        str | None,
        Fact(
            ("Yang dibawa", "Yang perlu dibawa"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            asked=Asked.NOWHERE,
            knowledge=Knowledge.SUBJECT,
        ),
    ] = None
    telepon: Annotated[
        str | None,
        Fact(
            ("Telepon", "Telepon yang dapat dihubungi", "Narahubung"),
            kind=Kind.CONTACT,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            is_anybodys=True,
        ),
    ] = None
    diundang: Annotated[
        tuple[Diundang, ...], Group(("Yang diundang", "Diundang"), is_of_office=True, blank_rows=8)
    ] = ()


class Peserta(Section):
    nama: NAME
    jabatan: POST = None
    instansi: AGENCY = None


class TindakLanjut(Section):
    """What was agreed to be done. `batas` stays text: a date or "dua minggu"."""

    uraian: Annotated[
        str,
        Fact(("Uraian", "Tindak lanjut"), kind=Kind.WORDS, privacy=OPEN, is_long=True, width=4.0),
    ]
    penanggung_jawab: Annotated[
        str | None, Fact(("Penanggung jawab",), kind=Kind.BODY, privacy=OPEN)
    ] = None
    batas: Annotated[
        str | None, Fact(("Batas", "Batas waktu"), kind=Kind.WORDS, privacy=OPEN, width=2.4)
    ] = None


class HasilTemuBahas(Section):
    tanggal: DAY
    pimpinan: Annotated[str, Fact(("Pimpinan rapat", "Pimpinan"), kind=Kind.NAME, privacy=OPEN)]
    notulis: Annotated[str | None, Fact(("Notulis",), kind=Kind.NAME, privacy=OPEN)] = None
    pembahasan: Annotated[str, Fact(("Pembahasan",), kind=Kind.PROSE, privacy=OPEN, height=7.0)]
    kesimpulan: Annotated[
        str | None, Fact(("Kesimpulan",), kind=Kind.PROSE, privacy=OPEN, height=3.0)
    ] = None
    peserta: Annotated[tuple[Peserta, ...], Group(("Peserta",), blank_rows=10)] = ()
    tindak_lanjut: Annotated[
        tuple[TindakLanjut, ...],
        Group(("Tindak lanjut", "Rencana tindak lanjut"), asked=Asked.NOWHERE),
    ] = ()


class Pihak(Section):
    """A party to an agreement; client and company have no NIP, which is normal."""

    nama: NAME
    jabatan: POST = None
    nip: NIP = None
    pangkat: RANK = None
    instansi: AGENCY = None
    nik: UNASKED_NIK = None
    alamat: UNASKED_ADDRESS = None
    bertindak_untuk: Annotated[
        str | None,
        Fact(
            ("Bertindak untuk", "Bertindak untuk dan atas nama"),
            kind=Kind.BODY,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None


class Kesepakatan(Section):
    """`tercapai` false makes the record that no agreement was reached."""

    tanggal: DAY
    tempat: Annotated[str, Fact(("Tempat",), kind=Kind.PLACE, privacy=OPEN)]
    tercapai: Annotated[
        bool,
        Fact(
            ("Tercapai kesepakatan", "Tercapai"),
            kind=Kind.YES_NO,
            privacy=OPEN,
            help="ya atau tidak",
            choices=YES_NO,
        ),
    ]
    butir: Annotated[
        tuple[str, ...],
        Fact(
            ("Butir kesepakatan", "Butir"),
            kind=Kind.POINTS,
            privacy=OPEN,
            limits=(1, 60),
            help="satu butir satu baris",
            height=6.5,
        ),
    ]
    nilai: Annotated[
        Count | None,
        Fact(
            ("Nilai", "Nilai kesepakatan"),
            kind=Kind.MONEY,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            help="jumlah uang yang disepakati, mis. Rp4.200.000",
        ),
    ] = None
    bila_ingkar: Annotated[
        str | None,
        Fact(
            ("Bila ingkar", "Bila ingkar janji"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            asked=Asked.NOWHERE,
        ),
    ] = None
    pengawas: Annotated[
        str | None,
        Fact(
            ("Pengawas", "Pengawas pelaksanaan"), kind=Kind.BODY, privacy=OPEN, asked=Asked.NOWHERE
        ),
    ] = None
    langkah_berikut: Annotated[
        str | None,
        Fact(
            ("Langkah berikut", "Langkah berikutnya"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            asked=Asked.NOWHERE,
        ),
    ] = None
    pihak: Annotated[
        tuple[Pihak, ...], Group(("Para pihak", "Pihak"), limits=(2, 12), blank_rows=8)
    ]
    saksi: Annotated[tuple[Saksi, ...], Group(("Saksi",))] = ()
