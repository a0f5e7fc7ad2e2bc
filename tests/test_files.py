"""The durable writes: nothing is overwritten by accident, and every call can be watched."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.system import files


@pytest.fixture
def calls() -> Iterator[list[str]]:
    seen: list[str] = []
    files.watch_durable_calls(seen.append)
    yield seen
    files.watch_durable_calls(None)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_a_published_file_has_its_content_and_can_be_read_by_the_group(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.publish_file(target, b"isi")
    assert target.read_bytes() == b"isi"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_second_publish_is_refused_and_the_first_file_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.publish_file(target, b"satu")
    with pytest.raises(FileExistsError):
        files.publish_file(target, b"dua")
    assert target.read_bytes() == b"satu"
    assert leftovers(tmp_path) == []


def test_publishing_works_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("generator.system.files.os.link", refuse)
    target = tmp_path / "a.txt"
    files.publish_file(target, b"satu")
    with pytest.raises(FileExistsError):
        files.publish_file(target, b"dua")
    assert target.read_bytes() == b"satu"


def test_a_replaced_file_has_the_new_content(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.replace_file(target, b"satu")
    files.replace_file(target, b"dua")
    assert target.read_bytes() == b"dua"
    assert leftovers(tmp_path) == []


def test_a_temporary_file_of_a_killed_run_is_no_obstacle(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    files.publish_file(target, b"satu")
    target.rename(files._temporary(target))
    files.publish_file(target, b"dua")
    assert target.read_bytes() == b"dua"


def test_a_folder_is_published_whole(tmp_path: Path) -> None:
    staged = tmp_path / "staged"
    (staged / "dalam").mkdir(parents=True)
    (staged / "dalam" / "a.txt").write_text("isi")
    files.publish_folder(staged, tmp_path / "2026" / "item")
    assert (tmp_path / "2026" / "item" / "dalam" / "a.txt").read_text() == "isi"
    assert not staged.exists()


def test_a_published_folder_is_never_replaced(tmp_path: Path) -> None:
    final = tmp_path / "item"
    final.mkdir()
    staged = tmp_path / "staged"
    staged.mkdir()
    with pytest.raises(FileExistsError):
        files.publish_folder(staged, final)
    assert staged.is_dir()


def test_lines_are_appended_in_order(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    files.append_line(path, b"satu")
    files.append_line(path, b"dua")
    assert path.read_bytes() == b"satu\ndua\n"


def test_a_move_never_replaces_a_file(tmp_path: Path) -> None:
    source, final = tmp_path / "a", tmp_path / "b"
    source.write_text("a")
    final.write_text("b")
    with pytest.raises(FileExistsError):
        files.move(source, final)
    assert (source.read_text(), final.read_text()) == ("a", "b")


def test_a_move_onto_a_broken_link_is_refused_too(tmp_path: Path) -> None:
    source, final = tmp_path / "a", tmp_path / "b"
    source.write_text("a")
    final.symlink_to(tmp_path / "tiada")
    with pytest.raises(FileExistsError):
        files.move(source, final)


def test_removing_what_is_gone_is_fine(tmp_path: Path) -> None:
    files.remove(tmp_path / "tidak-ada")
    (tmp_path / "folder" / "dalam").mkdir(parents=True)
    files.remove(tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


def test_removing_a_link_to_a_folder_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    link = tmp_path / "link"
    link.symlink_to(folder)
    files.remove(link)
    assert folder.is_dir()


def test_what_is_destroyed_is_overwritten_before_it_is_gone(tmp_path: Path) -> None:
    folder, outside = tmp_path / "kasus", tmp_path / "luar.txt"
    (folder / "isi").mkdir(parents=True)
    outside.write_bytes(b"milik lain")
    (folder / "isi" / "surat.txt").write_bytes(b"rahasia" * 1000)
    (folder / "isi" / "surat.txt").chmod(0o400)
    (folder / "tautan").symlink_to(outside)
    (tmp_path / "saksi").hardlink_to(folder / "isi" / "surat.txt")
    files.destroy(folder)
    files.destroy(folder)
    assert not folder.exists()
    assert (tmp_path / "saksi").read_bytes() == bytes(7000)
    assert outside.read_bytes() == b"milik lain"


def test_hashing_gives_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"isi" * 100_000)
    assert files.hash_file(path) == hashlib.sha256(b"isi" * 100_000).hexdigest()


def test_every_durable_call_is_told_before_and_after(tmp_path: Path, calls: list[str]) -> None:
    files.publish_file(tmp_path / "a", b"")
    files.move(tmp_path / "a", tmp_path / "b")
    assert calls == ["before publish file", "after publish file", "before move", "after move"]


def test_a_call_that_fails_is_not_told_as_done(tmp_path: Path, calls: list[str]) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileExistsError):
        files.publish_file(tmp_path / "a", b"")
    assert calls == ["before publish file"]


def test_unwatched_calls_tell_nobody(tmp_path: Path, calls: list[str]) -> None:
    files.watch_durable_calls(None)
    files.publish_file(tmp_path / "a", b"")
    assert calls == []
