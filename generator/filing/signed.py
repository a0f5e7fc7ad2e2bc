"""Filing what came back signed: byte for byte, beside a copy whose text can be searched."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.archive import ArchivedItem, FiledItem, NumberWanted
from generator.archive.records import Returned
from generator.filing.item import Description, Filing
from generator.office.office import Office
from generator.scans import (
    KeptScan,
    ScannedPage,
    is_signed_electronically,
    keep_safe,
    make_readable,
    own_text,
    read_scan,
    scan_kind,
    write_part,
)
from generator.scans.collation import Pile
from generator.vocabulary.certificates import Doubt, ElectronicSignature
from generator.vocabulary.indonesian import join
from generator.vocabulary.problems import Problem, UsageError

__all__ = ["Matched", "Scan", "aside", "file_part", "opened"]

FOLLOWS = "mengikuti suratnya"


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A scanned file, its bytes as received, and what of it may be kept."""

    path: Path
    data: bytes
    kept: KeptScan | None = None
    digest: str = ""

    @property
    def identity(self) -> str:
        """The SHA-256 by which the same scan is known again: its own, or that of the files it was made of."""
        return self.digest or hashlib.sha256(self.data).hexdigest()

    @property
    def to_keep(self) -> bytes:
        return self.data if self.kept is None else self.kept.data

    @property
    def kind(self) -> str:
        """pdf, jpg, png or tif; empty if it is none of them."""
        return scan_kind(self.data)

    @property
    def is_signed_electronically(self) -> bool:
        return self.kind == "pdf" and is_signed_electronically(self.data)

    @property
    def signatures(self) -> tuple[ElectronicSignature, ...]:
        return () if self.kept is None else self.kept.signatures


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Pages and the letter that they are; `problems` are what was odd about them.

    `part` counts, from 1, the piles of this letter in the same scan: two copies are filed as two. `inked`
    and `empty` are the signers whose boxes were seen with ink and without. `beside` are pages that lay with
    them and look blank: they may bear pencil or a pale stamp, and are kept. With a `doubt` it does not count
    as signed, however it looks.
    """

    letter: ArchivedItem
    pile: Pile
    part: int = 1
    odd: tuple[Problem, ...] = ()
    inked: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    beside: tuple[ScannedPage, ...] = ()
    doubt: Doubt = Doubt.NONE

    @property
    def returned(self) -> Returned:
        """What it brings back of its letter, for the record."""
        numbers = {sheet.number for sheet in self.pile.sheets if sheet.number}
        count = len(self.pile.sheets)
        return Returned(
            pages=tuple(sorted(numbers)),
            count=count,
            of=self.letter.pages or count,
            inked=self.inked,
            empty=self.empty,
            doubt=self.doubt,
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.odd, *self.pile.problems, *self._of_blank())

    def _of_blank(self) -> tuple[Problem, ...]:
        """What is said of the pages beside: those that look blank, and those that bear something pale."""
        told = []
        for code, is_written in (("W090", False), ("W091", True)):
            pages = [str(one.place + 1) for one in self.beside if one.is_written is is_written]
            if pages:
                told.append(Problem(code=code, found=join(pages), hint=self.letter.number))
        return tuple(told)

    @property
    def pages(self) -> tuple[ScannedPage, ...]:
        return (*self.pile.pages, *self.beside)


def file_part(
    office: Office, scan: Scan, matched: Matched, *, is_whole: bool, claim: str
) -> FiledItem | None:
    """File pages as the signed version of their letter; None if these bytes were filed before.

    A scan of one letter (`is_whole`) is kept byte for byte; of a stack each letter gets its own pages.
    """
    letter = matched.letter
    # By where the letter was filed: the same pages are the same also when it was moved since.
    home, first = office.archive.items.lies(letter)
    told = f"ttd {home}/{first} {scan.identity}"
    if matched.part > 1:
        told += f" {matched.part}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    before = office.archive.numbers.find_submission(digest)
    if before is not None and before.filed:
        return None if before.claim != claim else _standing(office, digest)
    wanted = NumberWanted(type="pindaian-1", pattern="T-{urut}", series="pindaian")
    taken = office.archive.numbers.reserve(
        digest=digest, claim=claim, case=letter.case, wanted=[wanted], has_form=False
    )
    (place,) = taken.enclosures

    def write(folder: Path) -> Description:
        _lay_down(office, scan, matched, folder, is_whole=is_whole)
        return Description(
            slug=f"{letter.type}-ttd",
            kind="pindaian",
            type=letter.type,
            title=f"{letter.title} ({_how(matched, scan.signatures)})",
            direction="internal",
            number=letter.number,
            date=letter.date,
            subject=letter.subject,
            party=letter.party,
            classification=letter.classification,
            pages=len(matched.pages),
            revision=letter.revision,
            returned=matched.returned,
            signatures=scan.signatures,
        )

    access = office.access_of(letter.case).access
    filed = Filing(archive=office.archive, taken=taken, access=access).file(place, write)
    office.archive.filing.record(taken, [filed])
    office.archive.store.clear_work(digest)
    _follow(office, letter, filed)
    return filed


def _follow(office: Office, letter: ArchivedItem, filed: FiledItem) -> None:
    """A letter that was moved while its scan was read takes the scan along."""
    now, _ = office.archive.refilings.where(letter.case, letter.item)
    if now != letter.case:
        office.archive.refilings.move(letter.case, [filed.record.item], now, reason=FOLLOWS)


def _how(matched: Matched, signatures: Sequence[ElectronicSignature]) -> str:
    """`bertanda tangan, rangkap 2`: which copy came back, where its code told, and whether all of it."""
    pile, state = matched.pile, "kembali tidak lengkap"
    if matched.returned.is_whole:
        state = f"bertanda tangan{' elektronik' if signatures else ''}"
    if pile.reprint:
        return f"{state}, cetak ulang ke-{pile.reprint}"
    return f"{state}, rangkap {pile.copy}" if pile.copy else state


def _standing(office: Office, digest: str) -> FiledItem | None:
    (item,) = office.archive.items.of_submission(digest)
    return office.archive.store.published(*office.archive.items.lies(item))


def _lay_down(
    office: Office, scan: Scan, matched: Matched, folder: Path, *, is_whole: bool
) -> None:
    """The files of the item: the scan, the same made searchable, and its text.

    Electronically signed, it is kept whole also where it holds other letters: a part of it, and any
    rewriting, would be a document that nobody signed. What cannot be parted is kept whole too.
    """
    whole = folder / f"pindaian.{scan.kind}"
    if scan.is_signed_electronically:
        whole.write_bytes(scan.to_keep)
        (folder / "surat.txt").write_text(own_text(scan.path), encoding="utf-8")
        return
    source = folder / ("sumber.pdf" if is_whole else "pindaian.pdf")
    failed = write_part(scan.path, matched.pages, source)
    if is_whole or failed is not None:
        whole.write_bytes(scan.to_keep)
    if failed is not None:
        return
    copy = folder / "pindaian-teks.pdf"
    made = make_readable(office.recogniser, scan.path, matched.pages, source, copy)
    (folder / "surat.txt").write_text(made.text, encoding="utf-8")
    if is_whole:
        source.unlink()


def opened(office: Office, path: Path, work: Path) -> tuple[KeptScan, list[ScannedPage]]:
    """What may be kept of a file that a person hands in, and its pages.

    Raises:
        UsageError: it holds what acts, or cannot be read.
    """
    kept = keep_safe(path, work / "bersih.pdf", roots=office.roots)
    if isinstance(kept, Problem):
        raise UsageError(kept.code, found=kept.found)
    pages = read_scan(path)
    if isinstance(pages, Problem):
        raise UsageError(pages.code, found=pages.found)
    return kept, pages


@contextmanager
def aside(office: Office) -> Iterator[Path]:
    """A private folder beside the archive for a while; what a crash leaves there goes at the next start."""
    with tempfile.TemporaryDirectory(dir=office.archive.root / ".work", prefix="sela-") as work:
        yield Path(work)
