"""A letter takes as few pages as it needs, and no page of it is nearly empty; measured on real pages."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.letters import page_margins, tightened
from generator.office.page_economy import convert_letter
from generator.pdf import LibreOfficeConverter, Margins, find_programs, measure_pages
from generator.rules.config import ConverterSettings
from tests.letters.conftest import Pages
from tests.letters.kit import CATALOGUE, filled, specimen
from tests.stub_converter import text_of

KINDS = list(CATALOGUE.types)
SPECIMENS = ["rich", "sparse", "required", "extreme"]
# A page on which less stands than this was not worth turning over for.
LEAST = 0.12
# How far a glyph's box, or the rule of a table, may reach over its margin, in cm.
SLACK = 0.12


def measured(pdf: Path) -> tuple[tuple[float, float, float], Margins]:
    margins = Margins(**page_margins(pdf.with_suffix(".docx").read_bytes()))
    pages = measure_pages(pdf, margins)
    left, right = min(page.left for page in pages), max(page.right for page in pages)
    return (min(page.share for page in pages), left, right), margins


@pytest.mark.real
@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_nearly_empty_and_nothing_stands_outside_the_margins(
    pages: Pages, kind: str, which: str
) -> None:
    pdf = pages[kind, which]
    (share, left, right), margins = measured(pdf)
    width = float(PdfReader(pdf).pages[0].mediabox.width) / 72 * 2.54
    assert share >= LEAST
    assert left >= margins.left - SLACK
    assert right <= width - margins.right + SLACK


@pytest.fixture(scope="module")
def converter(tmp_path_factory: pytest.TempPathFactory) -> LibreOfficeConverter:
    if find_programs(ConverterSettings()).office is None:
        pytest.skip("needs LibreOffice Writer")
    return LibreOfficeConverter(
        ConverterSettings(), scratch=tmp_path_factory.mktemp("hemat halaman")
    )


def letter_with(paragraphs: int) -> bytes:
    """A letter whose story has so many lines."""
    form = specimen("surat-koordinasi", "sparse")
    assert form.permasalahan is not None
    story = "\n".join("Klien bekerja tanpa menerima upah di kebun." for _ in range(paragraphs))
    told = form.permasalahan.model_copy(update={"uraian": story})
    return filled("surat-koordinasi", form.model_copy(update={"permasalahan": told})).docx


def made(converter: LibreOfficeConverter, folder: Path, docx: bytes) -> tuple[Path, int, int]:
    """The letter as it is filed, with its pages, and how many it would have if nobody set it tighter."""
    plain, source, pdf = folder / "apa adanya.docx", folder / "surat.docx", folder / "surat.pdf"
    plain.write_bytes(docx)
    source.write_bytes(docx)
    converter.convert(plain, plain.with_suffix(".pdf"))
    convert_letter(converter, source, pdf)
    return source, len(measure_pages(pdf)), len(measure_pages(plain.with_suffix(".pdf")))


@pytest.mark.real
def test_a_letter_a_little_too_long_for_its_page_is_set_tighter_and_one_much_too_long_is_not(
    converter: LibreOfficeConverter, tmp_path: Path
) -> None:
    saved, kept = 0, 0
    for paragraphs in range(1, 40, 3):
        docx = letter_with(paragraphs)
        source, pages, plain = made(converter, tmp_path, docx)
        saved += pages < plain
        if pages > 1:
            kept += 1
            assert source.read_bytes() == docx, "no page was saved, so nothing is smaller"
    assert saved >= 2
    assert kept >= 2


@pytest.mark.real
def test_the_words_of_a_letter_set_tighter_are_the_same(tmp_path: Path) -> None:
    source, tight = tmp_path / "surat.docx", tmp_path / "rapat.docx"
    source.write_bytes(letter_with(12))
    tight.write_bytes(tightened(source.read_bytes()))
    assert text_of(tight) == text_of(source)


def test_the_margins_are_those_of_the_letter() -> None:
    sides = {"top": 2.0, "bottom": 2.5, "left": 3.0, "right": 2.0}
    assert page_margins(letter_with(1)) == pytest.approx(sides, abs=0.01)
