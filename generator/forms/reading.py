"""The door of the package: which format a file has, whether it is whole, what it says."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.forms.json_form import read_json
from generator.forms.raw import FormReading, RawForm
from generator.forms.validation import validate
from generator.forms.word_form import read_word
from generator.problems import Problem

__all__ = ["FORMATS", "is_whole", "read_form"]

# A further format is one reader and one line here.
FORMATS: dict[str, Callable[[bytes], RawForm]] = {".docx": read_word, ".json": read_json}


def read_form(path: Path, *, name: str, today: date) -> FormReading:
    """Read a form; `name`, as the clerk knows the file, decides the format.

    Content never makes it raise: whatever is wrong is among the problems.

    Raises:
        OSError: the file cannot be read.
    """
    suffix = Path(name).suffix.lower()
    data = path.read_bytes()
    reader = FORMATS.get(suffix)
    if not data:
        return _refused(Problem(code="B001"))
    if reader is None:
        return _refused(Problem(code="B004", found=suffix or "tanpa akhiran nama"))
    raw = reader(data)
    if not raw.values and any(not problem.is_warning for problem in raw.problems):
        return FormReading(form=None, problems=tuple(raw.problems), answers=tuple(raw.answers))
    return validate(raw, today=today)


def _refused(problem: Problem) -> FormReading:
    return FormReading(form=None, problems=(problem,), answers=())


def is_whole(path: Path, *, name: str) -> bool:
    """Whether a file's content is complete, so that nobody is still copying it.

    False on any doubt: a Word package without its directory at the end, JSON that breaks off, zeros
    where a copy has preset the size. What can never become a form is whole.
    """
    suffix = Path(name).suffix.lower()
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
        if suffix == ".json":
            json.loads(path.read_bytes().decode("utf-8-sig"))
            return True
        if suffix != ".docx" or (head.strip(b"\0") and not head.startswith(b"PK")):
            return True
        with zipfile.ZipFile(path) as package:
            return "[Content_Types].xml" in package.namelist() and package.testzip() is None
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile, EOFError, RuntimeError,
            NotImplementedError):  # fmt: skip
        return False
