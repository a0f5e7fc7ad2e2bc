"""Cases from one spreadsheet are destroyed together: the file tells of everybody in it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.service import handling
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file
from tests.keeping.test_disposal import CHECKED, DUE, approved, destroy, places_that_tell
from tests.keeping.test_retention import close, rule, write_rules
from tests.office_kit import NOON, drop, make_office_folder, open_office
from tests.test_many_cases import sheet

SECOND, THIRD, ALONE = "PMBS-2026-0002", "PMBS-2026-0003", "PMBS-2026-0004"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Three cases from one spreadsheet and one of its own, all closed and due."""
    folder = make_office_folder(tmp_path / "kantor")
    early = open_office(folder)
    write_rules(early, rule(active=1, inactive=0, more=CHECKED))
    drop(early, sheet(3), "rombongan.xlsx")
    handling.handle_once(early)
    assert file(early) == ALONE
    for case in (CASE, SECOND, THIRD, ALONE):
        close(early, case)
    early.close()
    opened = open_office(folder, moment=datetime.combine(DUE, NOON.timetz()))
    yield opened
    opened.close()


@pytest.mark.parametrize("chosen", [(CASE,), (SECOND,), (SECOND, ALONE)])
def test_one_of_a_spreadsheet_does_not_go_without_the_others(
    office: Office, pmbs: Pmbs, chosen: tuple[str, ...]
) -> None:
    code, said = pmbs("dispose", "prepare", *chosen)
    assert (code, "A057" in said) == (2, True)
    missing = {CASE, SECOND, THIRD} - set(chosen)
    assert all(case in said for case in missing)
    assert not list((office.archive.root / "pemusnahan").glob("*"))


def test_what_is_due_leaves_them_out_until_the_last_of_them_may_go(
    office: Office, pmbs: Pmbs
) -> None:
    assert office.archive.disposals.candidates("musnah") == [CASE, SECOND, THIRD, ALONE]
    office.archive.retention.hold(THIRD, reason="perkara")
    assert office.archive.disposals.candidates("musnah") == [ALONE]
    code, said = pmbs("dispose", "prepare")
    assert (code, "1 berkas" in said) == (0, True)


def test_together_they_go_and_nobody_of_the_spreadsheet_is_left(office: Office, pmbs: Pmbs) -> None:
    assert_rebuilds_equal(office)
    assert places_that_tell(office, "Orang 2")
    assert list(office.archive.root.rglob("formulir.xlsx"))
    code, said = destroy(office, pmbs, approved(office, pmbs, CASE, SECOND, THIRD))
    assert code == 0, said
    assert places_that_tell(office, "Orang 1", "Orang 2", "Orang 3") == []
    assert not [*office.archive.root.rglob("*.xlsx"), *office.inbox.folder.rglob("*.xlsx")]
    assert office.archive.disposals.candidates("musnah") == [ALONE]
    assert_rebuilds_equal(office)


def test_a_hold_on_one_after_the_approval_stops_all_of_them(office: Office, pmbs: Pmbs) -> None:
    name = approved(office, pmbs, CASE, SECOND, THIRD)
    office.archive.places.lend(SECOND, "Bidang Hukum", due=date(2027, 12, 9))
    code, said = destroy(office, pmbs, name)
    assert (code, SECOND in said) == (2, True)
    assert list(office.archive.root.rglob("formulir.xlsx"))
