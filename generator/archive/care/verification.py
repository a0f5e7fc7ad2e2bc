"""The archive against itself, both ways: folders, digests, ledger, numbers, index, outbox, pages.

Nothing is repaired here. A finding is damage when the archive's own bytes are concerned, and a mere
difference when `pmbs rebuild` puts it right. Cases are checked one by one, so that a check can stop
and go on later; what no single case tells is checked as a whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.archive.database import Index
from generator.archive.ledger import Ledger, LedgerLine
from generator.archive.lists.plain_pages import PAGE_NAME, Pages
from generator.archive.projection import HEAD, PARTED
from generator.archive.records import FiledItem, folder_name
from generator.archive.store import RECORD_NAME, Store
from generator.archive.topics import registry as topics
from generator.archive.topics.beginnings import numbers_of
from generator.archive.topics.topic import Finding, TopicCheck
from generator.archive.topics.whereabouts import Whereabouts
from generator.system import files
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["Verifier"]

Number = tuple[str, int, int]


@dataclass(frozen=True, kw_only=True)
class _Issued:
    """A number as the ledger gave it, and the place in a case that it was given for."""

    submission: str
    case: str
    item: int
    text: str


@dataclass
class _Told:
    """What the ledger says there must be; items, numbers and prints by case."""

    items: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    issued: dict[Number, _Issued] = field(default_factory=dict)
    numbers: dict[str, list[Number]] = field(default_factory=lambda: defaultdict(list))
    voided: set[Number] = field(default_factory=set)
    leapt: set[Number] = field(default_factory=set)
    begun: dict[Number, str] = field(default_factory=dict)
    filed: set[str] = field(default_factory=set)
    bases: list[tuple[Number, Number]] = field(default_factory=list)
    on_way: set[str] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    is_broken: bool = False


class Verifier:
    """One look at an archive: the ledger as it stands now, and everything held against it.

    While the service works, a submission between two of its steps may look like a finding; it is
    none if a second look does not see it.
    """

    def __init__(self, store: Store, ledger: Ledger, index: Index, pages: Pages) -> None:
        self._store = store
        self._ledger = ledger
        self._index = index
        self._pages = pages
        self._whereabouts = Whereabouts()
        self._checks = tuple(check(store, index, self._whereabouts) for check in topics.CHECKS)
        # A line is in the ledger before it is in the index, so that the index is asked first.
        heads = (index.told(key).partition(" ") for key in (PARTED, HEAD))
        self._heads = {int(seq): digest for seq, _, digest in heads if seq}
        self._told = _read_ledger(ledger, self._whereabouts, self._checks, self._heads)

    def cases(self) -> list[str]:
        """Every case that ledger, folders or index know of, in order."""
        standing = {path.name for path in self._store.root.glob("[0-9][0-9][0-9][0-9]/*-[0-9]*")}
        indexed = {row["case_number"] for row in self._index.rows("SELECT case_number FROM cases")}
        return sorted(standing | indexed | self._told.items.keys(), key=lambda one: (len(one), one))

    def check_case(self, case: str) -> list[Finding]:
        """Everything about one case."""
        gone = next((one for one in self._checks if one.is_gone(case)), None)
        if gone is not None:
            return [*self._check_gone(gone, case), *self._check_numbers(case, {})]
        findings: list[Finding] = []
        standing = dict(self._read_folders(case, findings))
        findings += [
            Finding(code="V005", where=f"{case}/{item:03d}")
            for item in self._told.items.get(case, {})
            if item not in standing
        ]
        findings += self._check_numbers(case, standing)
        findings += self._check_templates(standing)
        findings += [one for check in self._checks for one in check.of_case(case, standing)]
        # A broken ledger leaves the index nothing to be held against.
        if not self._told.is_broken:
            should = {
                item: filed
                for item, filed in standing.items()
                if filed.record.form_digest in self._told.filed
            }
            findings += self._check_items(case, should)
            findings += [one for check in self._checks for one in check.of_index(case, should)]
            findings += self._check_pages(case)
        return findings

    def check_whole(self) -> list[Finding]:
        """The chain, the sequences of numbers, kept templates, strangers, the register."""
        findings = [*self._told.findings, *self._check_sequences(), *self._check_kept()]
        findings += [one for check in self._checks for one in check.of_whole()]
        findings += self._strangers()
        if not self._told.is_broken:
            findings += self._check_heads()
            findings += self._check_register()
            findings += self._check_pages("")
        return findings

    def _check_heads(self) -> Iterator[Finding]:
        """A chain computed anew is whole in itself; the index knows lines of the one that it has read."""
        if self._told.parted:
            yield Finding(code="V064", where=f"ledger {min(self._told.parted)}")

    def _check_gone(self, check: TopicCheck, case: str) -> Iterator[Finding]:
        """Of what was destroyed: the topic that did so knows what is to be left."""
        told = self._told.items.get(case, {})
        yield from check.of_gone(case, told, told if self._told.is_broken else self._indexed(case))

    # -- folders -------------------------------------------------------------------------------

    def _read_folders(self, case: str, findings: list[Finding]) -> Iterator[tuple[int, FiledItem]]:
        """A case's item folders, each held against its own record and against the ledger."""
        told = self._told.items.get(case, {})
        for folder in self._store.item_folders(case):
            where = f"{case}/{folder.name}"
            try:
                filed = self._store.read(folder)
            except ArchiveDamagedError:
                findings.append(Finding(code="V003", where=where))
                continue
            record = filed.record
            if record.case != case or folder.name != folder_name(record.item, record.slug):
                findings.append(Finding(code="V008", where=where))
                continue
            if record.item not in told:
                # Of a submission on its way, or of nobody; behind a break the ledger does not tell.
                on_way = self._told.on_way - self._told.filed
                if not self._told.is_broken and record.form_digest not in on_way:
                    findings.append(Finding(code="V006", where=where))
            elif told[record.item] != filed.record_digest:
                findings.append(Finding(code="V004", where=f"{where}/{RECORD_NAME}"))
            findings += _check_files(folder, filed, where)
            yield record.item, filed
        findings += _files_among_folders(self._store.case_folder(case), self._store.root)

    def _strangers(self) -> Iterator[Finding]:
        """Files that lie where only the folders of cases belong."""
        for year in sorted(self._store.root.glob("[0-9][0-9][0-9][0-9]")):
            yield from _files_among_folders(year, self._store.root)

    def _check_pages(self, case: str) -> Iterator[Finding]:
        if self._pages.is_current():
            for where in self._pages.differing(case):
                yield Finding(code="V024", where=where, is_damage=False)

    # -- templates -----------------------------------------------------------------------------

    def _check_templates(self, standing: dict[int, FiledItem]) -> Iterator[Finding]:
        """Every template that a letter names is kept."""
        for item, filed in sorted(standing.items()):
            digest = filed.record.template_digest
            if digest and not self._store.template(digest).is_file():
                yield Finding(code="V030", where=f"{filed.record.case}/{item:03d}")

    def _check_kept(self) -> Iterator[Finding]:
        """Each kept template is what its name says."""
        for path in sorted(self._store.template("").parent.glob("*")):
            if path.name.startswith("."):
                continue  # a power cut's unfinished write
            if path.suffix != ".docx" or files.hash_file(path) != path.stem:
                yield Finding(code="V031", where=f"{path.parent.name}/{path.name}")

    # -- numbers -------------------------------------------------------------------------------

    def _check_sequences(self) -> Iterator[Finding]:
        taken: dict[tuple[str, int], set[int]] = defaultdict(set)
        for series, year, sequence in self._told.issued:
            taken[series, year].add(sequence)
        for series, year, sequence in self._told.leapt:
            taken[series, year].add(sequence)
        for series, year, last in self._told.begun:
            taken[series, year] |= set(range(1, last + 1))
        for (series, year), there in sorted(taken.items()):
            for missing in sorted(set(range(1, max(there) + 1)) - there):
                yield Finding(code="V007", where=_number((series, year, missing)))
        for number, base in self._told.bases:
            if base not in self._told.issued:
                yield Finding(code="V007", where=_number(number))

    def _check_numbers(self, case: str, standing: dict[int, FiledItem]) -> Iterator[Finding]:
        """Each number of the case is used or void, and its letter carries the number given."""
        for number in sorted(self._told.numbers.get(case, [])):
            issued = self._told.issued[number]
            if issued.item == 0 or issued.submission not in self._told.filed:
                continue  # a case's own number, or a submission on its way
            is_told = issued.item in self._told.items.get(case, {})
            if (issued.item in standing or is_told) == (number in self._told.voided):
                yield Finding(code="V012", where=_number(number))
            filed = standing.get(issued.item)
            is_numbered = filed and filed.record.kind in ("surat", "surat-luar")
            if filed and is_numbered and filed.record.number != issued.text:
                yield Finding(code="V013", where=f"{case}/{issued.item:03d}")

    # -- index ---------------------------------------------------------------------------------

    def _check_items(self, case: str, should: dict[int, FiledItem]) -> Iterator[Finding]:
        """The index has exactly the items that ledger and folders have."""
        indexed = self._indexed(case)
        for item in sorted(should.keys() | indexed.keys()):
            filed = should.get(item)
            if filed is None or indexed.get(item) != filed.record_digest:
                yield Finding(code="V020", where=f"{case}/{item:03d}", is_damage=False)

    def _indexed(self, case: str) -> dict[int, str]:
        """The digests of what lies in the folder of a case, as far as it is shown where it should be."""
        folder = str(self._store.case_folder(case).relative_to(self._store.root))
        rows = self._index.rows(
            "SELECT case_number, item, folder, record_digest FROM items"
            " WHERE folder >= :folder || '/' AND folder < :folder || '0'",
            {"folder": folder},
        )
        found = {}
        for row in rows:
            item = int(Path(row["folder"]).name.partition("-")[0])
            is_there = self._whereabouts.shown(case, item) == (row["case_number"], row["item"])
            found[item] = row["record_digest"] if is_there else ""
        return found

    def _check_register(self) -> Iterator[Finding]:
        registered = {
            (row["series"], row["year"], row["sequence"]): (
                row["number"],
                row["case_number"],
                row["item"],
                row["void_reason"] is not None,
            )
            for row in self._index.rows("SELECT * FROM register WHERE in_ledger = 1")
        }
        should = {
            number: (
                one.text,
                *self._whereabouts.shown(one.case, one.item),
                number in self._told.voided,
            )
            for number, one in self._told.issued.items()
        }
        should |= {number: (str(number[2]), "", 0, True) for number in self._told.leapt}
        should |= {number: (text, "", 0, False) for number, text in self._told.begun.items()}
        for number in sorted(should.keys() | registered.keys()):
            if should.get(number) != registered.get(number):
                yield Finding(code="V021", where=_number(number), is_damage=False)


# -- ledger --------------------------------------------------------------------------------------


def _read_ledger(
    ledger: Ledger,
    whereabouts: Whereabouts,
    checks: Sequence[TopicCheck],
    heads: Mapping[int, str],
) -> _Told:
    told = _Told()
    try:
        for line in ledger.lines():
            _take_in(told, line)
            if heads.get(line.seq, line.hash) != line.hash:
                told.parted.add(line.seq)
            whereabouts.take_in(line)
            for check in checks:
                check.take_in(line)
    except ArchiveDamagedError as error:
        told.is_broken = True
        told.findings.append(Finding(code="V001", where=f"ledger {error.problem.found}"))
    for path in ledger.years():
        if not path.read_bytes().endswith(b"\n"):
            told.findings.append(Finding(code="V002", where=f"ledger {path.name}"))
    return told


def _take_in(told: _Told, line: LedgerLine) -> None:
    data = line.data
    if line.event in NUMBERED_BY:
        NUMBERED_BY[line.event](told, data)
    elif line.event == "item-filed":
        told.items[data["case"]][data["item"]] = data["record_sha256"]
    elif line.event == "submission-filed":
        told.filed.add(data["submission"])


def _issue(told: _Told, data: dict[str, Any]) -> None:
    number = (data["series"], data["year"], data["sequence"])
    is_old = any(one[:2] == number[:2] and number[2] <= one[2] for one in told.begun)
    if number in told.issued or number in told.leapt or is_old:
        told.findings.append(Finding(code="V007", where=_number(number)))
    told.issued[number] = _Issued(
        submission=data["submission"], case=data["case"], item=data["item"], text=data["number"]
    )
    told.numbers[data["case"]].append(number)
    told.on_way.add(data["submission"])
    if data.get("base"):
        told.bases.append((number, ("keluar", data["year"], data["base"])))


def _leap(told: _Told, data: dict[str, Any]) -> None:
    """Numbers that may be on paper which a backup did not know; they are never given."""
    numbers = range(data["first"], data["last"] + 1)
    told.leapt |= {(data["series"], data["year"], one) for one in numbers}


def _begin(told: _Told, data: dict[str, Any]) -> None:
    """The numbers of the book on paper; none of them is given."""
    series, year, last = data["series"], data["year"], data["last"]
    if any(one[:2] == (series, year) for one in told.issued):
        told.findings.append(Finding(code="V007", where=_number((series, year, last))))
    if last:
        told.begun[series, year, last] = numbers_of(last)


def _void(told: _Told, data: dict[str, Any]) -> None:
    told.voided.add((data["series"], data["year"], data["sequence"]))


def _assign(told: _Told, data: dict[str, Any]) -> None:
    """A number that was kept in reserve became that of a letter, perhaps of another case."""
    number = (data["series"], data["year"], data["sequence"])
    before = told.issued.get(number)
    if before is None:
        told.findings.append(Finding(code="V007", where=_number(number)))
    else:
        told.numbers[before.case].remove(number)
    told.issued[number] = _Issued(
        submission=data["submission"], case=data["case"], item=data["item"], text=data["number"]
    )
    told.numbers[data["case"]].append(number)
    told.on_way.add(data["submission"])


NUMBERED_BY: Mapping[str, Callable[[_Told, dict[str, Any]], None]] = {
    "number-issued": _issue,
    "number-assigned": _assign,
    "number-voided": _void,
    "numbers-skipped": _leap,
    "register-begun": _begin,
}


# -- small checks --------------------------------------------------------------------------------


def _check_files(folder: Path, filed: FiledItem, where: str) -> Iterator[Finding]:
    present = {path.name for path in folder.iterdir()} - {RECORD_NAME}
    for name, sealed in filed.record.files.items():
        if name not in present:
            yield Finding(code="V009", where=f"{where}/{name}")
        elif files.hash_file(folder / name) != sealed.sha256:
            yield Finding(code="V010", where=f"{where}/{name}")
    for name in sorted(present - set(filed.record.files)):
        yield Finding(code="V011", where=f"{where}/{name}")


def _files_among_folders(folder: Path, root: Path) -> Iterator[Finding]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        is_page = path.name == PAGE_NAME or path.name.startswith(f".{PAGE_NAME}.")
        if not is_page and (not path.is_dir() or path.is_symlink()):
            yield Finding(code="V011", where=str(path.relative_to(root)))


def _number(number: Number) -> str:
    series, year, sequence = number
    return f"{series} {sequence}/{year}"
