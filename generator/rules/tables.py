"""Tables that an office may change at any time: each is read again when its file changed, and not before."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

__all__ = ["TableReader"]

T = TypeVar("T")


class TableReader(Generic[T]):
    """Reads one kind of table with `load`, and keeps what it read as long as the file is the same."""

    def __init__(self, load: Callable[[Path], T]) -> None:
        self._load = load
        self._read: tuple[tuple[Path, int, int, int], T] | None = None

    def read(self, path: Path) -> T:
        """What stands in the table now.

        Raises: what `load` raises, which also tells of a file that is not there.
        """
        try:
            status = path.stat()
        except OSError:
            return self._load(path)
        version = (path, status.st_ino, status.st_mtime_ns, status.st_size)
        kept = self._read
        if kept is None or kept[0] != version:
            self._read = kept = version, self._load(path)
        return kept[1]
