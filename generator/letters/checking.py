"""Every template against every placeholder: read for faults, then filled with invented cases of all kinds."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.letters.catalogue import Catalogue, LetterType
from generator.letters.engine.caged import engine_here
from generator.letters.engine.jobs import Job
from generator.letters.filling import AnswersJobs, Filler, fill_paper, read_template
from generator.letters.specimens import SPECIMENS, specimen_letter
from generator.letters.template.comparing import say_the_same
from generator.letters.template.examining import TemplateFault
from generator.letters.template.fonts import missing_fonts
from generator.letters.template.shapes import model_of
from generator.rules.config import Config
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import group_of
from generator.vocabulary.problems import ConfigurationError, FormHeldError, Problem

__all__ = ["TemplateReport", "examine_paper", "examine_templates"]

OTHER_TEXT = "jawaban contoh yang lain"


@dataclass(frozen=True, kw_only=True)
class TemplateReport:
    """One template file and everything that is wrong with it, or doubtful, each thing once."""

    template: str
    faults: tuple[TemplateFault, ...]


def examine_templates(
    catalogue: Catalogue,
    templates: Path,
    config: Config,
    *,
    today: date,
    engine: AnswersJobs | None = None,
) -> list[TemplateReport]:
    """Examine every template that a letter type names."""
    filler = Filler(templates, config, engine=engine)
    found: dict[str, dict[Problem, TemplateFault]] = {}
    for letter_type in catalogue.types.values():
        faults = found.setdefault(letter_type.template, {})
        try:
            for fault in _examine(filler, letter_type, config, today):
                faults.setdefault(fault.problem, fault)
        except ConfigurationError as error:
            faults.setdefault(error.problem, TemplateFault(problem=error.problem))
    for name, faults in found.items():
        for fault in missing_fonts(name, filler.fonts(templates / name)):
            faults.setdefault(fault.problem, fault)
    return [
        TemplateReport(template=name, faults=tuple(faults.values()))
        for name, faults in found.items()
    ]


def examine_paper(
    name: str,
    path: Path,
    values: Mapping[str, Any],
    *,
    logo: bytes | None,
    engine: AnswersJobs | None = None,
) -> TemplateReport:
    """Examine the template of a paper that is no letter of a case, `name` as a person finds it."""
    found: dict[Problem, TemplateFault] = {}
    try:
        fill_paper(path, values, code=name, logo=logo, engine=engine, name=name)
    except FormHeldError as error:
        found |= {fault.problem: fault for fault in error_faults(error)}
    with contextlib.suppress(OSError):  # that it cannot be read was told already
        job = Job(task="fonts", name=name, template=read_template(path))
        fonts = (engine or engine_here()).answer(job).fonts
        found |= {fault.problem: fault for fault in missing_fonts(name, fonts)}
    return TemplateReport(template=name, faults=tuple(found.values()))


def _examine(
    filler: Filler, letter_type: LetterType, config: Config, today: date
) -> Iterator[TemplateFault]:
    """What reading shows; if that is no error, what filling shows."""
    rich = specimen_letter(letter_type, config, today)
    doubtful = frozenset(
        name
        for name, info in CaseForm.model_fields.items()
        # What every new case tells, a letter may rely on.
        if model_of(info.annotation)
        and not ((group := group_of(name)) and group.opens)
        and name not in letter_type.needs
    )
    faults = filler.faults(rich, doubtful=doubtful)
    yield from faults
    if any(not fault.problem.is_warning for fault in faults):
        return
    is_whole = True
    for specimen in SPECIMENS:
        try:
            filler.fill(specimen_letter(letter_type, config, today, specimen=specimen))
        except FormHeldError as error:
            is_whole = False
            yield from error_faults(error)
    if is_whole:
        yield from _never_printed(filler, letter_type, config, today)


def error_faults(error: FormHeldError) -> list[TemplateFault]:
    """The faults of an error of filling, with their places where it knows them."""
    told: list[TemplateFault] = list(getattr(error, "faults", ()))
    return told or [TemplateFault(problem=one) for one in error.problems]


# -- answers that a form requires and no word of the letter depends on ------------------------------


def _never_printed(
    filler: Filler, letter_type: LetterType, config: Config, today: date
) -> Iterator[TemplateFault]:
    """Warn about required answers of the letter's sections that change nothing in it."""
    letter = specimen_letter(letter_type, config, today)
    usual = filler.fill(letter).docx
    asked = {*letter_type.only_if, letter_type.until, letter_type.to}
    for section in letter_type.needs:
        model = getattr(letter.form, section)
        if not isinstance(model, BaseModel):
            continue
        for key, info in type(model).model_fields.items():
            path = f"{section}.{key}"
            if not info.is_required() or path in asked:
                continue
            changed = model.model_copy(update={key: _another(getattr(model, key))})
            form = letter.form.model_copy(update={section: changed})
            if say_the_same(usual, filler.fill(replace(letter, form=form)).docx):
                problem = Problem(code="W062", found=letter_type.template, hint=path)
                yield TemplateFault(problem=problem)


def _another(value: Any) -> Any:
    """A value of the same kind that reads differently."""
    if isinstance(value, tuple):
        return (_another(value[0]), *value[1:]) if value else value
    if isinstance(value, BaseModel):
        required = [key for key, info in type(value).model_fields.items() if info.is_required()]
        return value.model_copy(update={key: _another(getattr(value, key)) for key in required})
    for kind, change in _OTHERS:
        if isinstance(value, kind):
            return change(value)
    return OTHER_TEXT


# In this order: a bool is an int.
_OTHERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (bool, lambda value: not value),
    (int, lambda value: value + 3),
    (date, lambda value: value + timedelta(days=401)),
    (time, lambda value: time((value.hour + 5) % 24, 35)),
)
