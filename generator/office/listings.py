"""What lists need that stands outside of the index, by the names in their headers (`-- facts:`)."""

import json
from collections.abc import Callable, Mapping

from generator.office.sop_clock import CaseSteps
from generator.rules.classification import Classification
from generator.rules.config import ShelterSettings
from generator.rules.retention import RetentionSchedule

__all__ = ["Facts", "list_facts"]

Facts = dict[str, str | int]
DECEMBER = 12


def list_facts(
    wanted: tuple[str, ...],
    *,
    steps: CaseSteps,
    classification: Callable[[], Classification],
    retention: Callable[[], RetentionSchedule],
    shelter: ShelterSettings,
    month: tuple[int, int],
) -> Facts:
    """The facts that a list asks for; only these are worked out.

    Raises:
        KeyError: a list asks for something that nobody knows.
    """
    known: Mapping[str, Callable[[], str | int]] = {
        "codes": lambda: json.dumps(classification().codes),
        "rules": lambda: _rules(retention()),
        "standing": lambda: steps.standing(*month),
        "standing_before": lambda: steps.standing(*_month_before(*month)),
        "sop": steps.running,
        "shelter_places": lambda: shelter.places,
        "shelter_days": lambda: shelter.usual_days,
    }
    return {fact: known[fact]() for fact in wanted}


def _month_before(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, DECEMBER)


def _rules(schedule: RetentionSchedule) -> str:
    """The rules of retention as JSON, for cases that have no dates of their own yet."""
    return json.dumps(
        [
            {
                "code": one.classification,
                "active": one.years_active,
                "inactive": one.years_inactive,
                "fate": one.fate,
            }
            for one in schedule.rules
        ]
    )
