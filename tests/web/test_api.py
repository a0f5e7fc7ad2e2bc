"""The API over a real port: handing in, what became of it, searching, fetching, and who may."""

import hashlib
import json
import os
import time
from typing import Any

import pytest

from generator.admission import Right
from generator.office.office import Office
from generator.service import handling
from generator.web import WebServer
from generator.web.api.pace import Pace
from tests.office_kit import form
from tests.web.visitor import Answer, Visitor

CASE = "PMBS-2026-0001"


class Program:
    """Another program of the office, with its token."""

    def __init__(self, url: str, token: str) -> None:
        self._visitor = Visitor(url)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> Answer:
        return self._visitor.ask(f"/api/v1{path}", headers=self._headers)

    def post(self, data: object, kind: str = "application/json") -> Answer:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        headers = {**self._headers, "Content-Type": kind}
        return self._visitor.ask("/api/v1/submissions", method="POST", body=body, headers=headers)


def program(office: Office, server: WebServer, *rights: Right, name: str = "e-office") -> Program:
    return Program(server.url, office.access.tokens.add(name, frozenset(rights or Right)))


@pytest.fixture
def eoffice(office: Office, server: WebServer) -> Program:
    return program(office, server)


def told(answer: Answer) -> Any:
    return json.loads(answer.body)


def handle(office: Office) -> None:
    """The service takes what lies in the inbox, as settled for a while."""
    past = time.time() - 60
    for path in office.inbox.waiting():
        os.utime(path, (past, past))
    handling.handle_once(office)


def test_a_form_handed_in_becomes_a_case_with_its_letters(office: Office, eoffice: Program) -> None:
    answer = eoffice.post(form())
    assert answer.status == 202
    ticket = told(answer)["id"]
    assert told(eoffice.get(f"/submissions/{ticket}"))["status"] == "waiting"
    handle(office)
    ended = told(eoffice.get(f"/submissions/{ticket}"))
    assert ended["status"] == "filed"
    assert ended["parts"][0]["case"] == CASE
    assert ended["parts"][0]["letters"][0]["number"] == "400.9.8/1/DINSOSPM/2026"


def test_a_wrong_form_is_told_with_its_problems(office: Office, eoffice: Program) -> None:
    ticket = told(eoffice.post(form(klien={"jenis_kelamin": "X"})))["id"]
    handle(office)
    ended = told(eoffice.get(f"/submissions/{ticket}"))
    assert ended["status"] == "rejected"
    assert [one["field"] for one in ended["parts"][0]["problems"]] == ["klien.jenis_kelamin"]
    assert ended["parts"][0]["problems"][0]["code"] == "F003"


def test_the_same_again_is_told_as_a_duplicate_of_its_case(
    office: Office, eoffice: Program
) -> None:
    eoffice.post(form())
    handle(office)
    again = told(eoffice.post(form()))["id"]
    handle(office)
    ended = told(eoffice.get(f"/submissions/{again}"))
    assert (ended["status"], ended["parts"][0]["case"]) == ("duplicate", CASE)


def test_a_form_that_a_clerk_mended_is_told_anew(office: Office, eoffice: Program) -> None:
    ticket = told(eoffice.post(form(klien={"jenis_kelamin": "X"})))["id"]
    handle(office)
    refused = next((office.inbox.folder / "ditolak").glob("api-*.json"))
    (office.inbox.folder / refused.name).write_text(json.dumps(form()))
    refused.unlink()
    handle(office)
    assert told(eoffice.get(f"/submissions/{ticket}"))["status"] == "filed"


def test_a_ticket_outlives_a_restart_and_is_the_own_programs(
    office: Office, server: WebServer, eoffice: Program
) -> None:
    ticket = told(eoffice.post(form()))["id"]
    other = program(office, server, name="lain")
    assert other.get(f"/submissions/{ticket}").status == 404
    del office.__dict__["tickets"]
    assert eoffice.get(f"/submissions/{ticket}").status == 200


def test_tickets_are_the_services_alone_and_go_after_a_month(
    office: Office, eoffice: Program
) -> None:
    ticket = told(eoffice.post(form()))["id"]
    path = office.folder / "api" / f"{ticket}.json"
    assert path.stat().st_mode & 0o777 == 0o600
    old = time.time() - 10_000 * 86400
    os.utime(path, (old, old))
    eoffice.post(form())
    assert eoffice.get(f"/submissions/{ticket}").status == 404


def test_what_is_filed_is_found_and_fetched_byte_for_byte(office: Office, eoffice: Program) -> None:
    eoffice.post(form())
    handle(office)
    hits = told(eoffice.get("/search?q=Yohanes"))
    assert {hit["case"] for hit in hits} == {CASE}
    case = told(eoffice.get(f"/cases/{CASE}"))
    assert [one["item"] for one in case["items"]] == [1, 2]
    item = told(eoffice.get(f"/cases/{CASE}/items/2"))
    for sealed in item["files"]:
        answer = eoffice.get(f"/cases/{CASE}/items/2/files/{sealed['place']}")
        assert hashlib.sha256(answer.body).hexdigest() == sealed["sha256"]
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"
    assert {one["kind"] for one in item["files"]} >= {"docx", "pdf"}


def test_every_look_is_in_the_record_under_the_programs_name(
    office: Office, eoffice: Program
) -> None:
    eoffice.post(form())
    handle(office)
    eoffice.get(f"/cases/{CASE}")
    eoffice.get(f"/cases/{CASE}/items/2/files/1")
    lines = [(one.who, one.event, one.item) for one in office.archive.audit.of_case(CASE)]
    assert ("program e-office", "item-viewed", 0) in lines
    assert ("program e-office", "item-downloaded", 2) in lines


@pytest.mark.parametrize(
    "path", ["/search?q=x", f"/cases/{CASE}", "/submissions/" + "0" * 20, f"/cases/{CASE}/items/1"]
)
def test_without_a_token_nothing_is_told(office: Office, server: WebServer, path: str) -> None:
    program(office, server)
    for token in ("", "pmbs_x", "x" * 5000):
        answer = Program(server.url, token).get(path)
        assert answer.status == 401
        assert told(answer)["code"] == "H401"


def test_a_token_taken_back_is_out(office: Office, eoffice: Program) -> None:
    office.access.tokens.remove("e-office")
    assert eoffice.get("/search?q=x").status == 401


def test_each_right_is_for_itself(office: Office, server: WebServer) -> None:
    reader = program(office, server, Right.READ, name="pembaca")
    sender = program(office, server, Right.SUBMIT, name="pengirim")
    assert reader.get("/search?q=x").status == 200
    assert reader.post(form()).status == 403
    assert sender.post(form()).status == 202
    assert sender.get("/search?q=x").status == 403
    assert sender.get(f"/cases/{CASE}").status == 403


def test_a_persons_cookie_opens_nothing_here(office: Office, server: WebServer) -> None:
    visitor = Visitor(server.url)
    assert visitor.ask("/").status == 200
    assert visitor.ask("/api/v1/search?q=x").status == 401


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b"", "application/json", 422),
        (b"", "application/pdf", 422),
        (b"{", "application/json", 422),
        (b"[1]", "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"\xff\xfe\x00", "application/json", 422),
        (b"{" + b" " * 2_000_000 + b"}", "application/json", 413),
        (b"%PDF-" + b"0" * 20_000_000, "application/pdf", 413),
    ],
)
def test_what_can_be_no_form_is_refused_at_once(
    office: Office, eoffice: Program, body: bytes, kind: str, status: int
) -> None:
    answer = eoffice.post(body, kind)
    assert answer.status == status
    assert told(answer).keys() == {"code", "message"}
    assert office.inbox.waiting() == []


@pytest.mark.parametrize(
    "path",
    [
        "/cases/PMBS-2026-9999",
        "/cases/PMBS-2026-0001/items/99",
        "/nothing",
        f"/cases/{CASE}/items/1/files/900",
        "/submissions/" + "f" * 20,
    ],
)
def test_what_is_not_there_is_told_in_json(office: Office, eoffice: Program, path: str) -> None:
    answer = eoffice.get(path)
    assert answer.status == 404
    assert told(answer).keys() == {"code", "message"}


@pytest.mark.parametrize(
    "path",
    [
        "/cases/..%2f..%2fpmbs.toml",
        "/cases/x",
        f"/cases/{CASE}/items/0",
        "/search",
        "/search?q=",
        "/search?q=x&limit=0",
        "/search?q=x&limit=1000000",
        "/search?q=x&year=abc",
        f"/cases/{CASE}/items/1/files/..%2f..%2fitem.json",
        "/search?q=" + "a" * 2000,
    ],
)
def test_a_value_that_cannot_be_is_refused_and_not_repeated(
    office: Office, eoffice: Program, path: str
) -> None:
    answer = eoffice.get(path)
    assert answer.status in (404, 422)
    assert "pmbs.toml" not in answer.text
    assert "aaaa" not in answer.text


def test_too_many_requests_wait(office: Office, server: WebServer) -> None:
    eager = program(office, server, name="rajin")
    patient = program(office, server, name="sabar")
    answers = [eager.get("/search?q=x") for _ in range(30)]
    refused = [one for one in answers if one.status == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert patient.get("/search?q=x").status == 200


def test_a_bucket_fills_again() -> None:
    pace = Pace(6000)
    for _ in range(1000):
        assert pace.wait("x") == 0
    time.sleep(0.05)
    assert pace.wait("x") == 0


def test_the_description_names_every_route(office: Office, server: WebServer) -> None:
    document = told(Visitor(server.url).ask("/api/v1/openapi.json"))
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/schema",
        "/status",
        "/submissions",
        "/submissions/{id}",
        "/search",
        "/changes",
        "/cases/{case}",
        "/cases/{case}/items/{item}",
        "/cases/{case}/items/{item}/files/{place}",
    }
    assert document["servers"] == [{"url": "/api/v1"}]
