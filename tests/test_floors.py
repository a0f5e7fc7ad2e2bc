"""A wrong import in any floor of the house is caught, and so is a library outside of its door."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]["contracts"]
LAYERS = {one["id"]: one for one in CONTRACTS if one["type"] == "layers"}
DOORS = {one["id"]: one for one in CONTRACTS if one["type"] == "forbidden"}


def floors(contract: str) -> list[list[str]]:
    """The modules of each floor, from the top."""
    (container,) = LAYERS[contract]["containers"]
    names = [floor.split("|") for floor in LAYERS[contract]["layers"]]
    return [[f"{container}.{name.strip()}" for name in floor] for floor in names]


def wrong_imports() -> Iterator[tuple[str, str]]:
    """Each module with one of the floor above it, and with a neighbour on its own floor."""
    for contract in LAYERS:
        house = floors(contract)
        for above, below in pairwise(house):
            yield from ((module, above[0]) for module in below)
        for floor in house:
            yield from pairwise(floor)


def file_of(folder: Path, module: str) -> Path:
    path = folder.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def add_import(folder: Path, module: str, imported: str) -> None:
    path = file_of(folder, module)
    path.write_text(f"{path.read_text()}\nimport {imported}\n")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources and the contracts, to be spoilt."""
    folder = tmp_path_factory.mktemp("rumah")
    shutil.copytree(
        ROOT / "generator",
        folder / "generator",
        ignore=lambda _folder, names: [n for n in names if not (n.endswith(".py") or "." not in n)],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, contracts: Sequence[str]) -> str:
    chosen = [word for name in contracts for word in ("--contract", name)]
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache", *chosen],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "300"},
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_a_wrong_import_in_each_floor_is_caught(house: Path) -> None:
    """All of them at once in one copy: each must be named."""
    seeds = list(wrong_imports())
    for module, imported in seeds:
        add_import(house, module, imported)
    told = lint(house, list(LAYERS))
    missed = [
        (module, imported)
        for module, imported in seeds
        if f"{module} is not allowed to import {imported}" not in told
    ]
    assert len(seeds) > len(floors("layers")) + len(floors("archive"))
    assert missed == []


def test_a_library_outside_of_its_door_is_caught_for_every_door(house: Path) -> None:
    for one in DOORS.values():
        for library in one["forbidden_modules"]:
            add_import(house, "generator.system.clock", library)
    told = lint(house, list(DOORS))
    assert [one["name"] for one in DOORS.values() if f"{one['name']} BROKEN" not in told] == []


def test_a_package_on_no_floor_is_caught(house: Path) -> None:
    (house / "generator" / "lain").mkdir()
    (house / "generator" / "lain" / "__init__.py").write_text("")
    (house / "generator" / "archive" / "lain.py").write_text("")
    for contract in LAYERS:
        assert "lain" in lint(house, [contract])
