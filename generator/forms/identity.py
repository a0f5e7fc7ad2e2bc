"""Identity numbers and ages: clients misremember, so these only warn.

A NIK is `RRRRRR DDMMYY NNNN`: region, birth date (day + 40 for women), serial; no check digit. Region
codes are not checked: new provinces make any table of them wrong.
"""

import re
from datetime import date

from generator.vocabulary.case import CaseForm, Klien
from generator.vocabulary.facts import Kind
from generator.vocabulary.fields import GivenAnswer, told_in
from generator.vocabulary.problems import Problem
from generator.vocabulary.written import about_years, age_on, typed

__all__ = ["identity_warnings"]

NIK_LENGTH = 16
# `5308120305920001.0`, `5,30812E+15`: what a program writes that took the number for a quantity.
DECIMAL = re.compile(r"[0-9]+[.,][0-9]+[eE]\+?[0-9]+|[0-9]+[eE]\+?[0-9]+|[0-9]{9,}[.,][0-9]{1,3}")
WOMAN = 40


def identity_warnings(form: CaseForm, *, today: date) -> list[Problem]:
    """What does not fit together in a valid form."""
    found = [_spoilt(one) for one in told_in(form) if _is_decimal(one)]
    klien = form.klien
    if klien is not None:
        if klien.nik is not None and not DECIMAL.fullmatch(klien.nik.strip()):
            found += [_nik(fault) for fault in _nik_faults(klien, klien.nik)]
        found += _age_warnings(klien, typed(form.tanggal) or today)
    for place, one in enumerate(form.rombongan, start=1):
        if one.nik is None or DECIMAL.fullmatch(one.nik.strip()):
            continue
        if len(re.sub(r"\D", "", one.nik)) != NIK_LENGTH:
            found.append(_nik("tidak terdiri atas 16 angka", f"rombongan[{place}].nik"))
    return found


def _is_decimal(answer: GivenAnswer) -> bool:
    """Whether an identity number was written by a program that took it for a quantity."""
    return (
        answer.fact.kind is Kind.IDENTITY
        and DECIMAL.fullmatch(str(answer.value).strip()) is not None
    )


def _spoilt(answer: GivenAnswer) -> Problem:
    fault = "tersimpan sebagai bilangan desimal, sehingga angka-angka terakhirnya mungkin berubah"
    if answer.path.endswith("nik"):
        return _nik(fault, answer.path)
    return Problem(
        code="W004",
        field=answer.path,
        label=answer.fact.labels[0],
        found=str(answer.value),
        hint=fault,
    )


def _nik(fault: str, field: str = "klien.nik") -> Problem:
    return Problem(code="W001", field=field, label="NIK", hint=fault)


def _nik_faults(klien: Klien, nik: str) -> list[str]:
    digits = re.sub(r"[\s.-]", "", nik)
    if not re.fullmatch(r"[0-9]{16}", digits):
        return ["tidak terdiri atas 16 angka"]
    faults = []
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    is_woman = day > WOMAN
    born = (day - WOMAN if is_woman else day, month, year)
    if not _exists(*born):
        faults.append("memuat tanggal lahir yang tidak ada")
    else:
        if is_woman != (klien.jenis_kelamin == "P"):
            faults.append("tidak cocok dengan jenis kelamin klien")
        told = typed(klien.tanggal_lahir)
        if told is not None and born != (told.day, told.month, told.year % 100):
            faults.append("tidak cocok dengan tanggal lahir klien")
    if digits.endswith("0000"):
        faults.append("berakhir dengan 0000")
    return faults


def _exists(day: int, month: int, year: int) -> bool:
    try:
        # 2000 is a leap year: a 29 February is taken for possible in any century.
        date(2000 + year if (day, month) != (29, 2) else 2000, month, day)
    except ValueError:
        return False
    return True


def _age_warnings(klien: Klien, on: date) -> list[Problem]:
    born = typed(klien.tanggal_lahir)
    if born is None:
        return []
    if born > on:
        return [_age("klien.tanggal_lahir", f"{born:%d-%m-%Y}", "terletak di masa depan")]
    age = age_on(born, on)
    told = about_years(klien.umur)
    # Who was told by somebody to be about so old may be a little older.
    far = 1 if isinstance(klien.umur, int) else 3
    if told is not None and abs(told - age) > far:
        hint = f"tidak cocok dengan tanggal lahirnya ({age} tahun)"
        return [_age("klien.umur", str(klien.umur), hint)]
    return []


def _age(field: str, found: str, hint: str) -> Problem:
    label = "Umur" if field.endswith("umur") else "Tanggal lahir"
    return Problem(code="W004", field=field, label=label, found=found, hint=hint)
