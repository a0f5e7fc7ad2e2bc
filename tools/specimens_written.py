"""Further specimens of good readings: a person's word where a type stands, and JSON of other systems.

Each stands for a class of forms that offices in the field filled in so.
"""

from typing import Any

from tests.forms.kit import cell, p, row, t
from tools.specimen_parts import picker
from tools.specimens_good import (
    MEETING,
    SPECIMENS,
    STORY,
    Specimen,
    as_json,
    base,
    body,
    one,
    sexed,
    topped,
    under,
)

__all__ = ["EVERY"]


def client(name: str, rule: str, label: str, answer: str, *warnings: str, **form: Any) -> Specimen:
    return one(name, rule, body(row(label, answer)), *warnings, klien=form)


def wages(name: str, rule: str, answer: str, kept: int | str, *warnings: str) -> Specimen:
    content = body(after=under("Data Pekerjaan", row("Upah dijanjikan", answer)))
    return one(name, rule, content, *warnings, pekerjaan={"upah_dijanjikan": kept})


def meeting(name: str, rule: str, day: str, hour: str, *warnings: str, **form: Any) -> Specimen:
    rows = (row("Hari/tanggal", day), row("Pukul", hour), row("Tempat", "Aula"))
    told = {"tanggal": "2026-11-26", "pukul": "09:00:00", "tempat": "Aula", **form}
    return one(name, rule, body(after=under(MEETING, *rows)), *warnings, temu_bahas=told)


def contract(name: str, answer: str) -> Specimen:
    content = body(after=under("Data Pekerjaan", row("Surat kontrak kerja", answer)))
    rule = "Ya atau tidak dengan alasannya: disimpan seperti tertulis"
    return one(name, rule, content, pekerjaan={"surat_kontrak": answer})


DASH, HYPHEN, BLANK = "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}"
DAYS = (
    client(
        "tanggal-tanda-hubung-word",
        "Tanda hubung yang dibuat Word sendiri",
        "Tanggal lahir",
        f"01 {DASH} 07 {HYPHEN} 1985",
        tanggal_lahir="1985-07-01",
    ),
    client(
        "tanggal-bulan-romawi",
        "Bulan dengan angka Romawi",
        "Tanggal lahir",
        "3.V.1992",
        tanggal_lahir="1992-05-03",
    ),
    client(
        "tanggal-melayu",
        "Nama bulan Melayu dan Inggris",
        "Tanggal lahir",
        "3 Ogos 1992",
        tanggal_lahir="1992-08-03",
    ),
    topped(
        "tanggal-dengan-jam",
        "Tanggal dengan jam di belakangnya",
        "Tanggal",
        "24 November 2026 pukul 08.30 WITA",
        tanggal="2026-11-24",
    ),
    client(
        "tahun-lahir-saja",
        "Tahun lahir saja: disimpan seperti tertulis",
        "Tanggal lahir",
        "1985",
        tanggal_lahir="1985",
    ),
    client(
        "tahun-lahir-kira-kira",
        "Tahun lahir kira-kira",
        "Tanggal lahir",
        "± 1985",
        tanggal_lahir="± 1985",
    ),
    client(
        "tanggal-yang-tidak-ada",
        "Tanggal yang tidak ada: disimpan, dengan peringatan",
        "Tanggal lahir",
        "31-02-1992",
        "W017",
        tanggal_lahir="31-02-1992",
    ),
    client(
        "tempat-lahir-tanpa-tanggal",
        "Tempat lahir, tanggalnya tidak diketahui",
        "Tempat, tanggal lahir",
        "Bone, tidak ingat",
        tempat_lahir="Bone",
    ),
    one(
        "tanggal-pemilih-cara-inggris",
        "Pemilih tanggal Word berbahasa Inggris: yang dipilih yang dipakai",
        body(row("Tanggal lahir", cell(p(picker("1990-05-12", "5/12/1990"))))),
        "W084",
        klien={"tanggal_lahir": "1990-05-12"},
    ),
    one(
        "tanggal-pemilih-ditimpa",
        "Tanggal yang diketik di atas pilihan: yang tampil yang dipakai",
        body(row("Tanggal lahir", cell(p(picker("1990-05-12", "3 Juni 1991"))))),
        "W084",
        klien={"tanggal_lahir": "1991-06-03"},
    ),
    meeting(
        "tanggal-beberapa-hari",
        "Beberapa hari, padahal satu yang diminta: hari pertamanya, dengan peringatan",
        "26 s.d. 28 November 2026",
        "09.00",
        "W018",
    ),
    client(
        "tempat-dan-tahun-lahir",
        "Tempat dan tahun lahir tanpa koma",
        "Tempat, tanggal lahir",
        "Bone sekitar 1985",
        tempat_lahir="Bone",
        tanggal_lahir="sekitar 1985",
    ),
)
HOURS = (
    meeting(
        "pukul-mulai-dan-selesai",
        "Jam mulai dan selesai",
        "26 November 2026",
        f"09.00 {DASH} 11.00{BLANK}WITA",
        pukul_selesai="11:00:00",
    ),
    meeting("pukul-wib", "Jam daerah lain diubah ke WITA", "26 November 2026", "08.00 WIB", "W018"),
    meeting("pukul-empat-angka", "Jam empat angka", "26 November 2026", "0900"),
)
PEOPLE = (
    client(
        "umur-kira-kira",
        "Umur kira-kira: disimpan seperti tertulis",
        "Umur",
        "± 34 tahun",
        umur="± 34 tahun",
    ),
    client("umur-bulan", "Umur bayi dalam bulan", "Umur", "8 bulan", umur="8 bulan"),
    client("umur-dari-sampai", "Umur dari sampai", "Umur", f"30 {DASH} 35", umur=f"30 {DASH} 35"),
    client(
        "umur-di-luar-batas",
        "Umur di luar batas: disimpan, dengan peringatan",
        "Umur",
        "350",
        "W017",
        umur="350",
    ),
    sexed("kelamin-tanda-hubung", "Jenis kelamin seperti dalam daftar", f"Perempuan {DASH} dewasa"),
    sexed("kelamin-anak", "Jenis kelamin dengan kata anak", "anak perempuan"),
    sexed("kelamin-singkat", "Jenis kelamin disingkat", "Lk", "L"),
)
AMOUNTS = (
    wages(
        "upah-ringgit",
        "Upah dalam ringgit: dicetak seperti tertulis, tidak dijumlahkan",
        "RM 1.500",
        "RM 1.500",
    ),
    wages(
        "upah-ringgit-malaysia",
        "Upah dalam ringgit, ditulis cara Malaysia",
        "MYR 1,500.00",
        "MYR 1,500.00",
    ),
    wages("upah-tidak-dibayar", "Upah yang tidak dibayar", "tidak dibayar", "tidak dibayar"),
    wages("upah-dari-sampai", "Upah dari sampai", "1 juta s.d. 2 juta", "1 juta s.d. 2 juta"),
    wages("upah-harian", "Upah harian bukan upah bulanan", "Rp50.000/hari", "Rp50.000/hari"),
    wages("upah-terbilang", "Upah dalam kata", "satu juta lima ratus ribu rupiah", 1_500_000),
    wages(
        "upah-tak-terbaca",
        "Upah yang tidak terbaca: disimpan, dengan peringatan",
        "sesuai UMK",
        "sesuai UMK",
        "W017",
    ),
    contract("kontrak-ditahan", "ada, ditahan majikan"),
    contract("kontrak-hilang", "hilang"),
)
OTHER_SYSTEMS = (
    as_json(
        "json-waktu-iso",
        "Waktu ISO dengan zona dari sistem lain",
        {"tanggal": "2026-11-24T08:30:00+08:00"},
        tanggal="2026-11-24",
    ),
    as_json(
        "json-waktu-utc",
        "Waktu ISO di zona lain: tanggalnya menurut WITA",
        {"tanggal": "2026-11-23T20:30:00Z"},
        tanggal="2026-11-24",
    ),
    Specimen(
        name="json-yes-no",
        rule="Yes dan No dari sistem lain",
        content=base(pekerjaan={"surat_kontrak": "No"}),
        form=base(pekerjaan={"surat_kontrak": False}),
    ),
    Specimen(
        name="json-kunci-sistem",
        rule="Kunci milik sistem lain disebut dan tidak dibaca",
        content={"$schema": "https://sistem.example/skema", "_id": "65f0", **base()},
        form=base(),
        warnings=("W080",),
    ),
    Specimen(
        name="json-html",
        rule="Tanda HTML dilepas, hurufnya tetap",
        content={**base(), "permasalahan": {"uraian": f"<p>{STORY}</p> Gaji &amp; cuti."}},
        form=base(permasalahan={"uraian": f"{STORY}\nGaji & cuti."}),
        warnings=("W081",),
    ),
    Specimen(
        name="json-huruf-lain",
        rule="Nama perusahaan dengan huruf lain",
        content=base(pekerjaan={"perusahaan": "林業有限公司 Sdn. Bhd."}),
        form=base(pekerjaan={"perusahaan": "林業有限公司 Sdn. Bhd."}),
    ),
)
BESIDE = (
    one(
        "tanda-tangan-tanpa-hari",
        "Baris tempat dan bulan di atas tanda tangan bukan isian",
        body(after=p(t("Tarakan, November 2026"))),
    ),
)

EVERY: tuple[Specimen, ...] = (
    *SPECIMENS,
    *DAYS,
    *HOURS,
    *PEOPLE,
    *AMOUNTS,
    *OTHER_SYSTEMS,
    *BESIDE,
)
