"""A list as a file: CSV, XLSX, or a Word document that prints as a register (PDF is made from it)."""

import csv
import io
import re

from generator.archive.lists.listings import Cell, Listing
from generator.rules.config import Identity
from generator.vocabulary.indonesian import count_in_words

__all__ = ["as_csv", "as_docx", "as_xlsx", "is_formula_like"]

# What makes a spreadsheet take a text for a formula, also after blanks and in full width.
FORMULA = re.compile(r"[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
BLANK_MARKS = ("-", "\N{EN DASH}")
CELL_LIMIT = 32_767
CHARACTERS_PER_CM = 5


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might run a text; a lone dash is none."""
    return text.strip() not in BLANK_MARKS and FORMULA.match(text) is not None


def _neutral(cell: Cell) -> Cell:
    """For a file without formats: an apostrophe in front makes it text everywhere."""
    if isinstance(cell, str) and is_formula_like(cell):
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
    """A sheet with a frozen, filtered heading row; every text stays text, also when it is edited."""
    import xlsxwriter  # only for whoever wants a sheet

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    cell_format = {"border": 1, "text_wrap": True, "valign": "top"}
    heading = book.add_format(
        {**cell_format, "bold": True, "bg_color": "#EDEDED", "align": "center", "valign": "vcenter"}
    )
    formats = [book.add_format({**cell_format, "align": one.align}) for one in listing.layout]
    # Excel's own mark for "this is text": no apostrophe is seen, and editing makes no formula.
    quoted = [
        book.add_format({**cell_format, "align": one.align, "quote_prefix": True})
        for one in listing.layout
    ]
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", listing.title)[:31].strip())
    sheet.write_row(0, 0, listing.columns, heading)
    for number, row in enumerate(listing.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, formats[column])
            else:
                text = (cell or "")[:CELL_LIMIT]
                form = quoted if is_formula_like(text) else formats
                sheet.write_string(number, column, text, form[column])
    for column, one in enumerate(listing.layout):
        sheet.set_column(column, column, max((one.width or 7) * CHARACTERS_PER_CM, 8))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(listing.rows), 1), len(listing.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    title = f"{listing.title}\n{listing.period}".replace("&", "&&")
    sheet.set_margins(top=1.1)
    mark = f"&R&8{listing.access.upper()}" if listing.access else ""
    sheet.set_header(f'&C&"Arial,Bold"&12{title}{mark}')
    sheet.set_footer("&RHalaman &P dari &N")
    book.close()
    return out.getvalue()


def as_docx(listing: Listing, office: Identity, logo: bytes | None = None) -> bytes:
    """A landscape register: letterhead, repeated headings, page numbers, room to sign, its seal."""
    from generator.word.paper import Paper  # with it python-docx, which nothing else here needs

    paper = Paper(landscape=True)
    if listing.access:
        paper.head(listing.access.upper())
    paper.letterhead(office, logo)
    paper.title(listing.title, listing.period)
    if listing.names_unit:
        paper.line(f"Unit Pengolah: {office.processing_unit or office.name}", size=9, after=4)
    rows = [["" if cell is None else str(cell) for cell in row] for row in listing.rows]
    paper.table(listing.layout, rows)
    # The signature may come to stand on a page of its own: it says there what it signs.
    count = count_in_words(len(rows)).replace("\N{NO-BREAK SPACE}", " ")
    paper.line("", size=4, keep=True)
    paper.line(f"{listing.title}, {listing.period}: {count} baris.", size=8, keep=True)
    if listing.head is not None:
        paper.line(listing.head.seal, size=7, keep=True)
    paper.signature(office.city, listing.signer)
    made = f", dicetak {listing.made:%d-%m-%Y %H.%M} WITA" if listing.made else ""
    paper.foot(f"{listing.title} — {listing.period}{made}")
    return paper.save()
