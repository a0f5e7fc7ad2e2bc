"""The door of the package: which format a file has, whether it is whole, what it says."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from generator.forms.json_form import MAX_BYTES as MAX_JSON
from generator.forms.json_form import read_json
from generator.forms.raw import FormReading, RawForm
from generator.forms.sheet.workbook import read_sheet
from generator.forms.validation import validate
from generator.forms.word.document import read_word
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import fact_of
from generator.vocabulary.problems import Problem
from generator.word.package import PackageError, PackageFault, open_package

__all__ = [
    "FORMATS",
    "has_form_name",
    "is_a_form",
    "is_whole",
    "read_data",
    "read_form",
    "read_forms",
    "written_answers",
]

log = logging.getLogger(__name__)

# A further format is one reader and one line here. A spreadsheet may hold several forms.
FORMATS: dict[str, Callable[[bytes], Sequence[RawForm]]] = {
    ".docx": lambda data: [read_word(data)],
    ".json": lambda data: [read_json(data)],
    ".xlsx": lambda data: read_sheet(data).raw_forms,
}
# How a whole file ends, where that can be told.
ENDINGS = {".pdf": b"%%EOF", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".png": b"IEND"}
TAIL = 2_048


def read_forms(
    path: Path, *, name: str, today: date, case: str | None = None
) -> tuple[FormReading, ...]:
    """Read every form of a file; `name`, as the clerk knows the file, decides the format.

    `case` is the case that the file's name tells: a form without a number of its own continues it.
    Content never makes it raise: whatever is wrong is among the problems.

    Raises:
        OSError: the file cannot be read.
    """
    return read_data(path.read_bytes(), name=name, today=today, case=case)


def read_data(
    data: bytes, *, name: str, today: date, case: str | None = None
) -> tuple[FormReading, ...]:
    """As `read_forms`, of bytes in hand."""
    suffix = PurePath(name).suffix.lower()
    reader = FORMATS.get(suffix)
    if not data:
        return (_refused(Problem(code="B001")),)
    if reader is None:
        return (_refused(Problem(code="B004", found=suffix or "tanpa akhiran nama")),)
    return tuple(_validated(raw, today=today, case=case) for raw in reader(data))


def read_form(path: Path, *, name: str, today: date) -> FormReading:
    """Read the form of a file that holds one; of several the first."""
    return read_forms(path, name=name, today=today)[0]


def written_answers(data: bytes, *, name: str) -> dict[str, str | list[dict[str, str]]] | None:
    """What is written in a form, right or wrong, by key path; rows as a list of their answers by key.

    None where a page could not show all of it: several forms in one file, pictures, words beside the questions.
    """
    reader = FORMATS.get(PurePath(name).suffix.lower())
    raws = reader(data) if data and reader else ()
    if len(raws) != 1 or not raws[0].values or raws[0].pictures:
        return None
    if any(not one.is_used and one.text.strip() for one in raws[0].answers):
        return None
    return dict(_flat(raws[0].values, ""))


def _flat(
    values: Mapping[str, object], path: str
) -> Iterator[tuple[str, str | list[dict[str, str]]]]:
    for key, value in values.items():
        inner = f"{path}.{key}".lstrip(".")
        if isinstance(value, Mapping):
            yield from _flat(value, inner)
        elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            yield inner, [{name: _text(told) for name, told in one.items()} for one in value]
        elif isinstance(value, list):
            yield inner, ("\n" if _is_of_points(inner) else ", ").join(_text(one) for one in value)
        elif value is not None:
            yield inner, _text(value)


def _is_of_points(path: str) -> bool:
    fact = fact_of(path)
    return fact is not None and fact.kind is Kind.POINTS


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def is_a_form(data: bytes, *, name: str) -> bool:
    """Whether a file's content is recognised as a form, right or wrong."""
    reader = FORMATS.get(PurePath(name).suffix.lower())
    return bool(data and reader and any(raw.values for raw in reader(data)))


def has_form_name(name: str) -> bool:
    """Whether a file is called as forms are: such a one shows by its content whether it is whole."""
    return PurePath(name).suffix.lower() in FORMATS


def _validated(raw: RawForm, *, today: date, case: str | None) -> FormReading:
    if not raw.values and any(not problem.is_warning for problem in raw.problems):
        return FormReading(form=None, problems=tuple(raw.problems), answers=tuple(raw.answers))
    if case is not None:
        told = raw.values.setdefault("nomor_kasus", case)
        if isinstance(told, str) and told.upper().replace(" ", "") != case:
            problem = Problem(code="F034", field="nomor_kasus", found=told[:40], hint=case)
            raw.problems.append(problem)
    return replace(
        validate(raw, today=today), place=raw.place("klien"), pictures=tuple(raw.pictures)
    )


def _refused(problem: Problem) -> FormReading:
    return FormReading(form=None, problems=(problem,), answers=())


def is_whole(path: Path, *, name: str) -> bool:
    """Whether a file's content is complete, so that nobody is still copying it.

    False on any doubt: a package without its directory at the end, JSON that breaks off, a picture
    without its last mark, zeros where a copy has preset the size. What can never be used is whole.
    """
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix in ENDINGS:
            return ENDINGS[suffix] in _tail(path)
        if suffix == ".json":
            return _is_whole_json(path)
        if suffix not in (".docx", ".xlsx", ".zip"):
            return True
        with path.open("rb") as stream:
            head = stream.read(4)
        if head.strip(b"\0") and not head.startswith(b"PK"):
            return True
        return _is_whole_package(path, is_form=suffix != ".zip")
    except OSError:
        return False


def _is_whole_json(path: Path) -> bool:
    if path.stat().st_size > MAX_JSON:
        return True
    try:
        json.loads(path.read_bytes().decode("utf-8-sig"))
    except RecursionError:
        # Deeper than any form, and refused for that.
        return True
    except (ValueError, MemoryError):
        return False
    return True


def _is_whole_package(path: Path, *, is_form: bool) -> bool:
    try:
        with open_package(path) as package:
            package.check_whole()
            return not is_form or "[Content_Types].xml" in package.names
    except PackageError as error:
        return error.fault is not PackageFault.BROKEN


def _tail(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - TAIL))
        return stream.read()
