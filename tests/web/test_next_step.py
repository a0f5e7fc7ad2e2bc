"""The case leads on: what comes next and by when, the form for it, and what each form said."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from generator.desks.next_step import next_step_of
from generator.office.office import Office
from generator.service import handling
from tests.keeping.kit import set_clock
from tests.office_kit import (
    HASIL,
    KESEPAKATAN,
    NOON,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)
from tests.web.visitor import Visitor

CASE = "PMBS-2026-0001"
PENDAMPINGAN = {"tanggal": "24 November 2026", "petugas": [{"nama": "Rahmawati, S.Sos."}]}
NIK = "5308120305920001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form(klien={"nik": NIK}))
    handling.handle_once(opened)
    yield opened
    opened.close()


def told(office: Office, **sections: object) -> None:
    drop(office, {"nomor_kasus": CASE, **sections}, f"lanjutan-{len(sections)}.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems


def following(office: Office) -> tuple[int | None, str, tuple[str, ...]]:
    coming = next_step_of(office, CASE)
    assert coming is not None
    return coming.step.no if coming.step else None, coming.blank, coming.parts


def test_it_follows_the_steps_of_the_sop(office: Office) -> None:
    seen = [following(office)]
    for sections in (
        {"pendampingan": PENDAMPINGAN},
        {"temu_bahas": TEMU_BAHAS},
        {"hasil_temu_bahas": HASIL},
        {"kesepakatan": KESEPAKATAN},
        {"serah_terima": SERAH_TERIMA},
    ):
        told(office, **sections)
        set_clock(office, office.clock.now() + timedelta(days=3))
        seen.append(following(office))
    assert [one[:2] for one in seen] == [
        (3, "temu-bahas"),
        (3, "temu-bahas"),
        (3, "temu-bahas"),
        (4, "kesepakatan"),
        (5, "serah-terima"),
        (None, "lanjutan"),
    ]
    assert [one[2][0] for one in seen] == [
        "Temu Bahas Kasus",
        "Temu Bahas Kasus",
        "Hasil Temu Bahas",
        "Kesepakatan Antar Dinas",
        "Serah Terima ke Shelter",
        "Pemulangan",
    ]


def test_no_agreement_leads_back_and_says_what_may_be_asked(
    office: Office, visitor: Visitor
) -> None:
    for sections in (
        {"pendampingan": PENDAMPINGAN},
        {"temu_bahas": TEMU_BAHAS, "hasil_temu_bahas": HASIL},
        {"kesepakatan": {**KESEPAKATAN, "tercapai": "tidak"}},
    ):
        told(office, **sections)
        set_clock(office, office.clock.now() + timedelta(days=3))
    assert following(office)[:2] == (2, "lanjutan")
    page = visitor.ask(f"/berkas/{CASE}").text
    assert "Langkah berikutnya: 2." in page
    assert "bantuan dapat dimohonkan" in page


def test_a_closed_case_leads_nowhere(office: Office, visitor: Visitor) -> None:
    office.archive.cases.close(CASE)
    assert next_step_of(office, CASE) is None
    assert "Langkah berikutnya" not in visitor.ask(f"/berkas/{CASE}").text


def test_a_closed_case_is_opened_again_with_a_reason(office: Office, visitor: Visitor) -> None:
    office.archive.cases.close(CASE)
    page = visitor.ask(f"/berkas/{CASE}")
    assert "Buka kembali" in page.text
    assert visitor.send(f"/berkas/{CASE}/buka", {"alasan": ""}, csrf=page.csrf).status == 422
    assert (
        visitor.send(f"/berkas/{CASE}/buka", {"alasan": "klien datang"}, csrf=page.csrf).status
        == 303
    )
    assert office.archive.cases.closed(CASE) is None
    assert "Langkah berikutnya" in visitor.ask(f"/berkas/{CASE}").text
    again = visitor.send(f"/berkas/{CASE}/buka", {"alasan": "sekali lagi"}, csrf=page.csrf)
    assert again.status >= 400, "it runs"


def test_the_button_opens_the_right_form_with_the_number_in_it(
    office: Office, visitor: Visitor
) -> None:
    told(office, pendampingan=PENDAMPINGAN, temu_bahas=TEMU_BAHAS)
    page = visitor.ask(f"/berkas/{CASE}")
    assert "Langkah berikutnya: 3." in page.text
    assert "bagian Hasil Temu Bahas" in page.text
    assert f'action="/berkas/{CASE}/koreksi/temu-bahas"' in page.text
    opened = visitor.send(f"/berkas/{CASE}/koreksi/temu-bahas", {}, csrf=page.csrf)
    draft = visitor.ask(opened.location).text
    assert CASE in draft
    assert str(TEMU_BAHAS["tempat"]) in draft
    word = visitor.ask(f"/berkas/{CASE}/koreksi/serah-terima.docx")
    cells = [
        cell.text
        for table in Document(io.BytesIO(word.body)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert CASE in cells


def test_late_is_said_at_the_top(office: Office, visitor: Visitor) -> None:
    told(office, pendampingan=PENDAMPINGAN, temu_bahas=TEMU_BAHAS, hasil_temu_bahas=HASIL)
    set_clock(office, NOON + timedelta(days=30))
    page = visitor.ask(f"/berkas/{CASE}").text
    head = page[page.index("Langkah berikutnya") : page.index("Surat dan isi berkas")]
    assert "Paling lambat" in head
    assert "terlambat" in head


def test_a_form_shows_what_was_said_in_it_and_hides_numbers(
    office: Office, visitor: Visitor
) -> None:
    told(office, serah_terima=SERAH_TERIMA)
    first = visitor.ask(f"/berkas/{CASE}/1").text
    assert "Yang tertulis dalam formulir ini" in first
    assert "Yohanes Lado" in first
    assert NIK not in first
    assert "Serah Terima" not in first
    items = office.archive.cases.show(CASE).items
    later = next(one for one in items if one.kind == "formulir" and one.item > 1)
    page = visitor.ask(f"/berkas/{CASE}/{later.item}").text
    assert "Serah Terima" in page
    assert "Nama lengkap" not in page


def test_beranda_begins_a_case_and_takes_files(office: Office, visitor: Visitor) -> None:
    page = visitor.ask("/")
    assert "Kasus baru" in page.text
    opened = visitor.send("/formulir/baru/pengaduan", {}, csrf=page.csrf)
    assert opened.location.startswith("/formulir/draf/")
    assert 'action="/kiriman"' in page.text


def test_a_figure_leads_to_what_it_counts(office: Office, visitor: Visitor) -> None:
    assert 'href="#ditolak"' not in visitor.ask("/").text
    drop(office, b"{", "rusak.json")
    handling.handle_once(office)
    page = visitor.ask("/").text
    assert 'href="#ditolak"' in page
    assert 'id="ditolak"' in page
