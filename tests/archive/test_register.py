"""Numbers: gapless, tied to the form, never given twice, never taken back."""

import multiprocessing
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from generator.archive import Archive, NumberWanted, create_archive
from generator.system.clock import WITA, FixedClock
from generator.vocabulary.problems import ArchiveDamagedError, UsageError

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)
LETTER = NumberWanted(type="surat-koordinasi", pattern="400.9.8/{urut}/DINSOSPM/2026")
INVITATION = NumberWanted(type="undangan", pattern="400.9.8/{urut}/DINSOSPM/2026")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def archive(tmp_path: Path, clock: FixedClock) -> Archive:
    create_archive(tmp_path / "archive")
    return Archive(tmp_path / "archive", clock)


def digest(n: int) -> str:
    return f"{n:064x}"


def reserve_many(root: Path, worker: int, count: int) -> None:
    archive = Archive(root, FixedClock(NOON))
    for n in range(count):
        archive.numbers.reserve(
            digest=digest(worker * 1000 + n), claim="c", case=None, wanted=[LETTER, INVITATION]
        )
    archive.close()


def test_a_new_submission_opens_a_case_and_takes_its_numbers(archive: Archive) -> None:
    taken = archive.numbers.reserve(
        digest=digest(1), claim="c", case=None, wanted=[LETTER, INVITATION]
    )
    assert (taken.case, taken.is_new_case) == ("PMBS-2026-0001", True)
    assert taken.form is not None
    assert (taken.form.sequence, taken.form.item) == (1, 1)
    assert [(one.number, one.item) for one in taken.letters] == [
        ("400.9.8/1/DINSOSPM/2026", 2),
        ("400.9.8/2/DINSOSPM/2026", 3),
    ]


def test_asking_again_gives_the_same_numbers(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    assert archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER]) == first


def test_asking_again_on_a_later_day_keeps_the_moment(archive: Archive, clock: FixedClock) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    clock.moment = NOON.replace(day=30)
    again = archive.numbers.reserve(digest=digest(1), claim="d", case=None, wanted=[LETTER])
    assert again.moment == first.moment
    assert again.claim == "d"


def test_a_letter_type_that_came_later_is_added_to_the_same_submission(archive: Archive) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    archive.numbers.reserve(digest=digest(2), claim="c", case=None, wanted=[LETTER])
    again = archive.numbers.reserve(
        digest=digest(1), claim="c", case=None, wanted=[LETTER, INVITATION]
    )
    assert [one.sequence for one in again.letters] == [1, 3]


def test_a_continuation_takes_the_next_places_of_its_case(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    later = archive.numbers.reserve(
        digest=digest(2), claim="c", case=first.case, wanted=[INVITATION]
    )
    assert (later.case, later.is_new_case) == (first.case, False)
    assert later.form is not None
    assert later.form.item == 3
    assert later.letters[0].item == 4


def test_each_year_counts_from_one(archive: Archive, clock: FixedClock) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    clock.moment = datetime(2027, 1, 2, 8, 0, tzinfo=WITA)
    taken = archive.numbers.reserve(digest=digest(2), claim="c", case=None, wanted=[LETTER])
    assert taken.form is not None
    assert (taken.case, taken.form.sequence, taken.letters[0].sequence) == ("PMBS-2027-0001", 1, 1)


def test_no_number_is_given_while_the_clock_is_behind(archive: Archive, clock: FixedClock) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    clock.moment = NOON.replace(year=2025)
    with pytest.raises(ArchiveDamagedError, match="A003"):
        archive.numbers.reserve(digest=digest(2), claim="c", case=None, wanted=[LETTER])
    assert archive.numbers.find_submission(digest(2)) is None


def test_every_number_is_in_the_ledger_when_it_is_handed_out(archive: Archive) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    text = (archive.root / "ledger" / "2026.jsonl").read_text()
    assert text.count("number-issued") == 3
    assert "400.9.8/1/DINSOSPM/2026" in text


def test_a_deleted_index_gives_the_same_form_the_same_number(
    archive: Archive, clock: FixedClock
) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    archive.close()
    (archive.root / "index.db").unlink()
    again = Archive(archive.root, clock)
    assert again.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER]) == first
    other = again.numbers.reserve(digest=digest(2), claim="c", case=None, wanted=[LETTER])
    assert other.letters[0].sequence == 2


def test_a_counter_never_goes_back_and_a_row_is_never_deleted(archive: Archive) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    connection = sqlite3.connect(archive.root / "index.db")
    with pytest.raises(sqlite3.IntegrityError, match="never goes back"):
        connection.execute("UPDATE counters SET n = 0")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        connection.execute("DELETE FROM register")
    connection.close()


def test_a_number_given_up_keeps_its_row_and_reason(archive: Archive) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    archive.numbers.void("400.9.8/1/DINSOSPM/2026", reason="salah ketik")
    (row,) = archive.lists.fill("buku-agenda-keluar", year=2026).rows
    assert row[-1] == "BATAL: salah ketik"
    after = archive.numbers.reserve(digest=digest(2), claim="c", case=None, wanted=[LETTER])
    assert after.letters[0].sequence == 2


@pytest.mark.parametrize("number", ["400.9.8/9/DINSOSPM/2026", "", "PMBS-2026-0001", "1"])
def test_only_a_letter_number_that_exists_can_be_given_up(archive: Archive, number: str) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    with pytest.raises(UsageError, match="A005"):
        archive.numbers.void(number, reason="x")


def test_several_processes_take_numbers_without_gap_or_twin(archive: Archive) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=reserve_many, args=(archive.root, n, 15)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    rows = archive.lists.fill("buku-agenda-keluar", year=2026).rows
    assert [row[0] for row in rows] == list(range(1, 121))
    assert archive.care.verify() == []


def revising(number: str) -> NumberWanted:
    return NumberWanted(type="surat-koordinasi", pattern=number, revises=True)


def test_a_revision_keeps_the_number_and_takes_a_place_of_its_own(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    number = first.letters[0].number
    later = archive.numbers.reserve(
        digest=digest(2), claim="c", case=first.case, wanted=[revising(number)]
    )
    (place,) = later.letters
    assert (place.number, place.revision, place.item) == (number, 2, 4)
    assert (place.letter_sequence, place.dated) == (1, NOON.date())


def test_two_corrections_on_their_way_are_two_revisions(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    wanted = [revising(first.letters[0].number)]
    for n in (2, 3):
        archive.numbers.reserve(digest=digest(n), claim="c", case=first.case, wanted=wanted)
    again = archive.numbers.reserve(digest=digest(2), claim="c", case=first.case, wanted=wanted)
    last = archive.numbers.reserve(digest=digest(3), claim="c", case=first.case, wanted=wanted)
    assert [again.letters[0].revision, last.letters[0].revision] == [2, 3]


def test_attachments_take_places_but_no_letter_number(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    scan = NumberWanted(type="lampiran-1", pattern="L-{urut}", series="lampiran")
    later = archive.numbers.reserve(
        digest=digest(2), claim="c", case=first.case, wanted=[scan], has_form=False
    )
    assert (later.form, later.letters) == (None, ())
    assert [one.item for one in later.enclosures] == [3]


def test_a_number_that_was_voided_is_taken_anew(archive: Archive) -> None:
    first = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    archive.numbers.void(first.letters[0].number, reason="salah")
    again = archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    assert [one.sequence for one in again.letters] == [2]


def test_an_abandoned_submission_leaves_only_void_numbers(archive: Archive) -> None:
    archive.numbers.reserve(digest=digest(1), claim="c", case=None, wanted=[LETTER])
    archive.numbers.abandon(digest(1), reason="sudah dicatat")
    rows = archive.lists.fill("buku-agenda-keluar", year=2026).rows
    assert [row[-1] for row in rows] == ["BATAL: sudah dicatat"]
    assert archive.care.verify() == []
