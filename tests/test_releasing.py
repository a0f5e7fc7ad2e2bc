"""Copies that wait for approval are let go by another person than the sender, with the role for it."""

import json
from pathlib import Path

import pytest

from generator.admission import Permission
from generator.desks.releasing import release, sender_of
from generator.service import handling
from generator.system.actor import LOCAL, acting_as
from generator.vocabulary.problems import UsageError
from generator.web.door.rights import TABLE
from tests.office_kit import drop, form, open_office
from tests.test_printing_rules import FIRST, office_printing
from tests.web.kit import serving


@pytest.mark.parametrize("sender", ["rahma", ""])
def test_the_sender_does_not_release_what_he_sent(tmp_path: Path, sender: str) -> None:
    office = office_printing(tmp_path / "kantor", 'print = "approval"')
    drop(office, form(), "kasus.json")
    if sender:
        with acting_as(sender):
            office.archive.senders.note("kasus.json")
    handling.handle_once(office)
    letter = office.archive.items.named(FIRST)
    office.archive.close()
    (office.archive.root / "index.db").unlink()
    again = open_office(office.folder)
    with acting_as("rahma"):
        if sender:
            with pytest.raises(UsageError, match="A061"):
                release(again, letter)
        else:
            release(again, letter)
    with acting_as("andi"):
        release(again, letter)
    again.outbox.pump()
    assert len(list(again.printed.glob("*.pdf"))) == 2
    again.close()


def test_the_page_asks_for_the_role() -> None:
    assert TABLE["POST", "/berkas/{case}/{item}/setuju"] is Permission.APPROVE


def test_what_a_person_sends_by_page_is_known_as_hers(tmp_path: Path) -> None:
    office = office_printing(tmp_path / "kantor", 'print = "approval"')
    with serving(office) as pages:
        pages.post("/kiriman", files={"berkas": ("kasus.json", json.dumps(form()).encode())})
    handling.handle_once(office)
    assert sender_of(office, office.archive.items.named(FIRST)) == LOCAL
    office.close()
