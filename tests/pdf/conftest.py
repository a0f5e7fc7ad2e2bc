"""A warm converter shared by the tests that only convert; those that break it make their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.pdf import LibreOfficeConverter
from generator.rules.config import ConverterSettings

MakeConverter = Callable[..., LibreOfficeConverter]


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOfficeConverter]:
    """The real LibreOffice."""
    converter = LibreOfficeConverter(
        ConverterSettings(timeout_seconds=60), scratch=tmp_path_factory.mktemp("konversi")
    )
    yield converter
    converter.close()


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "konversi"


@pytest.fixture
def fresh(scratch: Path) -> Iterator[MakeConverter]:
    """Makes converters with the real LibreOffice; they are closed when the test ends."""
    made: list[LibreOfficeConverter] = []

    def make(*, seconds: float = 60, **options: object) -> LibreOfficeConverter:
        settings = ConverterSettings(timeout_seconds=seconds)
        converter = LibreOfficeConverter(settings, scratch=scratch, **options)  # type: ignore[arg-type]
        made.append(converter)
        return converter

    yield make
    for converter in made:
        converter.close()
