"""What the columns of a list of people ask: headings in one row or in two, columns to tick, lists side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.forms.matching import column_key, find_label
from generator.forms.sheet.cells import FormSheet, SheetCell
from generator.vocabulary.fields import JOINTS, ROWS, SECTIONS, normal
from generator.vocabulary.problems import Problem

__all__ = [
    "COMMON_SECTIONS",
    "NAME",
    "SEX",
    "ListColumn",
    "ListHead",
    "heads_in",
    "is_row_number",
    "key_of",
]

HEADER_WITHIN = 30
MAX_LABEL = 200
ROW_NUMBER = frozenset({"no", "nomor", "no urut", "nomor urut", "nr", "urut", "#"})
NAME, SEX, REMARK = "klien.nama", "klien.jenis_kelamin", "keterangan"
PERSONAL_SECTIONS = ("klien", "permasalahan", "pekerjaan")
COMMON_SECTIONS = ("", "petugas", "pekerjaan", "permasalahan", "klien")
COMPANIONS = next(rows for rows in ROWS if rows.path == "rombongan")
# Headings below which a mark tells the sex.
TICKED = {
    **dict.fromkeys(("l", "lk", "laki", "laki-laki", "laki laki", "pria"), "L"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), "P"),
}
FIRST_OF_TWO = re.compile(r"tempat|tmpt|tpt")
SECOND_OF_TWO = re.compile(r"tanggal|tgl")


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """What a column asks. `near`: the label it was taken for; `tick`: the sex that a mark in it tells."""

    label: str
    path: str = ""
    near: str = ""
    tick: str = ""


@dataclass(frozen=True, kw_only=True)
class ListHead:
    """The headings of one list: `top` to `bottom` are their rows, `number` the column that counts."""

    top: int
    bottom: int
    columns: dict[int, ListColumn]
    number: int | None = None
    texts: frozenset[tuple[str, ...]] = field(default_factory=frozenset)

    @property
    def name(self) -> int:
        """The column of the names."""
        return next(place for place, one in self.columns.items() if one.path == NAME)

    def problems(self, sheet: FormSheet) -> Iterator[Problem]:
        """What is odd about the headings: misspelt ones, and answered ones that ask nothing known."""
        where = f"lembar {sheet.name}"
        for place, one in self.columns.items():
            if one.near:
                yield Problem(code="W002", found=one.label[:60], hint=one.near, where=where)
            answers = (
                row[place] for at, row in sheet.rows.items() if at > self.bottom and place in row
            )
            if not one.path and any(cell.text for cell in answers):
                yield Problem(code="W003", found=one.label[:60], where=where)


@lru_cache(maxsize=4_096)
def key_of(label: str, sections: tuple[str, ...] = PERSONAL_SECTIONS) -> tuple[str, str]:
    """The key path that a label asks for, as in a Word form, and the label it was taken for if misspelt.

    Where two sections share a label, the earlier one has it.
    """
    if len(label) > MAX_LABEL or not label.strip():
        return "", ""
    of_sections = [next(one for one in SECTIONS if one.key == key) for key in sections]
    for is_exact in (True, False):
        for section in of_sections:
            found = find_label(label, section, exact=is_exact)
            if found is not None and found.section.key in sections:
                return found.path, found.near
        if is_exact and normal(label) in ("keterangan", "ket"):
            return REMARK, ""
    key, near = column_key(label, COMPANIONS)
    if key:
        return (REMARK, near) if key == "keterangan" else (f"klien.{key}", near)
    return "", ""


def is_row_number(label: str) -> bool:
    """Whether a column only counts."""
    return normal(label) in ROW_NUMBER


def heads_in(sheet: FormSheet) -> list[ListHead]:
    """The lists of a sheet that stand beside each other; none if it has no list of people.

    The list begins at the first row that asks for a name and something else. A second list below the
    first one has the same headings once more, which is a new page.
    """
    for number in sorted(sheet.rows):
        if number > HEADER_WITHIN:
            break
        paths = {key_of(cell.text)[0] for cell in sheet.rows[number].values()}
        if NAME in paths and (len(paths - {""}) > 1 or _ticks_at(sheet, number)):
            return _lists(sheet, number)
    return []


# -- headings in one row or two ------------------------------------------------------------------------


def _lists(sheet: FormSheet, row: int) -> list[ListHead]:
    names = [at for at, cell in sheet.rows[row].items() if key_of(cell.text)[0] == NAME]
    bottom = row + 1 if _is_second_row(sheet, row, names) else row
    top = row - 1 if bottom == row and _is_group_row(sheet, row) else row
    labels = _labels(sheet, top, bottom)
    groups = _side_by_side(labels) if len(names) > 1 else [sorted(labels)]
    texts = frozenset(
        tuple(cell.text for _, cell in sorted(sheet.rows.get(at, {}).items()))
        for at in range(top, bottom + 1)
    )
    return [_head(top, bottom, {at: labels[at] for at in group}, texts) for group in groups]


def _head(
    top: int, bottom: int, labels: dict[int, tuple[str, str]], texts: frozenset[tuple[str, ...]]
) -> ListHead:
    columns: dict[int, ListColumn] = {}
    taken: set[str] = set()
    number = None
    both = {tick for one in labels.values() if (tick := _tick(one))} == {"L", "P"}
    for at, one in sorted(labels.items()):
        above, label = one
        if is_row_number(label):
            number = at if number is None else number
            continue
        if both and (tick := _tick(one)):
            columns[at] = ListColumn(label=f"{above} {label}".strip(), path=SEX, tick=tick)
            continue
        path, near = _asked(above, label)
        if path in taken:
            path, near = "", ""
        taken.add(path)
        columns[at] = ListColumn(label=label, path=path, near=near)
    return ListHead(top=top, bottom=bottom, columns=columns, number=number, texts=texts)


def _tick(labels: tuple[str, str]) -> str:
    above, label = labels
    is_asked = not above or key_of(above)[0] == SEX
    return TICKED.get(normal(label), "") if is_asked else ""


def _asked(above: str, label: str) -> tuple[str, str]:
    """What a heading asks below another one: `Tempat` below `Tempat dan tanggal lahir`."""
    if not above:
        return key_of(label)
    path, _ = key_of(above)
    if joint := JOINTS.get(path):
        section = path.rpartition(".")[0]
        if FIRST_OF_TWO.match(normal(label)):
            return f"{section}.{joint.first}", ""
        if SECOND_OF_TWO.match(normal(label)):
            return f"{section}.{joint.second}", ""
    for text in (f"{above} {label}", label):
        found, near = key_of(text)
        if found:
            return found, near
    return "", ""


def _labels(sheet: FormSheet, top: int, bottom: int) -> dict[int, tuple[str, str]]:
    """For each column the heading, and the one above it that holds for several."""
    found = {}
    for at in sorted({*sheet.rows.get(top, {}), *sheet.rows.get(bottom, {})}):
        low, high = (_text(sheet, number, at) for number in (bottom, top))
        if top == bottom or not low:
            found[at] = "", high or low
        else:
            found[at] = _above(sheet, top, at), low
    return {at: one for at, one in found.items() if one[1]}


def _above(sheet: FormSheet, row: int, column: int) -> str:
    """The heading over a column: in its own cell, merged over it, or the nearest one to its left."""
    if text := _text(sheet, row, column):
        return text
    merged = sheet.merged_across(row, column)
    if merged is not None:
        return _clean(merged.text)
    left = [at for at in sheet.rows.get(row, {}) if at < column and _text(sheet, row, at)]
    return _text(sheet, row, max(left)) if left else ""


def _text(sheet: FormSheet, row: int, column: int) -> str:
    cell = sheet.rows.get(row, {}).get(column)
    return _clean(cell.text) if cell is not None else ""


def _clean(text: str) -> str:
    return text.strip(" :*\n")


def _is_second_row(sheet: FormSheet, row: int, names: list[int]) -> bool:
    """Whether the row below the headings divides some of them: no row of a person does."""
    below: dict[int, SheetCell] = {at: c for at, c in sheet.rows.get(row + 1, {}).items() if c.text}
    counted = [at for at, cell in sheet.rows[row].items() if is_row_number(cell.text)]
    if not below or any(at in below for at in (*names, *counted)):
        return False
    if any(isinstance(cell.value, int | float) for cell in below.values()):
        return False
    pairs = {at: (_above(sheet, row, at), _clean(cell.text)) for at, cell in below.items()}
    if {_tick(pair) for pair in pairs.values() if pair[0]} >= {"L", "P"}:
        return True
    divided = [
        pair for pair in pairs.values() if key_of(pair[0])[0] in JOINTS or not key_of(pair[0])[0]
    ]
    return any(_asked(*pair)[0] for pair in divided if pair[0]) and all(
        len(pair[1]) <= MAX_LABEL and not any(c.isdigit() for c in pair[1]) for pair in divided
    )


def _is_group_row(sheet: FormSheet, row: int) -> bool:
    """Whether the row above the headings holds for several of them."""
    above = sheet.rows.get(row - 1, {})
    if not above:
        return False
    pairs = [(_above(sheet, row - 1, at), _text(sheet, row, at)) for at in sheet.rows[row]]
    ticks = {_tick(pair) for pair in pairs if pair[0] and key_of(pair[0])[0] == SEX}
    joined = [pair for pair in pairs if key_of(pair[0])[0] in JOINTS]
    return ticks >= {"L", "P"} or bool(joined)


def _ticks_at(sheet: FormSheet, row: int) -> bool:
    """Whether two headings of a row are there to be ticked."""
    ticks = {TICKED.get(normal(cell.text)) for cell in sheet.rows[row].values()}
    return {"L", "P"} <= ticks


def _side_by_side(labels: dict[int, tuple[str, str]]) -> list[list[int]]:
    """The columns of each list; one group if they cannot be told apart."""
    groups: list[list[int]] = [[]]
    seen: set[str] = set()
    for at, one in sorted(labels.items()):
        label = one[1]
        key = "#" if is_row_number(label) else _asked(*one)[0] or normal(label)
        if key in seen and key != SEX:
            groups.append([])
            seen = set()
        seen.add(key)
        groups[-1].append(at)
    paths = [[_asked(*labels[at])[0] for at in group] for group in groups]
    is_plain = all(NAME in one and len(set(one) - {""}) > 1 for one in paths)
    return groups if is_plain else [sorted(labels)]
