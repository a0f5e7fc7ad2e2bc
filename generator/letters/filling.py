"""Filling a template: prepared once, rendered per letter. The only import of docxtpl.

docxtpl mends what Word does to tags (split runs, `{%tr %}`, `{%p %}`); of its 21 ms a fill only 0.3
depend on the data, so the mended source is compiled and kept, and only rendered again. Its inline
pictures rule that out; so the QR code is a picture that stands in the template and whose media part
is exchanged.
"""

import hashlib
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from rapidfuzz import process

from generator.config import Config
from generator.letters import placeholders
from generator.letters.numbering import Letter, qr_text
from generator.problems import FormHeldError

__all__ = ["FilledLetter", "Filler"]

TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
NAMESPACES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
QR_NAME, LOGO_NAME = "QR", "LOGO"
# A fixed date: the same letter filled twice gives the same bytes.
ZIP_DATE = (2022, 8, 9, 0, 0, 0)
QR_SCALE, QR_BORDER = 12, 2


@dataclass(frozen=True, kw_only=True)
class FilledLetter:
    """A filled letter and what the agenda says of it."""

    docx: bytes
    template_digest: str
    subject: str
    recipient: str
    attachment: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A template ready to be rendered: compiled text parts, and the other parts as they are."""

    digest: str
    sources: dict[str, Template]
    parts: dict[str, bytes]
    pictures: dict[str, tuple[str, ...]]


class Filler:
    """Fills letters from the templates of one office; a changed template is prepared anew."""

    def __init__(self, templates: Path, config: Config, *, folder: Path | None = None) -> None:
        self._templates = templates
        self._config = config
        self._folder = folder or templates.parent
        self._prepared: dict[str, tuple[tuple[int, int], _Prepared]] = {}
        self._environment = _environment()

    def fill(self, letter: Letter) -> FilledLetter:
        """Fill one letter.

        Raises:
            FormHeldError: something is wrong with the template; it is said where.
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        name = letter.letter_type.template
        prepared = self._prepare(name)
        values = placeholders.context(letter, self._config)
        parts = dict(prepared.parts)
        for part, source in prepared.sources.items():
            parts[part] = self._render(name, source, values).encode()
        self._exchange_pictures(prepared, parts, letter)
        return FilledLetter(
            docx=_pack(parts),
            template_digest=prepared.digest,
            subject=placeholders.subject_of(letter),
            recipient=_recipient(letter, values),
            attachment=values["surat"].lampiran.replace("\N{NO-BREAK SPACE}", " "),
            copies=letter.letter_type.copies_for(letter.form),
        )

    def _prepare(self, name: str) -> _Prepared:
        path = self._templates / name
        try:
            status = path.stat()
            version = (status.st_mtime_ns, status.st_size)
            known = self._prepared.get(name)
            if known is None or known[0] != version:
                known = (version, self._read(name, path.read_bytes()))
                self._prepared[name] = known
        except FileNotFoundError as error:
            raise FormHeldError("T001", found=name) from error
        return known[1]

    def _read(self, name: str, data: bytes) -> _Prepared:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = {entry: package.read(entry) for entry in package.namelist()}
            pictures = _find_pictures(parts)
            mender = DocxTemplate(io.BytesIO(data))
            mended = {
                part: mender.patch_xml(_body_text(parts[part]))
                for part in parts
                if TEXT_PARTS.fullmatch(part)
            }
        except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
            raise FormHeldError("T002", found=name) from error
        if QR_NAME not in pictures:
            raise FormHeldError("T005", found=name)
        sources = {part: self._compile(name, source) for part, source in mended.items()}
        digest = hashlib.sha256(data).hexdigest()
        return _Prepared(digest=digest, sources=sources, parts=parts, pictures=pictures)

    def _compile(self, name: str, source: str) -> Template:
        try:
            return self._environment.from_string(source)
        except TemplateSyntaxError as error:
            place = _nearby(source, error.lineno)
            raise FormHeldError(
                "T004", found=name, hint=f"{error.message} {place}".strip()
            ) from error

    def _render(self, name: str, source: Template, values: dict[str, Any]) -> str:
        try:
            return str(source.render(values))
        except UndefinedError as error:
            hint = _explain_unknown(str(error), values)
            raise FormHeldError("T003", found=name, hint=hint) from error
        except SecurityError as error:
            raise FormHeldError("T004", found=name, hint="perintah yang tidak diizinkan") from error
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError,
                LookupError) as error:  # fmt: skip
            # A filter given the wrong kind of value; the value itself stays out of the message.
            raise FormHeldError("T004", found=name, hint=type(error).__name__) from error

    def _exchange_pictures(
        self, prepared: _Prepared, parts: dict[str, bytes], letter: Letter
    ) -> None:
        text = qr_text(letter, unit=self._config.office.unit)
        for part in prepared.pictures[QR_NAME]:
            parts[part] = _qr_png(text)
        logo = self._config.office.logo
        if logo:
            picture = self._folder / logo
            if not picture.is_file():
                raise FormHeldError("T008", found=logo)
            for part in prepared.pictures.get(LOGO_NAME, ()):
                parts[part] = picture.read_bytes()


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=placeholders.as_text
    )
    environment.filters |= placeholders.FILTERS
    return environment


def _body_text(part: bytes) -> str:
    """The part as text, without a byte order mark or an XML declaration of another encoding."""
    return str(etree.tostring(etree.fromstring(part), encoding="unicode"))


def _find_pictures(parts: dict[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Media parts by the alternative text of their picture."""
    found: dict[str, set[str]] = {}
    for part, data in parts.items():
        if not TEXT_PARTS.fullmatch(part):
            continue
        relations = _relations(parts, part)
        root = etree.fromstring(data)
        for picture in root.iter(f"{{{NAMESPACES['wp']}}}inline", f"{{{NAMESPACES['wp']}}}anchor"):
            about = picture.find("wp:docPr", NAMESPACES)
            blip = picture.find(".//a:blip", NAMESPACES)
            if about is None or blip is None:
                continue
            target = relations.get(blip.get(EMBED, ""))
            if target in parts:
                found.setdefault(about.get("descr", "").strip().upper(), set()).add(target)
    return {name: tuple(sorted(targets)) for name, targets in found.items()}


def _relations(parts: dict[str, bytes], part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    data = parts.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    return {
        one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target")))
        for one in etree.fromstring(data)
    }


def _qr_png(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return out.getvalue()


def _pack(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _recipient(letter: Letter, values: dict[str, Any]) -> str:
    """Whom the agenda names under Kepada: addressee, guests, parties, or who receives."""
    needs, form = letter.letter_type.needs, letter.form
    if values["undangan"].semua and "temu_bahas" in needs:
        return "; ".join(values["undangan"].semua)
    if values["tujuan"].nama:
        return str(values["tujuan"].nama)
    if form.kesepakatan and "kesepakatan" in needs:
        return "; ".join(dict.fromkeys(one.instansi or one.nama for one in form.kesepakatan.pihak))
    if form.serah_terima and "serah_terima" in needs:
        return form.serah_terima.tempat
    return ""


def _explain_unknown(message: str, values: dict[str, Any]) -> str:
    """The name that is not known, and the known one nearest to it."""
    names = re.findall(r"'([^']+)'", message)
    if not names:
        return message
    unknown = names[-1]
    holders = [value for value in values.values() if hasattr(value, "__dict__")]
    known = [*values, *(key for holder in holders for key in vars(holder))]
    for holder in holders:
        known += list(getattr(type(holder), "model_fields", ()))
    near = process.extractOne(unknown, sorted(set(known)), score_cutoff=60)
    return f"“{unknown}” (mungkin maksudnya “{near[0]}”)" if near else f"“{unknown}”"


def _nearby(source: str, line: int) -> str:
    """The visible text around a line of the source, so that a clerk finds the place."""
    lines = source.splitlines()
    around = re.sub(r"<[^>]+>", " ", " ".join(lines[max(0, line - 1) : line + 1]))
    around = " ".join(around.split())
    tag = around.find("{%")
    return f"(dekat “{around[max(0, tag) : max(0, tag) + 60]}”)" if around else ""
