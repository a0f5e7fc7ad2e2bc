"""What follows from a form's answers for the wording of its letters: never more than was said.

A template asks for these by name (`{% if perkara.upah %}`); the words stand in the template.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from generator.rules.config import Config
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm
from generator.vocabulary.people import is_minor

__all__ = [
    "circumstances",
    "contact",
    "costs",
    "last_day",
    "portions_a_day",
    "source_of",
]

# As people write that they do not know; an empty answer says nothing.
UNKNOWN = (
    ("tidak", "tahu"),
    ("tidak", "diketahui"),
    ("tdk", "tahu"),
    ("tdk", "diketahui"),
    ("lupa",),
)
BY_THEMSELVES = ("datang", "sendiri")


def circumstances(form: CaseForm, day: date) -> SimpleNamespace:
    """What the case is about, as letters word it differently.

    `upah`: a claim for wages; `majikan_tidak_diketahui`: somebody said that the employer is not known;
    `deportasi`: sent back from abroad; `anak`: the client is under 18 on `day`.
    """
    problem, work = form.permasalahan, form.pekerjaan
    kinds = [indonesian.tokens(kind) for kind in problem.jenis] if problem else []
    return SimpleNamespace(
        upah=any("upah" in kind or "gaji" in kind for kind in kinds)
        or bool(work and work.tunggakan_upah),
        majikan_tidak_diketahui=bool(work and is_unknown(work.perusahaan)),
        deportasi=any("deportasi" in kind or "dideportasi" in kind for kind in kinds),
        anak=is_minor(form.klien, day),
    )


def is_unknown(answer: Any) -> bool:
    """Whether an answer says that nobody knows: "tidak tahu"."""
    words = tuple(indonesian.tokens(str(answer or "")))
    return any(words[: len(said)] == said for said in UNKNOWN)


def source_of(form: CaseForm) -> tuple[bool, bool]:
    """Whether the client came with a letter of somebody, and whether through somebody without one."""
    words = tuple(indonesian.tokens(form.sumber_rujukan or ""))
    through = bool(words) and words[:2] != BY_THEMSELVES
    written = through and bool(form.nomor_surat_rujukan)
    return written, through and not written


def contact(form: CaseForm, config: Config) -> SimpleNamespace | None:
    """Whom a receiver may call: the officer, by their own number or the office's; None if neither is known."""
    officer = form.petugas
    phone = (officer.telepon if officer else None) or config.office.phone
    if officer:
        return SimpleNamespace(nama=officer.nama, jabatan=officer.jabatan, telepon=phone)
    return SimpleNamespace(nama="kantor kami", jabatan=None, telepon=phone) if phone else None


def costs(form: CaseForm) -> SimpleNamespace:
    """The lines of an estimate with what each comes to, and their sum.

    A line whose number or price was not said cannot be added up: then there is no sum (`jumlah` None).
    """
    told = form.pemulangan.rincian if form.pemulangan else ()
    rows = [
        SimpleNamespace(
            uraian=one.uraian,
            jumlah=one.jumlah,
            satuan=one.satuan or "",
            harga=one.harga,
            biaya=one.biaya,
        )
        for one in told
    ]
    return SimpleNamespace(
        baris=rows, jumlah=form.pemulangan.jumlah_rincian if form.pemulangan else None
    )


def last_day(form: CaseForm) -> date | None:
    """The last day in the shelter where a number of days was agreed; a date says it by itself.

    The day of the handover is the first of them, as in the list of who lives there.
    """
    stay = form.serah_terima
    if stay is None or not isinstance(stay.tanggal, date):
        return None
    days = indonesian.counted_days(stay.batas_tinggal or "")
    return stay.tanggal + timedelta(days=days - 1) if days else None


def portions_a_day(form: CaseForm, days: int | None) -> int | None:
    """Portions a day, where the portions asked for can be spread evenly over the days."""
    meals = form.permakanan
    if meals is None or not days or not isinstance(meals.jumlah_porsi, int):
        return None
    each, rest = divmod(meals.jumlah_porsi, days)
    return each if each and not rest else None
