"""The spreadsheet of a day when many arrive: one row a client, and what holds for all of them.

`Cara pencatatan` decides: one case with the others as `rombongan`, or a case for each row. Columns
are found by their headings, wherever they stand; the rows of `Bersama` by their labels.
"""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from generator.forms import readers
from generator.forms.raw import Answer, RawForm
from generator.forms.sheet.cells import FormSheet, SheetCell, open_sheets
from generator.forms.sheet.clients import Client, ClientList, read_list
from generator.forms.sheet.doubts import doubtful_days, spoilt
from generator.forms.sheet.headings import COMMON_SECTIONS, MAX_LABEL, NAME, key_of
from generator.vocabulary.case import Klien
from generator.vocabulary.facts import MAX_ROWS, Kind
from generator.vocabulary.fields import JOINTS, ROWS, fact_of, normal
from generator.vocabulary.problems import Problem

__all__ = [
    "CLIENTS",
    "COMMON",
    "EACH_CASE",
    "MODE",
    "ONE_CASE",
    "REMARK",
    "SheetReading",
    "read_sheet",
]

CLIENTS, COMMON = "Klien", "Bersama"
MODE, ONE_CASE, EACH_CASE = "Cara pencatatan", "satu kasus", "kasus masing-masing"
REMARK = "Keterangan"
MAX_CLIENTS = MAX_ROWS
# Columns by which two clients of one name are told apart.
TOLD_APART = tuple(
    path
    for key in Klien.model_fields
    if (fact := fact_of(path := f"klien.{key}")) is not None
    and fact.column is not None
    and fact.kind in (Kind.IDENTITY, Kind.DATE, Kind.AGE)
)
NEAR_LABEL = 84
# What the list of companions holds; `keterangan` is the remark of a row.
COMPANION = frozenset(next(rows.columns for rows in ROWS if rows.path == "rombongan")) - {
    "keterangan"
}


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """The forms of a spreadsheet, or what is wrong with it; never both."""

    forms: tuple[RawForm, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def raw_forms(self) -> tuple[RawForm, ...]:
        """The forms; without any, one that holds nothing but the problems."""
        return self.forms or (RawForm(problems=list(self.problems)),)


@dataclass(kw_only=True)
class _Common:
    """What the sheet for all says."""

    mode: SheetCell | None = None
    cells: dict[str, SheetCell] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)


def read_sheet(data: bytes) -> SheetReading:
    """Every form in the bytes of an .xlsx. Content never makes it raise."""
    sheets = open_sheets(data)
    if isinstance(sheets, Problem):
        return SheetReading(problems=(sheets,))
    lists = [found for sheet in _in_order(sheets) if (found := read_list(sheet)) is not None]
    seen = [one for one in lists if not one.sheet.is_hidden]
    told = [one for one in seen if one.clients]
    hidden = [_unread(one) for one in lists if one.sheet.is_hidden and one.clients]
    if refusal := _refusal(seen, told):
        return SheetReading(problems=(refusal, *hidden))
    clients = [client for one in told for client in one.clients]
    common = _common(sheets, seen)
    mode = _mode(common, len(clients))
    forms = [_one_case(clients, common)] if mode == ONE_CASE else _each_case(clients, common)
    # What concerns the whole workbook is said once; a choice that is missing hides no fault of a row.
    whole = [problem for one in told for problem in one.problems]
    whole += [mode] if isinstance(mode, Problem) else []
    forms[0].problems[:0] = [*whole, *hidden, *_twice(told), *common.problems]
    for problem in doubtful_days(told):
        of_row = [raw for raw in forms if raw.places["klien"] == problem.where]
        (of_row or forms)[0].problems.append(problem)
    return SheetReading(forms=tuple(forms))


# -- finding ---------------------------------------------------------------------------------------


def _in_order(sheets: list[FormSheet]) -> list[FormSheet]:
    """The sheet of the blank form's own name first; of two of its size the others follow as they stand."""
    return sorted(sheets, key=lambda one: normal(one.name) != normal(CLIENTS))


def _refusal(seen: list[ClientList], told: list[ClientList]) -> Problem | None:
    """Why no list can be read at all."""
    if not seen:
        return Problem(code="B043", found=CLIENTS)
    if not told:
        return Problem(code="B042", where=f"lembar {seen[0].sheet.name}")
    count = sum(len(one.clients) for one in told)
    if count > MAX_CLIENTS:
        return Problem(code="B044", found=str(count), hint=str(MAX_CLIENTS))
    return None


def _unread(found: ClientList) -> Problem:
    """A word on people that nobody sees: an old list is often left so."""
    return Problem(code="W075", found=found.sheet.name[:40], hint=str(len(found.clients)))


def _twice(lists: list[ClientList]) -> list[Problem]:
    """People who stand in two sheets: a list of all beside lists of some would count them double."""
    first: dict[tuple[str, ...], str] = {}
    problems = []
    for one in lists:
        of_sheet = {}
        for client in one.clients:
            key = (normal(client.text(NAME)), *(client.text(path) for path in TOLD_APART))
            if key in first:
                problems.append(Problem(code="B030", found=client.place, hint=first[key]))
            of_sheet[key] = client.place
        first |= of_sheet
    return problems


def _common(sheets: list[FormSheet], lists: list[ClientList]) -> _Common:
    """The answers for all: label in one cell, answer in the next; every sheet but the clients'.

    What stands above a list holds for all of it too, as far as it is a label and its answer.
    """
    common = _Common()
    listed = {one.sheet.name for one in lists}
    for sheet in sorted(sheets, key=lambda one: normal(one.name) != normal(COMMON)):
        if sheet.name in listed or (sheet.is_hidden and normal(sheet.name) != normal(COMMON)):
            continue
        for number in sorted(sheet.rows):
            told = [cell for _, cell in sorted(sheet.rows[number].items()) if cell.is_told]
            if not told or len(told) < 2:  # noqa: PLR2004 - label and answer
                continue
            # A third column holds the hints of the blank form.
            first = min(sheet.rows[number])
            answer = sheet.rows[number].get(first + 1)
            if answer is not None and answer.is_told:
                _take_common(common, sheet, number, told[0].text, answer)
    for one in lists:
        for number in sorted(number for number in one.sheet.rows if number < one.top):
            _take_above(common, one.sheet, number)
    return common


def _take_above(common: _Common, sheet: FormSheet, number: int) -> None:
    """A line above a list: `Tanggal : 24 November 2026`, in one cell or in two or three; a title is none."""
    cells = [cell for _, cell in sorted(sheet.rows[number].items()) if cell.is_told]
    label, colon, rest = cells[0].text.partition(":")
    if rest.strip() and len(cells) == 1:
        answer = SheetCell(value=rest.strip())
    elif len(cells) > 1 and cells[1].text.strip() == ":" and len(cells) > 2:  # noqa: PLR2004
        answer, colon = cells[2], ":"
    elif len(cells) > 1 and cells[1].text.startswith(":"):
        answer, colon = SheetCell(value=cells[1].text.lstrip(": ")), ":"
    elif len(cells) > 1:
        answer = cells[1]
    else:
        return
    # A sentence with a colon in it is a title or a hint.
    is_asked = key_of(label, COMMON_SECTIONS)[0] or (colon and len(cells) > 1)
    if not answer.is_told or not is_asked:
        return
    _take_common(common, sheet, number, label, answer)


def _take_common(
    common: _Common, sheet: FormSheet, number: int, label: str, answer: SheetCell
) -> None:
    if normal(label) == "kode formulir":
        return
    place = f"lembar {sheet.name} baris {number}"
    label = label.strip(" :*\n")
    if _is_mode(label):
        common.mode = answer
        return
    path, near = key_of(label, COMMON_SECTIONS)
    if near:
        common.problems.append(Problem(code="W002", found=label[:60], hint=near, where=place))
    if not path or path in common.cells:
        common.unknown[label] = answer.text
        common.problems.append(Problem(code="W003", found=label[:60], where=place))
        return
    common.cells[path] = SheetCell(value=answer.value, is_formula=answer.is_formula, place=place)
    common.labels[path] = label


def _is_mode(label: str) -> bool:
    return len(label) <= MAX_LABEL and fuzz.ratio(normal(label), normal(MODE)) >= NEAR_LABEL


def _mode(common: _Common, count: int) -> str | Problem:
    """How the clients are filed; a single one needs no deciding."""
    text = normal(common.mode.text) if common.mode else ""
    for mode in (ONE_CASE, EACH_CASE):
        if text == mode:
            return mode
    if count == 1:
        return EACH_CASE
    place = {"field": "cara_pencatatan", "label": MODE, "where": f"lembar {COMMON}"}
    if not text:
        return Problem(code="F001", **place)
    return Problem(code="F003", found=text[:60], hint=f"{ONE_CASE}, {EACH_CASE}", **place)


# -- making forms ----------------------------------------------------------------------------------


def _each_case(clients: list[Client], common: _Common) -> list[RawForm]:
    forms = []
    for client in clients:
        raw = _form(client, common)
        if "nomor_kasus" in raw.values and len(clients) > 1:
            found = str(raw.values["nomor_kasus"])[:40]
            problem = Problem(
                code="F040", found=found, field="nomor_kasus", where=f"lembar {COMMON}"
            )
            raw.problems.append(problem)
        forms.append(raw)
    return forms


def _one_case(clients: list[Client], common: _Common) -> RawForm:
    first, *others = clients
    raw = _form(first, common)
    lost: list[str] = []
    companions: list[object] = []
    for client in others:
        row = {}
        place = f"rombongan[{len(companions) + 1}]"
        raw.places[place] = client.place
        for path, cell in client.cells.items():
            key = path.removeprefix("klien.")
            if key in COMPANION or path == "keterangan":
                raw.problems += spoilt(f"{place}.{key}", client.labels[path], client.place, cell)
                row[key] = cell.text
            elif cell.text != first.text(path) and not readers.is_empty(cell.text):
                lost.append(client.labels[path])
        _remember(raw, client)
        raw.problems += client.problems
        companions.append(row)
    if companions:
        raw.values["rombongan"] = companions
    if lost:
        found = ", ".join(dict.fromkeys(lost))
        raw.problems.append(Problem(code="W040", found=found, where=f"lembar {CLIENTS}"))
    return raw


def _form(client: Client, common: _Common) -> RawForm:
    """The form of one client: the common answers, and over them the client's own."""
    raw = RawForm(places={"klien": client.place}, problems=list(client.problems))
    for path, cell in common.cells.items():
        raw.answers.append(_answer(path, common.labels[path], cell.text))
        if path not in client.cells:
            _put(raw, path, common.labels[path], cell.place, cell)
    for label, text in common.unknown.items():
        raw.answers.append(Answer(section="", label=label, text=text, is_used=False))
    for path, cell in client.cells.items():
        _put(raw, path, client.labels[path], client.place, cell)
    raw.places.setdefault("permasalahan", client.place)
    _remember(raw, client)
    return raw


def _remember(raw: RawForm, client: Client) -> None:
    """All that a row says, for the record."""
    for path, cell in client.cells.items():
        raw.answers.append(_answer(path, client.labels[path], cell.text))
    for label, text in client.unknown.items():
        raw.answers.append(Answer(section="klien", label=label, text=text, is_used=False))


def _answer(path: str, label: str, text: str) -> Answer:
    return Answer(section=path.rpartition(".")[0], label=label, text=text)


def _put(raw: RawForm, path: str, label: str, place: str, cell: SheetCell) -> None:
    raw.problems += spoilt(path, label, place, cell)
    if path == "keterangan":
        # The client has no remark of its own; it goes with the case.
        earlier = raw.values.get("catatan")
        raw.values["catatan"] = f"{earlier}\n{cell.text}" if earlier else cell.text
        raw.places.setdefault("catatan", place)
        return
    if joint := JOINTS.get(path):
        born, day = readers.born(cell.date_text)
        for key, text in ((joint.first, born), (joint.second, day)):
            if text:
                _set(raw, f"{path.rpartition('.')[0]}.{key}", text, place)
        return
    fact = fact_of(path)
    is_day = fact is not None and fact.kind is Kind.DATE
    _set(raw, path, cell.date_text if is_day else cell.text, place)


def _set(raw: RawForm, path: str, text: str, place: str) -> None:
    section, _, key = path.rpartition(".")
    holder = raw.values.setdefault(section, {}) if section else raw.values
    assert isinstance(holder, dict)  # noqa: S101 - sections are dicts
    holder[key] = readers.ticked(text)
    raw.places[path] = place
