"""Searching by words: what a query means, and what of the archive fits it, best first.

Names come before words, what is spelt as asked before what is spelt nearly so, and of equals the
newest. Filters are words too: they stand in a column of their own, so that a filter narrows the
search itself and not its answer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.archive.database import Index, Row
from generator.archive.search.spelling import longer, near
from generator.vocabulary.indonesian import fold, tokens

__all__ = [
    "COLUMNS",
    "FILTERED",
    "SEEN",
    "SOURCE",
    "Filters",
    "Found",
    "Term",
    "by_words",
    "enter",
    "leave",
    "parse",
]
__all__ += ["newest_ids"]

BOTH = "{names words}"
MAX_TERMS = 24
MIN_PREFIX = 3
MAX_NEAR_TERMS = 6
MOST_NAMED = 40
# A word that may be two in another's writing; and how many words another may write as one.
APART = re.compile(r"[a-z]{5,16}")
MOST_TOGETHER = 3
COLUMNS = "i.*, coalesce(c.client, '') AS client"
SOURCE = "items i LEFT JOIN cases c ON c.case_number = i.case_number"
# What whoever asks may not see is as if it were not there.
SEEN = "may_see(i.case_number, i.access)"
# The filters on rows that are not found by the words of `search`.
FILTERED = (
    "(:year IS NULL OR i.year = :year)"
    " AND (:types = '' OR instr(:types, '|' || i.type || '|') > 0)"
    " AND (:agency IS NULL OR instr(' ' || i.party_folded, ' ' || :agency) > 0)"
    " AND (:person IS NULL OR instr(' ' || :person || ' ', ' ' || i.case_number || ' ') > 0)"
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search; what is empty leaves open.

    `agency` is the beginning of words of the sender or addressee, `person` of names in the case,
    nearly spelt ones too. `types` are letter types, such as those of one step of the SOP.
    """

    year: int | None = None
    types: tuple[str, ...] = ()
    agency: str | None = None
    person: str | None = None

    def params(self, index: Index, limit: int) -> dict[str, object]:
        """The values of `FILTERED`."""
        return {
            "year": self.year,
            "types": f"|{'|'.join(self.types)}|" if self.types else "",
            "agency": " ".join(tokens(self.agency)) if self.agency else None,
            "person": " ".join(_cases_of(index, self.person)) if self.person else None,
            "limit": limit,
        }

    def match(self, index: Index, *, is_open: bool = False) -> list[str]:
        """The filters as parts of an FTS query; with `is_open` year and types are left out."""
        parts = []
        if self.year is not None and not is_open:
            parts.append(f'tags : "{_year_tag(self.year)}"')
        if self.types and not is_open:
            parts.append(f"tags : ({' OR '.join(_quoted(_type_tag(one)) for one in self.types)})")
        if self.agency:
            parts.append(f"party : ({_all_of(_going_on(index, _single(self.agency)))})")
        if self.person:
            parts.append(f"names : ({_all_of(_with_near(index, _single(self.person)))})")
        return parts


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word, or a quoted phrase.

    `alternatives` are other words that fit as well: such as go on from it, or are spelt nearly so.
    `together` are those in which it is written as one with its neighbours: `laode` for `la ode`.
    `is_open`: any word fits that begins so.
    """

    tokens: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def query(self) -> str:
        asked = f'"{" ".join(self.tokens)}"{" *" if self.is_open else ""}'
        others = [_quoted(one) for one in (*self.alternatives, *self.together, *self._apart)]
        return f"({' OR '.join([asked, *others])})"

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that stand for it where it was found."""
        apart = (one for pair in self._apart for one in pair.split() if len(one) >= MIN_PREFIX)
        return (*self.tokens, *self.alternatives, *self.together, *apart)

    @property
    def _apart(self) -> tuple[str, ...]:
        """The word as two: `wae rebo` for `waerebo`."""
        word = self.tokens[0]
        if len(self.tokens) > 1 or not APART.fullmatch(word):
            return ()
        return tuple(f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1))


@dataclass(frozen=True, kw_only=True)
class Found:
    """A row that fits; `words` are those to be marked in it."""

    row: Row
    words: tuple[str, ...]
    is_near: bool


def parse(text: str) -> list[Term]:
    """The query as a list of terms: a word is one token, a quoted phrase several in order."""
    terms: list[Term] = []
    for position, part in enumerate(re.split(r'["“”„]', text)):
        if position % 2 == 1:
            terms += [Term(tokens=tuple(tokens(part)))] if tokens(part) else []
        else:
            terms += _words(part)
    return terms[:MAX_TERMS]


def _words(text: str) -> list[Term]:
    """Each word of a text as a term that knows its neighbours.

    Folded as a whole first: `kerja sama` is one word to the archive. A mark inside a word keeps its
    parts in order, as in a quoted phrase.
    """
    words = [tuple(found) for word in fold(text).split() if (found := tokens(word))]
    plain = [word[0] if len(word) == 1 and word[0].isalpha() else "" for word in words]
    return [
        Term(tokens=word, together=tuple(_together(plain, at))) for at, word in enumerate(words)
    ]


def _together(words: Sequence[str], at: int) -> Iterator[str]:
    """The word at a place written as one with its neighbours; an empty one is none's neighbour."""
    for count in range(2, MOST_TOGETHER + 1):
        for start in range(max(0, at - count + 1), min(at, len(words) - count) + 1):
            run = words[start : start + count]
            if all(run) and words[at]:
                yield "".join(run)


def by_words(index: Index, terms: list[Term], filters: Filters, limit: int) -> list[Found]:
    """What fits, best first."""
    found: dict[int, Found] = {}
    for row, wide, is_near in _ways(index, terms, filters, limit):
        marked = tuple(one for term in wide for one in term.marked)
        found.setdefault(row["id"], Found(row=row, words=marked, is_near=is_near))
        if len(found) >= limit:
            break
    return list(found.values())


def newest_ids(
    index: Index, terms: list[Term], filters: Filters, *, most: int, is_open: bool = False
) -> list[int]:
    """The newest items that fit as spelt, at most `most` of them; `is_open`: of any year and type.

    Those found by the text of an attachment are not narrowed by the filters.
    """
    going_on = _going_on(index, terms)
    narrowed = [_all_of(going_on, BOTH), *filters.match(index, is_open=is_open)]
    rows = index.rows(
        "SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
        [" AND ".join(narrowed), most],
    )
    texts = index.rows(
        "SELECT rowid AS id FROM search_texts WHERE search_texts MATCH ?"
        " ORDER BY rowid DESC LIMIT ?",
        [_all_of(_opened(terms)), most],
    )
    return sorted({row["id"] for row in (*rows, *texts)}, reverse=True)[:most]


def enter(
    index: Index, item: int, *, names: str, words: str, party: str, year: int, type_: str
) -> None:
    """Take in an item's words; inside the caller's transaction."""
    named, told = " ".join(tokens(names)), " ".join(tokens(words))
    narrowing = [" ".join(tokens(party)), f"{_year_tag(year)} {_type_tag(type_)}"]
    index.execute(
        "INSERT INTO search (rowid, names, words, party, tags) VALUES (?, ?, ?, ?, ?)",
        [item, named, told, *narrowing],
    )
    index.execute(
        "INSERT INTO search_names (rowid, names, party, tags) VALUES (?, ?, ?, ?)",
        [item, named, *narrowing],
    )


def leave(
    index: Index, item: int, *, names: str, words: str, party: str, year: int, type_: str
) -> None:
    """Let go of an item's words, which must be those that were entered: the tables keep no text."""
    named, told = " ".join(tokens(names)), " ".join(tokens(words))
    narrowing = [" ".join(tokens(party)), f"{_year_tag(year)} {_type_tag(type_)}"]
    index.execute(
        "INSERT INTO search (search, rowid, names, words, party, tags)"
        " VALUES ('delete', ?, ?, ?, ?, ?)",
        [item, named, told, *narrowing],
    )
    index.execute(
        "INSERT INTO search_names (search_names, rowid, names, party, tags)"
        " VALUES ('delete', ?, ?, ?, ?)",
        [item, named, *narrowing],
    )


# -- inside --------------------------------------------------------------------------------------


def _ways(
    index: Index, terms: list[Term], filters: Filters, limit: int
) -> Iterator[tuple[Row, list[Term], bool]]:
    narrowed = filters.match(index)
    going_on, opened, has_any = _going_on(index, terms), _opened(terms), False
    for table, columns in (("search_names", "names"), ("search", BOTH)):
        for row in _rows(index, table, _query(going_on, columns, narrowed), limit):
            has_any = True
            yield row, opened, False
    params = filters.params(index, limit)
    for row in _rows(index, "search_texts", _all_of(opened), limit, params):
        has_any = True
        yield row, opened, False
    wide = _with_near(index, terms)
    if wide != terms:
        for table, columns in (("search_names", "names"), ("search", BOTH)):
            for row in _rows(index, table, _query(wide, columns, narrowed), limit):
                has_any = True
                yield row, wide, True
    if not has_any:
        # A word that only a scan or a number begins so: every word is gathered that does.
        for row in _rows(index, "search", _query(opened, BOTH, narrowed), limit):
            yield row, opened, False


def _query(terms: Iterable[Term], columns: str, narrowed: Iterable[str]) -> str:
    return " AND ".join([_all_of(terms, columns), *narrowed])


def _opened(terms: Iterable[Term]) -> list[Term]:
    """The terms, each fitting what begins so; two letters begin too much: `ni` would find `nilai`."""
    return [
        replace(one, is_open=True) if len(one.tokens[-1]) >= MIN_PREFIX else one for one in terms
    ]


def _going_on(index: Index, terms: Iterable[Term]) -> list[Term]:
    """The terms with the words that go on from theirs, named one by one while they are few.

    FTS5 gathers all rows of an open word before it gives the newest; named words it takes in turn.
    """
    made = []
    for one in terms:
        word = one.tokens[-1]
        if len(one.tokens) > 1 or len(word) < MIN_PREFIX:
            made.append(one)
            continue
        others = longer(index, word, most=MOST_NAMED + 1)
        few = len(others) <= MOST_NAMED and not word.isdigit()
        made.append(replace(one, alternatives=tuple(others)) if few else replace(one, is_open=True))
    return made


def _rows(
    index: Index, table: str, query: str, limit: int, params: dict[str, object] | None = None
) -> list[Row]:
    """The newest rows that fit; FTS5 gives them from the newest on, so that few are read."""
    condition = f" AND {FILTERED}" if params else ""
    return index.rows(
        f"SELECT {COLUMNS} FROM {table} CROSS JOIN items i ON i.id = {table}.rowid"  # noqa: S608
        f" LEFT JOIN cases c ON c.case_number = i.case_number"
        f" WHERE {table} MATCH :query{condition} AND {SEEN} ORDER BY {table}.rowid DESC LIMIT :limit",
        {**(params or {}), "query": query, "limit": limit},
    )


def _all_of(terms: Iterable[Term], columns: str = "") -> str:
    query = " AND ".join(term.query for term in terms)
    return f"{columns} : ({query})" if columns else query


def _single(text: str) -> list[Term]:
    """Each word of a filter as a term; one that says nothing fits nothing."""
    return _words(" ".join(tokens(text)))[:MAX_TERMS] or [Term(tokens=("\uffff",))]


def _with_near(index: Index, terms: list[Term]) -> list[Term]:
    """The terms with near spellings of their words; a phrase stays as it was quoted."""
    return [
        replace(one, alternatives=tuple(_near(index, one)))
        if len(one.tokens) == 1 and place < MAX_NEAR_TERMS
        else one
        for place, one in enumerate(terms)
    ]


def _near(index: Index, term: Term) -> Iterator[str]:
    """Words spelt nearly as a term, alone or as one with a neighbour."""
    for word in (*term.tokens, *term.together[:MOST_TOGETHER]):
        yield from near(index, word)


def _cases_of(index: Index, person: str) -> list[str]:
    """The cases in whose names a person stands."""
    query = f"names : ({_all_of(_with_near(index, _single(person)))})"
    rows = index.rows(
        "SELECT DISTINCT i.case_number FROM search_names"  # noqa: S608 - a constant
        f" CROSS JOIN items i ON i.id = search_names.rowid WHERE search_names MATCH ? AND {SEEN}"
        " LIMIT 1000",
        [query],
    )
    return [row["case_number"] for row in rows]


def _quoted(token: str) -> str:
    return f'"{token}"'


def _year_tag(year: int) -> str:
    return f"tahun{year}"


def _type_tag(type_: str) -> str:
    """A letter type as one token."""
    return "jenis" + re.sub(r"[^0-9a-z]", "", type_.casefold())
