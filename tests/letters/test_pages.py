"""The printed pages, made by the real LibreOffice: signatures, repeated headings, codes that scan."""

import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from generator.letters import NO_OFFICE, parse_qr, specimen_letter
from generator.pdf import LibreOfficeConverter, find_programs
from generator.rules.config import ConverterSettings
from tests.letters.kit import CATALOGUE, CONFIG, DAY, FILLER, specimen

pytestmark = pytest.mark.real

KINDS = list(CATALOGUE.types)
SIGNED_BY_HEAD = [key for key, one in CATALOGUE.types.items() if one.signatory]
SPECIMENS = ["rich", "sparse", "required", "extreme"]
# Points; LibreOffice takes folio for the paper of its own list that is nearest.
SIZES = {"A4": (595.3, 841.9), "F4": (609.5, 935.4)}
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"


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
        ends = " ".join(" ".join(page).split()).count("selanjutnya disebut")
        assert len(names) == ends


@pytest.mark.parametrize(
    ("kind", "row", "heading"),
    [
        ("berita-acara-serah-terima", "Barang bawaan ke-", "Nama barang"),
        ("berita-acara-keluar-shelter", "Barang bawaan ke-", "Nama barang"),
        ("permohonan-pemulangan-baznas", "Anggota Rombongan", "NIK"),
        ("notula", "Kabupaten Contoh", "Instansi"),
        ("pemesanan-tiket", "Anggota Rombongan", "Nama sesuai identitas"),
    ],
)
def test_the_heading_of_a_long_list_is_repeated(
    pages: dict[tuple[str, str], Path], kind: str, row: str, heading: str
) -> None:
    with_rows = [
        page for page in lines(pages[kind, "extreme"]) if any(row in line for line in page)
    ]
    assert len(with_rows) >= 2
    assert all(any(heading in line for line in page) for page in with_rows)


def test_no_officer_of_a_surat_tugas_is_torn_over_two_pages(
    pages: dict[tuple[str, str], Path],
) -> None:
    for page in lines(pages["surat-tugas", "extreme"]):
        text = " ".join(page)
        assert text.count("Pangkat/golongan") == text.count("Jabatan") == text.count("NIP :")


@pytest.mark.parametrize("kind", ["notula", "tanda-terima-pengaduan"])
@pytest.mark.parametrize("which", SPECIMENS)
def test_both_sides_sign_on_one_page_below_the_words(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    side = "Pimpinan Rapat," if kind == "notula" else "Petugas penerima,"
    (page,) = [page for page in lines(pages[kind, which]) if any(side in line for line in page)]
    place = next(n for n, line in enumerate(page) if side in line)
    assert place >= 2, "words before the signatures"
    assert len(page) > place + 1, "names below"


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_date_sum_or_nip_breaks_over_a_line(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    text = "\n".join("\n".join(page) for page in lines(pages[kind, which]))
    torn = rf"\d\s*\n(?:{MONTHS})\b|\b(?:{MONTHS})\s*\n\d{{4}}|Rp\s*\n|\bNIP\.\s*\n|\d\.\n\d{{3}}"
    assert re.findall(torn, text) == []


@pytest.mark.parametrize("which", ["sparse", "required"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_sparse_letter_fits_one_page(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    assert len(PdfReader(pages[kind, which]).pages) == 1


def paper_of(kind: str) -> str:
    return CATALOGUE.types[kind].paper or "A4"


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_is_that_of_the_letter_type(
    pages: dict[tuple[str, str], Path], kind: str
) -> None:
    box = PdfReader(pages[kind, "rich"]).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[paper_of(kind)], abs=1)


def test_both_papers_are_shipped_in_use() -> None:
    assert {paper_of(kind) for kind in KINDS} == {"A4", "F4"}


@pytest.fixture(scope="module")
def other_paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, Path]]:
    """Each letter on the paper that it is not shipped on."""
    if find_programs(ConverterSettings()).office is None:
        pytest.skip("needs LibreOffice Writer")
    folder = tmp_path_factory.mktemp("kertas")
    converter = LibreOfficeConverter(ConverterSettings(), scratch=folder)
    made = {}
    for kind, shipped in CATALOGUE.types.items():
        paper = "A4" if paper_of(kind) == "F4" else "F4"
        letter = specimen_letter(
            shipped.model_copy(update={"paper": paper}), CONFIG, DAY, specimen="sparse"
        )
        docx = folder / f"{kind}.docx"
        docx.write_bytes(FILLER.fill(letter).docx)
        made[kind] = (paper, docx.with_suffix(".pdf"))
        converter.convert(docx, made[kind][1])
    converter.close()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_serves_both_papers(
    other_paper: dict[str, tuple[str, Path]], kind: str
) -> None:
    paper, pdf = other_paper[kind]
    (page,) = PdfReader(pdf).pages
    size = (float(page.mediabox.width), float(page.mediabox.height))
    assert size == pytest.approx(SIZES[paper], abs=1)
    assert right_edge(pdf) <= RIGHT_MARGINS[paper] + 1.5


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
        assert (identity.office, identity.year, identity.series) == (NO_OFFICE, 2026, series)
        assert identity.sequence == 12
        assert (identity.page, identity.pages) == (number, len(document))
    document.close()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if CATALOGUE.types[kind].table.name == "lengkap"]
)
def test_every_filled_value_of_the_client_is_on_paper(
    pages: dict[tuple[str, str], Path], kind: str
) -> None:
    text = " ".join(" ".join("\n".join(page).split()) for page in lines(pages[kind, "extreme"]))
    klien = specimen(kind, "extreme").klien
    assert klien is not None
    assert klien.nama.replace(" ", "") in text.replace(" ", "")


RIGHT_MARGINS = {
    "A4": 595 - 2.0 / 2.54 * 72,
    "F4": 609.5 - 2.25 / 2.54 * 72,
}


def right_edge(pdf: Path) -> float:
    """How far to the right any text reaches."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage() for page in document]
    rights = [text.get_rect(n)[2] for text in texts for n in range(text.count_rects())]
    document.close()
    return float(max(rights))


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_runs_over_the_right_margin(
    pages: dict[tuple[str, str], Path], kind: str, which: str
) -> None:
    """Two tables without a paragraph between them are joined, and the second one is shifted."""
    assert right_edge(pages[kind, which]) <= RIGHT_MARGINS[paper_of(kind)] + 1.5
