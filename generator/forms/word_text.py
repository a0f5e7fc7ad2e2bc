"""The text that a person sees in a piece of Word XML, and the tables it is laid out in.

python-docx's `cell.text` misses content controls, cells that Word wrapped in one, and tracked
insertions; tick boxes and lists of the old form fields have no text at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

__all__ = [
    "Cell",
    "Row",
    "W",
    "blocks",
    "hidden",
    "is_table",
    "nested",
    "rows",
    "text",
    "text_boxes",
]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = f"{W}txbxContent"
# Kept out of an answer: deleted text, text boxes, the copy of a drawing for old programs, and
# tables inside, which are read on their own.
LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", TEXT_BOX, MC_FALLBACK, f"{W}sdtPr", f"{W}tbl"})
# Box glyphs of the Wingdings fonts, which have no Unicode text of their own.
BOXES = {"f0fe": "☒", "f0fd": "☒", "f052": "☒", "f0fc": "✓", "f0a8": "☐", "f06f": "☐", "f0a3": "☐"}
OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its XML, and whether it only continues the merged cell above it."""

    text: str
    element: etree._Element
    is_continued: bool


@dataclass(frozen=True)
class Row:
    cells: list[Cell]

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


# -- text ----------------------------------------------------------------------------------------


def text(element: etree._Element) -> str:
    """The visible text below an element: paragraphs as lines, prompts of empty controls left out."""
    collector = _Collector()
    collector.collect(element)
    return "\n".join(collector.lines).strip()


class _Collector:
    """Gathers lines; a paragraph whose mark was deleted runs on into the next one."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._runs_on = False

    def collect(self, element: etree._Element) -> None:
        for child in element.iterchildren(etree.Element):
            if child.tag in LEFT_OUT or (child.tag == f"{W}r" and _is_hidden(child)):
                continue
            if child.tag == f"{W}sdt":
                self._control(child)
            elif child.tag == f"{W}p":
                self._paragraph(child)
            elif not self._mark(child):
                self.collect(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        if not self._runs_on:
            self.lines.append("")
        self._runs_on = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        self.collect(paragraph)

    def _control(self, control: etree._Element) -> None:
        properties = control.find(f"{W}sdtPr")
        box = None if properties is None else properties.find(f"{W14}checkbox")
        if box is not None:
            checked = box.find(f"{W14}checked")
            self._add("☒" if checked is not None and _is_on(checked, W14) else "☐")
        elif properties is None or properties.find(f"{W}showingPlcHdr") is None:
            before = len("".join(self.lines))
            self.collect(control)
            date = None if properties is None else properties.find(f"{W}date")
            if date is not None and len("".join(self.lines)) == before:
                self._add((date.get(f"{W}fullDate") or "")[:10])

    def _mark(self, element: etree._Element) -> bool:
        """Take in an element that stands for text itself; false if it only holds others."""
        tag = element.tag
        if tag == f"{W}t":
            self._add(element.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            self.lines.append("")
        elif tag == f"{W}tab":
            self._add(" ")
        elif tag == f"{W}noBreakHyphen":
            self._add("-")
        elif tag == f"{W}sym":
            self._add(BOXES.get(element.get(f"{W}char", "").lower(), ""))
        elif tag == f"{W}ffData":
            self._add(_old_field(element))
        else:
            return False
        return True

    def _add(self, piece: str) -> None:
        if self.lines:
            self.lines[-1] += piece
        else:
            self.lines.append(piece)


def _is_on(element: etree._Element, namespace: str = W) -> bool:
    return element.get(f"{namespace}val", "1").lower() not in OFF


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and _is_on(vanish)


def _old_field(data: etree._Element) -> str:
    """What an old form field shows that has no text: its tick box, or the chosen line of its list."""
    box = data.find(f"{W}checkBox")
    if box is not None:
        marks = [box.find(f"{W}checked"), box.find(f"{W}default")]
        told = next((mark for mark in marks if mark is not None), None)
        return "☒" if told is not None and _is_on(told) else "☐"
    chosen = data.find(f"{W}ddList")
    if chosen is not None:
        entries = [entry.get(f"{W}val", "") for entry in chosen.findall(f"{W}listEntry")]
        marks = [chosen.find(f"{W}result"), chosen.find(f"{W}default")]
        told = next((mark for mark in marks if mark is not None), None)
        place = told.get(f"{W}val", "0") if told is not None else "0"
        if place.isdigit() and int(place) < len(entries):
            return str(entries[int(place)])
    return ""


# -- layout --------------------------------------------------------------------------------------


def is_table(element: etree._Element) -> bool:
    return bool(element.tag == f"{W}tbl")


def rows(table: etree._Element) -> list[Row]:
    """The rows of a table itself, those that a tracked change deleted left out."""
    return [
        Row([_cell(cell) for cell in row.iterdescendants(f"{W}tc") if _nearest(cell, "tr") is row])
        for row in table.iterdescendants(f"{W}tr")
        if _nearest(row, "tbl") is table and row.find(f"{W}trPr/{W}del") is None
    ]


def _cell(element: etree._Element) -> Cell:
    merged = element.find(f"{W}tcPr/{W}vMerge")
    is_continued = merged is not None and merged.get(f"{W}val", "continue") == "continue"
    return Cell(text(element), element, is_continued)


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(f"{W}{tag}"), None)


def nested(cell: Cell) -> Iterator[etree._Element]:
    """The tables inside a cell, outermost ones only."""
    for table in cell.element.iterdescendants(f"{W}tbl"):
        if _nearest(table, "tc") is cell.element:
            yield table


def blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and outermost tables in document order, content controls opened."""
    for element in body.iterchildren(etree.Element):
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag not in LEFT_OUT:
            yield from blocks(element)


def text_boxes(body: etree._Element) -> bool:
    """Whether text boxes hold any text."""
    return any(
        text(box)
        for box in body.iter(TEXT_BOX)
        if next(box.iterancestors(MC_FALLBACK), None) is None
    )


def hidden(body: etree._Element) -> bool:
    """Whether text is formatted as hidden, which a person neither sees nor signs for."""
    return any(
        _is_hidden(run) and any(one.text for one in run.iter(f"{W}t")) for run in body.iter(f"{W}r")
    )
