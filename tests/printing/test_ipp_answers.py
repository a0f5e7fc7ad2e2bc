"""What the ipp printer makes of what it is told, also by printers that misbehave. No CUPS needed."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyipp.enums import IppOperation

from generator.printing import PRINTERS, Outbox, Printer
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintJob, PrintState
from tests.printing.fake_printer import JOB_ID, UUID, FakePrinter, fake_printer, server_that
from tests.printing.kit import MemoryStore, wanted

TIMEOUT = 1
JAM = "media-jam-report"
REBOOTED = "cups-ipp-missing-job-history"


def printer_at(uri: str) -> Printer:
    settings = PrintingSettings(backend="ipp", printer=uri, timeout_seconds=TIMEOUT)
    return PRINTERS["ipp"](settings, Path())


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with fake_printer() as printer:
        yield printer


def started(folder: Path, fake: FakePrinter, *, before: tuple[str, ...] = ()) -> PrintJob:
    """A copy whose document was sent."""
    handle = json.dumps({"id": JOB_ID, "uuid": UUID, "uri": fake.uri, "before": before})
    return wanted(folder, state=PrintState.STARTED, handle=handle)


def follow(fake: FakePrinter, job: PrintJob) -> PrintJob:
    store = MemoryStore(job)
    Outbox(store, printer_at(fake.uri)).pump()
    return store.only


@pytest.mark.parametrize(
    ("told", "ends", "why"),
    [
        ({"job-state": 3}, PrintState.STARTED, ""),
        ({"job-state": 5}, PrintState.STARTED, ""),
        ({"job-state": 5, "job-printer-state-reasons": "media-empty-error"},
         PrintState.STARTED, "kertas habis"),
        ({"job-state": 5, "job-printer-state-message": "The printer is not responding."},
         PrintState.STARTED, "tidak tersambung"),
        ({"job-state": 6, "job-state-reasons": "printer-stopped"}, PrintState.STARTED, ""),
        ({"job-state": 6, "job-printer-state-reasons": "media-empty-error"},
         PrintState.STARTED, "kertas habis"),
        ({"job-state": 6, "job-state-reasons": "job-completed-with-errors"},
         PrintState.FAILED, "tanpa keterangan"),
        ({"job-state": 7, "job-printer-state-message": "Print job canceled at printer."},
         PrintState.FAILED, "canceled at printer"),
        ({"job-state": 8, "job-state-reasons": "aborted-by-system"}, PrintState.FAILED, ""),
        ({"job-state": 9}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": "toner-low-report"}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": "media-empty-report"}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": JAM}, PrintState.UNKNOWN, "macet"),
        ({"job-state": 9, "job-printer-state-reasons": REBOOTED},
         PrintState.UNKNOWN, "dinyalakan ulang"),
        ({"job-state": 9, "job-printer-state-message": "Unable to add document to print job."},
         PrintState.FAILED, "Unable to add"),
    ],
)  # fmt: skip
def test_a_job_s_state_is_read_with_its_reasons(
    fake: FakePrinter, tmp_path: Path, told: dict[str, Any], ends: PrintState, why: str
) -> None:
    fake.job |= told
    job = follow(fake, started(tmp_path, fake))
    assert job.state is ends
    assert why in job.reason


def test_a_reason_that_the_queue_showed_before_the_job_does_not_count(
    fake: FakePrinter, tmp_path: Path
) -> None:
    fake.job |= {"job-printer-state-reasons": REBOOTED}
    assert follow(fake, started(tmp_path, fake, before=(REBOOTED,))).state is PrintState.DONE


def test_a_job_stopped_by_its_document_is_cancelled_lest_it_print_later(
    fake: FakePrinter, tmp_path: Path
) -> None:
    fake.job |= {"job-state": 6, "job-state-reasons": "job-completed-with-errors"}
    follow(fake, started(tmp_path, fake))
    assert IppOperation.CANCEL_JOB in fake.asked


def test_a_job_that_waits_for_paper_is_not_cancelled(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-state": 6, "job-state-reasons": "printer-stopped"}
    follow(fake, started(tmp_path, fake))
    assert IppOperation.CANCEL_JOB not in fake.asked


def test_a_number_given_to_another_job_is_not_ours(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-uuid": "urn:uuid:another"}
    assert follow(fake, started(tmp_path, fake)).state is PrintState.UNKNOWN
    assert IppOperation.SEND_DOCUMENT not in fake.asked


def test_a_job_that_the_printer_forgot_is_unknown_and_not_sent_again(
    fake: FakePrinter, tmp_path: Path
) -> None:
    fake.refuses[IppOperation.GET_JOB_ATTRIBUTES] = 0x0406
    assert follow(fake, started(tmp_path, fake)).state is PrintState.UNKNOWN
    assert IppOperation.SEND_DOCUMENT not in fake.asked


@pytest.mark.parametrize("reason", ["job-incoming", "job-data-insufficient"])
def test_a_job_that_waits_for_its_document_gets_it(
    fake: FakePrinter, tmp_path: Path, reason: str
) -> None:
    fake.job |= {"job-state": 4, "job-state-reasons": reason}
    follow(fake, started(tmp_path, fake))
    assert fake.asked.count(IppOperation.SEND_DOCUMENT) == 1


def test_an_empty_job_whose_pdf_is_gone_is_cancelled(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-state": 4, "job-state-reasons": "job-incoming"}
    job = started(tmp_path, fake)
    job.pdf.unlink()
    assert follow(fake, job).state is PrintState.FAILED
    assert IppOperation.CANCEL_JOB in fake.asked
    assert IppOperation.SEND_DOCUMENT not in fake.asked


@pytest.mark.parametrize("handle", ["?", "{}", "[]", '{"id": 1}', "surat lembar 1.pdf"])
def test_a_handle_that_cannot_be_read_is_unknown_and_stops_nobody(
    fake: FakePrinter, tmp_path: Path, handle: str
) -> None:
    strange = wanted(tmp_path, 1, state=PrintState.STARTED, handle=handle)
    store = MemoryStore(strange, wanted(tmp_path, 2))
    Outbox(store, printer_at(fake.uri)).pump()
    assert store.states == [PrintState.UNKNOWN, PrintState.DONE]


@pytest.mark.parametrize(
    ("status", "why"),
    [(0x0507, "sibuk"), (0x0506, "tidak menerima"), (0x0406, "tidak ada"), (0x0403, "0x0403")],
)
def test_a_printer_that_takes_no_job_leaves_the_copy_wanted(
    fake: FakePrinter, tmp_path: Path, status: int, why: str
) -> None:
    fake.refuses[IppOperation.CREATE_JOB] = status
    job = follow(fake, wanted(tmp_path))
    assert job.state is PrintState.WANTED
    assert why in job.reason


def reply(data: bytes, *, length: int | None = None) -> Callable[[socket.socket], None]:
    """Answer any request with an HTTP 200 of this body, then close."""

    def behave(connection: socket.socket) -> None:
        with connection:
            connection.recv(65536)
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(data) if length is None else length}"
            connection.sendall(f"{head}\r\n\r\n".encode() + data)

    return behave


def stall(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n\x02")
    time.sleep(20 * TIMEOUT)


def server_error(connection: socket.socket) -> None:
    with connection:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 500 Oops\r\nContent-Length: 3\r\n\r\n\xff\xfe\xfd")


def greet(connection: socket.socket) -> None:
    with connection:
        connection.sendall(b"SSH-2.0-lain\r\n")


STRANGERS = {
    "an empty answer": reply(b""),
    "an answer cut short": reply(b"\x02\x00\x00\x00", length=500),
    "a web page": reply(b"<html><body>Selamat datang</body></html>"),
    "IPP without any group": reply(b"\x02\x00\x00\x00\x00\x00\x00\x01\x03"),
    "a server error": server_error,
    "another protocol": greet,
    "silence": lambda _connection: time.sleep(20 * TIMEOUT),
    "silence after the headers": stall,
}


@pytest.mark.parametrize("name", STRANGERS)
def test_whoever_answers_the_copy_waits_and_filing_goes_on(name: str, tmp_path: Path) -> None:
    store = MemoryStore(wanted(tmp_path, 1), wanted(tmp_path, 2))
    began = time.monotonic()
    with server_that(STRANGERS[name]) as uri:
        Outbox(store, printer_at(uri)).pump()
    assert time.monotonic() - began < TIMEOUT + 1
    assert store.states == [PrintState.WANTED] * 2
    assert next(iter(store.jobs.values())).reason


@pytest.mark.parametrize("uri", ["", "ipp://", "kantor", "ipp://nama yang salah/x"])
def test_an_address_that_is_none_leaves_the_copy_wanted(uri: str, tmp_path: Path) -> None:
    store = MemoryStore(wanted(tmp_path))
    Outbox(store, printer_at(uri)).pump()
    assert store.states == [PrintState.WANTED]
    assert store.only.reason
