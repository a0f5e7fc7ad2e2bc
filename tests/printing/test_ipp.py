"""The ipp printer against the real CUPS, and straight to a real (virtual) network printer."""

import json
import socket
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.printing import PRINTERS, Outbox, Printer
from generator.printing.ipp_message import Operation, ask
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintJob, PrintSheet, PrintState
from tests.printing.contract import Bench, PrinterContract, pump_to_the_end, pump_until
from tests.printing.kit import MemoryStore, wanted
from tests.printing.rig import Rig

pytestmark = pytest.mark.real


def printer_at(uri: str) -> Printer:
    return PRINTERS["ipp"](PrintingSettings(backend="ipp", printer=uri, timeout_seconds=5), Path())


def sheets(rig: Rig) -> list[bytes]:
    return [path.read_bytes() for path in rig.sheets()]


class TestCupsKeepsTheContract(PrinterContract):
    @pytest.fixture
    def bench(self, rig: Rig) -> Bench:
        return Bench(
            make=lambda: printer_at(rig.queue),
            sheets=lambda: sheets(rig),
            off=lambda: rig.end("cupsd"),
            on=rig.start_cups,
        )


class TestANetworkPrinterKeepsTheContract(PrinterContract):
    """It holds one job at a time, so an empty one left by a crash must be found again."""

    @pytest.fixture
    def bench(self, rig: Rig) -> Bench:
        rig.end("ippeveprinter")
        rig.start_printer()
        return Bench(
            make=lambda: printer_at(rig.direct),
            sheets=lambda: sheets(rig),
            off=lambda: rig.end("ippeveprinter"),
            on=rig.start_printer,
        )


def test_a_network_printer_out_of_paper_goes_on_when_refilled(rig: Rig, tmp_path: Path) -> None:
    rig.end("ippeveprinter")
    rig.start_printer()
    rig.switch("paper-out", on=True)
    store = MemoryStore(wanted(tmp_path))
    outbox = Outbox(store, printer_at(rig.direct))
    pump_until(outbox, store, lambda: "kertas habis" in store.only.reason)
    assert store.states == [PrintState.STARTED]
    rig.switch("paper-out", on=False)
    pump_to_the_end(outbox, store)
    assert store.states == [PrintState.DONE]
    assert len(sheets(rig)) == 1


def test_a_jammed_copy_is_never_called_done(rig: Rig, tmp_path: Path) -> None:
    """CUPS calls some of them completed: repeated, since it does so about one time in six."""
    rig.switch("abort", on=True)
    store = MemoryStore(*(wanted(tmp_path, copy) for copy in range(8)))
    outbox = Outbox(store, printer_at(rig.queue))
    pump_to_the_end(outbox, store, seconds=40)
    assert set(store.states) <= {PrintState.FAILED, PrintState.UNKNOWN}
    assert sheets(rig) == []


def test_after_a_jam_is_cleared_copies_end_done_again(rig: Rig, tmp_path: Path) -> None:
    rig.switch("abort", on=True)
    jammed = MemoryStore(wanted(tmp_path))
    pump_to_the_end(Outbox(jammed, printer_at(rig.queue)), jammed)
    rig.switch("abort", on=False)
    store = MemoryStore(*(wanted(tmp_path, copy) for copy in (2, 3, 4)))
    pump_to_the_end(Outbox(store, printer_at(rig.queue)), store)
    assert store.states == [PrintState.DONE] * 3
    assert len(sheets(rig)) == 3


def test_a_pdf_broken_inside_fails_and_the_next_copy_prints(rig: Rig, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"rusak\n" * 50 + b"%%EOF\n")
    store = MemoryStore(wanted(tmp_path, 1, pdf=broken), wanted(tmp_path, 2))
    pump_to_the_end(Outbox(store, printer_at(rig.queue)), store, seconds=30)
    assert store.states == [PrintState.FAILED, PrintState.DONE]
    assert len(sheets(rig)) == 1


@pytest.mark.parametrize("way", ["queue", "direct"])
def test_our_death_in_the_middle_of_the_document_still_gives_one_whole_sheet(
    rig: Rig, tmp_path: Path, way: str
) -> None:
    if way == "direct":
        rig.end("ippeveprinter")
        rig.start_printer()
    uri = getattr(rig, way)
    job = wanted(tmp_path, state=PrintState.STARTED)
    job = replace(job, handle=printer_at(uri).prepare(job))
    send_half_of_the_document(uri, job)
    store = MemoryStore(job)
    pump_to_the_end(Outbox(store, printer_at(uri)), store)
    assert store.states == [PrintState.DONE]
    assert len(sheets(rig)) == 1


def send_half_of_the_document(uri: str, job: PrintJob) -> None:
    data = job.pdf.read_bytes()
    head = ask(
        Operation.SEND_DOCUMENT,
        uri,
        {
            "job-id": json.loads(job.handle)["id"],
            "requesting-user-name": "pmbs",
            "document-format": "application/pdf",
            "last-document": True,
        },
    )
    url = urlsplit(uri)
    request = (
        f"POST {url.path} HTTP/1.1\r\nHost: {url.hostname}:{url.port}\r\n"
        f"Content-Type: application/ipp\r\nContent-Length: {len(head) + len(data)}\r\n\r\n"
    )
    with socket.create_connection((str(url.hostname), int(url.port or 631))) as connection:
        connection.sendall(request.encode() + head + data[: len(data) // 2])
        time.sleep(0.3)
    time.sleep(0.3)


def test_paper_sides_tray_and_colour_reach_the_queue(rig: Rig, tmp_path: Path) -> None:
    sheet = PrintSheet(
        media="iso_a5_148x210mm", sides="two-sided-long-edge", tray="Laci2", color=True
    )
    told = _options_of(rig, wanted(tmp_path, sheet=sheet))
    assert told == {
        "media": "iso_a5_148x210mm",
        "sides": "two-sided-long-edge",
        "InputSlot": "Laci2",
        "print-color-mode": "color",
    }


def test_without_a_rule_paper_is_the_offices_and_colour_is_off(rig: Rig, tmp_path: Path) -> None:
    told = _options_of(rig, wanted(tmp_path))
    assert told == {
        "media": "iso_a4_210x297mm",
        "sides": "one-sided",
        "print-color-mode": "monochrome",
    }


def _options_of(rig: Rig, job: PrintJob) -> dict[str, str]:
    printer = printer_at(rig.queue)
    number = json.loads(printer.prepare(job))["id"]
    names = ("media", "sides", "InputSlot", "print-color-mode")
    answer = printer._ask(  # type: ignore[attr-defined]
        Operation.GET_JOB_ATTRIBUTES, {"requested-attributes": names}, about=number
    )
    printer._ask(Operation.CANCEL_JOB, {}, about=number)  # type: ignore[attr-defined]
    return {name: str(answer.job[name][0]) for name in names if name in answer.job}
