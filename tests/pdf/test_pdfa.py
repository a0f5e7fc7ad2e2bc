"""The PDFs are PDF/A-2b: by a look of our own, and by PDFBox Preflight."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from generator.pdf import LibreOfficeConverter, find_programs
from generator.rules.config import ConverterSettings
from tests.pdf.kit import command_converter, write_letter
from tests.pdf.pdfa import pdfa_complaints
from tests.stub_converter import pdf_of

JARS = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "commons-io",
    "javax.activation",
    "jaxb-api",
)
# Preflight knows part 1 only; of a letter without transparency nothing else may differ in part 2.
PART_MUST_BE_ONE = "7.11.2"


def rich_letter(path: Path) -> Path:
    """What letters have: a picture in the header, tables, a page number, bold and italic."""
    write_letter(path)
    letter = Document(str(path))
    image = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(image, "png")
    image.seek(0)
    header = letter.sections[0].header.paragraphs[0]
    header.add_run().add_picture(image, width=Cm(1.5))
    header.add_run("PEMERINTAH KOTA").bold = True
    letter.sections[0].footer.paragraphs[0].add_run("halaman").italic = True
    letter.add_heading("BERITA ACARA", level=1)
    for number in range(60):
        letter.add_paragraph(f"Butir kesepakatan ke-{number}", style="List Number")
    letter.save(str(path))
    return path


@pytest.fixture(scope="module")
def letter_pdf(warm: LibreOfficeConverter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdfa")
    warm.convert(rich_letter(folder / "surat.docx"), folder / "surat.pdf")
    return folder / "surat.pdf"


def preflight(pdf: Path) -> set[str]:
    """The codes of what Preflight complains about."""
    places = [Path(f"/usr/share/java/{jar}.jar") for jar in JARS]
    if shutil.which("java") is None or not all(place.exists() for place in places):
        pytest.skip(
            "PDFBox Preflight is missing: apt install libpdfbox2-java libactivation-java "
            "libjaxb-api-java default-jre-headless"
        )
    classes = ":".join(str(place) for place in places)
    said = subprocess.run(
        ["java", "-cp", classes, "org.apache.pdfbox.preflight.Validator_A1b", str(pdf)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    ).stdout
    if "is a valid PDF/A-1b file" in said:
        return set()
    codes = {line.split(":")[0].strip() for line in said.splitlines() if " : " in line}
    assert codes, f"Preflight said something unknown: {said[:500]}"
    return {code for code in codes if code[:1].isdigit()}


@pytest.mark.real
def test_a_letter_is_tagged_pdfa_2b_with_its_fonts_and_title(letter_pdf: Path) -> None:
    assert pdfa_complaints(letter_pdf) == []


@pytest.mark.real
def test_preflight_complains_about_nothing_but_the_part_number(letter_pdf: Path) -> None:
    assert preflight(letter_pdf) == {PART_MUST_BE_ONE}


@pytest.mark.real
def test_preflight_complains_about_a_plain_pdf(tmp_path: Path) -> None:
    plain = tmp_path / "polos.pdf"
    plain.write_bytes(pdf_of(["Surat"]))
    assert preflight(plain) - {PART_MUST_BE_ONE}


@pytest.mark.real
def test_the_title_of_the_letter_is_kept(letter_pdf: Path) -> None:
    with pikepdf.open(letter_pdf) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Surat Koordinasi"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.real
def test_a_letter_without_uno_is_pdfa_2b_as_well(tmp_path: Path) -> None:
    office = find_programs(ConverterSettings()).require()
    converter = command_converter(office, tmp_path / "konversi", seconds=60)
    try:
        converter.convert(rich_letter(tmp_path / "surat.docx"), tmp_path / "surat.pdf")
    finally:
        converter.close()
    assert pdfa_complaints(tmp_path / "surat.pdf") == []


@pytest.mark.real
def test_a_picture_keeps_every_pixel(warm: LibreOfficeConverter, tmp_path: Path) -> None:
    checks = Image.new("1", (41, 41))
    checks.putdata([(x * 7 + y * 3) % 2 * 255 for y in range(41) for x in range(41)])
    picture, letter = io.BytesIO(), Document()
    checks.save(picture, "png")
    picture.seek(0)
    letter.core_properties.title = "QR"
    letter.add_picture(picture, width=Cm(2.8))
    letter.save(str(tmp_path / "surat.docx"))
    warm.convert(tmp_path / "surat.docx", tmp_path / "surat.pdf")
    with pikepdf.open(tmp_path / "surat.pdf") as pdf:
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        assert isinstance(drawn, pikepdf.Stream)
        seen = pikepdf.PdfImage(drawn).as_pil_image().convert("1")
    assert seen.tobytes() == checks.tobytes()


def test_our_look_complains_about_a_plain_pdf(tmp_path: Path) -> None:
    plain = tmp_path / "polos.pdf"
    plain.write_bytes(pdf_of(["Surat"]))
    complaints = pdfa_complaints(plain)
    assert "no XMP metadata" in complaints
    assert "font /Helvetica is not embedded" in complaints
    assert "not tagged" in complaints


@pytest.mark.real
@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        ("/Metadata", "no XMP metadata"),
        ("/OutputIntents", "no output intent with a colour profile"),
        ("/StructTreeRoot", "not tagged"),
        ("/Lang", "no language"),
    ],
)
def test_our_look_misses_none_of_the_parts(
    letter_pdf: Path, tmp_path: Path, key: str, complaint: str
) -> None:
    spoilt = tmp_path / "rusak.pdf"
    with pikepdf.open(letter_pdf) as pdf:
        del pdf.Root[key]
        pdf.save(spoilt)
    assert complaint in pdfa_complaints(spoilt)


@pytest.mark.real
def test_our_look_sees_a_font_that_is_not_embedded(letter_pdf: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "rusak.pdf"
    with pikepdf.open(letter_pdf) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
                del one["/FontFile2"]
        pdf.save(spoilt)
    assert any("is not embedded" in complaint for complaint in pdfa_complaints(spoilt))
