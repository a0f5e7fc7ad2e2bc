"""An item that was filed in the wrong case is moved to the right one; nothing filed is changed by it."""

import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.archive import ArchivedItem
from generator.archive.rehoming import OF_PLACES
from generator.cli import main as run_command
from generator.desks.access_classes import set_class
from generator.desks.agenda import IncomingLetter, register_letter
from generator.desks.moving import move, move_back
from generator.office.office import Office
from generator.service import handling
from generator.service.backup import back_up, bring_back
from generator.system import files
from generator.system.actor import NOTHING, acting_as
from generator.system.clock import FixedClock
from generator.vocabulary.problems import UsageError
from tests.keeping.kit import assert_rebuilds_equal, file, rows
from tests.office_kit import NOON, TEMU_BAHAS, drop, form, open_office

WRONG, RIGHT = "PMBS-2026-0001", "PMBS-2026-0002"
YOHANES = {"nama": "Yohanes Lado", "nik": "5308123456780001"}
SITI = {"nama": "Siti Aminah", "nik": "3171234567890123"}
PNG = b"\x89PNG\r\n\x1a\n invented IEND"
WHY = "nomor kasus salah ketik"


@pytest.fixture
def two(office: Office) -> Office:
    """Two cases of two people, a letter each."""
    assert file(office, klien=YOHANES) == WRONG
    assert file(office, klien=SITI) == RIGHT
    return office


@pytest.fixture
def twins(office: Office) -> Office:
    """Two cases of one person."""
    assert file(office, klien=SITI) == WRONG
    assert file(office, klien=SITI, tanggal="2026-11-23") == RIGHT
    return office


def seals(office: Office) -> dict[str, str]:
    """Every file of every item, by its path."""
    root = office.archive.root
    return {
        str(path.relative_to(root)): files.hash_file(path)
        for path in root.glob("2026/*/*/*")
        if path.is_file()
    }


def items(office: Office, case: str) -> list[tuple[int, str]]:
    return [(one.item, one.kind) for one in office.archive.cases.show(case).items]


def attached(office: Office, case: str) -> ArchivedItem:
    drop(office, PNG, f"{case} Salinan KTP.png")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    return [one for one in office.archive.items.of_case(case) if one.kind == "lampiran"][-1]


def attached_again(office: Office, case: str) -> ArchivedItem:
    drop(office, PNG + b" lain", f"{case} KK.png")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    return office.archive.items.of_case(case)[-1]


def incoming(office: Office, case: str) -> ArchivedItem:
    letter = IncomingLetter(
        number="B/7", dated=date(2026, 11, 20), sender="BP3MI", subject="Data PMBS", case=case
    )
    record = register_letter(office, letter).record
    return office.archive.items.named(f"{record.case}/{record.item}")


def of_form(office: Office, case: str, **told: object) -> ArchivedItem:
    """The place of a further form of a case."""
    before = len(office.archive.items.of_case(case))
    drop(office, form(nomor_kasus=case, **told), "lanjutan.json")
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    added = office.archive.items.of_case(case)[before:]
    return next(one for one in added if one.kind == "formulir")


def letter(office: Office, case: str) -> ArchivedItem:
    return next(one for one in office.archive.items.of_case(case) if one.kind == "surat")


def refused(office: Office, item: ArchivedItem, target: str = RIGHT) -> str:
    with pytest.raises(UsageError) as told:
        move(office, item, target, reason=WHY)
    assert office.archive.refilings.away(item.case) == []
    return told.value.problem.code


class TestWhatStays:
    def test_the_bytes_and_records_lie_where_they_lay(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        before = seals(two)
        moved = move(two, wrong, RIGHT, reason=WHY)
        assert seals(two) == before
        assert (moved.item.case, moved.item.folder) == (RIGHT, wrong.folder)
        assert (
            json.loads((two.archive.root / wrong.folder / "item.json").read_bytes())["case"]
            == WRONG
        )
        assert_rebuilds_equal(two)

    def test_the_earlier_place_leads_there(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        moved = move(two, wrong, RIGHT, reason=WHY).item
        (away,) = two.archive.refilings.away(WRONG)
        assert (away.item, away.to_case, away.to_item) == (wrong.item, RIGHT, moved.item)
        assert away.reason == WHY
        assert two.archive.items.named(f"{WRONG}/{wrong.item}") == moved
        listed = [one for one in rows(two, "daftar-isi-berkas") if one["Nomor berkas"] == WRONG]
        assert listed[-1]["Uraian informasi arsip"] == f"dipindahkan ke {RIGHT}/{moved.item}"
        two.archive.pages.refresh()
        page = (two.archive.root / "2026" / WRONG / "DAFTAR ISI.html").read_text(encoding="utf-8")
        assert f"{RIGHT}/{moved.item}" in page
        # Its place is taken by nothing else.
        assert attached_again(two, WRONG).item > wrong.item

    def test_the_ledger_tells_both_cases(self, two: Office) -> None:
        move(two, attached(two, WRONG), RIGHT, reason=WHY)
        told = {case: two.archive.audit.of_case(case)[-1] for case in (WRONG, RIGHT)}
        assert [one.event for one in told.values()] == ["item-moved", "item-received"]
        assert {one.detail for one in told.values()} == {WHY}
        assert [one.what for one in two.archive.changes.after(0, limit=99)][-2:] == [
            "moved-away",
            "moved-here",
        ]

    def test_search_follows(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        move(two, wrong, RIGHT, reason=WHY)
        assert {hit.case for hit in two.archive.search.find("Salinan KTP")} == {RIGHT}
        assert "lampiran" not in {
            hit.type for hit in two.archive.search.find("Yohanes", person="Yohanes")
        }

    def test_it_goes_back_to_its_own_place(self, two: Office) -> None:
        before, wrong = items(two, WRONG), attached(two, WRONG)
        moved = move(two, wrong, RIGHT, reason=WHY).item
        back = move_back(two, moved, reason="ternyata benar").item
        assert (back.case, back.item) == (WRONG, wrong.item)
        assert items(two, WRONG) == [*before, (wrong.item, "lampiran")]
        assert two.archive.refilings.away(WRONG) == []
        assert two.archive.refilings.here(WRONG) == {}
        with pytest.raises(UsageError, match="A084"):
            move_back(two, back, reason="lagi")
        assert_rebuilds_equal(two)

    def test_a_bag_holds_what_belongs_to_the_case_and_its_lines(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        moved = move(two, wrong, RIGHT, reason=WHY).item
        bag = two.archive.bags.make(
            RIGHT, two.folder / "keluar", organisation="Dinas", day=date(2026, 11, 27)
        )
        assert len(list((bag / "data").glob(f"{moved.item:03d}-*"))) == 1
        page = (bag / "data" / "DAFTAR ISI.html").read_text(encoding="utf-8")
        links = re.findall(r'href="([^"#:]+)"', page)
        assert links
        assert [one for one in links if not (bag / "data" / unquote(one)).is_file()] == []
        lines = (bag / "data" / "buku-besar.jsonl").read_text(encoding="utf-8").splitlines()
        told = [json.loads(one) for one in lines]
        assert [
            (one["event"], one["data"]["item"]) for one in told if one["data"].get("case") == WRONG
        ] == [
            ("number-issued", wrong.item),
            ("item-filed", wrong.item),
            ("text-recognised", wrong.item),
            ("item-moved", wrong.item),
        ]

    def test_the_same_bytes_dropped_again_are_told_where_they_are(self, two: Office) -> None:
        move(two, attached(two, WRONG), RIGHT, reason=WHY)
        drop(two, PNG, f"{RIGHT} Salinan KTP.png")
        (outcome,) = handling.handle_once(two)
        assert (outcome.outcome, outcome.case) == ("duplicate", RIGHT)

    def test_verify_finds_an_index_that_shows_it_elsewhere(self, two: Office) -> None:
        moved = move(two, attached(two, WRONG), RIGHT, reason=WHY).item
        index = sqlite3.connect(two.archive.root / "index.db")
        index.execute(
            "UPDATE items SET case_number = ?, item = 99 WHERE folder = ?", [WRONG, moved.folder]
        )
        index.commit()
        assert [one.code for one in two.archive.care.verify() if one.code == "V020"] == ["V020"]

    def test_a_backup_that_is_brought_back_tells_the_same(
        self, two: Office, tmp_path: Path
    ) -> None:
        moved = move(two, attached(two, WRONG), RIGHT, reason=WHY).item
        back_up(two, tmp_path / "cadangan")
        bring_back(tmp_path / "cadangan", tmp_path / "pulih", FixedClock(NOON))
        back = open_office(tmp_path / "pulih")
        assert back.archive.items.named(f"{RIGHT}/{moved.item}") == moved
        assert back.archive.refilings.away(WRONG) == two.archive.refilings.away(WRONG)
        back.close()


class TestLetters:
    def test_one_that_names_somebody_else_is_not_moved(self, two: Office) -> None:
        assert refused(two, letter(two, WRONG)) == "A086"

    def test_one_of_the_same_person_takes_its_register_row_along(self, twins: Office) -> None:
        moved = move(twins, letter(twins, WRONG), RIGHT, reason=WHY)
        number = moved.item.number
        (row,) = [one for one in rows(twins, "buku-agenda-keluar") if one["Nomor surat"] == number]
        assert row["Keterangan"] == f"{RIGHT}; dipindahkan dari {WRONG}"
        assert twins.archive.cases.show(number).case == RIGHT
        assert {one.case for one in twins.archive.prints.all()} == {RIGHT}
        assert twins.archive.items.unsigned() != []
        assert_rebuilds_equal(twins)

    def test_copies_asked_for_later_are_found_whole(self, twins: Office) -> None:
        moved = move(twins, letter(twins, WRONG), RIGHT, reason=WHY).item
        (job,) = twins.archive.prints.want(moved, copies=1, why="hilang")
        assert job.case == RIGHT
        twins.outbox.pump()
        assert_rebuilds_equal(twins)

    def test_revisions_go_together(self, twins: Office) -> None:
        of_form(twins, WRONG, klien=SITI | {"nama": "Siti Aminah Putri"})
        first = letter(twins, WRONG)
        assert first.is_replaced
        moved = move(twins, first, RIGHT, reason=WHY)
        assert sorted(one.revision for one in (moved.item, *moved.along)) == [1, 2]
        assert [one for one in items(twins, WRONG) if one[1] == "surat"] == []
        assert_rebuilds_equal(twins)


class TestForms:
    def test_the_one_that_made_the_case_stays(self, two: Office) -> None:
        assert refused(two, two.archive.items.named(f"{WRONG}/1")) == "A083"

    def test_one_about_another_person_is_not_moved(self, two: Office) -> None:
        extra = of_form(two, WRONG, klien=YOHANES | {"nama": "Yohanis Lado"})
        assert refused(two, extra) == "A085"

    def test_one_whose_letter_was_revised_by_it_waits_for_that_to_be_given_up(
        self, two: Office
    ) -> None:
        wrong = of_form(two, WRONG, klien=SITI)
        assert refused(two, wrong) == "A087"
        two.archive.numbers.void(letter(two, WRONG).number, reason=WHY)
        assert two.archive.people.of(WRONG)[0].name == "siti aminah"
        move(two, wrong, RIGHT, reason=WHY)
        # Both cases are what their own forms tell.
        shown = {case: two.archive.cases.show(case).client for case in (WRONG, RIGHT)}
        assert shown == {WRONG: "Yohanes Lado", RIGHT: "Siti Aminah"}
        assert two.archive.people.of(WRONG)[0].name == "yohanes lado"
        assert {hit.case for hit in two.archive.search.find(SITI["nik"])} == {RIGHT}
        # The letter that was given up names her, and stays where it was given up.
        left = {hit.type for hit in two.archive.search.find("Siti Aminah") if hit.case == WRONG}
        assert left == {"surat-koordinasi"}
        assert_rebuilds_equal(two)

    def test_what_it_told_of_the_case_goes_with_it(self, twins: Office) -> None:
        wrong = of_form(
            twins, WRONG, klien=None, pengaduan=None, permasalahan=None, temu_bahas=TEMU_BAHAS
        )
        assert "temu_bahas" in twins.archive.cases.form(WRONG).sections  # type: ignore[union-attr] # it has one
        moved = move(twins, wrong, RIGHT, reason=WHY)
        assert [one.kind for one in moved.along] == ["surat"]
        assert "temu_bahas" not in twins.archive.cases.form(WRONG).sections  # type: ignore[union-attr] # it has one
        assert "temu_bahas" in twins.archive.cases.form(RIGHT).sections  # type: ignore[union-attr] # it has one
        assert_rebuilds_equal(twins)


class TestIncoming:
    def test_it_keeps_its_agenda_number_and_the_book_remarks_it(self, two: Office) -> None:
        moved = move(two, incoming(two, WRONG), RIGHT, reason=WHY).item
        (row,) = [one for one in rows(two, "buku-agenda-masuk") if one["Nomor surat"] == "B/7"]
        assert row["Keterangan"] == f"{RIGHT}; dipindahkan dari {WRONG}"
        assert moved.sequence == int(row["No agenda"])
        assert_rebuilds_equal(two)

    def test_it_goes_to_the_letters_of_no_case_and_into_a_case(self, two: Office) -> None:
        moved = move(two, incoming(two, WRONG), "UMUM-2026", reason=WHY).item
        assert moved.case == "UMUM-2026"
        assert move(two, moved, RIGHT, reason=WHY).item.case == RIGHT
        assert_rebuilds_equal(two)

    def test_an_attachment_does_not(self, two: Office) -> None:
        assert refused(two, attached(two, WRONG), "UMUM-2026") == "A079"


class TestRefused:
    def test_a_closed_case(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        two.archive.cases.close(RIGHT)
        assert refused(two, wrong) == "A080"
        two.archive.cases.reopen(RIGHT, reason="pindah")
        two.archive.cases.close(WRONG)
        assert refused(two, wrong) == "A080"

    def test_a_held_case(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        two.archive.retention.hold(WRONG, reason="gugatan")
        assert refused(two, wrong) == "A081"

    def test_no_such_case_and_the_same_case(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        assert refused(two, wrong, "PMBS-2026-0009") == "A005"
        assert refused(two, wrong, WRONG) == "A077"


class TestSecret:
    def test_what_leaves_a_secret_case_makes_the_other_as_strict(self, two: Office) -> None:
        set_class(two, WRONG, "Rahasia", reason="trafiking")
        move(two, attached(two, WRONG), RIGHT, reason=WHY)
        assert two.access_of(RIGHT).access == "Rahasia"
        assert two.archive.secrecy.is_secret(RIGHT)
        assert_rebuilds_equal(two)

    def test_what_comes_into_one_is_secret(self, two: Office) -> None:
        set_class(two, RIGHT, "Rahasia", reason="trafiking")
        move(two, attached(two, WRONG), RIGHT, reason=WHY)
        assert not two.archive.secrecy.is_secret(WRONG)
        assert {
            one["Keterangan"].split(";")[0]
            for one in rows(two, "daftar-isi-berkas")
            if one["Nomor berkas"] == RIGHT
        } == {"Rahasia"}
        # The line that is left says where it is, not why: the reason may name somebody.
        (line,) = [one for one in rows(two, "daftar-isi-berkas") if "dipindahkan ke" in str(one)]
        assert line["Keterangan"] == "dipindahkan"

    def test_neither_is_touched_by_somebody_who_may_not_see_it(self, two: Office) -> None:
        wrong = attached(two, WRONG)
        set_class(two, RIGHT, "Rahasia", reason="trafiking")
        with acting_as("ani", NOTHING):
            assert refused(two, wrong) == "A005"


def test_a_case_with_something_moved_is_not_destroyed(two: Office) -> None:
    """What lies in two folders is not destroyed with one of them."""
    move(two, attached(two, WRONG), RIGHT, reason=WHY)
    for case in (WRONG, RIGHT):
        two.archive.cases.close(case)
        assert "dipindahkan" in two.archive.disposals.obstacle(case, "musnah")


def test_every_table_that_tells_of_an_item_follows_it(two: Office) -> None:
    """A new table with a place in a case is one that a move takes along, or says here why not."""
    index = sqlite3.connect(two.archive.root / "index.db")
    names = [
        name for (name,) in index.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    columns = {
        name: {row[1] for row in index.execute(f"PRAGMA table_info('{name}')")} for name in names
    }
    of_places = {name for name, has in columns.items() if {"case_number", "item"} <= has}
    # The audit tells what was done where it was done.
    assert of_places - {"audit", "items"} == set(OF_PLACES)


def test_by_command(two: Office, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = attached(two, WRONG)
    base = ["--office", str(two.folder)]
    place = f"{WRONG}/{wrong.item}"
    assert run_command([*base, "move", place, RIGHT, "--reason", WHY]) == 0
    assert capsys.readouterr().out == f"{RIGHT}/3  Salinan KTP\n"
    assert run_command([*base, "show", WRONG]) == 0
    assert f"dipindahkan ke {RIGHT}/3" in capsys.readouterr().out
    assert run_command([*base, "unmove", f"{RIGHT}/3", "--reason", "ternyata benar"]) == 0
    assert place in capsys.readouterr().out
    assert run_command([*base, "move", f"{WRONG}/1", RIGHT, "--reason", WHY]) == 2
    assert "A083" in capsys.readouterr().err
