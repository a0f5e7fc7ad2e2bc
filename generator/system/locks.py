"""One at a time, over threads and processes: a file that the system locks for us, and frees when we die."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["hold_folder", "locked"]

LOCK_MODE = 0o640


@contextmanager
def locked(path: Path, *, busy: Exception | None = None, mode: int = LOCK_MODE) -> Iterator[None]:
    """Hold the lock of this name, made if need be; by default one waits for whoever holds it.

    Raises:
        Exception: `busy`, where it is given and another holds the lock.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, mode)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
        except BlockingIOError as error:
            if busy is None:
                raise
            raise busy from error
        yield
    finally:
        os.close(fd)


def hold_folder(folder: Path) -> int:
    """Hold a folder itself until the descriptor that this returns is closed, or the process dies.

    Raises:
        BlockingIOError: another holds it.
    """
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        raise
    return fd
