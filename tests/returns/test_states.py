"""Signed means signed: what came back with something missing waits on, whatever completes it."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image

from generator.cli import main as run_command
from generator.desks import expedition
from generator.inbox.notes import read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.service.tidying import Tidying
from generator.submission.hand_matching import declare_whole, match_scan, take_back
from generator.vocabulary.problems import UsageError
from tests.keeping.kit import assert_rebuilds_equal, set_clock
from tests.office_kit import drop, form
from tests.returns.degrade import as_pdf
from tests.returns.test_coming_home import AGREEMENT, FIRST, THIRD, bare_pages, pages, scan

pytestmark = pytest.mark.real

EMPTY = "kotak tanda tangan Arbain, SE., M.AP kosong"
CASE = "PMBS-2026-0002"


def lacking(office: Office, number: str) -> str:
    letter = office.archive.items.named(number)
    assert not (letter.is_signed and letter.lacking)
    return letter.lacking


def waiting(office: Office) -> dict[str, str]:
    """What the list of letters out for signature says of each."""
    listing = office.listing("tanda-tangan")
    number, state = listing.columns.index("Nomor surat"), listing.columns.index("Keadaan")
    return {str(row[number]): str(row[state]) for row in listing.rows}


def came(office: Office, stack: Sequence[Image.Image], name: str = "scan.pdf") -> None:
    assert scan(office, as_pdf(stack), name).outcome == "filed"


class TestWhatLacks:
    def test_an_unsigned_page_is_not_signed_and_says_so_everywhere(self, office: Office) -> None:
        outcome = scan(office, as_pdf(bare_pages(office, THIRD)))
        assert outcome.signed == ()
        (told,) = outcome.incomplete
        assert told.endswith(f"nomor {THIRD}: {EMPTY}")
        assert lacking(office, THIRD) == EMPTY
        assert waiting(office)[THIRD] == f"kembali tidak lengkap: {EMPTY}"
        (done,) = [one for one in office.inbox.trays.of(Tray.DONE) if one.name == "scan0001.pdf"]
        note = read_note(done)
        assert "Surat yang kembali tidak lengkap:" in note
        assert "Surat yang kembali bertanda tangan:" not in note
        assert_rebuilds_equal(office)

    def test_a_later_scan_signed_completes_it(self, office: Office) -> None:
        came(office, bare_pages(office, THIRD))
        came(office, pages(office, THIRD), "lagi.pdf")
        assert office.archive.items.named(THIRD).is_signed
        assert THIRD not in waiting(office)
        assert_rebuilds_equal(office)

    def test_pages_come_back_one_after_the_other(self, office: Office) -> None:
        first, second, third = pages(office, AGREEMENT)
        came(office, [third], "a.pdf")
        assert lacking(office, AGREEMENT).startswith("halaman 1 dan 2 belum kembali")
        came(office, [first], "b.pdf")
        assert lacking(office, AGREEMENT).startswith("halaman 2 belum kembali")
        came(office, [second], "c.pdf")
        assert lacking(office, AGREEMENT) == ""
        assert office.archive.items.named(AGREEMENT).signed_at is not None
        assert_rebuilds_equal(office)

    def test_of_many_empty_boxes_the_first_are_named(self, office: Office) -> None:
        came(office, bare_pages(office, AGREEMENT))
        words = "13 kotak tanda tangan kosong: Pihak 1; Pihak 2; Pihak 3; dan 10 lagi"
        assert lacking(office, AGREEMENT) == words

    def test_an_unsigned_rescan_takes_no_signature_away(self, office: Office) -> None:
        came(office, pages(office, THIRD))
        came(office, bare_pages(office, THIRD), "lagi.pdf")
        assert office.archive.items.named(THIRD).is_signed

    def test_a_person_who_matches_a_bare_page_is_told_the_same(
        self, office: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = office.folder / "pindaian.pdf"
        path.write_bytes(as_pdf(bare_pages(office, THIRD)))
        assert run_command(["--office", str(office.folder), "match", THIRD, str(path)]) == 0
        assert EMPTY in capsys.readouterr().out
        assert lacking(office, THIRD) == EMPTY


class TestCorrections:
    def corrected(self, office: Office) -> dict[str, int]:
        told = form(nomor_kasus=CASE, klien={"nama": "Maria Goreti Beda"})
        drop(office, told, "perbaikan.json")
        (outcome,) = handling.handle_once(office)
        assert outcome.outcome == "filed"
        items = [one for one in office.archive.cases.show(CASE).items if one.kind == "surat"]
        return {one.number: one.revision for one in items if not one.is_replaced}

    def test_a_bare_page_that_came_back_stops_no_correction(self, office: Office) -> None:
        came(office, bare_pages(office, THIRD))
        assert self.corrected(office)[THIRD] == 2
        assert lacking(office, THIRD) == ""
        assert waiting(office)[THIRD] == "menunggu tanda tangan"

    def test_a_signed_page_does(self, office: Office) -> None:
        came(office, pages(office, THIRD))
        assert self.corrected(office)[THIRD] == 1

    def test_a_letter_that_left_the_house_is_corrected_by_a_new_one(self, office: Office) -> None:
        expedition.slips(office, [THIRD], sent=date(2026, 11, 24))
        numbers = self.corrected(office)
        assert numbers[THIRD] == 1
        assert len(numbers) == 2


class TestAPersonDecides:
    def test_it_is_declared_complete_with_a_reason(self, office: Office) -> None:
        came(office, bare_pages(office, THIRD))
        why = ["--reason", "tanda tangan pensil, pucat"]
        assert run_command(["--office", str(office.folder), "complete", THIRD, *why]) == 0
        assert lacking(office, THIRD) == ""
        letter = office.archive.items.named(THIRD)
        assert letter.is_signed
        assert office.archive.returns.declared(letter) == "tanda tangan pensil, pucat"
        assert_rebuilds_equal(office)

    def test_what_did_not_come_back_cannot_be_declared(self, office: Office) -> None:
        with pytest.raises(UsageError, match="A062"):
            declare_whole(office, office.archive.items.named(THIRD), reason="ada")

    def test_a_match_is_taken_back_and_waits_to_be_matched_again(self, office: Office) -> None:
        came(office, pages(office, THIRD))
        scanned = take_back(office, office.archive.items.named(THIRD), reason="salah surat")
        assert waiting(office)[THIRD] == "menunggu tanda tangan"
        (back,) = office.inbox.trays.of(Tray.MATCH)
        assert "salah surat" in " ".join(read_note(back).split())
        assert office.archive.returns.undone_of(CASE) == {scanned.item: "salah surat"}
        assert office.archive.items.signed_of(office.archive.items.named(THIRD)) is None
        assert office.archive.care.verify() == []
        assert_rebuilds_equal(office)
        arguments = ["--office", str(office.folder), "match", FIRST, str(back), "--sure"]
        assert run_command(arguments) == 0
        with pytest.raises(UsageError, match="A063"):
            take_back(office, scanned, reason="lagi")

    def test_what_was_declared_goes_with_the_match(self, office: Office) -> None:
        came(office, bare_pages(office, THIRD))
        letter = office.archive.items.named(THIRD)
        declare_whole(office, letter, reason="ada")
        take_back(office, letter, reason="bukan surat ini")
        assert waiting(office)[THIRD] == "menunggu tanda tangan"
        assert_rebuilds_equal(office)

    def test_the_record_of_the_scan_says_what_was_seen(self, office: Office) -> None:
        came(office, bare_pages(office, THIRD))
        (scanned,) = [i for i in office.archive.cases.show(CASE).items if i.kind == "pindaian"]
        record = json.loads(
            (office.archive.items.folder_of(scanned) / "item.json").read_text(encoding="utf-8")
        )
        told = {"pages": [1], "count": 1, "of": 1, "inked": [], "empty": ["Arbain, SE., M.AP"]}
        assert {key: record["returned"][key] for key in told} == told
        assert "kembali tidak lengkap" in scanned.title


class TestMatchedByHand:
    def test_the_code_of_another_letter_is_asked_about_once_more(
        self, office: Office, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = office.folder / "pindaian.pdf"
        path.write_bytes(as_pdf(pages(office, FIRST)))
        arguments = ["--office", str(office.folder), "match", THIRD, str(path)]
        assert run_command(arguments) == 2
        assert "A064" in (told := capsys.readouterr().err)
        assert FIRST in told
        assert not office.archive.items.named(THIRD).is_signed
        assert run_command([*arguments, "--sure"]) == 0

    def test_a_page_with_another_letter_beside_it_is_asked_about_too(self, office: Office) -> None:
        left, right = pages(office, THIRD)[0], pages(office, FIRST)[0]
        both = Image.new("L", (left.width + right.width, left.height), 255)
        both.paste(left, (0, 0))
        both.paste(right, (left.width, 0))
        path = office.folder / "pindaian.pdf"
        path.write_bytes(as_pdf([both]))
        with pytest.raises(UsageError, match="A064"):
            match_scan(office, THIRD, path)

    def test_a_scan_that_waits_can_be_refused(self, office: Office) -> None:
        assert scan(office, as_pdf([Image.new("L", (1654, 2339), 90)])).outcome == "unmatched"
        why = ["--reason", "bukan surat"]
        assert run_command(["--office", str(office.folder), "reject", "scan0001.pdf", *why]) == 0
        (refused,) = office.inbox.trays.of(Tray.REJECTED)
        assert "bukan surat" in read_note(refused)


def test_a_stack_that_was_parted_may_leave_the_shared_folder(office: Office) -> None:
    """Its pages lie with their letters; the file as it was scanned is no longer the only copy."""
    came(office, [*pages(office, FIRST), *pages(office, THIRD)], "tumpukan.pdf")
    assert "tumpukan.pdf" in [one.name for one in office.inbox.trays.of(Tray.DONE)]
    set_clock(office, datetime.now(UTC) + timedelta(days=400))
    leaving = [one.path.name for one in Tidying(office).leaving()]
    assert "tumpukan.pdf" in leaving
