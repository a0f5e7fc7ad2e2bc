"""The short text beside a file that tells what is the matter with it, and names that are not taken."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from generator.system.anchored import open_plain

__all__ = ["NOTE_SUFFIX", "free_name", "is_note", "note_path", "notepad_bytes", "read_note"]

NOTE_SUFFIX = " - catatan.txt"
MAX_NAME_BYTES = 255
LONGEST_NOTE = 1_000_000


def is_note(name: str) -> bool:
    """Whether a name is that of one of our own notes."""
    return name.endswith(NOTE_SUFFIX)


def note_path(path: Path) -> Path:
    return path.with_name(path.name + NOTE_SUFFIX)


def read_note(path: Path) -> str:
    """The note beside a file; empty if somebody removed it."""
    with contextlib.suppress(OSError):
        with open_plain(note_path(path)) as stream:
            data = stream.read(LONGEST_NOTE)
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return ""


def notepad_bytes(text: str) -> bytes:
    """UTF-8 with a mark and Windows line ends: what Notepad of any age opens properly."""
    return text.replace("\n", "\r\n").encode("utf-8-sig", "replace")


def free_name(folder: Path, name: str, *, also: Sequence[Path] = ()) -> Path:
    """A path in `folder` whose name is not taken there or in `also`: `kasus.docx`, `kasus (2).docx`.

    Windows sees but one of two names that differ in capitals only: `KASUS.docx` takes `kasus.docx` too.
    """
    taken = {name.casefold() for one in (folder, *also) for name in _names_in(one)}
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - keeps undecodable names as they are
    room = MAX_NAME_BYTES - len(os.fsencode(suffix)) - len(NOTE_SUFFIX) - 8
    stem = os.fsdecode(os.fsencode(stem)[:room])
    number = 1
    while True:
        number_mark = f" ({number})" if number > 1 else ""
        candidate = f"{stem}{number_mark}{suffix}"
        if candidate.casefold() not in taken:
            return folder / candidate
        number += 1


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
