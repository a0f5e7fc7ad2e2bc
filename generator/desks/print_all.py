"""All that waits for a signature as one PDF, in the order of signing: of one case, or of all that was filed today."""

from collections.abc import Iterable, Sequence

from generator.archive import ArchivedItem
from generator.office.office import Office
from generator.pdf import joined
from generator.vocabulary.prints import PrintJob, PrintState

__all__ = ["as_one_pdf", "sheets_of_case", "sheets_of_today"]


def sheets_of_case(office: Office, case: str) -> list[PrintJob]:
    """The copies of a case's letters that are out for signature, letter by letter."""
    return _sheets(office, office.archive.items.of_case(case))


def sheets_of_today(office: Office) -> list[PrintJob]:
    """The copies of the letters that were filed today and are out for signature; of cases that one may see."""
    today = office.clock.today()
    letters = [
        one
        for one in office.archive.items.unsigned()
        if one.filed_at.date() == today and office.archive.secrecy.may_see(one.case)
    ]
    return _sheets(office, letters)


def _sheets(office: Office, letters: Iterable[ArchivedItem]) -> list[PrintJob]:
    wanted = {
        (one.case, one.item)
        for one in letters
        if one.kind == "surat" and not (one.is_replaced or one.is_signed)
    }
    jobs = [
        job
        for case in sorted({case for case, _ in wanted})
        for job in office.archive.prints.of_case(case)
        if (job.case, job.item) in wanted and job.is_first and _may_be_printed(office, job)
    ]
    return sorted(jobs, key=lambda job: (job.case, job.item, job.copy))


def _may_be_printed(office: Office, job: PrintJob) -> bool:
    """Whether a copy was printed already, or may be now: what waits for a person's word or a day is not taken."""
    return job.state is PrintState.DONE or office.may_print_now(job)


def as_one_pdf(office: Office, jobs: Sequence[PrintJob]) -> bytes:
    """The copies behind each other, each with the code of its copy; that they were taken is in the record."""
    for case, item in dict.fromkeys((job.case, job.item) for job in jobs):
        office.archive.audit.downloaded(case, item=item)
    with office.marked(jobs) as marked:
        return joined([job.pdf for job in marked])
