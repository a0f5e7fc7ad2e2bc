"""Disposal: only what is due, only on paper's word, wholly, and the archive stays whole."""

import json
import shutil
import signal
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.archive import rebuild
from generator.desks.disposal import ToldAct, carry_out
from generator.office.office import Office
from generator.service import handling
from generator.service.backup import back_up, bring_back
from generator.system import files
from generator.system.clock import WITA, FixedClock
from tests.archive.kit import tables
from tests.dying import in_a_child_that_dies
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, rows, set_clock
from tests.keeping.test_retention import close, rule, write_rules
from tests.office_kit import (
    KESEPAKATAN,
    NOON,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)

CHECKED = "diperiksa = 2026-12-01"
DUE = date(2027, 12, 1)
LATER = datetime(2027, 12, 2, 9, 0, tzinfo=WITA)
OPINION = "5/PANITIA/2027"
REFERENCE = "000.5.6.2/7/SETDA/2027"
SAID = ("--date", "01-12-2027", "--by", "Wali Kota Tarakan")
PANEL = ("--number", OPINION, "--date", "01-12-2027", "--by", "Panitia Penilai Arsip")
WITNESSES = (
    "--law",
    "Rina Sari, S.H.; Kepala Bagian Hukum; 198001012005012001",
    "--inspectorate",
    "Dedi, S.E.; Inspektur Pembantu I",
)
TOLD = ToldAct(place="halaman kantor", way="dicacah", law=WITNESSES[1], inspectorate=WITNESSES[3])
ACT = ("--place", "halaman kantor", "--way", "dicacah", *WITNESSES)
NAME = "Yohanes"
NIK = "5308120305920001"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two closed cases whose time is over, and one that runs; the first with everything in it."""
    folder = tmp_path_factory.mktemp("musnah") / "kantor"
    office = open_office(make_office_folder(folder))
    write_rules(office, rule(active=1, inactive=0, more=CHECKED))
    file(office, klien={"nik": NIK}, temu_bahas=TEMU_BAHAS, kesepakatan=KESEPAKATAN)
    attachment = office.inbox.folder / f"{CASE} KTP Yohanes.png"
    attachment.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 400)
    handling.handle_once(office)
    file(office, klien={"nama": "Siti Bela"})
    file(office, klien={"nama": "Masih Berjalan"})
    close(office)
    close(office, "PMBS-2026-0002")
    office.close()
    return folder


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of that office on the day when they are due."""
    folder = tmp_path / "kantor"
    shutil.copytree(prepared, folder)
    opened = open_office(folder, moment=datetime.combine(DUE, NOON.timetz()))
    yield opened
    opened.close()


@pytest.fixture
def due(office: Office) -> Office:
    return office


def signed(office: Office) -> Path:
    path = office.folder / "persetujuan.pdf"
    path.write_bytes(b"%PDF-1.4 ditandatangani")
    return path


def approved(office: Office, pmbs: Pmbs, *cases: str) -> str:
    code, said = pmbs("dispose", "prepare", *cases)
    assert code == 0, said
    name = "2027-1"
    code, said = pmbs("dispose", "opinion", name, signed(office), *PANEL)
    assert code == 0, said
    code, said = pmbs("dispose", "approve", name, signed(office), "--reference", REFERENCE, *SAID)
    assert code == 0, said
    return name


def destroy(office: Office, pmbs: Pmbs, name: str) -> tuple[int, str]:
    """Carry out; `office` then asks the new index."""
    ended = pmbs("dispose", "carry-out", name, *ACT, "--yes")
    office.archive.close()
    return ended


def places_that_tell(office: Office, *words: str) -> list[str]:
    """Every file of the office whose bytes or name still hold one of the words."""
    wanted = [word.casefold().encode() for word in words]
    return [
        str(path.relative_to(office.folder))
        for path in sorted(office.folder.rglob("*"))
        if path.is_file()
        and any(
            word in path.read_bytes().lower() or word in path.name.casefold().encode()
            for word in wanted
        )
    ]


def test_what_was_destroyed_does_not_live_on_in_the_backup(
    office: Office, pmbs: Pmbs, tmp_path: Path
) -> None:
    target = tmp_path / "cadangan"
    assert back_up(office, target).findings == ()
    assert any(NIK.encode() in one.read_bytes() for one in target.rglob("*") if one.is_file())
    code, said = destroy(office, pmbs, approved(office, pmbs))
    assert code == 0, said
    set_clock(office, LATER)
    again = open_office(office.folder, moment=LATER)
    assert back_up(again, target).findings == ()
    again.close()
    telling = [
        str(path.relative_to(target))
        for path in target.rglob("*")
        if path.is_file()
        and (NIK.encode() in path.read_bytes() or NAME.encode() in path.read_bytes())
    ]
    assert telling == []
    report = bring_back(target, tmp_path / "pulih", FixedClock(LATER))
    assert report.findings == ()
    restored = open_office(tmp_path / "pulih", moment=LATER)
    assert restored.archive.disposals.is_disposed(CASE)
    assert [one.number for one in restored.archive.cases.show(CASE).items][1:2] == [
        "400.9.8/1/DINSOSPM/2026"
    ]
    restored.close()


# -- what may go ---------------------------------------------------------------------------------


def test_the_record_lists_what_is_due_and_nothing_else(due: Office, pmbs: Pmbs) -> None:
    code, said = pmbs("dispose", "prepare")
    assert (code, "2 berkas" in said) == (0, True)
    folder = due.archive.disposals.get("2027-1").folder
    assert {path.name for path in folder.iterdir()} == {"pertimbangan-kosong.pdf"}
    proposal = due.archive.items.named("000.5.6.2/1/DINSOSPM/2027")
    text = (due.archive.items.folder_of(proposal) / "surat.txt").read_text()
    assert (CASE in text, "PMBS-2026-0002" in text, "PMBS-2026-0003" in text) == (True, True, False)
    assert NAME not in text
    assert [row["Keadaan"] for row in rows(due, "pemusnahan", year=2027)] == [
        "menunggu pertimbangan panitia",
        "menunggu pertimbangan panitia",
    ]


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda o: o.archive.retention.hold(CASE, reason="perkara"), "ditahan: perkara"),
        (lambda o: o.archive.places.lend(CASE, "Bidang Hukum", due=date(2027, 12, 9)), "dipinjam"),
        (lambda o: set_clock(o, date(2027, 11, 24)), "masa inaktifnya"),
    ],
)
def test_a_case_that_is_held_lent_or_not_yet_due_does_not_go(
    due: Office, pmbs: Pmbs, spoil: Any, why: str
) -> None:
    spoil(due)
    code, said = pmbs("dispose", "prepare", CASE)
    assert (code, "A050" in said, why in said) == (2, True, True)
    assert CASE not in due.archive.disposals.candidates("musnah")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (rule(active=1, inactive=0, fate="Permanen", more=CHECKED), "status akhirnya Permanen"),
        (rule(active=1, inactive=0, fate="Dinilai kembali", more=CHECKED), "Dinilai kembali"),
        (rule(active=1, inactive=0), "belum diperiksa"),
    ],
)
def test_permanent_cases_and_unchecked_rules_destroy_nothing(
    due: Office, pmbs: Pmbs, changed: str, why: str
) -> None:
    write_rules(due, changed)
    pmbs("retention", "--all", "--reason", "JRA")
    code, said = pmbs("dispose", "prepare", CASE)
    assert (code, why in said) == (2, True)
    assert pmbs("dispose", "prepare")[0] == 2


def test_a_running_case_does_not_go(due: Office, pmbs: Pmbs) -> None:
    code, said = pmbs("dispose", "prepare", "PMBS-2026-0003")
    assert (code, "belum ditutup" in said) == (2, True)


def test_permanent_cases_are_proposed_for_transfer_and_never_destroyed(
    due: Office, pmbs: Pmbs
) -> None:
    write_rules(due, rule(active=1, inactive=0, fate="Permanen", more=CHECKED))
    pmbs("retention", "--all", "--reason", "JRA")
    assert pmbs("dispose", "prepare", "--transfer")[0] == 0
    assert pmbs("dispose", "opinion", "2027-1", signed(due), *PANEL)[0] == 0
    assert pmbs("dispose", "approve", "2027-1", signed(due), "--reference", "x", *SAID)[0] == 0
    code, said = pmbs("dispose", "carry-out", "2027-1", *ACT, "--yes")
    assert (code, "A053" in said) == (2, True)
    assert due.archive.care.verify() == []


def test_nothing_goes_without_a_signed_approval(due: Office, pmbs: Pmbs) -> None:
    pmbs("dispose", "prepare")
    code, said = pmbs("dispose", "carry-out", "2027-1", "--yes")
    assert (code, "A054" in said) == (2, True)
    (due.folder / "surat.docx").write_bytes(b"x")
    code, said = pmbs("dispose", "approve", "2027-1", due.folder / "surat.docx", "--reference", "x")
    assert (code, "A056" in said) == (2, True)
    assert pmbs("dispose", "carry-out", "2031-9", "--yes")[0] == 2
    assert due.archive.search.find(NAME)


def test_a_hold_after_the_approval_stops_all_of_it(due: Office, pmbs: Pmbs) -> None:
    name = approved(due, pmbs)
    due.archive.retention.hold("PMBS-2026-0002", reason="pemeriksaan")
    code, said = destroy(due, pmbs, name)
    assert (code, "pemeriksaan" in said) == (2, True)
    assert not any(due.archive.disposals.is_disposed(case) for case in (CASE, "PMBS-2026-0002"))


def test_a_case_stands_in_one_proposal_at_a_time_and_a_cancelled_one_lets_it_go(
    due: Office, pmbs: Pmbs
) -> None:
    pmbs("dispose", "prepare", CASE)
    code, said = pmbs("dispose", "prepare", CASE)
    assert (code, "2027-1" in said) == (2, True)
    assert pmbs("dispose", "cancel", "2027-1", "--reason", "salah tahun")[0] == 0
    assert pmbs("dispose", "prepare", CASE)[0] == 0
    assert pmbs("dispose", "approve", "2027-1", signed(due), "--reference", "x")[0] == 2
    assert rows(due, "pemusnahan", year=2027)[0]["Keadaan"] == "dibatalkan: salah tahun"


# -- what is left --------------------------------------------------------------------------------


def test_everything_of_the_cases_is_gone_and_the_archive_stays_whole(
    due: Office, pmbs: Pmbs
) -> None:
    due.archive.prints.want(due.archive.items.named("400.9.8/1"), copies=1, why="hilang")
    handling.handle_once(due)
    assert places_that_tell(due, NAME)
    number = [row["Nomor surat"] for row in rows(due, "buku-agenda-keluar")]
    name = approved(due, pmbs)
    code, said = destroy(due, pmbs, name)
    assert (code, "Salinan di luar" in said) == (0, True)
    assert places_that_tell(due, NAME, NIK, "Siti Bela") == []
    assert not list(due.archive.root.glob("2026/PMBS-2026-000[12]"))
    assert not [path for path in due.printed.iterdir() if "400.9.8-1-" in path.name]
    assert due.archive.search.find(NAME) == due.archive.search.find(NIK) == []
    assert due.archive.search.find("Masih Berjalan")
    after = rows(due, "buku-agenda-keluar")
    assert [row["Nomor surat"] for row in after] == number
    assert f"DIMUSNAHKAN: {REFERENCE}" in after[0]["Keterangan"]
    assert rows(due, "usul-musnah") == rows(due, "arsip-inaktif") == []
    assert due.archive.care.verify() == []
    assert_rebuilds_equal(due)


def test_the_tombstone_names_numbers_digests_and_approval(due: Office, pmbs: Pmbs) -> None:
    before = {
        path.name: files.hash_file(path)
        for path in due.archive.root.glob(f"2026/{CASE}/002-*/*")
        if path.name != "item.json"
    }
    name = approved(due, pmbs, CASE)
    destroy(due, pmbs, name)
    stone = json.loads((due.archive.disposals.get(name).folder / f"{CASE}.json").read_text())
    letter = stone["items"][1]["record"]
    assert letter["number"] == "400.9.8/1/DINSOSPM/2026"
    assert {key: one["sha256"] for key, one in letter["files"].items()} == before
    assert stone["reference"] == REFERENCE
    assert stone["approval"] == files.hash_file(signed(due))
    view = due.archive.cases.show("400.9.8/1")
    assert (view.case, view.client, view.status) == (CASE, "", "dimusnahkan")
    assert pmbs("show", CASE)[0] == 0


def test_a_destroyed_case_is_not_continued_and_its_form_is_no_longer_known_by_content(
    due: Office, pmbs: Pmbs
) -> None:
    destroy(due, pmbs, approved(due, pmbs, CASE))
    drop(due, {"nomor_kasus": CASE, "temu_bahas": TEMU_BAHAS})
    (outcome,) = handling.handle_once(due)
    assert [one.code for one in outcome.problems] == ["F030"]
    assert pmbs("hold", CASE, "--reason", "terlambat")[0] == 2
    drop(due, json.dumps(form(klien={"nik": NIK}), indent=3).encode())
    (outcome,) = handling.handle_once(due)
    assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2027-0001")


def test_the_other_cases_keep_everything(due: Office, pmbs: Pmbs) -> None:
    kept = {
        str(path): path.read_bytes() for path in due.archive.root.glob("2026/PMBS-2026-000[23]/*/*")
    }
    items = [row for row in tables(due)["items"] if CASE not in row]
    destroy(due, pmbs, approved(due, pmbs, CASE))
    assert {name: Path(name).read_bytes() for name in kept} == kept
    of_cases = [row for row in tables(due)["items"] if not {CASE, "UMUM-2027"} & set(row)]
    assert of_cases == items
    assert "Siti" in str(rows(due, "buku-agenda-masuk"))


def test_verify_sees_a_tombstone_or_an_approval_that_is_not_as_it_was(
    due: Office, pmbs: Pmbs
) -> None:
    name = approved(due, pmbs, CASE)
    destroy(due, pmbs, name)
    folder = due.archive.disposals.get(name).folder
    for path, code in ((folder / f"{CASE}.json", "V040"), (folder / "persetujuan.pdf", "V042")):
        data = path.read_bytes()
        path.write_bytes(data + b" ")
        assert {one.code for one in due.archive.care.verify()} == {code}
        path.write_bytes(data)
    (due.archive.root / "2026" / CASE).mkdir()
    assert {one.code for one in due.archive.care.verify()} == {"V041"}


def test_the_question_is_asked_before_anything_is_destroyed(
    due: Office, pmbs: Pmbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = approved(due, pmbs, CASE)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: "n")
    assert pmbs("dispose", "carry-out", name)[0] == 1
    assert due.archive.search.find(NAME)


# -- broken off ----------------------------------------------------------------------------------


def carried_out(folder: Path) -> None:
    office = open_office(folder, moment=LATER)
    with office.exclusive():
        carry_out(office, "2027-1", TOLD)
    office.close()


def telling_moments(folder: Path, copy: Path) -> list[int]:
    """The first and the last time that each kind of durable call is made, of all there are."""
    shutil.copytree(folder, copy)
    seen: list[str] = []
    files.watch_durable_calls(seen.append)
    carried_out(copy)
    files.watch_durable_calls(None)
    shutil.rmtree(copy)
    assert len(seen) > 40, "the watcher must have seen the durable calls of a whole disposal"
    ends = {name: number for number, name in enumerate(seen, start=1)}
    starts = {name: number for number, name in reversed([*enumerate(seen, start=1)])}
    return sorted({*starts.values(), *ends.values()})


@pytest.mark.slow
def test_killed_at_any_kind_of_durable_call_it_goes_on_where_it_stopped(
    due: Office, pmbs: Pmbs, tmp_path: Path
) -> None:
    approved(due, pmbs, CASE)
    due.close()
    folder = tmp_path / "percobaan"
    wrong: list[str] = []
    for step in telling_moments(due.folder, folder):
        shutil.copytree(due.folder, folder)
        ended = in_a_child_that_dies(lambda: carried_out(folder), at=step)
        assert ended == -signal.SIGKILL
        office = open_office(folder, moment=LATER)
        if step % 2:
            rebuild(office.archive.root, office.clock)
            office.archive.close()
        office.archive.recover()
        left = {one.code for one in office.archive.care.verify()} - {"V041", "V024", "V032"}
        wrong += [f"step {step}: {left} in between"] * bool(left)
        if office.archive.disposals.get("2027-1").is_open:
            carry_out(office, "2027-1", TOLD)
        # `verify` holds the index against one that it makes anew.
        wrong += [f"step {step}: {one.code} {one.where}" for one in office.archive.care.verify()]
        wrong += [f"step {step}: {one} tells" for one in places_that_tell(office, NAME, NIK)]
        office.close()
        shutil.rmtree(folder)
    assert wrong == []
