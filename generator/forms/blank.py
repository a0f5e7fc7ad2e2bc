"""The blank Word forms, made from the one table of labels.

Plain two-column tables, label left, answer right: the only design that survived being saved again by
Word, WPS and LibreOffice. The body ends with a paragraph: a table at the very end is lost in .doc.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from generator.forms.labels import ROWS, SECTIONS, RowsLabels, SectionLabels

__all__ = ["BLANKS", "BlankForm", "make_form"]

Answers = Mapping[str, str | Sequence[Mapping[str, str]]]

LABEL_WIDTH, ANSWER_WIDTH = Cm(5.6), Cm(11.4)
LABEL_SHADE, HEAD_SHADE = "EAF1F5", "1F4E5F"
EMPTY_ROWS = 4
LINES = {"uraian": 6, "pembahasan": 6, "kesimpulan": 3, "butir": 5, "harapan": 2, "catatan": 2}

HELP = {
    "nomor_kasus": "Kosongkan untuk kasus baru; untuk melanjutkan tulis mis. PMBS-2026-0007",
    "klien.jenis_kelamin": "L atau P",
    "klien.ttl": "mis. Ende, 3 Mei 1992",
    "klien.nik": "16 angka; kosongkan bila tidak diketahui",
    "permasalahan.jenis": "boleh beberapa, dipisahkan koma",
    "pekerjaan.surat_kontrak": "ya atau tidak",
    "pekerjaan.upah_dijanjikan": "mis. Rp3.500.000",
    "temu_bahas.pukul": "mis. 09.00",
    "temu_bahas.tanggal": "mis. 24-11-2026",
    "kesepakatan.tercapai": "ya atau tidak",
    "kesepakatan.butir": "satu butir satu baris",
    "serah_terima.batas_tinggal": "mis. 7 hari",
}


@dataclass(frozen=True)
class BlankForm:
    """One blank form: its code, its title, and the sections it asks for ("" is the top)."""

    code: str
    title: str
    sections: tuple[str, ...]


BLANKS: dict[str, BlankForm] = {
    "pengaduan": BlankForm(
        "PMBS-F1 v1",
        "Formulir Pengaduan PMBS",
        ("", "petugas", "klien", "pekerjaan", "permasalahan", "keluarga", "rombongan"),
    ),
    "temu-bahas": BlankForm(
        "PMBS-F2 v1", "Formulir Temu Bahas Kasus", ("", "temu_bahas", "hasil_temu_bahas")
    ),
    "kesepakatan": BlankForm(
        "PMBS-F3 v1", "Formulir Kesepakatan Antar Dinas", ("", "kesepakatan")
    ),
    "serah-terima": BlankForm(
        "PMBS-F4 v1", "Formulir Serah Terima ke Shelter", ("", "serah_terima")
    ),
    "lanjutan": BlankForm(
        "PMBS-F5 v1",
        "Formulir Lanjutan",
        ("", "pendampingan", "pemulangan", "rujukan", "permakanan", "tiket", "keluar_shelter",
         "penutupan"),
    ),
}  # fmt: skip


def make_form(
    blank: BlankForm, answers: Answers | None = None, *, sections: Sequence[str] | None = None
) -> bytes:
    """A Word form, empty or with answers.

    Args:
        blank: which form.
        answers: by key path (`klien.nama`); rows as a list of their answers by key.
        sections: ask for these instead of the form's own.
    """
    given = answers or {}
    document = _document(blank.title)
    _code_row(document, blank.code)
    for key in sections or blank.sections:
        section = next((one for one in SECTIONS if one.key == key), None)
        if section is not None:
            _section(document, section, given)
        for rows in ROWS:
            if rows.path == key or (key and rows.path.startswith(f"{key}.")):
                _rows(document, rows, given.get(rows.path, ()))
    document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _document(title: str) -> WordDocument:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(0)
    document.core_properties.title = title
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(8)
    run = heading.add_run(title.upper())
    run.bold, run.font.size = True, Pt(14)
    return document


def _code_row(document: WordDocument, code: str) -> None:
    table = _table(document, (LABEL_WIDTH, ANSWER_WIDTH))
    _write(table.rows[0].cells[0], "Kode formulir", shade=LABEL_SHADE)
    _write(table.rows[0].cells[1], code)


def _section(document: WordDocument, section: SectionLabels, given: Answers) -> None:
    _heading(document, section.headings[0])
    keys = list(section.labels)
    # One cell asks for both; asking three times for one birth would only confuse.
    if "ttl" in keys:
        keys = [key for key in keys if key not in ("tempat_lahir", "tanggal_lahir")]
    table = _table(document, (LABEL_WIDTH, ANSWER_WIDTH), rows=len(keys))
    for row, key in zip(table.rows, keys, strict=True):
        path = f"{section.key}.{key}".lstrip(".")
        _write(row.cells[0], section.labels[key][0], shade=LABEL_SHADE, help_line=HELP.get(path))
        answer = given.get(path, "")
        text = answer if isinstance(answer, str) else ""
        _write(row.cells[1], text or "\n" * (LINES.get(key, 1) - 1))


def _rows(
    document: WordDocument, rows: RowsLabels, given: str | Sequence[Mapping[str, str]]
) -> None:
    _heading(document, rows.headings[0])
    told = [one for one in given if isinstance(one, Mapping)]
    first = Cm(1.0)
    each = int((LABEL_WIDTH + ANSWER_WIDTH - first) / len(rows.columns))
    widths = (first, *[each] * len(rows.columns))
    table = _table(document, widths, rows=1 + max(EMPTY_ROWS, len(told)))
    for cell, text in zip(
        table.rows[0].cells, ("No", *(names[0] for names in rows.columns.values())), strict=True
    ):
        _write(cell, text, shade=LABEL_SHADE, bold=True)
    for number, row in enumerate(table.rows[1:], start=1):
        answers = told[number - 1] if number <= len(told) else {}
        _write(row.cells[0], str(number) if answers else "")
        for cell, key in zip(row.cells[1:], rows.columns, strict=True):
            _write(cell, answers.get(key, ""))


def _heading(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(11)
    run.font.color.rgb = RGBColor.from_string(HEAD_SHADE)


def _table(document: WordDocument, widths: Sequence[int], rows: int = 1) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        # LibreOffice goes by the grid, Word by the cells.
        column.width = width
        for cell in column.cells:
            cell.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no API
    return table


def _write(
    cell: _Cell, text: str, *, shade: str = "", bold: bool = False, help_line: str | None = None
) -> None:
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if number else paragraph
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.bold = bold
    if help_line:
        # In brackets behind the label: the reader leaves brackets out when it looks a label up.
        run = paragraph.add_run(f" ({help_line})")
        run.italic, run.font.size = True, Pt(7.5)
        run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    if shade:
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx has no API
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:color"), "auto")
        fill.set(qn("w:fill"), shade)
        properties.append(fill)
