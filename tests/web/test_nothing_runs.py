"""What people write stays text: payloads in every field, file name and note run nothing in a real browser."""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import pytest

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from tests.office_kit import (
    KESEPAKATAN,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)
from tests.web.hostile import PAYLOADS, as_file_names

CHROMIUM = Path("/usr/bin/chromium")
# So many pages of one kind (`/berkas/*/*`) are looked at; the kinds are all of them.
OF_A_KIND = 6
REFLECTED = 25
# What a page may not hold, whether or not it would run: looked for in the parsed document.
LOOK = """() => ({
  ran: window.__jalan === 1,
  handlers: [...document.querySelectorAll('*')]
    .flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on')).map(a => e.tagName + ' ' + a.name)),
  scripts: [...document.querySelectorAll('script')]
    .filter(s => s.textContent.trim() || !new URL(s.src).pathname.startsWith('/static/')).length,
  strange: [...document.querySelectorAll('iframe, object, embed, base, style, svg, math, link, video')]
    .map(e => e.outerHTML.slice(0, 200))
    .filter(h => !/^<(link rel="(icon|stylesheet)"[^>]* href="\\/static\\/|(iframe|object)[^>]* (src|data)="\\/(unduh|templat|tertunda)\\/)/.test(h)),
  addresses: [...document.querySelectorAll('a[href], form[action]')]
    .map(e => e.href || e.action).filter(u => !u.startsWith(location.origin + '/')),
})"""

pytestmark = [pytest.mark.real, pytest.mark.slow]


def hostile_forms() -> Iterator[dict[str, Any]]:
    """Forms that carry every payload: the short answers first, the rest as points of an agreement."""
    left = list(PAYLOADS)
    while left:
        few = [left.pop() for _ in range(min(40, len(left)))]
        told = few + ["-"] * 40
        yield form(
            catatan=told[0],
            sumber_rujukan=told[1],
            klien={
                "nama": told[2],
                "alias": told[3],
                "tempat_lahir": told[4],
                "agama": told[5],
                "pendidikan": told[6],
                "alamat": told[7],
                "kabupaten_kota": told[8],
                "kondisi_kesehatan": told[9],
            },
            permasalahan={"uraian": told[10], "harapan": told[11], "jenis": [told[12]]},
            temu_bahas={
                **TEMU_BAHAS,
                "tempat": told[13],
                "acara": told[14],
                "diundang": [{"instansi": told[15], "nama": told[16]}],
            },
            serah_terima={
                **SERAH_TERIMA,
                "kondisi": told[17],
                "obat": told[18],
                "barang": [{"nama": told[19], "keterangan": told[20]}],
            },
            kesepakatan={**KESEPAKATAN, "butir": told[21:40]},
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = open_office(make_office_folder(tmp_path_factory.mktemp("kantor") / "kantor"))
    for number, told in enumerate(hostile_forms()):
        drop(made, told, f"kasus-{number}.json")
    names = as_file_names(45)
    for name in names[:15]:
        drop(made, form(klien={"jenis_kelamin": name}), f"{name}.json")
    for name in names[15:30]:
        drop(made, zipped(name), f"{name}.zip")
    for name in names[30:35]:
        drop(made, scan(), f"{name}.pdf")
    handling.handle_once(made)
    drop(made, {"nomor_kasus": "PMBS-2026-0001", "catatan": PAYLOADS[0]}, f"{names[0]}.json")
    handling.handle_once(made)
    for name in names[35:]:
        drop(made, b"{}", f"{name}.json")
    yield made
    made.close()


def zipped(name: str) -> bytes:
    """A form with an attachment of that name, and one that is refused."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("kasus.json", json.dumps(form(klien={"nama": name})))
        archive.writestr(f"{name}.pdf", scan())
        archive.writestr(f"{name}.exe", b"MZ")
    return made.getvalue()


def scan() -> bytes:
    """A page that belongs to no letter."""
    from PIL import Image

    made = BytesIO()
    Image.new("L", (600, 800), 255).save(made, "PDF")
    return made.getvalue()


@pytest.fixture(scope="module")
def url(office: Office) -> Iterator[str]:
    server = WebServer(office, WebSettings(port=0))
    server.start()
    yield server.url
    server.stop()


@dataclass
class Watched:
    """A browser page that notes down everything that should not happen."""

    page: Any
    url: str
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))
        self.page.on("request", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog on {self.page.url}")
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        # A policy that had to step in means that a page took text for markup.
        if "Content Security Policy" in message.text:
            self.wrong.append(f"{self.page.url}: {message.text[:300]}")

    def _request(self, request: Any) -> None:
        # The browser's own page for PDF asks for its own parts.
        own = (self.url, "blob:", "chrome-extension:", "chrome:", "data:image")
        if not request.url.startswith(own):
            self.wrong.append(f"asked {request.url[:100]}")

    def look(self, address: str) -> list[str]:
        """Go there, look at the parsed page; the addresses that it leads to."""
        answer = self.page.goto(address)
        assert answer.status < 500, address
        found = self.page.evaluate(LOOK)
        what = {name: value for name, value in found.items() if value}
        if what:
            self.wrong.append(f"{address}: {what}")
        links = "e => [...document.querySelectorAll('a[href]')].map(a => a.href)"
        return [urldefrag(one).url for one in self.page.evaluate(links)]


def kind_of(address: str) -> str:
    parts = urlsplit(address).path.strip("/").split("/")
    names = [one if one.isalpha() else "*" for one in parts]
    return "/".join([*names, "?" if urlsplit(address).query else ""])


def test_there_are_two_hundred_payloads_and_they_are_filed(office: Office) -> None:
    assert len(PAYLOADS) >= 200
    stored = "".join(
        json.dumps(json.loads(path.read_text()), ensure_ascii=False)
        for path in (office.folder / "archive").glob("[0-9]*/*/001-*/data.json")
    )
    kept = [one for one in PAYLOADS if json.dumps(one, ensure_ascii=False)[1:-1] in stored]
    assert len(kept) >= 180


def test_a_browser_that_walks_every_page_runs_nothing(url: str, chromium: Any) -> None:
    watched = Watched(chromium.new_page(locale="id-ID"), url)
    queue, counts = [url, f"{url}jejak"], dict[str, int]()
    while queue:
        address = queue.pop(0)
        kind = kind_of(address)
        if address in watched.seen or counts.get(kind, 0) >= OF_A_KIND:
            continue
        if not address.startswith(url) or is_file(chromium, address):
            continue
        watched.seen.add(address)
        counts[kind] = counts.get(kind, 0) + 1
        queue += watched.look(address)
    assert watched.wrong == []
    assert len(counts) >= 15, sorted(counts)


FILES: dict[str, bool] = {}


def is_file(chromium: Any, address: str) -> bool:
    """Whether an address gives a file; then it must be one that no browser takes for a page."""
    if not re.search(
        r"/(unduh|tertunda|kosong|pratinjau)/|\.(xlsx|pdf|docx|csv)\b|format=|bentuk=", address
    ):
        return False
    context = chromium.contexts[0]
    headers = context.request.get(address).headers
    kind = headers.get("content-type", "")
    if kind.startswith("text/html"):
        return False
    assert headers["x-content-type-options"] == "nosniff", address
    shown = headers.get("content-disposition", "").startswith("attachment")
    assert shown or kind.startswith(("application/pdf", "image/png", "image/jpeg")), address
    assert "javascript" not in kind
    assert "svg" not in kind
    return True


@pytest.mark.parametrize(
    "path", ["/cari?q=", "/jejak?berkas=", "/jejak?siapa=", "/masuk?ke=/", "/"]
)
def test_what_an_address_says_stays_text(url: str, chromium: Any, path: str) -> None:
    watched = Watched(chromium.new_page(locale="id-ID"), url)
    for payload in PAYLOADS[:: len(PAYLOADS) // REFLECTED]:
        watched.look(urljoin(url, path) + quote(payload))
    assert watched.wrong == []
