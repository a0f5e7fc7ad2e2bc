"""Words beside the cells are never lost: kept, told, and another form than the one without them."""

from pathlib import Path

import pytest

from generator.office.office import Office
from generator.service.handling import handle_once
from tests.forms.kit import cell, codes, complaint, docx, p, read, row, t, table
from tests.office_kit import drop, make_office_folder, open_office

SPANNED = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>'
WORDS = "Jangan hubungi majikan"


def spanned(text: str) -> str:
    return f"<w:tr>{SPANNED.format(p(t(text)))}</w:tr>"


BESIDE = {
    "a merged row": complaint(spanned(WORDS)),
    "a row with an empty answer": complaint(row(WORDS, "")),
    "an answer in the label's cell": complaint(row("Umur 34", "")),
    "words below the label, with an answer": complaint(
        f"<w:tr>{cell(p(t('Umur')), p(t(WORDS)))}{cell(p(t('34')))}</w:tr>"
    ),
    "a short line after the tables": complaint(after=p(t(WORDS))),
    "a single word after the tables": complaint(after=p(t("mendesak"))),
    "a line before the first heading": docx(
        p(t("MENDESAK"))
        + p(t("Data Klien"))
        + table(row("Nama lengkap", "Yohanes Lado"), row("Jenis kelamin", "L"))
        + p(t("Permasalahan"))
        + table(row("Uraian permasalahan", "Klien ingin pulang."))
    ),
}


@pytest.mark.parametrize("where", BESIDE)
def test_they_are_kept_told_and_count(tmp_path: Path, where: str) -> None:
    plain = read(tmp_path, complaint(), "a.docx")
    reading = read(tmp_path, BESIDE[where], "a.docx")
    assert reading.form is not None
    said = " ".join(f"{one.label} {one.text}" for one in reading.answers)
    words = next(one for one in (WORDS, "34", "mendesak", "MENDESAK") if one in said)
    assert words in said
    if reading.form == plain.form:
        assert reading.content != plain.content
        assert {"W003", "W005"} & set(codes(reading))


@pytest.mark.parametrize(
    "line", ["Tarakan, 24 November 2026", "Tarakan, November 2026", "Tarakan, …"]
)
def test_what_is_printed_around_a_form_is_not_told(tmp_path: Path, line: str) -> None:
    data = complaint(
        before=p(t("")),
        after=p(t(line))
        + p(t("Petugas,"))
        + p(t("Rahmawati, S.Sos."))
        + p(t("NIP 198001012005012001")),
    )
    assert codes(read(tmp_path, data, "a.docx")) == []


def test_spacing_makes_no_other_form(tmp_path: Path) -> None:
    one = read(tmp_path, complaint(after=p(t(WORDS))), "a.docx")
    other = read(tmp_path, complaint(after=p(t(f"  {WORDS} "))), "a.docx")
    assert one.content == other.content


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(make_office_folder(tmp_path / "kantor"))


def test_a_form_sent_again_with_an_addition_is_not_the_same(office: Office) -> None:
    drop(office, complaint(), "a.docx")
    drop(office, complaint(after=p()), "b.docx")
    drop(office, complaint(spanned(WORDS)), "c.docx")
    outcomes = {one.form: one.outcome for one in handle_once(office)}
    assert outcomes == {"a.docx": "filed", "b.docx": "duplicate", "c.docx": "filed"}
    (office.folder / "archive" / "index.db").unlink()
    office.close()
    again = open_office(office.folder)
    drop(again, complaint(spanned(WORDS), after=p() + p()), "d.docx")
    (outcome,) = handle_once(again)
    assert outcome.outcome == "duplicate", "the index made anew knows what was added"
    again.close()


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Umur (kira-kira, menurut ibunya)", "kira-kira, menurut ibunya"),
        ("NIK (hilang di kapal)", "hilang di kapal"),
        ("Alamat asal (rumah paman)", "rumah paman"),
        ("Nomor HP (milik tetangga", "milik tetangga"),
    ],
)
@pytest.mark.parametrize("answer", ["", "34"])
def test_what_is_written_into_the_brackets_of_a_label_is_kept_told_and_counts(
    tmp_path: Path, label: str, words: str, answer: str
) -> None:
    usual = read(tmp_path, complaint(row(label.partition(" (")[0], answer)), "a.docx")
    reading = read(tmp_path, complaint(row(label, answer)), "a.docx")
    assert reading.form == usual.form
    assert reading.content != usual.content
    assert any(words in one.text for one in reading.answers)
    (told,) = [one for one in reading.problems if one.code == "W005"]
    assert words in told.message


@pytest.mark.parametrize(
    "label",
    [
        "NIK (16 angka, bila diketahui)",
        "NIK (16 digit)",
        "Tanggal lahir (dd-mm-yyyy)",
        "Umur (tahun)",
        "Jenis kelamin * (L/P)",
        "Nomor HP (bila ada)",
        "Alamat asal (sesuai KTP)",
    ],
)
def test_the_help_that_a_form_prints_is_not_told(tmp_path: Path, label: str) -> None:
    answer = "L" if "kelamin" in label else ""
    assert "W005" not in codes(read(tmp_path, complaint(row(label, answer)), "a.docx"))
