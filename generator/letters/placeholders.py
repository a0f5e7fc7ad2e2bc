"""What a template may name: every key of the form, and what only the office knows.

Form keys are the vocabulary itself (`{{ klien.nama }}`). An answer that is missing is empty, so that
`{% if klien.nik %}` folds its line away; a name that does not exist is an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from generator.letters import signers as people
from generator.letters import srikandi_variables as srikandi
from generator.letters.numbering import Letter
from generator.letters.template.plain import Absent, Plain, plain
from generator.rules.config import Config
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm

__all__ = ["FILTERS", "as_text", "context", "recipient_of", "subject_of"]

UNBROKEN_HYPHEN = Markup('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')
LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
SIGNING_TOGETHER = 4


def as_text(value: Any) -> Any:
    """How a value is printed where a template gives no filter. Text of a person stays literal."""
    if value is None or value in ((), []):
        return ""
    if isinstance(value, str) and not isinstance(value, Markup) and "\n" in value:
        return LINE_BREAK.join(escape(line) for line in value.split("\n"))
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return value


# In this order: a bool is an int, and only it is to be written out.
_WRITERS: tuple[tuple[Any, Any], ...] = (
    (bool, lambda value: "ya" if value else "tidak"),
    (date, indonesian.long_date),
    (time, indonesian.clock_time),
    ((tuple, list), lambda parts: indonesian.join([str(as_text(one)) for one in parts])),
)


def _paragraphs(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _sentence(text: str | None) -> str:
    """The text with exactly one full stop at its end."""
    bare = (text or "").strip()
    return bare if not bare or bare[-1] in ".!?…" else f"{bare}."


def _unbroken(text: Any) -> str:
    """The text on one line: Word has a mark of its own for a hyphen at which no line ends."""
    whole = indonesian.unbroken(str(text))
    return UNBROKEN_HYPHEN.join(escape(part) for part in whole.split("-"))


def _signing_groups(
    parties: Sequence[Mapping[str, Plain] | None],
) -> list[list[tuple[Mapping[str, Plain], Mapping[str, Plain] | None]]]:
    """Who signs, two by two, in groups that stand on one page; a last odd one is alone in its pair.

    Up to four parties are one group. More do not fit one page for sure: each pair is a group then.
    """
    signing = [
        {
            "sebutan": people.party_name(place),
            "orang": dict.fromkeys(people.SIGNER) | dict(one or {}),
        }
        for place, one in enumerate(parties, start=1)
    ]
    pairs = list(zip_longest(signing[::2], signing[1::2]))
    return [pairs] if len(signing) <= SIGNING_TOGETHER else [[pair] for pair in pairs]


FILTERS: dict[str, Any] = {
    "hari": indonesian.day_name,
    "tanggal_kata": indonesian.date_in_words,
    "tanggal_angka": indonesian.numeric_date,
    "rupiah": indonesian.rupiah,
    "rupiah_kata": indonesian.rupiah_in_words,
    "terbilang": indonesian.in_words,
    "rangkap": indonesian.count_in_words,
    "pihak_ke": people.party_name,
    "gabung": lambda parts: indonesian.join([str(as_text(one)) for one in parts]),
    "alinea": _paragraphs,
    "kalimat": _sentence,
    "bertanda_tangan": _signing_groups,
    "utuh": _unbroken,
    "nama": people.held_together,
    "kapital": lambda text: str(text).upper(),
}


def _form_values(form: CaseForm) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, info in CaseForm.model_fields.items():
        value = getattr(form, key)
        if value is None and (model := _model_of(info.annotation)):
            value = Absent(model.model_fields)
        values[key] = value
    return values


def _model_of(annotation: Any) -> type[BaseModel] | None:
    for part in getattr(annotation, "__args__", ()):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def context(letter: Letter, config: Config) -> dict[str, Plain]:
    """Everything a template may name, for one letter, as plain data."""
    if letter.letter_type.srikandi:
        letter = replace(
            letter,
            form=srikandi.without_variables(letter.form),
            attachments=srikandi.without_variables(letter.attachments),
        )
    form = letter.form
    values = {
        **_form_values(form),
        "nomor_kasus": letter.case,
        "surat": _letter(letter, config),
        "kantor": config.office,
        "tujuan": people.addressee(letter, config),
        "penandatangan": people.sender(letter, config),
        "mengetahui": people.witnessing_head(letter, config),
        "tembusan": letter.letter_type.tembusan,
        "orang": people.person(form),
        "pelapor": people.signer(form.klien) if form.klien else None,
        "undangan": people.guests(form),
        "para_pihak": people.parties(form),
        "ditugaskan": people.assigned(form),
        "hadir": people.attendance(form),
        "bepergian": people.travellers(form),
        "penyerah": people.releasing(letter, config),
        "penerima": people.receiving(form),
        "pertemuan": _meeting(letter, config),
        "lama_permakanan": _days_of_meals(form),
        "lampiran": _enclosed(letter),
    }
    return {name: plain(value) for name, value in values.items()}


def recipient_of(letter: Letter, values: Mapping[str, Plain]) -> str:
    """Whom the agenda names under Kepada: addressee, guests, parties, or who receives."""
    needs, form = letter.letter_type.needs, letter.form
    if values["undangan"]["semua"] and "temu_bahas" in needs:
        return "; ".join(values["undangan"]["semua"])
    if values["tujuan"]["nama"]:
        return str(values["tujuan"]["nama"])
    named: list[str | None] = []
    if "pendampingan" in needs:
        named = [one["nama"] for one in values["ditugaskan"]]
    elif "hasil_temu_bahas" in needs and form.hasil_temu_bahas:
        named = [one.instansi or one.nama for one in form.hasil_temu_bahas.peserta]
    elif "kesepakatan" in needs and form.kesepakatan:
        named = [one.instansi or one.nama for one in form.kesepakatan.pihak]
    elif "serah_terima" in needs and form.serah_terima:
        named = [form.serah_terima.tempat]
    elif "klien" in needs and form.klien:
        named = [form.klien.nama]
    elif "keluar_shelter" in needs and values["penerima"]:
        named = [values["penerima"]["instansi"] or values["penerima"]["nama"]]
    return "; ".join(dict.fromkeys(one for one in named if one))


def subject_of(letter: Letter) -> str:
    """The letter's subject (Hal): as letters.toml words it, otherwise its title."""
    return letter.letter_type.subject or letter.letter_type.title


def _letter(letter: Letter, config: Config) -> SimpleNamespace:
    sheets = _appended_lists(letter) + len(_enclosed(letter))
    return SimpleNamespace(
        nomor=srikandi.NUMBER if letter.letter_type.srikandi else letter.number,
        tanggal=srikandi.DATE if letter.letter_type.srikandi else letter.dated,
        hal=subject_of(letter),
        judul=letter.letter_type.title,
        sifat=letter.letter_type.handling,
        lampiran=indonesian.count_in_words(sheets, "berkas") if sheets else "-",
        rangkap=letter.letter_type.copies_for(letter.form),
        revisi=letter.revision,
        tempat=config.office.city,
    )


def _appended_lists(letter: Letter) -> int:
    """How many lists the letter carries as lampiran: those of its type that hold anything."""
    held = {
        "rombongan": bool(letter.form.rombongan),
        "undangan": bool(people.guests(letter.form).terlampir),
    }
    return sum(held[name] for name in letter.letter_type.lists if name in held)


def _enclosed(letter: Letter) -> tuple[str, ...]:
    """Titles of the case's attachments that the letter sends along, where its type does."""
    return letter.attachments if "lampiran" in letter.letter_type.lists else ()


def _meeting(letter: Letter, config: Config) -> SimpleNamespace:
    """The meeting that minutes are of: hour and place are known from its invitation, if it was for that day."""
    invited, held = letter.form.temu_bahas, letter.form.hasil_temu_bahas
    same = bool(invited and held and invited.tanggal == held.tanggal)
    return SimpleNamespace(
        acara=invited.acara if invited else None,
        pukul=invited.pukul if invited and same else None,
        tempat=invited.tempat if invited and same else None,
        pimpinan=people.known_person(held.pimpinan if held else None, letter, config),
        notulis=people.known_person(held.notulis if held else None, letter, config),
    )


def _days_of_meals(form: CaseForm) -> int | None:
    """How many days meals are asked for; None where the dates do not tell."""
    meals = form.permakanan
    if meals is None or meals.sampai < meals.mulai:
        return None
    return (meals.sampai - meals.mulai).days + 1
