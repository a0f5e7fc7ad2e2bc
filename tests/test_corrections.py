"""Corrections and continuations: the same number in a further revision, or a letter of its own."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from generator.filing.beside_print import file_signed
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA
from generator.vocabulary.problems import FormHeldError
from tests.archive.kit import tables
from tests.office_kit import KESEPAKATAN, TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.stub_converter import StubConverter

CASE = "PMBS-2026-0001"
FIRST = "400.9.8/1/DINSOSPM/2026"


def handle(office: Office, data: object, name: str = "kasus.json") -> Outcome:
    drop(office, data, name)  # type: ignore[arg-type]
    return handling.handle_once(office)[-1]


def corrected(**changes: object) -> dict[str, object]:
    return form(nomor_kasus=CASE, **changes)


def sign(office: Office, number: str) -> None:
    scan = office.folder / "pindaian.pdf"
    Image.new("L", (827, 1169), 255).save(scan, "PDF")
    file_signed(office, office.archive.items.named(number), scan, claim="uji")


class TestCorrection:
    def test_an_unsigned_letter_is_replaced_under_its_number(self, office: Office) -> None:
        handle(office, form())
        outcome = handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
        (document,) = outcome.documents
        assert (document.number, document.revision) == (FIRST, 2)
        assert "Yohanes Ladu" in (document.folder / "surat.txt").read_text(encoding="utf-8")
        assert office.archive.items.named(FIRST).revision == 2

    def test_the_replaced_one_stays_and_is_marked(self, office: Office) -> None:
        handle(office, form())
        handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
        letters = [one for one in office.archive.cases.show(CASE).items if one.kind == "surat"]
        assert [(one.revision, one.is_replaced) for one in letters] == [(1, True), (2, False)]
        assert office.archive.care.verify() == []

    def test_the_register_keeps_one_row_in_its_last_revision(self, office: Office) -> None:
        handle(office, form())
        handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
        (row,) = office.archive.lists.fill("buku-agenda-keluar", year=2026).rows
        assert row[1] == FIRST
        assert row[-1] == f"{CASE} (revisi 2)"

    def test_it_keeps_the_date_of_its_number(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        first = open_office(folder)
        handle(first, form())
        first.close()
        later = open_office(folder, moment=datetime(2026, 11, 26, 9, 0, tzinfo=WITA))
        (document,) = handle(later, corrected(klien={"nama": "Yohanes Ladu"})).documents
        assert "24 November 2026" in (document.folder / "surat.txt").read_text(encoding="utf-8")
        later.close()

    def test_only_what_changes_is_made_again(self, office: Office) -> None:
        handle(office, form(temu_bahas=TEMU_BAHAS))
        moved = {**TEMU_BAHAS, "tanggal": "2026-11-27"}
        outcome = handle(office, corrected(temu_bahas=moved))
        assert [(one.type, one.revision) for one in outcome.documents] == [
            ("undangan-temu-bahas", 2)
        ]
        assert [one.type for one in outcome.unchanged] == ["surat-koordinasi"]
        assert "tidak berubah" in read_note(office.inbox.trays.of(Tray.DONE)[0])

    def test_a_third_correction_is_revision_3(self, office: Office) -> None:
        handle(office, form())
        for name in ("Yohanes Ladu", "Yohanis Lado"):
            outcome = handle(office, corrected(klien={"nama": name}))
        assert outcome.documents[0].revision == 3
        assert office.archive.care.verify() == []

    def test_waiting_copies_of_the_replaced_letter_are_not_printed(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        office = open_office(folder)
        handle(office, form())
        office.archive.prints.want(office.archive.items.named(FIRST), copies=1, why="hilang")
        handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
        states = {job.key: job.state.value for job in office.archive.prints.all()}
        assert states[f"{CASE}-002-3"] == "failed"
        assert states[f"{CASE}-004-1"] == "done"
        office.close()

    @pytest.mark.real
    def test_after_a_signed_scan_a_correction_is_a_new_letter(self, office: Office) -> None:
        handle(office, form())
        sign(office, FIRST)
        (document,) = handle(office, corrected(klien={"nama": "Yohanes Ladu"})).documents
        assert (document.number, document.revision) == ("400.9.8/2/DINSOSPM/2026", 1)
        assert office.archive.items.named(FIRST).is_signed
        assert office.archive.care.verify() == []

    def test_a_further_meeting_after_the_first_gets_its_own_invitation(
        self, tmp_path: Path
    ) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        first = open_office(folder)
        handle(first, form(temu_bahas=TEMU_BAHAS))
        first.close()
        later = open_office(folder, moment=datetime(2026, 11, 30, 9, 0, tzinfo=WITA))
        again = {"nomor_kasus": CASE, "temu_bahas": {**TEMU_BAHAS, "tanggal": "2026-12-02"}}
        (document,) = handle(later, again).documents
        assert (document.number, document.revision) == ("400.9.8/3/DINSOSPM/2026", 1)
        later.close()

    @pytest.mark.real
    def test_an_index_made_anew_says_the_same(self, office: Office) -> None:
        handle(office, form())
        handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
        sign(office, FIRST)
        before = tables(office)
        office.archive.close()
        (office.archive.root / "index.db").unlink()
        again = open_office(office.folder)
        assert again.archive.items.named(FIRST).is_signed
        assert tables(again) == before
        again.close()


class TestContinuation:
    def test_it_adds_only_the_letters_of_its_sections(self, office: Office) -> None:
        handle(office, form(temu_bahas=TEMU_BAHAS))
        outcome = handle(office, {"nomor_kasus": CASE, "kesepakatan": KESEPAKATAN})
        assert [one.type for one in outcome.documents] == ["berita-acara-kesepakatan"]


class TestSameContent:
    @pytest.mark.parametrize("indent", [None, 2])
    def test_other_spacing_or_name_is_the_same_form(
        self, office: Office, indent: int | None
    ) -> None:
        handle(office, form())
        other = json.dumps(dict(reversed(form().items())), indent=indent).encode()
        outcome = handle(office, other, "lain.json")
        assert (outcome.outcome, outcome.case) == ("duplicate", CASE)
        assert [one.code for one in outcome.problems] == ["B016"]

    def test_one_other_word_is_another_form(self, office: Office) -> None:
        handle(office, form())
        assert handle(office, form(catatan="lain"), "lain.json").outcome == "filed"

    def test_a_held_twin_gives_its_numbers_up(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        office = open_office(
            folder,
            converter=StubConverter(fails={1: FormHeldError("K001"), 2: FormHeldError("K001")}),
        )
        assert handle(office, form()).outcome == "held"
        drop(office, json.dumps(form(), indent=3).encode(), "kembar.json")
        outcomes = [one.outcome for one in handling.handle_once(office)]
        assert sorted(outcomes) == ["filed", "held"]
        assert [one.outcome for one in handling.handle_once(office)] == ["duplicate"]
        assert office.archive.care.verify() == []
        office.close()
