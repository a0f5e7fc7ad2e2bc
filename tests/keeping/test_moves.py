"""Moving inactive files to the records unit (pemindahan): its berita acara, its list, what every list says then."""

from datetime import date
from typing import Any

import pytest

from generator.office.office import Office
from tests.cli.kit import Shell
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, rows, set_clock
from tests.keeping.test_retention import close, rule, write_rules

SECOND = "PMBS-2026-0002"
NUMBER = "000.5.6.1/{}/INT/DINSOSPM/2027"


@pytest.fixture
def due(office: Office) -> Office:
    """Two closed cases whose active year is over, and one that runs."""
    write_rules(office, rule(active=1, inactive=3))
    file(office)
    file(office, klien={"nama": "Siti Bela"})
    file(office, klien={"nama": "Masih Berjalan"})
    close(office)
    close(office, SECOND)
    set_clock(office, date(2027, 11, 25))
    return office


def paper(office: Office, number: str) -> str:
    item = office.archive.items.named(number)
    words = (office.archive.items.folder_of(item) / "surat.txt").read_text()
    return " ".join(words.replace("\xa0", " ").split())


def numbered(office: Office) -> list[dict[str, Any]]:
    return [row for row in rows(office, "register-internal", year=2027) if "Acara" in row["Naskah"]]


def test_the_berita_acara_has_its_own_number_both_heads_and_the_list(
    due: Office, pmbs: Pmbs
) -> None:
    (told,) = {row["Keterangan"] for row in rows(due, "arsip-inaktif", year=2027)}
    assert told == "belum dipindahkan"
    code, said = pmbs("dispose", "move", "--box", "Boks  7")
    (row,) = numbered(due)
    number = row["Nomor"]
    assert (code, f"{number}  2 berkas  dipindahkan" in said) == (0, True)
    assert number == NUMBER.format(row["No"])
    assert (row["Naskah"], row["Kepada"], row["Keterangan"]) == (
        "Berita Acara Pemindahan Arsip Inaktif",
        "Kepala Unit Kearsipan",
        "",
    )
    text = paper(due, number)
    for told in (
        f"NOMOR {number}",
        "Kamis, tanggal dua puluh lima bulan November",
        "PIHAK KESATU",
        "Kepala Unit Kearsipan",
        "2 (dua) berkas",
        "DAFTAR ARSIP INAKTIF YANG DIPINDAHKAN",
        f"{CASE}: Penanganan PMBS",
        SECOND,
        "Boks 7/1",
        "Boks 7/2",
    ):
        assert told in text, told
    assert "PMBS-2026-0003" not in text
    assert "Yohanes" not in text
    listed = rows(due, "arsip-inaktif", year=2027)
    assert [(row["Boks"], row["Keterangan"]) for row in listed] == [
        ("Boks 7/1", f"dipindahkan 25-11-2027 ({number})"),
        ("Boks 7/2", f"dipindahkan 25-11-2027 ({number})"),
    ]
    assert [row["Nomor berkas"] for row in rows(due, "pemindahan", year=2027)] == [CASE, SECOND]
    assert number in rows(due, "daftar-berkas")[0]["Keterangan"]
    assert number in pmbs("show", CASE)[1]
    answer = Shell(due.folder, due.clock.now())("show", CASE, "--json")
    assert answer.json["moved"] == {"at": "2027-11-25", "number": number}
    (line,) = [one for one in due.archive.audit.of_case(CASE) if one.event == "case-moved"]
    assert (line.words, line.detail) == ("dipindahkan ke unit kearsipan", number)
    assert_rebuilds_equal(due)


def test_the_list_names_nobody_of_a_secret_case(due: Office, pmbs: Pmbs) -> None:
    assert pmbs("access", CASE, "Rahasia", "--reason", "anak")[0] == 0
    pmbs("dispose", "move")
    text = paper(due, numbered(due)[0]["Nomor"])
    assert f"{CASE}: Pelindungan Sosial Korban" in text
    assert f"{SECOND}: Penanganan PMBS: " in text


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda o: o.archive.retention.hold(CASE, reason="perkara"), "ditahan: perkara"),
        (lambda o: o.archive.places.lend(CASE, "Bidang Hukum", due=date(2027, 12, 9)), "dipinjam"),
        (lambda o: set_clock(o, date(2027, 11, 24)), "masa aktifnya"),
    ],
)
def test_what_is_held_lent_or_still_active_is_not_moved(
    due: Office, pmbs: Pmbs, spoil: Any, why: str
) -> None:
    spoil(due)
    code, said = pmbs("dispose", "move", CASE)
    assert (code, "A115" in said, why in said) == (2, True, True)
    assert CASE not in due.archive.moves.candidates()
    assert numbered(due) == []


def test_a_running_case_and_one_that_was_moved_are_not_moved(due: Office, pmbs: Pmbs) -> None:
    assert "belum ditutup" in pmbs("dispose", "move", "PMBS-2026-0003")[1]
    assert pmbs("dispose", "move")[0] == 0
    assert "sudah dipindahkan" in pmbs("dispose", "move", CASE)[1]
    code, said = pmbs("dispose", "move")
    assert (code, "A116" in said) == (2, True)


def test_a_case_that_runs_again_is_back_and_can_be_moved_again(due: Office, pmbs: Pmbs) -> None:
    pmbs("dispose", "move", CASE)
    assert pmbs("reopen", CASE, "--reason", "ada keluarga yang datang")[0] == 0
    assert due.archive.moves.of(CASE) is None
    close(due, day=date(2027, 11, 25))
    set_clock(due, date(2028, 11, 28))
    assert pmbs("dispose", "move", CASE)[0] == 0
    again = due.archive.moves.of(CASE)
    assert again is not None
    assert again.number.endswith("/2028")
    assert_rebuilds_equal(due)


def test_a_place_that_is_taken_stays_its_own(due: Office, pmbs: Pmbs) -> None:
    due.archive.places.put("PMBS-2026-0003", "Boks 7", 1)
    due.archive.places.put(SECOND, "Boks 7", 4)
    pmbs("dispose", "move", "--box", "boks 7")
    assert str(due.archive.places.of(CASE)) == "Boks 7/5"
    assert str(due.archive.places.of(SECOND)) == "Boks 7/4"


def test_broken_off_behind_its_paper_it_goes_on_under_the_same_number(
    due: Office, pmbs: Pmbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("generator.archive.topics.moves.Moves.move", fails)
        pmbs("dispose", "move")
    assert due.archive.moves.of(CASE) is None
    assert pmbs("dispose", "move")[0] == 0
    (row,) = numbered(due)
    moved = due.archive.moves.of(CASE)
    assert moved is not None
    assert moved.number == row["Nomor"]
    assert due.archive.care.verify() == []


def test_what_was_moved_is_still_destroyed_or_handed_over_in_its_time(
    due: Office, pmbs: Pmbs
) -> None:
    write_rules(due, rule(active=1, inactive=0, more="diperiksa = 2026-12-01"))
    pmbs("retention", "--all", "--reason", "JRA")
    pmbs("dispose", "move")
    assert due.archive.disposals.candidates("musnah") == [CASE, SECOND]
