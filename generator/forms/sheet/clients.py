"""The people of a list, row by row, and what stands between and below them that is nobody.

A row is left out only for what it shows to be: a total, a heading, a line that divides, a signature, a
person crossed out. All are told; what may be a person is never left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.forms import readers
from generator.forms.days import is_date, read_date
from generator.forms.misread import Misread
from generator.forms.sheet.cells import FormSheet, SheetCell
from generator.forms.sheet.headings import NAME, SEX, ListColumn, ListHead, heads_in, key_of
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import fact_of, normal
from generator.vocabulary.problems import Problem

__all__ = ["Client", "ClientList", "read_list"]

TOTAL = re.compile(
    r"(?:(?:sub|grand)\s?)?(?:total|jumlah|jml)(?:\s(?:\w+[ .-]?){0,4})?\s?[:=]?(?:\s?\d+(?:\s\w+)?)?"
)
DIVIDING = re.compile(
    r"(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s?\D+|.*\b(?:dewasa|anak|anak-anak|balita|bayi|lansia|laki-laki|perempuan|"
    r"pria|wanita|keluarga|kelompok|rombongan|kloter|gelombang|provinsi|kabupaten|kota|tujuan|asal|kapal)\b.*"
)
BELOW = re.compile(
    r"(?:mengetahui|menyetujui|petugas|kepala|pejabat|yang menyerahkan|yang menerima|yang membuat|dibuat|pelapor|"
    r"koordinator|ketua|sekretaris|a\.?n\.?\s|plt\.?|plh\.?|nip\b|catatan|keterangan|sumber|nb\b|cat\.|\*|\(|ttd)"
)
NAMED_SHORT = 60
# `± 34 tahun`; and so many digits are no street or part of a list.
LONGEST_AGE, SHORTEST_IDENTITY = 12, 6


@dataclass(frozen=True, kw_only=True)
class Client:
    """One row: its answers by key path, the texts of columns nobody knows, and its place."""

    place: str
    cells: dict[str, SheetCell]
    labels: dict[str, str]
    unknown: dict[str, str]
    problems: tuple[Problem, ...] = ()

    def text(self, path: str) -> str:
        """What the row says; empty if nothing."""
        return self.cells[path].text if path in self.cells else ""


@dataclass(kw_only=True)
class ClientList:
    """The people of one sheet, and what is to be told of the sheet as a whole."""

    sheet: FormSheet
    heads: list[ListHead]
    clients: list[Client] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def top(self) -> int:
        """The first row of the headings."""
        return min(head.top for head in self.heads)


@dataclass(frozen=True, kw_only=True)
class _ListRow:
    """A row of a list, as far as it belongs to it."""

    number: int
    cells: dict[int, SheetCell]
    counter: SheetCell | None

    @property
    def told(self) -> list[SheetCell]:
        """Its cells from the left, the one that counts among them."""
        return [cell for _, cell in sorted(self.cells.items())]

    @property
    def is_numbered(self) -> bool:
        return self.counter is not None and bool(re.fullmatch(r"\d{1,4}[.)]?", self.counter.text))

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.told)


def read_list(sheet: FormSheet) -> ClientList | None:
    """The people of a sheet; None if it is no list of people."""
    heads = heads_in(sheet)
    if not heads:
        return None
    found = ClientList(sheet=sheet, heads=heads)
    for head in heads:
        _read(found, head)
    pictured = sorted(row for row in sheet.picture_rows if row >= found.top)
    if pictured and found.clients:
        place = f"lembar {sheet.name} baris {', '.join(map(str, pictured[:10]))}"
        found.problems.append(Problem(code="W082", found="gambar atau bagan", where=place))
    return found


def _read(found: ClientList, head: ListHead) -> None:
    sheet = found.sheet
    found.problems += head.problems(sheet)
    where = f"lembar {sheet.name}"
    twice = [
        one.label for one in head.columns.values() if not one.path and key_of(one.label)[0] == NAME
    ]
    if twice:
        found.problems.append(Problem(code="B048", found=twice[0][:60], where=where))
    rows = list(_rows(sheet, head))
    end = _end(rows, head)
    nobody = list(rows[end:])
    struck: list[_ListRow] = []
    hidden: list[_ListRow] = []
    people = 0
    for row in rows[:end]:
        if _is_heading(row, head):
            continue
        if _is_total(row):
            nobody.append(row)
            found.problems += _wrong_total(row, people, where)
        elif _is_dividing(row, head, sheet):
            nobody.append(row)
        elif all(cell.is_struck for at, cell in row.cells.items() if at != head.number):
            struck.append(row)
        else:
            people += 1
            if row.number in sheet.hidden_rows:
                hidden.append(row)
            found.clients.append(_client(sheet, head, row))
    for code, some in (("B049", hidden), ("W070", struck), ("W071", nobody)):
        if some:
            found.problems.append(Problem(code=code, found=_named(some), where=where))
    unseen = [head.columns[at].label for at in sorted(head.columns) if at in sheet.hidden_columns]
    if unseen and people:
        found.problems.append(Problem(code="W072", found=", ".join(unseen)[:120], where=where))


def _named(rows: list[_ListRow]) -> str:
    """Rows by number, with what they say where that names nobody."""
    shown = [f"{row.number}" for row in sorted(rows, key=lambda one: one.number)]
    return ", ".join(shown[:20]) + (" …" if len(shown) > 20 else "")  # noqa: PLR2004 - a note's line


# -- which rows are people -----------------------------------------------------------------------------


def _rows(sheet: FormSheet, head: ListHead) -> Iterator[_ListRow]:
    places = {*head.columns, *([head.number] if head.number is not None else [])}
    for number in sorted(sheet.rows):
        cells = {
            at: c
            for at, c in sheet.rows[number].items()
            if at in places and (c.is_told or c.struck)
        }
        counter = cells.get(head.number) if head.number is not None else None
        is_only_counted = set(cells) == {head.number} and counter is not None
        if number <= head.bottom or not cells:
            continue
        if is_only_counted and counter is not None and re.fullmatch(r"[\d.)\s]*", counter.text):
            continue
        yield _ListRow(number=number, cells=cells, counter=counter)


def _is_heading(row: _ListRow, head: ListHead) -> bool:
    """The headings once more, as on each printed page, or a row that numbers the columns."""
    texts = tuple(cell.text for cell in row.told)
    if texts in head.texts or _repeats(row, head):
        return True
    digits = [re.sub(r"[()\s.]", "", text) for text in texts]
    if len(digits) < 2 or not all(re.fullmatch(r"[0-9]{1,2}", one) for one in digits):  # noqa: PLR2004
        return False
    numbers = [int(one) for one in digits]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2  # noqa: PLR2004


def _repeats(row: _ListRow, head: ListHead) -> bool:
    same = [
        at
        for at, cell in row.cells.items()
        if at in head.columns and normal(cell.text) == normal(head.columns[at].label)
    ]
    return head.name in same and len(same) > 1


def _is_total(row: _ListRow) -> bool:
    first = next(
        (cell.text for at, cell in sorted(row.cells.items()) if not cell.text.isdigit()), ""
    )
    return not row.is_numbered and TOTAL.fullmatch(normal(first)) is not None


def _wrong_total(row: _ListRow, people: int, where: str) -> Iterator[Problem]:
    """A total of people that is not how many were read."""
    words = normal(row.text)
    said = re.search(r"(?<![\d.,])(\d{1,3}) (?:orang|org|jiwa|klien|pmi)\b", words)
    if said and int(said[1]) != people:
        place = f"{where} baris {row.number}"
        yield Problem(code="W073", found=said[1], hint=str(people), where=place)


def _is_dividing(row: _ListRow, head: ListHead, sheet: FormSheet) -> bool:
    """One text alone over the people below it: `A. DEWASA`."""
    if len(row.cells) != 1 or row.is_numbered or _is_typed(row, head):
        return False
    ((place, cell),) = row.cells.items()
    if place == head.number or sheet.is_wide(row.number, place):
        return True
    return place == head.name and DIVIDING.fullmatch(cell.text.casefold().strip()) is not None


def _is_typed(row: _ListRow, head: ListHead) -> bool:
    """Whether a cell holds what only its column asks of a person."""
    for at, column in head.columns.items():
        cell = row.cells.get(at)
        if cell is not None and cell.text and _fits(column, cell):
            return True
    return False


def _fits(column: ListColumn, cell: SheetCell) -> bool:
    if column.tick:
        return True
    fact = fact_of(column.path) if column.path else None
    kind = fact.kind if fact is not None else None
    if column.path == SEX:
        return not isinstance(readers.read_sex(cell.text), Misread)
    if kind is Kind.DATE:
        return is_date(cell.date_text)
    if kind is Kind.AGE:
        return bool(re.search(r"\d", cell.text)) and len(cell.text) <= LONGEST_AGE
    if kind is Kind.IDENTITY:
        digits = re.sub(r"\D", "", cell.text)
        has_words = re.search(r"[a-z]{3}", cell.text.casefold())
        return len(digits) >= SHORTEST_IDENTITY and not has_words
    return False


def _end(rows: list[_ListRow], head: ListHead) -> int:
    """Where the list ends and what is signed or noted below it begins, as a place in `rows`."""
    end = len(rows)
    is_counted = sum(row.is_numbered for row in rows) > 0
    last = 0
    start = end
    for place in reversed(range(end)):
        row = rows[place]
        if row.is_numbered or _is_typed(row, head) or _is_total(row):
            last = place + 1
            break
        named = row.cells.get(head.name)
        is_alone = named is None or len(row.cells) == 1
        if not is_alone:
            last = place + 1
            break
        start = place
    for place in range(max(start, last), end):
        row = rows[place]
        named = row.cells.get(head.name)
        before = rows[place - 1].number if place else head.bottom
        if named is None or _is_below(named.text) or (is_counted and row.number > before + 1):
            return place
    return end


def _is_below(text: str) -> bool:
    """Whether a text stands below lists: a place with a day, who signs, a note."""
    words = text.casefold().strip()
    dated = words.rpartition(",")[2].strip()
    is_dated = (
        "," in words and len(words) <= NAMED_SHORT and not isinstance(read_date(dated), Misread)
    )
    return is_dated or BELOW.match(words) is not None


# -- a person ------------------------------------------------------------------------------------------


def _client(sheet: FormSheet, head: ListHead, row: _ListRow) -> Client:
    place = f"{sheet.name} baris {row.number}"
    merged = sheet.merged_into(row.number)
    cells: dict[str, SheetCell] = {}
    labels: dict[str, str] = {}
    unknown: dict[str, str] = {}
    problems: list[Problem] = []
    for at, column in head.columns.items():
        cell = row.cells.get(at)
        # One cell over several rows holds for each of them; a name stands for one person.
        if (cell is None or not cell.is_told) and column.path != NAME and not column.tick:
            cell = merged.get(at, cell)
        if cell is None:
            continue
        if cell.struck or (cell.is_struck and cell.text):
            problems.append(_struck(column, cell, place))
        if not cell.is_told or (cell.is_struck and column.path != NAME):
            continue
        if column.tick:
            problems += _ticked(column, cell, cells, place)
            labels[SEX] = "Jenis kelamin"
        elif column.path:
            cells[column.path], labels[column.path] = cell, column.label
        else:
            unknown[column.label] = cell.text
    return Client(
        place=place, cells=cells, labels=labels, unknown=unknown, problems=tuple(problems)
    )


def _struck(column: ListColumn, cell: SheetCell, place: str) -> Problem:
    """What is crossed out says nothing; a name crossed out beside answers that are not is no clear word."""
    if column.path == NAME and cell.is_struck:
        return Problem(code="F044", field=NAME, label=column.label, where=place)
    found = cell.struck or cell.text
    return Problem(code="W074", found=found[:60], label=column.label, where=place)


def _ticked(
    column: ListColumn, cell: SheetCell, cells: dict[str, SheetCell], place: str
) -> Iterator[Problem]:
    if normal(cell.text) in ("-", "0", "tidak", "–"):
        return
    if SEX in cells:
        yield Problem(
            code="F003", field=SEX, label="Jenis kelamin", found="L dan P", hint="L, P", where=place
        )
    cells[SEX] = SheetCell(value=column.tick)
