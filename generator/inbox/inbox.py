"""The inbox folder: what waits, what has settled, claiming it, and where it goes in the end.

The scan of the folder is the truth. A submission is claimed by one rename out of the inbox; from then
on nobody else's file of the same name can be confused with it, and after a crash the claim is found
again. It leaves by one rename too, after its note was written.
"""

import contextlib
import logging
import os
import pwd
import shutil
import stat
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.inbox.claims import Claim, Claims
from generator.inbox.file_names import STATUS_NAME, droppable, is_ignorable
from generator.inbox.notes import free_name, is_note, note_path, notepad_bytes, read_note
from generator.inbox.series import by_number, is_series_name, named_after, series_in
from generator.inbox.settling import Obstacle, Settling
from generator.inbox.trays import INBOX_TRAYS, Tray, Trays
from generator.rules.config import InboxSettings
from generator.system import files
from generator.system.anchored import plain_entries

__all__ = ["Inbox"]

log = logging.getLogger(__name__)

# The code in the note of a submission that ended the service three times at one step.
ENDED_THE_SERVICE = "B029"


class Inbox:
    """One inbox folder.

    `is_whole` tells whether a file's content is complete, `stands_alone` whether one of that name may be
    taken at once when it is (`Settling`).
    """

    def __init__(
        self,
        folder: Path,
        settings: InboxSettings,
        *,
        is_whole: Callable[[Path, str], bool],
        stands_alone: Callable[[str], bool] = lambda _name: False,
        monotonic: Callable[[], float] = time.monotonic,
        trays: Sequence[Tray] = INBOX_TRAYS,
        group: str = "",
    ) -> None:
        self.folder = folder
        self.claims = Claims(folder)
        self.trays = Trays(folder, group=group)
        self._has_trays = trays
        self._settings = settings
        self._settling = Settling(
            settings, is_whole=is_whole, stands_alone=stands_alone, monotonic=monotonic
        )
        self._why: dict[str, str] = {}

    def prepare(self) -> None:
        """Make the inbox and its trays."""
        files.make_folder(self.folder)
        self.claims.prepare()
        for tray in self._has_trays:
            self.trays.make(tray)

    # -- waiting -------------------------------------------------------------------------------

    def waiting(self) -> list[Path]:
        """Everything that a person dropped and that still lies in the inbox, by time of arrival."""
        entries: list[tuple[int, str, Path]] = []
        with os.scandir(self.folder) as found:
            for entry in found:
                if is_ignorable(entry.name) or entry.name in self._has_trays:
                    continue
                with contextlib.suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    entries.append((status.st_ctime_ns, entry.name, Path(entry.path)))
        return [path for _, _, path in sorted(entries, key=lambda e: (e[0], os.fsencode(e[1])))]

    def settled(self, *, hurried: bool = False) -> list[Path]:
        """What can be taken now.

        `hurried` is a person's own request to handle the inbox: a file that is not whole then gets
        no extra patience.
        """
        return [path for group in self.settled_together(hurried=hurried) for path in group]

    def settled_together(self, *, hurried: bool = False) -> list[tuple[Path, ...]]:
        """The same by what is claimed at once: a file, a folder, or all pictures of a series.

        No picture of a series is taken before all of it have come to rest.
        """
        present = self.waiting()
        self._settling.remember_only({path.name for path in present})
        ready = []
        barred = set()
        for path in present:
            try:
                obstacle = self._settling.obstacle(path, hurried=hurried)
            except OSError as error:
                self._tell_barred(path, error)
                barred.add(path)
                continue
            if obstacle is None:
                ready.append(path)
            else:
                self._why[path.name] = obstacle.value
        series = self._series([path for path in present if path not in barred])
        return self._by_series(ready, series)

    def _series(self, paths: Sequence[Path]) -> dict[Path, tuple[Path, ...]]:
        """The series that each of its pictures is of."""
        found = {}
        for path in paths:
            with contextlib.suppress(OSError):
                status = path.lstat()
                if stat.S_ISREG(status.st_mode):
                    found[path] = status
        return {path: run for run in series_in(found) for path in run}

    def _by_series(
        self, ready: Sequence[Path], series: dict[Path, tuple[Path, ...]]
    ) -> list[tuple[Path, ...]]:
        groups: dict[tuple[Path, ...], None] = {}
        for path in ready:
            group = series.get(path, (path,))
            if set(group) <= set(ready):
                groups[group] = None
            else:
                self._why[path.name] = Obstacle.SERIES.value
        return list(groups)

    def why_waiting(self) -> list[tuple[str, str]]:
        """Each waiting entry with the reason last seen, in words for staff; empty if none is known."""
        return [(path.name, self._why.get(path.name, "")) for path in self.waiting()]

    # -- claiming ------------------------------------------------------------------------------

    def claim(self, path: Path) -> Claim | None:
        """Take a settled entry out of the inbox by one rename; None if it cannot be taken.

        It went away meanwhile, or the service may not move it, which is told and stops no other.
        """
        claim = self.claims.new(path.name)
        try:
            files.move(path, claim.path)
        except (FileNotFoundError, files.ChangedMeanwhileError):
            claim.close()
            return None
        except OSError as error:
            claim.close()
            self._tell_barred(path, error)
            return None
        self._settling.forget(path.name)
        self._why.pop(path.name, None)
        return claim

    def claim_together(self, paths: Sequence[Path]) -> Claim | None:
        """Take what `settled_together` gave at once; a series becomes a folder of its own.

        A crash in between leaves a part of a series in the inbox, which is taken by itself then.
        """
        if len(paths) == 1:
            return self.claim(paths[0])
        claim = self.claims.new_series(named_after(paths))
        taken = False
        for path in paths:
            try:
                files.move(path, claim.path / path.name)
            except (FileNotFoundError, files.ChangedMeanwhileError):
                continue
            except OSError as error:
                self._tell_barred(path, error)
                continue
            taken = True
            self._settling.forget(path.name)
            self._why.pop(path.name, None)
        if not taken:
            claim.close()
            return None
        return claim

    def part(self, claim: Claim) -> list[Claim]:
        """A claim for each picture of a series that is no stack after all, in their order."""
        apart = []
        for path in _lying_in(claim):
            one = self.claims.new(path.name)
            files.move(path, one.path)
            apart.append(one)
        claim.close()
        return apart

    def _tell_barred(self, path: Path, error: OSError) -> None:
        """Tell staff why an entry stays, with what mends it; the log hears of it once."""
        why = _barred(path, error)
        if self._why.get(path.name) != why:
            log.warning("an entry of the inbox cannot be taken: %s", error.strerror)
        self._why[path.name] = why

    def take_copy(self, path: Path) -> Claim:
        """Claim a copy of a file or folder that lies elsewhere; it stays untouched itself.

        Only so much is copied as shows that a file is too large.
        """
        if path.is_dir():
            claim = self.claims.new(path.name)
            shutil.copytree(path, claim.path, symlinks=True)
            return claim
        with path.open("rb") as stream:
            data = stream.read(self._settings.max_megabytes * 1_000_000 + 1)
        claim = self.claims.new(path.name)
        files.publish_file(claim.path, data)
        return claim

    def retake_held(self) -> list[Claim]:
        """Claim again what was held, so that it goes on once its cause is mended.

        What ended the service again and again is left there: no template that changes mends that, and
        it would end the service as often once more. A person moves it back into the inbox.
        """
        claims = []
        for path in self.trays.of(Tray.HELD):
            if ENDED_THE_SERVICE in read_note(path):
                continue
            claim = self.claim(path)
            if claim is not None:
                files.remove(note_path(path))
                claims.append(claim)
        return claims

    # -- coming in by another door -------------------------------------------------------------

    def drop(self, name: str, data: bytes) -> str:
        """Put a file into the inbox as a clerk would; returns the name under which it lies there.

        No other submission in the inbox or its trays has that name, so that it can be followed.
        """
        wanted = droppable(name, set(Tray))
        trays = [self.trays.folder(tray) for tray in Tray]
        while True:
            claims = self.claims.folder.iterdir()
            path = free_name(self.folder, wanted, also=[*trays, *claims])
            with contextlib.suppress(FileExistsError):
                files.publish_file(path, data)
                return path.name

    def whereabouts(self, is_it: Callable[[str], bool]) -> tuple[Path, Tray | None] | None:
        """Where the submission lies whose name fits; no tray while it waits or is being handled."""
        return self._lying(is_it) or self._lying(is_it, inside=True)

    def _lying(
        self, is_it: Callable[[str], bool], *, inside: bool = False
    ) -> tuple[Path, Tray | None] | None:
        """The same, or where it lies among the pictures of its series: then the folder of them."""
        # Twice, because it may move from a place not yet looked at to one that was.
        for _ in range(2):
            for tray in (None, *Tray):
                folder = self.trays.folder(tray) if tray else self.folder
                path = _first(folder, is_it, inside=inside)
                if path and path.name not in set(Tray):
                    return path, tray
            for claim in self.claims.folder.iterdir():
                if path := _first(claim, is_it, inside=inside):
                    return path, None
        return None

    # -- going back, and the sign at the door -------------------------------------------------------------------------------

    def release(self, claim: Claim, why: str = "") -> None:
        """Put a claim back into the inbox, to be tried again later; `why` is for staff."""
        for path in _lying_in(claim):
            target = free_name(self.folder, path.name)
            files.move(path, target)
            self._why[target.name] = why
        claim.close()

    def clear_originals(self) -> None:
        """Remove the bytes of commented forms that have left their tray; what is in hand keeps its own."""
        in_hand = {name for name, _ in plain_entries(self.claims.folder)}
        self.trays.clear_originals(in_hand)

    def post(self, text: str) -> None:
        """Write the status file, for whoever looks into the inbox."""
        files.replace_file(self.folder / STATUS_NAME, notepad_bytes(text))


def _lying_in(claim: Claim) -> list[Path]:
    """What was claimed: the pictures of a series in their order, or the one submission itself."""
    if not claim.is_series:
        return [claim.path]
    return sorted(claim.path.iterdir(), key=lambda path: by_number(path.name))


def _barred(path: Path, error: OSError) -> str:
    """Whose entry it is and what mends it, in words for staff and for whoever runs the service."""
    if not isinstance(error, PermissionError):
        return f"layanan tidak dapat mengambilnya ({error.strerror})"
    at = Path(error.filename) if isinstance(error.filename, str) else path
    try:
        status = at.lstat()
        owner = pwd.getpwuid(status.st_uid).pw_name
    except (KeyError, OSError):
        return f"layanan tidak dapat mengambilnya ({error.strerror})"
    service = pwd.getpwuid(os.geteuid()).pw_name
    # Whom it belongs to already is not helped by being given it.
    mend = "chmod -R u+rwX" if status.st_uid == os.geteuid() else f"chown -R {service}"
    return (
        f"layanan tidak boleh mengambilnya: milik {owner}, mode {stat.S_IMODE(status.st_mode):04o}. "
        f"Administrator: {mend} pada berkas atau folder itu, dan create mask/force user pada share"
    )


def _first(folder: Path, is_it: Callable[[str], bool], *, inside: bool) -> Path | None:
    """The first entry of a folder whose name fits, notes and temporary files left out.

    With `inside` the first folder of a series that holds one.
    """
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for entry in found:
            if is_ignorable(entry.name) or is_note(entry.name):
                continue
            if not inside and is_it(entry.name):
                return Path(entry.path)
            is_series = is_series_name(entry.name) and entry.is_dir(follow_symlinks=False)
            held = Path(entry.path).iterdir() if inside and is_series else ()
            if any(is_it(one.name) for one in held):
                return Path(entry.path)
    return None
