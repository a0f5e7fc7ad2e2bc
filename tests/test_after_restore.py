"""After a restore no number is given twice: a person says which are free, and the gap keeps its rows."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.archive import rebuild
from generator.cli import main
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.service.backup import back_up, bring_back
from generator.service.doctor import examine
from generator.submission.receipts import status
from generator.system.clock import FixedClock, SystemClock
from generator.vocabulary.problems import UsageError
from generator.web import WebServer
from tests.archive.kit import rewritten
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[Office]:
    """The office as it was after its first letter; two more were issued before its disk broke."""
    first = open_office(make_office_folder(tmp_path / "kantor"))
    drop(first, form())
    handling.handle_once(first)
    back_up(first, tmp_path / "cadangan", is_quick=True)
    code = first.archive.office_code
    for name in ("dua.json", "tiga.json"):
        drop(first, form(klien={"nama": f"Klien {name}"}), name)
        handling.handle_once(first)
    first.close()
    report = bring_back(tmp_path / "cadangan", tmp_path / "pulih", FixedClock(NOON))
    assert report.until == NOON
    made = open_office(tmp_path / "pulih", moment=NOON + timedelta(hours=2))
    assert made.archive.office_code == code
    yield made
    made.close()


def new_form(office: Office) -> str:
    drop(office, form(klien={"nama": "Maria Goreti"}), "empat.json")
    (outcome,) = handling.handle_once(office)
    return outcome.outcome


def test_nothing_is_numbered_before_a_person_decides(restored: Office) -> None:
    drop(restored, form(klien={"nama": "Maria Goreti"}), "empat.json")
    (outcome,) = handling.handle_once(restored)
    assert outcome.outcome == "waiting"
    assert [one.code for one in outcome.problems] == ["A067"]
    assert "24-11-2026" in outcome.problems[0].message
    assert (restored.inbox.folder / "empat.json").exists()
    assert restored.archive.recovery.next_free(2026)["keluar"] == 2


def test_it_waits_too_when_the_clock_was_wrong_while_it_was_restored(
    restored: Office, tmp_path: Path
) -> None:
    """A new machine, a clock of last year: the office is whole, and nothing is numbered."""
    past = FixedClock(NOON - timedelta(days=400))
    bring_back(tmp_path / "cadangan", tmp_path / "lain", past)
    made = open_office(tmp_path / "lain", moment=NOON + timedelta(hours=2))
    assert made.archive.recovery.waiting() is not None
    drop(made, form(klien={"nama": "Maria Goreti"}), "empat.json")
    (outcome,) = handling.handle_once(made)
    assert [one.code for one in outcome.problems] == ["A067"]
    made.close()


def test_everybody_is_told_until_then(restored: Office) -> None:
    assert "pmbs restore --next" in status(restored.status())
    found = {one.name: one.problem for one in examine(restored)}
    assert found["numbers"] is not None
    restored.archive.recovery.nothing_issued(today=NOON.date())
    assert "pmbs restore" not in status(restored.status())


def test_what_was_leapt_over_keeps_its_rows(restored: Office) -> None:
    restored.archive.recovery.go_on(
        {"keluar": 4, "internal": 1, "masuk": 4, "kasus": 4}, today=NOON.date()
    )
    assert new_form(restored) == "filed"
    rows = restored.listing("buku-agenda-keluar").rows
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert [str(row[-1])[:27] for row in rows[1:3]] == ["dilewati setelah pemulihan:"] * 2
    assert rows[3][1] == "400.9.8/4/DINSOSPM/2026"
    assert str(rows[3][-1]).startswith("PMBS-2026-0004")
    assert [row[0] for row in restored.listing("buku-agenda-masuk").rows] == [1, 2, 3, 4]
    counted = {
        row[2]: row[3] for row in restored.listing("laporan-bulanan", year=2026, month=11).rows
    }
    assert counted["Nomor surat keluar yang batal"] == 0
    assert restored.archive.care.verify() == []


def test_a_number_that_was_leapt_over_is_a_finding_when_it_is_given_all_the_same(
    restored: Office,
) -> None:
    """As by a program that knows nothing of the leap."""
    restored.archive.recovery.go_on(
        {"keluar": 4, "internal": 1, "masuk": 4, "kasus": 4}, today=NOON.date()
    )
    assert new_form(restored) == "filed"

    def longer(lines: list[dict[str, Any]]) -> None:
        leap = next(one for one in lines if one["event"] == "numbers-skipped")
        leap["data"]["last"] = 4

    rewritten(restored, longer)
    assert ("V007", "keluar 4/2026") in {
        (one.code, one.where) for one in restored.archive.care.verify()
    }


def test_a_rebuilt_index_knows_it_too(restored: Office) -> None:
    restored.archive.recovery.go_on(
        {"keluar": 9, "internal": 1, "masuk": 4, "kasus": 4}, today=NOON.date()
    )
    before = restored.listing("buku-agenda-keluar").rows
    folder = restored.folder
    restored.close()
    rebuild(folder / "archive", FixedClock(NOON + timedelta(hours=2)))
    again = open_office(folder, moment=NOON + timedelta(hours=2))
    assert again.listing("buku-agenda-keluar").rows == before
    assert again.archive.recovery.next_free(2026)["keluar"] == 9
    assert again.archive.recovery.waiting() is None
    again.close()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"keluar": 4}, "A069"),
        ({"keluar": 4, "internal": 1, "masuk": 2, "kasus": 2, "undangan": 3}, "A069"),
        ({"keluar": 1, "internal": 1, "masuk": 2, "kasus": 2}, "A070"),
        ({"keluar": 90_000, "internal": 1, "masuk": 2, "kasus": 2}, "A070"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    restored: Office, told: dict[str, int], code: str
) -> None:
    with pytest.raises(UsageError, match=code):
        restored.archive.recovery.go_on(told, today=NOON.date())
    assert restored.archive.recovery.waiting() is not None


def test_an_answer_is_given_once(restored: Office) -> None:
    restored.archive.recovery.nothing_issued(today=NOON.date())
    assert new_form(restored) == "filed"
    with pytest.raises(UsageError, match="A068"):
        restored.archive.recovery.nothing_issued(today=NOON.date())


def test_the_page_asks_and_takes_the_answer(restored: Office) -> None:
    server = WebServer(restored, WebSettings(port=0))
    server.start()
    try:
        visitor = Visitor(server.url)
        asked = visitor.ask("/")
        assert "Nomor menunggu sesudah pemulihan" in asked.text
        token = asked.csrf
        told = {"keluar": "4", "internal": "1", "masuk": "4", "kasus": "4"}
        assert visitor.send("/pemulihan", {**told, "kasus": ""}, csrf=token).status == 422
        assert visitor.send("/pemulihan", told, csrf=token).status == 303
        assert "Nomor menunggu sesudah pemulihan" not in visitor.ask("/").text
    finally:
        server.stop()
    assert restored.archive.recovery.next_free(2026)["keluar"] == 4


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup by the real clock, as the command makes it."""
    office = open_office(make_office_folder(tmp_path / "kantor"), moment=SystemClock().now())
    drop(office, form(tanggal=office.clock.today().isoformat()))
    handling.handle_once(office)
    office.close()
    assert main(["--office", str(tmp_path / "kantor"), "backup", str(tmp_path / "cadangan")]) == 0
    (tmp_path / "pulih").mkdir()
    return tmp_path / "cadangan"


def test_the_command_says_how_far_it_reaches_and_what_to_answer(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--office", str(tmp_path / "pulih"), "restore"]
    capsys.readouterr()
    assert main([*into, str(kept)]) == 0
    told = capsys.readouterr().err
    assert f"berakhir {SystemClock().today():%d-%m-%Y} pukul" in told
    assert "--next keluar=2 --next internal=1 --next masuk=2 --next kasus=2" in told
    assert main([*into, "--next", "keluar=2"]) == 2
    assert main([*into, *_next(keluar=5, internal=1, masuk=2, kasus=2)]) == 0
    year = str(SystemClock().today().year)
    asked = ["--office", str(tmp_path / "pulih"), "list", "buku-agenda-keluar", "--format", "json"]
    capsys.readouterr()
    assert main([*asked, "--year", year]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4
    assert main([*into, "--nothing-issued-since"]) == 2


def test_the_answer_is_taken_in_a_folder_inside_of_the_office(kept: Path, tmp_path: Path) -> None:
    assert main(["--office", str(tmp_path / "pulih"), "restore", str(kept)]) == 0
    inside = str(tmp_path / "pulih" / "inbox")
    assert main(["--office", inside, "restore", "--nothing-issued-since"]) == 0


def _next(**numbers: int) -> list[str]:
    return [word for series, n in numbers.items() for word in ("--next", f"{series}={n}")]


@pytest.mark.parametrize(
    "answer", [["--nothing-issued-since"], _next(keluar=2, internal=1, masuk=2, kasus=2)]
)
def test_the_command_takes_the_answer_at_once(
    kept: Path, tmp_path: Path, answer: list[str]
) -> None:
    assert main(["--office", str(tmp_path / "pulih"), "restore", str(kept), *answer]) == 0
    office = open_office(tmp_path / "pulih", moment=SystemClock().now())
    assert office.archive.recovery.waiting() is None
    office.close()


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--next", "keluar=x"],
        ["--next", "keluar"],
        [*_next(keluar=2), "--nothing-issued-since"],
    ],
)
def test_the_command_is_told_what_it_needs(tmp_path: Path, wrong: list[str]) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    assert main(["--office", str(folder), "restore", *wrong]) == 2
