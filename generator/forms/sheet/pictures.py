"""In which rows of a sheet pictures and charts stand; a list is of text, they are only told."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from generator.word.package import Package

__all__ = ["picture_rows"]

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
SHOWN = (f"{DRAWN}pic", f"{DRAWN}graphicFrame")


def picture_rows(opened: Package, sheet: str) -> frozenset[int]:
    """The rows, from 1, at which pictures and charts begin on the sheet in a part.

    Raises:
        lxml.etree.XMLSyntaxError: a part about them is no XML.
    """
    rows = set()
    for drawing in _linked(opened, sheet, "/drawing"):
        for shown in _parsed(opened.read(drawing)).iter(*SHOWN):
            row = (
                None
                if (above := shown.getparent()) is None
                else above.find(f"{DRAWN}from/{DRAWN}row")
            )
            if row is not None and (row.text or "").strip().isdecimal():
                rows.add(int(row.text) + 1)
    return frozenset(rows)


def _linked(opened: Package, part: str, kind: str) -> Iterator[str]:
    """The parts of a kind that a part links to."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in opened.names:
        return
    for link in _parsed(opened.read(links)).iterchildren(etree.Element):
        target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target", "")))
        if link.get("Type", "").endswith(kind) and target.lstrip("/") in opened.names:
            yield target.lstrip("/")


def _parsed(data: bytes) -> etree._Element:
    """The parts were looked at before: no document type, none over the limit."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)
