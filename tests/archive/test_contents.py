"""The archive can be read without the service: plain pages that follow what is filed."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.archive import rebuild
from generator.archive.lists.plain_pages import PAGE_NAME
from generator.cli import main
from generator.office.office import Office
from generator.service import handling
from tests.archive.kit import small_year
from tests.office_kit import drop, form


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    opened.refresh_pages()
    yield opened
    opened.close()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def page(office: Office, *where: str) -> Path:
    return office.archive.root.joinpath(*where, PAGE_NAME)


def pages(office: Office) -> list[Path]:
    return sorted(office.archive.root.rglob(PAGE_NAME), key=lambda one: one.parent)


def case_text(office: Office, number: int) -> str:
    return page(office, "2026", f"PMBS-2026-000{number}").read_text(encoding="utf-8")


def test_there_is_a_page_for_each_case_each_year_and_the_whole(office: Office) -> None:
    assert [str(one.parent.relative_to(office.archive.root)) for one in pages(office)] == [
        ".",
        "2026",
        "2026/PMBS-2026-0001",
        "2026/PMBS-2026-0002",
        "2026/PMBS-2026-0003",
    ]


def test_every_link_leads_to_something_that_lies_there(office: Office) -> None:
    count = 0
    for one in pages(office):
        links = _Links()
        links.feed(one.read_text(encoding="utf-8"))
        for link in links.found:
            assert (one.parent / unquote(link)).exists(), f"{one}: {link}"
            count += 1
    assert count > 20


def test_every_file_of_an_item_is_reached_from_its_case(office: Office) -> None:
    folder = office.archive.root / "2026" / "PMBS-2026-0001"
    text = unquote(case_text(office, 1))
    for path in folder.glob("*/*"):
        if path.name != "item.json":
            assert f"{path.parent.name}/{path.name}" in text


def test_what_a_client_wrote_cannot_become_markup(office: Office) -> None:
    drop(office, form(klien={"nama": 'A & B <script src="x">'}), "5.json")
    handling.handle_once(office)
    office.refresh_pages()
    text = case_text(office, 4)
    assert "<script" not in text
    assert "A &amp; B &lt;script" in text


def test_only_pages_that_are_concerned_are_made_anew(office: Office) -> None:
    before = {one: one.stat().st_mtime_ns for one in pages(office)}
    office.archive.cases.close("PMBS-2026-0001")
    office.refresh_pages()
    after = {one: one.stat().st_mtime_ns for one in pages(office)}
    changed = {one.parent.name for one in before if before[one] != after[one]}
    assert changed == {"PMBS-2026-0001", "2026", office.archive.root.name}
    assert "ditutup 24" in case_text(office, 1).replace("\N{NO-BREAK SPACE}", " ")


def test_looking_makes_no_page_anew(office: Office) -> None:
    office.archive.audit.viewed("PMBS-2026-0001", who="rahma")
    before = {one: one.stat().st_mtime_ns for one in pages(office)}
    office.refresh_pages()
    assert {one: one.stat().st_mtime_ns for one in pages(office)} == before


@pytest.mark.parametrize("access", ["Rahasia", "Sangat Rahasia"])
def test_the_name_of_a_secret_case_stands_on_its_own_page_only(office: Office, access: str) -> None:
    office.archive._index.execute(
        "UPDATE items SET access = ? WHERE case_number = 'PMBS-2026-0003' AND item > 1", [access]
    )
    office.archive.pages.refresh(anew=True)
    assert "Siti Bela" in case_text(office, 3)
    year = page(office, "2026").read_text(encoding="utf-8")
    assert "Siti Bela" not in year
    assert f"<td>{access}</td>" in year
    assert "Yohanes Lado" in year


def test_pages_that_were_changed_or_taken_away_are_found_and_made_anew(office: Office) -> None:
    page(office, "2026", "PMBS-2026-0001").write_text("lain")
    page(office, "2026").unlink()
    found = office.archive.care.verify()
    assert [(one.code, one.where, one.is_damage) for one in found] == [
        ("V024", f"2026/{PAGE_NAME}", False),
        ("V024", f"2026/PMBS-2026-0001/{PAGE_NAME}", False),
    ]
    rebuild(office.archive.root, office.clock)
    assert office.archive.care.verify() == []


def test_a_page_needs_nothing_from_elsewhere(office: Office) -> None:
    for one in pages(office):
        text = one.read_text(encoding="utf-8")
        assert not re.search(r"https?:|//|<script|<img|<link", text)


def test_a_command_leaves_the_pages_up_to_date(office: Office) -> None:
    page(office, "2026", "PMBS-2026-0003").unlink()
    assert main(["--office", str(office.folder), "close", "PMBS-2026-0003"]) == 0
    assert "ditutup" in case_text(office, 3)
