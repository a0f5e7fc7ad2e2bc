"""Letter types, numbers' patterns, and filling the Word templates."""

from generator.letters.catalogue import Catalogue, LetterType, load_catalogue
from generator.letters.checking import check_templates
from generator.letters.comparing import say_the_same
from generator.letters.filling import FilledLetter, Filler
from generator.letters.numbering import (
    Letter,
    LetterIdentity,
    code_of,
    number_pattern,
    parse_qr,
    plain_unit,
    qr_text,
)
from generator.letters.pictures import qr_png
from generator.letters.specimens import SPECIMENS, specimen_letter

__all__ = [
    "SPECIMENS",
    "Catalogue",
    "FilledLetter",
    "Filler",
    "Letter",
    "LetterIdentity",
    "LetterType",
    "check_templates",
    "code_of",
    "load_catalogue",
    "number_pattern",
    "parse_qr",
    "plain_unit",
    "qr_png",
    "qr_text",
    "say_the_same",
    "specimen_letter",
]
