"""Texts that are slow for a pattern are refused for their length, or read in no time.

All of them are read in one process that may use so much of a processor; the time of the clock plays no
part. One answer of 100,000 commas used to take longer than all of this may.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.forms import readers
from generator.forms.folding import plain
from generator.vocabulary.facts import LONG
from tests.forms.kit import docx, p, row, t, table

ROOT = Path(__file__).parents[2]
PROCESSOR_SECONDS = 40
UNITS = (
    " ",
    "\N{NO-BREAK SPACE}",
    ",",
    "(",
    "[ ",
    ",(",
    "☐",
    "☐lainnya: ",
    "x ",
    "1.",
    "1 juta ",
    "-",
    "…",
    "a:",
    "\u0323\u0301",
    "Kel. a, ",
    "12(1)",
    "24 Mei ",
    "09.00-",
)
READER = """
import json, resource, sys
from datetime import date
from generator.forms.reading import read_data
from tests.forms.test_slow_texts import UNITS, filled
from tests.forms.test_sheet import book
from tests.office_kit import form
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
def told(data, name):
    return {one.code for read in read_data(data, name=name, today=date(2026, 11, 24)) for one in read.problems}
for unit in UNITS:
    for length in (29_000, 100_000):
        text = unit * (length // len(unit))
        known = form()
        known["klien"] |= {"alamat": text, "nama": text, "tanggal_lahir": text}
        told(json.dumps(known | {"catatan": text, "tanggal": text}).encode(), "a.json")
        told(filled(text), "a.docx")
        told(book([text[:32_000]] * 3), "a.xlsx")
print("read")
"""


def filled(text: str) -> bytes:
    """A Word form that says one thing in every kind of place."""
    client = table(
        row("Nama lengkap", "Budi"),
        row("Tempat, tanggal lahir", text),
        row("Alamat", text),
        row(text, "x"),
    )
    told = table(row("Uraian permasalahan", text), row("Dokumen yang dimiliki", text))
    family = table(row("No", "Nama", "Umur", text), row("1", text, text, text))
    return docx(
        p(t("Data Klien"))
        + client
        + p(t(text))
        + p(t("Permasalahan"))
        + told
        + p(t("Keluarga"))
        + family
    )


@pytest.mark.slow
def test_no_text_keeps_the_reader_busy() -> None:
    command = [sys.executable, "-c", READER, str(PROCESSOR_SECONDS)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ran.stdout == "read\n", f"{ran.returncode} {ran.stderr[-2000:]}"


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_longer_than_any_answer_is_left_as_it_is(unit: str) -> None:
    text = unit * (LONG + 1)
    assert readers.ticked(text) == text
    assert readers.born(text) == (text, "")


def test_commas_in_brackets_part_nothing_and_the_others_do() -> None:
    text = "KTP (asli, ditahan; majikan), paspor; SPLP (a), (b, c\nKK, a) b, c"
    assert readers.read_items(text) == (
        "KTP (asli, ditahan; majikan)",
        "paspor",
        "SPLP (a)",
        "(b",
        "c",
        "KK, a) b",
        "c",
    )


def test_a_page_of_marks_on_one_letter_cannot_be_printed() -> None:
    assert readers.unprintable("e" + "\u0301" * 5) == ""
    assert readers.unprintable("e" + "\u0301" * 40) == "U+0301"
    assert len(plain("e" + "\u0323\u0301" * 5_000)) < 100
