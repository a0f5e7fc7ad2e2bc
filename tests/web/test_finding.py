"""Cari by step of the SOP, person, kind and year; letters given up; a scan linked by a click on what is proposed."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image, ImageDraw

from generator.archive.search import search as searching
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.stub_recogniser import StubRecogniser
from tests.web.kit import Pages, serving

ONE, OTHER = "PMBS-2026-0001", "PMBS-2026-0002"
LETTER, INVITATION = f"/berkas/{ONE}/2", f"/berkas/{ONE}/3"


@dataclass(frozen=True)
class Desk:
    office: Office
    pages: Pages


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two people's cases: one as far as the meeting, one just begun."""
    office = open_office(make_office_folder(tmp_path_factory.mktemp("kantor")))
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    drop(office, form(klien={"nama": "Maria Bria"}), "maria.json")
    handling.handle_once(office)
    with serving(office) as pages:
        yield Desk(office, pages)
    office.close()


def found(desk: Desk, query: str) -> set[str]:
    text = desk.pages.get(f"/potongan/cari?{query}").text
    return set(re.findall(r'<a href="(/berkas/[^"]+/\d+)">', text))


def test_a_step_of_the_sop_leaves_only_its_letters(desk: Desk) -> None:
    assert {LETTER, INVITATION} < found(desk, "q=klien")
    assert found(desk, "q=klien&langkah=3") == {INVITATION}
    assert found(desk, "q=klien&langkah=2") == {LETTER, f"/berkas/{OTHER}/2"}
    assert found(desk, "q=klien&langkah=3&jenis=surat-koordinasi") == set()
    assert found(desk, "q=klien&langkah=") == found(desk, "q=klien")


def test_each_step_says_how_much_there_is_of_it(desk: Desk) -> None:
    text = desk.pages.get("/potongan/cari?q=klien").text
    steps = re.findall(r'langkah=(\d)" title="[^"]+">\d\. [^<]+ \((\d+)\)<', text)
    assert dict(steps) == {"1": "2", "2": "2", "3": "1"}


def test_a_person_leaves_only_what_lies_in_their_cases(desk: Desk) -> None:
    hers = {f"/berkas/{OTHER}/1", f"/berkas/{OTHER}/2"}
    assert found(desk, "q=klien&orang=Maria") == hers
    assert found(desk, "q=&orang=Maria") == hers
    assert found(desk, "q=klien&orang=Marya") == hers


def test_what_narrows_a_search_stays_in_the_fields_and_in_the_links(desk: Desk) -> None:
    text = desk.pages.get("/cari?q=klien&orang=Maria&langkah=2").text
    assert 'name="orang" value="Maria"' in text
    assert 'name="langkah" value="2"' in text
    assert "q=klien&amp;orang=Maria&amp;langkah=1" in text
    assert "jenis=formulir" not in text  # of the first step


def test_what_is_only_spelt_nearly_so_says_so(desk: Desk) -> None:
    assert "ejaan mirip" in desk.pages.get("/potongan/cari?q=yohanis").text
    assert "ejaan mirip" not in desk.pages.get("/potongan/cari?q=yohanes").text


def test_where_not_all_is_counted_every_kind_and_year_can_be_chosen_without_a_number(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.search(r"Formulir \(\d", desk.pages.get("/potongan/cari?q=klien").text)
    monkeypatch.setattr(searching, "MOST_COUNTED", 2)
    text = desk.pages.get("/potongan/cari?q=klien").text
    assert "Lebih dari 2 naskah" in text
    assert not re.search(r"Formulir \(\d", text)
    assert "/cari?q=klien&amp;jenis=notula" in text
    old = desk.pages.get("/potongan/cari?q=klien&tahun=2019").text
    assert "Tidak ditemukan" in old
    assert "/cari?q=klien&amp;tahun=2026" in old


def test_only_a_search_that_can_be_read_again_is_remembered(desk: Desk) -> None:
    desk.pages.get("/cari?q=unik123")
    text = desk.pages.get("/cari?q=%00").text + desk.pages.get("/cari?q=...").text
    assert 'href="/cari?q=unik123">unik123</a>' in text
    assert 'href="/cari?q=..."' not in text
    assert "%00" not in desk.pages.get("/cari").text


def test_the_number_of_a_letter_that_was_given_up_leads_to_it(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    number = office.archive.items.named(f"{ONE}/2").number
    office.archive.numbers.void(number, reason="klien sudah pulang")
    with serving(office) as pages:
        for typed in (number, number.rpartition("/")[0]):
            assert pages.get(f"/cari?q={typed}").place == LETTER
        assert "klien sudah pulang" in pages.get(LETTER).text


def test_a_scan_is_linked_by_a_click_on_the_letter_that_is_proposed(office: Office) -> None:
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    letter = office.archive.items.named(f"{ONE}/2")
    assert isinstance(office.recogniser, StubRecogniser)
    office.recogniser.text = "Koordinasi Penanganan Pekerja Migran Bermasalah Sosial Yohanes Lado"
    scan = io.BytesIO()
    page = Image.new("L", (1654, 2339), 235)
    ImageDraw.Draw(page).text((200, 300), "Koordinasi Penanganan", fill=0, font_size=60)
    page.save(scan, "PDF", resolution=200)
    drop(office, scan.getvalue(), "pindaian.pdf")
    handling.handle_once(office)
    with serving(office) as pages:
        text = pages.get("/").text
        offered = re.findall(r'name="pilihan" value="([^"]+)"', text)
        assert f"{ONE}/2" in offered
        assert "lain" in offered
        action = re.search(r'action="(/cocokkan/\w+)"', text)
        assert action is not None
        answer = pages.post(action[1], {"pilihan": f"{ONE}/2", "nomor": ""})
        assert "Pindaian diarsipkan sebagai versi bertanda tangan" in pages.get(answer.place).text
    assert office.archive.items.named(letter.number).is_signed
    assert not office.archive.items.named(f"{ONE}/3").is_signed
