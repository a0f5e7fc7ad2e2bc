"""The table of routes and roles is the whole truth: every route is in it and answers by it."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from generator.admission import Role
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.web import WebServer
from generator.web.app import ROUTERS, make_app
from generator.web.door.gate import Doorkeeper
from generator.web.door.rights import EVERYONE, TABLE, Needed, may
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.web.visitor import Answer, Visitor

PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
NAMES = {Role.PETUGAS: "ani", Role.ARSIPARIS: "budi", Role.PIMPINAN: "dewi", Role.ADMIN: "citra"}
PAGES = {route: needed for route, needed in TABLE.items() if not route[1].startswith("/api/")}
POSTS = re.compile(r'<form[^>]* method="post" action="([^"?]+)')
SAMPLES = {"case": "PMBS-2026-0001", "kasus": "PMBS-2026-0001", "item": "2"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for the whole crawl: nothing that is asked here may change what the next one sees."""
    made = open_office(make_office_folder(tmp_path_factory.mktemp("kantor") / "kantor"))
    for role, name in NAMES.items():
        made.access.users.add(name, {role}, PASSWORD)
    drop(made, form())
    handling.handle_once(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(office: Office) -> Iterator[WebServer]:
    made = WebServer(office, WebSettings(port=0))
    made.start()
    yield made
    made.stop()


def sample(path: str) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: SAMPLES.get(found[1], "x"), path)


def go(visitor: Visitor, method: str, path: str) -> Answer:
    if method == "GET":
        return visitor.ask(sample(path))
    return visitor.send(sample(path))


def routes() -> set[tuple[str, str]]:
    """What the application answers, read off its routers."""
    found: set[tuple[str, str]] = {("GET", "/sehat"), ("GET", "/healthz")}
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            found |= {(method, route.path) for method in route.methods or ()}
    return found


def test_every_route_is_in_the_table_and_nothing_else_is() -> None:
    assert routes() == PAGES.keys()


def test_no_route_says_anything_about_rights_beside_the_table() -> None:
    """What looks like a guard and is none hides that the row of the table was forgotten."""
    for router in ROUTERS:
        assert not router.dependencies
        for route in router.routes:
            assert isinstance(route, APIRoute)
            assert not route.dependencies, route.path


@pytest.mark.parametrize("role", Role)
def test_a_page_offers_only_what_its_person_may_do(server: WebServer, role: Role) -> None:
    """Each form that posts, on each page that the role sees, leads to a route that is open to it."""
    inside = Visitor(server.url)
    inside.sign_in(NAMES[role], PASSWORD)
    seen = [path for (way, path), needed in PAGES.items() if way == "GET" and may({role}, needed)]
    for path in seen:
        for action in POSTS.findall(inside.ask(sample(path)).text):
            assert may({role}, posted_to(action)), (path, action)


def posted_to(action: str) -> Needed:
    """What the table asks of whoever sends a form there."""
    return next(
        needed
        for (method, path), needed in PAGES.items()
        if method == "POST" and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", path), action)
    )


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_nobody_gets_no_further_than_the_sign_in_page(
    server: WebServer, method: str, path: str
) -> None:
    answer = go(Visitor(server.url), method, path)
    if TABLE[method, path] is EVERYONE:
        assert answer.status not in (401, 303)
    else:
        assert answer.status == 401 or answer.location.startswith("/masuk")


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_what_the_table_gives_it(server: WebServer, role: Role) -> None:
    """Sign-out comes last: it ends the session."""
    inside = Visitor(server.url)
    inside.sign_in(NAMES[role], PASSWORD)
    for (method, path), needed in sorted(PAGES.items(), key=lambda row: row[0][1] == "/keluar"):
        answer = go(inside, method, path)
        if may({role}, needed):
            is_out = answer.location == "/masuk" and path != "/keluar"
            assert answer.status not in (401, 403, 500) or path == "/masuk", (method, path)
            assert not is_out, (method, path)
        else:
            assert answer.status == 403, (method, path)


def test_a_route_that_is_not_in_the_table_is_open_to_nobody(office: Office) -> None:
    server = WebServer(office, WebSettings(port=0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.web.server.make_app", _with_one_more)
        server.start()
        try:
            inside = Visitor(server.url)
            inside.sign_in("citra", PASSWORD)
            assert inside.ask("/terlupa").status == 403
            assert Visitor(server.url).ask("/terlupa").location.startswith("/masuk")
        finally:
            server.stop()


def _with_one_more(office: Office, keeper: Doorkeeper) -> FastAPI:
    app = make_app(office, keeper)
    app.get("/terlupa")(lambda: "seen")
    return app


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD"])
def test_no_other_method_does_anything(server: WebServer, method: str) -> None:
    inside = Visitor(server.url)
    inside.sign_in("citra", PASSWORD)
    for path in {sample(path) for _, path in PAGES}:
        assert inside.ask(path, method=method).status in (401, 403, 405), path


# -- what stands before every page ---------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "10.0.0.7",
        "localhost.evil.example:{port}",
        "",
        "localhost:{port}:{port}",
        "[::1",
        "localhost:{port}, evil.example",
        "127.0.0.1:{port}@evil",
    ],
)
def test_another_host_is_refused(server: WebServer, host: str) -> None:
    port = server.url.rsplit(":", 1)[1].rstrip("/")
    answer = Visitor(server.url).ask("/masuk", headers={"Host": host.format(port=port)})
    assert answer.status == 400


FOREIGN: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://localhost:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_sites_form_changes_nothing_even_with_our_token(
    server: WebServer, headers: dict[str, str]
) -> None:
    inside = Visitor(server.url)
    inside.sign_in("ani", PASSWORD)
    assert inside.send("/keluar", headers=headers).status == 403
    assert inside.ask("/").status == 200


def test_our_own_origin_is_ours(server: WebServer) -> None:
    inside = Visitor(server.url)
    inside.sign_in("ani", PASSWORD)
    own = {"Origin": server.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert inside.send("/keluar", headers=own).location == "/masuk"


@pytest.mark.parametrize("token", ["", "x", "0" * 64, "\u00e9" * 64])
def test_a_form_without_our_token_changes_nothing(server: WebServer, token: str) -> None:
    inside = Visitor(server.url)
    inside.sign_in("ani", PASSWORD)
    assert inside.send("/keluar", csrf=token).status == 403
    assert inside.ask("/").status == 200


def test_the_token_of_another_visitor_is_no_token(server: WebServer) -> None:
    inside, other = Visitor(server.url), Visitor(server.url)
    inside.sign_in("ani", PASSWORD)
    other.sign_in("citra", PASSWORD)
    assert inside.send("/keluar", csrf=other.token()).status == 403


def test_a_sign_in_cannot_be_forged_either(server: WebServer) -> None:
    fields = {"nama": "ani", "sandi": PASSWORD}
    assert Visitor(server.url).send("/masuk", fields, csrf="0" * 64).status == 403


@pytest.mark.parametrize(
    "path", ["/", "/masuk", "/static/pmbs.css", "/sehat", "/tidak-ada", "/jejak"]
)
def test_every_answer_carries_the_safe_headers(server: WebServer, path: str) -> None:
    headers = Visitor(server.url).ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_more_than_anybody_may_send_is_refused_unread(server: WebServer) -> None:
    answer = Visitor(server.url).ask(
        "/masuk", method="POST", headers={"Content-Length": "99999999999"}
    )
    assert answer.status == 413


def test_a_page_holds_no_script_and_no_style_of_its_own(server: WebServer) -> None:
    inside = Visitor(server.url)
    inside.sign_in("citra", PASSWORD)
    for method, path in PAGES:
        if method == "GET":
            text = inside.ask(sample(path)).text
            assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", text), path
            assert not re.search(r"<[^>]+\s(on\w+|style)\s*=", text), path
            assert "javascript:" not in text, path


@pytest.mark.parametrize(("role", "is_offered"), [(Role.PETUGAS, False), (Role.ARSIPARIS, True)])
def test_giving_up_a_letter_is_offered_to_whom_it_is_allowed(
    server: WebServer, role: Role, *, is_offered: bool
) -> None:
    person = Visitor(server.url)
    person.sign_in(NAMES[role], PASSWORD)
    assert ("/batal" in person.ask("/berkas/PMBS-2026-0001").text) is is_offered
