"""One case as a BagIt bag (RFC 8493): what is handed to another archive, or to a court.

The bag holds the item folders as they are, the templates that made the letters, the ledger's lines
about the case, and a page that opens in any browser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import __version__
from generator.archive.items import Items
from generator.archive.ledger import Ledger, LedgerLine
from generator.archive.lists.plain_pages import PAGE_NAME, Pages
from generator.archive.records import ArchivedItem, FiledItem, folder_name
from generator.archive.store import RECORD_NAME, Store
from generator.archive.topics.whereabouts import ItemPlace
from generator.system import files
from generator.vocabulary.problems import ArchiveDamagedError, UsageError

__all__ = ["Bags"]

LEDGER_NAME = "buku-besar.jsonl"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, kw_only=True)
class _Payload:
    """What a bag carries: path below `data/`, digest, size."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class _Packed:
    """An item of the case: what it is called in the bag, by its place in the case, and where it lies."""

    item: int
    name: str
    folder: Path
    filed: FiledItem

    @classmethod
    def of(cls, items: Items, one: ArchivedItem) -> "_Packed":
        folder = items.folder_of(one)
        filed = Store.read(folder)
        name = folder_name(one.item, filed.record.slug)
        return cls(item=one.item, name=name, folder=folder, filed=filed)


class Bags:
    """Makes bags of one archive's cases."""

    def __init__(self, *, store: Store, ledger: Ledger, pages: Pages, items: Items) -> None:
        self._store = store
        self._items = items
        self._ledger = ledger
        self._pages = pages

    def make(self, case: str, folder: Path, *, organisation: str, day: date) -> Path:
        """Make `folder/CASE`, a bag; it was held against its own manifest when this returns.

        Raises:
            UsageError: there is no such case, or something stands in its place already.
            ArchiveDamagedError: a file is not what it was when it was filed; there is no bag then.
        """
        items = [_Packed.of(self._items, one) for one in self._items.of_case(case)]
        if not items:
            raise UsageError("A005", found=case)
        final = folder / case
        if final.exists():
            raise UsageError("A030", found=str(final))
        files.make_folder(folder)
        draft = folder / f".{case}.tmp"
        files.remove(draft)
        files.make_folder(draft / "data")
        payload = list(self._fill(case, items, draft / "data"))
        self._describe(draft, case, items[0].filed, payload, organisation=organisation, day=day)
        # Needed for this alone, and slow to load.
        import bagit

        bagit.Bag(str(draft)).validate()
        files.publish_folder(draft, final)
        return final

    def _fill(self, case: str, items: list[_Packed], data: Path) -> Iterator[_Payload]:
        for one in items:
            (data / one.name).mkdir(mode=0o750)
            sealed = {name: file.sha256 for name, file in one.filed.record.files.items()}
            for name, digest in {**sealed, RECORD_NAME: one.filed.record_digest}.items():
                yield _copied(one.folder / name, data, f"{one.name}/{name}", digest)
        for digest in sorted({one.filed.record.template_digest for one in items} - {""}):
            kept = self._store.template(digest)
            if kept.is_file():
                (data / kept.parent.name).mkdir(mode=0o750, exist_ok=True)
                yield _copied(kept, data, f"{kept.parent.name}/{kept.name}", digest)
        # What was moved here brings the lines of where it lay before.
        places = {place for one in items for place in self._items.way_of(case, one.item)}
        about = (line for line in self._ledger.lines() if _is_about(line, case, places))
        lines = b"".join(line.raw + b"\n" for line in about)
        yield _written(data, LEDGER_NAME, lines)
        yield _written(data, PAGE_NAME, self._pages.of_case(case, is_live=False))

    def _describe(
        self,
        bag: Path,
        case: str,
        first: FiledItem,
        payload: list[_Payload],
        *,
        organisation: str,
        day: date,
    ) -> None:
        head = self._ledger.last()
        about = {
            "Source-Organization": organisation,
            "External-Identifier": case,
            "External-Description": f"Berkas kasus PMBS, klasifikasi {first.record.classification}",
            "Bagging-Date": day.isoformat(),
            "Bag-Software-Agent": f"pmbs {__version__}",
            "Payload-Oxum": f"{sum(one.size for one in payload)}.{len(payload)}",
            "Ledger-Head": f"{head.seq} {head.hash}" if head else "-",
        }
        manifest = "".join(f"{one.sha256}  data/{_encoded(one.path)}\n" for one in payload)
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in about.items()),
            "manifest-sha256.txt": manifest,
        }
        seals = [_written(bag, name, text.encode()) for name, text in tags.items()]
        lines = "".join(f"{one.sha256}  {one.path}\n" for one in seals)
        _written(bag, "tagmanifest-sha256.txt", lines.encode())


def _copied(source: Path, data: Path, path: str, digest: str) -> _Payload:
    """A copy of an archived file, held against the digest it was sealed with."""
    found = files.copy_file(source, data / path) if source.is_file() else ""
    if found != digest:
        raise ArchiveDamagedError("A009", found=path)
    return _Payload(path=path, sha256=digest, size=(data / path).stat().st_size)


def _written(folder: Path, name: str, content: bytes) -> _Payload:
    files.publish_file(folder / name, content)
    return _Payload(path=name, sha256=files.hash_file(folder / name), size=len(content))


def _encoded(path: str) -> str:
    """RFC 8493: line ends and the percent sign itself are escaped in a manifest."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _is_about(line: LedgerLine, case: str, places: set[ItemPlace]) -> bool:
    data = line.data
    key = str(data.get("key", ""))
    prints = (f"{case}-", *(f"{home}-{item:03d}-" for home, item in places))
    return (
        data.get("case") == case
        or (data.get("case"), data.get("item")) in places
        or key.startswith(prints)
    )
