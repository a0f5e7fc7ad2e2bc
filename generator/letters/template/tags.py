"""The tags of a template in the order of reading, each with the place where a clerk finds it in Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from lxml import etree

from generator.letters.template.mending import TAG, TAG_OR_LITERAL, own_pieces
from generator.word.namespaces import W

__all__ = ["Paragraph", "Tag", "paragraphs"]

PART_NAMES = {
    "document": "isi surat",
    "header": "kepala halaman",
    "footer": "kaki halaman",
    "footnotes": "catatan kaki",
}
# `{%tr for … %}`: what docxtpl takes away together with the tag.
INNER = re.compile(
    r"\{(?P<kind>[{%#])(?P<scope>tr|tc|p|r)?(?(scope)\s)(?P<text>.*)[}%#]\}", re.DOTALL
)
SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One tag: `kind` is "{", "%" or "#", `scope` what goes with it (`p`, `tr`), `text` what is inside."""

    written: str
    kind: Literal["{", "%", "#"]
    scope: str
    text: str

    @property
    def keyword(self) -> str:
        """The command of a `{% … %}`."""
        return self.text.split(maxsplit=1)[0] if self.kind == "%" and self.text else ""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of a template: its place in its part, its text, its tags."""

    part: str
    number: int
    element: etree._Element = field(compare=False, repr=False)
    text: str
    where: str
    tags: tuple[Tag, ...]

    @property
    def rest(self) -> str:
        """What stands beside the tags."""
        return TAG_OR_LITERAL.sub(" ", self.text)

    def container(self, scope: str) -> etree._Element | None:
        """What holds the thing that a tag of this scope takes away; None outside of a table."""
        if scope in ("tr", "tc"):
            held = next(self.element.iterancestors(f"{W}{scope}"), None)
            return None if held is None else held.getparent()
        return self.element.getparent()


def paragraphs(part: str, root: etree._Element) -> Iterator[Paragraph]:
    """Every paragraph of a part, in document order."""
    tables = {table: number for number, table in enumerate(_outer_tables(root), start=1)}
    for number, element in enumerate(root.iter(f"{W}p")):
        text = "".join(
            (piece.text or "") if piece.tag == f"{W}t" else " " for piece in own_pieces(element)
        )
        yield Paragraph(
            part=part,
            number=number,
            element=element,
            text=text,
            where=_where(part, element, text, tables),
            tags=tuple(_tag(found[0]) for found in TAG.finditer(text)),
        )


def _tag(written: str) -> Tag:
    inner = INNER.fullmatch(written)
    assert inner is not None  # noqa: S101 - whatever TAG finds has this shape
    text = inner["text"].strip().strip("-+").strip()
    return Tag(
        written=written,
        kind=cast(Literal["{", "%", "#"], inner["kind"]),
        scope=inner["scope"] or "",
        text=text,
    )


def _outer_tables(root: etree._Element) -> Iterator[etree._Element]:
    for table in root.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is None:
            yield table


def _where(part: str, element: etree._Element, text: str, tables: dict[etree._Element, int]) -> str:
    """`isi surat, tabel 2 baris 3, dekat “Nomor …”`."""
    found = re.fullmatch(r"word/([a-z]+)\d*\.xml", part)
    told = [PART_NAMES.get(found[1] if found else "", part)]
    rows = list(element.iterancestors(f"{W}tr"))
    if rows:
        outer = rows[-1].getparent()
        place = list(outer.iterchildren(f"{W}tr")).index(rows[-1]) + 1
        told.append(f"tabel {tables.get(outer, 1)} baris {place}")
    shown = " ".join(text.split())
    if shown:
        told.append(f"dekat “{shown[:SHOWN]}{'…' if len(shown) > SHOWN else ''}”")
    return ", ".join(told)
