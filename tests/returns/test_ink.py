"""A page that nobody signed is filed with a warning; one that was signed is not."""

import pytest
from PIL import Image, ImageDraw

from generator.office import Office
from tests.returns.degrade import as_pdf, turned
from tests.returns.test_coming_home import AGREEMENT, THIRD, pages, scan

pytestmark = pytest.mark.real


def signed_above(page: Image.Image, left: float, top: float) -> Image.Image:
    """A scrawl whose middle lies at these shares of the page."""
    page = page.copy()
    x, y = int(page.width * left), int(page.height * top)
    points = [(x - 90, y), (x - 40, y - 40), (x, y + 30), (x + 50, y - 35), (x + 110, y + 10)]
    ImageDraw.Draw(page).line(points, fill=60, width=5, joint="curve")
    return page


# Shares of the page at which the head's signature belongs: found by eye on the printed letter.
HEAD = (0.66, 0.675)


@pytest.mark.parametrize("degrees", [0, 1.5, -2, 180])
def test_an_unsigned_letter_is_filed_with_a_warning(office: Office, degrees: float) -> None:
    outcome = scan(office, as_pdf([turned(page, degrees) for page in pages(office, THIRD)]))
    assert outcome.outcome == "filed"
    assert [one.code for one in outcome.problems] == ["W034"]
    assert "Arbain" in outcome.problems[0].message


@pytest.mark.parametrize("degrees", [0, 1.5, 180])
def test_a_signed_letter_is_not_doubted(office: Office, degrees: float) -> None:
    (page,) = pages(office, THIRD)
    outcome = scan(office, as_pdf([turned(signed_above(page, *HEAD), degrees)]))
    assert outcome.problems == ()


def test_every_party_that_did_not_sign_is_named(office: Office) -> None:
    outcome = scan(office, as_pdf(pages(office, AGREEMENT)))
    named = [one.found for one in outcome.problems if one.code == "W034"]
    assert [name for name in named if name.startswith("Pihak")] == [
        f"Pihak {n}" for n in range(1, 9)
    ]
