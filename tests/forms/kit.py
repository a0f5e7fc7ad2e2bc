"""Reading a form that exists only in a test: JSON from a dict, Word from XML written out."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from generator.forms import FormReading, read_form

TODAY = date(2026, 11, 24)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
REQUIRED = [
    ("Nama lengkap", "Yohanes Lado"),
    ("Jenis kelamin", "L"),
    ("Uraian permasalahan", "Klien ingin pulang."),
]


def read(folder: Path, data: bytes, name: str) -> FormReading:
    path = folder / "formulir"
    path.write_bytes(data)
    return read_form(path, name=name, today=TODAY)


def read_dict(folder: Path, data: Any) -> FormReading:
    return read(folder, json.dumps(data).encode(), "kasus.json")


def codes(reading: FormReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def t(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content) or p()}</w:tc>"


def row(*cells: str) -> str:
    """A row; text becomes a plain cell."""
    return f"<w:tr>{''.join(c if c.startswith('<w:') else cell(p(t(c))) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A minimal Word package; `parts` adds files, their names with `__` for slashes and dots kept."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        document = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}<w:p/></w:body></w:document>'
        package.writestr("word/document.xml", document)
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def complaint(*rows: str, before: str = "", after: str = "") -> bytes:
    """A Word form with the three required answers, and further rows in the client's section."""
    client = [row(label, answer) for label, answer in REQUIRED[:2]]
    problem = [row(label, answer) for label, answer in REQUIRED[2:]]
    return docx(
        p(t("Data Klien"))
        + table(*client, *rows)
        + p(t("Permasalahan"))
        + table(*problem)
        + before
        + after
    )
