"""What acts in a Word file is refused before the file is archived, or given back to be opened."""

import io
import zipfile
from pathlib import Path

import pytest

from generator.forms import with_comments
from generator.inbox.trays import Tray
from generator.service.handling import handle_once
from generator.vocabulary.problems import Problem
from tests.forms.hostile import with_part
from tests.forms.kit import complaint, docx, p, read, row, t
from tests.office_kit import drop, make_office_folder, open_office

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def field(*pieces: str) -> str:
    """A field whose instruction is told in pieces."""
    told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    begin, part, end = (
        f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
    )
    return f"{begin}{told}{part}{t('x')}{end}"


def simple(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}">{t("x")}</w:fldSimple></w:p>'


def template(target: str) -> bytes:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELS}/attachedTemplate" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
    return with_part("word/_rels/settings.xml.rels", link.encode())


HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>'
INNER = field("QUOTE 68 68 69")
ACTING = {
    "DDE": complaint(after=p(field("DDE cmd"))),
    "DDEAUTO in pieces": complaint(after=p(field(" DDE", "AUTO c:", " cmd"))),
    "DDE in the header": with_part("word/header1.xml", HEADER.format(p(field("DDE a"))).encode()),
    "DDE by a field inside": complaint(
        after=f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{INNER}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
    "LINK": complaint(after=simple("LINK Excel.Sheet a.xls")),
    "INCLUDEPICTURE": complaint(after=simple("includepicture http://a/b.png")),
    "INCLUDETEXT": complaint(after=p(field("INCLUDETEXT c:"))),
    "a template of another machine": template("https://contoh.id/a.dotm"),
    "a template of a share": template("\\\\server\\a.dotm"),
    "a template of a host": template("file://server/a.dotm"),
    "a program as a part": with_part("word/media/a.exe", b"x"),
    "a program under another name": with_part("word/media/a.dat", b"MZ\x90"),
    "OLE under another name": with_part("customXml/a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
}
HARMLESS = {
    "a link": complaint(after=p(field("HYPERLINK http://a/"))),
    "a page number": complaint(after=p(field(" PAGE "))),
    "a form field": complaint(row("Umur", "34")),
    "Word's own template": template("file:///C:\\Users\\a\\Normal.dotm"),
    "a word": complaint(after=p(t("Ia minta DDE dan INCLUDEPICTURE"))),
    "settings of a printer": with_part("word/printerSettings/printerSettings1.bin", b"\x00\x01"),
}


@pytest.mark.parametrize("what", ACTING)
def test_it_is_refused(tmp_path: Path, what: str) -> None:
    reading = read(tmp_path, ACTING[what], "a.docx")
    assert reading.form is None
    assert [one.code for one in reading.problems] == ["B009"]
    assert with_comments(ACTING[what], [Problem(code="B009")]) is None


@pytest.mark.parametrize("what", HARMLESS)
def test_what_every_document_holds_is_not(tmp_path: Path, what: str) -> None:
    assert read(tmp_path, HARMLESS[what], "a.docx").form is not None


def test_a_signed_document_is_never_written_anew() -> None:
    signed = with_part("_xmlsignatures/sig1.xml", b"<Signature/>")
    assert with_comments(signed, [Problem(code="F001")]) is None


def test_what_is_not_our_form_goes_back_as_it_came(tmp_path: Path) -> None:
    office = open_office(make_office_folder(tmp_path / "kantor"))
    data = docx(p(t("Undangan rapat pada hari Senin.")))
    drop(office, data, "undangan.docx")
    (outcome,) = handle_once(office)
    assert "B014" in {one.code for one in outcome.problems}
    (path,) = office.inbox.trays.of(Tray.REJECTED)
    assert path.read_bytes() == data
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        assert "word/comments.xml" not in package.namelist()
    office.close()
