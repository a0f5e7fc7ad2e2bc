"""A new office: its settings, templates, inbox and archive."""

import shutil
from pathlib import Path

from generator.archive import create_archive
from generator.office.office import Office
from generator.office.status import REVIEWED
from generator.rules.config import CONFIG_NAME
from generator.rules.seeds import seed_folder
from generator.system import files
from generator.vocabulary.problems import UsageError

__all__ = ["init_office"]

SEEDS = ("templates",)


def init_office(folder: Path) -> None:
    """Make a new office: pmbs.toml, templates, inbox, archive.

    Raises:
        UsageError: there is one already; nothing was changed.
    """
    if (folder / CONFIG_NAME).exists():
        raise UsageError("S002", found=str(folder))
    files.make_folder(folder)
    source = seed_folder()
    for seed in SEEDS:
        ours = shutil.ignore_patterns(REVIEWED, "~*", ".*")
        # Not with the modes of the program's own files: those are for everybody.
        shutil.copytree(
            source / seed,
            folder / seed,
            dirs_exist_ok=True,
            ignore=ours,
            copy_function=shutil.copyfile,
        )
        for inner in (folder / seed, *(folder / seed).rglob("*")):
            inner.chmod(files.FOLDER_MODE if inner.is_dir() else files.FILE_MODE)
    create_archive(folder / "archive")
    # The configuration comes last: a folder that holds it is a complete office.
    files.publish_file(folder / CONFIG_NAME, (source / CONFIG_NAME).read_bytes())
    _ = Office(folder).inbox
