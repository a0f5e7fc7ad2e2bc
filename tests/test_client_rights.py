"""What a client may ask for: the own data with who saw it, a copy without names, a correction with its reason."""

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from generator.archive import rebuild
from generator.cli import main
from generator.desks.client_rights import redacted, subject_json, subject_of
from generator.office.office import Office
from generator.pdf.redacting import black_out
from generator.service import handling
from generator.system.actor import machine_user
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.problems import UsageError
from tests.archive.kit import ledger_lines, small_year, tables
from tests.office_kit import KESEPAKATAN, SERAH_TERIMA, drop, form

CASE = "PMBS-2026-0001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def pages(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=2).to_pil().convert("L") for page in document]


def black(picture: Image.Image) -> float:
    """Which share of a picture is black, in hundredths."""
    return 100 * sum(picture.histogram()[:40]) / (picture.width * picture.height)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A page with a name, the name torn over two lines, a NIK in groups, and an officer."""
    pdf = FPDF(unit="mm", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    for line in (
        "Klien bernama YOHANES Lado, NIK 5308 1203 0592 0001,",
        "dan sekali lagi Yohanes",
        "Lado dari Ende. Telepon 0812-3456-7890.",
        "Ditangani oleh Rahmawati, S.Sos.",
    ):
        pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT", h=10)
    path = tmp_path / "surat.pdf"
    pdf.output(str(path))
    return path


# -- the copy without names ----------------------------------------------------------------------


def test_nothing_that_can_be_read_is_left_in_the_copy(letter: Path) -> None:
    assert "YOHANES" in text_of(letter.read_bytes())
    copy = black_out(letter, ["Yohanes Lado"]).pdf
    assert text_of(copy).strip() == ""
    assert b"Lado" not in copy
    assert b"Font" not in copy
    assert b"5308" not in copy


def test_every_place_is_blacked_out_over_line_ends_and_in_any_case(letter: Path) -> None:
    # Twice the name, and the identity number that nobody named.
    assert black_out(letter, ["yohanes lado"]).places == 3
    assert black_out(letter, ["yohanes lado", "081234567890"]).places == 4
    assert black_out(letter, ["Ende"]).places == 2


def test_a_word_inside_another_word_stays(letter: Path) -> None:
    assert black_out(letter, ["End", "Rahma", "Yohan"]).places == 1


def test_the_black_lies_where_the_words_stood(letter: Path, tmp_path: Path) -> None:
    before = pypdfium2.PdfDocument(letter)[0].render(scale=2).to_pil().convert("L")
    (after,) = pages(black_out(letter, ["Yohanes Lado"]).pdf)
    assert after.size == before.size
    text = pypdfium2.PdfDocument(letter)[0].get_textpage()
    first, many = text.search("YOHANES Lado").get_next()
    left, bottom, _, _ = text.get_charbox(first)
    _, _, right, top = text.get_charbox(first + many - 1)
    height = before.height / 2
    box = [round(2 * one) for one in (left, height - top, right, height - bottom)]
    assert black(after.crop(tuple(box))) > 99
    assert black(before.crop(tuple(box))) < 60
    # The line below, with the officer's name, is as it was.
    officer = (0, (2 * 60), before.width, (2 * 60) + 200)
    assert abs(black(after.crop(officer)) - black(before.crop(officer))) < 12


def test_a_secret_is_no_pattern(letter: Path) -> None:
    assert black_out(letter, [".*", "(", "[a-z]", ""]).places == 1


def test_names_of_a_case_come_from_every_form_it_had(office: Office) -> None:
    correction = form(nomor_kasus=CASE, klien={"nama": "Yohannes Ladu", "telepon": "081234567890"})
    drop(office, correction, "5.json")
    handling.handle_once(office)
    from generator.desks.client_rights import _secrets

    secrets = set(_secrets(office, CASE))
    assert {"Yohanes Lado", "Yohannes Ladu", "Ladu", "5308120305920001", "081234567890"} <= secrets
    assert not any("Rahmawati" in one or "Rusli" in one for one in secrets)


def test_private_parties_are_blacked_out_and_officials_are_not(office: Office) -> None:
    from generator.desks.client_rights import _secrets

    secrets = set(_secrets(office, "PMBS-2026-0003"))
    assert "Siti Bela" in secrets
    assert not any("Budi" in one or "Santoso" in one for one in secrets)


def test_only_letters_of_the_service_are_redacted(office: Office) -> None:
    with pytest.raises(UsageError, match="A035"):
        redacted(office, f"{CASE}/1")


def test_a_redacted_copy_is_made_by_command_and_written_down(
    office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "salinan.pdf"
    assert main(["--office", str(office.folder), "redact", "400.9.8/1", "-o", str(target)]) == 0
    assert text_of(target.read_bytes()).strip() == ""
    last = office.archive.audit.of_case(CASE)[-1]
    assert (last.event, last.detail) == ("case-exported", "salinan tersamar 002")


# -- the own data --------------------------------------------------------------------------------


def test_a_client_is_told_what_is_kept_and_who_saw_it(office: Office) -> None:
    office.archive.audit.viewed(CASE, item=2, who="rahma")
    told = subject_json(subject_of(office, CASE))
    labels = {one["label"]: one["answer"] for one in told["data"]}  # type: ignore[attr-defined]
    assert labels["Nama lengkap"] == "Yohanes Lado"
    assert labels["NIK"] == "5308120305920001"
    log = [(one["who"], one["event"]) for one in told["log"]]  # type: ignore[attr-defined]
    assert ("rahma", "item-viewed") in log
    assert ("layanan", "case-exported") in log
    assert len(told["items"]) == 5  # type: ignore[arg-type]


def test_nobody_else_is_in_it(office: Office) -> None:
    text = json.dumps(subject_json(subject_of(office, CASE)), default=str)
    assert "Siti Bela" not in text
    assert "PMBS-2026-0002" not in text


def test_the_paper_has_the_data_and_the_log(office: Office, tmp_path: Path) -> None:
    from docx import Document

    office.archive.corrections.ask(CASE, reason="ejaan nama", by="klien")
    target = tmp_path / "data.docx"
    command = ["subject", CASE, "--format", "docx", "-o", str(target)]
    assert main(["--office", str(office.folder), *command]) == 0
    document = Document(str(target))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"Yohanes Lado", "400.9.8/1/DINSOSPM/2026", "ejaan nama", "belum"} <= set(cells)


# -- corrections ---------------------------------------------------------------------------------


def test_a_correction_keeps_the_old_version_and_its_reason(office: Office) -> None:
    office.archive.corrections.ask(CASE, reason="ejaan nama menurut KTP", by="klien")
    (asked,) = office.archive.corrections.of_case(CASE)
    assert (asked.done_item, asked.reason) == (0, "ejaan nama menurut KTP")
    drop(office, form(nomor_kasus=CASE, klien={"nama": "Yohannes Lado"}), "5.json")
    handling.handle_once(office)
    (done,) = office.archive.corrections.of_case(CASE)
    view = office.archive.cases.show(CASE)
    corrected = next(one for one in view.items if one.item == done.done_item)
    assert corrected.kind == "formulir"
    old = [one for one in view.items if one.is_replaced]
    new = [one for one in view.items if one.revision == 2]
    assert {one.number for one in new} == {one.number for one in old} != set()
    assert all((office.archive.items.folder_of(one) / "surat.pdf").is_file() for one in old)


def test_what_was_answered_before_is_not_answered_again(office: Office) -> None:
    office.archive.corrections.ask(CASE, reason="satu", by="klien")
    drop(office, form(nomor_kasus=CASE, klien={"nama": "Yohannes Lado"}), "5.json")
    handling.handle_once(office)
    office.archive.corrections.ask(CASE, reason="dua", by="keluarga")
    one, two = office.archive.corrections.of_case(CASE)
    assert (one.done_item > 0, two.done_item) == (True, 0)


def test_requests_survive_a_rebuild(office: Office) -> None:
    office.archive.corrections.ask(CASE, reason="satu", by="klien")
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    assert tables(office) == before
    assert len(before["corrections"]) == 1


def test_a_request_names_who_wrote_it_down(office: Office) -> None:
    command = ["correct", CASE, "--reason", "tanggal lahir", "--by", "klien"]
    assert main(["--office", str(office.folder), *command]) == 0
    line = ledger_lines(office)[-1]
    told = (line["event"], line["who"], line["data"]["by"])
    assert told == ("correction-asked", machine_user(), "klien")


def test_a_case_that_is_not_there_cannot_be_corrected(office: Office) -> None:
    with pytest.raises(UsageError, match="A005"):
        office.archive.corrections.ask("PMBS-2026-0404", reason="x", by="klien")


def test_a_copy_says_on_each_page_that_it_is_one(letter: Path) -> None:
    """Above the letterhead, where the letter itself is white."""
    with pypdfium2.PdfDocument(letter) as document:
        (before,) = [page.render(scale=2).to_pil().convert("L") for page in document]
    (after,) = pages(black_out(letter, ["Yohanes Lado"]).pdf)
    rim = (0, 0, after.width, round(after.height * 0.035))
    assert black(before.crop(rim)) == 0
    assert black(after.crop(rim)) > 0.5


@pytest.mark.parametrize(
    ("person", "is_black"),
    [
        ({"nama": "Budi Santoso", "jabatan": "Kepala Bidang", "instansi": "Disperinaker"}, False),
        ({"nama": "Budi Santoso", "jabatan": "Kanit", "instansi": "Polres Tarakan"}, False),
        ({"nama": "Budi Santoso", "jabatan": "Staf", "nip": "198706152010012003"}, False),
        ({"nama": "Yuliana", "jabatan": "Agen"}, True),
        ({"nama": "Yuliana", "jabatan": "Direktur", "instansi": "PT Laut Biru"}, True),
        ({"nama": "Yuliana", "instansi": "CV Sumber Rezeki"}, True),
        ({"nama": "Yuliana"}, True),
    ],
)
def test_people_of_companies_are_private_and_officers_are_not(
    person: dict[str, str],
    is_black: bool,  # noqa: FBT001 - a column of the table
) -> None:
    parties = [{"nama": "Siti Aminah", "instansi": "Dinas Sosial"}, person]
    told = CaseForm.model_validate(
        form(kesepakatan={**KESEPAKATAN, "tercapai": True, "pihak": parties})
    )
    private = {
        one.value for one in told_in(told) if one.fact.kind is Kind.NAME and not one.is_public
    }
    assert (person["nama"] in private) is is_black
    assert "Siti Aminah" not in private


@pytest.mark.parametrize(
    ("witness", "is_black"),
    [
        ({"nama": "Agus Salim", "jabatan": "Relawan"}, True),
        ({"nama": "Agus Salim", "jabatan": "Ketua RT 5"}, True),
        ({"nama": "Agus Salim", "jabatan": "Lurah", "instansi": "Kelurahan Karang Anyar"}, False),
    ],
)
def test_private_witnesses_are_private(
    witness: dict[str, str],
    is_black: bool,  # noqa: FBT001 - a column of the table
) -> None:
    told = CaseForm.model_validate(form(serah_terima={**SERAH_TERIMA, "saksi": [witness]}))
    private = {
        one.value for one in told_in(told) if one.fact.kind is Kind.NAME and not one.is_public
    }
    assert ("Agus Salim" in private) is is_black
    assert "Andi Rusli" not in private  # our own officer


def test_a_witness_is_black_in_a_copy_of_the_record(office: Office) -> None:
    """The copy has no text: what is looked for is what the record tells."""
    drop(
        office,
        form(serah_terima={**SERAH_TERIMA, "saksi": [{"nama": "Zulfikar", "jabatan": "Relawan"}]}),
        "w.json",
    )
    (outcome,) = handling.handle_once(office)
    number = next(
        one.number for one in outcome.documents if one.type == "berita-acara-serah-terima"
    )
    made, _ = redacted(office, number)
    drop(office, form(klien={"nama": "Yohanes Lade"}, serah_terima=SERAH_TERIMA), "x.json")
    (outcome,) = handling.handle_once(office)
    other = next(one.number for one in outcome.documents if one.type == "berita-acara-serah-terima")
    assert made.places > redacted(office, other)[0].places
