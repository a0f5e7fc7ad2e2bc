"""What comes next in a case: the step of the SOP at which it is, and the form that tells that it was done."""

from dataclasses import dataclass
from datetime import date

from generator.forms import BLANKS
from generator.office.office import Office
from generator.rules.sop import Step, StepProgress
from generator.vocabulary.case import CaseForm
from generator.vocabulary.fields import SECTIONS

__all__ = ["NextStep", "next_step_of"]

# What is told when all steps are done: how the client goes on, and that the case ends.
LAST = ("lanjutan", ("pemulangan", "rujukan", "keluar_shelter", "penutupan"))


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The step that comes next (None: all are done), the blank form for it, and the parts of it to fill in."""

    step: StepProgress | None
    blank: str
    parts: tuple[str, ...]

    @property
    def title(self) -> str:
        return BLANKS[self.blank].title


def next_step_of(office: Office, case: str) -> NextStep | None:
    """What comes next in a case that runs; None for one that is closed, or has no form yet."""
    told = office.archive.cases.form(case)
    if told is None or office.archive.cases.closed(case) is not None:
        return None
    step = next((one for one in office.steps_of(case) if one.done_at is None), None)
    if step is None:
        return _of(None, *LAST)
    rule = next(one for one in office.sop.steps if one.no == step.no)
    since = step.again_since.date() if step.again_since else None
    parts = _parts(rule, told, since)
    blank = next(
        (
            name
            for name, one in BLANKS.items()
            if one.is_continuing and parts and set(parts) <= set(one.sections)
        ),
        "",
    )
    return _of(step, blank, parts) if blank else _of(step, *LAST)


def _parts(rule: Step, told: CaseForm, since: date | None) -> tuple[str, ...]:
    """The section of a form to be filled in next: that a step began, then that it ended; of what came after `since`."""
    answers = [one.date for one in (rule.begins, rule.ends) if one is not None]
    sections = [one.partition(".")[0] for one in answers if "." in one]
    open_ones = [one for one in sections if not _is_told(getattr(told, one, None), since)]
    return tuple(open_ones[:1] or sections[-1:])


def _is_told(section: object, since: date | None) -> bool:
    day = getattr(section, "tanggal", None)
    return section is not None and not (since and isinstance(day, date) and day <= since)


def _of(step: StepProgress | None, blank: str, parts: tuple[str, ...]) -> NextStep:
    headings = {one.key: one.headings[0] for one in SECTIONS if one.headings}
    return NextStep(step=step, blank=blank, parts=tuple(headings[one] for one in parts))
