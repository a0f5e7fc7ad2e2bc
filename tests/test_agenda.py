"""Letters entered by hand: in the same registers, under the same rules, whole after a rebuild."""

import json
import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from generator.archive import NumberWanted, rebuild
from generator.archive.lists.listings import Cell
from generator.cli import main as run_command
from generator.desks import agenda
from generator.desks.agenda import IncomingLetter, OutgoingLetter
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA, FixedClock
from generator.vocabulary.problems import ExitCode, UsageError
from tests.archive.kit import tables
from tests.office_kit import drop, form, open_office

OUTSIDE = OutgoingLetter(
    recipient="Ketua BAZNAS Kota Tarakan", subject="Ucapan terima kasih", dated=date(2026, 11, 24)
)
FROM_POLICE = IncomingLetter(
    sender="Polres Tarakan",
    number="B/ 123 /XI/2026/Reskrim",
    subject="Pelimpahan korban",
    dated=date(2026, 11, 20),
)


def on(office: Office, day: date) -> None:
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = datetime(day.year, day.month, day.day, 9, 0, tzinfo=WITA)


def letter(day: date, subject: str = "Hal", **told: str) -> OutgoingLetter:
    return OutgoingLetter(recipient="Camat", subject=subject, dated=day, **told)


def numbers(office: Office, *, year: int = 2026) -> list[Cell]:
    return [row[0] for row in office.listing("buku-agenda-keluar", year=year).rows]


def remarks(office: Office) -> list[Cell]:
    return [row[-1] for row in office.listing("buku-agenda-keluar", year=2026).rows]


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(UsageError) as caught:
        call()
    return caught.value.problem.code


@pytest.fixture
def month(office: Office) -> Office:
    """Numbers 1 to 4 given on the 2nd, 10th, 10th and 20th of November; today is the 24th."""
    for day, subject in ((2, "a"), (10, "b"), (10, "c"), (20, "d")):
        on(office, date(2026, 11, day))
        agenda.take_number(office, letter(date(2026, 11, day), subject))
    on(office, date(2026, 11, 24))
    return office


# -- outgoing ------------------------------------------------------------------------------------


def test_a_letter_from_outside_takes_the_next_number_of_the_one_register(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    taken = agenda.take_number(office, OUTSIDE).record
    drop(office, form(klien={"nama": "Maria Bela"}), "b.json")
    handling.handle_once(office)
    assert taken.number == "400.9.8/2/DINSOSPM/2026"
    rows = office.listing("buku-agenda-keluar", year=2026).rows
    assert [row[0] for row in rows] == [1, 2, 3]
    assert rows[1][2:] == (
        "24-11-2026",
        "",
        "Ketua BAZNAS Kota Tarakan",
        "Ucapan terima kasih",
        "-",
        "",
        "naskah belum diarsipkan",
    )
    assert office.archive.care.verify() == []


def test_a_letter_of_a_case_is_filed_into_it(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    told = agenda.take_number(office, letter(date(2026, 11, 24), case="PMBS-2026-0001"))
    assert (told.record.case, told.record.item) == ("PMBS-2026-0001", 3)
    assert [one.kind for one in office.archive.cases.show("PMBS-2026-0001").items][
        -1
    ] == "surat-luar"


def test_a_note_stands_in_the_register_and_not_in_the_ledger(office: Office) -> None:
    agenda.take_number(office, letter(date(2026, 11, 24), note="diantar sendiri"))
    assert remarks(office) == ["naskah belum diarsipkan; diantar sendiri"]
    assert "diantar" not in (office.archive.root / "ledger" / "2026.jsonl").read_text()


def test_a_case_that_does_not_exist_is_refused(office: Office) -> None:
    wrong = letter(date(2026, 11, 24), case="PMBS-2026-0404")
    assert refusal(lambda: agenda.take_number(office, wrong)) == "A005"
    assert numbers(office) == []


def test_the_same_letter_takes_one_number(office: Office) -> None:
    agenda.take_number(office, OUTSIDE)
    assert refusal(lambda: agenda.take_number(office, OUTSIDE)) == "A010"
    assert numbers(office) == [1]


def test_a_letter_may_be_dated_earlier_while_the_register_stays_in_order(month: Office) -> None:
    assert agenda.take_number(month, letter(date(2026, 11, 20), "e")).record.sequence == 5
    assert refusal(lambda: agenda.take_number(month, letter(date(2026, 11, 19), "f"))) == "A012"
    assert refusal(lambda: agenda.take_number(month, letter(date(2026, 11, 25), "f"))) == "A011"


# -- sisipan ---------------------------------------------------------------------------------------


def test_a_back_dated_letter_stands_behind_the_last_number_of_its_day(month: Office) -> None:
    first = agenda.insert_number(month, letter(date(2026, 11, 15), "x"), reason="terlambat dicatat")
    second = agenda.insert_number(month, letter(date(2026, 11, 10), "y"), reason="tertinggal")
    early = agenda.insert_number(month, letter(date(2026, 11, 3), "z"), reason="tertinggal")
    assert first.record.number == "400.9.8/3.a/DINSOSPM/2026"
    assert second.record.number == "400.9.8/3.b/DINSOSPM/2026"
    assert early.record.number == "400.9.8/1.a/DINSOSPM/2026"
    assert numbers(month) == [1, "1.a", 2, 3, "3.a", "3.b", 4]
    assert "SISIPAN: terlambat dicatat" in str(remarks(month)[4])
    assert agenda.take_number(month, letter(date(2026, 11, 24), "w")).record.sequence == 5
    assert month.archive.care.verify() == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 11, 24), "A013"),  # today
        (date(2026, 11, 25), "A013"),  # ahead
        (date(2026, 11, 20), "A013"),  # the last number is of that day
        (date(2026, 11, 22), "A013"),  # behind the last number
        (date(2026, 11, 1), "A014"),  # before the first number
        (date(2025, 11, 1), "A014"),  # a year without numbers
    ],
)
def test_a_number_is_inserted_only_between_two(month: Office, day: date, code: str) -> None:
    wanted = letter(day, "x")
    assert refusal(lambda: agenda.insert_number(month, wanted, reason="r")) == code


def test_in_january_a_letter_of_december_is_inserted_into_the_old_register(month: Office) -> None:
    on(month, date(2027, 1, 4))
    late = letter(date(2026, 12, 30), "x")
    assert refusal(lambda: agenda.take_number(month, late)) == "A012"
    number = agenda.insert_number(month, late, reason="baru kembali").record.number
    assert number == "400.9.8/4.a/DINSOSPM/2026"
    assert numbers(month, year=2026)[-1] == "4.a"
    assert numbers(month, year=2027) == []
    assert month.archive.care.verify() == []


def test_one_number_bears_twenty_six_insertions(month: Office) -> None:
    for place in range(26):
        agenda.insert_number(month, letter(date(2026, 11, 15), f"s{place}"), reason="r")
    assert numbers(month)[-2] == "3.z"
    last = letter(date(2026, 11, 15), "s26")
    assert refusal(lambda: agenda.insert_number(month, last, reason="r")) == "A014"


def test_an_inserted_number_is_voided_like_any_other(month: Office) -> None:
    # Taken, but its command died before anything was filed.
    month.archive.numbers.reserve(
        digest="0" * 64,
        claim="x",
        case="UMUM-2026",
        wanted=[_insertion(date(2026, 11, 15))],
        has_form=False,
    )
    month.archive.numbers.void("400.9.8/3.a/DINSOSPM/2026", reason="tidak jadi")
    assert remarks(month)[3] == "BATAL: tidak jadi"


def _insertion(day: date) -> NumberWanted:
    pattern = "400.9.8/{urut}/DINSOSPM/2026"
    return NumberWanted(type="surat-luar", pattern=pattern, dated=day, inserts=True)


def test_the_code_is_the_one_the_office_s_table_gives_to_case_files(office: Office) -> None:
    table = office.templates / "classification.toml"
    text = table.read_text("utf-8")
    text = text.replace('case = "400.9.8"', 'case = "460.1"').replace('"400.9.8" =', '"460.1" =')
    table.write_text(text, encoding="utf-8")
    assert agenda.register_letter(office, FROM_POLICE).record.classification == "460.1"
    assert agenda.take_number(office, OUTSIDE).record.number == "460.1/1/DINSOSPM/2026"
    assert agenda.reserve_numbers(office, 1, reason="rapat") == ["460.1/2/DINSOSPM/2026"]


def test_a_code_that_is_not_in_the_table_takes_no_number(office: Office) -> None:
    wrong = letter(date(2026, 11, 24), classification="400.98")
    assert refusal(lambda: agenda.take_number(office, wrong)) == "A019"
    assert refusal(lambda: agenda.insert_number(office, wrong, reason="terlambat")) == "A019"
    kept = agenda.reserve_numbers(office, 1, reason="rapat")[0]
    assert refusal(lambda: agenda.assign_number(office, kept, wrong)) == "A019"
    told = replace(FROM_POLICE, classification="400.98")
    assert refusal(lambda: agenda.register_letter(office, told)) == "A019"
    assert numbers(office) == [1]


def test_a_letter_without_a_number_does_not_get_the_agenda_s(office: Office) -> None:
    record = agenda.register_letter(office, replace(FROM_POLICE, number=" ")).record
    assert (record.sequence, record.number) == (1, "-")


@pytest.mark.parametrize(
    "command",
    [
        ("number", "insert", "--reason", " ", "--to", "Camat", "--subject", "Hal"),
        ("number", "reserve", "2", "--reason", ""),
        ("number", "take", "--to", "", "--subject", "Hal"),
        ("number", "take", "--to", "Camat", "--subject", " "),
        ("register", "--from", "Polres", "--number", "1", "--subject", ""),
        ("void", "400.9.8/1", "--reason", " "),
        ("hold", "PMBS-2026-0001", "--reason", ""),
        ("step", "PMBS-2026-0001", "1", "--at", "24-11-2026", "08.00", "--reason", ""),
        ("correct", "PMBS-2026-0001", "--reason", ""),
        ("dispose", "cancel", "1", "--reason", ""),
    ],
)
def test_a_reason_or_subject_of_blanks_is_none(
    office: Office, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = office.archive.chain.head()
    assert run_command(["--office", str(office.folder), *command]) == ExitCode.USAGE
    assert "must say something" in capsys.readouterr().err
    assert office.archive.chain.head() == before


# -- in reserve ------------------------------------------------------------------------------------


def test_a_block_is_kept_in_reserve_then_assigned_or_voided(office: Office) -> None:
    kept = agenda.reserve_numbers(office, 3, reason="sistem nasional padam")
    assert kept == [f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3)]
    assert remarks(office) == ["DICADANGKAN: sistem nasional padam"] * 3
    on(office, date(2026, 11, 26))
    given = letter(date(2026, 11, 25), classification="800.1.11.1")
    assigned = agenda.assign_number(office, kept[1], given).record
    assert assigned.number == "800.1.11.1/2/DINSOSPM/2026"
    office.archive.numbers.void(kept[2], reason="tidak terpakai")
    assert agenda.take_number(office, letter(date(2026, 11, 26), "b")).record.sequence == 4
    assert [str(remark).split(":")[0] for remark in remarks(office)] == [
        "DICADANGKAN",
        "naskah belum diarsipkan",
        "BATAL",
        "naskah belum diarsipkan",
    ]
    assert office.archive.care.verify() == []


def test_a_number_is_assigned_once(office: Office) -> None:
    (kept,) = agenda.reserve_numbers(office, 1, reason="rapat")
    agenda.assign_number(office, "400.9.8/1", letter(date(2026, 11, 24)))
    other = letter(date(2026, 11, 24), "lain")
    assert refusal(lambda: agenda.assign_number(office, kept, other)) == "A015"
    again = letter(date(2026, 11, 24))
    assert refusal(lambda: agenda.assign_number(office, "400.9.8/1", again)) == "A010"


def test_only_a_number_in_reserve_is_assigned(office: Office) -> None:
    agenda.take_number(office, OUTSIDE)
    (kept,) = agenda.reserve_numbers(office, 1, reason="rapat")
    office.archive.numbers.void(kept, reason="batal rapat")
    for number in ("400.9.8/1", "400.9.8/2", "400.9.8/99"):
        with pytest.raises(UsageError, match="A015"):
            agenda.assign_number(office, number, letter(date(2026, 11, 24)))


# -- incoming --------------------------------------------------------------------------------------


def test_a_letter_from_elsewhere_stands_in_the_agenda_as_its_sender_wrote_it(
    office: Office,
) -> None:
    drop(
        office,
        form(
            nomor_surat_rujukan="45/KEL",
            tanggal_surat_rujukan="2026-11-19",
            sumber_rujukan="kelurahan",
        ),
    )
    handling.handle_once(office)
    entered = agenda.register_letter(office, FROM_POLICE).record
    assert (entered.case, entered.sequence) == ("UMUM-2026", 2)
    rows = office.listing("buku-agenda-masuk", year=2026).rows
    assert rows[0][:5] == (1, "24-11-2026", "45/KEL", "19-11-2026", "kelurahan")
    assert rows[1] == (
        2,
        "24-11-2026",
        "B/ 123 /XI/2026/Reskrim",
        "20-11-2026",
        "Polres Tarakan",
        "Pelimpahan korban",
        "-",
        "",
        "",
    )
    assert office.archive.search.find("B/ 123 /XI/2026/Reskrim")[0].case == "UMUM-2026"
    assert office.archive.care.verify() == []


def test_a_letter_without_a_date_has_none_in_the_agenda(office: Office) -> None:
    agenda.register_letter(office, IncomingLetter(sender="Warga", number="-", subject="Laporan"))
    assert office.listing("buku-agenda-masuk", year=2026).rows[0][1:4] == ("24-11-2026", "-", "")


def test_a_letter_that_came_earlier_keeps_the_day_it_came(office: Office) -> None:
    came = IncomingLetter(sender="BP3MI", number="1", subject="Data", received=date(2026, 10, 30))
    agenda.register_letter(office, came)
    assert office.listing("buku-agenda-masuk", year=2026, month=11).rows == ()
    assert len(office.listing("buku-agenda-masuk", year=2026, month=10).rows) == 1


@pytest.mark.parametrize("ahead", [{"received": date(2026, 11, 25)}, {"dated": date(2026, 11, 25)}])
def test_a_letter_cannot_come_before_it_was_written_or_tomorrow(
    office: Office, ahead: dict[str, date]
) -> None:
    wrong = IncomingLetter(sender="BP3MI", number="1", subject="Data", **ahead)  # type: ignore[arg-type]
    assert refusal(lambda: agenda.register_letter(office, wrong)) == "A011"


def test_the_same_letter_is_entered_once_also_on_another_day(office: Office) -> None:
    agenda.register_letter(office, FROM_POLICE)
    on(office, date(2026, 11, 25))
    assert refusal(lambda: agenda.register_letter(office, FROM_POLICE)) == "A010"


def test_what_is_no_scan_is_refused_before_a_number_is_spent(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(b"MZ")
    assert refusal(lambda: agenda.register_letter(office, FROM_POLICE, path)) == "A016"
    assert office.listing("buku-agenda-masuk", year=2026).rows == ()


def test_a_scan_that_is_locked_or_broken_spends_no_number_and_says_why(
    office: Office, tmp_path: Path
) -> None:
    locked, broken = tmp_path / "terkunci.pdf", tmp_path / "rusak.pdf"
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.encrypt("rahasia")
    writer.write(locked)
    broken.write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    kept = agenda.reserve_numbers(office, 1, reason="rapat")[0]
    before = office.archive.chain.head()
    assert refusal(lambda: agenda.register_letter(office, FROM_POLICE, locked)) == "R003"
    assert refusal(lambda: agenda.take_number(office, OUTSIDE, broken)) == "R001"
    assert refusal(lambda: agenda.assign_number(office, kept, OUTSIDE, locked)) == "R003"
    assert office.archive.chain.head() == before


@pytest.mark.real
def test_a_scan_is_kept_byte_for_byte_beside_its_searchable_copy(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "scan.png"
    page = Image.new("L", (827, 1169), 255)
    page.paste(0, (200, 200, 500, 230))
    page.save(path)
    filed = agenda.register_letter(office, FROM_POLICE, path).record
    folder = office.archive.root / "2026" / "UMUM-2026" / "001-surat-masuk"
    assert (folder / "surat.png").read_bytes() == path.read_bytes()
    assert filed.pages == 1
    assert json.loads((folder / "agenda.json").read_text())["dated"] == "2026-11-20"
    assert office.archive.care.verify() == []


# -- crashes, rebuilds, company --------------------------------------------------------------------


def test_a_command_that_died_after_taking_its_number_goes_on_under_it(
    month: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = letter(date(2026, 11, 24), "e")

    def die(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(type(month.archive.filing), "publish", die)
        with pytest.raises(OSError):  # noqa: PT011 - the disk's own
            agenda.take_number(month, wanted)
    assert remarks(month)[-1] == "dalam proses"
    assert agenda.take_number(month, wanted).record.sequence == 5
    assert numbers(month) == [1, 2, 3, 4, 5]
    assert month.archive.care.verify() == []


def test_an_assignment_that_died_goes_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = agenda.reserve_numbers(office, 1, reason="rapat")

    def die(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(type(office.archive.filing), "publish", die)
        with pytest.raises(OSError):  # noqa: PT011
            agenda.assign_number(office, kept, OUTSIDE)
    assert agenda.assign_number(office, kept, OUTSIDE).record.sequence == 1
    assert office.archive.care.verify() == []


def test_a_rebuilt_index_tells_the_same(month: Office) -> None:
    drop(month, form())
    handling.handle_once(month)
    agenda.register_letter(month, FROM_POLICE)
    kept = agenda.reserve_numbers(month, 2, reason="rapat")
    agenda.assign_number(month, kept[0], letter(date(2026, 11, 24), "r"))
    agenda.insert_number(month, letter(date(2026, 11, 15), "x"), reason="r")
    before = tables(month)
    month.archive.close()
    (month.archive.root / "index.db").unlink()
    rebuild(month.archive.root, month.clock)
    assert tables(open_office(month.folder, moment=month.clock.now())) == before


def take_many(folder: Path, worker: int, count: int) -> None:
    office = open_office(folder)
    for n in range(count):
        agenda.take_number(office, letter(date(2026, 11, 24), f"{worker}-{n}"))
    office.close()


def test_several_people_take_numbers_at_once_without_gap_or_twin(office: Office) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.starmap(take_many, [(office.folder, worker, 6) for worker in range(3)])
    assert numbers(office) == list(range(1, 19))
    assert office.archive.care.verify() == []


# -- commands --------------------------------------------------------------------------------------


def test_the_commands_answer_with_the_number(
    month: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--office", str(month.folder)]
    month.close()

    def said(*arguments: str) -> str:
        assert run_command([*folder, *arguments]) == 0
        return capsys.readouterr().out.strip()

    to = ("--to", "Camat", "--subject", "Undangan")
    assert said("number", "reserve", "1", "--reason", "rapat").count("/") == 3
    assert said("register", "--from", "BP3MI", "--number", "7/X", "--subject", "Data").startswith(
        "Agenda 1/"
    )
    assert said("number", "take", *to).split("/")[0] == "400.9.8"


def test_the_general_folder_has_its_plain_page(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    agenda.register_letter(office, FROM_POLICE)
    office.refresh_pages()
    year = office.archive.root / "2026"
    assert "Polres Tarakan" in (year / "UMUM-2026" / "DAFTAR ISI.html").read_text(encoding="utf-8")
    assert "UMUM-2026" in (year / "DAFTAR ISI.html").read_text(encoding="utf-8")
    assert office.archive.care.verify() == []
