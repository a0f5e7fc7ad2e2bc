"""Reducing a case to what a letter's receiver may be told, before anything is filled.

A template gets the reduced form only: what it does not hold, no template can print. Whoever is named
by initials or not at all is named so everywhere, in the words of an answer too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import BaseModel

from generator.letters.numbering import Letter
from generator.letters.receivers import Tells, is_outsider
from generator.vocabulary import indonesian
from generator.vocabulary.case import CaseForm, Klien, Penumpang, Rombongan
from generator.vocabulary.facts import Fact, Kind, Knowledge
from generator.vocabulary.fields import knowledge_of, model_in
from generator.vocabulary.people import is_minor
from generator.vocabulary.written import typed

__all__ = ["Told", "forbidden", "reduced", "tells_of"]

ILLNESS = frozenset({"sakit", "hamil", "depresi", "stres", "jiwa", "gangguan"})
# Answers in words, in which somebody may be named.
WORDED = (Kind.PROSE, Kind.POINTS, Kind.ITEMS, Kind.WORDS)
# Where only a full name is one of a person.
PLACED = (Kind.PLACE, Kind.BODY, Kind.ADDRESS, Kind.CONTACT)
IDENTITY = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
NOT_TOLD = "…"
# A single name may be part of another person's: "Siti" of "Siti Aminah".
ALONE = r"(?!\s+[A-Z][a-z])"


@dataclass(frozen=True, kw_only=True)
class Told:
    """A letter with what its receiver may be told. `others` counts those who came along, listed or not.

    `name` is how the client is named, `is_titled` whether "Sdr." stands before it.
    """

    letter: Letter
    tells: Tells
    name: str
    is_titled: bool
    others: int

    @property
    def named(self) -> str:
        """The client's name as the letter has to print it; empty where it names nobody."""
        return self.name if self.tells.name in ("lengkap", "inisial") else ""


def tells_of(letter: Letter) -> Tells:
    """What the receivers of this letter are told of the client."""
    return letter.letter_type.table.for_reader(
        outside=is_outsider(_receivers(letter)), secret=letter.is_secret
    )


def reduced(letter: Letter) -> Told:
    """The letter with what its receiver may be told, and nothing else."""
    form, table = letter.form, letter.letter_type.table
    if form.tiket and "tiket" in letter.letter_type.needs:
        form = _of_passengers(form)
    tells = tells_of(letter)
    day = typed(form.tanggal) or letter.dated
    outside = is_outsider(_receivers(letter))
    secret = table.for_reader(outside=outside, secret=True)
    names: dict[str, str] = {}
    client_name, is_titled = "", True
    if form.klien:
        client_name = named(form.klien.nama, tells, letter.case, is_child=is_minor(form.klien, day))
        is_titled = tells.name in ("lengkap", "inisial") and not client_name.startswith("anak ")
        names |= _masked(form.klien.nama, client_name)
        if tells.name != "lengkap" and form.klien.alias:
            names |= _masked(form.klien.alias, client_name)
    rows = []
    for place, one in enumerate(form.rombongan, start=2):
        is_child = is_minor(one, day)
        own = secret if is_child else tells
        name = named(one.nama, own, "", is_child=is_child, place=place)
        names |= _masked(one.nama, name)
        kept = {
            key: getattr(one, key) if key in own.people else None for key in Rombongan.model_fields
        }
        rows.append(one.model_copy(update={**kept, "nama": name}))
    told = _sections(form, letter, tells)
    mask = _mask(names, is_identity_told=tells.identity)
    told = {key: _scrubbed_answer(_kind_of(key), value, mask) for key, value in told.items()}
    told["klien"] = _client(_scrubbed(form.klien, mask), tells, client_name)
    told["rombongan"] = tuple(rows) if "nama" in tells.people else ()
    told["nomor_kasus"] = form.nomor_kasus if tells.case else None
    attachments = tuple(map(mask.words, letter.attachments)) if tells.identity else ()
    return Told(
        letter=replace(letter, form=form.model_copy(update=told), attachments=attachments),
        tells=tells,
        name=client_name,
        is_titled=is_titled,
        others=len(form.rombongan),
    )


def named(name: str, tells: Tells, case: str, *, is_child: bool, place: int = 1) -> str:
    """How somebody is named: in full, by initials (`anak M.`), by the case, or not at all."""
    if tells.name == "lengkap":
        return name
    if tells.name == "inisial":
        initials = [word[0].upper() + "." for word in re.findall(r"\w+", name.partition(",")[0])]
        return f"anak {initials[0] if initials else ''}".strip() if is_child else " ".join(initials)
    if place > 1:
        return f"anggota rombongan {place}"
    return f"klien berkas {case}" if tells.name == "nomor" and case else "klien"


# -- whom a letter goes to --------------------------------------------------------------------------


def _receivers(letter: Letter) -> Iterator[str | None]:
    """The offices and companies that a letter is handed to beside its addressee."""
    form, needs = letter.form, letter.letter_type.needs
    if form.temu_bahas and "temu_bahas" in needs:
        yield from (one.instansi for one in form.temu_bahas.diundang)
    if form.kesepakatan and "kesepakatan" in needs:
        yield from (one.instansi for one in form.kesepakatan.pihak)
    if form.hasil_temu_bahas and "hasil_temu_bahas" in needs:
        yield from (one.instansi for one in form.hasil_temu_bahas.peserta)


def _of_passengers(form: CaseForm) -> CaseForm:
    """The form with who travels, told in full, and nobody else of the case."""
    assert form.tiket is not None  # noqa: S101 - asked before
    known: dict[tuple[str, ...], Any] = {
        tuple(indonesian.tokens(one.nama)): one
        for one in (form.klien, *form.rombongan)
        if one is not None
    }
    named_here = form.tiket.penumpang or tuple(Penumpang(nama=one.nama) for one in known.values())
    passengers = []
    for one in named_here:
        of_case = known.get(tuple(indonesian.tokens(one.nama)))
        more = {key: getattr(of_case, key, None) for key in Penumpang.model_fields if key != "nama"}
        missing = {key: value for key, value in more.items() if value and not getattr(one, key)}
        passengers.append(one.model_copy(update=missing))
    travelling = {tuple(indonesian.tokens(one.nama)) for one in passengers}
    client = form.klien
    if client and tuple(indonesian.tokens(client.nama)) not in travelling:
        client = None
    tiket = form.tiket.model_copy(update={"penumpang": tuple(passengers)})
    return form.model_copy(update={"tiket": tiket, "klien": client, "rombongan": ()})


# -- what is taken away -----------------------------------------------------------------------------


def _client(klien: Klien | None, tells: Tells, name: str) -> Klien | None:
    if klien is None:
        return None
    gone: dict[str, Any] = dict.fromkeys(_untold_of_client(tells))
    if "dokumen" in gone:
        gone["dokumen"] = ()
    return klien.model_copy(update={**gone, "nama": name})


def _untold_of_client(tells: Tells) -> list[str]:
    return [key for key in Klien.model_fields if not _allows(tells, knowledge_of(f"klien.{key}"))]


def _allows(tells: Tells, what: Knowledge | None) -> bool:
    if what is Knowledge.NAME:
        return tells.name == "lengkap"
    return what in (None, Knowledge.CASE) or bool(getattr(tells, str(what)))


def _sections(form: CaseForm, letter: Letter, tells: Tells) -> dict[str, Any]:
    """The rest of the form, as far as the letter needs it and its receiver may know it."""
    dropped = _dropped(tells, letter.letter_type.needs)
    told: dict[str, Any] = {}
    for key in CaseForm.model_fields:
        value = getattr(form, key)
        if key in dropped:
            value = () if isinstance(value, tuple) else None
        elif isinstance(value, BaseModel):
            value = value.model_copy(update=_untold_inside(key, value, tells))
        told[key] = value
    return told


def _dropped(tells: Tells, needs: tuple[str, ...]) -> frozenset[str]:
    """The parts of the form that a letter's receiver is not told at all."""
    kept = {*needs, *tells.sections, "klien", "rombongan"}
    return frozenset(
        key
        for key in CaseForm.model_fields
        if not ((what := knowledge_of(key)) or key in kept) or not _allows(tells, what)
    )


def _untold_inside(section: str, value: BaseModel, tells: Tells) -> dict[str, Any]:
    keys = () if section == "klien" else _untold_keys(section, type(value), tells)
    gone: dict[str, Any] = {
        key: () if isinstance(getattr(value, key), tuple) else None for key in keys
    }
    if section == "permasalahan" and not tells.health:
        kinds = getattr(value, "jenis", ())
        gone["jenis"] = tuple(one for one in kinds if ILLNESS.isdisjoint(indonesian.tokens(one)))
    return gone


def _untold_keys(section: str, model: type[BaseModel], tells: Tells) -> list[str]:
    return [
        key for key in model.model_fields if not _allows(tells, knowledge_of(f"{section}.{key}"))
    ]


# -- names in the words of an answer ----------------------------------------------------------------


def _masked(name: str, shown: str) -> dict[str, str]:
    return {} if name == shown else {name: shown}


@dataclass(frozen=True, kw_only=True)
class _Mask:
    """Puts how people are named in place of their names, and dots in place of identity numbers.

    `whole` are full names, `parts` single ones of several: stories call people by one of their names.
    """

    names: Mapping[str, str]
    whole: Sequence[tuple[re.Pattern[str], str]]
    parts: Sequence[tuple[re.Pattern[str], str]]
    is_identity_told: bool

    def words(self, text: str) -> str:
        """The words of an answer."""
        return self._put([*self.whole, *self.parts], text)

    def place(self, text: str) -> str:
        """The name of a place or a company: a single name there may be of anything."""
        return self._put(self.whole, text)

    def _put(self, patterns: Sequence[tuple[re.Pattern[str], str]], text: str) -> str:
        for pattern, shown in patterns:
            text = pattern.sub(partial(_beginning, shown), text)
        return text if self.is_identity_told else IDENTITY.sub(NOT_TOLD, text)


def _beginning(shown: str, found: re.Match[str]) -> str:
    """How somebody is named there: with a capital where a sentence begins."""
    before = found.string[: found.start()].rstrip(" ")
    begins = not before or before[-1] in ".!?\n"
    return shown[:1].upper() + shown[1:] if begins else shown


def _mask(names: Mapping[str, str], *, is_identity_told: bool) -> _Mask:
    whole: list[tuple[re.Pattern[str], str]] = []
    parts: list[tuple[re.Pattern[str], str]] = []
    for name in sorted(names, key=len, reverse=True):
        words = name.split()
        said = r"\s+".join(map(re.escape, words))
        alone = len(words) == 1
        one = re.compile(rf"(?<!\w)(?i:{said})(?!\w){ALONE if alone else ''}")
        (parts if alone else whole).append((one, names[name]))
        several = "|".join(re.escape(one) for one in re.findall(r"\w{3,}", name.partition(",")[0]))
        if several and not alone:
            parts.append((re.compile(rf"(?<!\w)(?:{several})(?!\w){ALONE}"), names[name]))
    return _Mask(names=names, whole=whole, parts=parts, is_identity_told=is_identity_told)


def _scrubbed(value: Any, mask: _Mask) -> Any:
    """A part of the form in which nobody is named otherwise than the receiver may be told."""
    if isinstance(value, BaseModel):
        return value.model_copy(
            update={
                key: _scrubbed_answer(_kind(info.metadata), getattr(value, key), mask)
                for key, info in type(value).model_fields.items()
            }
        )
    if isinstance(value, tuple):
        return tuple(_scrubbed(one, mask) for one in value)
    return value


def _scrubbed_answer(kind: Kind | None, value: Any, mask: _Mask) -> Any:
    if isinstance(value, str):
        if kind is Kind.NAME:
            return mask.names.get(value, value)
        if kind in WORDED:
            return mask.words(value)
        return mask.place(value) if kind in PLACED else value
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(map(mask.words, value))
    return _scrubbed(value, mask)


def _kind_of(key: str) -> Kind | None:
    return _kind(CaseForm.model_fields[key].metadata)


def _kind(metadata: list[Any]) -> Kind | None:
    return next((one.kind for one in metadata if isinstance(one, Fact)), None)


# -- what a template may name -----------------------------------------------------------------------

COMPUTED = {
    "orang.lahir": Knowledge.BIRTH,
    "orang.asal": Knowledge.ORIGIN,
    "orang.masalah": Knowledge.SUBJECT,
}


def forbidden(letter_type: Any) -> frozenset[str]:
    """Every placeholder that the type's table allows nobody: `klien.nik`, `rombongan.umur`, `pekerjaan`."""
    tells, needs = letter_type.table, letter_type.needs
    untold = {f"klien.{key}" for key in _untold_of_client(tells)}
    untold |= {f"rombongan.{key}" for key in Rombongan.model_fields if key not in tells.people}
    untold |= _dropped(tells, needs)
    untold |= {path for path, what in COMPUTED.items() if not _allows(tells, what)}
    for section, info in CaseForm.model_fields.items():
        model = model_in(info.annotation)
        if model is not None and section not in ("klien", "rombongan"):
            untold |= {f"{section}.{key}" for key in _untold_keys(section, model, tells)}
    if "nama" not in tells.people:
        untold.add("rombongan")
    if not tells.identity:
        untold.add("lampiran")
    return frozenset(untold)
