"""What follows of itself when something was filed: retention dates, a class of access.

Nothing of it is lost by a crash: a submission leaves the inbox only behind it, and whatever is missing
is made up for the next time.
"""

import logging

from generator.desks import access_classes
from generator.desks.act_papers import archive_papers
from generator.office.office import Office
from generator.rules.archive_papers import PAPERS_TABLE
from generator.vocabulary.problems import ConfigurationError, Problem, UsageError

__all__ = ["attend", "date_closed_cases", "table_warnings"]

log = logging.getLogger(__name__)


def attend(office: Office, *cases: str) -> None:
    """Give closed cases their dates, and these cases the class that their forms ask for.

    A table of the office that cannot be used must not hold up a form that is filed already: the log
    says so, `pmbs check-templates` too.
    """
    try:
        date_closed_cases(office)
        for case in cases:
            access_classes.attend(office, case)
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
        Problem(code="W041", found=f"letters.toml, {one.key}", hint=one.classification)
        for one in types
        if one.classification not in table.codes
    ]
    found += [
        Problem(code="W041", found=f"{PAPERS_TABLE}, {key}", hint=one.classification)
        for key, one in archive_papers(office).items()
        if one.classification not in table.codes
    ]
    found += [Problem(code="W066", found=one.key) for one in types if one.tells is None]
    if schedule.rule_for(table.case) is None:
        found.append(Problem(code="W042", found=table.case, hint=table.codes[table.case]))
    return found
