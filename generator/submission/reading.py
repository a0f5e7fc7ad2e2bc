"""Every form of a submission, read and held against the archive."""

import hashlib
from dataclasses import dataclass, replace

from generator.forms import FormReading, read_forms
from generator.inbox.brought import Attachment, FormFile
from generator.office.office import Office
from generator.pdf import undrawable
from generator.submission.doubts import doubts
from generator.submission.intake import Intake
from generator.submission.likely_cases import with_likely_cases
from generator.submission.pictures import with_pictures
from generator.vocabulary.case import CaseForm
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import told_in
from generator.vocabulary.indonesian import long_date
from generator.vocabulary.problems import Problem

__all__ = [
    "SubmittedForm",
    "continuing",
    "digest_of",
    "digest_of_part",
    "doubted",
    "drawable",
    "read_submission",
    "taking",
    "why_not_taken",
]

# Of many characters that cannot be printed a note shows the first.
MOST_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class SubmittedForm:
    """One form of a submission, with what came along.

    A spreadsheet may hold many: its bytes are filed with the first (number 1), the others name it.
    """

    digest: str
    source: str
    number: int
    file: FormFile
    reading: FormReading
    attachments: tuple[Attachment, ...] = ()


def read_submission(office: Office, intake: Intake, file: FormFile) -> list[SubmittedForm]:
    """Every form of the submission, read and held against the archive."""
    today = office.clock.today()
    readings = read_forms(file.path, name=file.name, today=today, case=intake.case)
    is_one = len(readings) == 1
    parts = []
    for number, reading in enumerate(readings, start=1):
        digest = intake.digest if is_one else digest_of_part(intake.digest, number)
        taken = drawable(taking(office, continuing(office, reading), digest=digest))
        told, pictures = with_pictures(office, intake.digest, taken)
        part = SubmittedForm(
            digest=digest,
            source=intake.digest,
            number=number,
            file=file,
            reading=told,
            attachments=(*(intake.attachments if is_one else ()), *pictures),
        )
        parts.append(part)
    return parts


def continuing(office: Office, reading: FormReading) -> FormReading:
    """The reading itself; one that continues a case that does not exist, or does not say which, is refused."""
    reading = with_likely_cases(office, reading)
    case = reading.form.nomor_kasus if reading.form else None
    if case is None or office.archive.cases.has(case):
        return reading
    unknown = Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case)
    return replace(reading, form=None, problems=(*reading.problems, unknown))


def taking(office: Office, reading: FormReading, *, digest: str = "") -> FormReading:
    """The reading itself; one for a case that takes nothing now is refused.

    One that took its places while the case was open (`digest`) is brought to its end: it may itself be what closed it.
    """
    case = reading.form.nomor_kasus if reading.form else None
    if case is None or (digest and office.archive.numbers.find_submission(digest) is not None):
        return reading
    problem = why_not_taken(office, case)
    if problem is None:
        return reading
    return replace(reading, form=None, problems=(*reading.problems, problem))


def why_not_taken(office: Office, case: str) -> Problem | None:
    """Why nothing is added to a case now: it is closed, or held."""
    closed = office.archive.cases.closed(case)
    if closed is not None:
        day = long_date(closed)
        return Problem(code="B056", field="nomor_kasus", label="Nomor kasus", found=case, hint=day)
    holds = [one for one in office.archive.retention.holds_of(case) if one.until is None]
    if holds:
        reasons = "; ".join(one.reason for one in holds)
        return Problem(
            code="B057", field="nomor_kasus", label="Nomor kasus", found=case, hint=reasons
        )
    return None


def drawable(reading: FormReading) -> FormReading:
    """The reading itself; a name with a character that no font has is refused, in other answers it is told.

    It would use a number, be printed as a box, and not be found in its own PDF.
    """
    if reading.form is None:
        return reading
    found: list[Problem] = []
    for answer in told_in(reading.form):
        if odd := undrawable(_text(answer.value)):
            shown = ", ".join(f"“{one}” U+{ord(one):04X}" for one in odd[:MOST_SHOWN])
            code = "F043" if answer.fact.kind is Kind.NAME else "W069"
            found.append(
                Problem(code=code, field=answer.path, label=answer.fact.labels[0], found=shown)
            )
    is_refused = any(not one.is_warning for one in found)
    form = None if is_refused else reading.form
    return replace(reading, form=form, problems=(*reading.problems, *found))


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def doubted(office: Office, reading: FormReading, form: CaseForm) -> FormReading:
    """The reading with what does not fit together, in itself and with the archive."""
    earlier = office.archive.cases.form(form.nomor_kasus) if form.nomor_kasus else None
    return replace(reading, problems=(*reading.problems, *doubts(office, form, earlier)))


def digest_of_part(digest: str, number: int) -> str:
    """The digest of one form of a list, which counts as a submission of its own; the first is 1."""
    return digest_of("bagian", digest, str(number))


def digest_of(*told: str) -> str:
    """The digest of something that is no file of its own: a part of one, or what came with it."""
    return hashlib.sha256(" ".join(told).encode()).hexdigest()
