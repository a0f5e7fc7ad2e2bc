"""uvicorn in a thread beside the watcher, on a socket that is opened before anybody is told of it."""

import ipaddress
import logging
import socket
import threading

import uvicorn

from generator.config import WebSettings
from generator.office import Office
from generator.problems import ConfigurationError
from generator.web.app import make_app

__all__ = ["WebServer"]

log = logging.getLogger(__name__)

STOP_SECONDS = 5.0


class WebServer:
    """Serves the pages of an office.

    Raises:
        ConfigurationError: the address is not this machine's own (there are no users yet, so nobody
            else may see it), or the port is taken.
    """

    def __init__(self, office: Office, settings: WebSettings | None = None) -> None:
        settings = settings or office.config.web
        if not _is_loopback(settings.host):
            hint = "web.host harus 127.0.0.1: halaman ini belum memakai kata sandi"
            raise ConfigurationError("S001", hint=hint)
        self._office = office
        self._settings = settings
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._port = settings.port

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}/"

    @property
    def _host(self) -> str:
        """The host as addresses and Host headers write it."""
        host = self._settings.host.casefold()
        return f"[{host}]" if ":" in host else host

    def start(self) -> None:
        """Open the socket and serve until `stop`."""
        opened = self._open_socket()
        self._port = opened.getsockname()[1]
        names = ("127.0.0.1", "localhost", "[::1]", self._host)
        hosts = frozenset(f"{name}:{self._port}" for name in names)
        app = make_app(self._office, hosts=hosts)
        # log_config None: uvicorn would otherwise set up logging of its own and log addresses.
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            limit_concurrency=50,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [opened]}, name="web", daemon=True
        )
        self._thread.start()

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


def _is_loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
