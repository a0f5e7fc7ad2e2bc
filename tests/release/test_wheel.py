"""The wheel, installed without a network and away from the checkout, is a whole program."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator import __version__
from tests.release.conftest import PYTHON, ROOT

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def pmbs(wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("terpasang") / "lingkungan"
    subprocess.run([PYTHON, "-m", "venv", folder], check=True)
    offline = ["install", "--quiet", "--no-index", "--find-links", str(wheelhouse), "pmbs"]
    subprocess.run([folder / "bin" / "python", "-m", "pip", *offline], check=True)
    return folder / "bin" / "pmbs"


def run(pmbs: Path, *arguments: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [pmbs, *arguments], cwd=at, capture_output=True, text=True, check=False, timeout=300
    )


def test_it_holds_what_the_repository_ships_and_nothing_of_an_office(wheelhouse: Path) -> None:
    (wheel,) = wheelhouse.glob("pmbs-*.whl")
    with zipfile.ZipFile(wheel) as inside:
        held = {
            name.removeprefix("generator/seed/")
            for name in inside.namelist()
            if name.startswith("generator/seed/")
        }
    listed = subprocess.run(
        ["git", "ls-files", "templates", "samples", "pmbs.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert held == set(listed)


def test_it_makes_an_office_that_files_and_finds(pmbs: Path, tmp_path: Path) -> None:
    assert run(pmbs, "--version", at=tmp_path).stdout.split()[-1] == __version__
    begun = run(pmbs, "init", "kantor", at=tmp_path)
    office = tmp_path / "kantor"
    assert begun.stdout == f"{office}\n"
    samples = Path(begun.stderr.splitlines()[-1].rpartition(" ")[2])
    assert not samples.is_relative_to(ROOT)

    sample = samples / "02-lengkap.json"
    filed = run(pmbs, "process", "--json", sample, at=office)
    assert filed.returncode == 0, filed.stderr
    letters = json.loads(filed.stdout)["documents"]
    assert letters
    client = json.loads(sample.read_text())["klien"]["nama"]
    found = run(pmbs, "find", "--json", client, at=office)
    assert client in found.stdout
    assert run(pmbs, "verify", at=office).returncode == 0
    assert list((office / "cetak").glob("*.pdf"))


def test_the_first_steps_it_names_are_commands(pmbs: Path, tmp_path: Path) -> None:
    begun = run(pmbs, "init", "kantor", at=tmp_path)
    for command in ("doctor", "begin", "user add", "run", "service install"):
        assert f"pmbs --office {tmp_path / 'kantor'} {command}" in begun.stderr
        assert run(pmbs, *command.split(), "--help", at=tmp_path).returncode == 0
