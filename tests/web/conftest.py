"""What tests of pages share: a server of the test's own office, a visitor to it, and Debian's Chromium for the tests of a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.web import WebServer
from tests.web.kit import BROWSER, CHROMIUM
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
