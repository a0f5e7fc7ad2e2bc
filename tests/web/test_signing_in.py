"""Signing in and out over a real port, and what an office without users is open to."""

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.admission import Right, Role
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.system.clock import FixedClock
from generator.vocabulary.problems import ConfigurationError
from generator.web import WebServer
from tests.office_kit import drop, form
from tests.web.visitor import Visitor

PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
NAMES = {Role.PETUGAS: "ani", Role.ARSIPARIS: "budi", Role.ADMIN: "citra"}
Serve = Callable[..., WebServer]


@pytest.fixture
def peopled(office: Office) -> Office:
    """An office with a user of each role."""
    for role, name in NAMES.items():
        office.access.users.add(name, {role}, PASSWORD)
    return office


@pytest.fixture
def serve(office: Office) -> Iterator[Serve]:
    made: list[WebServer] = []

    def start(**settings: object) -> WebServer:
        server = WebServer(office, WebSettings.model_validate({"port": 0, **settings}))
        made.append(server)
        server.start()
        return server

    yield start
    for server in made:
        server.stop()


def clock_of(office: Office) -> FixedClock:
    assert isinstance(office.clock, FixedClock)
    return office.clock


def visitor(server: WebServer) -> Visitor:
    return Visitor(server.url)


def signed_in(server: WebServer, role: Role = Role.PETUGAS) -> Visitor:
    made = visitor(server)
    assert made.sign_in(NAMES[role], PASSWORD).status == 303
    return made


# -- without users -------------------------------------------------------------------------------


def test_without_users_the_one_at_the_machine_comes_in_and_is_told(serve: Serve) -> None:
    page = visitor(serve()).ask("/")
    assert page.status == 200
    assert "Belum ada pengguna" in page.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_without_users_nobody_comes_in_through_a_proxy(serve: Serve, header: str) -> None:
    answer = visitor(serve()).ask("/", headers={header: "10.0.0.9"})
    assert (answer.status, answer.location) == (303, "/masuk")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "kantor.example"])  # noqa: S104
def test_without_users_it_does_not_start_for_other_machines(office: Office, host: str) -> None:
    with pytest.raises(ConfigurationError, match="S020"):
        WebServer(office, WebSettings(host=host))


def test_without_users_it_does_not_start_behind_a_proxy(office: Office) -> None:
    with pytest.raises(ConfigurationError, match="S020"):
        WebServer(office, WebSettings.model_validate({"trusted_proxies": ["127.0.0.1"]}))


def test_the_first_user_closes_the_door_at_once(office: Office, serve: Serve) -> None:
    server = serve()
    assert visitor(server).ask("/").status == 200
    office.access.users.add("ani", {Role.ADMIN}, PASSWORD)
    assert visitor(server).ask("/").location == "/masuk"


def test_the_door_does_not_open_again_when_the_users_vanish(office: Office, serve: Serve) -> None:
    office.access.users.add("ani", {Role.ADMIN}, PASSWORD)
    server = serve()
    assert visitor(server).ask("/").location == "/masuk"
    (office.folder / "access" / "users.json").unlink()
    assert visitor(server).ask("/").location == "/masuk"


def test_users_that_cannot_be_read_let_nobody_in(peopled: Office, serve: Serve) -> None:
    server = serve()
    inside = signed_in(server)
    (peopled.folder / "access" / "users.json").write_bytes(b"{")
    answer = inside.ask("/")
    assert answer.status == 503
    assert "users.json" in answer.text


# -- signing in ----------------------------------------------------------------------------------


def test_a_page_leads_to_the_sign_in_page_and_back(peopled: Office, serve: Serve) -> None:
    stranger = visitor(serve())
    sent = stranger.ask("/jejak?siapa=ani")
    assert sent.location == "/masuk?ke=%2Fjejak%3Fsiapa%3Dani"
    assert 'name="ke" value="/jejak?siapa=ani"' in stranger.ask(sent.location).text
    assert stranger.sign_in("citra", PASSWORD, "/jejak?siapa=ani").location == "/jejak?siapa=ani"
    assert stranger.ask("/jejak?siapa=ani").status == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/x\\..\\evil",
        "evil",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n",
        "",
    ],
)
def test_nobody_is_sent_to_another_site_after_it(
    peopled: Office, serve: Serve, elsewhere: str
) -> None:
    assert visitor(serve()).sign_in("ani", PASSWORD, elsewhere).location == "/"


def test_the_cookie_is_for_this_site_and_no_script(peopled: Office, serve: Serve) -> None:
    made = visitor(serve())
    answer = made.sign_in("ani", PASSWORD)
    session = next(one for one in answer.cookies if one.startswith("pmbs="))
    assert session.endswith("; Path=/; HttpOnly; SameSite=Strict")


def test_signing_in_changes_the_cookie(peopled: Office, serve: Serve) -> None:
    made = visitor(serve())
    made.ask("/masuk")
    planted = made.cookies["pmbs"]
    made.sign_in("ani", PASSWORD)
    assert made.cookies["pmbs"] != planted
    assert Visitor(made.url, {"pmbs": planted}).ask("/").status == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ani", "salah-sama-sekali"),
        ("siapa", PASSWORD),
        ("", ""),
        ("ani", "x" * 10_000),
        ("\0", "\0"),
    ],
)
def test_a_wrong_one_is_told_the_same_whatever_is_wrong(
    peopled: Office, serve: Serve, name: str, password: str
) -> None:
    answer = visitor(serve()).sign_in(name, password)
    assert answer.status == 403
    assert "Nama atau kata sandi tidak cocok." in answer.text


def test_after_some_wrong_ones_it_has_to_wait_and_says_how_long(
    peopled: Office, serve: Serve
) -> None:
    server = serve()
    for _ in range(6):
        assert visitor(server).sign_in("ani", "salah-sama-sekali").status == 403
    answer = visitor(server).sign_in("ani", PASSWORD)
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) == 2
    clock_of(peopled).moment += timedelta(seconds=3)
    assert visitor(server).sign_in("ani", PASSWORD).status == 303


def test_signing_out_ends_the_session_for_good(peopled: Office, serve: Serve) -> None:
    inside = signed_in(serve())
    kept = dict(inside.cookies)
    assert inside.send("/keluar").location == "/masuk"
    assert Visitor(inside.url, kept).ask("/").status == 303


def test_a_session_ends_by_itself_also_under_a_page_that_asks_by_itself(
    peopled: Office, serve: Serve
) -> None:
    inside = signed_in(serve())
    for _ in range(4):
        clock_of(peopled).moment += timedelta(minutes=9)
        inside.ask("/potongan/beranda")
    assert inside.ask("/potongan/beranda").status == 401
    assert inside.ask("/").status == 303


def test_somebody_removed_is_out_at_the_next_request(peopled: Office, serve: Serve) -> None:
    inside = signed_in(serve())
    peopled.access.users.remove("ani")
    assert inside.ask("/").status == 303


def test_ones_own_password_is_changed_with_the_old_one(peopled: Office, serve: Serve) -> None:
    server = serve()
    inside, elsewhere = signed_in(server), signed_in(server)
    new = "empat-perahu-di-laut"
    wrong = inside.send("/sandi", {"lama": "salah-sekali-ini", "baru": new, "ulang": new})
    assert wrong.status == 422
    weak = inside.send("/sandi", {"lama": PASSWORD, "baru": "pendek", "ulang": "pendek"})
    assert "paling sedikit 10 huruf" in weak.text
    done = inside.send("/sandi", {"lama": PASSWORD, "baru": new, "ulang": new})
    assert done.location == "/?kabar=sandi"
    assert inside.ask("/").status == 200
    assert elsewhere.ask("/").status == 303
    assert peopled.access.users.signed_in("ani", new)


def test_sign_ins_are_in_the_record_by_name_and_strangers_are_not(
    peopled: Office, serve: Serve
) -> None:
    server = serve()
    signed_in(server).send("/keluar")
    visitor(server).sign_in("ani", "salah-sama-sekali")
    visitor(server).sign_in("rahasia-saya", "x")
    latest = peopled.archive.audit.latest()
    lines = [(one.who, one.detail) for one in latest if one.event == "session"]
    assert lines == [("ani", "masuk"), ("ani", "keluar"), ("ani", "ditolak")]


def test_no_name_no_password_and_no_address_is_logged(
    peopled: Office, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server = serve()
    signed_in(server)
    visitor(server).sign_in("ani", "salah-sama-sekali")
    told = "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in caplog.records)
    for secret in ("ani", "salah-sama-sekali", PASSWORD):
        assert not re.search(rf"\b{secret}\b", told)


# -- TLS and proxies -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "sertifikat.pem", folder / "kunci.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-out",
            made[0],
            "-keyout",
            made[1],
        ],
        check=True,
        capture_output=True,
    )
    return made


def test_under_tls_the_cookies_never_travel_without(
    peopled: Office, serve: Serve, certificate: tuple[Path, Path]
) -> None:
    server = serve(tls_certificate=str(certificate[0]), tls_key=str(certificate[1]))
    assert server.url.startswith("https://")
    made = visitor(server)
    answer = made.sign_in("ani", PASSWORD)
    assert answer.status == 303
    assert all(one.startswith("__Host-") and one.endswith("; Secure") for one in answer.cookies)
    # It would hold for every other port of this host as well.
    assert "strict-transport-security" not in answer.headers
    assert made.ask("/").status == 200


def test_a_certificate_that_is_none_is_said_before_anybody_comes(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "x.pem").write_text("x")
    for name in (str(tmp_path / "x.pem"), "tidak-ada.pem"):
        with pytest.raises(ConfigurationError, match="S027"):
            WebServer(office, WebSettings(tls_certificate=name, tls_key=name))


def test_a_certificate_needs_its_key() -> None:
    with pytest.raises(ValueError, match="tls_key"):
        WebSettings(tls_certificate="x.pem")


def test_a_trusted_proxy_tells_who_comes_and_that_it_is_secure(
    peopled: Office, serve: Serve
) -> None:
    server = serve(trusted_proxies=["127.0.0.1"], names=["surat.example"])
    told = {
        "Host": "surat.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "10.0.0.9",
    }
    made = visitor(server)
    page = made.ask("/masuk", headers=told)
    assert page.cookies[0].startswith("__Host-pmbs=")
    body = f"nama=ani&sandi={PASSWORD}&csrf={page.csrf}".encode()
    form = {**told, "Content-Type": "application/x-www-form-urlencoded"}
    form["Origin"] = "https://surat.example"
    answer = made.ask("/masuk", method="POST", body=body, headers=form)
    assert answer.status == 303
    assert "max-age" in answer.headers["strict-transport-security"]


def test_nobody_else_is_believed_about_where_they_come_from(peopled: Office, serve: Serve) -> None:
    server = serve()
    for number in range(7):
        made = visitor(server)
        forged = {"X-Forwarded-For": f"10.0.0.{number}", "X-Forwarded-Proto": "https"}
        page = made.ask("/masuk", headers=forged)
        assert not page.cookies[0].startswith("__Host-")
        answer = made.send(
            "/masuk", {"nama": "ani", "sandi": "salah-sama-sekali"}, csrf=page.csrf, headers=forged
        )
    assert answer.status == 429


# -- what each role sees -------------------------------------------------------------------------


def test_the_menu_shows_what_the_role_may_open(peopled: Office, serve: Serve) -> None:
    server = serve()
    assert 'href="/jejak"' not in signed_in(server, Role.PETUGAS).ask("/").text
    assert 'href="/jejak"' in signed_in(server, Role.ARSIPARIS).ask("/").text


def test_a_page_that_is_not_ones_right_says_so_in_a_page(peopled: Office, serve: Serve) -> None:
    answer = signed_in(serve(), Role.PETUGAS).ask("/jejak")
    assert answer.status == 403
    assert "Anda tidak berhak membuka halaman ini. Bila tugas Anda memerlukannya" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_nobody_sees_the_menu_or_whether_a_page_exists(peopled: Office, serve: Serve) -> None:
    answer = visitor(serve()).ask("/masuk")
    assert 'aria-label="Menu utama"' not in answer.text


def test_who_saw_what_is_shown_by_person_case_and_kind(peopled: Office, serve: Serve) -> None:
    audit = peopled.archive.audit
    audit.viewed("PMBS-2026-0001", who="ani")
    audit.downloaded("PMBS-2026-0002", item=3, who="budi")
    inside = signed_in(serve(), Role.ADMIN)
    assert "PMBS-2026-0002</a>/3" in inside.ask("/jejak").text
    by_person = inside.ask("/jejak?siapa=ani").text
    assert "PMBS-2026-0001" in by_person
    assert "PMBS-2026-0002" not in by_person
    by_case = inside.ask("/jejak?berkas=pmbs-2026-0002").text
    assert "diunduh" in by_case
    assert "PMBS-2026-0001<" not in by_case
    looks = inside.ask("/jejak?apa=lihat").text
    assert "dilihat" in looks
    assert "masuk/keluar" not in looks
    assert "Tidak ada jejak" in inside.ask("/jejak?berkas=PMBS-2026-0009").text


def test_what_is_looked_at_taken_and_printed_is_in_the_record_by_name(
    peopled: Office, serve: Serve
) -> None:
    drop(peopled, form(klien={"nik": "5308120305920001"}))
    handling.handle_once(peopled)
    case = "PMBS-2026-0001"
    inside = signed_in(serve(), Role.PETUGAS)
    for path in (
        f"/berkas/{case}",
        f"/berkas/{case}/2",
        f"/unduh/{case}/2/1",
        f"/unduh/{case}/1/1",
    ):
        assert inside.ask(path).status == 200
    assert inside.send(f"/berkas/{case}/nik").status == 200
    assert inside.send(f"/berkas/{case}/2/cetak", {"alasan": "hilang"}).status == 303
    assert inside.ask("/agenda/buku-agenda-keluar/unduh?format=csv").status == 200
    assert inside.ask("/agenda/retensi").status == 200
    assert inside.ask("/cari?q=yohanes").status == 200
    lines = {(one.event, one.item) for one in peopled.archive.audit.latest(who="ani")}
    assert lines >= {
        ("session", 0),
        ("item-viewed", 0),
        ("item-viewed", 2),
        ("item-downloaded", 2),
        ("item-downloaded", 1),
        ("identity-shown", 0),
        ("print-wanted", 2),
        ("list-taken", 0),
        ("list-viewed", 0),
        ("searched", 0),
    }


def test_a_paper_shown_by_its_bare_address_is_in_the_record_too(
    peopled: Office, serve: Serve
) -> None:
    drop(peopled, form())
    handling.handle_once(peopled)
    inside = signed_in(serve(), Role.PETUGAS)
    names = list(
        peopled.archive.items.record_of(peopled.archive.items.named("PMBS-2026-0001/2")).files
    )
    place = names.index("surat.pdf") + 1
    assert inside.ask(f"/unduh/PMBS-2026-0001/2/{place}?tampil=1").status == 200
    lines = [(one.event, one.item) for one in peopled.archive.audit.latest(who="ani")]
    assert ("item-viewed", 2) in lines


# -- the page of an administrator ----------------------------------------------------------------


def test_the_first_user_added_on_the_page_is_an_admin_and_has_to_sign_in(
    office: Office, serve: Serve
) -> None:
    made = visitor(serve())
    token = made.ask("/pengguna").csrf
    fields = {"nama": "ani", "peran": "petugas", "sandi": PASSWORD}
    refused = made.send("/pengguna", fields, csrf=token)
    assert refused.status == 422
    assert "Pengguna pertama harus admin" in refused.text
    assert made.send("/pengguna", {**fields, "peran": "admin"}, csrf=token).status == 303
    assert made.ask("/pengguna").location.startswith("/masuk")
    assert made.sign_in("ani", PASSWORD).status == 303
    assert made.ask("/pengguna").status == 200


def test_an_admin_adds_changes_and_lets_go(peopled: Office, serve: Serve) -> None:
    server = serve()
    admin = signed_in(server, Role.ADMIN)
    added = {"nama": "Dewi", "peran": "petugas", "sandi": "lima-nelayan-di-dermaga"}
    assert admin.send("/pengguna", added).location == "/pengguna?kabar=pengguna"
    assert "dewi" in admin.ask("/pengguna").text
    weak = admin.send("/pengguna", {"nama": "eka", "peran": "arsiparis", "sandi": "pendek"})
    assert re.search(r'value="arsiparis" checked', weak.text)
    assert "paling sedikit 10 huruf" in weak.text
    assert admin.send("/pengguna/dewi/peran", {"peran": "arsiparis"}).status == 303
    other = "enam-perahu-di-muara"
    assert admin.send("/pengguna/dewi/sandi", {"sandi": other}).status == 303
    dewi = visitor(server)
    assert dewi.sign_in("dewi", other).status == 303
    own = {"lama": other, "baru": "tujuh-camar-di-pulau", "ulang": "tujuh-camar-di-pulau"}
    assert dewi.send("/sandi", own).location == "/?kabar=sandi"
    assert dewi.ask("/jejak").status == 200
    assert admin.send("/pengguna/dewi/hapus").status == 303
    assert dewi.ask("/").status == 303


def test_an_admin_stays_one(peopled: Office, serve: Serve) -> None:
    admin = signed_in(serve(), Role.ADMIN)
    assert admin.send("/pengguna/citra/hapus").status == 409
    assert admin.send("/pengguna/citra/peran", {"peran": "petugas"}).status == 409
    assert admin.send("/pengguna/citra/peran", {"peran": "raja"}).status == 422
    assert admin.ask("/pengguna").status == 200


def test_passwords_and_tokens_are_on_no_page(peopled: Office, serve: Serve) -> None:
    peopled.access.tokens.add("e-office", frozenset({Right.READ}))
    text = signed_in(serve(), Role.ADMIN).ask("/pengguna").text
    assert "e-office" in text
    assert "argon2" not in text
    assert peopled.access.tokens.all()[0].digest not in text


def test_a_form_filled_in_over_a_restart_comes_back_with_its_answers(
    office: Office, serve: Serve
) -> None:
    first = serve()
    person = visitor(first)
    old = person.ask("/formulir").csrf
    draft = person.send("/formulir/baru/pengaduan", csrf=old).location
    first.stop()
    person.url = serve().url
    answer = person.send(draft, {"permasalahan.uraian": "Tanpa <upah>.", "aksi": "kirim"}, csrf=old)
    assert answer.status == 403
    assert "Jawaban ini belum disimpan" in answer.text
    assert "Tanpa &lt;upah&gt;.</textarea>" in answer.text
    assert answer.csrf not in ("", old)


def test_what_was_written_in_a_draft_of_somebody_else_is_no_way_into_it(
    peopled: Office, serve: Serve
) -> None:
    server = serve()
    draft = signed_in(server).send("/formulir/baru/pengaduan").location
    answer = signed_in(server, Role.ARSIPARIS).send(draft, {"klien.nama": "X"}, csrf="0")
    assert answer.status == 404
    assert "klien.nama" not in answer.text
