"""Another system follows the archive: what changed, in order, once each; and the example of the docs keeps a table."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.admission import Right
from generator.desks.access_classes import set_class
from generator.office.office import Office
from generator.service import handling
from generator.web import WebServer
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.web.visitor import Visitor

ROOT = Path(__file__).parents[2]
FIRST = "PMBS-2026-0001"
EXAMPLE = re.search(
    r"```python\n(.*?)```", (ROOT / "docs" / "changes.md").read_text(encoding="utf-8"), re.DOTALL
)


def token(office: Office, *rights: Right) -> str:
    return office.access.tokens.add(f"pengikut-{len(rights)}", frozenset(rights))


def ask(server: WebServer, key: str, since: int = 0, limit: int = 200) -> dict[str, Any]:
    answer = Visitor(server.url).ask(
        f"/api/v1/changes?since={since}&limit={limit}", headers={"Authorization": f"Bearer {key}"}
    )
    assert answer.status == 200, answer.text
    told: dict[str, Any] = json.loads(answer.text)
    return told


def file(office: Office, name: str = "satu", **more: object) -> None:
    drop(office, form(klien={"nama": f"Klien {name}"}, **more), f"{name}.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"


def test_everything_is_told_once_in_order_whatever_the_steps(
    office: Office, server: WebServer
) -> None:
    key = token(office, Right.READ)
    file(office, temu_bahas=TEMU_BAHAS)
    file(office, "dua")
    office.archive.cases.close(FIRST)
    office.archive.cases.reopen(FIRST, reason="uji")
    whole = ask(server, key)
    assert not whole["more"]
    assert [one["what"] for one in whole["changes"]][-2:] == ["closed", "reopened"]
    assert {one["what"] for one in whole["changes"]} == {"filed", "closed", "reopened"}
    found, since, more = [], 0, True
    while more:
        part = ask(server, key, since, limit=2)
        found += part["changes"]
        since, more = part["next"], part["more"]
    assert found == whole["changes"]
    assert ask(server, key, since)["changes"] == []
    assert ask(server, key, since)["next"] == since


def test_it_tells_numbers_types_and_days_and_nobody(office: Office, server: WebServer) -> None:
    key = token(office, Right.READ)
    file(office)
    told = ask(server, key)
    letter = next(one for one in told["changes"] if one["type"] == "surat-koordinasi")
    assert (letter["case"], letter["number"]) == (FIRST, "400.9.8/1/DINSOSPM/2026")
    assert (letter["date"], letter["is_signed"]) == ("2026-11-24", False)
    assert "Klien" not in json.dumps(told)


def test_of_a_secret_case_the_number_alone_unless_the_token_may(
    office: Office, server: WebServer
) -> None:
    plain, whole = token(office, Right.READ), token(office, Right.READ, Right.READ_SECRET)
    file(office)
    set_class(office, FIRST, "Rahasia", reason="uji")
    told = ask(server, plain)["changes"]
    assert {one["case"] for one in told} == {FIRST}
    assert {(one["type"], one["number"], one["date"]) for one in told} == {("", "", None)}
    assert any(one["number"] for one in ask(server, whole)["changes"])


def test_who_may_not_read_may_not_follow(office: Office, server: WebServer) -> None:
    key = token(office, Right.WATCH)
    answer = Visitor(server.url).ask("/api/v1/changes", headers={"Authorization": f"Bearer {key}"})
    assert answer.status == 403


def test_the_example_of_the_docs_keeps_a_table_in_step(
    office: Office, server: WebServer, tmp_path: Path
) -> None:
    assert EXAMPLE is not None
    key, table = token(office, Right.READ), tmp_path / "lain.db"

    def run() -> dict[tuple[str, int], tuple[str, int]]:
        environment = {
            **os.environ,
            "PMBS": server.url.rstrip("/"),
            "TOKEN": key,
            "TABLE": str(table),
        }
        subprocess.run([sys.executable, "-c", EXAMPLE[1]], env=environment, check=True, timeout=60)
        with sqlite3.connect(table) as db:
            rows = db.execute('SELECT "case", item, number, signed FROM letters').fetchall()
        return {(case, item): (number, signed) for case, item, number, signed in rows}

    def held() -> dict[tuple[str, int], tuple[str, int]]:
        cases = office.archive.cases.running()
        return {
            (one.case, one.item): (one.number, int(one.is_signed))
            for case in cases
            for one in office.archive.cases.show(case).items
        }

    assert run() == {}
    file(office)
    assert run() == held()
    file(office, "dua", temu_bahas=TEMU_BAHAS)
    assert run() == held()
    assert run() == held(), "run again it changes nothing"
