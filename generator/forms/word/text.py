"""The text that a person sees in a piece of Word XML, and the tables it is laid out in.

python-docx's `cell.text` misses content controls, cells that Word wrapped in one, and tracked
insertions; tick boxes and lists of the old form fields have no text at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from generator.forms.word.picked import turned_day
from generator.word.namespaces import MC, W14, W

__all__ = [
    "TableCell",
    "TableRow",
    "W",
    "blocks",
    "hidden",
    "is_table",
    "nested",
    "notes",
    "rows",
    "text",
    "text_boxes",
]

MC_FALLBACK = f"{MC}Fallback"
TEXT_BOX = f"{W}txbxContent"
# Kept out of an answer: deleted text, text boxes, the copy of a drawing for old programs, and
# tables inside, which are read on their own.
LEFT_OUT = frozenset(
    {TEXT_BOX, MC_FALLBACK}
    | {f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "tbl", "rt", "pPr", "rPr", "tcPr")}
)
# Glyphs of the symbol fonts, whose characters are letters or of no meaning in any other font.
WINGDINGS = {
    0xFE: "☒",
    0xFD: "☒",
    0x78: "☒",
    0xFC: "✓",
    0xFB: "✗",
    0xA8: "☐",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0xA1: "○",
    0x6C: "●",
    0x6E: "■",
    0xA4: "◉",
    0x9F: "•",
    0xA7: "▪",
    0xD8: "▪",
    0x2D: "-",
}
GLYPHS = {
    "wingdings": WINGDINGS,
    "wingdings 2": {0x50: "✓", 0x52: "☒", 0x53: "☒", 0x51: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x72: "✗"},
    "symbol": {0xD6: "√", 0xB7: "•"},
}
# A run in one of these fonts is read by its glyphs; they have letters of their own in Unicode too.
PRIVATE = 0xF000
# What a control shows before anybody chose, in the languages that offices install.
PROMPT = re.compile(
    r"\W*(?:(?:pilih|klik|ketuk|ketik|choose|click|tap|select|enter)\b.*|\(?pilih(?:an)?\)?)\W*",
    re.IGNORECASE,
)
NOTES = ("footnoteReference", "endnoteReference")
OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True)
class TableCell:
    """A cell: its text, its XML, and whether it only continues the merged cell above it.

    `column` counts from the left in the table's grid, where a merged cell is as wide as `span`.
    """

    text: str
    element: etree._Element
    is_continued: bool
    column: int = 0
    span: int = 1


@dataclass(frozen=True)
class TableRow:
    cells: list[TableCell]

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
        # For each field that is open: whether its text is already told by its data.
        self._fields: list[bool] = []

    def collect(self, element: etree._Element) -> None:
        for child in element.iterchildren(etree.Element):
            if child.tag in LEFT_OUT or (child.tag == f"{W}r" and not _is_shown(child)):
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
        gone = (paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") for name in ("del", "moveFrom"))
        self._runs_on = any(mark is not None for mark in gone)
        self.collect(paragraph)

    def _control(self, control: etree._Element) -> None:
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            self.collect(control)
            return
        box = properties.find(f"{W14}checkbox")
        if box is not None:
            checked = box.find(f"{W14}checked")
            self._add("☒" if checked is not None and _is_on(checked, W14) else "☐")
        elif properties.find(f"{W}showingPlcHdr") is None:
            kinds = (properties.find(f"{W}{name}") for name in ("date", "dropDownList", "comboBox"))
            chosen = next((kind for kind in kinds if kind is not None), None)
            shown = "" if chosen is None else text(control)
            if chosen is None:
                self.collect(control)
            elif not shown:
                # Programs that lose the text of a control keep what was chosen in it.
                self._add(
                    (chosen.get(f"{W}fullDate") or "")[:10] or chosen.get(f"{W}lastValue", "")
                )
            elif (day := turned_day(chosen, shown)) is not None:
                self._add(f"{day:%Y-%m-%d}")
            elif not PROMPT.fullmatch(shown):
                self.collect(control)

    def _mark(self, element: etree._Element) -> bool:
        """Take in an element that stands for text itself; false if it only holds others."""
        tag = element.tag
        if tag == f"{W}t":
            self._add("" if any(self._fields) else _glyphs(element))
        elif tag in (f"{W}br", f"{W}cr"):
            self.lines.append("")
        elif tag in (f"{W}tab", f"{W}ptab"):
            self._add("\t")
        elif tag == f"{W}noBreakHyphen":
            self._add("-")
        elif tag == f"{W}sym":
            self._add(_symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")))
        elif tag == f"{W}fldChar":
            self._field(element)
        else:
            return False
        return True

    def _field(self, mark: etree._Element) -> None:
        """An old form field: a tick box and a list tell their state, a text field has its text."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            data = mark.find(f"{W}ffData")
            told = "" if data is None else _old_field(data)
            self._fields.append(bool(told))
            self._add("" if PROMPT.fullmatch(told) else told)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, piece: str) -> None:
        if self.lines:
            self.lines[-1] += piece
        else:
            self.lines.append(piece)


def _is_on(element: etree._Element, namespace: str = W) -> bool:
    return element.get(f"{namespace}val", "1").lower() not in OFF


def _has(run: etree._Element, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and _is_on(found)


def _is_shown(run: etree._Element) -> bool:
    """Whether a run is part of an answer: not hidden, not struck out, no mark of a note.

    Hidden text is left out: nobody who signs the form sees it. Of `Laki-laki / Perempuan` forms have
    people strike out what does not apply.
    """
    is_note = any(run.find(f"{W}{name}") is not None for name in NOTES)
    return not (is_note or any(_has(run, name) for name in ("vanish", "strike", "dstrike")))


def _glyphs(element: etree._Element) -> str:
    """The text of a run, read by its glyphs if it is set in a symbol font."""
    written: str = element.text or ""
    run = element.getparent()
    fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    table = GLYPHS.get(font.lower(), {})
    return "".join(
        table.get(ord(c) - PRIVATE if ord(c) >= PRIVATE else ord(c), c)
        if table
        else _symbol("", f"{ord(c):X}")
        if PRIVATE <= ord(c) <= PRIVATE + 0xFF
        else c
        for c in written
    )


def _symbol(font: str, char: str) -> str:
    """The glyph of a `w:sym`; one of an unknown font is taken for Wingdings, the usual one."""
    try:
        point = int(char, 16)
    except ValueError:
        return ""
    table = GLYPHS.get(font.lower(), WINGDINGS)
    return table.get(point - PRIVATE if point >= PRIVATE else point, "")


def _old_field(data: etree._Element) -> str:
    """What an old form field shows that has no text: its tick box, or the chosen line of its list."""
    box, chosen = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        told = _first(box, "checked", "default")
        return "☒" if told is not None and _is_on(told) else "☐"
    if chosen is not None:
        entries = [entry.get(f"{W}val", "") for entry in chosen.findall(f"{W}listEntry")]
        told = _first(chosen, "result", "default")
        place = told.get(f"{W}val", "0") if told is not None else "0"
        if place.isdigit() and int(place) < len(entries):
            return str(entries[int(place)])
    return ""


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    found = (element.find(f"{W}{name}") for name in names)
    return next((one for one in found if one is not None), None)


# -- layout --------------------------------------------------------------------------------------


def is_table(element: etree._Element) -> bool:
    return bool(element.tag == f"{W}tbl")


def rows(table: etree._Element) -> list[TableRow]:
    """The rows of a table itself, those that a tracked change deleted left out."""
    return [
        TableRow(_cells(row))
        for row in table.iterdescendants(f"{W}tr")
        if _nearest(row, "tbl") is table and row.find(f"{W}trPr/{W}del") is None
    ]


def _cells(row: etree._Element) -> list[TableCell]:
    """The cells of a row with their places; what a tracked change deleted keeps its place only."""
    found: list[TableCell] = []
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for element in row.iterdescendants(f"{W}tc"):
        if _nearest(element, "tr") is not row:
            continue
        properties = element.find(f"{W}tcPr")
        span = _number(_part(properties, "gridSpan"), 1)
        across = _part(properties, "hMerge")
        is_gone = _part(properties, "cellDel") is not None
        if across is not None and across.get(f"{W}val", "continue") == "continue" and found:
            found[-1] = replace(found[-1], span=found[-1].span + span)
        elif not is_gone:
            down = _part(properties, "vMerge")
            is_continued = down is not None and down.get(f"{W}val", "continue") == "continue"
            found.append(TableCell(text(element), element, is_continued, column, span))
        column += span
    return found


def _part(properties: etree._Element | None, name: str) -> etree._Element | None:
    return None if properties is None else properties.find(f"{W}{name}")


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    # A table of Word has 63 columns at most.
    return min(int(value), 63) if value.isdecimal() else otherwise


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(f"{W}{tag}"), None)


def nested(cell: TableCell) -> Iterator[etree._Element]:
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
        _has(run, "vanish") and any(one.text for one in run.iter(f"{W}t"))
        for run in body.iter(f"{W}r")
    )


def notes(body: etree._Element) -> bool:
    """Whether there are footnotes or endnotes, whose text stands elsewhere."""
    return any(True for name in NOTES for _ in body.iter(f"{W}{name}"))
