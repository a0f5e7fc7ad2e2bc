"""What people of a form have in common: name, post, agency, and how to reach them."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict

from generator.vocabulary.facts import OPEN, PERSONAL, SECRET, Asked, Fact, Group, Kind
from generator.vocabulary.indonesian import tokens
from generator.vocabulary.written import youngest

__all__ = [
    "ADDRESS",
    "ADULT",
    "AGENCIES",
    "AGENCY",
    "DAY",
    "IDENTITY",
    "NAME",
    "NIP",
    "PHONE",
    "POST",
    "RANK",
    "UNASKED_ADDRESS",
    "UNASKED_NIK",
    "UNASKED_PHONE",
    "YES_NO",
    "Pejabat",
    "Saksi",
    "Section",
    "is_minor",
]

ADULT = 18
# Whom a note beside a name without an age tells to be a child.
YOUNG = frozenset({"anak", "bayi", "balita"})
NAMES = ("Nama", "Nama lengkap")
NAME = Annotated[str, Fact(NAMES, kind=Kind.NAME, privacy=PERSONAL, width=4.0, is_anybodys=True)]
POST = Annotated[
    str | None,
    Fact(
        ("Jabatan",), kind=Kind.WORDS, privacy=OPEN, width=3.4, is_official=True, is_anybodys=True
    ),
]
AGENCIES = (
    "Instansi",
    "Lembaga",
    "Nama instansi",
    "Instansi/Lembaga",
    "Asal instansi",
    "OPD",
    "Unit kerja",
    "Dinas/Instansi",
)
AGENCY = Annotated[
    str | None, Fact(AGENCIES, kind=Kind.BODY, privacy=OPEN, width=3.6, is_official=True)
]
NIP = Annotated[
    str | None,
    Fact(("NIP",), kind=Kind.WORDS, privacy=OPEN, width=3.4, is_official=True, is_anybodys=True),
]
RANK = Annotated[
    str | None,
    Fact(
        ("Pangkat", "Pangkat/Golongan"), kind=Kind.WORDS, privacy=OPEN, width=2.4, is_anybodys=True
    ),
]
IDENTITY = Annotated[str | None, Fact(("NIK",), kind=Kind.IDENTITY, privacy=SECRET, width=3.4)]
PHONE = Annotated[
    str | None,
    Fact(
        ("Telepon", "Nomor HP", "Nomor telepon", "HP"),
        kind=Kind.CONTACT,
        privacy=PERSONAL,
        is_anybodys=True,
    ),
]
ADDRESS = Annotated[
    str | None, Fact(("Alamat",), kind=Kind.ADDRESS, privacy=PERSONAL, is_anybodys=True)
]

YES_NO = ("ya", "tidak")
DAY = Annotated[date, Fact(("Tanggal", "Hari/tanggal"), kind=Kind.DATE, privacy=OPEN)]
# Of somebody whose blank form stays short.
UNASKED_NIK = Annotated[
    str | None, Fact(("NIK",), kind=Kind.IDENTITY, privacy=SECRET, width=3.4, asked=Asked.NOWHERE)
]
UNASKED_ADDRESS = Annotated[
    str | None,
    Fact(("Alamat",), kind=Kind.ADDRESS, privacy=PERSONAL, asked=Asked.NOWHERE, is_anybodys=True),
]
UNASKED_PHONE = Annotated[
    str | None,
    Fact(
        ("Telepon", "Nomor HP", "Nomor telepon", "HP"),
        kind=Kind.CONTACT,
        privacy=PERSONAL,
        asked=Asked.NOWHERE,
        is_anybodys=True,
    ),
]


class Section(BaseModel):
    """Base of all sections: frozen, and unknown keys are an error.

    Raises:
        TypeError: an attribute does not say what it is (`Fact`) or holds (`Group`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for key, info in cls.model_fields.items():
            # What nobody classified would be shown to everybody.
            if not any(isinstance(one, Fact | Group) for one in info.metadata):
                raise TypeError(f"{cls.__name__}.{key} says neither its kind nor its privacy")


class Pejabat(Section):
    """Somebody who acts for an office."""

    nama: NAME
    jabatan: POST = None
    nip: NIP = None
    pangkat: RANK = None


class Saksi(Section):
    nama: NAME
    jabatan: POST = None
    instansi: AGENCY = None
    nip: NIP = None


def is_minor(person: Section | None, day: date) -> bool:
    """Whether somebody is a child on that day, as far as the form tells: by birth, age, or a note beside the name."""
    born, told = getattr(person, "tanggal_lahir", None), getattr(person, "umur", None)
    ages = (youngest(born, None, day), youngest(None, told, day))
    age = next((one for one in ages if one is not None), None)
    if age is not None:
        return age < ADULT
    note = getattr(person, "keterangan", None) or ""
    return not YOUNG.isdisjoint(tokens(note))
