"""One IPP question to a printer and its answer, over HTTP: sent once, never again by itself.

A connection of its own for each question, with one limit of time around the whole of it. `ipps` is
TLS whose certificate is checked, against the system's authorities or the one that `pmbs.toml` names.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

__all__ = ["AddressError", "CertificateError", "exchange"]

IPP_PORT = 631
SCHEMES = {"ipp": False, "ipps": True}
# A list of all jobs of a busy queue is some hundred kilobytes.
MOST_ANSWERED = 4_000_000


class AddressError(ValueError):
    """The address is no printer's."""


class CertificateError(OSError):
    """Who answers cannot show that it is the printer of that address."""


def exchange(uri: str, message: bytes, *, seconds: float, certificate: str = "") -> bytes:
    """The body of the answer.

    Raises:
        AddressError: the address is none.
        CertificateError: a certificate that is not to be trusted, or the file to check it by is none.
        OSError: nobody answers in time, or not as an IPP server does.
    """
    host, port, path, is_secure = _parts(uri)
    context = _context(certificate) if is_secure else None
    try:
        with _connected(host, port, seconds, context) as line:
            return _asked(line, host, port, path, message)
    except ssl.SSLCertVerificationError as error:
        raise CertificateError(error.verify_message) from error
    except UnicodeError as error:
        raise AddressError(uri) from error
    except http.client.HTTPException as error:
        raise OSError(f"no HTTP: {type(error).__name__}") from error


def _parts(uri: str) -> tuple[str, int, str, bool]:
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port or IPP_PORT
    except ValueError as error:
        raise AddressError(uri) from error
    if not host or " " in uri or parts.scheme not in SCHEMES:
        raise AddressError(uri)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return host, port, path, SCHEMES[parts.scheme]


def _context(certificate: str) -> ssl.SSLContext:
    """What a printer's certificate is held against; an own one replaces the system's authorities."""
    try:
        return ssl.create_default_context(cafile=certificate or None)
    except (OSError, ValueError) as error:
        raise CertificateError(certificate) from error


@contextmanager
def _connected(
    host: str, port: int, seconds: float, context: ssl.SSLContext | None
) -> Iterator[socket.socket]:
    """A line that is cut when the time is over, wherever the other side dawdles."""
    plain = socket.create_connection((host, port), timeout=seconds)
    line = plain
    if context is not None:
        line = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    overdue = threading.Timer(seconds, _cut, (line,))
    overdue.daemon = True
    overdue.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        yield line
    finally:
        overdue.cancel()
        line.close()


def _cut(line: socket.socket) -> None:
    # The plain shutdown: that of a TLS socket takes away what the waiting thread is reading with.
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _asked(line: socket.socket, host: str, port: int, path: str, message: bytes) -> bytes:
    connection = http.client.HTTPConnection(host, port)
    connection.sock = line
    # It would connect anew, without our limit, if this line were gone.
    connection.auto_open = 0
    headers = {"Content-Type": "application/ipp", "Connection": "close"}
    connection.request("POST", path, body=message, headers=headers)
    answer = connection.getresponse()
    if answer.status != http.client.OK:
        raise OSError(f"HTTP {answer.status}")
    data = answer.read(MOST_ANSWERED + 1)
    if len(data) > MOST_ANSWERED:
        raise OSError("an answer without end")
    return data
