"""The release as an office gets it, made once: a wheelhouse, and a Debian package out of it."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="package")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rilis") / "wheelhouse"
    _make("wheelhouse.sh", folder)
    return folder


@pytest.fixture(scope="package")
def package(wheelhouse: Path) -> Path:
    _make("deb.sh", wheelhouse, wheelhouse.parent)
    (made,) = wheelhouse.parent.glob("pmbs_*.deb")
    return made


def _make(script: str, *arguments: Path) -> None:
    command = [str(ROOT / "tools" / "release" / script), *map(str, arguments), PYTHON]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
