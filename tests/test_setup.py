"""The ground that `make run` and `make test` stand on: setup scripts, pinned lists, Makefile.

The scripts run for real; apt, dpkg, sudo and pip are small stand-ins that write down how they were called.
"""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "tools"
WRITER = "libreoffice-writer-nogui"
CALC = "libreoffice-calc-nogui"
# Known under another name than the one it is imported by.
IMPORT_NAMES = {
    "argon2-cffi": "argon2",
    "fpdf2": "fpdf",
    "python-docx": "docx",
    "pillow": "PIL",
    "zxing-cpp": "zxingcpp",
}
# Run as a program, or imported by another library for us.
PROGRAMS = frozenset({"ocrmypdf", "python-multipart"})


def write_program(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


# -- system packages -----------------------------------------------------------------------------


class Machine:
    """A Debian on which nothing is real but the script."""

    def __init__(self, folder: Path, *, installed: tuple[str, ...], root: bool, sudo: bool) -> None:
        self.folder = folder
        self.log = folder / "log"
        (folder / "installed").write_text("".join(f"{one}\n" for one in installed))
        told = f'echo "$@" >>"{self.log}"'
        write_program(
            folder / "dpkg-query",
            f'for package; do :; done\ngrep -qxF "$package" "{folder}/installed" && printf installed',
        )
        write_program(folder / "apt-get", told)
        write_program(folder / "id", "echo 0" if root else "echo 1000")
        write_program(folder / "sudo", '[ "$1" = -n ] && shift\nexec "$@"' if sudo else "exit 1")

    def install(self, what: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.folder}:{os.environ['PATH']}"
        return subprocess.run(
            [TOOLS / "system-packages.sh", what],
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def apt_calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def listed(name: str) -> list[str]:
    """A list of packages as the script spells it."""
    source = (TOOLS / "system-packages.sh").read_text()
    found = [match.split() for match in re.findall(rf'^{name}="([^"]+)"', source, re.MULTILINE)]
    return [package for group in found for package in group if not package.startswith("$")]


@pytest.fixture
def everything() -> tuple[str, ...]:
    return (*listed("run"), *listed("test"), WRITER, CALC)


def test_root_installs_what_is_missing_and_nothing_else(
    tmp_path: Path, everything: tuple[str, ...]
) -> None:
    present = tuple(one for one in everything if one not in ("fontconfig", WRITER))
    machine = Machine(tmp_path, installed=present, root=True, sudo=False)
    assert machine.install("run").returncode == 0
    update, install = machine.apt_calls
    assert update.endswith("update -q")
    assert install.endswith(f" fontconfig {WRITER}")
    assert "DPkg::Lock::Timeout=900" in install
    assert "--no-install-recommends" in install


def test_nothing_is_asked_of_apt_when_all_is_there(
    tmp_path: Path, everything: tuple[str, ...]
) -> None:
    machine = Machine(tmp_path, installed=everything, root=True, sudo=False)
    assert machine.install("test").returncode == 0
    assert machine.apt_calls == []


def test_a_writer_with_a_desktop_is_left_in_place(
    tmp_path: Path, everything: tuple[str, ...]
) -> None:
    present = (*(one for one in everything if one != WRITER), "libreoffice-writer")
    machine = Machine(tmp_path, installed=present, root=True, sudo=False)
    assert machine.install("run").returncode == 0
    assert machine.apt_calls == []


def test_the_service_needs_none_of_the_packages_of_the_tests(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed=(), root=True, sudo=False)
    machine.install("run")
    assert not set(listed("test")) & set(machine.apt_calls[-1].split())
    machine.install("test")
    assert set(listed("test")) <= set(machine.apt_calls[-1].split())


def test_the_debian_package_asks_for_what_the_service_asks_for(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed=(), root=True, sudo=False)
    named = set(machine.install("names").stdout.split())
    machine.install("run")
    installed = {word for line in machine.log.read_text().splitlines() for word in line.split()}
    assert named - installed == {f"{WRITER}|libreoffice-writer"}
    assert "tesseract-ocr-ind" in named


def test_a_user_with_sudo_installs_through_it(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed=(), root=False, sudo=True)
    assert machine.install("run").returncode == 0
    assert len(machine.apt_calls) == 2


def test_a_user_without_rights_is_told_the_exact_line(tmp_path: Path) -> None:
    machine = Machine(tmp_path, installed=tuple(listed("run")), root=False, sudo=False)
    ended = machine.install("run")
    assert ended.returncode == 3
    assert f"apt-get install -y --no-install-recommends {WRITER}\n" in ended.stderr
    assert machine.apt_calls == []


# -- virtual environment -------------------------------------------------------------------------


class Checkout:
    """A project with an environment whose Python only writes down what pip was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "pip.log"
        for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
            (folder / name).write_text("one\n")
        write_program(
            folder / ".venv/bin/python",
            f'case "$*" in *sys.prefix*) echo "{folder.resolve()}/.venv" ;;\n'
            f'*install*) echo "$@" >>"{self.log}" ;; esac',
        )
        write_program(folder / ".venv/bin/pmbs", "")

    def refresh(self, what: str = "requirements.txt") -> list[str]:
        """Run the script; gives the pip calls that it made."""
        self.log.unlink(missing_ok=True)
        subprocess.run([TOOLS / "virtual-environment.sh", what], cwd=self.folder, check=True)
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_packages_are_installed_with_hashes_and_ourselves_without_the_network(
    checkout: Checkout,
) -> None:
    packages, ourselves = checkout.refresh()
    assert "--require-hashes -r requirements.txt" in packages
    assert "--no-deps --no-build-isolation -e ." in ourselves


def test_a_second_time_installs_nothing(checkout: Checkout) -> None:
    checkout.refresh()
    assert checkout.refresh() == []


def test_each_list_is_installed_once(checkout: Checkout) -> None:
    checkout.refresh("requirements.txt")
    assert checkout.refresh("requirements-dev.txt") != []
    assert checkout.refresh("requirements.txt") == []
    assert checkout.refresh("requirements-dev.txt") == []


def test_a_changed_list_is_installed_again_also_when_it_is_changed_back(checkout: Checkout) -> None:
    checkout.refresh()
    for text in ("two\n", "one\n"):
        (checkout.folder / "requirements.txt").write_text(text)
        assert checkout.refresh() != []


# -- pinned lists and Makefile -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    packages = [one for one in entries if one and not one.startswith("#")]
    assert len(packages) > 40
    assert [one.split()[0] for one in packages if "==" not in one or "--hash=" not in one] == []
    assert "://" not in text


def test_what_tests_need_holds_the_same_versions_as_the_service() -> None:
    def pins(name: str) -> Mapping[str, str]:
        return dict(re.findall(r"^(\S+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    service, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert service.items() <= tests.items()


def imported_names() -> set[str]:
    names = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names


def test_every_dependency_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=]", one)[0] for one in project["dependencies"]}
    modules = {one: IMPORT_NAMES.get(one, one.replace("-", "_")) for one in wanted}
    imported = imported_names()
    unused = {one for one, module in modules.items() if module not in imported}
    assert unused - PROGRAMS == set()


def test_the_pages_are_checked_with_the_axe_of_its_npm_package() -> None:
    first, _, _ = AXE_SCRIPT.partition("\n")
    assert first == "/*! axe v4.12.1"
    # axe.min.js of `npm pack axe-core@4.12.1`, but for the newline that the wheel adds at its end.
    digest = "66a8aaa95a8b044a7fd74a5435873bf04ff65a1ca75567c921b7509742085a14"
    assert hashlib.sha256(AXE_SCRIPT.rstrip("\n").encode()).hexdigest() == digest


def test_make_lists_its_targets() -> None:
    ended = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True)
    targets = {line.split()[0] for line in ended.stdout.splitlines() if not line.startswith("make")}
    assert {"run", "test", "check", "demo", "bench", "lock", "help"} <= targets


def test_continuous_integration_runs_what_a_person_runs() -> None:
    text = (ROOT / ".ci/run").read_text()
    assert text.startswith("#!")
    assert "set -eu" in text
    assert text.rstrip().endswith("make test")


@pytest.mark.parametrize(
    "script",
    [
        "system-packages.sh",
        "virtual-environment.sh",
        "release/wheelhouse.sh",
        "release/deb.sh",
        *(f"release/debian/{name}" for name in ("pmbs", "postinst", "prerm", "postrm")),
    ],
)
def test_the_scripts_are_plain_shell(script: str) -> None:
    path = TOOLS / script
    assert os.access(path, os.X_OK)
    shell = shutil.which("dash") or "/bin/sh"
    subprocess.run([shell, "-n", path], check=True)


def test_the_project_says_of_each_library_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    read = tomllib.loads(text)
    direct = [*read["project"]["dependencies"], *read["dependency-groups"]["dev"]]
    for requirement in direct:
        line = next(line for line in text.splitlines() if f'"{requirement}"' in line)
        assert re.search(r",  # .{5,}", line), line
