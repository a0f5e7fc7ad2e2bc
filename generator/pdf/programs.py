"""Finding LibreOffice, and a Python that can speak to it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.rules.config import ConverterSettings
from generator.vocabulary.problems import MissingProgramError

__all__ = ["ConverterPrograms", "find_programs"]

IMPORT_SECONDS = 20
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
_USUAL_PYTHONS = ("/usr/bin/python3", "/usr/local/bin/python3")


@dataclass(frozen=True, kw_only=True)
class ConverterPrograms:
    """What was found: `office` is started for conversion, `python` runs the worker beside it."""

    wanted: str
    office: Path | None
    python: Path
    has_uno: bool

    def require(self) -> Path:
        """The LibreOffice program.

        Raises:
            MissingProgramError: there is none.
        """
        if self.office is None:
            raise MissingProgramError(
                "D004", found=f"{Path(self.wanted).name} (LibreOffice Writer)"
            )
        return self.office

    @property
    def folders(self) -> tuple[Path, ...]:
        """What the two programs need to read of the file system beyond the system's own folders."""
        office = self.office.parent if self.office else None
        if office is not None and office.name == "program":
            office = office.parent
        python = () if self.has_uno else (Path(sys.prefix), Path(sys.base_prefix))
        return (*((office,) if office else ()), *python, self.python.parent)


def find_programs(settings: ConverterSettings) -> ConverterPrograms:
    """Look for the programs now; nothing is remembered, so a package installed later is found."""
    office = _find_office(settings.program)
    python = _find_python_with_uno(office)
    return ConverterPrograms(
        wanted=settings.program,
        office=office,
        python=python or _plain_python(),
        has_uno=python is not None,
    )


def _find_office(program: str) -> Path | None:
    found = shutil.which(program)
    if found is None and program == ConverterSettings().program:
        found = next((place for place in _USUAL_PLACES if os.access(place, os.X_OK)), None)
    if found is None:
        return None
    real = Path(found).resolve()
    # `soffice` is a shell script that starts a splash program that starts soffice.bin: started
    # itself, it is one process, and one that can be told to die with its parent.
    binary = real.with_name("soffice.bin")
    return binary if real.name == "soffice" and os.access(binary, os.X_OK) else real


def _find_python_with_uno(office: Path | None) -> Path | None:
    """The distribution's Python, or the one that LibreOffice's own packages bring along."""
    return next((python for python in _pythons(office) if _imports_uno(python)), None)


def _pythons(office: Path | None) -> Iterator[Path]:
    names: list[str] = list(_USUAL_PYTHONS)
    if office is not None:
        names.insert(0, str(office.with_name("python")))
    names += [shutil.which("python3") or "", sys.executable]
    seen: set[str] = set()
    for name in names:
        if name and name not in seen and os.access(name, os.X_OK):
            seen.add(name)
            yield Path(name)


def _imports_uno(python: Path) -> bool:
    try:
        finished = subprocess.run(
            [python, "-I", "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=IMPORT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return finished.returncode == 0


def _plain_python() -> Path:
    usual = next((name for name in _USUAL_PYTHONS if os.access(name, os.X_OK)), None)
    return Path(usual or sys.executable)
