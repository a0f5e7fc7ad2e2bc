"""What opening, filing and asking read does not grow with the ledger: lines are counted, not seconds."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.archive import Archive, ledger, rebuild
from generator.archive.database import Index
from generator.archive.ledger import Event, Ledger, parse_line
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import FixedClock
from generator.vocabulary.problems import ArchiveDamagedError
from tests.archive.kit import ledger_path
from tests.office_kit import (
    NOON,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)

CLOCK = FixedClock(NOON)
MANY = 3_000
# The marked line and the last that was no look.
MARKED = 2


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form())
    handling.handle_once(opened)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ledger is long here."""
    monkeypatch.setattr(ledger, "READ_WHOLE", 0)


def looked_at(office: Office, count: int = MANY) -> None:
    """So many looks, as ten people make in a week; taken in by the index."""
    office.archive._journal.write([Event(name="searched", data={"n": n}) for n in range(count)])
    office.archive.close()


def look(archive: Archive, number: int = 0) -> None:
    """One look, written down."""
    archive._journal.write([Event(name="searched", data={"n": number})])


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many lines of the ledger are read."""
    read: list[int] = []

    def count(raw: bytes) -> ledger.LedgerLine | None:
        line = parse_line(raw)
        read.append(line.seq if line else 0)
        return line

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "parse_line", count)
        yield read


def test_opening_reads_no_line_that_was_read_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(office)
    with counted(monkeypatch) as read:
        opened = Archive(office.archive.root, CLOCK)
    assert len(read) <= MARKED
    head = opened.chain.head()
    assert head is not None
    assert head.seq > MANY
    opened.close()


def test_asking_and_filing_read_only_what_they_write(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(office)
    again = open_office(office.folder)
    with counted(monkeypatch) as read:
        again.archive.search.find("lado")
        look(again.archive)
        drop(again, form(klien={"nama": "Maria"}), "dua.json")
        handling.handle_once(again)
    head = again.archive.chain.head()
    assert head is not None
    written = head.seq - MANY
    assert len(read) <= MARKED + written
    again.close()


def test_what_another_process_wrote_is_read_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(office)
    one, two = Archive(office.archive.root, CLOCK), Archive(office.archive.root, CLOCK)
    with counted(monkeypatch) as read:
        for n in range(5):
            look(one, n)
            look(two, n)
    # Each line is read by both, and by whoever was behind once more.
    assert len(read) <= 5 * 2 * 3
    one.close()
    two.close()


def test_the_place_moves_on_over_the_turn_of_a_year(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(office, 50)
    later = FixedClock(NOON.replace(year=2027, month=1, day=4))
    first = Archive(office.archive.root, later)
    look(first)
    first.close()
    with counted(monkeypatch) as read:
        second = Archive(office.archive.root, later)
        look(second)
    assert len(read) <= MARKED + 1
    assert [path.name for path in second._ledger.years()] == ["2026.jsonl", "2027.jsonl"]
    assert second.care.verify() == []
    second.close()


class TestStatements:
    """No statement on the way of a form or of a question reads a table that grows from end to end."""

    # What may be read whole, and why.
    SMALL = frozenset(
        {
            "recoveries",
            "beginnings",  # a row a restore, a row a register and year
            "cases",  # tens a year: listed on Beranda, counted for it
            "scans_to_read",  # a row a scan whose words were not recognised in time: a few a year
            "g",  # the words that share enough with a misspelt one
        }
    )
    # Of an index that holds only what waits, or the rows that are asked for and no more.
    PARTIAL = ("prints_open", "register_unwritten", "cases_in_shelter", "access_to_follow")

    @contextmanager
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
        """How SQLite goes about every statement."""
        plans: dict[str, list[str]] = {}
        run = Index.rows, Index.execute

        def plan(index: Index, sql: str, params: Any) -> None:
            if sql.split(None, 1)[0].upper() in ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT"):
                told = index._db.conn.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                plans.setdefault(sql, [row[3] for row in told])

        def rows(index: Index, sql: str, params: Any = ()) -> list[dict[str, Any]]:
            plan(index, sql, params)
            return run[0](index, sql, params)

        def execute(index: Index, sql: str, params: Any = ()) -> None:
            plan(index, sql, params)
            run[1](index, sql, params)

        with monkeypatch.context() as patched:
            patched.setattr(Index, "rows", rows)
            patched.setattr(Index, "execute", execute)
            yield plans

    def whole(self, plans: dict[str, list[str]]) -> dict[str, list[str]]:
        """The statements that read a growing table whole, each with the steps that do."""
        found = {}
        for sql, steps in plans.items():
            aliases = dict(re.findall(r"(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", sql))
            names = {alias: table for table, alias in aliases.items()}
            bad = [
                step
                for step in steps
                if (match := re.match(r"(?:SCAN|SEARCH(?=\s\w+$)) (\w+)(?: .*?INDEX (\w+))?", step))
                and "VIRTUAL TABLE" not in step
                and names.get(match[1], match[1]) not in self.SMALL
                and match[2] not in self.PARTIAL
                and not self.is_bounded(sql)
            ]
            if bad:
                found[" ".join(sql.split())[:300]] = bad
        return found

    @staticmethod
    def is_bounded(sql: str) -> bool:
        """The newest few, in the order of their key: read from its end, as far as they are asked for."""
        return re.search(r"ORDER BY (?:p\.ordinal|id) DESC\s+LIMIT \?\s*$", sql) is not None

    def test_filing_a_form(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.asked(monkeypatch) as plans:
            drop(office, form(temu_bahas=TEMU_BAHAS, klien={"nama": "Maria"}), "dua.json")
            handling.handle_once(office)
            later = {"nomor_kasus": "PMBS-2026-0001", "serah_terima": SERAH_TERIMA}
            drop(office, later, "tiga.json")
            handling.handle_once(office)
        assert len(plans) > 60
        assert self.whole(plans) == {}

    def test_asking(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.asked(monkeypatch) as plans:
            office.archive.search.find("lado")
            office.archive.search.find("400.9.8/1")
            office.archive.cases.show("PMBS-2026-0001")
            office.steps_of("PMBS-2026-0001")
            office.status()
        assert len(plans) > 20
        assert self.whole(plans) == {}

    def test_a_statement_that_reads_all_of_a_table_is_told(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with self.asked(monkeypatch) as plans:
            office.archive._index.rows("SELECT * FROM items i WHERE i.subject = ?", ["x"])
            office.archive._index.rows("SELECT max(copy) FROM prints")
        assert len(self.whole(plans)) == 2


def test_a_short_ledger_is_read_whole_each_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(office, 50)
    monkeypatch.setattr(ledger, "READ_WHOLE", 1_500_000)
    with counted(monkeypatch) as read:
        Archive(office.archive.root, CLOCK).close()
    assert len(read) > 50
    path = ledger_path(office)
    path.write_bytes(path.read_bytes().replace(b'"n":3}', b'"n":4}', 1))
    with pytest.raises(ArchiveDamagedError):
        Archive(office.archive.root, CLOCK)


class TestNotTrustedBlindly:
    """The place is only a place: what stands there is held against it, and all of it is read by `verify`."""

    def test_a_line_changed_before_it_is_found_by_verify(self, office: Office) -> None:
        looked_at(office, 20)
        path = ledger_path(office)
        path.write_bytes(path.read_bytes().replace(b'"n":3}', b'"n":4}', 1))
        opened = Archive(office.archive.root, CLOCK)
        assert "V001" in {one.code for one in opened.care.verify()}
        opened.close()

    def test_a_line_changed_at_it_is_found_at_once(self, office: Office) -> None:
        looked_at(office, 20)
        path = ledger_path(office)
        path.write_bytes(path.read_bytes().replace(b'"n":19}', b'"n":18}', 1))
        with pytest.raises(ArchiveDamagedError):
            Archive(office.archive.root, CLOCK)

    def test_a_ledger_that_is_shorter_is_read_from_its_beginning(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_at(office, 20)
        path = ledger_path(office)
        whole = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(whole[:-1]))
        with counted(monkeypatch) as read:
            Archive(office.archive.root, CLOCK).close()
        assert len(read) >= len(whole) - 1

    def test_one_that_cannot_be_read_is_none(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_at(office, 20)
        index = office.archive._index
        for told in ("rusak", "{}", '{"file": "../x", "offset": -5, "line": "", "done": ""}'):
            with index.writing("uji"):
                index.remember("ledger", told)
            index.close()
            with counted(monkeypatch) as read:
                opened = Archive(office.archive.root, CLOCK)
                assert opened.care.verify() == []
                opened.close()
            assert len(read) > 20

    def test_an_index_made_anew_has_read_all_of_it(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_at(office, 20)
        with counted(monkeypatch) as read:
            rebuild(office.archive.root, CLOCK)
        assert len(read) > 20
        with counted(monkeypatch) as read:
            Archive(office.archive.root, CLOCK).close()
        assert len(read) <= MARKED


def test_a_line_is_held_against_its_hash_as_it_was_written(tmp_path: Path) -> None:
    """Also where the data itself has a hash, or a text that looks like one."""
    told = {"hash": "0" * 64, "text": ',"hash":"' + "1" * 64 + '"', "nested": {"hash": "x"}}
    book = Ledger(tmp_path)
    (line,) = book.append([Event(name="uji", data=told, who=',"hash":"siapa"')], now=NOON)
    raw = (tmp_path / "2026.jsonl").read_bytes().rstrip(b"\n")
    assert parse_line(raw) == line
    assert line.data == told
    fields = json.loads(raw)
    for key in ("at", "event", "prev", "seq", "who"):
        changed = {**fields, key: 7 if key == "seq" else f"{fields[key]}x"}
        other = json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert parse_line(other.encode()) is None, key
