"""A faulty template is told fault by fault, each with the place where Word shows it; Word's own marks are mended."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.letters import Filler, examine_templates, with_fault_comments
from generator.letters.template.mending import mend
from generator.vocabulary.problems import FormHeldError, Problem
from generator.word.comments import AUTHOR
from generator.word.namespaces import W
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

KIND = "surat-koordinasi"
HAL = "{{ surat.hal }}"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def found(templates: Path) -> list[Problem]:
    return check_templates(CATALOGUE, templates, CONFIG, today=DAY)


def only(templates: Path) -> Problem:
    (problem,) = found(templates)
    return problem


# -- each fault with its place ----------------------------------------------------------------------


def test_five_faults_are_told_at_once_each_with_its_place(templates: Path) -> None:
    edit(templates, HAL, "{{ surat.hall }}")
    edit(templates, "{{ surat.sifat }}", "{{ surat.sifat | kapitall }}")
    edit(templates, "{{ surat.lampiran }}", "{{ surat.lampiran }")
    edit(templates, "{{ tujuan.nama }}", "{% if tujuan.nama %}{{ tujuan.nama }}")
    edit(templates, "{{ surat.nomor }}", "{{ nomer }}", part="word/footer1.xml")
    told = {(one.code, one.where) for one in found(templates)}
    assert told == {
        ("T003", "isi surat, tabel 2 baris 4, dekat “{{ surat.hall }}”"),
        ("T004", "isi surat, tabel 2 baris 2, dekat “{{ surat.sifat | kapitall }}”"),
        ("T010", "isi surat, tabel 2 baris 3, dekat “{{ surat.lampiran }”"),
        ("T011", "isi surat, dekat “Yth. {% if tujuan.nama %}{{ tujuan.nama }}”"),
        ("T003", next(one.where for one in found(templates) if "kaki halaman" in one.where)),
    }


@pytest.mark.parametrize(
    ("new", "code", "hint"),
    [
        ("{{ nik }}", "T003", "mungkin maksudnya “klien.nik”"),
        ("{{ klien.tanggl_lahir }}", "T003", "mungkin maksudnya “klien.tanggal_lahir”"),
        ("{% for b in serah_terima.barang %}{{ b.nma }}{% endfor %}", "T003", "“b.nama”"),
        ("{% for x in tembusn %}{{ x }}{% endfor %}", "T003", "mungkin maksudnya “tembusan”"),
        ("{% if klien.nik %}a", "T011", "tidak ditutup dengan “{% endif %}”"),
        ("{%p if klien.nik %}", "T011", "tidak ditutup dengan “{%p endif %}”"),
        ("{%p endif %}", "T011", "“{%p endif %}” tidak punya “{%p if … %}”"),
        (
            "{{ surat.tanggal | tangal_kata }}",
            "T004",
            "mungkin maksudnya “tanggal_kata”, pada “{{ surat.tanggal | tangal_kata }}”",
        ),
        ("a{% endif %}", "T011", "“{% endif %}” tidak punya “{% if … %}”"),
        ("{% for x in tembusan %}a{% endif %}", "T011", "“{% endif %}” tidak punya “{% if … %}”"),
        ("{% else %}", "T011", "“{% else %}” tidak punya “{% if … %}”"),
        ("{%p if klien.nik %}{%p endif %}", "T012", "berada dalam satu paragraf"),
        ("{% jika klien.nik %}", "T004", "perintah “jika” tidak dikenal"),
        ("{ { surat.hal } }", "T010", "{ {"),
        ("{{ surat.hal", "T010", "{{"),
        ("surat.hal }}", "T010", "}}"),
        ("{% if klien.nik is kosong %}a{% endif %}", "T004", "“kosong” tidak dikenal"),
    ],
)
def test_what_a_clerk_may_get_wrong_is_told(
    templates: Path, new: str, code: str, hint: str
) -> None:
    edit(templates, HAL, new)
    problems = [one for one in found(templates) if one.code == code]
    assert any(hint in one.hint for one in problems)
    assert all(one.where.startswith("isi surat, tabel 2 baris 4") for one in problems)
    with pytest.raises(FormHeldError) as caught:
        filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG))
    assert code in {one.code for one in caught.value.problems}


def test_a_row_tag_outside_of_a_table_is_told(templates: Path) -> None:
    edit(templates, "kami sampaikan bahwa", "{%tr if klien.nik %} kami sampaikan bahwa")
    assert any("berada di luar tabel" in one.hint for one in found(templates))


def test_a_pair_that_is_torn_between_body_and_table_is_told(templates: Path) -> None:
    edit(templates, "kami sampaikan", "{% if klien.nik %}kami sampaikan")
    edit(templates, "{{ orang.jenis_kelamin }}", "{{ orang.jenis_kelamin }}{% endif %}")
    assert any("tabel atau sel yang berbeda" in one.hint for one in found(templates))


def test_names_of_loops_and_assignments_are_no_unknown_names(templates: Path) -> None:
    edit(
        templates,
        HAL,
        "{% set a = klien.nama %}{{ a }}{% for x, y in [(1, 2)] %}{{ x }}{{ loop.index }}{% endfor %}"
        "{% with b = 2 %}{{ b }}{% endwith %}{# {{ catatan_saya }} #}{% raw %}{{ mentah }}{% endraw %}",
    )
    assert found(templates) == []


# -- doubts -----------------------------------------------------------------------------------------


def test_an_answer_that_the_form_may_not_bring_is_doubted_unless_it_is_asked_for(
    templates: Path,
) -> None:
    edit(templates, HAL, "{{ pekerjaan.jenis_pekerjaan }}")
    doubt = only(templates)
    assert (doubt.code, doubt.hint) == ("W061", "pekerjaan.jenis_pekerjaan")
    assert filled(KIND, specimen(KIND), filler=Filler(templates, CONFIG)).docx


@pytest.mark.parametrize(
    "asked",
    [
        "{% if pekerjaan %}{{ pekerjaan.negara }}{% endif %}",
        "{{ pekerjaan.negara or '-' }}",
        "{{ pekerjaan.negara if pekerjaan else '-' }}",
    ],
)
def test_an_answer_that_is_asked_for_is_not_doubted(templates: Path, asked: str) -> None:
    edit(templates, HAL, asked)
    assert found(templates) == []


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("{{ temu_bahas.tempat }}", "temu_bahas"),
        ("{{ klien.kondisi_kesehatan }}", "klien.kondisi_kesehatan"),
        ("{% for satu in rombongan %}{{ satu.nik }}{% endfor %}", "rombongan.nik"),
    ],
)
def test_what_the_receivers_table_does_not_allow_is_named(
    templates: Path, tag: str, path: str
) -> None:
    edit(templates, HAL, tag)
    assert ("W065", path) in [(one.code, one.hint) for one in found(templates)]


def test_a_required_answer_that_no_word_depends_on_is_told(templates: Path) -> None:
    path = templates / "berita-acara-serah-terima.docx"
    path.write_bytes(_without(path.read_bytes(), "serah_terima.tempat"))
    doubt = only(templates)
    assert (doubt.code, doubt.hint, doubt.found) == ("W062", "serah_terima.tempat", path.name)


def _without(data: bytes, name: str) -> bytes:
    """The template with every tag about one answer gone, and the one that is made of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as changed:
        for entry in package.namelist():
            part = package.read(entry)
            if entry == "word/document.xml":
                assert name.encode() in part
                part = part.replace(f"{{{{ {name} }}}}".encode(), b"Shelter")
            changed.writestr(entry, part)
    return out.getvalue()


@pytest.mark.parametrize("looks", ["{klien.nama}", "«Nama_Klien»", "{ nama }"])
def test_what_only_looks_like_a_field_is_told(templates: Path, looks: str) -> None:
    edit(templates, "kami sampaikan bahwa", f"kami {looks} sampaikan bahwa")
    doubt = only(templates)
    assert (doubt.code, doubt.hint) == ("W063", f"“{looks}”")


def test_words_beside_a_paragraph_tag_are_told_as_lost(templates: Path) -> None:
    edit(templates, "{%p endif %}", "{%p endif %} kalimat yang hilang")
    assert ("W060", "“kalimat yang hilang” di sebelah “{%p endif %}”") in {
        (one.code, one.hint) for one in found(templates)
    }


def test_a_font_of_equal_widths_is_no_finding_and_another_is_told_with_its_place(
    templates: Path,
) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr>'
    edit(templates, HAL, f"</w:t></w:r><w:r>{fonts}<w:t>{HAL}")
    assert found(templates) == []
    edit(templates, 'w:ascii="Calibri" w:hAnsi="Calibri"', 'w:ascii="Tahoma" w:hAnsi="Arial"')
    doubt = only(templates)
    assert (doubt.code, doubt.hint) == ("W064", "Tahoma")
    assert doubt.where == "isi surat, tabel 2 baris 4, dekat “{{ surat.hal }}”"


# -- what Word does to tags -------------------------------------------------------------------------

RUN = "</w:t></w:r>{}<w:r><w:t>"


@pytest.mark.parametrize(
    "split",
    [
        "{" + RUN.format("") + "{ surat.hal }}",
        "{{ surat.hal }" + RUN.format('<w:proofErr w:type="spellEnd"/>') + "}",
        "{{ su"
        + RUN.format('<w:bookmarkStart w:id="9" w:name="x"/>')
        + "rat"
        + RUN.format('<w:bookmarkEnd w:id="9"/>')
        + ".hal }}",
        "{{ su</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>rat.hal }}",
        "{{ surat.<w:tab/></w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>haal</w:delText>"
        "</w:r></w:del><w:ins w:id='2' w:author='a'><w:r><w:t>hal</w:t></w:r></w:ins><w:r><w:t> }}",
        "{{ su</w:t></w:r><w:hyperlink><w:r><w:t>rat.hal</w:t></w:r></w:hyperlink><w:r><w:t> }}",
        "{{ su</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>rat.hal }}",
        "{{\N{NO-BREAK SPACE}surat.hal }}",
        "{{ sur" + RUN.format("<w:r><w:softHyphen/></w:r>") + "at.hal }}",
    ],
)
def test_a_tag_is_put_together_whatever_word_split_it_with(
    templates: Path, tmp_path: Path, split: str
) -> None:
    closing = {
        "<w:ins w:id='1' w:author='a'><w:r><w:t>rat": "</w:t></w:r></w:ins><w:r><w:t>",
        "<w:sdtContent>": "</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>",
    }
    split = split.replace("<w:tab/></w:t>", "</w:t>")
    split += next((end for start, end in closing.items() if start in split), "")
    edit(templates, HAL, split)
    assert found(templates) == []
    filler = Filler(templates, CONFIG)
    assert "Koordinasi Penanganan Pekerja Migran" in text(
        tmp_path, KIND, specimen(KIND), filler=filler
    )


def test_quotes_that_word_made_typographic_are_read_as_plain_ones(templates: Path) -> None:
    edit(templates, HAL, "{{ klien.nik or ‘tidak ada’ }}{% if klien.nik == “1” %}x{% endif %}")
    assert found(templates) == []


def test_tracked_changes_count_as_accepted_and_comments_are_left_out(
    templates: Path, tmp_path: Path
) -> None:
    edit(
        templates,
        "kami sampaikan bahwa",
        "kami sampaikan</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>LAMA</w:delText></w:r>"
        "</w:del><w:ins w:id='2' w:author='a'><w:r><w:t> baru</w:t></w:r></w:ins><w:r><w:t> bahwa",
    )
    path = templates / f"{KIND}.docx"
    document = Document(str(path))
    document.add_comment(document.paragraphs[3].runs, text="tolong dilihat", author="Petugas")
    document.save(str(path))
    said = text(tmp_path, KIND, specimen(KIND), filler=Filler(templates, CONFIG))
    assert "kami sampaikan baru bahwa" in said
    letter = zipfile.ZipFile(tmp_path / "surat.docx")
    assert not [name for name in letter.namelist() if "comments" in name]
    body = letter.read("word/document.xml")
    assert not any(mark in body for mark in (b"comment", b"<w:ins ", b"<w:del ", b"LAMA"))
    assert b"comments" not in letter.read("word/_rels/document.xml.rels")
    Document(str(tmp_path / "surat.docx"))


def test_mending_changes_nothing_where_nothing_is_split() -> None:
    for path in TEMPLATES.glob("*.docx"):
        root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        before = [piece.text for piece in root.iter(f"{W}t")]
        mend(root)
        assert [piece.text for piece in root.iter(f"{W}t")] == before


def test_a_letter_that_would_be_no_whole_document_is_held(templates: Path) -> None:
    edit(
        templates,
        "kami sampaikan bahwa",
        "{% if klien.nik %}</w:t></w:r><w:hyperlink><w:r><w:t>{% endif %}kami</w:t></w:r></w:hyperlink>"
        "<w:r><w:t> sampaikan bahwa",
    )
    without = specimen(KIND, "sparse")
    with pytest.raises(FormHeldError, match="T013"):
        filled(KIND, without, filler=Filler(templates, CONFIG))


# -- given back with comments -----------------------------------------------------------------------


def test_a_faulty_template_is_given_back_with_a_comment_at_each_fault(templates: Path) -> None:
    edit(templates, HAL, "{{ surat.hall }}")
    edit(templates, "{{ surat.nomor }}", "{{ nomer }}", part="word/footer1.xml")
    reports = examine_templates(CATALOGUE, templates, CONFIG, today=DAY)
    (report,) = [one for one in reports if one.faults]
    data = (templates / report.template).read_bytes()
    copy = with_fault_comments(data, report.faults)
    assert copy is not None
    document = Document(io.BytesIO(copy))
    told = {comment.comment_id: comment.text for comment in document.comments}
    assert {comment.author for comment in document.comments} == {AUTHOR}
    assert sorted(text[:4] for text in told.values()) == ["T003", "T003"]
    body = document.element.body
    commented = {
        int(mark.get(f"{W}id")): "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
        for mark in paragraph.iter(f"{W}commentRangeStart")
    }
    hall = next(number for number, text in told.items() if "hall" in text)
    assert "{{ surat.hall }}" in commented[hall]
    footer = next(number for number, text in told.items() if "nomer" in text)
    assert "kaki halaman" in told[footer]
    assert footer in commented
    # The comments of an earlier round go; nothing else changes.
    again = with_fault_comments(copy, report.faults[:1])
    assert again is not None
    assert len(list(Document(io.BytesIO(again)).comments)) == 1
