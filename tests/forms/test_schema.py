"""The published schema: it is the one that the code makes, and it agrees with the validator."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.forms import form_schema
from tests.forms.kit import read_dict
from tests.office_kit import KESEPAKATAN, SECTIONS, form
from tools.make_docs import problems_page, schema_page

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.json"))
WRONG_SAMPLES = sorted((ROOT / "samples" / "salah").glob("*.json"))
SCHEMA = Draft202012Validator(form_schema())

GOOD: dict[str, Any] = {
    **{name: form(**sections) for name, sections in SECTIONS.items()},
    "a continuation": {"nomor_kasus": "PMBS-2026-0007", "kesepakatan": KESEPAKATAN},
    "with a version": form(versi=1),
    "an answer that is null": form(catatan=None, klien={"nik": None}),
    "money as text": form(pekerjaan={"upah_dijanjikan": "Rp1.500.000", "upah_diterima": 0}),
}
PARTY = {"nama": "Budi Santoso", "instansi": "Disperinaker"}
BAD: dict[str, Any] = {
    "no name": form(klien={"nama": None}),
    "no problem": form(permasalahan=None),
    "nothing": {},
    "a list": [form()],
    "only a case number": {"nomor_kasus": "PMBS-2026-0007"},
    "a case number of another kind": form(nomor_kasus="7/2026"),
    "an unknown key": form(klien={"nma": "x"}),
    "an unknown section": form(lampiran=[]),
    "a wrong sex": form(klien={"jenis_kelamin": "X"}),
    "a wrong date": form(pendampingan={"tanggal": "besok"}),
    "a wrong time": form(temu_bahas={"tanggal": "2026-11-26", "pukul": "25.00", "tempat": "x"}),
    "one party": form(kesepakatan={**KESEPAKATAN, "pihak": [PARTY]}),
    "thirteen parties": form(kesepakatan={**KESEPAKATAN, "pihak": [PARTY] * 13}),
    "a section as text": form(permasalahan="x"),
    "rows that are no objects": form(keluarga=["Petrus"]),
    "a name of 400 letters": form(klien={"nama": "a" * 400}),
    "another version": form(versi=2),
}
# Programs write it as the schema says; of people it is kept as written.
KEPT: dict[str, Any] = {
    "a date in words": form(tanggal="besok"),
    "a date as a number": form(tanggal=20261124),
    "an age in words": form(klien={"umur": "tua"}),
    "an age over the limit": form(klien={"umur": 300}),
}


def fits(data: Any) -> bool:
    return bool(SCHEMA.is_valid(data))


def is_read(folder: Path, data: Any) -> bool:
    return read_dict(folder, copy.deepcopy(data)).form is not None


def test_the_schema_is_itself_a_schema() -> None:
    Draft202012Validator.check_schema(form_schema())


def test_the_published_pages_are_the_ones_that_the_code_makes() -> None:
    assert (ROOT / "docs" / "formulir.schema.json").read_text(encoding="utf-8") == schema_page()
    assert (ROOT / "docs" / "masalah.md").read_text(encoding="utf-8") == problems_page()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_both_take_every_sample(tmp_path: Path, path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [one.message for one in SCHEMA.iter_errors(data)] == []
    assert is_read(tmp_path, data)


@pytest.mark.parametrize("path", WRONG_SAMPLES, ids=lambda path: path.name)
def test_both_refuse_every_wrong_sample(tmp_path: Path, path: Path) -> None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return
    assert (fits(data), is_read(tmp_path, data)) == (False, False)


@pytest.mark.parametrize("what", GOOD)
def test_both_take_what_is_good(tmp_path: Path, what: str) -> None:
    assert [one.message for one in SCHEMA.iter_errors(GOOD[what])] == []
    assert is_read(tmp_path, GOOD[what])


@pytest.mark.parametrize("what", KEPT)
def test_the_schema_refuses_what_is_kept_as_people_wrote_it(tmp_path: Path, what: str) -> None:
    assert (fits(KEPT[what]), is_read(tmp_path, KEPT[what])) == (False, True)


@pytest.mark.parametrize("what", BAD)
def test_both_refuse_what_is_bad(tmp_path: Path, what: str) -> None:
    assert (fits(BAD[what]), is_read(tmp_path, BAD[what])) == (False, False)


def test_every_key_of_the_vocabulary_has_a_title() -> None:
    untitled = [
        f"{name}.{key}"
        for name, one in {"": form_schema(), **form_schema()["$defs"]}.items()
        for key, described in one["properties"].items()
        if not described.get("title")
    ]
    assert untitled == []
