"""The status page over a real port: what it shows, to whom, and how it is guarded."""

import http.client
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.vocabulary.problems import ConfigurationError
from generator.web import WebServer
from tests.office_kit import drop, form

CHROMIUM = Path("/usr/bin/chromium")
HOSTILE = '<img src=x onerror="document.title=1">'


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


def port_of(server: WebServer) -> int:
    return int(server.url.rsplit(":", 1)[1].rstrip("/"))


def ask(server: WebServer, path: str = "/", *, method: str = "GET", host: str = "") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(server), timeout=10)
    headers = {"Host": host or f"127.0.0.1:{port_of(server)}"}
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)


def test_an_empty_office_says_what_to_do(server: WebServer) -> None:
    answer = ask(server)
    assert answer.status == 200
    assert "Taruh formulir kasus di folder" in answer.text


def test_the_last_letters_are_shown_with_number_and_case(office: Office, server: WebServer) -> None:
    drop(office, form())
    handling.handle_once(office)
    page = ask(server).text
    assert "400.9.8/1/DINSOSPM/2026" in page
    assert "PMBS-2026-0001" in page


def test_a_refused_form_is_shown_with_its_note(office: Office, server: WebServer) -> None:
    drop(office, form(klien={"jenis_kelamin": "X"}), "keliru.json")
    handling.handle_once(office)
    page = ask(server).text
    assert "keliru.json" in page
    assert "F003" in page


def test_what_waits_is_shown(office: Office, server: WebServer) -> None:
    drop(office, form(), "menunggu.json")
    assert "menunggu.json" in ask(server).text


def test_the_client_stands_beside_the_number_and_the_nik_nowhere(
    office: Office, server: WebServer
) -> None:
    drop(office, form(klien={"nik": "5308120305920001"}))
    handling.handle_once(office)
    page = ask(server).text
    assert "5308120305920001" not in page
    assert "Yohanes Lado" in page


def test_markup_in_a_file_name_stays_text(office: Office, server: WebServer) -> None:
    drop(office, b"{}", f"{HOSTILE}.json".replace("/", ""))
    page = ask(server).text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "10.0.0.7:8470"])
def test_a_foreign_host_header_is_refused(server: WebServer, host: str) -> None:
    assert ask(server, host=host).status == 400


def test_localhost_is_answered_by_name_too(server: WebServer) -> None:
    assert ask(server, host=f"localhost:{port_of(server)}").status == 200


@pytest.mark.parametrize("path", ["/", "/static/pmbs.css", "/sehat", "/tidak-ada"])
def test_every_answer_carries_the_safe_headers(server: WebServer, path: str) -> None:
    headers = ask(server, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "'unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/static/../app.py", "/static/%2e%2e/app.py"]
)
def test_nothing_else_is_served(server: WebServer, path: str) -> None:
    assert ask(server, path).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(server: WebServer, method: str) -> None:
    assert ask(server, method=method).status == 405


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "kantor.example"])  # noqa: S104
def test_it_refuses_to_be_seen_from_other_machines(office: Office, host: str) -> None:
    with pytest.raises(ConfigurationError, match=r"127\.0\.0\.1"):
        WebServer(office, WebSettings(host=host))


def test_a_port_that_is_taken_is_said_so(office: Office, server: WebServer) -> None:
    second = WebServer(office, WebSettings(port=port_of(server)))
    with pytest.raises(ConfigurationError, match="sedang dipakai"):
        second.start()


def test_it_can_be_stopped_and_stopping_twice_is_fine(office: Office) -> None:
    made = WebServer(office, WebSettings(port=0))
    made.start()
    made.stop()
    made.stop()
    with pytest.raises(ConnectionRefusedError):
        ask(made)


@pytest.mark.real
def test_a_browser_shows_the_page_and_runs_nothing_from_it(
    office: Office, server: WebServer, tmp_path: Path
) -> None:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium at /usr/bin/chromium")
    from playwright.sync_api import sync_playwright

    drop(office, form(), "kasus.json")
    drop(
        office,
        json.dumps({"klien": {"nama": HOSTILE, "jenis_kelamin": HOSTILE}}).encode(),
        "x.json",
    )
    handling.handle_once(office)
    drop(office, b"{}", "<script>document.title=1.json")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        page = browser.new_page(locale="id-ID", viewport={"width": 1100, "height": 900})
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(server.url)
        assert page.title() == "Beranda · PMBS"
        assert page.get_by_role("heading", name="Surat terakhir").is_visible()
        assert page.get_by_text("F003").first.is_visible()
        shot = tmp_path / "status.png"
        page.screenshot(path=str(shot), full_page=True)
        browser.close()
    assert complaints == []
    assert shot.stat().st_size > 10_000
