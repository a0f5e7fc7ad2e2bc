"""The ledger: one line per number, item, submission, print; append-only and chained by hashes.

A line is canonical JSON. Its `hash` covers everything else in it, `prev` is the hash of the line
before, over the years: the first line of a year follows the last line of the year before.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from generator.system import files
from generator.system.actor import acting
from generator.system.locks import locked
from generator.vocabulary.problems import ArchiveDamagedError, NotReadyError

__all__ = [
    "CLOCK_ACCEPTED",
    "GENESIS",
    "Event",
    "Ledger",
    "LedgerLine",
    "Write",
    "parse_line",
]

log = logging.getLogger(__name__)

# Bytes of a ledger that is read and checked in the twentieth part of a second.
READ_WHOLE = 1_500_000
HEX_LENGTH = 64
GENESIS = "0" * HEX_LENGTH
# A person says that the clock is right now, whatever stands before.
CLOCK_ACCEPTED = "clock-accepted"
# A clock that was set back by time synchronisation may be behind by seconds; more is doubtful.
CLOCK_TOLERANCE = timedelta(minutes=5)
# An office that filed nothing for so long is asked whether the clock is right, if nothing keeps it so.
CLOCK_LEAP = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something to be written down. `data` holds numbers and digests, never content.

    `who` is who did it; left out, it is whoever acts when it is written.
    """

    name: str
    data: dict[str, Any]
    who: str = ""


# How a part of the archive writes down what happened; it is durable when this returns.
Write = Callable[[Sequence[Event]], object]


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    seq: int
    at: datetime
    event: str
    data: dict[str, Any]
    prev: str
    hash: str
    who: str = ""  # the first lines of an old ledger do not tell

    @property
    def raw(self) -> bytes:
        """The line as it stands in the ledger, without its line end."""
        fields = {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "event": self.event,
            "data": self.data,
            "prev": self.prev,
            "hash": self.hash,
        }
        return _canonical(fields | ({"who": self.who} if self.who else {}))


@dataclass(frozen=True)
class _Tail:
    """Where the chain stands: the file read last, how far, its last line, and the last that was no mere look."""

    path: Path | None
    offset: int
    line: LedgerLine | None
    done: LedgerLine | None = None


def _canonical(fields: dict[str, Any]) -> bytes:
    return json.dumps(
        fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _sealed(seq: int, at: datetime, event: Event, prev: str) -> bytes:
    fields = {
        "seq": seq,
        "at": at.isoformat(),
        "event": event.name,
        "data": event.data,
        "prev": prev,
        "who": event.who or acting(),
    }
    return _canonical({**fields, "hash": hashlib.sha256(_canonical(fields)).hexdigest()})


def parse_line(raw: bytes) -> LedgerLine | None:
    """One line, or None if it is not whole or its own hash does not fit."""
    # As it was written, so that it need not be written anew to be held against its hash.
    before, mark, behind = raw.rpartition(b',"hash":"')
    sealed = before + behind[HEX_LENGTH + 1 :] if mark else raw
    try:
        fields = json.loads(raw)
        claimed = fields.pop("hash")
        if hashlib.sha256(sealed).hexdigest() != claimed:
            return None
        fields["at"] = datetime.fromisoformat(fields["at"])
        return LedgerLine(hash=claimed, **fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


START = _Tail(None, 0, None)


class Ledger:
    """The ledger folder of one archive. Several processes may append; they take turns by flock.

    `known` is where an earlier look had read and checked it to (`mark`): a long ledger is read on from there if that
    line still stands at its place, and from the beginning otherwise. A change before that line is found by whoever
    reads all (`lines`): `verify`, and the daily share of it. A short one is read whole each time.
    """

    def __init__(
        self, folder: Path, *, known: str = "", looks: frozenset[str] = frozenset()
    ) -> None:
        self.folder = folder
        self._looks = looks
        is_long = sum(path.stat().st_size for path in self.years()) > READ_WHOLE
        self._tail = self._passed = self._resumed(known) if known and is_long else START

    def append(self, events: Sequence[Event], *, now: datetime) -> list[LedgerLine]:
        """Write the events down, synced, in one go.

        Raises:
            ArchiveDamagedError: the chain is broken, or the clock is behind the last line that was no look,
                unless these are looks.
        """
        with self._locked():
            # Another process may have died in the middle of its line.
            self._cut_torn_tail()
            self._read_on()
            if not all(one.name in self._looks or one.name == CLOCK_ACCEPTED for one in events):
                self._check_clock(now)
            last = self._tail.line
            seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
            lines: list[bytes] = []
            for number, event in enumerate(events, start=seq + 1):
                lines.append(_sealed(number, now, event, prev))
                prev = json.loads(lines[-1])["hash"]
            # The ledger never goes back to an older file, whatever the clock says.
            year = max(now.year, *(int(path.stem) for path in self.years()), 0)
            files.append_line(self.folder / f"{year}.jsonl", b"\n".join(lines))
            return self._read_on()

    def check_clock(self, now: datetime, *, is_synchronised: bool) -> None:
        """See that the clock is not behind the last line, nor far ahead of it with nothing that keeps it right.

        Raises:
            ArchiveDamagedError: it is behind, or the chain is broken.
            NotReadyError: it is far ahead, and no person has said that it is right.
        """
        with self._locked():
            self._read_on()
        self._check_clock(now)
        last = self._tail.done
        if last is not None and now > last.at + CLOCK_LEAP and not is_synchronised:
            raise NotReadyError(
                "A071", found=f"{now:%d-%m-%Y %H.%M}", hint=f"{last.at:%d-%m-%Y %H.%M}"
            )

    def lines(self) -> Iterator[LedgerLine]:
        """Every line from the beginning.

        Raises:
            ArchiveDamagedError: the chain is broken; the lines before the break were given.
        """
        yield from self._lines_from(START)

    def lines_after(self, seq: int) -> Iterator[LedgerLine]:
        """The lines behind a sequence number; 0 gives all. What was marked before it is not read again."""
        start = self._passed if self._passed.line and self._passed.line.seq <= seq else START
        return (line for line in self._lines_from(start) if line.seq > seq)

    def _lines_from(self, start: _Tail) -> Iterator[LedgerLine]:
        last = start.line
        for path in self.years():
            if start.path is not None and path.name < start.path.name:
                continue
            with path.open("rb") as stream:
                stream.seek(offset := start.offset if path == start.path else 0)
                for text in stream:
                    if not text.endswith(b"\n"):
                        break  # torn by a power cut
                    last = self._follow(last, text[:-1], path, offset)
                    offset += len(text)
                    yield last

    def mark(self, seq: int) -> str:
        """Where the line `seq` ends, to begin there another time; empty if it is not the one read last."""
        tail = self._tail
        if tail.line is None or tail.path is None or tail.line.seq != seq:
            return ""
        self._passed = tail
        told = {
            "file": tail.path.name,
            "offset": tail.offset,
            "line": tail.line.raw.decode(),
            "done": tail.done.raw.decode() if tail.done else "",
        }
        return json.dumps(told, ensure_ascii=False)

    def _resumed(self, known: str) -> _Tail:
        """The place that was marked; the beginning if anything else stands there now."""
        try:
            told = json.loads(known)
            path, raw = self.folder / told["file"], told["line"].encode()
            with path.open("rb") as stream:
                stream.seek(told["offset"] - len(raw) - 1)
                is_there = stream.read(len(raw) + 1) == raw + b"\n"
            line, done = parse_line(raw), parse_line(told["done"].encode())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return START
        return _Tail(path, told["offset"], line, done) if is_there and line else START

    def last_seq(self) -> int:
        """The sequence number of the last line; 0 for an empty ledger."""
        last = self.last()
        return last.seq if last else 0

    def last(self) -> LedgerLine | None:
        """The head of the chain; None for an empty ledger."""
        with self._locked():
            self._read_on()
        return self._tail.line

    def years(self) -> list[Path]:
        """The files of the ledger, oldest first."""
        return sorted(self.folder.glob("[0-9]*.jsonl"))

    def cut_torn_tail(self) -> bool:
        """Cut off a last line that was not written whole (a power cut); True if there was one."""
        with self._locked():
            return self._cut_torn_tail()

    def _cut_torn_tail(self) -> bool:
        years = self.years()
        if not years or _ends_whole(years[-1]):
            return False
        raw = years[-1].read_bytes()
        whole = raw.rfind(b"\n") + 1
        log.warning("ledger %s: torn last line of %d bytes cut", years[-1].name, len(raw) - whole)
        with files.durable_step("cut torn line"), years[-1].open("r+b") as stream:
            stream.truncate(whole)
            os.fsync(stream.fileno())
        return True

    def _read_on(self) -> list[LedgerLine]:
        """Take in what was appended since the last look, by whomever."""
        found: list[LedgerLine] = []
        for path in self.years():
            if self._tail.path is not None and path.name < self._tail.path.name:
                continue
            offset = self._tail.offset if path == self._tail.path else 0
            with path.open("rb") as stream:
                stream.seek(offset)
                raw = stream.read()
            raw = raw[: raw.rfind(b"\n") + 1]
            at = offset
            for text in raw.splitlines():
                found.append(self._follow(found[-1] if found else self._tail.line, text, path, at))
                at += len(text) + 1
            done = next(
                (one for one in reversed(found) if one.event not in self._looks), self._tail.done
            )
            last = found[-1] if found else self._tail.line
            self._tail = _Tail(path, offset + len(raw), last, done)
        return found

    @staticmethod
    def _follow(last: LedgerLine | None, raw: bytes, path: Path, offset: int) -> LedgerLine:
        line = parse_line(raw)
        seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
        if line is None or line.seq != seq + 1 or line.prev != prev:
            row = path.read_bytes()[:offset].count(b"\n") + 1
            raise ArchiveDamagedError("A002", found=f"{path.name} baris {row}")
        return line

    def _check_clock(self, now: datetime) -> None:
        last = self._tail.done
        if last is not None and now < last.at - CLOCK_TOLERANCE:
            raise ArchiveDamagedError(
                "A003", found=f"{now:%d-%m-%Y %H.%M}", hint=f"{last.at:%d-%m-%Y %H.%M}"
            )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with locked(self.folder / ".lock"):
            yield


def _ends_whole(path: Path) -> bool:
    """Whether the last byte of a file ends a line; an empty file does."""
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END) == 0:
            return True
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
