"""One worker process group: the worker and its LibreOffice, started, asked and ended together."""

import contextlib
import json
import logging
import os
import select
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.pdf.profile import write_profile
from generator.pdf.programs import ConverterPrograms
from generator.system.sandbox import Sandbox

__all__ = ["AttemptFailedError", "OfficeProcess"]

log = logging.getLogger(__name__)

WORKER = Path(__file__).with_name("uno_worker.py")
MAX_LINE = 65_536
GONE_SECONDS = 5.0


class AttemptFailedError(Exception):
    """A start or a conversion failed; the text is Indonesian, for the administrator, without names."""


@dataclass(frozen=True, kw_only=True)
class Converted:
    """What the worker says after a document."""

    megabytes: int


class OfficeProcess:
    """A warm LibreOffice with its worker, alone in `home`: profile, temporary files, documents.

    The group is ours alone (a session of its own), so it can be killed whole without asking who is in it.
    """

    def __init__(
        self, programs: ConverterPrograms, sandbox: Sandbox, *, home: Path, start_seconds: float
    ) -> None:
        self._home = home
        self._sandbox = sandbox
        self._buffer = b""
        self._sockets: tuple[str, ...] = ()
        self.version = ""
        self.documents = 0
        office = programs.require()
        write_profile(home / "profil")
        (home / "tmp").mkdir()
        order = {"office": str(office), "profile": str(home / "profil"), "uno": programs.has_uno}
        worker = [str(programs.python), "-I", str(WORKER), json.dumps(order)]
        command = sandbox.wrap(worker, writable=home, readable=(*programs.folders, WORKER))
        try:
            self._process = self._spawn(command)
        except OSError as error:
            raise AttemptFailedError(f"tidak dapat dijalankan ({type(error).__name__})") from error
        self._log_thread = threading.Thread(target=self._log_stderr, daemon=True)
        self._log_thread.start()
        try:
            ready = self._receive(start_seconds, expected="ready")
        except BaseException:
            self.end()
            raise
        self.version = str(ready.get("version", ""))
        sockets = ready.get("sockets")
        if isinstance(sockets, list):
            self._sockets = tuple(str(path) for path in sockets)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def convert(self, docx: Path, pdf: Path, *, seconds: float) -> Converted:
        """Have one document of `home` converted.

        Raises:
            AttemptFailedError: it was refused, took too long, or the worker broke; end this process.
        """
        self.documents += 1
        order = json.dumps({"docx": str(docx), "pdf": str(pdf)}).encode() + b"\n"
        try:
            os.write(_fd(self._process.stdin), order)
        except OSError as error:
            raise AttemptFailedError("berhenti sebelum menerima dokumen") from error
        answer = self._receive(seconds, expected="done")
        megabytes = answer.get("megabytes")
        return Converted(megabytes=megabytes if isinstance(megabytes, int) else 0)

    def end(self) -> None:
        """Kill the group, wait until it is gone, and remove `home` with everything in it."""
        group = self._process.pid
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        self._process.wait()
        _wait_until_gone(group)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._log_thread.join(GONE_SECONDS)
        if not self._sandbox.hides_files:
            for path in self._sockets:
                Path(path).unlink(missing_ok=True)
        shutil.rmtree(self._home, ignore_errors=True)

    def _spawn(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=self._home,
            env=_environment(self._home),
            start_new_session=True,
        )

    def _receive(self, seconds: float, *, expected: str) -> Mapping[str, object]:
        answer = _parse(self._read_line(seconds))
        if answer.get("event") == "failed":
            raise AttemptFailedError(f"menolak ({str(answer.get('reason'))[:80]})")
        if answer.get("event") != expected:
            raise AttemptFailedError("menjawab tidak semestinya")
        return answer

    def _read_line(self, seconds: float) -> bytes:
        stdout = _fd(self._process.stdout)
        deadline = time.monotonic() + seconds
        poll = select.poll()
        poll.register(stdout, select.POLLIN)
        while b"\n" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise AttemptFailedError(f"tidak selesai dalam {seconds:.0f} detik")
            chunk = os.read(stdout, MAX_LINE)
            if not chunk:
                raise AttemptFailedError("berhenti di tengah pekerjaan")
            self._buffer += chunk
            if len(self._buffer) > MAX_LINE:
                raise AttemptFailedError("menjawab tidak semestinya")
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _log_stderr(self) -> None:
        """What LibreOffice says about itself; it never quotes the document. Also keeps the pipe empty."""
        stream = self._process.stderr
        assert stream is not None  # noqa: S101 - it was asked for
        with stream:
            while line := stream.readline(MAX_LINE):
                log.debug("LibreOffice: %s", line[:200].decode("utf-8", "replace").rstrip())


def _parse(line: bytes) -> Mapping[str, object]:
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise AttemptFailedError("menjawab tidak semestinya") from error
    if not isinstance(answer, dict):
        raise AttemptFailedError("menjawab tidak semestinya")
    return answer


def _environment(home: Path) -> dict[str, str]:
    """A small environment: no proxy, no desktop, no Python settings of the service reach LibreOffice."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _wait_until_gone(group: int) -> None:
    """Wait for the last of a killed group: until then it may still write to its folder."""
    deadline = time.monotonic() + GONE_SECONDS
    while time.monotonic() < deadline:
        if not _has_living_member(group):
            return
        time.sleep(0.01)
    log.warning("a process of the killed group %d is still there", group)


def _has_living_member(group: int) -> bool:
    """Zombies do not count: they belong to init by now, which takes its time to bury them."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return any(_is_living_member(stat, group) for stat in Path("/proc").glob("[0-9]*/stat"))


def _is_living_member(stat: Path, group: int) -> bool:
    try:
        # "pid (name) state parent group ...": the name may hold anything, also a bracket.
        state, _, its_group = stat.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
    except (OSError, ValueError):
        return False
    return int(its_group) == group and state not in "ZX"


def _fd(stream: IO[bytes] | None) -> int:
    assert stream is not None  # noqa: S101 - it was asked for
    return stream.fileno()
