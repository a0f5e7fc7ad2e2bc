"""Where a case stands among the steps of the SOP, and when the next one is due."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from generator.clock import WITA
from generator.problems import ConfigurationError
from generator.sop import Sop, Step, load_sop, progress, working_days_after

TEMPLATES = Path(__file__).parents[1] / "templates"
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=WITA)


def steps(*durations: tuple[int | None, int | None]) -> Sop:
    return Sop(
        name="Contoh",
        number="1",
        steps=tuple(
            Step(no=no, title=f"Langkah {no}", minutes=minutes, working_days=days)
            for no, (minutes, days) in enumerate(durations, start=1)
        ),
    )


def test_the_shipped_sop_has_its_five_steps() -> None:
    sop = load_sop(TEMPLATES)
    assert [step.no for step in sop.steps] == [1, 2, 3, 4, 5]


def test_the_time_of_step_two_is_unreadable_in_the_scan_and_stays_empty() -> None:
    second = load_sop(TEMPLATES).steps[1]
    assert (second.minutes, second.working_days) == (None, None)


def test_the_first_unfinished_step_is_due_when_its_standard_time_has_passed() -> None:
    rows = progress(steps((30, None), (90, None)), {1: FRIDAY}, now=FRIDAY)
    assert rows[1].due == FRIDAY + timedelta(minutes=90)


def test_a_step_is_late_only_after_its_due_time() -> None:
    sop = steps((30, None), (90, None))
    due = FRIDAY + timedelta(minutes=90)
    assert not progress(sop, {1: FRIDAY}, now=due)[1].is_late
    assert progress(sop, {1: FRIDAY}, now=due + timedelta(seconds=1))[1].is_late


def test_a_finished_step_has_no_due_time() -> None:
    rows = progress(steps((30, None)), {1: FRIDAY}, now=FRIDAY + timedelta(days=9))
    assert (rows[0].due, rows[0].is_late) == (None, False)


def test_a_step_without_a_standard_time_has_no_due_time() -> None:
    assert progress(steps((30, None), (None, None)), {1: FRIDAY}, now=FRIDAY)[1].due is None


def test_steps_after_the_unfinished_one_cannot_be_due_yet() -> None:
    rows = progress(steps((30, None), (90, None), (15, None)), {1: FRIDAY}, now=FRIDAY)
    assert rows[2].due is None


def test_three_working_days_from_a_friday_end_on_wednesday() -> None:
    rows = progress(steps((30, None), (None, 3)), {1: FRIDAY}, now=FRIDAY)
    assert rows[1].due is not None
    assert rows[1].due.date() == date(2026, 11, 25)


def test_a_public_holiday_is_no_working_day() -> None:
    independence_day = date(2026, 8, 17)  # a Monday
    assert working_days_after(date(2026, 8, 14), 1) == independence_day + timedelta(days=1)


@pytest.mark.parametrize("text", [None, "name = ", "name = 'x'\nnumber = '1'\nsteps = 3"])
def test_a_broken_sop_file_is_a_configuration_error(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "sop.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"sop\.toml"):
        load_sop(tmp_path)
