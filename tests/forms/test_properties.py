"""Whatever a person writes: it is read back as written, and it is what the letter shows, or it is refused."""

import io
import json
import re
import shutil
import zipfile
from datetime import date, time
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import BaseModel

from generator.forms import BLANKS, FormReading, make_form, read_form
from generator.forms.readers import clean
from generator.letters import Filler, Letter, load_catalogue
from generator.office.office import Office
from generator.pdf import check_pdf
from generator.rules.config import load_config
from generator.vocabulary.case import CaseForm, SerahTerima
from generator.vocabulary.fields import bare_type
from tests.forms.kit import TODAY
from tests.office_kit import make_office_folder

ROOT = Path(__file__).parents[2]
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Anything that UTF-8 can say; and, for what must be taken, what people write.
anything = st.text(max_size=60)
letters = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="|")
written = st.text(letters, min_size=1, max_size=40).map(lambda text: f"Ia {text} q").map(clean)
days = st.dates(date(1950, 1, 1), date(2026, 11, 24))


def value_of(annotation: Any, key: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    kind = bare_type(annotation)
    if get_origin(kind) is tuple:
        (inner, *_) = get_args(kind)
        return st.lists(value_of(inner, key, texts), min_size=2, max_size=3)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return section_of(kind, texts)
    if kind is int:
        return st.integers(0, 100)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: texts.map(
            lambda text: (
                text.replace(",", " ").replace(";", " ").replace("\n", " ")
                if key in ("dokumen", "jenis", "butir", "waktu_makan")
                else text
            )
        ),
        bool: st.booleans(),
        date: days.map(date.isoformat),
        time: st.times().map(lambda at: f"{at:%H.%M}"),
    }
    return plain.get(kind, st.sampled_from("LP"))


def section_of(model: type[BaseModel], texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    required = {
        k: value_of(i.annotation, k, texts)
        for k, i in model.model_fields.items()
        if i.is_required()
    }
    optional = {
        k: value_of(i.annotation, k, texts)
        for k, i in model.model_fields.items()
        if not i.is_required()
    }
    return st.fixed_dictionaries(required, optional=optional)


def forms(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A new case with any of the other sections."""
    fields = {
        key: value_of(info.annotation, key, texts)
        for key, info in CaseForm.model_fields.items()
        if key != "nomor_kasus"
    }
    required = {key: fields.pop(key) for key in ("klien", "permasalahan")}
    return st.fixed_dictionaries(required, optional=fields)


def read(folder: Path, data: bytes, name: str) -> FormReading:
    path = folder / "formulir"
    path.write_bytes(data)
    return read_form(path, name=name, today=TODAY)


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in leaves(inner)]
    if isinstance(value, (list, tuple)):
        return [text for inner in value for text in leaves(inner)]
    return [value] if isinstance(value, str) else []


@QUICK
@given(data=forms(anything))
def test_any_text_is_read_as_written_or_refused_with_a_code(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("f")
    reading = read(folder, json.dumps(data).encode(), "a.json")
    shutil.rmtree(folder)
    if reading.form is None:
        assert any(not one.is_warning for one in reading.problems)
        return
    said = {clean(text) for text in leaves(data)}
    for text in leaves(reading.form.model_dump(mode="json", exclude_defaults=True)):
        is_told = text in said or any(text in one for one in said)
        assert is_told or re.fullmatch(r"[\d:-]+", text), text


@QUICK
@given(data=forms(written))
def test_what_people_write_is_taken_whole(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("f")
    reading = read(folder, json.dumps(data).encode(), "a.json")
    again = read(folder, json.dumps(data, ensure_ascii=False, indent=3).encode(), "a.json")
    shutil.rmtree(folder)
    assert reading.form is not None, [str(one) for one in reading.problems]
    assert again.form == reading.form
    dumped = reading.form.model_dump(mode="json", exclude_defaults=True)
    assert sorted(leaves(dumped["klien"])) == sorted(
        clean(text) for text in leaves(data["klien"]) if text
    )


# -- Word ----------------------------------------------------------------------------------------

CLIENT_KEYS = ("nama", "alias", "agama", "pendidikan", "kewarganegaraan", "kondisi_kesehatan")


@QUICK
@given(told=st.fixed_dictionaries(dict.fromkeys(CLIENT_KEYS, written)), story=written)
def test_a_word_form_says_what_was_written_in_it(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, str], story: str
) -> None:
    answers = {f"klien.{key}": text for key, text in told.items()}
    answers |= {"klien.jenis_kelamin": "L", "permasalahan.uraian": story}
    folder = tmp_path_factory.mktemp("f")
    reading = read(folder, make_form(BLANKS["pengaduan"], answers), "a.docx")
    shutil.rmtree(folder)
    assert reading.form is not None, [str(one) for one in reading.problems]
    assert reading.form.klien is not None
    assert reading.form.permasalahan is not None
    assert {key: getattr(reading.form.klien, key) for key in CLIENT_KEYS} == told
    assert reading.form.permasalahan.uraian == story


# -- letters -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office_folder(tmp_path_factory.mktemp("sifat") / "kantor")


def visible(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    return squeezed("\n".join(lines))


def squeezed(text: str) -> str:
    """Text without any blanks or line ends: what remains of it on paper."""
    return re.sub(r"\s|\N{NO-BREAK SPACE}|\N{SOFT HYPHEN}", "", text)


def shown(form: CaseForm) -> list[str]:
    """The answers that surat koordinasi and the handover record print."""
    klien, problem, handed = form.klien, form.permasalahan, form.serah_terima
    assert klien is not None
    assert problem is not None
    assert isinstance(handed, SerahTerima)
    return [
        klien.nama,
        *problem.uraian.split("\n"),
        *(problem.harapan or "").split("\n"),
        handed.menyerahkan.nama,
        handed.menerima.nama,
        *(one.nama for one in handed.barang),
    ]


def letters_of(folder: Path, form: CaseForm) -> dict[str, bytes]:
    config = load_config(folder)
    filler = Filler(folder / "templates", config)
    types = load_catalogue(folder / "templates").types
    return {
        key: filler.fill(
            Letter(
                letter_type=types[key],
                form=form,
                case="PMBS-2026-0001",
                number="400.9.8/1/DINSOSPM/2026",
                sequence=1,
                year=2026,
                dated=TODAY,
            )
        ).docx
        for key in ("surat-koordinasi", "berita-acara-serah-terima")
    }


def filled_form(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    person = st.fixed_dictionaries({"nama": texts})
    handed = st.fixed_dictionaries(
        {
            "tanggal": st.just("2026-11-24"),
            "tempat": texts,
            "menyerahkan": person,
            "menerima": person,
            "barang": st.lists(person, min_size=1, max_size=3),
        }
    )
    client = st.fixed_dictionaries({"nama": texts, "jenis_kelamin": st.sampled_from("LP")})
    problem = st.fixed_dictionaries({"uraian": texts, "harapan": texts})
    return st.fixed_dictionaries({"klien": client, "permasalahan": problem, "serah_terima": handed})


@QUICK
@given(data=filled_form(written))
def test_the_letter_shows_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, office_folder: Path, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("f")
    reading = read(folder, json.dumps(data).encode(), "a.json")
    shutil.rmtree(folder)
    assert reading.form is not None, [str(one) for one in reading.problems]
    text = "".join(visible(docx) for docx in letters_of(office_folder, reading.form).values())
    for told in shown(reading.form):
        assert squeezed(told).rstrip(".") in text


@pytest.mark.real
@pytest.mark.slow
def test_the_pdf_shows_what_was_written(office_folder: Path, tmp_path: Path) -> None:
    office = Office(office_folder)
    tried = 0

    # What fonts surely have; of others the letter's PDF shows a box, and its text may differ.
    plain = st.text(
        st.characters(codec="latin-1", categories=("L", "N", "P", "Sm", "Sc")),
        min_size=1,
        max_size=40,
    ).map(lambda text: clean(f"Ia {text} q"))

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(data=filled_form(plain))
    def every_answer(data: dict[str, Any]) -> None:
        nonlocal tried
        tried += 1
        reading = read(tmp_path, json.dumps(data).encode(), "a.json")
        assert reading.form is not None
        text = ""
        for key, docx in letters_of(office_folder, reading.form).items():
            (tmp_path / "a.docx").write_bytes(docx)
            office.converter.convert(tmp_path / "a.docx", tmp_path / "a.pdf")
            text += check_pdf(tmp_path / "a.pdf", letter=key, must_contain={}).text
        bare = squeezed(text)
        for told in shown(reading.form):
            assert squeezed(told).rstrip(".") in bare

    try:
        every_answer()
    finally:
        office.close()
    assert tried >= 25
