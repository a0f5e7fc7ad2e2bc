"""The rig is started once; each test finds it without faults and without jobs."""

from collections.abc import Iterator

import pytest

from tests.printing.rig import Rig, missing_program, running_rig


@pytest.fixture(scope="session")
def _running() -> Iterator[Rig]:
    if missing := missing_program():
        pytest.skip(f"needs {missing} (apt: cups cups-ipp-utils avahi-daemon dbus)")
    with running_rig() as rig:
        yield rig


@pytest.fixture
def rig(_running: Rig) -> Rig:
    _running.forget()
    return _running
