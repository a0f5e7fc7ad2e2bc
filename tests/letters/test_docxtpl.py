"""Every construct that docxtpl's documentation shows: the letter says what docxtpl makes of it, or the check names it.

One specimen a construct, written as that page writes it. What stands there for whoever programs (pictures, documents
and styled texts made by code, exchanged media, other delimiters) is no construct of a template.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree
from PIL import Image

from generator.letters.engine.engine import Engine
from generator.letters.engine.jobs import Job
from generator.word.namespaces import W

VALUES: dict[str, Any] = {
    "nama": "Siti <Aminah> & anak",
    "kota": "Tarakan",
    "jumlah": 2,
    "ada": True,
    "tiada": False,
    "warna": "FF0000",
    "baris": "satu\ndua",
    "orang": [{"nama": "Ani", "umur": 3}, {"nama": "Budi", "umur": 4}, {"nama": "Cici", "umur": 5}],
    "kolom": ["a", "b", "c", "d"],
}
DECLARED = f'xmlns:w="{W.strip("{}")}"'
Build = Callable[[Word], object]


def lines(*texts: str) -> Build:
    def build(word: Word) -> None:
        for text in texts:
            word.add_paragraph(text)

    return build


def runs(*texts: str) -> Build:
    """One paragraph, each text in a run of its own, every other one bold."""

    def build(word: Word) -> None:
        paragraph = word.add_paragraph()
        for number, text in enumerate(texts):
            paragraph.add_run(text).bold = bool(number % 2)

    return build


def table(*rows: tuple[str, ...]) -> Build:
    def build(word: Word) -> None:
        made: Table = word.add_table(len(rows), len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return build


def head_and_foot(word: Word) -> None:
    word.sections[0].header.paragraphs[0].text = "Kepala {{ kota }}"
    word.sections[0].footer.paragraphs[0].text = "{% if ada %}Kaki {{ nama }}{% endif %}"


def titled(text: str) -> Build:
    def build(word: Word) -> None:
        word.core_properties.title = text

    return build


CONSTRUCTS: dict[str, Build] = {
    "a variable": lines("Nama: {{ nama }}, {{ kota }}."),
    "a variable with a line end": lines("{{ baris }}"),
    "a variable over runs": runs("Kepada {{ na", "ma }} di ", "{{ kota", " }}"),
    "an escaped variable": lines("{{ nama|e }}"),
    "a filter": lines("{{ kota|upper }}"),
    "an if in a line": lines("Ia {% if ada %}ada{% else %}tidak ada{% endif %}."),
    "a for in a line": lines("{% for o in orang %}{{ o.nama }}; {% endfor %}"),
    "paragraphs": lines("{%p if ada %}", "Satu atau lebih alinea", "{%p endif %}", "akhir"),
    "paragraphs left out": lines("{%p if tiada %}", "Satu", "{%p else %}", "Dua", "{%p endif %}"),
    "paragraphs in a loop": lines("{%p for o in orang %}", "- {{ o.nama }}", "{%p endfor %}"),
    "rows": table(
        ("Nama", "Umur"),
        ("{%tr for o in orang %}", ""),
        ("{{ o.nama }}", "{{ o.umur }}"),
        ("{%tr endfor %}", ""),
    ),
    "columns": table(("{%tc for k in kolom %}", "{{ k }}", "{%tc endfor %}")),
    "runs": runs("Halo ", "{%r if tiada %}", "tebal", "{%r endif %}", " selesai"),
    "a run": runs("Halo ", "{{r kota }}", " selesai"),
    "a comment": lines("Teks {# catatan #}biasa"),
    "a comment as a paragraph": lines("satu", "{#p catatan #}", "dua"),
    "a comment as a row": table(("satu", "1"), ("{#tr catatan #}", ""), ("dua", "2")),
    "a comment as a cell": table(("satu", "{#tc catatan #}", "dua")),
    "merged lines": lines(
        "Rumah saya",
        "{%- if ada -%}",
        " di kota",
        "{%- else -%}",
        " di desa",
        "{%- endif -%}",
        " dan nyaman.",
    ),
    "literal braces": lines("Ketik {_{ nama }_} atau {_% if %_} di sini."),
    "a spanned cell": table(("{% colspan jumlah %}{{ kota }}", "dua"), ("satu", "dua")),
    "a coloured cell": table(("{% cellbg warna %}{{ kota }}", "dua")),
    "merged across in a loop": table(
        ("{%tc for k in kolom %}", "{% hm %}{{ kota }}", "{%tc endfor %}")
    ),
    "merged down in a loop": table(
        ("{%tr for o in orang %}", ""),
        ("{% vm %}{{ kota }}", "{{ o.nama }}"),
        ("{%tr endfor %}", ""),
    ),
    "head and foot": head_and_foot,
    "the title of the file": titled("Surat untuk {{ kota }}"),
    "a set": lines("{% set tempat = kota %}{{ tempat }}"),
    "typographic quotes": lines("{% if kota == “Tarakan” %}benar{% endif %}"),
    "no blanks": lines("{{nama}} {%if ada%}ya{%endif%}"),
    "tags without their blank": lines("{%pif ada%}", "x", "{%pendif%}"),
    "two paragraph tags in one": lines("{%p if ada %}Ini alinea saya {%p endif %}"),
    "a raw part": lines("{% raw %}{{ nama }}{% endraw %}"),
}
# What the check names: it is not allowed here, or nothing that could be printed.
NAMED = {
    "a run": "T004",
    "the title of the file": "T004",
    "tags without their blank": "T004",
    "two paragraph tags in one": "T012",
}


def written(build: Build) -> bytes:
    """A template that holds the construct, and the picture for the code that every template has."""
    word = Document()
    build(word)
    picture = io.BytesIO()
    Image.new("1", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    drawn = word.add_picture(picture)
    drawn._inline.docPr.set("descr", "QR")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def seen(docx: bytes) -> list[str]:
    """What a reader sees: texts, breaks and cells, with how wide, joined and coloured they are."""
    word = Document(io.BytesIO(docx))
    section = word.sections[0]
    parts = (section.header._element, word.element.body, section.footer._element)
    return [word.core_properties.title, *(one for part in parts for one in _seen(part))]


def _seen(part: Any) -> Iterator[str]:
    names = ("p", "tr", "tc", "gridSpan", "vMerge", "shd", "t", "br", "tab")
    for one in part.iter(*(f"{W}{name}" for name in names)):
        kind = etree.QName(one).localname
        if kind == "t":
            is_bold = one.getparent().find(f"{W}rPr/{W}b") is not None
            yield f"*{one.text}*" if is_bold and one.text else one.text or ""
        elif kind in ("gridSpan", "vMerge", "shd"):
            yield f"[{kind} {one.get(W + 'val') or ''} {one.get(W + 'fill') or ''}]"
        else:
            yield f"[{kind}]"


def told(texts: list[str]) -> str:
    """How many runs a text stands in says nothing."""
    return "".join(texts).replace("**", "")


def of_docxtpl(template: bytes) -> str:
    made = DocxTemplate(io.BytesIO(template))
    made.render(VALUES, Environment(autoescape=True))
    out = io.BytesIO()
    made.save(out)
    return told(seen(out.getvalue()))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_the_letter_says_what_docxtpl_makes_of_it_or_the_check_names_it(
    engine: Engine, name: str
) -> None:
    template = written(CONSTRUCTS[name])
    job = Job(task="fill", name=name, template=template, values=VALUES, code=b"x")
    answer = engine.answer(job)
    if name in NAMED:
        assert [one.problem.code for one in answer.faults][:1] == [NAMED[name]]
        return
    checked = engine.answer(Job(task="faults", name=name, template=template, values=VALUES))
    assert [one.problem.message for one in (*answer.faults, *checked.faults)] == []
    assert told(seen(answer.docx)) == of_docxtpl(template)


def test_literal_braces_that_word_split_are_one_all_the_same(engine: Engine) -> None:
    """Here the letter says more than docxtpl's, which leaves them as they were typed."""
    template = written(runs("Ketik {", "_{ nama }", "_} ya"))
    answer = engine.answer(Job(task="fill", name="uji", template=template, values=VALUES))
    assert "Ketik {{ nama }} ya" in told(seen(answer.docx)).replace("*", "")


def test_what_somebody_answered_is_never_taken_for_braces(engine: Engine) -> None:
    values = {**VALUES, "nama": "{_{ kota }_} {{ kota }} {% if %}"}
    template = written(lines("{{ nama }}"))
    answer = engine.answer(Job(task="fill", name="uji", template=template, values=values))
    assert values["nama"] in told(seen(answer.docx))


def test_a_footnote_is_filled_and_checked_and_an_end_note_is_named(engine: Engine) -> None:
    def with_notes(kind: str, text: str) -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(written(lines("Isi")))) as old,
            zipfile.ZipFile(out, "w") as new,
        ):
            for part in old.namelist():
                new.writestr(part, old.read(part))
            note = f"<w:{kind}s {DECLARED}><w:{kind}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
            new.writestr(f"word/{kind}s.xml", note)
        return out.getvalue()

    def faults(template: bytes) -> list[tuple[str, str]]:
        answer = engine.answer(Job(task="faults", name="uji", template=template, values=VALUES))
        return [(one.problem.code, one.problem.where) for one in answer.faults]

    template = with_notes("footnote", "Lihat {{ kota }}.")
    answer = engine.answer(Job(task="fill", name="uji", template=template, values=VALUES))
    with zipfile.ZipFile(io.BytesIO(answer.docx)) as made:
        assert b"Lihat Tarakan." in made.read("word/footnotes.xml")
    ((code, where),) = faults(with_notes("footnote", "Lihat {{ kotta }}."))
    assert (code, where.partition(",")[0]) == ("T003", "catatan kaki")
    assert faults(with_notes("endnote", "Lihat {{ kota }}.")) == [("T004", "word/endnotes.xml")]
