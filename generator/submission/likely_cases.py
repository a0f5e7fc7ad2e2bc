"""Which running case a form without a number most likely continues: told to a person, never taken by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from generator.forms import FormReading
from generator.office.office import Office
from generator.vocabulary.indonesian import plain_date, tokens
from generator.vocabulary.problems import Problem

__all__ = ["WITHOUT_NUMBER", "LikelyCase", "likely_cases", "with_likely_cases"]

WITHOUT_NUMBER = "F035"
PROPOSED, LOOKED_AT = 3, 500
# Of 100: how like a name and a piece of what was written must be.
NAMED = 90
SHORTEST_NAME = 4


@dataclass(frozen=True, kw_only=True)
class LikelyCase:
    """A running case that may be meant. `is_named`: its client stands in what was written."""

    case: str
    client: str
    opened: date
    is_named: bool

    def __str__(self) -> str:
        day = plain_date(self.opened)
        return f"{self.case} {self.client} (dibuka {day})"


def likely_cases(office: Office, texts: Sequence[str]) -> list[LikelyCase]:
    """The running cases whose client is named in a form, best first; if none is, the newest.

    A case of a stricter class than the office's usual one is never among them.
    """
    rules = office.classification.access
    said = " ".join(" ".join(tokens(text)) for text in texts)
    found = []
    for line in office.archive.browsing.cases(status="berjalan", limit=LOOKED_AT):
        if rules.is_stricter(office.access_of(line.case).access, rules.default):
            continue
        name = " ".join(tokens(line.client))
        likeness = fuzz.partial_ratio(name, said) if len(name) >= SHORTEST_NAME and said else 0
        likely = LikelyCase(
            case=line.case, client=line.client, opened=line.opened, is_named=likeness >= NAMED
        )
        found.append((likeness, likely))
    named = [one for one in found if one[1].is_named]
    ranked = sorted(named, key=lambda one: -one[0]) or found
    return [likely for _, likely in ranked[:PROPOSED]]


def with_likely_cases(office: Office, reading: FormReading) -> FormReading:
    """The reading itself; where only the number of its case is missing, with the cases that may be meant."""
    if all(problem.code != WITHOUT_NUMBER for problem in reading.problems):
        return reading
    likely = likely_cases(office, [answer.text for answer in reading.answers])
    told = "Mungkin: " if any(one.is_named for one in likely) else "Kasus berjalan terbaru: "
    hint = told + "; ".join(map(str, likely)) if likely else "Belum ada kasus berjalan"
    return replace(reading, problems=tuple(_told(one, hint) for one in reading.problems))


def _told(problem: Problem, hint: str) -> Problem:
    return replace(problem, hint=hint) if problem.code == WITHOUT_NUMBER else problem
