"""Where in a form something stands that is no answer itself."""

from lxml import etree

from generator.forms.matching import find_label
from generator.forms.word import text as word_text
from generator.vocabulary.fields import SECTIONS, label_of
from generator.word.namespaces import W

__all__ = ["label_beside"]


def label_beside(element: etree._Element) -> str:
    """The label of the answer in whose row something stands, as the form prints it; empty for none."""
    for row in element.iterancestors(f"{W}tr"):
        for cell in row.iterchildren(f"{W}tc"):
            text = word_text.text(cell).partition("\n")[0].strip(" :")
            match = find_label(text, SECTIONS[0], exact=True) if text else None
            if match is not None:
                return label_of(match.path) or text
    return ""
