"""Filling one letter in a test, and reading what it says."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from generator.letters import (
    NO_OFFICE,
    AnswersJobs,
    Catalogue,
    FilledLetter,
    Filler,
    Letter,
    LetterIdentity,
    examine_templates,
    load_catalogue,
    number_pattern,
    plain_unit,
    specimen_letter,
)
from generator.office.copies import page_codes
from generator.office.page_economy import convert_letter
from generator.pdf import Converter, finish_pdf
from generator.rules.config import Config, load_config
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import Problem
from tests.stub_converter import W, text_of

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
CONFIG = load_config(ROOT)
CATALOGUE = load_catalogue(TEMPLATES)
FILLER = Filler(TEMPLATES, CONFIG)
DAY = date(2026, 11, 24)


def specimen(kind: str, which: str = "rich") -> CaseForm:
    return specimen_letter(CATALOGUE.types[kind], CONFIG, DAY, specimen=which).form


def number_of(kind: str, sequence: int = 12) -> str:
    pattern = number_pattern(CATALOGUE.types[kind], unit=CONFIG.office.unit, year=2026)
    return pattern.format(urut=sequence)


def filled(kind: str, form: CaseForm, *, filler: Filler = FILLER, **changes: Any) -> FilledLetter:
    letter_type = CATALOGUE.types[kind]
    fields = {"sequence": 12, "dated": DAY, **changes}
    return filler.fill(
        Letter(
            letter_type=letter_type,
            form=form,
            case="PMBS-2026-0007",
            number=number_of(kind, fields["sequence"]),
            year=2026,
            **fields,
        )
    )


def identity_of_kind(kind: str, letter: FilledLetter, *, sequence: int = 12) -> LetterIdentity:
    """What the codes of `filled` letters tell."""
    return LetterIdentity(
        office=NO_OFFICE,
        digest=letter.digest,
        year=2026,
        sequence=sequence,
        revision=1,
        series=CATALOGUE.types[kind].series,
    )


def finished(
    converter: Converter, kind: str, form: CaseForm, pdf: Path, *, sequence: int = 12
) -> FilledLetter:
    """Fill a letter and make its PDF as it is filed, with the .docx beside it."""
    letter = filled(kind, form, sequence=sequence)
    docx = pdf.with_suffix(".docx")
    docx.write_bytes(letter.docx)
    convert_letter(converter, docx, pdf)
    unit = plain_unit(CONFIG.office.unit)
    letter_type = CATALOGUE.types[kind]
    identity = identity_of_kind(kind, letter, sequence=sequence)
    number = number_pattern(letter_type, unit=unit, year=2026).format(urut=sequence)
    finish_pdf(pdf, page_codes(identity), title=letter_type.title, number=number)
    return letter


def text(folder: Path, kind: str, form: CaseForm, **changes: Any) -> str:
    """What the letter says, a line a paragraph."""
    path = folder / "surat.docx"
    path.write_bytes(filled(kind, form, **changes).docx)
    return "\n".join(text_of(path))


def edit(
    templates: Path,
    old: str,
    new: str,
    *,
    part: str = "word/document.xml",
    kind: str = "surat-koordinasi",
) -> None:
    """Change a template as somebody with Word would."""
    path = templates / f"{kind}.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            changed.writestr(name, data)
    path.write_bytes(out.getvalue())


def slips(said: str) -> list[str]:
    """What a careful reader would mark: double blanks, orphan commas, empty brackets, empty labels."""
    marks = [
        *re.findall(r".{0,12}  +.{0,12}", said),
        *re.findall(r".{0,12} [,.;:](?= |$).{0,12}", said, re.MULTILINE),
        *re.findall(r".{0,12},,.{0,12}", said),
        *re.findall(r".{0,12}\(\s*\).{0,12}", said),
        *re.findall(r".{0,12}\bNone\b.{0,12}", said),
        *re.findall(r"[{}%]", said),
        *re.findall(r".{0,12}\.\.(?!\.).{0,12}", said),
        *re.findall(r".{0,12}[:;,][;.,].{0,12}", said),
        *re.findall(r".{0,12}\b(\w+) \1\b.{0,12}", said),
        *re.findall(r".{0,12}\( .{0,12}|.{0,12} \).{0,12}", said),
        *re.findall(r"\b(?:dan|atau|yaitu|mengenai|karena|kepada|nama|tanggal)[,.;:]", said),
    ]
    # A lone colon is the middle cell of a label row; a line of dots is where a witness signs.
    return [mark for mark in marks if mark.strip() != ":" and "…" not in mark]


def empty_labels(docx: bytes) -> list[str]:
    """Labels of rows `label : value` whose value is missing."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    found = []
    for row in document.iter(f"{W}tr"):
        cells = ["".join(cell.itertext()).strip() for cell in row.findall(f"{W}tc")]
        found += [
            cells[place - 1]
            for place, cell in enumerate(cells[:-1])
            if cell == ":" and not any(cells[place + 1 :])
        ]
    return found


def check_templates(
    catalogue: Catalogue,
    templates: Path,
    config: Config,
    *,
    today: date,
    engine: AnswersJobs | None = None,
) -> list[Problem]:
    """What is wrong with the templates, one after the other."""
    reports = examine_templates(catalogue, templates, config, today=today, engine=engine)
    return [fault.problem for report in reports for fault in report.faults]
