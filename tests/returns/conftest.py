"""An office with letters of its own, really converted, so that their codes can be scanned."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.service import handling
from generator.system.clock import FixedClock
from tests.office_kit import KESEPAKATAN, NOON, drop, form, make_office_folder
from tests.stub_recogniser import StubRecogniser


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two cases: letters 1, 2 (one of three pages) and 3."""
    folder = make_office_folder(tmp_path_factory.mktemp("pindaian") / "kantor")
    office = Office(folder, clock=FixedClock(NOON))
    parties = [{"nama": f"Pihak {n}", "instansi": f"Instansi {n}"} for n in range(1, 13)]
    points = [
        f"Perusahaan membayar upah bulan ke-{n} paling lambat tanggal {n}." for n in range(1, 16)
    ]
    agreement = {**KESEPAKATAN, "pihak": parties, "butir": points}
    drop(office, form(kesepakatan=agreement), "1.json")
    drop(office, form(klien={"nama": "Maria Goreti Bela"}), "2.json")
    handling.handle_once(office)
    office.close()
    return folder


@pytest.fixture
def office(printed: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    """A copy of that office, free to be changed; it recognises text in tests marked `tesseract`."""
    is_reading = request.node.get_closest_marker("tesseract") is not None
    folder = tmp_path / "kantor"
    shutil.copytree(printed, folder)
    recogniser = None if is_reading else StubRecogniser()
    opened = Office(folder, clock=FixedClock(NOON), recogniser=recogniser)
    yield opened
    opened.close()
