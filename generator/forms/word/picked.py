"""The day that Word's date picker keeps beside the text that it shows.

A picker of an English Word shows 12 May as `5/12/1990`, which people here read as 5 December. What was
picked counts where the text may be the same day; where it is another, somebody typed over it.
"""

import re
from datetime import date

from lxml import etree

from generator.forms.days import read_date
from generator.word.namespaces import W

__all__ = ["kept_day", "turned_day"]


def kept_day(picker: etree._Element) -> date | None:
    """The day that a picker keeps; None if it keeps none."""
    try:
        return date.fromisoformat((picker.get(f"{W}fullDate") or "")[:10])
    except ValueError:
        return None


def turned_day(picker: etree._Element, shown: str) -> date | None:
    """The day that it keeps, if the text shows that day in an order that reads as another here."""
    day = kept_day(picker)
    figures = re.findall(r"\d+", shown)
    if day is None or len(figures) != 3 or re.search(r"[^\W\d_]", shown):  # noqa: PLR2004 - day, month, year
        return None
    orders = [sorted([day.day, day.month, year]) for year in (day.year, day.year % 100)]
    is_same = sorted(map(int, figures)) in orders
    return day if is_same and read_date(shown) != day else None
