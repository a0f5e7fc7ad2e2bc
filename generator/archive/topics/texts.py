"""The text of attachments, recognised after they were filed; and of scans whose recognition ran out of time.

An item never changes; so what is recognised on an attachment lies beside the cases, in
`teks/SHA-256-of-the-attachment.txt`, and a line of the ledger gives its digest. It is derived: lost
or spoilt, it is recognised again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import FiledItem, ItemRecord
from generator.archive.store import Store
from generator.archive.topics.topic import EventKind, Finding, Topic, TopicCheck
from generator.archive.topics.whereabouts import Whereabouts
from generator.system import files
from generator.vocabulary.case import CaseForm
from generator.vocabulary.indonesian import tokens

__all__ = ["TOPIC", "AttachmentTexts", "Unread", "renamed", "text_path"]

FOLDER = "teks"
RECOGNISED = "text-recognised"
# Words are in an index of their own: that of the items cannot take a row back, and a row holds title
# and client again, so that they are found together with words of the text.
TABLES = """
CREATE TABLE IF NOT EXISTS texts (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL,
    named TEXT NOT NULL, about TEXT NOT NULL, PRIMARY KEY (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS texts_by_source ON texts (source);
CREATE INDEX IF NOT EXISTS items_attached ON items (id) WHERE kind = 'lampiran';
CREATE TABLE IF NOT EXISTS scans_to_read (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (case_number, item)) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search_texts USING fts5 (
    names, words, content='', tokenize='ascii');
"""


# How the files begin that were scanned, and the copies of them in which the text was recognised.
SCANNED, READABLE = ("lampiran.", "pindaian.", "surat."), ("pindaian-teks.pdf", "surat-teks.pdf")
# One query for each, so that neither reads a table from end to end.
UNREAD = tuple(
    f"SELECT i.id, i.case_number, i.item, i.folder FROM {source}"  # noqa: S608 - constants
    " AND i.id > ? AND i.case_number NOT IN (SELECT case_number FROM disposed)"
    " AND NOT EXISTS (SELECT 1 FROM texts t WHERE t.case_number = i.case_number AND t.item = i.item)"
    " ORDER BY i.id LIMIT 1"
    for source in (
        "items i WHERE i.kind = 'lampiran'",
        "scans_to_read s CROSS JOIN items i WHERE i.case_number = s.case_number AND i.item = s.item",
    )
)


def _is_scan(name: str) -> bool:
    return name.startswith(SCANNED) and name.rpartition(".")[2] not in ("txt", "json")


@dataclass(frozen=True, kw_only=True)
class Unread:
    """An attachment or a scan whose text nobody has read yet; `id` orders them, `source` is its SHA-256."""

    id: int
    case: str
    item: int
    path: Path
    source: str


def text_path(root: Path, source: str) -> Path:
    """Where the text of the attachment with this SHA-256 lies."""
    return root / FOLDER / f"{source}.txt"


class AttachmentTexts:
    """What is known of the texts, and the way to add one."""

    def __init__(self, index: Index, store: Store, write: Write) -> None:
        self._index = index
        self._store = store
        self._write = write

    def next_unread(self, after: int = 0) -> Unread | None:
        """The first attachment or scan behind `after` whose text is missing."""
        rows = [row for kinds in UNREAD if (row := self._index.row(kinds, [after])) is not None]
        for row in sorted(rows, key=lambda row: int(row["id"])):
            folder = self._store.root / row["folder"]
            sealed = self._store.read(folder).record.files
            name = next(one for one in sealed if _is_scan(one))
            return Unread(
                id=row["id"],
                case=row["case_number"],
                item=row["item"],
                path=folder / name,
                source=sealed[name].sha256,
            )
        return None

    def known(self, source: str) -> str | None:
        """The text of the same bytes, read for another case before."""
        row = self._index.row("SELECT digest FROM texts WHERE source = ? LIMIT 1", [source])
        return _read(self._store.root, source, row["digest"]) if row else None

    def keep(self, unread: Unread, text: str) -> None:
        """Keep the text of an attachment, empty if it has none; from then on it is found by it."""
        path, data = text_path(self._store.root, unread.source), text.encode()
        if not path.is_file() or path.read_bytes() != data:
            files.make_folder(path.parent)
            files.replace_file(path, data)
        told = {"case": unread.case, "item": unread.item, "source": unread.source}
        digest = hashlib.sha256(data).hexdigest()
        self._write([Event(name=RECOGNISED, data={**told, "sha256": digest})])


def _read(root: Path, source: str, digest: str) -> str | None:
    """A text as it was kept; None if it is not that any more."""
    path = text_path(root, source)
    data = path.read_bytes() if path.is_file() else b""
    return data.decode() if path.is_file() and hashlib.sha256(data).hexdigest() == digest else None


def _recognised(index: Index, line: LedgerLine) -> None:
    case, item, source, digest = (line.data[key] for key in ("case", "item", "source", "sha256"))
    text = _read(index.path.parent, source, digest)
    row = index.row(
        "SELECT i.*, coalesce(c.client, '') AS client FROM items i"
        " LEFT JOIN cases c ON c.case_number = i.case_number"
        " WHERE i.case_number = ? AND i.item = ?",
        [case, item],
    )
    known = index.row("SELECT 1 FROM texts WHERE case_number = ? AND item = ?", [case, item])
    if text is None or row is None or known is not None:
        return
    about = f"{row['title']} {row['subject']} {row['case_number']}"
    index.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)",
        [case, item, source, digest, row["client"], about],
    )
    index.execute("UPDATE items SET words = ? WHERE id = ?", [text, row["id"]])
    _enter(index, row["id"], row["client"], f"{about} {text}")


def _enter(index: Index, row: int, named: str, told: str) -> None:
    index.execute(
        "INSERT INTO search_texts (rowid, names, words) VALUES (?, ?, ?)",
        [row, " ".join(tokens(named)), " ".join(tokens(told))],
    )


def renamed(index: Index, case: str, item: int, *, named: str) -> None:
    """Let the text of an attachment be found with its case and the client of that, as they are now."""
    row = index.row(
        "SELECT i.id, i.words, i.title, i.subject, t.named, t.about FROM items i"
        " JOIN texts t USING (case_number, item) WHERE i.case_number = ? AND i.item = ?",
        [case, item],
    )
    if row is None:
        return
    index.execute(
        "INSERT INTO search_texts (search_texts, rowid, names, words) VALUES ('delete', ?, ?, ?)",
        [
            row["id"],
            " ".join(tokens(row["named"])),
            " ".join(tokens(f"{row['about']} {row['words']}")),
        ],
    )
    about = f"{row['title']} {row['subject']} {case}"
    index.execute(
        "UPDATE texts SET named = ?, about = ? WHERE case_number = ? AND item = ?",
        [named, about, case, item],
    )
    _enter(index, row["id"], named, f"{about} {row['words']}")


def _scan_filed(index: Index, record: ItemRecord, _folder: Path, _form: CaseForm | None) -> None:
    """A scan whose text could not be recognised in time. What is signed electronically has its own.

    One may have text and no readable copy: that was not like the scan.
    """
    text = record.files.get("surat.txt")
    has_text = text is not None and text.size > 0
    is_read = has_text or any(name in record.files for name in READABLE) or record.signatures
    if not is_read and any(_is_scan(name) for name in record.files):
        index.execute(
            "INSERT OR IGNORE INTO scans_to_read VALUES (?, ?)", [record.case, record.item]
        )


class _Check(TopicCheck):
    """The text of every attachment is as it was recognised; it can be made again: no damage."""

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        super().__init__(store, index, whereabouts)
        self._told: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)

    def take_in(self, line: LedgerLine) -> None:
        if line.event == RECOGNISED:
            data = line.data
            case, item = self.whereabouts.lies(data["case"], data["item"])
            self._told[case][item] = (data["source"], data["sha256"])

    def of_case(self, case: str, standing: Mapping[int, FiledItem]) -> Iterator[Finding]:
        for item, (source, digest) in sorted(self._told.get(case, {}).items()):
            path = text_path(self.store.root, source)
            if not path.is_file() or files.hash_file(path) != digest:
                yield Finding(code="V032", where=f"{case}/{item:03d}", is_damage=False)


TOPIC = Topic(
    check=_Check,
    tables=TABLES,
    events={
        RECOGNISED: EventKind(words="teks dikenali", handler=_recognised),
    },
    items=dict.fromkeys(("pindaian", "surat-masuk", "surat-luar"), _scan_filed),
)
