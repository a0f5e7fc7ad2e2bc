"""The office's templates, looked after: each faulty one is given back as a copy with Word comments.

The copies lie in `templates/periksa/`, each with a note; no letter is ever made from them, and they go
when the template is mended. A copy in which somebody has begun to write is never lost.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from generator.desks.template_reports import template_reports
from generator.inbox.notes import free_name, note_path, notepad_bytes, read_note
from generator.letters import TemplateFault, TemplateReport, read_template, with_fault_comments
from generator.office.office import Office
from generator.office.status import REVIEWED
from generator.submission import receipts
from generator.system import files
from generator.vocabulary.problems import Problem

__all__ = ["review_templates"]

DIGEST_LENGTH = 16


def review_templates(office: Office) -> list[Problem]:
    """Examine every template and lay out copies of those with faults; tells all that was found.

    Raises:
        ConfigurationError: letters.toml cannot be used.
        OSError: the folder of the templates cannot be written.
    """
    reports = template_reports(office)
    faulty = {report.template: report for report in reports if report.faults}
    for name in sorted({*faulty, *_reviewed(office)}):
        if name in faulty:
            _lay_out(office, faulty[name])
        else:
            _take_back(office, name)
    return [fault.problem for report in reports for fault in report.faults]


def _reviewed(office: Office) -> list[str]:
    return list(office.reviewed_templates())


def _lay_out(office: Office, report: TemplateReport) -> None:
    """The copy and its note, unless both stand there for this very state of the template."""
    template = office.table(report.template)
    data = _bytes_of(template)
    mark = _mark(data, report.faults)
    copy = office.templates / REVIEWED / report.template
    note = note_path(copy)
    if note.is_file() and mark in read_note(copy):
        return
    _take_back(office, report.template)
    files.make_folder(copy.parent)
    made = with_fault_comments(data, report.faults, engine=office.filler.engine) if data else None
    if made is not None:
        files.replace_file(copy, made)
    digest = _digest(made) if made is not None else ""
    text = receipts.faulty_template(
        report.template,
        [fault.problem for fault in report.faults],
        has_copy=made is not None,
        marks=(mark, digest),
        now=office.clock.now(),
    )
    files.replace_file(note, notepad_bytes(text))


def _take_back(office: Office, name: str) -> None:
    """Remove a copy and its note; a copy in which somebody wrote is put aside under another name."""
    copy = office.templates / REVIEWED / name
    note = read_note(copy)
    if copy.is_file():
        data = _bytes_of(copy)
        template = office.table(name)
        is_used = _bytes_of(template) == data
        if _digest(data) in note or is_used:
            files.remove(copy)
        else:
            files.move(copy, free_name(copy.parent, f"{copy.stem} (suntingan){copy.suffix}"))
    files.remove(note_path(copy))


def _bytes_of(path: Path) -> bytes:
    """The bytes of a document in the folder of templates; nothing where it is a link or no file."""
    try:
        return read_template(path)
    except OSError:
        return b""


def _mark(data: bytes, faults: Sequence[TemplateFault]) -> str:
    told = "\n".join(str(fault.problem) for fault in faults)
    return _digest(data + told.encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGEST_LENGTH]
