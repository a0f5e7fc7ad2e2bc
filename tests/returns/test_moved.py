"""A letter that was moved to another case: its signed pages find it there, and what came back goes along."""

import pytest

from generator.desks.moving import move
from generator.office.office import Office
from generator.service import handling
from tests.keeping.kit import assert_rebuilds_equal
from tests.office_kit import drop, form
from tests.returns.degrade import as_pdf
from tests.returns.test_coming_home import THIRD, pages, scan

pytestmark = pytest.mark.real

OLD, TWIN = "PMBS-2026-0002", "PMBS-2026-0003"


@pytest.fixture
def twin(office: Office) -> Office:
    """A second case of the client of the third letter."""
    drop(office, form(klien={"nama": "Maria Goreti Bela"}, tanggal="2026-11-23"), "kembar.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.case == TWIN
    return office


def test_signed_pages_find_it_and_are_not_filed_twice(twin: Office) -> None:
    stack = as_pdf(pages(twin, THIRD))
    move(twin, twin.archive.items.named(THIRD), TWIN, reason="kasus kembar")
    outcome = scan(twin, stack)
    assert (outcome.outcome, outcome.case) == ("filed", TWIN)
    letter = twin.archive.items.named(THIRD)
    assert (letter.case, letter.is_signed) == (TWIN, True)
    assert scan(twin, stack, "lagi.pdf").outcome == "duplicate"
    assert_rebuilds_equal(twin)


def test_what_came_back_goes_along_and_is_known_again(twin: Office) -> None:
    stack = as_pdf(pages(twin, THIRD))
    assert scan(twin, stack).outcome == "filed"
    moved = move(twin, twin.archive.items.named(THIRD), TWIN, reason="kasus kembar")
    assert [one.kind for one in moved.along] == ["pindaian"]
    letter = twin.archive.items.named(THIRD)
    assert letter.is_signed
    assert twin.archive.items.signed_of(letter) == moved.along[0]
    assert scan(twin, stack, "lagi.pdf").outcome == "duplicate"
    assert_rebuilds_equal(twin)


def test_a_scan_read_while_its_letter_was_moved_follows_it(
    twin: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = as_pdf(pages(twin, THIRD))
    record = twin.archive.filing.record

    def moved_meanwhile(*given: object) -> None:
        move(twin, twin.archive.items.named(THIRD), TWIN, reason="kasus kembar")
        record(*given)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(twin.archive.filing, "record", moved_meanwhile)
    assert scan(twin, stack).outcome == "filed"
    letter = twin.archive.items.named(THIRD)
    assert (letter.case, letter.is_signed) == (TWIN, True)
    assert [one.kind for one in twin.archive.items.of_case(OLD)] == ["formulir"]
    assert_rebuilds_equal(twin)
