"""A printer that answers whatever a test wants to hear, and servers that are no printers at all."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

from pyipp.enums import IppOperation
from pyipp.parser import parse
from pyipp.serializer import encode_dict

UUID = "urn:uuid:2f1c6d3e-0000-4000-8000-000000000007"
JOB_ID = 7
OPERATION_ATTRIBUTES = {"attributes-charset": "utf-8", "attributes-natural-language": "en-US"}


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
        self.refuses: dict[IppOperation, int] = {}
        self.asked: list[IppOperation] = []

    def answer(self, request: bytes) -> bytes:
        operation = IppOperation(parse(request, contains_data=True)["status-code"])
        self.asked.append(operation)
        message: dict[str, Any] = {
            "version": (2, 0),
            "operation": SimpleNamespace(value=self.refuses.get(operation, 0)),
            "request-id": 1,
            "operation-attributes-tag": OPERATION_ATTRIBUTES,
        }
        if operation not in self.refuses:
            if operation is IppOperation.GET_PRINTER_ATTRIBUTES:
                message["printer-attributes-tag"] = self.printer
            elif operation is not IppOperation.GET_JOBS:
                message["job-attributes-tag"] = self.job
        return bytes(encode_dict(message))


@contextmanager
def fake_printer() -> Iterator[FakePrinter]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = printer.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its parent's name
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        printer = FakePrinter(f"ipp://127.0.0.1:{server.server_port}/ipp/print")
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
