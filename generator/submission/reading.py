"""A reading held against the archive."""

from dataclasses import replace

from generator.forms import FormReading
from generator.office.office import Office
from generator.vocabulary.problems import Problem

__all__ = ["continuing"]


def continuing(office: Office, reading: FormReading) -> FormReading:
    """The reading itself; one that continues a case that does not exist is refused."""
    case = reading.form.nomor_kasus if reading.form else None
    if case is None or office.archive.has_case(case):
        return reading
    unknown = Problem(code="F030", field="nomor_kasus", label="Nomor kasus", found=case)
    return replace(reading, form=None, problems=(*reading.problems, unknown))
