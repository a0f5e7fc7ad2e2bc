"""An office on a machine that is booted with the real systemd: its own user, the program of this checkout."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import generator
from tests.office_kit import form
from tests.systemd.booted import Machine

__all__ = ["BACKUP", "OFFICE", "PMBS", "PROGRAM", "drop", "drop_in", "prepare", "until"]

OFFICE, BACKUP = "/srv/pmbs", "/srv/cadangan"
# What a service with a /tmp of its own does not see; a checkout may lie there.
HIDDEN = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - a question about paths, nothing is written there
PMBS = str(Path(sys.executable).parent / "pmbs")
PROGRAM = tuple(
    one.resolve()
    for one in (Path(sys.base_prefix), Path(sys.prefix), Path(generator.__file__).parent)
)


def prepare(machine: Machine) -> None:
    """Make the user `pmbs`, an office of root's still, and a folder for its backup."""
    machine.run("useradd", "--system", "--user-group", "pmbs")
    machine.run(PMBS, "init", OFFICE)
    machine.run("mkdir", BACKUP)
    if any(one.is_relative_to(hidden) for one in PROGRAM for hidden in HIDDEN):
        for unit in ("pmbs", "pmbs-backup"):
            drop_in(machine, unit, "PrivateTmp=no", "ReadWritePaths=/tmp /var/tmp")


def drop_in(machine: Machine, unit: str, *lines: str) -> None:
    folder = f"/run/systemd/system/{unit}.service.d"
    text = "\n".join(("[Service]", *lines, ""))
    machine.run("mkdir", "-p", folder)
    machine.run("sh", "-c", 'printf %s "$1" > "$0"', f"{folder}/{lines[0]}.conf", text)
    machine.run("systemctl", "daemon-reload")


def drop(machine: Machine, name: str, client: str = "Siti Contoh") -> None:
    """Put a form into the inbox, as the office's own user."""
    text = json.dumps(form(klien={"nama": client}))
    put = "sh", "-c", 'printf %s "$2" > "$0/inbox/$1"', OFFICE, name, text
    machine.run("runuser", "--user", "pmbs", "--", *put)


def until(condition: Callable[[], object], machine: Machine, *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        log = "journalctl", "--unit=pmbs", "--no-pager", "--lines=40"
        assert time.monotonic() < deadline, machine.run(*log, check=False).stdout
        time.sleep(0.3)
