"""Faults of a real queue with a real (virtual) printer behind it, and how a copy ends."""

import json
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.printing import PRINTERS, Outbox, describe_printer
from generator.rules.config import PrintingSettings
from generator.vocabulary.prints import PrintState
from generator.vocabulary.problems import NotReadyError
from tests.printing.kit import MemoryStore, wanted
from tests.printing.rig import Rig, wait_until

ENDS = {PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN}


@dataclass(frozen=True)
class Bench:
    """A printer under test and how to count what came out of it."""

    settings: PrintingSettings
    output: Path
    count: Callable[[], int]

    def outbox(self, store: MemoryStore) -> Outbox:
        return Outbox(store, PRINTERS[self.settings.backend](self.settings, self.output))


def ipp_bench(rig: Rig, address: str, output: Path) -> Bench:
    settings = PrintingSettings(backend="ipp", printer=address, timeout_seconds=5)
    return Bench(settings, output, lambda: len(rig.sheets()))


def pump_to_the_end(outbox: Outbox, store: MemoryStore, *, seconds: float = 30) -> None:
    def ended() -> bool:
        outbox.pump()
        return set(store.states) <= ENDS

    wait_until(ended, seconds=seconds)


@pytest.mark.real
class TestCups:
    @pytest.fixture
    def store(self, tmp_path: Path) -> MemoryStore:
        return MemoryStore(wanted(tmp_path))

    @pytest.fixture
    def queue(self, rig: Rig, tmp_path: Path) -> Bench:
        return ipp_bench(rig, rig.queue, tmp_path)

    def reason(self, store: MemoryStore) -> str:
        return next(iter(store.jobs.values())).reason

    def pump_until(self, outbox: Outbox, condition: Callable[[], object]) -> None:
        def happened() -> object:
            outbox.pump()
            return condition()

        wait_until(happened)

    def test_the_paper_and_the_title_arrive(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        pump_to_the_end(queue.outbox(store), store)
        options = rig.options()
        assert "x-dimension=21000 y-dimension=29700" in options
        assert "IPP_JOB_NAME=PMBS-2026-0007-002-1" in options

    def test_paper_out_is_shown_and_it_goes_on_when_refilled(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.switch("paper-out", on=True)
        outbox = queue.outbox(store)
        self.pump_until(outbox, lambda: "kertas habis" in self.reason(store))
        assert store.states == [PrintState.STARTED]
        rig.switch("paper-out", on=False)
        pump_to_the_end(outbox, store)
        assert store.states == [PrintState.DONE]
        assert queue.count() == 1

    def test_a_jam_that_aborts_the_job_is_never_called_done(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        """CUPS reports such a job as cancelled, but now and then as completed."""
        rig.switch("abort", on=True)
        pump_to_the_end(queue.outbox(store), store)
        assert store.states[0] in {PrintState.FAILED, PrintState.UNKNOWN}
        assert queue.count() == 0

    def test_a_printer_that_is_off_prints_once_when_it_is_on_again(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.end("ippeveprinter")
        outbox = queue.outbox(store)
        self.pump_until(outbox, lambda: self.reason(store))
        assert store.states == [PrintState.STARTED]
        rig.start_printer()
        pump_to_the_end(outbox, store, seconds=60)
        assert queue.count() == 1

    def test_a_disabled_queue_waits_and_prints_when_enabled(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.admin("cupsdisable", "kantor")
        outbox = queue.outbox(store)
        self.pump_until(outbox, lambda: "antrean dihentikan" in self.reason(store))
        rig.admin("cupsenable", "kantor")
        pump_to_the_end(outbox, store)
        assert store.states == [PrintState.DONE]
        assert queue.count() == 1

    def test_a_rejecting_queue_leaves_the_copy_wanted(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.admin("cupsreject", "kantor")
        queue.outbox(store).pump()
        assert store.states == [PrintState.WANTED]
        assert "tidak menerima" in self.reason(store)

    def test_an_unknown_queue_leaves_the_copy_wanted(
        self, rig: Rig, store: MemoryStore, tmp_path: Path
    ) -> None:
        lost = ipp_bench(rig, rig.queue.replace("kantor", "tidak-ada"), tmp_path)
        lost.outbox(store).pump()
        assert store.states == [PrintState.WANTED]
        assert self.reason(store)

    def test_a_cups_that_is_down_leaves_the_copy_wanted(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.end("cupsd")
        queue.outbox(store).pump()
        assert store.states == [PrintState.WANTED]
        rig.start_cups()
        pump_to_the_end(queue.outbox(store), store)
        assert queue.count() == 1

    def test_a_cups_killed_right_after_accepting_is_never_sent_the_sheet_again(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.switch("paper-out", on=True)
        outbox = queue.outbox(store)
        outbox.pump()
        rig.end("cupsd")
        outbox.pump()
        assert store.states == [PrintState.STARTED]
        rig.start_cups()
        rig.switch("paper-out", on=False)
        pump_to_the_end(outbox, store, seconds=60)
        # CUPS itself may print its job again after such a death; we sent it once.
        assert [state for _, state in store.changes].count(PrintState.WANTED) == 0
        assert set(store.states) <= {PrintState.DONE, PrintState.UNKNOWN}

    def test_a_job_that_cups_forgot_is_unknown_and_not_resent(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.admin("cupsdisable", "kantor")
        outbox = queue.outbox(store)
        outbox.pump()
        rig.admin("cancel", "-a", "-x")
        rig.admin("cupsenable", "kantor")
        pump_to_the_end(outbox, store)
        assert store.states == [PrintState.UNKNOWN]
        assert "Lihat baki" in self.reason(store)
        assert queue.count() == 0

    def test_a_printer_that_was_rebooted_in_mid_job_is_never_simply_called_done(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        """CUPS calls such a job completed, and says in small print that it lost track of it."""
        rig.switch("paper-out", on=True)
        outbox = queue.outbox(store)
        self.pump_until(outbox, lambda: "kertas habis" in self.reason(store))
        rig.end("ippeveprinter")
        rig.switch("paper-out", on=False)
        rig.start_printer()
        pump_to_the_end(outbox, store, seconds=60)
        assert store.states == [PrintState.UNKNOWN] or queue.count() == 1
        assert [state for _, state in store.changes].count(PrintState.WANTED) == 0
        assert queue.count() <= 1

    def test_a_queue_deleted_in_mid_job_ends_for_a_person_to_look_at(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.admin("cupsdisable", "kantor")
        outbox = queue.outbox(store)
        outbox.pump()
        assert store.states == [PrintState.STARTED]
        rig.admin("lpadmin", "-x", "kantor")
        self.pump_until(outbox, lambda: store.states != [PrintState.STARTED] or self.reason(store))
        rig.add_queue()
        pump_to_the_end(outbox, store)
        assert store.states[0] in {PrintState.FAILED, PrintState.UNKNOWN}
        assert queue.count() == 0

    def test_an_option_that_the_printer_does_not_know_fails_with_its_reason(
        self, rig: Rig, store: MemoryStore, tmp_path: Path
    ) -> None:
        settings = PrintingSettings(backend="ipp", printer=rig.queue, timeout_seconds=5)
        wrong = Bench(settings.model_copy(update={"sides": "banana"}), tmp_path, int)
        pump_to_the_end(wrong.outbox(store), store)
        assert store.states == [PrintState.FAILED]
        assert self.reason(store)
        assert rig.sheets() == []

    def test_a_job_that_somebody_held_is_not_let_go_by_us_not_even_after_a_restart(
        self, rig: Rig, queue: Bench, store: MemoryStore
    ) -> None:
        rig.admin("cupsdisable", "kantor")
        outbox = queue.outbox(store)
        outbox.pump()
        (job,) = store.jobs.values()
        number = str(json.loads(job.handle)["id"])
        rig.admin("lp", "-i", number, "-H", "hold")
        rig.end("cupsd", signal.SIGTERM)
        rig.start_cups()
        rig.admin("cupsenable", "kantor")
        again = queue.outbox(store)
        self.pump_until(again, lambda: "ditahan" in self.reason(store))
        time.sleep(1)
        again.pump()
        assert (store.states, queue.count()) == ([PrintState.STARTED], 0)
        rig.admin("lp", "-i", number, "-H", "resume")
        pump_to_the_end(again, store)
        assert queue.count() == 1

    def test_what_is_no_pdf_is_not_sent(self, queue: Bench, store: MemoryStore) -> None:
        (job,) = store.jobs.values()
        job.pdf.write_bytes(b"bukan PDF")
        queue.outbox(store).pump()
        assert store.states == [PrintState.FAILED]

    def test_a_printer_that_does_not_answer_is_told_to_the_doctor(self, rig: Rig) -> None:
        rig.end("cupsd")
        settings = PrintingSettings(backend="ipp", printer=rig.queue, timeout_seconds=2)
        with pytest.raises(NotReadyError, match="C001"):
            describe_printer(settings, Path())
