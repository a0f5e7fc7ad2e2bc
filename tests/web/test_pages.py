"""Each page over a real port: what it shows, what it changes, what it refuses."""

import io
import json
import os
import re
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.archive import LISTINGS
from generator.forms import BLANKS, read_form
from generator.inbox.begun_forms import Draft, Drafts
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.prints import PrintState
from tests.office_kit import SECTIONS, TEMU_BAHAS, drop, form
from tests.web.kit import Pages, serving

NIK = "5308120305920001"
CASE = "PMBS-2026-0001"
NUMBER = "400.9.8/1/DINSOSPM/2026"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass(frozen=True)
class Desk:
    office: Office
    pages: Pages

    def handle(self) -> None:
        handling.handle_once(self.office)


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    """An office with one case of one letter."""
    drop(office, form(klien={"nik": NIK}))
    handling.handle_once(office)
    with serving(office) as pages:
        yield Desk(office, pages)


# -- Beranda -------------------------------------------------------------------------------------


def test_the_live_part_is_the_front_page_without_its_frame(desk: Desk) -> None:
    part = desk.pages.get("/potongan/beranda").text
    assert "Surat terakhir" in part
    assert "<html" not in part


def test_a_refused_form_can_be_taken_from_the_page_to_be_mended(desk: Desk) -> None:
    drop(desk.office, b'{"klien": {}}', "Yohanes Lado.json")
    desk.handle()
    text = desk.pages.get("/").text
    path = re.search(r'href="(/tertunda/\w+)">Unduh untuk diperbaiki', text)
    assert path is not None
    assert "Yohanes" not in path[1]
    answer = desk.pages.get(path[1])
    assert answer.data == b'{"klien": {}}'
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_in_a_tray_cannot_be_taken(desk: Desk) -> None:
    assert desk.pages.get("/tertunda/0123456789abcdef0123").status == 404


def test_a_case_that_is_late_stands_on_the_front_page(office: Office) -> None:
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    office.clock.moment = office.clock.moment.replace(month=12, day=20)  # type: ignore[attr-defined]
    with serving(office) as pages:
        text = pages.get("/").text
    assert "Kasus yang terlambat menurut SOP" in text
    assert f'<a class="utuh" href="/berkas/{CASE}">' in text


# -- Cari ----------------------------------------------------------------------------------------


def test_the_pages_of_a_case_tell_its_class_its_place_and_who_has_it(desk: Desk) -> None:
    archive = desk.office.archive
    archive.access.decide(CASE, "Rahasia", reason="korban kekerasan")
    archive.places.put(CASE, "Ordner 3")
    archive.places.lend(CASE, "Bidang Hukum", due=desk.office.clock.today())
    archive.retention.hold(CASE, reason="perkara")
    text = desk.pages.get(f"/berkas/{CASE}").text
    for word in ("Rahasia", "Lokasi Ordner 3/1", "Dipinjam Bidang Hukum", "ditahan"):
        assert word in text
    assert ">Rahasia<" in desk.pages.get(f"/berkas/{CASE}/2").text


def test_a_letter_number_goes_straight_to_the_letter(desk: Desk) -> None:
    assert desk.pages.get(f"/cari?q={NUMBER}").place == f"/berkas/{CASE}/2"
    assert desk.pages.get("/cari?q=400.9.8/1").place == f"/berkas/{CASE}/2"


def test_a_case_number_goes_straight_to_the_case(desk: Desk) -> None:
    assert desk.pages.get(f"/cari?q={CASE.lower()}").place == f"/berkas/{CASE}"


def test_a_number_that_is_not_there_is_searched_for(desk: Desk) -> None:
    answer = desk.pages.get("/cari?q=400.9.8/99/DINSOSPM/2026")
    assert answer.status == 200
    assert "Tidak ditemukan" in answer.text


def test_a_search_counts_by_kind_and_marks_what_fits(desk: Desk) -> None:
    text = desk.pages.get("/cari?q=yohanes").text
    assert "2 naskah" in text
    assert "Surat Koordinasi Penanganan PMBS (1)" in text
    assert "<mark>Yohanes</mark>" in text


def test_a_filter_narrows_the_results_and_keeps_the_other_counts(desk: Desk) -> None:
    text = desk.pages.get("/cari?q=yohanes&jenis=surat-koordinasi").text
    assert "1 naskah" in text
    assert "Formulir (1)" in text


def test_a_nik_is_found_and_not_shown(desk: Desk) -> None:
    text = desk.pages.get(f"/potongan/cari?q={NIK}").text
    assert "2 naskah" in text
    assert NIK not in re.sub(r'href="[^"]*"', "", text)


def test_the_last_searches_are_offered_again(desk: Desk) -> None:
    desk.pages.get("/cari?q=tunggakan+upah")
    assert ">tunggakan upah</a>" in desk.pages.get("/cari").text


@pytest.mark.parametrize("text", ['"', "NEAR(", "a" * 100_000, "%00", "' OR 1=1 --", "(((((*"])
def test_no_text_breaks_the_search(desk: Desk, text: str) -> None:
    assert desk.pages.get(f"/cari?q={text.replace(' ', '+')[:60_000]}").status in (200, 303)


# -- Berkas --------------------------------------------------------------------------------------


def test_a_case_shows_steps_people_and_letters_with_its_nik_masked(desk: Desk) -> None:
    text = desk.pages.get(f"/berkas/{CASE}").text
    assert "Yohanes Lado" in text
    assert "Langkah SOP" in text
    assert NUMBER in text
    assert NIK not in text
    assert "5308••••••••••••" in text


def test_a_nik_is_shown_to_who_asks_and_that_is_written_down(desk: Desk) -> None:
    before = len(desk.office.archive.audit.of_case(CASE))
    assert NIK in desk.pages.post(f"/berkas/{CASE}/nik").text
    (line,) = desk.office.archive.audit.of_case(CASE)[before:]
    assert line.event == "identity-shown"
    assert line.words == "NIK dibuka"


def test_looking_at_a_case_and_taking_a_file_are_written_down(desk: Desk) -> None:
    desk.pages.get(f"/berkas/{CASE}")
    desk.pages.get(f"/berkas/{CASE}/2")
    desk.pages.get(f"/unduh/{CASE}/2/1")
    events = [(one.event, one.item) for one in desk.office.archive.audit.of_case(CASE)][-3:]
    assert events == [("item-viewed", 0), ("item-viewed", 2), ("item-downloaded", 2)]


def test_the_paper_of_a_letter_stands_beside_its_data(desk: Desk) -> None:
    text = desk.pages.get(f"/berkas/{CASE}/2").text
    source = re.search(r'<iframe class="kertas" src="([^"#]+)', text)
    assert source is not None
    answer = desk.pages.get(source[1])
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.data.startswith(b"%PDF")


def test_a_word_file_is_never_shown_in_the_page(desk: Desk) -> None:
    names = list(
        desk.office.archive.items.record_of(desk.office.archive.items.named(f"{CASE}/2")).files
    )
    answer = desk.pages.get(f"/unduh/{CASE}/2/{names.index('surat.docx') + 1}?tampil=1")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert zipfile.is_zipfile(io.BytesIO(answer.data))


@pytest.mark.parametrize(
    "path",
    [
        f"/unduh/{CASE}/2/99",
        f"/unduh/{CASE}/2/0",
        f"/unduh/{CASE}/99/1",
        f"/unduh/{CASE}/2/item.json",
        "/unduh/..%2f..%2fpmbs.toml/2/1",
        "/berkas/PMBS-2026-9999",
        "/berkas/x",
        f"/berkas/{CASE}/0",
        "/agenda/tidak-ada",
        "/agenda/../pmbs.toml",
        "/templat/tidak-ada",
        "/formulir/kosong/tidak-ada",
        "/formulir/draf/0",
        f"/formulir/draf/{'0' * 32}",
    ],
)
def test_what_is_not_there_is_said_so(desk: Desk, path: str) -> None:
    answer = desk.pages.get(path)
    assert answer.status == 404
    assert "Tidak ditemukan" in answer.text


def test_another_copy_is_asked_for_with_a_reason(desk: Desk) -> None:
    answer = desk.pages.post(
        f"/berkas/{CASE}/2/cetak", {"alasan": "lembar pertama rusak", "rangkap": "2"}
    )
    assert answer.place.startswith(f"/berkas/{CASE}/2")
    wanted = desk.office.archive.prints.all()[:2]
    assert {one.why for one in wanted} == {"lembar pertama rusak"}
    assert {one.state for one in wanted} == {PrintState.WANTED}
    assert "Cetakan tambahan diminta" in desk.pages.get(answer.place).text


@pytest.mark.parametrize(
    "fields", [{"alasan": " "}, {"alasan": "x", "rangkap": "0"}, {"alasan": "x", "rangkap": "1000"}]
)
def test_a_copy_without_reason_or_of_no_number_is_not_asked_for(
    desk: Desk, fields: dict[str, str]
) -> None:
    before = len(desk.office.archive.prints.all())
    assert desk.pages.post(f"/berkas/{CASE}/2/cetak", fields).status == 422
    assert len(desk.office.archive.prints.all()) == before


def test_an_attachment_goes_through_the_inbox_into_the_case(desk: Desk) -> None:
    answer = desk.pages.post(
        f"/berkas/{CASE}/lampiran",
        {"judul": "Salinan KTP"},
        files={"berkas": ("scan0001.jpg", b"\xff\xd8\xff\xe0" + bytes(200) + b"\xff\xd9")},
    )
    assert [path.name for path in desk.office.inbox.waiting()] == [f"{CASE} Salinan KTP.jpg"]
    assert "Sedang diproses" in desk.pages.get(answer.place).text


def test_a_letter_is_given_up_with_a_reason_that_the_register_keeps(desk: Desk) -> None:
    fields = {"nomor": NUMBER, "alasan": "klien sudah pulang"}
    assert (
        "Surat dibatalkan"
        in desk.pages.get(desk.pages.post(f"/berkas/{CASE}/batal", fields).place).text
    )
    assert "dibatalkan" in desk.pages.get(f"/berkas/{CASE}/2").text
    register = desk.pages.get("/agenda/buku-agenda-keluar").text
    assert "BATAL: klien sudah pulang" in register
    again = desk.pages.post(f"/berkas/{CASE}/batal", fields)
    assert (again.status, "sudah dibatalkan" in again.text) == (409, True)


def test_a_letter_is_given_up_only_in_its_own_case(desk: Desk) -> None:
    drop(desk.office, form(klien={"nama": "Maria Bria"}), "maria.json")
    desk.handle()
    fields = {"nomor": NUMBER, "alasan": "klien sudah pulang"}
    answer = desk.pages.post("/berkas/PMBS-2026-0002/batal", fields)
    assert (answer.status, "milik berkas lain" in answer.text) == (409, True)
    assert desk.office.archive.items.named(NUMBER).case == CASE


def test_an_answer_longer_than_can_be_taken_says_what_to_do(desk: Desk) -> None:
    place = begin(desk)
    answer = desk.pages.post(place, {**NEW, "catatan": "a" * 2_500_000, "aksi": "simpan"}, files={})
    assert answer.status == 400
    assert "perpendek jawabannya" in answer.text


def test_a_case_can_be_closed(desk: Desk) -> None:
    desk.pages.post(f"/berkas/{CASE}/tutup")
    assert desk.office.archive.cases.show(CASE).status == "ditutup"
    assert "Tutup berkas ini" not in desk.pages.get(f"/berkas/{CASE}").text


def test_the_filled_form_of_a_case_reads_back_as_the_case(desk: Desk, tmp_path: Path) -> None:
    answer = desk.pages.get(f"/berkas/{CASE}/koreksi/pengaduan.docx")
    path = tmp_path / "koreksi.docx"
    path.write_bytes(answer.data)
    reading = read_form(path, name="koreksi.docx", today=desk.office.clock.today())
    known = desk.office.archive.cases.form(CASE)
    assert known is not None
    assert reading.form == known.model_copy(update={"nomor_kasus": CASE})
    assert desk.office.archive.audit.of_case(CASE)[-1].event == "identity-shown"


def test_a_correction_on_the_page_revises_the_unsigned_letter(desk: Desk) -> None:
    place = desk.pages.post(f"/berkas/{CASE}/koreksi/pengaduan").place
    answers = shown_answers(desk.pages.get(place).text) | {"klien.nama": "Yohanes Ladu"}
    sent = desk.pages.post(place, {**answers, "aksi": "kirim"})
    desk.handle()
    assert "Sudah diarsipkan" in desk.pages.get(sent.place).text
    letter = desk.office.archive.items.named(NUMBER)
    assert letter.revision == 2
    assert desk.office.archive.cases.show(CASE).client == "Yohanes Ladu"


# -- Formulir ------------------------------------------------------------------------------------


def shown_answers(text: str) -> dict[str, str]:
    """The answers that stand in a form's plain fields and choices."""
    answers = dict(re.findall(r'<input id="f-[^"]+" name="([^"]+)" value="([^"]*)"', text))
    answers |= dict(re.findall(r'<textarea id="f-[^"]+" name="([^"]+)"[^>]*>([^<]*)<', text))
    for name, options in re.findall(
        r'<select id="f-[^"]+" name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL
    ):
        chosen = re.search(r"<option selected>([^<]*)", options)
        answers[name] = chosen[1] if chosen else ""
    return answers


NEW = {
    "tanggal": "24 November 2026",
    "klien.nama": "Maria Goreti",
    "klien.jenis_kelamin": "Perempuan",
    "permasalahan.uraian": "Upah tidak dibayar\r\ntiga bulan & belum pulang.",
    "permasalahan.jenis": "upah tidak dibayar",
    "keluarga[1].nama": "",
    "keluarga[2].nama": "Agustinus",
    "keluarga[2].hubungan": "suami",
}


def begin(desk: Desk, name: str = "pengaduan") -> str:
    return desk.pages.post(f"/formulir/baru/{name}").place


def test_a_click_puts_the_number_of_the_likely_case_in(desk: Desk) -> None:
    place = begin(desk, "temu-bahas")
    answers = {
        "temu_bahas.tanggal": "30 November 2026",
        "temu_bahas.pukul": "09.00",
        "temu_bahas.tempat": "Aula",
    }
    asked = desk.pages.post(place, {**answers, "aksi": "kirim"})
    assert (asked.status, desk.office.inbox.waiting()) == (422, [])
    assert f'value="kasus:{CASE}"' in asked.text
    chosen = desk.pages.post(place, {**answers, "aksi": f"kasus:{CASE}"})
    assert (chosen.status, "F035" in chosen.text) == (200, False)
    known = shown_answers(chosen.text)
    assert known["nomor_kasus"] == CASE
    desk.pages.post(place, {**known, "aksi": "kirim"})
    desk.handle()
    assert desk.office.archive.cases.form(CASE).temu_bahas  # type: ignore[union-attr]


def test_a_case_filled_in_on_the_page_goes_through_the_inbox_and_shows_its_outcome(
    desk: Desk,
) -> None:
    sent = desk.pages.post(begin(desk), {**NEW, "aksi": "kirim"})
    assert [path.name for path in desk.office.inbox.waiting()] == ["formulir-pengaduan.json"]
    desk.handle()
    told = desk.pages.get(sent.place).text
    assert "Sudah diarsipkan" in told
    assert 'href="/berkas/PMBS-2026-0002"' in told
    filed = desk.office.archive.cases.form("PMBS-2026-0002")
    assert filed is not None
    assert filed.klien is not None
    assert filed.klien.nama == "Maria Goreti"
    assert [one.nama for one in filed.keluarga] == ["Agustinus"]
    assert filed.permasalahan is not None
    assert filed.permasalahan.uraian == "Upah tidak dibayar\ntiga bulan & belum pulang."
    assert list((desk.office.folder / ".draf").iterdir()) == []


def test_problems_stand_beside_their_answers_and_nothing_is_sent(desk: Desk) -> None:
    place = begin(desk)
    wrong = {**NEW, "klien.jenis_kelamin": "X", "klien.nama": "", "aksi": "kirim"}
    answer = desk.pages.post(place, wrong)
    assert answer.status == 422
    assert 'id="pesan-klien.jenis_kelamin"><code>F003</code>' in answer.text
    assert 'id="pesan-klien.nama"><code>F001</code>' in answer.text
    assert desk.office.inbox.waiting() == []
    assert shown_answers(desk.pages.get(place).text)["klien.jenis_kelamin"] == "X"


def test_a_problem_in_a_row_stands_in_that_row(desk: Desk) -> None:
    wrong = {
        **NEW,
        "rombongan[1].nama": "Budi",
        "rombongan[2].nama": "Siti",
        "rombongan[2].umur": "tua",
    }
    answer = desk.pages.post(begin(desk), {**wrong, "aksi": "periksa"})
    assert 'id="pesan-rombongan[2].umur"><code>W017</code>' in answer.text


def test_a_draft_is_kept_and_shown_again_and_can_be_forgotten(desk: Desk) -> None:
    place = begin(desk)
    desk.pages.post(place, {**NEW, "aksi": "simpan"})
    assert "Maria Goreti" in desk.pages.get("/formulir").text
    assert shown_answers(desk.pages.get(place).text)["klien.nama"] == "Maria Goreti"
    desk.pages.post(f"{place}/hapus")
    assert desk.pages.get(place).status == 404


def test_what_is_kept_by_itself_while_the_form_is_sent_brings_no_draft_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, keep, began = begin(desk), Drafts.keep, threading.Event()

    def slowly(drafts: Drafts, draft: Draft, answers: Any, **told: str) -> Draft:
        if not began.is_set():
            began.set()
            time.sleep(0.4)  # long enough for the form to be sent in between
        return keep(drafts, draft, answers, **told)

    monkeypatch.setattr(Drafts, "keep", slowly)
    token = desk.pages.token()
    keeping = threading.Thread(
        target=desk.pages.post, args=(place, {**NEW, "aksi": "simpan"}), kwargs={"token": token}
    )
    keeping.start()
    assert began.wait(10)
    desk.pages.post(place, {**NEW, "aksi": "kirim"}, token=token)
    keeping.join(10)
    assert list((desk.office.folder / ".draf").iterdir()) == []
    assert len(desk.office.inbox.waiting()) == 1


def test_more_rows_are_given_and_the_answers_stay(desk: Desk) -> None:
    place = begin(desk)
    text = desk.pages.post(place, {**NEW, "aksi": "baris:keluarga"}).text
    assert 'name="keluarga[6].nama"' in text
    assert 'name="keluarga[1].nama" value="Agustinus"' in text


@pytest.mark.parametrize("name", BLANKS)
def test_every_form_asks_on_the_page_what_it_asks_on_paper(desk: Desk, name: str) -> None:
    text = desk.pages.get(begin(desk, name)).text
    for section in BLANKS[name].sections:
        assert section == "" or f'name="{section}' in text


def test_files_that_are_dropped_lie_in_the_inbox_under_their_names(desk: Desk) -> None:
    data = json.dumps(form(klien={"nama": "Agnes Tapo"})).encode()
    sent = desk.pages.post("/kiriman", files={"berkas": ("kasus-09.json", data)})
    assert [path.name for path in desk.office.inbox.waiting()] == ["kasus-09.json"]
    desk.handle()
    assert "PMBS-2026-0002" in desk.pages.get(sent.place).text


def test_a_second_file_of_the_same_name_is_told_apart(desk: Desk) -> None:
    drop(desk.office, b'{"klien": {}}', "kasus.json")
    desk.handle()
    assert (desk.office.inbox.folder / Tray.REJECTED / "kasus.json").exists()
    data = json.dumps(form(klien={"nama": "Agnes Tapo"})).encode()
    sent = desk.pages.post("/kiriman", files={"berkas": ("kasus.json", data)})
    desk.handle()
    assert "Sudah diarsipkan" in desk.pages.get(sent.place).text


@pytest.mark.parametrize(
    ("name", "lies"),
    [
        ("../../etc/passwd.json", "passwd.json"),
        ("C:\\Users\\x\\kasus.json", "kasus.json"),
        (".diproses", "berkas diproses"),
        ("~$kasus.json", "berkas ~$kasus.json"),
        ("selesai", "berkas selesai"),
        ("a - catatan.txt", "berkas a - catatan.txt"),
    ],
)
def test_a_name_from_elsewhere_stays_in_the_inbox(office: Office, name: str, lies: str) -> None:
    assert office.inbox.drop(name, b"x") == lies.replace("berkas diproses", "diproses")
    assert len(list(office.inbox.waiting())) == 1


def test_blank_forms_can_be_taken(desk: Desk) -> None:
    for name in BLANKS:
        assert zipfile.is_zipfile(io.BytesIO(desk.pages.get(f"/formulir/kosong/{name}").data))
    book = openpyxl.load_workbook(io.BytesIO(desk.pages.get("/formulir/kosong/rombongan").data))
    assert book.sheetnames


# -- Agenda, Templat, Pengaturan -----------------------------------------------------------------


@pytest.mark.parametrize("name", LISTINGS)
def test_every_list_is_a_page_and_a_sheet(desk: Desk, name: str) -> None:
    text = desk.pages.get(f"/agenda/{name}").text
    assert LISTINGS[name].title in text
    book = openpyxl.load_workbook(
        io.BytesIO(desk.pages.get(f"/agenda/{name}/unduh?format=xlsx").data)
    )
    assert book.active is not None
    assert desk.office.archive.audit.latest(limit=1)[0].event == "list-taken"


def test_a_register_is_narrowed_by_year_and_words(desk: Desk) -> None:
    path = "/agenda/buku-agenda-keluar"
    assert NUMBER in desk.pages.get(path).text
    assert NUMBER not in desk.pages.get(f"{path}?tahun=2025").text
    assert NUMBER in desk.pages.get(f"{path}?memuat=dinsospm+2026").text
    assert "Tidak ada baris" in desk.pages.get(f"{path}?memuat=tidakadasamasekali").text
    assert "Pilih tahun" not in desk.pages.get(path).text  # there is no other


def test_the_register_comes_as_a_pdf(desk: Desk) -> None:
    answer = desk.pages.get("/agenda/buku-agenda-keluar/unduh?format=pdf")
    assert answer.data.startswith(b"%PDF")
    assert 'filename="buku-agenda-keluar-2026.pdf"' in answer.headers["content-disposition"]


def test_templates_show_their_state_and_settings_where_they_are_changed(desk: Desk) -> None:
    text = desk.pages.get("/templat").text
    for letter_type in desk.office.catalogue.types.values():
        assert letter_type.title in text
    (desk.office.templates / "surat-koordinasi.docx").unlink()
    assert "1 kesalahan" in desk.pages.get("/templat").text
    settings = desk.pages.get("/pengaturan").text
    assert "pmbs.toml" in settings
    assert desk.office.config.office.name in settings


# -- what guards them ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/kiriman",
        "/formulir/baru/pengaduan",
        f"/berkas/{CASE}/tutup",
        f"/berkas/{CASE}/nik",
        f"/berkas/{CASE}/2/cetak",
        f"/berkas/{CASE}/lampiran",
        f"/berkas/{CASE}/batal",
    ],
)
@pytest.mark.parametrize("token", ["", "salah"])
def test_nothing_is_changed_without_the_pages_own_token(desk: Desk, path: str, token: str) -> None:
    answer = desk.pages.post(path, {"alasan": "x", "nomor": NUMBER}, token=token)
    assert answer.status == 403
    assert desk.office.archive.cases.show(CASE).status == "berjalan"


def test_every_kind_of_case_has_a_page(office: Office) -> None:
    for name, sections in SECTIONS.items():
        drop(office, form(klien={"nama": f"Klien {name}"}, **sections), f"{name}.json")
    handling.handle_once(office)
    with serving(office) as pages:
        for case in office.archive.cases.running():
            view = office.archive.cases.show(case)
            assert pages.get(f"/berkas/{case}").status == 200
            for item in view.items:
                assert pages.get(f"/berkas/{case}/{item.item}").status == 200


def test_an_attachment_called_ktp_kk_keeps_its_case_and_each_of_several_is_followed(
    desk: Desk,
) -> None:
    picture = b"\xff\xd8\xff\xe0" + bytes(200) + b"\xff\xd9"
    two = [("berkas", ("scan.jpg", picture)), ("berkas", ("scan (1).jpg", picture + b" "))]
    answer = desk.pages.post(
        f"/berkas/{CASE}/lampiran", {"judul": r"Salinan KTP/KK \ SIM"}, files=two
    )
    names = [path.name for path in desk.office.inbox.waiting()]
    assert len(names) == 2
    assert all(name.startswith(f"{CASE} Salinan KTP-KK - SIM") for name in names)
    assert desk.pages.get(answer.place).text.count("Sedang diproses") == 2


def test_the_front_page_shows_a_name_that_no_page_can_write(desk: Desk) -> None:
    for name in (os.fsdecode(b"kasus-\xff.json"), "berkas-\N{RIGHT-TO-LEFT OVERRIDE}gpj.json"):
        drop(desk.office, b"{}", name)
    assert desk.pages.get("/").status == 200
    handling.handle_once(desk.office)
    answer = desk.pages.get("/")
    assert answer.status == 200
    assert "kasus-\N{REPLACEMENT CHARACTER}.json" in answer.text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in answer.text


@pytest.mark.parametrize("path", ["/cari?q=upah", "/agenda/buku-agenda-keluar?bulan=1"])
def test_a_year_that_is_none_is_an_address_that_is_none(desk: Desk, path: str) -> None:
    assert desk.pages.get(f"{path}&tahun={10**22}").status == 404
    assert desk.pages.get(f"{path}&tahun=2026").status == 200


def test_that_a_file_came_in_is_no_news_beside_its_outcome(desk: Desk) -> None:
    place = desk.pages.post("/kiriman", files={"berkas": ("kosong.json", b"{}")}).place
    news = f"{place}?kabar=dikirim"
    assert "Kiriman masuk ke inbox." in desk.pages.get(news).text
    desk.handle()
    assert "Belum dapat diproses" in desk.pages.get(news).text
    assert "Kiriman masuk ke inbox." not in desk.pages.get(news).text
