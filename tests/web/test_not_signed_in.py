"""Whoever is not signed in costs next to nothing, learns nothing, and passwords of others' making are changed."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from generator.admission import Role
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from generator.web.taking import id_of
from tests.office_kit import drop, form
from tests.web.visitor import Visitor

PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
OTHER = "lima-nelayan-di-dermaga"
DRAFT = "/formulir/draf/0123456789abcdef"


@pytest.fixture
def server(office: Office) -> Iterator[WebServer]:
    office.access.users.add("citra", {Role.ADMIN}, PASSWORD)
    made = WebServer(office, WebSettings(port=0))
    made.start()
    yield made
    made.stop()


def signed_in(server: WebServer, name: str = "citra", password: str = PASSWORD) -> Visitor:
    visitor = Visitor(server.url)
    assert visitor.sign_in(name, password).status == 303
    return visitor


def streamed(server: WebServer, path: str, size: int) -> tuple[bytes, int]:
    """Post without telling the length; the answer, and how much was taken before it came."""
    parts = urlsplit(server.url)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    block, sent, answer = b"a=" + b"x" * 65_534, 0, b""
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as line:
        line.sendall(head.encode())
        with suppress(OSError):
            while sent < size:
                line.sendall(f"{len(block):x}\r\n".encode() + block + b"\r\n")
                sent += len(block)
            line.sendall(b"0\r\n\r\n")
        with suppress(OSError):
            answer = line.recv(65_536)
    return answer, sent


@pytest.mark.parametrize(
    "path", ["/masuk", "/kiriman", "/pengguna", "/tidak-ada", "/api/v1/submissions"]
)
def test_a_large_body_of_a_stranger_is_refused_unread(server: WebServer, path: str) -> None:
    told = {"Content-Length": "50000"}
    answer = Visitor(server.url).ask(path, method="POST", headers=told)
    assert answer.status == 413
    assert len(answer.body) < 200


def test_a_stranger_s_writing_of_100_megabytes_is_cut_off_early(server: WebServer) -> None:
    answer, sent = streamed(server, DRAFT, 100_000_000)
    assert sent < 20_000_000
    assert len(answer) < 2_000
    assert b" 200 " not in answer.partition(b"\r\n")[0]


def test_an_hour_s_writing_after_the_session_ended_is_still_given_back(server: WebServer) -> None:
    story = "Dipulangkan dari Tawau. " * 4_000
    answer = Visitor(server.url).send(DRAFT, {"permasalahan.kronologi": story})
    assert answer.status == 401
    assert story[:200] in answer.text


def test_who_is_signed_in_sends_scans_of_any_usual_size(server: WebServer) -> None:
    told = {"Content-Length": "100000000", "Expect": "100-continue"}
    inside = signed_in(server)
    assert inside.ask("/pengaturan", method="POST", headers=told).status == 413
    parts = urlsplit(server.url)
    cookies = "; ".join(f"{name}={value}" for name, value in inside.cookies.items())
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as line:
        line.sendall(
            f"POST /kiriman HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nExpect: 100-continue\r\n"
            "Content-Length: 100000000\r\n\r\n".encode()
        )
        assert line.recv(100).startswith(b"HTTP/1.1 100")


def test_no_version_is_told_to_a_stranger(server: WebServer) -> None:
    stranger = Visitor(server.url)
    for path in ("/masuk", "/tidak-ada", "/"):
        assert not re.search(r"versi|\d+\.\d+\.\d+", stranger.ask(path).text), path
    assert "versi" in signed_in(server).ask("/").text


# -- a password of somebody else's making ----------------------------------------------------------


@pytest.fixture
def newcomer(server: WebServer) -> Visitor:
    added = {"nama": "dewi", "peran": "petugas", "sandi": OTHER}
    assert signed_in(server).send("/pengguna", added).status == 303
    return signed_in(server, "dewi", OTHER)


def test_with_a_first_password_every_page_leads_to_another_one(newcomer: Visitor) -> None:
    for path in ("/", "/cari?q=lado", "/berkas", "/formulir"):
        assert newcomer.ask(path).location == "/sandi"
    assert newcomer.ask("/potongan/cari?q=lado").status == 403
    assert newcomer.send("/kiriman").status == 403
    assert "dibuatkan administrator" in newcomer.ask("/sandi").text


def test_once_it_is_changed_the_pages_open(newcomer: Visitor) -> None:
    same = {"lama": OTHER, "baru": OTHER, "ulang": OTHER}
    assert "sama dengan yang lama" in newcomer.send("/sandi", same).text
    own = {"lama": OTHER, "baru": "tujuh-camar-di-pulau", "ulang": "tujuh-camar-di-pulau"}
    assert newcomer.send("/sandi", own).status == 303
    assert newcomer.ask("/berkas").status == 200


def test_a_newcomer_may_sign_out(newcomer: Visitor) -> None:
    assert newcomer.send("/keluar").location == "/masuk"


# -- one's own sessions ----------------------------------------------------------------------------


def test_own_sessions_are_listed_and_ended(server: WebServer) -> None:
    here, there = signed_in(server), signed_in(server)
    page = here.ask("/sandi").text
    assert page.count("127.0.0.1") >= 2
    (mark,) = re.findall(r'name="sesi" value="([0-9a-f]{16})"', page)
    assert here.send("/sesi/akhiri", {"sesi": mark}).location == "/sandi?kabar=sesi"
    assert there.ask("/").location == "/masuk"
    assert here.ask("/").status == 200


def test_all_other_sessions_are_ended_at_once(server: WebServer) -> None:
    here, *others = (signed_in(server) for _ in range(3))
    here.send("/sesi/akhiri", {"sesi": "lain"})
    assert [one.ask("/").status for one in (here, *others)] == [200, 303, 303]


def test_nobody_ends_the_session_of_another_one(server: WebServer, office: Office) -> None:
    office.access.users.add("budi", {Role.PETUGAS}, PASSWORD)
    budi, citra = signed_in(server, "budi"), signed_in(server)
    other = signed_in(server)
    marks = re.findall(r'name="sesi" value="([0-9a-f]{16})"', citra.ask("/sandi").text)
    budi.send("/sesi/akhiri", {"sesi": marks[0]})
    assert other.ask("/").status == 200


# -- who saw what is not filed ---------------------------------------------------------------------


def looks(office: Office) -> list[tuple[str, str]]:
    lines = office.archive.audit.latest(limit=1000)
    return [(one.who, one.detail.partition(" ")[0]) for one in lines if one.event == "paper-viewed"]


def test_every_look_at_a_refused_form_and_its_note_is_a_line_without_its_name(
    server: WebServer, office: Office
) -> None:
    sent = signed_in(server)
    name = "Yohanes Lado.json"
    drop(office, form(klien={"jenis_kelamin": "X"}), name=name)
    handling.handle_once(office)
    paper = id_of(name)
    for _ in range(2):
        assert sent.ask(f"/kiriman/{paper}").status == 200
        assert sent.ask(f"/tertunda/{paper}").status == 200
    assert looks(office) == [("citra", "catatan"), ("citra", "kiriman")]
    assert sent.ask("/tertunda/00000000000000000000").status == 404
    ledger = b"".join(path.read_bytes() for path in office.folder.glob("archive/ledger/*.jsonl"))
    assert b"Lado" not in ledger


def test_a_look_at_a_draft_is_a_line(server: WebServer, office: Office) -> None:
    inside = signed_in(server)
    where = inside.send("/formulir/baru/pengaduan").location
    assert inside.ask(where).status == 200
    assert looks(office) == [("citra", "draf")]


def test_a_look_at_what_waits_on_the_front_page_is_a_line(
    server: WebServer, office: Office
) -> None:
    inside = signed_in(server)
    inside.ask("/")
    inside.ask("/potongan/beranda")
    told = [(one.event, one.detail) for one in office.archive.audit.latest(who="citra")]
    assert told.count(("list-viewed", "beranda")) == 1
