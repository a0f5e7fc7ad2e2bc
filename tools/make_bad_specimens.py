"""Write tests/specimens/bad/: one file for each problem code that a dropped file can cause.

Run with `python -m tools.make_bad_specimens`. The same code always writes the same bytes. All people
are invented.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from generator.forms import BLANKS, make_form, make_sheet

BAD = Path(__file__).parents[1] / "tests" / "specimens" / "bad"
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD: dict[str, Any] = {
    "klien": {"nama": "Yohanes Lado", "jenis_kelamin": "L"},
    "permasalahan": {"uraian": "Upah tiga bulan tidak dibayar."},
}
PARTY = {"nama": "Budi Santoso", "instansi": "Disperinaker"}
AGREEMENT = {
    "tanggal": "2026-11-27",
    "tempat": "Aula",
    "tercapai": "ya",
    "pihak": [PARTY, PARTY],
    "butir": ["Upah dibayar."],
}
JPG = b"\xff\xd8\xff\xe0 invented \xff\xd9"


def told(**changes: Any) -> bytes:
    """A valid form in JSON but for what is changed."""
    return json.dumps({**GOOD, **changes}, ensure_ascii=False, indent=1).encode()


def klien(**changes: Any) -> bytes:
    return told(klien={**GOOD["klien"], **changes})


def zipped(files: Mapping[str, bytes], *, packing: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, packing)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def locked(data: bytes) -> bytes:
    """The same zip with every entry marked as encrypted."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + offset] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


def sheet(change: Callable[[Any], None]) -> bytes:
    """The blank spreadsheet with something filled in, repacked with one date."""
    book = openpyxl.load_workbook(io.BytesIO(make_sheet()))
    change(book)
    return fixed(book)


def fixed(book: Any) -> bytes:
    """A workbook without the date and hour at which it was made."""
    out = io.BytesIO()
    book.save(out)
    parts = unzipped(out.getvalue())
    parts.pop("docProps/core.xml")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        text = parts[name].decode()
        head, _, rest = text.partition(
            "/docProps/core.xml" if name[0] == "[" else "docProps/core.xml"
        )
        start = max(head.rfind("<Relationship "), head.rfind("<Override "))
        parts[name] = (head[:start] + rest[rest.find("/>") + 2 :]).encode() if rest else parts[name]
    return zipped(parts)


def header_row(clients: Any) -> int:
    for row in clients.iter_rows():
        if any(str(cell.value).startswith("Nama lengkap") for cell in row):
            return int(row[0].row)
    raise ValueError("no header")


def fill(book: Any, count: int, *, mode: str = "kasus masing-masing", **first: Any) -> None:
    clients, common = book["Klien"], book["Bersama"]
    for row in common.iter_rows():
        label = str(row[0].value).strip(" *")
        if label == "Cara pencatatan":
            row[1].value = mode
        elif label == "Uraian permasalahan":
            row[1].value = "Dideportasi."
    if "case" in first:
        common.append(["Nomor kasus", first["case"]])
    top = header_row(clients)
    columns = {str(cell.value).split("\n")[0].strip(" *"): cell.column for cell in clients[top]}
    for number in range(1, count + 1):
        clients.cell(top + number, columns["Nama lengkap"], f"Orang {number}")
        clients.cell(top + number, columns["Jenis kelamin"], "L")
    for label, value in first.items():
        if label != "case":
            clients.cell(top + 1, columns[label], value)


def listed(change: Callable[[Any], None]) -> bytes:
    """A list of two people as an office makes it, with something odd about it."""
    made = openpyxl.Workbook()
    made.active.title = "Daftar"
    for row in (
        ["No", "Nama", "L/P", "Umur"],
        [1, "Orang Satu", "L", 34],
        [2, "Orang Dua", "P", 29],
    ):
        made.active.append(row)
    common = made.create_sheet("Bersama")
    common.append(["Cara pencatatan", "kasus masing-masing"])
    common.append(["Uraian permasalahan", "Dideportasi."])
    change(made)
    return fixed(made)


def two_names(book: Any) -> None:
    book["Daftar"]["E1"] = "Nama"
    book["Daftar"]["E2"] = "Orang Tiga"


def hide_a_row(book: Any) -> None:
    book["Daftar"].row_dimensions[3].hidden = True


def copy_the_list(book: Any) -> None:
    book.copy_worksheet(book["Daftar"])


def strike_a_name(book: Any) -> None:
    book["Daftar"]["B3"].font = Font(strike=True)


def formula(book: Any) -> None:
    fill(book, 2, Umur="=1+1")


SPECIMENS: dict[str, Callable[[], bytes]] = {
    "B001-kosong.docx": lambda: b"",
    "B002-gambar-bernama-docx.docx": lambda: JPG,
    "B003-terpotong.docx": lambda: make_form(BLANKS["pengaduan"])[:1500],
    "B004-tidak-dikenal.dat": lambda: b"PMBS",
    "B031-lembar-lama.xls": lambda: OLE + bytes(512),
    "B031-daftar.csv": lambda: b"Nama;L/P\nAndi;L\n",
    "B032-gambar.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "B032-foto-rusak.heic": lambda: b"\0\0\0\x18ftypheic" + bytes(64),
    "B033-formulir.gdoc": lambda: b'{"doc_id":"contoh"}',
    "B033-pintasan.lnk": lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(64),
    "B034-surel.eml": lambda: b"From: contoh@example.org\n\nIsi\n",
    "B035-kemasan.rar": lambda: b"Rar!\x1a\x07\0" + bytes(64),
    "B036-word-lama.doc": lambda: OLE + bytes(512),
    "B037-rekaman.mp4": lambda: b"\0\0\0\x18ftypmp42" + bytes(64),
    "B038-program.exe": lambda: b"MZ" + bytes(64),
    "B039-salindia.pptx": lambda: zipped({"ppt/presentation.xml": b"<p/>"}),
    "B008-berkata-sandi.docx": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64),
    "B010-salah-tulis.json": lambda: b'{"klien": {',
    "B011-daftar.json": lambda: b"[]",
    "B012-kunci-ganda.json": lambda: b'{"tanggal": "2026-11-24", "tanggal": "2026-11-25"}',
    "B013-bukan-utf8.json": lambda: '{"catatan": "é"}'.encode("latin-1"),
    "B015-terlalu-dalam.json": lambda: b'{"catatan": ' + b"[" * 70 + b"]" * 70 + b"}",
    "B021-tanpa-formulir.zip": lambda: zipped({"KTP.jpg": JPG}),
    "B022-dua-formulir.zip": lambda: zipped({"a.json": told(), "b.json": told(catatan="lain")}),
    "B023-bukan-pdf.pdf": lambda: b"bukan PDF",
    "B024-zip-berkata-sandi.zip": lambda: locked(zipped({"formulir.json": told()})),
    "B025-terlalu-banyak.zip": lambda: zipped({f"{n}.jpg": b"" for n in range(201)}),
    "B026-zip-terpotong.zip": lambda: zipped({"formulir.json": told()})[:-30],
    "B027-versi-lain.json": lambda: told(versi=2),
    "B028-dimampatkan-lain.zip": lambda: zipped(
        {"formulir.json": told()}, packing=zipfile.ZIP_BZIP2
    ),
    "B040-gambar-bernama-xlsx.xlsx": lambda: JPG,
    "B041-terpotong.xlsx": lambda: make_sheet()[:3000],
    "B042-tanpa-orang.xlsx": make_sheet,
    "B043-tanpa-daftar.xlsx": lambda: sheet(lambda book: book.remove(book["Klien"])),
    "B044-terlalu-banyak-orang.xlsx": lambda: sheet(lambda book: fill(book, 401)),
    "B045-berkata-sandi.xlsx": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64),
    "B046-excel-lama.xlsx": lambda: OLE + bytes(512),
    "B047-makro.xlsx": lambda: zipped({**unzipped(make_sheet()), "xl/vbaProject.bin": b"x"}),
    "B048-dua-kolom-nama.xlsx": lambda: listed(two_names),
    "B049-baris-tersembunyi.xlsx": lambda: listed(hide_a_row),
    "B030-dua-lembar.xlsx": lambda: listed(copy_the_list),
    "F001-tanpa-nama.json": lambda: klien(nama=None),
    "F002-kunci-tidak-dikenal.json": lambda: klien(nma="x"),
    "F003-jenis-kelamin.json": lambda: klien(jenis_kelamin="X"),
    "F011-bukan-tanggal.json": lambda: told(pendampingan={"tanggal": "besok"}),
    "F012-tanggal-yang-tidak-ada.json": lambda: told(pendampingan={"tanggal": "31-02-2026"}),
    "F013-bukan-jam.json": lambda: told(
        temu_bahas={"tanggal": "2026-11-26", "pukul": "25.00", "tempat": "Aula"}
    ),
    "F014-bukan-bilangan.json": lambda: told(
        permakanan={"mulai": "2026-11-24", "sampai": "2026-11-25", "jumlah_porsi": "banyak"}
    ),
    "F016-bukan-ya-atau-tidak.json": lambda: told(kesepakatan={**AGREEMENT, "tercapai": "mungkin"}),
    "F017-terlalu-panjang.json": lambda: klien(nama="a" * 301),
    "F018-bentuk-keliru.json": lambda: told(klien="Yohanes Lado"),
    "F019-tanda-tak-tercetak.json": lambda: klien(nama="Ani \ufdd0"),
    "F020-satu-pihak.json": lambda: told(kesepakatan={**AGREEMENT, "pihak": [PARTY]}),
    "F021-tiga-belas-pihak.json": lambda: told(kesepakatan={**AGREEMENT, "pihak": [PARTY] * 13}),
    "F030-kasus-tidak-ada.json": lambda: told(nomor_kasus="PMBS-2026-0404"),
    "F031-nomor-kasus-keliru.json": lambda: told(nomor_kasus="7/2026"),
    "F032-hanya-nomor.json": lambda: b'{"nomor_kasus": "PMBS-2026-0404"}',
    "F034-PMBS-2026-0405.json": lambda: told(nomor_kasus="PMBS-2026-0404"),
    "F035-tanpa-nomor-kasus.json": lambda: json.dumps(
        {"temu_bahas": {"tanggal": "2026-11-26", "pukul": "09.00", "tempat": "Aula"}}
    ).encode(),
    "F040-kasus-untuk-banyak.xlsx": lambda: sheet(
        lambda book: fill(book, 2, case="PMBS-2026-0404")
    ),
    "F041-galat-excel.xlsx": lambda: sheet(
        lambda book: fill(book, 2, **{"Kabupaten/Kota": "#REF!"})
    ),
    "F042-rumus.xlsx": lambda: sheet(formula),
    "F044-nama-dicoret.xlsx": lambda: listed(strike_a_name),
}


def _special() -> dict[str, Callable[[], bytes]]:
    """Those that start from a filled Word form."""
    filled = make_form(
        BLANKS["pengaduan"],
        {
            "klien.nama": "Ani",
            "klien.jenis_kelamin": "P",
            "permasalahan.uraian": "x",
            "klien.agama": "Islam",
        },
    )
    parts = unzipped(filled)
    document = parts["word/document.xml"].decode()
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = document.replace(main, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    # The client's table a second time, with another religion.
    start = document.rfind("<w:tbl>", 0, document.find("Nama lengkap"))
    end = document.find("</w:tbl>", start) + len("</w:tbl>")
    again = document[start:end].replace("Islam", "Katolik")
    twice = document[:end] + "<w:p/>" + again + document[end:]
    empty = f'<w:document xmlns:w="{main}"><w:body><w:p><w:r><w:t>Surat</w:t></w:r></w:p></w:body></w:document>'

    def with_document(text: str) -> bytes:
        return zipped({**parts, "word/document.xml": text.encode()})

    return {
        "B009-makro.docx": lambda: zipped({**parts, "word/vbaProject.bin": b"x"}),
        "B014-bukan-formulir.docx": lambda: with_document(empty),
        "B019-strict.docx": lambda: with_document(strict),
        "F033-dua-jawaban.docx": lambda: with_document(twice),
    }


SPECIMENS |= _special()


def main() -> None:
    BAD.mkdir(parents=True, exist_ok=True)
    for path in BAD.iterdir():
        path.unlink()
    for name, make in SPECIMENS.items():
        (BAD / name).write_bytes(make())


if __name__ == "__main__":
    main()
