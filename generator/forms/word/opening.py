"""What a stranger's Word package may hold: nothing external, nothing that runs, no endless trees.

Only read, never given to LibreOffice: a document can make it fetch addresses and local files.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.forms.word.acting import (
    acting_field,
    is_program,
    is_remote,
    is_suspect,
    starts_as_program,
)
from generator.vocabulary.problems import Problem
from generator.word import package as door
from generator.word.namespaces import STRICT
from generator.word.package import PackageError, PackageFault

__all__ = [
    "ENCRYPTED",
    "OLE_MAGIC",
    "WordParts",
    "has_dtd",
    "open_package",
    "parse_xml",
    "plain_xml",
    "refusal",
]

# A tree takes up to 500 bytes an element. The longest forms have some 6,000 tags, with styles 20,000.
MAX_TAGS, MAX_ATTRIBUTES = 200_000, 300_000
MAX_LEVELS = 100
# The longest forms say a tenth of this; every answer is looked at with several patterns.
MAX_TEXT = 1_000_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A stream of this name, in UTF-16, marks a package that is encrypted with a password.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN = "word/document.xml"
CONTENT_TYPES, ROOT_LINKS = "[Content_Types].xml", "_rels/.rels"
HARMLESS_LINKS = ("/hyperlink", "/attachedTemplate")
FORBIDDEN_LINKS = {
    "/aFChunk": "dokumen lain yang disisipkan",
    "/oleObject": "objek tertanam",
    "/package": "objek tertanam",
    "/control": "objek tertanam",
    "/subDocument": "dokumen bawahan",
    "/frame": "bingkai dari luar",
    "/vbaProject": "makro",
}
# What the standard of packages allows, and what careless programs write.
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
DECLARED = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")


@dataclass(frozen=True, kw_only=True)
class WordParts:
    """The XML parts of a Word document that a form is read from, and the pictures that it shows.

    The pictures are under the names by which the document calls them.
    """

    document: bytes
    headers: tuple[bytes, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class _RefusedError(Exception):
    """Carries a problem out of the depth of a package."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.problem = Problem(code=code, found=found)


def parse_xml(data: bytes) -> etree._Element:
    """Parse without entities, DTD or network.

    Raises:
        lxml.etree.XMLSyntaxError: not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    return etree.fromstring(data, parser)


def open_package(data: bytes) -> WordParts | Problem:
    """The parts of a .docx, or what is wrong with it."""
    if data.startswith(OLE_MAGIC):
        is_encrypted = ENCRYPTED in data
        return (
            Problem(code="B008") if is_encrypted else Problem(code="B036", found="Word lama (.doc)")
        )
    if not data.startswith(b"PK"):
        return Problem(code="B002")
    try:
        with door.open_package(data) as package:
            return _read(package)
    except _RefusedError as refused:
        return refused.problem
    except PackageError as error:
        return refusal(error, locked="B008", broken="B003")
    except UnicodeDecodeError:
        return Problem(code="B003")


def refusal(error: PackageError, *, locked: str, broken: str) -> Problem:
    """Why a package is not opened, with the codes of its kind of file."""
    codes = {
        PackageFault.BROKEN: broken,
        PackageFault.LOCKED: locked,
        PackageFault.LARGE: "B015",
        PackageFault.PACKING: "B028",
    }
    return Problem(code=codes[error.fault], found=error.found)


def _check_names(names: list[str]) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise _RefusedError("B003")
    for name in names:
        parts = re.split(r"[/\\]", name)
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise _RefusedError("B009", "nama bagian yang keluar dari dokumen")


# -- reading ---------------------------------------------------------------------------------------


def plain_xml(data: bytes) -> bytes | None:
    """An XML part in an encoding in which it can be searched; None if it is in a rare one.

    Raises:
        UnicodeDecodeError: it says UTF-16 and is not.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        unmarked = "utf-16-le" if data[0:1] == b"<" else "utf-16-be"
        name = "utf-16" if data[0] >= 0xFE else unmarked  # noqa: PLR2004 - a byte order mark
        text = data.decode(name)
        return re.sub(r"^<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
    if b"\0" in data[:4]:
        return None
    head = data.partition(b"?>")[0] if data.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") else b""
    declared = DECLARED.search(head)
    if declared and declared[1].decode("latin-1").casefold() not in ENCODINGS:
        return None
    return data


def has_dtd(part: bytes) -> bool:
    """Whether a part in plain encoding declares a document type or entities."""
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part


def _read(package: door.Package) -> WordParts | Problem:
    names = package.names
    _check_names(names)
    _check_kinds(names)
    if CONTENT_TYPES not in names:
        return Problem(code="B002")
    main = _main_part(package, names)
    links = "{}/_rels/{}.rels".format(*posixpath.split(main))
    document = b""
    pictures: dict[str, str] = {}
    margins = []
    letters = 0
    _check_programs(package)
    parts = _Parts()
    for entry in filter(_is_xml, package.parts):
        part = parts.checked(package.read(entry))
        if entry.name.lower().endswith(".rels"):
            _check_links(part)
            if entry.name == links:
                pictures = _linked_pictures(main, part)
            continue
        if b"instr" in part and (acts := acting_field(_tree(part))):
            raise _RefusedError("B009", f"bidang {acts}, yang mengambil atau menjalankan sesuatu")
        if entry.name == main:
            document = part
        elif entry.name.startswith(("word/header", "word/footer")):
            letters += _letters(_tree(part))
            margins.append(part)
    root = _tree(document)
    if root.tag.startswith(STRICT):
        return Problem(code="B019")
    if letters + _letters(root) > MAX_TEXT:
        return Problem(code="B015", found="lebih dari satu juta huruf")
    held = {link: package.read(name) for link, name in pictures.items() if name in names}
    return WordParts(document=document, headers=tuple(margins), pictures=held)


def _letters(root: etree._Element) -> int:
    return sum(len(text) for text in root.itertext())


def _check_programs(package: door.Package) -> None:
    """Refuse programs as parts, whatever they are called."""
    for part in package.parts:
        is_odd = is_suspect(part.name) and not part.name.endswith("/")
        if is_program(part.name) or (is_odd and starts_as_program(package.read(part))):
            raise _RefusedError("B009", "program atau berkas lain di dalamnya")


def _is_xml(entry: door.PackagePart) -> bool:
    return entry.name.lower().endswith((".xml", ".rels"))


def _main_part(package: door.Package, names: list[str]) -> str:
    """The name of the part that Word opens: the root's links tell it."""
    main = MAIN
    if ROOT_LINKS in names:
        links = _Parts().checked(package.read(ROOT_LINKS))
        for relation in _tree(links).iterchildren(etree.Element):
            if relation.get("Type", "").endswith("/officeDocument"):
                main = relation.get("Target", "").lstrip("/")
    if main not in names:
        raise _RefusedError("B002")
    return main


def _check_kinds(names: list[str]) -> None:
    """Refuse what a form never needs, by the names of its parts."""
    low = [name.lower() for name in names]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in low):
        raise _RefusedError("B009", "makro")
    if any(name.startswith(("word/embeddings/", "word/activex/")) for name in low):
        raise _RefusedError("B009", "objek tertanam")


@dataclass
class _Parts:
    """What the XML parts of one package hold, all together."""

    tags: int = 0
    attributes: int = 0

    def checked(self, data: bytes) -> bytes:
        """A part without a document type; all of them small enough to become trees."""
        part = plain_xml(data)
        if part is None:
            raise _RefusedError("B009", "pengodean huruf yang tidak biasa")
        if has_dtd(part):
            raise _RefusedError("B009", "deklarasi DTD")
        self.tags += part.count(b"<")
        self.attributes += part.count(b"=")
        if self.tags > MAX_TAGS or self.attributes > MAX_ATTRIBUTES:
            raise _RefusedError("B015", "terlalu banyak unsur")
        return part


def _tree(part: bytes) -> etree._Element:
    """The tree of a part that is no deeper than people write.

    Raises:
        _RefusedError: it is, or it is no XML.
    """
    try:
        root = parse_xml(part)
    except etree.XMLSyntaxError as error:
        is_deep = "depth" in str(error) or "huge" in str(error).casefold()
        raise _RefusedError(*(("B015", "melampaui batas") if is_deep else ("B003",))) from error
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > MAX_LEVELS:
            raise _RefusedError("B015", f"lebih dari {MAX_LEVELS} tingkat")
    return root


def _linked_pictures(main: str, links: bytes) -> dict[str, str]:
    """The parts that the main part shows as pictures, by the names of its links."""
    folder = posixpath.join("/", posixpath.dirname(main))
    found = {}
    for link in _tree(links).iterchildren(etree.Element):
        if link.get("Type", "").endswith("/image") and link.get("TargetMode") != "External":
            target = posixpath.join(folder, link.get("Target", ""))
            found[link.get("Id", "")] = posixpath.normpath(target).lstrip("/")
    return found


def _check_links(part: bytes) -> None:
    """Refuse links to what a form never needs."""
    for relation in _tree(part).iterchildren(etree.Element):
        kind = relation.get("Type", "")
        for ending, words in FORBIDDEN_LINKS.items():
            if kind.endswith(ending):
                raise _RefusedError("B009", words)
        is_template = kind.endswith("/attachedTemplate")
        if is_template and is_remote(relation.get("Target", "")):
            raise _RefusedError("B009", "templat yang diambil dari komputer lain")
        if relation.get("TargetMode") == "External" and not kind.endswith(HARMLESS_LINKS):
            raise _RefusedError("B009", "bagian yang diambil dari luar dokumen")
