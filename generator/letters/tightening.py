"""A letter that is a little too long for its page, set tighter: what a secretary does in Word.

The words are not touched. Text of 12 points becomes 11, the distances between paragraphs shrink, and
four empty lines for a signature become three. Smaller text (lists, footers) stays as it is.
"""

import io
import re
import zipfile

from lxml import etree

from generator.letters.template.pictures import is_text
from generator.word.namespaces import W
from generator.word.package import open_package

__all__ = ["page_margins", "tightened"]


# Half points: text between these becomes 11 points. A heading stays larger than the text below it.
FROM, TO, TIGHT = 23, 24, 22
# How much of a distance between paragraphs stays.
KEPT_SPACING = 0.6
# So many empty lines one below another are room for a signature; one of them can be spared.
ROOM_TO_SIGN = 4
TWIPS_PER_CM = 567
ZIP_DATE = (2022, 8, 9, 0, 0, 0)


def tightened(docx: bytes) -> bytes:
    """The same letter in 11 points, with less between its paragraphs and three lines to sign in."""
    out = io.BytesIO()
    with (
        open_package(docx) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as tight,
    ):
        for name in package.names:
            data = package.read(name)
            if name == "word/styles.xml" or is_text(name):
                data = _tight_part(data)
            packed = zipfile.ZIP_STORED if "/media/" in name else zipfile.ZIP_DEFLATED
            tight.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, packed)
    return out.getvalue()


def page_margins(docx: bytes) -> dict[str, float]:
    """The margins of the letter's last section in cm (`top`, `bottom`, `left`, `right`); empty if it names none."""
    with open_package(docx) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    told = list(tree.iter(f"{W}pgMar"))
    if not told:
        return {}
    return {
        side: int(told[-1].get(f"{W}{side}", "0")) / TWIPS_PER_CM
        for side in ("top", "bottom", "left", "right")
    }


def _tight_part(data: bytes) -> bytes:
    tree = etree.fromstring(data)
    for size in tree.iter(f"{W}sz", f"{W}szCs"):
        if FROM <= int(size.get(f"{W}val", "0")) <= TO:
            size.set(f"{W}val", str(TIGHT))
    for spacing in tree.iter(f"{W}spacing"):
        for side in (f"{W}before", f"{W}after"):
            told = spacing.get(side, "")
            if re.fullmatch(r"\d+", told):
                spacing.set(side, str(round(int(told) * KEPT_SPACING)))
    _spare_a_line(tree)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _spare_a_line(tree: etree._Element) -> None:
    """Take one of the empty lines away wherever there are four or more between paragraphs."""
    empty: list[etree._Element] = []
    for paragraph in list(tree.iter(f"{W}p")):
        beside = not empty or paragraph.getprevious() is empty[-1]
        if _is_empty_line(paragraph) and beside:
            empty.append(paragraph)
            continue
        _take_one(empty)
        empty = [paragraph] if _is_empty_line(paragraph) else []
    _take_one(empty)


def _take_one(empty: list[etree._Element]) -> None:
    if len(empty) >= ROOM_TO_SIGN:
        spared = empty[-1]
        parent = spared.getparent()
        assert parent is not None  # noqa: S101 - a paragraph stands in something
        parent.remove(spared)


def _is_empty_line(paragraph: etree._Element) -> bool:
    """A line without text or picture, as high as a line of text."""
    if (
        "".join(paragraph.itertext()).strip()
        or next(paragraph.iter(f"{W}drawing"), None) is not None
    ):
        return False
    sizes = [int(one.get(f"{W}val", "24")) for one in paragraph.iter(f"{W}sz")]
    return all(size >= TIGHT for size in sizes)
