"""Where a case stands in the SOP, as its documents tell it and as people corrected it."""

import json
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from generator.archive import Archive, ArchivedItem, CaseView
from generator.rules.sop import Checked, Moment, Sop, Step, StepAnswers, StepProgress, progress
from generator.rules.working_time import OfficeHours
from generator.system.clock import Clock
from generator.vocabulary.case import CaseForm
from generator.vocabulary.indonesian import plain_date

if TYPE_CHECKING:
    from generator.letters import LetterType

__all__ = ["CaseSteps"]


class CaseSteps:
    """The clock of the SOP over one archive.

    A step is done when the answers that its `ends` names tell so, when a letter that completes it was
    filed, or when a later step was done that cannot stand alone. A decision that came out as no takes a case
    back: what was done until then is to be done again. A document that is dated ahead tells a plan: it completes its
    step on that day, or when its signed page comes back before: what is signed has happened.
    """

    def __init__(
        self,
        archive: Archive,
        sop: Sop,
        types: "Mapping[str, LetterType]",
        hours: OfficeHours,
        clock: Clock,
    ) -> None:
        self._archive = archive
        self._sop = sop
        self._types = types
        self._hours = hours
        self._clock = clock

    def of(self, case: str) -> list[StepProgress]:
        """Every step of a case, in order."""
        view = self._archive.cases.show(case)
        form = self._archive.cases.form(case)
        now = self._clock.now()
        ends = dict(self._ends(view, form))
        refused = self._refused(form, view.items)
        for step, at in refused:
            assert step.decision is not None  # noqa: S101 - only these are refused
            for no in range(step.decision.back_to, step.no + 1):
                if no in ends and not ends[no].correction and (no == step.no or ends[no].at <= at):
                    del ends[no]
        alone = {step.no for step in self._sop.steps if step.stands_alone}
        done = [no for no, moment in ends.items() if moment.at <= now and no not in alone]
        for no in range(max(done, default=1) - 1, 0, -1):
            if no not in ends or ends[no].at > now:
                ends[no] = ends[no + 1]
        begins = {
            step.no: moment
            for step in self._sop.steps
            if (moment := self._told(step.begins, form, ())) is not None
            and not any(moment.at <= at for _, at in refused)
        }
        is_closed = view.status != "berjalan"
        rows = progress(
            self._sop, ends, begins=begins, hours=self._hours, now=now, is_closed=is_closed
        )
        remarks = {
            step.decision.back_to: _remark(step, at) for step, at in refused if step.decision
        }
        return [replace(row, remark=remarks.get(row.no, "")) for row in rows]

    def _refused(
        self, form: CaseForm | None, items: Sequence[ArchivedItem]
    ) -> list[tuple[Step, datetime]]:
        """The steps whose decision came out as no, and when; until then all was in vain."""
        found = []
        for step in self._sop.steps:
            if step.decision is None or _answer(form, step.decision.answer) is not False:
                continue
            own = [item for item in items if self._belongs(item, step)]
            moment = self._told(step.ends, form, own)
            if moment is not None and moment.at <= self._clock.now():
                found.append((step, moment.at))
        return found

    def _ends(self, view: CaseView, form: CaseForm | None) -> Iterator[tuple[int, Moment]]:
        corrected = self._archive.step_times.of(view.case)
        for step in self._sop.steps:
            by_hand = corrected.get(step.no)
            if by_hand is not None:
                yield step.no, Moment(at=by_hand.at, correction=by_hand.reason)
                continue
            own = [item for item in view.items if self._belongs(item, step)]
            told = self._told(step.ends, form, own) or self._filed(step, own)
            moments = [one for one in (told, self._signed(view, step)) if one is not None]
            if moments:
                yield step.no, min(moments, key=lambda one: one.at)

    def _belongs(self, item: ArchivedItem, step: Step) -> bool:
        letter_type = self._types.get(item.type)
        if item.kind == "formulir":
            return True
        return item.kind == "surat" and letter_type is not None and letter_type.step == step.no

    def _filed(self, step: Step, items: Sequence[ArchivedItem]) -> Moment | None:
        """The first document that completes the step: the form the first one, letters their own."""
        for item in items:
            completes = (
                step.no == 1 if item.kind == "formulir" else self._types[item.type].completes
            )
            if completes:
                return Moment(at=item.filed_at)
        return None

    def _signed(self, view: CaseView, step: Step) -> Moment | None:
        """When a letter that completes the step first came back signed as a whole."""
        ending = {key for key, one in self._types.items() if one.completes and one.step == step.no}
        moments = [one.signed_at for one in view.items if one.type in ending and one.signed_at]
        return Moment(at=min(moments)) if moments else None

    def _told(
        self, answer: StepAnswers | None, form: CaseForm | None, items: Sequence[ArchivedItem]
    ) -> Moment | None:
        """The moment that answers tell.

        Without an hour it is the hour at which a document of the step was filed on that day, or only
        the day: then its end counts.
        """
        day = _answer(form, answer.date) if answer else None
        if answer is None or not isinstance(day, date):
            return None
        hour = _answer(form, answer.time)
        zone = self._clock.now().tzinfo
        if isinstance(hour, time):
            return Moment(at=datetime.combine(day, hour, zone))
        for item in items:
            if item.filed_at.date() == day:
                return Moment(at=item.filed_at)
        like = datetime.combine(day, time(0), zone)
        return Moment(at=self._hours.end_of(day, like), is_exact=False)

    # -- what the steps ask for ----------------------------------------------------------------

    def checklist(self, case: str) -> list[Checked]:
        """What the steps ask for (kelengkapan), and whether the case has it."""
        titles = [
            one.title for one in self._archive.cases.show(case).items if one.kind == "lampiran"
        ]
        form = self._archive.cases.form(case)
        owned = form.klien.dokumen if form and form.klien else ()
        return [
            Checked(
                name=one.name,
                has_copy=any(one.is_named_in(title) for title in titles),
                is_told=any(one.is_named_in(text) for text in owned)
                or _answer(form, one.answer) is True,
            )
            for step in self._sop.steps
            for one in step.requirements
        ]

    # -- the list ------------------------------------------------------------------------------

    def running(self) -> str:
        """The present step of every running case as JSON, for the list `sop`."""
        rows = []
        for case in self._archive.cases.running():
            steps = self.of(case)
            present = next((one for one in steps if one.done_at is None), None)
            rows.append(
                {
                    "case": case,
                    "step": present.no if present else None,
                    "title": present.title if present else "",
                    "due": _moment(present.due) if present else None,
                    "planned": _moment(present.planned) if present else None,
                    "late": bool(present and present.is_late),
                    "remark": present.remark if present else "",
                    "slow": ", ".join(str(one.no) for one in steps if one.was_late),
                }
            )
        return json.dumps(rows)

    def standing(self, year: int, month: int) -> str:
        """The step in which each case stood at the end of a month, as JSON, for the monthly report.

        The last of `steps`, without a title, is for cases whose steps were all done.
        """
        day = date(year, month, monthrange(year, month)[1])
        cases = [
            {"case": case, "step": self._step_at(case, day)}
            for case in self._archive.cases.running(day)
        ]
        known = [{"no": step.no, "title": step.title} for step in self._sop.steps]
        return json.dumps({"cases": cases, "steps": [*known, {"no": len(known) + 1, "title": ""}]})

    def _step_at(self, case: str, day: date) -> int:
        for step in self.of(case):
            if step.done_at is None or step.done_at.date() > day:
                return step.no
        return len(self._sop.steps) + 1


def _remark(step: Step, at: datetime) -> str:
    then = step.decision.then if step.decision else ""
    day = plain_date(at.date())
    return f"langkah {step.no} pada {day} tidak tercapai" + (f"; {then}" if then else "")


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(sep=" ", timespec="minutes") if at else None


def _answer(form: CaseForm | None, path: str) -> object:
    """The answer that a dotted name stands for; None where the form does not tell."""
    found: object = form
    for key in path.split("."):
        found = getattr(found, key, None)
    return found if path else None
