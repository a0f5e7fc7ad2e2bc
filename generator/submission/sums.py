"""Numbers of a form that should come to the same, and do not: portions, costs, people; what a child's receiver showed."""

from collections.abc import Iterator
from datetime import date

from generator.forms import label_of
from generator.vocabulary.case import CaseForm
from generator.vocabulary.indonesian import join, rupiah
from generator.vocabulary.people import is_minor
from generator.vocabulary.problems import Problem
from generator.vocabulary.written import typed

__all__ = ["sums"]

RECEIVER = {"nik": "NIK", "identitas": "identitas", "alamat": "alamat", "telepon": "telepon"}


def sums(form: CaseForm, whole: CaseForm, today: date) -> Iterator[Problem]:
    """A word on each that does not fit; the letters say what was written. `whole` is the case."""
    yield from _portions(form, whole)
    yield from _costs(form)
    yield from _travellers(form, whole)
    yield from _receiver_of_a_child(form, whole, today)


def _unlike(field: str, found: str, hint: str) -> Problem:
    return Problem(code="W100", field=field, label=label_of(field), found=found, hint=hint)


def _portions(form: CaseForm, whole: CaseForm) -> Iterator[Problem]:
    """Persons × days × meals against the portions asked, where the form tells the meals."""
    meals = form.permakanan
    if meals is None or not meals.waktu_makan or meals.sampai < meals.mulai:
        return
    told = meals.jumlah_orang
    people = typed(told) if told is not None else 1 + len(whole.rombongan)
    if people is None:
        return
    days, times = (meals.sampai - meals.mulai).days + 1, len(meals.waktu_makan)
    wanted = people * days * times
    if meals.jumlah_porsi != wanted:
        reckoned = f"{people} orang × {days} hari × {times} kali makan = {wanted}"
        yield _unlike("permakanan.jumlah_porsi", str(meals.jumlah_porsi), reckoned)


def _costs(form: CaseForm) -> Iterator[Problem]:
    """The estimate against the sum of its lines."""
    way_home = form.pemulangan
    if way_home is None:
        return
    told, added = typed(way_home.perkiraan_biaya), way_home.jumlah_rincian
    if told is not None and added is not None and told != added:
        yield _unlike(
            "pemulangan.perkiraan_biaya", rupiah(told), f"rinciannya berjumlah {rupiah(added)}"
        )


def _travellers(form: CaseForm, whole: CaseForm) -> Iterator[Problem]:
    """How many go home against how many are in the case; some may stay, none can come to it."""
    told = typed(form.pemulangan.jumlah_orang) if form.pemulangan else None
    people = 1 + len(whole.rombongan)
    if told is not None and told > people:
        yield _unlike("pemulangan.jumlah_orang", str(told), f"dalam kasus ini ada {people} orang")


def _receiver_of_a_child(form: CaseForm, whole: CaseForm, today: date) -> Iterator[Problem]:
    """What is not known of whoever receives a child; police, UPTD PPA or a shelter show their post."""
    leaving = form.keluar_shelter
    if leaving is None or not is_minor(whole.klien, typed(whole.tanggal) or today):
        return
    receiver = leaving.diserahkan_kepada
    keys = ("identitas",) if receiver.instansi else tuple(RECEIVER)
    missing = [RECEIVER[key] for key in keys if not getattr(receiver, key)]
    if missing and not receiver.nip:
        yield Problem(
            code="W101",
            field="keluar_shelter.diserahkan_kepada",
            label=label_of("keluar_shelter"),
            found=join(missing),
        )
