"""The WordprocessingML pieces of a blank form, and the lean package around them.

Written out, not through python-docx: its default package carries thirty styles that no form uses,
and it knows neither content controls nor repeated rows.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

__all__ = [
    "GREY",
    "PROMPT",
    "BlankCell",
    "BlankRow",
    "cell",
    "check_box",
    "choice",
    "date_picker",
    "field",
    "package",
    "paragraph",
    "row",
    "run",
    "table",
    "twips",
]

W_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
GREY, RULE = "595959", "9DB2BC"
# Dots and blanks: what is left of a control where controls are unknown still reads as empty.
PROMPT = "……"
SPACES = "\N{NO-BREAK SPACE}" * 6
BOX_FONT = "MS Gothic"
TICKED, OPEN = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"


def twips(cm: float) -> int:
    return round(cm * 567)


# -- text ------------------------------------------------------------------------------------------


def run(
    text: str,
    *,
    bold: bool = False,
    size: float = 0,
    color: str = "",
    font: str = "",
    style: str = "",
) -> str:
    """One run; a tab character becomes a tab. Size in points, 0 for the style's own."""
    marks = f'<w:rStyle w:val="{style}"/>' if style else ""
    if font:
        marks += (
            f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/>'
        )
    marks += "<w:b/>" if bold else ""
    marks += f'<w:color w:val="{color}"/>' if color else ""
    half = round(size * 2)
    marks += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    pieces = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r>{properties}{'<w:tab/>'.join(pieces)}</w:r>"


def paragraph(
    *runs: str,
    before: float = 0,
    after: float = 0,
    keep_next: bool = False,
    align: str = "",
    tabs: Sequence[float] = (),
    right_tab: float = 0,
    size: float = 0,
    rule: bool = False,
    style: str = "",
    new_page: bool = False,
) -> str:
    """A paragraph of ready runs. Spacing in points, tab stops in cm; `size` is its mark's height."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += "<w:keepNext/>" if keep_next else ""
    props += "<w:pageBreakBefore/>" if new_page else ""
    if rule:
        props += (
            f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{RULE}"/></w:pBdr>'
        )
    stops = "".join(f'<w:tab w:val="left" w:pos="{twips(stop)}"/>' for stop in tabs)
    stops += f'<w:tab w:val="right" w:pos="{twips(right_tab)}"/>' if right_tab else ""
    props += f"<w:tabs>{stops}</w:tabs>" if stops else ""
    props += f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'
    props += f'<w:jc w:val="{align}"/>' if align else ""
    if size:
        half = round(size * 2)
        props += f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(runs)}</w:p>"


def field(code: str, *, size: float, color: str) -> str:
    """A field such as PAGE."""
    return f'<w:fldSimple w:instr=" {code} ">{run("1", size=size, color=color)}</w:fldSimple>'


# -- controls --------------------------------------------------------------------------------------


def _control(title: str, kind: str, text: str, prompt: str = PROMPT) -> str:
    """An inline content control: its text, or a prompt while it is empty."""
    shown = run(text) if text else run(prompt, style="PlaceholderText")
    prompting = "" if text else "<w:showingPlcHdr/>"
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/>{prompting}{kind}</w:sdtPr>"
        f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )


def choice(title: str, options: Iterable[str], text: str, *, is_open: bool) -> str:
    """A list to choose from; an open one also takes what is typed.

    A closed one shows blanks, not dots, while it is empty: `....` is no answer to yes or no.
    """
    kind = "comboBox" if is_open else "dropDownList"
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in options
    )
    return _control(title, f"<w:{kind}>{items}</w:{kind}>", text, PROMPT if is_open else SPACES)


def date_picker(title: str, text: str) -> str:
    kind = (
        '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="id-ID"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _control(title, kind, text)


def check_box(title: str, *, is_ticked: bool) -> str:
    mark = TICKED if is_ticked else OPEN
    kind = (
        f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/>'
        f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(OPEN):04X}" w14:font="{BOX_FONT}"/></w14:checkbox>'
    )
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/>{kind}</w:sdtPr>"
        f"<w:sdtContent>{run(mark, font=BOX_FONT)}</w:sdtContent></w:sdt>"
    )


# -- tables ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class BlankCell:
    content: str
    shade: str
    span: int
    align: str


def cell(*paragraphs: str, shade: str = "", span: int = 1, align: str = "center") -> BlankCell:
    """A cell; `align` is vertical."""
    return BlankCell(content="".join(paragraphs), shade=shade, span=span, align=align)


@dataclass(frozen=True, kw_only=True)
class BlankRow:
    cells: tuple[BlankCell, ...]
    height: float
    is_header: bool


def row(*cells: BlankCell, height: float = 0, is_header: bool = False) -> BlankRow:
    """A row at least `height` cm high that stays on one page; a header is repeated on the next."""
    return BlankRow(cells=cells, height=height, is_header=is_header)


def table(widths: Sequence[float], rows: Iterable[BlankRow]) -> str:
    """A table of fixed column widths in cm."""
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="' + RULE + '"/>'
    edges = "".join(
        line.format(e) for e in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(one, widths) for one in rows)}</w:tbl>"
    )


def _row(one: BlankRow, widths: Sequence[float]) -> str:
    props = "<w:cantSplit/>"
    if one.height:
        props += f'<w:trHeight w:val="{twips(one.height)}" w:hRule="atLeast"/>'
    props += "<w:tblHeader/>" if one.is_header else ""
    cells, column = "", 0
    for each in one.cells:
        width = sum(widths[column : column + each.span])
        column += each.span
        inner = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
        inner += f'<w:gridSpan w:val="{each.span}"/>' if each.span > 1 else ""
        inner += (
            f'<w:shd w:val="clear" w:color="auto" w:fill="{each.shade}"/>' if each.shade else ""
        )
        inner += f'<w:vAlign w:val="{each.align}"/>'
        cells += f"<w:tc><w:tcPr>{inner}</w:tcPr>{each.content}</w:tc>"
    return f"<w:tr><w:trPr>{props}</w:trPr>{cells}</w:tr>"


# -- the package -----------------------------------------------------------------------------------

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = f"""{HEAD}<w:styles {W_NS}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240"
w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name
w:val="Default Paragraph Font"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>
<w:rPr><w:color w:val="A6A6A6"/></w:rPr></w:style>
</w:styles>"""
SETTINGS = f"""{HEAD}<w:settings {W_NS}><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="id-ID"/></w:settings>"""
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{OFFICE_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{OFFICE_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{OFFICE_TYPE}.settings+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{OFFICE_TYPE}.footer+xml"/>
<Override PartName="/docProps/core.xml"
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""


def _relations(*relations: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE_REL}">{inner}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE_REL.replace("relationships", "metadata/core-properties")}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>id-ID</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def package(body: str, footer: str, *, title: str, margins: float, foot: float) -> bytes:
    """An A4 document; the same pieces always give the same bytes. Margins in cm."""
    side = twips(margins)
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="r3"/>'
        f'<w:pgSz w:w="{twips(21.0)}" w:h="{twips(29.7)}"/>'
        f'<w:pgMar w:top="{twips(1.3)}" w:right="{side}" w:bottom="{twips(foot)}" w:left="{side}" '
        f'w:header="{twips(0.8)}" w:footer="{twips(0.8)}" w:gutter="0"/></w:sectPr>'
    )
    core = PACKAGE_REL.replace("relationships", "relationships/metadata/core-properties")
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations(
            (f"{REL}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"{HEAD}<w:document {W_NS}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            (f"{REL}/styles", "styles.xml"),
            (f"{REL}/settings", "settings.xml"),
            (f"{REL}/footer", "footer1.xml"),
        ),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": f"{HEAD}<w:ftr {W_NS}>{footer}</w:ftr>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(zipfile.ZipInfo(name, ZIP_DATE), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
