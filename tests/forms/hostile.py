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
        "a.docx", lambda: with_document(body("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 800_000)), {"B015"},
    ),
    "a million attributes": (
        "a.docx",
        many_attributes,
        {"B015", "B003"},
    ),
    "tables 400 deep": ("a.docx", lambda: nested_tables(400), {"B015"}),
    "elements 20,000 deep": (
        "a.docx", lambda: with_document(body("<w:a>" * 20_000 + "</w:a>" * 20_000)), {"B015", "B003"},
    ),
    "a path out of the package": ("a.docx", lambda: with_part("../../etc/x.xml", b"<a/>"), {"B009"}),
    "macros": ("a.docx", lambda: with_part("word/vbaProject.bin", b"x"), {"B009"}),
    "an embedded object": ("a.docx", lambda: with_part("word/embeddings/a.bin", b"x"), {"B009"}),
    "an outside picture": ("a.docx", lambda: link("image"), {"B009"}),
    "an outside template in altChunk": ("a.docx", lambda: link("aFChunk"), {"B009"}),
    "an OLE link": ("a.docx", lambda: link("oleObject"), {"B009"}),
    "a password": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
                   + "EncryptedPackage".encode("utf-16-le"), {"B008"}),
    "ISO Strict": (
        "a.docx",
        lambda: with_document(
            body("<w:p/>").replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        ),
        {"B019"},
    ),
    "a row of 100,000 cells": (
        "a.docx", lambda: docx(table(row(*["x"] * 100_000))), {"B015"},
    ),
    "direction marks in a name": (
        "a.docx", lambda: docx(p(t("Data Klien")) + table(
            row("Nama lengkap", "Ani\u202egnp.exe\u202c"), row("Jenis kelamin", "P"))
            + p(t("Permasalahan")) + table(row("Uraian permasalahan", "x"))), set(),
    ),
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
        "a.json", lambda: dumped(klien={"nama": "a" * 900_000}), {"F017"},
    ),
    "more than a megabyte of JSON": (
        "a.json", lambda: dumped(klien={"nama": "a" * 1_000_000}), {"B015"},
    ),
    "a list of 9,000 relatives": (
        "a.json", lambda: dumped(keluarga=[{"nama": "a"}] * 9_000), {"F021"},
    ),
    "300,000 empty lists": ("a.json", lambda: raw("[" + "[]," * 300_000 + "[]]"), {"B015"}),
    "100,000 empty objects": ("a.json", lambda: raw("[" + "{}," * 100_000 + "{}]"), {"B015"}),
    "19,000 unknown keys": ("a.json", lambda: json.dumps(
        form() | {f"k{n}": n for n in range(19_000)}).encode(), {"F002"}),
    "a key twice": ("a.json", lambda: b'{"tanggal": "a", "tanggal": "b"}', {"B012"}),
    "UTF-16": ("a.json", lambda: dumped().decode().encode("utf-16"), {"B013"}),
    "not UTF-8": ("a.json", lambda: b'{"tanggal": "\xff"}', {"B013"}),
}  # fmt: skip
