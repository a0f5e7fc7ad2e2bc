"""Search: numbers and identity numbers by b-tree, everything else by full text on folded words.

Whatever a person types is data: words reach FTS5 only as quoted, folded tokens.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.records import Counts, Hit
from generator.indonesian import fold, tokens

__all__ = ["Filters", "count", "search"]

CASE_NUMBER = re.compile(r"PMBS-(\d{4})-(\d{1,6})", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\b(\d{6})\d{10}\b")
MIN_IDENTIFIER = 6
MAX_TERMS = 24
SNIPPET_BEFORE = 40
SNIPPET_LENGTH = 140
TOP = "\U0010ffff"

COLUMNS = "i.*, coalesce(c.client, '') AS client"
SOURCE = "items i LEFT JOIN cases c ON c.case_number = i.case_number"
FITS_YEAR = "(:year IS NULL OR i.year = :year)"
FITS_TYPE = "(:type IS NULL OR i.type = :type)"
FITS_AGENCY = "(:agency IS NULL OR instr(i.party_folded, :agency) > 0)"
FILTERS = f"{FITS_YEAR} AND {FITS_TYPE} AND {FITS_AGENCY}"
IN_WORDS = (
    "(i.id IN (SELECT rowid FROM search WHERE search MATCH :query)"
    " OR i.id IN (SELECT rowid FROM search_texts WHERE search_texts MATCH :query))"
)
MOST_COUNTED = 50_000


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search; None leaves open. `agency` is part of the sender or addressee."""

    year: int | None = None
    type: str | None = None
    agency: str | None = None

    def params(self, limit: int) -> dict[str, object]:
        agency = " ".join(tokens(self.agency)) if self.agency else None
        return {"year": self.year, "type": self.type, "agency": agency, "limit": limit}


def search(index: Index, text: str, filters: Filters, *, limit: int) -> list[Hit]:
    """What fits `text`: an exact number first, then newest first. Never fails on any text."""
    text = text.replace("\0", " ").strip()
    rows = _by_number(index, text, filters, limit)
    if rows:
        return [_hit(row, row["subject"]) for row in rows]
    terms = _terms(text)
    wanted = [token for term in terms for token in term]
    found = _by_words(index, terms, filters, limit) if terms else []
    return [_hit(row, _snippet(row["words"], wanted)) for row in found]


def count(index: Index, text: str, filters: Filters) -> Counts:
    """How much fits `text`, in all and by kind and year; each filter leaves its own counts alone.

    Of very much only the newest are counted.
    """
    text = text.replace("\0", " ").strip()
    terms = _terms(text)
    way = next((one for one in _ways(text) if _is_any(index, one)), None)
    if way is None and terms:
        way = (IN_WORDS, {"query": _query(terms)})
    if way is None:
        return Counts()
    condition, params = way
    rows = index.rows(
        f"SELECT i.year, i.type, {FITS_YEAR} AS in_year, {FITS_TYPE} AS in_type, count(*) AS n"  # noqa: S608
        f" FROM items i WHERE i.id IN (SELECT i.id FROM items i WHERE {condition}"
        f" ORDER BY i.id DESC LIMIT {MOST_COUNTED}) AND {FITS_AGENCY}"
        " GROUP BY i.year, i.type",
        {**filters.params(0), **params},
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
    return Counts(
        total=total,
        types=tuple(sorted(types.items(), key=lambda one: (-one[1], one[0]))),
        years=tuple(sorted(years.items(), reverse=True)),
    )


def _is_any(index: Index, way: tuple[str, dict[str, object]]) -> bool:
    condition, params = way
    return index.row(f"SELECT 1 FROM items i WHERE {condition} LIMIT 1", params) is not None  # noqa: S608


# -- numbers -------------------------------------------------------------------------------------


def _ways(text: str) -> Iterator[tuple[str, dict[str, object]]]:
    """How `text` may name something by number, likeliest first: case, letter, identity."""
    case = CASE_NUMBER.fullmatch(text)
    bare = re.sub(r"[\s.-]", "", text).upper()
    if case:
        name = f"PMBS-{case[1]}-{int(case[2]):04d}"
        yield "i.case_number = :value", {"value": name}
    elif "/" in text and " " not in text and any(c.isdigit() for c in text):
        # `400.9.8/12` is sequence 12, not 120: the whole part up to the next slash has to fit.
        whole = text.rstrip("/")
        fits = "(i.number = :value OR (i.number >= :low AND i.number < :high))"
        yield fits, {"value": whole, "low": f"{whole}/", "high": f"{whole}/{TOP}"}
        yield "i.number >= :low AND i.number < :high", {"low": text, "high": f"{text}{TOP}"}
    elif len(bare) >= MIN_IDENTIFIER and any(c.isdigit() for c in bare):
        fits = (
            "i.case_number IN (SELECT case_number FROM identifiers"
            " WHERE value >= :low AND value < :high)"
        )
        yield fits, {"low": bare, "high": f"{bare}{TOP}"}


def _by_number(index: Index, text: str, filters: Filters, limit: int) -> list[Row]:
    """Items found by case number, letter number (whole, or up to a slash) or identity number."""
    order = "i.item" if CASE_NUMBER.fullmatch(text) else "i.id DESC"
    for condition, params in _ways(text):
        rows = _rows(index, condition, {**filters.params(limit), **params}, order)
        if rows:
            return rows
    return []


# -- words ---------------------------------------------------------------------------------------


def _terms(text: str) -> list[list[str]]:
    """The query as a list of terms: a word is one token, a quoted phrase several in order."""
    terms: list[list[str]] = []
    for position, part in enumerate(re.split(r'["“”„]', text)):
        is_quoted = position % 2 == 1
        if is_quoted:
            terms.append(tokens(part))
        else:
            # Folded as a whole first: `kerja sama` is one word to the archive.
            terms += [tokens(word) for word in fold(part).split()]
    return [term for term in terms if term][:MAX_TERMS]


def _by_words(index: Index, terms: list[list[str]], filters: Filters, limit: int) -> list[Row]:
    return _rows(index, IN_WORDS, {**filters.params(limit), "query": _query(terms)})


def _query(terms: list[list[str]]) -> str:
    return " AND ".join(f'"{" ".join(term)}" *' for term in terms)


def _rows(
    index: Index, condition: str, params: dict[str, object], order: str = "i.id DESC"
) -> list[Row]:
    return index.rows(
        f"SELECT {COLUMNS} FROM {SOURCE} WHERE {condition} AND {FILTERS}"  # noqa: S608 - constants
        f" ORDER BY {order} LIMIT :limit",
        params,
    )


# -- answers -------------------------------------------------------------------------------------


def _hit(row: Row, snippet: str) -> Hit:
    return Hit(
        case=row["case_number"],
        item=row["item"],
        type=row["type"],
        number=row["number"],
        date=date.fromisoformat(row["date"]),
        subject=row["subject"],
        client=row["client"],
        snippet=snippet,
        path=row["folder"],
    )


def _snippet(text: str, wanted: list[str]) -> str:
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
