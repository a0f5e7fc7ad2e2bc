"""Every template against every placeholder, with invented cases of all kinds."""

from datetime import date
from pathlib import Path

from generator.config import Config
from generator.letters.catalogue import Catalogue
from generator.letters.filling import Filler
from generator.letters.specimens import SPECIMENS, specimen_letter
from generator.problems import ConfigurationError, FormHeldError, Problem

__all__ = ["check_templates"]


def check_templates(
    catalogue: Catalogue, templates: Path, config: Config, *, today: date
) -> list[Problem]:
    """What is wrong with the templates; each fault once, named with its template."""
    filler = Filler(templates, config)
    found: dict[Problem, None] = {}
    for letter_type in catalogue.types.values():
        for specimen in SPECIMENS:
            try:
                filler.fill(specimen_letter(letter_type, config, today, specimen=specimen))
            except (FormHeldError, ConfigurationError) as error:
                found[error.problem] = None
    return list(found)
