"""What a spreadsheet program may have done to an answer: digits lost, days and months changed places."""

import re
from collections.abc import Iterator
from datetime import date

from generator.forms.sheet.cells import SheetCell
from generator.forms.sheet.clients import ClientList
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import JOINTS, fact_of
from generator.vocabulary.problems import Problem

__all__ = ["doubtful_days", "spoilt"]

# `13/05/1985`: a day that no program could have taken for a month, and so left as text.
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})")
MONTHS = 12
TELEPHONE = re.compile(r"8\d{7,11}|5\d{7,9}")


def spoilt(path: str, label: str, place: str, cell: SheetCell) -> Iterator[Problem]:
    """What the program may have done to one answer."""
    if cell.is_error or cell.is_uncounted:
        code = "F041" if cell.is_error else "F042"
        yield Problem(code=code, field=path, label=label, found=cell.text[:40], where=place)
    elif cell.has_lost_digits:
        hint = "tersimpan sebagai angka di Excel, sehingga angka terakhirnya mungkin berubah"
        field_label = label if path.endswith("nik") else f"{label}: angkanya"
        code = "W001" if path.endswith("nik") else "W004"
        found = "" if code == "W001" else cell.text
        yield Problem(code=code, field=path, label=field_label, found=found, hint=hint, where=place)
    elif _has_lost_zero(path, cell):
        yield Problem(code="W077", field=path, label=label, found=cell.text, where=place)
    elif isinstance(cell.value, date) and not _is_day(path):
        yield Problem(code="W078", field=path, label=label, found=cell.text, where=place)


def _kind(path: str) -> Kind | None:
    fact = fact_of(re.sub(r"^rombongan\[\d+\]", "klien", path))
    return fact.kind if fact is not None else None


def _is_day(path: str) -> bool:
    return path in JOINTS or _kind(path) in (Kind.DATE, Kind.TIME, Kind.AGE)


def _has_lost_zero(path: str, cell: SheetCell) -> bool:
    """Whether a telephone number was kept as a quantity, which begins with no zero."""
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return _kind(path) is Kind.CONTACT and is_number and TELEPHONE.fullmatch(cell.text) is not None


def doubtful_days(lists: list[ClientList]) -> Iterator[Problem]:
    """Days that the program may have read month first, row by row.

    Where one column holds both texts such as `13/05/1985`, which it left alone, and days that it took,
    it reads the month first: what somebody typed as 5 December it took for 12 May.
    """
    for one in lists:
        paths = {path for client in one.clients for path in client.cells if _is_day(path)}
        for path in sorted(paths):
            cells = [(client, client.cells[path]) for client in one.clients if path in client.cells]
            if not any(_is_left_alone(cell) for _, cell in cells):
                continue
            for client, cell in cells:
                day = cell.value
                if isinstance(day, date) and day.day <= MONTHS and day.day != day.month:
                    other = date(day.year, day.day, day.month)
                    yield Problem(
                        code="W076",
                        field=path,
                        label=client.labels[path],
                        found=f"{day:%d-%m-%Y}",
                        hint=f"{other:%d-%m-%Y}",
                        where=client.place,
                    )


def _is_left_alone(cell: SheetCell) -> bool:
    found = DAY_FIRST.search(cell.value) if isinstance(cell.value, str) else None
    return found is not None and int(found[1]) > MONTHS >= int(found[2])
