"""What the forms of a case make of it in the index: its client, its people, by what it is found.

Every form is taken in as it is filed; when one leaves a case, what is left is told anew by the others.
"""

import json
import re
from datetime import date, time
from pathlib import Path

from generator.archive.database import Index
from generator.archive.records import ItemRecord
from generator.archive.search import words
from generator.archive.search.known_people import People
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import OPEN, SECRET, Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.telephones import telephone_numbers

__all__ = [
    "DATA_NAME",
    "about_of",
    "client_of",
    "close_case",
    "enter_answers",
    "enter_words",
    "form_of",
    "leave_words",
    "names_of",
    "text_of",
]

TEXT_NAME = "surat.txt"
DATA_NAME = "data.json"


def form_of(folder: Path) -> CaseForm | None:
    """What a form item told, from its data.json; None for other items."""
    path = folder / DATA_NAME
    if not path.is_file():
        return None
    return CaseForm.model_validate(json.loads(path.read_bytes())["form"])


def client_of(index: Index, case: str) -> str:
    """The client of a case; empty if there is no such case."""
    row = index.row("SELECT client FROM cases WHERE case_number = ?", [case])
    return str(row["client"]) if row else ""


def close_case(index: Index, case: str, day: date) -> None:
    """The first day counts."""
    index.execute(
        "UPDATE cases SET closed = coalesce(closed, ?) WHERE case_number = ?",
        [day.isoformat(), case],
    )


def enter_answers(index: Index, case: str, form: CaseForm, day: date) -> None:
    """Take in what a form tells of its case, over what earlier ones told."""
    if form.klien is not None:
        index.execute("UPDATE cases SET client = ? WHERE case_number = ?", [form.klien.nama, case])
    People(index).enter(case, form, day)
    _enter_stay(index, case, form)
    for value in _identifiers(form):
        index.execute("INSERT OR IGNORE INTO identifiers VALUES (?, ?)", [value, case])


def _enter_stay(index: Index, case: str, form: CaseForm) -> None:
    if form.serah_terima is not None:
        index.execute(
            "UPDATE cases SET into_shelter = ?, out_of_shelter = NULL WHERE case_number = ?",
            [form.serah_terima.tanggal.isoformat(), case],
        )
    if form.keluar_shelter is not None:
        index.execute(
            "UPDATE cases SET out_of_shelter = ? WHERE case_number = ?",
            [form.keluar_shelter.tanggal.isoformat(), case],
        )


# -- words ---------------------------------------------------------------------------------------


def about_of(record: ItemRecord) -> str:
    """What an item is found by besides its text."""
    return f"{record.title} {record.subject} {record.party} {record.number} {record.case}"


def enter_words(index: Index, row: int, record: ItemRecord, *, text: str, named: str) -> None:
    """Let an item be found."""
    words.enter(
        index,
        row,
        names=named,
        words=f"{about_of(record)} {text}",
        party=record.party,
        year=record.year,
        type_=record.type,
    )


def leave_words(index: Index, row: int, record: ItemRecord, *, text: str, named: str) -> None:
    """Let an item be found no more by what was entered for it, told again to the letter."""
    words.leave(
        index,
        row,
        names=named,
        words=f"{about_of(record)} {text}",
        party=record.party,
        year=record.year,
        type_=record.type,
    )


def text_of(folder: Path, form: CaseForm | None) -> str:
    """What is searched in an item: the letter's text, or the answers of a form."""
    if form is None:
        path = folder / TEXT_NAME
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    # Numbers that stand for one person are found as such, and stand in no excerpt on a screen.
    return "\n".join(
        text
        for told in told_in(form)
        if told.fact.privacy is not SECRET
        for value in (told.value if isinstance(told.value, tuple) else (told.value,))
        if (text := _in_text(value))
    )


def _in_text(value: object) -> str:
    """A value as it is searched; numbers and yes or no are not."""
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date | time) else ""


def names_of(form: CaseForm) -> str:
    """The people of a case by name; who acts for an office is no person of a case."""
    return " ".join(
        str(told.value)
        for told in told_in(form)
        if told.fact.kind is Kind.NAME and told.fact.privacy is not OPEN and not told.is_official
    )


def _identifiers(form: CaseForm) -> set[str]:
    """Numbers by which a case is found: of identity without blanks and dashes, of telephones as dialled here."""
    answers = [told for told in told_in(form) if told.value]
    given = [str(told.value) for told in answers if told.fact.privacy is SECRET]
    bare = (re.sub(r"[^0-9A-Za-z]", "", value).upper() for value in given)
    contacts = [
        str(told.value)
        for told in answers
        if told.fact.kind is Kind.CONTACT and not told.is_official
    ]
    dialled = (number for value in contacts for number in telephone_numbers(value))
    return {value for value in (*bare, *dialled) if value}
