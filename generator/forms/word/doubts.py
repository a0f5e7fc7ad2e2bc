"""What Word may have done to an answer: a picked day that reads as another."""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from generator.forms.days import read_date
from generator.forms.word.locating import label_beside
from generator.forms.word.picked import kept_day, turned_day
from generator.vocabulary.indonesian import plain_date
from generator.vocabulary.problems import Problem
from generator.word.namespaces import W

__all__ = ["doubtful_picks"]


def doubtful_picks(body: etree._Element) -> Iterator[Problem]:
    """A word on each date picker whose text, as people here read it, is another day than it keeps."""
    for control in body.iter(f"{W}sdt"):
        picker = control.find(f"{W}sdtPr/{W}date")
        is_empty = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        day = None if picker is None else kept_day(picker)
        if picker is None or day is None or is_empty:
            continue
        shown = "".join(one.text or "" for one in control.iter(f"{W}t")).strip()
        read = read_date(shown)
        turned = turned_day(picker, shown)
        if turned is not None or (isinstance(read, date) and read != day):
            used = turned or (read if isinstance(read, date) else day)
            yield Problem(
                code="W084",
                label=label_beside(control) or "Tanggal",
                found=shown[:40],
                hint=f"{plain_date(day)}; yang dipakai {plain_date(used)}",
            )
