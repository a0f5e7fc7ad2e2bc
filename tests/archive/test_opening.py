"""Opening an archive: several at once, while somebody writes, and with an index that is broken."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from generator.archive import Archive, create_archive
from generator.archive import database as database_module
from generator.system.clock import FixedClock
from tests.office_kit import NOON

ASIDE = ".index.db.rusak"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_archive(tmp_path / "archive")
    return tmp_path / "archive"


def opened(root: Path) -> Archive:
    return Archive(root, FixedClock(NOON))


def open_often(root: Path) -> None:
    for _ in range(5):
        opened(root).close()


def test_several_that_open_a_new_archive_at_once_set_no_index_aside(root: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.map(open_often, [root] * 4)
    assert not (root / ASIDE).exists()
    assert opened(root).care.verify() == []


def test_an_index_that_somebody_writes_to_is_waited_for_and_not_set_aside(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(root).close()
    monkeypatch.setattr(database_module, "PRAGMAS", database_module.PRAGMAS.replace("10000", "100"))
    writer = sqlite3.connect(root / "index.db", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OSError, match="locked"):
        opened(root)
    writer.execute("ROLLBACK")
    writer.close()
    assert not (root / ASIDE).exists()
    assert opened(root).care.verify() == []


@pytest.mark.parametrize("content", [b"bukan basis data", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_broken_index_is_set_aside_and_made_anew(root: Path, content: bytes) -> None:
    opened(root).close()
    (root / "index.db").write_bytes(content)
    assert opened(root).care.verify() == []
    assert (root / ASIDE).read_bytes() == content
