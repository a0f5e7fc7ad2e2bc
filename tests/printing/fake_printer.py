"""A printer that answers whatever a test wants to hear, one with real printers' oddities, and servers that are no printers."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any, Protocol, TypeVar

from generator.printing.ipp_message import Operation

UUID = "urn:uuid:2f1c6d3e-0000-4000-8000-000000000007"
JOB_ID = 7
OPERATIONS, JOB, END, PRINTER = 1, 2, 3, 4
ENUMS = {"job-state", "printer-state", "operations-supported"}


def said(status: int, *groups: tuple[int, Mapping[str, Any]]) -> bytes:
    """An answer in bytes, written here a second time so that a fault in the reader is not repeated."""
    out = b"\x02\x00" + status.to_bytes(2) + b"\x00\x00\x00\x01\x01"
    out += attribute("attributes-charset", 0x47, "utf-8")
    out += attribute("attributes-natural-language", 0x48, "en-US")
    for tag, told in groups:
        out += bytes([tag])
        for name, value in told.items():
            for place, one in enumerate(value if isinstance(value, list) else [value]):
                kind = 0x44 if isinstance(one, str) else 0x23 if name in ENUMS else 0x21
                out += attribute("" if place else name, kind, one)
    return out + b"\x03"


def attribute(name: str, kind: int, value: str | int) -> bytes:
    raw = value.encode() if isinstance(value, str) else value.to_bytes(4, signed=True)
    return bytes([kind]) + len(name).to_bytes(2) + name.encode() + len(raw).to_bytes(2) + raw


class Printing(Protocol):
    """What stands behind the HTTP server; None drops the connection unanswered."""

    uri: str

    def answer(self, request: bytes) -> bytes | None: ...


P = TypeVar("P", bound=Printing)


class FakePrinter:
    """One printer with one job. `job` and `printer` are what it tells, `refuses` its refusals."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.job: dict[str, Any] = {
            "job-id": JOB_ID,
            "job-uuid": UUID,
            "job-state": 9,
            "job-state-reasons": "none",
        }
        self.printer: dict[str, Any] = {"printer-state": 3, "printer-state-reasons": "none"}
        self.refuses: dict[Operation, int] = {}
        self.asked: list[Operation] = []

    def answer(self, request: bytes) -> bytes:
        operation = Operation(int.from_bytes(request[2:4]))
        self.asked.append(operation)
        if operation in self.refuses:
            return said(self.refuses[operation])
        if operation is Operation.GET_PRINTER_ATTRIBUTES:
            return said(0, (PRINTER, self.printer))
        return said(0) if operation is Operation.GET_JOBS else said(0, (JOB, self.job))


class OddPrinter:
    """A printer that prints for real, into `sheets`, with one switch for each oddity."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.sheets: list[str] = []
        self.jobs: dict[int, dict[str, Any]] = {}
        self.has_create_job = True
        self.tells_operations = True
        self.tells_job_state = True
        self.tells_job_number = True
        self.fills_groups = True
        self.keeps_a_list = True
        self.drops_after_document = False
        self.refuses_questions_about_a_job = 0
        self.refuses_documents = 0
        self.prints = True

    def answer(self, request: bytes) -> bytes | None:
        operation = Operation(int.from_bytes(request[2:4]))
        title, about = _field(request, b"job-name"), _field(request, b"job-id")
        which = _field(request, b"which-jobs")
        known: dict[Operation, Callable[[], bytes | None]] = {
            Operation.GET_PRINTER_ATTRIBUTES: lambda: said(0, (PRINTER, self._about_printer())),
            Operation.CREATE_JOB: lambda: self._create(title),
            Operation.PRINT_JOB: lambda: self._take(operation, title, 0),
            Operation.SEND_DOCUMENT: lambda: self._take(operation, title, int.from_bytes(about)),
            Operation.GET_JOBS: lambda: self._list(is_completed=which == b"completed"),
            Operation.CANCEL_JOB: lambda: self._cancel(int.from_bytes(about)),
            Operation.GET_JOB_ATTRIBUTES: lambda: self._tell(self.jobs.get(int.from_bytes(about))),
        }
        if operation is Operation.CREATE_JOB and not self.has_create_job:
            return said(0x0501)
        return known[operation]()

    def _cancel(self, about: int) -> bytes:
        self.jobs.pop(about, None)
        return said(0)

    def _tell(self, job: dict[str, Any] | None) -> bytes:
        if self.refuses_questions_about_a_job:
            return said(self.refuses_questions_about_a_job)
        return said(0x0406) if job is None else said(0, (JOB, self._shown(job)))

    def _about_printer(self) -> dict[str, Any]:
        told: dict[str, Any] = {"printer-state": 3, "printer-state-reasons": "none"}
        operations = [0x0002, 0x0008, 0x0009, 0x000A, 0x000B]
        operations += [0x0005, 0x0006] if self.has_create_job else []
        return {**told, "operations-supported": operations} if self.tells_operations else told

    def _create(self, title: bytes) -> bytes:
        number = len(self.jobs) + 1
        self.jobs[number] = {
            "job-id": number,
            "job-name": title.decode(),
            "job-state": 4,
            "job-state-reasons": "job-incoming",
        }
        made = dict(self.jobs[number]) if self.tells_job_number else {}
        return said(0, (JOB, made))

    def _take(self, operation: Operation, title: bytes, about: int) -> bytes | None:
        if self.refuses_documents:
            return said(self.refuses_documents)
        if operation is Operation.PRINT_JOB:
            self._create(title)
            about = len(self.jobs)
        job = self.jobs[about]
        if self.prints:
            self.sheets.append(job["job-name"])
            job |= {"job-state": 9, "job-state-reasons": "none"}
        return None if self.drops_after_document else said(0, (JOB, self._shown(job)))

    def _list(self, *, is_completed: bool) -> bytes:
        fitting = [job for job in self.jobs.values() if (job["job-state"] == 9) is is_completed]
        kept = fitting if self.keeps_a_list else []
        return said(0, *((JOB, dict(job)) for job in kept))

    def _shown(self, job: dict[str, Any]) -> dict[str, Any]:
        if not self.fills_groups:
            return {}
        hidden = set() if self.tells_job_state else {"job-state"}
        return {name: value for name, value in job.items() if name not in hidden}


def _field(request: bytes, name: bytes) -> bytes:
    """The first value of an attribute in a question; empty if it is not there."""
    at = request.find(len(name).to_bytes(2) + name)
    if at < 0:
        return b""
    at += 2 + len(name)
    return request[at + 2 : at + 2 + int.from_bytes(request[at : at + 2])]


@contextmanager
def fake_printer() -> Iterator[FakePrinter]:
    with serving(FakePrinter) as printer:
        yield printer


@contextmanager
def odd_printer() -> Iterator[OddPrinter]:
    with serving(OddPrinter) as printer:
        yield printer


@contextmanager
def serving(make: Callable[[str], P], tls: SSLContext | None = None) -> Iterator[P]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = printer.answer(self.rfile.read(int(self.headers["Content-Length"])))
            if reply is None:
                self.close_connection = True
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its parent's name
            """Nothing."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_about: object) -> None:
            """A caller that ends a handshake is none of its affairs."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        scheme = "ipp"
        if tls is not None:
            scheme = "ipps"
            server.socket = tls.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        printer = make(f"{scheme}://127.0.0.1:{server.server_port}/ipp/print")
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield printer
        server.shutdown()


@contextmanager
def server_that(behaves: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of something that takes connections and then does with each as told."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threading.Thread(target=behaves, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"ipp://127.0.0.1:{listening.getsockname()[1]}/ipp/print"
