"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from generator.admission import passwords
from generator.office.office import Office
from tests.office_kit import make_office_folder, open_office


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Argon2id with the least work: a sign-in takes 0.2 s else, and hundreds of tests sign in.

    What the office really uses is looked at in tests/admission.
    """
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_nobody", lambda: cheap.hash("nobody has this password"))
        yield


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new, empty office with a fixed clock and a stand-in for LibreOffice."""
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


@pytest.fixture
def whole_office(tmp_path: Path) -> Iterator[Office]:
    """The same with every shipped letter, also those that come along with others."""
    opened = open_office(make_office_folder(tmp_path / "kantor-lengkap", companions=True))
    yield opened
    opened.close()
