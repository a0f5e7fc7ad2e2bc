"""A served office, asked as a program asks; and a browser that walks its pages."""

import http.client
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.web import WebServer

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
BROWSER: dict[str, Any] = {
    "executable_path": str(CHROMIUM),
    "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
}
# What a file of tests that need a browser is marked with.
IN_CHROMIUM = [
    pytest.mark.slow,
    pytest.mark.real,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, TABLET, PHONE = 1280, 820, 390
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def place(self) -> str:
        """Where it sends the browser."""
        return self.headers.get("location", "")


def faults(page: "Page") -> list[str]:
    """What axe-core finds on the page as it stands."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, iframes: false})", RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def faults_at_every_width(page: "Page") -> list[str]:
    """The same on a desktop, a tablet and a phone, and whether the page is wider than any of them."""
    found = []
    for width in (DESKTOP, TABLET, PHONE):
        page.set_viewport_size({"width": width, "height": 1000})
        found += faults(page)
        root = "document.documentElement"
        beside = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        found += [f"{beside} px beside the page at {width} px"] if beside else []
    return found


@contextmanager
def serving(office: Office) -> Iterator["Pages"]:
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        yield Pages(server.url)
    finally:
        server.stop()


class Pages:
    """The pages of a served office, to one browser: cookies are kept."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._where = urlsplit(url)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(
        self,
        path: str,
        fields: Mapping[str, str] | None = None,
        *,
        files: Mapping[str, tuple[str, bytes]]
        | Sequence[tuple[str, tuple[str, bytes]]]
        | None = None,
        token: str | None = None,
    ) -> Answer:
        """Post a form with the token of the page, as a browser does."""
        given = {"csrf": self.token() if token is None else token, **(fields or {})}
        if files is None:
            body = urlencode(given).encode()
            return self._ask("POST", path, body, "application/x-www-form-urlencoded")
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in given.items()
        ]
        parts += [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n".encode()
            + data
            + b"\r\n"
            for name, (filename, data) in (files.items() if isinstance(files, Mapping) else files)
        ]
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def token(self) -> str:
        found = TOKEN.search(self.get("/formulir").text)
        assert found is not None
        return found[1]

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        assert self._where.hostname is not None
        connection = http.client.HTTPConnection(self._where.hostname, self._where.port, timeout=60)
        headers = {"Origin": self.url, "Host": self._where.netloc}
        if kind:
            headers["Content-Type"] = kind
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self._cookies.items())
        connection.request(method, path, body=body or None, headers=headers)
        response = connection.getresponse()
        data = response.read()
        for told in response.headers.get_all("Set-Cookie") or ():
            name, _, value = told.partition(";")[0].partition("=")
            self._cookies[name] = value
        connection.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, data)
