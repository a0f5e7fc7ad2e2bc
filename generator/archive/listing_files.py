"""A list as a file: CSV, XLSX, or a Word document that prints as a register (PDF is made from it)."""

import csv
import io

import xlsxwriter
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from generator.archive.listings import Cell, Listing
from generator.config import Identity

__all__ = ["as_csv", "as_docx", "as_xlsx"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}")
# Column widths in cm; the others share what is left. A number must not break over two lines.
WIDTHS = {
    "No": 1.2, "No agenda": 1.6, "Nomor surat": 4.6, "Nomor item arsip": 1.6, "Lampiran": 1.9,
    "Jumlah": 1.9, "Tanggal": 2.1, "Tanggal surat": 2.1, "Tanggal kirim": 2.1,
    "Tanggal terima": 2.1, "Kode klasifikasi": 2.2, "Nomor berkas": 3.0, "Keterangan": 3.2,
}  # fmt: skip
PAGE_WIDTH, PAGE_HEIGHT = Cm(29.7), Cm(21.0)
MARGIN = Cm(1.5)


def _neutral(cell: Cell) -> Cell:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.lstrip().startswith(FORMULA_STARTS) and cell.strip() != "-":
        return f"'{cell}"
    return "" if cell is None else cell


def as_csv(listing: Listing) -> bytes:
    """Semicolons and a byte order mark: what Excel in Indonesian opens with one double click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(listing.columns)
    writer.writerows([_neutral(cell) for cell in row] for row in listing.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(listing: Listing) -> bytes:
    """A sheet with a frozen, filtered heading row; every text stays text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(listing.title[:31])
    sheet.write_row(0, 0, listing.columns, heading)
    for number, row in enumerate(listing.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, body)
            else:
                sheet.write_string(number, column, str(_neutral(cell)), body)
    for column, name in enumerate(listing.columns):
        sheet.set_column(column, column, WIDTHS.get(name, 12) * 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(listing.rows), 1), len(listing.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def as_docx(listing: Listing, office: Identity) -> bytes:
    """A landscape page with the office's name, repeated headings, page numbers, room to sign."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9)
    style.paragraph_format.space_after = Pt(0)
    for text, size in ((office.government, 11), (office.name, 13), (listing.title, 12)):
        _centred(document, text.upper(), size)
    _centred(document, f"TAHUN {listing.year}", 11)
    document.add_paragraph()
    _fill_table(document, listing)
    _signature(document, office)
    _page_numbers(section.footer.paragraphs[0])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _centred(document: WordDocument, text: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _fill_table(document: WordDocument, listing: Listing) -> None:
    table = document.add_table(rows=1, cols=len(listing.columns))
    table.style = "Table Grid"
    table.autofit = False
    _write_row(table, 0, listing.columns, bold=True)
    _mark_row(table, 0, "w:tblHeader")
    for number, row in enumerate(listing.rows, start=1):
        table.add_row()
        _write_row(table, number, tuple(str(_shown(cell)) for cell in row), bold=False)
        _mark_row(table, number, "w:cantSplit")
    fixed = {name: Cm(WIDTHS[name]) for name in listing.columns if name in WIDTHS}
    open_count = len(listing.columns) - len(fixed) or 1
    room = PAGE_WIDTH - 2 * MARGIN - sum(fixed.values())
    for column, name in zip(table.columns, listing.columns, strict=True):
        # LibreOffice goes by the grid, Word by the cells.
        column.width = fixed.get(name, int(room / open_count))
        for cell in column.cells:
            cell.width = column.width


def _shown(cell: Cell) -> Cell:
    return "" if cell is None else cell


def _write_row(table: Table, row: int, texts: tuple[str, ...], *, bold: bool) -> None:
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        _write_cell(cell, text, bold=bold)


def _write_cell(cell: _Cell, text: str, *, bold: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(8)


def _mark_row(table: Table, row: int, mark: str) -> None:
    properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no API
    properties.append(OxmlElement(mark))


def _signature(document: WordDocument, office: Identity) -> None:
    """Room for the archivist's signature, kept together on one page."""
    lines = ("", f"{office.city}, …………………………", "Arsiparis / Petugas Agenda,", "", "", "",
             "(………………………………………)")  # fmt: skip
    for line in lines:
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.left_indent = Cm(18)
        paragraph.paragraph_format.keep_with_next = line != lines[-1]


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Halaman ")
    for code in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no API for fields
        if code == "PAGE":
            paragraph.add_run(" dari ")
