"""The paper of a letter: one template serves A4 and F4."""

from lxml import etree

from generator.word.namespaces import W

__all__ = ["on_paper"]

# Twips. F4 (folio, 21.5 by 33 cm) is what Indonesian offices call legal-size paper.
SIZES = {"A4": (11906, 16838), "F4": (12190, 18709)}


def on_paper(document: bytes, paper: str) -> bytes:
    """The document with its pages of this size; an empty name leaves it as it is.

    Lines stay as long as they were, so that tables fit: the margins at both sides share what is more.
    Landscape pages stay landscape.
    """
    if not paper:
        return document
    root = etree.fromstring(document)
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            continue
        width, height = SIZES[paper]
        if size.get(f"{W}orient") == "landscape":
            width, height = height, width
        more = width - int(size.get(f"{W}w", width))
        for side, share in (("left", more // 2), ("right", more - more // 2)):
            margins.set(f"{W}{side}", str(int(margins.get(f"{W}{side}", 0)) + share))
        size.set(f"{W}w", str(width))
        size.set(f"{W}h", str(height))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
