"""Who did what is told by the ledger: by person, once a day for looks, without content."""

import ast
import json
import os
import pwd
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from generator.admission import Right, Role
from generator.archive import Archive, rebuild
from generator.archive.ledger import Event, Ledger, LedgerLine
from generator.archive.projection import EVENTS
from generator.archive.topics.registry import TOPICS
from generator.cli import main
from generator.office.office import Office
from generator.system.actor import SERVICE, acting, acting_as, machine_user
from generator.system.clock import FixedClock
from generator.vocabulary.problems import UsageError
from tests.archive.kit import ledger_lines, ledger_path, small_year, tables
from tests.office_kit import NOON, open_office
from tools.ledger_events import PAGE, architecture_page

ROOT = Path(__file__).parents[2]
CASE = "PMBS-2026-0001"
PASSWORD = "tiga-perahu-di-teluk"  # noqa: S105 - an invented one
# Written before lines told who; the hash is of its own time.
LINE_WITHOUT_WHO = (
    b'{"at":"2026-11-24T12:00:00+08:00","data":{"n":1},"event":"uji","hash":'
    b'"a76f0c86111c792d1749a7f68b84b3b65dbed4ae683a71047a57c397d66f581f","prev":'
    b'"0000000000000000000000000000000000000000000000000000000000000000","seq":1}'
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


def done(archive: Archive, event: str, case: str = CASE) -> list[tuple[str, int]]:
    return [(one.who, one.item) for one in archive.audit.of_case(case) if one.event == event]


def test_what_the_service_files_is_done_by_the_service(office: Office) -> None:
    assert {line["who"] for line in ledger_lines(office)} == {SERVICE}


def test_what_a_person_does_carries_the_persons_name(office: Office) -> None:
    with acting_as("rahma"):
        office.archive.prints.want(office.archive.items.named("400.9.8/1"), copies=1, why="hilang")
    assert acting() == SERVICE
    last = office.archive.audit.of_case(CASE)[-1]
    assert (last.event, last.who, last.item, last.detail) == ("print-wanted", "rahma", 2, "hilang")


def test_the_log_of_a_case_holds_every_line_about_it_in_order(office: Office) -> None:
    lines = office.archive.audit.of_case(CASE)
    told = [
        line
        for line in ledger_lines(office)
        if line["data"].get("case") == CASE or line["data"].get("key", "").startswith(CASE)
    ]
    assert [one.seq for one in lines] == [line["seq"] for line in told]


def test_a_look_is_one_line_a_day_for_each_person_and_item(office: Office) -> None:
    assert isinstance(office.clock, FixedClock)
    audit = office.archive.audit
    for _ in range(3):
        audit.viewed(CASE, who="rahma")
        audit.viewed(CASE, item=2, who="rahma")
        audit.viewed(CASE, who="budi")
        audit.viewed("PMBS-2026-0002", who="rahma")
    assert done(office.archive, "item-viewed") == [("rahma", 0), ("rahma", 2), ("budi", 0)]
    office.clock.moment += timedelta(days=1)
    audit.viewed(CASE, who="rahma")
    assert done(office.archive, "item-viewed")[-1] == ("rahma", 0)
    assert len(done(office.archive, "item-viewed")) == 4


def test_who_may_come_in_and_what_for_is_told_without_a_password(office: Office) -> None:
    users, tokens = office.access.users, office.access.tokens
    with acting_as("rahma"):
        users.add("kepala", {Role.ADMIN}, PASSWORD)
        users.add("budi", {Role.PETUGAS}, PASSWORD)
        users.set_roles("budi", {Role.ARSIPARIS})
        users.set_roles("budi", {Role.ARSIPARIS})
        users.set_password("budi", PASSWORD[::-1])
        users.remove("budi")
        secret = tokens.add("portal", frozenset({Right.READ}))
        tokens.remove("portal")
    told = [(one.event, one.detail) for one in office.archive.audit.latest(who="rahma")]
    assert told == [
        ("user-added", "kepala (admin)"),
        ("user-added", "budi (petugas)"),
        ("role-set", "budi (arsiparis)"),
        ("password-set", "budi"),
        ("user-removed", "budi"),
        ("token-added", "portal (read)"),
        ("token-removed", "portal"),
    ]
    text = ledger_path(office).read_text(encoding="utf-8")
    assert not any(word in text for word in (PASSWORD, PASSWORD[::-1], secret, "argon2"))


def test_a_change_that_is_refused_is_no_line(office: Office) -> None:
    office.access.users.add("kepala", {Role.ADMIN}, PASSWORD)
    office.access.users.add("budi", {Role.PETUGAS}, PASSWORD)
    before = office.archive.chain.head()
    for refused in (
        lambda: office.access.users.add("budi", {Role.ADMIN}, PASSWORD),
        lambda: office.access.users.remove("kepala"),
        lambda: office.access.users.set_roles("kepala", {Role.PETUGAS}),
        lambda: office.access.users.set_password("budi", "x"),
        lambda: office.access.tokens.remove("portal"),
    ):
        with pytest.raises(UsageError):
            refused()
    assert office.archive.chain.head() == before


def test_what_the_ledger_cannot_take_is_not_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(office.archive.audit, "admission", full)
    with pytest.raises(OSError, match="No space"):
        office.access.users.add("kepala", {Role.ADMIN}, PASSWORD)
    assert office.access.users.all() == ()


def test_a_search_and_a_list_looked_at_are_one_line_a_day_without_words(office: Office) -> None:
    assert isinstance(office.clock, FixedClock)
    tomorrow = office.clock.moment + timedelta(days=1)
    for moment in (office.clock.moment, office.clock.moment, tomorrow):
        office.close()
        office = open_office(office.folder, moment=moment)
        for _ in range(2):
            with acting_as("rahma"):
                office.archive.audit.searched()
                office.archive.audit.list_shown("retensi")
                office.archive.audit.list_shown("sop")
    told = [(one.event, one.detail) for one in office.archive.audit.latest(who="rahma")]
    assert told == [("searched", ""), ("list-viewed", "retensi"), ("list-viewed", "sop")] * 2
    office.close()


def test_the_command_line_writes_down_searches_and_lists_as_the_pages_do(office: Office) -> None:
    office.close()
    for command in (("find", "Siti Bela"), ("list", "retensi"), ("find", "lain")):
        assert main(["--office", str(office.folder), *command]) == 0
    text = ledger_path(office).read_text(encoding="utf-8")
    assert text.count('"searched"') == 1
    assert text.count('"list-viewed"') == 1
    assert "Bela" not in text


def test_looking_and_downloading_are_told_apart(office: Office) -> None:
    office.archive.audit.viewed(CASE, item=2, who="rahma")
    office.archive.audit.downloaded(CASE, item=2, who="rahma")
    assert done(office.archive, "item-downloaded") == [("rahma", 2)]


def test_what_leaves_the_archive_is_a_line_each_time(office: Office) -> None:
    for _ in range(2):
        office.archive.audit.exported(CASE, how="bagit", who="rahma")
        office.archive.audit.listed("daftar-berkas", year=2026, how="xlsx", who="rahma")
    assert len(done(office.archive, "case-exported")) == 2
    assert [one.detail for one in office.archive.audit.latest(who="rahma")] == [
        "bagit",
        "daftar-berkas",
        "bagit",
        "daftar-berkas",
    ]


def test_guessing_a_password_does_not_fill_the_ledger(office: Office) -> None:
    assert isinstance(office.clock, FixedClock)
    for _ in range(50):
        office.archive.audit.session("ditolak", who="rahma")
    office.clock.moment += timedelta(hours=1)
    office.archive.audit.session("ditolak", who="rahma")
    office.archive.audit.session("masuk", who="rahma")
    told = [one.detail for one in office.archive.audit.latest(who="rahma")]
    assert told == ["ditolak", "ditolak", "masuk"]


def test_no_content_stands_in_the_ledger(office: Office) -> None:
    office.archive.audit.viewed(CASE, who="rahma")
    text = json.dumps(ledger_lines(office), ensure_ascii=False)
    assert not any(word in text for word in ("Yohanes", "Lado", "Siti", "5308120305920001"))


def test_a_rebuilt_index_knows_who_did_what(office: Office) -> None:
    office.archive.audit.viewed(CASE, who="rahma")
    before = tables(office)
    rebuild(office.archive.root, office.clock)
    assert tables(office) == before
    assert len(before["audit"]) == len(ledger_lines(office))


def test_lines_that_do_not_tell_who_still_hold(tmp_path: Path) -> None:
    (tmp_path / "2026.jsonl").write_bytes(LINE_WITHOUT_WHO + b"\n")
    with acting_as("rahma"):
        Ledger(tmp_path).append([Event(name="uji", data={"n": 2})], now=NOON)
    lines: list[LedgerLine] = list(Ledger(tmp_path).lines())
    assert [one.who for one in lines] == ["", "rahma"]


def test_the_head_of_the_chain_moves_with_every_line(office: Office) -> None:
    head = office.archive.chain.head()
    assert head is not None
    assert head.hash == ledger_lines(office)[-1]["hash"]
    office.archive.audit.viewed(CASE, who="rahma")
    later = office.archive.chain.head()
    assert later is not None
    assert (later.seq, later.hash != head.hash) == (head.seq + 1, True)


def test_the_command_line_names_the_user_of_the_machine(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.setenv(name, "direktur")
    folder = ["--office", str(office.folder)]
    assert main([*folder, "show", CASE]) == 0
    assert main([*folder, "audit", CASE, "--json"]) == 0
    rows = capsys.readouterr().out.partition("\n[")[2]
    last = json.loads(f"[{rows}")[-1]
    uid = os.getuid()
    assert machine_user().startswith(f"perintah:{pwd.getpwuid(uid).pw_name}({uid})")
    assert (last["event"], last["who"]) == ("item-viewed", machine_user())


def test_asking_after_a_case_that_is_not_there_is_wrong_usage(office: Office) -> None:
    assert main(["--office", str(office.folder), "audit", "PMBS-2026-0404"]) == 2


def test_the_command_line_tells_copies_in_the_words_of_the_office(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--office", str(office.folder), "audit", CASE]) == 0
    told = capsys.readouterr().out
    assert "selesai" in told
    assert "done" not in told


def written_events() -> set[str]:
    """The name of every event that the code writes down."""
    names: set[str] = set()
    for path in sorted((ROOT / "generator").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        names.update(re.findall(r'self\._tell\(\s*"([a-z-]+)"', source))
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                told = {one.arg: one.value for one in call.keywords}.get("name")
                if call.func.id == "Event" and isinstance(told, ast.Constant):
                    names.add(str(told.value))
                elif call.func.id == "Event" and isinstance(told, ast.Name):
                    names.add(getattr(import_module(module), told.id, ""))
    return names - {""}


def test_every_event_that_is_written_has_the_words_that_staff_read() -> None:
    written = written_events()
    assert len(written) > 40
    assert written <= EVENTS.keys()
    assert [name for name, kind in EVENTS.items() if not kind.words] == []


def test_the_architecture_page_and_that_of_changes_say_what_the_topics_say() -> None:
    """`python -m tools.make_docs` writes the one."""
    assert PAGE.read_text(encoding="utf-8") == architecture_page()
    changes = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    assert [
        kind.change for kind in EVENTS.values() if kind.change and f"`{kind.change}`" not in changes
    ] == []


def test_no_two_topics_bring_the_same_event() -> None:
    brought = [name for topic in TOPICS for name in topic.events]
    assert len(brought) == len(set(brought))
