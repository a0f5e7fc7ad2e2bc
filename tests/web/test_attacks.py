"""Slow clients, many connections, huge searches: the pages stay up and filing goes on meanwhile."""

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import watch
from generator.web import WebServer
from generator.web.door import connections
from tests.office_kit import form, make_office_folder, open_office

FORMS = 4


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rules on a shorter clock."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 1.0)
    monkeypatch.setattr(connections, "WINDOW_SECONDS", 1.5)
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = open_office(make_office_folder(tmp_path / "kantor"))
    yield made
    made.close()


@pytest.fixture
def port(office: Office) -> Iterator[int]:
    """The service as it runs: watcher and pages in one process."""
    server = WebServer(office, WebSettings(port=0))
    server.start()
    stop = threading.Event()
    watcher = threading.Thread(target=watch.run, args=(office, stop))
    watcher.start()
    yield int(server.url.rsplit(":", 1)[1].rstrip("/"))
    stop.set()
    watcher.join(30)
    server.stop()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def file_some(office: Office, *, within: float) -> float:
    """Drop forms and wait until each has its letter; returns the seconds that took."""
    begun = time.monotonic()
    before = len(office.archive.items.latest(1000))
    for number in range(FORMS):
        data = json.dumps(form(klien={"nama": f"Klien {before + number}"})).encode()
        (office.inbox.folder / f"kasus-{before + number}.json").write_bytes(data)
    while len(office.archive.items.latest(1000)) < before + FORMS:
        assert time.monotonic() - begun < within, "filing stood still"
        time.sleep(0.05)
    return time.monotonic() - begun


def is_cut(one: socket.socket, within: float) -> bool:
    """Whether the other side closes within so many seconds, whatever it says before."""
    one.settimeout(within)
    try:
        while one.recv(4096):
            continue
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def status_of(port: int, path: str = "/", **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": f"127.0.0.1:{port}", **headers})
    status = connection.getresponse().status
    connection.close()
    return status


# -- slow clients --------------------------------------------------------------------------------


def trickle(port: int, head: bytes, stop: threading.Event) -> socket.socket:
    """Send the head at once and then a byte from time to time."""
    made = connect(port)
    made.sendall(head)

    def drip() -> None:
        while not stop.wait(0.2):
            with contextlib.suppress(OSError):
                made.send(b"a")

    threading.Thread(target=drip, daemon=True).start()
    return made


SLOW: dict[str, Callable[[int], bytes]] = {
    "says nothing": lambda _port: b"",
    "never ends its head": lambda port: (
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-a: ".encode()
    ),
    "never ends its body": lambda port: (
        f"POST /masuk HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 100000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nnama="
    ).encode(),
}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", SLOW)
def test_a_client_that_is_slow_on_purpose_is_cut_off(port: int, kind: str) -> None:
    stop = threading.Event()
    slow = trickle(port, SLOW[kind](port), stop)
    try:
        assert is_cut(slow, within=8)
    finally:
        stop.set()
        slow.close()


@pytest.mark.usefixtures("impatient")
def test_a_client_that_does_not_read_its_answer_is_cut_off(port: int) -> None:
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", port))
    ask = f"GET /static/pmbs.css HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    with contextlib.suppress(OSError):
        deaf.settimeout(1)
        for _ in range(2000):
            deaf.sendall(ask)
    time.sleep(6)
    assert is_cut(deaf, within=5)
    deaf.close()


@pytest.mark.usefixtures("impatient")
def test_slow_clients_hold_up_neither_filing_nor_the_pages(office: Office, port: int) -> None:
    stop = threading.Event()
    slow = [trickle(port, SLOW["never ends its head"](port), stop) for _ in range(35)]
    try:
        file_some(office, within=30)
        assert status_of(port) == 200
    finally:
        stop.set()
        for one in slow:
            one.close()


def test_a_browser_that_keeps_its_connection_is_served_on_it(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for _ in range(3):
        connection.request("GET", "/sehat", headers={"Host": f"127.0.0.1:{port}"})
        assert connection.getresponse().read() == b"ok"
        time.sleep(1.2)
    connection.close()


# -- many ----------------------------------------------------------------------------------------


def test_two_hundred_connections_of_one_address_leave_room_and_filing_alone(
    office: Office, port: int
) -> None:
    held = [connect(port) for _ in range(200)]
    try:
        file_some(office, within=30)
        cut = sum(is_cut(one, within=0.05) for one in held)
        assert cut >= 200 - connections.PER_ADDRESS
    finally:
        for one in held:
            one.close()
    time.sleep(0.3)
    assert status_of(port) == 200


def test_forms_are_filed_while_the_pages_are_asked_without_end(office: Office, port: int) -> None:
    stop = threading.Event()
    answered: list[int] = []

    def ask() -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                answered.append(status_of(port))

    with ThreadPoolExecutor(12) as pool:
        for _ in range(12):
            pool.submit(ask)
        try:
            file_some(office, within=60)
        finally:
            stop.set()
    assert answered.count(200) > 5
    assert {one for one in answered if one >= 500} == set()


# -- huge ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/cari?q=", "/api/v1/search?q=", "/jejak?siapa=", "/"])
def test_a_search_of_a_megabyte_is_refused_before_it_is_read(port: int, path: str) -> None:
    made = connect(port)
    head = f"GET {path}".encode() + b"a" * 1_000_000
    with contextlib.suppress(OSError):
        made.sendall(head + f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    begun = time.monotonic()
    assert is_cut(made, within=5)
    assert time.monotonic() - begun < 5
    made.close()


def test_forms_are_filed_under_a_rain_of_huge_searches(office: Office, port: int) -> None:
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError), connect(port) as made:
                made.sendall(b"GET /cari?q=" + b"a" * 1_000_000)

    raining = [threading.Thread(target=ask, daemon=True) for _ in range(4)]
    for one in raining:
        one.start()
    try:
        file_some(office, within=60)
    finally:
        stop.set()
        for one in raining:
            one.join()


@pytest.mark.parametrize(
    "text", ["a%20", "%22", "(", "*%20", "%00", "%F0%9F%98%80", "NEAR%20", "-"]
)
def test_the_longest_search_that_is_read_is_answered_at_once(port: int, text: str) -> None:
    begun = time.monotonic()
    assert status_of(port, "/cari?q=" + (text * 20_000)[:40_000]) < 500
    assert time.monotonic() - begun < 5


def test_a_head_full_of_cookies_and_headers_is_refused_or_answered(port: int) -> None:
    assert status_of(port, "/", Cookie="; ".join(f"a{n}=b" for n in range(4000))) in (200, 400)
    many = {f"X-H{number}": "a" * 200 for number in range(400)}
    with contextlib.suppress(OSError):
        assert status_of(port, "/", **many) in (200, 400)
    assert status_of(port) == 200


def test_rubbish_on_the_line_is_no_error_of_ours(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    for rubbish in (b"\x16\x03\x01\x02\x00\x01", b"\r\n" * 1000, b"GET\r\n\r\n", b"\0" * 5000):
        made = connect(port)
        made.sendall(rubbish + b"\r\n\r\n")
        made.close()
    time.sleep(0.3)
    assert status_of(port) == 200
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
