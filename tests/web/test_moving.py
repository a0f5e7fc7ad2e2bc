"""Moving what was filed in the wrong case, on the pages."""

import pytest

from generator.office.office import Office
from generator.service import handling
from tests.keeping.kit import file
from tests.office_kit import drop
from tests.web.visitor import Answer, Visitor

WRONG, RIGHT = "PMBS-2026-0001", "PMBS-2026-0002"
PNG = b"\x89PNG\r\n\x1a\n invented IEND"


def send(visitor: Visitor, path: str, fields: dict[str, str]) -> Answer:
    return visitor.send(f"{path}/pindah", fields, csrf=visitor.ask(path).csrf)


@pytest.fixture
def place(office: Office) -> str:
    """An attachment of the second client that was filed with the first one."""
    file(office, klien={"nama": "Yohanes Lado", "nik": "5308123456780001"})
    file(office, klien={"nama": "Siti Aminah", "nik": "3171234567890123"})
    drop(office, PNG, f"{WRONG} KTP Siti Aminah.png")
    handling.handle_once(office)
    return f"/berkas/{WRONG}/{office.archive.items.of_case(WRONG)[-1].item}"


def test_it_is_moved_with_a_reason_and_the_old_place_leads_there(
    visitor: Visitor, place: str
) -> None:
    shown = visitor.ask(place).text
    assert "Pindahkan ke berkas lain" in shown
    assert f"Mungkin: {RIGHT} Siti Aminah" in shown
    sent = send(visitor, place, {"tujuan": RIGHT.lower(), "alasan": "salah ketik"})
    there = sent.headers["location"]
    assert there.startswith(f"/berkas/{RIGHT}/")
    shown = visitor.ask(there).text
    assert f'dari berkas <a href="/berkas/{WRONG}">' in shown
    assert "salah ketik" in shown
    old = visitor.ask(f"/berkas/{WRONG}").text
    assert f'dipindahkan ke <a href="{there.partition("?")[0]}">' in old
    assert visitor.ask(place).headers["location"] == there.partition("?")[0]


def test_it_goes_back(visitor: Visitor, place: str) -> None:
    there = send(visitor, place, {"tujuan": RIGHT, "alasan": "salah"}).headers["location"]
    path = there.partition("?")[0]
    assert f"Kembalikan ke {WRONG}" in visitor.ask(path).text
    back = send(visitor, path, {"kembali": "ya", "alasan": "ternyata benar"})
    assert back.headers["location"].startswith(place)


def test_without_reason_or_with_a_case_that_is_not_there_nothing_happens(
    visitor: Visitor, place: str, office: Office
) -> None:
    assert send(visitor, place, {"tujuan": RIGHT}).status == 422
    assert send(visitor, place, {"alasan": "salah"}).status == 422
    assert "A005" in send(visitor, place, {"tujuan": "PMBS-2026-0099", "alasan": "x"}).text
    assert office.archive.refilings.away(WRONG) == []
