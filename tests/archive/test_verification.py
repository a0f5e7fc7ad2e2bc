"""Every way in which an archive may come to harm is found, and a whole one gives no finding."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from generator.office.office import Office
from generator.system.clock import FixedClock
from tests.archive.kit import ledger_path, rewritten, small_year
from tests.office_kit import open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


def letter(office: Office) -> Path:
    return office.archive.root / "2026" / "PMBS-2026-0001" / "002-surat-koordinasi"


def codes(office: Office) -> set[str]:
    return {finding.code for finding in office.archive.care.verify()}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def sql(office: Office, statement: str) -> None:
    connection = sqlite3.connect(office.archive.root / "index.db")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_whole_archive_gives_no_finding(office: Office) -> None:
    assert office.archive.care.verify() == []


def test_lines_cut_off_the_end_of_the_ledger_are_found(office: Office) -> None:
    office.archive.audit.session("masuk", who="rahma")
    office.archive.audit.session("keluar", who="rahma")
    path = ledger_path(office)
    lines = path.read_bytes().splitlines(keepends=True)
    office.close()
    path.write_bytes(b"".join(lines[:-2]))
    with closing(open_office(office.folder)) as again:
        (finding,) = again.archive.care.verify()
        assert (finding.code, finding.is_damage) == ("V014", True)
        assert [one.code for one in again.archive.care.round(resume=False)] == ["V014"]


@pytest.mark.parametrize("name", ["surat.docx", "surat.pdf", "surat.txt"])
def test_one_bit_changed_in_a_file_is_found(office: Office, name: str) -> None:
    flip(letter(office) / name)
    (finding,) = office.archive.care.verify()
    assert finding.code == "V010"
    assert finding.where == f"PMBS-2026-0001/002-surat-koordinasi/{name}"
    assert finding.is_damage


def test_a_changed_form_is_found(office: Office) -> None:
    flip(letter(office).with_name("001-formulir-pengaduan") / "formulir.json")
    assert codes(office) == {"V010"}


def test_a_missing_file_is_found(office: Office) -> None:
    (letter(office) / "surat.pdf").unlink()
    assert codes(office) == {"V009"}


def test_an_extra_file_is_found_in_an_item_a_case_and_a_year(office: Office) -> None:
    for folder in (letter(office), letter(office).parent, letter(office).parents[1]):
        stranger = folder / "catatan.txt"
        stranger.write_text("x")
        assert codes(office) == {"V011"}, folder
        stranger.unlink()


def test_a_renamed_file_is_found_on_both_sides(office: Office) -> None:
    (letter(office) / "surat.pdf").rename(letter(office) / "surat2.pdf")
    assert codes(office) == {"V009", "V011"}


def test_a_record_rewritten_to_fit_a_changed_file_is_found(office: Office) -> None:
    path = letter(office) / "item.json"
    record = json.loads(path.read_text())
    record["subject"] = "lain"
    path.write_text(json.dumps(record))
    assert "V004" in codes(office)


def test_an_unreadable_record_is_found(office: Office) -> None:
    (letter(office) / "item.json").write_text("{")
    assert "V003" in codes(office)


def test_a_missing_item_folder_is_found(office: Office) -> None:
    for path in letter(office).iterdir():
        path.unlink()
    letter(office).rmdir()
    assert "V005" in codes(office)


def test_a_moved_item_folder_is_found(office: Office) -> None:
    other = letter(office).parents[1] / "PMBS-2026-0002" / "009-surat-koordinasi"
    letter(office).rename(other)
    assert {"V005", "V008"} <= codes(office)


def test_two_swapped_items_are_found(office: Office) -> None:
    one, two = letter(office), letter(office).parents[1] / "PMBS-2026-0002" / "002-surat-koordinasi"
    aside = one.with_name("aside")
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
    assert "V008" in codes(office)


def test_an_item_that_nobody_filed_is_found(office: Office) -> None:
    twin = letter(office).with_name("009-surat-koordinasi")
    twin.mkdir()
    for path in letter(office).iterdir():
        (twin / path.name).write_bytes(path.read_bytes())
    record = json.loads((twin / "item.json").read_text())
    record["item"] = 9
    (twin / "item.json").write_text(json.dumps(record))
    assert "V006" in codes(office)


@pytest.mark.parametrize("row", [0, 5, -1])
def test_a_changed_ledger_line_breaks_the_chain(office: Office, row: int) -> None:
    lines = ledger_path(office).read_bytes().splitlines(keepends=True)
    lines[row] = lines[row].replace(b"2026", b"2025", 1)
    ledger_path(office).write_bytes(b"".join(lines))
    assert "V001" in codes(office)


def test_a_removed_ledger_line_breaks_the_chain(office: Office) -> None:
    lines = ledger_path(office).read_bytes().splitlines(keepends=True)
    ledger_path(office).write_bytes(b"".join(lines[:4] + lines[5:]))
    assert "V001" in codes(office)


def test_a_ledger_cut_short_is_found(office: Office) -> None:
    lines = ledger_path(office).read_bytes().splitlines(keepends=True)
    ledger_path(office).write_bytes(b"".join(lines[:-12]))
    assert codes(office)


def test_a_torn_last_line_is_found(office: Office) -> None:
    with ledger_path(office).open("ab") as stream:
        stream.write(b'{"seq": 99')
    assert "V002" in codes(office)


def test_a_number_left_out_of_a_ledger_with_a_new_chain_is_found(office: Office) -> None:
    def leave_out(lines: list[dict[str, object]]) -> None:
        number = "400.9.8/2/DINSOSPM/2026"
        lines[:] = [
            line
            for line in lines
            if line["event"] != "number-issued" or number not in str(line["data"])
        ]

    rewritten(office, leave_out)
    assert "V007" in codes(office)


def test_a_void_added_to_a_used_number_is_found(office: Office) -> None:
    def void(lines: list[dict[str, object]]) -> None:
        data = {"series": "keluar", "year": 2026, "sequence": 1, "reason": "x"}
        lines.append({"event": "number-voided", "data": data})

    rewritten(office, void)
    assert "V012" in codes(office)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM items WHERE id = 2", "V020"),
        ("UPDATE items SET record_digest = 'x' WHERE id = 2", "V020"),
        ("UPDATE register SET void_reason = 'x' WHERE series = 'keluar' AND sequence = 1", "V021"),
        ("DELETE FROM prints WHERE ordinal = 1", "V022"),
        ("UPDATE prints SET state = 'failed' WHERE ordinal = 1", "V022"),
    ],
)
def test_an_index_that_differs_is_no_damage(office: Office, statement: str, code: str) -> None:
    sql(office, statement)
    findings = office.archive.care.verify()
    assert {one.code for one in findings} == {code}
    assert not any(one.is_damage for one in findings)


def test_a_submission_on_its_way_is_no_finding(office: Office) -> None:
    office.archive.numbers.reserve(digest="ab" * 32, claim="x", case=None, wanted=[])
    assert office.archive.care.verify() == []


def test_findings_say_what_to_do_in_indonesian(office: Office) -> None:
    flip(letter(office) / "surat.pdf")
    (finding,) = office.archive.care.verify()
    assert "salinan cadangan" in finding.message


def test_verifying_changes_nothing(office: Office) -> None:
    def state() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in office.archive.root.rglob("*") if p.is_file()}

    assert isinstance(office.clock, FixedClock)
    before = state()
    office.archive.care.verify()
    assert state() == before


@pytest.mark.parametrize("row", [1, 30, -1])
def test_a_chain_computed_anew_is_found_whatever_line_was_changed(office: Office, row: int) -> None:
    """Nothing that the index holds differs; only the digests do."""
    whole = ledger_path(office).read_bytes()
    office.close()
    rewritten(office, lambda lines: lines[row]["data"].update(catatan="diubah"))
    with closing(open_office(office.folder)) as again:
        assert [one.code for one in again.archive.care.verify()] == ["V064"]
        assert [one.code for one in again.archive.care.round(resume=False)] == ["V064"]
    ledger_path(office).write_bytes(whole)
    with closing(open_office(office.folder)) as again:
        assert again.archive.care.verify() == []


def test_a_chain_computed_anew_stays_found_when_lines_follow(office: Office) -> None:
    office.close()
    rewritten(office, lambda lines: lines[30]["data"].update(catatan="diubah"))
    with closing(open_office(office.folder)) as again:
        again.archive.audit.session("masuk", who="rahma")
        again.archive.audit.session("keluar", who="rahma")
        assert [one.code for one in again.archive.care.verify()] == ["V064"]


def test_lines_cut_off_stay_found_when_as_many_follow(office: Office) -> None:
    for turn in ("masuk", "keluar"):
        office.archive.audit.session(turn, who="rahma")
    lines = ledger_path(office).read_bytes().splitlines(keepends=True)
    office.close()
    ledger_path(office).write_bytes(b"".join(lines[:-2]))
    with closing(open_office(office.folder)) as again:
        for turn in ("masuk", "keluar", "masuk"):
            again.archive.audit.session(turn, who="anto")
        assert "V064" in {one.code for one in again.archive.care.verify()}
