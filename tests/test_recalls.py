"""One current paper: sheets of letters that hold no longer leave the folder, and are called back."""

import pytest

from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import UsageError
from tests.office_kit import form, open_office
from tests.test_corrections import CASE, FIRST, corrected, handle

PLAIN = "400.9.8-1-DINSOSPM-2026 surat-koordinasi lembar"


def names(office: Office, folder: str = "") -> list[str]:
    return sorted(path.name for path in (office.printed / folder).glob("*.pdf"))


def test_replaced_sheets_move_and_the_newest_has_the_plain_name(office: Office) -> None:
    handle(office, form())
    old = {name: (office.printed / name).read_bytes() for name in names(office)}
    handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
    assert names(office) == sorted(old) == [f"{PLAIN} 1.pdf", f"{PLAIN} 2.pdf"]
    assert names(office, "tidak berlaku") == [f"TIDAK BERLAKU {name}" for name in sorted(old)]
    for name, data in old.items():
        assert (office.printed / "tidak berlaku" / f"TIDAK BERLAKU {name}").read_bytes() == data
        assert (office.printed / name).read_bytes() != data


def test_given_up_sheets_move_and_are_called_back_until_somebody_has_them(office: Office) -> None:
    handle(office, form())
    (office.printed / f"{PLAIN} 2.pdf").unlink()
    letter = office.archive.items.named(FIRST)
    office.archive.numbers.void(FIRST, reason="keliru")
    handling.handle_once(office)
    assert names(office) == []
    assert names(office, "tidak berlaku") == [f"TIDAK BERLAKU {PLAIN} 1.pdf"]
    looked = [one for one in office.status().prints if one.needs_a_look]
    assert [one.state_word for one in looked] == ["tarik kembali"] * 2
    office.archive.prints.got_back(letter)
    handling.handle_once(office)
    assert not [one for one in office.status().prints if one.needs_a_look]


def test_a_queued_copy_is_not_printed_and_a_replaced_letter_not_again(office: Office) -> None:
    handle(office, form())
    letter = office.archive.items.named(FIRST)
    office.archive.prints.want(letter, copies=1, why="hilang")
    handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
    assert not [one for one in names(office) if "lembar 3" in one]
    with pytest.raises(UsageError, match="A059"):
        office.archive.prints.want(office.archive.items.named(f"{CASE}/2"), copies=1, why="lagi")


def test_a_copy_printed_again_says_so_in_its_name_and_no_folder_claims_paper(
    office: Office,
) -> None:
    handle(office, form())
    office.archive.prints.want(office.archive.items.named(FIRST), copies=1, why="hilang")
    handling.handle_once(office)
    assert f"{PLAIN} 3 cetak ulang ke-1.pdf" in names(office)
    assert {one.state_word for one in office.archive.prints.all()} == {"di folder cetak"}


def test_an_older_sheet_gone_takes_no_newer_one_of_its_name(office: Office) -> None:
    handle(office, form())
    for name in names(office):
        (office.printed / name).unlink()
    handle(office, corrected(klien={"nama": "Yohanes Ladu"}))
    again = open_office(office.folder)
    again.outbox.pump()
    assert names(again) == [f"{PLAIN} 1.pdf", f"{PLAIN} 2.pdf"]
    again.close()
