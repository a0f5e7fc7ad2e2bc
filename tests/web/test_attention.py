"""What needs a person stands out on the status page, and a page that cannot be made says so."""

import http.client
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.office.status import OfficeStatus, TrayEntry, WaitingEntry
from generator.rules.config import WebSettings
from generator.service import handling
from generator.system.clock import WITA
from generator.vocabulary.prints import PrintState
from generator.vocabulary.problems import ArchiveDamagedError
from generator.web import WebServer
from tests.office_kit import drop, form

HOSTILE = "<script>document.title=1</script>\"'&"


@contextmanager
def serving(office: Office, host: str = "127.0.0.1") -> Iterator[WebServer]:
    server = WebServer(office, WebSettings(host=host, port=0))
    server.start()
    try:
        yield server
    finally:
        server.stop()


def ask(server: WebServer) -> tuple[int, dict[str, str], str]:
    """The front page as a browser asks for it: by the address the server itself gave."""
    match = re.fullmatch(r"http://(\S+):(\d+)/", server.url)
    assert match is not None
    connection = http.client.HTTPConnection(match[1].strip("[]"), int(match[2]), timeout=10)
    connection.request("GET", "/", headers={"Host": f"{match[1]}:{match[2]}"})
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    text = response.read().decode()
    connection.close()
    return response.status, headers, text


def page(office: Office) -> str:
    with serving(office) as server:
        return ask(server)[2]


def row_of(text: str, word: str) -> str:
    rows = [row for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if f"<td>{word}</td>" in row]
    assert len(rows) == 1, rows
    return str(rows[0])


@pytest.fixture
def filed(office: Office) -> Office:
    drop(office, form())
    handling.handle_once(office)
    return office


@pytest.mark.parametrize(
    ("state", "word"), [(PrintState.FAILED, "gagal"), (PrintState.UNKNOWN, "tidak pasti")]
)
def test_a_print_that_needs_a_look_is_red_with_its_reason(
    filed: Office, state: PrintState, word: str
) -> None:
    filed.archive.prints.update_print(
        filed.archive.prints.all()[0].key, state, reason="Kertas habis."
    )
    row = row_of(page(filed), word)
    assert 'class="perlu"' in row
    assert "Kertas habis." in row


@pytest.mark.parametrize(
    ("state", "word"), [(PrintState.WANTED, "menunggu"), (PrintState.STARTED, "sedang dicetak")]
)
def test_a_print_on_its_way_is_shown_but_not_red(
    filed: Office, state: PrintState, word: str
) -> None:
    filed.archive.prints.update_print(filed.archive.prints.all()[0].key, state, handle="7")
    assert 'class="perlu"' not in row_of(page(filed), word)


def test_a_print_that_came_out_is_not_mentioned(filed: Office) -> None:
    assert {job.state for job in filed.archive.prints.all()} == {PrintState.DONE}
    assert "Lembar" not in page(filed)


def test_what_the_daily_look_at_the_archive_found_is_shown(filed: Office) -> None:
    assert "Temuan pada arsip" not in page(filed)
    (letter,) = filed.archive.root.glob("2026/*/002-*/surat.pdf")
    letter.write_bytes(letter.read_bytes() + b"x")
    filed.archive.care.daily(days=1, stop=threading.Event())
    text = page(filed)
    assert "Temuan pada arsip" in text
    assert "<code>V010</code>" in text


def test_a_held_form_is_shown_with_its_note(office: Office) -> None:
    (office.templates / "surat-koordinasi.docx").unlink()
    drop(office, form(), "tertunda.json")
    handling.handle_once(office)
    text = page(office)
    assert "Tertahan, menunggu perbaikan layanan" in text
    assert "tertunda.json" in text
    assert "T001" in text


def test_a_note_stays_open_over_the_reload(office: Office) -> None:
    drop(office, b"{}", "kosong.json")
    handling.handle_once(office)
    text = page(office)
    assert "<details open>" in text
    assert 'http-equiv="refresh"' in text


def test_every_value_on_the_page_is_escaped(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = TrayEntry(name=HOSTILE, at=datetime(2026, 11, 24, 9, tzinfo=WITA), note=HOSTILE)
    seen = filed.status()
    job = replace(seen.prints[0], state=PrintState.FAILED, reason=HOSTILE, number=HOSTILE)
    letter = replace(seen.letters[0], title=HOSTILE, number=HOSTILE, case=HOSTILE)
    hostile = replace(
        seen,
        waiting=(WaitingEntry(name=HOSTILE, why=HOSTILE),),
        rejected=(entry,),
        held=(entry,),
        to_match=(entry,),
        prints=(job, replace(job, state=PrintState.STARTED)),
        letters=(letter,),
    )
    monkeypatch.setattr(filed, "status", lambda: hostile)
    text = page(filed)
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") == 18


@pytest.fixture
def unable(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], Office]:
    """An office whose status cannot be told."""

    def make(error: Exception) -> Office:
        def status() -> OfficeStatus:
            raise error

        monkeypatch.setattr(office, "status", status)
        return office

    return make


def test_an_archive_that_is_away_is_said_so_and_asked_again(
    unable: Callable[[Exception], Office],
) -> None:
    with serving(unable(ArchiveDamagedError("A001", found="archive"))) as server:
        status, headers, text = ask(server)
    assert status == 503
    assert "PMBS-ARCHIVE" in text
    assert 'http-equiv="refresh"' in text
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_disk_that_is_away_tells_no_paths(
    unable: Callable[[Exception], Office],
) -> None:
    with serving(unable(OSError(5, "Input/output error", "/srv/rahasia"))) as server:
        status, _, text = ask(server)
    assert status == 503
    assert "Formulir tidak hilang" in text
    assert "rahasia" not in text


def test_a_bug_shows_neither_traceback_nor_framework(
    unable: Callable[[Exception], Office],
) -> None:
    with serving(unable(ValueError("rahasia"))) as server:
        status, headers, text = ask(server)
    assert status == 500
    assert "rahasia" not in text
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_coming_and_going_server_logs_nothing(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), serving(office) as server:
        ask(server)
    assert caplog.records == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "LOCALHOST", "::1"])
def test_the_address_it_names_is_answered(office: Office, host: str) -> None:
    if host == "::1" and not Path("/proc/net/if_inet6").exists():
        pytest.skip("this machine has no IPv6")
    with serving(office, host) as server:
        status, headers, _ = ask(server)
    assert status == 200
    assert "server" not in headers
