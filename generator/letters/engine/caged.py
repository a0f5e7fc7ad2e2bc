"""The engine from outside: a process that is started when it is needed, watched, and replaced when it ends."""

import atexit
import contextlib
import os
import selectors
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import IO

from generator.letters.engine.jobs import (
    READY,
    EngineAnswer,
    Job,
    UnfitAnswerError,
    read_answer,
    write_job,
)
from generator.letters.template.examining import TemplateFault
from generator.system.sandbox import start_caged
from generator.vocabulary.problems import NotReadyError, Problem

__all__ = ["CagedEngine", "engine_here"]

# The longest of the shipped letters, with a list of two hundred people, takes 45 ms.
SECONDS = 10
START_SECONDS = 60
# Of addresses, the process and its libraries included: after all letters of such a list it has 100 MB.
MEMORY = 600_000_000
# A template that took too long is not tried again at once: its forms are held meanwhile.
PATIENCE_SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class _Running:
    """A process that can be asked, and who started it: a fork of that one must not ask it."""

    process: subprocess.Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
    started_by: int

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for stream in (self.questions, self.answers):
            with contextlib.suppress(OSError):
                stream.close()
        self.process.wait()


class CagedEngine:
    """Fills templates in a process that sees no network and no office, one at a time."""

    def __init__(self, *, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = Lock()
        self._running: _Running | None = None
        self._slow: dict[tuple[str, int], float] = {}

    def answer(self, job: Job) -> EngineAnswer:
        """What the engine says; a template that takes too long or ends it is told as a fault.

        Raises:
            NotReadyError: the process cannot be started: no template is to blame.
        """
        with self._lock:
            key = (job.name, hash(job.template))
            if time.monotonic() < self._slow.get(key, 0):
                return self._too_slow(job)
            for _ in range(2):
                running = self._process()
                try:
                    return self._ask(running, job)
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

    def _ask(self, running: _Running, job: Job) -> EngineAnswer:
        write_job(running.questions, job)
        _wait_for(running.answers, self._seconds)
        return read_answer(running.answers)

    def _process(self) -> _Running:
        if self._running is not None and self._running.process.poll() is not None:
            self._end()
        if self._running is None or self._running.started_by != os.getpid():
            self._running = self._started()
        return self._running

    def _started(self) -> _Running:
        command = ["-m", "generator.letters.engine.child", str(self._seconds + 5)]
        try:
            process = start_caged(command, memory=self._memory)
        except OSError as error:
            raise NotReadyError("T017", hint=error.strerror or "") from error
        questions, answers = process.stdin, process.stdout
        assert questions is not None and answers is not None  # noqa: S101, PT018 - both are pipes
        running = _Running(
            process=process, questions=questions, answers=answers, started_by=os.getpid()
        )
        try:
            _wait_for(answers, START_SECONDS)
            is_ready = answers.readline() == READY
        except TimeoutError:
            is_ready = False
        if not is_ready:
            running.end()
            raise NotReadyError("T017", hint="tidak menjawab")
        return running

    def _end(self) -> None:
        running, self._running = self._running, None
        if running is not None and running.started_by == os.getpid():
            running.end()


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
