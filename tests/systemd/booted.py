"""A machine of its own that is booted with the real systemd: this one's files, seen through an overlay that vanishes.

Nothing that it writes reaches this machine; it has its own processes, names, network and control groups. What would
touch the kernel that both share (sysctl, udev) is masked.
"""

import contextlib
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

BOOT_SECONDS = 60
SYSTEMD = "/lib/systemd/systemd"
MASKED = (
    "systemd-sysctl",
    "systemd-udevd",
    "systemd-udev-trigger",
    "systemd-modules-load",
    "systemd-random-seed",
    "systemd-remount-fs",
    "systemd-tmpfiles-setup",
    "systemd-tmpfiles-clean",
    "systemd-tmpfiles-setup-dev",
    "systemd-hostnamed",
    "systemd-timesyncd",
    "systemd-networkd",
    "networking",
    "getty@",
    "console-getty",
    "dbus",
)

_BOOT = """
set -e
scratch=$1
shift
mount -t tmpfs scratch "$scratch"
mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
mount -t overlay office -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" "$scratch/root"
cd "$scratch/root"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs run run
mount -t tmpfs dev dev
mkdir dev/pts dev/shm
for one in null zero full random urandom tty; do touch "dev/$one"; mount --bind "/dev/$one" "dev/$one"; done
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs shm dev/shm
for one in "$@"; do mkdir -p ".$one"; mount --bind "$one" ".$one"; mount -o remount,bind,ro ".$one"; done
rm -rf etc/systemd/system/*.wants
for one in {masked}; do ln -sf /dev/null "etc/systemd/system/$one.service"; done
: > etc/fstab
mkdir -p dahulu
pivot_root . dahulu
exec chroot . /bin/sh -c 'umount -l /dahulu; exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin {systemd} --unit=multi-user.target --show-status=0'
"""


def why_not() -> str:
    """Why no machine can be booted here; empty if one can."""
    if os.geteuid() != 0:
        return "only root can mount the files of another machine"
    missing = [one for one in (SYSTEMD, "unshare", "nsenter") if shutil.which(one) is None]
    return f"missing: {', '.join(missing)}" if missing else ""


@dataclass(frozen=True)
class Machine:
    """One that is running; `first` is the process id of its systemd, as this machine counts."""

    first: int

    def run(
        self, *command: str, check: bool = True, seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Do something on it as root."""
        done = subprocess.run(
            ["nsenter", "--target", str(self.first), "--all", "--wdns=/", "--", *command],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{shlex.join(command)}: {done.stdout}{done.stderr}")
        return done

    def shows(self, unit: str, what: str) -> str:
        return self.run("systemctl", "show", "--value", f"--property={what}", unit).stdout.strip()


@contextlib.contextmanager
def booted(scratch: Path, *, readable: Sequence[Path]) -> Iterator[Machine]:
    """A machine that has come up; it is gone afterwards with all that ran on it.

    `readable` are folders that every user of it may read, also where this machine hides them or has them on other disks.
    """
    scratch.mkdir()
    disk = Path("/").stat().st_dev
    elsewhere = [str(one) for one in readable if one.stat().st_dev != disk]
    text = _BOOT.format(masked=" ".join(MASKED), systemd=SYSTEMD)
    spaces = ("--pid", "--fork", "--mount", "--cgroup", "--net", "--uts", "--ipc")
    process = subprocess.Popen(
        [
            "unshare",
            *spaces,
            "--kill-child=KILL",
            "/bin/sh",
            "-c",
            text,
            "boot",
            str(scratch),
            *elsewhere,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        machine = _come_up(process)
        above = {
            parent for one in readable for parent in one.parents if parent.stat().st_dev == disk
        }
        machine.run("chmod", "o+x", *map(str, above))
        yield machine
    finally:
        process.kill()
        process.wait()


def _come_up(process: "subprocess.Popen[bytes]") -> Machine:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            assert process.stdout is not None
            raise AssertionError(process.stdout.read().decode())
        first = children.read_text().split()
        if first and b"systemd" in Path(f"/proc/{first[0]}/cmdline").read_bytes().split(b"\0")[0]:
            machine = Machine(int(first[0]))
            state = machine.run("systemctl", "is-system-running", check=False).stdout.strip()
            if state in ("running", "degraded"):
                return machine
        time.sleep(0.2)
    raise AssertionError("it did not come up")
