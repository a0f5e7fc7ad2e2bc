"""uvicorn in a thread beside the watcher, on a socket that is opened before anybody is told of it."""

import logging
import socket
import ssl
import threading
import traceback
from pathlib import Path

import uvicorn

from generator.office.office import Office
from generator.rules.config import WebSettings, is_loopback
from generator.vocabulary.problems import ConfigurationError
from generator.web.app import make_app
from generator.web.door.connections import PatientProtocol
from generator.web.door.gate import Doorkeeper, Gate, Hosts

__all__ = ["WebServer"]

log = logging.getLogger(__name__)

STOP_SECONDS = 5.0


class WebServer:
    """Serves the pages of an office.

    Raises:
        ConfigurationError: others may come in and there are no users yet, the certificate cannot be
            used, or (by `start`) the port is taken.
    """

    def __init__(self, office: Office, settings: WebSettings | None = None) -> None:
        self._office = office
        self._settings = settings or office.config.web
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._port = self._settings.port
        self._proxies = frozenset(str(one) for one in self._settings.trusted_proxies)
        if (
            not is_loopback(self._settings.host) or self._proxies
        ) and not office.access.users.all():
            through = "melalui proksi" if self._proxies else f"host {self._settings.host}"
            raise ConfigurationError("S020", hint=through)
        self._certificate = self._tls_files()

    @property
    def url(self) -> str:
        return f"{'https' if self._certificate else 'http'}://{self._host}:{self._port}/"

    @property
    def _host(self) -> str:
        """The host as addresses and Host headers write it."""
        host = self._settings.host.casefold()
        return f"[{host}]" if ":" in host else host

    def start(self) -> None:
        """Open the socket and serve until `stop`."""
        opened = self._open_socket()
        self._port = opened.getsockname()[1]
        self._server = uvicorn.Server(self._uvicorn())
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [opened]}, name="web", daemon=True
        )
        self._thread.start()

    def _uvicorn(self) -> uvicorn.Config:
        doorkeeper = Doorkeeper(
            self._office.access,
            self._office.clock,
            self._settings,
            # The archive is opened by whoever first asks: its disk may be away now.
            cases_of=lambda nip: self._office.archive.secrecy.cases_of(nip),  # noqa: PLW0108
        )
        gate = Gate(
            make_app(self._office, doorkeeper),
            doorkeeper=doorkeeper,
            hosts=Hosts.of(self._settings, self._port),
            is_tls=self._certificate is not None,
        )
        certificate, key = self._certificate or (None, None)
        logging.getLogger("uvicorn.error").addFilter(_without_values)
        # log_config None: uvicorn would otherwise set up logging of its own and log addresses.
        return uvicorn.Config(
            gate,
            http=type("Protocol", (PatientProtocol,), {"trusted": self._proxies}),
            ws="none",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            # By itself uvicorn believes whatever comes from this machine.
            proxy_headers=bool(self._proxies),
            forwarded_allow_ips=sorted(self._proxies),
            ssl_certfile=certificate,
            ssl_keyfile=key,
            limit_concurrency=400,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
        )

    def _tls_files(self) -> tuple[Path, Path] | None:
        """Certificate and key, tried once: at the first visitor it would be too late."""
        settings = self._settings
        if not settings.tls_certificate:
            return None
        certificate = self._office.folder / settings.tls_certificate
        key = self._office.folder / settings.tls_key
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
        except OSError as error:
            # ssl.SSLError is one; its words name no file.
            hint = error.strerror or type(error).__name__
            raise ConfigurationError("S027", hint=hint) from error
        return certificate, key

    def stop(self) -> None:
        """Stop serving; fine if it never began."""
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(STOP_SECONDS)
            self._server = self._thread = None

    def _open_socket(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._settings.host else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((self._settings.host, self._settings.port))
            opened.listen(64)
        except OSError as error:
            opened.close()
            hint = f"port {self._settings.port} sedang dipakai program lain ({error.strerror})"
            raise ConfigurationError("S001", hint=hint) from error
        return opened


def _without_values(record: logging.LogRecord) -> bool:
    """Log where an error of ours happened and of what kind; its words may hold what somebody wrote."""
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        places = traceback.extract_tb(error.__traceback__)[-6:]
        where = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(places))
        record.msg, record.args = "page failed: %s at %s", (type(error).__name__, where)
        record.exc_info = record.exc_text = None
    return True
