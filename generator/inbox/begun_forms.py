"""Forms that somebody has begun on a page: kept on the office's disk until they are sent or thrown away.

They lie in a hidden folder beside the inbox, outside of what is shared; a draft's name is random, because
its answers are personal data.
"""

import contextlib
import json
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.system import files
from generator.system.anchored import plain_entries
from generator.system.clock import Clock

__all__ = ["Draft", "Drafts"]

NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A form in the making. `case` is the case that it continues or corrects, empty for a new one.

    `sheet` is the page that kept it last: another page that shows it does not know what that one wrote.
    `replaces` is the submission in a tray whose answers it mends, by its id; that one goes when this is sent.
    """

    id: str
    who: str
    blank: str
    case: str
    changed: datetime
    answers: Mapping[str, str | list[dict[str, str]]]
    sheet: str = ""
    replaces: str = ""


class Drafts:
    """The drafts of one office; each belongs to whoever began it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def take_over(self, earlier: Path) -> None:
        """Bring along what a version before kept in the inbox itself."""
        if earlier.is_symlink() or not earlier.is_dir():
            return
        files.make_folder(self._folder)
        for name, status in plain_entries(earlier):
            if stat.S_ISREG(status.st_mode) and not (self._folder / name).exists():
                files.move(earlier / name, self._folder / name)
        with contextlib.suppress(OSError):
            earlier.rmdir()

    def begin(
        self,
        who: str,
        blank: str,
        *,
        case: str = "",
        answers: Mapping[str, str | list[dict[str, str]]] | None = None,
        replaces: str = "",
    ) -> Draft:
        """A new draft, kept from now on."""
        draft = Draft(
            id=secrets.token_hex(16),
            who=who,
            blank=blank,
            case=case,
            changed=self._clock.now(),
            answers=answers or {},
            replaces=replaces,
        )
        return self.keep(draft, draft.answers)

    def keep(
        self, draft: Draft, answers: Mapping[str, str | list[dict[str, str]]], *, sheet: str = ""
    ) -> Draft:
        """The draft with these answers, on disk when this returns."""
        kept = replace(draft, answers=answers, changed=self._clock.now(), sheet=sheet)
        files.make_folder(self._folder)
        row = {
            "who": kept.who,
            "blank": kept.blank,
            "case": kept.case,
            "changed": kept.changed.isoformat(),
            "answers": dict(kept.answers),
            "sheet": kept.sheet,
            "replaces": kept.replaces,
        }
        data = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        files.replace_file(self._path(draft.id), data)
        return kept

    def find(self, draft_id: str, who: str) -> Draft | None:
        """A draft of this person; None if there is none of this id, or it is somebody else's."""
        if not NAME.fullmatch(draft_id):
            return None
        draft = self._read(self._path(draft_id))
        return draft if draft is not None and draft.who == who else None

    def of(self, who: str) -> list[Draft]:
        """The drafts of one person, the latest first."""
        found = [self._read(path) for path in self._folder.glob("*.json")]
        mine = [draft for draft in found if draft is not None and draft.who == who]
        return sorted(mine, key=lambda draft: draft.changed, reverse=True)

    def drop(self, draft: Draft) -> None:
        """Forget a draft; fine if it is gone."""
        files.remove(self._path(draft.id))

    def _path(self, draft_id: str) -> Path:
        return self._folder / f"{draft_id}.json"

    @staticmethod
    def _read(path: Path) -> Draft | None:
        """A draft from disk; None if it went away or is no draft."""
        try:
            row = json.loads(path.read_bytes())
            changed = datetime.fromisoformat(row.pop("changed"))
            return Draft(id=path.stem, changed=changed, **row)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
