"""The outbox: order, what is stored when, and a printer that is down."""

import time
from pathlib import Path

import pytest

from generator.printing import Outbox, PrintRefusedError, PrintReport
from generator.printing.outbox import MOST_AT_PRINTER
from generator.printing.printer import NotSentError
from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import NotReadyError
from tests.printing.kit import MemoryStore, wanted

OFF = NotReadyError("C001", hint="mati")


class ScriptedPrinter:
    """Notes each call; `down` names the calls at which it cannot be reached."""

    def __init__(self, *, ends: PrintState = PrintState.DONE, seconds: float = 0) -> None:
        self.calls: list[tuple[str, str]] = []
        self.down: set[str] = set()
        self.refused: set[str] = set()
        self.not_taken: set[str] = set()
        self.better_handle = ""
        self.ends = ends
        self._seconds = seconds

    def prepare(self, job: PrintJob) -> str:
        self._called("prepare", job)
        return f"pegangan-{job.copy}"

    def send(self, job: PrintJob) -> str:
        self._called("send", job)
        assert job.handle == f"pegangan-{job.copy}"
        if job.key in self.not_taken:
            raise NotSentError("C001", hint="sedang sibuk")
        return self.better_handle

    def follow(self, job: PrintJob) -> PrintReport:
        self._called("follow", job)
        return PrintReport(state=self.ends)

    def describe(self) -> str:
        return "pencetak percobaan"

    def _called(self, name: str, job: PrintJob) -> None:
        self.calls.append((name, job.key))
        time.sleep(self._seconds)
        if name in self.down:
            raise OFF
        if job.key in self.refused:
            raise PrintRefusedError("C004", hint="rusak")


@pytest.fixture
def printer() -> ScriptedPrinter:
    return ScriptedPrinter()


def copies(folder: Path, number: int) -> MemoryStore:
    return MemoryStore(*(wanted(folder, copy) for copy in range(1, number + 1)))


def test_a_copy_is_prepared_stored_sent_and_followed(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    store = copies(tmp_path, 1)
    Outbox(store, printer).pump()
    assert [name for name, _ in printer.calls] == ["prepare", "send", "follow"]
    assert [state for _, state in store.changes] == [PrintState.STARTED, PrintState.DONE]
    assert store.only.handle == "pegangan-1"


def test_the_handle_is_stored_although_sending_fails(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    printer.down = {"send"}
    store = copies(tmp_path, 1)
    Outbox(store, printer).pump()
    assert (store.only.state, store.only.handle) == (PrintState.STARTED, "pegangan-1")
    assert "mati" in store.only.reason


def test_a_started_copy_is_never_prepared_again(printer: ScriptedPrinter, tmp_path: Path) -> None:
    store = MemoryStore(wanted(tmp_path, state=PrintState.STARTED, handle="pegangan-1"))
    Outbox(store, printer).pump()
    assert [name for name, _ in printer.calls] == ["follow"]


def test_a_dead_printer_is_asked_once_a_pass(printer: ScriptedPrinter, tmp_path: Path) -> None:
    printer.down = {"prepare"}
    store = copies(tmp_path, 5)
    Outbox(store, printer).pump()
    assert len(printer.calls) == 1
    assert store.states == [PrintState.WANTED] * 5


def test_a_reason_that_stays_the_same_is_stored_once(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    printer.down = {"prepare"}
    store = copies(tmp_path, 1)
    for _ in range(3):
        Outbox(store, printer).pump()
    assert len(store.changes) == 1


def test_a_copy_that_was_surely_not_taken_is_wanted_again_and_the_next_is_tried(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    store = copies(tmp_path, 2)
    printer.not_taken = {next(iter(store.jobs))}
    Outbox(store, printer).pump()
    assert store.states == [PrintState.WANTED, PrintState.DONE]
    assert "sibuk" in next(iter(store.jobs.values())).reason


def test_what_the_printer_learned_by_sending_is_stored_before_it_is_followed(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    printer.better_handle, printer.down = "pekerjaan-7", {"follow"}
    store = copies(tmp_path, 1)
    Outbox(store, printer).pump()
    assert (store.only.state, store.only.handle) == (PrintState.STARTED, "pekerjaan-7")


def test_a_copy_whose_sending_failed_is_not_wanted_again(
    printer: ScriptedPrinter, tmp_path: Path
) -> None:
    """Nobody knows how much of it the printer has: it is followed, never sent anew."""
    printer.down = {"send"}
    store = copies(tmp_path, 1)
    Outbox(store, printer).pump()
    assert store.states == [PrintState.STARTED]


def test_a_refused_copy_holds_up_nobody(printer: ScriptedPrinter, tmp_path: Path) -> None:
    store = copies(tmp_path, 3)
    printer.refused = {next(iter(store.jobs))}
    Outbox(store, printer).pump()
    assert store.states == [PrintState.FAILED, PrintState.DONE, PrintState.DONE]


def test_a_reason_goes_when_its_cause_is_gone(printer: ScriptedPrinter, tmp_path: Path) -> None:
    store = MemoryStore(
        wanted(tmp_path, state=PrintState.STARTED, handle="pegangan-1", reason="kertas habis")
    )
    Outbox(store, printer).pump()
    assert store.only.reason == ""


def test_a_printer_gets_only_so_many_copies_at_a_time(tmp_path: Path) -> None:
    printer = ScriptedPrinter(ends=PrintState.STARTED)
    store = copies(tmp_path, MOST_AT_PRINTER + 5)
    outbox = Outbox(store, printer)
    outbox.pump()
    outbox.pump()
    assert store.states.count(PrintState.STARTED) == MOST_AT_PRINTER
    printer.ends = PrintState.DONE
    outbox.pump()
    outbox.pump()
    assert store.states == [PrintState.DONE] * (MOST_AT_PRINTER + 5)


def test_a_printer_that_makes_us_wait_for_nothing_is_left_alone_for_a_while(
    tmp_path: Path,
) -> None:
    """The same thread files forms: most of its time must stay with them."""
    printer = ScriptedPrinter(seconds=0.1)
    printer.down = {"prepare"}
    store = copies(tmp_path, 1)
    outbox = Outbox(store, printer)
    outbox.pump()
    outbox.pump()
    assert len(printer.calls) == 1
    printer.down = set()
    time.sleep(0.35)
    outbox.pump()
    assert store.states == [PrintState.DONE]
