"""What is said to staff: one Indonesian text for each problem code, what happened and what to do.

Code families: B the file itself, F an answer in a form, W a warning (letters are made all the same),
T a template, K conversion to PDF, C printing, R a scan that came back, A the archive, V a finding of
`verify`, D a finding of `doctor`, S the configuration.
"""

from generator.vocabulary.problem_texts.access import ACCESS
from generator.vocabulary.problem_texts.file_kinds import FILE_KINDS
from generator.vocabulary.problem_texts.forms import FORMS
from generator.vocabulary.problem_texts.keeping import KEEPING
from generator.vocabulary.problem_texts.lists import LISTS
from generator.vocabulary.problem_texts.office import OFFICE
from generator.vocabulary.problem_texts.registers import REGISTERS
from generator.vocabulary.problem_texts.scans import SCANS
from generator.vocabulary.problem_texts.surroundings import SURROUNDINGS
from generator.vocabulary.problem_texts.telling import TELLING

__all__ = ["TEXTS"]

# code -> (what happened, what to do). Placeholders: {label} {found} {hint}; the place is added behind.
TEXTS: dict[str, tuple[str, str]] = {
    **FORMS,
    **FILE_KINDS,
    **LISTS,
    **SCANS,
    **OFFICE,
    **SURROUNDINGS,
    **KEEPING,
    **ACCESS,
    **REGISTERS,
    **TELLING,
}
