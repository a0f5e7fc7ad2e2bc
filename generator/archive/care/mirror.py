"""A second archive kept beside the first: items that stand in it are skipped, the ledger only grows.

Consistent while the service works: the ledger's lines are taken first, then exactly the items that they
name, which never change, and the ledger is written last. A ledger that does not go on from the one in
the mirror was rewritten, and is refused.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive.ledger import Ledger, LedgerLine
from generator.archive.records import FiledItem
from generator.archive.store import MARKER, RECORD_NAME, TEMPLATES, Store
from generator.archive.topics.topic import Finding
from generator.system import files
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["Mirrored", "TellProgress", "mirror_archive"]

TellProgress = Callable[[int, int], None]


@dataclass
class Mirrored:
    """What a run of the mirror did. `findings` are items that could not be taken as they were sealed.

    `seals` are the SHA-256 of every file in it, by path; `destroyed` counts the cases that it held until now and
    that were destroyed since.
    """

    seq: int = 0
    head: str = ""
    items: int = 0
    copied: int = 0
    copied_bytes: int = 0
    seals: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    destroyed: int = 0


def mirror_archive(
    source: Path, target: Path, tell: TellProgress = lambda _done, _of: None
) -> Mirrored:
    """Bring `target` up to `source`.

    Raises:
        ArchiveDamagedError: the ledger is broken, or does not go on from the mirror's.
    """
    store = Store(source)
    done = Mirrored()
    ledgers = _whole_lines(store.root / "ledger")
    named: dict[tuple[str, int], str] = {}
    destroyed: set[str] = set()
    for line in _checked(Ledger(store.root / "ledger"), ledgers):
        done.seq, done.head = line.seq, line.hash
        if line.event == "item-filed":
            named[line.data["case"], line.data["item"]] = line.data["record_sha256"]
        elif line.event == "case-disposed":
            destroyed.add(line.data["case"])
    _check_continues(ledgers, target / "ledger")
    files.make_folder(target / "ledger")
    for case in sorted(destroyed):
        # What the law has destroyed does not live on in a copy.
        held = target / store.case_folder(case).relative_to(store.root)
        done.destroyed += held.exists()
        files.destroy(held)
    kept = {place: digest for place, digest in named.items() if place[0] not in destroyed}
    for number, (place, digest) in enumerate(sorted(kept.items()), start=1):
        _mirror_item(store, target, place, digest, done)
        tell(number, len(kept))
    done.items = len(kept)
    for path in sorted((source / TEMPLATES).glob("[0-9a-f]*.docx")):
        if not (target / TEMPLATES / path.name).exists():
            files.make_folder(target / TEMPLATES)
            files.copy_file(path, target / TEMPLATES / path.name)
        done.seals[f"{TEMPLATES}/{path.name}"] = path.stem
    for name, lines in ledgers.items():
        path = target / "ledger" / name
        if not path.is_file() or path.stat().st_size != len(lines):
            files.replace_file(path, lines)
        done.seals[f"ledger/{name}"] = hashlib.sha256(lines).hexdigest()
    done.seals[MARKER] = files.copy_file(source / MARKER, target / MARKER)
    return done


def _whole_lines(folder: Path) -> dict[str, bytes]:
    """The ledger's files as they are now, without a line that is just being written."""
    found = {}
    for path in sorted(folder.glob("[0-9]*.jsonl")):
        raw = path.read_bytes()
        found[path.name] = raw[: raw.rfind(b"\n") + 1]
    return found


def _checked(ledger: Ledger, taken: dict[str, bytes]) -> Iterator[LedgerLine]:
    """The lines of what was taken, their chain held against itself; later ones are left out."""
    count = sum(raw.count(b"\n") for raw in taken.values())
    for line in ledger.lines():
        if line.seq > count:
            return
        yield line


def _check_continues(ledgers: dict[str, bytes], mirrored: Path) -> None:
    for path in sorted(mirrored.glob("[0-9]*.jsonl")) if mirrored.is_dir() else []:
        if not ledgers.get(path.name, b"").startswith(path.read_bytes()):
            raise ArchiveDamagedError("A032", found=path.name)


def _mirror_item(
    store: Store, target: Path, place: tuple[str, int], digest: str, done: Mirrored
) -> None:
    """Take one item, unless it stands in the mirror; a damaged one never replaces a whole one."""
    case, item = place
    where = f"{case}/{item:03d}"
    standing = _whole(Store.find(target, case, item), digest)
    if standing is not None:
        _seal(target, standing, done)
        return
    source = store.item_folder(case, item)
    if source is None:
        done.findings.append(Finding(code="V005", where=where))
        return
    try:
        filed = store.read(source)
    except ArchiveDamagedError:
        done.findings.append(Finding(code="V003", where=where))
        return
    if filed.record_digest != digest:
        done.findings.append(Finding(code="V004", where=where))
    elif _copy_item(source, target / source.relative_to(store.root), filed, done):
        _seal(target, filed, done)


def _whole(folder: Path | None, digest: str) -> FiledItem | None:
    """The item in the mirror, if its record is the one told and every file has its size."""
    if folder is None:
        return None
    try:
        filed = Store.read(folder)
    except ArchiveDamagedError:
        return None
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    is_whole = all(sizes.get(name) == one.size for name, one in filed.record.files.items())
    return filed if is_whole and filed.record_digest == digest else None


def _seal(target: Path, filed: FiledItem, done: Mirrored) -> None:
    """Note every file of the item with its digest."""
    folder = Store.find(target, filed.record.case, filed.record.item)
    if folder is None:
        return
    place = folder.relative_to(target)
    done.seals[str(place / RECORD_NAME)] = filed.record_digest
    for name, one in filed.record.files.items():
        done.seals[str(place / name)] = one.sha256


def _copy_item(source: Path, final: Path, filed: FiledItem, done: Mirrored) -> bool:
    where = f"{filed.record.case}/{source.name}"
    draft = final.with_name(f".{final.name}.tmp")
    files.remove(draft)
    files.make_folder(draft)
    wanted = {name: one.sha256 for name, one in filed.record.files.items()}
    for name, digest in {**wanted, RECORD_NAME: filed.record_digest}.items():
        path = source / name
        if not path.is_file():
            done.findings.append(Finding(code="V009", where=f"{where}/{name}"))
        elif files.copy_file(path, draft / name) != digest:
            done.findings.append(Finding(code="V010", where=f"{where}/{name}"))
        else:
            done.copied_bytes += path.stat().st_size
            continue
        files.remove(draft)
        return False
    files.remove(final)
    files.publish_folder(draft, final)
    done.copied += 1
    return True
