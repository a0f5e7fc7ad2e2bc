"""Reading, checking and filling one template at a time. The only import of docxtpl.

What Word does to tags is undone first (`mending`), and the whole template is read for faults before
anything is filled (`examining`). docxtpl knows `{%tr %}` and `{%p %}`; of its 21 ms a fill only 0.3
depend on the data, so the mended source is compiled and kept, and only rendered again. Its inline
pictures rule that out; so the QR code is a picture that stands in the template and whose media part
is exchanged.

All of it runs in a process of its own (`child`), since a template comes from whoever may write to a
shared folder.
"""

import hashlib
import io
import re
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from lxml import etree

from generator.letters.engine.environment import TemplateEnvironment
from generator.letters.engine.jobs import EngineAnswer, Job, Task
from generator.letters.srikandi_variables import check_variables
from generator.letters.template.examining import (
    TemplateFault,
    examine,
    explain,
    place_of,
    read_paragraphs,
)
from generator.letters.template.fonts import used_fonts
from generator.letters.template.mending import (
    LITERALS,
    TAG,
    TAG_OR_LITERAL,
    leave_out_comments,
    mend,
)
from generator.letters.template.page_size import on_paper
from generator.letters.template.pictures import (
    LOGO_NAME,
    QR_NAME,
    find_pictures,
    fit_picture,
    is_text,
)
from generator.letters.template.reviewing import with_fault_comments
from generator.letters.template.secret_mark import with_mark
from generator.letters.template.shapes import Shapes
from generator.letters.template.tags import Paragraph
from generator.vocabulary.problems import FormHeldError, Problem
from generator.word.package import PackageError, open_package

__all__ = ["Engine"]

# A fixed date: the same letter filled twice gives the same bytes.
ZIP_DATE = (2022, 8, 9, 0, 0, 0)
DOCUMENT = "word/document.xml"
# Templates that are kept ready: an office has some twenty.
KEPT_READY = 60
# Of Word's XML: a record with a list of two hundred people has half a megabyte.
LONGEST_PART = 6_000_000
# What stands for braces that are to be read while tags are filled: no text has these characters.
ASIDE = dict(zip(LITERALS, "\ufdd0\ufdd1\ufdd2\ufdd3", strict=True))
UNREADABLE = (PackageError, KeyError, ValueError, etree.XMLSyntaxError)


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A template ready to be rendered: compiled text parts, and the other parts as they are.

    `told` are its paragraphs as a person reads them, so that a fault found later has its place.
    """

    sources: dict[str, str]
    templates: dict[str, Template]
    parts: dict[str, bytes]
    codes: tuple[str, ...]
    told: tuple[Paragraph, ...]


class Engine:
    """Answers jobs; a template that it was given before is ready still."""

    def __init__(self) -> None:
        self._ready: dict[str, _Prepared] = {}
        self.environment = TemplateEnvironment()

    def answer(self, job: Job) -> EngineAnswer:
        """What a job asks for; whatever is wrong with the template is said in the answer."""
        tasks: Mapping[Task, Callable[[Job], EngineAnswer]] = {
            "fill": self._fill,
            "faults": self._faults,
            "fonts": _fonts,
            "comments": _comments,
        }
        try:
            return tasks[job.task](job)
        except _FaultyError as error:
            return EngineAnswer(faults=error.faults)
        except FormHeldError as error:
            return EngineAnswer(faults=tuple(TemplateFault(problem=one) for one in error.problems))
        except MemoryError:
            return EngineAnswer(
                faults=(TemplateFault(problem=Problem(code="T016", found=job.name)),)
            )

    def _fill(self, job: Job) -> EngineAnswer:
        prepared = self._prepare(job)
        parts = dict(prepared.parts)
        for part, template in prepared.templates.items():
            parts[part] = self._render(job.name, template, prepared, part, job.values)
        if job.mark:
            parts[DOCUMENT] = with_mark(parts[DOCUMENT], job.mark)
        parts |= dict.fromkeys(prepared.codes, job.code)
        if job.is_srikandi:
            check_variables(job.name, parts)
        return EngineAnswer(docx=_pack(parts))

    def _faults(self, job: Job) -> EngineAnswer:
        told = self._prepare(job).told
        shapes = Shapes(job.values)
        faults = examine(
            job.name, told, shapes, self.environment, doubtful=job.doubtful, untold=job.untold
        )
        return EngineAnswer(faults=tuple(faults))

    def _prepare(self, job: Job) -> _Prepared:
        digest = hashlib.sha256(job.template + b"\0" + repr(job.logo).encode()).hexdigest()
        key = f"{job.name}\0{job.paper}\0{digest}"
        if key not in self._ready:
            prepared = self._read(job)
            if len(self._ready) >= KEPT_READY:
                del self._ready[next(iter(self._ready))]
            self._ready[key] = prepared
        return self._ready[key]

    def _read(self, job: Job) -> _Prepared:
        name = job.name
        try:
            parts = _unpacked(job.template)
            if job.paper:
                parts[DOCUMENT] = on_paper(parts[DOCUMENT], job.paper)
            pictures = find_pictures(parts)
            if job.logo is not None:
                _put_logo(job, job.logo, parts, pictures.get(LOGO_NAME, ()))
            trees = {part: etree.fromstring(parts[part]) for part in parts if is_text(part)}
            for tree in trees.values():
                mend(tree)
            leave_out_comments(parts)
        except UNREADABLE as error:
            raise FormHeldError("T002", found=name) from error
        told = tuple(read_paragraphs(trees))
        faults = [
            *_unfilled(name, parts),
            *examine(name, told, Shapes(job.values), self.environment),
        ]
        if any(not one.problem.is_warning for one in faults):
            raise _FaultyError(faults)
        if QR_NAME not in pictures:
            raise FormHeldError("T005", found=name)
        mender = DocxTemplate(io.BytesIO(job.template))
        sources = {
            part: _lined(_set_aside(mender.patch_xml(_text(tree)))) for part, tree in trees.items()
        }
        return _Prepared(
            sources=sources,
            templates={part: self._compile(name, source, told) for part, source in sources.items()},
            parts=parts,
            codes=pictures[QR_NAME],
            told=told,
        )

    def _compile(self, name: str, source: str, told: tuple[Paragraph, ...]) -> Template:
        try:
            return self.environment.from_string(source)
        except TemplateSyntaxError as error:
            at = _nearby(source, error.lineno, told)
            hint = explain(error, self.environment)
            raise _at("T004", name, hint, at) from error

    def _render(
        self,
        name: str,
        template: Template,
        prepared: _Prepared,
        part: str,
        values: Mapping[str, Any],
    ) -> bytes:
        try:
            filled = _bounded(name, template.generate(values))
            etree.fromstring(filled)
        except etree.XMLSyntaxError as error:
            raise FormHeldError("T013", found=name) from error
        except SecurityError as error:
            at = _place(error, prepared.sources[part], prepared.told)
            raise _at("T004", name, explain(error, self.environment), at) from error
        except UndefinedError as error:
            at = _place(error, prepared.sources[part], prepared.told)
            unknown = re.findall(r"'([^']+)'", str(error))
            raise _at("T003", name, f"“{unknown[-1]}”" if unknown else "", at) from error
        except (
            TemplateError,
            TypeError,
            ValueError,
            AttributeError,
            ArithmeticError,
            LookupError,
            RecursionError,
        ) as error:
            at = _place(error, prepared.sources[part], prepared.told)
            raise _at("T004", name, explain(error, self.environment), at) from error
        return filled


def _bounded(name: str, pieces: Iterator[str]) -> bytes:
    """What a template prints, piece by piece, as long as it may be a letter.

    Raises:
        FormHeldError: T016, it prints more than any letter holds.
    """
    made, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LONGEST_PART:
            raise FormHeldError("T016", found=name)
        made.append(piece)
    text = "".join(made)
    for braces, mark in ASIDE.items():
        text = text.replace(mark, LITERALS[braces])
    return text.encode()


def _set_aside(source: str) -> str:
    """Braces that are to be read as such, out of the way of the tags until these are filled."""
    return TAG_OR_LITERAL.sub(lambda found: ASIDE.get(found[0], found[0]), source)


def _unfilled(name: str, parts: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """Tags that stand where nothing is filled: in the properties of the file, its end notes, its charts."""
    for part, data in parts.items():
        if is_text(part) or not part.endswith(".xml"):
            continue
        for text in etree.fromstring(data).itertext():
            if found := TAG.search(text):
                where = "properti berkas" if part.startswith("docProps/") else part
                hint = f"di sini tidak ada yang diisi, pada “{found[0]}”"
                problem = Problem(code="T004", found=name, hint=hint, where=where)
                yield TemplateFault(problem=problem, part=part)


def _fonts(job: Job) -> EngineAnswer:
    try:
        parts = {
            name: data for name, data in _unpacked(job.template).items() if name.endswith(".xml")
        }
        return EngineAnswer(fonts=tuple(used_fonts(parts)))
    except UNREADABLE:
        # That it cannot be read was told already.
        return EngineAnswer()


def _comments(job: Job) -> EngineAnswer:
    return EngineAnswer(docx=with_fault_comments(job.template, job.faults) or b"")


def _put_logo(job: Job, logo: bytes, parts: dict[str, bytes], media: tuple[str, ...]) -> None:
    try:
        for part in filter(is_text, list(parts)):
            parts[part] = fit_picture(parts[part], LOGO_NAME, logo)
    except etree.XMLSyntaxError as error:
        raise FormHeldError("T002", found=job.name) from error
    except ValueError as error:
        raise FormHeldError("T008", found=job.logo_name, hint="bukan PNG atau JPEG") from error
    parts |= dict.fromkeys(media, logo)


class _FaultyError(Exception):
    """What is wrong with a template, all of it."""

    def __init__(self, faults: Sequence[TemplateFault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def _at(code: str, name: str, hint: str, at: Paragraph | None) -> _FaultyError:
    """One fault, with its place if that is known."""
    problem = Problem(code=code, found=name, hint=hint, where=at.where if at else "")
    part, number = (at.part, at.number) if at else ("", -1)
    return _FaultyError([TemplateFault(problem=problem, part=part, paragraph=number)])


def _unpacked(data: bytes) -> dict[str, bytes]:
    with open_package(data) as package:
        return {name: package.read(name) for name in package.names}


def _text(tree: etree._Element) -> str:
    """A part as text, without a byte order mark or an XML declaration of another encoding."""
    return str(etree.tostring(tree, encoding="unicode"))


def _lined(source: str) -> str:
    """A paragraph a line: errors tell lines."""
    return re.sub(r"<w:p(?=[ >])", "\n<w:p", source)


def _pack(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in parts.items():
            packed = zipfile.ZIP_STORED if "/media/" in name else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, packed)
    return out.getvalue()


def _place(error: Exception, source: str, told: tuple[Paragraph, ...]) -> Paragraph | None:
    """Where in the template an error of rendering arose."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>" and frame.lineno
    ]
    return _nearby(source, lines[-1], told) if lines else None


def _nearby(source: str, line: int, told: tuple[Paragraph, ...]) -> Paragraph | None:
    """The paragraph that became a line of the source."""
    lines = source.splitlines()
    words = unescape(re.sub(r"<[^>]+>", " ", "".join(lines[max(0, line - 1) : line])))
    return next(place_of(told, words), None)
