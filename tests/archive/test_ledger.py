"""The ledger: a chain over all years, that survives torn lines, kills and several writers."""

import json
import multiprocessing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator.archive.ledger import GENESIS, Event, Ledger
from generator.system.clock import WITA
from generator.vocabulary.problems import ArchiveDamagedError

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ledger"
    made.mkdir()
    return made


def event(n: int) -> Event:
    return Event(name="uji", data={"n": n})


def write_many(folder: Path, writer: int, count: int) -> None:
    ledger = Ledger(folder)
    for n in range(count):
        ledger.append([event(writer * 1000 + n)], now=NOON)


def test_the_first_line_follows_nothing_and_each_line_the_one_before(folder: Path) -> None:
    Ledger(folder).append([event(1), event(2), event(3)], now=NOON)
    lines = list(Ledger(folder).lines())
    assert lines[0].prev == GENESIS
    assert [line.prev for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert [line.seq for line in lines] == [1, 2, 3]


def test_the_chain_runs_on_into_the_next_year(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    ledger.append([event(2)], now=NOON.replace(year=2027))
    assert [path.name for path in ledger.years()] == ["2026.jsonl", "2027.jsonl"]
    old, new = Ledger(folder).lines()
    assert new.prev == old.hash


def test_a_line_is_readable_without_the_program(folder: Path) -> None:
    Ledger(folder).append([event(1)], now=NOON)
    fields = json.loads((folder / "2026.jsonl").read_text(encoding="utf-8"))
    assert fields["at"] == "2026-11-24T12:00:00+08:00"
    assert fields["event"] == "uji"


def test_a_torn_last_line_is_cut_and_the_chain_goes_on(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    with (folder / "2026.jsonl").open("ab") as stream:
        stream.write(b'{"at":"2026')
    assert Ledger(folder).cut_torn_tail()
    Ledger(folder).append([event(2)], now=NOON)
    assert [line.data["n"] for line in Ledger(folder).lines()] == [1, 2]


def test_a_line_that_another_writer_left_torn_is_no_obstacle(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    with (folder / "2026.jsonl").open("ab") as stream:
        stream.write(b'{"torn')
    ledger.append([event(2)], now=NOON)
    assert [line.data["n"] for line in Ledger(folder).lines()] == [1, 2]


def test_a_whole_ledger_is_not_cut(folder: Path) -> None:
    Ledger(folder).append([event(1)], now=NOON)
    assert not Ledger(folder).cut_torn_tail()
    assert not Ledger(folder / "..").cut_torn_tail()


@pytest.mark.parametrize(
    "change", [(b'"n":2', b'"n":9'), (b'"seq":2', b'"seq":7'), (b"uji", b"ujj")]
)
def test_a_changed_line_is_named_with_its_place(folder: Path, change: tuple[bytes, bytes]) -> None:
    Ledger(folder).append([event(1), event(2), event(3)], now=NOON)
    path = folder / "2026.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(*change)
    path.write_bytes(b"".join(lines))
    with pytest.raises(ArchiveDamagedError, match=r"2026\.jsonl baris 2"):
        list(Ledger(folder).lines())


def test_nothing_is_appended_to_a_broken_chain(folder: Path) -> None:
    Ledger(folder).append([event(1), event(2)], now=NOON)
    path = folder / "2026.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"n":1', b'"n":9'))
    with pytest.raises(ArchiveDamagedError, match="A002"):
        Ledger(folder).append([event(3)], now=NOON)
    assert len(path.read_bytes().splitlines()) == 2


def test_a_clock_behind_the_last_line_is_refused(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    with pytest.raises(ArchiveDamagedError, match="A003"):
        ledger.append([event(2)], now=NOON - timedelta(hours=1))


def test_a_clock_set_back_by_seconds_is_tolerated(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    ledger.append([event(2)], now=NOON - timedelta(seconds=30))
    assert len(list(Ledger(folder).lines())) == 2


def test_a_clock_set_back_over_new_year_does_not_reopen_the_old_year(folder: Path) -> None:
    ledger = Ledger(folder)
    new_year = datetime(2027, 1, 1, 0, 1, tzinfo=WITA)
    ledger.append([event(1)], now=new_year)
    ledger.append([event(2)], now=new_year - timedelta(minutes=2))
    assert [path.name for path in ledger.years()] == ["2027.jsonl"]


def test_an_office_that_was_closed_for_months_goes_on(folder: Path) -> None:
    ledger = Ledger(folder)
    ledger.append([event(1)], now=NOON)
    ledger.append([event(2)], now=NOON + timedelta(days=200))
    assert Ledger(folder).last_seq() == 2


def test_several_processes_write_one_chain(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=write_many, args=(folder, n, 25)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    told = sorted(line.data["n"] for line in Ledger(folder).lines())
    assert told == sorted(w * 1000 + n for w in range(4) for n in range(25))
