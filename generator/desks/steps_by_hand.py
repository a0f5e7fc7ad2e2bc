"""A step of the SOP was finished at another time than the documents tell: a person says when, and why."""

from datetime import date, datetime, time

from generator.office.office import Office
from generator.rules.sop import StepProgress
from generator.vocabulary.problems import UsageError

__all__ = ["correct_step"]


def correct_step(
    office: Office, case: str, number: int, *, day: date, hour: time, reason: str
) -> StepProgress:
    """Correct when a step was finished; the documents stay as they are. Returns the step as it stands then.

    Raises:
        UsageError: there is no such step or case, or the moment lies ahead.
    """
    known = [one.no for one in office.sop.steps]
    if number not in known:
        raise UsageError("S006", found=str(number), hint=", ".join(map(str, known)))
    moment = datetime.combine(day, hour, office.clock.now().tzinfo)
    if moment > office.clock.now():
        raise UsageError("A040", found=f"{moment:%d-%m-%Y %H.%M}")
    office.archive.step_times.correct(case, number, at=moment, reason=reason)
    return next(one for one in office.steps_of(case) if one.no == number)
