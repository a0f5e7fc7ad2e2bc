"""The office's tables are read when they changed, and only then."""

import os
from pathlib import Path

import pytest

from generator.rules.tables import TableReader


@pytest.fixture
def loads() -> list[str]:
    return []


@pytest.fixture
def reader(loads: list[str]) -> TableReader[str]:
    def load(path: Path) -> str:
        loads.append(path.read_text())
        return loads[-1]

    return TableReader(load)


def test_a_table_is_read_once(tmp_path: Path, reader: TableReader[str], loads: list[str]) -> None:
    table = tmp_path / "sop.toml"
    table.write_text("a")
    assert [reader.read(table) for _ in range(3)] == ["a"] * 3
    assert loads == ["a"]


def test_one_that_was_changed_is_read_again(tmp_path: Path, reader: TableReader[str]) -> None:
    table = tmp_path / "sop.toml"
    table.write_text("a")
    reader.read(table)
    table.write_text("panjang")
    assert reader.read(table) == "panjang"


def test_so_is_one_that_was_put_in_its_place(tmp_path: Path, reader: TableReader[str]) -> None:
    """Word and Notepad write another file and rename it; its size and time may be those of the old one."""
    table, other = tmp_path / "sop.toml", tmp_path / "baru.toml"
    table.write_text("a")
    other.write_text("b")
    reader.read(table)
    stamp = table.stat()
    os.utime(other, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    other.replace(table)
    assert reader.read(table) == "b"


def test_the_shipped_one_is_read_where_the_office_took_its_own_away(
    tmp_path: Path, reader: TableReader[str]
) -> None:
    own, shipped = tmp_path / "own.toml", tmp_path / "shipped.toml"
    own.write_text("a")
    shipped.write_text("b")
    assert (reader.read(own), reader.read(shipped)) == ("a", "b")


def test_what_is_not_there_is_told_by_whoever_reads_it(
    tmp_path: Path, reader: TableReader[str]
) -> None:
    table = tmp_path / "sop.toml"
    table.write_text("a")
    reader.read(table)
    table.unlink()
    with pytest.raises(FileNotFoundError):
        reader.read(table)
