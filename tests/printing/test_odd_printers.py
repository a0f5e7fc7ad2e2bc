"""Printers with the oddities of real ones, one switch for each: how a copy ends, and how many sheets came out."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.printing import PRINTERS, Outbox, Printer
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintState
from tests.printing.contract import pump_to_the_end
from tests.printing.fake_printer import FakePrinter, OddPrinter, odd_printer, serving
from tests.printing.kit import MemoryStore, wanted

DONE, FAILED, UNKNOWN = PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN


def printer_at(uri: str, certificate: str = "") -> Printer:
    settings = PrintingSettings(
        backend="ipp", printer=uri, timeout_seconds=5, certificate=certificate
    )
    return PRINTERS["ipp"](settings, Path())


@pytest.fixture
def odd() -> Iterator[OddPrinter]:
    with odd_printer() as printer:
        yield printer


def two_copies(odd: OddPrinter, folder: Path) -> list[PrintState]:
    store = MemoryStore(wanted(folder, 1), wanted(folder, 2))
    pump_to_the_end(Outbox(store, printer_at(odd.uri)), store)
    return store.states


def test_without_oddities_two_copies_are_two_sheets(odd: OddPrinter, tmp_path: Path) -> None:
    assert two_copies(odd, tmp_path) == [DONE, DONE]
    assert len(odd.sheets) == 2


@pytest.mark.parametrize("tells_operations", [True, False])
def test_a_printer_without_create_job_is_given_print_job(
    odd: OddPrinter, tmp_path: Path, *, tells_operations: bool
) -> None:
    odd.has_create_job, odd.tells_operations = False, tells_operations
    assert two_copies(odd, tmp_path) == [DONE, DONE]
    assert len(odd.sheets) == 2


def test_print_job_that_is_taken_and_never_answered_is_found_by_its_title(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.has_create_job, odd.drops_after_document = False, True
    assert two_copies(odd, tmp_path) == [DONE, DONE]
    assert len(odd.sheets) == 2


def test_print_job_that_is_never_answered_and_stands_in_no_list_is_unknown(
    odd: OddPrinter, tmp_path: Path
) -> None:
    """Nobody can tell whether it came out: it is never sent a second time."""
    odd.has_create_job, odd.drops_after_document, odd.keeps_a_list = False, True, False
    assert two_copies(odd, tmp_path) == [UNKNOWN, UNKNOWN]
    assert len(odd.sheets) == 2


def test_a_copy_that_died_before_print_job_is_unknown_and_not_sent(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.has_create_job = False
    job = wanted(tmp_path)
    handle = printer_at(odd.uri).prepare(job)
    store = MemoryStore(wanted(tmp_path, state=PrintState.STARTED, handle=handle))
    pump_to_the_end(Outbox(store, printer_at(odd.uri)), store)
    assert store.states == [UNKNOWN]
    assert odd.sheets == []


def test_print_job_refused_as_busy_is_wanted_and_comes_out_later(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.has_create_job, odd.refuses_documents = False, 0x0507
    store = MemoryStore(wanted(tmp_path))
    outbox = Outbox(store, printer_at(odd.uri))
    outbox.pump()
    assert (store.states, "sibuk" in store.only.reason) == ([PrintState.WANTED], True)
    odd.refuses_documents = 0
    pump_to_the_end(outbox, store)
    assert store.states == [DONE]
    assert len(odd.sheets) == 1


def test_a_job_without_its_state_is_unknown_and_not_sent_again(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.tells_job_state = False
    assert two_copies(odd, tmp_path) == [UNKNOWN, UNKNOWN]
    assert len(odd.sheets) == 2


def test_a_job_that_tells_its_end_only_by_its_reason_is_done(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.tells_job_state = False
    store = MemoryStore(wanted(tmp_path))
    printer = printer_at(odd.uri)
    job = wanted(tmp_path, state=PrintState.STARTED, handle=printer.prepare(wanted(tmp_path)))
    printer.send(job)
    odd.jobs[1]["job-state-reasons"] = "job-completed-successfully"
    assert printer.follow(job).state is DONE
    odd.jobs[1]["job-state-reasons"] = "aborted-by-system"
    assert printer.follow(job).state is FAILED
    assert store.states == [PrintState.WANTED]


def test_empty_groups_end_unknown(odd: OddPrinter, tmp_path: Path) -> None:
    odd.fills_groups = False
    assert two_copies(odd, tmp_path) == [UNKNOWN, UNKNOWN]
    assert len(odd.sheets) == 2


def test_a_created_job_whose_number_is_not_told_is_found_by_its_title(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.tells_job_number = False
    assert two_copies(odd, tmp_path) == [DONE, DONE]
    assert (len(odd.sheets), len(odd.jobs)) == (2, 2)


def test_a_connection_dropped_after_the_document_prints_once(
    odd: OddPrinter, tmp_path: Path
) -> None:
    odd.drops_after_document = True
    assert two_copies(odd, tmp_path) == [DONE, DONE]
    assert len(odd.sheets) == 2


@pytest.mark.parametrize("status", [0x0400, 0x0403, 0x0404, 0x0406, 0x0501])
def test_a_refusal_about_a_job_that_was_sent_is_unknown_and_the_next_is_sent(
    odd: OddPrinter, tmp_path: Path, status: int
) -> None:
    odd.refuses_questions_about_a_job = status
    assert two_copies(odd, tmp_path) == [UNKNOWN, UNKNOWN]
    assert len(odd.sheets) == 2


@pytest.mark.parametrize("status", [0x0400, 0x0403, 0x0408, 0x040A])
def test_a_document_that_is_not_taken_fails_and_leaves_no_empty_job_behind(
    odd: OddPrinter, tmp_path: Path, status: int
) -> None:
    odd.refuses_documents = status
    assert two_copies(odd, tmp_path) == [FAILED, FAILED]
    assert odd.sheets == []
    assert odd.jobs == {}


# -- ipps ------------------------------------------------------------------------------------------


def certificate_for(folder: Path, names: str) -> Path:
    """A certificate with its key in one file, made by openssl."""
    pem, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=pencetak",
            "-addext",
            f"subjectAltName={names}",
            "-keyout",
            str(key),
            "-out",
            str(pem),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return pem


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
@pytest.mark.parametrize(
    ("names", "is_known", "ends", "why"),
    [
        ("IP:127.0.0.1", True, DONE, ""),
        ("IP:127.0.0.1", False, PrintState.WANTED, "sertifikat"),
        ("DNS:lain.example", True, PrintState.WANTED, "sertifikat"),
    ],
)
def test_ipps_prints_only_at_the_printer_whose_certificate_is_known(
    tmp_path: Path, names: str, *, is_known: bool, ends: PrintState, why: str
) -> None:
    pem = certificate_for(tmp_path, names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, pem.with_name("key.pem"))
    store = MemoryStore(wanted(tmp_path))
    with serving(FakePrinter, tls=context) as printer:
        Outbox(store, printer_at(printer.uri, str(pem) if is_known else "")).pump()
        assert (store.only.state, bool(printer.asked)) == (ends, is_known and ends is DONE)
    assert why in store.only.reason


def test_a_certificate_file_that_is_none_says_so_and_nothing_is_sent(tmp_path: Path) -> None:
    store = MemoryStore(wanted(tmp_path))
    Outbox(store, printer_at("ipps://127.0.0.1:1/x", str(tmp_path / "tidak-ada.pem"))).pump()
    assert store.states == [PrintState.WANTED]
    assert "sertifikat" in store.only.reason
