"""A submission that is ours to handle: claimed by one rename into `.diproses/INBOX/TOKEN/`, beside the inbox.

From then on nobody else's file of the same name can be confused with it, and after a crash it is found
again. The folder lies outside of what is shared: nobody who may write to the inbox can exchange there
what the service looked at. Where the inbox is a file system of its own, what is claimed is copied, held
against its digest, and then taken away.
"""

import contextlib
import stat
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from generator.system import files
from generator.system.anchored import plain_entries

__all__ = ["MOST_TRIES", "Claim", "Claims"]

CLAIMS = ".diproses"
TRIES = ".coba"
# In the folder of a claim that holds single pictures which came as a series.
SERIES = ".deret"
# So often a submission may end the service at one step before it is set aside.
MOST_TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A submission that is ours to handle. `token` is unique; `name` is as the clerk wrote it."""

    token: str
    name: str
    path: Path

    @property
    def is_series(self) -> bool:
        """Whether it is a folder of ours, of single pictures that came as a series."""
        return (self.path.parent / SERIES).exists()

    def begin_try(self, durable: int) -> int:
        """How many tries were begun while only so much was `durable`, this one included.

        Told before anything is read: a file that ends the process (no memory left) would be taken up
        again at every start. It is a mere count: not written through, and a full disk does not matter.
        """
        path = self.path.parent / TRIES
        begun = 0
        with contextlib.suppress(OSError, ValueError):
            count, before = path.read_text(encoding="ascii").split()
            begun = int(count) if int(before) == durable else 0
        with contextlib.suppress(OSError):
            path.write_text(f"{begun + 1} {durable}", encoding="ascii")
        return begun + 1

    def close(self) -> None:
        """Clear its folder away, once the submission has left it."""
        files.remove(self.path.parent)


class Claims:
    """The claims of one inbox folder."""

    def __init__(self, inbox: Path) -> None:
        self.folder = inbox.parent / CLAIMS / inbox.name
        self._earlier = inbox / CLAIMS

    def prepare(self) -> None:
        """Make the folder; claims of a version that kept them in the inbox itself come along."""
        files.make_folder(self.folder)
        if self._earlier.is_symlink() or not self._earlier.is_dir():
            return
        for name, status in plain_entries(self._earlier):
            if stat.S_ISDIR(status.st_mode) and not (self.folder / name).exists():
                files.move(self._earlier / name, self.folder / name)
        with contextlib.suppress(OSError):
            self._earlier.rmdir()

    def new(self, name: str) -> Claim:
        """A claim whose folder is there, and nothing in it yet."""
        # Sorted by name the claims lie in the order in which they were taken.
        token = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
        folder = self.folder / token
        files.make_folder(folder)
        return Claim(token=token, name=name, path=folder / name)

    def new_series(self, name: str) -> Claim:
        """A claim of a series of pictures, whose folder is there and empty."""
        claim = self.new(name)
        files.publish_file(claim.path.parent / SERIES, b"")
        files.make_folder(claim.path)
        return claim

    def leftovers(self) -> list[Claim]:
        """Claims that an earlier run did not finish; empty claim folders are cleared away."""
        claims = []
        for folder in sorted(self.folder.iterdir()):
            held = list(folder.iterdir()) if folder.is_dir() else []
            entries = [entry for entry in held if not _is_ours(entry)]
            if entries:
                claims.append(Claim(token=folder.name, name=entries[0].name, path=entries[0]))
            else:
                files.remove(folder)
        return claims


def _is_ours(entry: Path) -> bool:
    """Whether an entry in a claim's folder is no submission: our own marks, and a series of which nothing came."""
    if entry.name in (TRIES, SERIES) or entry.name.endswith(".tmp"):
        return True
    is_series = (entry.parent / SERIES).exists()
    return is_series and entry.is_dir() and not any(entry.iterdir())
