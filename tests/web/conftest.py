"""What tests of pages share: a server of the test's own office, a visitor to it, and Debian's Chromium for the tests of a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.web import WebServer
from tests.office_kit import open_office
from tests.web.desk_kit import copy_of, played, sign_in
from tests.web.kit import BROWSER, CHROMIUM, Pages, serving
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    if not CHROMIUM.exists():
        pytest.skip(f"needs Debian's chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(**BROWSER)
        yield made
        made.close()


@pytest.fixture
def server(office: Office) -> Iterator[WebServer]:
    """The pages of the test's office, on a port that was free."""
    made = WebServer(office, WebSettings(port=0))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def visitor(server: WebServer) -> Visitor:
    """Somebody without a browser, not signed in."""
    return Visitor(server.url)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office in which every desk has something to do. Not to be changed."""
    return played(tmp_path_factory.mktemp("meja") / "kantor")


@pytest.fixture
def desks(kept: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of that office."""
    made = open_office(copy_of(kept, tmp_path / "meja"))
    yield made
    made.close()


@pytest.fixture
def archivist(desks: Office) -> Iterator[Pages]:
    """The pages of that copy, to its archivist."""
    with serving(desks) as served:
        sign_in(served, "budi")
        yield served
