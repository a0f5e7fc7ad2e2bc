"""The day of a clerk in Debian's Chromium, with script and without; and WCAG 2.2 AA on every page."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from generator.archive import LISTINGS, ArchivedItem
from generator.filing.beside_print import signers_of
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling, watch
from generator.system.clock import FixedClock
from generator.web import WebServer
from tests.office_kit import NOON, drop, form, make_office_folder
from tests.returns.degrade import signed_pages
from tests.web.kit import IN_CHROMIUM, faults, faults_at_every_width

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_CHROMIUM

CASE = "PMBS-2026-0001"
PAGES = (
    "/",
    "/cari?q=klien",
    "/berkas",
    f"/berkas/{CASE}",
    f"/berkas/{CASE}/2",
    "/formulir",
    "/agenda",
    "/agenda/buku-agenda-keluar",
    "/templat",
    "/templat/surat-koordinasi",
    "/pengaturan",
    "/tidak-ada",
)


@dataclass(frozen=True)
class Desk:
    office: Office
    url: str
    browser: "Browser"

    def open(self, path: str, **options: Any) -> "Page":
        page = self.browser.new_page(locale="id-ID", **options)
        page.set_default_timeout(30_000)
        page.goto(self.url + path)
        return page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, chromium: "Browser") -> Iterator[Desk]:
    """A running service, really converting and recognising, with one filed case and one refused form."""
    folder = make_office_folder(tmp_path_factory.mktemp("peramban") / "kantor")
    office = Office(folder, clock=FixedClock(NOON))
    drop(office, form(klien={"nik": "5308120305920001"}), "kasus-01.json")
    drop(office, b'{"klien": {}}', "keliru.json")
    handling.handle_once(office)
    server = WebServer(office, WebSettings(port=0))
    server.start()
    stop = threading.Event()
    watcher = threading.Thread(target=watch.run, args=(office, stop))
    watcher.start()
    yield Desk(office, server.url.rstrip("/"), chromium)
    stop.set()
    watcher.join(30)
    server.stop()
    office.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_axe_knows_and_no_sideways_scroll(desk: Desk, path: str) -> None:
    page = desk.open(path)
    assert faults_at_every_width(page) == []
    page.close()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_form_is_filled_in_checked_mended_and_sent(desk: Desk, has_script: bool) -> None:  # noqa: FBT001
    context = desk.browser.new_context(java_script_enabled=has_script, locale="id-ID")
    page = context.new_page()
    page.goto(f"{desk.url}/formulir")
    page.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    name = f"Rosna Ambo {'Satu' if has_script else 'Dua'}"
    page.get_by_label("Nama lengkap").first.fill(name)
    page.get_by_label("Tanggal lahir").fill("31 Februari 1992")
    page.get_by_label("upah tidak dibayar").check()
    page.get_by_role("button", name="Tambah baris keluarga").click()
    page.get_by_label("Nama, baris 3").first.fill("Agustinus")
    page.get_by_role("button", name="Kirim", exact=True).click()
    # The date that no calendar has is no required answer: it stays as written, and is warned.
    expect(page.get_by_text("2 jawaban perlu diperbaiki")).to_be_visible()
    if has_script:
        assert faults(page) == []
    page.get_by_label("Tanggal lahir").fill("3 Mei 1992")
    page.get_by_label("Jenis kelamin").first.select_option("Perempuan")
    page.get_by_label("Uraian permasalahan").fill(
        "Upah tiga bulan tidak dibayar.\nTidur di pelabuhan."
    )
    page.get_by_role("button", name="Kirim", exact=True).dblclick()
    page.get_by_role("heading", name="Sudah diarsipkan").wait_for()
    page.get_by_role("link", name=re.compile("Buka berkas")).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Agustinus").first).to_be_visible()
    context.close()


def scan_of(office: Office, letter: ArchivedItem, target: Path) -> Path:
    """What a scanner makes of a printed letter, signed by whoever has to: pictures of its pages, in one PDF."""
    pdf = office.archive.items.folder_of(letter) / "surat.pdf"
    pages = signed_pages(pdf, signers_of(office, letter))
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=200)
    return target


def test_a_clerk_drops_a_form_prints_scans_back_finds_and_registers(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.open("/formulir")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    # drop: the form into the page, its outcome by itself
    source = tmp_path / "kasus-22.json"
    source.write_bytes(drop(desk.office, form(klien={"nama": "Markus Tekege"}), ".x").read_bytes())
    page.get_by_label("Seret berkas ke sini, atau pilih").set_input_files(source)
    page.get_by_role("button", name="Kirim ke inbox").click()
    page.get_by_role("heading", name="Sudah diarsipkan").wait_for()
    # status: the letter is on the front page
    page.get_by_role("link", name="Buka berkas").click()
    page.get_by_role("link", name="Surat Koordinasi Penanganan PMBS").first.click()
    # letter: its paper beside its number, and another copy
    assert page.locator("iframe.kertas").get_attribute("src")
    number = page.locator("dl.data dd").first.inner_text()
    case, item = re.findall(r"/berkas/(PMBS-\d+-\d+)/(\d+)", page.url)[0]
    page.locator("#alasan").fill("lembar pertama rusak")
    page.get_by_role("button", name="Cetak lagi").click()
    expect(page.get_by_text("Cetakan tambahan diminta")).to_be_visible()
    # signed scan: back through the page, to its own letter by its code
    letter = desk.office.archive.items.named(f"{case}/{item}")
    scan = scan_of(desk.office, letter, tmp_path / "pindai-9.pdf")
    page.goto(f"{desk.url}/formulir")
    page.get_by_label("Seret berkas ke sini, atau pilih").set_input_files(scan)
    page.get_by_role("button", name="Kirim ke inbox").click()
    page.get_by_role("heading", name="Sudah diarsipkan").wait_for()
    # search: results while typing; a number leads to the signed version
    page.goto(f"{desk.url}/cari")
    page.get_by_label("Apa yang dicari?").press_sequentially("markus tek", delay=20)
    page.locator("#hasil mark").first.wait_for()
    assert "Tekege" in page.locator("#hasil").inner_text()
    page.get_by_label("Apa yang dicari?").fill(number)
    page.get_by_label("Apa yang dicari?").press("Enter")
    page.wait_for_url(f"**/berkas/{case}/{item}")
    assert page.get_by_role("link", name="bertanda tangan").get_attribute("aria-current") == "true"
    # register: the number stands in the book
    page.goto(f"{desk.url}/agenda/buku-agenda-keluar?memuat={number}")
    expect(page.get_by_role("cell", name=number)).to_be_visible()
    assert complaints == []
    page.close()


def test_a_scan_that_nobody_knows_is_matched_on_the_front_page(desk: Desk, tmp_path: Path) -> None:
    letter = desk.office.archive.items.named(f"{CASE}/2")
    blurred = tmp_path / "kabur.pdf"
    Image.new("L", (1654, 2339), 235).save(blurred, resolution=200)
    page = desk.open("/formulir")
    page.get_by_label("Seret berkas ke sini, atau pilih").set_input_files(blurred)
    page.get_by_role("button", name="Kirim ke inbox").click()
    page.get_by_role("heading", name="Perlu dicocokkan dengan suratnya").wait_for()
    page.get_by_role("link", name="Cocokkan di Beranda").click()
    assert faults(page) == []
    page.get_by_label("Nomor surat", exact=True).fill(letter.number)
    page.get_by_role("button", name="Cocokkan").click()
    expect(page.get_by_text("Pindaian diarsipkan sebagai versi bertanda tangan")).to_be_visible()
    assert desk.office.archive.items.named(f"{CASE}/2").is_signed
    page.close()


def test_the_front_page_brings_itself_up_to_date(desk: Desk) -> None:
    page = desk.open("/")
    page.clock.install()
    page.goto(desk.url)
    drop(desk.office, b'{"klien": {}}', "baru-ditolak.json")
    page.wait_for_timeout(1_500)
    page.clock.fast_forward(21_000)
    page.get_by_text("baru-ditolak.json").first.wait_for()
    page.close()


def test_the_keyboard_alone_leads_through_a_page(desk: Desk) -> None:
    page = desk.open(f"/berkas/{CASE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.locator("summary", has_text="Tutup berkas").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tutup berkas ini")).to_be_visible()
    page.close()


def test_a_page_prints_without_menu_and_buttons(desk: Desk) -> None:
    page = desk.open("/agenda/buku-agenda-keluar")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu utama")).not_to_be_visible()
    expect(page.get_by_role("button", name="Saring")).not_to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    page.close()


@pytest.mark.parametrize("name", LISTINGS)
def test_a_printed_list_fits_its_sheet(desk: Desk, name: str) -> None:
    page = desk.open(f"/agenda/{name}")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})  # A4 across, less its margins
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    page.close()
