"""What acts in a workbook: links that fetch or start something, macros of every age, programs as parts.

Excel runs or fetches these when a clerk opens the file, also one that we gave back with advice.
"""

import re

from lxml import etree

from generator.forms.word.acting import is_program, is_remote, is_suspect, starts_as_program
from generator.word.package import Package

__all__ = ["acting_part"]

# Parts by their folder or name, lower case, and what they are called for a clerk.
PARTS = (
    ("vbaproject", "makro"),
    ("/macrosheets/", "makro"),
    ("/dialogsheets/", "makro"),
    ("/customui", "makro"),
    ("customui/", "makro"),
    ("/activex/", "kendali ActiveX"),
    ("/embeddings/", "berkas lain di dalamnya"),
    ("/connections.xml", "sambungan data"),
    ("/querytables/", "sambungan data"),
    ("/webextensions/", "aplikasi tambahan"),
    ("/volatiledependencies.xml", "sambungan data"),
)
LINKED_PROGRAM = re.compile(rb"<(?:\w{1,9}:)?(?:ddeLink|oleLink)\b")
MACRO_OF_A_SHAPE = re.compile(rb'\smacro="[^"\s][^"]*"')
FORMULA = re.compile(rb"<(?:\w{1,9}:)?f\b[^<>]*>([^<]{1,8192})")
# `cmd|'/c calc'!A1` is DDE; the functions fetch or call something.
ACTING_FORMULA = re.compile(
    rb"\||\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|DDE|IMAGE)\s*\(",
    re.IGNORECASE,
)
# Text in quotation marks is no call; neither is a bar in it.
QUOTED = re.compile(rb'&quot;.*?&quot;|"[^"]*"')


def acting_part(package: Package) -> str:
    """What acts in a workbook, for a clerk; empty if nothing does.

    Raises:
        PackageError: a part is not whole.
    """
    for part in package.parts:
        name = part.name.lower()
        for place, words in PARTS:
            if place in f"/{name}":
                return words
        if is_program(name) or (
            is_suspect(name) and not part.is_folder and starts_as_program(package.read(part))
        ):
            return "program di dalamnya"
        if name.endswith((".xml", ".rels", ".vml")):
            words = (
                _links(package.read(part)) if name.endswith(".rels") else _acts(package.read(part))
            )
            if words:
                return words
    return ""


def _acts(data: bytes) -> str:
    if LINKED_PROGRAM.search(data):
        return "tautan DDE atau OLE"
    if MACRO_OF_A_SHAPE.search(data):
        return "makro"
    for formula in FORMULA.findall(data):
        if ACTING_FORMULA.search(QUOTED.sub(b"", formula)):
            return "rumus yang mengambil atau menjalankan sesuatu"
    return ""


def _links(data: bytes) -> str:
    try:
        relations = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    for one in relations.iter(etree.Element):
        target, is_link = one.get("Target", ""), one.get("Type", "").endswith("/hyperlink")
        is_page = is_link and target.lower().startswith(("http:", "https:", "mailto:"))
        if one.get("TargetMode") != "External" or is_page:
            continue
        if is_program(target.split("?")[0]):
            return "tautan ke program"
        if is_remote(target):
            return "tautan ke komputer lain"
    return ""
