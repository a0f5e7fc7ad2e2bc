"""Verifying goes on where it stopped, a share a day sees everything in time, and found is told till mended."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.care.verification import Verifier
from generator.office.office import Office
from generator.submission import receipts
from generator.system.clock import FixedClock
from tests.archive.kit import small_year
from tests.archive.test_verification import flip, letter, sql

CASES = ["PMBS-2026-0001", "PMBS-2026-0002", "PMBS-2026-0003"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    opened.refresh_pages()
    yield opened
    opened.close()


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    check = Verifier.check_case

    def noting(self: Verifier, case: str) -> object:
        seen.append(case)
        return check(self, case)

    monkeypatch.setattr(Verifier, "check_case", noting)
    return seen


def share(office: Office, *, days: int) -> object:
    return office.archive.care.daily(days=days, stop=threading.Event())


def next_day(office: Office) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.moment += timedelta(days=1)


def stop_after(monkeypatch: pytest.MonkeyPatch, office: Office, count: int) -> None:
    monkeypatch.setattr("generator.archive.care.rounds.SAVE_SECONDS", -1.0)

    def tell(done: int, _of: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        office.archive.care.round(resume=False, tell=tell)


def test_a_whole_round_of_a_whole_archive_finds_nothing(office: Office) -> None:
    assert office.archive.care.round(resume=False) == []


def test_a_stopped_round_goes_on_with_the_case_it_was_at(
    office: Office, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(letter(office) / "surat.pdf")
    stop_after(monkeypatch, office, 2)
    looked_at.clear()
    (finding,) = office.archive.care.round(resume=True)
    assert (finding.code, "PMBS-2026-0001" in finding.where) == ("V010", True)
    assert looked_at == CASES[1:]


def test_a_round_that_ended_begins_anew(office: Office, looked_at: list[str]) -> None:
    office.archive.care.round(resume=False)
    looked_at.clear()
    office.archive.care.round(resume=True)
    assert looked_at == CASES


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE cases SET client = 'lain' WHERE case_number = 'PMBS-2026-0001'", "cases"),
        ("DELETE FROM people", "people"),
        ("DELETE FROM identifiers", "identifiers"),
        ("UPDATE items SET subject = 'lain' WHERE id = 2", "items"),
        ("UPDATE audit SET who = 'lain' WHERE seq = 3", "audit"),
        ("UPDATE submissions SET content = 'x'", "submissions"),
    ],
)
def test_any_other_row_in_the_index_is_found_by_its_table(
    office: Office, statement: str, table: str
) -> None:
    sql(office, statement)
    # A page made of a wrong index would only repeat what is wrong with it.
    found = [one for one in office.archive.care.round(resume=False) if one.code != "V024"]
    assert [(one.code, one.where, one.is_damage) for one in found] == [("V023", table, False)]


def test_words_lost_from_the_search_are_found(office: Office) -> None:
    sql(office, "INSERT INTO search (search) VALUES ('delete-all')")
    assert "search" in [one.where for one in office.archive.care.round(resume=False)]


def test_shares_see_every_case_within_the_days_given(office: Office, looked_at: list[str]) -> None:
    for _ in range(3):
        share(office, days=3)
        next_day(office)
    assert looked_at == CASES
    share(office, days=3)
    assert looked_at == [*CASES, CASES[0]]


def test_the_share_of_a_day_is_done_once(office: Office, looked_at: list[str]) -> None:
    share(office, days=1)
    assert share(office, days=1) is None
    assert looked_at == CASES


def test_what_a_share_found_is_told_until_a_later_look_finds_it_mended(office: Office) -> None:
    path = letter(office) / "surat.pdf"
    whole = path.read_bytes()
    flip(path)
    share(office, days=1)
    assert [one.code for one in office.status().findings] == ["V010"]
    assert "V010 PMBS-2026-0001" in receipts.status(office.status())
    path.write_bytes(whole)
    next_day(office)
    share(office, days=1)
    assert office.status().findings == ()
    assert "Temuan pada arsip" not in receipts.status(office.status())


def test_a_share_that_is_stopped_is_done_again(office: Office, looked_at: list[str]) -> None:
    stop = threading.Event()
    stop.set()
    assert office.archive.care.daily(days=1, stop=stop) is None
    assert looked_at == []
    share(office, days=1)
    assert looked_at == CASES


def test_what_only_one_look_sees_is_no_finding(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A submission between publishing and its ledger line looks like an item that nobody filed."""
    path = letter(office) / "surat.pdf"
    whole = path.read_bytes()
    flip(path)
    look = office.archive.care._look

    def mended() -> Verifier:
        if looks:
            path.write_bytes(whole)
        looks.append(1)
        return look()

    looks: list[int] = []
    monkeypatch.setattr(office.archive.care, "_look", mended)
    assert office.archive.care.round(resume=False) == []
    assert len(looks) >= 2
