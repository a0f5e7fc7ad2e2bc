"""Where the paper stands, its labels, and who has it."""

import io
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pydantic import ValidationError

from generator.desks.labels import Label, label_sheets
from generator.office.office import Office
from generator.rules.config import LabelSettings
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, rows, set_clock

DOTS = 300 / 25.4  # a millimetre


def three_cases(office: Office) -> list[str]:
    return [file(office, klien={"nama": name}) for name in ("Satu", "Dua", "Tiga")]


def pages(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=300 / 72).to_pil() for page in document]


def codes(pdf: bytes) -> list[list[tuple[str, int, int]]]:
    """The codes of each page with the column and row of labels they stand in (70 × 42.3 mm)."""
    return [
        sorted(
            (
                found.text,
                int(found.position.top_left.x / DOTS // 70),
                int((found.position.top_left.y / DOTS - 0.4) // 42.3),
            )
            for found in zxingcpp.read_barcodes(page)
        )
        for page in pages(pdf)
    ]


# -- places --------------------------------------------------------------------------------------


def test_cases_stand_one_behind_the_other(office: Office, pmbs: Pmbs) -> None:
    first, second, third = three_cases(office)
    code, said = pmbs("place", third, first, "--in", "Ordner 3")
    assert (code, said.split("\n")[1]) == (0, f"{first}  Ordner 3/2")
    pmbs("place", second, "--in", "ordner  3", "--at", "9")
    assert str(office.archive.places.of(second)) == "Ordner 3/9"
    assert office.archive.places.cases_in("ORDNER 3") == [third, first, second]
    assert_rebuilds_equal(office)


def test_a_place_holds_one_case_and_a_case_may_move(office: Office, pmbs: Pmbs) -> None:
    first, second, _ = three_cases(office)
    pmbs("place", first, "--in", "Boks 1", "--at", "1")
    code, said = pmbs("place", second, "--in", "Boks 1", "--at", "1")
    assert (code, "A045" in said, first in said) == (2, True, True)
    pmbs("place", first, "--in", "Boks 1", "--at", "1")
    pmbs("place", first, "--in", "Boks 2")
    assert pmbs("place", second, "--in", "Boks 1", "--at", "1")[0] == 0
    assert pmbs("place", "PMBS-2026-0404", "--in", "Boks 1")[0] == 2


def test_boxes_are_listed_by_their_numbers_and_the_unplaced_first(
    office: Office, pmbs: Pmbs
) -> None:
    first, second, third = three_cases(office)
    pmbs("place", first, "--in", "Boks 10")
    pmbs("place", second, "--in", "Boks 9")
    listed = rows(office, "lokasi")
    assert [row["Nomor berkas"] for row in listed] == [third, second, first]
    assert listed[0]["Lokasi"] == "BELUM DITEMPATKAN"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("buku-agenda-keluar", "Keterangan"),
        ("buku-agenda-masuk", "Keterangan"),
        ("daftar-isi-berkas", "Boks"),
        ("tanda-tangan", "Lokasi"),
        ("sop", "Lokasi"),
        ("shelter", "Lokasi"),
        ("akses", "Lokasi"),
        ("retensi", "Lokasi"),
        ("peminjaman", "Lokasi"),
        ("daftar-berkas", "Boks"),
    ],
)
def test_every_list_of_cases_tells_the_place(
    office: Office, pmbs: Pmbs, name: str, column: str
) -> None:
    told = {
        "tanggal": "2026-11-24",
        "tempat": "Shelter",
        "menyerahkan": {"nama": "Rahmawati"},
        "menerima": {"nama": "Andi"},
    }
    case = file(office, serah_terima=told)
    pmbs("place", case, "--in", "Ordner 3", "--at", "5")
    pmbs("lend", case, "--to", "Bidang Hukum", "--due", "2026-12-03")
    if name == "retensi":
        office.archive.cases.close(case)
        set_clock(office, date(2028, 11, 1))
    (row, *_) = rows(office, name, year=2028 if name == "retensi" else 2026)
    assert "Ordner 3/5" in row[column]


# -- loans ---------------------------------------------------------------------------------------


def test_papers_go_out_are_missed_and_come_back(office: Office, pmbs: Pmbs) -> None:
    file(office)
    code, said = pmbs("lend", CASE, "--to", "Bidang Hukum")
    assert (code, "01-12-2026" in said) == (0, True)
    code, said = pmbs("lend", CASE, "--to", "Inspektorat")
    assert (code, "A046" in said, "Bidang Hukum" in said) == (2, True, True)
    set_clock(office, date(2026, 12, 4))
    assert rows(office, "peminjaman")[0]["Keadaan"] == "TERLAMBAT 3 hari"
    assert [one.case for one in office.archive.places.overdue()] == [CASE]
    assert "Bidang Hukum" in pmbs("show", CASE)[1]
    assert pmbs("return", CASE)[0] == 0
    assert rows(office, "peminjaman")[0]["Keadaan"] == "kembali terlambat"
    assert office.archive.places.overdue() == []
    code, said = pmbs("return", CASE)
    assert (code, "A047" in said) == (2, True)
    assert_rebuilds_equal(office)


def test_a_loan_is_due_on_a_day_to_come(office: Office, pmbs: Pmbs) -> None:
    file(office)
    for due in ("23-11-2026", "lusa"):
        code, said = pmbs("lend", CASE, "--to", "Bidang Hukum", "--due", due)
        assert (code, "A048" in said) == (2, True), due
    assert pmbs("lend", CASE, "--to", "Bidang Hukum", "--due", "24-11-2026")[0] == 0


def test_what_was_lent_in_an_earlier_year_and_is_still_out_stays_listed(
    office: Office, pmbs: Pmbs
) -> None:
    file(office)
    pmbs("lend", CASE, "--to", "Bidang Hukum")
    set_clock(office, date(2027, 1, 5))
    assert len(rows(office, "peminjaman", year=2027)) == 1
    pmbs("return", CASE)
    assert rows(office, "peminjaman", year=2027) == []


# -- labels --------------------------------------------------------------------------------------


def test_a_label_carries_the_cases_code_in_its_own_field(office: Office, pmbs: Pmbs) -> None:
    first, second, third = three_cases(office)
    pmbs("place", second, third, "--in", "Ordner 1")
    out = office.folder / "label.pdf"
    assert pmbs("labels", first, "--in", "Ordner 1", "--skip", "2", "-o", out)[0] == 0
    assert codes(out.read_bytes()) == [[(first, 2, 0), (second, 0, 1), (third, 1, 1)]]


def test_twenty_one_labels_fill_a_sheet_exactly() -> None:
    labels = [
        Label(
            case=f"PMBS-2026-{n:04d}", heading="Berkas", lines=("Kode 400.9.8",), access="Terbatas"
        )
        for n in range(22)
    ]
    first, second = codes(label_sheets(labels, LabelSettings()))
    assert [(column, row) for _, column, row in first] == [(n % 3, n // 3) for n in range(21)]
    assert second == [("PMBS-2026-0021", 0, 0)]
    (sheet, _) = pages(label_sheets(labels, LabelSettings()))
    assert (sheet.width / DOTS, sheet.height / DOTS) == pytest.approx((210, 297), abs=0.2)


def test_nothing_is_drawn_over_the_edge_of_a_label_however_long_its_words() -> None:
    long = Label(
        case="PMBS-2026-123456",
        heading="Berkas " * 20,
        lines=("Lemari Besi Ω " * 9,) * 6,
        access="Sangat Rahasia",
    )
    (sheet,) = pages(label_sheets([long], LabelSettings()))
    ink = sheet.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    assert ink is not None
    left, top, right, bottom = (edge / DOTS for edge in ink)
    assert left >= 4.9
    assert top >= 5
    assert right <= 65.2
    assert bottom <= 38


def test_a_sheet_that_is_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(ValidationError, match="A4"):
        LabelSettings(columns=4)
    assert LabelSettings(columns=2, rows=8, width=99.1, height=33.9, left=4.6, top=12.9, gap_x=2.5)


def test_labels_of_nothing_are_refused(office: Office, pmbs: Pmbs) -> None:
    file(office)
    assert pmbs("labels", "--in", "Kosong")[0] == 2
    assert pmbs("labels", CASE, "--skip", "21")[0] == 2


def test_no_label_names_a_person(office: Office, pmbs: Pmbs) -> None:
    file(office)
    out = office.folder / "label.pdf"
    pmbs("labels", CASE, "-o", out)
    text = pypdfium2.PdfDocument(io.BytesIO(out.read_bytes()))[0].get_textpage().get_text_bounded()
    assert CASE in text
    assert "Yohanes" not in text
