"""Running work in a forked child that kills itself at a chosen durable call."""

import os
import signal
import sys
from collections.abc import Callable

from generator.system import files

__all__ = ["FINISHED", "in_a_child", "in_a_child_that_dies"]

FINISHED = 0


def in_a_child(work: Callable[[], object]) -> int:
    """Run `work` in a forked process; its exit code, negative for the signal that ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(FINISHED)
        except BaseException:  # noqa: BLE001 - a child must never return into pytest
            os._exit(99)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def in_a_child_that_dies(work: Callable[[], object], *, at: int) -> int:
    """The same, but the child ends itself by SIGKILL, without any clean-up, at the n-th moment.

    There is a moment before and one after each durable call.
    """

    def doomed() -> None:
        files.watch_durable_calls(_killer(at))
        work()

    return in_a_child(doomed)


def _killer(at: int) -> Callable[[str], None]:
    seen = 0

    def watcher(_name: str) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return watcher
