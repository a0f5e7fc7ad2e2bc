"""A refused form comes back with comments: at the right place, and never part of an answer."""

import io
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.forms import FormReading, make_form
from generator.forms.blank.word import Prefilled
from generator.forms.word.comments import AUTHOR, with_comments
from generator.forms.word.opening import open_package
from generator.vocabulary.problems import Problem
from tests.forms.filled import BLANKS, full_answers
from tests.forms.kit import cell, codes, complaint, docx, p, read, row, t, table
from tests.forms.soffice import convert

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRONG: Prefilled = {
    "klien.nama": "Ani",
    "klien.umur": "tua",
    "klien.ttl": "Ende, 31-02-1992",
    "pekerjaan.surat_kontrak": "mungkin",
    "permasalahan.uraian": "Satu.\nDua.",
    "permasalahan.jenis": "sakit",
    "rombongan": [{"nama": "Budi", "umur": "30"}, {"nama": "Cici", "umur": "muda"}],
}


def reading(folder: Path, data: bytes) -> FormReading:
    return read(folder, data, "a.docx")


def commented(folder: Path, data: bytes) -> bytes:
    done = with_comments(data, reading(folder, data).problems)
    assert done is not None
    return done


def whole(minimal: bytes) -> bytes:
    """The document of a test in a package that Word would open too."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(minimal)) as told,
        zipfile.ZipFile(io.BytesIO(make_form(BLANKS["pengaduan"]))) as frame,
        zipfile.ZipFile(out, "w") as made,
    ):
        for name in frame.namelist():
            made.writestr(name, (told if name == "word/document.xml" else frame).read(name))
    return out.getvalue()


def comments(data: bytes) -> dict[str, str]:
    """The text that each comment stands at, by the first word of the comment and its place."""
    document = Document(io.BytesIO(data))
    texts = {str(one.comment_id): one.text for one in document.comments}
    found = {}
    for number, text in texts.items():
        is_inside, marked = False, ""
        for element in document.element.body.iter():
            if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == number:
                is_inside = True
            elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
                is_inside = False
            elif is_inside and element.tag == f"{W}t":
                marked += element.text or ""
        found[text] = marked
    return found


def place_of(data: bytes, code: str) -> list[str]:
    return [place for text, place in comments(data).items() if text.startswith(code)]


class TestPlaces:
    def test_each_faulty_answer_has_its_comment(self, tmp_path: Path) -> None:
        data = commented(tmp_path, make_form(BLANKS["pengaduan"], WRONG))
        assert set(place_of(data, "W017")) == {"tua", "muda", "Ende, 31-02-1992", "mungkin"}
        (empty,) = place_of(data, "F001")
        assert empty.startswith("Jenis kelamin *")
        assert len(comments(data)) == 5

    def test_it_says_code_what_is_wrong_and_what_to_do(self, tmp_path: Path) -> None:
        data = commented(tmp_path, make_form(BLANKS["pengaduan"], WRONG))
        (text,) = [text for text in comments(data) if text.startswith("F001")]
        assert "Jenis kelamin wajib diisi, tetapi kosong" in text
        assert "Isi" in text
        document = Document(io.BytesIO(data))
        assert {(one.author, one.initials) for one in document.comments} == {(AUTHOR, "PMBS")}

    def test_a_missing_label_is_told_at_the_heading_of_its_section(self, tmp_path: Path) -> None:
        body = p(t("Data Klien")) + table(row("Nama", "Ani")) + p(t("Permasalahan"))
        body += table(row("Kronologi", "x"))
        assert place_of(commented(tmp_path, whole(docx(body))), "F001") == ["Data Klien"]

    def test_a_missing_section_is_told_at_the_top(self, tmp_path: Path) -> None:
        body = p(t("FORMULIR")) + p(t("Data Klien")) + table(row("Nama", "A"), row("L/P", "P"))
        assert place_of(commented(tmp_path, whole(docx(body))), "F001") == ["FORMULIR"]

    def test_a_table_with_too_few_rows_is_told_at_its_heading(self, tmp_path: Path) -> None:
        answers = {
            **full_answers(BLANKS["kesepakatan"]),
            "kesepakatan.pihak": [{"nama": "Satu-satunya"}],
        }
        data = commented(tmp_path, make_form(BLANKS["kesepakatan"], answers))
        assert place_of(data, "F020") == ["Para pihak"]

    def test_a_row_without_a_name_is_told_at_what_it_has(self, tmp_path: Path) -> None:
        people = table(row("No", "Nama", "Umur"), row("1", "Ani", "4"), row("2", "", "5"))
        data = commented(tmp_path, whole(complaint(before=p(t("Rombongan")) + people)))
        (place,) = place_of(data, "F001")
        assert place in {"2", "5"}

    def test_an_unknown_label_is_told_at_its_answer(self, tmp_path: Path) -> None:
        data = commented(tmp_path, whole(complaint(row("Golongan darah", "AB"), row("Umur", "x"))))
        assert place_of(data, "W003") == ["AB"]

    def test_an_answer_given_twice_is_told_at_the_second(self, tmp_path: Path) -> None:
        data = commented(tmp_path, whole(complaint(row("Umur", "34"), row("Usia", "35"))))
        assert place_of(data, "F033") == ["35"]

    def test_one_point_of_many_is_told_at_the_whole_answer(self) -> None:
        data = make_form(BLANKS["kesepakatan"], full_answers(BLANKS["kesepakatan"]))
        problem = Problem(code="F017", field="kesepakatan.butir[2]", found="1", hint="2")
        done = with_comments(data, [problem])
        assert done is not None
        (place,) = place_of(done, "F017")
        assert place.startswith("1. Butir pertama")
        assert place.endswith("3. Butir ketiga")

    def test_a_person_told_in_one_cell_is_told_there(self) -> None:
        given = cell(p(t("Rahma")), p(t("Peksos")))
        data = whole(docx(p(t("Serah Terima")) + table(row("Yang menyerahkan", given))))
        done = with_comments(data, [Problem(code="F017", field="serah_terima.menyerahkan.jabatan")])
        assert done is not None
        assert place_of(done, "F017") == ["RahmaPeksos"]

    def test_two_pairs_in_a_row_are_told_apart(self, tmp_path: Path) -> None:
        data = commented(tmp_path, whole(complaint(row("Agama", "Islam", "Umur", "tua"))))
        assert place_of(data, "W017") == ["tua"]

    def test_every_answer_of_every_form_is_found(self) -> None:
        for blank in BLANKS.values():
            answers = full_answers(blank)
            data = make_form(blank, answers)
            for path, answer in answers.items():
                if not answer or not isinstance(answer, str):
                    continue
                done = with_comments(data, [Problem(code="F001", field=path)])
                assert done is not None
                (place,) = place_of(done, "F001")
                if path not in ("permasalahan.jenis", "tetap_dibuat"):  # boxes
                    assert place == answer.replace("\n", ""), path


class TestAnswers:
    def test_comments_never_leak_into_answers(self, tmp_path: Path) -> None:
        data = make_form(BLANKS["pengaduan"], WRONG)
        before, after = reading(tmp_path, data), reading(tmp_path, commented(tmp_path, data))
        assert after.problems == before.problems
        assert after.answers == before.answers

    def test_a_corrected_answer_with_the_comments_left_in_is_read(self, tmp_path: Path) -> None:
        data = commented(tmp_path, make_form(BLANKS["pengaduan"], WRONG))
        document = Document(io.BytesIO(data))
        right = {"tua": "34", "muda": "20", "Ende, 31-02-1992": "Ende, 28-02-1992", "mungkin": "ya"}
        for element in document.element.body.iter(f"{W}t"):
            element.text = right.pop(element.text or "", element.text)
        assert right == {}
        control = next(
            sdt
            for sdt in document.element.body.iter(f"{W}sdt")
            if sdt.find(f"{W}sdtPr/{W}alias").get(f"{W}val") == "Jenis kelamin"
        )
        control.find(f"{W}sdtPr").remove(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
        next(control.iter(f"{W}t")).text = "Perempuan"
        out = io.BytesIO()
        document.save(out)
        mended = reading(tmp_path, out.getvalue())
        assert mended.form is not None, mended.problems
        assert mended.form.klien is not None
        assert (mended.form.klien.umur, mended.form.klien.jenis_kelamin) == (34, "P")
        assert len(comments(out.getvalue())) == 5


class TestRounds:
    def test_comments_of_an_earlier_round_go(self, tmp_path: Path) -> None:
        data = make_form(BLANKS["pengaduan"], WRONG)
        once = commented(tmp_path, data)
        twice = commented(tmp_path, once)
        assert comments(twice) == comments(once)
        none = with_comments(twice, [])
        assert none is not None
        assert comments(none) == {}
        assert body_of(none) == body_of(with_comments(data, []) or b"")

    def test_comments_of_other_people_stay(self, tmp_path: Path) -> None:
        document = Document(io.BytesIO(make_form(BLANKS["pengaduan"], WRONG)))
        paragraph = document.tables[0].rows[1].cells[0].paragraphs[0]
        document.add_comment(paragraph.runs, "Sudah dicek?", author="Siti", initials="S")
        out = io.BytesIO()
        document.save(out)
        twice = commented(tmp_path, commented(tmp_path, out.getvalue()))
        assert comments(twice)["Sudah dicek?"] == "Kode formulir"
        assert len(comments(twice)) == 6

    def test_threads_that_word_lists_are_forgotten_with_their_comments(
        self, tmp_path: Path
    ) -> None:
        data = commented(tmp_path, make_form(BLANKS["pengaduan"], WRONG))
        w14, w15 = (f"http://schemas.microsoft.com/office/word/{y}/wordml" for y in (2010, 2012))
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        root = etree.fromstring(parts["word/comments.xml"])
        for number, paragraph in enumerate(root.iter(f"{W}p")):
            paragraph.set(f"{{{w14}}}paraId", f"0000000{number}")
        parts["word/comments.xml"] = etree.tostring(root)
        parts["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000000"/>'
            '<w15:commentEx w15:paraId="AAAAAAAA" w15:paraIdParent="00000000"/></w15:commentsEx>'
        ).encode()
        override = (
            b'<Override PartName="/word/commentsExtended.xml" ContentType="application/vnd.'
            b'openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/></Types>'
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
        relation = (
            b'<Relationship Id="rX" Type="http://schemas.microsoft.com/office/2011/relationships/'
            b'commentsExtended" Target="commentsExtended.xml"/></Relationships>'
        )
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", relation)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for name, content in parts.items():
                target.writestr(name, content)
        done = with_comments(out.getvalue(), [])
        assert done is not None
        with zipfile.ZipFile(io.BytesIO(done)) as package:
            left = package.read("word/commentsExtended.xml")
        assert b"00000000" not in left
        assert b"AAAAAAAA" in left

    def test_all_else_stays(self, tmp_path: Path) -> None:
        data = make_form(BLANKS["pengaduan"], WRONG)
        done = commented(tmp_path, data)
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(done)) as new:
            assert set(old.namelist()) <= set(new.namelist())
            for name in ("word/styles.xml", "word/settings.xml", "word/footer1.xml"):
                assert canonical(old.read(name)) == canonical(new.read(name))
        assert body_of(data) == body_of(with_comments(done, []) or b"")

    def test_controls_keep_to_themselves(self, tmp_path: Path) -> None:
        done = commented(tmp_path, make_form(BLANKS["pengaduan"], WRONG))
        body = Document(io.BytesIO(done)).element.body
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            marks = list(body.iter(f"{W}{tag}"))
            assert len(marks) == 5
            assert not any(list(mark.iterancestors(f"{W}sdt")) for mark in marks)


def canonical(data: bytes) -> bytes:
    """XML without the blanks between elements."""
    parser = etree.XMLParser(remove_blank_text=True)
    return bytes(etree.tostring(etree.fromstring(data, parser), method="c14n"))


def body_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return canonical(package.read("word/document.xml"))


class TestHarm:
    @pytest.mark.parametrize(
        "data", [b"", b"PK", b"%PDF-1.7", docx("")[:200], docx("<w:p>"), b"\xd0\xcf\x11\xe0" * 200]
    )
    def test_what_cannot_be_opened_gets_no_comments(self, data: bytes) -> None:
        assert with_comments(data, [Problem(code="B003")]) is None

    def test_a_form_without_any_paragraph_outside_tables_is_commented(self) -> None:
        data = make_form(BLANKS["pengaduan"])
        done = with_comments(data, [Problem(code="B014")])
        assert done is not None
        assert place_of(done, "B014") == ["Dinas Sosial dan Pemberdayaan Masyarakat Kota Tarakan"]

    def test_damaged_documents_raise_nothing(self, tmp_path: Path) -> None:
        chance = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
        with zipfile.ZipFile(io.BytesIO(make_form(BLANKS["pengaduan"], WRONG))) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        opened = 0
        for _ in range(400):
            name = chance.choice(list(parts))
            content = bytearray(parts[name])
            for _ in range(chance.randint(1, 4)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as target:
                for other, whole in parts.items():
                    target.writestr(other, bytes(content) if other == name else whole)
            done = with_comments(out.getvalue(), [Problem(code="F014", field="klien.umur")])
            if done is not None:
                opened += 1
                assert not isinstance(open_package(done), Problem)
        assert 0 < opened < 400


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
class TestInLibreOffice:
    def test_it_opens_keeps_the_comments_and_says_the_same(self, tmp_path: Path) -> None:
        made = tmp_path / "made"
        made.mkdir()
        data = make_form(BLANKS["pengaduan"], WRONG)
        (made / "a.docx").write_bytes(commented(tmp_path, data))
        profile = tmp_path / "profile"
        saved = convert(made, tmp_path / "saved", "docx", profile=profile)
        again = (saved / "a.docx").read_bytes()
        assert len(comments(again)) == 5
        before, after = reading(tmp_path, data), reading(tmp_path, again)
        assert codes(after) == codes(before)
        assert [p.field for p in after.problems] == [p.field for p in before.problems]
        cleaned = with_comments(again, [])
        assert cleaned is not None
        assert comments(cleaned) == {}
        convert(saved, tmp_path / "pdf", "pdf", profile=profile)

    def test_a_corrected_form_saved_with_its_comments_is_read(self, tmp_path: Path) -> None:
        made = tmp_path / "made"
        made.mkdir()
        right = full_answers(BLANKS["pengaduan"])
        data = make_form(BLANKS["pengaduan"], right)
        problems = [Problem(code="F011", field=path) for path, answer in right.items() if answer]
        done = with_comments(data, problems)
        assert done is not None
        (made / "a.docx").write_bytes(done)
        profile = tmp_path / "profile"
        for trip in ("docx", "odt-docx"):
            at = made
            for step, suffix in enumerate(trip.split("-")):
                at = convert(at, tmp_path / f"{trip}{step}", suffix, profile=profile)
            after = reading(tmp_path, (at / "a.docx").read_bytes())
            assert after.form == reading(tmp_path, data).form
            assert after.form is not None
