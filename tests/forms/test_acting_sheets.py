"""A workbook that fetches or starts something is refused with what it holds; an ordinary one is read."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.blank.sheet import make_sheet
from generator.forms.sheet.cells import open_sheets
from generator.vocabulary.problems import Problem
from tests.forms.test_sheet import with_part

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}" TargetMode="External"/></Relationships>'
)
LINK = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><{kind}/></externalLink>'


def saved(change: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(make_sheet()))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_formula(formula: str) -> bytes:
    return saved(lambda sheet: sheet.__setitem__("A40", formula))


def with_relation(kind: str, target: str) -> bytes:
    text = RELATIONS.format(kind=kind, target=target)
    return with_part(make_sheet(), "xl/worksheets/_rels/sheet9.xml.rels", text.encode())


ACTING = {
    "macros of Excel 4": (with_part(make_sheet(), "xl/macrosheets/sheet1.xml", b"<x/>"), "makro"),
    "a dialog": (with_part(make_sheet(), "xl/dialogsheets/sheet1.xml", b"<x/>"), "makro"),
    "a ribbon": (with_part(make_sheet(), "customUI/customUI14.xml", b"<x/>"), "makro"),
    "a button": (with_part(make_sheet(), "xl/drawings/d.xml", b'<a macro="[0]!Jalan"/>'), "makro"),
    "ActiveX": (with_part(make_sheet(), "xl/activeX/activeX1.bin", b"x"), "kendali ActiveX"),
    "OLE": (
        with_part(make_sheet(), "xl/embeddings/oleObject1.bin", b"x"),
        "berkas lain di dalamnya",
    ),
    "a connection": (with_part(make_sheet(), "xl/connections.xml", b"<x/>"), "sambungan data"),
    "a query": (
        with_part(make_sheet(), "xl/queryTables/queryTable1.xml", b"<x/>"),
        "sambungan data",
    ),
    "an add-in": (with_part(make_sheet(), "xl/webextensions/w1.xml", b"<x/>"), "aplikasi tambahan"),
    "a DDE link": (
        with_part(
            make_sheet(), "xl/externalLinks/externalLink1.xml", LINK.format(kind="ddeLink").encode()
        ),
        "tautan DDE atau OLE",
    ),
    "an OLE link": (
        with_part(
            make_sheet(), "xl/externalLinks/externalLink1.xml", LINK.format(kind="oleLink").encode()
        ),
        "tautan DDE atau OLE",
    ),
    "a program by name": (with_part(make_sheet(), "xl/media/a.exe", b"x"), "program di dalamnya"),
    "a program by its first bytes": (
        with_part(make_sheet(), "xl/media/a.bin", b"MZ\x90"),
        "program di dalamnya",
    ),
    "a share": (
        with_relation("externalLinkPath", "file:///\\\\host\\a.xlsx"),
        "tautan ke komputer lain",
    ),
    "another machine": (
        with_relation("externalLinkPath", "https://contoh.test/a.xlsx"),
        "tautan ke komputer lain",
    ),
    "a picture from elsewhere": (
        with_relation("image", "http://contoh.test/a.png"),
        "tautan ke komputer lain",
    ),
    "a link to a program": (with_relation("hyperlink", "a.bat"), "tautan ke program"),
    "a link to a share": (
        with_relation("hyperlink", "\\\\host\\a.docx"),
        "tautan ke komputer lain",
    ),
    "a DDE formula": (
        with_formula("=cmd|'/c calc'!A1"),
        "rumus yang mengambil atau menjalankan sesuatu",
    ),
    "a formula that fetches": (
        with_formula('=WEBSERVICE("http://contoh.test")'),
        "rumus yang mengambil atau menjalankan sesuatu",
    ),
    "a formula that calls": (
        with_formula('=CALL("a","b","c")'),
        "rumus yang mengambil atau menjalankan sesuatu",
    ),
}
ORDINARY = {
    "a sum": with_formula("=SUM(A1:A9)"),
    "a bar in a text": with_formula('=A1&"|"&B1'),
    "a web page": with_relation("hyperlink", "https://kemnaker.com"),
    "an e-mail": with_relation("hyperlink", "mailto:a@contoh.com"),
    "a file beside it": with_relation("hyperlink", "daftar.docx"),
    "another workbook beside it": with_relation("externalLinkPath", "daftar.xlsx"),
    "the printer": with_part(
        make_sheet(), "xl/printerSettings/printerSettings1.bin", b"\0\1printer"
    ),
    "a shape without a macro": with_part(make_sheet(), "xl/drawings/d.xml", b'<a macro=""/>'),
}


@pytest.mark.parametrize(("data", "found"), ACTING.values(), ids=ACTING)
def test_it_is_refused_with_what_acts(data: bytes, found: str) -> None:
    assert open_sheets(data) == Problem(code="B047", found=found)


@pytest.mark.parametrize("data", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_one_is_read(data: bytes) -> None:
    sheets = open_sheets(data)
    assert not isinstance(sheets, Problem)
    assert sheets
