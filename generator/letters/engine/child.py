"""The process that the engine runs in: it answers one question after the other, until there are no more.

It is started cut off from network and files. Whatever a template does to it, the answer is one document
or what is wrong; a question that takes too long ends it, even when nobody is left to do so.
"""

import os
import signal
import sys
from typing import IO

from generator.letters.engine.engine import Engine
from generator.letters.engine.jobs import READY, read_job, write_answer

__all__ = ["main"]


def main(seconds: int) -> None:
    """EngineAnswer questions on standard input; each may take `seconds`."""
    questions = sys.stdin.buffer
    answers = _own_output()
    engine = Engine()
    answers.write(READY)
    answers.flush()
    while (job := read_job(questions)) is not None:
        signal.alarm(seconds)
        write_answer(answers, engine.answer(job))
        signal.alarm(0)


def _own_output() -> IO[bytes]:
    """Standard output for the answers alone: what a library prints goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


if __name__ == "__main__":
    main(int(sys.argv[1]))
