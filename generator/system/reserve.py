"""Room that is kept on a disk for what must go on when it is full: reading, and saying that it is full."""

import contextlib
import errno
import logging
import os
from pathlib import Path

__all__ = ["RESERVED", "Reserve", "is_full", "why_unwritable"]

log = logging.getLogger(__name__)

RESERVED = 1 << 20
"""Bytes: the notes of about a thousand looks, with what the index writes beside itself meanwhile."""


# Of a disk that does not take what is written: what is the matter with it, and not with the program.
_UNWRITABLE = {
    errno.ENOSPC: "penuh",
    errno.EDQUOT: "jatah ruangnya habis",
    errno.EROFS: "hanya dapat dibaca",
    errno.EIO: "rusak atau terlepas",
}


class Reserve:
    """A file of that size, given up when nothing else fits any more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self) -> None:
        """See that it is there.

        Raises:
            OSError: it was given up and there is no room for it, so there is none for anything that is to be filed.
        """
        with contextlib.suppress(FileNotFoundError):
            if self._path.stat().st_size == RESERVED:
                return
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(fd, 0, RESERVED)
        except OSError:
            self._path.unlink(missing_ok=True)
            raise
        finally:
            os.close(fd)

    def spend(self) -> bool:
        """Give it up; False if it was given up before."""
        try:
            self._path.unlink()
        except OSError:
            return False
        log.error("the disk of %s is full: its reserve is given up", self._path.parent)
        return True


def is_full(error: OSError) -> bool:
    """Whether there was no room on the disk, or no more of it for this user."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def why_unwritable(error: OSError) -> str:
    """What is the matter with the disk, in Indonesian; empty if the error is another one."""
    return _UNWRITABLE.get(error.errno or 0, "")
