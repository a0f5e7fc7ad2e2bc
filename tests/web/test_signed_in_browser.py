"""Signing in, working and signing out in Debian's Chromium; WCAG 2.2 AA on the pages of an office with users."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.admission import Role
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from tests.office_kit import TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.web.kit import IN_CHROMIUM, faults, faults_at_every_width

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = IN_CHROMIUM

CASE = "PMBS-2026-0001"
PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
PEOPLE = {"ani": Role.PETUGAS, "citra": Role.ADMIN}


@dataclass(frozen=True)
class Desk:
    office: Office
    url: str
    browser: "Browser"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, chromium: "Browser") -> Iterator[Desk]:
    """An office with users, whose letters are approved before their numbers; one waits for that."""
    folder = make_office_folder(
        tmp_path_factory.mktemp("masuk") / "kantor", letters="approval = true"
    )
    office = open_office(folder)
    for name, role in PEOPLE.items():
        office.access.users.add(name, {role}, PASSWORD)
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    server = WebServer(office, WebSettings(port=0))
    server.start()
    yield Desk(office, server.url.rstrip("/"), chromium)
    server.stop()
    office.close()


@pytest.fixture
def context(desk: Desk) -> Iterator["BrowserContext"]:
    """A browser that nobody signed in with yet."""
    made = desk.browser.new_context(locale="id-ID", base_url=desk.url)
    made.set_default_timeout(30_000)
    yield made
    made.close()


def signed_in(context: "BrowserContext", name: str, password: str = PASSWORD) -> "Page":
    page = context.new_page()
    page.goto("/masuk")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    return page


def test_the_door_has_no_fault_as_it_is_and_after_a_wrong_password(
    context: "BrowserContext",
) -> None:
    page = context.new_page()
    page.goto("/berkas")
    assert page.url.endswith("/masuk?ke=%2Fberkas")
    assert faults_at_every_width(page) == []
    page = signed_in(context, "ani", "salah sama sekali")
    assert page.get_by_role("alert").inner_text() == "Nama atau kata sandi tidak cocok."
    assert page.get_by_label("Nama pengguna").input_value() == "ani"
    assert page.evaluate("document.activeElement.name") == "sandi"
    assert faults_at_every_width(page) == []


@pytest.mark.parametrize(
    "path", ["/", "/jejak", "/pengguna", "/sandi", "/agenda/sop", "/agenda/laporan-bulanan"]
)
def test_a_page_for_the_admin_has_no_fault(context: "BrowserContext", path: str) -> None:
    page = signed_in(context, "citra")
    page.goto(path)
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    assert faults_at_every_width(page) == []


def test_who_has_no_right_is_told_whom_to_ask(context: "BrowserContext") -> None:
    page = signed_in(context, "ani")
    expect(page.get_by_role("link", name="Pengguna", exact=True)).not_to_be_visible()
    page.goto("/pengguna")
    expect(page.get_by_text("minta peran yang sesuai kepada administrator")).to_be_visible()
    assert faults_at_every_width(page) == []


def test_after_signing_out_no_page_opens_any_more(context: "BrowserContext") -> None:
    page = signed_in(context, "ani")
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_load_state("networkidle")
    page.goto("/berkas")
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


def test_a_draft_is_looked_at_and_approved_on_the_front_page(
    desk: Desk, context: "BrowserContext"
) -> None:
    page = signed_in(context, "citra")
    page.goto("/")
    expect(page.get_by_role("link", name="Lihat konsep: Undangan Temu Bahas Kasus")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Setujui").click()
    page.wait_for_load_state("networkidle")
    handling.handle_once(desk.office)
    page.goto("/")
    expect(page.get_by_role("link", name="400.9.8/1/DINSOSPM/2026")).to_be_visible()
    assert desk.office.archive.items.named(f"{CASE}/2").number == "400.9.8/1/DINSOSPM/2026"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_what_was_written_when_the_session_ended_is_not_lost(desk: Desk, has_script: bool) -> None:  # noqa: FBT001
    context = desk.browser.new_context(
        locale="id-ID", base_url=desk.url, java_script_enabled=has_script
    )
    page = signed_in(context, "ani")
    page.goto("/formulir")
    page.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    other = context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Keluar").click()
    other.wait_for_load_state("networkidle")
    page.get_by_label("Uraian permasalahan").fill('Tiga bulan "tanpa upah".\nTidur di pelabuhan.')
    page.get_by_label("ingin pulang").check()
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_role("heading", name="Sesi Anda sudah berakhir")).to_be_visible()
    if has_script:
        assert faults(page) == []
    with context.expect_page() as opened:
        page.get_by_role("link", name="Masuk lagi di tab baru").click()
    again = opened.value
    again.get_by_label("Nama pengguna").fill("ani")
    again.get_by_label("Kata sandi").fill(PASSWORD)
    again.get_by_role("button", name="Masuk").click()
    again.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Lanjutkan mengisi").click()
    expect(page.get_by_text("Jawaban ini belum disimpan")).to_be_visible()
    page.get_by_role("button", name="Simpan draf").last.click()
    expect(page.get_by_role("status").filter(has_text="Draf disimpan")).to_be_visible()
    told = page.get_by_label("Uraian permasalahan").input_value()
    assert told == 'Tiga bulan "tanpa upah".\nTidur di pelabuhan.'
    expect(page.get_by_label("ingin pulang")).to_be_checked()
    context.close()


@pytest.mark.parametrize("path", ["/", "/pengguna", f"/berkas/{CASE}", "/berkas", "/agenda/sop"])
def test_a_page_at_four_times_its_size_needs_no_sideways_scroll(
    context: "BrowserContext", path: str
) -> None:
    page = signed_in(context, "citra")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(path)
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


def test_a_second_tab_with_the_same_draft_takes_nothing_from_the_first(
    context: "BrowserContext",
) -> None:
    first = signed_in(context, "ani")
    first.goto("/formulir")
    first.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    second = context.new_page()
    second.goto(first.url)
    first.get_by_label("Uraian permasalahan").fill("Ditulis di tab pertama.")
    expect(first.get_by_text("Draf tersimpan.")).to_be_visible()
    first.get_by_label("Tempat lahir").fill("Ende")
    first.get_by_role("button", name="Periksa").click()
    second.get_by_label("Kecamatan").first.fill("Larantuka")
    expect(second.get_by_text("diubah di tab lain")).to_be_visible()
    first.reload()
    first.goto(second.url)
    assert first.get_by_label("Uraian permasalahan").input_value() == "Ditulis di tab pertama."
    assert first.get_by_label("Tempat lahir").input_value() == "Ende"
    second.get_by_role("button", name="Simpan draf").last.click()
    expect(second.get_by_text("sudah diubah di tab atau jendela lain")).to_be_visible()
    assert second.get_by_label("Kecamatan").first.input_value() == "Larantuka"
    second.get_by_role("button", name="Simpan draf").last.click()
    expect(second.get_by_text("Draf disimpan.")).to_be_visible()
    assert second.get_by_label("Kecamatan").first.input_value() == "Larantuka"


def test_the_bar_of_buttons_hides_no_question_that_has_the_focus(context: "BrowserContext") -> None:
    page = signed_in(context, "ani")
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto("/formulir")
    page.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    hidden = page.evaluate(
        """() => {
          const bar = document.querySelector(".lekat");
          return [...document.querySelectorAll("fieldset input, fieldset select, fieldset textarea")]
            .filter((field) => {
              field.focus();
              return field.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
            })
            .map((field) => field.name);
        }"""
    )
    assert hidden == []
