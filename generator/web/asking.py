"""One way to ask for something on a page: fields with labels, what was typed stays, problems beside their fields.

A `Sheet` says what is asked, `Answers` what was answered. What cannot be undone is asked about once more, on a
page of its own; what the archive has against it stands beside the field that it is about.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData, UploadFile

from generator.filing.signed import aside
from generator.forms import read_date, read_time
from generator.office.office import Office
from generator.vocabulary.problems import Problem, UsageError
from generator.web.rendering import page
from generator.web.taking import uploads_of

__all__ = ["Answers", "Question", "Sheet", "Way", "answered", "blank", "shown", "with_file"]

SURE = "yakin"
REFUSED = 422
SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"


class NotYetError(Exception):
    """An answer has to be mended; which and why stands in the `Answers`."""


class Way(StrEnum):
    """How an answer is given."""

    LINE = "line"
    LONG = "long"
    DATE = "date"
    TIME = "time"
    COUNT = "count"
    CHOICE = "choice"
    TICKS = "ticks"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `choices` are values with their words; of a line they are only proposed.

    `least` and `most` bound a count; `longest` is in characters.
    """

    name: str
    label: str
    hint: str = ""
    way: Way = Way.LINE
    is_required: bool = False
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    longest: int = 200
    least: int = 1
    most: int = 9_999
    is_digits: bool = False
    is_wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is asked together, and the button that sends it to `action`.

    `warning` is asked about before it is done, and leads `back` who is not sure; `beside` tells beside which field a
    problem with this code stands.
    """

    key: str
    action: str
    button: str
    fields: Sequence[Question]
    warning: str = ""
    back: str = "/"
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_file(self) -> bool:
        return any(one.way is Way.FILE for one in self.fields)


@dataclass
class Answers:
    """The answers to a sheet, and what is wrong with them, by field; what is about no field stands under ``""``."""

    sheet: Sheet
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    uploads: dict[str, UploadFile] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    is_sure: bool = False

    @property
    def is_answered(self) -> bool:
        return bool(self.values or self.problems)

    def text(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def all_of(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def words(self, one: Question) -> str:
        """An answer as it is read again: choices in their own words."""
        known = dict(one.choices)
        return ", ".join(known.get(value, value) for value in self.all_of(one.name))

    def day(self, name: str) -> date | None:
        """The day that was told; None if none was."""
        found = read_date(self.text(name)) if self.text(name) else None
        return found if isinstance(found, date) else None

    def hour(self, name: str) -> time | None:
        """The time of day that was told; None if none was."""
        found = read_time(self.text(name)) if self.text(name) else None
        return found if isinstance(found, time) else None

    def count(self, name: str) -> int | None:
        """The number that was told; None if none was."""
        return int(self.text(name)) if self.text(name) else None

    def mend(self, name: str, problem: Problem) -> NoReturn:
        """Stop: this answer has to be mended first."""
        self.problems.setdefault(name, []).append(problem)
        raise NotYetError

    def blame(self, problem: Problem) -> None:
        """Put what speaks against it beside its field."""
        self.problems.setdefault(self.sheet.beside.get(problem.code, ""), []).append(problem)


def blank(sheet: Sheet) -> Answers:
    """A sheet that nobody has answered yet, with what is proposed."""
    return Answers(sheet)


def shown(sheets: Iterable[Sheet], again: Answers | None = None) -> dict[str, Answers]:
    """The sheets of a page by their keys; `again` is the one that was sent and has to be mended."""
    made = {one.key: blank(one) for one in sheets}
    return made | ({again.sheet.key: again} if again else {})


def answered(
    request: Request,
    form: FormData,
    sheet: Sheet,
    *,
    act: Callable[[Answers], Response],
    again: Callable[[Answers], HTMLResponse],
) -> Response:
    """Do what was asked for, if the answers are whole and whoever asks is sure; else say what lacks.

    Raises:
        UsageError: never; it is shown beside the field that it is about.
    """
    told = _read(sheet, form)
    if not told.problems and sheet.warning and not told.is_sure:
        return page(request, "yakin.html", {"asked": told})
    if not told.problems:
        try:
            return act(told)
        except NotYetError:
            return _mended(again(told))
        except UsageError as error:
            told.blame(error.problem)
    return _mended(again(told))


def _mended(shown_again: HTMLResponse) -> HTMLResponse:
    shown_again.status_code = REFUSED
    return shown_again


def with_file(
    office: Office, told: Answers, name: str, act: Callable[[Path | None], Response]
) -> Response:
    """Do something with the file that was chosen, which lies in a private folder meanwhile."""
    upload = told.uploads.get(name)
    if upload is None:
        return act(None)
    with aside(office) as work:
        path = work / f"unggahan{_suffix(upload)}"
        path.write_bytes(upload.file.read())
        return act(path)


# -- inside --------------------------------------------------------------------------------------


def _suffix(upload: UploadFile) -> str:
    suffix = Path((upload.filename or "").replace("\\", "/")).suffix.lower()
    return suffix if suffix in SCANS.split(",") else ".pdf"


def _read(sheet: Sheet, form: FormData) -> Answers:
    told = Answers(sheet, is_sure=bool(form.get(SURE)))
    for one in sheet.fields:
        if one.way is Way.FILE:
            chosen = uploads_of(form, one.name)
            told.uploads |= {one.name: chosen[0]} if chosen else {}
            is_given = bool(chosen)
        else:
            given = [text.strip() for text in form.getlist(one.name) if isinstance(text, str)]
            told.values[one.name] = tuple(text for text in given if text)
            is_given = bool(told.values[one.name])
        problem = _problem(one, told) if is_given else None
        if one.is_required and not is_given:
            problem = Problem(code="A090", label=one.label)
        if problem is not None:
            told.problems.setdefault(one.name, []).append(problem)
    return told


def _problem(one: Question, told: Answers) -> Problem | None:
    """What is wrong with an answer."""
    text = told.text(one.name)
    if one.way is Way.DATE and told.day(one.name) is None:
        return Problem(code="A091", label=one.label, found=text)
    if one.way is Way.TIME and told.hour(one.name) is None:
        return Problem(code="A092", label=one.label, found=text)
    if one.way is Way.COUNT and not (text.isdecimal() and one.least <= int(text) <= one.most):
        return Problem(
            code="A093", label=one.label, found=text, hint=f"{one.least} sampai {one.most}"
        )
    known = {value for value, _ in one.choices}
    if one.way in (Way.CHOICE, Way.TICKS) and not known.issuperset(told.all_of(one.name)):
        return Problem(code="A094", label=one.label, found=text)
    if one.way is not Way.FILE and len(text) > one.longest:
        return Problem(code="A095", label=one.label, hint=str(one.longest))
    return None
