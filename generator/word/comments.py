"""Comments of the service in a Word file: put at paragraphs, and taken out again.

The markers stand around the content of whole paragraphs, never inside a content control: Word takes
a list or a date with anything else in it for damaged.
"""

import re

from docx.comments import Comment
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from generator.word.namespaces import W

__all__ = ["AUTHOR", "add_comment", "remove_comments"]

AUTHOR, INITIALS = "Layanan PMBS", "PMBS"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def add_comment(document: Document, paragraphs: list[etree._Element], message: str) -> None:
    """Comment on paragraphs of the body; nothing without any."""
    if not paragraphs:
        return
    comment = document.comments.add_comment(message, author=AUTHOR, initials=INITIALS)
    first, last = paragraphs[0], paragraphs[-1]
    start = _mark("commentRangeStart", comment)
    properties = first.find(f"{W}pPr")
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    last.append(_mark("commentRangeEnd", comment))
    run = OxmlElement("w:r")
    run.append(_mark("commentReference", comment))
    last.append(run)


def _mark(tag: str, comment: Comment) -> etree._Element:
    return OxmlElement(f"w:{tag}", attrs={qn("w:id"): str(comment.comment_id)})


def remove_comments(document: Document) -> None:
    """Take out the service's comments of an earlier round, and what Word keeps beside them."""
    ours = [one for one in document.comments if one.author == AUTHOR]
    numbers = {str(one.comment_id) for one in ours}
    paragraph_ids = set()
    for comment in ours:
        element = comment._comment_elm  # noqa: SLF001 - python-docx cannot remove one
        paragraph_ids |= {_paragraph_id(inner) for inner in element.iter(f"{W}p")}
        element.getparent().remove(element)
    marks = [e for tag in MARKS for e in document.element.body.iter(f"{W}{tag}")]
    for mark in marks:
        if mark.get(qn("w:id")) not in numbers:
            continue
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            run.getparent().remove(run)
    _forget_threads(document, paragraph_ids - {""})


def _paragraph_id(element: etree._Element) -> str:
    return next((value for name, value in element.attrib.items() if _local(name) == "paraId"), "")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _forget_threads(document: Document, gone: set[str]) -> None:
    """Word lists the threads of comments in parts of their own, by the ids of their paragraphs."""
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if not gone or not re.fullmatch(r"/word/comments(Extended|Ids)\.xml", name):
            continue
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for child in list(root):
            for attribute in list(child.attrib):
                if _local(attribute) == "paraIdParent" and child.get(attribute) in gone:
                    del child.attrib[attribute]
            if _paragraph_id(child) in gone:
                root.remove(child)
        # No public way to replace the bytes of a part that python-docx does not know.
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
