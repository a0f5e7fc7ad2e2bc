"""Standard output with --json holds JSON only, and what is made is not for other users of the machine."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.kit import Shell
from tests.office_kit import form

ROOT = Path(__file__).parents[2]
# A library that prints when the office is opened, by itself and past Python.
NOISY = """
import os
from generator.cli.main import main
from generator.office.office import Office

def noisy(folder):
    print("sebuah pustaka mencetak")
    os.write(1, b"dan programnya juga\\n")
    os.system("echo bahkan anak prosesnya")
    return Office(folder)

raise SystemExit(main({words!r}, open_office=noisy))
"""


def run(words: list[str], umask: int = 0o022) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", NOISY.format(words=words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        umask=umask,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize(
    "words",
    [
        ["prints", "--json"],
        ["list", "shelter", "--format", "json"],
        ["list", "shelter", "--format=json"],
        ["verify", "--json"],
    ],
    ids=" ".join,
)
def test_what_a_library_prints_goes_to_standard_error(pmbs: Shell, words: list[str]) -> None:
    ran = run(["--office", str(pmbs.folder), *words])
    assert isinstance(json.loads(ran.stdout), list), ran.stderr
    for said in ("sebuah pustaka", "programnya", "anak prosesnya"):
        assert said in ran.stderr


def test_the_word_json_is_a_word_to_search_for(pmbs: Shell) -> None:
    pmbs("number", "take", "--to", "Camat", "--subject", "Format json")
    assert "Format json" in pmbs("list", "buku-agenda-keluar").out
    assert pmbs("find", "json").err in ("", "Tidak ditemukan.\n")


def test_no_file_of_an_office_is_for_other_users(tmp_path: Path) -> None:
    """Whatever the umask of whoever types the command."""
    folder = tmp_path / "kantor"
    assert run(["init", str(folder)], umask=0).returncode == 0
    case = tmp_path / "kasus.json"
    case.write_text(json.dumps(form()), encoding="utf-8")
    ran = run(["--office", str(folder), "process", str(case)], umask=0)
    assert ran.returncode == 0, ran.stderr
    assert run(["--office", str(folder), "list", "shelter"], umask=0).returncode == 0
    paths = [path for path in folder.rglob("*") if not path.is_symlink()]
    assert any(path.name == "index.db" for path in paths)
    open_to_all = [
        f"{stat.S_IMODE(path.stat().st_mode):04o} {path.relative_to(folder)}"
        for path in paths
        if path.stat().st_mode & 0o007
    ]
    assert open_to_all == []
