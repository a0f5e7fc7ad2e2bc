"""What the tests of the archivist's work share: cases filed on given days, lists as rows."""

from datetime import date, datetime, time, timedelta
from typing import Any

from generator.archive import rebuild
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from tests.archive.kit import tables
from tests.office_kit import drop, form

CASE = "PMBS-2026-0001"


def moment(text: str) -> datetime:
    """`24-11-2026 09.30` in the office's zone."""
    return datetime.strptime(text, "%d-%m-%Y %H.%M").replace(tzinfo=WITA)


def set_clock(office: Office, at: datetime | date) -> None:
    assert isinstance(office.clock, FixedClock)
    whole = at if isinstance(at, datetime) else datetime.combine(at, time(12), WITA)
    office.clock.moment = whole


def wait(office: Office, **span: float) -> None:
    set_clock(office, office.clock.now() + timedelta(**span))


def file(office: Office, **changes: Any) -> str:
    """File one form; returns its case."""
    told = form(**changes)
    if "nomor_kasus" in changes:
        told = {key: value for key, value in told.items() if key in changes}
    drop(office, told)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    assert outcome.case is not None
    return outcome.case


def rows(office: Office, name: str, *, year: int = 2026) -> list[dict[str, Any]]:
    listing = office.listing(name, year=year)
    return [dict(zip(listing.columns, row, strict=True)) for row in listing.rows]


def assert_rebuilds_equal(office: Office) -> None:
    """The index is a function of ledger and folders, table by table; and nothing is found wrong."""
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    office.archive.close()  # what is asked next opens the new file
    assert tables(office) == before
    assert office.archive.care.verify() == []
