"""A folder that others may write to, too: what is in it is reached without following any link.

Whoever may write to a share may put a link, a pipe or another folder where the service looked a moment
ago. So a folder inside is opened once, as a folder and no link, and everything is done relative to what
was opened.
"""

import errno
import logging
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from generator.system import files

__all__ = ["open_plain", "opened_folder", "plain_entries", "read_itself", "real_folder"]

log = logging.getLogger(__name__)

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
# A pipe does not hold whoever opens it so.
FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
SET_ASIDE = "{} (bukan folder layanan)"


@contextmanager
def opened_folder(root: Path, *names: str) -> Iterator[Path]:
    """A path that stays in the folder `names` below `root`, whatever is put in its place meanwhile.

    `root` itself is the administrator's word and may be a link. The path holds inside the `with` only.

    Raises:
        OSError: one of them is no folder, or a link.
    """
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in names:
            inner = os.open(name, FOLDER, dir_fd=handle)
            os.close(handle)
            handle = inner
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


def real_folder(root: Path, name: str) -> None:
    """Make the folder `name` in `root`; what stands there and is none goes aside, under another name.

    Raises:
        OSError: it can neither be made nor put aside.
    """
    path = root / name
    try:
        with opened_folder(root, name):
            return
    except FileNotFoundError:
        # Only itself: where the root is away, nothing takes its place.
        with files.durable_step("make folder"):
            path.mkdir(mode=files.FOLDER_MODE)
            files.sync_folder(root)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENOTDIR):
            raise
        log.warning("a folder of the inbox was replaced by something else; it was put aside")
        aside, number = SET_ASIDE.format(name), 1
        while os.path.lexists(root / aside):
            number += 1
            aside = f"{SET_ASIDE.format(name)} ({number})"
        path.rename(root / aside)
        path.mkdir(mode=files.FOLDER_MODE)


def plain_entries(folder: Path) -> list[tuple[str, os.stat_result]]:
    """Files and folders in a folder, each with its status; links, pipes and devices are left out."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                status = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
                found.append((entry.name, status))
    return found


def open_plain(path: Path) -> BinaryIO:
    """A file that is no link, in a folder that is none, opened for reading.

    Raises:
        OSError: it is not there, or is no plain file.
    """
    folder = os.open(path.parent, FOLDER)
    try:
        return _plain(os.open(path.name, FILE, dir_fd=folder), path)
    finally:
        os.close(folder)


def read_itself(path: Path, *, at_most: int) -> bytes:
    """The bytes of a file that is no link; the folders on the way are the administrator's word.

    Raises:
        OSError: it is not there, is no plain file, or is larger than `at_most` bytes.
    """
    with _plain(os.open(path, FILE), path) as stream:
        data = stream.read(at_most + 1)
    if len(data) > at_most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def _plain(handle: int, path: Path) -> BinaryIO:
    stream = os.fdopen(handle, "rb")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return stream
