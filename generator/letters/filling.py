"""Filling a template: prepared once, rendered per letter. The only import of docxtpl.

docxtpl mends what Word does to tags (split runs, `{%tr %}`, `{%p %}`); of its 21 ms a fill only 0.3
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
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from rapidfuzz import process

from generator.config import Config
from generator.letters import placeholders
from generator.letters.catalogue import LetterType
from generator.letters.numbering import Letter, qr_text
from generator.letters.paper import on_paper
from generator.letters.pictures import (
    LOGO_NAME,
    QR_NAME,
    TEXT_PARTS,
    find_pictures,
    fit_picture,
    qr_png,
)
from generator.problems import FormHeldError, Problem

__all__ = ["FilledLetter", "Filler"]

# A fixed date: the same letter filled twice gives the same bytes.
ZIP_DATE = (2022, 8, 9, 0, 0, 0)
DOCUMENT = "word/document.xml"


@dataclass(frozen=True, kw_only=True)
class FilledLetter:
    """A filled letter, the template that made it, and what the agenda says of it."""

    docx: bytes
    template: bytes
    template_digest: str
    subject: str
    recipient: str
    attachment: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A template ready to be rendered: compiled text parts, and the other parts as they are."""

    data: bytes
    digest: str
    sources: dict[str, str]
    templates: dict[str, Template]
    parts: dict[str, bytes]
    codes: tuple[str, ...]


# When a template and the emblem were last written, and their sizes.
_Version = tuple[tuple[int, int], ...]


class Filler:
    """Fills letters from the templates of one office; a changed template is prepared anew."""

    def __init__(self, templates: Path, config: Config, *, folder: Path | None = None) -> None:
        self._templates = templates
        self._config = config
        self._folder = folder or templates.parent
        self._prepared: dict[tuple[str, str], tuple[_Version, _Prepared]] = {}
        self._environment = _environment()

    def fill(self, letter: Letter) -> FilledLetter:
        """Fill one letter.

        Raises:
            FormHeldError: something is wrong with the template; it is said where.
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        name = letter.letter_type.template
        prepared = self._prepare(letter.letter_type)
        values = placeholders.context(letter, self._config)
        parts = dict(prepared.parts)
        for part, template in prepared.templates.items():
            parts[part] = self._render(name, template, prepared.sources[part], values)
        code = qr_png(qr_text(letter, unit=self._config.office.unit))
        parts |= dict.fromkeys(prepared.codes, code)
        return FilledLetter(
            docx=_pack(parts),
            template=prepared.data,
            template_digest=prepared.digest,
            subject=placeholders.subject_of(letter),
            recipient=placeholders.recipient_of(letter, values),
            attachment=values["surat"].lampiran.replace("\N{NO-BREAK SPACE}", " "),
            copies=letter.letter_type.copies_for(letter.form),
        )

    def unknown_names(self, letter: Letter) -> list[Problem]:
        """Every name in the letter's template that does not exist, also where nothing is printed.

        Raises:
            FormHeldError: the template cannot be prepared.
        """
        name = letter.letter_type.template
        values = placeholders.context(letter, self._config)
        unknown: dict[str, None] = {}
        for source in self._prepare(letter.letter_type).sources.values():
            unknown |= dict.fromkeys(_unknown_in(self._environment.parse(source), values))
        return [Problem(code="T003", found=name, hint=_nearest(one, values)) for one in unknown]

    def _prepare(self, letter_type: LetterType) -> _Prepared:
        name, paper = letter_type.template, letter_type.paper
        path = self._templates / name
        try:
            version = (_version(path), *(_version(logo) for logo in self._logo()))
            known = self._prepared.get((name, paper))
            if known is None or known[0] != version:
                known = (version, self._read(name, path.read_bytes(), paper=paper))
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

    def _read(self, name: str, data: bytes, *, paper: str) -> _Prepared:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = {entry: package.read(entry) for entry in package.namelist()}
            parts[DOCUMENT] = on_paper(parts[DOCUMENT], paper)
            pictures = find_pictures(parts)
            for logo in self._logo():
                self._put_logo(logo, parts, pictures.get(LOGO_NAME, ()))
            mender = DocxTemplate(io.BytesIO(data))
            sources = {
                part: _lined(mender.patch_xml(_body_text(parts[part])))
                for part in parts
                if TEXT_PARTS.fullmatch(part)
            }
        except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
            raise FormHeldError("T002", found=name) from error
        if QR_NAME not in pictures:
            raise FormHeldError("T005", found=name)
        return _Prepared(
            data=data,
            digest=hashlib.sha256(data).hexdigest(),
            sources=sources,
            templates={part: self._compile(name, source) for part, source in sources.items()},
            parts=parts,
            codes=pictures[QR_NAME],
        )

    def _put_logo(self, logo: Path, parts: dict[str, bytes], media: tuple[str, ...]) -> None:
        picture = logo.read_bytes()
        try:
            for part in filter(TEXT_PARTS.fullmatch, list(parts)):
                parts[part] = fit_picture(parts[part], LOGO_NAME, picture)
        except ValueError as error:
            office_logo = self._config.office.logo
            raise FormHeldError("T008", found=office_logo, hint="bukan PNG atau JPEG") from error
        parts |= dict.fromkeys(media, picture)

    def _compile(self, name: str, source: str) -> Template:
        try:
            return self._environment.from_string(source)
        except TemplateSyntaxError as error:
            hint = f"{_fault(error)} {_nearby(source, error.lineno)}"
            raise FormHeldError("T004", found=name, hint=hint.strip()) from error

    def _render(self, name: str, template: Template, source: str, values: dict[str, Any]) -> bytes:
        try:
            return str(template.render(values)).encode()
        except UndefinedError as error:
            hint = _explain_unknown(str(error), values)
            raise FormHeldError("T003", found=name, hint=hint) from error
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError,
                LookupError) as error:  # fmt: skip
            hint = f"{_fault(error)} {_place(error, source)}"
            raise FormHeldError("T004", found=name, hint=hint.strip()) from error


def _version(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=placeholders.as_text
    )
    environment.filters |= placeholders.FILTERS
    return environment


def _body_text(part: bytes) -> str:
    """The part as text, without a byte order mark or an XML declaration of another encoding."""
    return str(etree.tostring(etree.fromstring(part), encoding="unicode"))


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


def _explain_unknown(message: str, values: dict[str, Any]) -> str:
    """The name that is not known, and the known one nearest to it."""
    names = re.findall(r"'([^']+)'", message)
    return _nearest(names[-1], values) if names else message


def _unknown_in(syntax: nodes.Template, values: dict[str, Any]) -> list[str]:
    """Names of a template that do not exist: at the top, and one step below what is known there."""
    unknown = sorted(meta.find_undeclared_variables(syntax) - values.keys())
    # A loop's variable may be called like a section: what is below it is known only when filling.
    own = {one.name for one in syntax.find_all(nodes.Name) if one.ctx == "store"}
    for step in syntax.find_all(nodes.Getattr):
        holder = step.node.name if isinstance(step.node, nodes.Name) else ""
        known = _keys(values[holder]) if holder in values and holder not in own else None
        if known and step.attr not in known:
            unknown.append(step.attr)
    return unknown


def _keys(value: Any) -> frozenset[str]:
    """What may stand behind the dot of a section; nothing for plain values and lists."""
    return frozenset(getattr(type(value), "model_fields", ())) | frozenset(
        getattr(value, "__dict__", ())
    )


def _nearest(unknown: str, values: dict[str, Any]) -> str:
    known = set(values).union(*(_keys(value) for value in values.values()))
    near = process.extractOne(unknown, sorted(known), score_cutoff=60)
    return f"“{unknown}” (mungkin maksudnya “{near[0]}”)" if near else f"“{unknown}”"


def _fault(error: Exception) -> str:
    """What is wrong with a tag, for a clerk; the value that a filter was given stays out of it."""
    if isinstance(error, SecurityError):
        return "perintah yang tidak diizinkan"
    if unknown := re.search(r"No filter named '([^']+)'", str(error)):
        near = process.extractOne(unknown[1], sorted(placeholders.FILTERS), score_cutoff=60)
        return f"saringan “{unknown[1]}” tidak dikenal" + (
            f", mungkin maksudnya “{near[0]}”" if near else ""
        )
    if isinstance(error, TemplateSyntaxError):
        return error.message or "tanda tidak lengkap"
    return "isian ini tidak cocok dengan saringannya"


def _place(error: Exception, source: str) -> str:
    """Where in the template an error of rendering arose."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>" and frame.lineno
    ]
    return _nearby(source, lines[-1]) if lines else ""


def _nearby(source: str, line: int) -> str:
    """The visible text of a line of the source, so that a clerk finds the place in Word."""
    lines = source.splitlines()
    around = re.sub(r"<[^>]+>", " ", "".join(lines[max(0, line - 1) : line]))
    around = " ".join(around.split())
    return f"(dekat “{around[:80]}”)" if around else ""
