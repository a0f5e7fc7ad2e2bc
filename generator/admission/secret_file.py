"""A small JSON file that only the service may read: written durably, one writer at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.system import files
from generator.system.locks import locked
from generator.vocabulary.problems import ConfigurationError

__all__ = ["KeptModel", "NoteEvent", "SecretFile", "nobody"]

# Told what is changed, of whom, and which role it gives, before the file is written: what cannot be told
# of is not done.
NoteEvent = Callable[[str, str, str], object]

SECRET_MODE = 0o600
FOLDER_MODE = 0o700


def nobody(_what: str, _name: str, _role: str) -> None:
    """Nobody is told."""


class KeptModel(BaseModel):
    """What stands in such a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Content = TypeVar("Content", bound=KeptModel)


class SecretFile(Generic[Content]):
    """One file and what stands in it; a file that is not there is `empty`.

    It is read again when another process changed it, so that somebody removed by a command is out at
    the next request.

    Raises:
        ConfigurationError: the file is there and cannot be read. Nobody is let in on a guess.
    """

    def __init__(self, path: Path, empty: Content) -> None:
        self.path = path
        self._empty = empty
        self._lock = threading.RLock()
        self._seen: tuple[int, int, int] | None = None
        self._content = empty

    def read(self) -> Content:
        with self._lock:
            try:
                status = self.path.stat()
                version = (status.st_mtime_ns, status.st_size, status.st_ino)
                if version != self._seen:
                    self._content = type(self._empty).model_validate_json(self.path.read_bytes())
                    self._seen = version
            except FileNotFoundError:
                self._content, self._seen = self._empty, None
            except (OSError, ValidationError) as error:
                # The reason would quote what stands in the file.
                raise ConfigurationError("S026", found=self.path.name) from error
            return self._content

    def change(self, changed: Callable[[Content], Content]) -> Content:
        """Write what `changed` makes of the content; what it raises leaves the file as it was."""
        with self._lock, self._exclusive():
            content = changed(self.read())
            if content == self.read():
                return content
            data = content.model_dump_json(indent=1).encode()
            files.replace_file(self.path, data, mode=SECRET_MODE)
            return self.read()

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        files.make_folder(self.path.parent)
        self.path.parent.chmod(FOLDER_MODE)
        lock = self.path.with_name(f".{self.path.name}.lock")
        with locked(lock, mode=SECRET_MODE):
            yield
