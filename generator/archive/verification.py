"""The archive against itself, both ways: folders, digests, ledger, numbers, index.

Nothing is repaired here. A finding is damage when the archive's own bytes are concerned, and a mere
difference when `pmbs rebuild` puts it right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator import files
from generator.archive.database import Index
from generator.archive.ledger import Ledger, LedgerLine
from generator.archive.projection import print_key
from generator.archive.records import FiledItem, folder_name
from generator.archive.store import RECORD_NAME, Store
from generator.archive.texts import text_path
from generator.problems import ArchiveDamagedError, Problem

__all__ = ["Finding", "verify_archive"]

Key = tuple[str, int]
Number = tuple[str, int, int]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that does not agree; `where` is a case, an item or a line of the ledger."""

    code: str
    where: str
    is_damage: bool = True

    @property
    def message(self) -> str:
        return Problem(code=self.code).message


@dataclass
class _Told:
    """What the ledger says there must be."""

    items: dict[Key, str] = field(default_factory=dict)
    issued: dict[Number, tuple[str, Key]] = field(default_factory=dict)
    voided: set[Number] = field(default_factory=set)
    filed: set[str] = field(default_factory=set)
    prints: dict[str, str] = field(default_factory=dict)
    texts: dict[Key, tuple[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def verify_archive(store: Store, ledger: Ledger, index: Index) -> list[Finding]:
    """Every disagreement there is; an empty list is a whole archive."""
    told = _read_ledger(ledger)
    standing = dict(_read_folders(store, told))
    findings = [*told.findings]
    findings += [
        Finding(code="V005", where=f"{case}/{item:03d}")
        for case, item in told.items
        if (case, item) not in standing
    ]
    findings += _check_numbers(told, standing)
    findings += _check_templates(store, standing)
    findings += _check_texts(store, told)
    # A broken ledger leaves the index nothing to be held against.
    if not any(one.code == "V001" for one in findings):
        findings += _check_index(told, standing, index)
    return findings


# -- ledger --------------------------------------------------------------------------------------


def _read_ledger(ledger: Ledger) -> _Told:
    told = _Told()
    try:
        for line in ledger.lines():
            _take_in(told, line)
    except ArchiveDamagedError as error:
        told.findings.append(Finding(code="V001", where=f"ledger {error.problem.found}"))
    for path in ledger.years():
        if not path.read_bytes().endswith(b"\n"):
            told.findings.append(Finding(code="V002", where=f"ledger {path.name}"))
    return told


def _take_in(told: _Told, line: LedgerLine) -> None:
    data = line.data
    if line.event == "number-issued":
        number = (data["series"], data["year"], data["sequence"])
        if number in told.issued:
            told.findings.append(Finding(code="V007", where=_number(number)))
        told.issued[number] = (data["submission"], (data["case"], data["item"]))
    elif line.event == "number-voided":
        told.voided.add((data["series"], data["year"], data["sequence"]))
    elif line.event == "item-filed":
        told.items[data["case"], data["item"]] = data["record_sha256"]
    elif line.event == "submission-filed":
        told.filed.add(data["submission"])
    elif line.event == "text-recognised":
        told.texts[data["case"], data["item"]] = (data["source"], data["sha256"])
    elif line.event == "print-changed":
        told.prints[data["key"]] = data["state"]


# -- folders -------------------------------------------------------------------------------------


def _read_folders(store: Store, told: _Told) -> Iterator[tuple[Key, FiledItem]]:
    """Every item folder, each held against its own record and against the ledger."""
    for folder in store.item_folders():
        where = f"{folder.parent.name}/{folder.name}"
        try:
            filed = store.read(folder)
        except ArchiveDamagedError:
            told.findings.append(Finding(code="V003", where=where))
            continue
        record = filed.record
        key = (record.case, record.item)
        is_at_home = (
            folder.parent.name == record.case
            and folder.name == folder_name(record.item, record.slug)
        )  # fmt: skip
        if not is_at_home:
            told.findings.append(Finding(code="V008", where=where))
            continue
        if key not in told.items:
            # Published, not yet recorded: it belongs to a submission on its way, or to nobody.
            if record.form_digest in told.filed or not _is_on_its_way(told, record.form_digest):
                told.findings.append(Finding(code="V006", where=where))
        elif told.items[key] != filed.record_digest:
            told.findings.append(Finding(code="V004", where=f"{where}/{RECORD_NAME}"))
        told.findings += _check_files(store, filed, where)
        yield key, filed
    told.findings += _strangers(store)


def _is_on_its_way(told: _Told, submission: str) -> bool:
    return any(digest == submission for digest, _ in told.issued.values())


def _check_files(store: Store, filed: FiledItem, where: str) -> Iterator[Finding]:
    record = filed.record
    folder = store.case_folder(record.case) / folder_name(record.item, record.slug)
    present = {path.name for path in folder.iterdir()} - {RECORD_NAME}
    for name, sealed in record.files.items():
        if name not in present:
            yield Finding(code="V009", where=f"{where}/{name}")
        elif files.hash_file(folder / name) != sealed.sha256:
            yield Finding(code="V010", where=f"{where}/{name}")
    for name in sorted(present - set(record.files)):
        yield Finding(code="V011", where=f"{where}/{name}")


def _strangers(store: Store) -> Iterator[Finding]:
    """Files that lie where only folders belong."""
    for year in sorted(store.root.glob("[0-9][0-9][0-9][0-9]")):
        entries = [*year.iterdir(), *(inner for case in year.iterdir() if case.is_dir()
                                      for inner in case.iterdir())]  # fmt: skip
        for path in sorted(entries):
            if not path.is_dir() or path.is_symlink():
                yield Finding(code="V011", where=str(path.relative_to(store.root)))


# -- templates -----------------------------------------------------------------------------------


def _check_templates(store: Store, standing: dict[Key, FiledItem]) -> Iterator[Finding]:
    """Every template that a letter names is kept, and each is what its name says."""
    made: dict[str, str] = {}
    for (case, item), filed in sorted(standing.items()):
        if filed.record.template_digest:
            made.setdefault(filed.record.template_digest, f"{case}/{item:03d}")
    for digest, where in made.items():
        if not store.template(digest).is_file():
            yield Finding(code="V030", where=where)
    for path in sorted(store.template("").parent.glob("*")):
        if path.name.startswith("."):
            continue  # a power cut's unfinished write
        if path.suffix != ".docx" or files.hash_file(path) != path.stem:
            yield Finding(code="V031", where=f"{path.parent.name}/{path.name}")


def _check_texts(store: Store, told: _Told) -> Iterator[Finding]:
    """The text of every attachment is as it was recognised; it can be made again, so it is no damage."""
    for (case, item), (source, digest) in sorted(told.texts.items()):
        path = text_path(store.root, source)
        if not path.is_file() or files.hash_file(path) != digest:
            yield Finding(code="V032", where=f"{case}/{item:03d}", is_damage=False)


# -- numbers -------------------------------------------------------------------------------------


def _check_numbers(told: _Told, standing: dict[Key, FiledItem]) -> Iterator[Finding]:
    series = {(name, year) for name, year, _ in told.issued}
    for name, year in sorted(series):
        taken = {n for s, y, n in told.issued if (s, y) == (name, year)}
        for missing in sorted(set(range(1, max(taken) + 1)) - taken):
            yield Finding(code="V007", where=_number((name, year, missing)))
    for number, (submission, key) in sorted(told.issued.items()):
        if key[1] == 0 or submission not in told.filed:
            continue  # a case's own number, or a submission on its way
        is_used, is_void = key in standing or key in told.items, number in told.voided
        if is_used == is_void:
            yield Finding(code="V012", where=_number(number))


def _number(number: Number) -> str:
    series, year, sequence = number
    return f"{series} {sequence}/{year}"


# -- index ---------------------------------------------------------------------------------------


def _check_index(told: _Told, standing: dict[Key, FiledItem], index: Index) -> Iterator[Finding]:
    """The index says what ledger and folders say; otherwise a rebuild puts it right."""
    indexed = {
        (row["case_number"], row["item"]): row["record_digest"]
        for row in index.rows("SELECT case_number, item, record_digest FROM items")
    }
    should = {
        key: filed.record_digest
        for key, filed in standing.items()
        if filed.record.form_digest in told.filed
    }
    for case, item in sorted(should.keys() ^ indexed.keys()):
        yield Finding(code="V020", where=f"{case}/{item:03d}", is_damage=False)
    for key in sorted(should.keys() & indexed.keys()):
        if should[key] != indexed[key]:
            yield Finding(code="V020", where=f"{key[0]}/{key[1]:03d}", is_damage=False)
    registered = {
        (row["series"], row["year"], row["sequence"]): row["void_reason"] is not None
        for row in index.rows("SELECT series, year, sequence, void_reason FROM register"
                              " WHERE in_ledger = 1")
    }  # fmt: skip
    for number in sorted(told.issued.keys() ^ registered.keys()):
        yield Finding(code="V021", where=_number(number), is_damage=False)
    for number in sorted(told.issued.keys() & registered.keys()):
        if registered[number] != (number in told.voided):
            yield Finding(code="V021", where=_number(number), is_damage=False)
    yield from _check_prints(told, should, standing, index)


def _check_prints(
    told: _Told, should: dict[Key, str], standing: dict[Key, FiledItem], index: Index
) -> Iterator[Finding]:
    states = {row["key"]: row["state"] for row in index.rows("SELECT key, state FROM prints")}
    wanted = {
        print_key(*key, copy)
        for key in should
        for copy in range(1, standing[key].record.copies + 1)
    }
    for key in sorted(wanted - states.keys()):
        yield Finding(code="V022", where=key, is_damage=False)
    for key, state in sorted(told.prints.items()):
        if states.get(key) != state:
            yield Finding(code="V022", where=key, is_damage=False)
