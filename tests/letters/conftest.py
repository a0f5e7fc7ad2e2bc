"""Every letter with every specimen, converted once for all tests that look at pages."""

from pathlib import Path

import pytest

from generator.letters import SPECIMENS
from generator.pdf import LibreOfficeConverter, find_programs
from generator.rules.config import ConverterSettings
from tests.letters.kit import CATALOGUE, finished, specimen

Pages = dict[tuple[str, str], Path]


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The PDF of each letter and specimen, as it is filed; the .docx lies beside it."""
    if find_programs(ConverterSettings()).office is None:
        pytest.skip("needs LibreOffice Writer")
    folder = tmp_path_factory.mktemp("surat")
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder)
    made = {}
    for kind in CATALOGUE.types:
        for which in SPECIMENS:
            made[kind, which] = folder / f"{kind}-{which}.pdf"
            finished(converter, kind, specimen(kind, which), made[kind, which])
    converter.close()
    return made
