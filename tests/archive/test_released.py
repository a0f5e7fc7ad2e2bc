"""An archive that an earlier version wrote is opened, answers as it did, and goes on.

`python -m tools.released_archive VERSION` keeps one at each release.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.office.office import Office
from generator.service import handling
from generator.system.clock import FixedClock
from tests.office_kit import drop, form, make_office_folder, open_office
from tools.released_archive import ANSWERS, answer

KEPT = sorted((Path(__file__).parent / "released").glob("*.zip"))
# What the case's own folder and the ledger tell; steps and due times are told by today's SOP.
OF_ARCHIVE = ("case", "client", "status", "opened", "prints")


@pytest.fixture(scope="module", params=KEPT, ids=lambda path: path.stem)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, dict[str, Any]]]:
    folder = make_office_folder(Path(tmp_path_factory.mktemp("lama")) / "kantor")
    with zipfile.ZipFile(request.param) as kept:
        answers = json.loads(kept.read("answers.json"))
        for name in kept.namelist():
            if name.startswith("archive/"):
                kept.extract(name, folder)
    office = open_office(folder)
    yield office, answers
    office.close()


def test_there_is_an_archive_of_an_earlier_version() -> None:
    assert KEPT


def test_it_is_whole(opened: tuple[Office, dict[str, Any]]) -> None:
    office, _ = opened
    assert [one for one in office.archive.care.verify() if one.code != "V030"] == []


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("show")])
def test_cases_are_shown_as_they_were(opened: tuple[Office, dict[str, Any]], name: str) -> None:
    office, answers = opened
    now: Any = answer(office.folder, ANSWERS[name])
    before = answers[name]
    assert [
        _known(one, now_one) for one, now_one in zip(before["items"], now["items"], strict=True)
    ] == before["items"]
    assert {key: now[key] for key in OF_ARCHIVE} == {key: before[key] for key in OF_ARCHIVE}


@pytest.mark.parametrize("name", ["find", "find-name", "find-number"])
def test_what_was_found_is_found(opened: tuple[Office, dict[str, Any]], name: str) -> None:
    office, answers = opened
    now: Any = answer(office.folder, ANSWERS[name])
    found = {(one["case"], one["item"]) for one in now}
    assert {(one["case"], one["item"]) for one in answers[name]} <= found


def test_the_register_has_the_same_numbers(opened: tuple[Office, dict[str, Any]]) -> None:
    office, answers = opened
    now: Any = answer(office.folder, ANSWERS["agenda"])
    assert [one["Nomor surat"] for one in now] == [one["Nomor surat"] for one in answers["agenda"]]


def test_the_work_goes_on_under_the_next_number(opened: tuple[Office, dict[str, Any]]) -> None:
    office, _ = opened
    head = office.archive.chain.head()
    assert head is not None
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = head.at  # the commands above wrote down who looked, by the real clock
    drop(office, form(klien={"nama": "Baru"}), "9.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed"
    # The form whose numbers were given up has a case number as well; it stays its own.
    assert outcome.case == "PMBS-2026-0006"
    assert len(outcome.documents[0].number.split("/")) == 4
    assert [one for one in office.archive.care.verify() if one.code != "V030"] == []


def _known(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Of what is told now, what was told then."""
    return {key: now.get(key) for key in before}
