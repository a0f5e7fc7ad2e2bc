"""A field that is added the way CONTRIBUTING says leaks nowhere: it is one attribute, and nothing else knows of it.

The attribute is written into a copy of the program, which then runs by itself.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest

from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Fact, Group
from generator.vocabulary.fields import ROWS, SECTIONS, fact_of, group_of, model_in
from generator.vocabulary.people import Section

ROOT = Path(__file__).parents[1]
BEFORE = "    no_kk: Annotated["
ADDED = """
    nomor_bpjs: Annotated[
        str | None,
        Fact(("Nomor BPJS", "No. BPJS"), kind=Kind.IDENTITY, privacy=SECRET, help="bila punya"),
    ] = None
    nama_ibu: Annotated[
        str | None, Fact(("Nama ibu kandung",), kind=Kind.NAME, privacy=PERSONAL)
    ] = None
    hari_nikah: Annotated[Day | None, Fact(("Hari nikah",), kind=Kind.DATE, privacy=PERSONAL)] = None
    tabungan: Annotated[int | None, Fact(("Tabungan",), kind=Kind.MONEY, privacy=PERSONAL)] = None
"""
PROGRAM = """
import io, json, sys
from datetime import date
from pathlib import Path

import docx
from fpdf import FPDF

from generator.cli import main
from generator.desks.client_rights import redacted, subject_json, subject_of, _secrets
from generator.letters.telling import forbidden
from generator.forms import BLANKS, make_form, read_forms
from generator.pdf.redacting import black_out
from generator.service.handling import handle_once
from tests.office_kit import drop, form, make_office_folder, open_office
from tests.web.kit import serving

folder = Path(sys.argv[1])
office = open_office(make_office_folder(folder / "kantor"))
told = {"nomor_bpjs": "BPJS-77812", "nama_ibu": "Theresia Wona", "hari_nikah": "3 Mei 2014", "tabungan": "Rp750.000"}
blank = make_form(BLANKS["pengaduan"], {"klien.nama": "Yohanes Lado", "klien.jenis_kelamin": "Laki-laki",
    "permasalahan.uraian": "Upah tidak dibayar.", **{f"klien.{key}": text for key, text in told.items()}})
drop(office, blank, "kasus.docx")
handle_once(office)
case = "PMBS-2026-0001"
held = office.archive.cases.form(case).klien
secrets = sorted(set(_secrets(office, case)))
pdf = FPDF(unit="mm", format="A4"); pdf.add_page(); pdf.set_font("Helvetica", size=14)
for line in ("Nomor BPJS-77812 milik Yohanes", "anak dari THERESIA Wona yang menikah", "pada 3 Mei 2014 dan punya Rp750.000,00"):
    pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT", h=10)
pdf.output(str(folder / "surat.pdf"))
with serving(office) as pages:
    hidden = pages.get(f"/berkas/{case}").text
answers = {one["label"]: one["answer"] for one in subject_json(subject_of(office, case))["data"]}
logs = "".join(p.read_text(errors="replace") for p in (folder / "kantor").rglob("*.log"))
ledger = "".join(p.read_text() for p in (folder / "kantor" / "archive").rglob("*.jsonl"))
snippets = [hit.snippet for hit in office.archive.search.find("yohanes")]
print(json.dumps({
    "held": held.model_dump(mode="json", include=set(told)),
    "blacked": black_out(folder / "surat.pdf", secrets).places,
    "page": hidden, "answers": answers, "logs": logs, "ledger": ledger, "snippets": snippets,
    "found": [hit.case for hit in office.archive.search.find("BPJS77812")],
    "as_the_nik": [("klien.nik" in gone) == all(f"klien.{key}" in gone for key in told)
                   for gone in map(forbidden, office.catalogue.types.values())],
    "said": [row.cells[0].text for row in docx.Document(io.BytesIO(blank)).tables[2].rows],
}))
office.close()
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a program with the added fields shows, from a Word form to each place where data come out."""
    copy = tmp_path_factory.mktemp("salinan")
    shutil.copytree(
        ROOT / "generator", copy / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("templates", "tests", "pmbs.toml", "pyproject.toml"):
        (copy / name).symlink_to(ROOT / name)
    model = copy / "generator" / "vocabulary" / "client.py"
    text = model.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    model.write_text(text.replace(BEFORE, f"{ADDED.lstrip(chr(10))}{BEFORE}"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(copy)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_an_added_field_is_asked_and_read_as_its_type(seen: dict[str, Any]) -> None:
    assert seen["held"] == {
        "nomor_bpjs": "BPJS-77812",
        "nama_ibu": "Theresia Wona",
        "hari_nikah": "2014-05-03",
        "tabungan": 750000,
    }
    assert "Nomor BPJS (bila punya)" in seen["said"]


def test_a_redacted_letter_holds_no_added_field(seen: dict[str, Any]) -> None:
    # The number, the client, the mother, the day, the amount: one place each.
    assert seen["blacked"] == 5


def test_an_added_secret_is_hidden_on_the_page_and_in_what_is_found(seen: dict[str, Any]) -> None:
    assert "Nomor BPJS" in seen["page"]
    assert "BPJS-77812" not in seen["page"]
    assert seen["snippets"]
    assert not any("77812" in snippet for snippet in seen["snippets"])
    assert "PMBS-2026-0001" in seen["found"]


def test_a_letter_tells_an_added_answer_of_the_client_where_it_tells_the_nik(
    seen: dict[str, Any],
) -> None:
    assert len(seen["as_the_nik"]) > 10
    assert all(seen["as_the_nik"])


def test_a_client_is_told_of_an_added_field(seen: dict[str, Any]) -> None:
    assert seen["answers"]["Nomor BPJS"] == "BPJS-77812"
    assert seen["answers"]["Tabungan"] == "Rp750.000"


def test_no_log_and_no_line_of_the_ledger_holds_an_added_field(seen: dict[str, Any]) -> None:
    assert "submission-filed" in seen["ledger"]
    for held in ("77812", "Theresia", "Wona"):
        assert held not in seen["ledger"]
        assert held not in seen["logs"]


def test_an_attribute_that_says_nothing_of_itself_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Baru\.nomor says neither its kind nor its privacy"):

        class Baru(Section):
            nomor: str | None = None


def test_a_fact_without_kind_or_privacy_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="'kind' and 'privacy'"):
        Annotated[str, Fact(("Nomor",))]  # type: ignore[call-arg]


def test_every_field_of_the_form_has_its_fact_and_a_label_of_its_own() -> None:
    labels = {f"{one.key}.{key}".lstrip(".") for one in SECTIONS for key in one.labels}
    labels |= {f"{one.path}.{key}" for one in ROWS for key in one.columns}

    def walk(model: Any, path: str) -> None:
        for key, info in model.model_fields.items():
            where = f"{path}.{key}".lstrip(".")
            inner = model_in(info.annotation)
            if inner is not None:
                assert isinstance(group_of(where), Group), where
                walk(inner, where)
            else:
                assert isinstance(fact_of(where), Fact), where
                assert where in labels

    walk(CaseForm, "")
