"""A form to be filled in on a page: the same sections, labels and choices as the Word form.

Its fields are named by the key path of the answer (`klien.nama`, `keluarga[2].telepon`), which is how the
problems of a reading name them too.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.forms.blank.word import BlankForm, help_of, must_tell
from generator.forms.in_words import WrittenAnswers
from generator.forms.raw import FormReading
from generator.forms.readers import read_items
from generator.forms.reading import read_data
from generator.vocabulary.facts import MAX_ROWS, Kind
from generator.vocabulary.fields import JOINTS, ROWS, SECTIONS, RowsLabels, fact_of

__all__ = ["Field", "FieldRows", "FieldSection", "as_json", "check", "collect", "questions_of"]

ROW = re.compile(r"(.+)\[(\d{1,3})\]\.(\w+)")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `choices` are all there are, `proposals` what may be typed or not.

    `is_extra`: it is on no blank form, and asked only of who looks for it.
    """

    path: str
    label: str
    hint: str = ""
    is_required: bool = False
    is_long: bool = False
    choices: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    is_extra: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldRows:
    """Rows of people or goods."""

    path: str
    heading: str
    columns: tuple[Field, ...]
    is_extra: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldSection:
    """A section of the page. `key` is empty for the top."""

    key: str
    heading: str
    fields: tuple[Field, ...]
    rows: tuple[FieldRows, ...]


def questions_of(blank: BlankForm, *, is_continuing: bool) -> tuple[FieldSection, ...]:
    """The questions of a form, section by section."""
    return tuple(_section(blank, key, is_continuing=is_continuing) for key in blank.sections)


def _section(blank: BlankForm, key: str, *, is_continuing: bool) -> FieldSection:
    section = next((one for one in SECTIONS if one.key == key), None)
    rows = [one for one in ROWS if one.path == key or (key and one.path.startswith(f"{key}."))]
    fields = []
    for name, labels in section.labels.items() if section else ():
        path = f"{key}.{name}".lstrip(".")
        # A cell asks for two answers on paper; a page asks for them one by one. The number of a case
        # to continue is known already, or the case is new.
        if path not in JOINTS and not (path == "nomor_kasus" and not blank.is_continuing):
            is_extra = section is not None and name not in section.asked
            fields.append(
                _field(blank, path, labels[0], is_continuing=is_continuing, is_extra=is_extra)
            )
    heading = section.headings[0] if section else rows[0].headings[0]
    return FieldSection(
        key=key, heading=heading, fields=tuple(fields), rows=tuple(_rows(one) for one in rows)
    )


def _field(
    blank: BlankForm, path: str, label: str, *, is_continuing: bool, is_extra: bool
) -> Field:
    fact = fact_of(path)
    assert fact is not None  # noqa: S101 - what has a label says what it is
    return Field(
        path=path,
        label=label,
        hint=help_of(blank, path),
        is_required=(not is_continuing or blank.is_continuing) and must_tell(blank, path),
        is_long=fact.is_long or fact.is_prose,
        choices=fact.choices,
        proposals=fact.proposals,
        boxes=fact.boxes,
        is_extra=is_extra,
    )


def _rows(rows: RowsLabels) -> FieldRows:
    columns = tuple(
        Field(path=key, label=names[0], choices=fact.choices if fact else ())
        for key, names in rows.columns.items()
        for fact in [fact_of(f"{rows.path}.{key}")]
    )
    return FieldRows(
        path=rows.path,
        heading=rows.headings[0],
        columns=columns,
        is_extra=not rows.is_printed,
    )


def collect(posted: Iterable[tuple[str, str]]) -> WrittenAnswers:
    """The answers that a page sent, empty ones and empty rows left out; rows in their order."""
    answers: WrittenAnswers = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    known = {one.path for one in ROWS}
    for name, value in posted:
        text = value.replace("\r\n", "\n").strip()
        row = ROW.fullmatch(name)
        if row and row[1] in known and int(row[2]) <= MAX_ROWS:
            one = rows.setdefault(row[1], {}).setdefault(int(row[2]), {})
            if text:
                one[row[3]] = text
        elif text and not row:
            earlier = answers.get(name)
            answers[name] = f"{earlier}, {text}" if isinstance(earlier, str) else text
    for path, told in rows.items():
        kept = [told[place] for place in sorted(told) if told[place]]
        if kept:
            answers[path] = kept
    return answers


def as_json(answers: Mapping[str, str | list[dict[str, str]]]) -> bytes:
    """The answers as a JSON form, nested as the vocabulary is."""
    form: dict[str, object] = {}
    for path, told in answers.items():
        holder = form
        *sections, key = path.split(".")
        for section in sections:
            inner = holder.setdefault(section, {})
            assert isinstance(inner, dict)  # noqa: S101 - no path is both an answer and a section
            holder = inner
        fact = fact_of(path)
        if isinstance(told, str) and fact is not None and fact.kind is Kind.POINTS:
            holder[key] = [line for line in told.split("\n") if line.strip()]
        elif (
            isinstance(told, str)
            and fact is not None
            and fact.boxes
            and fact.kind is not Kind.YES_NO
        ):
            holder[key] = list(read_items(told))
        else:
            holder[key] = told
    return json.dumps(form, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def check(answers: WrittenAnswers, *, today: date) -> FormReading:
    """What the form's own validator says to these answers."""
    return read_data(as_json(answers), name="formulir.json", today=today)[0]
