"""A few WordprocessingML pieces: paragraphs, tables, pictures, and a lean package around them."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

W_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
EMU_PER_CM = 360_000
ZIP_DATE = (2022, 8, 9, 0, 0, 0)


def twips(cm: float) -> int:
    return round(cm * 567)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(
    text: str, *, bold: bool = False, size: float = 0, underline: bool = False, color: str = ""
) -> str:
    """One run of text; size in points, 0 for the style's own."""
    half = round(size * 2)
    marks = "<w:b/>" if bold else ""
    marks += f'<w:color w:val="{color}"/>' if color else ""
    marks += f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else ""
    marks += '<w:u w:val="single"/>' if underline else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str, *, size: float = 0, color: str = "") -> str:
    """A field such as PAGE."""
    inner = run("1", size=size, color=color)
    return f'<w:fldSimple w:instr="{code}">{inner}</w:fldSimple>'


TAB = "<w:r><w:tab/></w:r>"


def p(
    *content: str,
    align: str = "",
    left: float = 0,
    right: float = 0,
    first: float = 0,
    hanging: float = 0,
    before: float = 0,
    after: float = 0,
    keep_next: bool = False,
    keep_lines: bool = False,
    tabs: Sequence[float] = (),
    line: float = 0,
    rule: bool = False,
    page_break: bool = False,
    **font: object,
) -> str:
    """A paragraph. Lengths in cm, spacing in points, `line` as a factor of single spacing.

    Content that is not XML yet becomes a run with the font given.
    """
    props = ""
    if keep_next:
        props += "<w:keepNext/>"
    if keep_lines:
        props += "<w:keepLines/>"
    if page_break:
        props += "<w:pageBreakBefore/>"
    if rule:
        props += (
            '<w:pBdr><w:bottom w:val="thinThickSmallGap" w:sz="12" w:space="1" '
            'w:color="auto"/></w:pBdr>'
        )
    if tabs:
        stops = "".join(f'<w:tab w:val="left" w:pos="{twips(t)}"/>' for t in tabs)
        props += f"<w:tabs>{stops}</w:tabs>"
    spacing = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    if line:
        spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"'
    props += f"<w:spacing {spacing}/>"
    sides = {"left": left, "right": right, "firstLine": first, "hanging": hanging}
    indent = " ".join(f'w:{name}="{twips(cm)}"' for name, cm in sides.items() if cm)
    if indent:
        props += f"<w:ind {indent}/>"
    if align:
        props += f'<w:jc w:val="{align}"/>'
    # The paragraph's own mark has a height too: an empty line of 4 points must be 4 points high.
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>', "".join(content)) or (
        [str(round(float(str(font["size"])) * 2))] if font.get("size") else []
    )
    if sizes:
        props += f'<w:rPr><w:sz w:val="{sizes[0]}"/><w:szCs w:val="{sizes[0]}"/></w:rPr>'
    runs = "".join(
        part if part.startswith("<w:") else run(part, **font)  # type: ignore[arg-type]
        for part in content
    )
    return f"<w:p><w:pPr>{props}</w:pPr>{runs}</w:p>"


# Word wants a paragraph behind a table. This one is a tenth of a point high: behind a table that just
# fills its page, even one point would open a blank page.
AFTER_TABLE = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="2" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)


def tag(text: str) -> str:
    """A paragraph that holds only a docxtpl tag and vanishes: `{%p if … %}`."""
    return p(text)


@dataclass(frozen=True)
class Cell:
    """A table cell: its paragraphs, and how many columns it spans."""

    content: str
    span: int = 1


def row(
    *cells: str | Cell,
    header: bool = False,
    split: bool = False,
    shade: str = "",
    align: str = "",
    height: float = 0,
) -> str:
    """A table row, at least `height` cm high; it does not break over a page unless `split`."""
    props = "" if split else "<w:cantSplit/>"
    props += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    props += "<w:tblHeader/>" if header else ""
    return (
        "<w:tr>"
        + (f"<w:trPr>{props}</w:trPr>" if props else "")
        + "".join(
            f"@@CELL{cell.span if isinstance(cell, Cell) else 1}|{shade}|{align}@@"
            + (cell.content if isinstance(cell, Cell) else cell)
            + "</w:tc>"
            for cell in cells
        )
        + "</w:tr>"
    )


def table(
    widths: Sequence[float],
    rows: Iterable[str],
    *,
    borders: bool = False,
    indent: float = 0,
    margins: float = 0.1,
) -> str:
    """A table of fixed column widths (cm). Rows that are only a docxtpl tag span all columns."""
    line = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    edges = "".join(
        line.format(e) for e in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    border = f"<w:tblBorders>{edges}</w:tblBorders>" if borders else ""
    side = twips(margins)
    props = (
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        + (f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/>' if indent else "")
        + border
        + '<w:tblLayout w:type="fixed"/>'
        + f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/>'
        + f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
    body = "".join(_sized(one, widths) for one in rows)
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _sized(row_xml: str, widths: Sequence[float]) -> str:
    """Give the cells of a row their widths from the table's columns."""
    parts = row_xml.split("@@CELL")
    out, column = [parts[0]], 0
    for part in parts[1:]:
        head, _, rest = part.partition("@@")
        span_text, shade, align = head.split("|")
        span = int(span_text)
        width = twips(sum(widths[column : column + span]))
        column += span
        props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        props += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        props += f'<w:vAlign w:val="{align}"/>' if align else ""
        out.append(f"<w:tc><w:tcPr>{props}</w:tcPr>{rest}")
    return "".join(out)


def tag_row(text: str, columns: int) -> str:
    """A row that holds only a docxtpl tag: `{%tr for … %}`."""
    return row(Cell(p(text), span=columns))


def picture(relation: str, name: str, *, width: float, height: float, number: int) -> str:
    """An inline picture (cm) with `name` as alternative text."""
    frame = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
    inner = _graphic(relation, name, width=width, height=height, number=number)
    return f"<w:r><w:drawing>{frame}{inner}</wp:inline></w:drawing></w:r>"


def floating(
    relation: str, name: str, *, width: float, height: float, up: float, number: int
) -> str:
    """A picture at the left margin, `up` cm above its paragraph's top: it takes no room of its own.

    Placed by its paragraph, not by the page, so that it stays right on paper of another height.
    """
    frame = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph">'
        f"<wp:posOffset>{-round(up * EMU_PER_CM)}</wp:posOffset></wp:positionV>"
    )
    inner = _graphic(relation, name, width=width, height=height, number=number)
    inner = inner.replace("<wp:docPr", "<wp:wrapNone/><wp:docPr", 1)
    return f"<w:r><w:drawing>{frame}{inner}</wp:anchor></w:drawing></w:r>"


def _graphic(relation: str, name: str, *, width: float, height: float, number: int) -> str:
    """What inline and floating pictures share: size, alternative text, the picture itself."""
    cx, cy = round(width * EMU_PER_CM), round(height * EMU_PER_CM)
    return (
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{number}" name="{name}" descr="{name}"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{name}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic>"
    )


STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {W_NS}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="240"
w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>
</w:styles>"""

SETTINGS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings {W_NS}><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"
w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/></w:settings>"""

TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>
<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _rels(*relations: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{i}" Type="{t}" Target="{target}"/>' for i, t, target in relations
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{space}">{inner}</Relationships>'


def _core(title: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>id-ID</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2022-08-09T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


@dataclass(frozen=True, kw_only=True)
class Page:
    """Paper and margins in cm."""

    width: float = 21.0
    height: float = 29.7
    top: float = 2.0
    bottom: float = 2.5
    left: float = 3.0
    right: float = 2.0

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


def document(body: str, footer: str, *, title: str, logo: bytes, qr: bytes, page: Page) -> bytes:
    """The whole package; relations: rLogo in the body, rQr in the footer."""
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rFooter"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" w:header="{twips(1.0)}" '
        f'w:footer="{twips(1.2)}" w:gutter="0"/></w:sectPr>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _rels(
            ("r1", f"{REL}/officeDocument", "word/document.xml"),
            (
                "r2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"{head}<w:document {W_NS}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _rels(
            ("rStyles", f"{REL}/styles", "styles.xml"),
            ("rSettings", f"{REL}/settings", "settings.xml"),
            ("rFooter", f"{REL}/footer", "footer1.xml"),
            ("rLogo", f"{REL}/image", "media/lambang.png"),
        ),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": f"{head}<w:ftr {W_NS}>{footer}</w:ftr>",
        "word/_rels/footer1.xml.rels": _rels(("rQr", f"{REL}/image", "media/qr.png")),
        "word/media/lambang.png": logo,
        "word/media/qr.png": qr,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
