"""The inbox folder: what waits, what has settled, claiming it, and where it goes in the end.

The scan of the folder is the truth. A submission is claimed by one rename into `.diproses/TOKEN/`;
from then on nobody else's file of the same name can be confused with it, and after a crash the
claim is found again. It leaves by one rename too, after its note was written.
"""

import contextlib
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.inbox.file_names import STATUS_NAME, droppable, is_ignorable, printable_name
from generator.inbox.notes import free_name, is_note, note_path, notepad_bytes, read_note
from generator.inbox.settling import Obstacle, has_writer, is_open_in_editor
from generator.rules.config import InboxSettings
from generator.system import files

__all__ = ["Claim", "Inbox", "Obstacle", "Tray", "is_ignorable", "is_note", "printable_name"]

CLAIMS = ".diproses"
# Whoever puts a case together in a folder goes looking for the next scan in between.
FOLDER_SETTLE_SECONDS = 20
ORIGINALS = ".asli"
# Between the name of a submission and that of a draft beside it.
DRAFTED = " - "


class Tray(StrEnum):
    """The folders inside the inbox in which a submission ends."""

    DONE = "selesai"
    REJECTED = "ditolak"
    DUPLICATE = "ganda"
    HELD = "tertahan"
    MATCH = "cocokkan"
    APPROVAL = "persetujuan"
    DRAFTS = "hasil"


# Drafts have a folder of their own, beside the inbox.
INBOX_TRAYS = tuple(tray for tray in Tray if tray is not Tray.DRAFTS)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A submission that is ours to handle. `token` is unique; `name` is as the clerk wrote it."""

    token: str
    name: str
    path: Path


@dataclass(frozen=True)
class _Sight:
    size: int
    mtime_ns: int
    inode: int
    since: float = field(compare=False)


def _drafted_from(name: str) -> str:
    """The submission that a draft is of; the name itself of what is none."""
    return name.rpartition(f"{DRAFTED}konsep ")[0] or f"{name}{DRAFTED}"


class Inbox:
    """One inbox folder.

    `is_whole` tells whether a file's content is complete; it never raises for content.
    """

    def __init__(
        self,
        folder: Path,
        settings: InboxSettings,
        *,
        is_whole: Callable[[Path, str], bool],
        monotonic: Callable[[], float] = time.monotonic,
        trays: Sequence[Tray] = INBOX_TRAYS,
    ) -> None:
        self._trays = trays
        self.folder = folder
        self._settings = settings
        self._is_whole = is_whole
        self._monotonic = monotonic
        self._seen: dict[str, _Sight] = {}
        self._why: dict[str, str] = {}

    def prepare(self) -> None:
        """Make the inbox and its trays."""
        for folder in (
            self.folder,
            self.folder / CLAIMS,
            *(self.folder / tray for tray in self._trays),
        ):
            files.make_folder(folder)

    # -- waiting -------------------------------------------------------------------------------

    def waiting(self) -> list[Path]:
        """Everything that a person dropped and that still lies in the inbox, by time of arrival."""
        entries: list[tuple[int, str, Path]] = []
        with os.scandir(self.folder) as found:
            for entry in found:
                if is_ignorable(entry.name) or entry.name in self._trays:
                    continue
                with contextlib.suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    entries.append((status.st_ctime_ns, entry.name, Path(entry.path)))
        return [path for _, _, path in sorted(entries, key=lambda e: (e[0], os.fsencode(e[1])))]

    def settled(self, *, hurried: bool = False) -> list[Path]:
        """What can be taken now.

        `hurried` is a person's own request to handle the inbox: a file that is not whole then gets
        no extra patience.
        """
        present = self.waiting()
        names = {path.name for path in present}
        self._seen = {name: sight for name, sight in self._seen.items() if name in names}
        ready = []
        for path in present:
            obstacle = self.obstacle(path, hurried=hurried)
            if obstacle is None:
                ready.append(path)
            else:
                self._why[path.name] = obstacle.value
        return ready

    def why_waiting(self) -> list[tuple[str, str]]:
        """Each waiting entry with the reason last seen, in words for staff; empty if none is known."""
        return [(path.name, self._why.get(path.name, "")) for path in self.waiting()]

    def obstacle(self, path: Path, *, hurried: bool = False) -> Obstacle | None:
        """Why an entry is not taken yet; None if it can be taken, or is gone."""
        try:
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                return self._folder_obstacle(path, status, hurried=hurried)
            quiet = self._quiet_seconds(path.name, status)
            return self._file_obstacle(path, status, quiet, hurried=hurried)
        except FileNotFoundError:
            return Obstacle.FRESH

    def _file_obstacle(
        self, path: Path, status: os.stat_result, quiet: float, *, hurried: bool
    ) -> Obstacle | None:
        if quiet < self._settings.settle_seconds:
            return Obstacle.FRESH
        if not stat.S_ISREG(status.st_mode):
            return None
        if is_open_in_editor(path):
            return Obstacle.OPEN
        if has_writer(path):
            return Obstacle.WRITTEN
        is_ready = hurried or quiet >= self._settings.patience_seconds
        return None if is_ready or self._is_ready(path, status) else Obstacle.PARTIAL

    def _folder_obstacle(
        self, folder: Path, status: os.stat_result, *, hurried: bool
    ) -> Obstacle | None:
        """A folder is settled as a whole: nothing inside changes, is open or is not complete."""
        inside = [path for path in sorted(folder.rglob("*")) if not is_ignorable(path.name)]
        stats = [path.lstat() for path in inside]
        quiet = self._quiet_seconds(folder.name, status, stats)
        patience = self._settings.patience_seconds
        usual = max(self._settings.settle_seconds, min(FOLDER_SETTLE_SECONDS, patience))
        if quiet < (self._settings.settle_seconds if hurried else usual):
            return Obstacle.FRESH
        if not inside and not hurried and quiet < patience:
            return Obstacle.EMPTY
        for path, inner in zip(inside, stats, strict=True):
            if stat.S_ISREG(inner.st_mode):
                found = self._file_obstacle(path, inner, quiet, hurried=hurried)
                if found is not None:
                    return found
        return None

    def _is_ready(self, path: Path, status: os.stat_result) -> bool:
        # An over-large file is refused unread; reading it whole here would only cost time.
        if status.st_size > self._settings.max_megabytes * 1_000_000:
            return True
        return status.st_size > 0 and self._is_whole(path, path.name)

    def _quiet_seconds(
        self, name: str, status: os.stat_result, inside: Sequence[os.stat_result] = ()
    ) -> float:
        """For how long the entry has not changed: seen by ourselves, or told by its change time.

        The modification time proves nothing (a copy may set it); the change time cannot be set.
        """
        now = self._monotonic()
        everything = (status, *inside)
        sight = _Sight(
            sum(one.st_size for one in everything),
            max(one.st_mtime_ns for one in everything),
            sum(one.st_ino for one in everything),
            now,
        )
        earlier = self._seen.get(name)
        if earlier != sight:
            self._seen[name] = earlier = sight
        assert earlier is not None  # noqa: S101 - for the type checker
        changed = max(max(one.st_ctime, one.st_mtime) for one in everything)
        return max(now - earlier.since, time.time() - changed)

    # -- claiming ------------------------------------------------------------------------------

    def claim(self, path: Path) -> Claim | None:
        """Take a settled entry out of the inbox by one rename; None if it went away meanwhile."""
        claim = self._new_claim(path.name)
        try:
            files.move(path, claim.path)
        except FileNotFoundError:
            self._drop_claim_folder(claim)
            return None
        self._seen.pop(path.name, None)
        self._why.pop(path.name, None)
        return claim

    def take_copy(self, path: Path) -> Claim:
        """Claim a copy of a file or folder that lies elsewhere; it stays untouched itself.

        Only so much is copied as shows that a file is too large.
        """
        if path.is_dir():
            claim = self._new_claim(path.name)
            shutil.copytree(path, claim.path, symlinks=True)
            return claim
        with path.open("rb") as stream:
            data = stream.read(self._settings.max_megabytes * 1_000_000 + 1)
        claim = self._new_claim(path.name)
        files.publish_file(claim.path, data)
        return claim

    def leftovers(self) -> list[Claim]:
        """Claims that an earlier run did not finish; empty claim folders are cleared away."""
        claims = []
        for folder in sorted((self.folder / CLAIMS).iterdir()):
            held = list(folder.iterdir()) if folder.is_dir() else []
            entries = [entry for entry in held if not entry.name.endswith(".tmp")]
            if entries:
                claims.append(Claim(token=folder.name, name=entries[0].name, path=entries[0]))
            else:
                files.remove(folder)
        return claims

    def retake_held(self) -> list[Claim]:
        """Claim again what was held, so that it goes on once its cause is mended."""
        claims = []
        for path in self.tray(Tray.HELD):
            claim = self.claim(path)
            if claim is not None:
                files.remove(note_path(path))
                claims.append(claim)
        return claims

    def _new_claim(self, name: str) -> Claim:
        # Sorted by name the claims lie in the order in which they were taken.
        token = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
        folder = self.folder / CLAIMS / token
        files.make_folder(folder)
        return Claim(token=token, name=name, path=folder / name)

    def _drop_claim_folder(self, claim: Claim) -> None:
        files.remove(claim.path.parent)

    # -- coming in by another door -------------------------------------------------------------

    def drop(self, name: str, data: bytes) -> str:
        """Put a file into the inbox as a clerk would; returns the name under which it lies there.

        No other submission in the inbox or its trays has that name, so that it can be followed.
        """
        wanted = droppable(name, set(Tray))
        trays = [self.folder / tray for tray in Tray]
        while True:
            claims = (self.folder / CLAIMS).iterdir()
            path = free_name(self.folder, wanted, also=[*trays, *claims])
            with contextlib.suppress(FileExistsError):
                files.publish_file(path, data)
                return path.name

    def whereabouts(self, is_it: Callable[[str], bool]) -> tuple[Path, Tray | None] | None:
        """Where the submission lies whose name fits; no tray while it waits or is being handled."""
        # Twice, because it may move from a place not yet looked at to one that was.
        for _ in range(2):
            for tray in (None, *Tray):
                folder = self.folder / tray if tray else self.folder
                if (path := _first(folder, is_it)) and path.name not in set(Tray):
                    return path, tray
            for claim in (self.folder / CLAIMS).iterdir():
                if path := _first(claim, is_it):
                    return path, None
        return None

    # -- leaving -------------------------------------------------------------------------------

    def finish(
        self, claim: Claim, tray: Tray, note: str, *, beside: Mapping[str, bytes] | None = None
    ) -> Path:
        """Put a claim into its tray with a note beside it; returns where the file lies now.

        The note is written first: a file in a tray always has its note, and the drafts `beside` it.
        """
        target = free_name(self.folder / tray, claim.name)
        for name, data in (beside or {}).items():
            files.replace_file(target.with_name(f"{target.name}{DRAFTED}{name}"), data)
        files.replace_file(note_path(target), notepad_bytes(note))
        files.move(claim.path, target)
        self._drop_claim_folder(claim)
        return target

    def transfer(self, path: Path, tray: Tray | None = None, note: str = "") -> Path:
        """Move what lies in a tray into another with its note, or back into the inbox; returns where.

        Its drafts go first: what is left of a move that was cut short is the submission as it was.
        """
        for draft in self.drafts_of(path):
            files.remove(draft)
        target = free_name(self.folder / (tray or ""), path.name)
        if tray is not None:
            files.replace_file(note_path(target), notepad_bytes(note))
        files.move(path, target)
        files.remove(note_path(path))
        return target

    @staticmethod
    def drafts_of(path: Path) -> list[Path]:
        """The drafts beside a submission, and no other submission whose name begins like its own."""
        begin = f"{path.name}{DRAFTED}konsep "
        return [one for one in path.parent.iterdir() if one.name.startswith(begin)]

    def lay(self, tray: Tray, name: str, data: bytes, note: str) -> Path:
        """Put something of our own making into a tray, with a note beside it."""
        target = free_name(self.folder / tray, name)
        files.replace_file(note_path(target), notepad_bytes(note))
        files.publish_file(target, data)
        return target

    @staticmethod
    def forget_note(path: Path) -> None:
        """Remove the note of something that left its tray."""
        files.remove(note_path(path))

    def keep_original(self, claim: Claim, path: Path, data: bytes) -> None:
        """Write `data` in place of a claimed file whose bytes are set aside first, in `.asli`."""
        kept = self.folder / Tray.REJECTED / ORIGINALS / f"{claim.token}{path.suffix.lower()[:10]}"
        files.make_folder(kept.parent)
        if not kept.exists():
            files.publish_file(kept, path.read_bytes())
        files.replace_file(path, data)

    def release(self, claim: Claim, why: str = "") -> None:
        """Put a claim back into the inbox, to be tried again later; `why` is for staff."""
        target = free_name(self.folder, claim.name)
        files.move(claim.path, target)
        self._why[target.name] = why
        self._drop_claim_folder(claim)

    def post(self, text: str) -> None:
        """Write the status file, for whoever looks into the inbox."""
        files.replace_file(self.folder / STATUS_NAME, notepad_bytes(text))

    def tray(self, tray: Tray) -> list[Path]:
        """The submissions in a tray, without their notes and drafts, newest first."""
        entries = [e for e in self._entries(self.folder / tray) if not is_note(e.name)]
        names = {entry.name for entry in entries}
        entries = [e for e in entries if _drafted_from(e.name) not in names]
        return sorted(entries, key=lambda path: path.lstat().st_ctime_ns, reverse=True)

    @staticmethod
    def note_of(path: Path) -> str:
        """The note beside a file in a tray; empty if somebody removed it."""
        return read_note(path)

    @staticmethod
    def _entries(folder: Path) -> Iterator[Path]:
        for path in folder.iterdir():
            if not is_ignorable(path.name):
                yield path


def _first(folder: Path, is_it: Callable[[str], bool]) -> Path | None:
    """The first entry of a folder whose name fits, notes and temporary files left out."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for entry in found:
            if not is_ignorable(entry.name) and not is_note(entry.name) and is_it(entry.name):
                return Path(entry.path)
    return None
