"""Word forms as people and their programs leave them; and packages that mean harm."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from generator.forms import BLANKS, FormReading, is_whole, make_form
from generator.forms.blank.word import Prefilled
from generator.vocabulary.case import CaseForm, Klien
from tests.forms.kit import cell, codes, complaint, docx, p, read, row, t, table

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(folder: Path, data: bytes) -> FormReading:
    return read(folder, data, "kasus.docx")


def klien(folder: Path, *rows: str) -> Klien:
    reading = word(folder, complaint(*rows))
    assert reading.form is not None, reading.problems
    assert reading.form.klien is not None
    return reading.form.klien


def form_of(folder: Path, data: bytes) -> CaseForm:
    reading = word(folder, data)
    assert reading.form is not None, reading.problems
    return reading.form


class TestLabels:
    @pytest.mark.parametrize(
        "label", ["Umur", "UMUR :", "usia", " Umur\u00a0: ", "Umur (tahun)", "umur*"]
    )
    def test_a_label_is_known_in_any_dress(self, tmp_path: Path, label: str) -> None:
        assert klien(tmp_path, row(label, "34")).umur == 34

    def test_a_misspelt_label_is_understood_and_told(self, tmp_path: Path) -> None:
        reading = word(tmp_path, complaint(row("Kewarganegaran", "Indonesia")))
        assert codes(reading) == ["W002"]
        assert reading.form is not None

    def test_an_unknown_label_is_kept_and_told(self, tmp_path: Path) -> None:
        reading = word(tmp_path, complaint(row("Golongan darah", "AB")))
        assert codes(reading) == ["W003"]
        assert [a.text for a in reading.answers if a.label == "Golongan darah"] == ["AB"]

    def test_an_unknown_label_without_an_answer_is_nothing(self, tmp_path: Path) -> None:
        assert word(tmp_path, complaint(row("Golongan darah", ""))).problems == ()

    def test_a_colon_in_a_cell_of_its_own_is_no_answer(self, tmp_path: Path) -> None:
        assert klien(tmp_path, row("Agama", ":", "Katolik")).agama == "Katolik"

    def test_two_pairs_in_one_row_are_two_answers(self, tmp_path: Path) -> None:
        found = klien(tmp_path, row("Umur", "34", "Agama", "Islam"))
        assert (found.umur, found.agama) == (34, "Islam")

    def test_two_different_answers_to_one_question_are_an_error(self, tmp_path: Path) -> None:
        reading = word(tmp_path, complaint(row("Umur", "34"), row("Usia", "35")))
        assert codes(reading) == ["F033"]

    def test_an_answer_is_told_with_the_section_where_it_stands(self, tmp_path: Path) -> None:
        (problem,) = word(tmp_path, complaint(row("Tanggal lahir", "31-02-1992"))).problems
        assert (problem.code, problem.where) == ("W017", "Data Klien")

    def test_a_heading_may_stand_in_a_merged_first_row(self, tmp_path: Path) -> None:
        body = table(row("DATA KLIEN"), row("Nama", "Ani"), row("L/P", "P"))
        body += table(row("Permasalahan"), row("Kronologi", "x"))
        form = form_of(tmp_path, docx(body))
        assert form.klien is not None
        assert form.klien.nama == "Ani"

    def test_a_document_without_any_section_is_no_form(self, tmp_path: Path) -> None:
        assert "B014" in codes(word(tmp_path, docx(p(t("Surat biasa")))))


class TestAnswers:
    def test_text_in_a_content_control_counts(self, tmp_path: Path) -> None:
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{t('Islam')}</w:sdtContent></w:sdt>"
        assert klien(tmp_path, row("Agama", cell(p(control)))).agama == "Islam"

    def test_a_cell_that_word_wrapped_in_a_control_counts(self, tmp_path: Path) -> None:
        wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(p(t('Islam')))}</w:sdtContent></w:sdt>"
        assert klien(tmp_path, row("Agama", wrapped)).agama == "Islam"

    def test_the_prompt_of_an_empty_control_is_no_answer(self, tmp_path: Path) -> None:
        control = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{t('Klik di sini')}</w:sdtContent></w:sdt>"
        )
        assert klien(tmp_path, row("Agama", cell(p(control)))).agama is None

    def test_tracked_insertions_count_and_deletions_do_not(self, tmp_path: Path) -> None:
        changed = (
            f"<w:del><w:r><w:delText>Hindu</w:delText></w:r></w:del><w:ins>{t('Islam')}</w:ins>"
        )
        assert klien(tmp_path, row("Agama", cell(p(changed)))).agama == "Islam"

    @pytest.mark.parametrize(
        "ticks",
        [
            "☒ Laki-laki ☐ Perempuan",
            "[x] L  [ ] P",
            "☐ Perempuan\n☑ Laki-laki",
            "(v) Laki-laki ( ) Perempuan",
        ],
    )
    def test_a_ticked_box_is_the_answer(self, tmp_path: Path, ticks: str) -> None:
        paragraphs = "".join(p(t(line)) for line in ticks.split("\n"))
        body = table(row("Data Klien"), row("Nama", "A"), row("Jenis kelamin", cell(paragraphs)))
        body += table(row("Permasalahan"), row("Kronologi", "x"))
        form = form_of(tmp_path, docx(body))
        assert form.klien is not None
        assert form.klien.jenis_kelamin == "L"

    def test_a_box_of_the_wingdings_font_is_a_box(self, tmp_path: Path) -> None:
        symbols = (
            f'<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>{t(" Ya ")}'
            f'<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>{t(" Tidak")}'
        )
        body = complaint(
            before=p(t("Data Pekerjaan")) + table(row("Surat kontrak kerja", cell(p(symbols))))
        )
        form = form_of(tmp_path, body)
        assert form.pekerjaan is not None
        assert form.pekerjaan.surat_kontrak is True

    @pytest.mark.parametrize(
        ("answer", "place", "day"),
        [
            ("Ende, 3 Mei 1992", "Ende", "1992-05-03"),
            ("Ende, 03-05-1992", "Ende", "1992-05-03"),
            ("Ende", "Ende", "None"),
            ("3 Mei 1992", "None", "1992-05-03"),
            ("Desa Wolo, Ende, 3 Mei 1992", "Desa Wolo, Ende", "1992-05-03"),
        ],
    )
    def test_place_and_date_of_birth_in_one_cell_are_two_answers(
        self, tmp_path: Path, answer: str, place: str, day: str
    ) -> None:
        found = klien(tmp_path, row("Tempat, tanggal lahir", answer))
        assert (str(found.tempat_lahir), str(found.tanggal_lahir)) == (place, day)

    def test_paragraphs_and_line_breaks_are_lines(self, tmp_path: Path) -> None:
        body = p(t("Data Klien")) + table(row("Nama", "A"), row("L/P", "P")) + p(t("Permasalahan"))
        story = cell(p(t("Satu.")), p(t("Dua."), "<w:r><w:br/></w:r>", t("Tiga.")))
        form = form_of(tmp_path, docx(body + table(row("Kronologi", story))))
        assert form.permasalahan is not None
        assert form.permasalahan.uraian == "Satu.\nDua.\nTiga."

    def test_numbered_points_lose_their_numbers(self, tmp_path: Path) -> None:
        rows = (
            row("Tanggal", "27-11-2026"),
            row("Tempat", "Tarakan"),
            row("Tercapai", "ya"),
            row("Butir kesepakatan", cell(p(t("1. Satu, dan lagi")), p(t("2) Dua")))),
        )
        people = table(row("No", "Nama", "Jabatan"), row("1", "A", "x"), row("2", "B", "y"))
        body = complaint(before=p(t("Kesepakatan")) + table(*rows) + p(t("Para pihak")) + people)
        form = form_of(tmp_path, body)
        assert form.kesepakatan is not None
        assert form.kesepakatan.butir == ("Satu, dan lagi", "Dua")
        assert [one.nama for one in form.kesepakatan.pihak] == ["A", "B"]

    def test_witnesses_belong_to_the_section_they_stand_in(self, tmp_path: Path) -> None:
        handover = (
            row("Tanggal", "27-11-2026"),
            row("Shelter", "Rumah Singgah"),
            row("Yang menyerahkan", cell(p(t("Rahma")), p(t("Peksos")), p(t("123")))),
            row("Yang menerima: nama", "Andi"),
        )
        saksi = table(row("Saksi"), row("Nama", "Jabatan"), row("Dewi", "Relawan"))
        form = form_of(
            tmp_path, complaint(before=p(t("Serah Terima ke Shelter")) + table(*handover) + saksi)
        )
        assert form.serah_terima is not None
        given = form.serah_terima
        assert [one.nama for one in given.saksi] == ["Dewi"]
        assert (given.menyerahkan.jabatan, given.menyerahkan.nip) == ("Peksos", "123")

    def test_a_text_box_is_left_out_and_told(self, tmp_path: Path) -> None:
        box = f"<w:r><w:txbxContent>{p(t('rahasia'))}</w:txbxContent></w:r>"
        reading = word(tmp_path, complaint(before=p(box)))
        assert codes(reading) == ["W005"]

    def test_a_faulty_row_is_told_by_its_place(self, tmp_path: Path) -> None:
        people = table(row("No", "Nama", "Umur"), row("1", "Ani", "4"), row("2", "Budi", "tua"))
        (problem,) = word(tmp_path, complaint(before=p(t("Rombongan")) + people)).problems
        assert (problem.code, problem.where) == ("W017", "Rombongan baris 2")


class TestBlanks:
    @pytest.mark.parametrize("name", BLANKS)
    def test_an_empty_form_asks_for_what_is_required_and_nothing_else(
        self, tmp_path: Path, name: str
    ) -> None:
        reading = word(tmp_path, make_form(BLANKS[name]))
        assert [problem.field for problem in reading.problems] == [
            "klien.nama",
            "klien.jenis_kelamin",
            "permasalahan.uraian",
        ]

    def test_a_filled_form_gives_its_answers_back(self, tmp_path: Path) -> None:
        answers: Prefilled = {
            "klien.nama": "Yohanes Lado",
            "klien.jenis_kelamin": "L",
            "klien.nik": "5308120305920001",
            "klien.kabupaten_kota": "Ende",
            "pekerjaan.tunggakan_upah": "Rp4.200.000",
            "permasalahan.uraian": "Satu.\nDua.",
            "rombongan": [{"nama": "Maria", "umur": "30"}, {"nama": "Ani"}],
        }
        form = form_of(tmp_path, make_form(BLANKS["pengaduan"], answers))
        assert form.klien is not None
        assert form.pekerjaan is not None
        assert form.permasalahan is not None
        assert (form.klien.nik, form.klien.kabupaten_kota) == ("5308120305920001", "Ende")
        assert form.pekerjaan.tunggakan_upah == 4_200_000
        assert form.permasalahan.uraian == "Satu.\nDua."
        assert [(one.nama, one.umur) for one in form.rombongan] == [("Maria", 30), ("Ani", None)]

    def test_the_shipped_blank_forms_are_the_ones_that_the_code_makes(self, tmp_path: Path) -> None:
        shipped = Path(__file__).parents[2] / "templates" / "forms"
        for name, blank in BLANKS.items():
            made = word(tmp_path, make_form(blank)).answers
            assert word(tmp_path, (shipped / f"{name}.docx").read_bytes()).answers == made


def package(**parts: bytes) -> bytes:
    out = io.BytesIO(complaint())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as added:
        for name, data in parts.items():
            added.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{REL}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    ).encode()


RELS = "word___rels__document.xml.rels"
DEEP = "<w:tbl><w:tr><w:tc>" * 3000
BAD: dict[str, tuple[bytes, str]] = {
    "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "B002"),
    "a PDF": (b"%PDF-1.7 ...", "B002"),
    "an old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "B036"),
    "one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "B008",
    ),
    "a spreadsheet": (docx("").replace(b"word/document.xml", b"word/nocument.xml"), "B002"),
    "macros": (
        package(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),
        "B009",
    ),
    "an embedded object": (package(word__embeddings__a=b"x"), "B009"),
    "an external picture": (
        package(**{RELS: relation("image", "http://127.0.0.1:9/x.png")}),
        "B009",
    ),
    "a chunk of another file": (
        package(**{RELS: relation("aFChunk", "a.html", "Internal")}),
        "B009",
    ),
    "a DTD": (docx("").replace(b"x", b"x"), "B014"),
    "2,001 parts": (package(**{f"word__x{n}": b"" for n in range(2001)}), "B015"),
    "a part of 31 MB": (package(**{"word__styles.xml": bytes(31_000_000)}), "B015"),
    "a bomb": (package(word__bomb=bytes(60_000_000)), "B015"),
    "broken XML": (docx("<w:p>"), "B003"),
    "tables 3,000 deep": (docx(DEEP), "B015"),
}


class TestHarm:
    @pytest.mark.parametrize("what", BAD)
    def test_it_is_refused_for_what_it_is_and_quickly(self, tmp_path: Path, what: str) -> None:
        data, code = BAD[what]
        began = time.monotonic()
        reading = word(tmp_path, data)
        assert code in codes(reading)
        assert reading.form is None
        assert time.monotonic() - began < 10

    def test_a_document_type_declaration_is_refused(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("[Content_Types].xml", "<Types/>")
            made.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        assert codes(word(tmp_path, out.getvalue())) == ["B009"]

    def test_strict_open_xml_gets_a_friendly_word(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("[Content_Types].xml", "<Types/>")
            space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
            made.writestr("word/document.xml", f'<w:document xmlns:w="{space}"/>')
        assert codes(word(tmp_path, out.getvalue())) == ["B019"]

    @pytest.mark.parametrize("kind", ["hyperlink", "attachedTemplate"])
    def test_links_that_word_itself_makes_are_no_matter(self, tmp_path: Path, kind: str) -> None:
        data = package(**{RELS: relation(kind, "file:///C:/Normal.dotm")})
        assert word(tmp_path, data).form is not None

    @pytest.mark.parametrize("tenth", range(1, 10))
    def test_a_truncated_document_is_refused_and_not_whole(
        self, tmp_path: Path, tenth: int
    ) -> None:
        data = complaint()
        cut = data[: len(data) * tenth // 10]
        assert codes(word(tmp_path, cut)) == ["B003"]
        assert not is_whole(tmp_path / "formulir", name="a.docx")

    def test_a_whole_document_is_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(complaint())
        assert is_whole(path, name="a.docx")

    def test_a_thousand_damaged_documents_raise_nothing(self, tmp_path: Path) -> None:
        chance = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
        data = make_form(BLANKS["pengaduan"], {"klien.nama": "A"})
        for _ in range(1000):
            broken = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            reading = word(tmp_path, bytes(broken[: chance.randint(1, len(broken))]))
            assert reading.form is None
