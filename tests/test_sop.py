"""Where a case stands among the steps of the SOP, and when the next one is due."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator.rules.sop import Moment, Sop, Step, load_sop, progress
from generator.system.clock import WITA
from generator.vocabulary.problems import ConfigurationError

TEMPLATES = Path(__file__).parents[1] / "templates"
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=WITA)
AT_FRIDAY = {1: Moment(at=FRIDAY)}


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
    rows = progress(steps((30, None), (90, None)), AT_FRIDAY, now=FRIDAY)
    assert rows[1].due == FRIDAY + timedelta(minutes=90)


def test_a_step_is_late_only_after_its_due_time() -> None:
    sop = steps((30, None), (90, None))
    due = FRIDAY + timedelta(minutes=90)
    assert not progress(sop, AT_FRIDAY, now=due)[1].is_late
    assert progress(sop, AT_FRIDAY, now=due + timedelta(seconds=1))[1].is_late


def test_a_finished_step_has_no_due_time() -> None:
    rows = progress(steps((30, None)), AT_FRIDAY, now=FRIDAY + timedelta(days=9))
    assert (rows[0].due, rows[0].is_late) == (None, False)


def test_a_step_without_a_standard_time_has_no_due_time() -> None:
    assert progress(steps((30, None), (None, None)), AT_FRIDAY, now=FRIDAY)[1].due is None


def test_steps_after_the_unfinished_one_cannot_be_due_yet() -> None:
    rows = progress(steps((30, None), (90, None), (15, None)), AT_FRIDAY, now=FRIDAY)
    assert rows[2].due is None


def test_three_working_days_from_a_friday_end_with_the_office_hours_of_wednesday() -> None:
    rows = progress(steps((30, None), (None, 3)), AT_FRIDAY, now=FRIDAY)
    assert rows[1].due == datetime(2026, 11, 25, 16, 0, tzinfo=WITA)


def test_nothing_is_due_in_a_closed_case() -> None:
    rows = progress(steps((30, None), (90, None)), AT_FRIDAY, now=FRIDAY, is_closed=True)
    assert rows[1].due is None


def test_a_step_may_begin_later_than_the_one_before_ended() -> None:
    meeting = Moment(at=FRIDAY + timedelta(hours=4))
    rows = progress(steps((30, None), (90, None)), AT_FRIDAY, begins={2: meeting}, now=FRIDAY)
    assert rows[1].due == meeting.at + timedelta(minutes=90)


def test_a_coming_moment_is_a_plan_and_ends_no_step() -> None:
    coming = {**AT_FRIDAY, 2: Moment(at=FRIDAY + timedelta(days=3))}
    second = progress(steps((30, None), (90, None)), coming, now=FRIDAY)[1]
    assert (second.done_at, second.planned) == (None, coming[2].at)
    assert second.due == FRIDAY + timedelta(minutes=90)


def test_a_finished_step_tells_whether_it_took_longer() -> None:
    for minutes, was_late in ((90, False), (91, True)):
        ended = {**AT_FRIDAY, 2: Moment(at=FRIDAY + timedelta(minutes=minutes))}
        rows = progress(steps((30, None), (90, None)), ended, now=FRIDAY + timedelta(days=1))
        assert rows[1].was_late is was_late, minutes


def test_where_only_a_day_is_known_the_hour_accuses_nobody() -> None:
    ended = {**AT_FRIDAY, 2: Moment(at=FRIDAY + timedelta(hours=7), is_exact=False)}
    rows = progress(steps((30, None), (90, None)), ended, now=FRIDAY + timedelta(days=1))
    assert not rows[1].was_late


@pytest.mark.parametrize("text", [None, "name = ", "name = 'x'\nnumber = '1'\nsteps = 3"])
def test_a_broken_sop_file_is_a_configuration_error(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "sop.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"sop\.toml"):
        load_sop(tmp_path)
