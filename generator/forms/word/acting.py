"""What acts in a Word document: fields that fetch or start something, templates from elsewhere, programs.

Word runs or fetches these when a clerk opens the file, also one that we gave back with advice.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from generator.word.namespaces import W

__all__ = [
    "acting_field",
    "is_program",
    "is_remote",
    "is_signed",
    "is_suspect",
    "starts_as_program",
]

FIELDS = frozenset(
    {
        "DDE",
        "DDEAUTO",
        "LINK",
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "INCLUDE",
        "IMPORT",
        "DATABASE",
        "RD",
        "EMBED",
        "MACROBUTTON",
        "GOTOBUTTON",
        "PRINT",
        "CONTROL",
        "HTMLCONTROL",
    }
)
# Another machine: an address, or a share of Windows. A file of the same machine is Word's habit.
REMOTE = re.compile(
    r"\s*(?:(?!file:)[a-z][a-z0-9+.-]+://|mhtml:|\\\\|//|file:(?:/{2}[^/]|/{4,}|/*\\\\))",
    re.IGNORECASE,
)
PROGRAM_NAMES = re.compile(
    r"\.(?:exe|dll|com|scr|pif|cpl|msi|bat|cmd|ps1|psm1|vbs|vbe|vba|js|jse|wsf|wsh|hta|jar|lnk|url|scf|reg|"
    r"sh|py|ocx|xll|docm|dotm|xlsm)$",
    re.IGNORECASE,
)
PROGRAM_MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")
HARMLESS = re.compile(
    r"\.(?:xml|rels|png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|wdp|ico|odttf|ttf|fntdata|txt)$",
    re.IGNORECASE,
)


def acting_field(root: etree._Element) -> str:
    """The name of a field that acts, however its instruction is split; empty if there is none."""
    for text in _instructions(root):
        name = text.split(maxsplit=1)[0].strip('"\\').upper() if text.split() else ""
        if name in FIELDS:
            return name
    return ""


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instruction of each field, put together from its pieces; one inside another stands for itself."""
    open_fields: list[list[str]] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag != f"{W}fldChar":
            if open_fields:
                open_fields[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            if open_fields and not "".join(open_fields[-1]).strip():
                # Its name is worked out by a field inside it: nobody does that but to hide it.
                yield "DDE"
            open_fields.append([])
        elif element.get(f"{W}fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop())
    yield from ("".join(one) for one in open_fields)


def is_remote(target: str) -> bool:
    """Whether a link leads to another machine."""
    return REMOTE.match(target) is not None


def is_program(name: str) -> bool:
    """Whether a part is a program by its name."""
    return PROGRAM_NAMES.search(name) is not None


def is_suspect(name: str) -> bool:
    """Whether a part is nothing that documents are made of, so that its first bytes have to be seen."""
    return HARMLESS.search(name) is None


def starts_as_program(data: bytes) -> bool:
    return data.startswith(PROGRAM_MAGIC)


def is_signed(names: Iterable[str]) -> bool:
    """Whether a package is signed electronically: written anew it would be signed by nobody."""
    return any(name.lower().startswith("_xmlsignatures/") for name in names)
