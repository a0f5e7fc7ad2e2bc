"""Folders, zips and attachments: one submission each, settled and filed as a whole."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from generator.forms import BLANKS, make_form
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import drop, form

PDF = b"%PDF-1.7\ninvented\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0 invented \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n invented IEND"
CASE = "PMBS-2026-0001"


def as_zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def as_folder(office: Office, files: dict[str, bytes], name: str = "Kasus Yohanes") -> Path:
    folder = office.inbox.folder / name
    for inner, data in files.items():
        path = folder / inner
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def handle(office: Office) -> Outcome:
    (outcome,) = handling.handle_once(office)
    return outcome


def a_form(**changes: object) -> bytes:
    return json.dumps(form(**changes)).encode()


def folders(office: Office) -> list[str]:
    return sorted(path.name for path in (office.archive.root / "2026" / CASE).iterdir())


class TestFolder:
    def test_a_form_and_its_attachments_are_one_case(self, office: Office) -> None:
        as_folder(office, {"formulir.json": a_form(), "KTP.jpg": JPG, "kontrak kerja.pdf": PDF})
        outcome = handle(office)
        assert (outcome.outcome, outcome.case) == ("filed", CASE)
        assert sorted(outcome.attachments) == ["KTP", "kontrak kerja"]
        assert folders(office) == [
            "001-formulir-pengaduan",
            "002-surat-koordinasi",
            "003-lampiran-ktp",
            "004-lampiran-kontrak",
        ]
        assert (
            office.archive.root / "2026" / CASE / "003-lampiran-ktp" / "lampiran.jpg"
        ).read_bytes() == JPG
        assert office.archive.care.verify() == []

    def test_the_letter_counts_and_names_them_under_lampiran(self, office: Office) -> None:
        as_folder(office, {"formulir.json": a_form(), "KTP.jpg": JPG, "kontrak kerja.pdf": PDF})
        (document,) = handle(office).documents
        text = (document.folder / "surat.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
        assert "2 (dua) berkas" in text
        assert "kami lampirkan salinan KTP dan kontrak kerja." in text
        for agenda in ("buku-agenda-keluar", "buku-agenda-masuk"):
            (row,) = office.archive.lists.fill(agenda, year=2026).rows
            assert "2 (dua) berkas" in row

    def test_the_receipt_lists_them_and_the_folder_moves_whole(self, office: Office) -> None:
        as_folder(office, {"formulir.json": a_form(), "KTP.jpg": JPG})
        handle(office)
        (folder,) = office.inbox.trays.of(Tray.DONE)
        assert sorted(path.name for path in folder.iterdir()) == ["KTP.jpg", "formulir.json"]
        assert "1. KTP" in read_note(folder)

    def test_what_is_not_taken_is_told_while_the_form_goes_on(self, office: Office) -> None:
        files = {"formulir.json": a_form(), "foto.heic": b"ftypheic", "film.mp4": b"ftyp"}
        as_folder(office, {**files, "pasang.exe": b"MZ", "palsu.pdf": b"MZ bukan PDF"})
        outcome = handle(office)
        assert outcome.outcome == "filed"
        assert [one.code for one in outcome.problems] == ["W020"] * 4
        note = read_note(office.inbox.trays.of(Tray.DONE)[0])
        for wanted in ("gambar yang tidak dapat dibaca", "video", "program"):
            assert wanted in " ".join(note.split())

    def test_a_word_contract_beside_the_form_is_an_attachment_not_a_second_form(
        self, office: Office
    ) -> None:
        contract = as_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
        as_folder(office, {"formulir.json": a_form(), "kontrak.docx": contract})
        outcome = handle(office)
        assert outcome.outcome == "filed"
        assert "simpan sebagai PDF" in outcome.problems[0].message

    @pytest.mark.parametrize(
        ("files", "code"),
        [
            ({"a.json": a_form(), "b.json": a_form(catatan="lain")}, "B022"),
            ({"KTP.jpg": JPG}, "B021"),
        ],
    )
    def test_none_or_several_forms_are_refused(
        self, office: Office, files: dict[str, bytes], code: str
    ) -> None:
        as_folder(office, files)
        outcome = handle(office)
        assert [one.code for one in outcome.problems] == [code]
        assert [path.name for path in office.inbox.trays.of(Tray.REJECTED)] == ["Kasus Yohanes"]

    def test_a_bad_form_refuses_the_whole_folder(self, office: Office) -> None:
        as_folder(office, {"formulir.json": a_form(klien={"jenis_kelamin": "X"}), "KTP.jpg": JPG})
        assert handle(office).outcome == "rejected"
        (folder,) = office.inbox.trays.of(Tray.REJECTED)
        assert (folder / "KTP.jpg").read_bytes() == JPG

    def test_a_link_inside_is_never_followed(self, office: Office, tmp_path: Path) -> None:
        secret = tmp_path / "rahasia.pdf"
        secret.write_bytes(PDF)
        folder = as_folder(office, {"formulir.json": a_form()})
        (folder / "KTP.pdf").symlink_to(secret)
        outcome = handle(office)
        assert (outcome.outcome, outcome.attachments) == ("filed", ())
        assert [one.code for one in outcome.problems] == ["W020"]

    def test_the_same_folder_again_is_a_duplicate(self, office: Office) -> None:
        files = {"formulir.json": a_form(), "KTP.jpg": JPG}
        as_folder(office, files)
        handle(office)
        as_folder(office, files, "salinan")
        outcome = handle(office)
        assert (outcome.outcome, outcome.case) == ("duplicate", CASE)

    def test_the_same_form_with_one_more_attachment_adds_only_that(self, office: Office) -> None:
        as_folder(office, {"formulir.json": a_form(), "KTP.jpg": JPG})
        handle(office)
        as_folder(office, {"formulir.json": a_form(), "KTP.jpg": JPG, "KK.png": PNG}, "lagi")
        outcome = handle(office)
        assert (outcome.outcome, outcome.case) == ("filed", CASE)
        assert outcome.attachments == ("KK",)
        assert outcome.documents == ()
        assert "W012" in [one.code for one in outcome.problems]
        assert office.archive.care.verify() == []


class TestZip:
    def test_a_zip_is_taken_like_a_folder(self, office: Office) -> None:
        drop(office, as_zip({"berkas/formulir.json": a_form(), "berkas/KTP.jpg": JPG}), "x.zip")
        outcome = handle(office)
        assert (outcome.outcome, outcome.attachments) == ("filed", ("KTP",))

    def test_names_inside_a_zip_are_never_paths(self, office: Office) -> None:
        drop(office, as_zip({"../../formulir.json": a_form(), "/etc/x/KTP.jpg": JPG}), "x.zip")
        assert handle(office).attachments == ("KTP",)

    def test_a_broken_zip_is_refused(self, office: Office) -> None:
        drop(office, as_zip({"formulir.json": a_form()})[:-40], "x.zip")
        assert [one.code for one in handle(office).problems] == ["B026"]

    def test_a_bomb_is_refused_before_it_is_unpacked(self, office: Office) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for number in range(5):
                package.writestr(f"{number}.pdf", bytes(30_000_000))
        drop(office, out.getvalue(), "x.zip")
        assert [one.code for one in handle(office).problems] == ["B025"]


class TestNamedAfterACase:
    @pytest.mark.parametrize(
        ("name", "data", "title"),
        [
            ("PMBS-2026-0001 KTP.jpg", JPG, "KTP"),
            ("PMBS-2026-0001_Kartu_Keluarga.png", PNG, "Kartu Keluarga"),
            ("surat pmbs-2026-0001.PDF", PDF, "surat"),
            ("PMBS-2026-0001.pdf", PDF, "Lampiran"),
        ],
    )
    def test_a_file_is_filed_into_that_case(
        self, office: Office, name: str, data: bytes, title: str
    ) -> None:
        drop(office, a_form(), "kasus.json")
        handle(office)
        drop(office, data, name)
        outcome = handle(office)
        assert (outcome.outcome, outcome.case) == ("filed", CASE)
        assert outcome.attachments == (title,)
        assert outcome.agenda is None

    def test_an_unknown_case_is_refused(self, office: Office) -> None:
        drop(office, JPG, "PMBS-2026-0404 KTP.jpg")
        assert [one.code for one in handle(office).problems] == ["F030"]

    def test_a_spoilt_photo_of_an_iphone_is_refused_with_advice(self, office: Office) -> None:
        drop(office, a_form(), "kasus.json")
        handle(office)
        drop(office, b"ftypheic", "PMBS-2026-0001 KTP.heic")
        outcome = handle(office)
        assert (outcome.outcome, outcome.problems[0].code) == ("rejected", "B032")
        assert "simpan sebagai JPG" in outcome.problems[0].message

    def test_the_same_card_may_belong_to_two_cases_but_not_twice_to_one(
        self, office: Office
    ) -> None:
        for name in ("Yohanes", "Maria"):
            drop(office, a_form(klien={"nama": name}), f"{name}.json")
            handle(office)
        drop(office, JPG, "PMBS-2026-0001 KK.jpg")
        assert handle(office).outcome == "filed"
        drop(office, JPG, "PMBS-2026-0002 KK.jpg")
        assert handle(office).case == "PMBS-2026-0002"
        drop(office, JPG, "PMBS-2026-0002 Kartu Keluarga.jpg")
        assert handle(office).outcome == "duplicate"

    def test_a_form_so_named_continues_that_case(self, office: Office) -> None:
        drop(office, a_form(), "kasus.json")
        handle(office)
        drop(office, {"penutupan": {"tanggal": "2026-11-24", "hasil": "Pulang."}}, f"{CASE}.json")
        assert handle(office).case == CASE

    def test_a_name_and_a_form_that_disagree_are_refused(self, office: Office) -> None:
        drop(office, a_form(nomor_kasus="PMBS-2026-0002"), f"{CASE}.json")
        assert "F034" in [one.code for one in handle(office).problems]

    def test_a_folder_of_attachments_so_named_is_filed(self, office: Office) -> None:
        drop(office, a_form(), "kasus.json")
        handle(office)
        as_folder(office, {"KTP.jpg": JPG, "KK.png": PNG}, f"{CASE} lampiran")
        assert handle(office).attachments == ("KK", "KTP")


def test_an_attachment_is_found_by_its_title(office: Office) -> None:
    as_folder(office, {"formulir.json": a_form(), "kontrak kerja.pdf": PDF})
    handle(office)
    hits = office.archive.search.find("kontrak kerja")
    assert ("lampiran", CASE) in [(hit.type, hit.case) for hit in hits]


class TestComments:
    """A refused Word form comes back with a comment at each faulty answer."""

    def refused(self, office: Office) -> Path:
        answers = {
            "klien.nama": "Yohanes Lado",
            "klien.jenis_kelamin": "X",
            "permasalahan.uraian": "Ingin pulang.",
        }
        self.original = make_form(BLANKS["pengaduan"], answers)
        drop(office, self.original, "kasus.docx")
        assert handle(office).outcome == "rejected"
        (path,) = office.inbox.trays.of(Tray.REJECTED)
        return path

    def test_the_same_file_has_a_comment_with_the_code(self, office: Office) -> None:
        document = Document(str(self.refused(office)))
        (comment,) = document.comments
        assert comment.author == "Layanan PMBS"
        assert "F003" in comment.text

    def test_the_bytes_that_were_dropped_are_kept(self, office: Office) -> None:
        self.refused(office)
        (kept,) = (office.inbox.folder / "ditolak" / ".asli").iterdir()
        assert kept.read_bytes() == self.original

    def test_mended_with_the_comments_left_in_it_is_filed(self, office: Office) -> None:
        path = self.refused(office)
        document = Document(str(path))
        for table in document.tables:
            for row in table.rows:
                if row.cells[0].text.startswith("Jenis kelamin"):
                    paragraph = row.cells[1].paragraphs[0]
                    for run in paragraph._p.xpath(".//w:t"):
                        run.text = "L"
        path.unlink()
        document.save(str(office.inbox.folder / "kasus.docx"))
        outcome = handle(office)
        assert outcome.outcome == "filed", [str(one) for one in outcome.problems]

    def test_in_a_folder_it_is_the_form_that_is_commented(self, office: Office) -> None:
        data = make_form(BLANKS["pengaduan"], {"klien.nama": "Yohanes Lado"})
        as_folder(office, {"formulir.docx": data, "KTP.jpg": JPG})
        handle(office)
        (folder,) = office.inbox.trays.of(Tray.REJECTED)
        codes = " ".join(one.text for one in Document(str(folder / "formulir.docx")).comments)
        assert codes.count("F001") == 2

    def test_the_note_names_the_original_and_it_goes_with_its_sibling(self, office: Office) -> None:
        path = self.refused(office)
        folder = office.inbox.folder / "ditolak" / ".asli"
        (kept,) = folder.iterdir()
        assert f"Aslinya   : .asli/{kept.name} (tanpa komentar)" in read_note(path)
        office.inbox.clear_originals()
        assert kept.exists()
        path.unlink()
        office.inbox.clear_originals()
        assert not kept.exists()
