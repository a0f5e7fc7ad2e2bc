"""A refused Word form with a comment at each faulty answer; the form itself stays as it was."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from generator.forms import readers
from generator.forms.word.acting import is_signed
from generator.forms.word.document import Spot, Survey, WordReader
from generator.forms.word.opening import open_package
from generator.forms.word.text import text
from generator.vocabulary.fields import joint_with, normal
from generator.vocabulary.problems import Problem
from generator.word import package as door
from generator.word.comments import AUTHOR, add_comment, remove_comments
from generator.word.namespaces import W

__all__ = ["AUTHOR", "with_comments"]

# The last step of a key path: a place in a list, or a key.
LAST = re.compile(r"\[\d+\]$|\.?[^.\[\]]+$")


def with_comments(data: bytes, problems: Sequence[Problem]) -> bytes | None:
    """The same Word file with a comment at each faulty answer; comments of ours from before go.

    None if the file cannot be opened safely or written again, or is signed electronically.
    """
    if isinstance(open_package(data), Problem) or _is_signed(data):
        return None
    try:
        document = Document(io.BytesIO(data))
        remove_comments(document)
        places = _Places.of(document)
        for problem in problems:
            add_comment(document, places.paragraphs(problem), readers.clean(str(problem)))
        out = io.BytesIO()
        document.save(out)
    # python-docx opens what Word would; of what is not whole it raises these.
    except (
        PythonDocxError,
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        return None
    return out.getvalue()


def _is_signed(data: bytes) -> bool:
    with door.open_package(data) as package:
        return is_signed(package.names)


# -- where the answers stand -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Places:
    """Where the reader found what, and the first paragraph for what it found nowhere."""

    survey: Survey
    first: etree._Element | None

    @classmethod
    def of(cls, document: WordDocument) -> "_Places":
        reader = WordReader()
        body = document.element.body
        reader.walk(body)
        return cls(survey=reader.survey, first=next(iter(body.iter(f"{W}p")), None))

    def paragraphs(self, problem: Problem) -> list[etree._Element]:
        """The paragraphs that a comment on this problem is about."""
        found = self._element(problem)
        if found is None:
            return []
        inner = [found] if found.tag == f"{W}p" else list(found.iterchildren(f"{W}p"))
        # A cell that Word wrapped whole in a control has its paragraphs one level down.
        return inner or [next(iter(found.iter(f"{W}p")))]

    def _element(self, problem: Problem) -> etree._Element | None:
        spots, headings = self.survey.spots, self.survey.headings
        for path in _wider(problem.field):
            if path in spots:
                # Of a question that was answered twice, the later answer is the odd one.
                return _cell(spots[path][-1])
            if path in headings:
                return headings[path]
        if not problem.field and problem.found in self.survey.labels:
            return _cell(self.survey.labels[problem.found])
        named = [e for e in headings.values() if normal(text(e)) == normal(problem.where)]
        return named[0] if problem.where and named else self.first


def _cell(spot: Spot) -> etree._Element:
    """The answer's cell, or the label's when there is no answer."""
    told = next((cell for cell in spot.answers if text(cell)), None)
    if told is not None:
        return told
    return spot.label if spot.label is not None else spot.answers[0]


def _wider(path: str) -> Iterable[str]:
    """A key path, then what is around it: `a.b[2].c`, `a.b[2]`, `a.b`, `a`."""
    while path:
        yield path
        if joint := joint_with(path):
            yield f"{path.rpartition('.')[0]}.{joint.key}"
        section, _, person = path.partition(".")
        # A person told in one cell stands under the name.
        yield f"{section}.{person.partition('.')[0]}.nama"
        path = LAST.sub("", path)
