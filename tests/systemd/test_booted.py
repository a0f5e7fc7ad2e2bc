"""The service as a real systemd runs it: begun, fed, hung, backed up, taken away."""

import time

import pytest

from tests.systemd.booted import Machine, why_not
from tests.systemd.kit import BACKUP, OFFICE, PMBS, drop, drop_in, until

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can"),
    pytest.mark.timeout(400),
]


def test_an_office_of_root_is_not_installed(machine: Machine) -> None:
    told = machine.run(PMBS, "--office", OFFICE, "service", "install", check=False)
    assert (told.returncode, "S035" in told.stderr) == (2, True)
    machine.run("test", "!", "-e", "/etc/systemd/system/pmbs.service")


def test_it_runs_files_prints_and_backs_up_under_its_unit(machine: Machine) -> None:
    machine.run("chown", "-R", "pmbs:pmbs", OFFICE, BACKUP)
    machine.run(PMBS, "--office", OFFICE, "service", "install", "--backup", BACKUP)
    assert machine.shows("pmbs", "ActiveState") == "active"
    assert machine.shows("pmbs", "User") == "pmbs"
    assert machine.shows("pmbs-backup.timer", "ActiveState") == "active"
    assert machine.run("systemctl", "is-enabled", "pmbs").stdout.strip() == "enabled"

    # Installed again, the new one runs: what an upgrade counts on.
    before = machine.shows("pmbs", "MainPID")
    machine.run(PMBS, "--office", OFFICE, "service", "install", "--backup", BACKUP)
    assert machine.shows("pmbs", "MainPID") not in (before, "0")

    drop(machine, "kasus.json")
    until(lambda: machine.run("sh", "-c", f"ls {OFFICE}/cetak/*.pdf", check=False).stdout, machine)
    until(lambda: "kasus.json" in machine.run("ls", f"{OFFICE}/inbox/selesai").stdout, machine)
    log = machine.run("journalctl", "--unit=pmbs", "--no-pager").stdout
    # LibreOffice and the readers of strangers' files work in their cage, with all that the unit shuts off.
    assert "D006" not in log
    assert "ERROR" not in log

    machine.run("systemctl", "start", "pmbs-backup.service")
    assert machine.run("ls", f"{BACKUP}/kantor/archive/PMBS-ARCHIVE").returncode == 0
    owners = machine.run("sh", "-c", f"find {OFFICE} {BACKUP} ! -user pmbs").stdout
    assert not owners
    told = machine.run(PMBS, "service", "status")
    assert "ActiveState=active" in told.stdout.splitlines()
    # As its own user sees it, from within the unit; not as root does, who asks.
    status = next(line for line in told.stdout.splitlines() if line.startswith("StatusText="))
    assert "(bubblewrap)" in status
    assert "Backup=success" in told.stdout


def test_it_may_write_nowhere_else(machine: Machine) -> None:
    main = machine.shows("pmbs", "MainPID")
    enter = "nsenter", "--target", main, "--mount", "--", "sh", "-c"
    assert machine.run(*enter, "touch /etc/x || touch /srv/x", check=False).returncode != 0
    assert machine.run(*enter, f"touch {OFFICE}/x").returncode == 0
    machine.run("rm", f"{OFFICE}/x")


def test_one_that_hangs_is_ended_and_begun_again(machine: Machine) -> None:
    drop_in(machine, "pmbs", "WatchdogSec=10", "RestartSec=1")
    machine.run("systemctl", "restart", "pmbs")
    main = machine.shows("pmbs", "MainPID")
    time.sleep(20)
    # It gives its signs: twice the patience has passed.
    assert machine.shows("pmbs", "MainPID") == main

    machine.run("kill", "-STOP", main)
    until(lambda: machine.shows("pmbs", "NRestarts") == "1", machine)
    until(lambda: machine.shows("pmbs", "ActiveState") == "active", machine)
    assert machine.shows("pmbs", "MainPID") != main


def test_a_backup_that_fails_is_told(machine: Machine) -> None:
    machine.run("chown", "-R", "root:root", BACKUP)
    machine.run("chmod", "0700", BACKUP)
    assert machine.run("systemctl", "start", "pmbs-backup.service", check=False).returncode != 0
    told = machine.run(PMBS, "service", "status", check=False)
    assert (told.returncode, "Backup=exit-code" in told.stdout) == (1, True)


def test_taken_away_it_leaves_the_office_as_it_is(machine: Machine) -> None:
    machine.run("systemctl", "cat", "pmbs")
    machine.run(PMBS, "service", "remove")
    assert machine.shows("pmbs", "ActiveState") == "inactive"
    assert machine.run("sh", "-c", "ls /etc/systemd/system/pmbs*", check=False).returncode != 0
    assert machine.run(PMBS, "--office", OFFICE, "verify").returncode == 0
    told = machine.run(PMBS, "service", "status", check=False)
    assert told.returncode == 1
