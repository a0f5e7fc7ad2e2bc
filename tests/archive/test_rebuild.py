"""The index is a function of ledger and folders: it can be deleted, damaged, or restored from old."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.archive import Archive, rebuild
from generator.archive.numbers import Numbers
from generator.office.office import Office
from generator.service import handling
from tests.archive.kit import small_year, tables
from tests.office_kit import drop, form, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


def answers(archive: Archive) -> list[object]:
    return [
        *(archive.search.find(text) for text in ("klien", "reza", "400.9.8/2", "5308120305920001")),
        *(archive.cases.show(f"PMBS-2026-000{n}") for n in (1, 2, 3)),
        *(archive.lists.fill(f"buku-agenda-{which}", year=2026) for which in ("masuk", "keluar")),
        archive.lists.fill("daftar-isi-berkas", year=2026),
        archive.prints.all(),
        archive.items.latest(10),
        archive.care.verify(),
    ]


def test_a_rebuilt_index_equals_the_old_one_table_by_table(office: Office) -> None:
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    assert tables(office) == before
    assert len(before["items"]) == 10


def test_every_answer_is_the_same_after_the_index_was_deleted(office: Office) -> None:
    before = answers(office.archive)
    (office.archive.root / "index.db").unlink()
    again = Archive(office.archive.root, office.clock)
    assert answers(again) == before
    again.close()


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_a_damaged_index_is_set_aside_and_made_anew(office: Office, damage: bytes | None) -> None:
    before = answers(office.archive)
    path = office.archive.root / "index.db"
    data = path.read_bytes()
    path.write_bytes(data[:5000] + bytes(3000) + data[8000:] if damage is None else damage)
    again = Archive(office.archive.root, office.clock)
    assert answers(again) == before
    again.close()


def test_an_index_from_an_older_backup_catches_up_and_reissues_nothing(office: Office) -> None:
    root = office.archive.root
    office.close()
    shutil.copyfile(root / "index.db", root.parent / "salinan.db")
    later = open_office(root.parent)
    drop(later, form(klien={"nama": "Baru"}), "5.json")
    handling.handle_once(later)
    later.close()
    shutil.copyfile(root.parent / "salinan.db", root / "index.db")
    restored = open_office(root.parent)
    drop(restored, form(klien={"nama": "Lebih baru"}), "6.json")
    (outcome,) = handling.handle_once(restored)
    assert restored.archive.care.verify() == []
    assert outcome.case == "PMBS-2026-0005"
    assert [one.number for one in outcome.documents] == ["400.9.8/8/DINSOSPM/2026"]
    restored.close()


def test_numbers_taken_but_not_in_the_ledger_are_written_at_the_next_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(office, form(klien={"nama": "Baru"}), "5.json")
    with monkeypatch.context() as patched:
        patched.setattr(Numbers, "write_down", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            handling.handle_once(office)
    (outcome,) = handling.handle_once(office)
    assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2026-0004")
    assert office.archive.care.verify() == []


def test_what_another_process_wrote_is_seen_here(office: Office) -> None:
    other = Archive(office.archive.root, office.clock)
    (wanted,) = other.prints.want(other.items.named("400.9.8/2"), copies=1, why="dari proses lain")
    assert [job.key for job in office.archive.prints.open_prints()] == [wanted.key]
    office.archive.prints.want(
        office.archive.items.named("400.9.8/2"), copies=1, why="dari proses ini"
    )
    assert len(other.prints.open_prints()) == 2
    assert office.archive.care.verify() == []
    other.close()
