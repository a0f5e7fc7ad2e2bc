"""Take the pictures of docs/gambar/: every page, of an empty office, a normal one, one with ten thousand cases.

Run with `python -m tools.screenshots [FOLDER]` (Debian's chromium and LibreOffice; three minutes). The data
are invented, the clock stands still, so that a second run gives nearly the same pictures. The empty office
is open, as on the first day; the others have users, and an admin, whose menu is the longest, is signed in.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.many import fill_archive
from generator.admission import Role
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.system.clock import FixedClock
from generator.web import WebServer
from generator.web.taking import id_of
from tests.office_kit import NOON, drop, form, make_office_folder
from tests.stub_recogniser import StubRecogniser

ROOT = Path(__file__).parents[1]
CASE = "PMBS-2026-0002"
PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
ADMIN = "citra"
PEOPLE = {"ani": Role.PETUGAS, "budi": Role.ARSIPARIS, ADMIN: Role.ADMIN}
DESKTOP, TABLET, PHONE = (1280, 900), (820, 1100), (390, 840)
COLORS = 64
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
    "jejak": "/jejak",
    "pengguna": "/pengguna",
    "sandi": "/sandi",
    "tugas": "/tugas",
    "keputusan": "/keputusan",
    "arsip": "/arsip",
    "surat-masuk": "/surat-masuk",
    "nomor": "/nomor",
    "ekspedisi": "/ekspedisi",
    "srikandi": "/srikandi",
    "urusan": f"/berkas/{CASE}/arsip",
    "tidak-ada": "/tidak-ada",
}
EMPTY_PAGES = (
    "beranda",
    "cari",
    "berkas-semua",
    "formulir",
    "agenda-semua",
    "agenda",
    "templat-semua",
    "pengaturan",
    "jejak",
    "pengguna",
)
# What is done away from a desk.
PHONE_PAGES = ("beranda", "tugas", "keputusan", "berkas", "surat-masuk", "urusan")
LARGE_PAGES = ("beranda", "cari", "berkas-semua", "berkas", "agenda-semua", "agenda", "jejak")
LARGE_TABLET_PAGES = ("beranda", "cari", "berkas-semua", "agenda")


@dataclass(frozen=True, kw_only=True)
class Camera:
    """One person's browser at one width, in one office."""

    context: BrowserContext
    url: str
    height: int
    target: Path
    prefix: str

    def shoot(self, path: str, name: str) -> None:
        page = self.context.new_page()
        page.goto(self.url + path)
        page.wait_for_load_state("networkidle")
        self.keep(page, name)
        page.close()

    def keep(self, page: Page, name: str) -> None:
        """What the page shows as a small PNG; a long page is cut where its second screen ends."""
        if page.locator("iframe").count():
            page.wait_for_timeout(2_500)  # the browser's own PDF viewer says nothing when ready
        tall = min(page.evaluate("document.documentElement.scrollHeight"), 2 * self.height)
        assert page.viewport_size is not None  # noqa: S101 - it was given one
        page.set_viewport_size({"width": page.viewport_size["width"], "height": tall})
        if page.locator("iframe").count():
            page.wait_for_timeout(1_500)  # it draws what came into sight
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(COLORS, dither=Image.Dither.NONE).save(
            self.target / f"halaman-{self.prefix}{name}.png", optimize=True
        )


# A letter from elsewhere, which lies among the scans that nobody knows.
LETTER = """PEMERINTAH KOTA TARAKAN
DINAS PERINDUSTRIAN DAN TENAGA KERJA
Nomor : 560/123/DISPERINAKER/2026     Tarakan, 20 November 2026
Lampiran : 1 (satu) berkas
Hal : Jadwal Temu Bahas
Menunjuk kasus PMBS-2026-0002, bersama ini kami sampaikan ..."""


def open_office(folder: Path, *, read: str = "") -> Office:
    return Office(folder, clock=FixedClock(NOON), recogniser=StubRecogniser(read))


def normal_office(folder: Path) -> None:
    """The samples filed, and of everything that can need a person one."""
    office = open_office(make_office_folder(folder))
    for name, role in PEOPLE.items():
        office.access.users.add(name, {role}, PASSWORD)
    for path in sorted((ROOT / "samples").glob("0*")):
        drop(office, path.read_bytes(), path.name)
    drop(
        office,
        (ROOT / "samples" / "salah" / "tanggal-tidak-ada.json").read_bytes(),
        "kasus-17.json",
    )
    scan = io.BytesIO()
    paper = Image.new("L", (1654, 2339), 245)
    ImageDraw.Draw(paper).multiline_text((200, 200), LETTER, fill=30, font_size=34, spacing=22)
    paper.save(scan, "PDF", resolution=200)
    drop(office, scan.getvalue(), "pindaian-3.pdf")
    handling.handle_once(office)
    drop(office, (ROOT / "samples" / "02-lengkap.json").read_bytes(), "02-lengkap (1).json")
    handling.handle_once(office)
    drop(office, form(klien={"nama": "Maria Goreti"}), "kasus-18.json")
    office.close()


def large_office(folder: Path) -> None:
    normal_office(folder)
    fill_archive(folder / "archive", 10_000)


def sent_files(folder: Path) -> str:
    """Where the outcome of a sent file is told, of one in each tray."""
    office = open_office(folder)
    trays = (Tray.DONE, Tray.REJECTED, Tray.MATCH, Tray.DUPLICATE)
    found = [id_of(path.name) for tray in trays for path in office.inbox.trays.of(tray)[:1]]
    waiting = [id_of(path.name) for path in office.inbox.waiting()]
    office.close()
    return f"/kiriman/{'+'.join([*found, *waiting])}"


def waiting_scan(folder: Path) -> str:
    """Where a scan that nobody knows is entered as a letter from elsewhere."""
    office = open_office(folder)
    (path,) = office.inbox.trays.of(Tray.MATCH)[:1]
    office.close()
    return f"/surat-masuk/{id_of(path.name)}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    office = open_office(folder, read=LETTER)
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        yield server.url.rstrip("/")
    finally:
        server.stop()
        office.close()


@contextmanager
def camera(
    browser: Browser, url: str, target: Path, prefix: str, size: tuple[int, int]
) -> Iterator[Camera]:
    context = browser.new_context(locale="id-ID", viewport={"width": size[0], "height": size[1]})
    yield Camera(context=context, url=url, height=size[1], target=target, prefix=prefix)
    context.close()


def sign_in(made: Camera, name: str) -> Page:
    page = made.context.new_page()
    page.goto(f"{made.url}/masuk")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_load_state("networkidle")
    return page


def at_the_door(
    browser: Browser, url: str, target: Path, prefix: str, size: tuple[int, int]
) -> None:
    """Signing in, as it is and when it fails; what somebody without the right is told."""
    with camera(browser, url, target, prefix, size) as made:
        made.shoot("/masuk", "masuk")
        page = made.context.new_page()
        page.goto(f"{url}/masuk")
        page.get_by_label("Nama pengguna").fill("ani")
        page.get_by_label("Kata sandi").fill("salah")
        page.get_by_role("button", name="Masuk").click()
        page.get_by_role("alert").wait_for()
        made.keep(page, "masuk-salah")
        sign_in(made, "ani")
        made.shoot("/pengguna", "tidak-boleh")


def fill_in(made: Camera) -> None:
    """A form that is filled in on the page, with problems beside its answers."""
    page = made.context.new_page()
    page.goto(f"{made.url}/formulir")
    page.get_by_role("button", name="Isi Formulir Pengaduan PMBS").click()
    page.get_by_label("Nama lengkap").first.fill("Maria Goreti")
    page.get_by_label("Tanggal lahir").fill("31 Februari 1992")
    page.get_by_role("button", name="Periksa").click()
    page.wait_for_load_state("networkidle")
    made.keep(page, "formulir-isi")
    page.close()


def the_normal_one(browser: Browser, folder: Path, target: Path) -> None:
    """Every page, at both widths; last what the pages say while the service cannot read its users."""
    sent, users = sent_files(folder), folder / "access" / "users.json"
    scan = waiting_scan(folder)
    with served(folder) as url:
        for prefix, size in (("", DESKTOP), ("tablet-", TABLET)):
            at_the_door(browser, url, target, prefix, size)
            with camera(browser, url, target, prefix, size) as made:
                sign_in(made, ADMIN)
                for name, path in PAGES.items():
                    made.shoot(path, name)
                made.shoot(sent, "kiriman")
                made.shoot(scan, "surat-masuk-pindaian")
                fill_in(made)
                known = users.read_bytes()
                users.write_bytes(b"{")
                made.shoot("/berkas", "tidak-tersedia")
                users.write_bytes(known)


def on_a_phone(browser: Browser, folder: Path, target: Path) -> None:
    with served(folder) as url, camera(browser, url, target, "telepon-", PHONE) as made:
        sign_in(made, ADMIN)
        for name in PHONE_PAGES:
            made.shoot(PAGES[name], name)


def main() -> None:
    """Make the three offices and take their pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "gambar"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made_in, sync_playwright() as playwright:
        folder = Path(made_in)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--headless=new"],
            ignore_default_args=["--headless"],
        )
        make_office_folder(folder / "kosong")
        with (
            served(folder / "kosong") as url,
            camera(browser, url, target, "kosong-", DESKTOP) as made,
        ):
            for name in EMPTY_PAGES:
                made.shoot(PAGES[name], name)
        large_office(folder / "besar")
        with served(folder / "besar") as url:
            for prefix, size, names in (
                ("besar-", DESKTOP, LARGE_PAGES),
                ("besar-tablet-", TABLET, LARGE_TABLET_PAGES),
            ):
                with camera(browser, url, target, prefix, size) as made:
                    sign_in(made, ADMIN)
                    for name in names:
                        made.shoot(PAGES[name], name)
        normal_office(folder / "biasa")
        the_normal_one(browser, folder / "biasa", target)
        on_a_phone(browser, folder / "biasa", target)
        browser.close()
    pictures = list(target.glob("halaman-*.png"))
    size_of_all = sum(path.stat().st_size for path in pictures)
    print(f"{len(pictures)} pictures, {size_of_all / 1_000_000:.1f} MB in {target}")


if __name__ == "__main__":
    main()
