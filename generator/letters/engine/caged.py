"""The engine from outside: a process that is started when it is needed, watched, and replaced when it ends."""

import atexit
import contextlib
import os
import selectors
import subprocess
import time
from functools import cache
from threading import Lock
from typing import IO

from generator.letters.engine.child import READY
from generator.letters.engine.jobs import (
    EngineAnswer,
    Job,
    UnfitAnswerError,
    read_answer,
    write_job,
)
from generator.letters.template.examining import TemplateFault
from generator.system.sandbox import start_caged
from generator.vocabulary.problems import Problem

__all__ = ["CagedEngine", "engine_here"]

# A letter takes some 10 ms, the longest of the shipped ones with two hundred people 0.3 s.
SECONDS = 10
START_SECONDS = 60
# The process itself, its libraries and its stack count here too: they take some 400 MB of addresses.
MEMORY = 1_500_000_000
# A template that took too long is not tried again at once: its forms are held meanwhile.
PATIENCE_SECONDS = 300


class CagedEngine:
    """Fills templates in a process that sees no network and no office, one at a time."""

    def __init__(self, *, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._started_by = 0
        self._slow: dict[tuple[str, int], float] = {}

    def answer(self, job: Job) -> EngineAnswer:
        """What the engine says; a template that takes too long or ends it is told as a fault."""
        with self._lock:
            key = (job.name, hash(job.template))
            if time.monotonic() < self._slow.get(key, 0):
                return self._too_slow(job)
            for _ in range(2):
                try:
                    return self._ask(job)
                except TimeoutError:
                    self._end()
                    self._slow[key] = time.monotonic() + PATIENCE_SECONDS
                    return self._too_slow(job)
                except (UnfitAnswerError, OSError):
                    self._end()
            return EngineAnswer(
                faults=(TemplateFault(problem=Problem(code="T016", found=job.name)),)
            )

    def close(self) -> None:
        """End the process; the next question starts another."""
        with self._lock:
            self._end()

    def _too_slow(self, job: Job) -> EngineAnswer:
        problem = Problem(code="T015", found=job.name, hint=str(self._seconds))
        return EngineAnswer(faults=(TemplateFault(problem=problem),))

    def _ask(self, job: Job) -> EngineAnswer:
        running = self._process()
        assert running.stdin is not None  # noqa: S101 - both are pipes
        assert running.stdout is not None  # noqa: S101
        write_job(running.stdin, job)  # type: ignore[arg-type]
        _wait_for(running.stdout, self._seconds)
        return read_answer(running.stdout)  # type: ignore[arg-type]

    def _process(self) -> subprocess.Popen[bytes]:
        if self._running is not None and self._started_by != os.getpid():
            # This is a fork of the process that started it: it is not ours to ask.
            self._running = None
        if self._running is None or self._running.poll() is not None:
            self._end()
            command = ["-m", "generator.letters.engine.child", str(self._seconds + 5)]
            self._running = start_caged(command, memory=self._memory)
            self._started_by = os.getpid()
            assert self._running.stdout is not None  # noqa: S101 - a pipe
            _wait_for(self._running.stdout, START_SECONDS)
            if self._running.stdout.readline() != READY:
                raise UnfitAnswerError
        return self._running

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is None or self._started_by != os.getpid():
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, 9)
        for stream in (running.stdin, running.stdout):
            with contextlib.suppress(OSError):
                assert stream is not None  # noqa: S101 - both are pipes
                stream.close()
        running.wait()


def _wait_for(stream: IO[bytes], seconds: float) -> None:
    """Wait until something can be read.

    Raises:
        TimeoutError: nothing came.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        if not selector.select(seconds):
            raise TimeoutError


@cache
def engine_here() -> CagedEngine:
    """The engine of this process, for all its offices; it ends with it."""
    engine = CagedEngine()
    atexit.register(engine.close)
    return engine
