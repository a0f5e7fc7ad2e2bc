"""The sections of shelter and way home, up to the closing of the case."""

from datetime import date
from typing import Annotated

from generator.vocabulary.facts import OPEN, PERSONAL, SECRET, Asked, Fact, Group, Kind, Knowledge
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.people import (
    AGENCY,
    DAY,
    IDENTITY,
    NAME,
    NIP,
    POST,
    UNASKED_ADDRESS,
    UNASKED_NIK,
    UNASKED_PHONE,
    YES_NO,
    Pejabat,
    Saksi,
    Section,
)
from generator.vocabulary.written import Count, Day, Hour, Sex, YesNo, typed

__all__ = [
    "Barang",
    "KeluarShelter",
    "KondisiOrang",
    "Pemulangan",
    "Penerima",
    "Penumpang",
    "Penutupan",
    "Permakanan",
    "RincianBiaya",
    "Rujukan",
    "SerahTerima",
    "Tiket",
]

# How the end of a case is told first, and what it is counted as.
OUTCOMES = {
    ("pulang",): "pulang",
    ("dipulangkan",): "pulang",
    ("kembali", "bekerja"): "kembali bekerja",
    ("bekerja", "kembali"): "kembali bekerja",
    ("dirujuk",): "dirujuk",
    ("menolak",): "menolak",
    ("pergi", "sendiri"): "pergi sendiri",
    ("meninggal",): "meninggal",
}
FILLERS = frozenset({"klien", "sudah", "telah", "akhirnya"})
WAYS = ("speed", "kapal", "pesawat")
DATE = Annotated[date, Fact(("Tanggal",), kind=Kind.DATE, privacy=OPEN)]
CONDITION = Annotated[
    str | None,
    Fact(
        ("Kondisi",),
        kind=Kind.WORDS,
        privacy=OPEN,
        is_long=True,
        height=1.2,
        is_anybodys=True,
        knowledge=Knowledge.HEALTH,
    ),
]
HOW_PAID = Annotated[
    str | None,
    Fact(("Cara bayar", "Cara pembayaran"), kind=Kind.WORDS, privacy=OPEN, asked=Asked.NOWHERE),
]


class Barang(Section):
    nama: Annotated[
        str, Fact(("Nama barang", "Nama", "Barang"), kind=Kind.WORDS, privacy=OPEN, width=4.0)
    ]
    jumlah: Annotated[str | None, Fact(("Jumlah",), kind=Kind.WORDS, privacy=OPEN, width=2.2)] = (
        None
    )
    keterangan: Annotated[
        str | None, Fact(("Keterangan",), kind=Kind.WORDS, privacy=OPEN, is_long=True)
    ] = None
    pemilik: Annotated[
        str | None,
        Fact(("Pemilik", "Milik"), kind=Kind.NAME, privacy=PERSONAL, asked=Asked.NOWHERE),
    ] = None


class KondisiOrang(Section):
    """How each of several people was when they came to the shelter."""

    nama: NAME
    kondisi: CONDITION = None


class SerahTerima(Section):
    """`batas_tinggal` stays text: a date or "7 hari"."""

    tanggal: DAY
    pukul: Annotated[
        Hour | None,
        Fact(("Pukul", "Waktu", "Jam"), kind=Kind.TIME, privacy=OPEN, help="WITA, mis. 14.30"),
    ] = None
    tempat: Annotated[str, Fact(("Tempat", "Shelter"), kind=Kind.PLACE, privacy=OPEN)]
    menyerahkan: Annotated[
        Pejabat, Group(("Yang menyerahkan",), is_of_office=True, printed=("nama", "jabatan", "nip"))
    ]
    menerima: Annotated[
        Pejabat, Group(("Yang menerima",), is_of_office=True, printed=("nama", "jabatan", "nip"))
    ]
    kondisi: Annotated[
        str | None,
        Fact(
            ("Kondisi klien", "Kondisi"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            height=1.2,
            is_anybodys=True,
            knowledge=Knowledge.HEALTH,
        ),
    ] = None
    dokumen: Annotated[
        tuple[str, ...],
        Fact(
            ("Dokumen",),
            kind=Kind.ITEMS,
            privacy=OPEN,
            help="yang ikut diserahkan, dipisahkan koma",
        ),
    ] = ()
    obat: Annotated[
        str | None,
        Fact(("Obat", "Obat-obatan"), kind=Kind.WORDS, privacy=OPEN, knowledge=Knowledge.HEALTH),
    ] = None
    batas_tinggal: Annotated[
        str | None, Fact(("Batas tinggal",), kind=Kind.WORDS, privacy=OPEN, help="mis. 7 hari")
    ] = None
    uang: Annotated[
        Count | None,
        Fact(("Uang", "Uang yang dibawa"), kind=Kind.MONEY, privacy=OPEN, asked=Asked.NOWHERE),
    ] = None
    kontak_keluarga: Annotated[
        str | None,
        Fact(("Kontak keluarga",), kind=Kind.CONTACT, privacy=PERSONAL, asked=Asked.NOWHERE),
    ] = None
    barang: Annotated[tuple[Barang, ...], Group(("Barang", "Barang bawaan"), blank_rows=6)] = ()
    saksi: Annotated[tuple[Saksi, ...], Group(("Saksi",))] = ()
    kondisi_orang: Annotated[
        tuple[KondisiOrang, ...],
        Group(
            ("Kondisi orang", "Kondisi tiap orang"), asked=Asked.NOWHERE, knowledge=Knowledge.HEALTH
        ),
    ] = ()


class RincianBiaya(Section):
    """One line of an estimate of costs."""

    uraian: Annotated[str, Fact(("Uraian",), kind=Kind.WORDS, privacy=OPEN, width=4.0)]
    jumlah: Annotated[
        Count | None,
        Fact(("Jumlah", "Banyaknya", "Volume"), kind=Kind.NUMBER, privacy=OPEN, width=2.2),
    ] = None
    satuan: Annotated[str | None, Fact(("Satuan",), kind=Kind.WORDS, privacy=OPEN, width=2.2)] = (
        None
    )
    harga: Annotated[
        Count | None, Fact(("Harga", "Harga satuan"), kind=Kind.MONEY, privacy=OPEN)
    ] = None

    @property
    def biaya(self) -> int | None:
        """What the line comes to; None where its number or its price was not said."""
        count, price = typed(self.jumlah), typed(self.harga)
        return None if count is None or price is None else count * price


class Pemulangan(Section):
    daerah_tujuan: Annotated[str, Fact(("Daerah tujuan",), kind=Kind.PLACE, privacy=OPEN)]
    sumber_biaya: Annotated[
        str,
        Fact(
            ("Sumber biaya",),
            kind=Kind.WORDS,
            privacy=OPEN,
            help="dinsos_provinsi, baznas, perusahaan, atau keluarga",
            proposals=("dinsos_provinsi", "baznas", "perusahaan", "keluarga"),
        ),
    ]
    moda: Annotated[
        str | None,
        Fact(("Moda",), kind=Kind.WORDS, privacy=OPEN, proposals=("kapal", "speed", "pesawat")),
    ] = None
    tanggal: Annotated[Day | None, Fact(("Tanggal",), kind=Kind.DATE, privacy=OPEN)] = None
    jumlah_orang: Annotated[
        Count | None, Fact(("Jumlah orang",), kind=Kind.NUMBER, privacy=OPEN)
    ] = None
    perkiraan_biaya: Annotated[
        Count | None,
        Fact(("Perkiraan biaya",), kind=Kind.MONEY, privacy=OPEN, help="mis. Rp2.750.000"),
    ] = None
    alasan: Annotated[
        str | None,
        Fact(
            ("Alasan",), kind=Kind.WORDS, privacy=OPEN, is_long=True, height=1.5, is_anybodys=True
        ),
    ] = None
    cara_bayar: HOW_PAID = None
    penanggung_jawab: Annotated[
        str | None,
        Fact(
            ("Penanggung jawab", "Penanggung jawab biaya"),
            kind=Kind.NAME,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None
    dasar: Annotated[
        str | None,
        Fact(
            ("Dasar", "Dasar permohonan"),
            kind=Kind.WORDS,
            privacy=OPEN,
            is_long=True,
            asked=Asked.NOWHERE,
        ),
    ] = None
    rincian: Annotated[
        tuple[RincianBiaya, ...],
        Group(("Rincian biaya", "Rincian"), asked=Asked.NOWHERE, blank_rows=5),
    ] = ()

    @property
    def jumlah_rincian(self) -> int | None:
        """The sum of the lines; None where one of them cannot be added up, or there is none."""
        sums = [one.biaya for one in self.rincian]
        counted = [one for one in sums if one is not None]
        return sum(counted) if sums and len(counted) == len(sums) else None

    @property
    def diminta(self) -> int | None:
        """How much is asked for, in whole rupiah: the sum of the lines, otherwise the estimate."""
        sum_of_lines = self.jumlah_rincian
        return typed(self.perkiraan_biaya) if sum_of_lines is None else sum_of_lines


class Rujukan(Section):
    lembaga: Annotated[str, Fact(("Lembaga",), kind=Kind.BODY, privacy=OPEN)]
    alasan: Annotated[
        str,
        Fact(
            ("Alasan",), kind=Kind.WORDS, privacy=OPEN, is_long=True, height=1.5, is_anybodys=True
        ),
    ]
    kondisi: CONDITION = None
    kegentingan: Annotated[
        str | None,
        Fact(
            ("Kegentingan",),
            kind=Kind.WORDS,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            proposals=("biasa", "segera", "darurat"),
        ),
    ] = None
    persetujuan: Annotated[
        YesNo | None,
        Fact(
            ("Persetujuan", "Persetujuan klien"),
            kind=Kind.YES_NO,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            choices=YES_NO,
            help="ya bila klien setuju dirujuk",
        ),
    ] = None


class Permakanan(Section):
    mulai: Annotated[date, Fact(("Mulai",), kind=Kind.DATE, privacy=OPEN)]
    sampai: Annotated[date, Fact(("Sampai",), kind=Kind.DATE, privacy=OPEN)]
    jumlah_porsi: Annotated[
        int, Fact(("Jumlah porsi",), kind=Kind.NUMBER, privacy=OPEN, help="angka saja")
    ]
    waktu_makan: Annotated[
        tuple[str, ...],
        Fact(
            ("Waktu makan",),
            kind=Kind.ITEMS,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            help="pagi, siang, malam",
        ),
    ] = ()
    jumlah_orang: Annotated[
        Count | None, Fact(("Jumlah orang",), kind=Kind.NUMBER, privacy=OPEN, asked=Asked.NOWHERE)
    ] = None
    pantangan: Annotated[
        str | None, Fact(("Pantangan",), kind=Kind.WORDS, privacy=OPEN, asked=Asked.NOWHERE)
    ] = None


class Penumpang(Section):
    nama: NAME
    nik: IDENTITY = None
    tanggal_lahir: Annotated[
        Day | None, Fact(("Tanggal lahir",), kind=Kind.DATE, privacy=PERSONAL, asked=Asked.NOWHERE)
    ] = None
    jenis_kelamin: Annotated[
        Sex | None,
        Fact(
            ("Jenis kelamin", "L/P"),
            kind=Kind.SEX,
            privacy=OPEN,
            asked=Asked.NOWHERE,
            choices=("L", "P"),
            width=1.8,
        ),
    ] = None
    nomor_identitas: Annotated[
        str | None,
        Fact(
            ("Nomor identitas", "Nomor paspor"),
            kind=Kind.IDENTITY,
            privacy=SECRET,
            asked=Asked.NOWHERE,
        ),
    ] = None


class Tiket(Section):
    moda: Annotated[str, Fact(("Moda",), kind=Kind.WORDS, privacy=OPEN, proposals=WAYS)]
    tujuan: Annotated[str, Fact(("Tujuan",), kind=Kind.PLACE, privacy=OPEN)]
    tanggal: DATE
    jam: Annotated[
        Hour | None,
        Fact(("Jam", "Jam berangkat", "Pukul"), kind=Kind.TIME, privacy=OPEN, asked=Asked.NOWHERE),
    ] = None
    pelabuhan: Annotated[
        str | None,
        Fact(
            ("Pelabuhan", "Pelabuhan berangkat"), kind=Kind.PLACE, privacy=OPEN, asked=Asked.NOWHERE
        ),
    ] = None
    kelas: Annotated[
        str | None, Fact(("Kelas",), kind=Kind.WORDS, privacy=OPEN, asked=Asked.NOWHERE)
    ] = None
    dibayar_oleh: Annotated[
        str | None, Fact(("Dibayar oleh",), kind=Kind.BODY, privacy=OPEN, asked=Asked.NOWHERE)
    ] = None
    cara_bayar: HOW_PAID = None
    penumpang: Annotated[tuple[Penumpang, ...], Group(("Penumpang",))] = ()


class Penerima(Section):
    """Whoever receives a client who leaves the shelter."""

    nama: NAME
    hubungan: Annotated[str | None, Fact(("Hubungan",), kind=Kind.WORDS, privacy=OPEN)] = None
    jabatan: POST = None
    instansi: AGENCY = None
    nip: NIP = None
    nik: UNASKED_NIK = None
    alamat: UNASKED_ADDRESS = None
    telepon: UNASKED_PHONE = None
    identitas: Annotated[
        str | None,
        Fact(
            ("Identitas", "Nomor identitas"),
            kind=Kind.IDENTITY,
            privacy=SECRET,
            asked=Asked.NOWHERE,
        ),
    ] = None


class KeluarShelter(Section):
    tanggal: DATE
    alasan: Annotated[
        str,
        Fact(
            ("Alasan",), kind=Kind.WORDS, privacy=OPEN, is_long=True, height=1.5, is_anybodys=True
        ),
    ]
    diserahkan_kepada: Annotated[Penerima, Group(("Diserahkan kepada",))]
    saksi: Annotated[tuple[Saksi, ...], Group(("Saksi",))] = ()


class Penutupan(Section):
    tanggal: DATE
    hasil: Annotated[
        str,
        Fact(("Hasil",), kind=Kind.PROSE, privacy=OPEN, height=1.8, help="mis. pulang ke keluarga"),
    ]
    upah_dibayar: Annotated[
        Count | None,
        Fact(
            ("Upah dibayar", "Upah yang dibayar"),
            kind=Kind.MONEY,
            privacy=OPEN,
            asked=Asked.NOWHERE,
        ),
    ] = None

    @property
    def pokok(self) -> str:
        """The outcome as it is counted: one of the known ones that the answer begins with, else `lainnya`.

        What else was said may name people, and stays in the case.
        """
        said = [word for word in tokens(self.hasil) if word not in FILLERS]
        for words, outcome in OUTCOMES.items():
            if said[: len(words)] == list(words):
                return outcome
        return "lainnya"
