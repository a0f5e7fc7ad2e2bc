"""An oracle that knows only folders: was anything lost, doubled, skipped, or printed twice?

It reads the archive, the inbox and the printed sheets as files, and trusts no code of the program.
"""

import hashlib
import io
import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

NOTE = " - catatan.txt"
TRAYS = ("selesai", "ditolak", "ganda", "tertahan")


def violations(office: Path, dropped: list[bytes]) -> list[str]:
    """Everything that does not hold in an office at rest, given the bytes once dropped in it."""
    events = _events(office)
    return [
        *_forms_in_one_place(office, dropped),
        *_numbers(office, events),
        *_items(office, events),
        *_sheets(office),
    ]


def _events(office: Path) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for path in sorted((office / "archive" / "ledger").glob("*.jsonl")):
        lines += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return lines


def _records(office: Path) -> list[tuple[Path, dict[str, Any]]]:
    paths = sorted((office / "archive").glob("[0-9]*/PMBS-*/*/item.json"))
    return [(path.parent, json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def _forms_in_one_place(office: Path, dropped: list[bytes]) -> list[str]:
    """Each dropped form lies in exactly one place of the inbox; a filed one stands archived once."""
    inbox = office / "inbox"
    found: Counter[bytes] = Counter()
    done: Counter[bytes] = Counter()
    for path in inbox.rglob("*.json"):
        found[path.read_bytes()] += 1
        if "selesai" in path.parts:
            done[path.read_bytes()] += 1
    archived = Counter(
        (folder / "formulir.json").read_bytes()
        for folder, record in _records(office)
        if record["kind"] == "formulir"
    )
    wrong = [f"form found {found[data]} times" for data in dropped if found[data] != 1]
    wrong += [
        f"form archived {archived[data]} times" for data in dropped if archived[data] != done[data]
    ]
    unnoted = [
        path.name
        for tray in TRAYS
        for path in (inbox / tray).iterdir()
        if not path.name.startswith(".") and not path.name.endswith(NOTE)
        if not path.with_name(f"{path.name}{NOTE}").exists()
    ]
    return wrong + [f"no note beside {name}" for name in unnoted]


def _numbers(office: Path, events: list[dict[str, Any]]) -> list[str]:
    """Every number from 1 to the highest is issued once, and is either void or on one letter."""
    issued = Counter(
        (e["data"]["series"], e["data"]["year"], e["data"]["sequence"])
        for e in events
        if e["event"] == "number-issued"
    )
    wrong = [f"number {key} issued {count} times" for key, count in issued.items() if count > 1]
    for series, year in {(s, y) for s, y, _ in issued}:
        taken = {n for s, y, n in issued if (s, y) == (series, year)}
        wrong += [f"{series} {n} skipped" for n in range(1, max(taken)) if n not in taken]
    used = Counter(
        (record["series"], record["year"], record["sequence"], record["revision"])
        for _, record in _records(office)
    )
    wrong += [f"number {key} on {count} items" for key, count in used.items() if count > 1]
    wrong += [f"number {key} never issued" for key in used if key[:3] not in issued]
    return wrong


def _items(office: Path, events: list[dict[str, Any]]) -> list[str]:
    """Items and ledger name each other; every file has the digest it was sealed with."""
    told = Counter(
        (e["data"]["case"], e["data"]["item"]) for e in events if e["event"] == "item-filed"
    )
    wrong = [f"item {key} filed {count} times" for key, count in told.items() if count > 1]
    standing = set()
    for folder, record in _records(office):
        standing.add((record["case"], record["item"]))
        for name, sealed in record["files"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sealed["sha256"]:
                wrong.append(f"{folder.name}/{name} changed")
    wrong += [f"item {key} stands but is not in the ledger" for key in standing - set(told)]
    wrong += [f"item {key} is in the ledger but does not stand" for key in set(told) - standing]
    prev = "0" * 64
    for event in events:
        if event["prev"] != prev:
            wrong.append(f"ledger line {event['seq']} does not follow")
        prev = event["hash"]
    return wrong


def _sheets(office: Path) -> list[str]:
    """As many sheets lie ready as the letters that hold have copies, and no other.

    The sheets of revisions that were replaced all lie in `tidak berlaku`. A copy's code is its own, so a
    sheet that is no letter byte for byte is known by its text: a letter's number stands in it.
    """
    records = [one for one in _records(office) if one[1]["kind"] == "surat" and one[1]["copies"]]
    newest: dict[tuple[str, int, int], int] = {}
    for _, record in records:
        number = (record["series"], record["year"], record["sequence"])
        newest[number] = max(newest.get(number, 0), record["revision"])
    holding: dict[bytes, int] = {}
    replaced: dict[bytes, int] = {}
    for folder, record in records:
        number = (record["series"], record["year"], record["sequence"])
        place = holding if record["revision"] == newest[number] else replaced
        place[(folder / "surat.pdf").read_bytes()] = record["copies"]
    return [
        *_lying(office / "cetak", holding),
        *_lying(office / "cetak" / "tidak berlaku", replaced),
    ]


def _lying(tray: Path, letters: dict[bytes, int]) -> list[str]:
    """What is wrong with the sheets in a folder in which `letters` lie, each with so many copies."""
    sheets = [path.read_bytes() for path in tray.glob("*.pdf")]
    by_text = {}
    if any(data not in letters for data in sheets):
        by_text = {_text(data): data for data in letters}
    printed = Counter(data if data in letters else by_text.get(_text(data)) for data in sheets)
    return [
        f"a letter of {letters.get(data, 0) if data else 0} copies lies {printed[data]} times in {tray.name}"
        for data in {*letters, *printed}
        if printed[data] != (letters.get(data, 0) if data else 0)
    ]


@lru_cache(maxsize=1000)
def _text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
