"""Filling letters: what each of them may say is put together here, and handed to the engine as plain data."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from generator.letters import placeholders
from generator.letters.engine.caged import engine_here
from generator.letters.engine.jobs import EngineAnswer, Job
from generator.letters.numbering import Letter, code_of, identity_of, short_digest
from generator.letters.qr_codes import qr_png
from generator.letters.telling import forbidden, reduced
from generator.letters.template.examining import TemplateFault
from generator.letters.template.pictures import blank_png
from generator.letters.template.plain import plain
from generator.rules.config import Config
from generator.rules.sop import Sop, load_sop
from generator.rules.tables import TableReader
from generator.system.anchored import read_itself
from generator.vocabulary.problems import FormHeldError

__all__ = [
    "NO_OFFICE",
    "AnswersJobs",
    "FilledLetter",
    "Filler",
    "fill_paper",
    "read_template",
    "with_fault_comments",
]

# In the codes of papers that belong to no office's archive.
NO_OFFICE = "0000"
# With the pictures of a letterhead they have some 100 kB.
LARGEST_TEMPLATE = 20_000_000


class AnswersJobs(Protocol):
    """An engine: the one in a process of its own, or itself."""

    def answer(self, job: Job, /) -> EngineAnswer:
        """A document, or what is wrong with the template."""


@dataclass(frozen=True, kw_only=True)
class FilledLetter:
    """A filled letter, the template that made it, and what the agenda says of it.

    `named` is how it names the client; empty where its receiver is not told. `digest` is what its code
    tells of all that was put into it.
    """

    docx: bytes
    template: bytes
    template_digest: str
    subject: str
    recipient: str
    attachment: str
    copies: int
    named: str = ""
    digest: str = ""


class Filler:
    """Fills letters from the templates of one office, each as it is at that moment."""

    def __init__(
        self,
        templates: Path,
        config: Config,
        *,
        folder: Path | None = None,
        engine: AnswersJobs | None = None,
        office_code: Callable[[], str] = lambda: NO_OFFICE,
    ) -> None:
        self._office_code = office_code
        self._templates = templates
        self._config = config
        self._folder = folder or templates.parent
        self._engine = engine
        self._sop_table = TableReader(lambda path: load_sop(path.parent))

    @property
    def office_code(self) -> str:
        """What the codes on paper tell of the office."""
        return self._office_code()

    @property
    def engine(self) -> AnswersJobs:
        """The one it was given, or the one of this process."""
        return self._engine or engine_here()

    def _sop(self) -> Sop | None:
        """The office's SOP as it stands now; None where it has none."""
        path = self._templates / "sop.toml"
        return self._sop_table.read(path) if path.is_file() else None

    def fill(self, letter: Letter) -> FilledLetter:
        """Fill one letter.

        Raises:
            FormHeldError: something is wrong with the template; it is said where.
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        values = placeholders.context(letter, self._config, self._sop())
        job = self._job(
            letter,
            values,
            task="fill",
            mark=values["surat"]["tanda"] if letter.is_secret else "",
            is_srikandi=letter.letter_type.srikandi,
        )
        digest = _digest(values, job.template)
        job = replace(job, code=self._code(letter, digest))
        docx = _document(self.engine.answer(job))
        return FilledLetter(
            docx=docx,
            template=job.template,
            template_digest=hashlib.sha256(job.template).hexdigest(),
            subject=placeholders.subject_of(letter),
            recipient=placeholders.recipient_of(letter, values),
            attachment=values["surat"]["lampiran"].replace("\N{NO-BREAK SPACE}", " "),
            copies=0 if letter.letter_type.srikandi else letter.letter_type.copies_for(letter.form),
            named=reduced(letter).named,
            digest=digest,
        )

    def faults(
        self, letter: Letter, *, doubtful: frozenset[str] = frozenset()
    ) -> list[TemplateFault]:
        """Everything that reading the letter's template shows, and whatever else keeps it from use.

        `doubtful` are sections of the form that the letter may have to do without.

        Raises:
            ConfigurationError: an official or an address that the letter needs is not configured.
        """
        values = placeholders.context(letter, self._config, self._sop())
        untold = forbidden(letter.letter_type)
        try:
            job = self._job(letter, values, task="faults", doubtful=doubtful, untold=untold)
        except FormHeldError as error:
            return [TemplateFault(problem=one) for one in error.problems]
        return list(self.engine.answer(job).faults)

    def fonts(self, template: Path) -> tuple[tuple[str, str, int, str], ...]:
        """Each font that a template uses, with a part, a paragraph and words that tell where."""
        try:
            job = Job(task="fonts", name=template.name, template=read_template(template))
        except OSError:
            # That it is not there was told already.
            return ()
        return self.engine.answer(job).fonts

    def _job(self, letter: Letter, values: Mapping[str, Any], **further: Any) -> Job:
        name = letter.letter_type.template
        data = _template(self._templates / name, name)
        return Job(
            name=name,
            template=data,
            values=values,
            paper=letter.letter_type.paper,
            logo=self._logo(),
            logo_name=self._config.office.logo,
            **further,
        )

    def _code(self, letter: Letter, digest: str) -> bytes:
        """The picture of the letter's code; what has no number of ours yet has none."""
        if letter.is_draft or letter.letter_type.srikandi:
            return blank_png()
        return qr_png(code_of(identity_of(letter, office=self.office_code, digest=digest)))

    def _logo(self) -> bytes | None:
        """The office's own emblem, if it has one."""
        logo = self._config.office.logo
        if not logo:
            return None
        picture = self._folder / logo
        if not picture.is_file():
            raise FormHeldError("T008", found=logo, hint="tidak ada di folder kantor")
        return picture.read_bytes()


def _digest(values: Mapping[str, Any], template: bytes) -> str:
    """What tells a letter from another of the same number: all that is put into it, and its template."""
    said = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return short_digest(said.encode(), template)


def fill_paper(
    path: Path,
    values: Mapping[str, Any],
    *,
    code: str,
    logo: bytes | None,
    engine: AnswersJobs | None = None,
    name: str = "",
) -> bytes:
    """Fill a template that is no letter of a case; its QR picture carries `code`.

    `name` is what it is called where something is wrong with it; by default its file's name.

    Raises:
        FormHeldError: something is wrong with the template.
    """
    data = _template(path, name or path.name)
    job = Job(
        task="fill",
        name=name or path.name,
        template=data,
        values=plain(values),
        logo=logo,
        logo_name="logo",
        code=qr_png(code),
    )
    return _document((engine or engine_here()).answer(job))


def with_fault_comments(
    data: bytes, faults: tuple[TemplateFault, ...], *, engine: AnswersJobs | None = None
) -> bytes | None:
    """The template with its faults as Word comments; None if it is no document that can be opened."""
    job = Job(task="comments", name="", template=data, faults=faults)
    return (engine or engine_here()).answer(job).docx or None


class FaultyTemplateError(FormHeldError):
    """A template that cannot be used, with all its faults and their places."""

    def __init__(self, faults: tuple[TemplateFault, ...]) -> None:
        first, *others = [one.problem for one in faults if not one.problem.is_warning]
        super().__init__(
            first.code,
            found=first.found,
            hint=first.hint,
            where=first.where,
            further=tuple(others),
        )
        self.faults = faults


def _document(answer: EngineAnswer) -> bytes:
    if answer.faults:
        raise FaultyTemplateError(answer.faults)
    return answer.docx


def read_template(path: Path) -> bytes:
    """The bytes of a template.

    Raises:
        OSError: it is not there, is a link or no plain file, or is far too large.
    """
    return read_itself(path, at_most=LARGEST_TEMPLATE)


def _template(path: Path, name: str) -> bytes:
    """The bytes of a template; whoever may write to its folder leads to no other file by it.

    Raises:
        FormHeldError: it is missing, or is no plain file.
    """
    try:
        return read_template(path)
    except FileNotFoundError as error:
        raise FormHeldError("T001", found=name) from error
    except OSError as error:
        raise FormHeldError("T002", found=name) from error
