"""What a template may name: every key of the form, and what only the office knows.

Form keys are the vocabulary itself (`{{ klien.nama }}`). An answer that is missing is empty, so that
`{% if klien.nik %}` folds its line away; a name that does not exist is an error.
"""

import re
from collections.abc import Sequence
from datetime import date, time
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from generator import indonesian
from generator.case import CaseForm, Diundang, Klien, Petugas, Pihak
from generator.config import Config
from generator.letters.numbering import Letter
from generator.problems import ConfigurationError

__all__ = ["FILTERS", "as_text", "context", "subject_of"]

LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
LISTED_GUESTS = 6
SIGNING_TOGETHER = 4


def as_text(value: Any) -> Any:
    """How a value is printed where a template gives no filter. Text of a person stays literal."""
    if value is None or value == ():
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
    return bare if not bare or bare[-1] in ".!?" else f"{bare}."


def _signing_groups(
    parties: Sequence[Any],
) -> list[list[tuple[SimpleNamespace, SimpleNamespace | None]]]:
    """Who signs, two by two, in groups that stand on one page; a last odd one is alone in its pair.

    Up to four parties are one group. More do not fit one page for sure: each pair is a group then.
    """
    signing = [
        SimpleNamespace(sebutan=_party_name(place), orang=one)
        for place, one in enumerate(parties, start=1)
    ]
    pairs = list(zip_longest(signing[::2], signing[1::2]))
    return [pairs] if len(signing) <= SIGNING_TOGETHER else [[pair] for pair in pairs]


def _party_name(place: int) -> str:
    return f"PIHAK\N{NO-BREAK SPACE}{indonesian.ordinal_party(place)}"


FILTERS: dict[str, Any] = {
    "hari": indonesian.day_name,
    "tanggal_kata": indonesian.date_in_words,
    "tanggal_angka": indonesian.numeric_date,
    "rupiah": indonesian.rupiah,
    "rupiah_kata": indonesian.rupiah_in_words,
    "terbilang": indonesian.in_words,
    "rangkap": indonesian.count_in_words,
    "pihak_ke": _party_name,
    "gabung": lambda parts: indonesian.join([str(as_text(one)) for one in parts]),
    "alinea": _paragraphs,
    "kalimat": _sentence,
    "bertanda_tangan": _signing_groups,
    "utuh": lambda text: indonesian.unbroken(str(text)),
    "kapital": lambda text: str(text).upper(),
}


class _Empty:
    """A section that the form does not carry: false, and every key of it empty."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.__dict__.update(dict.fromkeys(keys))

    def __bool__(self) -> bool:
        return False


def _form_values(form: CaseForm) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, info in CaseForm.model_fields.items():
        value = getattr(form, key)
        if value is None and (model := _model_of(info.annotation)):
            value = _Empty(list(model.model_fields))
        values[key] = value
    return values


def _model_of(annotation: Any) -> type[BaseModel] | None:
    for part in getattr(annotation, "__args__", ()):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def context(letter: Letter, config: Config) -> dict[str, Any]:
    """Everything a template may name, for one letter."""
    form = letter.form
    return {
        **_form_values(form),
        "nomor_kasus": letter.case,
        "surat": _letter(letter, config),
        "kantor": config.office,
        "tujuan": _addressee(letter, config),
        "penandatangan": _signatory(letter, config),
        "mengetahui": _witnessing_head(letter, config),
        "tembusan": letter.letter_type.tembusan,
        "orang": _person(form),
        "undangan": _guests(form),
        "para_pihak": _parties(form),
        "lampiran": _enclosed(letter),
    }


def subject_of(letter: Letter) -> str:
    """The letter's subject (Hal): as letters.toml words it, otherwise its title."""
    return letter.letter_type.subject or letter.letter_type.title


def _letter(letter: Letter, config: Config) -> SimpleNamespace:
    sheets = _appended_lists(letter) + len(_enclosed(letter))
    return SimpleNamespace(
        nomor=letter.number,
        tanggal=letter.dated,
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
        "undangan": bool(_guests(letter.form).terlampir),
    }
    return sum(held[name] for name in letter.letter_type.lists if name in held)


def _enclosed(letter: Letter) -> tuple[str, ...]:
    """Titles of the case's attachments that the letter sends along, where its type does."""
    return letter.attachments if "lampiran" in letter.letter_type.lists else ()


def _addressee(letter: Letter, config: Config) -> SimpleNamespace:
    if not letter.letter_type.to:
        return SimpleNamespace(nama="", kota="", alamat="")
    entry = config.addresses.get(letter.letter_type.to)
    if entry is None:
        raise ConfigurationError("T007", hint=f"addresses.{letter.letter_type.to} tidak ada")
    # A street that nobody verified is not printed as a fact.
    street = entry.address if entry.diperiksa else ""
    return SimpleNamespace(nama=entry.name, kota=entry.city, alamat=street)


def _signatory(letter: Letter, config: Config) -> SimpleNamespace:
    role = letter.letter_type.signatory
    if not role:
        return SimpleNamespace(jabatan="", nama="", pangkat="", nip="")
    one = config.official(role, letter.dated)
    return SimpleNamespace(
        jabatan=f"{one.capacity} {one.post}".strip(), nama=one.name, pangkat=one.rank, nip=one.nip
    )


def _witnessing_head(letter: Letter, config: Config) -> SimpleNamespace | None:
    """The head who signs below a berita acara, unless already among those who sign it."""
    head = _signatory(letter, config)
    if not head.nama or any(_is_same_person(head, one) for one in _signers(letter)):
        return None
    return head


def _signers(letter: Letter) -> list[Pihak | Petugas]:
    """Who signs this record; the case may hold other records, with other signers."""
    form, needs = letter.form, letter.letter_type.needs
    signing: list[Pihak | Petugas] = []
    if form.kesepakatan and "kesepakatan" in needs:
        signing += form.kesepakatan.pihak
    if form.serah_terima and "serah_terima" in needs:
        signing += [form.serah_terima.menyerahkan, form.serah_terima.menerima]
    return signing


def _is_same_person(head: SimpleNamespace, one: Pihak | Petugas) -> bool:
    """By NIP where both have one, otherwise by name without titles."""
    if head.nip and one.nip:
        return re.sub(r"\D", "", head.nip) == re.sub(r"\D", "", one.nip)
    names = [indonesian.tokens(name.partition(",")[0]) for name in (head.nama, one.nama)]
    return names[0] == names[1]


def _person(form: CaseForm) -> SimpleNamespace:
    """How letters speak of the client: form of address, companions, origin, age, employment."""
    klien = form.klien
    others = len(form.rombongan)
    title = "Sdri." if klien and klien.jenis_kelamin == "P" else "Sdr."
    name = f"{title}\N{NO-BREAK SPACE}{klien.nama}" if klien else ""
    group = f" dan {indonesian.count_in_words(others)} orang lainnya" if others else ""
    return SimpleNamespace(
        sapaan=title,
        nama=f"{name}{group}",
        jenis_kelamin={"L": "Laki-laki", "P": "Perempuan"}.get(
            klien.jenis_kelamin if klien else ""
        ),
        jumlah_lainnya=others,
        lahir=_birth(klien),
        asal=_origin(klien),
        masalah=indonesian.join(list(form.permasalahan.jenis)) if form.permasalahan else "",
    )


def _birth(klien: Klien | None) -> str:
    """`Ende, 3 Mei 1992`, or what is known of it."""
    if klien is None:
        return ""
    day = indonesian.long_date(klien.tanggal_lahir) if klien.tanggal_lahir else ""
    return ", ".join(part for part in (klien.tempat_lahir or "", day) if part)


def _origin(klien: Klien | None) -> str:
    """The address in one line: street, village, district, regency, province, as far as known."""
    if klien is None:
        return ""
    village = f"Desa/Kelurahan {klien.desa_kelurahan}" if klien.desa_kelurahan else ""
    district = f"Kecamatan {klien.kecamatan}" if klien.kecamatan else ""
    parts = (klien.alamat, village, district, klien.kabupaten_kota, klien.provinsi)
    return ", ".join(part for part in parts if part)


def _guests(form: CaseForm) -> SimpleNamespace:
    """Whom an invitation goes to; a long list is put on a page of its own."""
    invited = form.temu_bahas.diundang if form.temu_bahas else ()
    names = [_guest(one) for one in invited]
    return SimpleNamespace(
        semua=names, singkat=names if len(names) <= LISTED_GUESTS else [],
        terlampir=names if len(names) > LISTED_GUESTS else [],
    )  # fmt: skip


def _guest(one: Diundang) -> str:
    """An office is invited, not a person: `Kepala Dinas …`; a name comes first if there is one."""
    office = one.instansi
    if one.jabatan:
        office = f"{one.jabatan} {one.instansi}"
    return f"{one.nama}, {office}" if one.nama else office


def _parties(form: CaseForm) -> str:
    """`PIHAK KESATU dan PIHAK KEDUA`; more than three are called together."""
    count = len(form.kesepakatan.pihak) if form.kesepakatan else 2
    if count > 3:  # noqa: PLR2004 - a longer list in a sentence tires the reader
        return "PARA\N{NO-BREAK SPACE}PIHAK"
    return indonesian.join([_party_name(place) for place in range(1, count + 1)])
