"""Debian's Chromium, one for the tests of a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.kit import BROWSER, CHROMIUM

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
