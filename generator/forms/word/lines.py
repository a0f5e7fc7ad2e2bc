"""Label and answer in one line of text, and the lines of a page's header or footer."""

import re
from collections.abc import Iterator

from lxml import etree

from generator.forms.matching import Match
from generator.forms.word import text as word_text
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import fact_of

__all__ = ["is_missed", "margin_lines", "split"]

# A colon outside brackets, a tab, or a row of dots parts the label from its answer.
SEPARATOR = re.compile(
    r"^((?:\([^)]*\)|[^:\t(\n]){2,60}?)\s*(:|\t|\.{3,}|…+|_{3,})\s*(.*)$", re.DOTALL
)
FILLING = re.compile(r"^[\s:.…_]+")
# A letterhead's own lines, and what forms under quality control print at their head.
LETTERHEAD = (Kind.ADDRESS, Kind.CONTACT)
PAGE = re.compile(r"\W*(halaman|hal|page)\b", re.IGNORECASE)


def split(text: str) -> tuple[str, str, bool]:
    """Label and answer of a line, and whether a colon parts them; all is label if nothing does."""
    found = SEPARATOR.match(text)
    if found is None:
        return text, "", False
    return found[1].strip(), FILLING.sub("", found[3]).strip(), found[2] == ":"


def margin_lines(part: etree._Element) -> Iterator[tuple[str, str, etree._Element, bool]]:
    """Label, answer, element of each line that may be an answer; last, whether it is a table's row."""
    for block in word_text.blocks(part):
        if not word_text.is_table(block):
            yield *split(word_text.text(block))[:2], block, False
            continue
        for row in word_text.rows(block):
            told = [cell for cell in row.cells if cell.text and cell.text != ":"]
            for cell in told:
                label, answer, _ = split(cell.text)
                if answer:
                    yield label, answer, cell.element, False
            if len(told) > 1 and told[0].text == row.cells[0].text:
                answer = "\n".join(cell.text for cell in told[1:])
                yield told[0].text, answer, told[1].element, True


def is_missed(match: Match | None, label: str, answer: str, *, is_row: bool) -> bool:
    """Whether a line of a margin looks like an answer that is not read there."""
    if not answer or PAGE.match(label):
        return False
    if match is None:
        return is_row
    fact = fact_of(match.path)
    return fact is None or fact.kind not in LETTERHEAD
