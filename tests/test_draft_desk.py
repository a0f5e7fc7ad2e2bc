"""`konsep/`: unnumbered drafts for a head who corrects before signing; nothing is filed."""

import json
import os
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from docx import Document
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from generator.cli import main
from generator.forms.blank.word import BLANKS, make_form
from generator.letters import marked_as_draft
from generator.office.office import Office
from generator.service import handling
from generator.submission.drafts import DraftDesk
from generator.system.clock import FixedClock
from generator.vocabulary.problems import NotReadyError
from tests.dying import FINISHED, in_a_child_that_dies
from tests.letters.kit import filled, specimen
from tests.office_kit import NOON, TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.stub_converter import StubConverter, text_of
from tests.test_watch import running, wait_until
from tests.world import violations

NOTE = "_Catatan konsep.txt"


def drop_draft(office: Office, data: dict[str, Any] | bytes, name: str = "kasus.json") -> Path:
    folder = office.folder / "konsep"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    past = time.time() - 60
    os.utime(path, (past, past))
    return path


def results(office: Office, name: str = "kasus") -> Path:
    return office.folder / "konsep" / "hasil" / name


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def ledger(office: Office) -> bytes:
    return b"".join(path.read_bytes() for path in (office.archive.root / "ledger").glob("*.jsonl"))


def test_a_form_becomes_marked_drafts_beside_it_and_nothing_is_filed(office: Office) -> None:
    data = drop_draft(office, form(temu_bahas=TEMU_BAHAS)).read_bytes()
    (outcome,) = handling.handle_once(office)
    assert (outcome.outcome, outcome.case) == ("drafted", None)
    assert names(results(office)) == [
        "KONSEP surat-koordinasi.docx",
        "KONSEP surat-koordinasi.pdf",
        "KONSEP undangan-temu-bahas.docx",
        "KONSEP undangan-temu-bahas.pdf",
        NOTE,
        "kasus.json",
    ]
    assert (results(office) / "kasus.json").read_bytes() == data
    assert ledger(office) == b""
    assert office.archive.items.latest(5) == []
    assert list(office.archive.root.glob("2026")) == []
    assert list((office.archive.root / "templat").glob("*")) == []
    assert office.archive.prints.all() == []
    assert [path.name for path in (office.folder / "konsep").iterdir() if path.is_file()] == []
    note = (results(office) / NOTE).read_text(encoding="utf-8-sig")
    assert "Surat Koordinasi Penanganan PMBS" in note
    assert "Tidak ada nomor yang terpakai" in " ".join(note.split())


def test_a_draft_says_so_in_words_and_shows_dots_for_its_number_and_no_code(office: Office) -> None:
    drop_draft(office, form())
    handling.handle_once(office)
    docx = results(office) / "KONSEP surat-koordinasi.docx"
    said = "\n".join(text_of(docx))
    assert "400.9.8/…/DINSOSPM/2026" in said
    assert "Berkas PMBS-2026-…" in said
    assert "KONSEP: belum bernomor, tidak untuk dikirim" in said
    assert not re.search(r"400\.9\.8/\d", said)
    with zipfile.ZipFile(docx) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        for name in pictures:
            with package.open(name) as stream:
                assert zxingcpp.read_barcodes(Image.open(stream).convert("L")) == []
    Document(str(docx))


def test_the_form_of_a_draft_is_filed_afterwards_as_if_it_were_new(office: Office) -> None:
    drop_draft(office, form())
    handling.handle_once(office)
    drop(office, (results(office) / "kasus.json").read_bytes())
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"
    assert outcome.documents[0].number == "400.9.8/1/DINSOSPM/2026"


def test_a_draft_continues_a_case_without_changing_it(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    before = ledger(office)
    drop_draft(office, {"nomor_kasus": "PMBS-2026-0001", "temu_bahas": TEMU_BAHAS}, "lanjut.json")
    (outcome,) = handling.handle_once(office)
    assert [one.type for one in outcome.documents] == ["undangan-temu-bahas"]
    said = "\n".join(text_of(outcome.documents[0].docx))
    assert "Berkas PMBS-2026-0001" in said
    assert "400.9.8/…/DINSOSPM/2026" in said
    assert ledger(office) == before


def test_dropped_twice_a_form_has_two_results(office: Office) -> None:
    for _ in range(2):
        drop_draft(office, form())
        handling.handle_once(office)
    assert names(office.folder / "konsep" / "hasil") == ["kasus", "kasus (2)"]


def test_a_wrong_form_gets_the_same_note_as_in_the_inbox(office: Office) -> None:
    drop_draft(office, form(klien={"jenis_kelamin": "X"}))
    drop(office, form(klien={"jenis_kelamin": "X"}))
    handling.handle_once(office)
    notes = [
        (folder / "ditolak" / "kasus.json - catatan.txt").read_text(encoding="utf-8-sig")
        for folder in (office.folder / "konsep", office.inbox.folder)
    ]
    draft, filed = (re.findall(r"^\d+\. .*$", note, re.MULTILINE) for note in notes)
    assert draft == filed != []
    assert "folder konsep" in " ".join(notes[0].split())
    assert names(office.folder / "konsep" / "hasil") == []


def test_a_wrong_word_form_comes_back_with_comments(office: Office) -> None:
    drop_draft(office, make_form(BLANKS["pengaduan"]), "kosong.docx")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "rejected"
    back = Document(str(office.folder / "konsep" / "ditolak" / "kosong.docx"))
    assert len(list(back.comments)) > 0


def test_a_scan_is_sent_to_the_inbox(office: Office) -> None:
    page = office.folder / "halaman.pdf"
    Image.new("L", (100, 140), 255).save(page, "PDF")
    drop_draft(office, page.read_bytes(), "pindaian.pdf")
    (outcome,) = handling.handle_once(office)
    assert [one.code for one in outcome.problems] == ["B060"]
    assert (office.folder / "konsep" / "ditolak" / "pindaian.pdf").exists()


def test_a_form_waits_while_libreoffice_is_down(tmp_path: Path) -> None:
    down = StubConverter(fails={1: NotReadyError("K003")})
    office = open_office(make_office_folder(tmp_path / "kantor"), converter=down)
    drop_draft(office, form())
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "waiting"
    assert (office.folder / "konsep" / "kasus.json").exists()
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "drafted"
    office.close()


def test_the_running_service_makes_drafts_and_goes_on_when_a_template_is_mended(
    office: Office,
) -> None:
    template = office.templates / "surat-koordinasi.docx"
    whole = template.read_bytes()
    with running(office):
        drop_draft(office, form(), "satu.json")
        wait_until(lambda: NOTE in names(results(office, "satu")))
        template.write_bytes(b"rusak")
        time.sleep(0.5)
        drop_draft(office, form(), "dua.json")
        held = office.folder / "konsep" / "tertahan" / "dua.json"
        wait_until(held.exists)
        note = held.with_name("dua.json - catatan.txt").read_text(encoding="utf-8-sig")
        assert "konsepnya dibuat dengan sendirinya" in " ".join(note.split())
        template.write_bytes(whole)
        wait_until(lambda: NOTE in names(results(office, "dua")))
    assert ledger(office) == b""


def test_the_command_makes_the_folder_and_prints_drafts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "baru")]) == 0
    assert (tmp_path / "baru" / "konsep" / "hasil").is_dir()
    assert not (tmp_path / "baru" / "inbox" / "hasil").exists()


@pytest.mark.slow
def test_killed_at_any_durable_call_the_form_ends_once_beside_its_drafts(tmp_path: Path) -> None:
    wrong: list[str] = []
    step = 0
    while True:
        step += 1
        folder = make_office_folder(tmp_path / f"kantor-{step}")
        office = open_office(folder)
        data = drop_draft(office, form()).read_bytes()
        office.close()

        def handle(folder: Path = folder) -> None:
            opened = open_office(folder)
            handling.handle_once(opened)
            opened.close()

        if in_a_child_that_dies(handle, at=step) == FINISHED:
            break
        office = open_office(folder)
        handling.handle_once(office)
        found = list((folder / "konsep").rglob("*.json"))
        if [path.read_bytes() for path in found] != [data]:
            wrong.append(f"step {step}: the form lies in {len(found)} places")
        whole = {"KONSEP surat-koordinasi.docx", "KONSEP surat-koordinasi.pdf", NOTE, "kasus.json"}
        if names(folder / "konsep" / "hasil") != ["kasus"] or set(names(results(office))) != whole:
            wrong.append(f"step {step}: {names(folder / 'konsep' / 'hasil')}")
        if ledger(office):
            wrong.append(f"step {step}: something was recorded")
        wrong += [f"step {step}: {one}" for one in violations(folder, [])]
        office.close()
    assert wrong == []
    assert step > 10


# -- the mark ---------------------------------------------------------------------------------------


def headers(docx: bytes, folder: Path) -> list[str]:
    (folder / "a.docx").write_bytes(docx)
    with zipfile.ZipFile(folder / "a.docx") as package:
        return [name for name in package.namelist() if re.match(r"word/header", name)]


def test_a_letter_without_headers_gets_one_and_one_with_its_own_keeps_it(tmp_path: Path) -> None:
    plain = filled("surat-koordinasi", specimen("surat-koordinasi")).docx
    marked = marked_as_draft(plain)
    assert headers(marked, tmp_path) == ["word/header-konsep.xml"]
    (tmp_path / "plain.docx").write_bytes(plain)
    document = Document(str(tmp_path / "plain.docx"))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Kepala sendiri"
    document.save(str(tmp_path / "b.docx"))
    again = marked_as_draft((tmp_path / "b.docx").read_bytes())
    (tmp_path / "c.docx").write_bytes(again)
    after = Document(str(tmp_path / "c.docx")).sections[0]
    assert "Kepala sendiri" in [one.text for one in after.header.paragraphs]
    for header in (after.header, after.first_page_header):
        xml = etree.tostring(header._element).decode()
        assert 'string="KONSEP"' in xml


def test_a_draft_is_marked_on_every_page_of_paper(tmp_path: Path) -> None:
    """The mark hangs in headers that every section refers to, for first pages as well."""
    with zipfile.ZipFile(_written(tmp_path)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    first = next(root.iter(f"{w}sectPr"))
    assert [one.get(f"{w}type") for one in first.iter(f"{w}headerReference")] == ["default"]


def _written(folder: Path) -> Path:
    path = folder / "a.docx"
    path.write_bytes(marked_as_draft(filled("surat-koordinasi", specimen("surat-koordinasi")).docx))
    return path


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def test_a_folder_that_somebody_removed_is_made_again(office: Office) -> None:
    desk = DraftDesk(office)
    assert desk.claims() == []
    for path in sorted((office.folder / "konsep").rglob("*"), reverse=True):
        path.rmdir()
    (office.folder / "konsep").rmdir()
    assert desk.claims() == []
    assert (office.folder / "konsep" / "hasil").is_dir()


@pytest.mark.real
def test_every_page_of_the_pdf_says_that_it_is_a_draft_and_breaks_where_the_letter_breaks(
    tmp_path: Path,
) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    office = Office(folder, clock=FixedClock(NOON))
    long = "\n".join(
        ["Klien berangkat melalui perekrut yang menjanjikan pekerjaan tetap. " * 6] * 16
    )
    data = form(permasalahan={"uraian": long})
    drop_draft(office, data)
    drop(office, data)
    outcomes = handling.handle_once(office)
    pages = {}
    for outcome in outcomes:
        (document,) = outcome.documents
        assert document.pdf is not None
        pages[outcome.outcome] = [page.extract_text() for page in PdfReader(document.pdf).pages]
    office.close()
    assert len(pages["drafted"]) == len(pages["filed"]) > 1
    for page in pages["drafted"]:
        assert "KONSEP: belum bernomor, tidak untuk dikirim" in page
        assert "400.9.8/…/DINSOSPM/2026" in page
