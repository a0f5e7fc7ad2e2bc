"""Cutting programs off: from the network, and where bubblewrap runs also from everybody's files.

LibreOffice fetches what a document links to, and pastes a linked local picture into the PDF. Our own
documents link to nothing; this is for the day when a template does. What strangers send is opened
here too (`run_caged`): a fault in a library that reads pictures then reaches nothing else.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = [
    "NO_SANDBOX",
    "Caged",
    "Sandbox",
    "SandboxKind",
    "cage_here",
    "find_sandbox",
    "job_beside",
    "run_caged",
    "start_caged",
    "take_out_of",
]

SandboxKind = Literal["bubblewrap", "unshare", "none"]

PROBE_SECONDS = 10

# What LibreOffice and fontconfig read outside /usr. Not the whole of /etc: it holds secrets.
_SYSTEM_FILES = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ghostscript",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/libreoffice",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/python3",
    "/var/cache/fontconfig",
    "/var/lib/ghostscript",
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
        self, command: Sequence[str], *, writable: Path | None, readable: Sequence[Path]
    ) -> list[str]:
        """The command line that runs `command` cut off.

        Beyond the system's own files, `writable` can be written to and `readable` be read; without
        `writable` it has a /tmp of its own, in memory.
        """
        if not self.hides_files:
            return [*self.prefix, *command]
        binds = [
            argument
            for path in readable
            if not path.is_relative_to("/usr")
            for argument in ("--ro-bind-try", str(path), str(path))
        ]
        own: tuple[str, ...] = ("--chdir", "/tmp")  # noqa: S108 - its own
        if writable is not None:
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


# -- one program that reads what a stranger sent ---------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Caged:
    """How a program in the cage ended; no code for one that took too long and was killed."""

    code: int | None
    output: bytes = b""


@cache
def cage_here() -> Sandbox:
    """The strictest sandbox that this machine permits; looked for once."""
    python = Path(sys.executable)
    with tempfile.TemporaryDirectory() as scratch:
        return find_sandbox(python, python, _of_python(), Path(scratch))


def run_caged(
    command: Sequence[str],
    *,
    memory: int,
    seconds: float,
    writable: Path | None = None,
    readable: Sequence[Path] = (),
    told: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> Caged:
    """Run Python with `command` cut off from network and files, and end it and all that it started.

    It sees the system, this package, `readable` and `writable`, where its temporary files lie too.
    Where the machine permits no sandbox, limits and the end of the whole group are what is left.
    """
    running = _started(
        command,
        limits=(f"--as={memory}", f"--cpu={int(seconds)}"),
        writable=writable,
        readable=readable,
        settings=settings,
        # The thread that starts it waits for it, so this fires only when the service itself dies.
        cage_options=("--die-with-parent",),
    )
    try:
        output, _ = running.communicate(told, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Caged(code=None)
    finally:
        # Also what it left behind when it ended by itself.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
    return Caged(code=running.returncode, output=output)


def start_caged(command: Sequence[str], *, memory: int) -> subprocess.Popen[bytes]:
    """Start Python with `command` cut off as in `run_caged`; it writes nowhere, and is not waited for.

    It has to end when its standard input does.
    """
    return _started(command, limits=(f"--as={memory}",))


def _started(
    command: Sequence[str],
    *,
    limits: Sequence[str],
    writable: Path | None = None,
    readable: Sequence[Path] = (),
    settings: Mapping[str, str] | None = None,
    cage_options: Sequence[str] = (),
) -> subprocess.Popen[bytes]:
    cage = cage_here()
    package = Path(__file__).parents[1]
    wrapped = cage.wrap(
        [sys.executable, *command], writable=writable, readable=(*_of_python(), package, *readable)
    )
    if cage.hides_files:
        wrapped[1:1] = cage_options
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(writable or "/nonexistent"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(package.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        **({"TMPDIR": str(writable)} if writable else {}),
        **(settings or {}),
    }
    return subprocess.Popen(
        ["prlimit", *limits, "--core=0", "--fsize=500000000", *wrapped],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=writable or "/",
        start_new_session=True,
    )


@contextlib.contextmanager
def job_beside(out: Path) -> Iterator[Path]:
    """A folder for one caged program, beside where its work is wanted; whatever it leaves there goes."""
    with tempfile.TemporaryDirectory(
        dir=out.parent.absolute(), prefix=".kerja-", ignore_cleanup_errors=True
    ) as job:
        yield Path(job)


def take_out_of(job: Path, out: Path) -> bool:
    """Move what a caged program made to where it is wanted; false if there is no plain file of that name.

    A link would lead to files that the program itself could not see.
    """
    made = job / out.name
    if made.is_symlink() or not made.is_file():
        return False
    made.replace(out)
    return True


def _of_python() -> tuple[Path, ...]:
    """Where this Python and its libraries lie; an environment links to another Python's folder."""
    real = Path(sys.executable).resolve()
    return (Path(sys.prefix), Path(sys.base_prefix), real.parents[1])
