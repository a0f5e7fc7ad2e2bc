"""Signs of life go to the supervisor while every thread is heard of, and stop when one is not."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.inbox.claims import Claim
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.service import handling, watch
from generator.service.pulse import Pulse
from generator.service.scan_queue import ScanQueue
from generator.system.supervisor import Supervisor
from tests.office_kit import drop, form
from tests.test_watch import running, wait_until


class Listener:
    """What systemd hears; a socket of its own."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("\0" + address[1:] if address.startswith("@") else address)
        self._socket.setblocking(False)  # noqa: FBT003 - socket's signature
        self.environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "600000"}

    def heard(self) -> list[str]:
        """What came since the last time."""
        lines = []
        while True:
            try:
                lines.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["path", "abstract"])
def listener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Listener]:
    address = str(tmp_path / "s") if request.param == "path" else f"@pmbs-{tmp_path}"[:90]
    heard = Listener(address)
    yield heard
    heard.close()


class Seconds:
    """A stopwatch that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def ended_thread(pulse: Pulse, name: str) -> Iterator[None]:
    thread = threading.Thread(target=pulse.idle, args=(name,))
    thread.start()
    thread.join()
    yield


def test_the_address_is_ours_alone(listener: Listener) -> None:
    supervisor = Supervisor(listener.environment)
    assert listener.environment == {}
    assert supervisor.patience == pytest.approx(0.6)
    supervisor.ready()
    supervisor.stopping()
    assert listener.heard() == ["READY=1", "STOPPING=1"]


def test_a_watchdog_of_another_process_is_not_ours() -> None:
    assert Supervisor({"WATCHDOG_USEC": "600000", "WATCHDOG_PID": "1"}).patience is None
    assert Supervisor({"WATCHDOG_USEC": "many"}).patience is None


def test_started_by_hand_nobody_is_told() -> None:
    supervisor = Supervisor({})
    supervisor.ready()
    assert supervisor.patience is None
    Supervisor({"NOTIFY_SOCKET": "/nowhere/at/all"}).ready()


def test_one_that_is_overdue_is_named_once_and_no_sign_is_given(
    listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = Seconds()
    environment = {"NOTIFY_SOCKET": listener.environment["NOTIFY_SOCKET"]}
    pulse = Pulse(Supervisor(environment), seconds=seconds)
    pulse.start("in the cage")
    assert listener.heard() == ["STATUS=in the cage", "READY=1"]
    pulse.busy("forms", within=10)
    pulse.idle("scans")
    seconds.now = 10.0
    pulse.look()
    assert listener.heard() == ["WATCHDOG=1"]
    seconds.now = 10.1
    with caplog.at_level(logging.ERROR):
        pulse.look()
        pulse.look()
    assert listener.heard() == ["STATUS=no sign of life from: forms"]
    assert [one.getMessage() for one in caplog.records] == ["no sign of life from: forms"]
    pulse.busy("forms", within=10)
    pulse.look()
    assert listener.heard() == ["STATUS=in the cage", "WATCHDOG=1"]


def test_a_thread_that_ended_is_missed_also_if_it_only_waited(listener: Listener) -> None:
    pulse = Pulse(Supervisor(listener.environment))
    pulse.busy("forms", within=10)
    with ended_thread(pulse, "scans"):
        pulse.look()
    assert listener.heard() == ["STATUS=no sign of life from: scans"]


def test_a_form_that_never_ends_stops_the_signs_until_it_does(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(str(tmp_path / "s"))
    begun, goes_on, whole = threading.Event(), threading.Event(), handling.handle

    def hangs(of: Office, claim: Claim) -> Outcome:
        begun.set()
        goes_on.wait(60)
        return whole(of, claim)

    monkeypatch.setattr(watch, "Supervisor", lambda: Supervisor(listener.environment))
    monkeypatch.setattr(watch, "handle", hangs)
    monkeypatch.setattr(watch, "ONE_FORM_SECONDS", 3.0)
    with running(office):
        wait_until(lambda: "READY=1" in listener.heard())
        wait_until(lambda: "WATCHDOG=1" in listener.heard())
        drop(office, form())
        # A slow machine may have missed a sign before.
        assert begun.wait(60)
        listener.heard()
        wait_until(lambda: "STATUS=no sign of life from: forms" in listener.heard())
        assert not threading.Event().wait(0.6)
        assert listener.heard() == []
        goes_on.set()
        wait_until(lambda: "WATCHDOG=1" in listener.heard())
    assert "STOPPING=1" in listener.heard()
    listener.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_scan_thread_that_died_is_missed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(str(tmp_path / "s"))

    def dies(_queue: object, _claim: Claim) -> bool:
        raise SystemExit

    monkeypatch.setattr(watch, "Supervisor", lambda: Supervisor(listener.environment))
    monkeypatch.setattr(ScanQueue, "_shows_a_code", dies)
    with running(office):
        wait_until(lambda: "WATCHDOG=1" in listener.heard())
        (office.inbox.folder / "pindai.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        wait_until(lambda: "STATUS=no sign of life from: scans" in listener.heard())
    listener.close()
