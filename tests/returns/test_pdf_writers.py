"""PDFs that ordinary programs write are read; what acts in one is told, and is not in the archive."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from generator.office.office import Office
from generator.scans import KeptScan, keep_safe, read_scan, write_part
from generator.scans.scan import acting_in
from generator.service.handling import handle_once
from generator.vocabulary.problems import Problem
from tests.office_kit import drop, form
from tests.returns.pdf_writers import ACTING, WORDS, WRITERS, Acting
from tests.stub_converter import pdf_of

pytestmark = pytest.mark.real
PROGRAMS = {
    "Ghostscript": "gs",
    "Ghostscript, a picture": "gs",
    "LibreOffice": "soffice",
    "Chromium": "chromium",
}


@pytest.fixture(scope="session")
def letter(printed: Path) -> bytes:
    """A page with a code, as it was printed."""
    return min(printed.glob("archive/*/*/*surat-koordinasi/surat.pdf")).read_bytes()


def changed(source: bytes, change: Acting, *, signed: bool = False) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as document:
        change(document)
        if signed:
            seal = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x")
            field = pikepdf.Dictionary(
                FT=pikepdf.Name.Sig, T=b"ttd", V=document.make_indirect(seal)
            )
            document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


@pytest.mark.parametrize("writer", WRITERS)
def test_a_page_comes_home_whichever_program_wrote_it(
    letter: bytes, tmp_path: Path, writer: str
) -> None:
    if writer in PROGRAMS and shutil.which(PROGRAMS[writer]) is None:
        pytest.skip(f"{PROGRAMS[writer]} is not here")
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(WRITERS[writer](letter, tmp_path))
    pages = read_scan(scan)
    assert not isinstance(pages, Problem), pages
    assert any(code.startswith("PMBS") for code in pages[0].codes)
    assert write_part(scan, pages, tmp_path / "bagian.pdf") is None
    assert keep_safe(scan, tmp_path / "bersih.pdf", roots=None) == KeptScan(path=scan)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_no_program(letter: bytes, tmp_path: Path, word: str) -> None:
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(changed(letter, WORDS[word]))
    assert not isinstance(read_scan(scan), Problem)
    assert keep_safe(scan, tmp_path / "bersih.pdf", roots=None) == KeptScan(path=scan)


@pytest.mark.parametrize("streams", ["disable", "generate"])
@pytest.mark.parametrize("what", ACTING)
def test_what_acts_is_told_and_not_kept(
    letter: bytes, tmp_path: Path, what: str, streams: str
) -> None:
    act, code = ACTING[what]
    scan, clean = tmp_path / "pindaian.pdf", tmp_path / "bersih.pdf"
    with pikepdf.open(io.BytesIO(changed(letter, act))) as document:
        document.save(scan, object_stream_mode=pikepdf.ObjectStreamMode[streams])
    kept = keep_safe(scan, clean, roots=None)
    if code == "R008":
        assert isinstance(kept, Problem)
        assert kept.code == code
        return
    assert isinstance(kept, KeptScan)
    assert [one.code for one in kept.problems] == [code]
    assert kept.path == clean
    assert acting_in(clean) == []
    pages = read_scan(clean)
    assert not isinstance(pages, Problem)
    assert pages[0].codes, "the page looks as before"


# The form of XFA is the one that would hold the signature.
@pytest.mark.parametrize("what", [one for one in ACTING if one != "XFA"])
def test_what_is_signed_electronically_is_whole_or_refused(
    letter: bytes, tmp_path: Path, what: str
) -> None:
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(changed(letter, ACTING[what][0], signed=True))
    kept = keep_safe(scan, tmp_path / "bersih.pdf", roots=None)
    if what in ("GoToR", "URI"):
        assert isinstance(kept, KeptScan)
        assert kept.path == scan
        assert [one.code for one in kept.problems] == ["W046"]
    else:
        assert isinstance(kept, Problem)
        assert kept.code == "R009"


def test_the_archive_holds_a_returned_page_without_its_links(office: Office, letter: bytes) -> None:
    drop(office, changed(letter, ACTING["an embedded file"][0]), "ttd.pdf")
    (outcome,) = handle_once(office)
    assert outcome.outcome == "filed", outcome
    assert "W045" in {one.code for one in outcome.problems}
    (kept,) = office.archive.root.glob("*/*/*-ttd/pindaian.pdf")
    assert acting_in(kept) == []


def test_attachments_that_act_are_left_out_and_the_form_goes_on(
    office: Office, letter: bytes
) -> None:
    drop(office, form(klien={"nama": "Anton"}), "baik.json")
    (filed,) = handle_once(office)
    drop(office, changed(letter, ACTING["Launch"][0]), f"{filed.case} kontrak.pdf")
    (outcome,) = handle_once(office)
    assert outcome.outcome == "rejected", outcome
    assert [one.code for one in outcome.problems] == ["R008"]
    folder = office.inbox.folder / f"{filed.case} lampiran"
    folder.mkdir()
    blank = pikepdf.new()
    blank.add_blank_page()
    with blank:
        blank.save(folder / "polos.pdf")
    contract = pdf_of(["Kontrak kerja"])
    (folder / "jahat.pdf").write_bytes(changed(contract, ACTING["Launch"][0]))
    (folder / "tautan.pdf").write_bytes(changed(contract, ACTING["URI"][0]))
    (outcome,) = handle_once(office)
    assert outcome.outcome == "filed"
    assert sorted(outcome.attachments) == ["polos", "tautan"]
    assert {one.code for one in outcome.problems} == {"W047", "W048"}
    kept = office.archive.root.glob(f"*/{filed.case}/*lampiran*/lampiran.pdf")
    assert [acting_in(path) for path in kept] == [[], []]
