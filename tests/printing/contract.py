"""What holds for every printer. A new backend's test is one class with the two fixtures."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.printing import Outbox, Printer
from generator.vocabulary.prints import PrintState
from tests.dying import FINISHED
from tests.printing.kit import FileStore, MemoryStore, pump_in_a_child, wanted

MOST_STEPS = 60


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A printer under test. `sheets` gives what came out, `off` and `on` reach for its switch."""

    make: Callable[[], Printer]
    sheets: Callable[[], list[bytes]]
    off: Callable[[], None]
    on: Callable[[], None]


def pump_until(
    outbox: Outbox, store: MemoryStore, holds: Callable[[], bool], *, seconds: float = 20
) -> None:
    """Pump, as the service does, until `holds`; fails with what is in the outbox after `seconds`."""
    deadline = time.monotonic() + seconds
    outbox.pump()
    while not holds():
        assert time.monotonic() < deadline, list(store.jobs.values())
        time.sleep(0.05)
        outbox.pump()


def pump_to_the_end(outbox: Outbox, store: MemoryStore, *, seconds: float = 20) -> None:
    pump_until(outbox, store, lambda: not store.open_prints(), seconds=seconds)


class PrinterContract(ABC):
    """Subclass it and give it a `bench`."""

    @pytest.fixture
    @abstractmethod
    def bench(self) -> Bench: ...

    def test_a_wanted_copy_comes_out_once_and_ends_done(self, bench: Bench, tmp_path: Path) -> None:
        store = MemoryStore(wanted(tmp_path))
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert store.states == [PrintState.DONE]
        assert store.only.reason == ""
        assert len(bench.sheets()) == 1
        assert bench.sheets()[0].startswith(b"%PDF")

    def test_the_handle_is_stored_before_the_copy_ends(self, bench: Bench, tmp_path: Path) -> None:
        store = MemoryStore(wanted(tmp_path))
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert [state for _, state in store.changes] == [PrintState.STARTED, PrintState.DONE]
        assert store.only.handle

    def test_preparing_brings_nothing_to_paper(self, bench: Bench, tmp_path: Path) -> None:
        job = wanted(tmp_path)
        assert bench.make().prepare(job)
        time.sleep(0.3)
        assert bench.sheets() == []

    def test_several_copies_come_out_in_order(self, bench: Bench, tmp_path: Path) -> None:
        store = MemoryStore(*(wanted(tmp_path, copy) for copy in (1, 2, 3)))
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert store.states == [PrintState.DONE] * 3
        assert len(bench.sheets()) == 3
        # In this order they are sent; a later one may be seen to have ended before an earlier one is asked for.
        sent = [key for key, state in store.changes if state is PrintState.STARTED]
        assert list(dict.fromkeys(sent)) == sorted(set(sent))

    def test_asking_again_about_a_sent_copy_prints_no_second_one(
        self, bench: Bench, tmp_path: Path
    ) -> None:
        store = MemoryStore(wanted(tmp_path))
        pump_to_the_end(Outbox(store, bench.make()), store)
        store.update_print(store.only.key, PrintState.STARTED)
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert store.states == [PrintState.DONE]
        assert len(bench.sheets()) == 1

    def test_a_printer_that_is_off_leaves_the_copies_wanted_with_the_reason(
        self, bench: Bench, tmp_path: Path
    ) -> None:
        store = MemoryStore(wanted(tmp_path, 1), wanted(tmp_path, 2))
        bench.off()
        Outbox(store, bench.make()).pump()
        first, second = store.jobs.values()
        assert (first.state, second.state) == (PrintState.WANTED, PrintState.WANTED)
        assert "Pencetak" in first.reason
        bench.on()
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert store.states == [PrintState.DONE] * 2
        assert len(bench.sheets()) == 2

    @pytest.mark.parametrize(
        "data", [b"", b"Bukan PDF\n", b"%PDF-1.7\nterpotong"], ids=["empty", "no PDF", "cut off"]
    )
    def test_what_is_no_whole_pdf_is_refused_and_holds_up_nobody(
        self, bench: Bench, tmp_path: Path, data: bytes
    ) -> None:
        broken = tmp_path / "rusak.pdf"
        broken.write_bytes(data)
        store = MemoryStore(wanted(tmp_path, 1, pdf=broken), wanted(tmp_path, 2))
        pump_to_the_end(Outbox(store, bench.make()), store)
        assert store.states == [PrintState.FAILED, PrintState.DONE]
        assert "rusak atau terpotong" in next(iter(store.jobs.values())).reason
        assert len(bench.sheets()) == 1

    def test_a_pdf_gone_from_the_archive_is_a_failed_copy(
        self, bench: Bench, tmp_path: Path
    ) -> None:
        store = MemoryStore(wanted(tmp_path, pdf=tmp_path / "hilang.pdf"))
        Outbox(store, bench.make()).pump()
        assert store.states == [PrintState.FAILED]
        assert "tidak ada dalam arsip" in store.only.reason
        assert bench.sheets() == []

    def test_a_handle_of_another_printer_ends_unknown_and_prints_nothing(
        self, bench: Bench, tmp_path: Path
    ) -> None:
        store = MemoryStore(wanted(tmp_path, state=PrintState.STARTED, handle="?"))
        Outbox(store, bench.make()).pump()
        assert store.states == [PrintState.UNKNOWN]
        assert bench.sheets() == []

    def test_it_says_what_it_is(self, bench: Bench) -> None:
        assert bench.make().describe()

    def test_killed_at_any_step_a_copy_still_comes_out_exactly_once(
        self, bench: Bench, tmp_path: Path
    ) -> None:
        wrong: list[str] = []
        for step in range(1, MOST_STEPS):
            before = len(bench.sheets())
            job = wanted(tmp_path, step)
            path = tmp_path / f"outbox-{step}.json"
            ended = pump_in_a_child(bench.make, lambda p=path, j=job: FileStore(p, j), die_at=step)  # type: ignore[misc]
            store = FileStore(path, job)
            pump_to_the_end(Outbox(store, bench.make()), store)
            came_out = len(bench.sheets()) - before
            if (store.states, came_out) != ([PrintState.DONE], 1):
                wrong.append(f"step {step}: {store.states}, {came_out} sheets")
            if ended == FINISHED:
                break
        assert wrong == []
        assert step > 6, "the watcher must have seen the durable steps of a whole copy"
