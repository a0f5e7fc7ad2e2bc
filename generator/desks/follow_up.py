"""What follows of itself when something was filed: retention dates, a class of access that is suggested.

Nothing of it is lost by a crash: a submission leaves the inbox only behind it, and whatever is missing
is made up for the next time.
"""

import logging
from collections.abc import Iterator

from generator.forms.amounts import years_of
from generator.office.office import Office
from generator.rules.classification import age_on
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.problems import ConfigurationError, Problem, UsageError
from generator.vocabulary.written import typed

__all__ = ["attend", "date_closed_cases", "suggests_stricter", "table_warnings"]

log = logging.getLogger(__name__)


def attend(office: Office, *cases: str) -> None:
    """Give closed cases their dates, and suggest a class for these cases where their forms ask for one.

    A table of the office that cannot be used must not hold up a form that is filed already: the log
    says so, `pmbs check-templates` too.
    """
    try:
        date_closed_cases(office)
        for case in cases:
            _suggest(office, case)
    except ConfigurationError as error:
        log.error("not attended to: %s", error)  # noqa: TRY400 - said, not traced


def date_closed_cases(
    office: Office, *, again: bool = False, only: str | None = None, reason: str = ""
) -> list[str]:
    """Date the closed cases that have no dates yet; `again`: those that have, by the rules of now.

    Returns:
        The cases that got dates. Those without a rule for their code stay without.

    Raises:
        UsageError: the case `only` is not closed.
    """
    schedule = office.retention_schedule
    waiting = office.archive.retention.closed_cases(undated=not again)
    if only is not None:
        waiting = [one for one in waiting if one.case == only]
        if not waiting:
            raise UsageError("A044", found=only)
    rules = [
        (case, rule)
        for case in waiting
        if (rule := schedule.rule_for(case.classification)) is not None
    ]
    office.archive.retention.apply(rules, reason=reason)
    return [case.case for case, _ in rules]


def table_warnings(office: Office) -> list[Problem]:
    """What does not fit together in the tables of codes, of retention, and of letters."""
    try:
        table, schedule = office.classification, office.retention_schedule
    except ConfigurationError as error:
        return [error.problem]
    types = office.catalogue.types.values()
    found = [
        Problem(code="W041", found=one.key, hint=one.classification)
        for one in types
        if one.classification not in table.codes
    ]
    if schedule.rule_for(table.case) is None:
        found.append(Problem(code="W042", found=table.case, hint=table.codes[table.case]))
    return found


def suggests_stricter(office: Office, form: CaseForm) -> bool:
    """Whether a form names violence, trafficking or children."""
    suggestion = office.classification.access.suggest
    return suggestion.fits(_texts(form), _ages(form, office))


def _suggest(office: Office, case: str) -> None:
    rules = office.classification.access
    current = office.archive.access.of(case, default=rules.default)
    if not rules.is_stricter(rules.suggest.access, current.access):
        return
    for item, form in office.archive.forms_of(case):
        if suggests_stricter(office, form):
            office.archive.access.suggest(case, item, rules.suggest.access)


def _texts(form: CaseForm) -> Iterator[str]:
    """What is told in words of one's own, and the kinds of problems."""
    for told in told_in(form):
        fact = told.fact
        if fact.is_long or fact.is_prose or fact.kind is Kind.ITEMS:
            yield from told.value if isinstance(told.value, tuple) else (str(told.value),)


def _ages(form: CaseForm, office: Office) -> Iterator[int]:
    day = typed(form.tanggal) or office.clock.today()
    if form.klien and (born := typed(form.klien.tanggal_lahir)):
        yield age_on(day, born)
    elif form.klien and (age := years_of(form.klien.umur)) is not None:
        yield age
    yield from (age for one in form.rombongan if (age := years_of(one.umur)) is not None)
