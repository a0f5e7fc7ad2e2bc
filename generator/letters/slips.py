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
    r"PMBSE2/(?P<office>[0-9A-Z]{4})/(?P<short_year>\d{2})/(?P<mark>[KS])(?P<sequence>\d+)\.(?P<slip>\d+)"
    r"/(?P<digest>[0-9A-Z]{5})/(?P<check>[0-9A-F]{4})"
)
# The codes of slips made before they told the office and the letter.
UNIT_QR = re.compile(
    r"PMBSE1/(?P<unit>[A-Z0-9 ]+)/(?P<year>\d{4})/(?P<mark>[KS])(?P<sequence>\d+)\.(?P<slip>\d+)"
    r"/(?P<check>[0-9A-F]{4})"
)


@dataclass(frozen=True, kw_only=True)
class SlipIdentity:
    """Which slip of which letter; `series`, `year` and `sequence` name the letter's row in its register.

    `office` is the code of the office's archive, `digest` some characters of what the slip says of its
    letter; slips of earlier versions have the `unit` of the office in their place.
    """

    year: int
    series: SlipSeries
    sequence: int
    slip: int
    unit: str = ""
    office: str = ""
    digest: str = ""


def slip_code(one: SlipIdentity) -> str:
    """The text of a slip's QR code; nothing of it is personal data."""
    mark = next(mark for mark, series in MARKS.items() if series == one.series)
    place = f"{mark}{one.sequence}.{one.slip}"
    body = (
        f"PMBSE2/{one.office}/{one.year % 100:02d}/{place}/{one.digest}"
        if one.digest
        else f"PMBSE1/{plain_unit(one.unit)}/{one.year}/{place}"
    )
    return f"{body}/{check_of(body)}"


def parse_slip(text: str) -> SlipIdentity | None:
    """The slip that a code's text names; None if it is none of ours or was misread."""
    text = text.strip()
    found = QR.fullmatch(text) or UNIT_QR.fullmatch(text)
    if found is None or check_of(text[:-5]) != found["check"]:
        return None
    groups = found.groupdict()
    year = int(groups["year"]) if "year" in groups else 2000 + int(groups["short_year"])
    return SlipIdentity(
        unit=groups.get("unit", ""),
        office=groups.get("office", ""),
        digest=groups.get("digest", ""),
        year=year,
        series=MARKS[found["mark"]],
        sequence=int(found["sequence"]),
        slip=int(found["slip"]),
    )
