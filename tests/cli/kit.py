"""The command line in this process: a fixed clock, and a stand-in for LibreOffice."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import main
from tests.office_kit import NOON, open_office

__all__ = ["Answer", "Shell"]


@dataclass(frozen=True)
class Answer:
    """What one command said, and how it ended."""

    code: int
    out: str
    err: str
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each printed line; columns stand two blanks apart."""
        return [
            [cell.strip() for cell in line.split("  ") if cell.strip()]
            for line in self.out.splitlines()
            if line.strip()
        ]


class _Piped(io.TextIOWrapper):
    """A pipe: text as well as bytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True, newline="")

    @property
    def data(self) -> bytes:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@dataclass(frozen=True)
class Shell:
    """Calls commands on one office, one after the other, as a person at a keyboard would."""

    folder: Path
    moment: datetime = NOON

    def __call__(self, *words: object, typed: str = "", moment: datetime | None = None) -> Answer:
        out, err = _Piped(), _Piped()
        arguments = ["--office", str(self.folder), *map(str, words)]
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            _typed(typed),
        ):
            code = main(
                arguments,
                open_office=lambda folder: open_office(folder, moment=moment or self.moment),
            )
        return Answer(code, _text(out), _text(err), out.data)

    def said(self, *words: object, **given: Any) -> list[list[str]]:
        """The rows of a command that has to end well."""
        answer = self(*words, **given)
        assert answer.code == 0, answer.err
        return answer.rows

    def ledger(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = []
        for path in sorted((self.folder / "archive" / "ledger").glob("*.jsonl")):
            lines += map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return lines


def _text(stream: _Piped) -> str:
    return stream.data.decode("utf-8", "replace")


@contextlib.contextmanager
def _typed(text: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(text))
        yield
