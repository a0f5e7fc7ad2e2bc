"""Offices for the commands: played once, copied for each test that changes one."""

import shutil
from pathlib import Path

import pytest

from generator.service import handling
from tests.cli.kit import Shell
from tests.office_kit import KESEPAKATAN, TEMU_BAHAS, drop, form, make_office_folder, open_office


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cases: letters 1 and 2 of Yohanes Lado, 3 and 4 of Maria Bela. Not to be changed."""
    folder = make_office_folder(tmp_path_factory.mktemp("perintah") / "kantor")
    office = open_office(folder)
    client = {"nik": "5308120305920001"}
    drop(office, form(temu_bahas=TEMU_BAHAS, klien=client), "satu.json")
    handling.handle_once(office)
    drop(office, form(klien={"nama": "Maria Bela"}, kesepakatan=KESEPAKATAN), "dua.json")
    handling.handle_once(office)
    office.close()
    return folder


@pytest.fixture
def pmbs(played: Path, tmp_path: Path) -> Shell:
    """The command line on a copy of that office."""
    return Shell(Path(shutil.copytree(played, tmp_path / "kantor", symlinks=True)))
