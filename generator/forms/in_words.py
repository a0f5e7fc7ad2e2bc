"""A valid form back in words: as a person would write its answers, and under which headings.

What is written here reads back as the same form; a filled Word form and the pages are made of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from pydantic import BaseModel

from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import ROWS, SECTIONS, fact_of
from generator.vocabulary.indonesian import plain_date, rupiah

__all__ = ["ToldRows", "ToldSection", "WrittenAnswers", "answers_of", "told_of"]

WrittenAnswers = dict[str, str | list[dict[str, str]]]
SEXES = {"L": "Laki-laki", "P": "Perempuan"}


@dataclass(frozen=True, kw_only=True)
class ToldRows:
    """Rows of people or goods; only columns in which anything stands."""

    path: str
    heading: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class ToldSection:
    """A section with its answers as (key path, label, words)."""

    key: str
    heading: str
    answers: tuple[tuple[str, str, str], ...]
    rows: tuple[ToldRows, ...]


def answers_of(form: CaseForm) -> WrittenAnswers:
    """Every answer by its key path (`klien.nama`); rows as a list of their answers by key."""
    return dict(_walk(form, ""))


def told_of(form: CaseForm) -> tuple[ToldSection, ...]:
    """What a form tells, section by section in the order of the forms; empty ones are left out."""
    answers = answers_of(form)
    told = [
        ToldSection(
            key=section.key,
            heading=section.headings[0],
            answers=tuple(_answers(section.key, section.labels, answers)),
            rows=tuple(_rows(section.key, answers)),
        )
        for section in SECTIONS
    ]
    told += [
        ToldSection(key=rows.path, heading=rows.headings[0], answers=(), rows=one)
        for rows in ROWS
        if "." not in rows.path and (one := tuple(_rows(rows.path, answers)))
    ]
    return tuple(one for one in told if one.answers or one.rows)


def _walk(section: BaseModel, path: str) -> Iterator[tuple[str, str | list[dict[str, str]]]]:
    for key in type(section).model_fields:
        value = getattr(section, key)
        inner = f"{path}.{key}".lstrip(".")
        if value is None or value == ():
            continue
        if isinstance(value, BaseModel):
            yield from _walk(value, inner)
        elif isinstance(value, tuple) and isinstance(value[0], BaseModel):
            yield (
                inner,
                [
                    {
                        name.rpartition(".")[2]: text
                        for name, text in _walk(row, inner)
                        if isinstance(text, str)
                    }
                    for row in value
                ],
            )
        else:
            yield inner, _in_words(inner, value)


def _in_words(path: str, value: object) -> str:
    fact = fact_of(path)
    kind = fact.kind if fact else Kind.WORDS
    if isinstance(value, tuple):
        return ("\n" if kind is Kind.POINTS else ", ").join(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, int):
        return _money(value) if kind is Kind.MONEY else str(value)
    return SEXES.get(str(value), str(value)) if kind is Kind.SEX else str(value)


def _money(amount: int) -> str:
    return rupiah(amount).removesuffix(",00")


def _answers(
    section: str, labels: Mapping[str, Sequence[str]], answers: WrittenAnswers
) -> Iterator[tuple[str, str, str]]:
    for key, names in labels.items():
        path = f"{section}.{key}".lstrip(".")
        text = answers.get(path)
        if isinstance(text, str):
            yield path, names[0], text


def _rows(section: str, answers: WrittenAnswers) -> Iterator[ToldRows]:
    for rows in ROWS:
        told = answers.get(rows.path)
        is_inside = rows.path == section or (section and rows.path.startswith(f"{section}."))
        if not isinstance(told, list) or not is_inside:
            continue
        keys = [key for key in rows.columns if any(key in one for one in told)]
        yield ToldRows(
            path=rows.path,
            heading=rows.headings[0],
            columns=tuple(rows.columns[key][0] for key in keys),
            keys=tuple(keys),
            rows=tuple(tuple(one.get(key, "") for key in keys) for one in told),
        )
