"""index.db: the schema, the connection's rules, transactions. The only import of sqlite_utils.

sqlite-utils gives what it is good at: a connection that answers in rows with names (`query`), and a place to hold
one for each thread. The tables are written as SQL, since STRICT, triggers and views are the point of them, and
transactions begin here (`writing`): its own `atomic()` begins deferred, and loses writes under contention. So
whoever replaces it replaces this module.
"""

import errno
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from generator.archive.open_classes import may_see
from generator.rules.classification import by_parts
from generator.system import files

__all__ = ["Index", "Row", "is_damage"]

Row = dict[str, Any]
Params = Sequence[Any] | dict[str, Any]

# TRUNCATE + EXTRA: measured to keep every commit over a power cut. WAL waits for SQLite 3.51.3
# (older versions can lose data when a checkpoint races a reset).
PRAGMAS = """
PRAGMA journal_mode=TRUNCATE;
PRAGMA synchronous=EXTRA;
PRAGMA foreign_keys=ON;
PRAGMA busy_timeout=10000;
PRAGMA trusted_schema=OFF;
"""

# Raised when the same ledger lines come to mean something else in the same tables.
MEANING = 6

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS counters (
    series TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (series, year)) STRICT;
CREATE TRIGGER IF NOT EXISTS counters_never_go_back BEFORE UPDATE ON counters
    WHEN NEW.n < OLD.n BEGIN SELECT RAISE(ABORT, 'a counter never goes back'); END;

CREATE TABLE IF NOT EXISTS submissions (
    digest TEXT PRIMARY KEY, claim TEXT NOT NULL, case_number TEXT NOT NULL, moment TEXT NOT NULL,
    is_new_case INTEGER NOT NULL, filed INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX IF NOT EXISTS submissions_by_claim ON submissions (claim);
CREATE INDEX IF NOT EXISTS submissions_by_content ON submissions (content);

CREATE TABLE IF NOT EXISTS register (
    series TEXT NOT NULL, year INTEGER NOT NULL, sequence INTEGER NOT NULL,
    number TEXT NOT NULL, type TEXT NOT NULL, case_number TEXT NOT NULL, item INTEGER NOT NULL,
    submission TEXT NOT NULL REFERENCES submissions, moment TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1, dated TEXT NOT NULL DEFAULT '',
    base INTEGER, suffix TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    void_reason TEXT, in_ledger INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (series, year, sequence)) STRICT;
CREATE INDEX IF NOT EXISTS register_by_submission ON register (submission);
CREATE INDEX IF NOT EXISTS register_by_number ON register (number);
CREATE INDEX IF NOT EXISTS register_unwritten ON register (moment) WHERE in_ledger = 0;
CREATE INDEX IF NOT EXISTS register_by_year ON register (year, series, sequence);
CREATE TRIGGER IF NOT EXISTS register_rows_stay BEFORE DELETE ON register
    BEGIN SELECT RAISE(ABORT, 'a register row is never deleted'); END;

CREATE TABLE IF NOT EXISTS cases (
    case_number TEXT PRIMARY KEY, client TEXT NOT NULL, opened TEXT NOT NULL, closed TEXT,
    into_shelter TEXT, out_of_shelter TEXT) STRICT;

CREATE INDEX IF NOT EXISTS cases_in_shelter ON cases (case_number)
    WHERE into_shelter IS NOT NULL AND out_of_shelter IS NULL AND closed IS NULL;

CREATE TABLE IF NOT EXISTS people (
    case_number TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    nik TEXT NOT NULL, born TEXT NOT NULL, region TEXT NOT NULL, sort TEXT NOT NULL,
    PRIMARY KEY (case_number, place)) STRICT;
CREATE INDEX IF NOT EXISTS people_by_nik ON people (nik) WHERE nik != '';
CREATE INDEX IF NOT EXISTS people_by_birth ON people (born) WHERE born != '';
CREATE INDEX IF NOT EXISTS people_by_region ON people (region) WHERE region != '';

CREATE TABLE IF NOT EXISTS identifiers (
    value TEXT NOT NULL, case_number TEXT NOT NULL, PRIMARY KEY (value, case_number)) STRICT;

CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY, case_number TEXT NOT NULL, item INTEGER NOT NULL, folder TEXT NOT NULL,
    kind TEXT NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL, direction TEXT NOT NULL,
    number TEXT NOT NULL, series TEXT NOT NULL, sequence INTEGER NOT NULL, year INTEGER NOT NULL,
    date TEXT NOT NULL, subject TEXT NOT NULL, party TEXT NOT NULL, party_folded TEXT NOT NULL,
    classification TEXT NOT NULL, access TEXT NOT NULL, attachment TEXT NOT NULL,
    processor TEXT NOT NULL, copies INTEGER NOT NULL, pages INTEGER NOT NULL,
    revision INTEGER NOT NULL, form_digest TEXT NOT NULL, filed_at TEXT NOT NULL,
    record_digest TEXT NOT NULL, words TEXT NOT NULL, named TEXT NOT NULL, is_replaced INTEGER NOT NULL DEFAULT 0,
    is_signed INTEGER NOT NULL DEFAULT 0, signed_at TEXT, lacking TEXT NOT NULL DEFAULT '',
    is_bound INTEGER NOT NULL DEFAULT 0, released_at TEXT,
    UNIQUE (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS items_by_number ON items (number);
CREATE UNIQUE INDEX IF NOT EXISTS items_by_folder ON items (folder);
CREATE INDEX IF NOT EXISTS items_by_submission ON items (form_digest);
CREATE INDEX IF NOT EXISTS items_by_series ON items (series, year, sequence);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
    names, words, party, tags, content='', tokenize='ascii', prefix='3 4');
CREATE VIRTUAL TABLE IF NOT EXISTS search_names USING fts5 (
    names, party, tags, content='', tokenize='ascii');
"""


@contextmanager
def _as_storage_error() -> Iterator[None]:
    """A full disk, a lock held too long, damaged pages: the disk's matter, not the form's.

    Raises:
        OSError: in place of SQLite's own error; a broken rule of the schema stays what it is.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        number = errno.ENOSPC if code == sqlite3.SQLITE_FULL else errno.EIO
        raise OSError(number, f"index.db: {error}") from error


def is_damage(error: BaseException | None) -> bool:
    """Whether an error of SQLite means a broken file, and not a lock or a disk that is away."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Index:
    """The database file. Each thread gets a connection of its own.

    `tables` are SQL statements for what stands beside the core of the schema. An index that was
    made with other tables, or another meaning of them, is of another version: it is made anew.

    Raises:
        sqlite3.DatabaseError: the file is no usable database; it can be rebuilt.
    """

    def __init__(self, path: Path, *, tables: str = "") -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        schema = f"{SCHEMA}{tables}"
        self._wanted = zlib.crc32(f"{MEANING} {schema}".encode()) & 0x7FFF_FFFF
        if self._is_new():
            # In one transaction: whoever opens it meanwhile finds all tables or none.
            made = f"BEGIN IMMEDIATE;{schema}PRAGMA user_version={self._wanted};COMMIT;"
            self._db.conn.executescript(made)

    def _is_new(self) -> bool:
        return self._db.conn.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None

    def _version(self) -> int:
        return int(self._db.conn.execute("PRAGMA user_version").fetchone()[0])

    @property
    def _db(self) -> Database:
        if not hasattr(self._local, "db"):
            connection = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=10
            )
            connection.executescript(PRAGMAS)
            # Lists sort classification codes with it.
            connection.create_function("by_parts", 1, by_parts, deterministic=True)
            # What is found for somebody is asked with it, row by row.
            connection.create_function("may_see", 2, may_see)
            self._opened.append(connection)
            self._local.db = Database(connection, recursive_triggers=False, execute_plugins=False)
        db: Database = self._local.db
        return db

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a query."""
        with _as_storage_error():
            return list(self._db.query(sql, params))

    def row(self, sql: str, params: Params = ()) -> Row | None:
        """The first row of a query, if there is one."""
        return next(iter(self.rows(sql, params)), None)

    def columns(self, sql: str, params: Params = ()) -> tuple[str, ...]:
        """The column names of a query, also when it has no rows."""
        return tuple(one[0] for one in self._db.execute(sql, params).description)

    def execute(self, sql: str, params: Params = ()) -> None:
        """One statement of a transaction."""
        with _as_storage_error():
            self._db.execute(sql, params)

    @contextmanager
    def writing(self, name: str) -> Iterator[None]:
        """One immediate transaction, durable when the block is left; undone if it raises.

        sqlite-utils' own `atomic()` begins deferred: under contention its writes are lost.
        """
        with _as_storage_error():
            connection = self._db.conn
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with files.durable_step(f"commit {name}"), _as_storage_error():
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def applied(self) -> int:
        """The sequence of the last ledger line that was taken in."""
        return int(self.told("applied") or 0)

    def told(self, key: str) -> str:
        """What the index was told to remember about itself; empty if nothing."""
        row = self.row("SELECT value FROM meta WHERE key = ?", [key])
        return str(row["value"]) if row else ""

    def remember(self, key: str, value: str) -> None:
        """Keep something about the index itself; inside a transaction."""
        self.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])

    def different_tables(self, other: Path) -> list[str]:
        """The tables that hold other rows than those of the index in the file `other`.

        Of a search table, the words are compared, and in how many rows each stands.
        """
        names = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
        searched = [row["name"] for row in names if " USING fts5" in str(row["sql"])]
        plain = [
            row["name"]
            for row in names
            if row["name"] not in (*searched, "meta")
            and not row["name"].startswith(("sqlite_", *(f"{one}_" for one in searched)))
        ]
        self.execute("ATTACH ? AS other", [str(other)])
        try:
            for name in searched:
                for side in ("main", "other"):
                    self.execute(
                        f"CREATE VIRTUAL TABLE temp.{side}_{name} USING fts5vocab({side}, {name}, row)"
                    )
            differing = [one for one in plain if self._differ(f"main.{one}", f"other.{one}")]
            return differing + [
                one for one in searched if self._differ(f"temp.main_{one}", f"temp.other_{one}")
            ]
        finally:
            for name in searched:
                for side in ("main", "other"):
                    self.execute(f"DROP TABLE IF EXISTS temp.{side}_{name}")
            self.execute("DETACH other")

    def _differ(self, one: str, two: str) -> bool:
        return any(
            self.row(f"SELECT * FROM {a} EXCEPT SELECT * FROM {b} LIMIT 1")  # noqa: S608
            for a, b in ((one, two), (two, one))
        )

    def is_sound(self) -> bool:
        """Whether the schema is the present one and SQLite finds its pages in order.

        Raises:
            OSError: it cannot be read now; that says nothing about its soundness.
        """
        try:
            with _as_storage_error():
                (answer,) = self._db.conn.execute("PRAGMA quick_check(1)").fetchone()
                return self._version() == self._wanted and answer == "ok"
        except OSError as error:
            if is_damage(error.__cause__):
                return False
            raise

    def close(self) -> None:
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()
