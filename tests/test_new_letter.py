"""A letter type that the code has never seen: a .docx and one table, filed through the whole pipeline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from generator.cli import main
from generator.office.office import Office
from tests.letters.kit import check_templates
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.stub_converter import text_of
from tests.test_watch import done, running, wait_until

TABLE = """
[surat-keterangan]
title = "Surat Keterangan Tinggal di Shelter"
template = "surat-keterangan.docx"
step = 5
completes = false
needs = ["serah_terima"]
classification = "400.9.8"
subject = "Keterangan Tinggal"
signatory = "kepala_dinas"
copies = 3
tells.name = "lengkap"
tells.identity = true
tells.birth = true
tells.origin = true
tells.subject = true
tells.people = ["nama", "jenis_kelamin", "umur"]
tells.sections = ["pekerjaan", "serah_terima"]
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def add_letter(office: Office) -> None:
    """What somebody of the office does with Word and Notepad: copy a template, write other words."""
    source = office.templates / "surat-koordinasi.docx"
    document = Document(str(source))
    for paragraph in document.paragraphs:
        if "kami sampaikan bahwa" in paragraph.text:
            paragraph.text = (
                "Diterangkan bahwa {{ klien.nama }} tinggal di {{ serah_terima.tempat }} sejak "
                "{{ serah_terima.tanggal | hari }}, {{ serah_terima.tanggal }}, diserahkan oleh "
                "{{ serah_terima.menyerahkan.nama }} kepada {{ serah_terima.menerima.nama }}."
            )
    document.save(str(office.templates / "surat-keterangan.docx"))
    with (office.templates / "letters.toml").open("a", encoding="utf-8") as stream:
        stream.write(TABLE)


SHELTER = {
    "tanggal": "2026-11-27",
    "tempat": "Shelter Dinas Sosial",
    "menyerahkan": {"nama": "Rahmawati, S.Sos."},
    "menerima": {"nama": "Andi Rusli"},
}


def test_it_is_filed_printed_found_and_listed_by_the_running_service(office: Office) -> None:
    with running(office):
        add_letter(office)
        drop(office, form(serah_terima=SHELTER))
        wait_until(lambda: done(office) == ["kasus.json"])
    (letter,) = office.archive.items.letters_of("PMBS-2026-0001", "surat-keterangan")
    assert letter.title == "Surat Keterangan Tinggal di Shelter"
    said = "\n".join(text_of(office.archive.items.folder_of(letter) / "surat.docx"))
    assert "Yohanes Lado tinggal di Shelter Dinas Sosial sejak Jumat, 27 November 2026" in said
    assert letter.number in said
    prints = [job for job in office.archive.prints.all() if job.number == letter.number]
    assert len(prints) == 3
    assert letter.number in [hit.number for hit in office.archive.search.find("keterangan")]
    listed = office.archive.lists.fill("buku-agenda-keluar", year=2026)
    assert letter.number in [row[1] for row in listed.rows]
    assert office.archive.care.verify() == []


def test_it_is_checked_and_previewed_like_any_other(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_letter(office)
    today = NOON.date()
    assert check_templates(office.catalogue, office.templates, office.config, today=today) == []
    sizes = {}
    for specimen in ("rich", "sparse", "extreme"):
        path = tmp_path / f"{specimen}.docx"
        asked = ["preview", "surat-keterangan", "-o", str(path), "--specimen", specimen]
        assert main(["--office", str(office.folder), *asked]) == 0
        sizes[specimen] = len("\n".join(text_of(path)))
    assert sizes["sparse"] < sizes["rich"] < sizes["extreme"]
    asked = ["preview", "surat-keterangan", "--specimen", "penuh"]
    assert main(["--office", str(office.folder), *asked]) == 2
    capsys.readouterr()


def test_a_fault_in_its_table_is_told_and_holds_only_until_it_is_mended(office: Office) -> None:
    path = office.templates / "letters.toml"
    whole = path.read_text(encoding="utf-8")
    with running(office):
        path.write_text(whole + TABLE.replace("serah_terima", "serah_trima"), encoding="utf-8")
        drop(office, form())
        held = office.inbox.folder / "tertahan" / "kasus.json"
        wait_until(held.exists)
        note = held.with_name("kasus.json - catatan.txt").read_text(encoding="utf-8-sig")
        assert "serah_trima" in note
        path.write_text(whole, encoding="utf-8")
        wait_until(lambda: done(office) == ["kasus.json"])
