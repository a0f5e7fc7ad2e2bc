"""The template that made a letter is kept in the archive, once, and held against its digest."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.archive import rebuild
from generator.office.office import Office
from generator.service import handling
from tests.archive.kit import small_year
from tests.office_kit import drop, form, make_office_folder, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    yield opened
    opened.close()


def kept(office: Office) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (office.archive.root / "templat").iterdir()}


def digests_of_letters(office: Office) -> set[str]:
    records = office.archive.root.glob("2026/*/*/item.json")
    told = (json.loads(path.read_bytes())["template_digest"] for path in records)
    return {digest for digest in told if digest}


def test_a_letters_template_is_kept_as_it_was_when_the_letter_was_made(office: Office) -> None:
    template = office.templates / "surat-koordinasi.docx"
    first = template.read_bytes()
    drop(office, form(), "1.json")
    drop(office, form(klien={"nama": "Maria Bela"}), "2.json")
    handling.handle_once(office)
    assert list(kept(office).values()) == [first]
    template.write_bytes((office.templates / "undangan-temu-bahas.docx").read_bytes())
    drop(office, form(klien={"nama": "Petrus Nama"}, temu_bahas=None), "3.json")
    handling.handle_once(office)
    assert set(kept(office)) == digests_of_letters(office)
    assert first in kept(office).values()
    assert office.archive.care.verify() == []


def test_kept_templates_survive_a_rebuild(tmp_path: Path) -> None:
    office = small_year(tmp_path / "kantor")
    before = kept(office)
    assert set(before) == digests_of_letters(office)
    rebuild(office.archive.root, office.clock)
    assert kept(office) == before
    office.close()


def test_a_kept_template_that_went_away_or_changed_is_found(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    (path,) = (office.archive.root / "templat").iterdir()
    data = path.read_bytes()
    path.write_bytes(data + b"x")
    assert [(one.code, one.where) for one in office.archive.care.verify()] == [
        ("V031", f"templat/{path.name}")
    ]
    path.unlink()
    (finding,) = office.archive.care.verify()
    assert (finding.code, finding.where, finding.is_damage) == ("V030", "PMBS-2026-0001/002", True)
    path.with_name("catatan.docx").write_bytes(data)
    assert {one.code for one in office.archive.care.verify()} == {"V030", "V031"}
