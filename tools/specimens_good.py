"""What the specimens of good readings say: one form for each rule, and what it must be read as.

The small base form (name, sex, story) is a table under each heading; a specimen adds to it, or
brings a body of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.forms.kit import cell, p, row, t, table
from tools.specimen_parts import (
    across,
    boxed,
    deleted,
    down,
    drop_down,
    hidden,
    inserted,
    list_point,
    old_box,
    old_list,
    old_text,
    picker,
    struck,
    symbol,
    text_box,
)

__all__ = ["SPECIMENS", "Specimen"]

NAME, SEX, STORY = "Yohanes Lado", "L", "Klien ingin pulang ke daerah asalnya."
TOP, CLIENT, WORK, PROBLEM = "Data Penerimaan", "Data Klien", "Data Pekerjaan", "Permasalahan"
MEETING, ACCORD, LEAVING = "Temu Bahas Kasus", "Kesepakatan Antar Dinas", "Penutupan"


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """One form: a Word body or the value of a JSON file; what it says and which warnings it earns."""

    name: str
    rule: str
    content: str | dict[str, Any]
    form: dict[str, Any]
    warnings: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


def base(**sections: Any) -> dict[str, Any]:
    """What every specimen says, and more."""
    klien = {"nama": NAME, "jenis_kelamin": SEX, **sections.pop("klien", {})}
    problem = {"uraian": STORY, **sections.pop("permasalahan", {})}
    return {"klien": klien, "permasalahan": problem, **sections}


def body(client: str = "", *, before: str = "", problem: str = "", after: str = "") -> str:
    return (
        before
        + p(t(CLIENT))
        + table(row("Nama lengkap", NAME), row("Jenis kelamin", SEX), client)
        + p(t(PROBLEM))
        + table(row("Uraian permasalahan", STORY), problem)
        + after
    )


def lines(*told: str) -> str:
    return "".join(p(t(line)) for line in told)


def under(heading: str, *rows: str) -> str:
    return p(t(heading)) + table(*rows)


def one(
    name: str,
    rule: str,
    content: str,
    *warnings: str,
    parts: Mapping[str, str] | None = None,
    **form: Any,
) -> Specimen:
    return Specimen(
        name=name,
        rule=rule,
        content=content,
        form=base(**form),
        warnings=warnings,
        parts=parts or {},
    )


def topped(name: str, rule: str, label: str, answer: str, *warnings: str, **form: Any) -> Specimen:
    return one(name, rule, body(before=under(TOP, row(label, answer))), *warnings, **form)


def work(name: str, rule: str, label: str, answer: str, **form: Any) -> Specimen:
    return one(name, rule, body(after=under(WORK, row(label, answer))), pekerjaan=form)


def meeting(name: str, rule: str, hour: str, read: str) -> Specimen:
    rows = (row("Hari/tanggal", "26 November 2026"), row("Pukul", hour), row("Tempat", "Aula"))
    told = {"tanggal": "2026-11-26", "pukul": read, "tempat": "Aula"}
    return one(name, rule, body(after=under(MEETING, *rows)), temu_bahas=told)


def sexed(name: str, rule: str, answer: str, sex: str = "P") -> Specimen:
    content = (
        p(t(CLIENT))
        + table(row("Nama lengkap", NAME), row("Jenis kelamin", answer))
        + p(t(PROBLEM))
        + table(row("Uraian permasalahan", STORY))
    )
    return one(name, rule, content, klien={"jenis_kelamin": sex})


PEOPLE = [{"nama": "Budi", "jabatan": "Kepala Bidang"}, {"nama": "Siti", "jabatan": "Mediator"}]


def accord(points: str, people: str = "", **form: Any) -> tuple[str, dict[str, Any]]:
    rows = (
        row("Tanggal", "27-11-2026"),
        row("Tempat", "Tarakan"),
        row("Tercapai kesepakatan", "ya"),
        points,
    )
    people = people or p(t("Para pihak")) + table(
        row("No", "Nama", "Jabatan"),
        *(row(str(n), *one.values()) for n, one in enumerate(PEOPLE, 1)),
    )
    told = {"tanggal": "2026-11-27", "tempat": "Tarakan", "tercapai": True, "pihak": PEOPLE, **form}
    return body(after=under(ACCORD, *rows) + people), told


def agreed(
    name: str,
    rule: str,
    points: str,
    butir: Sequence[str],
    *warnings: str,
    people: str = "",
    parts: Mapping[str, str] | None = None,
    **form: Any,
) -> Specimen:
    content, told = accord(points, people, butir=list(butir), **form)
    return one(name, rule, content, *warnings, parts=parts, kesepakatan=told)


POINTS = ("Agen membayar upah klien, paling lambat akhir bulan", "Klien tinggal di shelter")
HAND_NUMBERED = row("Butir kesepakatan", cell(lines(f"1. {POINTS[0]}", f"2) {POINTS[1]}")))

LABELS = (
    one(
        "label-bernomor",
        "Nomor di depan label bukan bagian label",
        body(
            row("4. Agama", "Katolik") + row("a) Alias", "Eto") + row("5", "Umur", ":", "34 tahun")
        ),
        klien={"agama": "Katolik", "alias": "Eto", "umur": 34},
    ),
    one(
        "label-titik-dua-dan-bintang",
        "Titik dua, titik-titik, dan bintang bukan bagian label",
        body(row("Agama :", "Katolik") + row("Umur *", "34") + row("Alias ......", "Eto")),
        klien={"agama": "Katolik", "alias": "Eto", "umur": 34},
    ),
    one(
        "label-spasi-tak-terputus",
        "Spasi tak terputus sama dengan spasi",
        body(row("Nama\u00a0panggilan\u00a0:", "Eto")),
        klien={"alias": "Eto"},
    ),
    one(
        "label-salah-tulis",
        "Label yang hampir benar dibaca, dengan peringatan",
        body(row("Kewarganegaran", "Indonesia")),
        "W002",
        klien={"kewarganegaraan": "Indonesia"},
    ),
    one(
        "label-singkatan",
        "Singkatan yang lazim dibaca tanpa peringatan",
        body(
            row("Tgl. lahir", "3 Mei 1992")
            + row("Kab./Kota", "Ende")
            + row("No. Telp", "081200000000")
        ),
        klien={"tanggal_lahir": "1992-05-03", "kabupaten_kota": "Ende", "telepon": "081200000000"},
    ),
    one(
        "label-tak-dikenal",
        "Label yang tidak dikenal dilaporkan, jawabannya disimpan",
        body(row("Golongan darah", "AB")),
        "W003",
    ),
    one(
        "label-bukan-salah-tulis",
        "Satu kata lebih bukan salah tulis: jangan menebak",
        body(row("Alamat sekarang", "Jalan Yos Sudarso")),
        "W003",
    ),
    one(
        "label-dan-jawaban-satu-sel",
        "Label dan jawaban dalam satu sel",
        body(row("Agama : Katolik", "") + row("Alias: Eto")),
        klien={"agama": "Katolik", "alias": "Eto"},
    ),
    one(
        "jawaban-di-bawah-label-dalam-sel",
        "Jawaban diketik di sel label, sel jawaban kosong",
        body(row(cell(lines("Agama", "Katolik")), "")),
        klien={"agama": "Katolik"},
    ),
    one(
        "dua-pasang-satu-baris",
        "Dua label dan dua jawaban dalam satu baris tabel",
        body(row("Umur", "34", "Agama", "Katolik")),
        klien={"umur": 34, "agama": "Katolik"},
    ),
    one(
        "label-di-atas-jawaban",
        "Label berderet, jawabannya pada baris di bawahnya",
        body(row("Umur", "Agama", "Alias") + row("34", "Katolik", "Eto")),
        klien={"umur": 34, "agama": "Katolik", "alias": "Eto"},
    ),
    Specimen(
        name="alinea-label-titik-dua",
        rule="Label dan jawaban dalam alinea, dipisahkan titik dua",
        content=p(t(CLIENT))
        + lines("Nama lengkap : Yohanes Lado", "2. Jenis kelamin: Laki-laki")
        + p(t(PROBLEM))
        + lines(f"Uraian permasalahan: {STORY}"),
        form=base(),
    ),
    Specimen(
        name="alinea-label-tab",
        rule="Label dan jawaban dalam alinea, dipisahkan tab",
        content=p(t(CLIENT))
        + p(t("Nama lengkap"), "<w:r><w:tab/></w:r>", t(NAME))
        + p(t("Jenis kelamin"), "<w:r><w:tab/></w:r>", t(": L"))
        + p(t(PROBLEM))
        + lines("Kronologi:", STORY),
        form=base(),
    ),
    one(
        "kode-formulir-lain",
        "Kode formulir yang lain diabaikan",
        body(
            before=under(
                TOP, row("Kode formulir", "DINSOS-07/2019"), row("Catatan", "Datang pagi.")
            )
        ),
        catatan="Datang pagi.",
    ),
)

TWO_IN_ONE = (
    one(
        "tempat-tanggal-lahir-satu-sel",
        "Tempat dan tanggal lahir dalam satu sel",
        body(row("Tempat, tanggal lahir", "Ende, 3 Mei 1992")),
        klien={"tempat_lahir": "Ende", "tanggal_lahir": "1992-05-03"},
    ),
    one(
        "tempat-lahir-memuat-tanggal",
        "Tempat lahir yang memuat tanggalnya juga",
        body(row("Tempat lahir", "Ende, 03-05-1992")),
        klien={"tempat_lahir": "Ende", "tanggal_lahir": "1992-05-03"},
    ),
    one(
        "tanggal-lahir-memuat-tempat",
        "Tanggal lahir yang memuat tempatnya juga",
        body(row("Tanggal lahir", "Ende, Minggu, 3 Mei 1992")),
        klien={"tempat_lahir": "Ende", "tanggal_lahir": "1992-05-03"},
    ),
    one(
        "desa-dan-kecamatan-satu-sel",
        "Kelurahan dan kecamatan dalam satu sel",
        body(row("Desa/Kelurahan", "Kel. Pamusian, Kec. Tarakan Tengah")),
        klien={"desa_kelurahan": "Pamusian", "kecamatan": "Tarakan Tengah"},
    ),
    one(
        "desa-sampai-provinsi-satu-sel",
        "Desa sampai provinsi di bawah Alamat",
        body(row("Alamat asal", "Desa Wolotopo, Kec. Ndona, Kab. Ende, Prov. Nusa Tenggara Timur")),
        klien={
            "desa_kelurahan": "Wolotopo",
            "kecamatan": "Ndona",
            "kabupaten_kota": "Kab. Ende",
            "provinsi": "Nusa Tenggara Timur",
        },
    ),
    one(
        "kecamatan-tanpa-koma",
        "Bagian alamat tanpa koma",
        body(row("Kecamatan", "Kel. Pamusian Kec. Tarakan Tengah Kota Tarakan")),
        klien={"desa_kelurahan": "Pamusian", "kecamatan": "Tarakan Tengah Kota Tarakan"},
    ),
)

BOXES = (
    sexed("kotak-centang-satu-baris", "Kotak centang sebaris", "☐ Laki-laki   ☒ Perempuan"),
    sexed(
        "kotak-centang-satu-per-alinea",
        "Satu kotak satu alinea",
        cell(lines("☐ Laki-laki", "☑ Perempuan")),
    ),
    sexed("kotak-kurung-siku", "Kurung siku dengan x", "[ ] L   [x] P"),
    sexed("kotak-kurung-centang", "Kurung dengan tanda akar", "( ) Laki-laki   (√) Perempuan"),
    sexed("kotak-di-belakang-pilihan", "Kotak di belakang pilihannya", "Laki-laki ☐   Perempuan ☒"),
    sexed(
        "kotak-dalam-sel-sendiri",
        "Kotak dan pilihan dalam sel sendiri-sendiri",
        cell(p(t("☐"))) + cell(p(t("Laki-laki"))) + cell(p(t("✓"))) + cell(p(t("Perempuan"))),
    ),
    sexed(
        "kotak-wingdings",
        "Kotak dari huruf Wingdings",
        cell(p(symbol("F0A8"), t(" Laki-laki "), symbol("F0FE"), t(" Perempuan"))),
    ),
    sexed(
        "kotak-content-control",
        "Kotak content control: keadaannya, bukan gambarnya",
        cell(p(boxed("0", "☐"), t(" Laki-laki "), boxed("1", "■"), t(" Perempuan"))),
    ),
    sexed(
        "kotak-formulir-lama",
        "Kotak centang formulir Word lama",
        cell(
            p(
                old_box('<w:default w:val="1"/><w:checked w:val="0"/>'),
                t(" Laki-laki "),
                old_box('<w:default w:val="0"/><w:checked/>'),
                t(" Perempuan"),
            )
        ),
    ),
    sexed(
        "coret-yang-tidak-perlu",
        "Pilihan yang dicoret bukan jawaban",
        cell(p(struck("Laki-laki"), t(" / Perempuan"))),
    ),
    one(
        "kotak-beberapa-dan-lainnya",
        "Beberapa kotak, dan kata di belakang lainnya",
        body(
            problem=row(
                "Jenis permasalahan",
                cell(
                    lines(
                        "☒ upah tidak dibayar",
                        "☐ kekerasan",
                        "☒ sakit",
                        "☐ lainnya: ditinggal di pelabuhan",
                    )
                ),
            )
        ),
        permasalahan={"jenis": ["upah tidak dibayar", "sakit", "ditinggal di pelabuhan"]},
    ),
)

FIELDS = (
    one(
        "pilihan-content-control",
        "Daftar pilihan content control; petunjuknya bukan jawaban",
        body(
            row("Agama", cell(p(drop_down("Katolik"))))
            + row("Pendidikan", cell(p(drop_down("Pilih item."))))
        ),
        klien={"agama": "Katolik"},
    ),
    one(
        "pilihan-formulir-lama",
        "Daftar pilihan formulir Word lama",
        body(row("Agama", cell(p(old_list(1, "Islam", "Katolik", "Hindu"))))),
        klien={"agama": "Katolik"},
    ),
    one(
        "isian-formulir-lama",
        "Isian teks formulir Word lama",
        body(row("Agama", cell(p(old_text("Katolik"))))),
        klien={"agama": "Katolik"},
    ),
    one(
        "tanggal-hanya-di-pemilih",
        "Tanggal yang hanya tersimpan dalam pemilihnya",
        body(row("Tanggal lahir", cell(p(picker("1992-05-03"))))),
        klien={"tanggal_lahir": "1992-05-03"},
    ),
)

DATES = tuple(
    topped(
        f"tanggal-{name}",
        "Tanggal sebagaimana orang menulisnya",
        "Tanggal",
        text,
        *(("W015",) if name == "dua-angka" else ()),
        tanggal="2026-11-24",
    )
    for name, text in {
        "24-nov-2026": "24 Nov 2026",
        "dua-angka": "24-11-26",
        "titik": "24.11.2026",
        "dengan-hari": "Selasa, 24 November 2026",
        "hari-di-belakang": "24 November 2026 (Selasa)",
        "huruf-besar": "SELASA, 24 NOPEMBER 2026",
    }.items()
)
SHORT_BIRTH = one(
    "tanggal-lahir-dua-angka",
    "Tahun lahir dua angka terletak di masa lalu",
    body(row("Tanggal lahir", "3-5-45"), before=under(TOP, row("Tanggal", "24-11-2026"))),
    "W015",
    tanggal="2026-11-24",
    klien={"tanggal_lahir": "1945-05-03"},
)
TIMES = tuple(
    meeting(f"pukul-{name}", "Waktu sebagaimana orang menulisnya", text, read)
    for name, text, read in (
        ("09.00-wita", "09.00 WITA s.d. selesai", "09:00:00"),
        ("9", "pukul 9", "09:00:00"),
        ("jam-9-pagi", "jam 9 pagi", "09:00:00"),
        ("2-siang", "2 siang", "14:00:00"),
        ("setengah-9", "setengah 9 pagi", "08:30:00"),
    )
)
MONEY = tuple(
    work(
        f"rupiah-{name}",
        "Uang sebagaimana orang menulisnya",
        "Tunggakan upah",
        text,
        tunggakan_upah=amount,
    )
    for name, text, amount in (
        ("titik-strip", "Rp 1.500.000,-", 1_500_000),
        ("koma-nol", "1.500.000,00", 1_500_000),
        ("satu-setengah-juta", "1,5 juta", 1_500_000),
        ("ratus-ribu", "Rp. 150 ribu", 150_000),
        ("dengan-terbilang", "1.500.000 (satu juta lima ratus ribu rupiah)", 1_500_000),
    )
)

PARAGRAPHS = (
    Specimen(
        name="uraian-beberapa-alinea",
        rule="Alinea dan ganti baris tetap sebagai baris",
        content=under(CLIENT, row("Nama", NAME), row("Jenis kelamin", "L"))
        + under(
            PROBLEM,
            row(
                "Uraian",
                cell(
                    p(t("Alinea satu.")), p(t("Alinea dua,"), "<w:r><w:br/></w:r>", t("baris dua."))
                ),
            ),
        ),
        form=base(permasalahan={"uraian": "Alinea satu.\nAlinea dua,\nbaris dua."}),
    ),
    Specimen(
        name="uraian-di-baris-bawah-label",
        rule="Jawaban panjang pada baris di bawah labelnya",
        content=under(CLIENT, row("Nama", NAME), row("Jenis kelamin", "L"))
        + under(PROBLEM, row("Uraian permasalahan"), row("Alinea satu."), row("Alinea dua.")),
        form=base(permasalahan={"uraian": "Alinea satu.\nAlinea dua."}),
    ),
    agreed(
        "butir-bernomor-tangan", "Nomor yang diketik dilepas dari butirnya", HAND_NUMBERED, POINTS
    ),
    agreed(
        "butir-bernomor-otomatis",
        "Daftar bernomor Word",
        row("Butir kesepakatan", cell("".join(list_point(one) for one in POINTS))),
        POINTS,
        parts={
            "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        },
    ),
    agreed(
        "butir-dalam-baris-tabel",
        "Satu butir satu baris tabel bernomor",
        row("No", "Butir kesepakatan") + row("1", POINTS[0]) + row("2.", POINTS[1]),
        POINTS,
    ),
)

AGENCY = ("Disperinaker", "Disperinaker")
LAYOUT = (
    Specimen(
        name="judul-sel-gabungan",
        rule="Judul bagian dalam sel gabungan",
        content=table(
            f"<w:tr>{across(2, p(t('DATA KLIEN')))}</w:tr>",
            row("Nama", NAME),
            row("L/P", "L"),
            f"<w:tr>{across(2, p(t('II. PERMASALAHAN')))}</w:tr>",
            row("Uraian", STORY),
        ),
        form=base(),
    ),
    one(
        "jawaban-sel-gabungan",
        "Jawaban dalam sel gabungan beberapa kolom",
        body(f"<w:tr>{cell(p(t('Agama')))}{across(3, p(t('Katolik')))}</w:tr>"),
        klien={"agama": "Katolik"},
    ),
    one(
        "label-gabungan-dua-baris",
        "Label gabungan di samping dua baris jawaban",
        body(
            row(down(p(t("Kondisi kesehatan")), goes_on=False), "Demam.")
            + row(down(p(), goes_on=True), "Batuk.")
        ),
        klien={"kondisi_kesehatan": "Demam.\nBatuk."},
    ),
    agreed(
        "instansi-gabungan-ke-bawah",
        "Sel gabungan berlaku untuk baris di bawahnya",
        HAND_NUMBERED,
        POINTS,
        people=p(t("Para pihak"))
        + table(
            row("No", "Nama", "Jabatan", "Instansi"),
            row("1", "Budi", "Kepala Bidang", down(p(t("Disperinaker")), goes_on=False)),
            row("2", "Siti", "Mediator", down(p(), goes_on=True)),
        ),
        pihak=[{**one, "instansi": "Disperinaker"} for one in PEOPLE],
    ),
    agreed(
        "kolom-tak-dikenal",
        "Kolom yang tidak dikenal dilaporkan sekali, isinya disimpan",
        HAND_NUMBERED,
        POINTS,
        "W003",
        people=p(t("Para pihak"))
        + table(
            row("No", "Nama", "Umur", "Jabatan"),
            row("1", "Budi", "50", "Kepala Bidang"),
            row("2", "Siti", "40", "Mediator"),
        ),
    ),
    one(
        "tabel-tanpa-judul-kolom",
        "Tabel orang tanpa judul kolom dibaca menurut urutan cetak",
        body(
            after=p(t("Keluarga")) + table(row("1", "Maria Lado", "istri", "081200000000", "Ende"))
        ),
        "W014",
        keluarga=[
            {"nama": "Maria Lado", "hubungan": "istri", "telepon": "081200000000", "alamat": "Ende"}
        ],
    ),
    one(
        "tabel-dalam-jawaban",
        "Tabel orang di dalam sel jawaban",
        body(
            after=table(
                row(
                    "Keluarga",
                    cell(table(row("Nama", "Hubungan"), row("Maria Lado", "istri")) + p()),
                )
            )
        ),
        keluarga=[{"nama": "Maria Lado", "hubungan": "istri"}],
    ),
    Specimen(
        name="tabel-dalam-bingkai",
        rule="Seluruh formulir di dalam satu sel tabel bingkai",
        content=table(row(cell(body() + p()))),
        form=base(),
    ),
    one(
        "orang-per-baris-label",
        "Orang yang diceritakan dengan label, satu baris satu isian",
        body(
            after=p(t("Keluarga"))
            + table(
                row("Nama", "Maria Lado"),
                row("Hubungan", "istri"),
                row("Nama", "Petrus Lado"),
                row("Hubungan", "kakak"),
            )
        ),
        keluarga=[
            {"nama": "Maria Lado", "hubungan": "istri"},
            {"nama": "Petrus Lado", "hubungan": "kakak"},
        ],
    ),
    one(
        "kotak-teks-diabaikan",
        "Kotak teks tidak dibaca, dengan peringatan",
        body(before=p(text_box("Nama lengkap: Orang Lain"))),
        "W005",
    ),
    one(
        "nomor-kasus-di-kepala-halaman",
        "Jawaban bagian atas di kepala halaman",
        body(),
        parts={"header": table(row("Nomor kasus", "PMBS-2026-0007"))},
        nomor_kasus="PMBS-2026-0007",
    ),
)

NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>Menurut tetangganya.</w:t></w:r></w:p></w:footnote>'
REVIEW = (
    one(
        "revisi-sisipan-dan-hapusan",
        "Sisipan terlacak dibaca, hapusan tidak",
        body(row("Agama", cell(p(deleted("Hindu"), inserted("Katolik"))))),
        klien={"agama": "Katolik"},
    ),
    one(
        "revisi-baris-dihapus",
        "Baris yang dihapus terlacak tidak dibaca",
        body(
            '<w:tr><w:trPr><w:del w:id="9" w:author="Peksos"/></w:trPr>'
            + cell(p(deleted("Agama")))
            + cell(p(deleted("Islam")))
            + "</w:tr>"
            + row("Agama", "Katolik")
        ),
        klien={"agama": "Katolik"},
    ),
    one(
        "revisi-alinea-digabung",
        "Tanda alinea yang dihapus menggabungkan alinea",
        body(
            row(
                "Kondisi kesehatan",
                cell(
                    '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="Peksos"/></w:rPr></w:pPr>'
                    + t("Demam ")
                    + "</w:p>"
                    + p(t("sejak Senin."))
                ),
            )
        ),
        klien={"kondisi_kesehatan": "Demam sejak Senin."},
    ),
    one(
        "komentar-tidak-ikut",
        "Komentar tidak ikut terbaca",
        body(
            row(
                "Agama",
                cell(
                    p(
                        '<w:commentRangeStart w:id="0"/>',
                        t("Katolik"),
                        '<w:commentRangeEnd w:id="0"/>',
                        '<w:r><w:commentReference w:id="0"/></w:r>',
                    )
                ),
            )
        ),
        parts={
            "comments": '<w:comment w:id="0" w:author="Kepala Seksi">'
            + lines("Cocokkan KTP.")
            + "</w:comment>"
        },
        klien={"agama": "Katolik"},
    ),
    one(
        "catatan-kaki-tidak-ikut",
        "Catatan kaki tidak ikut terbaca, dengan peringatan",
        body(row("Agama", cell(p(t("Katolik"), '<w:r><w:footnoteReference w:id="2"/></w:r>')))),
        "W005",
        parts={"footnotes": NOTE},
        klien={"agama": "Katolik"},
    ),
    one(
        "teks-tersembunyi",
        "Teks tersembunyi tidak dibaca, dengan peringatan",
        body(row("Agama", cell(p(t("Katolik"), hidden(" Hindu"))))),
        "W005",
        klien={"agama": "Katolik"},
    ),
)


def as_json(name: str, rule: str, told: dict[str, Any], **form: Any) -> Specimen:
    return Specimen(name=name, rule=rule, content={**base(), **told}, form=base(**form))


JSON = (
    as_json(
        "json-tanggal-tertulis",
        "Tanggal tertulis dalam JSON",
        {"tanggal": "24 Nov 2026"},
        tanggal="2026-11-24",
    ),
    as_json(
        "json-rupiah-tertulis",
        "Uang tertulis dalam JSON",
        {"pekerjaan": {"upah_dijanjikan": "1,5 juta", "tunggakan_upah": 4_200_000}},
        pekerjaan={"upah_dijanjikan": 1_500_000, "tunggakan_upah": 4_200_000},
    ),
    as_json(
        "json-ya-tidak",
        "Ya dan tidak dalam kata",
        {"pekerjaan": {"surat_kontrak": "tidak ada"}},
        pekerjaan={"surat_kontrak": False},
    ),
)

SPECIMENS: tuple[Specimen, ...] = (
    *LABELS,
    *TWO_IN_ONE,
    *BOXES,
    *FIELDS,
    *DATES,
    SHORT_BIRTH,
    *TIMES,
    *MONEY,
    *PARAGRAPHS,
    *LAYOUT,
    *REVIEW,
    *JSON,
)
