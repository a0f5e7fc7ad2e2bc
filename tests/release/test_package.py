"""The Debian package on a machine with the real systemd: installed, fed, upgraded, removed."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systemd.booted import Machine, booted, why_not
from tests.systemd.kit import OFFICE, drop, until

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can"),
    pytest.mark.timeout(900),
]


@pytest.fixture(scope="module")
def machine(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    scratch = tmp_path_factory.mktemp("mesin") / "akar"
    with booted(scratch, readable=[package.parent]) as up:
        yield up


def install(machine: Machine, package: Path) -> None:
    machine.run("dpkg", "--install", str(package), seconds=300)


def lines(machine: Machine, text: str) -> list[str]:
    """What a command line says on this machine, to root, away from any office."""
    return machine.run("sh", "-c", f"cd /; {text}").stdout.splitlines()


def file(machine: Machine, name: str, client: str) -> None:
    """Drop a form and wait until it is filed."""
    drop(machine, name, client)
    until(lambda: name in lines(machine, f"ls {OFFICE}/inbox/selesai"), machine)


def upgraded(package: Path, folder: Path) -> Path:
    """The same program as a package of a later version."""
    inside, made = folder / "isi", folder / "kelak.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", package, inside], check=True)
    control = inside / "DEBIAN" / "control"
    control.write_text(control.read_text().replace("Version: ", "Version: 9"))
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", inside, made], check=True
    )
    shutil.rmtree(inside)
    return made


def test_installed_it_serves_an_office_of_its_own_user(machine: Machine, package: Path) -> None:
    install(machine, package)
    assert machine.shows("pmbs", "ActiveState") == "active"
    assert machine.shows("pmbs", "User") == "pmbs"
    assert lines(machine, f"find {OFFICE} ! -user pmbs") == []
    assert lines(machine, f"stat -c %a {OFFICE}") == ["750"]
    file(machine, "satu.json", "Agus Contoh")
    # The command knows the office of its machine.
    assert "Agus Contoh" in "\n".join(lines(machine, "pmbs find Agus"))
    assert "D006" not in machine.run("journalctl", "--unit=pmbs", "--no-pager").stdout


def test_upgraded_it_goes_on_numbering(machine: Machine, package: Path, tmp_path: Path) -> None:
    before = len(lines(machine, "pmbs list buku-agenda-keluar --format csv"))
    install(machine, upgraded(package, package.parent))
    assert machine.shows("pmbs", "ActiveState") == "active"
    file(machine, "dua.json", "Budi Contoh")
    assert len(lines(machine, "pmbs list buku-agenda-keluar --format csv")) > before
    assert machine.run("sh", "-c", "cd /; pmbs verify").returncode == 0


def test_removed_it_leaves_the_office(machine: Machine, package: Path) -> None:
    machine.run("dpkg", "--remove", "pmbs")
    assert machine.shows("pmbs", "LoadState") == "not-found"
    machine.run("test", "!", "-e", "/opt/pmbs")
    assert lines(machine, f"ls {OFFICE}/archive/PMBS-ARCHIVE") != []
    machine.run("dpkg", "--purge", "pmbs")
    assert lines(machine, f"ls {OFFICE}/pmbs.toml") != []
    # What stands there already is served again.
    install(machine, package)
    assert "satu.json" in lines(machine, f"ls {OFFICE}/inbox/selesai")
    assert machine.shows("pmbs", "ActiveState") == "active"
