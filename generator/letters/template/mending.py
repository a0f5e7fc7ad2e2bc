"""What Word does to a template on its way through an editor, undone before it is read.

Word splits a tag over runs wherever somebody stopped typing, corrected a letter or let the spelling be
checked. docxtpl puts such a tag together by cutting markup out of the text, which breaks the document
where the cut meets a link, a content control or a tracked change. So each tag is gathered here, in
the tree, into the run in which it begins. Tracked changes count as accepted, comments are left out:
neither belongs on a letter.
"""

import re
from collections.abc import Iterator

from lxml import etree

from generator.word.namespaces import W

__all__ = [
    "LITERALS",
    "TAG",
    "TAG_OR_LITERAL",
    "W",
    "accept_changes",
    "leave_out_comments",
    "mend",
    "own_pieces",
]

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Braces that are to be read as such on the letter, as docxtpl spells them.
LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
TAG_OR_LITERAL = re.compile(f"{TAG.pattern}|{'|'.join(map(re.escape, LITERALS))}", re.DOTALL)
# What stands in a run beside text, and how it reads inside a tag.
READ_AS = {
    f"{W}tab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom"))
KEPT = tuple(f"{W}{name}" for name in ("ins", "moveTo"))
FORMER = tuple(
    f"{W}{name}"
    for name in (
        *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"),
        *("tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
)
COMMENT_MARKS = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
COMMENT_PART = re.compile(r"word/(comments\w*|people)\.xml")
TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " "})


def mend(root: etree._Element) -> None:
    """Make a body, header or footer readable: every tag that stands in one paragraph in one piece."""
    accept_changes(root)
    _drop_comment_marks(root)
    for paragraph in root.iter(f"{W}p"):
        _gather(paragraph)


def accept_changes(root: etree._Element) -> None:
    """Tracked insertions become text, deletions go."""
    for one in list(root.iter(*FORMER)):
        _remove(one)
    for one in list(root.iter(*GONE, *KEPT)):
        parent = one.getparent()
        if parent is None:
            continue
        if parent.tag == f"{W}trPr" and one.tag in GONE:
            _remove(parent.getparent())
        elif parent.tag in (f"{W}rPr", f"{W}trPr") or one.tag in GONE:
            _remove(one)
        else:
            for child in reversed(list(one)):
                one.addnext(child)
            _remove(one)


def leave_out_comments(parts: dict[str, bytes]) -> None:
    """Take the comments out of a package: a reviewed template may be used as it is."""
    gone = [name for name in parts if COMMENT_PART.fullmatch(name)]
    for name in gone:
        del parts[name]
    if gone:
        _forget(
            parts, "word/_rels/document.xml.rels", "Target", {one[len("word/") :] for one in gone}
        )
        _forget(parts, "[Content_Types].xml", "PartName", set(gone))


def _forget(parts: dict[str, bytes], part: str, attribute: str, gone: set[str]) -> None:
    root = etree.fromstring(parts[part])
    for one in list(root):
        if one.get(attribute, "").removeprefix("/").removeprefix("word/") in gone | {
            name.removeprefix("word/") for name in gone
        }:
            root.remove(one)
    parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _drop_comment_marks(root: etree._Element) -> None:
    for mark in list(root.iter(*COMMENT_MARKS)):
        run = mark.getparent()
        _remove(mark)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            _remove(run)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def own_pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts, tabs and breaks of a paragraph, without those of text boxes inside it."""
    for one in paragraph.iter(f"{W}t", *READ_AS):
        run = one.getparent()
        if run.tag == f"{W}r" and next(run.iterancestors(f"{W}p"), None) is paragraph:
            yield one


def _gather(paragraph: etree._Element) -> None:
    pieces = list(own_pieces(paragraph))
    texts = [READ_AS.get(piece.tag, piece.text or "") for piece in pieces]
    whole = "".join(texts)
    if "{" not in whole and "}" not in whole:
        return
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text)
    told = list(texts)
    for found in reversed(list(TAG_OR_LITERAL.finditer(whole))):
        first = _piece_at(starts, found.start())
        last = _piece_at(starts, found.end() - 1)
        tag = found[0].translate(TYPOGRAPHIC)
        head = told[first][: found.start() - starts[first]]
        tail = told[last][found.end() - starts[last] :]
        told[first] = head + tag + (tail if first == last else "")
        if first != last:
            for between in range(first + 1, last):
                told[between] = ""
            told[last] = tail
    for piece, before, text in zip(pieces, texts, told, strict=True):
        if text == before:
            continue
        if piece.tag == f"{W}t":
            piece.text = text
            piece.set(SPACE, "preserve")
        else:
            _remove(piece)


def _piece_at(starts: list[int], place: int) -> int:
    """Which piece holds a character; an empty piece holds none."""
    return max(number for number, start in enumerate(starts) if start <= place)
