"""An office is watched by figures: by a program with a token for nothing else, and from a shell. They name nobody."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.admission import Right
from generator.cli import main as run_command
from generator.office.figures import figures_of
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.service.backup import back_up
from generator.web import WebServer
from tests.keeping.kit import set_clock
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.web.visitor import Answer, Visitor

CLEAN = {"ditolak": 0, "tertahan": 0, "cocokkan": 0, "persetujuan": 0}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def test_a_new_office_is_well_and_has_never_done_anything(office: Office) -> None:
    told = figures_of(office)
    assert told.is_well
    assert (told.waiting, told.oldest_waiting, told.last_filed) == (0, None, None)
    assert (told.last_backup, told.last_verified, told.trays) == (None, None, CLEAN)
    assert 0 < told.disk_free_percent <= 100


def test_what_happens_shows(office: Office, tmp_path: Path) -> None:
    drop(office, form(), "satu.json")
    handling.handle_once(office)
    drop(office, form(klien={"jenis_kelamin": "x"}), "keliru.json")
    handling.handle_once(office)
    office.archive.care.round(resume=False)
    set_clock(office, NOON + timedelta(hours=1))
    back_up(office, tmp_path / "cadangan", is_quick=True)
    drop(office, form(klien={"nama": "Maria"}), "menunggu.json")
    told = figures_of(office)
    assert told.last_filed == NOON
    assert told.last_verified == NOON
    assert told.last_backup == NOON + timedelta(hours=1)
    assert told.waiting == 1
    assert told.oldest_waiting is not None
    assert told.trays == {**CLEAN, "ditolak": 1}
    assert not told.is_well


def test_what_stops_filing_is_told(office: Office) -> None:
    drop(office, form(), "satu.json")
    handling.handle_once(office)
    set_clock(office, NOON - timedelta(days=3))
    assert figures_of(office).stopped == ("A003",)
    office.archive.recovery.restored(line=1, until=NOON)
    assert figures_of(office).stopped == ("A067", "A003")


def asked(server: WebServer, token: str = "", path: str = "/api/v1/status") -> Answer:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Visitor(server.url).ask(path, headers=headers)


def test_a_program_with_a_token_for_it_watches_and_does_nothing_else(office: Office) -> None:
    drop(office, form(), "satu.json")
    handling.handle_once(office)
    watching = office.access.tokens.add("pemantau", frozenset({Right.WATCH}))
    reading = office.access.tokens.add("pembaca", frozenset({Right.READ}))
    server = WebServer(office, WebSettings(port=0))
    server.start()
    try:
        answer = asked(server, watching)
        assert answer.status == 200
        assert json.loads(answer.text)["trays"] == CLEAN
        for text in ("Yohanes", "PMBS-2026", "400.9.8", "satu.json"):
            assert text not in answer.text
        assert asked(server).status == 401
        assert asked(server, reading).status == 403
        assert asked(server, watching, "/api/v1/search?q=lado").status == 403
        alive = asked(server, path="/healthz")
        assert (alive.status, alive.text) == (200, "ok")
    finally:
        server.stop()


def test_the_shell_too(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str) -> int:
        return run_command(
            ["--office", str(office.folder), "status", *words], open_office=open_office
        )

    assert run("--json") == 0
    assert json.loads(capsys.readouterr().out)["waiting"] == 0
    drop(office, form(klien={"jenis_kelamin": "x"}), "keliru.json")
    handling.handle_once(office)
    assert run() == 1
    assert "ditolak 1" in capsys.readouterr().out
