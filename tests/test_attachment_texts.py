"""Attachments are found by what they say: read after filing, kept beside the items, made again if lost."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.archive import rebuild
from generator.archive.topics.texts import text_path
from generator.office.office import Office
from generator.scans import Searchable, Tesseract, read_text
from generator.service import handling
from generator.submission.hand_matching import match_scan
from tests.keeping.kit import assert_rebuilds_equal
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.stub_converter import pdf_of
from tests.stub_recogniser import StubRecogniser
from tests.test_watch import running, wait_until

CONTRACT = pdf_of(["PERJANJIAN KERJA", "Upah tiga juta rupiah sebulan di kebun Sebatik."])
CASE = "PMBS-2026-0001"


def picture(text: str = "", *, kind: str = "PNG") -> bytes:
    page = Image.new("L", (1240, 600), 255)
    if text:
        ImageDraw.Draw(page).text((80, 200), text, fill=0, font_size=56)
    out = io.BytesIO()
    page.save(out, kind, dpi=(150, 150))
    return out.getvalue()


def with_attachment(office: Office, data: bytes, name: str = f"{CASE} kontrak.pdf") -> Office:
    drop(office, form())
    handling.handle_once(office)
    drop(office, data, name)
    handling.handle_once(office)
    return office


def found(office: Office, text: str) -> list[tuple[str, int]]:
    return [(hit.case, hit.item) for hit in office.archive.search.find(text)]


def kept(office: Office) -> list[Path]:
    return sorted((office.archive.root / "teks").glob("*.txt"))


class TestAPdfWithText:
    def test_it_is_found_by_its_words(self, office: Office) -> None:
        with_attachment(office, CONTRACT)
        assert found(office, "sebatik") == [(CASE, 3)]
        (hit,) = office.archive.search.find('"tiga juta"')
        assert "«tiga» «juta»" in hit.snippet

    def test_a_word_of_it_and_the_clients_name_find_it_together(self, office: Office) -> None:
        with_attachment(office, CONTRACT)
        assert found(office, "yohanes sebatik") == [(CASE, 3)]
        assert found(office, "yohanes nunukan") == []

    def test_nothing_is_recognised_where_text_is(self, office: Office) -> None:
        with_attachment(office, CONTRACT)
        assert isinstance(office.recogniser, StubRecogniser)
        assert office.recogniser.pages == 0

    def test_the_item_itself_stays_as_it_was_filed(self, office: Office) -> None:
        with_attachment(office, CONTRACT)
        folder = office.archive.root / "2026" / CASE / "003-lampiran-kontrak"
        assert sorted(path.name for path in folder.iterdir()) == ["item.json", "lampiran.pdf"]
        assert office.archive.care.verify() == []


class TestAPicture:
    def test_it_is_recognised_after_it_was_filed(self, office: Office) -> None:
        assert isinstance(office.recogniser, StubRecogniser)
        office.recogniser.text = "KARTU TANDA PENDUDUK\nKalabahi"
        with_attachment(office, picture("x"), f"{CASE} KTP.png")
        assert found(office, "kalabahi") == [(CASE, 3)]

    def test_one_that_says_nothing_is_read_once(self, office: Office) -> None:
        with_attachment(office, picture(), f"{CASE} foto.png")
        handling.handle_once(office)
        assert isinstance(office.recogniser, StubRecogniser)
        assert office.recogniser.pages == 1

    def test_the_same_picture_of_two_cases_is_read_once(self, office: Office) -> None:
        assert isinstance(office.recogniser, StubRecogniser)
        office.recogniser.text = "Kalabahi"
        with_attachment(office, picture("kk"), f"{CASE} KK.png")
        drop(office, form(klien={"nama": "Maria Goreti"}), "2.json")
        handling.handle_once(office)
        drop(office, picture("kk"), "PMBS-2026-0002 KK.png")
        handling.handle_once(office)
        assert sorted(found(office, "kalabahi")) == [(CASE, 3), ("PMBS-2026-0002", 3)]
        assert (office.recogniser.pages, len(kept(office))) == (1, 1)

    @pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0 torn", b"%PDF-1.7 torn"])
    def test_a_broken_one_has_no_text_and_stops_nobody(self, office: Office, data: bytes) -> None:
        suffix = "pdf" if data.startswith(b"%PDF") else "jpg"
        with_attachment(office, data, f"{CASE} rusak.{suffix}")
        assert found(office, "rusak") == [(CASE, 3)]
        assert [path.read_bytes() for path in kept(office)] == [b""]

    @pytest.mark.real
    @pytest.mark.tesseract
    def test_tesseract_reads_what_a_picture_says(self, tmp_path: Path) -> None:
        path = tmp_path / "foto.jpg"
        path.write_bytes(picture("Surat perjanjian kerja di Kalabahi", kind="JPEG"))
        text = read_text(path, Tesseract(), work=tmp_path)
        assert text is not None
        assert "perjanjian kerja di Kalabahi" in text


class TestWhatIsKept:
    def test_an_index_made_anew_knows_the_text(self, office: Office) -> None:
        with_attachment(office, CONTRACT)
        rebuild(office.archive.root, office.clock)
        again = open_office(office.folder)
        assert found(again, "sebatik") == [(CASE, 3)]
        again.close()

    @pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"lain")])
    def test_a_lost_or_changed_text_is_found_out_and_read_again(
        self, office: Office, change: object
    ) -> None:
        with_attachment(office, CONTRACT)
        assert callable(change)
        change(kept(office)[0])
        assert [(one.code, one.where, one.is_damage) for one in office.archive.care.verify()] == [
            ("V032", f"{CASE}/003", False)
        ]
        rebuild(office.archive.root, office.clock)
        again = open_office(office.folder)
        assert found(again, "lain") == []
        handling.handle_once(again)
        assert found(again, "sebatik") == [(CASE, 3)]
        assert again.archive.care.verify() == []
        again.close()

    def test_a_text_whose_line_was_never_written_is_read_again(self, office: Office) -> None:
        """We died between the file and the line of the ledger."""
        with_attachment(office, CONTRACT)
        (path,) = kept(office)
        other = open_office(make_office_folder(office.folder.parent / "lain"))
        with_attachment(other, picture())
        wanted = text_path(other.archive.root, path.stem)
        wanted.parent.mkdir(exist_ok=True)
        wanted.write_bytes(b"setengah")
        drop(other, CONTRACT, f"{CASE} kontrak 2.pdf")
        handling.handle_once(other)
        assert found(other, "sebatik") == [(CASE, 4)]
        assert other.archive.care.verify() == []
        other.close()


def test_the_service_reads_them_beside_its_other_work(tmp_path: Path) -> None:
    office = open_office(make_office_folder(tmp_path / "kantor"))
    drop(office, form())
    handling.handle_once(office)
    drop(office, CONTRACT, f"{CASE} kontrak.pdf")
    with running(office):
        wait_until(lambda: found(office, "sebatik") == [(CASE, 3)], seconds=30)
    office.close()


class TooSlow(StubRecogniser):
    """Recognition that runs out of time while a scan is filed, and has the time later."""

    is_late = True

    def make_searchable(self, source: Path, out: Path, *, pages: int) -> Searchable:
        if self.is_late:
            return Searchable(pdf=None, text="")
        return super().make_searchable(source, out, pages=pages)


class TestAScanThatCouldNotBeReadInTime:
    def filed(self, office: Office, tmp_path: Path) -> None:
        drop(office, form())
        handling.handle_once(office)
        scan = tmp_path / "ttd.png"
        scan.write_bytes(picture("x"))
        match_scan(office, "400.9.8/1/DINSOSPM/2026", scan, is_sure=True)

    def test_it_is_read_later_and_stays_as_it_was_filed(self, tmp_path: Path) -> None:
        office = open_office(make_office_folder(tmp_path / "kantor"))
        office.recogniser = slow = TooSlow("Dibayar lunas di Sebatik")
        self.filed(office, tmp_path)
        (scan,) = [one for one in office.archive.cases.show(CASE).items if one.kind == "pindaian"]
        before = sorted(office.archive.items.record_of(scan).files)
        assert "pindaian-teks.pdf" not in before
        assert found(office, "sebatik") == []
        slow.is_late = False
        handling.handle_once(office)
        assert found(office, "sebatik") == [(CASE, scan.item)]
        assert sorted(office.archive.items.record_of(scan).files) == before
        handling.handle_once(office)
        assert slow.pages == 1, "once"
        assert_rebuilds_equal(office)
        office.close()

    def test_one_that_was_read_is_not_read_again(self, tmp_path: Path) -> None:
        office = open_office(make_office_folder(tmp_path / "kantor"))
        office.recogniser = slow = TooSlow("")
        slow.is_late = False
        self.filed(office, tmp_path)
        pages = slow.pages
        handling.handle_once(office)
        assert slow.pages == pages
        office.close()

    def test_one_that_takes_too_long_again_is_tried_a_further_time(self, tmp_path: Path) -> None:
        office = open_office(make_office_folder(tmp_path / "kantor"))
        office.recogniser = slow = TooSlow("Dibayar lunas di Sebatik")
        self.filed(office, tmp_path)
        handling.handle_once(office)
        assert office.archive.texts.next_unread() is not None
        slow.is_late = False
        handling.handle_once(office)
        assert len(found(office, "sebatik")) == 1
        assert office.archive.texts.next_unread() is None
        office.close()
