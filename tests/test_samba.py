"""Forms that arrive over a real Samba share, as Windows writes them: never taken before complete."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import smbclient

from generator.inbox.notes import read_note
from generator.office.office import Office
from generator.service import watch
from tests.office_kit import form, make_office_folder, open_office

pytestmark = pytest.mark.real

PASSWORD = "rahasia-uji"  # noqa: S105 - of a share that lives for one test
CONFIG = """[global]
smb ports = {port}
interfaces = lo
bind interfaces only = yes
disable netbios = yes
load printers = no
disable spoolss = yes
server min protocol = SMB2
private dir = {root}/private
state directory = {root}/state
cache directory = {root}/cache
lock directory = {root}/lock
pid directory = {root}/pid
ncalrpc dir = {root}/ncalrpc
log file = {root}/log
[kantor]
path = {share}
read only = no
force user = root
"""


@dataclass(frozen=True)
class Share:
    """A share on loopback; `path` names a file in it for an SMB client."""

    port: int

    def path(self, name: str) -> str:
        return rf"\\127.0.0.1\kantor\inbox\{name}"

    def write(self, name: str, data: bytes) -> None:
        with smbclient.open_file(self.path(name), mode="wb", port=self.port) as stream:
            stream.write(data)

    def write_slowly(self, name: str, pieces: list[bytes], pause: float) -> None:
        """Keep the file open and write a piece now and then, as a slow network does."""
        with smbclient.open_file(self.path(name), mode="wb", buffering=0, port=self.port) as stream:
            for piece in pieces:
                stream.write(piece)
                time.sleep(pause)

    def rename(self, old: str, new: str) -> None:
        smbclient.rename(self.path(old), self.path(new), port=self.port)

    def remove(self, name: str) -> None:
        smbclient.remove(self.path(name), port=self.port)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = make_office_folder(
        tmp_path / "kantor", inbox="settle_seconds = 0.5\npatience_seconds = 3\nscan_seconds = 0.2"
    )
    opened = open_office(folder)
    yield opened
    opened.close()


@pytest.fixture
def share(office: Office) -> Iterator[Share]:
    for program in ("smbd", "smbpasswd"):
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin") is None:
            pytest.skip(f"needs {program} (apt: samba)")
    root = Path(tempfile.mkdtemp(prefix="pmbs-smb-"))
    for name in ("private", "state", "cache", "lock", "pid", "ncalrpc"):
        (root / name).mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    config = root / "smb.conf"
    config.write_text(CONFIG.format(port=port, root=root, share=office.folder))
    subprocess.run(
        ["smbpasswd", "-c", str(config), "-s", "-a", "root"],
        input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        ["/usr/sbin/smbd", "-F", "--no-process-group", "-s", str(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # It ends its whole process group, which must not be ours.
        start_new_session=True,
    )
    _wait_for_port(port)
    smbclient.register_session("127.0.0.1", username="root", password=PASSWORD, port=port)
    yield Share(port)
    smbclient.reset_connection_cache()
    server.terminate()
    server.wait(20)
    shutil.rmtree(root, ignore_errors=True)


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "smbd did not start"
            time.sleep(0.1)
        else:
            return


class Service:
    """The watcher in a thread of its own."""

    def __init__(self, office: Office) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=watch.run, args=(office, self._stop))

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)


def wait_for(path: Path, *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} never came"
        time.sleep(0.05)


def data_of(name: str) -> bytes:
    return json.dumps(form(klien={"nama": name})).encode()


def test_a_form_copied_over_the_share_is_filed_byte_for_byte(office: Office, share: Share) -> None:
    with Service(office):
        share.write("kasus.json", data_of("Ani"))
        wait_for(office.inbox.folder / "selesai" / "kasus.json")
    assert (office.inbox.folder / "selesai" / "kasus.json").read_bytes() == data_of("Ani")


def test_a_slow_copy_is_not_taken_before_its_end(office: Office, share: Share) -> None:
    data = data_of("Ani")
    pieces = [data[n : n + 40] for n in range(0, len(data), 40)]
    with Service(office):
        share.write_slowly("kasus.json", pieces, pause=0.6)
        assert not list((office.inbox.folder / "ditolak").iterdir())
        wait_for(office.inbox.folder / "selesai" / "kasus.json")
    assert (office.inbox.folder / "selesai" / "kasus.json").read_bytes() == data


def test_a_copy_that_pauses_and_goes_on_is_taken_whole(office: Office, share: Share) -> None:
    data = data_of("Ani")
    with Service(office):
        share.write("kasus.json", data[:200])
        time.sleep(1.5)
        assert (office.inbox.folder / "kasus.json").exists()
        share.write("kasus.json", data)
        wait_for(office.inbox.folder / "selesai" / "kasus.json")
    assert (office.inbox.folder / "selesai" / "kasus.json").read_bytes() == data


def test_a_copy_that_never_ends_is_refused_after_patience(office: Office, share: Share) -> None:
    with Service(office):
        share.write("kasus.json", data_of("Ani")[:200])
        wait_for(office.inbox.folder / "ditolak" / "kasus.json")
    note = read_note(office.inbox.folder / "ditolak" / "kasus.json")
    assert "B010" in note


def test_a_form_saved_as_word_saves_is_taken_once(office: Office, share: Share) -> None:
    """A temporary file renamed onto the final name, with the owner's lock beside it."""
    with Service(office):
        share.write("~$kasus.json", b"Ani")
        share.write("~WRD0001.tmp", data_of("Ani"))
        share.rename("~WRD0001.tmp", "kasus.json")
        time.sleep(1.5)
        assert (office.inbox.folder / "kasus.json").exists(), "Word still has it open"
        share.remove("~$kasus.json")
        wait_for(office.inbox.folder / "selesai" / "kasus.json")
    assert len(office.archive.items.latest(10)) == 1


def test_the_same_name_dropped_twice_gives_two_cases(office: Office, share: Share) -> None:
    with Service(office):
        share.write("kasus.json", data_of("Ani"))
        wait_for(office.inbox.folder / "selesai" / "kasus.json")
        share.write("kasus.json", data_of("Budi"))
        wait_for(office.inbox.folder / "selesai" / "kasus (2).json")
    assert [item.case for item in office.archive.items.latest(2)] == [
        "PMBS-2026-0002",
        "PMBS-2026-0001",
    ]
