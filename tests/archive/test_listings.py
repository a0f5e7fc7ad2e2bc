"""Lists: what their headers promise, what a spreadsheet may not run, and how they look on paper."""

import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from generator.archive import LISTINGS, ChainHead, Listing, as_csv, as_docx, as_xlsx
from generator.archive.database import Index
from generator.archive.lists import listings
from generator.archive.lists.formats import is_formula_like
from generator.archive.lists.listings import read_listings
from generator.archive.topics.registry import TABLES
from generator.cli import main as run_command
from generator.desks import agenda
from generator.office.office import Office
from generator.pdf import LibreOfficeConverter
from generator.rules.config import ConverterSettings, Identity
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from generator.vocabulary.problems import ExitCode, UsageError
from generator.word.columns import PaperColumn
from generator.word.paper import NARROWEST
from tests.office_kit import drop, form, open_office

OFFICE = Identity(
    name="Dinas Sosial", government="Pemerintah Kota Tarakan", unit="DINSOSPM", city="Tarakan"
)
HEAD = ChainHead(seq=12, at=datetime(2026, 11, 24, 12, 0, tzinfo=WITA), hash="0123abcd" * 8)
ROOM = 26.7


def test_no_listing_takes_a_moment_for_one_of_greenwich() -> None:
    texts = [
        path.read_text(encoding="utf-8")
        for path in Path(listings.__file__).parent.glob("listings/*.sql")
    ]
    assert len(texts) > 15
    formatted = [one for text in texts for one in re.findall(r"strftime\([^,]+, ?(\w+)", text)]
    assert set(formatted) == {"substr"}


def listing(*rows: tuple[str | int | None, ...], head: ChainHead | None = None) -> Listing:
    layout = (PaperColumn(name="No", width=1.2, align="center"), PaperColumn(name="Isi ringkas"))
    return Listing(
        name="contoh",
        title="Buku Contoh",
        year=2026,
        columns=("No", "Isi ringkas"),
        rows=rows,
        period="Tahun 2026",
        layout=layout,
        head=head,
    )


def text_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index(tmp_path_factory.mktemp("index") / "index.db", tables=TABLES)


@pytest.mark.parametrize("name", LISTINGS)
def test_the_header_of_a_list_names_the_columns_of_its_query(name: str, index: Index) -> None:
    source = LISTINGS[name]
    params = {"year": 2026, "month": None, "today": "2026-11-24"}
    params |= dict.fromkeys(source.facts, "[]")
    assert tuple(one.name for one in source.layout) == index.columns(source.sql, params)


@pytest.mark.parametrize("name", LISTINGS)
def test_the_columns_of_a_list_fit_on_a_landscape_page(name: str) -> None:
    widths = [one.width or NARROWEST for one in LISTINGS[name].layout]
    assert sum(widths) <= ROOM


@pytest.mark.parametrize(
    "header",
    [
        "-- period: year",
        "-- title: A\n-- period: week",
        "-- title: A\n-- column: No | broad",
        "-- title: A\n-- column: No | 1 | inside",
    ],
)
def test_a_header_that_cannot_be_understood_is_refused(tmp_path: Path, header: str) -> None:
    (tmp_path / "salah.sql").write_text(f"{header}\nSELECT 1 AS No")
    with pytest.raises(ValueError, match=r"salah\.sql"):
        read_listings(tmp_path)


FORMULAS = [
    "=1+1",
    "+62 812",
    "-2+3",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "\uff0b1",
    "\ufeff=1",
    "\u200b=1",
    "\u00a0=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_might_run_is_made_text(text: str) -> None:
    made = as_csv(listing((1, text))).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))[1]
    assert row[1] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(listing((1, text))))).active
    assert sheet is not None
    cell = sheet["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", ["-", "\u2013", "", "400.9.8/1/DINSOSPM/2026", "a=b"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert not is_formula_like(text)
    assert as_csv(listing((1, text))).decode("utf-8-sig").splitlines()[1] == f"1;{text}"


def test_a_number_stays_a_number_in_a_spreadsheet() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(listing((7, "a"))))).active
    assert sheet is not None
    assert sheet["A2"].value == 7


def test_a_sheet_may_be_called_what_excel_forbids_in_names() -> None:
    odd = Listing(
        name="a",
        title="Surat [Masuk]: 1/2?",
        year=2026,
        columns=("No",),
        rows=(),
        layout=(PaperColumn(name="No"),),
    )
    assert openpyxl.load_workbook(io.BytesIO(as_xlsx(odd))).sheetnames == ["Surat  Masuk   1 2"]


def test_an_empty_register_says_so() -> None:
    text = text_of(as_docx(listing(), OFFICE))
    assert "NIHIL" in text
    assert "Buku Contoh, Tahun 2026: 0 (nol) baris." in text


def test_the_heading_is_repeated_and_no_row_is_torn() -> None:
    docx = as_docx(listing((1, "a"), (2, "b")), OFFICE)
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:tblHeader") == 2
    assert body.count("<w:cantSplit") == 4


def test_a_register_is_sealed_with_the_head_of_the_ledger() -> None:
    text = text_of(as_docx(listing((1, "a"), head=HEAD), OFFICE))
    assert f"baris 12, 24-11-2026 12.00, {' '.join(['0123abcd'] * 8)}" in text


def test_what_xml_cannot_hold_is_left_out_on_paper() -> None:
    assert "a<b>&c" in text_of(as_docx(listing((1, "a<b>\x00&\x0bc")), OFFICE))


def test_the_registers_seal_is_the_last_line_of_the_ledger(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    head = office.listing("buku-agenda-keluar").head
    last = (office.archive.root / "ledger" / "2026.jsonl").read_text().splitlines()[-1]
    assert head is not None
    assert f'"hash":"{head.hash}"' in last
    assert office.listing("daftar-isi-berkas").head is None


def test_a_register_can_be_made_for_one_month(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = datetime(2026, 12, 1, 8, 0, tzinfo=WITA)
    drop(office, form(klien={"nama": "Maria Bela"}), "b.json")
    handling.handle_once(office)
    rows = {month: office.listing("buku-agenda-keluar", month=month).rows for month in (11, 12)}
    assert [[row[0] for row in rows[month]] for month in (11, 12)] == [[1], [2]]
    assert office.listing("buku-agenda-keluar", month=12).period == "Bulan Desember 2026"


def test_a_list_of_cases_is_not_made_for_a_month(office: Office) -> None:
    with pytest.raises(UsageError, match="S007"):
        office.listing("daftar-isi-berkas", month=11)


@pytest.mark.real
def test_a_long_register_has_numbered_pages_and_its_heading_on_each(
    tmp_path: Path,
) -> None:
    rows = [
        (n, f"Koordinasi penanganan kasus dengan perihal yang panjang sekali {n} " * 4)
        for n in range(60)
    ]
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    docx.write_bytes(as_docx(listing(*rows, head=HEAD), OFFICE))
    converter = LibreOfficeConverter(ConverterSettings(), scratch=tmp_path / "konversi")
    converter.convert(docx, pdf)
    converter.close()
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page
    assert all("Isi ringkas" in page for page in pages[:-1])
    assert "NIP." in pages[-1]


def rewritten(path: Path) -> None:
    """The ledger with another reason in one line, and every digest behind it made to fit."""
    prev, lines = "0" * 64, []
    for raw in path.read_text(encoding="utf-8").splitlines():
        fields = json.loads(raw)
        fields.pop("hash")
        if fields["event"] == "number-voided":
            fields["data"]["reason"] = "alasan lain"
        fields["prev"] = prev
        told = {key: fields[key] for key in sorted(fields)}
        prev = hashlib.sha256(_canonical(told)).hexdigest()
        lines.append(_canonical({**told, "hash": prev}).decode())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _canonical(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def test_a_ledger_that_was_written_anew_no_longer_bears_the_printed_seal(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept,) = agenda.reserve_numbers(office, 1, reason="rapat")
    office.archive.numbers.void(kept, reason="tidak terpakai")
    head = office.listing("buku-agenda-keluar").head
    assert head is not None
    agenda.reserve_numbers(office, 1, reason="rapat lain")
    groups = [head.hash[at : at + 8].upper() for at in range(0, 64, 8)]
    command = ["--office", str(office.folder), "seal"]
    assert run_command([*command, str(head.seq), *groups]) == 0
    assert run_command([*command, str(head.seq + 1), *groups]) == ExitCode.ARCHIVE_DAMAGED
    office.archive.close()
    rewritten(office.archive.root / "ledger" / "2026.jsonl")
    (office.archive.root / "index.db").unlink()
    again = open_office(office.folder)
    assert again.archive.care.verify() == []
    assert run_command([*command, str(head.seq), *groups]) == ExitCode.ARCHIVE_DAMAGED
    assert "A018" in capsys.readouterr().err
    assert run_command(command) == 0
    newest = again.archive.chain.head()
    assert newest is not None
    assert capsys.readouterr().out.split() == [str(newest.seq), newest.hash]
