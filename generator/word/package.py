"""The one door to zip packages (Word, Excel, zip): every limit first, then bytes.

The limits are read from the directory at the end of the file before anything is unpacked or a list of
the parts is made: a directory of 200,000 empty parts fills the memory by itself. Only the two ways of
packing that Word, Excel and Windows use are opened; the others unpack without a bound.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

__all__ = ["Package", "PackageError", "PackageFault", "PackagePart", "open_package"]

MAX_PARTS = 2_000
# A part's line in the directory: 46 bytes, its name, dates. Two thousand of them, generously.
MAX_DIRECTORY = 512 * MAX_PARTS
MAX_UNPACKED = 100_000_000
MAX_XML_PART = 30_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000
PIECE = 1 << 20

END, END_MARK, LONGEST_COMMENT = 22, b"PK\x05\x06", 1 << 16
END64, END64_MARK, LOCATOR, LOCATOR_MARK = 56, b"PK\x06\x06", 20, b"PK\x06\x07"
# From the mark: disk numbers, parts here, parts, size and place of the directory, length of the comment.
END_FIELDS, END64_FIELDS = "<4s4H2LH", "<4sQ2H2L4Q"
LOCKED = 1
PACKINGS = {
    zipfile.ZIP_STORED: "",
    zipfile.ZIP_DEFLATED: "",
    zipfile.ZIP_BZIP2: "bzip2",
    zipfile.ZIP_LZMA: "LZMA",
    9: "Deflate64",
}
# What zipfile lets through of a broken or exotic package; MemoryError of sizes that lie.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    NotImplementedError,
    OverflowError,
    MemoryError,
)


class PackageFault(StrEnum):
    """Why a package is not opened."""

    BROKEN = "broken"
    LOCKED = "locked"
    LARGE = "large"
    PACKING = "packing"


class PackageError(Exception):
    """A package that is not opened; `found` says in words for staff what is over a limit."""

    def __init__(self, fault: PackageFault, found: str = "") -> None:
        super().__init__(f"{fault.value} {found}".strip())
        self.fault = fault
        self.found = found


@dataclass(frozen=True, kw_only=True)
class PackagePart:
    """One part of a package, as the directory tells it; `place` is its place there."""

    place: int
    name: str
    size: int
    packed: int
    is_folder: bool


class Package:
    """An opened package that keeps to the limits. Its names are never used as paths."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._entries = [_strict(one) for one in opened.infolist()]
        self.parts: Sequence[PackagePart] = tuple(
            PackagePart(
                place=place,
                name=one.filename,
                size=one.file_size - 1,
                packed=one.compress_size,
                is_folder=one.filename.endswith("/"),
            )
            for place, one in enumerate(self._entries)
        )

    @property
    def names(self) -> list[str]:
        return [part.name for part in self.parts]

    def read(self, part: PackagePart | str) -> bytes:
        """The bytes of a part, never more than the directory tells.

        Raises:
            PackageError: it is not whole, or unpacks to another size than told.
            KeyError: there is no part of this name.
        """
        return b"".join(self._pieces(part))

    def check_whole(self) -> None:
        """Unpack every part once, keeping nothing.

        Raises:
            PackageError: one is not whole.
        """
        for part in self.parts:
            for _ in self._pieces(part):
                pass

    def _pieces(self, part: PackagePart | str) -> Iterator[bytes]:
        place = self._place(part)
        left = self.parts[place].size
        try:
            with self._opened.open(self._entries[place]) as stream:
                while piece := stream.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise PackageError(PackageFault.BROKEN)
                    yield piece
        except BROKEN as error:
            raise PackageError(PackageFault.BROKEN) from error
        if left:
            raise PackageError(PackageFault.BROKEN)

    def _place(self, part: PackagePart | str) -> int:
        if isinstance(part, PackagePart):
            return part.place
        # Of several parts of one name the last counts, as for zipfile.
        found = [one.place for one in self.parts if one.name == part]
        if not found:
            raise KeyError(part)
        return found[-1]


def _strict(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry, asking for one byte more than told: zipfile by itself stops at the told size."""
    entry.file_size += 1
    return entry


@contextmanager
def open_package(source: bytes | Path, *, most_parts: int = MAX_PARTS) -> Iterator[Package]:
    """Open a package for reading, once it is known to keep to every limit.

    Raises:
        PackageError: it does not, or it is none.
        OSError: the file cannot be opened.
    """
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    with stream:
        try:
            _check_directory(stream, most_parts)
            opened = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise PackageError(PackageFault.BROKEN) from error
        with opened:
            _check_entries(opened.infolist(), most_parts)
            yield Package(opened)


# -- limits: nothing is unpacked yet ---------------------------------------------------------------


def _check_directory(stream: BinaryIO, most_parts: int) -> None:
    """Refuse a directory of more parts or bytes than any package has, before it is read."""
    count, size = _told_by_end(stream)
    if count > most_parts or size > MAX_DIRECTORY:
        raise PackageError(PackageFault.LARGE, f"lebih dari {most_parts} bagian")


def _told_by_end(stream: BinaryIO) -> tuple[int, int]:
    """How many parts the directory has and how many bytes, found as zipfile finds them."""
    length = stream.seek(0, io.SEEK_END)
    begin = max(0, length - END - LONGEST_COMMENT - LOCATOR - END64)
    stream.seek(begin)
    tail = stream.read()
    at = len(tail) - END
    if at < 0 or tail[at : at + 4] != END_MARK or tail[-2:] != b"\0\0":
        at = tail.rfind(END_MARK, max(0, len(tail) - END - LONGEST_COMMENT))
    if at < 0 or len(tail) - at < END:
        raise PackageError(PackageFault.BROKEN)
    end = struct.unpack(END_FIELDS, tail[at : at + END])
    at64 = at - LOCATOR - END64
    is_long = tail[max(0, at - LOCATOR) :].startswith(LOCATOR_MARK) and at64 >= 0
    if is_long and tail[at64:].startswith(END64_MARK):
        end64 = struct.unpack(END64_FIELDS, tail[at64 : at64 + END64])
        return end64[7], end64[8]
    return end[4], end[5]


def _check_entries(entries: Sequence[zipfile.ZipInfo], most_parts: int) -> None:
    """Refuse what the directory itself tells to be over a limit."""
    entries = sorted(entries, key=lambda entry: entry.header_offset)
    if len(entries) > most_parts:
        raise PackageError(PackageFault.LARGE, f"{len(entries)} bagian")
    if any(entry.flag_bits & LOCKED for entry in entries):
        raise PackageError(PackageFault.LOCKED)
    for entry in entries:
        if packing := PACKINGS.get(entry.compress_type, f"nomor {entry.compress_type}"):
            raise PackageError(PackageFault.PACKING, packing)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise PackageError(PackageFault.LARGE, "lebih dari 100 MB setelah dibuka")
    for entry in entries:
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        if is_xml and entry.file_size > MAX_XML_PART:
            raise PackageError(PackageFault.LARGE, "satu bagian lebih dari 30 MB")
        is_big = entry.file_size > RATIO_FROM
        if is_big and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise PackageError(PackageFault.LARGE, "dimampatkan secara tidak wajar")
    for one, following in pairwise(entries):
        if one.header_offset + one.compress_size >= following.header_offset:
            raise PackageError(PackageFault.LARGE, "bagian yang bertumpuk")
