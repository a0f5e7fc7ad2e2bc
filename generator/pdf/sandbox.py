"""Cutting LibreOffice off: from the network, and where bubblewrap runs also from everybody's files.

LibreOffice fetches what a document links to, and pastes a linked local picture into the PDF. Our own
documents link to nothing; this is for the day when a template does.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["NO_SANDBOX", "Sandbox", "SandboxKind", "find_sandbox"]

SandboxKind = Literal["bubblewrap", "unshare", "none"]

PROBE_SECONDS = 10

# What LibreOffice and fontconfig read outside /usr. Not the whole of /etc: it holds secrets.
_SYSTEM_FILES = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/libreoffice",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/python3",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
)
_TOP_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")

# Run inside the sandbox: the program can be seen, and no interface but a loopback of our own is there.
_PROBE = """
import os, socket, sys
outside = [name for _, name in socket.if_nameindex() if name != "lo"]
sys.exit(bool(outside) or not os.access(sys.argv[1], os.X_OK))
"""


@dataclass(frozen=True, kw_only=True)
class Sandbox:
    """How a command is started so that it is cut off."""

    kind: SandboxKind
    prefix: tuple[str, ...] = ()

    @property
    def hides_files(self) -> bool:
        """Whether the command sees only the system's programs and its own folder; its /tmp is its own."""
        return self.kind == "bubblewrap"

    @property
    def described(self) -> str:
        return {
            "bubblewrap": "tanpa jaringan, hanya melihat folder kerjanya (bubblewrap)",
            "unshare": "tanpa jaringan (unshare)",
            "none": "jaringan TIDAK diputus: pasang paket bubblewrap",
        }[self.kind]

    def wrap(
        self, command: Sequence[str], *, writable: Path, readable: Sequence[Path]
    ) -> list[str]:
        """The command line that runs `command` cut off.

        Beyond the system's own files, `writable` can be written to and `readable` be read.
        """
        if not self.hides_files:
            return [*self.prefix, *command]
        binds = [
            argument
            for path in readable
            if not path.is_relative_to("/usr")
            for argument in ("--ro-bind-try", str(path), str(path))
        ]
        own = ("--bind", str(writable), str(writable), "--chdir", str(writable))
        return [*self.prefix, *binds, *own, "--", *command]


NO_SANDBOX = Sandbox(kind="none")


def find_sandbox(python: Path, program: Path, readable: Sequence[Path], scratch: Path) -> Sandbox:
    """The strictest sandbox that this machine permits.

    Each is tried once: containers and hardened kernels refuse what is installed.
    """
    for sandbox in _candidates():
        probe = [str(python), "-I", "-c", _PROBE, str(program)]
        if _runs(sandbox.wrap(probe, writable=scratch, readable=readable)):
            return sandbox
    return NO_SANDBOX


def _candidates() -> Iterator[Sandbox]:
    bubblewrap, unshare = shutil.which("bwrap"), shutil.which("unshare")
    if bubblewrap:
        yield Sandbox(kind="bubblewrap", prefix=(bubblewrap, *_bubblewrap_options()))
    if unshare:
        yield Sandbox(kind="unshare", prefix=(unshare, "--net", "--"))
        # Without root, a user namespace gives the right to cut the network.
        for user in ("--map-current-user", "--map-root-user"):
            yield Sandbox(kind="unshare", prefix=(unshare, "--user", user, "--net", "--"))


def _bubblewrap_options() -> Iterator[str]:
    # Not --die-with-parent: it fires when the *thread* that started us ends. The worker watches its
    # stdin instead, and its end takes the process namespace with it.
    yield from ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--cap-drop", "ALL")
    yield from ("--ro-bind", "/usr", "/usr")
    for name in _TOP_FOLDERS:
        top = Path("/") / name
        if top.is_symlink():
            yield from ("--symlink", str(top.readlink()), str(top))
        elif top.is_dir():
            yield from ("--ro-bind", str(top), str(top))
    for path in _SYSTEM_FILES:
        yield from ("--ro-bind-try", path, path)
    yield from ("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp")  # noqa: S108 - its own


def _runs(command: list[str]) -> bool:
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0
