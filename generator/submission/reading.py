"""Every form of a submission, read and held against the archive."""

import hashlib
from dataclasses import dataclass, replace

from generator.forms import FormReading, read_forms
from generator.inbox.brought import Attachment, FormFile
from generator.office.office import Office
from generator.submission.doubts import doubts
from generator.submission.intake import Intake
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import Problem

__all__ = ["SubmittedForm", "continuing", "digest_of", "doubted", "read_submission"]


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
    return [
        SubmittedForm(
            digest=intake.digest if is_one else digest_of("bagian", intake.digest, str(number)),
            source=intake.digest,
            number=number,
            file=file,
            reading=continuing(office, reading),
            attachments=intake.attachments if is_one else (),
        )
        for number, reading in enumerate(readings, start=1)
    ]


def continuing(office: Office, reading: FormReading) -> FormReading:
    """The reading itself; one that continues a case that does not exist is refused."""
    case = reading.form.nomor_kasus if reading.form else None
    if case is None or office.archive.cases.has(case):
        return reading
    unknown = Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case)
    return replace(reading, form=None, problems=(*reading.problems, unknown))


def doubted(office: Office, reading: FormReading, form: CaseForm) -> FormReading:
    """The reading with what does not fit together, in itself and with the archive."""
    earlier = office.archive.cases.form(form.nomor_kasus) if form.nomor_kasus else None
    return replace(reading, problems=(*reading.problems, *doubts(office, form, earlier)))


def digest_of(*told: str) -> str:
    """The digest of something that is no file of its own: a part of one, or what came with it."""
    return hashlib.sha256(" ".join(told).encode()).hexdigest()
