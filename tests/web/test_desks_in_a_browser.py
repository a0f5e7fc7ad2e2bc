"""The desks in Debian's Chromium: WCAG at three widths, and their jobs with script and without."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.web import WebServer
from generator.web.taking import id_of
from tests.office_kit import open_office
from tests.web.desk_kit import LADO, PASSWORD, copy_of, scan
from tests.web.kit import IN_CHROMIUM, faults_at_every_width

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_CHROMIUM

PAGES = (
    "/tugas",
    "/keputusan",
    "/arsip",
    "/surat-masuk",
    "/surat-masuk/2026/3",
    "/nomor",
    "/ekspedisi",
    "/srikandi",
    f"/berkas/{LADO}/arsip",
    f"/berkas/{LADO}/2/samaran",
    f"/berkas/{LADO}",
)


class House:
    """A served office in which every desk has something to do."""

    def __init__(self, office: Office, url: str, browser: "Browser") -> None:
        self.office, self.url, self._browser = office, url, browser

    def enter(self, who: str, path: str, *, has_script: bool = True) -> "Page":
        """Somebody signs in and goes there."""
        context = self._browser.new_context(java_script_enabled=has_script, locale="id-ID")
        page = context.new_page()
        page.goto(f"{self.url}/masuk")
        page.get_by_label("Nama pengguna").fill(who)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        page.goto(self.url + path)
        return page


@pytest.fixture(scope="module")
def house(
    kept: Path, tmp_path_factory: pytest.TempPathFactory, chromium: "Browser"
) -> Iterator[House]:
    office = open_office(copy_of(kept, tmp_path_factory.mktemp("rumah") / "kantor"))
    office.inbox.trays.lay(Tray.MATCH, "dari pos.pdf", scan(), "menunggu")
    server = WebServer(office, WebSettings(port=0))
    server.start()
    yield House(office, server.url.rstrip("/"), chromium)
    server.stop()
    office.close()


def faults_of(page: "Page") -> list[str]:
    """At the three widths, everything folded out."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    return faults_at_every_width(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_desk_has_no_fault_that_axe_knows_and_no_sideways_scroll(house: House, path: str) -> None:
    page = house.enter("budi", path)
    assert faults_of(page) == []
    page.context.close()


def test_a_scan_beside_its_sheet_and_what_has_to_be_mended_have_no_fault_either(
    house: House,
) -> None:
    (path,) = house.office.inbox.trays.of(Tray.MATCH)[:1]
    page = house.enter("budi", f"/surat-masuk/{id_of(path.name)}")
    assert faults_of(page) == []
    page.locator("form#surat").evaluate("one => { one.noValidate = true; }")
    page.get_by_role("button", name="Catat dalam agenda").click()
    expect(page.get_by_text("Dari belum diisi")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "ringkasan-masalah"
    assert faults_of(page) == []
    page.context.close()


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_letter_from_elsewhere_is_entered_in_four_clicks_and_passed_on(
    house: House,
    tmp_path: Path,
    has_script: bool,  # noqa: FBT001
) -> None:
    paper = tmp_path / "surat.pdf"
    paper.write_bytes(scan("Surat dari Camat" if has_script else "Surat dari Lurah"))
    page = house.enter("budi", "/", has_script=has_script)
    page.get_by_role("link", name="Surat masuk", exact=True).click()
    page.get_by_label("Pindaian suratnya").set_input_files(paper)
    page.get_by_role("button", name="Unggah dan baca").click()
    sender = f"Camat {'Tengah' if has_script else 'Barat'}"
    page.get_by_label("Dari", exact=False).fill(sender)
    page.get_by_label("Hal", exact=True).fill("Undangan")
    page.get_by_role("button", name="Catat dalam agenda").click()
    expect(page.get_by_text("Surat masuk dicatat dalam agenda")).to_be_visible()
    page.locator("summary", has_text="Catat disposisi").click()
    page.get_by_label("Sekretaris").check()
    page.get_by_label("Isi disposisi").fill("Mohon dihadiri")
    page.get_by_role("button", name="Catat disposisi").click()
    expect(page.get_by_text("Sekretaris: Mohon dihadiri")).to_be_visible()
    page.goto(f"{house.url}/agenda/buku-agenda-masuk?memuat={sender}")
    expect(page.get_by_role("cell", name="Sekretaris: Mohon dihadiri")).to_be_visible()
    page.context.close()


def test_the_paper_of_a_case_goes_out_and_comes_back(house: House) -> None:
    page = house.enter("budi", f"/berkas/{LADO}")
    page.get_by_role("link", name="Urusan arsip").click()
    page.locator("summary", has_text="Catat peminjaman").click()
    page.get_by_label("Dipinjam oleh").fill("Inspektorat")
    page.get_by_role("button", name="Catat peminjaman").click()
    expect(page.get_by_text("Dipinjam Inspektorat sejak 24 November 2026")).to_be_visible()
    page.get_by_role("button", name="Catat sudah kembali").click()
    expect(page.get_by_text("Dicatat: berkasnya sudah kembali.")).to_be_visible()
    assert house.office.archive.places.loan_of(LADO) is None
    page.context.close()


def test_what_cannot_be_undone_can_be_left_at_the_question(house: House) -> None:
    page = house.enter("budi", "/nomor")
    page.locator("summary", has_text="Cadangkan beberapa nomor").click()
    page.get_by_label("Berapa nomor").fill("4")
    page.locator("#cadangkan-alasan").fill("hari rapat kedua")
    page.get_by_role("button", name="Cadangkan").click()
    expect(page.get_by_role("heading", name="Yakin?")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name="Tidak, kembali").click()
    assert len(house.office.archive.by_hand.kept()) == 2
    page.context.close()
