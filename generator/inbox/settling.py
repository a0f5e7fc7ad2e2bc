"""Whether something in the inbox can be taken: nobody writes it, nobody has it open, it is whole."""

import contextlib
import errno
import fcntl
import logging
import os
import signal
import stat
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.inbox.file_names import is_ignorable
from generator.inbox.series import is_numbered, quiet_seconds
from generator.rules.config import InboxSettings

__all__ = ["Obstacle", "Settling", "has_writer", "is_open_in_editor"]

# Word keeps its lock companion while it lives; a crashed Word leaves it behind for ever.
COMPANION_AGE_SECONDS = 12 * 3600
# Whoever puts a case together in a folder goes looking for the next scan in between.
FOLDER_SETTLE_SECONDS = 20
# What is mounted here, a line each: proc_pid_mountinfo(5).
MOUNTS = Path("/proc/self/mountinfo")
FOREIGN = ("nfs", "cifs", "smb", "9p", "fuse", "ceph", "afs", "ncp", "virtiofs")

log = logging.getLogger(__name__)


class Obstacle(StrEnum):
    """Why something in the inbox is not taken yet, in words for staff."""

    FRESH = "baru masuk; ditunggu sampai tidak berubah lagi"
    OPEN = "masih terbuka di Word atau LibreOffice; tutup dulu berkasnya"
    WRITTEN = "masih ditulis atau disalin dari komputer lain"
    PARTIAL = "belum utuh; mungkin penyalinannya belum selesai"
    SERIES = "menunggu halaman lain dari tumpukan yang sama"
    EMPTY = "folder masih kosong; masukkan formulir dan lampirannya"


@dataclass(frozen=True)
class _Sight:
    size: int
    mtime_ns: int
    inode: int
    since: float = field(compare=False)


class Settling:
    """What was seen of the entries of one folder, and so which of them have come to rest.

    `is_whole` tells whether a file's content is complete; it never raises for content. `stands_alone`
    tells by its name of a file that it comes alone and shows by its content where it ends: such a one is
    taken at once where it is whole and the kernel knows that nobody writes it.
    """

    def __init__(
        self,
        settings: InboxSettings,
        *,
        is_whole: Callable[[Path, str], bool],
        stands_alone: Callable[[str], bool] = lambda _name: False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._is_whole = is_whole
        self._stands_alone = stands_alone
        self._monotonic = monotonic
        self._seen: dict[str, _Sight] = {}

    def remember_only(self, names: Collection[str]) -> None:
        """Forget the entries that are there no more."""
        self._seen = {name: sight for name, sight in self._seen.items() if name in names}

    def forget(self, name: str) -> None:
        """Forget an entry that was taken: the next of its name is another."""
        self._seen.pop(name, None)

    def obstacle(self, path: Path, *, hurried: bool = False) -> Obstacle | None:
        """Why an entry is not taken yet; None if it can be taken, or is gone.

        Raises:
            PermissionError: the service may not read it, or not move it.
        """
        try:
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                return self._folder_obstacle(path, status, hurried=hurried)
            quiet = self._quiet_seconds(path.name, status)
            if quiet < self._settings.settle_seconds and self._is_at_rest(path, status):
                return None
            return self._file_obstacle(path, status, quiet, hurried=hurried)
        except FileNotFoundError:
            return Obstacle.FRESH

    def _file_obstacle(
        self, path: Path, status: os.stat_result, quiet: float, *, hurried: bool
    ) -> Obstacle | None:
        is_awaited = not hurried and is_numbered(path.name)
        usual = quiet_seconds(self._settings) if is_awaited else self._settings.settle_seconds
        if quiet < usual:
            return Obstacle.FRESH
        if not stat.S_ISREG(status.st_mode):
            return None
        _require(path, os.R_OK)
        if is_open_in_editor(path):
            return Obstacle.OPEN
        if has_writer(path):
            return Obstacle.WRITTEN
        is_ready = hurried or quiet >= self._settings.patience_seconds
        return None if is_ready or self._is_ready(path, status) else Obstacle.PARTIAL

    def _is_at_rest(self, path: Path, status: os.stat_result) -> bool:
        """Whether a file needs no quiet time, since all that it would show is known already."""
        return (
            stat.S_ISREG(status.st_mode)
            and self._stands_alone(path.name)
            and os.access(path, os.R_OK, effective_ids=True)
            and not is_open_in_editor(path)
            and has_writer(path) is False
            and self._is_ready(path, status)
        )

    def _folder_obstacle(
        self, folder: Path, status: os.stat_result, *, hurried: bool
    ) -> Obstacle | None:
        """A folder is settled as a whole: nothing inside changes, is open or is not complete."""
        _require(folder, os.R_OK | os.W_OK | os.X_OK)
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
        if status.st_size == 0:
            return False
        try:
            return self._is_whole(path, path.name)
        except Exception as error:  # noqa: BLE001 - see below
            # Whatever a damaged file makes a library raise: it is not whole, and the others go on.
            log.warning("an entry of the inbox cannot be judged: %s", type(error).__name__)
            return False

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


def has_writer(path: Path) -> bool | None:
    """Whether some process has the file open for writing; None where that cannot be known.

    A read lease is refused while anyone writes, Samba's clients included; flock does not see those.
    On a folder of another machine the kernel refuses one for reasons of its own, whoever writes.
    """
    if _is_foreign(path):
        return None
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        # Whoever opens the file at this very moment breaks the lease; the signal for that is SIGIO,
        # whose default action would end us, unless another is chosen. SIGURG is ignored by default.
        fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    else:
        return False
    finally:
        os.close(fd)


def _is_foreign(path: Path) -> bool:
    """Whether the file lies on another machine, or on a disk that a program shows: then nobody here knows."""
    try:
        device = path.lstat().st_dev
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return True
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in lines:
        about, _, kind = line.partition(" - ")
        if about.split()[2:3] == [wanted]:
            return kind.startswith(FOREIGN)
    # A part of a disk (btrfs) has a number of its own that no line tells.
    return False


def _require(path: Path, access: int) -> None:
    """See that the service has this access.

    Raises:
        PermissionError: it has not.
    """
    if path.exists() and not os.access(path, access, effective_ids=True):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def is_open_in_editor(path: Path) -> bool:
    """Whether Word or LibreOffice keeps a lock companion beside the file."""
    name = path.name
    companions = [f".~lock.{name}#", *(f"~${name[cut:]}" for cut in range(3))]
    now = time.time()
    for companion in companions:
        with contextlib.suppress(OSError):
            if now - path.with_name(companion).lstat().st_mtime < COMPANION_AGE_SECONDS:
                return True
    return False
