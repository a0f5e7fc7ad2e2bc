"""Documents to convert, stand-ins that misbehave, and a look at which processes are left."""

import contextlib
import json
import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document

from generator.pdf import ConverterPrograms, LibreOfficeConverter, find_programs
from generator.rules.config import ConverterSettings
from generator.system.sandbox import NO_SANDBOX, Sandbox, find_sandbox

NUMBER = "400.9.8/12/DINSOSPM/2026"
CLIENT = "Siti Rahmawati binti Abdul-Rahman"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def write_letter(path: Path, *, title: str = "Surat Koordinasi", font: str = "Arial") -> Path:
    """A letter with a number, a name and a table, as python-docx writes it."""
    letter = Document()
    letter.core_properties.title = title
    letter.styles["Normal"].font.name = font
    letter.add_paragraph(f"Nomor: {NUMBER}")
    letter.add_paragraph(f"Bersama ini kami sampaikan perihal {CLIENT}.")
    table = letter.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"isi {number}"
    letter.save(str(path))
    return path


def write_body(path: Path, body: str) -> Path:
    """The smallest Word package with this body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}">'
        f"<w:body>{body}</w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", document)
    return path


def write_bomb(path: Path, *, depth: int = 400) -> Path:
    """Tables nested in tables: about a kilobyte that LibreOffice lays out for minutes."""
    opening = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>"
    closing = "<w:p/></w:tc></w:tr></w:tbl>"
    return write_body(path, opening * depth + closing * depth + "<w:p/>")


def write_script(path: Path, text: str) -> Path:
    """A Python program that can be run under its own name."""
    path.write_text(f"#!/usr/bin/python3\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path


def write_office(folder: Path, *, makes: str) -> Path:
    """A stand-in for `soffice --convert-to` without UNO; `makes` runs with `pdf`, a Path, and `time`."""
    return write_script(
        folder / "kantor-tiruan",
        "import pathlib, sys, time\n"
        "if '--version' in sys.argv:\n"
        "    print('LibreOffice 9.9.9 (tiruan)')\n"
        "    sys.exit(0)\n"
        "pdf = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / 'surat.pdf'\n"
        f"{makes}",
    )


def command_converter(office: Path, scratch: Path, *, seconds: float = 20) -> LibreOfficeConverter:
    """A converter that runs `office` once per document."""

    def find(settings: ConverterSettings) -> ConverterPrograms:
        python = find_programs(settings).python
        return ConverterPrograms(wanted=str(office), office=office, python=python, has_uno=False)

    return LibreOfficeConverter(
        ConverterSettings(timeout_seconds=seconds), scratch=scratch, sandbox=NO_SANDBOX, find=find
    )


def worker_converter(
    worker: Path, scratch: Path, *, seconds: float = 20, start_seconds: float = 20
) -> LibreOfficeConverter:
    """A converter whose worker is the program `worker`."""

    def find(_settings: ConverterSettings) -> ConverterPrograms:
        return ConverterPrograms(wanted="soffice", office=worker, python=worker, has_uno=True)

    return LibreOfficeConverter(
        ConverterSettings(timeout_seconds=seconds),
        scratch=scratch,
        start_seconds=start_seconds,
        sandbox=NO_SANDBOX,
        find=find,
    )


def write_worker(folder: Path, *, after_ready: str) -> Path:
    """A stand-in for the worker: says that it is ready, then runs `after_ready` for each order."""
    ready = json.dumps({"event": "ready", "version": "9.9", "sockets": []})
    return write_script(
        folder / "pekerja-tiruan",
        "import json, os, pathlib, sys, time\n"
        "def say(text):\n"
        "    sys.stdout.write(text + chr(10))\n"
        "    sys.stdout.flush()\n"
        f"say({ready!r})\n"
        "for line in sys.stdin:\n"
        "    order = json.loads(line)\n"
        f"    {after_ready}",
    )


def best_sandbox(scratch: Path) -> Sandbox:
    """The sandbox that this machine permits."""
    programs = find_programs(ConverterSettings())
    scratch.mkdir(exist_ok=True)
    return find_sandbox(programs.python, programs.require(), programs.folders, scratch)


def processes_of(folder: Path, *, named: str = "") -> list[int]:
    """Living processes that have `folder` on their command line; `named` is their short name."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # The command line of a zombie is empty.
            command = (process / "cmdline").read_bytes()
            name = (process / "comm").read_text().strip()
        except OSError:
            continue
        if os.fsencode(folder) in command and name.startswith(named):
            found.append(int(process.name))
    return sorted(found)


def sockets_of(folder: Path) -> set[Path]:
    """The named sockets that processes with `folder` on their command line hold open."""
    held = set()
    for process in processes_of(folder):
        for handle in Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):
                held.add(str(handle.readlink()))
    named = set()
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        *_, inode, path = line.split(maxsplit=7) if line.count(" /") else (*line.split(), "")
        if path.startswith("/") and f"socket:[{inode}]" in held:
            named.add(Path(path))
    return named


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether `condition` comes true within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
