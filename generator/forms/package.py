"""Opening a stranger's Word package: limits first, nothing external, nothing that runs.

Only read, never given to LibreOffice: a document can make it fetch addresses and local files.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from generator.problems import Problem

__all__ = ["Package", "open_package", "parse_xml"]

MAX_UNPACKED = 100_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
MAX_PART = 30_000_000
RATIO_FROM = 1_000_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A stream of this name, in UTF-16, marks a package that is encrypted with a password.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAIN = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
HARMLESS_LINKS = ("/hyperlink", "/attachedTemplate")
FORBIDDEN_LINKS = {
    "/aFChunk": "dokumen lain yang disisipkan",
    "/oleObject": "objek tertanam",
    "/subDocument": "dokumen bawahan",
    "/frame": "bingkai dari luar",
}
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, kw_only=True)
class Package:
    """The XML parts of a Word document that a form is read from."""

    document: bytes
    headers: tuple[bytes, ...]


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


def open_package(data: bytes) -> Package | Problem:
    """The parts of a .docx, or what is wrong with it."""
    if data.startswith(OLE_MAGIC):
        is_encrypted = ENCRYPTED in data
        return (
            Problem(code="B008") if is_encrypted else Problem(code="B004", found="Word lama (.doc)")
        )
    if not data.startswith(b"PK"):
        return Problem(code="B002")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError):  # fmt: skip
        # zipfile raises all of these for broken, encrypted or exotic archives.
        return Problem(code="B003")


def _read(package: zipfile.ZipFile) -> Package | Problem:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if over := _over_limits(entries):
        return Problem(code="B015", found=over)
    if len(set(names)) != len(names):
        return Problem(code="B003")
    if CONTENT_TYPES not in names or MAIN not in names:
        return Problem(code="B002")
    document = package.read(MAIN)
    headers = tuple(
        package.read(name) for name in names if name.startswith(("word/header", "word/footer"))
    )
    forbidden = _forbidden(package, names)
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in (document, *headers)):
        forbidden = "deklarasi DTD"
    if forbidden:
        return Problem(code="B009", found=forbidden)
    is_strict = STRICT in document[:4000]
    return Problem(code="B019") if is_strict else Package(document=document, headers=headers)


def _over_limits(entries: list[zipfile.ZipInfo]) -> str:
    """Which limit the package's own directory exceeds; nothing has been unpacked yet."""
    if len(entries) > MAX_ENTRIES:
        return f"{len(entries)} bagian"
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return "lebih dari 100 MB setelah dibuka"
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")) and entry.file_size > MAX_PART:
            return "satu bagian lebih dari 30 MB"
        is_big = entry.file_size > RATIO_FROM
        if is_big and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            return "dimampatkan secara tidak wajar"
    return ""


def _forbidden(package: zipfile.ZipFile, names: list[str]) -> str:
    """What the package holds that a form never needs, in words for the clerk."""
    low = [name.lower() for name in names]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in low):
        return "makro"
    if any(name.startswith("word/embeddings/") for name in low):
        return "objek tertanam"
    for name in names:
        if not name.endswith(".rels"):
            continue
        part = package.read(name)
        if b"<!DOCTYPE" in part:
            return "deklarasi DTD"
        try:
            relations = parse_xml(part)
        except etree.XMLSyntaxError:
            continue
        for relation in relations:
            kind = relation.get("Type", "")
            for ending, words in FORBIDDEN_LINKS.items():
                if kind.endswith(ending):
                    return words
            if relation.get("TargetMode") == "External" and not kind.endswith(HARMLESS_LINKS):
                return "bagian yang diambil dari luar dokumen"
    return ""
