"""Who did, saw, printed and took away what: every line of the ledger, found by case and by person.

The table is made of the ledger alone. Looking at a case is a line as well, one a day for each person
and item: enough to say who saw what, and a ledger that many looks do not swell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, PlaceOf, Topic
from generator.system.actor import acting
from generator.system.clock import Clock

__all__ = ["TOPIC", "Audit", "AuditLine", "note"]

TABLES = """
CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, event TEXT NOT NULL,
    case_number TEXT NOT NULL, item INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS audit_by_case ON audit (case_number, seq);
CREATE INDEX IF NOT EXISTS audit_by_event ON audit (event, seq);
CREATE INDEX IF NOT EXISTS audit_by_who ON audit (who, seq);
"""

VIEWED, DOWNLOADED, EXPORTED = "item-viewed", "item-downloaded", "case-exported"
LISTED, SESSION = "list-taken", "session"
BACKED_UP, TRIED = "backup-begun", "backup-tried"
SHOWN, SEARCHED = "list-viewed", "searched"
UNMASKED = "identity-shown"
PAPER = "paper-viewed"
# Which word of a line's data tells most; the first that is there.
DETAILS = ("number", "why", "reason", "state", "name", "outcome", "how")


@dataclass(frozen=True, kw_only=True)
class AuditLine:
    """One line of the ledger, and the words for it. `item` is 0 where the whole case, or no case, is meant."""

    seq: int
    at: datetime
    who: str
    event: str
    case: str
    item: int
    detail: str
    words: str


def note(index: Index, line: LedgerLine, place_of: PlaceOf | None) -> None:
    """Enter one line of the ledger, whatever it tells; inside the caller's transaction."""
    data = line.data
    case, item = (
        place_of(index, line)
        if place_of
        else (str(data.get("case", "")), int(data.get("item", 0) or 0))
    )
    detail = next((str(data[key]) for key in DETAILS if data.get(key)), "")
    if data.get("role"):
        detail += f" ({data['role']})"
    index.execute(
        "INSERT OR REPLACE INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
        [line.seq, line.at.isoformat(), line.who, line.event, case, item, detail],
    )


class Audit:
    """Writes looks and logins down, and answers who did what.

    `who` is the logged-in name; left out, it is whoever acts (`generator.actor`). No method takes
    content: a case, an item, the name of a list.
    """

    def __init__(self, index: Index, clock: Clock, write: Write, words: Mapping[str, str]) -> None:
        self._index = index
        self._words = words
        self._clock = clock
        self._write = write
        self._seen: tuple[datetime | None, set[tuple[str, str, int, str, str]]] = (None, set())

    def viewed(self, case: str, *, item: int = 0, who: str = "") -> None:
        """Somebody looked at a case, or at one item of it; one line a day for each of these."""
        self._once(VIEWED, case, item, who)

    def downloaded(self, case: str, *, item: int, who: str = "") -> None:
        """Somebody took a file of an item; one line a day for each item."""
        self._once(DOWNLOADED, case, item, who)

    def exported(self, case: str, *, how: str, who: str = "") -> None:
        """A case left the archive as a whole: a bag, a person's own data. Each time is a line."""
        self._note(EXPORTED, who, case=case, how=how)

    def unmasked(self, case: str, *, who: str = "") -> None:
        """Somebody had the identity numbers of a case shown in full. Each time is a line."""
        self._note(UNMASKED, who, case=case)

    def listed(self, name: str, *, year: int, how: str, who: str = "") -> None:
        """Somebody took a register or list as a file (`how` is its format). Each time is a line."""
        self._note(LISTED, who, name=name, year=year, how=how)

    def list_shown(self, name: str) -> None:
        """Somebody looked at a register or list; one line a day for each of these."""
        self._once(SHOWN, "", 0, "", name=name)

    def paper_viewed(self, kind: str, paper: str, *, case: str = "") -> None:
        """Somebody looked at what is not filed: a paper that waits or was refused, a note, a draft.

        `paper` is the digest by which the pages know it, never its name. One line a day for each.
        """
        self._once(PAPER, case, 0, "", name=f"{kind} {paper}")

    def searched(self) -> None:
        """Somebody searched: one line a day, without the words, which would be content."""
        self._once(SEARCHED, "", 0, "")

    def admission(self, what: str, name: str, role: str) -> None:
        """Who may come in was changed: `what` is the event, `name` the user or program, `role` what it may."""
        self._note(what, "", name=name, **({"role": role} if role else {}))

    def backed_up(self) -> None:
        """Everything is copied to another place; the line itself is in the copy."""
        self._note(BACKED_UP, "")

    def backup_tried(self) -> None:
        """A backup was opened and verified from end to end, and nothing was found."""
        self._note(TRIED, "")

    def last_backup(self) -> datetime | None:
        """When a backup was begun last."""
        return self._last(BACKED_UP)

    def last_backup_tried(self) -> datetime | None:
        """When a backup was last found whole by trying it."""
        return self._last(TRIED)

    def _last(self, event: str) -> datetime | None:
        row = self._index.row(
            "SELECT at FROM audit WHERE event = ? ORDER BY seq DESC LIMIT 1", [event]
        )
        return datetime.fromisoformat(row["at"]) if row else None

    def session(self, outcome: str, *, who: str) -> None:
        """A login (`masuk`), its end (`keluar`), or one that was refused (`ditolak`).

        `who` is the name of a user there is: what somebody typed may be a password in the wrong
        field. Refusals of one user are one line an hour, so that guessing does not fill the ledger.
        """
        now = self._clock.now()
        hour = now.replace(minute=0, second=0, microsecond=0)
        if outcome == "ditolak" and self._has(SESSION, who=who, since=hour, detail=outcome):
            return
        self._note(SESSION, who, outcome=outcome)

    def of_case(self, case: str) -> list[AuditLine]:
        """Everything that was done with a case, oldest first."""
        return self._lines("case_number = ? ORDER BY seq", [case])

    def latest(self, *, who: str = "", limit: int = 100) -> list[AuditLine]:
        """What was done last, of one person or of all, oldest of them first."""
        condition = "who = ?" if who else "? = ''"
        return self._lines(f"{condition} ORDER BY seq DESC LIMIT ?", [who, limit])[::-1]

    # -- inside --------------------------------------------------------------------------------

    def _once(self, event: str, case: str, item: int, who: str, *, name: str = "") -> None:
        day = self._clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        look = (event, case, item, who or acting(), name)
        # Found once, it is not looked for again: a search asks at every letter that is typed.
        if self._seen[0] != day:
            self._seen = (day, set())
        if look in self._seen[1]:
            return
        if not self._has(event, case=case, item=item, who=look[3], since=day, detail=name):
            told: dict[str, object] = {"case": case, "item": item} if case else {}
            told |= {"name": name} if name else {}
            self._note(event, who, **told)
        self._seen[1].add(look)

    def _note(self, event: str, who: str, **data: object) -> None:
        self._write([Event(name=event, data=data, who=who)])

    def _has(
        self,
        event: str,
        *,
        who: str,
        since: datetime,
        case: str = "",
        item: int = 0,
        detail: str = "",
    ) -> bool:
        """Whether there is such a line already; found from the newest backwards."""
        by = "case_number = :case" if case else "who = :who"
        row = self._index.row(
            f"SELECT 1 FROM audit WHERE {by} AND at >= :since AND event = :event"  # noqa: S608
            " AND case_number = :case AND item = :item AND who = :who AND detail = :detail LIMIT 1",
            {
                "case": case,
                "item": item,
                "who": who,
                "event": event,
                "detail": detail,
                "since": since.isoformat(),
            },
        )
        return row is not None

    def _lines(self, condition: str, params: Sequence[object]) -> list[AuditLine]:
        rows = self._index.rows(f"SELECT * FROM audit WHERE {condition}", params)  # noqa: S608
        return [
            AuditLine(
                seq=row["seq"],
                at=datetime.fromisoformat(row["at"]),
                who=row["who"],
                event=row["event"],
                case=row["case_number"],
                item=row["item"],
                detail=row["detail"],
                words=self._words.get(row["event"], row["event"]),
            )
            for row in rows
        ]


TOPIC = Topic(
    tables=TABLES,
    events={
        VIEWED: EventKind(words="dilihat", is_look=True),
        DOWNLOADED: EventKind(words="diunduh", is_look=True),
        EXPORTED: EventKind(words="disalin keluar", is_look=True),
        UNMASKED: EventKind(words="NIK dibuka", is_look=True),
        PAPER: EventKind(words="kertas di luar arsip dilihat", is_look=True),
        LISTED: EventKind(words="daftar diambil", is_look=True),
        SHOWN: EventKind(words="daftar dilihat", is_look=True),
        SEARCHED: EventKind(words="pencarian", is_look=True),
        SESSION: EventKind(words="masuk/keluar", is_look=True),
        BACKED_UP: EventKind(words="dicadangkan", is_look=True),
        TRIED: EventKind(words="cadangan teruji", is_look=True),
        "user-added": EventKind(words="pengguna ditambahkan"),
        "user-removed": EventKind(words="pengguna dihapus"),
        "role-set": EventKind(words="peran pengguna diubah"),
        "nip-set": EventKind(words="NIP pengguna dicatat"),
        "password-set": EventKind(words="kata sandi diganti"),
        "token-added": EventKind(words="program ditambahkan"),
        "token-removed": EventKind(words="program dihapus"),
    },
)
