"""What would be our own fault is told before a number is taken, and what is held says whether one was."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.pdf import glyphs, undrawable
from generator.service import handling
from generator.system.clock import FixedClock
from tests.forms.kit import cell, complaint, p, row, t
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.stub_converter import StubConverter

ROOT = Path(__file__).parents[1]
DELETED = '<w:trPr><w:del w:id="1" w:author="Ani"/></w:trPr>'
NO_FONT = "\U0001fbff"  # assigned to nothing
NUMBERS = "Belum ada nomor yang terpakai"
REGISTER = "buku-agenda-keluar"


def handled(office: Office, data: bytes | dict[str, object], name: str) -> Outcome:
    drop(office, data, name)
    (outcome,) = handling.handle_once(office)
    return outcome


def deleted(line: str) -> str:
    return line.replace("<w:tr>", f"<w:tr>{DELETED}", 1)


ODD = {
    "a table deleted under Track Changes": complaint(
        after=f"<w:tbl>{deleted(row('a', 'b'))}</w:tbl>"
    ),
    "a row deleted": complaint(deleted(row("Umur", "34"))),
    "a table without rows": complaint(after="<w:tbl/>"),
    "a table of properties only": complaint(after="<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"),
    "bare cells": complaint("<w:tr><w:tc/><w:tc/></w:tr>"),
    "a bare cell beside a label": complaint(f"<w:tr>{cell(p(t('Umur')))}<w:tc/></w:tr>"),
    "a row without cells": complaint("<w:tr/>"),
    "a cell outside of a table": complaint(after="<w:tc/>"),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_what_word_leaves_behind_in_a_form_holds_nothing(office: Office, data: bytes) -> None:
    assert handled(office, data, "kasus.docx").outcome == "filed"
    assert office.archive.care.verify() == []


@pytest.mark.parametrize("name", ["\0bc", " ", ".", "a/..", "//"])
def test_an_entry_without_a_name_is_told_and_the_form_is_filed(office: Office, name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("formulir.json", json.dumps(form()))
        package.writestr("abc" if name[0] == "\0" else name, b"x")
    data = out.getvalue().replace(b"abc", b"\0bc") if name[0] == "\0" else out.getvalue()
    outcome = handled(office, data, "kasus.zip")
    assert outcome.outcome == "filed"
    assert office.archive.care.verify() == []


class TestCharacters:
    def test_a_name_that_no_font_can_draw_is_refused_before_a_number_is_taken(
        self, office: Office
    ) -> None:
        outcome = handled(office, form(klien={"nama": f"Yohanes {NO_FONT} Lado"}), "kasus.json")
        assert outcome.outcome == "rejected"
        (told,) = outcome.problems
        assert (told.code, told.field) == ("F043", "klien.nama")
        assert f"“{NO_FONT}” U+1FBFF" in told.message
        assert list(office.listing(REGISTER).rows) == []
        assert office.archive.care.verify() == []

    def test_the_name_of_an_officer_too(self, office: Office) -> None:
        outcome = handled(office, form(petugas={"nama": f"Ani {NO_FONT}"}), "kasus.json")
        assert [one.field for one in outcome.problems if one.code == "F043"] == ["petugas.nama"]

    def test_in_another_answer_it_is_told_with_its_place(self, office: Office) -> None:
        told = form(permasalahan={"uraian": f"Upah {NO_FONT} ditahan."})
        outcome = handled(office, told, "kasus.json")
        assert outcome.outcome == "filed"
        (warned,) = [one for one in outcome.problems if one.code == "W069"]
        assert warned.field == "permasalahan.uraian"

    @pytest.mark.parametrize(
        "text",
        [
            "Yohanes Lado",
            "Muhammad Réza",
            "D\u2019Souza",
            "A\u0308nton",
            "中文公司",
            "กาญจนา",
            "شركة",
            "தமிழ்",
            "a\u200db\ufe0f",
            "\u00a0",
            "1\n2\t3",
        ],
    )
    def test_scripts_of_clients_and_employers_are_drawn(self, text: str) -> None:
        assert undrawable(text) == ""

    def test_each_that_is_not_is_named_once(self) -> None:
        assert undrawable(f"a{NO_FONT}b{NO_FONT}\U000e0fff") == f"{NO_FONT}\U000e0fff"

    @pytest.mark.parametrize("program", ["", "#!/bin/sh\nexit 1\n"])
    def test_where_the_fonts_cannot_be_asked_nothing_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
    ) -> None:
        if program:
            (tmp_path / "fc-list").write_text(program)
            (tmp_path / "fc-list").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        glyphs._drawn.cache_clear()
        assert undrawable(NO_FONT) == ""
        glyphs._drawn.cache_clear()

    @pytest.mark.real
    def test_names_in_other_scripts_come_out_of_the_real_libreoffice(self, tmp_path: Path) -> None:
        office = Office(make_office_folder(tmp_path / "kantor"), clock=FixedClock(NOON))
        for number, name in enumerate(("Yohanes 中文", "Budi กาญจนา", "A\u0308nton Lado")):
            drop(office, form(klien={"nama": name}), f"{number}.json")
        assert [one.outcome for one in handling.handle_once(office)] == ["filed"] * 3
        office.close()


class Blank(StubConverter):
    """What it makes holds nothing of the letter."""

    def convert(self, docx: Path, pdf: Path) -> None:
        super().convert(ROOT / "templates" / "forms" / "lanjutan.docx", pdf)


class TestHeld:
    def test_before_a_number_was_taken_the_note_says_so(self, office: Office) -> None:
        (office.templates / "surat-koordinasi.docx").write_bytes(b"PK")
        assert handled(office, form(), "kasus.json").outcome == "held"
        (path,) = office.inbox.trays.of(Tray.HELD)
        assert NUMBERS in " ".join(read_note(path).split())
        assert list(office.listing(REGISTER).rows) == []

    def test_afterwards_it_says_that_its_numbers_are_kept_at_each_try(self, tmp_path: Path) -> None:
        office = open_office(make_office_folder(tmp_path / "kantor"), converter=Blank())
        assert handled(office, form(), "kasus.json").outcome == "held"
        for _ in range(3):
            (path,) = office.inbox.trays.of(Tray.HELD)
            said = " ".join(read_note(path).split())
            assert NUMBERS not in said
            assert "dengan nomor yang sudah disediakan untuknya" in said
            assert [one.outcome for one in handling.handle_once(office)] == ["held"]
        assert len(office.listing(REGISTER).rows) == 1
        assert office.archive.care.verify() == []
        office.close()
