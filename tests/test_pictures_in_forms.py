"""Pictures in forms are kept as attachments; whatever else is no text is told."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from generator.forms.sheet.workbook import read_sheet
from generator.forms.word.document import read_word
from generator.office.office import Office
from generator.service import handling
from tests.forms.kit import docx
from tests.office_kit import drop

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = (
    '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="{}"/></a:graphic></w:drawing></w:r>'
)


def picture(kind: str = "PNG", colour: str = "navy", size: tuple[int, int] = (640, 400)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def form(
    *pictures: bytes,
    width: float = 8,
    beside: str = "Nomor paspor",
    loose: bytes = b"",
    name: str = "Yuliana Tefa",
) -> bytes:
    """A Word form with pictures in one of its answers, and perhaps one outside of its table."""
    document = Document()
    if loose:
        document.add_picture(io.BytesIO(loose), width=Cm(width))
    document.add_paragraph("Data Klien")
    table = document.add_table(rows=0, cols=2)
    for label, answer in (("Nama lengkap", name), ("Jenis kelamin", "P"), (beside, "")):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = label, answer
    for one in pictures:
        run = table.rows[-1].cells[1].paragraphs[0].add_run()
        run.add_picture(io.BytesIO(one), width=Cm(width))
    document.add_paragraph("Permasalahan")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = (
        "Uraian masalah",
        "Upah tidak dibayar.",
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def handled(office: Office, data: bytes, name: str = "kasus.docx") -> dict[str, list[str]]:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    told: dict[str, list[str]] = {}
    for problem in outcome.problems:
        told.setdefault(problem.code, []).append(problem.message)
    return told


def attached(office: Office) -> list[Path]:
    return sorted(office.archive.root.glob("2026/PMBS-2026-0001/*lampiran*/lampiran.*"))


class TestWord:
    def test_pictures_of_an_answer_are_attachments_and_told(self, office: Office) -> None:
        told = handled(office, form(picture(), picture("JPEG", "maroon")))
        kept = attached(office)
        assert [one.suffix for one in kept] == [".png", ".jpg"]
        assert kept[0].read_bytes() == picture()
        assert len(told["W083"]) == 2
        assert "“Gambar 1 dalam formulir (Nomor paspor-SPLP)”" in told["W083"][0]
        titles = [one.title for one in office.archive.cases.show("PMBS-2026-0001").items]
        assert "Gambar 2 dalam formulir (Nomor paspor-SPLP)" in titles

    def test_one_picture_shown_twice_is_one_attachment(self, office: Office) -> None:
        assert len(handled(office, form(picture(), picture()))["W083"]) == 1
        assert len(attached(office)) == 1

    def test_a_bitmap_becomes_a_jpeg(self, office: Office) -> None:
        handled(office, form(picture("BMP")))
        (kept,) = attached(office)
        assert Image.open(kept).format == "JPEG"

    def test_a_picture_outside_of_the_table_is_kept_too(self, office: Office) -> None:
        told = handled(office, form(loose=picture()))
        assert "“Gambar 1 dalam formulir”" in told["W083"][0]

    def test_the_arms_of_a_letterhead_are_none(self, office: Office) -> None:
        assert "W083" not in handled(office, form(loose=picture(), width=2))
        assert attached(office) == []

    def test_a_small_picture_in_an_answer_is_one(self, office: Office) -> None:
        assert "W083" in handled(office, form(picture(), width=2))

    def test_a_picture_nobody_can_keep_is_told(self, office: Office) -> None:
        told = handled(office, form(picture("TIFF")))
        assert "gambar jenis lain" in told["W082"][0]
        assert attached(office) == []

    def test_the_same_form_with_a_picture_more_adds_the_picture(self, office: Office) -> None:
        handled(office, form(picture()))
        drop(office, form(picture(), picture("PNG", "maroon")), "lagi.docx")
        (outcome,) = handling.handle_once(office)
        assert outcome.case == "PMBS-2026-0001"
        assert len(attached(office)) == 2

    def test_a_refused_form_keeps_nothing_and_says_nothing_of_it(self, office: Office) -> None:
        drop(office, form(picture(), name=""), "tanpa-nama.docx")
        (refused,) = handling.handle_once(office)
        assert refused.outcome == "rejected"
        assert "W083" not in [problem.code for problem in refused.problems]


def told_by(answer: str) -> list[tuple[str, str]]:
    body = (
        "<w:p><w:r><w:t>Data Klien</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
        f"<w:t>Nomor paspor</w:t></w:r></w:p></w:tc><w:tc><w:p>{answer}</w:p></w:tc></w:tr></w:tbl>"
    )
    raw = read_word(docx(body))
    return [(p.found, p.where) for p in raw.problems if p.code == "W082"]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x=2</m:t></m:r></m:oMath>', "rumus"),
        (DRAWING.format(CHART), "bagan"),
        (DRAWING.format(SHAPE), "bentuk (garis, lingkaran)"),
        (f"<w:del>{DRAWING.format(CHART)}</w:del>", ""),
    ],
)
def test_what_is_no_text_is_told_with_its_answer(answer: str, found: str) -> None:
    assert told_by(answer) == ([(found, "Nomor paspor/SPLP")] if found else [])


class TestLists:
    @pytest.mark.parametrize(("row", "told"), [(3, ["lembar Klien baris 3"]), (1, [])])
    def test_pictures_in_a_list_are_told_by_row_and_the_arms_above_are_not(
        self, row: int, told: list[str]
    ) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Klien"
        for line in (["DAFTAR"], ["Nama lengkap", "Jenis kelamin"], ["Yuliana Tefa", "P"]):
            sheet.append(line)
        sheet.add_image(SheetImage(io.BytesIO(picture(size=(30, 30)))), f"C{row}")
        out = io.BytesIO()
        book.save(out)
        problems = read_sheet(out.getvalue()).forms[0].problems
        assert [problem.where for problem in problems if problem.code == "W082"] == told
