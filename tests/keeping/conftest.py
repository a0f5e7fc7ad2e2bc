"""The command line in this process, with the clock of the test and a stand-in for LibreOffice."""

from collections.abc import Callable

import pytest

from generator.cli.main import main
from generator.office.office import Office
from tests.stub_converter import StubConverter

Pmbs = Callable[..., tuple[int, str]]


@pytest.fixture
def pmbs(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Pmbs:
    """Run a command on `office`; gives the exit code and all that was said."""
    monkeypatch.setattr("generator.office.office.SystemClock", lambda: office.clock)
    monkeypatch.setattr(
        "generator.office.office.LibreOfficeConverter", lambda *_a, **_k: StubConverter()
    )

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--office", str(office.folder), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run
