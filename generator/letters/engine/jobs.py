"""What the engine is asked, and what it answers.

A question goes in as a pickle: it comes from the service itself. An answer comes out as JSON and bytes:
of a process that reads strangers' files nothing else is believed.
"""

import json
import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Literal

from generator.letters.template.examining import TemplateFault
from generator.vocabulary.problems import Problem

__all__ = [
    "READY",
    "EngineAnswer",
    "Job",
    "Task",
    "UnfitAnswerError",
    "read_answer",
    "read_job",
    "write_answer",
    "write_job",
]

Task = Literal["fill", "faults", "fonts", "comments"]
# What the process says once it can be asked.
READY = b"siap\n"
LONGEST_HEAD, LONGEST_BODY = 2_000_000, 100_000_000
HEAD = struct.Struct(">II")
LENGTH = struct.Struct(">I")


class UnfitAnswerError(Exception):
    """No answer, or none that can be believed."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One question about one template.

    `values` are plain data. `logo` is the office's own emblem, `code` the picture of the letter's code,
    `mark` the words of a secret letter, where there are such. `doubtful` and `untold` are those of
    `examine`, `faults` what is to be written beside the paragraphs.
    """

    task: Task
    name: str
    template: bytes
    values: Mapping[str, Any] = field(default_factory=dict)
    paper: str = ""
    logo: bytes | None = None
    logo_name: str = ""
    code: bytes = b""
    mark: str = ""
    is_srikandi: bool = False
    doubtful: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    faults: tuple[TemplateFault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EngineAnswer:
    """A document, or what is wrong; `fonts` are names with part, paragraph and place."""

    docx: bytes = b""
    faults: tuple[TemplateFault, ...] = ()
    fonts: tuple[tuple[str, str, int, str], ...] = ()


def write_job(stream: IO[bytes], job: Job) -> None:
    data = pickle.dumps(job)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read_job(stream: IO[bytes]) -> Job | None:
    """The next question; None when there will be no more."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    data = stream.read(LENGTH.unpack(head)[0])
    # Written by the service itself, see above.
    job = pickle.loads(data)  # noqa: S301
    assert isinstance(job, Job)  # noqa: S101
    return job


def write_answer(stream: IO[bytes], answer: EngineAnswer) -> None:
    told = {
        "fonts": answer.fonts,
        "faults": [
            {
                "code": one.problem.code,
                "found": one.problem.found,
                "hint": one.problem.hint,
                "where": one.problem.where,
                "part": one.part,
                "paragraph": one.paragraph,
            }
            for one in answer.faults
        ],
    }
    head = json.dumps(told).encode()
    stream.write(HEAD.pack(len(head), len(answer.docx)) + head + answer.docx)
    stream.flush()


def read_answer(stream: IO[bytes]) -> EngineAnswer:
    """The answer to the question that was asked last.

    Raises:
        UnfitAnswerError: the process ended, or says what no engine says.
    """
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        raise UnfitAnswerError
    of_head, of_body = HEAD.unpack(head)
    if of_head > LONGEST_HEAD or of_body > LONGEST_BODY:
        raise UnfitAnswerError
    told, docx = stream.read(of_head), stream.read(of_body)
    if len(told) < of_head or len(docx) < of_body:
        raise UnfitAnswerError
    try:
        read = json.loads(told)
        return EngineAnswer(
            docx=docx,
            faults=tuple(_fault(one) for one in read["faults"]),
            fonts=tuple(
                (str(font), str(part), int(number), str(where))
                for font, part, number, where in read["fonts"]
            ),
        )
    except (ValueError, LookupError, TypeError) as error:
        raise UnfitAnswerError from error


def _fault(told: Mapping[str, Any]) -> TemplateFault:
    words = {key: str(told[key]) for key in ("code", "found", "hint", "where")}
    return TemplateFault(
        problem=Problem(**words), part=str(told["part"]), paragraph=int(told["paragraph"])
    )
