"""Every template against every placeholder, with invented cases of all kinds."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

from generator.config import Config
from generator.letters.catalogue import Catalogue
from generator.letters.filling import Filler
from generator.letters.specimens import SPECIMENS, specimen_letter
from generator.problems import ConfigurationError, FormHeldError, Problem

__all__ = ["check_templates"]

TEXT_PARTS = re.compile(r"word/(document|styles|header\d*|footer\d*)\.xml")
FONT = re.compile(rb'w:(?:ascii|hAnsi)="([^"]+)"')
METRIC_EQUALS = {
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Courier New": "Liberation Mono",
    "Calibri": "Carlito",
    "Cambria": "Caladea",
}


def check_templates(
    catalogue: Catalogue, templates: Path, config: Config, *, today: date
) -> list[Problem]:
    """What is wrong with the templates; each fault once, named with its template."""
    filler = Filler(templates, config)
    found: dict[Problem, None] = {}
    for letter_type in catalogue.types.values():
        for specimen in SPECIMENS:
            letter = specimen_letter(letter_type, config, today, specimen=specimen)
            try:
                unknown = filler.unknown_names(letter)
                found |= dict.fromkeys(unknown)
                if not unknown:
                    filler.fill(letter)
            except (FormHeldError, ConfigurationError) as error:
                found[error.problem] = None
        for problem in _missing_fonts(templates / letter_type.template):
            found[problem] = None
    return list(found)


def _missing_fonts(template: Path) -> list[Problem]:
    """Fonts that a template names and that would be replaced by one of another width."""
    program = shutil.which("fc-match")
    if program is None or not zipfile.is_zipfile(template):
        return []
    with zipfile.ZipFile(template) as package:
        parts = [package.read(name) for name in package.namelist() if TEXT_PARTS.fullmatch(name)]
    fonts = sorted({font.decode() for part in parts for font in FONT.findall(part)})
    return [
        Problem(code="T006", found=template.name, hint=font)
        for font in fonts
        if not _has_equal(program, font)
    ]


def _has_equal(program: str, font: str) -> bool:
    """Whether the system has the font itself or one of equal metrics."""
    answer = subprocess.run(
        [program, "-f", "%{family}", font], capture_output=True, text=True, timeout=20, check=False
    ).stdout
    return any(name in answer for name in (font, METRIC_EQUALS.get(font, font)))
