"""The access class of a case: what its forms are a ground for, what they only suggest, what a person decided.

A person's decision stands, whatever a later form says; a suggestion may ask for another.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.printing import close_off
from generator.vocabulary.case import CaseForm
from generator.vocabulary.case_number import CASE_NUMBER
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.written import typed, youngest

__all__ = ["ClassOfCase", "attend", "class_of", "put_away", "set_class", "suggests_stricter"]

log = logging.getLogger(__name__)

CASES = re.compile(CASE_NUMBER)
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
        set_class(office, case, asked.access, reason=reason, by_rule=True)
        return
    if not rules.is_stricter(rules.suggest.access, current.access):
        return
    for item, form in office.archive.cases.forms(case):
        if suggests_stricter(office, form):
            office.archive.access.suggest(case, item, rules.suggest.access)


def set_class(
    office: Office, case: str, access: str, *, reason: str, by_rule: bool = False
) -> None:
    """Set the class of a case; what lies of a secret one where many look is put where few may.

    Raises:
        UsageError: there is no such case.
    """
    office.archive.access.decide(case, access, reason=reason, by_rule=by_rule)
    put_away(office, case)


def put_away(office: Office, case: str) -> None:
    """Put what lies of a secret case where many look to where few may; nothing of any other."""
    if not office.archive.secrecy.is_secret(case):
        return
    numbers = {one.number for one in office.archive.items.of_case(case) if one.number}
    try:
        close_off(office.printed, office.config.secret.group, case, numbers)
        for tray in (Tray.DONE, Tray.DUPLICATE):
            for path in office.inbox.trays.of(tray):
                if case in CASES.findall(note := read_note(path)):
                    office.inbox.trays.transfer(path, Tray.CLOSED, note)
    except OSError as error:
        log.warning("papers of %s still lie open: %s", case, error.strerror)


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
