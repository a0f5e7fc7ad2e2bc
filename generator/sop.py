"""The five steps of the SOP, from `templates/sop.toml`, and where a case stands among them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import holidays
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.problems import ConfigurationError

__all__ = [
    "Checked",
    "Requirement",
    "Sop",
    "Step",
    "StepProgress",
    "load_sop",
    "progress",
    "working_days_after",
]


class Requirement(BaseModel):
    """Something a step asks for (kelengkapan), known by words of an attachment's title.

    `answer` is the key of a yes/no answer in the form that tells of it too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...] = ()
    answer: str = ""

    def is_named_in(self, text: str) -> bool:
        """Whether a title or an answer names it; whole words only."""
        low = " ".join(re.findall(r"\w+", text.casefold()))
        return any(f" {word} " in f" {low} " for word in self.words)


class Step(BaseModel):
    """One step. Its standard time is minutes, or working days, or unknown (both None)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    no: int
    title: str
    minutes: int | None = None
    working_days: int | None = None
    read: str = "read"
    requirements: tuple[Requirement, ...] = ()


class Sop(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A requirement and how it is met: a copy is filed, or the form only says so, or neither."""

    name: str
    has_copy: bool
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class StepProgress:
    """A step of one case: when it was done, or by when it should be (None: not known)."""

    no: int
    title: str
    done_at: datetime | None
    due: datetime | None
    is_late: bool


def load_sop(templates: Path) -> Sop:
    """Read sop.toml.

    Raises:
        ConfigurationError: it is missing or cannot be used.
    """
    try:
        return Sop.model_validate(tomllib.loads((templates / "sop.toml").read_text("utf-8-sig")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise ConfigurationError("S001", where="sop.toml", hint=str(error)) from error


def progress(sop: Sop, done: Mapping[int, datetime], *, now: datetime) -> list[StepProgress]:
    """Where a case stands; `done` gives the moment at which each finished step was finished.

    The clock of a step starts when the step before it was finished; only the first unfinished step
    has a due time, the later ones cannot have begun.
    """
    rows = []
    started: datetime | None = None
    is_running = True
    for step in sop.steps:
        done_at = done.get(step.no)
        due = None
        if done_at is None and is_running:
            due = _due(step, started)
            is_running = False
        rows.append(
            StepProgress(
                no=step.no,
                title=step.title,
                done_at=done_at,
                due=due,
                is_late=due is not None and now > due,
            )
        )
        started = done_at or started
    return rows


def _due(step: Step, started: datetime | None) -> datetime | None:
    if started is None:
        return None
    if step.minutes is not None:
        return started + timedelta(minutes=step.minutes)
    if step.working_days is not None:
        last_day = working_days_after(started.date(), step.working_days)
        return datetime.combine(
            last_day, datetime.max.time().replace(microsecond=0), started.tzinfo
        )
    return None


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`: Monday to Friday, Indonesia's public holidays left out."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _public_holidays():  # noqa: PLR2004 - Saturday is 5
            count -= 1
    return day


@lru_cache(maxsize=1)
def _public_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("ID")
