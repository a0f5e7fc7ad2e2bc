"""What the ipp printer makes of what it is told, also by printers that misbehave. No CUPS needed."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.printing import PRINTERS, Outbox, Printer
from generator.printing.ipp_message import Operation, read_answer
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintJob, PrintState
from tests.printing.fake_printer import (
    JOB,
    JOB_ID,
    UUID,
    FakePrinter,
    fake_printer,
    said,
    server_that,
)
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
        (
            {"job-state": 5, "job-printer-state-reasons": "media-empty-error"},
            PrintState.STARTED,
            "kertas habis",
        ),
        (
            {"job-state": 5, "job-printer-state-message": "The printer is not responding."},
            PrintState.STARTED,
            "tidak tersambung",
        ),
        ({"job-state": 6, "job-state-reasons": "printer-stopped"}, PrintState.STARTED, ""),
        (
            {"job-state": 6, "job-printer-state-reasons": "media-empty-error"},
            PrintState.STARTED,
            "kertas habis",
        ),
        (
            {"job-state": 6, "job-state-reasons": "job-completed-with-errors"},
            PrintState.FAILED,
            "tanpa keterangan",
        ),
        (
            {"job-state": 7, "job-printer-state-message": "Print job canceled at printer."},
            PrintState.FAILED,
            "canceled at printer",
        ),
        ({"job-state": 8, "job-state-reasons": "aborted-by-system"}, PrintState.FAILED, ""),
        ({"job-state": 9}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": "toner-low-report"}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": "media-empty-report"}, PrintState.DONE, ""),
        ({"job-state": 9, "job-printer-state-reasons": JAM}, PrintState.UNKNOWN, "macet"),
        (
            {"job-state": 9, "job-printer-state-reasons": REBOOTED},
            PrintState.UNKNOWN,
            "dinyalakan ulang",
        ),
        (
            {"job-state": 9, "job-printer-state-message": "Unable to add document to print job."},
            PrintState.FAILED,
            "Unable to add",
        ),
    ],
)
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
    assert Operation.CANCEL_JOB in fake.asked


def test_a_job_that_waits_for_paper_is_not_cancelled(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-state": 6, "job-state-reasons": "printer-stopped"}
    follow(fake, started(tmp_path, fake))
    assert Operation.CANCEL_JOB not in fake.asked


def test_a_number_given_to_another_job_is_not_ours(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-uuid": "urn:uuid:another"}
    assert follow(fake, started(tmp_path, fake)).state is PrintState.UNKNOWN
    assert Operation.SEND_DOCUMENT not in fake.asked


def test_a_job_that_the_printer_forgot_is_unknown_and_not_sent_again(
    fake: FakePrinter, tmp_path: Path
) -> None:
    fake.refuses[Operation.GET_JOB_ATTRIBUTES] = 0x0406
    assert follow(fake, started(tmp_path, fake)).state is PrintState.UNKNOWN
    assert Operation.SEND_DOCUMENT not in fake.asked


@pytest.mark.parametrize("reason", ["job-incoming", "job-data-insufficient"])
def test_a_job_that_waits_for_its_document_gets_it(
    fake: FakePrinter, tmp_path: Path, reason: str
) -> None:
    fake.job |= {"job-state": 4, "job-state-reasons": reason}
    follow(fake, started(tmp_path, fake))
    assert fake.asked.count(Operation.SEND_DOCUMENT) == 1


def test_an_empty_job_whose_pdf_is_gone_is_cancelled(fake: FakePrinter, tmp_path: Path) -> None:
    fake.job |= {"job-state": 4, "job-state-reasons": "job-incoming"}
    job = started(tmp_path, fake)
    job.pdf.unlink()
    assert follow(fake, job).state is PrintState.FAILED
    assert Operation.CANCEL_JOB in fake.asked
    assert Operation.SEND_DOCUMENT not in fake.asked


@pytest.mark.parametrize("handle", ["?", "{}", "[]", '{"id": 1}', "surat lembar 1.pdf"])
def test_a_handle_that_cannot_be_read_is_unknown_and_stops_nobody(
    fake: FakePrinter, tmp_path: Path, handle: str
) -> None:
    strange = wanted(tmp_path, 1, state=PrintState.STARTED, handle=handle)
    store = MemoryStore(strange, wanted(tmp_path, 2))
    Outbox(store, printer_at(fake.uri)).pump()
    assert store.states == [PrintState.UNKNOWN, PrintState.DONE]


@pytest.mark.parametrize(
    ("status", "ends"),
    [
        (0x0400, PrintState.UNKNOWN),
        (0x0401, PrintState.UNKNOWN),
        (0x0403, PrintState.UNKNOWN),
        (0x0406, PrintState.UNKNOWN),
        (0x0501, PrintState.UNKNOWN),
        (0x0500, PrintState.STARTED),
        (0x0507, PrintState.STARTED),
    ],
)
def test_no_answer_about_one_job_keeps_the_next_from_printing(
    fake: FakePrinter, tmp_path: Path, status: int, ends: PrintState
) -> None:
    """What is asked about a job that was sent is refused; the copy behind it goes its own way."""
    fake.refuses[Operation.GET_JOB_ATTRIBUTES] = status
    first = started(tmp_path, fake)
    store = MemoryStore(first, wanted(tmp_path, 2))
    Outbox(store, printer_at(fake.uri)).pump()
    assert store.jobs[first.key].state is ends
    assert store.jobs[first.key].reason
    assert Operation.SEND_DOCUMENT in fake.asked


@pytest.mark.parametrize("status", [0x0408, 0x040A, 0x040B, 0x0411])
def test_a_copy_that_the_printer_will_never_take_fails_and_the_next_is_tried(
    fake: FakePrinter, tmp_path: Path, status: int
) -> None:
    fake.refuses[Operation.CREATE_JOB] = status
    store = MemoryStore(wanted(tmp_path, 1), wanted(tmp_path, 2))
    Outbox(store, printer_at(fake.uri)).pump()
    assert store.states == [PrintState.FAILED] * 2
    assert fake.asked.count(Operation.CREATE_JOB) == 2


@pytest.mark.parametrize(
    ("status", "why"),
    [(0x0507, "sibuk"), (0x0506, "tidak menerima"), (0x0406, "tidak ada"), (0x0403, "0x0403")],
)
def test_a_printer_that_takes_no_job_leaves_the_copy_wanted(
    fake: FakePrinter, tmp_path: Path, status: int, why: str
) -> None:
    fake.refuses[Operation.CREATE_JOB] = status
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


def test_a_message_that_is_cut_off_anywhere_is_no_ipp() -> None:
    whole = said(0, (JOB, {"job-id": 7, "job-state": 9, "job-state-reasons": ["none", "x"]}))
    assert read_answer(whole).job["job-state-reasons"] == ("none", "x")
    for length in range(len(whole)):
        with pytest.raises(ValueError, match=r"cut off|no IPP"):
            read_answer(whole[:length])


def test_a_value_without_a_name_at_the_head_of_a_group_belongs_to_none_before_it() -> None:
    """An empty name goes on with the attribute before it, of its own group only."""
    stray = said(0, (JOB, {"job-state": 9}), (JOB, {"": 3}))
    first, second = read_answer(stray).jobs
    assert (first, second) == ({"job-state": (9,)}, {})


def test_collections_dates_and_ranges_are_stepped_over() -> None:
    def raw(tag: int, name: bytes, value: bytes) -> bytes:
        return bytes([tag]) + len(name).to_bytes(2) + name + len(value).to_bytes(2) + value

    inside = raw(0x4A, b"", b"media-size") + raw(0x21, b"", (7).to_bytes(4))
    strange = (
        raw(0x34, b"media-col", b"")
        + inside
        + raw(0x37, b"", b"")
        + raw(0x31, b"date-time-at-creation", b"\x07\xea\x0b\x1a\x08\x00\x00\x00+\x08\x00")
        + raw(0x33, b"copies-supported", bytes(8))
        + raw(0x13, b"job-uuid", b"")
        + raw(0x36, b"job-name", b"\x00\x02id\x00\x05Surat")
        + raw(0x23, b"job-state", (9).to_bytes(4))
    )
    answer = read_answer(b"\x01\x01\x00\x00\x00\x00\x00\x01\x02" + strange + b"\x03")
    assert answer.job == {"job-name": ("Surat",), "job-state": (9,)}


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_not_being_ipp(data: bytes) -> None:
    with suppress(ValueError):
        read_answer(b"\x02\x00\x00\x00\x00\x00\x00\x01" + data)
