"""The five steps of the SOP, from `templates/sop.toml`, and where a case stands among them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from generator.rules.toml_faults import TOML_ERRORS, faults_in
from generator.rules.working_time import OfficeHours
from generator.vocabulary.problems import ConfigurationError

__all__ = [
    "Checked",
    "Decision",
    "Moment",
    "Requirement",
    "Sop",
    "Step",
    "StepAnswers",
    "StepProgress",
    "load_sop",
    "progress",
]


class StepAnswers(BaseModel):
    """The answers of the form (`temu_bahas.tanggal`, `temu_bahas.pukul`) that tell a moment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    date: str
    time: str = ""


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


class Decision(BaseModel):
    """A step that ends only with a yes (`kesepakatan.tercapai`): after a no the case goes `back_to` a step.

    `then` says, in a sentence of staff, what may be asked for next.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: str
    back_to: int
    then: str = ""


class Step(BaseModel):
    """One step. Its standard time is minutes, or working days, or unknown (both None).

    `ends` are the answers that tell when it was finished, `begins` those that tell when it began, where that
    is not the end of the step before: its time counts from there only, and it says how long it lasts. One
    that `stands_alone` may be done before the others, and says nothing of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    no: int
    title: str
    minutes: int | None = None
    working_days: int | None = None
    read: str = "read"
    begins: StepAnswers | None = None
    ends: StepAnswers | None = None
    decision: Decision | None = None
    stands_alone: bool = False
    requirements: tuple[Requirement, ...] = ()


class Sop(BaseModel):
    """The SOP of an office. `basis` are the laws and rules that its orders cite (dasar), as they print them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: str
    basis: tuple[str, ...] = ()
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A requirement and how it is met: a copy is filed, or the form only says so, or neither."""

    name: str
    has_copy: bool
    is_told: bool


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When something happened, or is to happen; `is_exact` is false where only the day is known.

    `correction` is the reason of whoever set it by hand.
    """

    at: datetime
    is_exact: bool = True
    correction: str = ""


@dataclass(frozen=True, kw_only=True)
class StepProgress:
    """A step of one case: when it was done, or by when it should be (None: not known).

    `planned` is a coming moment that a document tells already. Where only a day is known of that or of
    `done_at`, `is_exact` is false: no hour is told. `was_late` tells of a finished step
    that it took longer than its standard time; `correction` belongs to `done_at`. `remark` tells
    why the case is at it again; what was done of it up to `again_since` was in vain.
    """

    no: int
    title: str
    done_at: datetime | None
    due: datetime | None
    is_late: bool
    planned: datetime | None = None
    was_late: bool = False
    is_exact: bool = True
    correction: str = ""
    remark: str = ""
    again_since: datetime | None = None


def load_sop(templates: Path) -> Sop:
    """Read sop.toml.

    Raises:
        ConfigurationError: it is missing or cannot be used.
    """
    data = b""
    try:
        data = (templates / "sop.toml").read_bytes()
        return Sop.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except TOML_ERRORS as error:
        hint = faults_in(error, data, Sop)
        raise ConfigurationError("T040", found="sop.toml", hint=hint) from error


def progress(
    sop: Sop,
    ends: Mapping[int, Moment],
    *,
    begins: Mapping[int, Moment] | None = None,
    hours: OfficeHours | None = None,
    now: datetime,
    is_closed: bool = False,
) -> list[StepProgress]:
    """Where a case stands; `ends` gives the moment at which each step was, or will be, finished.

    The clock of a step starts when the step before it was finished, or at the moment that `begins`
    gives. Only the first unfinished step has a due time: the later ones cannot have begun. In a
    closed case nothing is due.
    """
    hours = hours or OfficeHours()
    rows = []
    started: Moment | None = None
    is_running = not is_closed
    for step in sop.steps:
        start = (begins or {}).get(step.no, started if step.begins is None else None)
        limit = _limit(step, start, hours)
        end = ends.get(step.no)
        done = end if end is not None and end.at <= now else None
        due = limit if done is None and is_running else None
        is_running = is_running and done is not None
        rows.append(
            StepProgress(
                no=step.no,
                title=step.title,
                done_at=done.at if done else None,
                due=due,
                is_late=due is not None and now > due,
                planned=end.at if end is not None and done is None else None,
                was_late=_took_longer(done, start, limit),
                is_exact=end is None or end.is_exact,
                correction=end.correction if end else "",
            )
        )
        started = done or started
    return rows


def _limit(step: Step, start: Moment | None, hours: OfficeHours) -> datetime | None:
    if start is None:
        return None
    if step.minutes is not None:
        return hours.after_minutes(start.at, step.minutes)
    if step.working_days is not None:
        return hours.after_days(start.at, step.working_days)
    return None


def _took_longer(done: Moment | None, start: Moment | None, limit: datetime | None) -> bool:
    """Whether a step ended after its limit; where only a day is known, on a later day."""
    if done is None or start is None or limit is None:
        return False
    if done.is_exact and start.is_exact:
        return done.at > limit
    return done.at.date() > limit.date()
