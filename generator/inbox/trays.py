"""The trays: where a submission ends, with its note beside it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from generator.inbox.claims import Claim
from generator.inbox.file_names import is_ignorable
from generator.inbox.notes import free_name, is_note, note_path, notepad_bytes
from generator.system import files

__all__ = ["INBOX_TRAYS", "Tray", "Trays"]

ORIGINALS = ".asli"
# Between the name of a submission and that of a draft beside it.
DRAFTED = " - "


class Tray(StrEnum):
    """The folders inside the inbox in which a submission ends."""

    DONE = "selesai"
    REJECTED = "ditolak"
    DUPLICATE = "ganda"
    HELD = "tertahan"
    MATCH = "cocokkan"
    APPROVAL = "persetujuan"
    DRAFTS = "hasil"


# Drafts have a folder of their own, beside the inbox.
INBOX_TRAYS = tuple(tray for tray in Tray if tray is not Tray.DRAFTS)


class Trays:
    """The trays of one inbox folder."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox

    def of(self, tray: Tray) -> list[Path]:
        """The submissions in a tray, without their notes and drafts, newest first."""
        entries = [e for e in _entries(self.folder(tray)) if not is_note(e.name)]
        names = {entry.name for entry in entries}
        entries = [e for e in entries if _drafted_from(e.name) not in names]
        return sorted(entries, key=lambda path: path.lstat().st_ctime_ns, reverse=True)

    def folder(self, tray: Tray) -> Path:
        return self._inbox / tray

    def finish(
        self, claim: Claim, tray: Tray, note: str, *, beside: Mapping[str, bytes] | None = None
    ) -> Path:
        """Put a claim into its tray with a note beside it; returns where the file lies now.

        The note is written first: a file in a tray always has its note, and the drafts `beside` it.
        """
        target = free_name(self.folder(tray), claim.name)
        for name, data in (beside or {}).items():
            files.replace_file(target.with_name(f"{target.name}{DRAFTED}{name}"), data)
        files.replace_file(note_path(target), notepad_bytes(note))
        files.move(claim.path, target)
        claim.close()
        return target

    def transfer(self, path: Path, tray: Tray | None = None, note: str = "") -> Path:
        """Move what lies in a tray into another with its note, or back into the inbox; returns where.

        Its drafts go first: what is left of a move that was cut short is the submission as it was.
        """
        for draft in self.drafts_of(path):
            files.remove(draft)
        target = free_name(self._inbox / (tray or ""), path.name)
        if tray is not None:
            files.replace_file(note_path(target), notepad_bytes(note))
        files.move(path, target)
        files.remove(note_path(path))
        return target

    @staticmethod
    def drafts_of(path: Path) -> list[Path]:
        """The drafts beside a submission, and no other submission whose name begins like its own."""
        begin = f"{path.name}{DRAFTED}konsep "
        return [one for one in path.parent.iterdir() if one.name.startswith(begin)]

    def lay(self, tray: Tray, name: str, data: bytes, note: str) -> Path:
        """Put something of our own making into a tray, with a note beside it."""
        target = free_name(self.folder(tray), name)
        files.replace_file(note_path(target), notepad_bytes(note))
        files.publish_file(target, data)
        return target

    def keep_original(self, claim: Claim, path: Path, data: bytes) -> None:
        """Write `data` in place of a claimed file whose bytes are set aside first, in `.asli`."""
        kept = self.folder(Tray.REJECTED) / ORIGINALS / f"{claim.token}{path.suffix.lower()[:10]}"
        files.make_folder(kept.parent)
        if not kept.exists():
            files.publish_file(kept, path.read_bytes())
        files.replace_file(path, data)


def _drafted_from(name: str) -> str:
    """The submission that a draft is of; the name itself of what is none."""
    return name.rpartition(f"{DRAFTED}konsep ")[0] or f"{name}{DRAFTED}"


def _entries(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not is_ignorable(path.name):
            yield path
