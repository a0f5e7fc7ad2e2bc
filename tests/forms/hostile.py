"""Files that want to hurt the reader: made when a test needs them, never kept."""

import io
import json
import struct
import zipfile
from collections.abc import Callable

from tests.forms.kit import TYPES, W, complaint, docx, p, row, t, table
from tests.office_kit import form

__all__ = ["HOSTILE"]

GOOD = complaint()
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A package with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    return repacked(GOOD, lambda parts: parts.update({name: part}))


def with_document(document: bytes) -> bytes:
    return with_part("word/document.xml", document)


def body(content: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'.encode()


def entities() -> bytes:
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    head = f"<?xml version='1.0'?><!DOCTYPE x [{''.join(lines)}]>"
    return with_document(head.encode() + body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"))


def external_entity() -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return with_document(head + body("<w:p><w:r><w:t>&f;</w:t></w:r></w:p>"))


def many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        for number in range(50_000):
            package.writestr(f"word/{number}", b"")
    return out.getvalue()


def lying_size() -> bytes:
    """The directory tells 100 bytes, the entry unpacks to 50 million."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", bytes(50_000_000))
    data = bytearray(out.getvalue())
    # The uncompressed size stands 24 bytes into a directory entry.
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 100)
    return bytes(data)


def overlapping() -> bytes:
    """Two directory entries that point at the same bytes."""
    data = bytearray(repacked(GOOD, lambda parts: parts.update({"word/zwei.xml": b"<a/>" * 50})))
    first = data.find(b"PK\x01\x02")
    last = data.rfind(b"PK\x01\x02")
    data[last + 42 : last + 46] = data[first + 42 : first + 46]
    return bytes(data)


def link(kind: str, target: str = "http://192.0.2.1/x", mode: str = "External") -> bytes:
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )
    return with_part("word/_rels/document.xml.rels", text.encode())


def many_attributes() -> bytes:
    told = " ".join(f"a{n}='x'" for n in range(400_000))
    return with_document(body(f"<w:p {told}/>"))


def nested_tables(depth: int) -> bytes:
    start, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return with_document(body(start * depth + end * depth))


def workbook(*, sheets: int = 1, rows: int = 1, text: str = "x", spread: int = 0) -> bytes:
    """A spreadsheet written by hand: its sheets are one and the same part, its cells one shared text."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    told = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="r1"/>' for n in range(sheets))
    cells = "".join(
        f'<row r="{n + 1 + spread * n}">'
        + "".join(f'<c r="{c}{n + 1 + spread * n}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
        for n in range(rows)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>'
            for name, kind in (
                ("workbook", "sheet.main"),
                ("sharedStrings", "sharedStrings"),
                ("worksheets/sheet1", "worksheet"),
            )
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="r1" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>{told}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}">'
        f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{text}</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def tagless(count: int) -> bytes:
    """A sheet of cells that never end, which a pattern may read again and again."""
    return workbook().replace(b"<sheetData>", b"<sheetData>" + b'<c r="A1"' * count)


def dumped(**changes: object) -> bytes:
    return json.dumps(form(**changes)).encode()


def raw(text: str) -> bytes:
    return dumped(catatan="@").replace(b'"@"', text.encode())


# name -> (file name, bytes, codes of which one must be told; empty: it is cleaned and read)
HOSTILE: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "entities that multiply": ("a.docx", entities, {"B009"}),
    "an entity that reads a file": ("a.docx", external_entity, {"B009"}),
    "a DTD in UTF-16": (
        "a.docx",
        lambda: with_document(
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>'.encode("utf-16")
            + body("<w:p/>").decode().encode("utf-16-le")
        ),
        {"B009", "B003"},
    ),
    "UTF-7": (
        "a.docx",
        lambda: with_document(b'<?xml version="1.0" encoding="UTF-7"?>' + body("<w:p/>")),
        {"B009"},
    ),
    "50,000 parts": ("a.docx", many_entries, {"B015"}),
    "a size that lies": ("a.docx", lying_size, {"B003", "B015"}),
    "parts that overlap": ("a.docx", overlapping, {"B003", "B015"}),
    "a bomb": ("a.docx", lambda: with_part("word/media/a.png", bytes(90_000_000)), {"B015"}),
    "a part of 31 MB": ("a.docx", lambda: with_part("word/a.xml", bytes(31_000_000)), {"B015"}),
    "130 MB in all": (
        "a.docx",
        lambda: repacked(
            GOOD, lambda parts: parts.update({f"word/{n}.bin": bytes(26_000_000) for n in range(5)})
        ),
        {"B015"},
    ),
    "28 MB of paragraphs": (
        "a.docx",
        lambda: with_document(body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 800_000)),
        {"B015"},
    ),
    "a million attributes": (
        "a.docx",
        many_attributes,
        {"B015", "B003"},
    ),
    "tables 400 deep": ("a.docx", lambda: nested_tables(400), {"B015"}),
    "elements 20,000 deep": (
        "a.docx",
        lambda: with_document(body("<w:a>" * 20_000 + "</w:a>" * 20_000)),
        {"B015", "B003"},
    ),
    "a path out of the package": (
        "a.docx",
        lambda: with_part("../../etc/x.xml", b"<a/>"),
        {"B009"},
    ),
    "macros": ("a.docx", lambda: with_part("word/vbaProject.bin", b"x"), {"B009"}),
    "an embedded object": ("a.docx", lambda: with_part("word/embeddings/a.bin", b"x"), {"B009"}),
    "an outside picture": ("a.docx", lambda: link("image"), {"B009"}),
    "an outside template in altChunk": ("a.docx", lambda: link("aFChunk"), {"B009"}),
    "an OLE link": ("a.docx", lambda: link("oleObject"), {"B009"}),
    "a password": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        {"B008"},
    ),
    "ISO Strict": (
        "a.docx",
        lambda: with_document(
            body("<w:p/>").replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        ),
        {"B019"},
    ),
    "a row of 100,000 cells": (
        "a.docx",
        lambda: docx(table(row(*["x"] * 100_000))),
        {"B015"},
    ),
    "direction marks in a name": (
        "a.docx",
        lambda: docx(
            p(t("Data Klien"))
            + table(row("Nama lengkap", "Ani\u202egnp.exe\u202c"), row("Jenis kelamin", "P"))
            + p(t("Permasalahan"))
            + table(row("Uraian permasalahan", "x"))
        ),
        set(),
    ),
    "two million letters in one part": (
        "a.docx",
        lambda: docx(p(t("Data Klien")) + p(t("kata " * 400_000))),
        {"B015"},
    ),
    "a table of 3,900 kB": ("a.xlsx", lambda: workbook(rows=14_000), {"B015"}),
    "sheets of nearly all that is read": ("a.xlsx", lambda: workbook(sheets=9, rows=440), {"B043"}),
    "one part as twenty sheets": ("a.xlsx", lambda: workbook(sheets=20, rows=1_000), {"B015"}),
    "a long text in each of 10,000 cells": (
        "a.xlsx",
        lambda: workbook(rows=1_000, text="a," * 14_000),
        {"B015"},
    ),
    "twenty sheets of rows far apart": (
        "a.xlsx",
        lambda: workbook(sheets=20, rows=20, spread=240),
        {"B043"},
    ),
    "cells that never end": ("a.xlsx", lambda: tagless(300_000), {"B041", "B015"}),
    "JSON 100,000 deep": ("a.json", lambda: b"[" * 100_000 + b"]" * 100_000, {"B015"}),
    "JSON 65 deep": ("a.json", lambda: raw("[" * 65 + "]" * 65), {"B015"}),
    "a number of 100,000 digits": ("a.json", lambda: raw("9" * 100_000), {"B010", "F017", "F018"}),
    "1e999999": ("a.json", lambda: raw("1e999999"), {"F018", "B010", "F019"}),
    "NaN": ("a.json", lambda: raw("NaN"), {"B010"}),
    "minus infinity": ("a.json", lambda: raw("-Infinity"), {"B010"}),
    "a lone surrogate": ("a.json", lambda: raw(r'"\ud800"'), {"F019"}),
    "a character that is none": ("a.json", lambda: raw(r'"\uffff"'), {"F019"}),
    "a NUL in a key": ("a.json", lambda: raw(r'"x", "\u0000": "y"'), {"F002"}),
    "control characters": ("a.json", lambda: raw(r'"a\u0007\u001bb"'), set()),
    "a name of almost a megabyte": (
        "a.json",
        lambda: dumped(klien={"nama": "a" * 900_000}),
        {"F017"},
    ),
    "more than a megabyte of JSON": (
        "a.json",
        lambda: dumped(klien={"nama": "a" * 1_000_000}),
        {"B015"},
    ),
    "a list of 9,000 relatives": (
        "a.json",
        lambda: dumped(keluarga=[{"nama": "a"}] * 9_000),
        {"F021"},
    ),
    "300,000 empty lists": ("a.json", lambda: raw("[" + "[]," * 300_000 + "[]]"), {"B015"}),
    "100,000 empty objects": ("a.json", lambda: raw("[" + "{}," * 100_000 + "{}]"), {"B015"}),
    "19,000 unknown keys": (
        "a.json",
        lambda: json.dumps(form() | {f"k{n}": n for n in range(19_000)}).encode(),
        {"F002"},
    ),
    "a key twice": ("a.json", lambda: b'{"tanggal": "a", "tanggal": "b"}', {"B012"}),
    "UTF-16": ("a.json", lambda: dumped().decode().encode("utf-16"), {"B013"}),
    "not UTF-8": ("a.json", lambda: b'{"tanggal": "\xff"}', {"B013"}),
}
