"""The fonts that a template uses, and which of them the service would replace by another width."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from generator.letters.template.examining import TemplateFault
from generator.letters.template.pictures import is_text
from generator.letters.template.tags import paragraphs
from generator.vocabulary.problems import Problem
from generator.word.namespaces import DRAWING, W

__all__ = ["missing_fonts", "used_fonts"]

STYLES = "word/styles.xml"
THEME = re.compile(r"word/theme/theme\d*\.xml")
NAMED = ("ascii", "hAnsi")
THEMED = ("asciiTheme", "hAnsiTheme")
# Fonts of equal widths that the usual packages bring: a letter breaks its lines as in Word.
METRIC_EQUALS = {
    "Arial": "Liberation Sans",
    "Arial Narrow": "Liberation Sans Narrow",
    "Helvetica": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Courier New": "Liberation Mono",
    "Calibri": "Carlito",
    "Cambria": "Caladea",
}


def missing_fonts(name: str, used: Iterable[tuple[str, str, int, str]]) -> list[TemplateFault]:
    """A warning for each font of the template `name` that is replaced by one of another width.

    `used` are what `used_fonts` finds.
    """
    program = shutil.which("fc-match")
    if program is None:
        return []
    found: dict[str, TemplateFault] = {}
    for font, part, number, where in used:
        if font not in found and not _has_equal(program, font):
            problem = Problem(code="W064", found=name, hint=font, where=where)
            found[font] = TemplateFault(problem=problem, part=part, paragraph=number)
    return list(found.values())


def used_fonts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, int, str]]:
    """Each font with a part, a paragraph and words that tell where it is used."""
    theme = _theme(parts)
    styles: set[str] = set()
    for part in filter(is_text, parts):
        root = etree.fromstring(parts[part])
        for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            styles.add(one.get(f"{W}val", ""))
        for paragraph in paragraphs(part, root):
            for font in _named(paragraph.element, theme):
                yield font, part, paragraph.number, paragraph.where
    if STYLES in parts:
        for style, label in _styles_in_use(etree.fromstring(parts[STYLES]), styles):
            for font in _named(style, theme):
                yield font, "", -1, f"gaya {label}"


def _styles_in_use(root: etree._Element, wanted: set[str]) -> Iterator[tuple[etree._Element, str]]:
    """The defaults and the styles that the text names, with those that they are based on."""
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        yield defaults, "bawaan dokumen"
    known = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
    waiting = [name for name, one in known.items() if one.get(f"{W}default") in ("1", "true")]
    waiting += sorted(wanted)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        style = known.get(name)
        if style is None or name in seen:
            continue
        seen.add(name)
        label = style.find(f"{W}name")
        yield style, f"“{label.get(f'{W}val', name) if label is not None else name}”"
        based = style.find(f"{W}basedOn")
        waiting += [based.get(f"{W}val", "")] if based is not None else []


def _named(element: etree._Element, theme: Mapping[str, str]) -> list[str]:
    fonts: dict[str, None] = {}
    for one in element.iter(f"{W}rFonts"):
        for plain, themed in zip(NAMED, THEMED, strict=True):
            font = theme.get(one.get(f"{W}{themed}", "")[:5]) or one.get(f"{W}{plain}")
            if font:
                fonts[font] = None
    return list(fonts)


def _theme(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The fonts of the document's theme, by the first letters of their names (`minor`, `major`)."""
    for part in filter(THEME.fullmatch, parts):
        root = etree.fromstring(parts[part])
        pairs = [
            (kind, root.find(f".//{DRAWING}{kind}Font/{DRAWING}latin"))
            for kind in ("minor", "major")
        ]
        return {kind: latin.get("typeface", "") for kind, latin in pairs if latin is not None}
    return {}


@lru_cache(maxsize=256)
def _has_equal(program: str, font: str) -> bool:
    """Whether the system has the font itself or one of equal metrics."""
    answer = subprocess.run(
        [program, "-f", "%{family}", font], capture_output=True, text=True, timeout=20, check=False
    ).stdout
    return any(name in answer for name in (font, METRIC_EQUALS.get(font, font)))
