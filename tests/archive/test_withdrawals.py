"""A letter given up after it was filed: it waits for nobody, its number stays taken, the archive stays whole."""

import shutil

import pytest

from generator import archive as archives
from generator.cli import main as run_command
from generator.office.office import Office
from generator.service import handling
from generator.submission import receipts
from generator.vocabulary.prints import PrintState
from generator.vocabulary.problems import UsageError
from tests.office_kit import drop, form

CASE = "PMBS-2026-0001"
NUMBER = "400.9.8/1/DINSOSPM/2026"


@pytest.fixture
def filed(office: Office) -> Office:
    drop(office, form())
    handling.handle_once(office)
    return office


def remarks(office: Office) -> list[str]:
    return [str(row[-1]) for row in office.listing("buku-agenda-keluar").rows]


def test_the_register_keeps_number_letter_and_reason(filed: Office) -> None:
    assert filed.archive.numbers.void(NUMBER, reason="klien sudah pulang") == NUMBER
    (row,) = filed.listing("buku-agenda-keluar").rows
    assert NUMBER in row
    assert "Koordinasi Penanganan" in str(row)
    assert row[-1] == f"BATAL: klien sudah pulang; {CASE}"


def test_it_waits_for_no_signature_and_its_copies_are_not_printed(filed: Office) -> None:
    filed.archive.prints.want(filed.archive.items.named(NUMBER), copies=1, why="hilang")
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    assert filed.archive.items.unsigned() == []
    assert filed.archive.prints.open_prints() == []
    assert filed.archive.prints.all()[0].reason == "tidak dicetak: surat ini dibatalkan"


def test_copies_that_were_taken_back_call_for_nobody(filed: Office) -> None:
    filed.archive.prints.want(filed.archive.items.named(NUMBER), copies=1, why="hilang")
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    (called_off,) = [one for one in filed.archive.prints.all() if one.state is PrintState.FAILED]
    assert not called_off.needs_a_look
    assert f"- {NUMBER}: tidak dicetak" not in receipts.status(filed.status())
    filed.archive.prints.update_print(called_off.key, PrintState.FAILED, reason="kertas macet")
    assert f"- {NUMBER}: kertas macet" in receipts.status(filed.status())


def test_the_next_letter_of_its_kind_takes_a_number_of_its_own(filed: Office) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    drop(filed, form(nomor_kasus=CASE, klien={"nama": "Yohanes Ladu"}), "koreksi.json")
    handling.handle_once(filed)
    (letter,) = filed.archive.items.letters_of(CASE, "surat-koordinasi")
    assert (letter.number, letter.revision) == ("400.9.8/2/DINSOSPM/2026", 1)
    assert remarks(filed) == [f"BATAL: salah alamat; {CASE}", CASE]


def test_it_is_given_up_once(filed: Office) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    with pytest.raises(UsageError):
        filed.archive.numbers.void(NUMBER, reason="lagi")


def test_a_rebuilt_index_says_the_same_and_the_archive_is_whole(filed: Office) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    before = remarks(filed), filed.archive.withdrawals.of_case(CASE)
    root = filed.archive.root
    shutil.copytree(root, root.with_name("salinan"))
    archives.rebuild(root.with_name("salinan"), filed.clock)
    again = archives.Archive(root.with_name("salinan"), filed.clock)
    assert again.withdrawals.of_case(CASE) == before[1] == {2: "salah alamat"}
    assert again.items.unsigned() == []
    assert again.care.verify() == []
    again.close()


def test_its_number_leads_to_its_case_where_it_is_told_as_given_up(
    filed: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    assert run_command(["--office", str(filed.folder), "show", NUMBER]) == 0
    shown = capsys.readouterr().out
    assert CASE in shown
    assert "dibatalkan" in shown
    assert "diganti" not in shown
    assert "dibatalkan" in str(filed.listing("daftar-isi-berkas").rows)
    assert [one.is_withdrawn for one in filed.archive.cases.show(NUMBER).items] == [False, True]


def test_whoever_asks_for_a_copy_is_told_that_it_was_given_up(filed: Office) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    for ask in (
        lambda: filed.archive.prints.want(
            filed.archive.items.named(NUMBER), copies=1, why="hilang"
        ),
        lambda: filed.archive.numbers.void(NUMBER, reason="lagi"),
    ):
        with pytest.raises(UsageError) as caught:
            ask()
        assert caught.value.problem.code == "A024"


def test_the_plain_page_of_its_case_tells_it(filed: Office) -> None:
    filed.archive.numbers.void(NUMBER, reason="salah alamat")
    filed.archive.pages.refresh()
    page = next(filed.archive.root.glob(f"2026/{CASE}/DAFTAR ISI.html")).read_text("utf-8")
    assert "dibatalkan" in page
