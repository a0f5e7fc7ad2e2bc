"""The plain pages beside the folders: DAFTAR ISI.html of each case, each year, and the archive.

They are for whoever opens the archive without the service, now or in twenty years: no script, nothing
from elsewhere. Each is a function of index and item records, so that `verify` can hold it against them.
"""

import logging
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.archive.database import Index, Row
from generator.archive.open_classes import OPEN_CLASSES
from generator.archive.records import folder_name
from generator.archive.store import Store
from generator.archive.topics.prints import CHANGED, WANTED
from generator.archive.topics.registry import LOOKS
from generator.system import files
from generator.system.locks import locked
from generator.vocabulary import indonesian
from generator.vocabulary.problems import ArchiveDamagedError

__all__ = ["PAGE_NAME", "Pages"]

log = logging.getLogger(__name__)

# What changes nothing that the pages show.
UNSHOWN = LOOKS | {CHANGED, WANTED}
PAGE_NAME = "DAFTAR ISI.html"
STATE_NAME = ".daftar-isi"
SOURCES = Path(__file__).parent / "pages"
KILO = 1000


@dataclass(frozen=True, kw_only=True)
class _File:
    name: str
    size: int


@dataclass(frozen=True, kw_only=True)
class _Item:
    item: int
    folder: str
    title: str
    subject: str
    number: str
    date: date
    party: str
    remark: str
    is_replaced: bool
    files: tuple[_File, ...]


@dataclass(frozen=True, kw_only=True)
class _Away:
    """An item that was moved to another case: its place here, and the page of that case."""

    item: int
    place: str
    year: str
    case: str
    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class _Case:
    number: str
    client: str
    opened: date
    closed: date | None
    access: str
    classification: str
    count: int
    is_named: bool
    is_there: bool
    items: tuple[_Item, ...] = ()
    away: tuple[_Away, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Year:
    year: str
    count: int
    open: int


class Pages:
    """Keeps the pages of one archive up to date."""

    def __init__(self, index: Index, store: Store) -> None:
        self._index = index
        self._store = store
        self._templates = Environment(
            loader=FileSystemLoader(SOURCES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"tanggal": indonesian.long_date, "ukuran": _size}
        # Some of the words stand in this module.
        told = [*sorted(SOURCES.glob("*.html")), Path(__file__)]
        self._look = f"{zlib.crc32(b''.join(path.read_bytes() for path in told)):08x}"
        self._turn = threading.Lock()

    def refresh(self, *, anew: bool = False) -> None:
        """Make every page anew that something was filed or changed for since the last time.

        With `anew` all of them are looked at.
        """
        seen, upto = self._made(), self._newest()
        if seen == upto and not anew:
            return
        with self._alone():
            seen, upto = 0 if anew else self._made(), self._newest()
            changed = self._changed_since(seen)
            for case in changed:
                self._put(self._store.case_folder(case), self.of_case(case))
            for year in sorted({case[5:9] for case in changed}):
                self._put(self._store.root / year, self._of_year(year))
            if changed:
                self._put(self._store.root, self._of_archive())
            files.replace_file(self._state, f"{self._look} {upto}\n".encode())

    def refresh_or_warn(self) -> None:
        """The same, where it must not be in the way of other work: what fails is made up later."""
        try:
            self.refresh()
        except OSError as error:
            log.warning("pages of the archive: %s", error.strerror)

    def is_current(self) -> bool:
        """Whether no page waits to be made anew."""
        return self._made() == self._newest()

    def differing(self, case: str) -> Iterator[str]:
        """Names of pages that are not what they should be: of a case, or with "" of years and all."""
        if case:
            expected = {self._store.case_folder(case): self.of_case(case)}
        else:
            expected = {self._store.root / year: self._of_year(year) for year in self._years()}
            if expected:
                expected[self._store.root] = self._of_archive()
        for folder, page in expected.items():
            path = folder / PAGE_NAME
            if folder.is_dir() and (not path.is_file() or path.read_bytes() != page):
                yield str(path.relative_to(self._store.root))

    def of_case(self, case: str, *, is_live: bool = True) -> bytes:
        """The page of one case; a copy outside of the archive leads nowhere else."""
        found = self._cases("c.case_number = ?", [case], with_items=True)
        case_ = found[0] if is_live else _packed(found[0])
        return self._page("berkas.html", case=case_, is_live=is_live)

    # -- inside --------------------------------------------------------------------------------

    @property
    def _state(self) -> Path:
        return self._store.root / STATE_NAME

    def _made(self) -> int:
        """Up to which ledger line the pages are made; 0 if they were made by another look."""
        try:
            look, _, upto = self._state.read_text(encoding="ascii").strip().partition(" ")
            return int(upto) if look == self._look else 0
        except (OSError, ValueError):
            return 0

    def _newest(self) -> int:
        row = self._index.row("SELECT coalesce(max(seq), 0) AS seq FROM audit")
        return int(row["seq"]) if row else 0

    def _changed_since(self, seq: int) -> list[str]:
        rows = self._index.rows(
            "SELECT DISTINCT a.case_number, a.event FROM audit a JOIN every_folder c USING (case_number)"
            " WHERE a.seq > ?",
            [seq],
        )
        return sorted({row["case_number"] for row in rows if row["event"] not in UNSHOWN})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time, over threads and processes: an older page must not follow a newer one."""
        with self._turn, locked(self._store.root / f"{STATE_NAME}.lock"):
            yield

    @staticmethod
    def _put(folder: Path, page: bytes) -> None:
        path = folder / PAGE_NAME
        if folder.is_dir() and not (path.is_file() and path.read_bytes() == page):
            files.replace_file(path, page)

    def _page(self, template: str, **values: object) -> bytes:
        return self._templates.get_template(template).render(**values).encode()

    def _of_year(self, year: str) -> bytes:
        cases = self._cases("substr(c.case_number, 6, 4) = ?", [year])
        return self._page("tahun.html", year=year, cases=cases)

    def _of_archive(self) -> bytes:
        rows = self._index.rows(
            "SELECT substr(f.case_number, 6, 4) AS year, count(c.case_number) AS count,"
            " coalesce(sum(c.case_number IS NOT NULL AND c.closed IS NULL), 0) AS open"
            " FROM every_folder f LEFT JOIN cases c USING (case_number) GROUP BY 1 ORDER BY 1 DESC"
        )
        return self._page("arsip.html", years=[_Year(**row) for row in rows])

    def _years(self) -> list[str]:
        sql = "SELECT DISTINCT substr(case_number, 6, 4) AS year FROM every_folder ORDER BY 1"
        return [row["year"] for row in self._index.rows(sql)]

    def _cases(
        self, condition: str, params: list[object], *, with_items: bool = False
    ) -> list[_Case]:
        rows = self._index.rows(
            "SELECT c.*, count(i.id) AS count, "  # noqa: S608
            f" coalesce(max(CASE WHEN i.access NOT IN {OPEN_CLASSES} THEN i.access END), max(i.access),"
            " 'Terbatas') AS access,"
            " coalesce(max(CASE WHEN i.kind = 'formulir' THEN i.classification END), '') AS code"
            f" FROM every_folder c LEFT JOIN items i USING (case_number) WHERE {condition}"
            " GROUP BY c.case_number ORDER BY length(c.case_number), c.case_number",
            params,
        )
        return [
            _Case(
                number=row["case_number"],
                client=row["client"],
                opened=date.fromisoformat(row["opened"]),
                closed=date.fromisoformat(row["closed"]) if row["closed"] else None,
                access=row["access"],
                is_named=row["access"] in OPEN_CLASSES,
                is_there=bool(self._store.item_folders(row["case_number"])),
                classification=row["code"],
                count=row["count"],
                items=self._items(row["case_number"]) if with_items else (),
                away=self._away(row["case_number"]) if with_items else (),
            )
            for row in rows
        ]

    def _items(self, case: str) -> tuple[_Item, ...]:
        sql = (
            "SELECT i.*, w.item IS NOT NULL AS is_withdrawn, m.from_case FROM items i"
            " LEFT JOIN withdrawals w ON w.case_number = i.case_number AND w.item = i.item"
            " LEFT JOIN refiled_here m ON m.to_case = i.case_number AND m.to_item = i.item"
            " WHERE i.case_number = ? ORDER BY i.item"
        )
        return tuple(self._item(row) for row in self._index.rows(sql, [case]))

    def _away(self, case: str) -> tuple[_Away, ...]:
        rows = self._index.rows(
            "SELECT m.*, c.is_secret OR t.is_secret AS is_secret FROM refiled_away m"
            " LEFT JOIN shown_cases c ON c.case_number = m.from_case"
            " LEFT JOIN shown_cases t ON t.case_number = m.to_case"
            " WHERE m.from_case = ? ORDER BY m.from_item",
            [case],
        )
        return tuple(
            _Away(
                item=row["from_item"],
                place=f"{row['to_case']}/{row['to_item']}",
                year=row["to_case"].split("-")[1],
                case=row["to_case"],
                day=date.fromisoformat(row["at"][:10]),
                reason="" if row["is_secret"] else row["reason"],
            )
            for row in rows
        )

    def _item(self, row: Row) -> _Item:
        folder = self._store.root / row["folder"]
        try:
            sealed = self._store.read(folder).record.files
        except ArchiveDamagedError:
            sealed = {}  # `verify` reports it
        words = [f"revisi {row['revision']}"] if row["revision"] > 1 else []
        if row["is_replaced"]:
            words += ["dibatalkan" if row["is_withdrawn"] else "diganti"]
        words += ["sudah bertanda tangan"] if row["is_signed"] else []
        words += [f"kembali tidak lengkap: {row['lacking']}"] if row["lacking"] else []
        words += [f"dipindahkan dari berkas {row['from_case']}"] if row["from_case"] else []
        return _Item(
            item=row["item"],
            folder=folder.name
            if folder.parent.name == row["case_number"]
            else f"../../{row['folder']}",
            title=row["title"],
            subject=row["subject"],
            number=row["number"],
            date=date.fromisoformat(row["date"]),
            party=row["party"],
            remark=", ".join(words),
            is_replaced=bool(row["is_replaced"]),
            files=tuple(_File(name=name, size=one.size) for name, one in sorted(sealed.items())),
        )


def _packed(case: _Case) -> _Case:
    """The case as a bag holds it: each item under its place in this case, also what was moved here."""
    items = tuple(
        replace(one, folder=folder_name(one.item, one.folder.rpartition("/")[2].partition("-")[2]))
        for one in case.items
    )
    return replace(case, items=items)


def _size(count: int) -> str:
    """A size as staff read it: `12 kB`, `3,4 MB`."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))} kB"
    return f"{count / KILO / KILO:.1f} MB".replace(".", ",")
