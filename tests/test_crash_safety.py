"""The process is killed at every single durable call, starts again, and nothing is lost or doubled.

Durable calls are counted in one module (`generator.system.files`); a forked child kills itself with SIGKILL
at the n-th of them, a second one does what the service does at its start, and an oracle that knows
only the folders looks at what is left. LibreOffice is stood in for; the real one has its own test.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.inbox.inbox import Inbox
from generator.office.office import Office
from generator.service import handling
from tests.dying import FINISHED, in_a_child, in_a_child_that_dies
from tests.office_kit import SECTIONS, drop, form, make_office_folder, open_office
from tests.world import violations

pytestmark = pytest.mark.slow


def handle_inbox(folder: Path) -> None:
    office = open_office(folder)
    handling.handle_once(office)
    office.close()


def handle_until(folder: Path, step: int) -> int:
    """Handle the inbox in a child that dies at `step`; its exit code."""
    return in_a_child_that_dies(lambda: handle_inbox(folder), at=step)


def new_office(
    tmp_path: Path, name: str, data: dict[str, object], *, companions: bool = False
) -> tuple[Path, bytes]:
    folder = make_office_folder(tmp_path / name, companions=companions)
    office = open_office(folder)
    path = drop(office, data)
    office.close()
    return folder, path.read_bytes()


# For the archive letters differ only in their register and in how many a form makes: one alone, one with
# a companion of the other register, one that the answers choose, and one with a copy for each party.
FORMS = (
    "surat-koordinasi",
    "tanda-terima-pengaduan",
    "permohonan-pemulangan-baznas",
    "berita-acara-kesepakatan",
)


@pytest.fixture(scope="module", autouse=True)
def _ready_engine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every template is read once in this process, so that not each of the forks has to."""
    office = open_office(
        make_office_folder(tmp_path_factory.mktemp("siap") / "kantor", companions=True)
    )
    drop(office, form(**{key: value for one in SECTIONS.values() for key, value in one.items()}))
    handling.handle_once(office)
    office.close()


@pytest.mark.parametrize("letter", FORMS)
def test_killed_at_any_durable_call_the_form_is_filed_exactly_once(
    tmp_path: Path, letter: str
) -> None:
    wrong: list[str] = []
    step = 0
    while True:
        step += 1
        folder, data = new_office(
            tmp_path,
            f"kantor-{step}",
            form(**SECTIONS[letter]),
            companions=letter == "tanda-terima-pengaduan",
        )
        ended = handle_until(folder, step)
        if ended == FINISHED:
            break
        assert ended == -signal.SIGKILL
        assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
        found = violations(folder, [data])
        wrong += [f"step {step}: {one}" for one in found]
        wrong += [f"step {step}: not filed"] * (not (folder / "inbox/selesai/kasus.json").exists())
    assert wrong == []
    assert step > 30, "the watcher must have seen the durable calls of a whole filing"


def dropped_folder(office: Office) -> bytes:
    """A form with two attachments, dropped as one folder."""
    data = json.dumps(form()).encode()
    folder = office.inbox.folder / "Kasus"
    folder.mkdir()
    (folder / "formulir.json").write_bytes(data)
    (folder / "KTP.jpg").write_bytes(b"\xff\xd8\xff\xe0 \xff\xd9")
    (folder / "kontrak.pdf").write_bytes(b"%PDF-1.7 %%EOF")
    return data


def dropped_correction(office: Office) -> bytes:
    """A case that is filed and printed, and then a correction of it."""
    drop(office, form(), "lama.json")
    handling.handle_once(office)
    corrected = form(nomor_kasus="PMBS-2026-0001", klien={"nama": "Yohanes Ladu"})
    return drop(office, corrected, "baru.json").read_bytes()


@pytest.mark.parametrize(
    ("dropping", "items"),
    [(dropped_folder, 4), (dropped_correction, 4)],
    ids=["folder", "correction"],
)
def test_killed_at_any_durable_call_attachments_and_revisions_are_filed_once(
    tmp_path: Path, dropping: Callable[[Office], bytes], items: int
) -> None:
    wrong: list[str] = []
    step = 0
    ended = None
    while ended != FINISHED:
        step += 1
        folder = make_office_folder(tmp_path / f"kantor-{step}")
        office = open_office(folder)
        data = dropping(office)
        office.close()
        ended = handle_until(folder, step)
        assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
        earlier = [path.read_bytes() for path in (folder / "inbox" / "selesai").glob("lama.json")]
        wrong += [f"step {step}: {one}" for one in violations(folder, [*earlier, data])]
        standing = len(list((folder / "archive" / "2026" / "PMBS-2026-0001").iterdir()))
        wrong += [f"step {step}: {standing} items"] * (standing != items)
    assert wrong == []
    assert step > 30


def test_killed_again_during_recovery_nothing_is_lost_either(tmp_path: Path) -> None:
    wrong: list[str] = []
    data = form(**SECTIONS["berita-acara-kesepakatan"])
    for first in range(5, 100, 9):
        for second in range(3, 60, 11):
            folder, dropped = new_office(tmp_path, f"kantor-{first}-{second}", data)
            handle_until(folder, first)
            handle_until(folder, second)
            assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
            found = violations(folder, [dropped])
            wrong += [f"steps {first} and {second}: {one}" for one in found]
    assert wrong == []


def test_a_refused_form_killed_at_any_durable_call_ends_refused_once(tmp_path: Path) -> None:
    wrong: list[str] = []
    for step in range(1, 100):
        folder, data = new_office(tmp_path, f"kantor-{step}", form(klien={"jenis_kelamin": "X"}))
        ended = handle_until(folder, step)
        assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
        wrong += [f"step {step}: {one}" for one in violations(folder, [data])]
        wrong += [f"step {step}: not refused"] * (
            not (folder / "inbox/ditolak/kasus.json").exists()
        )
        if ended == FINISHED:
            break
    assert wrong == []
    assert step > 5


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("form lost", "form found 0 times"),
        ("form doubled", "form found 2 times"),
        ("letter doubled", "on 2 items"),
        ("file changed", "changed"),
        ("sheet lost", "lies 1 times"),
        ("note lost", "no note"),
        ("ledger line lost", "does not follow"),
    ],
)
def test_the_oracle_itself_sees_damage(tmp_path: Path, damage: str, found: str) -> None:
    folder, data = new_office(tmp_path, "kantor", form())
    handle_inbox(folder)
    assert violations(folder, [data]) == []
    original = folder / "inbox" / "selesai" / "kasus.json"
    letter = folder / "archive" / "2026" / "PMBS-2026-0001" / "002-surat-koordinasi"
    if damage == "form lost":
        original.unlink()
    elif damage == "form doubled":
        (folder / "inbox" / "kasus.json").write_bytes(data)
    elif damage == "letter doubled":
        twin = letter.with_name("003-surat-koordinasi")
        twin.mkdir()
        for path in letter.iterdir():
            (twin / path.name).write_bytes(path.read_bytes())
    elif damage == "file changed":
        (letter / "surat.txt").write_text("lain")
    elif damage == "sheet lost":
        next((folder / "cetak").glob("*.pdf")).unlink()
    elif damage == "note lost":
        original.with_name("kasus.json - catatan.txt").unlink()
    elif damage == "ledger line lost":
        ledger = folder / "archive" / "ledger" / "2026.jsonl"
        lines = ledger.read_text().splitlines(keepends=True)
        ledger.write_text("".join(lines[:2] + lines[3:]))
    assert any(found in one for one in violations(folder, [data]))


def test_several_forms_at_once_keep_their_numbers_apart_over_a_kill(tmp_path: Path) -> None:
    wrong: list[str] = []
    names = ["Ani", "Budi", "Citra"]
    for step in range(10, 240, 23):
        folder = make_office_folder(tmp_path / f"kantor-{step}")
        office = open_office(folder)
        dropped = [
            drop(office, form(klien={"nama": name}), f"{name}.json").read_bytes() for name in names
        ]
        office.close()
        handle_until(folder, step)
        assert in_a_child(lambda folder=folder: handle_inbox(folder)) == FINISHED  # type: ignore[misc]
        wrong += [f"step {step}: {one}" for one in violations(folder, dropped)]
        items = list((folder / "archive").glob("2026/*/002-*/item.json"))
        numbers = sorted(json.loads(path.read_text())["sequence"] for path in items)
        wrong += [f"step {step}: numbers {numbers}"] * (numbers != [1, 2, 3])
    assert wrong == []


def test_the_claims_folder_is_empty_when_all_is_done(tmp_path: Path) -> None:
    folder, _ = new_office(tmp_path, "kantor", form())
    handle_until(folder, 12)
    handle_inbox(folder)
    office = open_office(folder)
    inbox: Inbox = office.inbox
    assert inbox.claims.leftovers() == []
    assert [p.name for p in (folder / "archive" / ".work").iterdir() if p.name != "konversi"] == []
    office.close()


def filed_items(folder: Path) -> int:
    return sum(1 for _ in (folder / "archive").glob("[0-9]*/PMBS-*/*/item.json"))


@pytest.mark.real
def test_killed_at_any_moment_with_the_real_libreoffice_nothing_is_lost(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311 - a repeatable choice, no secret
    folder = make_office_folder(tmp_path / "kantor")
    office = open_office(folder)
    dropped = [
        drop(
            office, form(klien={"nama": f"Klien {n}"}, **SECTIONS[letter]), f"{n}.json"
        ).read_bytes()
        for n, letter in enumerate([*SECTIONS, *SECTIONS])
    ]
    office.close()
    command = [sys.executable, "-m", "generator", "--office", str(folder), "process"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for _ in range(6):
        filed = filed_items(folder)
        running = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        # Each run gets somewhere before it is killed: a form that three runs die of is set aside.
        deadline = time.monotonic() + 60
        while filed_items(folder) == filed:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.5))
        running.kill()
        running.wait()
    assert subprocess.run(command, env=environment, check=False, timeout=120).returncode == FINISHED
    assert violations(folder, dropped) == []
    assert len(list((folder / "inbox" / "selesai").glob("*.json"))) == len(dropped)
