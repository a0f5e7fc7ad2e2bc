"""What does not fit together, in a form and with what was filed before: warnings, never refusals."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from generator.desks.access_classes import class_of, suggests_stricter
from generator.forms import label_of, read_date
from generator.letters import LetterType
from generator.office.office import Office
from generator.submission.sums import sums
from generator.vocabulary.case import SECTIONS, CaseForm
from generator.vocabulary.fields import group_of
from generator.vocabulary.indonesian import day_name, plain_date, tokens
from generator.vocabulary.problems import Problem
from generator.vocabulary.written import typed

__all__ = ["doubts", "letter_days"]

DAYS = re.compile(r"(\d{1,3})\s*(hari|malam|minggu|bulan)", re.IGNORECASE)
LENGTHS = {"hari": 1, "malam": 1, "minggu": 7, "bulan": 30}


def doubts(office: Office, form: CaseForm, earlier: CaseForm | None) -> list[Problem]:
    """Everything odd about a valid form; `earlier` is the case as it stood before it."""
    whole = earlier.continued_by(form) if earlier else form
    today = office.clock.today()
    return [
        *_dates(form, whole, today, list(letter_days(office, form))),
        *_meeting(office, form),
        *_stay(office, form, whole),
        *sums(form, whole, today),
        *_access(office, form, whole),
        *_no_letter(office, form),
        *_same_person(office, form),
        *(_contradictions(form, earlier) if earlier else ()),
    ]


# -- dates ---------------------------------------------------------------------------------------


def letter_days(office: Office, form: CaseForm) -> Iterator[Problem]:
    """A word on each letter that comes too late for its day, and is not made."""
    today = office.clock.today()
    for one in office.catalogue.letters_for(form.sections, form):
        if (day := one.belated(form, today)) is not None:
            yield _dated("W087", one.ahead, day, what=one.title)


def _dates(
    form: CaseForm, whole: CaseForm, today: date, of_letters: Sequence[Problem]
) -> Iterator[Problem]:
    yield from of_letters
    about = {one.field for one in of_letters}
    meeting = form.temu_bahas
    is_over = meeting is not None and meeting.tanggal < today and form.hasil_temu_bahas is None
    if meeting and is_over and "temu_bahas.tanggal" not in about:
        yield _dated("W006", "temu_bahas.tanggal", meeting.tanggal, what="Tanggal temu bahas")
    received = typed(form.tanggal)
    if received and received > today:
        yield _dated("W013", "tanggal", received)
    groups = {key: group for key in SECTIONS if (group := group_of(key)) is not None}
    for section, group in groups.items():
        told = getattr(form, section)
        if group.is_record and told and told.tanggal > today:
            yield _dated("W013", f"{section}.tanggal", told.tanggal)
    for later, before in ((key, one.follows) for key, one in groups.items() if one.follows):
        second, first = getattr(whole, later), getattr(whole, before)
        is_told_here = later in form.sections or before in form.sections
        if is_told_here and second and first and second.tanggal < first.tanggal:
            hint = f"{label_of(before)} ({plain_date(first.tanggal)})"
            yield _dated(
                "W007", f"{later}.tanggal", second.tanggal, hint=hint, what=label_of(later)
            )
    if form.permakanan and form.permakanan.sampai < form.permakanan.mulai:
        hint = f"tanggal mulainya ({plain_date(form.permakanan.mulai)})"
        yield _dated("W007", "permakanan.sampai", form.permakanan.sampai, hint=hint)


def _dated(code: str, field: str, day: date, *, hint: str = "", what: str = "") -> Problem:
    return Problem(
        code=code, field=field, label=what or label_of(field), found=plain_date(day), hint=hint
    )


def _meeting(office: Office, form: CaseForm) -> Iterator[Problem]:
    """What is unusual about the time of a meeting that is still to be held."""
    meeting, today, hours = form.temu_bahas, office.clock.today(), office.config.hours
    if meeting is None or meeting.tanggal < today:
        return
    odd = []
    if meeting.tanggal == today:
        odd.append("hari ini juga")
    if not hours.is_working_day(meeting.tanggal):
        odd.append("pada hari libur")
    elif not hours.is_open(meeting.tanggal, meeting.pukul):
        odd.append("di luar jam kerja")
    if odd:
        found = f"{day_name(meeting.tanggal)}, {plain_date(meeting.tanggal)} pukul {meeting.pukul:%H.%M}"
        yield Problem(
            code="W089",
            field="temu_bahas.tanggal",
            label=label_of("temu_bahas"),
            found=found,
            hint=" dan ".join(odd),
        )


# -- the shelter ---------------------------------------------------------------------------------


def _stay(office: Office, form: CaseForm, whole: CaseForm) -> Iterator[Problem]:
    if form.serah_terima is None:
        return
    shelter = office.config.shelter
    days = _stay_days(form.serah_terima.batas_tinggal or "", form.serah_terima.tanggal)
    if days is not None and days > shelter.usual_days:
        yield Problem(
            code="W008",
            field="serah_terima.batas_tinggal",
            label="Batas tinggal",
            found=f"{days} hari",
            hint=str(shelter.usual_days),
        )
    living = office.archive.people.in_shelter(without=form.nomor_kasus)
    coming = 1 + len(whole.rombongan)
    if living + coming > shelter.places:
        found = f"{living + coming} orang, {coming} di antaranya baru datang"
        yield Problem(
            code="W009",
            field="serah_terima",
            label="Shelter",
            found=found,
            hint=str(shelter.places),
        )


def _stay_days(text: str, since: date) -> int | None:
    """`10 hari`, `2 minggu`, or a last day, as a number of days; None if it says something else."""
    counted = DAYS.search(text)
    if counted:
        return int(counted[1]) * LENGTHS[counted[2].lower()]
    last = read_date(text)
    return (last - since).days + 1 if isinstance(last, date) else None


# -- who may see it ------------------------------------------------------------------------------


def _access(office: Office, form: CaseForm, whole: CaseForm) -> Iterator[Problem]:
    rules = office.classification.access
    current = class_of(office, form.nomor_kasus, whole).access
    if rules.is_stricter(rules.suggest.access, current) and suggests_stricter(office, form):
        yield Problem(code="W043", found=rules.suggest.access, hint=current)


# -- what is not made ----------------------------------------------------------------------------


def _no_letter(office: Office, form: CaseForm) -> Iterator[Problem]:
    """An answer with which none of the letters is made that depend on it."""
    depending: dict[str, list[LetterType]] = {}
    for one in office.catalogue.types.values():
        if form.sections.issuperset(one.needs):
            for path in one.only_if:
                depending.setdefault(path, []).append(one)
    for path, types in depending.items():
        if not any(one.fits(form) for one in types):
            section, _, key = path.partition(".")
            told = getattr(getattr(form, section), key)
            making = [one.only_if[path][0] for one in types]
            yield Problem(
                code="W016",
                field=path,
                label=label_of(path),
                found=_shown(told),
                hint=" atau ".join(dict.fromkeys(making)),
            )


# -- people --------------------------------------------------------------------------------------


def _same_person(office: Office, form: CaseForm) -> Iterator[Problem]:
    for one in office.archive.people.like(form, outside=form.nomor_kasus):
        by = "NIK yang sama" if one.by == "nik" else f"nama mirip: {one.name or '(kasus rahasia)'}"
        yield Problem(code="W010", field="klien.nama", label="Klien", found=one.case, hint=by)


# -- what the case said before -------------------------------------------------------------------


def _contradictions(form: CaseForm, earlier: CaseForm) -> Iterator[Problem]:
    for section in SECTIONS:
        new, old = getattr(form, section), getattr(earlier, section)
        group = group_of(section)
        if new is None or old is None or group is None or not group.is_steady:
            continue
        for key in type(new).model_fields:
            told, before = getattr(new, key), getattr(old, key)
            if _says_something(told) and _says_something(before) and not _agree(told, before):
                path = f"{section}.{key}"
                yield Problem(
                    code="W011",
                    field=path,
                    label=label_of(path),
                    found=_shown(told),
                    hint=_shown(before),
                )


def _says_something(value: Any) -> bool:
    return value is not None and value not in ((), "")


def _agree(told: Any, before: Any) -> bool:
    if isinstance(told, str) and isinstance(before, str):
        return tokens(told) == tokens(before)
    return bool(told == before)


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))[:80]
    return str(value)[:80]
