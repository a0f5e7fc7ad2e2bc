"""Letters that leave and come: receipts by hand, dispositions, what the registers tell of them."""

from datetime import date
from pathlib import Path

import pytest

from generator.archive import rebuild
from generator.cli import main as run_command
from generator.desks.agenda import (
    IncomingLetter,
    OutgoingLetter,
    insert_number,
    register_letter,
    take_number,
)
from generator.desks.disposisi import disposition_sheet, enter_disposition
from generator.desks.expedition import deliver, slips
from generator.office.office import Office
from generator.pdf.inspect import read_pdf
from generator.service import handling
from generator.vocabulary.problems import UsageError
from tests.archive.kit import tables
from tests.office_kit import drop, form, open_office

FIRST = "400.9.8/1/DINSOSPM/2026"
TODAY = date(2026, 11, 24)


@pytest.fixture
def filed(office: Office) -> Office:
    """A case with letter 1, and a letter from elsewhere with agenda number 2."""
    drop(office, form(sumber_rujukan="kelurahan"))
    handling.handle_once(office)
    register_letter(office, IncomingLetter(sender="BP3MI", number="7/X", subject="Data deportasi"))
    return office


def expedition_rows(office: Office) -> list[tuple[object, ...]]:
    return [row[1:] for row in office.listing("buku-ekspedisi", year=2026).rows]


def test_a_slip_that_is_out_waits_in_the_expedition_book(filed: Office) -> None:
    slips(filed, ["400.9.8/1"], sent=TODAY)
    assert expedition_rows(filed) == [
        (
            "24-11-2026",
            FIRST,
            "24-11-2026",
            "Kepala Dinas Perindustrian dan Tenaga Kerja Kota Tarakan",
            "Koordinasi Penanganan Pekerja Migran Bermasalah Sosial (PMBS)",
            "",
            "",
            "",
            "tanda terima belum kembali",
        ),
    ]
    assert filed.listing("buku-agenda-keluar", year=2026).rows[0][3] == ""


def test_each_slip_of_a_letter_has_its_own_number(filed: Office) -> None:
    slips(filed, [FIRST, FIRST], sent=TODAY)
    slips(filed, [FIRST], sent=TODAY)
    made = [filed.archive.correspondence.slip(FIRST, slip) for slip in (1, 2, 3, 4)]
    assert [one and one.sent for one in made] == [TODAY, TODAY, TODAY, None]


def test_who_carries_a_letter_stands_in_the_book_while_the_slip_is_out(filed: Office) -> None:
    slips(filed, [FIRST], sent=TODAY, carrier="Jufri")
    (row,) = expedition_rows(filed)
    assert (row[5], row[-1]) == ("Jufri", "tanda terima belum kembali")


def test_what_is_entered_later_completes_a_delivery(filed: Office) -> None:
    deliver(filed, FIRST, sent=TODAY, carrier="Pos")
    deliver(filed, FIRST, sent=TODAY, received=TODAY, receiver="Budi Santoso")
    (row,) = expedition_rows(filed)
    assert row[-4:] == ("Pos", "Budi Santoso", "24-11-2026", "")
    assert filed.listing("buku-agenda-keluar", year=2026).rows[0][3] == "24-11-2026"
    assert "Budi" not in (filed.archive.root / "ledger" / "2026.jsonl").read_text()
    assert filed.archive.care.verify() == []


@pytest.mark.parametrize(
    ("sent", "received"),
    [(date(2026, 11, 25), None), (date(2026, 11, 23), None), (TODAY, date(2026, 11, 23))],
)
def test_an_impossible_day_of_sending_is_refused(
    filed: Office, sent: date, received: date | None
) -> None:
    with pytest.raises(UsageError, match="A017"):
        deliver(filed, FIRST, sent=sent, received=received)
    assert expedition_rows(filed) == []


def test_an_inserted_letter_is_sent_under_its_own_number(filed: Office) -> None:
    late = OutgoingLetter(recipient="Camat", subject="Data", dated=date(2026, 11, 23))
    with pytest.raises(UsageError, match="A014"):
        insert_number(filed, late, reason="r")
    take_number(filed, OutgoingLetter(recipient="Camat", subject="a", dated=TODAY))
    with pytest.raises(UsageError, match="A005"):
        slips(filed, ["400.9.8/9"], sent=TODAY)


def test_a_disposition_shows_in_the_agenda(filed: Office) -> None:
    enter_disposition(filed, 2026, 2, receivers="Kabid Rehsos", instruction="tindak lanjuti")
    enter_disposition(filed, 2026, 2, receivers="Arsiparis", giver="Kepala")
    enter_disposition(filed, 2026, 1, receivers="Rahmawati")
    rows = filed.listing("buku-agenda-masuk", year=2026).rows
    assert [row[7] for row in rows] == ["Rahmawati", "Kabid Rehsos: tindak lanjuti; Arsiparis"]
    assert filed.archive.cases.show("PMBS-2026-0001").items[-1].kind == "disposisi"
    assert filed.archive.care.verify() == []


def test_a_disposition_of_nothing_is_refused(filed: Office) -> None:
    with pytest.raises(UsageError, match="A005"):
        enter_disposition(filed, 2026, 3, receivers="Arsiparis")
    with pytest.raises(UsageError, match="A005"):
        disposition_sheet(filed, 2025, 1)


def test_the_sheet_holds_the_letters_data_and_boxes_to_tick(filed: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(disposition_sheet(filed, 2026, 2))
    text = read_pdf(path).text
    for told in ("BP3MI", "7/X", "2/2026", "Data deportasi", "Arsiparis", "Untuk diketahui"):
        assert told in text


def test_receipts_and_dispositions_survive_a_rebuild(filed: Office) -> None:
    slips(filed, [FIRST], sent=TODAY)
    deliver(filed, FIRST, sent=TODAY, receiver="Budi")
    enter_disposition(filed, 2026, 2, receivers="Arsiparis")
    before = tables(filed)
    filed.archive.close()
    (filed.archive.root / "index.db").unlink()
    rebuild(filed.archive.root, filed.clock)
    assert tables(open_office(filed.folder)) == before


def test_the_general_folder_is_shown_like_a_case(
    filed: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    view = filed.archive.cases.show("UMUM-2026")
    assert (view.status, [one.number for one in view.items]) == ("umum", ["7/X"])
    assert run_command(["--office", str(filed.folder), "show", "umum-2026"]) == 0
    assert "7/X" in capsys.readouterr().out
    with pytest.raises(UsageError, match="A005"):
        filed.archive.cases.show("UMUM-2025")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["disposition", "enter", "2", "--year", "2026", "--to", "Arsiparis"], "Lembar Disposisi"),
        (["expedition", "sent", FIRST, "--date", "24-11-2026", "--receiver", "Budi"], FIRST),
    ],
)
def test_the_commands_say_what_was_filed(
    filed: Office, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run_command(["--office", str(filed.folder), *arguments]) == 0
    assert said in capsys.readouterr().out


def test_a_running_file_shows_how_long_it_will_be_kept(filed: Office) -> None:
    listing = filed.listing("daftar-berkas", year=2026)
    place = listing.columns.index("Retensi aktif")
    assert [row[1] for row in listing.rows] == ["PMBS-2026-0001", "UMUM-2026"]
    assert {row[place : place + 3] for row in listing.rows} == {("2 tahun", "3 tahun", "Permanen")}
