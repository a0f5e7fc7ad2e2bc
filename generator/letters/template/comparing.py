"""Whether two filled letters say the same: a correction that changes nothing needs no new paper."""

from lxml import etree

from generator.letters.template.pictures import TEXT_PARTS
from generator.word.namespaces import W
from generator.word.package import open_package

__all__ = ["say_the_same", "text_of"]


def say_the_same(docx: bytes, other: bytes) -> bool:
    """Whether body, headers and footers of two letters hold the same words in the same places."""
    return _words(docx) == _words(other)


def text_of(docx: bytes) -> str:
    """What a filled letter says, a paragraph a line, blanks plain."""
    lines = [" ".join(line.split()) for line in _words(docx)]
    return "\n".join(line for line in lines if line)


def _words(docx: bytes) -> list[str]:
    with open_package(docx) as package:
        parts = sorted(name for name in package.names if TEXT_PARTS.fullmatch(name))
        trees = [etree.fromstring(package.read(name)) for name in parts]
    return [
        "".join(
            (one.text or "") if one.tag == f"{W}t" else " "
            for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
        )
        for tree in trees
        for paragraph in tree.iter(f"{W}p")
    ]
