"""Fixtures that every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.office.office import Office
from tests.office_kit import make_office_folder, open_office


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
