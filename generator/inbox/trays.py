"""The trays: where a submission ends, with its note beside it."""

import logging
import os
from collections.abc import Container, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path

from generator.inbox.claims import Claim
from generator.inbox.file_names import is_ignorable
from generator.inbox.notes import free_name, is_note, note_path, notepad_bytes, read_note
from generator.system import files
from generator.system.anchored import opened_folder, plain_entries, real_folder

__all__ = ["INBOX_TRAYS", "Tray", "Trays"]

log = logging.getLogger(__name__)

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
    # What was filed of secret cases: most may not open it.
    CLOSED = "rahasia"
    DRAFTS = "hasil"


# Drafts have a folder of their own, beside the inbox.
INBOX_TRAYS = tuple(tray for tray in Tray if tray is not Tray.DRAFTS)


class Trays:
    """The trays of one inbox folder; that of the secret cases is open to `group` of the machine alone."""

    def __init__(self, inbox: Path, *, group: str = "") -> None:
        self._inbox = inbox
        self._group = group

    def of(self, tray: Tray) -> list[Path]:
        """The submissions in a tray, without their notes and drafts, newest first."""
        with self._opened(tray) as place:
            entries = {
                name: status.st_ctime_ns
                for name, status in plain_entries(place)
                if not is_ignorable(name) and not is_note(name)
            }
        names = [name for name in entries if _drafted_from(name) not in entries]
        newest = sorted(names, key=lambda name: entries[name], reverse=True)
        return [self.folder(tray) / name for name in newest]

    def folder(self, tray: Tray) -> Path:
        return self._inbox / tray

    def finish(
        self, claim: Claim, tray: Tray, note: str, *, beside: Mapping[str, bytes] | None = None
    ) -> Path:
        """Put a claim into its tray with a note beside it; returns where the file lies now.

        The note is written first: a file in a tray always has its note, and the drafts `beside` it.
        """
        with self._opened(tray) as place:
            target = free_name(place, claim.name)
            for name, data in (beside or {}).items():
                files.replace_file(target.with_name(f"{target.name}{DRAFTED}{name}"), data)
            files.replace_file(note_path(target), notepad_bytes(note))
            files.move(claim.path, target)
        claim.close()
        return self.folder(tray) / target.name

    def transfer(self, path: Path, tray: Tray | None = None, note: str = "") -> Path:
        """Move what lies in a tray into another with its note, or back into the inbox; returns where.

        Its drafts go first: what is left of a move that was cut short is the submission as it was.
        """
        with (
            opened_folder(self._inbox, path.parent.name) as place,
            self._opened(tray) as aim,
        ):
            for draft in self.drafts_of(path):
                files.remove(place / draft.name)
            target = free_name(aim, path.name)
            if tray is not None:
                files.replace_file(note_path(target), notepad_bytes(note))
            files.move(place / path.name, target)
            files.remove(note_path(place / path.name))
        return self._inbox / (tray or "") / target.name

    def remove(self, path: Path) -> None:
        """Take a submission out of its tray for good, with its note."""
        with opened_folder(self._inbox, path.parent.name) as place:
            files.remove(place / path.name)
            files.remove(note_path(place / path.name))

    def drafts_of(self, path: Path) -> list[Path]:
        """The drafts beside a submission, and no other submission whose name begins like its own."""
        begin = f"{path.name}{DRAFTED}konsep "
        with opened_folder(self._inbox, path.parent.name) as place:
            names = sorted(name for name, _ in plain_entries(place) if name.startswith(begin))
        return [path.with_name(name) for name in names]

    def lay(self, tray: Tray, name: str, data: bytes, note: str) -> Path:
        """Put something of our own making into a tray, with a note beside it."""
        with self._opened(tray) as place:
            target = free_name(place, name)
            files.replace_file(note_path(target), notepad_bytes(note))
            files.publish_file(target, data)
        return self.folder(tray) / target.name

    def keep_original(self, claim: Claim, path: Path, data: bytes) -> str:
        """Write `data` in place of a claimed file whose bytes are set aside first; returns where, for the note.

        They stay in `.asli` as long as a submission lies there whose note names them.
        """
        real_folder(self.folder(Tray.REJECTED), ORIGINALS)
        with opened_folder(self._inbox, Tray.REJECTED, ORIGINALS) as place:
            kept = place / f"{claim.token}{path.suffix.lower()[:10]}"
            if not kept.exists():
                files.publish_file(kept, path.read_bytes())
        files.replace_file(path, data)
        return f"{ORIGINALS}/{kept.name}"

    def clear_originals(self, in_hand: Container[str]) -> None:
        """Remove the originals of submissions that have left the tray, mended or thrown away.

        `in_hand` are the tokens of claims: a crash may lie between an original and its note.
        """
        folder = self.folder(Tray.REJECTED)
        if not os.path.lexists(folder / ORIGINALS):
            return
        notes = "".join(read_note(path) for path in self.of(Tray.REJECTED))
        with opened_folder(self._inbox, Tray.REJECTED, ORIGINALS) as place:
            for name, _ in plain_entries(place):
                is_named = f"{ORIGINALS}/{name}" in notes
                if not is_named and Path(name).stem not in in_hand and not name.endswith(".tmp"):
                    files.remove(place / name)

    def make(self, tray: Tray) -> None:
        """Make the folder of a tray; what stands in its place and is none goes aside."""
        real_folder(self._inbox, tray)
        if tray is Tray.CLOSED:
            with opened_folder(self._inbox, tray) as place:
                try:
                    files.close_folder(place, self._group)
                except OSError as error:
                    # It is closed to everybody else; only the group cannot look in yet.
                    log.warning("tray of the secret cases: %s", error.strerror)

    def leave_word(self, tray: Tray, name: str, note: str) -> None:
        """A note alone, of something that lies elsewhere; of one name the last stands."""
        with self._opened(tray) as place:
            files.replace_file(note_path(place / name), notepad_bytes(note))

    def _opened(self, tray: Tray | None) -> AbstractContextManager[Path]:
        """The folder of a tray, or the inbox itself, held open; one that was replaced is made anew."""
        if tray is None:
            return opened_folder(self._inbox)
        self.make(tray)
        return opened_folder(self._inbox, tray)


def _drafted_from(name: str) -> str:
    """The submission that a draft is of; the name itself of what is none."""
    return name.rpartition(f"{DRAFTED}konsep ")[0] or f"{name}{DRAFTED}"
