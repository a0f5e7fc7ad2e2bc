"""Letter types, numbers' patterns, and filling the Word templates."""

from generator.letters.catalogue import DEFAULT_NUMBER, Catalogue, LetterType, load_catalogue
from generator.letters.checking import (
    TemplateReport,
    examine_paper,
    examine_templates,
)
from generator.letters.filling import (
    NO_OFFICE,
    AnswersJobs,
    FilledLetter,
    Filler,
    fill_paper,
    read_template,
    with_fault_comments,
)
from generator.letters.numbering import (
    Letter,
    LetterIdentity,
    code_of,
    earlier_code_of,
    identity_of,
    number_pattern,
    parse_qr,
    plain_unit,
    short_digest,
)
from generator.letters.qr_codes import qr_png, qr_rows
from generator.letters.signers import signing_names
from generator.letters.slips import SlipIdentity, parse_slip, slip_code
from generator.letters.specimens import SPECIMENS, specimen_letter
from generator.letters.srikandi_variables import VARIABLES, without_variables
from generator.letters.template.comparing import say_the_same, text_of
from generator.letters.template.draft_mark import DRAFT_NUMBER, marked_as_draft
from generator.letters.template.examining import TemplateFault
from generator.letters.template.pictures import picture_size
from generator.letters.tightening import page_margins, tightened

__all__ = [
    "DEFAULT_NUMBER",
    "DRAFT_NUMBER",
    "NO_OFFICE",
    "SPECIMENS",
    "VARIABLES",
    "AnswersJobs",
    "Catalogue",
    "FilledLetter",
    "Filler",
    "Letter",
    "LetterIdentity",
    "LetterType",
    "SlipIdentity",
    "TemplateFault",
    "TemplateReport",
    "code_of",
    "earlier_code_of",
    "examine_paper",
    "examine_templates",
    "fill_paper",
    "identity_of",
    "load_catalogue",
    "marked_as_draft",
    "number_pattern",
    "page_margins",
    "parse_qr",
    "parse_slip",
    "picture_size",
    "plain_unit",
    "qr_png",
    "qr_rows",
    "read_template",
    "say_the_same",
    "short_digest",
    "signing_names",
    "slip_code",
    "specimen_letter",
    "text_of",
    "tightened",
    "with_fault_comments",
    "without_variables",
]
