"""Which letters a form makes: new ones, corrected ones under their number, or none because nothing changed.

A letter that came back signed, or with its number from SRIKANDI, stands: a correction of it is a new
letter, and so is one of a type that has meanwhile gone to SRIKANDI or come from there. One whose event lies behind
us stands too: a further meeting gets its own invitation. What a form corrects of the people of its case reaches
the letters of its other forms too (`carried`).
"""

from dataclasses import dataclass, replace
from datetime import date

from generator.archive import ArchivedItem, NumberWanted
from generator.desks.access_classes import ClassOfCase, class_of
from generator.filing.submitted import related_numbers
from generator.inbox.brought import Attachment
from generator.letters import DRAFT_NUMBER, Letter, LetterType, number_pattern, say_the_same
from generator.office.office import Office
from generator.submission.attachments import titles_of
from generator.submission.carried import (
    Carried,
    carried,
    is_beyond_correction,
    told_of_class,
    wanted_again,
)
from generator.submission.reading import SubmittedForm
from generator.vocabulary.case import CaseForm
from generator.vocabulary.case_number import case_number
from generator.vocabulary.events import is_another_event
from generator.vocabulary.problems import Problem

__all__ = ["Making", "Plan", "draft_letter", "plan"]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The letters of one form, every one of them tried. `unchanged` would come out as they stand."""

    types: tuple[LetterType, ...]
    wanted: tuple[NumberWanted, ...]
    unchanged: tuple[ArchivedItem, ...]

    @property
    def revised(self) -> frozenset[str]:
        """The numbers of standing letters that are made again."""
        return frozenset(one.pattern for one in self.wanted if one.revises)

    @property
    def looked_at(self) -> frozenset[str]:
        """The numbers of standing letters of the form's own kinds, made again or not."""
        return self.revised | {one.number for one in self.unchanged}


@dataclass(frozen=True, kw_only=True)
class Making:
    """What one form makes: its letters, and the attachments that its case does not hold yet."""

    whole: CaseForm
    fresh: tuple[Attachment, ...]
    titles: tuple[str, ...]
    plan: Plan
    carried: Carried
    of_class: ClassOfCase

    @property
    def wanted(self) -> tuple[NumberWanted, ...]:
        """The numbers and places of all its letters."""
        return (*self.plan.wanted, *wanted_again(self.carried.remade))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What whoever brought the form should know of what is made."""
        secret, told = self.of_class, self.carried.problems
        if not secret.grounds:
            return told
        hint = "; ".join(secret.grounds)
        return (Problem(code="W067", found=secret.access, hint=hint), *told)


def plan(office: Office, part: SubmittedForm, form: CaseForm) -> Making:
    """Every letter tried.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    case = form.nomor_kasus
    earlier = office.archive.cases.form(case) if case else None
    held = office.archive.items.attachments_of(case) if case else frozenset()
    fresh = tuple(one for one in part.attachments if one.digest not in held)
    titles = (*titles_of(office, case), *(one.title for one in fresh))
    whole = earlier.continued_by(form) if earlier else form
    planned = _plan_letters(office, form, earlier, attachments=titles)
    of_class = class_of(office, case, whole)
    reached = Carried()
    if case is not None:
        reached = carried(
            office,
            case,
            form,
            attachments=titles,
            is_secret=office.is_secret(of_class.access),
            besides=planned.looked_at,
        )
        if office.is_secret(of_class.access) != office.is_secret(office.access_of(case).access):
            named = planned.looked_at | {one.standing.number for one in reached.remade}
            told = told_of_class(office, case, of_class.access, besides=named)
            reached = replace(reached, problems=(*reached.problems, *told))
    return Making(
        whole=whole,
        fresh=fresh,
        titles=titles,
        plan=planned,
        carried=reached,
        of_class=of_class,
    )


def _plan_letters(
    office: Office,
    form: CaseForm,
    earlier: CaseForm | None,
    *,
    attachments: tuple[str, ...] = (),
) -> Plan:
    """Decide and try every letter, so that whatever is wrong shows before a number is spent.

    `earlier` is the case as it stood before this form, `attachments` the titles of all its attachments.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    whole = earlier.continued_by(form) if earlier else form
    types, wanted, unchanged = [], [], []
    for letter_type in office.catalogue.made_of(form, office.clock.today()):
        standing = _to_correct(office, form, letter_type, earlier)
        trial = replace(trial_letter(office, letter_type, whole), attachments=attachments)
        if standing is None:
            office.filler.fill(trial)
            wanted.append(_wanted(office, letter_type, trial.year))
        elif _is_unchanged(office, trial, standing):
            unchanged.append(standing)
            continue
        else:
            wanted.append(NumberWanted(type=letter_type.key, pattern=standing.number, revises=True))
        types.append(letter_type)
    return Plan(types=tuple(types), wanted=tuple(wanted), unchanged=tuple(unchanged))


def _wanted(office: Office, letter_type: LetterType, year: int) -> NumberWanted:
    """A number of the office's register; a letter that SRIKANDI numbers has a mere reference."""
    if letter_type.srikandi:
        pattern = f"SRIKANDI/{{urut}}/{year}"
        return NumberWanted(type=letter_type.key, pattern=pattern, series="srikandi")
    pattern = number_pattern(letter_type, unit=office.config.office.unit, year=year)
    return NumberWanted(type=letter_type.key, pattern=pattern, series=letter_type.series)


def _to_correct(
    office: Office, form: CaseForm, letter_type: LetterType, earlier: CaseForm | None
) -> ArchivedItem | None:
    """The standing letter that this form corrects, if there is one."""
    if form.nomor_kasus is None or earlier is None:
        return None
    standing = office.archive.items.letters_of(form.nomor_kasus, letter_type.key)
    if not standing or is_beyond_correction(office, standing[-1]):
        return None
    if (standing[-1].series == "srikandi") != letter_type.srikandi:
        return None
    today = office.clock.today()
    if letter_type.is_over(earlier, today) or _records_another(
        letter_type, standing[-1], earlier, form, today
    ):
        return None
    return standing[-1]


def _records_another(
    letter_type: LetterType, standing: ArchivedItem, earlier: CaseForm, form: CaseForm, today: date
) -> bool:
    """Whether the form tells of another event than the one that the standing letter is the record of."""
    section = letter_type.record.partition(".")[0]
    before, after = getattr(earlier, section, None), getattr(form, section, None)
    return is_another_event(before, after, filed=standing.filed_at.date(), today=today)


def trial_letter(office: Office, letter_type: LetterType, whole: CaseForm) -> Letter:
    """The letter with the number 0, of the class that its case has with this form."""
    access = class_of(office, whole.nomor_kasus, whole).access
    today = office.clock.today()
    pattern = number_pattern(letter_type, unit=office.config.office.unit, year=today.year)
    return Letter(
        letter_type=letter_type,
        form=whole,
        case=whole.nomor_kasus or case_number(today.year, 0),
        number=pattern.format(urut=0),
        sequence=0,
        year=today.year,
        dated=letter_type.dated(whole, today),
        related=related_numbers(office.archive, office.catalogue, whole.nomor_kasus),
        is_secret=office.is_secret(access),
    )


def draft_letter(office: Office, letter_type: LetterType, whole: CaseForm) -> Letter:
    """The letter as a draft: dots where its number, and that of a new case, will stand."""
    trial = trial_letter(office, letter_type, whole)
    pattern = number_pattern(letter_type, unit=office.config.office.unit, year=trial.year)
    return replace(
        trial,
        number=pattern.format(urut=DRAFT_NUMBER),
        case=whole.nomor_kasus or case_number(trial.year, DRAFT_NUMBER),
        is_draft=True,
    )


def _is_unchanged(office: Office, trial: Letter, standing: ArchivedItem) -> bool:
    """Whether the letter would come out with the very words of the one that stands."""
    again = replace(
        trial,
        case=standing.case,
        number=standing.number,
        sequence=standing.sequence,
        year=standing.year,
        dated=trial.dated if trial.letter_type.record else standing.date,
        revision=standing.revision,
    )
    filled = office.filler.fill(again).docx
    return say_the_same(
        filled, (office.archive.items.folder_of(standing) / "surat.docx").read_bytes()
    )
