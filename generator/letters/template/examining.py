"""What is wrong with a template, found by reading it: every fault with the place where Word shows it.

Nothing is filled here. Tags are looked at one by one, so that a template with five faults is told with
five places, and not with the first thing a compiler stumbles over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from lxml import etree
from rapidfuzz import process

from generator.letters.template.shapes import Rows, Shape, Shapes
from generator.letters.template.tags import Paragraph, Tag, paragraphs
from generator.vocabulary.problems import Problem

__all__ = ["TemplateFault", "examine", "explain", "place_of", "read_paragraphs"]

OPENERS = {"if", "for", "with", "filter", "call", "macro", "raw"}
MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
# docxtpl's own, and what it makes of them.
FOR_CELLS = {"colspan", "cellbg", "vm", "hm"}
HALF_TAG = re.compile(r"\{\s?\{|\}\s?\}|\{\s?%|%\s?\}")
# What looks like a field to a person and is none: `{klien.nama}`, a merge field, `<<nama>>`.
LOOKALIKE = re.compile(
    r"(?<!\{)\{\s*[a-z_]+(?:\.[a-z_]+)*\s*\}(?!\})|«[^«»]{1,60}»|<<[^<>]{1,60}>>"
)
SHOWN = 50
# A template is one document: it takes nothing from another.
ELSEWHERE = (nodes.Block, nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
LISTING = re.compile(r"for\s+\w+\s+in\s+rombongan\b")


@dataclass(frozen=True, kw_only=True)
class TemplateFault:
    """Something wrong, or doubtful, in a template. `paragraph` is its number in `part`; -1 is nowhere."""

    problem: Problem
    part: str = ""
    paragraph: int = -1


@dataclass
class _Open:
    """An `if` or a loop that is not closed yet, and the names that hold inside it."""

    tag: Tag
    at: Paragraph
    names: dict[str, Shape] = field(default_factory=dict)


def read_paragraphs(trees: Mapping[str, etree._Element]) -> list[Paragraph]:
    """The paragraphs of body, headers and footers."""
    return [one for part, root in trees.items() for one in paragraphs(part, root)]


def examine(
    name: str,
    told: Sequence[Paragraph],
    shapes: Shapes,
    environment: Environment,
    *,
    doubtful: frozenset[str] = frozenset(),
    untold: frozenset[str] = frozenset(),
) -> list[TemplateFault]:
    """Every fault that the paragraphs of the template `name` show.

    `doubtful` are sections of the form that a letter may have to do without: what is printed of them
    without asking is warned about. `untold` are placeholders that the letter's receivers are not told.
    """
    reader = _Reader(name, shapes, environment, doubtful, untold)
    parts = dict.fromkeys(one.part for one in told)
    for part in parts:
        reader.read([one for one in told if one.part == part])
    return list(dict.fromkeys(reader.faults))


class _Reader:
    def __init__(
        self,
        name: str,
        shapes: Shapes,
        environment: Environment,
        doubtful: frozenset[str],
        untold: frozenset[str],
    ) -> None:
        self._doubtful = doubtful
        self._untold = untold
        self.faults: list[TemplateFault] = []
        self._name = name
        self._shapes = shapes
        self._environment = environment
        self._open: list[_Open] = []
        self._set: dict[str, Shape] = {}

    def read(self, told: Sequence[Paragraph]) -> None:
        self._open, self._set = [], {}
        for paragraph in told:
            self._look_at(paragraph)
            for tag in paragraph.tags:
                self._take(tag, paragraph)
        for left in self._open:
            closing = f"“{{%{left.tag.scope} end{left.tag.keyword} %}}”"
            hint = f"{_short(left.tag)} tidak ditutup dengan {closing}"
            self._tell("T011", left.at, hint=hint)

    def _tell(self, code: str, at: Paragraph, *, hint: str = "") -> None:
        problem = Problem(code=code, found=self._name, hint=hint, where=at.where)
        self.faults.append(TemplateFault(problem=problem, part=at.part, paragraph=at.number))

    # -- one paragraph -------------------------------------------------------------------------

    def _look_at(self, paragraph: Paragraph) -> None:
        if half := HALF_TAG.search(paragraph.rest):
            self._tell("T010", paragraph, hint=f"“{half[0]}”")
        for found in LOOKALIKE.findall(paragraph.rest):
            self._tell("W063", paragraph, hint=f"“{found}”")
        for scope in ("p", "tr"):
            of_scope = [tag for tag in paragraph.tags if tag.scope == scope]
            if len(of_scope) > 1:
                shown = " dan ".join(_short(tag) for tag in of_scope[:2])
                self._tell("T012", paragraph, hint=f"{shown} berada dalam satu paragraf")
            elif of_scope and (lost := paragraph.rest.split()):
                shown = " ".join(lost)[:SHOWN]
                self._tell("W060", paragraph, hint=f"“{shown}” di sebelah {_short(of_scope[0])}")

    # -- one tag -------------------------------------------------------------------------------

    def _take(self, tag: Tag, at: Paragraph) -> None:
        if tag.kind == "#" or (self._is_raw() and tag.keyword != "endraw"):
            return
        if tag.scope in ("tr", "tc") and at.container(tag.scope) is None:
            self._tell("T012", at, hint=f"{_short(tag)} berada di luar tabel")
        if tag.kind == "{" and tag.scope:
            shown = f"“{{{{ {tag.text} }}}}”"
            self._tell("T004", at, hint=f"tulis {shown}, tanpa “{tag.scope}”, pada {_short(tag)}")
            return
        keyword = tag.keyword
        if keyword.startswith("end") and keyword[3:] in OPENERS:
            self._close(tag, at)
            return
        if keyword in MIDDLES:
            self._continue(tag, at)
        self._understand(tag, at)
        if keyword in ("set", "macro"):
            self._set |= dict.fromkeys(re.findall(r"\w+", tag.text.partition("=")[0])[1:])
        if keyword in OPENERS:
            self._open.append(_Open(tag=tag, at=at, names=self._names_of(tag)))

    def _is_raw(self) -> bool:
        return bool(self._open) and self._open[-1].tag.keyword == "raw"

    def _close(self, tag: Tag, at: Paragraph) -> None:
        wanted = tag.keyword[3:]
        if not any(one.tag.keyword == wanted for one in self._open):
            self._tell(
                "T011", at, hint=f"{_short(tag)} tidak punya “{{%{tag.scope} {wanted} … %}}”"
            )
            return
        while (opened := self._open.pop()).tag.keyword != wanted:
            hint = f"{_short(opened.tag)} tidak ditutup sebelum {_short(tag)}"
            self._tell("T011", opened.at, hint=hint)
        self._pair(opened, tag, at)

    def _continue(self, tag: Tag, at: Paragraph) -> None:
        if not self._open or self._open[-1].tag.keyword not in MIDDLES[tag.keyword]:
            self._tell("T011", at, hint=f"{_short(tag)} tidak punya “{{%{tag.scope} if … %}}”")
        else:
            self._pair(self._open[-1], tag, at)

    def _pair(self, opened: _Open, tag: Tag, at: Paragraph) -> None:
        """Two tags that belong together take the same kind of thing away, out of the same place."""
        if opened.tag.scope != tag.scope:
            hint = f"{_short(opened.tag)} dan {_short(tag)} tidak sejenis"
            self._tell("T012", at, hint=hint)
        elif opened.at.container(tag.scope) is not at.container(tag.scope):
            hint = f"{_short(opened.tag)} dan {_short(tag)} berada di tabel atau sel yang berbeda"
            self._tell("T012", at, hint=hint)

    # -- what a tag says -----------------------------------------------------------------------

    def _understand(self, tag: Tag, at: Paragraph) -> None:
        """Parse the tag by itself; whatever does not stand by itself is left to the compiler."""
        try:
            syntax = self._parse(tag)
        except TemplateSyntaxError as error:
            self._tell("T004", at, hint=f"{explain(error, self._environment)}, pada {_short(tag)}")
            return
        if syntax is None:
            return
        if next(syntax.find_all(ELSEWHERE), None) is not None:
            self._tell("T004", at, hint=f"perintah yang tidak diizinkan, pada {_short(tag)}")
            return
        for used in (*syntax.find_all(nodes.Filter), *syntax.find_all(nodes.Test)):
            known = (
                self._environment.filters
                if isinstance(used, nodes.Filter)
                else self._environment.tests
            )
            if used.name not in known:
                self._tell(
                    "T004", at, hint=f"{unknown_filter(used.name, known)}, pada {_short(tag)}"
                )
        for unknown in self._shapes.unknown(syntax, self._names(), self._environment.globals):
            self._tell("T003", at, hint=unknown.told)
        if tag.kind == "{":
            self._doubt(syntax, at)
        if tag.kind == "{" or tag.keyword == "for":
            self._forbid(syntax, at)

    def _doubt(self, syntax: nodes.Template, at: Paragraph) -> None:
        """Warn about an answer that is printed without asking whether its section was filled."""
        asked = " ".join(one.tag.text for one in self._open)
        if next(syntax.find_all((nodes.CondExpr, nodes.Or)), None) is not None:
            return
        for step in syntax.find_all(nodes.Getattr):
            holder = step.node.name if isinstance(step.node, nodes.Name) else ""
            if holder in self._doubtful and not re.search(rf"\b{holder}\b", asked):
                self._tell("W061", at, hint=f"{holder}.{step.attr}")

    def _forbid(self, syntax: nodes.Template, at: Paragraph) -> None:
        """Warn about what the letter's receivers are not told: it is printed as nothing."""
        listed = {one.tag.text.split()[1] for one in self._open if LISTING.match(one.tag.text)}
        used = {one.name for one in syntax.find_all(nodes.Name) if one.ctx == "load"}
        for step in syntax.find_all(nodes.Getattr):
            holder = step.node.name if isinstance(step.node, nodes.Name) else ""
            used.add(f"{'rombongan' if holder in listed else holder}.{step.attr}")
        for path in sorted(used & self._untold):
            self._tell("W065", at, hint=path)

    def _parse(self, tag: Tag) -> nodes.Template | None:
        inner, keyword = tag.text, tag.keyword
        if tag.kind == "{":
            return self._environment.parse(f"{{{{ {inner} }}}}")
        if keyword == "elif":
            return self._environment.parse(f"{{% {inner[2:]} %}}{{% endif %}}")
        if keyword in ("if", "for", "with"):
            return self._environment.parse(f"{{% {inner} %}}{{% end{keyword} %}}")
        if keyword in ("set", "else") or keyword in OPENERS | FOR_CELLS:
            return self._environment.parse(f"{{% {inner} %}}") if "=" in inner else None
        # An unknown command: the parser has the words for it.
        return self._environment.parse(f"{{% {inner} %}}")

    def _names(self) -> dict[str, Shape]:
        names = dict(self._set)
        for one in self._open:
            names |= one.names
        return names

    def _names_of(self, tag: Tag) -> dict[str, Shape]:
        """The loop's variables, with what is known of the rows."""
        if tag.keyword in ("with", "macro"):
            return dict.fromkeys(re.findall(r"\w+", tag.text))
        if tag.keyword != "for":
            return {}
        try:
            syntax = self._parse(tag)
        except TemplateSyntaxError:
            # It was told; what it would have named must not be told as unknown as well.
            found = re.match(r"for\s+([\w\s,]+?)\s+in\b", tag.text)
            return dict.fromkeys([*(re.findall(r"\w+", found[1]) if found else []), "loop"])
        loop = next(syntax.find_all(nodes.For), None) if syntax else None
        if loop is None:
            return {}
        rows = self._shapes.resolve(loop.iter, self._names())
        if isinstance(loop.iter, nodes.List) and loop.iter.items:
            rows = Rows(self._shapes.resolve(loop.iter.items[0], self._names()))
        names: dict[str, Shape] = {"loop": None}
        if isinstance(loop.target, nodes.Name):
            names[loop.target.name] = rows.of if isinstance(rows, Rows) else None
        else:
            names |= dict.fromkeys(one.name for one in loop.target.find_all(nodes.Name))
        return names


def _short(tag: Tag) -> str:
    written = " ".join(tag.written.split())
    return f"“{written if len(written) <= SHOWN else written[: SHOWN - 1] + '…'}”"


# -- the compiler's words for a clerk ---------------------------------------------------------------


def explain(error: Exception, environment: Environment) -> str:
    """What is wrong with a tag, for a clerk; the value that a filter was given stays out of it."""
    if isinstance(error, SecurityError):
        return "perintah yang tidak diizinkan"
    if isinstance(error, RecursionError):
        return "perintah yang memanggil dirinya sendiri tanpa akhir"
    if unknown := re.search(r"No filter named '([^']+)'", str(error)):
        return unknown_filter(unknown[1], environment.filters)
    if unknown := re.search(r"unknown tag '([^']+)'", str(error)):
        return f"perintah “{unknown[1]}” tidak dikenal"
    if isinstance(error, TemplateSyntaxError):
        return "tanda tidak lengkap atau salah tulis"
    return "isian ini tidak cocok dengan saringannya"


def unknown_filter(name: str, known: Mapping[str, object]) -> str:
    near = process.extractOne(name, sorted(known), score_cutoff=60)
    return f"saringan “{name}” tidak dikenal" + (f", mungkin maksudnya “{near[0]}”" if near else "")


def place_of(told: Sequence[Paragraph], words: str) -> Iterator[Paragraph]:
    """The paragraphs that hold these words."""
    plain = "".join(words.split())
    for one in told:
        if plain and plain in "".join(one.text.split()):
            yield one
