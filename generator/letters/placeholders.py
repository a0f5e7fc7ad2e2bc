"""What a template may name: every key of the form, and what only the office knows.

Form keys are the vocabulary itself (`{{ klien.nama }}`). An answer that is missing is empty, so that
`{% if klien.nik %}` folds its line away; a name that does not exist is an error.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from generator.letters import circumstances, prose
from generator.letters import signers as people
from generator.letters import srikandi_variables as srikandi
from generator.letters.numbering import Letter
from generator.letters.receivers import is_authority
from generator.letters.telling import reduced
from generator.letters.template.plain import Absent, Plain, plain
from generator.rules.config import Config
from generator.rules.sop import Sop
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm
from generator.vocabulary.written import Written

__all__ = ["FILTERS", "as_text", "context", "recipient_of", "subject_of"]

UNBROKEN_HYPHEN = Markup('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')
LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
SIGNING_TOGETHER = 4
CONFIDENTIAL = "Rahasia"
# Who may get a copy of a secret letter: those of the office itself.
OWN_POSTS = re.compile(
    r"^(sekretaris|kepala (bidang|seksi|subbagian|bagian|unit))\b", re.IGNORECASE
)


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


def _unbroken(text: Any) -> str:
    """The text on one line: Word has a mark of its own for a hyphen at which no line ends."""
    whole = indonesian.unbroken(str(text))
    return UNBROKEN_HYPHEN.join(escape(part) for part in whole.split("-"))


def _signing_groups(
    parties: Sequence[Mapping[str, Plain] | None], last: str = ""
) -> list[list[tuple[Mapping[str, Plain], Mapping[str, Plain] | None]]]:
    """Who signs, two by two, in groups that stand on one page; a last odd one is alone in its pair.

    Up to four parties are one group. More do not fit one page for sure: each pair is a group then.
    `last` is what the last one is called where that is no party: the client.
    """
    names = [people.party_name(place) for place in range(1, len(parties) + 1)]
    if last:
        names[-1:] = [last]
    signing = [
        {"sebutan": name, "orang": dict.fromkeys(people.SIGNER) | dict(one or {})}
        for name, one in zip(names, parties, strict=True)
    ]
    pairs = list(zip_longest(signing[::2], signing[1::2]))
    return [pairs] if len(signing) <= SIGNING_TOGETHER else [[pair] for pair in pairs]


def _or_as_written(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """The filter; what is no date and no number is printed as it was written, nothing as nothing."""

    def written(value: Any) -> str:
        if value is None:
            return ""
        return str(value) if isinstance(value, Written) else write(value)

    return written


def _day_and_date(day: date) -> str:
    return f"{indonesian.day_name(day)}, {indonesian.long_date(day)}"


FILTERS: dict[str, Any] = {
    "hari": _or_as_written(indonesian.day_name),
    "hari_tanggal": _or_as_written(_day_and_date),
    "tanggal_kata": _or_as_written(indonesian.date_in_words),
    "tanggal_angka": _or_as_written(indonesian.numeric_date),
    "rupiah": _or_as_written(indonesian.rupiah),
    "rupiah_kata": _or_as_written(indonesian.rupiah_in_words),
    "terbilang": _or_as_written(indonesian.in_words),
    "rangkap": _or_as_written(indonesian.count_in_words),
    "usia": _or_as_written(lambda years: f"{years} tahun"),
    "ada": _or_as_written(lambda is_there: "ada" if is_there else "tidak ada"),
    "pihak_ke": people.party_name,
    "gabung": lambda parts: indonesian.join([str(as_text(one)) for one in parts]),
    "alinea": prose.paragraphs,
    "kalimat": prose.sentence,
    "susunan": prose.structured,
    "jabatan": prose.post,
    "butir": prose.numbered_points,
    "nilai_kata": prose.amounts_in_words,
    "jumlah_barang": prose.goods_count,
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


def context(letter: Letter, config: Config, sop: Sop | None = None) -> dict[str, Plain]:
    """Everything a template may name, as plain data: only what the letter's receiver may be told.

    `sop` is the office's.
    """
    told, whole = reduced(letter), letter.form
    letter = told.letter
    if letter.letter_type.srikandi:
        letter = replace(
            letter,
            form=srikandi.without_variables(letter.form),
            attachments=srikandi.without_variables(letter.attachments),
        )
    form = letter.form
    written, spoken = circumstances.source_of(form)
    days_of_meals = _days_of_meals(form)
    perkara = circumstances.circumstances(whole if told.tells.subject else form, letter.dated)
    values = {
        **_form_values(form),
        "nomor_kasus": letter.case if told.tells.case else "",
        "surat": _letter(letter, config),
        "kantor": config.office,
        "tujuan": people.addressee(letter, config),
        "penandatangan": people.sender(letter, config),
        "mengetahui": people.witnessing_head(letter, config),
        "tembusan": _tembusan(letter, config, perkara),
        "orang": people.person(form, others=told.others, is_titled=told.is_titled),
        "pelapor": people.signer(form.klien) if form.klien else None,
        "sop": SimpleNamespace(nomor=sop.number if sop else "", dasar=sop.basis if sop else ()),
        "nomor_kesepakatan": letter.related.get("kesepakatan"),
        "perkara": perkara,
        "narahubung": circumstances.contact(form, config),
        "rujukan_tertulis": written,
        "rujukan_lisan": spoken,
        "rincian_biaya": circumstances.costs(form),
        "hari_terakhir": circumstances.last_day(form),
        "porsi_sehari": circumstances.portions_a_day(form, days_of_meals),
        "undangan": people.guests(form, config),
        "para_pihak": people.parties(form),
        "ditugaskan": people.assigned(form),
        "hadir": people.attendance(form),
        "bepergian": people.travellers(form),
        "penyerah": people.releasing(letter, config),
        "penerima": people.receiving(form),
        "pertemuan": _meeting(letter, config),
        "lama_permakanan": days_of_meals,
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
    return letter.letter_type.subject or letter.letter_type.title_for(letter.form)


def _letter(letter: Letter, config: Config) -> SimpleNamespace:
    sheets = _appended_lists(letter) + len(_enclosed(letter))
    return SimpleNamespace(
        nomor=srikandi.NUMBER if letter.letter_type.srikandi else letter.number,
        tanggal=srikandi.DATE if letter.letter_type.srikandi else letter.dated,
        hal=subject_of(letter),
        judul=letter.letter_type.title_for(letter.form),
        sifat=CONFIDENTIAL if letter.is_secret else letter.letter_type.handling,
        tanda=CONFIDENTIAL.upper() if letter.is_secret else "",
        lampiran=indonesian.count_in_words(sheets, "berkas") if sheets else "-",
        rangkap=letter.letter_type.copies_for(letter.form),
        meterai=stamp_duty(letter),
        revisi=letter.revision,
        tempat=config.office.city,
    )


def stamp_duty(letter: Letter) -> str:
    """The stamp duty (meterai) that the letter's type asks for with these answers; empty if none."""
    rule = letter.letter_type.meterai
    if rule is None or not rule.is_due(letter.form):
        return ""
    return indonesian.rupiah(rule.duty).removesuffix(",00")


def _tembusan(letter: Letter, config: Config, matter: SimpleNamespace) -> tuple[str, ...]:
    """Who gets a copy; of a secret letter nobody outside of the office, whatever its type asks for."""
    by_matter = letter.letter_type.tembusan_if.items()
    asked = [one for kind, names in by_matter if getattr(matter, kind) for one in names]
    named = tuple(dict.fromkeys((*letter.letter_type.tembusan, *asked)))
    if not letter.is_secret:
        return named
    return tuple(one for one in named if _is_of_the_office(one, config))


def _is_of_the_office(post: str, config: Config) -> bool:
    if config.office.name.casefold() in post.casefold():
        return True
    return bool(OWN_POSTS.match(post)) and not is_authority(OWN_POSTS.sub("", post))


def _appended_lists(letter: Letter) -> int:
    """How many lists the letter carries as lampiran: those of its type that hold anything."""
    held = {
        "rombongan": bool(letter.form.rombongan),
        "undangan": people.are_listed(letter.form),
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
        undangan=letter.related.get("temu_bahas") if same else None,
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
