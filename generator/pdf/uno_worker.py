"""The process beside LibreOffice: takes orders as JSON lines, answers as JSON lines.

It runs under the Python that has `uno`, which need not be the service's own: nothing but the standard
library and `uno` may be imported here, and nothing newer than Python 3.9 be written.

It is started in a process group of its own, by `generator.pdf.process`. When its stdin ends, the
service is gone or wants it gone: it then ends the whole group, whatever LibreOffice is busy with.
Without `uno` it runs LibreOffice once per document: slower, with the same orders and answers.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PDF_FILTER = "writer_pdf_Export"
# Only Word packages: with a free choice LibreOffice makes a PDF of any text or picture.
WORD_FILTER = "MS Word 2007 XML"
PDF_OPTIONS = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "UseTaggedPDF": True,
    "DisplayPDFDocumentTitle": True,
    "ExportFormFields": False,
    "ExportNotes": False,
    "ReduceImageResolution": False,
    "UseLosslessCompression": True,  # a QR code must stay sharp
}
LOAD_OPTIONS = {
    "FilterName": WORD_FILTER,
    "Hidden": True,
    "ReadOnly": True,
    "MacroExecutionMode": 0,  # never
    "UpdateDocMode": 0,  # links are not updated
}
DELIVER_OWNERSHIP = True

# LibreOffice leaves with this code to be started again, always once with a fresh profile.
RESTART_ME = 81
MAX_STARTS = 3
MAX_MEMORY = 4 << 30  # addresses, not memory in use: 0.7 GB is usual
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)


class CannotStartError(Exception):
    """LibreOffice does not come up."""


class NotConvertedError(Exception):
    """LibreOffice is there but made nothing of this document."""


def start_office(order: Mapping[str, Any], *arguments: str) -> subprocess.Popen[bytes]:
    """Start LibreOffice so that it dies with us and cannot eat the machine."""
    us = os.getpid()

    def before_exec() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != us:
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))

    command = [
        order["office"],
        "--headless",
        "--invisible",
        "--nologo",
        "--nodefault",
        "--norestore",
        "--nolockcheck",
        "--nofirststartwizard",
        f"-env:UserInstallation={Path(order['profile']).as_uri()}",
        *arguments,
    ]
    # Its stdout goes where stderr goes: ours is for answers only. The other threads only wait for
    # input, so nothing they hold can be missing in the child.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        preexec_fn=before_exec,  # noqa: PLW1509
    )


def resident_megabytes(pid: int) -> int:
    """Memory in use by one process; 0 if it cannot be told."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize() >> 20


def sockets_of(pid: int) -> list[str]:
    """The named sockets that a process holds: a killed LibreOffice leaves them behind in /tmp."""
    held: set[str] = set()
    with contextlib.suppress(OSError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                held.add(str(descriptor.readlink()))
    found: set[str] = set()
    with contextlib.suppress(OSError):
        for line in Path("/proc/net/unix").read_text(encoding="utf-8").splitlines():
            match = re.search(r" (\d+) (/\S*/OSL_PIPE_\S+)$", line)
            if match and f"socket:[{match.group(1)}]" in held:
                found.add(match.group(2))
    return sorted(found)


class UnoOffice:
    """One LibreOffice, kept warm, spoken to through a pipe: no port that others could reach."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        import uno

        self._uno = uno
        self._order = order
        self._failure: type[Exception] = uno.getClass("com.sun.star.uno.Exception")
        self._accept = f"pipe,name=pmbs{os.urandom(8).hex()};urp"
        self._process: subprocess.Popen[bytes] | None = None
        self._desktop: Any = None
        self.version = ""
        self.sockets: list[str] = []

    def start(self) -> None:
        """Start LibreOffice and wait until it answers; for how long is the service's business."""
        process, context = self._connect()
        services = context.ServiceManager
        self._desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.version = self._ask_version(services, context)
        self.sockets = sockets_of(process.pid)
        threading.Thread(target=_end_with, args=(process,), daemon=True).start()

    def convert(self, docx: str, pdf: str) -> int:
        """Make `pdf`; gives the memory that LibreOffice uses afterwards, in megabytes."""
        try:
            document = self._desktop.loadComponentFromURL(
                self._uno.systemPathToFileUrl(docx), "_blank", 0, self._properties(LOAD_OPTIONS)
            )
            if document is None:
                raise NotConvertedError("not loaded")
            try:
                document.storeToURL(self._uno.systemPathToFileUrl(pdf), self._store_arguments())
            finally:
                document.close(DELIVER_OWNERSHIP)
        except self._failure as error:
            # The class alone: the text may quote the document.
            raise NotConvertedError(type(error).__name__) from None
        return resident_megabytes(self._process.pid) if self._process else 0

    def _connect(self) -> tuple[subprocess.Popen[bytes], Any]:
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for _ in range(MAX_STARTS):
            process = self._process = _try_to_start(self._order, f"--accept={self._accept}")
            while process.poll() is None:
                try:
                    address = f"uno:{self._accept};StarOffice.ComponentContext"
                    return process, resolver.resolve(address)
                except self._failure:
                    time.sleep(0.02)
            if process.returncode != RESTART_ME:
                break
        raise CannotStartError(f"exit code {process.returncode}")

    def _ask_version(self, services: Any, context: Any) -> str:
        provider = services.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", context
        )
        try:
            view = provider.createInstanceWithArguments(
                "com.sun.star.configuration.ConfigurationAccess",
                self._properties({"nodepath": "/org.openoffice.Setup/Product"}),
            )
            return str(view.getByName("ooSetupVersionAboutBox"))
        except self._failure:
            return ""

    def _store_arguments(self) -> tuple[Any, ...]:
        options = self._properties(PDF_OPTIONS)
        data = self._uno.Any("[]com.sun.star.beans.PropertyValue", options)
        return self._properties({"FilterName": PDF_FILTER, "FilterData": data})

    def _properties(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        made = []
        for name, value in values.items():
            one = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            one.Name, one.Value = name, value
            made.append(one)
        return tuple(made)


class CommandOffice:
    """One LibreOffice process per document, for machines without the `uno` module."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        self._order = order
        self.version = ""
        self.sockets: list[str] = []

    def start(self) -> None:
        """Nothing stays running; only whether the program can be run is found out."""
        try:
            asked = subprocess.run(
                [self._order["office"], "--version"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                check=False,
            )
        except OSError as error:
            raise CannotStartError(type(error).__name__) from None
        said = asked.stdout.decode("utf-8", "replace")
        match = re.search(r"LibreOffice\S* (\d[\d.]*)", said)
        if match is None:
            raise CannotStartError("no version told")
        self.version = match.group(1)

    def convert(self, docx: str, pdf: str) -> int:
        """Make `pdf`; nothing of LibreOffice is left in memory."""
        wanted = Path(pdf)
        for _ in range(MAX_STARTS):
            code = _try_to_start(
                self._order,
                f"--infilter={WORD_FILTER}",
                "--convert-to",
                f"pdf:{PDF_FILTER}:{json.dumps(_typed_options())}",
                "--outdir",
                str(wanted.parent),
                docx,
            ).wait()
            if code != RESTART_ME:
                break
        # Exit code 0 says nothing: LibreOffice gives it without a PDF as well.
        made = wanted.with_name(f"{Path(docx).stem}.pdf")
        if not made.exists():
            raise NotConvertedError(f"exit code {code}, no PDF")
        made.replace(wanted)
        return 0


def _typed_options() -> dict[str, dict[str, str]]:
    types = {bool: "boolean", int: "long"}
    return {
        name: {"type": types[type(value)], "value": str(value).lower()}
        for name, value in PDF_OPTIONS.items()
    }


def _try_to_start(order: Mapping[str, Any], *arguments: str) -> subprocess.Popen[bytes]:
    try:
        return start_office(order, *arguments)
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotStartError(type(error).__name__) from None


def _end_with(process: subprocess.Popen[bytes]) -> None:
    """Go when LibreOffice goes: the service sees that before it hands out the next document."""
    process.wait()
    end_group()


def end_group() -> None:
    """Take LibreOffice and everything it started along; ends us too."""
    os.kill(0, signal.SIGKILL)


def read_orders(orders: queue.Queue[bytes], stream: Iterable[bytes], sockets: list[str]) -> None:
    """Pass orders on until stdin ends, which is the sign to go, at once and with everybody."""
    for line in stream:
        orders.put(line)
    for path in sockets:
        with contextlib.suppress(OSError):
            Path(path).unlink()
    end_group()


def serve(order: Mapping[str, Any], answers: Any) -> int:
    """Serve one service until it goes."""

    def answer(**what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    orders: queue.Queue[bytes] = queue.Queue()
    sockets: list[str] = []
    threading.Thread(
        target=read_orders, args=(orders, sys.stdin.buffer, sockets), daemon=True
    ).start()
    office = UnoOffice(order) if order["uno"] else CommandOffice(order)
    try:
        office.start()
    except CannotStartError as error:
        answer(event="failed", reason=str(error))
        return 1
    sockets += office.sockets
    answer(event="ready", version=office.version, sockets=office.sockets)
    while True:
        wanted = json.loads(orders.get())
        try:
            answer(event="done", megabytes=office.convert(wanted["docx"], wanted["pdf"]))
        except (NotConvertedError, CannotStartError) as error:
            answer(event="failed", reason=str(error))


def main() -> int:
    """Keep stdout for answers: whatever else is printed goes to stderr."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        return serve(json.loads(sys.argv[1]), answers)


if __name__ == "__main__":
    sys.exit(main())
