"""Reading case forms, Word and JSON: a valid form, or every problem at once."""

from generator.forms.raw import Answer, FormReading
from generator.forms.reading import is_whole, read_form

__all__ = ["Answer", "FormReading", "is_whole", "read_form"]
