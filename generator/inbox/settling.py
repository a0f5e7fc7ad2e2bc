"""Whether somebody is still at a file: writing it, or with it open in Word."""

import contextlib
import fcntl
import os
import signal
import time
from enum import StrEnum
from pathlib import Path

__all__ = ["Obstacle", "has_writer", "is_open_in_editor"]

# Word keeps its lock companion while it lives; a crashed Word leaves it behind for ever.
COMPANION_AGE_SECONDS = 12 * 3600


class Obstacle(StrEnum):
    """Why something in the inbox is not taken yet, in words for staff."""

    FRESH = "baru masuk; ditunggu sampai tidak berubah lagi"
    OPEN = "masih terbuka di Word atau LibreOffice; tutup dulu berkasnya"
    WRITTEN = "masih ditulis atau disalin dari komputer lain"
    PARTIAL = "belum utuh; mungkin penyalinannya belum selesai"
    EMPTY = "folder masih kosong; masukkan formulir dan lampirannya"


def has_writer(path: Path) -> bool | None:
    """Whether some process has the file open for writing; None where that cannot be known.

    A read lease is refused while anyone writes, Samba's clients included; flock does not see those.
    """
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
