"""The papers of the archive's own acts on the pages: moved cases name theirs, and it can be looked at and taken."""

from datetime import date

import pytest

from generator.desks.disposal import move, propose
from generator.desks.follow_up import date_closed_cases
from generator.office.office import Office
from tests.keeping.kit import CASE, file, set_clock
from tests.keeping.test_retention import close, rule, write_rules
from tests.web.visitor import Visitor


@pytest.fixture(autouse=True)
def moved(office: Office) -> str:
    """A case that went to the records unit; the number of its berita acara."""
    write_rules(office, rule(active=1, inactive=3))
    file(office)
    close(office)
    set_clock(office, date(2027, 11, 25))
    paper, _ = move(office, [], box="Boks 7")
    return paper.number


def test_a_case_that_was_moved_names_its_berita_acara(visitor: Visitor, moved: str) -> None:
    page = visitor.ask(f"/berkas/{CASE}").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Dipindahkan ke unit kearsipan 25 November 2027" in page
    assert f'<a href="/berkas/UMUM-2027/1">{moved}</a>' in page


def test_the_archivists_desk_tells_how_far_a_disposal_came(
    office: Office, visitor: Visitor
) -> None:
    write_rules(office, rule(active=1, inactive=0, more="diperiksa = 2026-12-01"))
    date_closed_cases(office, again=True, reason="JRA")
    propose(office, [], "musnah")
    page = visitor.ask("/arsip").text
    assert "Usul 2027-1, pemusnahan 1 berkas" in page
    assert "menunggu pertimbangan panitia" in page
    assert '<a href="/berkas/UMUM-2027/2">000.5.6.2/1/DINSOSPM/2027</a>' in page
    assert "Dipindahkan ke unit kearsipan" in visitor.ask(f"/berkas/{CASE}/arsip").text


def test_a_paper_of_no_case_has_its_page_and_its_file(visitor: Visitor, moved: str) -> None:
    page = visitor.ask("/berkas/UMUM-2027/1")
    assert page.status == 200
    assert "berkas umum UMUM-2027" in page.text
    assert moved in page.text
    assert "<dt>Kepada</dt><dd>Kepala Unit Kearsipan</dd>" in page.text
    assert 'href="/berkas/UMUM-2027"' not in page.text
    assert visitor.ask("/unduh/UMUM-2027/1/3").status == 200
    assert visitor.ask("/berkas/UMUM-20277/1").status in (404, 422)


def test_the_page_of_looks_leads_to_no_page_that_is_not_there(visitor: Visitor) -> None:
    visitor.ask("/berkas/UMUM-2027/1")
    page = visitor.ask("/jejak").text
    assert "UMUM-2027" in page
    assert 'href="/berkas/UMUM-2027"' not in page


def test_a_search_leads_to_the_paper_and_to_no_page_that_is_not_there(visitor: Visitor) -> None:
    page = visitor.ask("/cari?q=pemindahan").text
    assert 'href="/berkas/UMUM-2027/1"' in page
    assert "Surat tanpa kasus" in page
    assert 'href="/berkas/UMUM-2027"' not in page


def test_templates_of_these_papers_stand_among_the_others(visitor: Visitor) -> None:
    page = visitor.ask("/templat").text
    assert "Berita Acara Pemindahan Arsip Inaktif" in page
    assert "000.5.6.1, register internal" in page
