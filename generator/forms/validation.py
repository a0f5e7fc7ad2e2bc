"""From text to a valid case form, or every problem at once.

The types of `generator.case` say how each answer is read; nothing here knows a single field but the
rules that hold between several.
"""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from rapidfuzz import fuzz, process

from generator.forms import readers
from generator.forms.folding import plain
from generator.forms.identity import identity_warnings
from generator.forms.raw import FormReading, RawForm
from generator.forms.readers import Misread
from generator.forms.usual import is_usual
from generator.vocabulary.case import SECTIONS, CaseForm
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.facts import LONG, Fact, Kind, Privacy
from generator.vocabulary.fields import (
    bare_type,
    count_limits,
    fact_of,
    is_required,
    label_of,
    new_case,
    plain_path,
)
from generator.vocabulary.indonesian import plain_date
from generator.vocabulary.problems import Problem
from generator.vocabulary.written import Written

__all__ = ["validate"]

# More than anyone reads in one note; who mends these drops the form again.
MAX_PROBLEMS = 150
NEAR = 70

# What an answer was to be that is kept as it was written.
WANTED = {
    Kind.DATE: "tanggal",
    Kind.TIME: "jam",
    Kind.MONEY: "jumlah rupiah",
    Kind.NUMBER: "bilangan",
    Kind.AGE: "umur dalam tahun",
    Kind.YES_NO: "ya atau tidak",
    Kind.SEX: "L atau P",
}

# What an hour's field is called with this behind its name is the hour at which it ends.
ENDS = "_selesai"

Scalar = Callable[[str], Any]


def validate(raw: RawForm, *, today: date) -> FormReading:
    """Check a raw form whole.

    Returns:
        The form with its warnings, or no form and all its problems.
    """
    checked = _Checker(raw, today)
    values = checked.section(CaseForm, raw.values, "")
    checked.across(values)
    form = None
    if not any(not problem.is_warning for problem in checked.problems):
        form = CaseForm.model_validate(values)
        checked.problems += identity_warnings(form, today=today)
    return FormReading(form=form, problems=tuple(checked.problems), answers=tuple(raw.answers))


class _Checker:
    """Walks the raw values along the models and collects problems."""

    def __init__(self, raw: RawForm, today: date) -> None:
        self._raw = raw
        self._today = today
        self.problems: list[Problem] = list(raw.problems)
        # Hours that were told together with another: `09.00–11.00`.
        self._ends: dict[str, time] = {}

    def report(self, code: str, path: str, found: str = "", hint: str = "") -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            return
        shown = found if len(found) <= 80 else f"{found[:80]}…"  # noqa: PLR2004 - fits one line
        self.problems.append(
            Problem(
                code=code,
                field=path,
                label=label_of(plain_path(path)),
                found=shown,
                where=self._raw.place(path),
                hint=hint,
            )
        )

    # -- sections ------------------------------------------------------------------------------

    def section(self, model: type[BaseModel], values: dict[str, Any], path: str) -> dict[str, Any]:
        """The answers of one section; unknown keys and missing required ones are reported."""
        read: dict[str, Any] = {}
        for key, value in values.items():
            inner = f"{path}.{key}".lstrip(".")
            if key not in model.model_fields:
                self._unknown(model, key, path)
                continue
            taken = self._value(model.model_fields[key].annotation, value, inner)
            if taken is not None:
                read[key] = taken
        for told, end in self._ends.items():
            inside, _, key = told.rpartition(".")
            if inside == path:
                read.setdefault(key, end)
        if path:
            self._missing(model, read, path)
        return read

    def _missing(self, model: type[BaseModel], read: dict[str, Any], path: str) -> None:
        """Required answers that are not there, once the section has any answer at all.

        One that was misread is reported already.
        """
        reported = {problem.field for problem in self.problems if not problem.is_warning}
        inside = tuple(f"{path}{mark}" for mark in ".[")
        if not read and not any(field.startswith(inside) for field in reported):
            return
        for key, info in model.model_fields.items():
            inner = f"{path}.{key}"
            under = (f"{inner}.", f"{inner}[")
            told = any(field == inner or field.startswith(under) for field in reported)
            if info.is_required() and key not in read and not told:
                self.report("F001", inner)

    def _unknown(self, model: type[BaseModel], key: str, path: str) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            return
        near = process.extractOne(key[:120], list(model.model_fields), scorer=fuzz.ratio)
        hint = f"; mungkin maksudnya “{near[0]}”" if near and near[1] >= NEAR else ""
        self.report("F002", f"{path}.{key}".lstrip("."), readers.clean(key[:120])[:60], hint)

    # -- values --------------------------------------------------------------------------------

    def _value(self, annotation: Any, value: Any, path: str) -> Any:
        if value is None or value in ([], {}):
            return None
        kind = bare_type(annotation)
        if get_origin(kind) is tuple:
            return self._several(get_args(kind)[0], value, path)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if not isinstance(value, dict):
                self.report("F018", path, _kind_name(value), "beberapa isian bernama")
                return None
            inner = self.section(kind, value, path)
            return inner or None
        return self._scalar(kind, value, path)

    def _several(self, inner: Any, value: Any, path: str) -> Any:
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return self._rows(inner, value, path)
        if isinstance(value, str):
            if self._is_refused(value, path):
                return None
            fact = fact_of(path)
            is_points = fact is not None and fact.kind is Kind.POINTS
            split = readers.read_points if is_points else readers.read_items
            parts = list(split(readers.clean(value)))
        elif isinstance(value, list):
            parts = value
        else:
            self.report("F018", path, _kind_name(value), "daftar")
            return None
        texts = [
            self._scalar(str, part, f"{path}[{place}]") for place, part in enumerate(parts, start=1)
        ]
        kept = tuple(text for text in texts if text is not None)
        if kept:
            self._check_count(path, len(kept))
        return kept or None

    def _rows(self, inner: type[BaseModel], value: Any, path: str) -> Any:
        if not isinstance(value, list):
            self.report("F018", path, _kind_name(value), "daftar")
            return None
        if len(value) > count_limits(path)[1]:
            self._check_count(path, len(value))
            return None
        rows = []
        for place, one in enumerate(value, start=1):
            where = f"{path}[{place}]"
            if not isinstance(one, dict):
                self.report("F018", where, _kind_name(one), "beberapa isian bernama")
            elif row := self.section(inner, one, where):
                rows.append(row)
        if value:
            self._check_count(path, len(value))
        return tuple(rows) or None

    def _check_count(self, path: str, count: int) -> None:
        low, high = count_limits(path)
        if count < low:
            self.report("F020", path, str(count), str(low))
        elif count > high:
            self.report("F021", path, str(count), str(high))

    def _scalar(self, kind: Any, value: Any, path: str) -> Any:
        fact = fact_of(path)
        assert fact is not None  # noqa: S101 - an answer says what it is

        text = _as_text(value, kind)
        if text is None:
            self.report("F018", path, _kind_name(value), "teks")
            return None
        if self._is_refused(text, path):
            return None
        text = readers.clean(text)
        if kind is bool:
            # `tidak ada` is an answer here; dots and dashes are none.
            text = readers.ticked(text).strip("-–—.…_ ")
        elif readers.is_empty(text) and not (fact.may_be_unknown and readers.is_not_known(text)):
            return None
        if not text:
            return None
        if len(text) > fact.longest:
            self.report("F017", path, str(len(text)), str(fact.longest))
            return None
        return self._read(kind, text, path, fact)

    def _is_refused(self, text: str, path: str) -> bool:
        """Whether a text is longer than any answer, or cannot be printed: no pattern runs over it then."""
        if len(text) > LONG:
            fact = fact_of(path)
            self.report("F017", path, str(len(text)), str(fact.longest if fact else LONG))
        elif mark := readers.unprintable(text):
            self.report("F019", path, mark)
        else:
            return False
        return True

    def _read(self, kind: Any, text: str, path: str, fact: Fact) -> Any:
        value: Any = self._typed(kind, text, path, fact)
        low, high = fact.limits or (None, None)
        is_number = isinstance(value, int) and kind is int
        if is_number and low is not None and high is not None and not low <= value <= high:
            value = Misread("F022", text, f"{low} sampai {high}")
        if not isinstance(value, Misread):
            return value
        if not is_required(path):
            # Somebody's word is worth more than a form that comes back.
            if value.code == "F022" or not is_usual(fact.kind, text):
                self.report("W017", path, text, WANTED.get(fact.kind, "pilihan"))
            return Written(text)
        self.report(value.code, path, value.found, value.hint)
        return None

    def _typed(self, kind: Any, text: str, path: str, fact: Fact) -> Any:
        if kind is date:
            # A personal day is one of birth.
            return self._date(text, path, is_birth=fact.privacy is not Privacy.OPEN)
        if kind is bool:
            return self._yes_no(text, path)
        if kind is not time:
            return _reader(kind, fact)(text)
        read = readers.read_clock(text)
        if isinstance(read, Misread):
            return read
        beside = [read.beside] if read.beside else []
        if read.end is not None and fact_of(plain_path(f"{path}{ENDS}")) is not None:
            self._ends[f"{path}{ENDS}"] = read.end
        elif read.end is not None:
            beside.append(f"jam selesainya, {read.end:%H.%M}, tidak dicetak")
        if beside:
            self.report("W018", path, text, f"{read.at:%H.%M} WITA ({'; '.join(beside)})")
        return read.at

    def _yes_no(self, text: str, path: str) -> bool | Misread:
        """Yes or no; one with a reason is kept whole where it may be, else the reason is told not to be."""
        value = readers.read_bool(text)
        if isinstance(value, Misread) or readers.is_bare_choice(text):
            return value
        if not is_required(path):
            return Misread("F016", text)
        said = "ya" if value else "tidak"
        self.report("W018", path, text, f"{said} (selebihnya tidak dicetak)")
        return value

    def _date(self, text: str, path: str, *, is_birth: bool) -> date | Misread:
        """A date; a short year of birth falls into the past, and any short year is told."""
        value = readers.read_date(text, latest=self._today) if is_birth else readers.read_date(text)
        if is_required(path) and (span := readers.read_span(text)) is not None:
            first, last = map(plain_date, span)
            self.report("W018", path, text, f"{first} (sampai {last} tidak dicetak)")
            return span[0]
        if isinstance(value, date) and not re.search(r"\d{4}", plain(text)):
            self.report("W015", path, text, plain_date(value))
        return value

    def _continues(self, values: dict[str, Any]) -> bool:
        """Whether a form tells of a later step, and not what opens a case."""
        opening = {path.partition(".")[0] for path in new_case()}
        later = SECTIONS[SECTIONS.index("permasalahan") + 1 :]
        told = opening & {key for key in values if values.get(key)}
        tried = {
            one.field.partition(".")[0]
            for one in self.problems
            if not one.is_warning and one.code != "F001"
        }
        return any(values.get(key) for key in later) and told < opening and not tried & opening

    # -- rules between answers -----------------------------------------------------------------

    def across(self, values: dict[str, Any]) -> None:
        """What a whole form must have: a case to continue, or enough to open one."""
        number = values.get("nomor_kasus")
        reported = {problem.field for problem in self.problems if not problem.is_warning}
        if number is None and self._continues(values):
            missing = new_case()
            self.problems = [
                one for one in self.problems if one.code != "F001" or one.field not in missing
            ]
            self.report("F035", "nomor_kasus")
            return
        if number is None:
            for path in new_case():
                section, _, key = path.partition(".")
                if key not in values.get(section, {}) and not reported & {path, section}:
                    self.report("F001", path)
            return
        number = number.upper().replace(" ", "")
        if not re.fullmatch(CASE_NUMBER, number):
            self.report("F031", "nomor_kasus", number)
        elif not values.keys() - {"nomor_kasus"}:
            self.report("F032", "nomor_kasus")
        else:
            values["nomor_kasus"] = number


def _reader(kind: Any, fact: Fact) -> Scalar:
    if fact.kind is Kind.MONEY:
        return readers.read_rupiah
    if get_origin(kind) is Literal:
        return readers.read_sex
    if fact.kind is Kind.AGE:
        return readers.read_age
    plain: dict[Any, Scalar] = {str: str, int: readers.read_int, bool: readers.read_bool}
    return plain[kind]


def _as_text(value: Any, kind: Any) -> str | None:
    """A JSON scalar as a person would have written it; None for what is no answer."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ("ya" if value else "tidak") if kind is bool else None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and kind is int else f"{value}"
    return None


def _kind_name(value: object) -> str:
    names = {
        dict: "objek",
        list: "daftar",
        str: "teks",
        bool: "ya/tidak",
        int: "angka",
        float: "angka",
    }
    return names.get(type(value), "isian kosong")
