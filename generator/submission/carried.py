"""Letters of a case that show an answer which is another now: unsigned ones are made again, signed ones named.

Each letter is told anew from the case as it stood when the letter was made, with nothing changed in it but what
was corrected: a later meeting never gets into the minutes of an earlier one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.archive import ArchivedItem, NumberWanted, Reservation, ReservedNumber
from generator.letters import Letter, LetterType, say_the_same
from generator.office.office import Office
from generator.vocabulary.case import SECTIONS, CaseForm
from generator.vocabulary.fields import cited_sections, group_of, label_of
from generator.vocabulary.problems import Problem

__all__ = [
    "Carried",
    "Remade",
    "carried",
    "is_beyond_correction",
    "made_again",
    "of_another_class",
    "told_of_class",
    "wanted_again",
]


@dataclass(frozen=True, kw_only=True)
class Remade:
    """A standing letter that is made again under its number; `letter` is the new one, in the old revision."""

    standing: ArchivedItem
    letter: Letter

    @property
    def letter_type(self) -> LetterType:
        return self.letter.letter_type


@dataclass(frozen=True, kw_only=True)
class Carried:
    """The letters that a correction reaches, and what is told of those that it cannot reach."""

    remade: tuple[Remade, ...] = ()
    problems: tuple[Problem, ...] = ()


def carried(
    office: Office,
    case: str,
    form: CaseForm,
    *,
    attachments: tuple[str, ...],
    is_secret: bool,
    besides: frozenset[str],
) -> Carried:
    """What a form's corrected answers mean for the letters of its case, but for the numbers `besides`.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    remade: list[Remade] = []
    problems: list[Problem] = []
    for standing, letter in _standing(office, case, attachments=attachments, is_secret=is_secret):
        if standing.number in besides:
            continue
        now, changed = _corrected(letter.form, form)
        if not changed or _say_the_same(office, letter, replace(letter, form=now)):
            continue
        if _can_be_made_again(office, standing, letter.letter_type):
            remade.append(Remade(standing=standing, letter=replace(letter, form=now)))
        else:
            labels = _shown_in(office, letter, form, changed)
            found = f"{standing.title} {standing.number}"
            problems.append(Problem(code="W085", found=found, hint=", ".join(labels)))
    return Carried(remade=tuple(remade), problems=tuple(problems))


def of_another_class(office: Office, case: str) -> tuple[Remade, ...]:
    """The unsigned letters of a case that were made while it was of another class and tell another thing now.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    is_secret = office.is_secret(office.access_of(case).access)
    return tuple(
        Remade(standing=standing, letter=letter)
        for standing, letter in _telling_otherwise(office, case, is_secret=is_secret)
        if _can_be_made_again(office, standing, letter.letter_type)
    )


def told_of_class(
    office: Office, case: str, access: str, *, besides: frozenset[str]
) -> Iterator[Problem]:
    """What whoever brought a form is told of the letters that its class reaches, but for the numbers `besides`.

    Unsigned ones will be made again; what was signed or sent stays as it is, and is named.

    Raises:
        FormHeldError: a template cannot be filled.
        ConfigurationError: an official or an address is missing.
    """
    again: list[str] = []
    beyond: list[str] = []
    is_secret = office.is_secret(access)
    for standing, letter in _telling_otherwise(office, case, is_secret=is_secret):
        if standing.number not in besides:
            reached = _can_be_made_again(office, standing, letter.letter_type)
            (again if reached else beyond).append(f"{standing.title} {standing.number}")
    if again:
        yield Problem(code="W102", found="; ".join(again), hint=access)
    if beyond:
        yield Problem(code="W103", found="; ".join(beyond), hint=access)


def _telling_otherwise(
    office: Office, case: str, *, is_secret: bool
) -> Iterator[tuple[ArchivedItem, Letter]]:
    """The letters made while the case was of another class that would say something else now."""
    items = office.archive.items
    titles = tuple(one.title for one in items.of_case(case) if one.kind == "lampiran")
    for standing, letter in _standing(office, case, attachments=titles, is_secret=is_secret):
        was_secret = office.is_secret(items.record_of(standing).access)
        if was_secret != is_secret and not _say_the_same(
            office, replace(letter, is_secret=was_secret), letter
        ):
            yield standing, letter


def wanted_again(remade: Sequence[Remade]) -> tuple[NumberWanted, ...]:
    """The places that letters take which are made again."""
    return tuple(
        NumberWanted(type=one.letter_type.key, pattern=one.standing.number, revises=True)
        for one in remade
    )


def made_again(
    taken: Reservation, remade: Sequence[Remade]
) -> Iterator[tuple[ReservedNumber, Letter]]:
    """Each letter that is made again, with its place in the case folder."""
    by_number = {one.standing.number: one.letter for one in remade}
    for place in taken.letters:
        if place.series == "revisi" and place.number in by_number:
            yield place, replace(by_number[place.number], revision=place.revision)


# -- what was corrected ----------------------------------------------------------------------------


def _corrected(before: CaseForm, form: CaseForm) -> tuple[CaseForm, tuple[str, ...]]:
    """The case with those answers about its people that the form tells otherwise; and their paths."""
    changed: dict[str, Any] = {}
    paths: list[str] = []
    for section in SECTIONS:
        new, old = getattr(form, section), getattr(before, section)
        if not new or not old or not _is_of_people(section):
            continue
        if isinstance(new, tuple):
            if new != old:
                changed[section] = new
                paths.append(section)
            continue
        told = {
            key: value
            for key in type(new).model_fields
            if _says_something(value := getattr(new, key))
            and _says_something(getattr(old, key))
            and value != getattr(old, key)
        }
        if told:
            changed[section] = old.model_copy(update=told)
            paths += [f"{section}.{key}" for key in told]
    return before.model_copy(update=changed), tuple(paths)


def _is_of_people(section: str) -> bool:
    group = group_of(section)
    return group is not None and (group.is_steady or group.opens or group.is_of_people)


def _says_something(value: Any) -> bool:
    return value is not None and value not in ((), "")


def _shown_in(
    office: Office, letter: Letter, form: CaseForm, changed: Sequence[str]
) -> Sequence[str]:
    """The labels of those corrected answers that the letter itself shows."""
    labels = []
    for path in changed:
        section, _, key = path.partition(".")
        new = getattr(form, section)
        if key:
            new = getattr(letter.form, section).model_copy(update={key: getattr(new, key)})
        alone = letter.form.model_copy(update={section: new})
        if not _say_the_same(office, letter, replace(letter, form=alone)):
            labels.append(label_of(path))
    return labels


# -- letters as they stand -------------------------------------------------------------------------


def is_beyond_correction(office: Office, letter: ArchivedItem) -> bool:
    """Whether a letter is made again no more: a signed page came back, it left the house, or has its number elsewhere."""
    return (
        letter.is_signed
        or letter.is_bound
        or office.archive.correspondence.has_left(letter.number)
        or office.archive.srikandi.is_numbered(letter)
    )


def _can_be_made_again(office: Office, standing: ArchivedItem, letter_type: LetterType) -> bool:
    return (
        not is_beyond_correction(office, standing)
        and (standing.series == "srikandi") == letter_type.srikandi
    )


def _say_the_same(office: Office, one: Letter, other: Letter) -> bool:
    return say_the_same(office.filler.fill(one).docx, office.filler.fill(other).docx)


def _standing(
    office: Office, case: str, *, attachments: tuple[str, ...], is_secret: bool
) -> Iterator[tuple[ArchivedItem, Letter]]:
    """Every letter of a case that holds, told again from the answers that it was made of."""
    items = office.archive.items.of_case(case)
    forms = dict(office.archive.cases.forms(case))
    for standing in items:
        letter_type = office.catalogue.types.get(standing.type)
        if standing.kind != "surat" or standing.is_replaced or letter_type is None:
            continue
        revisions = [one for one in items if one.kind == "surat" and one.number == standing.number]
        form = _told_to(office, items, forms, revisions, letter_type)
        if form is None:
            continue
        yield (
            standing,
            Letter(
                letter_type=letter_type,
                form=form,
                case=case,
                number=standing.number,
                sequence=standing.sequence,
                year=standing.year,
                dated=standing.date,
                revision=standing.revision,
                attachments=attachments,
                related=_cited_by(office, items, revisions[0].item),
                is_secret=is_secret,
            ),
        )


def _told_to(
    office: Office,
    items: Sequence[ArchivedItem],
    forms: Mapping[int, CaseForm],
    revisions: Sequence[ArchivedItem],
    letter_type: LetterType,
) -> CaseForm | None:
    """The case as a letter tells it: as it stood at the last form that was about the letter, corrected since."""
    digest_of = partial(_submission_of, office)
    made_by = {digest_of(one): forms[one.item] for one in items if one.item in forms}
    about = revisions[0].item
    for one in revisions:
        own = made_by.get(digest_of(one))
        if own is not None and set(letter_type.needs) <= own.sections:
            about = one.item
    whole: CaseForm | None = None
    for place, form in forms.items():
        if place < about:
            whole = whole.continued_by(form) if whole else form
        elif place < revisions[-1].item and whole is not None:
            whole, _ = _corrected(whole, form)
    return whole


def _submission_of(office: Office, item: ArchivedItem) -> str:
    return office.archive.items.record_of(item).form_digest


def _cited_by(office: Office, items: Sequence[ArchivedItem], before: int) -> dict[str, str]:
    """The numbers that a letter cites which was first made at this place of its case."""
    cited = {}
    made = sorted({one.item: one for one in items if one.kind == "surat"}.items())
    first: dict[str, ArchivedItem] = {}
    for _, one in made:
        first.setdefault(one.number, one)
    digest = next((_submission_of(office, one) for place, one in made if place == before), "")
    for section in cited_sections():
        kinds = office.catalogue.outgoing_about(section)
        for one in first.values():
            came_along = one.item > before and _submission_of(office, one) == digest
            if one.type in kinds and not one.is_withdrawn and (one.item < before or came_along):
                cited[section] = one.number
    return cited
