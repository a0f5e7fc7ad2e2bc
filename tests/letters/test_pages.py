"""The printed pages, made by the real LibreOffice: signatures, repeated headings, codes that scan."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from generator.letters import parse_qr
from tests.letters.kit import CATALOGUE, specimen

pytestmark = pytest.mark.real

KINDS = list(CATALOGUE.types)
SIGNED_BY_HEAD = [key for key, one in CATALOGUE.types.items() if one.signatory]
SPECIMENS = ["rich", "sparse", "extreme"]
A4 = (595, 842)


def lines(pdf: Path) -> list[list[str]]:
    """The text lines of each page, without the footer."""
    return [
        [
            line
            for line in (page.extract_text() or "").splitlines()
            if line and "Halaman" not in line
        ]
        for page in PdfReader(pdf).pages
    ]


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", SIGNED_BY_HEAD)
def test_the_head_never_signs_alone_on_a_page(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    for page in lines(pages[kind, which]):
        text = "\n".join(page)
        if "196803181994031007" in text:
            before = text.split("Kepala Dinas Sosial dan Pemberdayaan")[0].split("\n")
            assert len([line for line in before if line.strip()]) >= 2


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", SIGNED_BY_HEAD)
def test_post_name_and_nip_of_the_head_stand_on_one_page(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    signed = [page for page in lines(pages[kind, which]) if any("Arbain" in line for line in page)]
    assert len(signed) == 1
    text = "\n".join(signed[0])
    assert "196803181994031007" in text
    assert "Pembina Utama Muda" in text


def test_no_party_is_torn_over_two_pages(pages: dict[tuple[str, str], Path]) -> None:
    for page in lines(pages["berita-acara-kesepakatan", "extreme"]):
        names = [line for line in page if line.startswith("Nama")]
        ends = [line for line in page if line.startswith("selanjutnya disebut")]
        assert len(names) == len(ends)


def test_the_heading_of_a_long_list_is_repeated(pages: dict[tuple[str, str], Path]) -> None:
    with_goods = [
        page
        for page in lines(pages["berita-acara-serah-terima", "extreme"])
        if any("Barang bawaan ke-" in line for line in page)
    ]
    assert len(with_goods) >= 2
    assert all(any("Nama barang" in line for line in page) for page in with_goods)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sparse_letter_fits_one_page(pages: dict[tuple[str, str], Path], kind: str) -> None:
    assert len(PdfReader(pages[kind, "sparse"]).pages) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_is_a4(pages: dict[tuple[str, str], Path], kind: str) -> None:
    box = PdfReader(pages[kind, "rich"]).pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4


@pytest.mark.parametrize("kind", KINDS)
def test_the_letterhead_stands_on_the_first_page_only(
    pages: dict[tuple[str, str], Path], kind: str
) -> None:
    heads = ["PEMERINTAH KOTA TARAKAN" in "\n".join(page) for page in lines(pages[kind, "extreme"])]
    assert heads == [True, *[False] * (len(heads) - 1)]


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_code_on_every_page_scans_at_150_dots_in_grey(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    document = pypdfium2.PdfDocument(pages[kind, which])
    for number, page in enumerate(document, start=1):
        image = page.render(scale=150 / 72, grayscale=True).to_pil()
        (code,) = zxingcpp.read_barcodes(image)
        identity = parse_qr(code.text)
        assert identity is not None
        series = CATALOGUE.types[kind].series
        assert (identity.unit, identity.year, identity.series) == ("DINSOSPM", 2026, series)
        assert identity.sequence == 12
        assert (identity.page, identity.pages) == (number, len(document))
    document.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_filled_value_of_the_client_is_on_paper(
    pages: dict[tuple[str, str], Path], kind: str
) -> None:
    text = " ".join(" ".join("\n".join(page).split()) for page in lines(pages[kind, "extreme"]))
    klien = specimen(kind, "extreme").klien
    assert klien is not None
    assert klien.nama.replace(" ", "") in text.replace(" ", "")


RIGHT_MARGIN = 595 - 2.0 / 2.54 * 72


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_runs_over_the_right_margin(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    """Two tables without a paragraph between them are joined, and the second one is shifted."""
    document = pypdfium2.PdfDocument(pages[kind, which])
    for page in document:
        text = page.get_textpage()
        rights = [text.get_rect(n)[2] for n in range(text.count_rects())]
        assert max(rights) <= RIGHT_MARGIN + 1.5
    document.close()
