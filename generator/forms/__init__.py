"""Reading case forms, Word and JSON: a valid form, or every problem at once."""

from generator.forms.blank.page import (
    Field,
    FieldRows,
    FieldSection,
    as_json,
    check,
    collect,
    questions_of,
)
from generator.forms.blank.sheet import make_sheet
from generator.forms.blank.word import BLANKS, BlankForm, make_form
from generator.forms.in_words import ToldRows, ToldSection, answers_of, told_of
from generator.forms.raw import Answer, FormPicture, FormReading
from generator.forms.readers import read_date, read_items, read_time
from generator.forms.reading import (
    FORMATS,
    has_form_name,
    is_a_form,
    is_whole,
    read_form,
    read_forms,
    written_answers,
)
from generator.forms.schema import form_schema
from generator.forms.sheet.comments import with_sheet_comments
from generator.forms.word.comments import with_comments
from generator.vocabulary.fields import label_of

__all__ = [
    "BLANKS",
    "FORMATS",
    "Answer",
    "BlankForm",
    "Field",
    "FieldRows",
    "FieldSection",
    "FormPicture",
    "FormReading",
    "ToldRows",
    "ToldSection",
    "answers_of",
    "as_json",
    "check",
    "collect",
    "form_schema",
    "has_form_name",
    "is_a_form",
    "is_whole",
    "label_of",
    "make_form",
    "make_sheet",
    "questions_of",
    "read_date",
    "read_form",
    "read_forms",
    "read_items",
    "read_time",
    "told_of",
    "with_comments",
    "with_sheet_comments",
    "written_answers",
]
