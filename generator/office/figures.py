"""How an office stands, in figures alone: for programs that watch it, and for a shell. No names, no numbers of letters."""

import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from generator import __version__
from generator.inbox.trays import Tray
from generator.office.office import Office

__all__ = ["Figures", "figures_of"]

# Trays in which something waits for a person.
WAITING = (Tray.REJECTED, Tray.HELD, Tray.MATCH, Tray.APPROVAL)


class Figures(BaseModel):
    """What can be watched. Moments tell their zone; None is never yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    version: str
    waiting: int = Field(description="Submissions in the inbox that were not handled yet")
    oldest_waiting: datetime | None = Field(description="Since when the oldest of them lies there")
    trays: Mapping[str, int] = Field(description="What waits for a person, by tray")
    last_filed: datetime | None = Field(description="When something was filed last")
    prints: Mapping[str, int] = Field(description="Copies on their way, by state")
    prints_to_look_at: int = Field(description="Copies that failed, or of which nobody knows")
    stopped: tuple[str, ...] = Field(description="Codes of what stops filing: A067, A003, A071")
    findings: int = Field(description="What the daily look at the archive found amiss")
    last_verified: datetime | None = Field(
        description="When the whole archive had been looked at last"
    )
    last_backup: datetime | None = Field(description="When a backup was begun last")
    last_backup_tried: datetime | None = Field(
        description="When one was last found whole by trying it"
    )
    disk_free_bytes: int
    disk_free_percent: float

    @property
    def is_well(self) -> bool:
        """Whether nothing needs a person today."""
        amiss = self.findings + self.prints_to_look_at + sum(self.trays.values())
        return not (self.stopped or amiss)


def figures_of(office: Office) -> Figures:
    """How the office stands now."""
    archive, now = office.archive, office.clock.now()
    waiting = [office.inbox.folder / name for name, _ in office.inbox.why_waiting()]
    disk = shutil.disk_usage(archive.root)
    clock = archive.chain.clock_problem()
    latest = archive.items.latest_filed()
    return Figures(
        at=now,
        version=__version__,
        waiting=len(waiting),
        oldest_waiting=min((one for path in waiting if (one := _since(path, now))), default=None),
        trays={str(tray): len(office.inbox.trays.of(tray)) for tray in WAITING},
        last_filed=latest,
        prints=Counter(str(job.state) for job in archive.prints.open_prints()),
        prints_to_look_at=sum(job.needs_a_look for job in archive.prints.all(limit=50)),
        stopped=(
            *(["A067"] if archive.recovery.waiting() else []),
            *([clock.code] if clock else []),
        ),
        findings=len(archive.care.daily_findings()),
        last_verified=archive.care.last_verified(),
        last_backup=archive.audit.last_backup(),
        last_backup_tried=archive.audit.last_backup_tried(),
        disk_free_bytes=disk.free,
        disk_free_percent=round(100 * disk.free / disk.total, 1),
    )


def _since(path: Path, now: datetime) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.lstat().st_ctime, now.tzinfo)
    except OSError:  # it was taken meanwhile
        return None
