"""The command line in this process, with the clock of the test and a stand-in for LibreOffice."""

from collections.abc import Callable

import pytest

from generator.office.office import Office
from tests.cli.kit import Shell

Pmbs = Callable[..., tuple[int, str]]


@pytest.fixture
def pmbs(office: Office) -> Pmbs:
    """Run a command on `office`; gives the exit code and all that was said."""

    def run(*arguments: object) -> tuple[int, str]:
        answer = Shell(office.folder, office.clock.now())(*arguments)
        return answer.code, answer.out + answer.err

    return run
