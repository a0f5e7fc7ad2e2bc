"""LibreOffice is kept from the network and from other people's files, in two independent ways."""

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from generator.pdf import LibreOfficeConverter, find_programs, profile, read_pdf
from generator.rules.config import ConverterSettings
from generator.system.sandbox import NO_SANDBOX, Sandbox, find_sandbox
from tests.pdf.conftest import MakeConverter
from tests.pdf.kit import best_sandbox, processes_of, write_script

BLOCK_LINKS = "BlockUntrustedRefererLinks"


class Canary:
    """A web server on the loopback that remembers whether anybody came."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        canary = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def handle(self) -> None:
                canary.visits.append(self.requestline if self.raw_requestline else "connected")
                super().handle()

            raw_requestline = b""
            requestline = ""

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/gambar.png"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    yield server
    server.close()


def write_linking(path: Path, address: str) -> Path:
    """A letter whose picture is not in it but linked to."""
    letter, image = Document(), io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(image, "png")
    image.seek(0)
    letter.add_paragraph("Surat dengan tautan")
    letter.add_picture(image, width=Cm(3))
    link = letter.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    for picture in letter.element.body.iter(qn("a:blip")):
        del picture.attrib[qn("r:embed")]
        picture.set(qn("r:link"), link)
    letter.save(str(path))
    return path


def without_setting(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    kept = tuple(one for one in profile._SETTINGS if one[1] != name)
    assert len(kept) == len(profile._SETTINGS) - 1
    monkeypatch.setattr(profile, "_SETTINGS", kept)


def convert(converter: LibreOfficeConverter, docx: Path) -> Path:
    pdf = docx.with_suffix(".pdf")
    converter.convert(docx, pdf)
    assert "Surat dengan tautan" in read_pdf(pdf).text
    return pdf


@pytest.mark.real
def test_the_canary_is_visited_when_nothing_is_cut_off(
    fresh: MakeConverter, canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_setting(monkeypatch, BLOCK_LINKS)
    convert(fresh(sandbox=NO_SANDBOX), write_linking(tmp_path / "surat.docx", canary.url))
    assert canary.visits


@pytest.mark.real
def test_the_profile_alone_keeps_links_from_being_fetched(
    fresh: MakeConverter, canary: Canary, tmp_path: Path
) -> None:
    convert(fresh(sandbox=NO_SANDBOX), write_linking(tmp_path / "surat.docx", canary.url))
    assert canary.visits == []


@pytest.mark.real
def test_the_sandbox_alone_keeps_links_from_being_fetched(
    fresh: MakeConverter,
    canary: Canary,
    scratch: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sandbox = best_sandbox(scratch)
    if sandbox.kind == "none":
        pytest.skip("neither bubblewrap nor unshare is permitted here")
    without_setting(monkeypatch, BLOCK_LINKS)
    convert(fresh(sandbox=sandbox), write_linking(tmp_path / "surat.docx", canary.url))
    assert canary.visits == []


@pytest.mark.real
@pytest.mark.parametrize("profile_settings", ["as they are", "without the guard"])
def test_a_linked_local_picture_is_not_pasted_into_the_pdf(
    fresh: MakeConverter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile_settings: str
) -> None:
    """Without the guard it is: this shows that the test would see it."""
    guarded = profile_settings == "as they are"
    secret = tmp_path / "rahasia.png"
    Image.new("RGB", (20, 20), "red").save(secret)
    if not guarded:
        without_setting(monkeypatch, BLOCK_LINKS)
    converter = fresh(sandbox=NO_SANDBOX)
    pdf = convert(converter, write_linking(tmp_path / "surat.docx", secret.as_uri()))
    assert (b"/Subtype/Image" in pdf.read_bytes()) is not guarded


@pytest.mark.real
def test_no_interface_but_a_loopback_of_its_own_is_there(
    fresh: MakeConverter, scratch: Path
) -> None:
    sandbox = best_sandbox(scratch)
    if sandbox.kind == "none":
        pytest.skip("neither bubblewrap nor unshare is permitted here")
    fresh(sandbox=sandbox).start()
    (office,) = processes_of(scratch, named="soffice")
    interfaces = Path(f"/proc/{office}/net/dev").read_text().splitlines()[2:]
    assert [line.split(":")[0].strip() for line in interfaces] == ["lo"]
    assert Path(f"/proc/{office}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()


@pytest.mark.real
def test_no_port_is_opened_for_orders(fresh: MakeConverter, scratch: Path) -> None:
    fresh(sandbox=NO_SANDBOX).start()
    (office,) = processes_of(scratch, named="soffice")
    held = {str(link.readlink()) for link in Path(f"/proc/{office}/fd").iterdir()}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        lines = Path(f"/proc/{office}/net/{table}").read_text().splitlines()[1:]
        assert not held & {f"socket:[{line.split()[9]}]" for line in lines}


@pytest.mark.real
def test_neither_proxy_nor_python_settings_of_the_service_are_passed_on(
    fresh: MakeConverter, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("PYTHONPATH", "/tidak/ada")
    monkeypatch.setenv("RAHASIA", "kata sandi")
    fresh(sandbox=NO_SANDBOX).start()
    (office,) = processes_of(scratch, named="soffice")
    environment = Path(f"/proc/{office}/environ").read_bytes()
    names = {one.split(b"=")[0] for one in environment.split(b"\0")}
    assert not names & {b"http_proxy", b"PYTHONPATH", b"RAHASIA"}


def test_without_the_programs_nothing_is_cut_off_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    programs = find_programs(ConverterSettings(program="/bin/true"))
    sandbox = find_sandbox(programs.python, programs.require(), programs.folders, tmp_path)
    assert sandbox.kind == "none"
    assert "TIDAK" in sandbox.described


@pytest.mark.parametrize("does", ["raise SystemExit(1)", "import time; time.sleep(100)"])
def test_a_sandbox_that_the_machine_does_not_permit_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    for name in ("bwrap", "unshare"):
        write_script(tmp_path / name, does)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("generator.system.sandbox.PROBE_SECONDS", 0.5)
    programs = find_programs(ConverterSettings(program="/bin/true"))
    sandbox = find_sandbox(programs.python, programs.require(), programs.folders, tmp_path)
    assert sandbox == NO_SANDBOX


def test_a_sandbox_that_cuts_nothing_off_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if all(line.strip().startswith("lo:") for line in _interfaces()):
        pytest.skip("this machine has no interface but the loopback")
    passes_on = "import os, sys; os.execv(sys.argv[-5], sys.argv[-5:])"
    for name in ("bwrap", "unshare"):
        write_script(tmp_path / name, passes_on)
    monkeypatch.setenv("PATH", str(tmp_path))
    programs = find_programs(ConverterSettings(program="/bin/true"))
    sandbox = find_sandbox(programs.python, programs.require(), programs.folders, tmp_path)
    assert sandbox == NO_SANDBOX


def _interfaces() -> list[str]:
    return Path("/proc/self/net/dev").read_text().splitlines()[2:]


def test_an_unconfined_command_is_left_as_it_is(tmp_path: Path) -> None:
    assert NO_SANDBOX.wrap(["a", "b"], writable=tmp_path, readable=[]) == ["a", "b"]


def test_only_what_is_outside_the_system_is_shown_in_addition(tmp_path: Path) -> None:
    sandbox = Sandbox(kind="bubblewrap", prefix=("bwrap",))
    command = sandbox.wrap(
        ["a"], writable=tmp_path, readable=[Path("/usr/lib/x"), Path("/opt/office")]
    )
    shown = [command[n + 1] for n, word in enumerate(command) if word == "--ro-bind-try"]
    assert shown == ["/opt/office"]
    assert command[-2:] == ["--", "a"]
