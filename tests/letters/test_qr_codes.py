"""Codes as they are drawn: read back by the reader, no larger than they have to be, always the same."""

import io

import pytest
from PIL import Image

from generator.letters import qr_png, qr_rows
from generator.scans.codes import read_codes

TEXTS = [
    "PMBS3/1A2B/26/K123.1/1.3.1/0123ABCD/0A1B",
    "PMBS2/DINSOSPM/2026/K12.1/1.2/0A1B",
    "PMBS/2026/0001",
    "https://contoh.go.id/verifikasi?surat=12",
]


def picture(text: str) -> Image.Image:
    return Image.open(io.BytesIO(qr_png(text)))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_drawn_is_read(text: str) -> None:
    assert [one.text for one in read_codes(picture(text).convert("L"))] == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_the_picture_shows_the_rows_with_a_border_of_two(text: str) -> None:
    rows = qr_rows(text)
    drawn = picture(text)
    assert drawn.size == (8 * (len(rows) + 4),) * 2
    for number, row in enumerate(rows):
        for column, is_dark in enumerate(row):
            dot = drawn.getpixel((8 * (column + 2) + 4, 8 * (number + 2) + 4))
            assert (dot == 0) is is_dark
    assert set(drawn.crop((0, 0, drawn.width, 16)).tobytes()) == {255}


@pytest.mark.parametrize(("text", "side"), [(TEXTS[0], 29), (TEXTS[2], 21)])
def test_a_code_is_as_small_as_one_that_bears_a_fold_can_be(text: str, side: int) -> None:
    assert len(qr_rows(text)) == side


@pytest.mark.parametrize("covered", [0.06, 0.09])
def test_it_bears_a_stamp_on_its_edge(covered: float) -> None:
    """A quarter of what a code of level Q says may be lost; M alone would bear a seventh."""
    page = Image.new("L", (600, 600), 255)
    page.paste(picture(TEXTS[0]).convert("L").resize((400, 400)), (100, 100))
    spot = int(400 * covered**0.5)
    page.paste(0, (300, 330, 300 + spot, 330 + spot))
    assert [one.text for one in read_codes(page)] == [TEXTS[0]]
