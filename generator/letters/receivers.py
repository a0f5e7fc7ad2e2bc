"""What a letter may tell whoever receives it: the table `tells` of its type in letters.toml.

The tables form an order: of two that hold for one letter only what both allow is told. So a secret case,
or a receiver outside of the authorities, can only take something away.
"""

from collections.abc import Iterable
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, field_validator

from generator.vocabulary import indonesian
from generator.vocabulary.case import Rombongan

__all__ = ["Naming", "ReceiverTable", "Tells", "is_authority", "is_outsider"]

# How a person is named, from nothing to everything.
Naming = Literal["tidak", "nomor", "inisial", "lengkap"]
NAMINGS: tuple[Naming, ...] = get_args(Naming)
# What authorities and public bodies are called; everybody else is an outsider.
PUBLIC = frozenset(
    indonesian.tokens(
        "dinas dinsos disnaker disnakertrans disperinaker badan baznas bp2mi bp3mi bapas kantor kementerian polres"
        " polsek polda polri kepolisian kejaksaan pengadilan satpol kelurahan lurah kecamatan camat desa imigrasi"
        " rsud puskesmas upt uptd pemerintah pemkot pemkab pemprov pemda sekretariat inspektorat lk3 shelter kjri"
        " kbri konsulat kedutaan tni lanal kodim kepala bagian bidang"
    )
)
# A company that has a word of an authority in its name is one all the same.
COMPANY = frozenset(indonesian.tokens("pt cv ud pd firma koperasi yayasan toko usaha perusahaan"))


class Tells(BaseModel):
    """What one kind of receiver is told. What is not said here is not told.

    `people` are the columns of the list of those who came along; without any only their number is told.
    `identity` are numbers that stand for one person, and copies of documents; `birth` place, day and
    age; `origin` address, telephone and circumstances. `sections` are parts of the form that the letter
    uses beside those it needs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Naming = "nomor"
    identity: bool = False
    birth: bool = False
    origin: bool = False
    subject: bool = False
    health: bool = False
    people: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    case: bool = True

    @field_validator("people")
    @classmethod
    def _columns_that_there_are(cls, people: tuple[str, ...]) -> tuple[str, ...]:
        strange = [one for one in people if one not in Rombongan.model_fields]
        if strange:
            raise ValueError(f"people: {', '.join(strange)}")
        return people

    def within(self, other: "Tells") -> "Tells":
        """What both tables allow."""
        return Tells(
            name=min(self.name, other.name, key=NAMINGS.index),
            identity=self.identity and other.identity,
            birth=self.birth and other.birth,
            origin=self.origin and other.origin,
            subject=self.subject and other.subject,
            health=self.health and other.health,
            people=tuple(one for one in self.people if one in other.people),
            sections=tuple(one for one in self.sections if one in other.sections),
            case=self.case and other.case,
        )


class ReceiverTable(Tells):
    """A letter type's table, and what is left of it for some readers.

    `outside` holds where somebody who is no authority receives the letter too, `secret` where the case,
    or a person in it, is secret; without it such a letter tells the least.
    """

    outside: Tells | None = None
    secret: Tells = Tells()

    def for_reader(self, *, outside: bool, secret: bool) -> Tells:
        """What is told a letter's readers."""
        told = self.within(self)
        if outside and self.outside is not None:
            told = told.within(self.outside)
        return told.within(self.secret) if secret else told


def is_authority(name: str) -> bool:
    """Whether an office's name holds a word by which authorities are known."""
    return not PUBLIC.isdisjoint(indonesian.tokens(name))


def is_outsider(names: Iterable[str | None]) -> bool:
    """Whether somebody among these offices and companies is no authority."""
    for name in names:
        words = set(indonesian.tokens(name or ""))
        if words and (words & COMPANY or not words & PUBLIC):
            return True
    return False
