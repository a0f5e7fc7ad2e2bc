"""The spreadsheet of a day when many arrive: one row a client, and what holds for all of them.

`Cara pencatatan` decides: one case with the others as `rombongan`, or a case for each row. Columns
are found by their headings, wherever they stand; the rows of `Bersama` by their labels.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from generator.forms import readers
from generator.forms.raw import Answer, RawForm
from generator.forms.sheet.cells import FormSheet, SheetCell, open_sheets
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import JOINTS, ROWS, SECTIONS, fact_of, label_of, normal
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
MAX_CLIENTS = 200
HEADER_WITHIN = 30
NEAR_LABEL, MAX_LABEL = 84, 200
ROW_NUMBER = frozenset({"no", "nomor", "no urut", "#"})
# What the list of companions holds; `keterangan` is the remark of a row.
COMPANION = frozenset(next(rows.columns for rows in ROWS if rows.path == "rombongan")) - {
    "keterangan"
}
PERSONAL_SECTIONS = ("klien", "permasalahan", "pekerjaan")
COMMON_SECTIONS = ("", "petugas", "pekerjaan", "permasalahan", "klien")
NAME = "klien.nama"


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """The forms of a spreadsheet, or what is wrong with it; never both."""

    forms: tuple[RawForm, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def raw_forms(self) -> tuple[RawForm, ...]:
        """The forms; without any, one that holds nothing but the problems."""
        return self.forms or (RawForm(problems=list(self.problems)),)


@dataclass(frozen=True, kw_only=True)
class _Client:
    """One row: its answers by key path, the texts of columns nobody knows, and its place."""

    place: str
    cells: dict[str, SheetCell]
    labels: dict[str, str]
    unknown: dict[str, str]

    def text(self, path: str) -> str:
        return self.cells[path].text if path in self.cells else ""


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
    listed = _client_sheet(sheets)
    if listed is None:
        return SheetReading(problems=(Problem(code="B043", found=CLIENTS),))
    sheet, header = listed
    columns, warnings = _columns(sheet, header)
    clients = list(_clients(sheet, header, columns))
    if not clients:
        return SheetReading(problems=(Problem(code="B042", where=f"lembar {sheet.name}"),))
    if len(clients) > MAX_CLIENTS:
        return SheetReading(
            problems=(Problem(code="B044", found=str(len(clients)), hint=str(MAX_CLIENTS)),)
        )
    common = _common([one for one in sheets if one is not sheet])
    mode = _mode(common, len(clients))
    if isinstance(mode, Problem):
        return SheetReading(problems=(mode,))
    forms = [_one_case(clients, common)] if mode == ONE_CASE else _each_case(clients, common)
    # What concerns the whole sheet is said once.
    forms[0].problems[:0] = [*warnings, *common.problems]
    return SheetReading(forms=tuple(forms))


# -- finding ---------------------------------------------------------------------------------------


def _paths(sections: tuple[str, ...]) -> dict[str, str]:
    """Key paths by folded label; where two sections share a label, the earlier one has it."""
    found: dict[str, str] = {}
    for key in sections:
        section = next(one for one in SECTIONS if one.key == key)
        for inner, names in section.labels.items():
            for name in names:
                found.setdefault(normal(name), f"{key}.{inner}".lstrip("."))
    return found


PERSONAL = {**_paths(PERSONAL_SECTIONS), normal(REMARK): "keterangan"}
SHARED = {**_paths(COMMON_SECTIONS), normal(MODE): "mode"}


def _find(label: str, paths: dict[str, str]) -> tuple[str, str]:
    """The key path of a label, and the label it was taken for if it is misspelt."""
    if len(label) > MAX_LABEL:
        return "", ""
    name = normal(label)
    bare = normal(label.partition("(")[0])
    path = paths.get(name) or paths.get(bare)
    if path:
        return path, ""
    near = process.extractOne(bare, list(paths), scorer=fuzz.ratio)
    if near and near[1] >= NEAR_LABEL:
        path = paths[near[0]]
        return path, {"mode": MODE, "keterangan": REMARK}.get(path) or label_of(path)
    return "", ""


def _client_sheet(sheets: list[FormSheet]) -> tuple[FormSheet, int] | None:
    """The sheet with one row a client, and where its headings are; the one of that name first."""
    for sheet in sorted(sheets, key=lambda one: normal(one.name) != normal(CLIENTS)):
        for number in sorted(sheet.rows):
            if number > HEADER_WITHIN:
                break
            found = [_find(cell.text, PERSONAL)[0] for cell in sheet.rows[number].values()]
            if NAME in found and len([path for path in found if path]) > 1:
                return sheet, number
    return None


def _columns(sheet: FormSheet, header: int) -> tuple[dict[int, tuple[str, str]], list[Problem]]:
    """Key path and heading of each column, and what was odd about the headings."""
    columns: dict[int, tuple[str, str]] = {}
    problems = []
    taken: set[str] = set()
    for column, cell in sheet.rows[header].items():
        label = cell.text.strip(" :*\n")
        if not label or normal(label) in ROW_NUMBER:
            continue
        path, near = _find(label, PERSONAL)
        if path in taken:
            path, near = "", ""
        taken.add(path)
        columns[column] = path, label
        place = f"lembar {sheet.name}"
        if near:
            problems.append(Problem(code="W002", found=label[:60], hint=near, where=place))
        is_answered = any(
            row.get(column) is not None and row[column].text
            for number, row in sheet.rows.items()
            if number > header
        )
        if not path and is_answered:
            problems.append(Problem(code="W003", found=label[:60], where=place))
    return columns, problems


def _clients(
    sheet: FormSheet, header: int, columns: dict[int, tuple[str, str]]
) -> Iterator[_Client]:
    for number in sorted(sheet.rows):
        row = {column: cell for column, cell in sheet.rows[number].items() if column in columns}
        if number <= header or not any(cell.is_told for cell in row.values()):
            continue
        merged = sheet.merged_into(number)
        cells: dict[str, SheetCell] = {}
        labels: dict[str, str] = {}
        unknown: dict[str, str] = {}
        for column, (path, label) in columns.items():
            cell = row.get(column)
            # One cell over several rows holds for each of them; a name stands for one person.
            if (cell is None or not cell.is_told) and path != NAME:
                cell = merged.get(column, cell)
            if cell is None or not cell.is_told:
                continue
            if path:
                cells[path], labels[path] = cell, label
            else:
                unknown[label] = cell.text
        yield _Client(
            place=f"{sheet.name} baris {number}", cells=cells, labels=labels, unknown=unknown
        )


def _common(sheets: list[FormSheet]) -> _Common:
    """The answers for all: label in one cell, answer in the next; every sheet but the clients'."""
    common = _Common()
    for sheet in sorted(sheets, key=lambda one: normal(one.name) != normal(COMMON)):
        for number in sorted(sheet.rows):
            told = [cell for _, cell in sorted(sheet.rows[number].items()) if cell.is_told]
            if not told or len(told) < 2:  # noqa: PLR2004 - label and answer
                continue
            # A third column holds the hints of the blank form.
            first = min(sheet.rows[number])
            answer = sheet.rows[number].get(first + 1)
            if answer is not None and answer.is_told:
                _take_common(common, sheet, number, told[0].text, answer)
    return common


def _take_common(
    common: _Common, sheet: FormSheet, number: int, label: str, answer: SheetCell
) -> None:
    if normal(label) == "kode formulir":
        return
    path, near = _find(label, SHARED)
    place = f"lembar {sheet.name} baris {number}"
    label = label.strip(" :*\n")
    if path == "mode":
        common.mode = answer
        return
    if near:
        common.problems.append(Problem(code="W002", found=label[:60], hint=near, where=place))
    if not path or path in common.cells:
        common.unknown[label] = answer.text
        common.problems.append(Problem(code="W003", found=label[:60], where=place))
        return
    common.cells[path] = SheetCell(value=answer.value, is_formula=answer.is_formula, place=place)
    common.labels[path] = label


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


def _each_case(clients: list[_Client], common: _Common) -> list[RawForm]:
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


def _one_case(clients: list[_Client], common: _Common) -> RawForm:
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
                _check(raw, f"{place}.{key}", client.labels[path], client.place, cell)
                row[key] = cell.text
            elif cell.text != first.text(path) and not readers.is_empty(cell.text):
                lost.append(client.labels[path])
        _remember(raw, client)
        companions.append(row)
    if companions:
        raw.values["rombongan"] = companions
    if lost:
        found = ", ".join(dict.fromkeys(lost))
        raw.problems.append(Problem(code="W040", found=found, where=f"lembar {CLIENTS}"))
    return raw


def _form(client: _Client, common: _Common) -> RawForm:
    """The form of one client: the common answers, and over them the client's own."""
    raw = RawForm(places={"klien": client.place})
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


def _remember(raw: RawForm, client: _Client) -> None:
    """All that a row says, for the record."""
    for path, cell in client.cells.items():
        raw.answers.append(_answer(path, client.labels[path], cell.text))
    for label, text in client.unknown.items():
        raw.answers.append(Answer(section="klien", label=label, text=text, is_used=False))


def _answer(path: str, label: str, text: str) -> Answer:
    return Answer(section=path.rpartition(".")[0], label=label, text=text)


def _put(raw: RawForm, path: str, label: str, place: str, cell: SheetCell) -> None:
    _check(raw, path, label, place, cell)
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


def _check(raw: RawForm, path: str, label: str, place: str, cell: SheetCell) -> None:
    """What Excel may have done to an answer."""
    if cell.is_error or cell.is_uncounted:
        code = "F041" if cell.is_error else "F042"
        found = cell.text[:40]
        raw.problems.append(Problem(code=code, field=path, label=label, found=found, where=place))
    elif cell.has_lost_digits:
        hint = "tersimpan sebagai angka di Excel, sehingga angka terakhirnya mungkin berubah"
        field_label = label if path.endswith("nik") else f"{label}: angkanya"
        code = "W001" if path.endswith("nik") else "W004"
        found = "" if code == "W001" else cell.text
        raw.problems.append(
            Problem(code=code, field=path, label=field_label, found=found, hint=hint, where=place)
        )
