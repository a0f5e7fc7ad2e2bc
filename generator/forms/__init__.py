"""Reading case forms, Word and JSON: a valid form, or every problem at once."""

from generator.forms.blank import BLANKS, BlankForm, make_form
from generator.forms.raw import Answer, FormReading
from generator.forms.reading import is_whole, read_form

__all__ = [
    "BLANKS",
    "Answer",
    "BlankForm",
    "FormReading",
    "is_whole",
    "make_form",
    "read_form",
]
