"""A refused form opens again in the browser with its problems beside the answers; sent again it takes its own place."""

import io
import json
import re
from html import unescape
from typing import Any

import pytest
from docx import Document

from generator.forms import BLANKS, make_form, written_answers
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.web.taking import id_of
from tests.office_kit import TEMU_BAHAS, drop, form
from tests.web.visitor import Visitor

BAD = {"jenis_kelamin": "bukan pilihan"}


def fields_of(page: str) -> dict[str, str]:
    """What a page's form would send as it stands; of boxes that may be ticked the ticked ones, by comma."""
    told: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        is_box = 'type="checkbox"' in tag
        if name and value and value[1] and (not is_box or " checked" in tag):
            told[name[1]] = ", ".join(one for one in (told.get(name[1], ""), value[1]) if one)
    for name, body in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r"<option selected>([^<]*)", body)
        told |= {name: chosen[1]} if chosen else {}
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        told[name] = body
    return {name: unescape(text) for name, text in told.items() if name != "csrf"}


def refused(office: Office, data: dict[str, Any] | bytes, name: str = "keliru.json") -> str:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "rejected"
    (path,) = [one for one in office.inbox.trays.of(Tray.REJECTED) if one.name == name]
    return id_of(path.name)


def opened(visitor: Visitor, entry: str) -> str:
    token = visitor.ask("/").csrf
    sent = visitor.send(f"/tertunda/{entry}/perbaiki", {}, csrf=token)
    assert sent.status == 303, sent.text
    return sent.location


def test_it_opens_with_its_answers_and_what_is_wrong_beside_them(
    office: Office, visitor: Visitor
) -> None:
    entry = refused(office, form(klien={**BAD, "alias": "Desa Lambing"}))
    assert f"/tertunda/{entry}/perbaiki" in visitor.ask("/").text
    page = visitor.ask(opened(visitor, entry))
    assert page.status == 422
    for text in ("Yohanes Lado", "bukan pilihan", "Desa Lambing", "Mengapa ditolak"):
        assert text in page.text
    assert 'aria-invalid="true"' in page.text


def test_sent_again_it_replaces_the_refused_one(office: Office, visitor: Visitor) -> None:
    entry = refused(office, form(klien=BAD))
    place = opened(visitor, entry).partition("?")[0]
    page = visitor.ask(place)
    told = {**fields_of(page.text), "klien.jenis_kelamin": "Laki-laki", "aksi": "kirim"}
    assert visitor.send(place, told, csrf=page.csrf).status == 303
    assert office.inbox.trays.of(Tray.REJECTED) == []
    (kept,) = office.inbox.trays.of(Tray.DONE)
    assert kept.name == "keliru.json"
    assert "diperbaiki di peramban" in read_note(kept)
    (outcome,) = handling.handle_once(office)
    assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2026-0001")


def test_one_for_a_case_goes_on_in_that_case(office: Office, visitor: Visitor) -> None:
    drop(office, form())
    handling.handle_once(office)
    bad = {"nomor_kasus": "PMBS-2026-0001", "temu_bahas": {**TEMU_BAHAS, "tanggal": "kapan-kapan"}}
    page = visitor.ask(opened(visitor, refused(office, bad)))
    assert "PMBS-2026-0001" in page.text
    assert "kapan-kapan" in page.text
    assert str(TEMU_BAHAS["tempat"]) in page.text


def test_a_word_form_too(office: Office, visitor: Visitor) -> None:
    answers: dict[str, str | list[dict[str, str]]] = {
        "tanggal": "24-11-2026",
        "klien.nama": "Siti Bela",
        "klien.jenis_kelamin": "entah",
    }
    entry = refused(office, make_form(BLANKS["pengaduan"], answers), "keliru.docx")
    page = visitor.ask(opened(visitor, entry)).text
    assert "Siti Bela" in page
    assert "entah" in page


@pytest.mark.parametrize("what", ["words beside", "no form", "answers of several forms"])
def test_where_something_would_be_lost_it_is_not_opened_and_said(
    office: Office, visitor: Visitor, what: str
) -> None:
    if what == "words beside":
        document = Document()
        document.add_paragraph("Nama lengkap: Siti")
        table = document.add_table(rows=2, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Nama lengkap", "Siti"
        table.rows[1].cells[0].text, table.rows[1].cells[1].text = "Warna favorit", "biru"
        out = io.BytesIO()
        document.save(out)
        entry = refused(office, out.getvalue(), "keliru.docx")
    elif what == "no form":
        entry = refused(office, b"{", "keliru.json")
    else:
        entry = refused(office, form(klien=BAD, temu_bahas=TEMU_BAHAS))
    sent = visitor.send(f"/tertunda/{entry}/perbaiki", {}, csrf=visitor.ask("/").csrf)
    assert sent.status == 422
    assert "tidak dapat diperbaiki di peramban" in sent.text
    assert len(office.inbox.trays.of(Tray.REJECTED)) == 1


def test_a_card_is_dismissed_and_brought_back(office: Office, visitor: Visitor) -> None:
    entry = refused(office, form(klien=BAD))
    token = visitor.ask("/").csrf
    gone = visitor.send(f"/tertunda/{entry}/singkirkan", {}, csrf=token)
    assert office.inbox.trays.of(Tray.REJECTED) == []
    page = visitor.ask(gone.location)
    assert "Kembalikan" in page.text
    visitor.send(f"/kiriman/{entry}/kembalikan", {}, csrf=page.csrf)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "rejected"
    assert [one.name for one in office.inbox.trays.of(Tray.REJECTED)] == ["keliru.json"]


def test_what_was_filed_is_not_brought_back(office: Office, visitor: Visitor) -> None:
    drop(office, form(), "baik.json")
    handling.handle_once(office)
    page = visitor.ask(f"/kiriman/{id_of('baik.json')}")
    assert "Kembalikan" not in page.text
    token = visitor.ask("/").csrf
    assert visitor.send(f"/kiriman/{id_of('baik.json')}/kembalikan", {}, csrf=token).status == 409


def test_answers_are_read_as_they_are_written() -> None:
    told = form(
        klien={"umur": 34},
        permasalahan={"jenis": ["upah tidak dibayar", "ingin pulang"]},
        pekerjaan={"surat_kontrak": True},
        keluarga=[{"nama": "Ani", "hubungan": "adik"}],
    )
    answers = written_answers(json.dumps(told).encode(), name="f.json")
    assert answers is not None
    assert answers["klien.umur"] == "34"
    assert answers["permasalahan.jenis"] == "upah tidak dibayar, ingin pulang"
    assert answers["pekerjaan.surat_kontrak"] == "ya"
    assert answers["keluarga"] == [{"nama": "Ani", "hubungan": "adik"}]
    assert written_answers(b"", name="f.json") is None
    assert written_answers(b"x", name="f.txt") is None
