"""Telling systemd how the service stands: sd_notify(3), datagrams to the socket that it names."""

import contextlib
import os
import socket
from collections.abc import MutableMapping

__all__ = ["Supervisor"]


class Supervisor:
    """Whoever started the service and wants to hear of it; started by hand, nobody does."""

    def __init__(self, environment: MutableMapping[str, str] = os.environ) -> None:
        """Take the address out of the environment, so that no program that we start speaks for us."""
        self._address = environment.pop("NOTIFY_SOCKET", "")
        microseconds = environment.pop("WATCHDOG_USEC", "")
        process = environment.pop("WATCHDOG_PID", str(os.getpid()))
        is_ours = microseconds.isdigit() and process == str(os.getpid())
        self.patience: float | None = int(microseconds) / 1e6 if is_ours else None
        """After how many seconds without a sign of life we are ended; None if never."""

    def ready(self) -> None:
        """Forms are taken from now on."""
        self._say("READY=1")

    def alive(self) -> None:
        self._say("WATCHDOG=1")

    def says(self, text: str) -> None:
        """One line that `systemctl status` shows."""
        self._say(f"STATUS={text}")

    def stopping(self) -> None:
        self._say("STOPPING=1")

    def _say(self, message: str) -> None:
        if not self._address:
            return
        # An abstract socket is written with @ where its name holds a zero byte.
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to,
        ):
            to.sendto(message.encode(), address)
