"""Every code that a dropped file can cause has a specimen, and the specimen gets exactly that code."""

from pathlib import Path

import pytest

from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import TEXTS
from tests.office_kit import drop
from tools.make_bad_specimens import BAD, SPECIMENS

NAMES = sorted(path.name for path in BAD.iterdir())
# Codes that no file alone brings about.
ELSEWHERE = {
    "B005": "a file over 20 MB",
    "B053": "a scan over 20 MB",
    "B006": "a link",
    "B007": "a pipe",
    "B016": "the same form a second time",
    "B017": "a file that changes while it is read",
    "B018": "a full disk",
    "B020": "an empty folder",
    "B029": "a file at which the service died three times",
    "B050": "an office that approves before numbering",
    "B051": "a name that waits for no approval",
    "B052": "a person who sends the form back",
    "F015": "a required amount of money: there is none, and the others are kept as written",
    "F022": "a limit on a required number: there is none, and the others are kept as written",
    "B056": "a case that was closed: tests/test_closed.py",
    "B057": "a case that is held: tests/test_closed.py",
    "B060": "a scan dropped into the folder for drafts",
    "F043": "the fonts of the machine, which the reader does not ask: tests/test_held_by_us.py",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_is_refused_with_its_own_code(office: Office, name: str) -> None:
    drop(office, (BAD / name).read_bytes(), name)
    (outcome,) = handling.handle_once(office)
    errors = {one.code for one in outcome.problems if not one.is_warning}
    assert outcome.outcome == "rejected"
    assert errors == {name.partition("-")[0]}, [str(one) for one in outcome.problems]


@pytest.mark.parametrize("code", sorted(code for code in TEXTS if code[0] in "BF"))
def test_every_code_has_a_specimen_or_a_reason(code: str) -> None:
    has_specimen = any(name.startswith(code) for name in NAMES)
    assert has_specimen != (code in ELSEWHERE)


def test_the_folder_holds_what_the_tool_makes_byte_for_byte() -> None:
    made = {name: make() for name, make in SPECIMENS.items()}
    assert {path.name: path.read_bytes() for path in BAD.iterdir()} == made


def test_specimens_are_small() -> None:
    big = [path.name for path in Path(BAD).iterdir() if path.stat().st_size > 200_000]
    assert big == []
