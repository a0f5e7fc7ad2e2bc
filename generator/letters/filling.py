"""Filling a template: prepared once, rendered per letter. The only import of docxtpl.

What Word does to tags is undone first (`mending`), and the whole template is read for faults before
anything is filled (`examining`). docxtpl knows `{%tr %}` and `{%p %}`; of its 21 ms a fill only 0.3
depend on the data, so the mended source is compiled and kept, and only rendered again. Its inline
pictures rule that out; so the QR code is a picture that stands in the template and whose media part
is exchanged.
"""

import hashlib
import io
import re
import traceback
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from generator.letters import placeholders
from generator.letters.numbering import Letter, code_of, identity_of
from generator.letters.srikandi_variables import check_variables
from generator.letters.telling import forbidden, reduced
from generator.letters.template.examining import (
    TemplateFault,
    examine,
    explain,
    place_of,
    read_paragraphs,
)
from generator.letters.template.mending import leave_out_comments, mend
from generator.letters.template.page_size import on_paper
from generator.letters.template.pictures import (
    LOGO_NAME,
    QR_NAME,
    blank_png,
    find_pictures,
    fit_picture,
    is_text,
    qr_png,
)
from generator.letters.template.plain import plain
from generator.letters.template.secret_mark import with_mark
from generator.letters.template.shapes import Shapes
from generator.letters.template.tags import Paragraph
from generator.rules.config import Config
from generator.rules.sop import Sop, load_sop
from generator.vocabulary.problems import FormHeldError, Problem
from generator.word.package import PackageError, open_package

__all__ = ["FilledLetter", "Filler", "fill_paper", "template_environment"]

# A fixed date: the same letter filled twice gives the same bytes.
ZIP_DATE = (2022, 8, 9, 0, 0, 0)
DOCUMENT = "word/document.xml"


@dataclass(frozen=True, kw_only=True)
class FilledLetter:
    """A filled letter, the template that made it, and what the agenda says of it.

    `named` is how it names the client; empty where its receiver is not told.
    """

    docx: bytes
    template: bytes
    template_digest: str
    subject: str
    recipient: str
    attachment: str
    copies: int
    named: str = ""


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A template ready to be rendered: compiled text parts, and the other parts as they are.

    `told` are its paragraphs as a person reads them, so that a fault found later has its place.
    """

    data: bytes
    digest: str
    sources: dict[str, str]
    templates: dict[str, Template]
    parts: dict[str, bytes]
    codes: tuple[str, ...]
    told: tuple[Paragraph, ...]


# When a template and the emblem were last written, and their sizes.
_Version = tuple[tuple[int, int], ...]


class Filler:
    """Fills letters from the templates of one office; a changed template is prepared anew."""

    def __init__(self, templates: Path, config: Config, *, folder: Path | None = None) -> None:
        self._templates = templates
        self._config = config
        self._folder = folder or templates.parent
        self._prepared: dict[tuple[str, str], tuple[_Version, _Prepared]] = {}
        self._environment = template_environment()
        self._sop_read: tuple[tuple[int, int], Sop] | None = None

    def _sop(self) -> Sop | None:
        """The office's SOP as it stands now; None where it has none."""
        path = self._templates / "sop.toml"
        if not path.is_file():
            return None
        version = _version(path)
        if self._sop_read is None or self._sop_read[0] != version:
            self._sop_read = version, load_sop(self._templates)
        return self._sop_read[1]

    def fill(self, letter: Letter) -> FilledLetter:
        """Fill one letter.

        Raises:
            FormHeldError: something is wrong with the template; it is said where.
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        name = letter.letter_type.template
        values = placeholders.context(letter, self._config, self._sop())
        prepared = self._prepare(letter, values)
        parts = dict(prepared.parts)
        for part, template in prepared.templates.items():
            parts[part] = self._render(name, template, prepared, part, values)
        if letter.is_secret:
            parts[DOCUMENT] = with_mark(parts[DOCUMENT], values["surat"]["tanda"])
        parts |= dict.fromkeys(prepared.codes, self._code(letter))
        if letter.letter_type.srikandi:
            check_variables(name, parts)
        return FilledLetter(
            docx=_pack(parts),
            template=prepared.data,
            template_digest=prepared.digest,
            subject=placeholders.subject_of(letter),
            recipient=placeholders.recipient_of(letter, values),
            attachment=values["surat"]["lampiran"].replace("\N{NO-BREAK SPACE}", " "),
            copies=0 if letter.letter_type.srikandi else letter.letter_type.copies_for(letter.form),
            named=reduced(letter).named,
        )

    def _code(self, letter: Letter) -> bytes:
        """The picture of the letter's code; what has no number of ours yet has none."""
        if letter.is_draft or letter.letter_type.srikandi:
            return blank_png()
        return qr_png(code_of(identity_of(letter, unit=self._config.office.unit)))

    def faults(
        self, letter: Letter, *, doubtful: frozenset[str] = frozenset()
    ) -> list[TemplateFault]:
        """Everything that reading the letter's template shows, and whatever else keeps it from use.

        `doubtful` are sections of the form that the letter may have to do without.

        Raises:
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        values = placeholders.context(letter, self._config, self._sop())
        try:
            told = self._prepare(letter, values).told
        except _FaultyTemplateError as error:
            return list(error.faults)
        except FormHeldError as error:
            return [TemplateFault(problem=one) for one in error.problems]
        name = letter.letter_type.template
        untold = forbidden(letter.letter_type)
        return examine(
            name, told, Shapes(values), self._environment, doubtful=doubtful, untold=untold
        )

    def _prepare(self, letter: Letter, values: dict[str, Any]) -> _Prepared:
        name, paper = letter.letter_type.template, letter.letter_type.paper
        path = self._templates / name
        try:
            version = (_version(path), *(_version(logo) for logo in self._logo()))
            known = self._prepared.get((name, paper))
            if known is None or known[0] != version:
                prepared = self._read(name, path.read_bytes(), paper=paper, shapes=Shapes(values))
                known = (version, prepared)
                self._prepared[name, paper] = known
        except FileNotFoundError as error:
            raise FormHeldError("T001", found=name) from error
        return known[1]

    def _logo(self) -> list[Path]:
        """The office's own emblem, if it has one."""
        logo = self._config.office.logo
        if not logo:
            return []
        picture = self._folder / logo
        if not picture.is_file():
            raise FormHeldError("T008", found=logo, hint="tidak ada di folder kantor")
        return [picture]

    def _read(self, name: str, data: bytes, *, paper: str, shapes: Shapes) -> _Prepared:
        try:
            parts = _unpacked(data)
            parts[DOCUMENT] = on_paper(parts[DOCUMENT], paper)
            pictures = find_pictures(parts)
            for logo in self._logo():
                self._put_logo(logo, parts, pictures.get(LOGO_NAME, ()))
            trees = {part: etree.fromstring(parts[part]) for part in parts if is_text(part)}
            for tree in trees.values():
                mend(tree)
            leave_out_comments(parts)
        except (PackageError, KeyError, ValueError, etree.XMLSyntaxError) as error:
            raise FormHeldError("T002", found=name) from error
        told = tuple(read_paragraphs(trees))
        faults = examine(name, told, shapes, self._environment)
        errors = [one for one in faults if not one.problem.is_warning]
        if errors:
            raise _FaultyTemplateError(faults)
        if QR_NAME not in pictures:
            raise FormHeldError("T005", found=name)
        mender = DocxTemplate(io.BytesIO(data))
        sources = {part: _lined(mender.patch_xml(_text(tree))) for part, tree in trees.items()}
        return _Prepared(
            data=data,
            digest=hashlib.sha256(data).hexdigest(),
            sources=sources,
            templates={part: self._compile(name, source, told) for part, source in sources.items()},
            parts=parts,
            codes=pictures[QR_NAME],
            told=told,
        )

    def _put_logo(self, logo: Path, parts: dict[str, bytes], media: tuple[str, ...]) -> None:
        picture = logo.read_bytes()
        try:
            for part in filter(is_text, list(parts)):
                parts[part] = fit_picture(parts[part], LOGO_NAME, picture)
        except ValueError as error:
            office_logo = self._config.office.logo
            raise FormHeldError("T008", found=office_logo, hint="bukan PNG atau JPEG") from error
        parts |= dict.fromkeys(media, picture)

    def _compile(self, name: str, source: str, told: tuple[Paragraph, ...]) -> Template:
        try:
            return self._environment.from_string(source)
        except TemplateSyntaxError as error:
            at = _nearby(source, error.lineno, told)
            hint = explain(error, self._environment)
            raise _at("T004", name, hint, at) from error

    def _render(
        self, name: str, template: Template, prepared: _Prepared, part: str, values: dict[str, Any]
    ) -> bytes:
        try:
            filled = str(template.render(values)).encode()
            etree.fromstring(filled)
        except etree.XMLSyntaxError as error:
            raise FormHeldError("T013", found=name) from error
        except UndefinedError as error:
            at = _place(error, prepared.sources[part], prepared.told)
            unknown = re.findall(r"'([^']+)'", str(error))
            raise _at("T003", name, f"“{unknown[-1]}”" if unknown else "", at) from error
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError,
                LookupError) as error:  # fmt: skip
            at = _place(error, prepared.sources[part], prepared.told)
            raise _at("T004", name, explain(error, self._environment), at) from error
        return filled


def fill_paper(path: Path, values: dict[str, Any], *, code: str, logo: bytes | None) -> bytes:
    """Fill a template that is no letter of a case; its QR picture carries `code`.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    try:
        template = DocxTemplate(path)
        template.render(plain(values), jinja_env=template_environment())
        out = io.BytesIO()
        template.save(out)
        parts = _unpacked(out.getvalue())
    except (TemplateError, TypeError, ValueError, AttributeError) as error:
        raise FormHeldError("T004", found=path.name, hint=str(error)) from error
    except (OSError, KeyError, zipfile.BadZipFile, PackageError) as error:
        raise FormHeldError("T002", found=path.name) from error
    pictures = find_pictures(parts)
    parts |= dict.fromkeys(pictures.get(QR_NAME, ()), qr_png(code))
    if logo is not None:
        for part in filter(is_text, list(parts)):
            parts[part] = fit_picture(parts[part], LOGO_NAME, logo)
        parts |= dict.fromkeys(pictures.get(LOGO_NAME, ()), logo)
    return _pack(parts)


class _FaultyTemplateError(FormHeldError):
    """A template with faults that reading it shows, all of them."""

    def __init__(self, faults: list[TemplateFault]) -> None:
        first, *others = [one.problem for one in faults if not one.problem.is_warning]
        super().__init__(
            first.code,
            found=first.found,
            hint=first.hint,
            where=first.where,
            further=tuple(others),
        )
        self.faults = tuple(faults)


def _at(code: str, name: str, hint: str, at: Paragraph | None) -> _FaultyTemplateError:
    """One fault, with its place if that is known."""
    problem = Problem(code=code, found=name, hint=hint, where=at.where if at else "")
    part, number = (at.part, at.number) if at else ("", -1)
    return _FaultyTemplateError([TemplateFault(problem=problem, part=part, paragraph=number)])


def _unpacked(data: bytes) -> dict[str, bytes]:
    with open_package(data) as package:
        return {name: package.read(name) for name in package.names}


def _version(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def template_environment() -> SandboxedEnvironment:
    """What a tag of a template is read with: the sandbox, the filters, and how values are printed."""
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=placeholders.as_text
    )
    environment.filters |= placeholders.FILTERS
    return environment


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
