"""Whoever runs a command, what it writes belongs to the office's owner; or it is sent away before anything is touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.service import handling
from generator.system.actor import machine_user
from tests.office_kit import drop, form, make_office_folder, open_office

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to others")

OWNER, STRANGER = 23_456, 23_457
ROOT = Path(__file__).parents[1]
# A process of its own, because nobody becomes root again. It does the same in a copy of the office before: then all
# is loaded, also where this Python lies in a place that the owner of these tests cannot read.
AS_ROOT = """
import os, sys
from pathlib import Path
from generator.cli.main import main
from generator.office.office import Office
from generator.cli import owner
from generator.system.clock import FixedClock
from tests.office_kit import NOON

user, is_readable, copy, *words = sys.argv[1:]
clock = FixedClock(NOON.replace(year=2027, month=1, day=4))

def once(folder):
    return main(["--office", folder, *words], open_office=lambda one: Office(one, clock=clock))

sys.stdout, kept = open(os.devnull, "w"), sys.stdout
once(copy)
sys.stdout = kept
if int(user):
    os.setgroups([int(user)]); os.setgid(int(user)); os.setuid(int(user))
else:
    owner.may_read_program = lambda *_: bool(is_readable)
sys.exit(once(str(Path(copy).with_name("kantor"))))
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that belongs to somebody else."""
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form())
    handling.handle_once(opened)
    opened.close()
    # Whoever the owner is, the way to the office is open.
    for parent in (tmp_path, *tmp_path.parents):
        if parent != Path("/") and parent.is_relative_to("/tmp/") and parent.owner() == "root":  # noqa: S108
            parent.chmod(parent.stat().st_mode | 0o011)
    for path in (opened.folder, *opened.folder.rglob("*")):
        os.chown(path, OWNER, OWNER)
    return opened.folder


def run(office: Path, *words: str, user: int = 0, readable: bool = True) -> tuple[int, str]:
    copy = office.with_name("salinan")
    shutil.copytree(office, copy)
    done = subprocess.run(
        [sys.executable, "-c", AS_ROOT, str(user), "1" if readable else "", str(copy), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=ROOT,
    )
    return done.returncode, done.stdout + done.stderr


def owners(office: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for path in office.rglob("*"):
        found.setdefault(path.lstat().st_uid, []).append(str(path.relative_to(office)))
    return found


@pytest.mark.parametrize(
    "words",
    [["show", "PMBS-2026-0001"], ["begin", "--from-one"], ["rebuild"], ["verify"]],
    ids=lambda words: words[0],
)
def test_what_root_runs_belongs_to_the_owner_also_in_a_new_year(
    office: Path, words: list[str]
) -> None:
    code, said = run(office, *words)
    assert code == 0, said
    assert owners(office).keys() == {OWNER}
    written = (office / "archive" / "ledger" / "2027.jsonl").exists()
    assert written or words[0] in ("rebuild", "verify")


def test_who_did_it_is_told_as_before(office: Path) -> None:
    assert run(office, "begin", "--from-one")[0] == 0
    line = (office / "archive" / "ledger" / "2027.jsonl").read_text()
    assert f'"who":"{machine_user()}"' in line


def test_anybody_else_is_sent_away_before_anything_is_touched(office: Path) -> None:
    for folder in (office, office / "archive"):
        folder.chmod(0o755)
    before = {path: path.stat().st_mtime_ns for path in office.rglob("*")}
    code, said = run(office, "show", "PMBS-2026-0001", user=STRANGER)
    assert code == 2
    assert "S032" in said
    assert f"sudo -u {OWNER}" in said
    assert f"({OWNER}, " in said, "its owner and mode"
    assert {path: path.stat().st_mtime_ns for path in office.rglob("*")} == before


def test_somebody_who_may_not_even_look_is_told_whose_it_is(office: Path) -> None:
    code, said = run(office, "show", "PMBS-2026-0001", user=STRANGER)
    assert code == 2
    assert "S034" in said
    assert f"({OWNER}, 750)" in said


def test_the_owner_needs_nobody(office: Path) -> None:
    code, said = run(office, "show", "PMBS-2026-0001", user=OWNER)
    assert code == 0, said


def test_an_owner_who_cannot_read_the_program_is_told_before_anything_is_touched(
    office: Path,
) -> None:
    code, said = run(office, "begin", "--from-one", readable=False)
    assert (code, "S033" in said) == (2, True)
    assert not (office / "archive" / "ledger" / "2027.jsonl").exists()


def test_a_path_that_may_not_be_read_is_named_with_its_owner_and_mode(office: Path) -> None:
    locked = office / "archive" / "ledger" / "2026.jsonl"
    os.chown(locked, 0, 0)
    locked.chmod(0o600)
    code, said = run(office, "show", "PMBS-2026-0001")
    assert code == 2
    assert f"{locked} (root, 600)" in said
    assert "chown" in said
