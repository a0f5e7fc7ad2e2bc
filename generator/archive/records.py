"""What the archive keeps and answers: the records of items, numbers, submissions, cases."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from generator.vocabulary.certificates import Doubt, ElectronicSignature
from generator.vocabulary.prints import PrintJob
from generator.vocabulary.registers import Direction, ItemKind, Series

__all__ = [
    "ArchivedItem",
    "CaseFolder",
    "CaseHits",
    "CaseView",
    "ChainHead",
    "Counts",
    "FileRecord",
    "FiledItem",
    "Hit",
    "ItemDraft",
    "ItemRecord",
    "Likeness",
    "NumberWanted",
    "Reservation",
    "ReservedNumber",
    "Returned",
    "Submission",
    "folder_name",
]

SCHEMA_VERSION = 1
HASH_GROUP = 8


class FileRecord(BaseModel):
    """One file of an item: SHA-256 in hexadecimal, size in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    size: int


class Returned(BaseModel):
    """What a scan brought back of its letter, as far as it shows.

    `pages` are the numbers of its pages that are known, `count` how many there are, `of` how many the letter
    has. `inked` and `empty` name the signers whose boxes were seen with ink and without; with names taken
    out, `has_empty` keeps that one was. With a `doubt` it counts for nothing before a person says that it does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pages: tuple[int, ...] = ()
    count: int
    of: int
    inked: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    has_empty: bool = False
    doubt: Doubt = Doubt.NONE

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages that are not there; none where so many are that nobody can tell which lacks."""
        if len(self.pages) < self.count >= self.of:
            return ()
        return tuple(page for page in range(1, self.of + 1) if page not in self.pages)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the letter lacks on these pages, as far as that can be seen."""
        return not (self.missing or self.empty or self.has_empty or self.doubt)

    @property
    def nameless(self) -> "Returned":
        """The same without who signs."""
        return self.model_copy(
            update={"inked": (), "empty": (), "has_empty": bool(self.empty) or self.has_empty}
        )


class _Described(BaseModel):
    """What is known of an item before its files are sealed.

    `paper_digest` is what the code on a letter's pages tells of all that was put into it; empty of letters
    whose code does not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    item: int
    slug: str
    kind: ItemKind
    type: str
    title: str
    direction: Direction
    number: str
    series: Series
    sequence: int
    year: int
    date: date
    subject: str
    party: str
    classification: str
    form_digest: str
    claim: str
    filed_at: datetime
    access: str = "Terbatas"
    attachment: str = "-"
    processor: str = ""
    copies: int = 0
    template_digest: str = ""
    paper_digest: str = ""
    original_name: str = ""
    pages: int = 0
    revision: int = 1
    returned: Returned | None = None
    signatures: tuple[ElectronicSignature, ...] = ()


# A file of an item lies in the item's own folder: its record names no other place.
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00.][^/\\\x00]*$")]


class ItemDraft(_Described):
    """An item whose files lie in a private work folder, ready to be published."""

    folder: Path


class ItemRecord(_Described):
    """item.json: everything about an item that does not stand in its files."""

    schema_version: int = SCHEMA_VERSION
    files: dict[FileName, FileRecord]


@dataclass(frozen=True, kw_only=True)
class FiledItem:
    """A published item: its record and the SHA-256 of its item.json."""

    record: ItemRecord
    record_digest: str


@dataclass(frozen=True, kw_only=True)
class ArchivedItem:
    """An item as the index knows it. One that was given up (`is_withdrawn`) is replaced by nothing.

    A letter is signed since `signed_at`; what of it came back so far may lack something (`lacking`, in
    words), and binds it (`is_bound`) once a signature is on it: then it is corrected no more.
    """

    case: str
    item: int
    folder: str
    kind: ItemKind
    type: str
    title: str
    direction: Direction
    number: str
    series: Series
    sequence: int
    year: int
    date: date
    subject: str
    party: str
    classification: str
    copies: int
    pages: int
    revision: int
    filed_at: datetime
    is_replaced: bool
    is_signed: bool
    is_withdrawn: bool
    signed_at: datetime | None = None
    lacking: str = ""
    is_bound: bool = False


@dataclass(frozen=True, kw_only=True)
class NumberWanted:
    """A document that needs a place in the case folder, and a letter its number.

    `pattern` holds `{urut}` exactly once; with `revises` it is that number itself, kept by a further
    revision. Attachments and scans are counted in series of their own, which no register shows; letters
    that SRIKANDI numbers have a reference of their own series until their number is known.

    Of a number taken by hand, `dated` is the letter's own date; `inserts` asks for a number between two
    that were given (sisipan), `has_place` is false for one that no document has yet, and `note` says why.
    """

    type: str
    pattern: str
    series: Series = "keluar"
    revises: bool = False
    dated: date | None = None
    inserts: bool = False
    has_place: bool = True
    note: str = ""

    @property
    def is_of_register(self) -> bool:
        """Whether it takes a new number of a register that others count on."""
        return not self.revises and self.series not in ("lampiran", "pindaian")


@dataclass(frozen=True, kw_only=True)
class ReservedNumber:
    """A place taken. `item` is the document's place in the case folder.

    `series`, `year` and `sequence` name the row of the register; a further revision of a letter has a
    row in the series `revisi`, and `letter_year`, `letter_sequence` and `dated` are those of its
    first revision.
    """

    type: str
    series: Series
    year: int
    sequence: int
    number: str
    item: int
    revision: int
    letter_year: int
    letter_sequence: int
    dated: date


@dataclass(frozen=True, kw_only=True)
class Reservation:
    """All the places of one submission.

    `moment` is when they were taken; the letters are dated by it, also when they are built later.
    `form` is the place of the form itself, with its number in the agenda of incoming letters; None
    if only attachments or scans came.
    """

    digest: str
    claim: str
    case: str
    is_new_case: bool
    moment: datetime
    form: ReservedNumber | None
    places: tuple[ReservedNumber, ...]

    @property
    def letters(self) -> tuple[ReservedNumber, ...]:
        """The places of letters, without attachments and scans."""
        series = ("keluar", "internal", "srikandi", "revisi")
        return tuple(one for one in self.places if one.series in series)

    @property
    def enclosures(self) -> tuple[ReservedNumber, ...]:
        """The places of attachments and scans."""
        return tuple(one for one in self.places if one.series in ("lampiran", "pindaian"))


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A form that the archive has met before. `filed` is false while it is on its way."""

    digest: str
    case: str
    claim: str
    filed: bool


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One answer of a search; `path` is the item's folder, relative to the archive.

    `is_near`: a word of it is spelt nearly as asked, not quite.
    """

    case: str
    item: int
    type: str
    number: str
    date: date
    subject: str
    client: str
    snippet: str
    path: str
    is_near: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseHits:
    """What a search found in one case, best first; `more` is how many of its items are not among `hits`.

    `status` is empty where papers lie together that belong to no case.
    """

    case: str
    client: str
    status: str
    hits: tuple[Hit, ...]
    more: int


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much a search finds: in all, by type and by year.

    `is_more` where the total is larger still; `is_partial` where types and years are those of the
    newest only, because there are very many.
    """

    total: int = 0
    is_more: bool = False
    is_partial: bool = False
    types: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Someone filed earlier who may be the same person; `by` is "nik" or "nama".

    Of a secret case the name is empty: the note is read by more people than the case.
    """

    case: str
    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class ChainHead:
    """The last line of the ledger: its hash covers every line before it."""

    seq: int
    at: datetime
    hash: str

    @property
    def seal(self) -> str:
        """As it is printed on registers: the hash in groups that can be read aloud."""
        starts = range(0, len(self.hash), HASH_GROUP)
        groups = " ".join(self.hash[at : at + HASH_GROUP] for at in starts)
        return f"Segel buku besar: baris {self.seq}, {self.at:%d-%m-%Y %H.%M}, {groups}"


@dataclass(frozen=True, kw_only=True)
class CaseFolder:
    """A case as archival lists describe it: what it is about, its years, how many items of which kind of copy.

    `levels` is the tingkat perkembangan: asli, pertinggal, salinan.
    """

    case: str
    classification: str
    description: str
    first: int
    last: int
    items: int
    levels: str


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """One case with everything filed under it."""

    case: str
    client: str
    status: str
    opened: date
    items: tuple[ArchivedItem, ...]
    prints: tuple[PrintJob, ...]


def folder_name(item: int, slug: str) -> str:
    """The folder of an item inside its case folder: `002-surat-koordinasi`."""
    return f"{item:03d}-{slug}"
