"""What stands in a Word form and is no text: pictures go along as attachments, the rest is told."""

import hashlib
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.forms.raw import FormPicture
from generator.forms.word import text as word_text
from generator.forms.word.locating import label_beside
from generator.vocabulary.problems import Problem
from generator.word.namespaces import DRAWING, MATH, MC, PICTURE_PLACE, RELATIONSHIP, VML, W

__all__ = ["pictures_in", "what_is_no_text"]

# Words for what a person may have put where text belongs, by how the address of its kind ends.
KINDS = {
    "/chart": "bagan",
    "/chartex": "bagan",
    "/diagram": "bagan SmartArt",
    "/wordprocessingInk": "tulisan tangan (tinta)",
}
SHAPES = ("/wordprocessingShape", "/wordprocessingGroup", "/wordprocessingCanvas")
# The offices' arms beside a letterhead are smaller on both sides, in the format's unit (360,000 a cm).
ORNAMENT = 3 * 360_000
GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback"})


def pictures_in(body: etree._Element, parts: Mapping[str, bytes]) -> Iterator[FormPicture]:
    """Each picture once, by what it shows; not the arms of a letterhead, nor what was deleted."""
    seen = set()
    for element in body.iter(f"{DRAWING}blip", f"{VML}imagedata"):
        link = element.get(f"{RELATIONSHIP}embed") or element.get(f"{RELATIONSHIP}id") or ""
        data = parts.get(link, b"")
        digest = hashlib.sha256(data).digest()
        if not data or digest in seen or _is_gone(element):
            continue
        label = label_beside(element)
        if label or not _is_ornament(element):
            seen.add(digest)
            yield FormPicture(label=label, data=data)


def what_is_no_text(body: etree._Element) -> list[Problem]:
    """A word on equations, charts, ink, and shapes that stand for an answer: none of them is read."""
    found: dict[tuple[str, str], None] = {}
    for element in body.iter(f"{MATH}oMath", f"{DRAWING}graphicData", f"{W}contentPart"):
        label, kind = label_beside(element), _kind_of(element)
        is_shape = kind.startswith("bentuk")
        if kind and not _is_gone(element) and (label or not is_shape):
            found[kind, label] = None
    return [Problem(code="W082", found=kind, label=label, where=label) for kind, label in found]


def _kind_of(element: etree._Element) -> str:
    """What it is in a clerk's words; empty for what is read elsewhere (pictures, boxes of text)."""
    if element.tag == f"{MATH}oMath":
        return "rumus"
    if element.tag == f"{W}contentPart":
        return KINDS["/wordprocessingInk"]
    kind = element.get("uri", "")
    if kind.endswith(SHAPES):
        holds_more = element.find(f".//{DRAWING}blip") is not None
        return "" if holds_more or word_text.text_boxes(element) else "bentuk (garis, lingkaran)"
    return next((words for ending, words in KINDS.items() if kind.endswith(ending)), "")


def _is_gone(element: etree._Element) -> bool:
    """Whether it was deleted with changes tracked, or is only a copy for programs of old."""
    return any(one.tag in GONE for one in element.iterancestors())


def _is_ornament(element: etree._Element) -> bool:
    for place in element.iterancestors(f"{PICTURE_PLACE}inline", f"{PICTURE_PLACE}anchor"):
        size = place.find(f"{PICTURE_PLACE}extent")
        if size is not None:
            sides = [size.get(side, "") for side in ("cx", "cy")]
            return all(side.isdecimal() and int(side) < ORNAMENT for side in sides)
    return False
