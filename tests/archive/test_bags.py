"""A bag of a case holds all of it, is valid by another program's judgement, and reads in a browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import bagit
import pytest

from generator.archive.ledger import parse_line
from generator.cli import main
from generator.office.office import Office
from generator.vocabulary.problems import ArchiveDamagedError, UsageError
from tests.archive.kit import ledger_lines, small_year
from tests.archive.test_verification import flip, letter

CASE = "PMBS-2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


@pytest.fixture
def bag(office: Office, tmp_path: Path) -> Path:
    assert main(["--office", str(office.folder), "export", CASE, str(tmp_path / "keluar")]) == 0
    return tmp_path / "keluar" / CASE


def test_bagit_itself_finds_the_bag_valid(bag: Path) -> None:
    assert bagit.Bag(str(bag)).is_valid(completeness_only=False)


def test_a_changed_file_makes_the_bag_invalid(bag: Path) -> None:
    flip(bag / "data" / "002-surat-koordinasi" / "surat.pdf")
    assert not bagit.Bag(str(bag)).is_valid()


def test_the_bag_has_every_file_of_the_case_byte_for_byte(office: Office, bag: Path) -> None:
    source = office.archive.root / "2026" / CASE
    files = [path for path in source.glob("*/*") if path.is_file()]
    assert len(files) > 15
    for path in files:
        assert (bag / "data" / path.relative_to(source)).read_bytes() == path.read_bytes()


def test_the_bag_says_what_it_is(bag: Path) -> None:
    info = bagit.Bag(str(bag)).info
    assert info["External-Identifier"] == CASE
    assert info["Source-Organization"]
    sizes = [path.stat().st_size for path in (bag / "data").rglob("*") if path.is_file()]
    assert info["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"


def test_the_ledger_of_the_case_goes_along_and_each_line_still_holds(
    office: Office, bag: Path
) -> None:
    lines = (bag / "data" / "buku-besar.jsonl").read_bytes().splitlines()
    assert all(parse_line(line) for line in lines)
    told = [one["seq"] for one in map(json.loads, lines)]
    filed = [
        one["seq"]
        for one in ledger_lines(office)
        if one["event"] == "item-filed" and one["data"]["case"] == CASE
    ]
    assert set(filed) <= set(told)


def test_the_page_in_the_bag_links_to_what_is_in_the_bag_only(bag: Path) -> None:
    text = (bag / "data" / "DAFTAR ISI.html").read_text(encoding="utf-8")
    links = [unquote(part.split('"')[0]) for part in text.split('href="')[1:]]
    assert links
    assert all((bag / "data" / link).is_file() for link in links)


def test_templates_that_made_the_letters_go_along(office: Office, bag: Path) -> None:
    used = {
        json.loads(path.read_text())["template_digest"] for path in bag.glob("data/*/item.json")
    }
    kept = {path.stem for path in bag.glob("data/templat/*.docx")}
    assert kept == used - {""}


def test_an_export_is_a_line_of_the_ledger(office: Office, bag: Path) -> None:
    assert [one.event for one in office.archive.audit.of_case(CASE)][-1] == "case-exported"


def test_a_damaged_case_is_not_exported(office: Office, tmp_path: Path) -> None:
    flip(letter(office) / "surat.pdf")
    with pytest.raises(ArchiveDamagedError, match="A009"):
        office.archive.bags.make(
            CASE, tmp_path / "keluar", organisation="Dinas", day=office.clock.today()
        )
    assert not (tmp_path / "keluar" / CASE).exists()


def test_a_bag_is_never_written_over_another(office: Office, bag: Path) -> None:
    with pytest.raises(UsageError, match="A030"):
        office.archive.bags.make(CASE, bag.parent, organisation="Dinas", day=office.clock.today())
    assert bagit.Bag(str(bag)).is_valid()
