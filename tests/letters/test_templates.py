"""Templates belong to the office: what happens when one is changed, broken, or means harm."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from generator.letters import (
    FilledLetter,
    Filler,
    LetterIdentity,
    code_of,
    identity_of,
    load_catalogue,
    number_pattern,
    parse_qr,
    placeholders,
    qr_png,
    specimen_letter,
)
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import ROWS
from generator.vocabulary.problems import ConfigurationError, FormHeldError
from tests.letters.kit import (
    CATALOGUE,
    CONFIG,
    DAY,
    TEMPLATES,
    check_templates,
    edit,
    filled,
    specimen,
    text,
)
from tests.stub_converter import text_of
from tools.author_guide import authors_page

KIND = "surat-koordinasi"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def held(templates: Path) -> FormHeldError:
    with pytest.raises(FormHeldError) as caught:
        filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG))
    return caught.value


def test_every_shipped_template_passes_the_check() -> None:
    assert check_templates(CATALOGUE, TEMPLATES, CONFIG, today=DAY) == []


def test_an_unknown_placeholder_is_named_with_the_nearest_known_one(templates: Path) -> None:
    edit(templates, "klien.nama }}", "klien.nma }}")
    error = held(templates)
    assert error.problem.code == "T003"
    assert "“klien.nma” (mungkin maksudnya “klien.nama”)" in str(error)


def test_an_unknown_name_at_the_top_is_named_too(templates: Path) -> None:
    edit(templates, "{{ surat.hal }}", "{{ perihal }}")
    assert "perihal" in str(held(templates))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{%p endif %}", "", "T011"),
        ("{{ surat.hal }}", "{{ surat.hal", "T010"),
        ("{{ surat.hal }}", "{% if %}", "T004"),
        ("| kapital }}", "| besar }}", "T004"),
    ],
)
def test_a_broken_tag_is_told(templates: Path, old: str, new: str, code: str) -> None:
    edit(templates, old, new)
    assert held(templates).problem.code == code


def test_a_filter_given_the_wrong_value_is_told_with_its_place(templates: Path) -> None:
    edit(templates, "{{ surat.hal }}", "{{ surat.hal | rangkap }}")
    problem = held(templates).problem
    assert problem.code == "T004"
    assert problem.where == "isi surat, tabel 2 baris 4, dekat “{{ surat.hal | rangkap }}”"


def test_a_broken_tag_is_told_with_the_words_around_it(templates: Path) -> None:
    edit(templates, "harapan | kalimat }}", "harapan | kalimatt }}")
    said = str(held(templates))
    assert "saringan “kalimatt” tidak dikenal, mungkin maksudnya “kalimat”" in said
    assert "dekat “Klien mengharapkan: {{ permasalahan.harapan | kalimatt }}" in said


def test_the_check_names_every_unknown_name_at_once_also_in_unused_branches(
    templates: Path,
) -> None:
    edit(templates, "{{ surat.hal }}", "{{ surat.perihal }}")
    edit(templates, "{{ surat.sifat }}", "{{ sifat }}")
    edit(
        templates,
        "{{ surat.lampiran }}",
        "{% if surat.revisi == 99 %}{{ klien.nikk }}{% endif %}{{ surat.lampiran }}",
    )
    problems = check_templates(CATALOGUE, templates, CONFIG, today=DAY)
    assert {one.code for one in problems} == {"T003"}
    assert {one.hint.split("”")[0] for one in problems} == {
        "“surat.perihal",
        "“sifat",
        "“klien.nikk",
    }


def test_a_loop_variable_named_like_a_section_is_not_taken_for_it(templates: Path) -> None:
    edit(
        templates,
        "{{ surat.hal }}",
        "{% for klien in [surat] %}{{ klien.hal }}{% endfor %}",
    )
    assert check_templates(CATALOGUE, templates, CONFIG, today=DAY) == []


def test_a_tag_that_word_split_over_runs_is_mended(templates: Path, tmp_path: Path) -> None:
    edit(templates, "{{ surat.hal }}", "{{ su</w:t></w:r><w:r><w:b/><w:t>rat.hal }}")
    filler = Filler(templates, CONFIG)
    assert "Koordinasi Penanganan" in text(tmp_path, KIND, specimen(KIND), filler=filler)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ klien.__class__.__init__.__globals__ }}",
        "{% for x in range(999999999) %}{% endfor %}",
    ],
)
def test_a_template_cannot_run_programs(templates: Path, attack: str) -> None:
    edit(templates, "{{ surat.hal }}", attack)
    assert held(templates).problem.code in ("T003", "T004")


def test_a_missing_template_is_told(templates: Path) -> None:
    (templates / f"{KIND}.docx").unlink()
    assert held(templates).problem.code == "T001"


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_a_template_that_is_no_document_is_told(templates: Path, data: bytes) -> None:
    (templates / f"{KIND}.docx").write_bytes(data)
    assert held(templates).problem.code == "T002"


def test_a_template_without_its_code_picture_is_told(templates: Path) -> None:
    edit(templates, 'descr="QR"', 'descr="gambar"', part="word/footer1.xml")
    assert held(templates).problem.code == "T005"


def test_a_font_that_is_missing_is_told_by_the_check(templates: Path) -> None:
    edit(templates, 'w:ascii="Arial"', 'w:ascii="Bookman Contoh"', part="word/styles.xml")
    problems = check_templates(CATALOGUE, templates, CONFIG, today=DAY)
    assert [(one.code, one.hint) for one in problems] == [("W064", "Bookman Contoh")]


def test_a_changed_template_is_used_at_once_and_recorded(templates: Path, tmp_path: Path) -> None:
    filler = Filler(templates, CONFIG)
    before = filled(KIND, specimen(KIND), filler=filler)
    edit(templates, "kami sampaikan bahwa", "dengan hormat disampaikan bahwa")
    after = filled(KIND, specimen(KIND), filler=filler)
    assert after.template_digest != before.template_digest
    (tmp_path / "a.docx").write_bytes(after.docx)
    assert any("dengan hormat disampaikan" in line for line in text_of(tmp_path / "a.docx"))


def test_the_same_letter_filled_twice_has_the_same_bytes() -> None:
    assert filled(KIND, specimen(KIND)).docx == filled(KIND, specimen(KIND)).docx


def test_a_letter_type_that_the_code_has_never_seen_needs_no_code(
    templates: Path, tmp_path: Path
) -> None:
    shutil.copyfile(templates / f"{KIND}.docx", templates / "surat-baru.docx")
    table = (
        '\n[surat-baru]\ntitle = "Surat Baru"\ntemplate = "surat-baru.docx"\nstep = 1\n'
        'needs = ["pemulangan"]\nclassification = "800.1"\nsignatory = "kepala_dinas"\n'
    )
    with (templates / "letters.toml").open("a") as stream:
        stream.write(table)
    catalogue = load_catalogue(templates)
    (found,) = catalogue.letters_for(frozenset({"pemulangan"}))
    letter = specimen_letter(found, CONFIG, DAY)
    (tmp_path / "a.docx").write_bytes(Filler(templates, CONFIG).fill(letter).docx)
    assert any("800.1/0/DINSOSPM/2026" in line for line in text_of(tmp_path / "a.docx"))


@pytest.mark.parametrize(
    "table",
    [
        "[x",
        "[x]\ntitle='a'",
        "x = 3",
        "[x]\ntitle='a'\ntemplate='a'\nstep=1\nneeds=['kasus']\nclassification='1'",
        "[x]\ntitle='a'\ntemplate='a'\nstep=1\nneeds=['klien']\nclassification='1'\nnumber='{urut}{urut}'",
        "[x]\ntitle='a'\ntemplate='a'\nstep=1\nneeds=['klien']\nclassification='1'\nwarna='b'",
    ],
)
def test_a_faulty_letter_table_is_a_configuration_error(templates: Path, table: str) -> None:
    (templates / "letters.toml").write_text(table)
    with pytest.raises(ConfigurationError, match="T007"):
        load_catalogue(templates)


class TestEmblem:
    def office(self, folder: Path, size: tuple[int, int], name: str = "logo.png") -> Filler:
        Image.new("RGB", size, "navy").save(folder / name)
        identity = CONFIG.office.model_copy(update={"logo": name})
        return Filler(TEMPLATES, CONFIG.model_copy(update={"office": identity}), folder=folder)

    def frame(self, letter: FilledLetter) -> tuple[float, float]:
        """Width and height of the emblem on paper in cm."""
        with zipfile.ZipFile(io.BytesIO(letter.docx)) as package:
            document = package.read("word/document.xml").decode()
        about = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/><wp:docPr[^>]+descr="LOGO"', document)
        assert about is not None
        return int(about[1]) / 360_000, int(about[2]) / 360_000

    def test_the_office_puts_its_own_emblem(self, tmp_path: Path) -> None:
        letter = filled(KIND, specimen(KIND), filler=self.office(tmp_path, (190, 220)))
        with zipfile.ZipFile(io.BytesIO(letter.docx)) as package:
            picture = package.read("word/media/lambang.png")
        assert picture == (tmp_path / "logo.png").read_bytes()

    @pytest.mark.parametrize("name", ["logo.png", "logo.jpg"])
    @pytest.mark.parametrize("size", [(400, 100), (100, 400), (300, 300)])
    def test_an_emblem_of_another_shape_keeps_its_shape_within_the_frame(
        self, tmp_path: Path, size: tuple[int, int], name: str
    ) -> None:
        filler = self.office(tmp_path, size, name)
        width, height = self.frame(filled(KIND, specimen(KIND), filler=filler))
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert width <= 1.91
        assert height <= 2.21

    def test_a_photograph_with_a_preview_inside_is_measured_by_itself(self, tmp_path: Path) -> None:
        filler = self.office(tmp_path, (300, 300), "logo.jpg")
        preview = io.BytesIO()
        Image.new("RGB", (160, 40)).save(preview, "JPEG")
        body = (tmp_path / "logo.jpg").read_bytes()
        segment = b"\xff\xe1" + (len(preview.getvalue()) + 2).to_bytes(2) + preview.getvalue()
        (tmp_path / "logo.jpg").write_bytes(body[:2] + segment + body[2:])
        width, height = self.frame(filled(KIND, specimen(KIND), filler=filler))
        assert width == pytest.approx(height, rel=0.01)

    def test_a_new_emblem_is_used_at_once(self, tmp_path: Path) -> None:
        filler = self.office(tmp_path, (190, 220))
        before = filled(KIND, specimen(KIND), filler=filler)
        Image.new("RGB", (100, 300), "red").save(tmp_path / "logo.png")
        assert filled(KIND, specimen(KIND), filler=filler).docx != before.docx

    @pytest.mark.parametrize(
        "data", [None, b"", b"GIF89a", b"\xff\xd8\xff", b"\xff\xd8\xff\xda\0\2"]
    )
    def test_an_emblem_that_is_missing_or_no_picture_is_told(
        self, tmp_path: Path, data: bytes | None
    ) -> None:
        filler = self.office(tmp_path, (10, 10))
        (tmp_path / "logo.png").unlink()
        if data is not None:
            (tmp_path / "logo.png").write_bytes(data)
        with pytest.raises(FormHeldError, match="T008"):
            filled(KIND, specimen(KIND), filler=filler)


def test_pictures_are_found_when_word_writes_their_place_from_the_root(templates: Path) -> None:
    edit(
        templates,
        'Target="media/qr.png"',
        'Target="/word/media/qr.png"',
        part="word/_rels/footer1.xml.rels",
    )
    filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG))


class TestIdentity:
    def test_the_number_has_everything_but_its_sequence(self) -> None:
        pattern = number_pattern(CATALOGUE.types[KIND], unit="DINSOSPM", year=2026)
        assert pattern == "400.9.8/{urut}/DINSOSPM/2026"

    def test_the_code_can_be_read_back(self) -> None:
        letter = specimen_letter(CATALOGUE.types[KIND], CONFIG, DAY)
        identity = parse_qr(code_of(identity_of(letter, office="K7QM", digest="D3ADB")))
        assert identity is not None
        assert (identity.office, identity.digest, identity.year, identity.sequence) == (
            "K7QM",
            "D3ADB",
            letter.year,
            0,
        )

    def test_a_misread_code_is_not_taken_for_another_letter(self) -> None:
        letter = specimen_letter(CATALOGUE.types[KIND], CONFIG, DAY)
        right = code_of(identity_of(letter, office="K7QM", digest="D3ADB").of_page(2, 3))
        assert parse_qr(right.replace("/0.1/", "/1.1/")) is None
        assert parse_qr(right.replace("/2.3/", "/1.3/")) is None
        assert parse_qr(right.replace("/D3ADB/", "/D3ADC/")) is None
        assert parse_qr(right.replace("/K7QM/", "/K7QN/")) is None
        assert parse_qr("https://contoh.id") is None

    def test_the_code_holds_no_personal_data(self) -> None:
        letter = specimen_letter(CATALOGUE.types[KIND], CONFIG, DAY)
        assert re.fullmatch(
            r"PMBS3/K7QM/\d\d/0\.1/D3ADB/[0-9A-F]{4}",
            code_of(identity_of(letter, office="K7QM", digest="D3ADB")),
        )

    @pytest.mark.parametrize("told", [(0, 0, 0, 0), (2, 3, 0, 0), (2, 3, 4, 0), (2, 3, 4, 1)])
    def test_page_copy_and_reprint_are_read_back(self, told: tuple[int, ...]) -> None:
        page, pages, copy, reprint = told
        one = LetterIdentity(office="K7QM", digest="D3ADB", year=2026, sequence=12, revision=2)
        one = replace(one.of_page(page, pages), copy=copy, reprint=reprint)
        again = parse_qr(code_of(one))
        assert again == one
        assert (again.page, again.pages, again.copy, again.reprint) == told

    @pytest.mark.parametrize("page", [0, 2])
    def test_a_code_that_tells_the_unit_is_still_read(self, page: int) -> None:
        """Paper that was printed before codes told office and content."""
        one = LetterIdentity(unit="DINSOSPM", year=2026, sequence=12, revision=1).of_page(
            page, page
        )
        assert code_of(one).startswith("PMBS2/DINSOSPM/2026/12.1/")
        again = parse_qr(code_of(one))
        assert again == one
        assert again.page == page

    def test_a_code_without_page_is_still_read(self) -> None:
        assert parse_qr("PMBS1/DINSOSPM/2026/K12/R1/103D") == LetterIdentity(
            unit="DINSOSPM", year=2026, sequence=12, revision=1
        )

    def test_the_code_of_a_copy_stays_a_small_picture(self) -> None:
        one = LetterIdentity(office="K7QM", digest="D3ADB", year=2026, sequence=123, revision=1)
        small = Image.open(io.BytesIO(qr_png(code_of(one))))
        copy = Image.open(io.BytesIO(qr_png(code_of(replace(one.of_page(2, 3), copy=2)))))
        assert copy.size == small.size

    def test_the_letter_carries_its_own_code(self, tmp_path: Path) -> None:
        one, two = (filled(KIND, specimen(KIND), sequence=n) for n in (12, 13))
        codes = []
        for letter in (one, two):
            with zipfile.ZipFile(io.BytesIO(letter.docx)) as package:
                picture = Image.open(io.BytesIO(package.read("word/media/qr.png")))
            codes.append(zxingcpp.read_barcodes(picture.convert("L"))[0].text)
        assert [code.split("/")[3] for code in codes] == ["12.1", "13.1"]


def test_the_authors_guide_is_made_from_the_filters_and_answers_themselves() -> None:
    """`make templates` writes it anew; a name or filter that is not described there fails first."""
    guide = (TEMPLATES.parent / "docs" / "penulis-templat.md").read_text(encoding="utf-8")
    assert guide == authors_page()
    letter = specimen_letter(CATALOGUE.types[KIND], CONFIG, DAY)
    names = set(placeholders.context(letter, CONFIG)) - set(CaseForm.model_fields)
    assert [name for name in (*placeholders.FILTERS, *names) if f"`{name}`" not in guide] == []
    assert [row.path for row in ROWS if f"in {row.path} %" not in guide] == []
    assert "@@" not in guide
    # What a letter prints, and nothing of the program.
    assert "namespace(" not in guide


def test_no_two_tables_touch() -> None:
    """Word joins tables that have no paragraph between them."""
    for kind in CATALOGUE.types:
        for which in ("rich", "sparse", "extreme"):
            with zipfile.ZipFile(io.BytesIO(filled(kind, specimen(kind, which)).docx)) as package:
                document = package.read("word/document.xml").decode()
            assert re.search(r"</w:tbl>\s*<w:tbl>", document) is None
            # A cell, too, ends with a paragraph; Word repairs a file where one does not.
            assert re.search(r"</w:tbl>\s*</w:tc>", document) is None
