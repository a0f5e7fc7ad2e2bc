"""What is left of a case whose papers were destroyed: numbers, dates and digests, nobody's data."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.archive.records import ItemRecord
from generator.archive.store import Store
from generator.system import files

__all__ = [
    "Destroyed",
    "Tombstone",
    "check_tombstone",
    "disposal_folder",
    "lost_papers",
    "read_tombstone",
    "remains",
    "stripped",
    "tombstone_path",
]

FOLDER = "pemusnahan"
# Titles that a person wrote; all others come from tables of the office.
WRITTEN = {"lampiran": "Lampiran"}


class Destroyed(BaseModel):
    """An item as it was, without content; `record_sha256` is what the ledger says of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record: ItemRecord
    record_sha256: str


class Tombstone(BaseModel):
    """One case. `approval` is the SHA-256 of the signed approval, `reference` its number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    opened: date
    closed: date
    classification: str
    rule: str
    disposal: str
    reference: str
    approval: str
    items: tuple[Destroyed, ...]

    def item(self, number: int) -> Destroyed | None:
        return next((one for one in self.items if one.record.item == number), None)


def disposal_folder(root: Path, disposal: str) -> Path:
    """Where the papers of one disposal lie: proposal, approval, tombstones."""
    return root / FOLDER / disposal


def tombstone_path(store: Store, disposal: str, case: str) -> Path:
    return disposal_folder(store.root, disposal) / f"{case}.json"


def read_tombstone(store: Store, case: str) -> Tombstone | None:
    """The tombstone of a case; None where there is none that can be read."""
    for path in sorted((store.root / FOLDER).glob(f"*/{case}.json")):
        try:
            return Tombstone.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue
    return None


def stripped(record: ItemRecord) -> ItemRecord:
    """The record without what tells of a person: sender or addressee, subject, names of files."""
    return record.model_copy(
        update={
            "title": WRITTEN.get(record.kind, record.title),
            "subject": "",
            "party": "",
            "processor": "",
            "original_name": "",
            "attachment": "-",
            "signatures": (),
            "returned": None if record.returned is None else record.returned.nameless,
        }
    )


def check_tombstone(
    store: Store,
    case: str,
    sealed: tuple[str, str],
    *,
    told: Mapping[int, str],
    indexed: Mapping[int, str],
) -> Iterator[tuple[str, str]]:
    """Whether the tombstone is the one of the ledger, tells of every item, and nothing else is left.

    `sealed` is the disposal and the tombstone's digest, `told` what the ledger says of the items.

    Yields:
        Code and place of a finding.
    """
    disposal, digest = sealed
    path = tombstone_path(store, disposal, case)
    where = str(path.relative_to(store.root))
    if not path.is_file() or files.hash_file(path) != digest:
        yield "V040", where
    else:
        stone = Tombstone.model_validate_json(path.read_bytes())
        if {one.record.item: one.record_sha256 for one in stone.items} != told:
            yield "V040", where
    if store.case_folder(case).exists() or remains(store, case).exists():
        yield "V041", case
    for item in sorted(told.keys() | indexed.keys()):
        if told.get(item) != indexed.get(item):
            yield "V020", f"{case}/{item:03d}"


def lost_papers(store: Store, signed: dict[tuple[str, str], str]) -> Iterator[str]:
    """Where a signed paper is not as it was filed; `signed` are digests by disposal and name of the file."""
    for (disposal, name), digest in sorted(signed.items()):
        path = disposal_folder(store.root, disposal) / name
        if not path.is_file() or files.hash_file(path) != digest:
            yield str(path.relative_to(store.root))


def remains(store: Store, case: str) -> Path:
    """Where the folder of a case waits to be destroyed, out of the way of everything else."""
    return store.root / ".work" / f"musnah-{case}"
