"""Paper that the program writes itself (registers, slips, sheets): head, tables, foot, in Word's own XML.

Rows are written as text, not through python-docx: a register of thousands of rows takes seconds.
"""

import io
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from generator.rules.config import Identity
from generator.word.columns import PaperColumn, Side
from generator.word.namespaces import PICTURE_PLACE

__all__ = ["Paper", "contact_line"]

A4_SHORT, A4_LONG = 21.0, 29.7
TWIPS = 567  # a centimetre
NARROWEST = 1.8  # cm, of a column that shares what is left
SHADE = "EDEDED"
# What XML cannot hold; a clerk's copy and paste may bring it along.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
RULE = '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="3" w:color="auto"/></w:pBdr>'
CUT = '<w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="808080"/></w:pBdr>'


class Paper:
    """A Word document that is written from top to bottom."""

    def __init__(self, *, landscape: bool, margin: float = 1.5, size: float = 9) -> None:
        self._document = Document()
        section = self._document.sections[0]
        width, height = (A4_LONG, A4_SHORT) if landscape else (A4_SHORT, A4_LONG)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = Cm(margin)
        section.top_margin = section.bottom_margin = Cm(margin)
        section.header_distance = section.footer_distance = Cm(0.8)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.paragraph_format.space_after = Pt(0)
        self.room = width - 2 * margin
        self.size = size

    def letterhead(self, office: Identity, logo: bytes | None) -> None:
        """The office's head, with its emblem to the left if there is one."""
        lines = [(office.government.upper(), 11.0, True), (office.name.upper(), 14.0, True)]
        lines += [(line, 8.5, False) for line in contact_line(office)]
        for place, (text, size, bold) in enumerate(lines):
            rule = RULE if place == len(lines) - 1 else ""
            self.line(text, size=size, bold=bold, align="center", border=rule, after=2 * bool(rule))
        if logo is not None:
            # Anchored to the first line: the emblem stands beside the lines and moves none of them.
            picture = (
                self._document.paragraphs[0].add_run().add_picture(io.BytesIO(logo), height=Cm(1.7))
            )
            _stand_beside(picture._inline)  # noqa: SLF001 - python-docx knows no anchors
        self.line("", size=5)

    def line(
        self,
        text: str,
        *,
        size: float | None = None,
        bold: bool = False,
        align: Side = "left",
        indent: float = 0,
        keep: bool = False,
        after: float = 0,
        border: str = "",
    ) -> None:
        """One paragraph; with `keep` it stays on the page of the next one."""
        self._add(
            _paragraph(
                text,
                size=size or self.size,
                bold=bold,
                align=align,
                keep=keep,
                indent=indent,
                after=after,
                border=border,
            )
        )

    def title(self, title: str, period: str) -> None:
        """A title in capitals and what it is about, centred."""
        self.line(title.upper(), size=12, bold=True, align="center")
        self.line(period.upper(), size=10.5, bold=True, align="center", after=6)

    def cut_line(self) -> None:
        """Where the sheet is cut in two."""
        self.line("", size=5, border=CUT, after=10)

    def table(
        self,
        columns: Sequence[PaperColumn],
        rows: Sequence[Sequence[str]],
        *,
        empty: str = "NIHIL",
        numbered: bool = True,
        size: float = 8,
    ) -> None:
        """A ruled table whose heading stands on every page; no row is torn in two."""
        widths = _widths(columns, self.room)
        head = [
            _row(
                [c.name for c in columns],
                widths,
                ["center"] * len(columns),
                size,
                bold=True,
                shade=SHADE,
                heading=True,
            )
        ]
        if numbered:
            marks = [f"({n})" for n in range(1, len(columns) + 1)]
            head.append(_row(marks, widths, ["center"] * len(columns), size - 1.5, heading=True))
        aligns = [c.align for c in columns]
        body = [_row(row, widths, aligns, size) for row in rows]
        if not rows:
            body = [_merged_row(empty, widths, size)]
        self._add(_table(widths, [*head, *body], ruled=True))

    def facts(self, rows: Iterable[tuple[str, str]], *, label: float = 4.0) -> None:
        """Labels and values, a colon between, without rules."""
        widths = [_twips(label), _twips(0.4), _twips(self.room - label - 0.4)]
        made = [
            _row([name, ":", value], widths, ["left"] * 3, self.size, keep=True)
            for name, value in rows
        ]
        self._add(_table(widths, made, ruled=False))

    def beside(self, lines: Sequence[str], png: bytes, *, side: float, caption: str) -> None:
        """Lines at the left, a picture with a caption at the right."""
        table = self._document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        widths = (self.room - side - 2.5, side + 2.5)
        for cell, width in zip((left, right), widths, strict=True):
            cell.width = Cm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for place, text in enumerate(lines):
            paragraph = left.paragraphs[0] if place == 0 else left.add_paragraph()
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(2.8))
            paragraph.add_run(text)
        paragraph = right.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(side))
        under = right.add_paragraph()
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
        under.add_run(caption).font.size = Pt(6)

    def grid(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled form: cells of equal width, in each a label in its first line."""
        widths = [_twips(self.room / len(rows[0]))] * len(rows[0])
        made = [_row(row, widths, ["left"] * len(row), self.size) for row in rows]
        self._add(_table(widths, made, ruled=True))
        self.line("", size=3)

    def new_page(self) -> None:
        self._add(f'<w:p {nsdecls("w")}><w:r><w:br w:type="page"/></w:r></w:p>')

    def signature(
        self,
        place: str,
        role: str,
        *,
        name: str = "",
        rank: str = "",
        nip: str = "",
        indent: float | None = None,
    ) -> None:
        """Room for one signature, kept together."""
        left = self.room - 8.5 if indent is None else indent
        signed = name or "(……………………………………………)"
        for text in ("", f"{place}, …………………………………", f"{role},", "", "", ""):
            self.line(text, indent=left, keep=True)
        self.line(signed, indent=left, keep=True)
        if rank:
            self.line(rank, indent=left, keep=True)
        self.line(f"NIP. {nip}", indent=left)

    def head(self, mark: str) -> None:
        """A mark at the top right of every page: the access class."""
        header = self._document.sections[0].header
        old = header.paragraphs[0]._p  # noqa: SLF001 - replaced as a whole
        old.addnext(parse_xml(_paragraph(mark, size=8, bold=True, align="right")))
        old.getparent().remove(old)

    def foot(self, left: str) -> None:
        """What stands at the foot of every page: a text, and the page's number of how many."""
        tab = _twips(self.room)
        fields = "".join(
            f'{_run(text, 7.5)}<w:fldSimple w:instr="{code}">{_run("1", 7.5)}</w:fldSimple>'
            for text, code in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES"))
        )
        footer = self._document.sections[0].footer
        old = footer.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
        old.addnext(
            parse_xml(
                f'<w:p {nsdecls("w")}><w:pPr><w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>'
                f"</w:pPr>{_run(left, 7.5)}<w:r><w:tab/></w:r>{fields}</w:p>"
            )
        )
        old.getparent().remove(old)

    def save(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _add(self, xml: str) -> None:
        body = self._document.element.body
        body.insert(len(body) - 1, parse_xml(xml))  # the section's properties stay last


def contact_line(office: Identity) -> list[str]:
    """The address in a line, the ways to reach it in another; what is not known is left out."""
    address = " ".join(part for part in (office.address, office.postcode) if part)
    ways = [
        f"{label} {value}"
        for label, value in (
            ("Telepon", office.phone),
            ("Laman", office.website),
            ("Pos-el", office.email),
        )
        if value
    ]
    return [line for line in (address, "   ".join(ways)) if line]


def _twips(cm: float) -> int:
    return round(cm * TWIPS)


def _widths(columns: Sequence[PaperColumn], room: float) -> list[int]:
    fixed = sum(c.width for c in columns if c.width is not None)
    open_count = sum(c.width is None for c in columns)
    share = max((room - fixed) / open_count, NARROWEST) if open_count else 0
    told = [c.width if c.width is not None else share for c in columns]
    scale = room / sum(told)
    return [_twips(width * scale) for width in told]


def _run(text: str, size: float, *, bold: bool = False) -> str:
    lines = FORBIDDEN.sub("", text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    weight = "<w:b/>" if bold else ""
    return f'<w:r><w:rPr>{weight}<w:sz w:val="{round(size * 2)}"/></w:rPr>{inner}</w:r>'


def _paragraph(
    text: str,
    *,
    size: float,
    bold: bool = False,
    align: str = "left",
    keep: bool = False,
    indent: float = 0,
    after: float = 0,
    border: str = "",
    declared: bool = True,
) -> str:
    space = nsdecls("w") if declared else ""
    return (
        f"<w:p {space}><w:pPr>{'<w:keepNext/>' if keep else ''}{border}"
        f'<w:spacing w:before="0" w:after="{round(after * 20)}"/>'
        f'<w:ind w:left="{_twips(indent)}"/><w:jc w:val="{align}"/>'
        # An empty line is as high as its mark.
        f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr></w:pPr>'
        f"{_run(text, size, bold=bold)}</w:p>"
    )


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    aligns: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    shade: str = "",
    heading: bool = False,
    keep: bool = False,
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    middle = '<w:vAlign w:val="center"/>' if heading else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}{middle}</w:tcPr>'
        f"{_paragraph(text, size=size, bold=bold, align=align, keep=keep, declared=False)}</w:tc>"
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    mark = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{cells}</w:tr>"


def _merged_row(text: str, widths: Sequence[int], size: float) -> str:
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        f"{_paragraph(text, size=size, align='center', keep=True, declared=False)}</w:tc></w:tr>"
    )


def _table(widths: Sequence[int], rows: Sequence[str], *, ruled: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    pad = 20 if ruled else 10
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if ruled else ''}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _stand_beside(inline: object) -> None:
    """Turn an inline picture into one that stands at the left margin, in front of no text."""
    element = inline  # lxml's element of python-docx
    parent = element.getparent()  # type: ignore[attr-defined]
    extent = element.find(f"{PICTURE_PLACE}extent")  # type: ignore[attr-defined]
    anchor = parse_xml(
        f'<wp:anchor xmlns:wp="{PICTURE_PLACE[1:-1]}" distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align>'
        '</wp:positionH><wp:positionV relativeFrom="margin"><wp:align>top</wp:align>'
        f'</wp:positionV><wp:extent cx="{extent.get("cx")}" cy="{extent.get("cy")}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/></wp:anchor>'
    )
    for child in list(element):  # type: ignore[call-overload]
        if child.tag.split("}")[1] in ("docPr", "cNvGraphicFramePr", "graphic"):
            anchor.append(child)
    parent.replace(element, anchor)
