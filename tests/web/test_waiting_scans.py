"""A scan that nobody knows: matched after a second question, entered as a letter from outside, or not wanted."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.stub_recogniser import StubRecogniser
from tests.web.kit import Pages, serving

ONE = "PMBS-2026-0001"


def waiting_scan(office: Office, text: str = "") -> str:
    """The address at which a scan waits for a person, after it was dropped."""
    assert isinstance(office.recogniser, StubRecogniser)
    office.recogniser.text = "Surat tentang hal lain"
    out = io.BytesIO()
    page = Image.new("L", (1654, 2339), 235)
    ImageDraw.Draw(page).text((200, 300), "Surat", fill=0, font_size=60)
    page.save(out, "PDF", resolution=200)
    drop(office, out.getvalue(), "pindaian.pdf")
    handling.handle_once(office)
    office.recogniser.text = text
    with serving(office) as pages:
        action = re.search(r'action="(/cocokkan/\w+)"', pages.get("/").text)
    assert action is not None
    return action[1]


def as_incoming(at: str) -> str:
    """Where the same scan is entered as a letter from elsewhere."""
    return at.replace("/cocokkan/", "/surat-masuk/")


@pytest.fixture
def pages(office: Office) -> Iterator[Pages]:
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    with serving(office) as served:
        yield served


def test_a_page_that_bears_another_number_is_asked_about_once_more(
    office: Office, pages: Pages
) -> None:
    other = office.archive.items.named(f"{ONE}/3").number
    at = waiting_scan(office, f"Nomor : {other}")
    asked = pages.post(at, {"pilihan": f"{ONE}/2", "nomor": ""})
    assert "Lihat lembarnya sekali lagi" in asked.text
    assert other in asked.text
    assert not office.archive.items.named(f"{ONE}/2").is_signed
    pages.post(at, {"pilihan": f"{ONE}/2", "nomor": "", "yakin": "ya"})
    assert office.archive.items.named(f"{ONE}/2").is_signed


def test_a_page_that_bears_its_own_number_is_not(office: Office, pages: Pages) -> None:
    at = waiting_scan(office, f"Nomor : {office.archive.items.named(f'{ONE}/2').number}")
    pages.post(at, {"pilihan": f"{ONE}/2", "nomor": ""})
    assert office.archive.items.named(f"{ONE}/2").is_signed


def test_it_is_entered_into_the_agenda_as_a_letter_from_outside(
    office: Office, pages: Pages
) -> None:
    at = waiting_scan(office)
    told = {"dari": "BP3MI", "nomor": "B.12/2026", "hal": "Jadwal", "tanggal": "20 November 2026"}
    told |= {"diterima": "2026-11-24", "kasus": ONE}
    answer = pages.post(as_incoming(at), told)
    assert answer.place == "/surat-masuk/2026/2?kabar=masuk-agenda"
    entered = office.archive.cases.show(ONE).items[-1]
    assert (entered.kind, entered.number, entered.party) == ("surat-masuk", "B.12/2026", "BP3MI")
    assert office.inbox.trays.of(Tray.MATCH) == []
    (done,) = [path for path in office.inbox.trays.of(Tray.DONE) if path.name == "pindaian.pdf"]
    assert "Surat Masuk, agenda" in read_note(done)
    assert office.archive.care.verify() == []


@pytest.mark.parametrize(("key", "value"), [("dari", ""), ("hal", ""), ("tanggal", "entah")])
def test_what_is_not_told_of_it_is_asked_for(
    office: Office, pages: Pages, key: str, value: str
) -> None:
    at = waiting_scan(office)
    told = {"dari": "BP3MI", "hal": "Jadwal", "tanggal": "", "diterima": "2026-11-24", key: value}
    assert pages.post(as_incoming(at), told).status == 422
    assert len(office.inbox.trays.of(Tray.MATCH)) == 1


def test_one_that_is_not_wanted_goes_to_the_refused_with_the_reason(
    office: Office, pages: Pages
) -> None:
    at = waiting_scan(office)
    assert pages.post(f"{at}/tolak", {"alasan": ""}).status == 422
    pages.post(f"{at}/tolak", {"alasan": "halaman kosong pemindai"})
    assert office.inbox.trays.of(Tray.MATCH) == []
    (refused,) = office.inbox.trays.of(Tray.REJECTED)
    assert "R012" in read_note(refused)
    assert "halaman kosong pemindai" in read_note(refused)


def test_a_match_is_taken_back_on_the_page_of_its_letter(office: Office, pages: Pages) -> None:
    at = waiting_scan(office)
    letter = f"/berkas/{ONE}/2"
    pages.post(at, {"pilihan": f"{ONE}/2", "nomor": ""})
    assert "Batalkan pencocokan" in pages.get(letter).text
    assert pages.post(f"{letter}/lepas", {"alasan": ""}).status == 422
    pages.post(f"{letter}/lepas", {"alasan": "bukan surat ini"})
    assert not office.archive.items.named(f"{ONE}/2").is_signed
    assert len(office.inbox.trays.of(Tray.MATCH)) == 1
    scan = office.archive.cases.show(ONE).items[-1]
    assert "pencocokan dibatalkan" in pages.get(f"/berkas/{ONE}/{scan.item}").text


def test_what_lacks_stands_on_the_page_and_a_person_may_say_that_nothing_does(
    office: Office, pages: Pages
) -> None:
    at = waiting_scan(office)
    letter = f"/berkas/{ONE}/2"
    pages.post(at, {"pilihan": f"{ONE}/2", "nomor": ""})
    assert "Nyatakan lengkap" not in pages.get(letter).text
    # As if a page of it had not come back.
    office.archive.items._index.execute(
        "UPDATE items SET is_signed = 0, signed_at = NULL, lacking = 'halaman 2 belum kembali'"
        " WHERE case_number = ? AND item = 2",
        [ONE],
    )
    assert "halaman 2 belum kembali" in pages.get(letter).text
    assert pages.post(f"{letter}/lengkap", {"alasan": ""}).status == 422
    pages.post(f"{letter}/lengkap", {"alasan": "surat ini satu halaman"})
    assert office.archive.items.named(f"{ONE}/2").is_signed
    assert "dinyatakan lengkap: surat ini satu halaman" in pages.get(letter).text
