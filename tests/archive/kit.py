"""A small year of an invented office, filed through the real pipeline."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.archive.ledger import Event, Ledger
from generator.office.office import Office
from generator.service import handling
from tests.office_kit import (
    KESEPAKATAN,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)


def small_year(folder: Path) -> Office:
    """Three cases, a continuation, a reprint, a closed case."""
    make_office_folder(folder)
    office = open_office(folder)
    drop(office, form(temu_bahas=TEMU_BAHAS, klien={"nik": "5308120305920001"}), "1.json")
    drop(office, form(klien={"nama": "Muhammad Réza", "alias": "Eza"}), "2.json")
    drop(office, form(klien={"nama": "Siti Bela"}, kesepakatan=KESEPAKATAN), "3.json")
    handling.handle_once(office)
    later = {"nomor_kasus": "PMBS-2026-0001", "serah_terima": SERAH_TERIMA}
    drop(office, later, "4.json")
    handling.handle_once(office)
    office.archive.prints.want(office.archive.items.named("400.9.8/1"), copies=1, why="hilang")
    office.archive.cases.close("PMBS-2026-0002")
    handling.handle_once(office)
    return office


def ledger_lines(office: Office) -> list[dict[str, Any]]:
    text = ledger_path(office).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def ledger_path(office: Office) -> Path:
    return office.archive.root / "ledger" / "2026.jsonl"


def rewritten(office: Office, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the ledger and compute its chain anew, as somebody with patience would."""
    lines = ledger_lines(office)
    change(lines)
    path = ledger_path(office)
    path.unlink()
    ledger = Ledger(path.parent)
    for line in lines:
        ledger.append([Event(name=line["event"], data=line["data"])], now=office.clock.now())


def tables(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the index, but for how far the ledger was applied."""
    connection = sqlite3.connect(office.archive.root / "index.db")
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("search_", "sqlite_")) and row[0] not in ("meta", "search")
    ]
    rows = {name: _rows(connection, name) for name in names}
    connection.close()
    return rows


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    return sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
