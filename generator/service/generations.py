"""What a backup held before: kept for a while when the office lost it, emptied it or broke it.

`lama/2026-11-27/templates/surat.docx` beside `kantor/`: a file as it was until the backup of that day. A
backup that only follows would lose on the next night what somebody deleted today.
"""

import contextlib
import json
import tomllib
import zipfile
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from generator.system import files

__all__ = ["OLDER", "Generations"]

OLDER = "lama"
# What the office does not go on without: whatever happens to it is told.
PRECIOUS = ("pmbs.toml", "templates/", "access/")


class Generations:
    """The older files of one backup; `named` are further ones that the settings name."""

    def __init__(self, target: Path, *, today: date, named: Collection[str] = ()) -> None:
        self._folder = target / OLDER
        self._today = today
        self._named = tuple(named)
        self.lost: list[str] = []

    def is_precious(self, name: str) -> bool:
        return name.startswith(PRECIOUS) or any(
            name == one or name.startswith(f"{one.rstrip('/')}/") for one in self._named
        )

    def keep(self, path: Path, name: str) -> None:
        """Set a file of the backup aside; of several in one day the first is the one that was good."""
        kept = self._folder / self._today.isoformat() / name
        if kept.exists():
            files.destroy(path)
            return
        files.make_folder(self._folder)
        self._folder.chmod(0o700)
        files.make_folder(kept.parent)
        files.move(path, kept)

    def note_lost(self, name: str, path: Path) -> None:
        """A precious file that is gone, empty or broken now is told; the older one was good."""
        if not path.is_file() or _is_broken(path):
            kept = self._folder / self._today.isoformat() / name
            if kept.is_file() and not _is_broken(kept):
                self.lost.append(name)

    def forget(self, days: int) -> None:
        """Destroy what has been kept for so many days."""
        last = (self._today - timedelta(days=days)).isoformat()
        for folder in sorted(self._folder.iterdir()) if self._folder.is_dir() else []:
            if folder.is_dir() and folder.name < last:
                files.destroy(folder)
        with contextlib.suppress(OSError):
            self._folder.rmdir()


def _is_broken(path: Path) -> bool:
    """Whether a file is empty, or is not what its name says."""
    if path.stat().st_size == 0:
        return True
    try:
        if path.suffix == ".toml":
            tomllib.loads(path.read_text(encoding="utf-8-sig"))
        elif path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".docx":
            return not zipfile.is_zipfile(path)
    except (ValueError, OSError):
        return True
    return False
