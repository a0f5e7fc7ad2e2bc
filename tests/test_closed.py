"""A closed case says no, and a held one too; what was sent to it is told so."""

import pytest

from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.submission.endings import returned
from generator.vocabulary.problems import UsageError
from tests.archive.kit import tables
from tests.office_kit import TEMU_BAHAS, drop, form, open_office
from tests.test_corrections import CASE, FIRST, handle

NEXT = {"nomor_kasus": CASE, "temu_bahas": TEMU_BAHAS}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def count(office: Office) -> int:
    return len(office.archive.cases.show(CASE).items)


@pytest.mark.parametrize("how", ["command", "form"])
def test_a_closed_case_refuses_a_form_and_the_note_says_why(office: Office, how: str) -> None:
    handle(office, form())
    if how == "command":
        office.archive.cases.close(CASE)
    else:
        handle(
            office,
            {"nomor_kasus": CASE, "penutupan": {"tanggal": "2026-11-24", "hasil": "Selesai."}},
        )
    before = count(office)
    outcome = handle(office, NEXT)
    assert (outcome.outcome, [one.code for one in outcome.problems]) == ("rejected", ["B056"])
    assert "24 November 2026" in " ".join(
        read_note(office.inbox.trays.of(Tray.REJECTED)[0]).split()
    )
    assert count(office) == before


def test_a_closed_case_refuses_an_attachment(office: Office) -> None:
    handle(office, form())
    office.archive.cases.close(CASE)
    drop(office, PDF, f"{CASE} KTP.pdf")
    outcome = handling.handle_once(office)[-1]
    assert outcome.outcome == "rejected"
    assert count(office) == 2


def test_a_held_case_refuses_until_it_is_let_go(office: Office) -> None:
    handle(office, form())
    office.archive.retention.hold(CASE, reason="perkara di pengadilan")
    outcome = handle(office, NEXT)
    assert [one.code for one in outcome.problems] == ["B057"]
    assert outcome.problems[0].hint == "perkara di pengadilan"
    office.archive.retention.release(CASE, reason="putus")
    assert handle(office, NEXT).outcome == "filed"


def test_a_reopened_case_goes_on_and_a_rebuilt_index_says_the_same(office: Office) -> None:
    handle(office, form())
    with pytest.raises(UsageError, match="A058"):
        office.archive.cases.reopen(CASE, reason="keliru")
    office.archive.cases.close(CASE)
    office.archive.cases.reopen(CASE, reason="klien kembali")
    assert handle(office, NEXT).outcome == "filed"
    assert office.archive.cases.running() == [CASE]
    before = tables(office)
    office.archive.close()
    (office.archive.root / "index.db").unlink()
    again = open_office(office.folder)
    assert tables(again) == before
    again.close()


def test_a_letter_that_comes_back_signed_later_is_filed_and_told(office: Office) -> None:
    handle(office, form())
    office.archive.cases.close(CASE)
    letter = office.archive.items.named(FIRST)
    item = object()
    told = returned("pindaian.pdf", letter, (), item, closed=office.archive.cases.closed(CASE))  # type: ignore[arg-type]
    assert [one.code for one in told.problems] == ["W086"]
