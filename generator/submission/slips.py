"""A slip comes back signed: it tells when its letter was sent, and who carried it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.archive import Delivery, FiledItem
from generator.desks.expedition import enter_delivery, slip_digest
from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.letters import LetterIdentity, SlipIdentity, parse_slip, plain_unit
from generator.office.office import Office
from generator.scans import ScannedPage, write_part
from generator.submission import endings
from generator.vocabulary.problems import Problem, UsageError

__all__ = ["SlipPage", "file_slips", "is_ours", "part_slips"]

# What is said of something that was entered before.
KNOWN_ALREADY = "A010"


@dataclass(frozen=True, kw_only=True)
class SlipPage:
    """A scanned page that is a slip of ours, or two that were not cut apart."""

    scanned: ScannedPage
    slips: tuple[SlipIdentity, ...]


def is_ours(office: Office, told: LetterIdentity | SlipIdentity) -> bool:
    """Whether a code is of this office: by its archive, or of earlier versions by its unit."""
    if told.office:
        return told.office == office.archive.office_code
    return told.unit == plain_unit(office.config.office.unit)


def _digests(office: Office, number: str) -> set[str]:
    """What slips of a letter may tell of it: a slip that went along with an earlier revision is one too."""
    items = office.archive.items
    case = items.named(number).case
    return {slip_digest(one) for one in items.of_case(case) if one.number == number}


def part_slips(pages: Sequence[ScannedPage]) -> tuple[list[SlipPage], list[ScannedPage]]:
    """The pages of a scan that are slips of ours, and the others."""
    found, others = [], []
    for page in pages:
        told = [one for text in page.codes if (one := parse_slip(text)) is not None]
        if told:
            found.append(SlipPage(scanned=page, slips=tuple(told)))
        else:
            others.append(page)
    return found, others


def file_slips(
    office: Office, claim: Claim, path: Path, pages: Sequence[SlipPage], work: Path
) -> tuple[list[Outcome], list[Problem], list[ScannedPage]]:
    """What became of each slip on a scan; and those that are none of ours, with their pages."""
    outcomes: list[Outcome] = []
    foreign: list[Problem] = []
    strangers: list[ScannedPage] = []
    for page in pages:
        for slip in page.slips:
            told = _file_slip(office, path, page, slip, work)
            if isinstance(told, Problem) and told.code != KNOWN_ALREADY:
                foreign.append(told)
                strangers.append(page.scanned)
            else:
                outcomes.append(endings.delivered(claim, slip, told))
    return outcomes, foreign, strangers


def _file_slip(
    office: Office, path: Path, page: SlipPage, slip: SlipIdentity, work: Path
) -> FiledItem | Problem:
    """File a slip that came back: it names the day on which its letter was sent, and who carried it."""
    row = office.archive.correspondence.place_of(slip.series, slip.year, slip.sequence)
    made = office.archive.correspondence.slip(row.number, slip.slip) if row else None
    if not is_ours(office, slip):
        return Problem(code="R006", found=slip.unit or slip.office)
    if row is None or made is None:
        return Problem(code="R007", found=f"{slip.sequence}/{slip.year}")
    if slip.digest and slip.digest not in _digests(office, row.number):
        return Problem(code="R013", found=row.number)
    cut = work / f"tanda-terima-{slip.series}-{slip.sequence}-{slip.slip}.pdf"
    problem = write_part(path, [page.scanned], cut)
    if problem is not None:
        return problem
    try:
        told = Delivery(number=row.number, sent=made.sent, slip=slip.slip, carrier=made.carrier)
        return enter_delivery(office, row, told, cut, (str(slip.slip),))
    except UsageError as error:
        return error.problem
    finally:
        cut.unlink(missing_ok=True)
