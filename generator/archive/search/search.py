"""Search: numbers and identity numbers by b-tree, everything else by full text on folded words.

What whoever asks may not see is not found, and not counted.

Whatever a person types is data: words reach FTS5 only as quoted, folded tokens.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.records import CaseHits, Counts, Hit
from generator.archive.search.words import (
    COLUMNS,
    FILTERED,
    SEEN,
    SOURCE,
    Filters,
    Found,
    by_words,
    newest_ids,
    parse,
)
from generator.vocabulary.case_number import case_number
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.telephones import is_telephone, telephone_numbers

__all__ = ["TOP", "Filters", "Search", "count", "search", "search_cases"]

CASE_NUMBER = re.compile(r"PMBS-(\d{4})-(\d{1,6})", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\b(\d{6})\d{10}\b")
MIN_IDENTIFIER = 6
IDENTIFIED = (
    "i.case_number IN (SELECT case_number FROM identifiers WHERE value >= :low AND value < :high)"
)
SNIPPET_BEFORE = 40
SNIPPET_LENGTH = 140
TOP = "\U0010ffff"
MOST_COUNTED = 5_000
# Items looked through for their cases, and how many of a case are shown.
MOST_GROUPED = 200
MOST_OF_A_CASE = 3


class Search:
    """Everything filed, found again by whatever a person remembers of it.

    `types` are several types at once, such as those of a step of the SOP.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def find(
        self,
        text: str,
        *,
        year: int | None = None,
        type: str | None = None,  # noqa: A002 - the command's own word
        types: Sequence[str] = (),
        agency: str | None = None,
        person: str | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """What fits, best first: numbers, names, words, near spellings."""
        wanted = (type,) if type else tuple(types)
        filters = Filters(year=year, types=wanted, agency=agency, person=person)
        return search(self._index, text, filters, limit=limit)

    def find_cases(
        self,
        text: str,
        *,
        year: int | None = None,
        types: Sequence[str] = (),
        agency: str | None = None,
        person: str | None = None,
        limit: int = 20,
    ) -> list[CaseHits]:
        """The cases in which something fits, that with the best first; a few of its items each.

        Of very much only the best are looked through.
        """
        filters = Filters(year=year, types=tuple(types), agency=agency, person=person)
        return search_cases(self._index, text, filters, limit=limit)

    def count(
        self,
        text: str,
        *,
        year: int | None = None,
        type: str | None = None,  # noqa: A002 - as in `find`
        types: Sequence[str] = (),
        agency: str | None = None,
        person: str | None = None,
    ) -> Counts:
        """How much `find` would find as spelt without a limit, by kind and by year."""
        wanted = (type,) if type else tuple(types)
        filters = Filters(year=year, types=wanted, agency=agency, person=person)
        return count(self._index, text, filters)


def search(index: Index, text: str, filters: Filters, *, limit: int) -> list[Hit]:
    """What fits `text`, best first: a number as such, names, words, near spellings.

    Of equals the newest comes first. Never fails on any text.
    """
    return [_hit(one) for one in _best(index, text, filters, limit)]


def search_cases(index: Index, text: str, filters: Filters, *, limit: int) -> list[CaseHits]:
    """What fits `text`, case by case in the order of their best."""
    by_case: dict[str, list[Found]] = {}
    for one in _best(index, text, filters, MOST_GROUPED):
        by_case.setdefault(one.row["case_number"], []).append(one)
    shown = list(by_case)[:limit]
    closed = {
        row["case_number"]: row["closed"]
        for row in index.rows(
            "SELECT case_number, closed FROM cases"
            " WHERE case_number IN (SELECT value FROM json_each(:cases))",
            {"cases": json.dumps(shown)},
        )
    }
    return [
        CaseHits(
            case=case,
            client=by_case[case][0].row["client"],
            status=("ditutup" if closed[case] else "berjalan") if case in closed else "",
            hits=tuple(_hit(one) for one in by_case[case][:MOST_OF_A_CASE]),
            more=max(0, len(by_case[case]) - MOST_OF_A_CASE),
        )
        for case in shown
    ]


def _best(index: Index, text: str, filters: Filters, limit: int) -> list[Found]:
    """What fits, best first; by its number it is found without words."""
    text = text.replace("\0", " ").strip()
    rows = _by_number(index, text, filters, limit)
    if rows:
        return [Found(row=row, words=(), is_near=False) for row in rows]
    terms = parse(text)
    return by_words(index, terms, filters, limit) if terms else []


def count(index: Index, text: str, filters: Filters) -> Counts:
    """How much fits `text` as spelt, by kind and by year; each of the two leaves its own counts alone.

    Of very much only the newest are counted.
    """
    text = text.replace("\0", " ").strip()
    way = next((one for one in _ways(text) if _is_any(index, one)), None)
    terms = parse(text)
    if way is None and not terms:
        return Counts()
    fitting = way or _among(newest_ids(index, terms, filters, most=MOST_COUNTED, is_open=True))
    found = _counted(index, fitting, filters)
    if way is None and found.is_partial and (filters.year is not None or filters.types):
        # The newest of all say nothing of how many there are of one year or type.
        narrow = _among(newest_ids(index, terms, filters, most=MOST_COUNTED))
        total = _counted(index, narrow, filters).total
        return replace(found, total=total, is_more=total >= MOST_COUNTED)
    return found


def _among(ids: list[int]) -> tuple[str, dict[str, object]]:
    return "i.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(ids)}


def _counted(index: Index, fitting: tuple[str, dict[str, object]], filters: Filters) -> Counts:
    condition, values = fitting
    rows = index.rows(
        "SELECT year, type, in_year, in_type, count(*) AS n FROM (SELECT i.year, i.type,"  # noqa: S608
        " (:year IS NULL OR i.year = :year) AS in_year,"
        " (:types = '' OR instr(:types, '|' || i.type || '|') > 0) AS in_type"
        f" FROM items i WHERE {condition} AND {SEEN}"
        " AND (:agency IS NULL OR instr(' ' || i.party_folded, ' ' || :agency) > 0)"
        " AND (:person IS NULL OR instr(' ' || :person || ' ', ' ' || i.case_number || ' ') > 0)"
        " ORDER BY i.id DESC LIMIT :limit) GROUP BY year, type",
        {**filters.params(index, MOST_COUNTED), **values},
    )
    types: dict[str, int] = {}
    years: dict[int, int] = {}
    total = 0
    for row in rows:
        if row["in_year"]:
            types[row["type"]] = types.get(row["type"], 0) + row["n"]
        if row["in_type"]:
            years[row["year"]] = years.get(row["year"], 0) + row["n"]
        if row["in_year"] and row["in_type"]:
            total += row["n"]
    is_partial = sum(row["n"] for row in rows) >= MOST_COUNTED
    return Counts(
        total=total,
        is_more=is_partial,
        is_partial=is_partial,
        types=tuple(sorted(types.items(), key=lambda one: (-one[1], one[0]))),
        years=tuple(sorted(years.items(), reverse=True)),
    )


def _is_any(index: Index, way: tuple[str, dict[str, object]]) -> bool:
    condition, params = way
    sql = f"SELECT 1 FROM items i WHERE {condition} AND {SEEN} LIMIT 1"  # noqa: S608 - constants
    return index.row(sql, params) is not None


# -- numbers -------------------------------------------------------------------------------------


def _ways(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """How `text` may name something by number, likeliest first: case, letter, identity."""
    case = CASE_NUMBER.fullmatch(text)
    bare = re.sub(r"[\s.-]", "", text).upper()
    dialled = telephone_numbers(text) if is_telephone(text) else []
    if case:
        name = case_number(int(case[1]), int(case[2]))
        yield "i.case_number = :value", {"value": name}
    elif "/" in text and " " not in text and any(c.isdigit() for c in text):
        # `400.9.8/12` is sequence 12, not 120: the whole part up to the next slash has to fit.
        whole = text.rstrip("/")
        fits = "(i.number = :value OR (i.number >= :low AND i.number < :high))"
        yield fits, {"value": whole, "low": f"{whole}/", "high": f"{whole}/{TOP}"}
        yield "i.number >= :low AND i.number < :high", {"low": text, "high": f"{text}{TOP}"}
    elif len(bare) >= MIN_IDENTIFIER and any(c.isdigit() for c in bare):
        yield IDENTIFIED, {"low": bare, "high": f"{bare}{TOP}"}
    for number in dialled:
        yield IDENTIFIED, {"low": number, "high": f"{number}{TOP}"}


def _by_number(index: Index, text: str, filters: Filters, limit: int) -> list[Row]:
    """Items found by case number, letter number (whole, or up to a slash) or identity number."""
    order = "i.item" if CASE_NUMBER.fullmatch(text) else "i.id DESC"
    for condition, params in _ways(text):
        rows = _rows(index, condition, {**filters.params(index, limit), **params}, order)
        if rows:
            return rows
    return []


def _rows(
    index: Index, condition: str, params: dict[str, object], order: str = "i.id DESC"
) -> list[Row]:
    return index.rows(
        f"SELECT {COLUMNS} FROM {SOURCE} WHERE {condition} AND {FILTERED} AND {SEEN}"  # noqa: S608 - constants
        f" ORDER BY {order} LIMIT :limit",
        params,
    )


# -- answers -------------------------------------------------------------------------------------


def _hit(found: Found) -> Hit:
    row = found.row
    return Hit(
        case=row["case_number"],
        item=row["item"],
        type=row["type"],
        number=row["number"],
        date=date.fromisoformat(row["date"]),
        subject=row["subject"],
        client=row["client"],
        snippet=_snippet(row["words"], found.words) if found.words else row["subject"],
        path=row["folder"],
        is_near=found.is_near,
    )


def _snippet(text: str, wanted: Sequence[str]) -> str:
    """A piece of the text around the first word that fits, with the fitting words in «marks».

    Identity numbers are masked: a list on the screen is read by more people than the letter.
    """
    text = LONG_NUMBER.sub(r"\1**********", " ".join(text.split()))
    spans = [match.span() for match in re.finditer(r"\w+", text) if _fits(match[0], wanted)]
    start = max(0, spans[0][0] - SNIPPET_BEFORE) if spans else 0
    end = min(len(text), start + SNIPPET_LENGTH)
    pieces, at = [], start
    for left, right in spans:
        if left >= at and right <= end:
            pieces += [text[at:left], "«", text[left:right], "»"]
            at = right
    pieces.append(text[at:end])
    return f"{'…' if start else ''}{''.join(pieces)}{'…' if end < len(text) else ''}"


def _fits(word: str, wanted: Iterable[str]) -> bool:
    folded = tokens(word)
    return any(one.startswith(token) for one in folded for token in wanted)
