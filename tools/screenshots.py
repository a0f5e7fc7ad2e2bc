"""Take the pictures of docs/gambar/: every page, of an empty office, a normal one, one with ten thousand cases.

Run with `python -m tools.screenshots [FOLDER]` (Debian's chromium and LibreOffice; two minutes). The data
are invented, the clock stands still, so that a second run gives nearly the same pictures.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.many import fill_archive
from generator import watch
from generator.clock import FixedClock
from generator.config import WebSettings
from generator.office import Office
from generator.web import WebServer
from tests.office_kit import NOON, drop, form, make_office_folder

ROOT = Path(__file__).parents[1]
CASE = "PMBS-2026-0002"
DESKTOP, TABLET = (1280, 900), (820, 1100)
COLORS = 128
PAGES = {
    "beranda": "/",
    "cari": "/cari?q=upah",
    "berkas-semua": "/berkas",
    "berkas": f"/berkas/{CASE}",
    "surat": f"/berkas/{CASE}/2",
    "formulir": "/formulir",
    "agenda-semua": "/agenda",
    "agenda": "/agenda/buku-agenda-keluar",
    "templat-semua": "/templat",
    "templat": "/templat/surat-koordinasi",
    "pengaturan": "/pengaturan",
}
EMPTY_PAGES = ("beranda", "cari", "berkas-semua", "formulir", "agenda")
LARGE_PAGES = ("beranda", "cari", "berkas-semua", "agenda")
TABLET_PAGES = ("beranda", "berkas", "surat", "agenda")


def open_office(folder: Path) -> Office:
    return Office(folder, clock=FixedClock(NOON))


def normal_office(folder: Path) -> None:
    """The samples filed, and of everything that can need a person one."""
    office = open_office(make_office_folder(folder))
    for path in sorted((ROOT / "samples").glob("0*")):
        drop(office, path.read_bytes(), path.name)
    drop(
        office,
        (ROOT / "samples" / "salah" / "tanggal-tidak-ada.json").read_bytes(),
        "kasus-17.json",
    )
    watch.handle_once(office)
    drop(office, form(klien={"nama": "Maria Goreti"}), "kasus-18.json")
    office.close()


def large_office(folder: Path) -> None:
    normal_office(folder)
    fill_archive(folder / "archive", 10_000)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    office = open_office(folder)
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        yield server.url.rstrip("/")
    finally:
        server.stop()
        office.close()


def shoot(browser: Browser, url: str, path: str, target: Path, size: tuple[int, int]) -> None:
    """One page as a small PNG; a long page is cut where its second screen ends."""
    width, height = size
    page = browser.new_page(locale="id-ID", viewport={"width": width, "height": height})
    page.goto(url + path)
    page.wait_for_load_state("networkidle")
    if page.locator("iframe").count():
        page.wait_for_timeout(2_500)  # the browser's own PDF viewer says nothing when it is ready
    tall = min(page.evaluate("document.documentElement.scrollHeight"), 2 * height)
    page.set_viewport_size({"width": width, "height": tall})
    data = page.screenshot()
    page.close()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(target, optimize=True)


def fill_in(browser: Browser, url: str, target: Path) -> None:
    """A form that is filled in on the page, with problems beside its answers."""
    page = browser.new_page(locale="id-ID", viewport={"width": 1280, "height": 900})
    page.goto(f"{url}/formulir")
    page.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    page.get_by_label("Nama lengkap").first.fill("Maria Goreti")
    page.get_by_label("Tanggal lahir").fill("31 Februari 1992")
    page.get_by_role("button", name="Periksa").click()
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": 1280, "height": 1800})
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(target, optimize=True)
    page.close()


def main() -> None:
    """Make the three offices and take their pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "gambar"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--headless=new"],
            ignore_default_args=["--headless"],
        )
        make_office_folder(Path(folder) / "kosong")
        normal_office(Path(folder) / "biasa")
        large_office(Path(folder) / "besar")
        with served(Path(folder) / "kosong") as url:
            for name in EMPTY_PAGES:
                shoot(browser, url, PAGES[name], target / f"halaman-kosong-{name}.png", DESKTOP)
        with served(Path(folder) / "biasa") as url:
            for name, path in PAGES.items():
                shoot(browser, url, path, target / f"halaman-{name}.png", DESKTOP)
            fill_in(browser, url, target / "halaman-formulir-isi.png")
            for name in TABLET_PAGES:
                shoot(browser, url, PAGES[name], target / f"halaman-tablet-{name}.png", TABLET)
        with served(Path(folder) / "besar") as url:
            for name in LARGE_PAGES:
                shoot(browser, url, PAGES[name], target / f"halaman-besar-{name}.png", DESKTOP)
        browser.close()
    size = sum(path.stat().st_size for path in target.glob("halaman-*.png"))
    print(f"{size / 1_000_000:.1f} MB in {target}")


if __name__ == "__main__":
    main()
