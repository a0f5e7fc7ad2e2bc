"""A private CUPS with a virtual IPP printer behind it: real programs, loopback only, own folders.

`ippeveprinter` wants Avahi on a D-Bus, so both run privately as well. What the printer receives is
copied into a folder: counting that folder is the oracle of what came out on paper.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROGRAMS = ("cupsd", "ippeveprinter", "avahi-daemon", "dbus-daemon", "lpadmin")
QUEUE = "kantor"

DBUS = """<busconfig><type>system</type><listen>unix:path={bus}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>"""
AVAHI = """[server]
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-hinfo=no
publish-workstation=no
"""
CUPSD = """DirtyCleanInterval 0
LogLevel warn
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
MultipleOperationTimeout 20
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow localhost
  </Limit>
</Policy>
"""
CUPS_FILES = """ServerRoot {root}/etc
StateDir {root}/state
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/spool/tmp
ServerKeychain {root}/ssl
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
SystemGroup root
User lp
Group lp
"""
COMMAND = """#!/bin/sh
# What the virtual printer does with a document; files in {ctl} switch faults on.
while [ -e {ctl}/paper-out ]; do
  [ -n "$said" ] || {{ echo "STATE: +media-empty-error,media-needed-error" >&2; said=1; }}
  sleep 0.1
done
[ -z "$said" ] || echo "STATE: -media-empty-error,media-needed-error" >&2
[ -e {ctl}/abort ] && {{ echo "STATE: +media-jam-error" >&2; exit 1; }}
echo "STATE: -media-jam-error" >&2
name=$(mktemp -u {out}/sheet-XXXXXX)
cp "$1" "$name.doc"
env | grep '^IPP_' | sort >"$name.env"
"""


def missing_program() -> str:
    """The first program of the rig that is not installed; empty if all are."""
    paths = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return next((name for name in PROGRAMS if shutil.which(name, path=paths) is None), "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for something that the outside world does in its own time.

    Raises:
        TimeoutError: it did not happen.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@dataclass
class Rig:
    """The running rig. `queue` is the CUPS queue's address, `direct` the printer's own."""

    root: Path
    cups_port: int = field(default_factory=free_port)
    printer_port: int = field(default_factory=free_port)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def queue(self) -> str:
        return f"ipp://127.0.0.1:{self.cups_port}/printers/{QUEUE}"

    @property
    def direct(self) -> str:
        return f"ipp://localhost:{self.printer_port}/ipp/print"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.root}/bus.sock",
            "CUPS_SERVER": f"127.0.0.1:{self.cups_port}",
            "LC_ALL": "C",
        }

    # -- what came out -------------------------------------------------------------------------

    def sheets(self) -> list[Path]:
        return sorted((self.root / "out").glob("*.doc"))

    def options(self) -> str:
        """What the printer was told with its last sheet."""
        return max((self.root / "out").glob("*.env"), key=lambda p: p.stat().st_mtime).read_text()

    # -- faults --------------------------------------------------------------------------------

    def switch(self, fault: str, *, on: bool) -> None:
        path = self.root / "ctl" / fault
        if on:
            path.touch()
        else:
            path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Faults off, every job gone, queue enabled and accepting, printed sheets removed."""
        for path in (*(self.root / "ctl").iterdir(), *(self.root / "out").iterdir()):
            path.unlink()
        if "ippeveprinter" not in self._running:
            self.start_printer()
        if "cupsd" not in self._running:
            self.start_cups()
        if not (self.root / "etc" / "ppd" / f"{QUEUE}.ppd").exists():
            self.add_queue()
        self.admin("cancel", "-a", "-x")
        self.admin("cupsaccept", QUEUE)
        self.admin("cupsenable", QUEUE)

    def admin(self, *command: str) -> None:
        subprocess.run(command, env=self.environment, check=False, capture_output=True, timeout=30)

    # -- programs ------------------------------------------------------------------------------

    def start(self) -> None:
        for folder in ("etc", "state", "cache", "spool/tmp", "ssl", "out", "ctl", "eve"):
            (self.root / folder).mkdir(parents=True)
        shutil.chown(self.root / "spool", "root", "lp")
        (self.root / "spool").chmod(0o710)
        shutil.chown(self.root / "spool" / "tmp", "root", "lp")
        (self.root / "spool" / "tmp").chmod(0o1770)
        self._write("dbus.conf", DBUS.format(bus=self.root / "bus.sock"))
        self._write("avahi.conf", AVAHI)
        self._write("cupsd.conf", CUPSD.format(port=self.cups_port))
        self._write("cups-files.conf", CUPS_FILES.format(root=self.root))
        self._write("command.sh", COMMAND.format(ctl=self.root / "ctl", out=self.root / "out"))
        (self.root / "command.sh").chmod(0o755)
        self._run("dbus-daemon", f"--config-file={self.root}/dbus.conf", "--nofork", "--nopidfile")
        wait_until((self.root / "bus.sock").exists)
        self._run(
            "avahi-daemon",
            f"--file={self.root}/avahi.conf",
            "--no-drop-root",
            "--no-chroot",
            "--no-rlimits",
        )
        time.sleep(0.5)
        self.start_printer()
        self.start_cups()
        self.add_queue()

    def add_queue(self) -> None:
        """The queue in front of the printer."""
        added = subprocess.run(
            ["lpadmin", "-p", QUEUE, "-E", "-v", self.direct, "-m", "everywhere"],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if added.returncode:
            raise RuntimeError(f"lpadmin: {added.stderr}")

    def start_printer(self) -> None:
        self._run(
            "ippeveprinter",
            "-r",
            "off",
            "-n",
            "localhost",
            "-p",
            str(self.printer_port),
            "-k",
            "-d",
            str(self.root / "eve"),
            "-c",
            str(self.root / "command.sh"),
            "-2",
            "-f",
            "application/pdf,image/pwg-raster",
            "Kantor A4",
        )
        wait_until(lambda: _answers(self.printer_port))

    def start_cups(self) -> None:
        self._run(
            "cupsd",
            "-f",
            "-c",
            str(self.root / "cupsd.conf"),
            "-s",
            str(self.root / "cups-files.conf"),
        )
        wait_until(lambda: _answers(self.cups_port))

    def end(self, program: str, with_signal: signal.Signals = signal.SIGKILL) -> None:
        """End one of our own programs."""
        process = self._running.pop(program)
        process.send_signal(with_signal)
        process.wait(20)

    def stop(self) -> None:
        for program in ("cupsd", "ippeveprinter", "avahi-daemon", "dbus-daemon"):
            if program in self._running:
                self.end(program)

    def _write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text)

    def _run(self, program: str, *arguments: str) -> None:
        with (self.root / f"{program}.log").open("ab") as log:
            self._running[program] = subprocess.Popen(
                [program, *arguments], env=self.environment, stdout=log, stderr=log
            )


@contextmanager
def running_rig() -> Iterator[Rig]:
    """A rig in a folder of its own, which user lp can reach (pytest's own folders it cannot)."""
    root = Path(tempfile.mkdtemp(prefix="pmbs-cups-"))
    root.chmod(0o755)
    rig = Rig(root)
    try:
        rig.start()
        yield rig
    finally:
        rig.stop()
        shutil.rmtree(root, ignore_errors=True)
