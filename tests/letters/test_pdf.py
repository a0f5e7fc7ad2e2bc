"""The PDF of every letter: PDF/A-2b by two looks, its number inside, its text complete, its codes."""

import html
import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno
from PIL import Image

from generator.letters import (
    SPECIMENS,
    Filler,
    LetterIdentity,
    code_of,
    earlier_code_of,
    parse_qr,
    qr_png,
)
from generator.letters.engine.engine import Engine
from generator.letters.placeholders import as_text
from generator.office.copies import copy_codes
from generator.pdf import marked_pdf
from generator.scans.codes import read_codes
from tests.letters.conftest import Pages
from tests.letters.kit import CATALOGUE, CONFIG, TEMPLATES, filled, identity_of_kind, specimen
from tests.pdf.pdfa import pdfa_complaints
from tests.pdf.test_pdfa import PART_MUST_BE_ONE, preflight

pytestmark = pytest.mark.real

KINDS = list(CATALOGUE.types)
# The share of a page, from below, that its foot takes.
FOOT = 0.085
IDENTITY = LetterIdentity(unit="DINSOSPM", year=2026, sequence=12, revision=1)


def codes_of(pdf: Path) -> list[LetterIdentity]:
    """What the code on each page says, at 150 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    told = []
    for page in document:
        picture = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
        (code,) = read_codes(picture)
        identity = parse_qr(code.text)
        assert identity is not None
        told.append(identity)
    document.close()
    return told


def text_then_feet(pdf: Path) -> str:
    """The text of all pages, their feet last: they would part what goes on over a page's end."""
    document = pypdfium2.PdfDocument(pdf)
    texts, feet = [], []
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        whole = text.get_text_range()
        foot = text.get_text_bounded(0, 0, width, height * FOOT).strip()
        texts.append(whole.replace(foot, "") if foot else whole)
        feet.append(foot)
    document.close()
    return "\n".join([*texts, *feet])


def printed_values(kind: str, which: str) -> list[str]:
    """Every value that filling the letter put into a placeholder, line by line."""
    values: list[str] = []

    def noted(value: Any) -> Any:
        text = as_text(value)
        values.extend(html.unescape(line) for line in re.split(r"<[^>]+>", str(text)))
        return text

    engine = Engine()
    engine.environment.finalize = noted
    filler = Filler(TEMPLATES, CONFIG, engine=engine)
    filled(kind, specimen(kind, which), filler=filler)
    return sorted({value for value in values if value.strip()})


def squeezed(text: str) -> str:
    """Without what line breaks change: white space, hyphens, forms of a letter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        one
        for one in plain
        if not one.isspace() and unicodedata.category(one) not in ("Cf", "Cc", "Pd")
    )


def drawn(pdf: Path) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=1, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def picture_pdf(png: bytes, *, pages: int) -> bytes:
    """Pages that show one picture, held once."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    with pikepdf.new() as made:
        shown = made.make_stream(
            picture.tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
        )
        resources = made.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=shown)))
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
            page = made.pages[-1].obj
            page.Resources = resources
            page.Contents = made.make_stream(b"q 57 0 0 57 60 20 cm /Im Do Q")
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


def identity(kind: str, which: str = "extreme") -> LetterIdentity:
    return identity_of_kind(kind, filled(kind, specimen(kind, which)))


@pytest.fixture(scope="module")
def copies(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The second copy of each letter, as it is printed, and as its first reprint."""
    folder = tmp_path_factory.mktemp("rangkap")
    made = {}
    for kind in KINDS:
        data = marked_pdf(pages[kind, "extreme"], copy_codes(identity(kind), copy=3, reprint=1))
        assert data is not None
        made[kind] = folder / f"{kind}.pdf"
        made[kind].write_bytes(data)
    return made


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_pdfa_2b_with_its_title_and_number(pages: Pages, kind: str, which: str) -> None:
    pdf = pages[kind, which]
    assert pdfa_complaints(pdf) == []
    with pikepdf.open(pdf) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == CATALOGUE.types[kind].title == document.docinfo["/Title"]
        assert re.search(r"/12/(INT/)?DINSOSPM", metadata["dc:identifier"])
        assert document.Root.Lang == "id-ID"
        assert document.Root.StructTreeRoot.K


def preflight_faults(files: Sequence[Path]) -> list[str]:
    said = {pdf.stem: preflight(pdf) for pdf in files}
    return [f"{name}: {told}" for name, told in said.items() if told != {PART_MUST_BE_ONE}]


def verapdf_faults(files: Sequence[Path]) -> list[str]:
    said = subprocess.run(
        ["verapdf", "--flavour", "2b", "--format", "text", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    ).stdout
    return [] if said.count("PASS ") == len(files) else [said[-2000:]]


# Debian has PDFBox; veraPDF is asked as well where somebody installed it.
VALIDATORS = {"PDFBox": preflight_faults}
if shutil.which("verapdf"):
    VALIDATORS["veraPDF"] = verapdf_faults


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_validator_finds_no_fault_in_it_nor_in_a_printed_copy(
    pages: Pages, copies: dict[str, Path], kind: str, validator: str
) -> None:
    files = [pages[kind, "rich"], pages[kind, "extreme"], copies[kind]]
    assert VALIDATORS[validator](files) == []
    assert [pdfa_complaints(pdf) for pdf in files] == [[], [], []]


@pytest.mark.parametrize("which", SPECIMENS)
@pytest.mark.parametrize("kind", KINDS)
def test_its_text_holds_every_value_that_was_filled(pages: Pages, kind: str, which: str) -> None:
    text = squeezed(text_then_feet(pages[kind, which]))
    printed = printed_values(kind, which)
    assert len(printed) >= 10
    assert [value for value in printed if squeezed(value) not in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_codes_of_a_copy_tell_page_copy_and_reprint(copies: dict[str, Path], kind: str) -> None:
    told = codes_of(copies[kind])
    assert set(told) == {identity(kind)}
    assert [(one.page, one.pages, one.copy, one.reprint) for one in told] == [
        (page, len(told), 3, 1) for page in range(1, len(told) + 1)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_differs_from_the_archived_pdf_in_nothing_but_its_codes(
    pages: Pages, copies: dict[str, Path], kind: str
) -> None:
    foot = 0.9
    for one, two in zip(drawn(pages[kind, "extreme"]), drawn(copies[kind]), strict=True):
        above = (0, 0, one.width, int(one.height * foot))
        assert one.crop(above).tobytes() == two.crop(above).tobytes()
        assert one.tobytes() != two.tobytes()


def test_a_letter_filed_before_pages_were_told_gets_its_copys_code(tmp_path: Path) -> None:
    shared = LetterIdentity(unit="DINSOSPM", year=2026, sequence=12, revision=1)
    pdf = tmp_path / "surat.pdf"
    picture = qr_png(earlier_code_of(shared))
    pdf.write_bytes(picture_pdf(picture, pages=2))
    data = marked_pdf(pdf, copy_codes(shared, copy=2, reprint=0))
    assert data is not None
    pdf.write_bytes(data)
    assert [(one.page, one.copy) for one in codes_of(pdf)] == [(1, 2), (2, 2)]


def test_a_code_drawn_by_another_program_is_known_by_what_it_says(tmp_path: Path) -> None:
    """Copies of letters printed years ago are marked too, whatever drew their codes then."""
    shared = LetterIdentity(unit="DINSOSPM", year=2026, sequence=12, revision=1)
    out = io.BytesIO()
    segno.make(code_of(shared), error="h", mask=3, micro=False).save(out, kind="png", scale=5)
    pdf = tmp_path / "surat.pdf"
    pdf.write_bytes(picture_pdf(out.getvalue(), pages=2))
    data = marked_pdf(pdf, copy_codes(shared, copy=2, reprint=0))
    assert data is not None
    pdf.write_bytes(data)
    assert [(one.page, one.copy) for one in codes_of(pdf)] == [(1, 2), (2, 2)]


def test_what_is_embedded_does_not_ride_along_to_the_printer(pages: Pages, tmp_path: Path) -> None:
    pdf = tmp_path / "surat.pdf"
    with pikepdf.open(pages["surat-koordinasi", "rich"]) as document:
        document.attachments["data.json"] = b'{"klien": "Yohanes"}'
        document.save(pdf)
    codes = copy_codes(identity("surat-koordinasi", "rich"), copy=1, reprint=0)
    data = marked_pdf(pdf, codes)
    assert data is not None
    with pikepdf.open(io.BytesIO(data)) as copy:
        assert len(copy.attachments) == 0
    assert b"data.json" not in data


def test_a_pdf_without_our_code_is_not_marked(tmp_path: Path) -> None:
    pdf = tmp_path / "surat.pdf"
    pdf.write_bytes(picture_pdf(qr_png("PMBS1/LAIN/2026/K1/R1/0000"), pages=1))
    assert marked_pdf(pdf, copy_codes(IDENTITY, copy=1, reprint=0)) is None
    pdf.write_bytes(b"%PDF-1.7 torn")
    assert marked_pdf(pdf, copy_codes(IDENTITY, copy=1, reprint=0)) is None
