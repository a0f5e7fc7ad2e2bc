"""How long a case is kept, from `templates/retention.toml` (the region's JRA); the arithmetic of dates."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.rules.toml_faults import TOML_ERRORS, faults_in
from generator.vocabulary.problems import ConfigurationError

__all__ = [
    "PERMANENT",
    "Pause",
    "RetentionDates",
    "RetentionRule",
    "RetentionSchedule",
    "dates_of",
    "load_retention",
]

PERMANENT = "Permanen"
Years = Annotated[int, Field(ge=0, le=100)]


class RetentionRule(BaseModel):
    """One row of the JRA. `diperiksa` is the day somebody held it against the JRA; None is never."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classification: str
    event: str
    counts_from: Literal["penutupan", "akhir tahun"] = "penutupan"
    years_active: Years
    years_inactive: Years
    fate: Literal["Musnah", "Permanen", "Dinilai kembali"]
    note: str = ""
    diperiksa: date | None = None


class RetentionSchedule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[RetentionRule, ...] = ()

    def rule_for(self, classification: str) -> RetentionRule | None:
        """The rule of the code itself, or of the nearest code above it."""
        parts = classification.split(".")
        known = {one.classification: one for one in self.rules}
        for length in range(len(parts), 0, -1):
            if (rule := known.get(".".join(parts[:length]))) is not None:
                return rule
        return None


class Pause(NamedTuple):
    """Days on which the clock stood: from `since` up to, without, `until`."""

    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class RetentionDates:
    """`began`: the clock's first day; the last days as an active and as an inactive file."""

    began: date
    active_until: date
    inactive_until: date


def load_retention(path: Path) -> RetentionSchedule:
    """Read retention.toml.

    Raises:
        ConfigurationError: it is missing or cannot be used.
    """
    data = b""
    try:
        data = path.read_bytes()
        return RetentionSchedule.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except TOML_ERRORS as error:
        hint = faults_in(error, data, RetentionSchedule)
        raise ConfigurationError("T040", found=path.name, hint=hint) from error


def dates_of(rule: RetentionRule, closed: date, pauses: Sequence[Pause] = ()) -> RetentionDates:
    """The dates of a case that was closed on `closed`; days on hold do not count."""
    began = closed if rule.counts_from == "penutupan" else date(closed.year, 12, 31)
    standing = _merged(pauses)
    active_until = _after(began, rule.years_active, standing)
    inactive_until = _after(active_until, rule.years_inactive, standing)
    return RetentionDates(began=began, active_until=active_until, inactive_until=inactive_until)


def _merged(pauses: Sequence[Pause]) -> list[Pause]:
    """The same days without overlaps, in order."""
    merged: list[Pause] = []
    for one in sorted(pauses):
        if merged and one.since <= merged[-1].until:
            merged[-1] = Pause(merged[-1].since, max(one.until, merged[-1].until))
        else:
            merged.append(one)
    return merged


def _after(start: date, years: int, pauses: Sequence[Pause]) -> date:
    """The day `years` after `start`, moved by every day on hold that lies between."""
    end = _years_later(start, years)
    for one in pauses:
        since = max(one.since, start)
        if since < end and since < one.until:
            end += one.until - since
    return end


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
