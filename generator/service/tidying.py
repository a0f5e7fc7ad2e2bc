"""What is done and filed leaves the shared folders by rule: shown a week before, never the only copy.

Submissions that were filed stand in the archive byte for byte; sheets can be printed again from it. What waits
for a person, and what the archive does not hold, stays where it is for ever.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.printing import sheets_by_number
from generator.system import files
from generator.vocabulary.case_number import CASE_NUMBER

__all__ = ["Leaving", "Tidying"]

log = logging.getLogger(__name__)

CASE = re.compile(CASE_NUMBER)
Digests = Callable[[str], frozenset[str]]

TRAYS = (Tray.DONE, Tray.DUPLICATE, Tray.CLOSED)
# For so long something is announced before it goes.
NOTICE = timedelta(days=7)
ANNOUNCED = ".dirapikan.json"


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Something that leaves: where it lies, and the first day on which it may go."""

    path: Path
    day: date


class Tidying:
    """The rule of one office (`[tidying]`), and what it has announced."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._file = office.inbox.folder / ANNOUNCED

    def leaving(self) -> list[Leaving]:
        """What leaves within the next week, each not before its day; nothing is changed."""
        today, announced = self._office.clock.today(), self._announced()
        found = []
        for path, due in self._due(today + NOTICE):
            # Never before it was announced, also where the rule is new.
            first = announced.get(self._key(path), today)
            found.append(Leaving(path=path, day=max(due, first + NOTICE)))
        return sorted(found, key=lambda one: (one.day, str(one.path)))

    def carry_out(self) -> int:
        """Announce what leaves, and take away what was announced and is due; how many went."""
        today, gone, waiting = self._office.clock.today(), 0, {}
        announced = self._announced()
        for one in self.leaving():
            if one.day <= today:
                self._take_away(one.path)
                gone += 1
            else:
                key = self._key(one.path)
                waiting[key] = announced.get(key, today).isoformat()
        files.replace_file(self._file, json.dumps(waiting, indent=1).encode())
        if gone:
            log.info("%d filed submissions and sheets left the shared folders", gone)
        return gone

    def announced(self) -> tuple[int, date] | None:
        """How much was announced, and the first day on which some of it goes; None if nothing was. Cheap to ask."""
        told = self._announced()
        return (len(told), min(told.values()) + NOTICE) if told else None

    # -- what ----------------------------------------------------------------------------------------

    def _due(self, until: date) -> Iterator[tuple[Path, date]]:
        rule = self._office.config.tidying
        if rule.submissions_days:
            yield from self._submissions(timedelta(days=rule.submissions_days), until)
        if rule.sheets_days:
            yield from self._sheets(timedelta(days=rule.sheets_days), until)

    def _submissions(self, after: timedelta, until: date) -> Iterator[tuple[Path, date]]:
        """Filed submissions of which the archive holds every byte, and duplicates of them."""
        digests = cache(self._office.archive.cases.digests)
        for tray in TRAYS:
            if not (self._office.inbox.folder / tray).is_dir():
                continue
            for path in self._office.inbox.trays.of(tray):
                due = self._since(path) + after
                if due <= until and self._is_filed(path, digests):
                    yield path, due

    def _is_filed(self, path: Path, digests: Digests) -> bool:
        """Whether all that lies here stands in the cases that its note names."""
        cases = [one for one in dict.fromkeys(CASE.findall(read_note(path))) if one]
        known = [one for one in cases if self._office.archive.cases.has(one)]
        if path.is_symlink() or not known:
            return False
        parts = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        held = frozenset().union(*(digests(case) for case in known))
        return bool(parts) and all(self._is_held(part, known, held) for part in parts)

    def _is_held(self, part: Path, cases: list[str], held: frozenset[str]) -> bool:
        digest = files.hash_file(part)
        return digest in held or any(self._was_parted(digest, case) for case in cases)

    def _was_parted(self, digest: str, case: str) -> bool:
        """Whether a scan with these bytes was parted among the letters of a case."""
        for letter in self._office.archive.items.of_case(case):
            home, first = self._office.archive.items.lies(letter)
            told = f"ttd {home}/{first} {digest}"
            known = self._office.archive.numbers.find_submission(
                hashlib.sha256(told.encode()).hexdigest()
            )
            if known is not None and known.filed:
                return True
        return False

    def _sheets(self, after: timedelta, until: date) -> Iterator[tuple[Path, date]]:
        """Sheets of letters that came back signed, and those that were set aside."""
        signed = {
            letter.number: letter.signed_at.date()
            for letter in self._office.archive.items.signed()
            if letter.signed_at is not None
        }
        for path, number in sheets_by_number(self._office.printed, signed):
            since = signed[number] if number else self._since(path)
            if since + after <= until:
                yield path, since + after

    # -- how -----------------------------------------------------------------------------------------

    def _take_away(self, path: Path) -> None:
        if path.parent.parent == self._office.inbox.folder:
            self._office.inbox.trays.remove(path)
        else:
            files.remove(path)

    def _announced(self) -> dict[str, date]:
        try:
            told = json.loads(self._file.read_bytes())
            return {key: date.fromisoformat(day) for key, day in told.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _key(self, path: Path) -> str:
        """By which it is known again; no name, which may tell of a person, in a further file."""
        told = str(path.relative_to(self._office.folder))
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:20]

    def _since(self, path: Path) -> date:
        """The day on which something came to lie where it lies."""
        zone = self._office.clock.now().tzinfo
        return datetime.fromtimestamp(path.lstat().st_ctime, zone).date()
