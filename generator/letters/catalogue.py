"""The letter types: one table each in `templates/letters.toml`. Adding a letter needs no code."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.letters.receivers import ReceiverTable
from generator.rules.toml_faults import TOML_ERRORS, faults_in
from generator.vocabulary import indonesian
from generator.vocabulary.case import SECTIONS, CaseForm
from generator.vocabulary.prints import PrintSheet
from generator.vocabulary.problems import ConfigurationError

__all__ = ["DEFAULT_NUMBER", "Catalogue", "LetterType", "load_catalogue"]

# Between the parts of an answer that names several.
AND = re.compile(r"[,;/+&\n]|\bdan\b|\bserta\b", re.IGNORECASE)
F4_MEDIUM = "na_foolscap_8.5x13in"
SHORT_FORMS = {
    "dinsos": "dinas sosial",
    "prov": "provinsi",
    "kaltara": "kalimantan utara",
    "badan amil zakat nasional": "baznas",
    "kota": "",
}


DEFAULT_NUMBER = "{klasifikasi}/{urut}/{unit}/{tahun}"


class StampDuty(BaseModel):
    """When a letter is to bear a stamp (UU 10/2020): an agreement that was reached, or a sum above a bound.

    `agreement` and `sum` name answers of the form; `duty` is in rupiah.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    agreement: str = ""
    sum: str = ""
    above: int = 5_000_000
    duty: int = 10_000

    def is_due(self, form: CaseForm) -> bool:
        amount = _answer(form, self.sum) if self.sum else None
        reached = bool(self.agreement) and _answer(form, self.agreement) is True
        return reached or (isinstance(amount, int) and amount > self.above)


class LetterType(BaseModel):
    """One kind of letter. `needs` are the sections that a form must carry for it to be made.

    `completes` tells whether filing it ends its step of the SOP (an invitation does not end the
    meeting). `copies_per` names rows of the form (`kesepakatan.pihak`): then each row gets a copy of its own.
    `until` names the date (`temu_bahas.tanggal`) up to which a new form corrects the letter; after that
    day it is about another event, and makes a letter of its own; where it is empty the day of `ahead` counts.
    `ahead` names the day (`temu_bahas.tanggal`) for which it asks, invites or orders something: once that is
    past the letter is not made, unless the form says so (`tetap_dibuat`). `record` names the day of which it
    is the record.
    `approval` holds a form that makes it until a head approved its draft; its number is taken then.
    `print` is when its copies are printed: `now`, on `approval`, or from an hour of the day on (`16.00`).
    `lists` are the lists that its template appends, so that Lampiran counts those that hold anything;
    `lampiran` are the case's attachments, each of which counts.
    `titles` gives for a yes-or-no answer (`kesepakatan.tercapai`) another title than `title`.
    `only_if` gives for answers (`pemulangan.sumber_biaya`) those with which the letter is made; an answer
    may name several ("BAZNAS dan Dinsos Provinsi") and write them in its own way.
    `to` is an entry of the address book, or the answer that names whoever the letter goes to.
    `series` is the register that numbers it: outgoing letters (`keluar`), or papers that stay with the
    case or the client (`internal`); the pattern of its number must tell the two apart.
    `srikandi` letters are numbered, dated and signed in the national records application.
    `meterai` says when its signatures are to bear a stamp.
    `paper` is "A4" or "F4"; empty is the paper of the template.
    `tembusan_if` adds receivers of a copy where the case is about that (`perkara` in a template).
    `tells` is what its receivers may be told; a type without it tells the least.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    titles: Mapping[str, Mapping[Literal["ya", "tidak"], str]] = {}
    template: str
    step: int
    completes: bool = True
    needs: Annotated[tuple[str, ...], Field(min_length=1)]
    classification: str
    number: str = DEFAULT_NUMBER
    series: Literal["keluar", "internal"] = "keluar"
    subject: str = ""
    to: str = ""
    signatory: str = ""
    copies: int = Field(default=1, ge=0, le=20)
    copies_per: str = ""
    until: str = ""
    ahead: str = ""
    record: str = ""
    only_if: Mapping[str, tuple[str, ...]] = {}
    paper: Literal["", "A4", "F4"] = ""
    approval: bool = False
    print: str = Field(default="now", pattern=r"^(now|approval|([01]\d|2[0-3])\.[0-5]\d)$")
    sheet: PrintSheet = PrintSheet()
    tembusan: tuple[str, ...] = ()
    tembusan_if: Mapping[
        Literal["upah", "majikan_tidak_diketahui", "deportasi", "anak"], tuple[str, ...]
    ] = {}
    handling: str = "Biasa"
    srikandi: bool = False
    meterai: StampDuty | None = None
    lists: tuple[Literal["rombongan", "undangan", "lampiran"], ...] = ()
    tells: ReceiverTable | None = None

    @model_validator(mode="before")
    @classmethod
    def _printed_on_its_paper(cls, table: Any) -> Any:
        """F4 comes out of the tray with F4, unless `sheet` names another medium."""
        sheet = table.get("sheet", {})
        if table.get("paper") == "F4" and isinstance(sheet, dict) and not sheet.get("media"):
            return {**table, "sheet": {**sheet, "media": F4_MEDIUM}}
        return table

    @property
    def table(self) -> ReceiverTable:
        """What its receivers may be told."""
        return self.tells or ReceiverTable()

    @property
    def register(self) -> Literal["keluar", "internal", "srikandi"]:
        """The series that its letters are counted in."""
        return "srikandi" if self.srikandi else self.series

    def is_over(self, earlier: CaseForm, today: date) -> bool:
        """Whether what the letter was about, as `earlier` told it, lies behind us."""
        until = self.until or self.ahead
        day = _answer(earlier, until) if until else None
        return isinstance(day, date) and day < today

    def title_for(self, form: CaseForm) -> str:
        """What a letter of this form is called, in registers and lists too."""
        for path, named in self.titles.items():
            answer = _answer(form, path)
            said: Literal["ya", "tidak"] = "ya" if answer is True else "tidak"
            if isinstance(answer, bool) and said in named:
                return named[said]
        return self.title

    def belated(self, form: CaseForm, today: date) -> date | None:
        """The day for which it comes too late to be made; None if it does not, or is wanted all the same."""
        day = _answer(form, self.ahead) if self.ahead else None
        if isinstance(day, date) and day < today and form.tetap_dibuat is not True:
            return day
        return None

    def dated(self, form: CaseForm, taken: date) -> date:
        """The date of the letter: a record is of the day that it records, any other of the day its number was taken."""
        day = _answer(form, self.record) if self.record else None
        return day if isinstance(day, date) else taken

    def fits(self, form: CaseForm) -> bool:
        """Whether the form's answers are those with which this letter is made."""
        return all(_is_among(_answer(form, key), wanted) for key, wanted in self.only_if.items())

    def copies_for(self, form: CaseForm) -> int:
        """How many copies (rangkap) are printed for this form."""
        if not self.copies_per:
            return self.copies
        section, _, rows = self.copies_per.partition(".")
        inner = getattr(form, section)
        return max(self.copies, len(getattr(inner, rows) if rows and inner else inner or ()))


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Every letter type, in the order of the SOP."""

    types: Mapping[str, LetterType]

    def letters_for(
        self, sections: frozenset[str], form: CaseForm | None = None
    ) -> tuple[LetterType, ...]:
        """The letters that a form with these sections, and with these answers, allows.

        Without the form, letters that depend on an answer are left out.
        """
        return tuple(
            one
            for one in self.types.values()
            if sections.issuperset(one.needs) and (one.fits(form) if form else not one.only_if)
        )

    def made_of(self, form: CaseForm, today: date) -> tuple[LetterType, ...]:
        """The letters that a form makes today: those it allows, but for the ones that come too late."""
        allowed = self.letters_for(form.sections, form)
        return tuple(one for one in allowed if one.belated(form, today) is None)

    def outgoing_about(self, section: str) -> tuple[str, ...]:
        """The types of outgoing letters that are about a section of the form."""
        return tuple(
            key
            for key, one in self.types.items()
            if section in one.needs and one.series == "keluar"
        )

    def of_step(self, step: int) -> tuple[str, ...]:
        """The types of papers of a step of the SOP; the first step begins with the form."""
        found = [key for key, one in self.types.items() if one.step == step]
        return (*(["formulir"] if step == 1 else []), *found) or ("-",)


def load_catalogue(templates: Path) -> Catalogue:
    """Read letters.toml.

    Raises:
        ConfigurationError: it is missing, not TOML, or a table in it cannot be used.
    """
    data, at = b"", ""
    types = []
    try:
        data = (templates / "letters.toml").read_bytes()
        for at, table in tomllib.loads(data.decode("utf-8-sig")).items():
            types.append(LetterType(key=at, **table))
        for one in types:
            _check(one)
        _check_numbers(types)
    except (*TOML_ERRORS, TypeError, ValueError) as error:
        hint = faults_in(error, data, LetterType, table=at)
        raise ConfigurationError("T007", hint=hint) from error
    return Catalogue(types={one.key: one for one in sorted(types, key=lambda one: one.step)})


def _check(one: LetterType) -> None:
    unknown = [section for section in one.needs if section not in SECTIONS]
    if unknown:
        raise ValueError(f"{one.key}: bagian “{unknown[0]}” tidak dikenal")
    if one.number.count("{urut}") != 1:
        raise ValueError(f"{one.key}: number harus memuat {{urut}} tepat satu kali")
    one.number.format(klasifikasi="", urut="", unit="", tahun="")
    for key in one.only_if:
        section, _, answer = key.partition(".")
        if section not in one.needs or not answer:
            raise ValueError(f"{one.key}: only_if hanya untuk isian bagian yang ada dalam needs")

    days = (("ahead", one.ahead), ("record", one.record))
    for what, key in (*days, *(("titles", key) for key in one.titles)):
        section, _, answer = key.partition(".")
        if key and (section not in one.needs or not answer):
            raise ValueError(f"{one.key}: {what} hanya untuk isian bagian yang ada dalam needs")


def _check_numbers(types: list[LetterType]) -> None:
    """A number names one letter: two registers that count alike would give it twice."""
    patterns: dict[str, str] = {}
    for one in types:
        pattern = one.number.format(
            klasifikasi=one.classification, urut="{urut}", unit="{unit}", tahun="{tahun}"
        )
        if patterns.setdefault(pattern, one.series) != one.series:
            raise ValueError(f"{one.key}: number sama dengan pola nomor dari series lain")


def _answer(form: CaseForm, path: str) -> object:
    """The answer that a dotted name stands for; None where the form does not tell."""
    section, _, key = path.partition(".")
    return getattr(getattr(form, section, None), key, None)


def _is_among(answer: object, wanted: tuple[str, ...]) -> bool:
    parts = AND.split(answer) if isinstance(answer, str) else ()
    told = [set(_words(part)) for part in parts]
    # "BAZNAS Kota Tarakan" is among "baznas": whoever writes more still names it.
    return any(words >= set(_words(one)) for words in told for one in wanted)


def _words(text: str) -> tuple[str, ...]:
    """The words that tell one source, office or place from another, whatever way they are written."""
    plain = " ".join(indonesian.tokens(text))
    for short, long in SHORT_FORMS.items():
        plain = re.sub(rf"\b{short}\b", long, plain)
    return tuple(plain.split())
