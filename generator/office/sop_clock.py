"""Where a case stands in the SOP, as its documents tell it and as people corrected it."""

import json
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from generator.archive import Archive, ArchivedItem, CaseView
from generator.rules.sop import Checked, Moment, Sop, Step, StepAnswers, StepProgress, progress
from generator.rules.working_time import OfficeHours
from generator.system.clock import Clock
from generator.vocabulary.case import CaseForm
from generator.vocabulary.events import is_another_event
from generator.vocabulary.indonesian import plain_date

if TYPE_CHECKING:
    from generator.letters import LetterType

__all__ = ["CaseSteps"]


@dataclass(frozen=True, kw_only=True)
class _Told:
    """What the forms of a case tell, section by section: one answer an event, the latest correction of each."""

    forms: Sequence[tuple[datetime, CaseForm]]

    def events(self, path: str) -> list[tuple[datetime, object]]:
        """The sections behind a dotted name, one an event, each with the moment it was first filed."""
        section, _, key = path.partition(".")
        found: list[tuple[datetime, object]] = []
        for filed, form in self.forms:
            if not key:
                # A day without a section is that of the complaint, not of each form that came later.
                if form.permasalahan is not None or not found:
                    found = [(found[0][0] if found else filed, form)]
                continue
            told = getattr(form, section, None)
            if told is None:
                continue
            if found and not is_another_event(
                found[-1][1], told, filed=found[-1][0].date(), today=filed.date()
            ):
                found[-1] = (found[-1][0], told)
            else:
                found.append((filed, told))
        return found


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

    def of(self, case: str, *, on: date | None = None) -> list[StepProgress]:
        """Every step of a case, in order; `on` as it stood at the end of that day, by what is known now."""
        view = self._archive.cases.show(case)
        filed = {item.item: item.filed_at for item in view.items}
        forms = [
            (filed[place], form)
            for place, form in self._archive.cases.forms(case)
            if place in filed
        ]
        told, now = _Told(forms=forms), self._clock.now()
        if on is not None:
            now = min(now, datetime.combine(on, time.max, now.tzinfo))
        refused = self._refused(view, told, now)
        ends = dict(self._ends(view, told, refused))
        alone = {step.no for step in self._sop.steps if step.stands_alone}
        done = [no for no, moment in ends.items() if moment.at <= now and no not in alone]
        for no in range(max(done, default=1) - 1, 0, -1):
            if no not in ends or ends[no].at > now:
                ends[no] = ends[no + 1]
        begins = dict(self._begins(view, told, refused, ends))
        rows = progress(
            self._sop,
            ends,
            begins=begins,
            hours=self._hours,
            now=now,
            is_closed=view.status != "berjalan",
        )
        return [self._again(row, refused, ends, now) for row in rows]

    def _again(
        self,
        row: StepProgress,
        refused: Sequence[tuple[Step, datetime]],
        ends: Mapping[int, Moment],
        now: datetime,
    ) -> StepProgress:
        """The row with why the case is at that step once more, while the decision stands as a no."""
        for step, at in reversed(refused):
            decided = ends.get(step.no)
            if decided is not None and decided.at <= now:
                continue
            if step.decision and step.decision.back_to <= row.no <= step.no:
                remark = _remark(step, at) if row.no == step.decision.back_to else ""
                return replace(row, remark=remark, again_since=at)
        return row

    def _refused(self, view: CaseView, told: _Told, now: datetime) -> list[tuple[Step, datetime]]:
        """The steps whose decision came out as no until now, and when; what was done until then was in vain."""
        found = []
        for step in self._sop.steps:
            if step.decision is None or step.ends is None:
                continue
            for _, section in told.events(step.ends.date):
                moment = self._moment(step, step.ends, section, view)
                if _within(section, step.decision.answer) is False and moment and moment.at <= now:
                    found.append((step, moment.at))
        return found

    def _ends(
        self,
        view: CaseView,
        told: _Told,
        refused: Sequence[tuple[Step, datetime]],
    ) -> Iterator[tuple[int, Moment]]:
        corrected = self._archive.step_times.of(view.case)
        for step in self._sop.steps:
            by_hand = corrected.get(step.no)
            if by_hand is not None:
                yield step.no, Moment(at=by_hand.at, correction=by_hand.reason)
                continue
            moments = sorted(self._moments(step, view, told), key=lambda one: one.at)
            since = _since(step, refused)
            counting = [one for one in moments if since is None or one.at > since]
            if counting:
                yield step.no, counting[0]

    def _moments(self, step: Step, view: CaseView, told: _Told) -> Iterator[Moment]:
        """Each time that a step was, or will be, finished: as forms tell it, and as its letters do."""
        events = told.events(step.ends.date) if step.ends else []
        for _, section in events:
            if step.decision and _within(section, step.decision.answer) is False:
                continue
            assert step.ends is not None  # noqa: S101 - there are events of it
            moment = self._moment(step, step.ends, section, view)
            if moment is not None:
                yield self._signed_before(step, view, section, moment)
        for item in view.items:
            if item.kind == "formulir" and step.no == 1 and not events:
                yield Moment(at=item.filed_at)
            letter_type = self._types.get(item.type)
            if letter_type is None or not self._completes(item, step):
                continue
            # A record is of its own day, which its form tells; any other letter is of the day it was filed.
            if not letter_type.record or step.ends is None:
                yield Moment(at=item.filed_at)

    def _completes(self, item: ArchivedItem, step: Step) -> bool:
        letter_type = self._types.get(item.type)
        is_own = item.kind == "surat" and letter_type is not None and letter_type.step == step.no
        return is_own and letter_type is not None and letter_type.completes

    def _signed_before(self, step: Step, view: CaseView, section: object, moment: Moment) -> Moment:
        """The moment, or when the record of that day came back signed before it."""
        day = getattr(section, "tanggal", None)
        signed = [
            item.signed_at
            for item in view.items
            if self._completes(item, step) and item.date == day and item.signed_at
        ]
        first = min(signed, default=None)
        return moment if first is None or first >= moment.at else Moment(at=first)

    def _begins(
        self,
        view: CaseView,
        told: _Told,
        refused: Sequence[tuple[Step, datetime]],
        ends: Mapping[int, Moment],
    ) -> Iterator[tuple[int, Moment]]:
        """When each step began that has a beginning of its own: that of its end, or the one to come."""
        for step in self._sop.steps:
            if step.begins is None:
                continue
            since, end = _since(step, refused), ends.get(step.no)
            moments = [
                moment
                for _, section in told.events(step.begins.date)
                if (moment := self._moment(step, step.begins, section, view)) is not None
                and (since is None or moment.at > since)
            ]
            before = [one for one in moments if end is not None and one.at <= end.at]
            if moments:
                yield step.no, (before or moments)[-1]

    def _moment(
        self, step: Step, answer: StepAnswers, section: object, view: CaseView
    ) -> Moment | None:
        """The moment that answers tell.

        Without an hour it is the hour at which a document of the step was filed on that day, or only
        the day: then its end counts.
        """
        day = _within(section, answer.date)
        if not isinstance(day, date):
            return None
        hour = _within(section, answer.time)
        zone = self._clock.now().tzinfo
        if isinstance(hour, time):
            return Moment(at=datetime.combine(day, hour, zone))
        for item in view.items:
            if self._belongs(item, step) and item.filed_at.date() == day:
                return Moment(at=item.filed_at)
        like = datetime.combine(day, time(0), zone)
        return Moment(at=self._hours.end_of(day, like), is_exact=False)

    def _belongs(self, item: ArchivedItem, step: Step) -> bool:
        letter_type = self._types.get(item.type)
        if item.kind == "formulir":
            return True
        return item.kind == "surat" and letter_type is not None and letter_type.step == step.no

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
        steps = self.of(case, on=day)
        return next((one.no for one in steps if one.done_at is None), len(steps) + 1)


def _remark(step: Step, at: datetime) -> str:
    then = step.decision.then if step.decision else ""
    day = plain_date(at.date())
    return f"langkah {step.no} pada {day} tidak tercapai" + (f"; {then}" if then else "")


def _since(step: Step, refused: Sequence[tuple[Step, datetime]]) -> datetime | None:
    """Up to when all that was done of a step was in vain; None if nothing was."""
    return max(
        (
            at
            for by, at in refused
            if by.decision is not None and by.decision.back_to <= step.no <= by.no
        ),
        default=None,
    )


def _within(section: object, path: str) -> object:
    """The answer of a dotted name inside its section, or of the form where it stands in none."""
    return getattr(section, path.rpartition(".")[2], None) if path else None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(sep=" ", timespec="minutes") if at else None


def _answer(form: CaseForm | None, path: str) -> object:
    """The answer that a dotted name stands for; None where the form does not tell."""
    found: object = form
    for key in path.split("."):
        found = getattr(found, key, None)
    return found if path else None
