"""The code of a slip that goes along with a letter and comes back signed by whoever received it."""

import re
from dataclasses import dataclass
from typing import Literal

from generator.letters.numbering import check_of, plain_unit

__all__ = ["SlipIdentity", "parse_slip", "slip_code"]

SlipSeries = Literal["keluar", "sisipan"]
# K is an ordinary number, S one that was inserted (sisipan).
MARKS: dict[str, SlipSeries] = {"K": "keluar", "S": "sisipan"}
QR = re.compile(
    r"PMBSE1/(?P<unit>[A-Z0-9 ]+)/(?P<year>\d{4})/(?P<mark>[KS])(?P<sequence>\d+)\.(?P<slip>\d+)"
    r"/(?P<check>[0-9A-F]{4})"
)


@dataclass(frozen=True, kw_only=True)
class SlipIdentity:
    """Which slip of which letter; `series`, `year` and `sequence` name the letter's row in its register."""

    unit: str
    year: int
    series: SlipSeries
    sequence: int
    slip: int


def slip_code(one: SlipIdentity) -> str:
    """The text of a slip's QR code; nothing of it is personal data."""
    mark = next(mark for mark, series in MARKS.items() if series == one.series)
    body = f"PMBSE1/{plain_unit(one.unit)}/{one.year}/{mark}{one.sequence}.{one.slip}"
    return f"{body}/{check_of(body)}"


def parse_slip(text: str) -> SlipIdentity | None:
    """The slip that a code's text names; None if it is none of ours or was misread."""
    text = text.strip()
    found = QR.fullmatch(text)
    if found is None or check_of(text[:-5]) != found["check"]:
        return None
    return SlipIdentity(
        unit=found["unit"],
        year=int(found["year"]),
        series=MARKS[found["mark"]],
        sequence=int(found["sequence"]),
        slip=int(found["slip"]),
    )
