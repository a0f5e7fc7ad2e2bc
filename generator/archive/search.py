"""Search: numbers and identity numbers by b-tree, everything else by full text on folded words.

Whatever a person types is data: words reach FTS5 only as quoted, folded tokens.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.records import Hit
from generator.indonesian import fold, tokens

__all__ = ["Filters", "search"]

CASE_NUMBER = re.compile(r"PMBS-(\d{4})-(\d{1,6})", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\b(\d{6})\d{10}\b")
MIN_IDENTIFIER = 6
MAX_TERMS = 24
SNIPPET_BEFORE = 40
SNIPPET_LENGTH = 140
TOP = "\U0010ffff"

COLUMNS = "i.*, coalesce(c.client, '') AS client"
SOURCE = "items i LEFT JOIN cases c ON c.case_number = i.case_number"
FILTERS = (
    "(:year IS NULL OR i.year = :year) AND (:type IS NULL OR i.type = :type)"
    " AND (:agency IS NULL OR instr(i.party_folded, :agency) > 0)"
)


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


# -- numbers -------------------------------------------------------------------------------------


def _by_number(index: Index, text: str, filters: Filters, limit: int) -> list[Row]:
    """Items found by case number, letter number (whole, or up to a slash) or identity number."""
    params = filters.params(limit)
    case = CASE_NUMBER.fullmatch(text)
    if case:
        name = f"PMBS-{case[1]}-{int(case[2]):04d}"
        return _rows(index, "i.case_number = :value", {**params, "value": name}, "i.item")
    if "/" in text and " " not in text and any(c.isdigit() for c in text):
        # `400.9.8/12` is sequence 12, not 120: the whole part up to the next slash has to fit.
        bare = text.rstrip("/")
        fits = "(i.number = :value OR (i.number >= :low AND i.number < :high))"
        params |= {"value": bare, "low": f"{bare}/", "high": f"{bare}/{TOP}"}
        return _rows(index, fits, params) or _rows(
            index,
            "i.number >= :low AND i.number < :high",
            {**params, "low": text, "high": f"{text}{TOP}"},
        )
    return _by_identifier(index, text, params)


def _by_identifier(index: Index, text: str, params: dict[str, object]) -> list[Row]:
    bare = re.sub(r"[\s.-]", "", text).upper()
    if len(bare) < MIN_IDENTIFIER or not any(c.isdigit() for c in bare):
        return []
    fits = (
        "i.case_number IN (SELECT case_number FROM identifiers"
        " WHERE value >= :low AND value < :high)"
    )
    return _rows(index, fits, {**params, "low": bare, "high": f"{bare}{TOP}"})


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
    query = " AND ".join(f'"{" ".join(term)}" *' for term in terms)
    return _rows(
        index,
        "(i.id IN (SELECT rowid FROM search WHERE search MATCH :query)"
        " OR i.id IN (SELECT rowid FROM search_texts WHERE search_texts MATCH :query))",
        {**filters.params(limit), "query": query},
    )


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
