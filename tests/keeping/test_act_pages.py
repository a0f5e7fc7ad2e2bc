"""The archive's own papers on real pages: whole signature blocks, nothing outside of the margins, lists that repeat their head."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.desks.act_papers import MOVE, OPINION, PAPERS, RECORDS
from generator.desks.act_specimens import specimen_paper
from generator.letters import page_margins
from generator.office.office import Office
from generator.office.page_economy import convert_letter
from generator.pdf import LibreOfficeConverter, Margins, find_programs, measure_pages
from generator.rules.config import ConverterSettings
from tests.office_kit import make_office_folder, open_office

pytestmark = pytest.mark.real

COUNTS = (1, 60)
SLACK = 0.12  # how far the rule of a table may reach over its margin, in cm
HEADS = """
[[officials]]
role = "kepala_unit_kearsipan"
post = "Sekretaris Dinas Sosial dan Pemberdayaan Masyarakat Kota Contoh"
name = "Dr. Hj. Siti Contoh Rahmawati Kusumaningtyas, S.Sos., M.Si., M.A.P."
rank = "Pembina Tingkat I/IV-b"
nip = "197005051995032004"

[[officials]]
role = "kepala_unit_pengolah"
post = "Kepala Bidang Rehabilitasi Sosial"
name = "Ahmad Contoh"
"""
# Who signs each, by words that stand in the block: all of them on one page, with the closing words.
SIGNING = {
    MOVE: ("PIHAK KESATU,", "PIHAK KEDUA,", "Ahmad Contoh"),
    RECORDS["musnah"]: (
        "Kepala Unit Pengolah,",
        "Ahmad Contoh",
        "Saksi-saksi,",
        "Rina Contoh, S.H.",
        "Dedi Contoh, S.E.",
    ),
    RECORDS["serah"]: (
        "PIHAK KESATU,",
        "Mengetahui,",
        "Ahmad Contoh",
        "Saksi-saksi,",
        "Dedi Contoh, S.E.",
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, int], Path]]:
    """Each paper with one case and with sixty, by LibreOffice."""
    if find_programs(ConverterSettings()).office is None:
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("naskah")
    office = open_office(make_office_folder(folder / "kantor"))
    office.close()
    settings = office.folder / "pmbs.toml"
    settings.write_text(settings.read_text() + HEADS)
    office = Office(office.folder, clock=office.clock)
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder)
    made = {}
    for key in PAPERS:
        for count in COUNTS:
            docx = folder / f"{key}-{count}.docx"
            docx.write_bytes(specimen_paper(office, key, count=count))
            convert_letter(converter, docx, docx.with_suffix(".pdf"))
            made[key, count] = docx.with_suffix(".pdf")
    office.close()
    yield made
    converter.close()


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("key", SIGNING)
def test_all_sign_on_one_page_with_the_closing_words(
    pages: dict[tuple[str, int], Path], key: str, count: int
) -> None:
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(pages[key, count]).pages]
    (signing,) = [text for text in texts if "Demikian berita acara" in text]
    assert [words for words in SIGNING[key] if words not in signing] == []


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("key", PAPERS)
def test_nothing_stands_outside_of_the_margins_and_each_page_of_a_list_has_its_head(
    pages: dict[tuple[str, int], Path], key: str, count: int
) -> None:
    pdf = pages[key, count]
    margins = Margins(**page_margins(pdf.with_suffix(".docx").read_bytes()))
    measured = measure_pages(pdf, margins)
    width = float(PdfReader(pdf).pages[0].mediabox.width) / 72 * 2.54
    assert min(page.left for page in measured) >= margins.left - SLACK
    assert max(page.right for page in measured) <= width - margins.right + SLACK
    texts = [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    listing = [text for text in texts if "PMBS-0000-" in text]
    assert (len(listing) == 1) is (count == 1)
    assert all("Nomor berkas dan uraian" in text for text in listing)
    assert sum(text.count("PMBS-0000-") for text in listing) == count


def test_the_panel_signs_below_the_last_rows(pages: dict[tuple[str, int], Path]) -> None:
    last = PdfReader(pages[OPINION, 60]).pages[-1].extract_text()
    assert "Ketua" in last
    assert "PMBS-0000-0060" in last
