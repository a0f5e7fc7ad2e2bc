"""The access class of a case: what its forms are a ground for, what they only suggest, what a person decided.

A person's decision stands, whatever a later form says; a suggestion may ask for another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.office.office import Office
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.written import typed, youngest

__all__ = ["ClassOfCase", "attend", "class_of", "suggests_stricter"]

BY_RULE = "menurut aturan kantor: {grounds}"


@dataclass(frozen=True, kw_only=True)
class ClassOfCase:
    """The class that a case's papers carry; `grounds` where the office's rules set it, and no person has."""

    access: str
    grounds: tuple[str, ...] = ()


def class_of(office: Office, case: str | None, whole: CaseForm) -> ClassOfCase:
    """The class of a case with everything that its forms tell so far; `case` is None for a new one."""
    rules = office.classification.access
    if case is None:
        now, is_decided = rules.default, False
    else:
        known = office.access_of(case)
        now, is_decided = known.access, known.decided is not None and not known.by_rule
    if is_decided or rules.suggest.how == "saran":
        return ClassOfCase(access=now)
    grounds = _grounds(office, whole)
    if not grounds or rules.is_stricter(now, rules.suggest.access):
        return ClassOfCase(access=now)
    return ClassOfCase(access=rules.suggest.access, grounds=tuple(grounds))


def suggests_stricter(office: Office, form: CaseForm) -> bool:
    """Whether what a form tells suggests the stricter class: words of its story, or a ground."""
    suggestion = office.classification.access.suggest
    return suggestion.fits(_texts(form)) or bool(_grounds(office, form))


def attend(office: Office, case: str) -> None:
    """Set the class of a case where its forms are a ground for it, and note where they suggest it."""
    rules = office.classification.access
    whole = office.archive.cases.form(case)
    if whole is None:
        return
    current = office.archive.access.of(case, default=rules.default)
    asked = class_of(office, case, whole)
    if rules.is_stricter(asked.access, current.access):
        reason = BY_RULE.format(grounds="; ".join(asked.grounds))
        office.archive.access.decide(case, asked.access, reason=reason, by_rule=True)
        return
    if not rules.is_stricter(rules.suggest.access, current.access):
        return
    for item, form in office.archive.cases.forms(case):
        if suggests_stricter(office, form):
            office.archive.access.suggest(case, item, rules.suggest.access)


def _grounds(office: Office, form: CaseForm) -> list[str]:
    kinds = form.permasalahan.jenis if form.permasalahan else ()
    return office.classification.access.suggest.grounds(kinds, _age(form, office.clock.today()))


def _age(form: CaseForm, today: date) -> int | None:
    """The client's age on the day of the form; the younger where its answers differ."""
    if form.klien is None:
        return None
    klien = form.klien
    return youngest(klien.tanggal_lahir, klien.umur, typed(form.tanggal) or today)


def _texts(form: CaseForm) -> Iterator[str]:
    """What is told in words of one's own, and the kinds of problems."""
    for told in told_in(form):
        fact = told.fact
        if fact.is_long or fact.is_prose or fact.kind is Kind.ITEMS:
            yield from told.value if isinstance(told.value, tuple) else (str(told.value),)
