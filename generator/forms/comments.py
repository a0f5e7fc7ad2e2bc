"""A refused Word form with a comment at each faulty answer; the form itself stays as it was.

The markers stand around the content of whole paragraphs, never inside a content control: Word takes
a list or a date with anything else in it for damaged.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.comments import Comment
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from generator.forms import readers
from generator.forms.labels import normal
from generator.forms.package import open_package
from generator.forms.word_form import W, _blocks, _cells, _Reader, _rows, _text
from generator.problems import Problem

__all__ = ["AUTHOR", "with_comments"]

AUTHOR, INITIALS = "Layanan PMBS", "PMBS"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
# The last step of a key path: a place in a list, or a key.
LAST = re.compile(r"\[\d+\]$|\.?[^.\[\]]+$")


def with_comments(data: bytes, problems: Sequence[Problem]) -> bytes | None:
    """The same Word file with a comment at each faulty answer; comments of ours from before go.

    None if the file cannot be opened safely or written again.
    """
    if isinstance(open_package(data), Problem):
        return None
    try:
        document = Document(io.BytesIO(data))
        _remove_ours(document)
        places = _Places.of(document)
        for problem in problems:
            _comment(document, places.paragraphs(problem), str(problem))
        out = io.BytesIO()
        document.save(out)
    # python-docx opens what Word would; of what is not whole it raises these.
    except (PythonDocxError, OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, OSError,
            LookupError, ValueError, TypeError, AttributeError, RecursionError):  # fmt: skip
        return None
    return out.getvalue()


# -- where the answers stand -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Spot:
    """The cells of one answer; without a label for the cells of a row."""

    label: etree._Element | None
    answers: tuple[etree._Element, ...]

    @property
    def cell(self) -> etree._Element:
        """The answer's cell, or the label's when there is no answer."""
        told = next((cell for cell in self.answers if _text(cell)), None)
        if told is not None:
            return told
        return self.label if self.label is not None else self.answers[0]


@dataclass(kw_only=True)
class _Places:
    """The spots of a document by key path and by label; headings by section."""

    spots: dict[str, list[_Spot]] = field(default_factory=dict)
    labels: dict[str, _Spot] = field(default_factory=dict)
    headings: dict[str, etree._Element] = field(default_factory=dict)
    first: etree._Element | None = None

    @classmethod
    def of(cls, document: WordDocument) -> "_Places":
        return _Walker().walk(document.element.body)

    def paragraphs(self, problem: Problem) -> list[etree._Element]:
        """The paragraphs that a comment on this problem is about."""
        found = self._element(problem)
        if found is None:
            return []
        inner = [found] if found.tag == f"{W}p" else list(found.iterchildren(f"{W}p"))
        # A cell that Word wrapped whole in a control has its paragraphs one level down.
        return inner or [next(iter(found.iter(f"{W}p")))]

    def _element(self, problem: Problem) -> etree._Element | None:
        for path in _wider(problem.field):
            if path in self.spots:
                # Of a question that was answered twice, the later answer is the odd one.
                return self.spots[path][-1].cell
            if path in self.headings:
                return self.headings[path]
        if not problem.field and problem.found in self.labels:
            return self.labels[problem.found].cell
        named = [e for e in self.headings.values() if normal(_text(e)) == normal(problem.where)]
        return named[0] if problem.where and named else self.first


def _wider(path: str) -> Iterable[str]:
    """A key path, then what is around it: `a.b[2].c`, `a.b[2]`, `a.b`, `a`."""
    while path:
        yield path
        if path in ("klien.tempat_lahir", "klien.tanggal_lahir"):
            yield "klien.ttl"
        section, _, person = path.partition(".")
        # A person told in one cell stands under the name.
        yield f"{section}.{person.partition('.')[0]}.nama"
        path = LAST.sub("", path)


class _Walker(_Reader):
    """Goes the reader's way through a document and notes where it found what."""

    def walk(self, body: etree._Element) -> _Places:
        self.places = _Places()
        for block in _blocks(body):
            if block.tag == f"{W}tbl":
                self._walk_table(block)
                continue
            if self.places.first is None:
                self.places.first = block
            self._note_heading(_text(block), block)
        if self.places.first is None:
            self.places.first = next(iter(body.iter(f"{W}p")), None)
        return self.places

    def _note_heading(self, text: str, element: etree._Element) -> bool:
        if not text or not self._take_heading(text):
            return False
        self.places.headings.setdefault(self.rows.path if self.rows else self.section.key, element)
        return True

    def _walk_table(self, table: etree._Element) -> None:
        columns: list[str] | None = None
        for row in _rows(table):
            cells = _cells(row)
            texts = [_text(cell) for cell in cells]
            told = [
                (text, cell) for text, cell in zip(texts, cells, strict=True) if text.strip(":")
            ]
            if len(told) == 1 and self._note_heading(*told[0]):
                columns = None
                continue
            header = self._columns(texts)
            if header is not None and self.rows is not None:
                columns = header
                self.places.headings.setdefault(self.rows.path, cells[0])
            elif columns is not None:
                self._note_row(columns, texts, cells)
            elif told:
                self._note_answers(texts, cells)

    def _note_row(self, columns: list[str], texts: list[str], cells: list[etree._Element]) -> None:
        assert self.rows is not None  # noqa: S101 - set when the header row was found
        before = len(self._slot(self.rows.path))
        self._data_row(columns, texts)
        number = len(self._slot(self.rows.path))
        if number == before:
            return
        path = f"{self.rows.path}[{number}]"
        told = tuple(cell for text, cell in zip(texts, cells, strict=True) if text)
        self.places.spots[path] = [_Spot(label=None, answers=told)]
        for key, text, cell in zip(columns, texts, cells, strict=False):
            if key and text:
                self.places.spots[f"{path}.{key}"] = [_Spot(label=None, answers=(cell,))]

    def _note_answers(self, texts: list[str], cells: list[etree._Element]) -> None:
        kept = [
            (text, cell)
            for place, (text, cell) in enumerate(zip(texts, cells, strict=True))
            if text.strip() != ":" or place == 0
        ]
        pairs = [kept]
        if len(kept) == 4 and self._find(kept[2][0]) is not None:  # noqa: PLR2004 - two pairs
            pairs = [kept[:2], kept[2:]]
        for (label, label_cell), *answers in pairs:
            if not label or not answers:
                continue
            spot = _Spot(label=label_cell, answers=tuple(cell for _, cell in answers))
            self.places.labels.setdefault(label.strip(" :\n")[:60], spot)
            found = self._find(label)
            if found is not None:
                section, key, _ = found
                self.places.spots.setdefault(f"{section.key}.{key}".lstrip("."), []).append(spot)


# -- comments --------------------------------------------------------------------------------------


def _comment(document: WordDocument, paragraphs: list[etree._Element], text: str) -> None:
    if not paragraphs:
        return
    comment = document.comments.add_comment(readers.clean(text), author=AUTHOR, initials=INITIALS)
    first, last = paragraphs[0], paragraphs[-1]
    start = _mark("commentRangeStart", comment)
    properties = first.find(f"{W}pPr")
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    last.append(_mark("commentRangeEnd", comment))
    run = OxmlElement("w:r")
    run.append(_mark("commentReference", comment))
    last.append(run)


def _mark(tag: str, comment: Comment) -> etree._Element:
    return OxmlElement(f"w:{tag}", attrs={qn("w:id"): str(comment.comment_id)})


def _remove_ours(document: WordDocument) -> None:
    """Take out the comments of an earlier round, and what Word keeps beside them."""
    ours = [one for one in document.comments if one.author == AUTHOR]
    numbers = {str(one.comment_id) for one in ours}
    paragraph_ids = set()
    for comment in ours:
        element = comment._comment_elm  # noqa: SLF001 - python-docx cannot remove one
        paragraph_ids |= {_paragraph_id(inner) for inner in element.iter(f"{W}p")}
        element.getparent().remove(element)
    marks = [e for tag in MARKS for e in document.element.body.iter(f"{W}{tag}")]
    for mark in marks:
        if mark.get(qn("w:id")) not in numbers:
            continue
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
            run.getparent().remove(run)
    _forget_threads(document, paragraph_ids - {""})


def _paragraph_id(element: etree._Element) -> str:
    return next((value for name, value in element.attrib.items() if _local(name) == "paraId"), "")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _forget_threads(document: WordDocument, gone: set[str]) -> None:
    """Word lists the threads of comments in parts of their own, by the ids of their paragraphs."""
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if not gone or not re.fullmatch(r"/word/comments(Extended|Ids)\.xml", name):
            continue
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for child in list(root):
            for attribute in list(child.attrib):
                if _local(attribute) == "paraIdParent" and child.get(attribute) in gone:
                    del child.attrib[attribute]
            if _paragraph_id(child) in gone:
                root.remove(child)
        # No public way to replace the bytes of a part that python-docx does not know.
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
