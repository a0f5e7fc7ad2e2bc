"""A filled letter marked as a draft: KONSEP across every page, and said in words at its head."""

import io
import re
import zipfile
from xml.sax.saxutils import quoteattr

from lxml import etree

from generator.word.namespaces import RELATIONSHIP, W
from generator.word.package import open_package

__all__ = ["DRAFT_NUMBER", "marked_as_draft"]

# What stands where a number will stand.
DRAFT_NUMBER = "…"
WORDS = "KONSEP: belum bernomor, tidak untuk dikirim"
DOCUMENT, RELATIONS, TYPES = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
NEW_HEADER, NEW_RELATION = "word/header-konsep.xml", "rKonsep"
HEADER = re.compile(r"word/header[^/]*\.xml")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
HEADER_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
SHAPE_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:440pt;height:130pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
# The words and the shape that Word itself uses for a watermark; LibreOffice draws it as well.
MARK = f"""
<w:p xmlns:w="{W[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>
<w:r><w:rPr><w:b/><w:color w:val="A00000"/><w:sz w:val="16"/></w:rPr><w:t>{WORDS}</w:t></w:r>
<w:r><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="KONSEP" style={quoteattr(SHAPE_STYLE)} fillcolor="#d9d9d9" stroked="f">
<v:textpath style="font-family:&quot;Liberation Sans&quot;;font-size:1pt" string="KONSEP"/></v:shape>
</w:pict></w:r></w:p>"""


def marked_as_draft(docx: bytes) -> bytes:
    """The letter with the mark in the header of each page; its text stays where it stood."""
    with open_package(docx) as package:
        parts = {name: package.read(name) for name in package.names}
    for name in filter(HEADER.fullmatch, list(parts)):
        parts[name] = _with_mark(parts[name])
    root = etree.fromstring(parts[DOCUMENT])
    if _give_headers(root):
        parts[DOCUMENT] = _bytes(root)
        parts[NEW_HEADER] = _with_mark(_bytes(etree.Element(f"{W}hdr", nsmap={"w": W[1:-1]})))
        _register(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _with_mark(header: bytes) -> bytes:
    root = etree.fromstring(header)
    root.append(etree.fromstring(MARK))
    return _bytes(root)


def _give_headers(root: etree._Element) -> bool:
    """Refer to the new header wherever a page has none of its own."""
    is_needed = False
    for number, section in enumerate(root.iter(f"{W}sectPr")):
        told = {one.get(f"{W}type", "default") for one in section.iter(f"{W}headerReference")}
        wanted = ["default"] if number == 0 else []
        wanted += ["first"] if section.find(f"{W}titlePg") is not None else []
        for kind in wanted:
            if kind not in told:
                attributes = {f"{W}type": kind, f"{RELATIONSHIP}id": NEW_RELATION}
                section.insert(0, etree.Element(f"{W}headerReference", attributes))
                is_needed = True
    return is_needed


def _register(parts: dict[str, bytes]) -> None:
    relations = etree.fromstring(parts[RELATIONS])
    etree.SubElement(
        relations,
        f"{{{PACKAGE}/relationships}}Relationship",
        {"Id": NEW_RELATION, "Type": HEADER_TYPE, "Target": NEW_HEADER.removeprefix("word/")},
    )
    types = etree.fromstring(parts[TYPES])
    etree.SubElement(
        types,
        f"{{{PACKAGE}/content-types}}Override",
        {"PartName": f"/{NEW_HEADER}", "ContentType": HEADER_CONTENT},
    )
    parts[RELATIONS], parts[TYPES] = _bytes(relations), _bytes(types)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
