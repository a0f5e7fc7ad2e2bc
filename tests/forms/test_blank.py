"""The blank forms themselves: what they ask, what they look like inside, that they are repeatable."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from generator.forms import check, read_form
from generator.forms.blank.word import Prefilled, make_form
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import ROWS, SECTIONS, fact_of
from tests.forms.filled import BLANKS, asked, full_answers
from tests.forms.kit import TODAY, codes, read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHIPPED = Path(__file__).parents[2] / "templates" / "forms"


def text_of(data: bytes) -> str:
    return " ".join(str(one) for one in part(data).itertext())


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def given_paths(form: object, prefix: str = "") -> set[str]:
    """Every key path that a form answers; rows count as one."""
    told = set()
    for key in type(form).model_fields:  # type: ignore[attr-defined]
        value = getattr(form, key)
        if value is None or value == ():
            continue
        path = f"{prefix}.{key}".lstrip(".")
        told |= given_paths(value, path) if hasattr(value, "model_fields_set") else {path}
    return told


@pytest.mark.parametrize("name", BLANKS)
def test_the_shipped_forms_are_byte_for_byte_what_the_code_makes(name: str) -> None:
    assert (SHIPPED / f"{name}.docx").read_bytes() == make_form(BLANKS[name])


def test_nothing_else_lies_among_the_shipped_forms() -> None:
    assert {p.stem for p in SHIPPED.glob("*.docx")} == set(BLANKS)


@pytest.mark.parametrize("name", BLANKS)
def test_every_label_that_is_answered_is_read_back(tmp_path: Path, name: str) -> None:
    blank = BLANKS[name]
    reading = read(tmp_path, make_form(blank, full_answers(blank)), "a.docx")
    assert reading.form is not None, reading.problems
    assert given_paths(reading.form) == asked(blank)


@pytest.mark.parametrize("name", BLANKS)
def test_rows_come_back_whole_and_in_order(tmp_path: Path, name: str) -> None:
    blank = BLANKS[name]
    reading = read(tmp_path, make_form(blank, full_answers(blank, rows=12)), "a.docx")
    assert reading.form is not None, reading.problems
    for table in ROWS:
        section, _, key = table.path.rpartition(".")
        if table.path.partition(".")[0] not in blank.sections:
            continue
        rows = getattr(getattr(reading.form, section) if section else reading.form, key)
        name = "uraian" if "uraian" in table.columns else "nama"
        expected = [f"{name} ke-{n}, S.Sos." for n in range(1, 13)]
        assert [getattr(row, name) for row in rows] == expected


@pytest.mark.parametrize("name", BLANKS)
def test_an_untouched_form_holds_no_answer(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(make_form(BLANKS[name]))
    reading = read_form(path, name="a.docx", today=TODAY)
    assert set(codes(reading)) == {"F001"}
    assert {p.field for p in reading.problems} == {
        "klien.nama",
        "klien.jenis_kelamin",
        "permasalahan.uraian",
    }


@pytest.mark.parametrize("name", BLANKS)
def test_the_body_ends_with_a_paragraph_and_tables_never_touch(name: str) -> None:
    body = part(make_form(BLANKS[name])).find(f"{W}body")
    assert body is not None
    tags = [element.tag.removeprefix(W) for element in body]
    assert tags[-2:] == ["p", "sectPr"]
    assert "tbl tbl" not in " ".join(tags)


@pytest.mark.parametrize("name", BLANKS)
def test_rows_stay_whole_and_headings_are_repeated(name: str) -> None:
    for table in part(make_form(BLANKS[name])).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads == rows[: len(heads)]
        assert heads
        for paragraph in (p for row in heads for p in row.iter(f"{W}p")):
            assert paragraph.find(f"{W}pPr/{W}keepNext") is not None


def test_dates_are_picked_choices_are_listed_and_kinds_of_problems_are_ticked() -> None:
    whole = BLANKS["pengaduan"]
    sections = tuple(section.key for section in SECTIONS)
    root = part(make_form(whole, sections=sections))
    lists = [*root.iter(f"{W}dropDownList"), *root.iter(f"{W}comboBox")]
    printed = [fact_of(f"{s.key}.{key}".lstrip(".")) for s in SECTIONS for key in s.printed]
    # What a cell asks for together with another answer (place and day of birth) is plain text.
    facts = [fact for fact in printed if fact is not None]
    listed = [fact for fact in facts if (fact.choices or fact.proposals) and not fact.boxes]
    assert len(lists) == len(listed) == 11
    assert len(list(root.iter(f"{W}date"))) == sum(fact.kind is Kind.DATE for fact in facts) == 13
    alone, kinds = (fact.boxes for fact in facts if fact.boxes)
    # Behind the kinds of problems stands one for any other; a box alone is a yes.
    boxes = [e for e in root.iter() if str(e.tag).endswith("}checkbox")]
    assert len(boxes) == len(alone) + len(kinds) + 1


@pytest.mark.parametrize(("told", "means"), [("", None), ("ya", True)])
def test_a_letter_is_made_all_the_same_by_one_tick(
    tmp_path: Path, *, told: str, means: bool | None
) -> None:
    answers = {
        "nomor_kasus": "PMBS-2026-0001",
        "temu_bahas.tanggal": "20 November 2026",
        "temu_bahas.pukul": "09.00",
        "temu_bahas.tempat": "Aula",
    }
    data = make_form(BLANKS["temu-bahas"], {**answers, **({"tetap_dibuat": told} if told else {})})
    reading = read(tmp_path, data, "a.docx")
    assert reading.form is not None
    assert reading.form.tetap_dibuat is means
    on_page = check({**answers, "tetap_dibuat": "ya"}, today=date(2026, 11, 24))
    assert on_page.form is not None
    assert on_page.form.tetap_dibuat is True


def test_ticked_kinds_and_one_written_by_hand_are_both_read(tmp_path: Path) -> None:
    data = make_form(
        BLANKS["pengaduan"],
        {
            "klien.nama": "Ani",
            "klien.jenis_kelamin": "Perempuan",
            "permasalahan.uraian": "x",
            "permasalahan.jenis": "TPPO, sakit",
        },
    )
    reading = read(tmp_path, data, "a.docx")
    assert reading.form is not None
    assert reading.form.permasalahan is not None
    assert reading.form.permasalahan.jenis == ("sakit", "TPPO")
    free = make_form(
        BLANKS["pengaduan"],
        {
            "klien.nama": "Ani",
            "klien.jenis_kelamin": "P",
            "permasalahan.uraian": "x",
            "permasalahan.jenis": "hutang; sakit",
        },
    )
    reading = read(tmp_path, free, "a.docx")
    assert reading.form is not None
    assert reading.form.permasalahan is not None
    assert reading.form.permasalahan.jenis == ("hutang", "sakit")


def test_a_question_that_no_blank_form_asks_is_printed_with_its_answer(tmp_path: Path) -> None:
    bare = make_form(BLANKS["kesepakatan"])
    assert "Bila ingkar" not in text_of(bare)
    told: Prefilled = {
        "kesepakatan.bila_ingkar": "Dilaporkan ke pengawas.",
        "kesepakatan.tercapai": "ya",
        "kesepakatan.pihak": [{"nama": "Ani", "nik": "6571010101900001"}],
    }
    filled = text_of(make_form(BLANKS["kesepakatan"], told))
    assert "Bila ingkar" in filled
    assert "6571010101900001" in filled


@pytest.mark.parametrize("name", BLANKS)
def test_the_page_says_its_code_and_number(name: str) -> None:
    data = make_form(BLANKS[name])
    foot = part(data, "word/footer1.xml")
    text = "".join(t.text or "" for t in foot.iter(f"{W}t"))
    assert BLANKS[name].code in text
    assert re.findall(r"PAGE|NUMPAGES", etree.tostring(foot).decode()) == ["PAGE", "NUMPAGES"]
    assert Document(io.BytesIO(data)).core_properties.title.startswith(BLANKS[name].title)


@pytest.mark.parametrize("name", BLANKS)
def test_the_package_is_lean(name: str) -> None:
    assert len(make_form(BLANKS[name])) < 10_000
