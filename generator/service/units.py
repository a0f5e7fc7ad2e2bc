"""What systemd is told: the service of an office, and its daily backup.

Each line that shuts something off was tried with LibreOffice in its cage. Left open on purpose: namespaces, which the
cage is made of; all of `/proc`, as a kernel may refuse a cage its own where parts of the one outside are masked
(not the one that this was tried on); the setgid bit, which the folders of secret cases bear.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.vocabulary.problems import ExitCode

__all__ = ["OURS", "Installation", "units_of"]

OURS = "# Written by `pmbs service install`; install again to renew it."
"""The first line of every unit that we wrote, and may renew or remove."""

WATCHDOG_SECONDS = 90
# The index of ten years is made anew in this time, on a slow machine.
START_SECONDS = 1800
STOP_SECONDS = 120
# Starting again mends none of these: settings, a missing program, an archive that cannot be trusted.
IN_VAIN = (ExitCode.USAGE, ExitCode.MISSING_PROGRAM, ExitCode.ARCHIVE_DAMAGED)
HOMES = (Path("/home"), Path("/root"), Path("/run/user"))
OFTEN_ELSEWHERE = ("inbox", "archive", "cetak", "konsep", "keluar")

_SERVICE = """\
{ours}
[Unit]
Description=Surat dan arsip PMBS: {folder}
After=network-online.target time-sync.target cups.service
Wants=network-online.target
RequiresMountsFor={mounts}

[Service]
Type=notify
NotifyAccess=main
ExecStart={program} --office {office} run
WatchdogSec={watchdog}
TimeoutStartSec={start}
TimeoutStopSec={stop}
Restart=on-failure
RestartSec=10
RestartPreventExitStatus={in_vain}
{guarded}
[Install]
WantedBy=multi-user.target
"""
_BACKUP = """\
{ours}
[Unit]
Description=Cadangan harian PMBS: {folder}
RequiresMountsFor={mounts}

[Service]
Type=oneshot
ExecStart={program} --office {office} backup {into}
Nice=10
IOSchedulingClass=idle
{guarded}"""
_TIMER = """\
{ours}
[Unit]
Description=Cadangan harian PMBS: {folder}

[Timer]
OnCalendar=*-*-* 01:30
RandomizedDelaySec=20min
Persistent=true

[Install]
WantedBy=timers.target
"""
_GUARDED = """\
User={user}
Group={group}
ReadWritePaths={writable}
ProtectSystem=strict
ProtectHome={homes}
PrivateTmp=yes
PrivateDevices=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelModules=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictRealtime=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=~@clock @cpu-emulation @debug @module @obsolete @raw-io @reboot @swap
SystemCallErrorNumber=EPERM
"""


@dataclass(frozen=True, kw_only=True)
class Installation:
    """An office, the program that serves it and the user that it belongs to; `backup` is a folder, or None for no timer.

    `program` is the file `pmbs` of an environment that the user may read.
    """

    name: str
    folder: Path
    program: Path
    user: str
    group: str
    backup: Path | None = None


def units_of(wanted: Installation) -> Mapping[str, str]:
    """The text of each unit by its file name."""
    places = [wanted.folder, *_elsewhere(wanted.folder)]
    words = {
        "ours": OURS,
        "folder": _literally(str(wanted.folder)),
        "office": _quoted(wanted.folder),
        "program": _quoted(wanted.program),
        "watchdog": WATCHDOG_SECONDS,
        "start": START_SECONDS,
        "stop": STOP_SECONDS,
        "in_vain": " ".join(str(int(code)) for code in IN_VAIN),
        "mounts": _list(places),
        "guarded": _guarded(wanted, places),
    }
    units = {f"{wanted.name}.service": _SERVICE.format(**words)}
    if wanted.backup is not None:
        places = [*places, wanted.backup]
        words |= {
            "into": _quoted(wanted.backup),
            "mounts": _list(places),
            "guarded": _guarded(wanted, places),
        }
        units[f"{wanted.name}-backup.service"] = _BACKUP.format(**words)
        units[f"{wanted.name}-backup.timer"] = _TIMER.format(**words)
    return units


def _guarded(wanted: Installation, writable: Iterable[Path]) -> str:
    # An environment links to its interpreter, which may lie in somebody's home.
    interpreter = (wanted.program.parent / "python").resolve()
    needed = [*writable, wanted.program, interpreter]
    is_in_a_home = any(place.is_relative_to(home) for place in needed for home in HOMES)
    return _GUARDED.format(
        user=wanted.user,
        group=wanted.group,
        writable=_list(writable),
        homes="read-only" if is_in_a_home else "yes",
    )


def _elsewhere(folder: Path) -> list[Path]:
    """Folders of an office that are links to another disk."""
    real = folder.resolve()
    places = [(folder / name).resolve() for name in OFTEN_ELSEWHERE if (folder / name).exists()]
    return [place for place in places if not place.is_relative_to(real)]


def _list(places: Iterable[Path]) -> str:
    return " ".join(_quoted(place) for place in places)


def _quoted(place: Path) -> str:
    """A path as one word, whatever it holds: systemd reads quotes, backslashes, % and $."""
    return json.dumps(_literally(str(place)), ensure_ascii=False)


def _literally(text: str) -> str:
    return text.replace("%", "%%")
