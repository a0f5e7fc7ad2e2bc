"""A booted machine with an office, once a file."""

from collections.abc import Iterator

import pytest

from tests.systemd.booted import Machine, booted
from tests.systemd.kit import PROGRAM, prepare


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """One with an office that belongs to root still; `chown` makes it that of its own user."""
    with booted(tmp_path_factory.mktemp("mesin") / "akar", readable=PROGRAM) as up:
        prepare(up)
        yield up
