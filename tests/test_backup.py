"""A backup is whole while the service works, grows only by what is new, and brings the office back."""

import json
import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from generator.admission import Role
from generator.archive import mirror_archive, rebuild
from generator.cli import main
from generator.office.office import Office
from generator.service import handling
from generator.service.backup import back_up, bring_back
from generator.system.clock import FixedClock
from generator.vocabulary.problems import ArchiveDamagedError, UsageError
from tests.archive.kit import rewritten, small_year, tables
from tests.archive.test_verification import flip, letter
from tests.office_kit import NOON, drop, form, open_office

# What was done comes first: the other commands write down who looked, by the real clock.
ASKED = (
    ["audit", "--limit", "500"],
    ["find", "klien", "--limit", "100"],
    ["find", "reza"],
    ["show", "PMBS-2026-0001"],
    ["prints"],
    ["list", "buku-agenda-keluar", "--year", "2026", "--format", "json"],
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = small_year(tmp_path / "kantor")
    yield opened
    opened.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "cadangan"


def brought_back(target: Path, folder: Path) -> Office:
    """The office as restored, where a person said that nothing was issued since."""
    assert bring_back(target, folder, FixedClock(NOON)).findings == ()
    made = open_office(folder)
    made.archive.recovery.nothing_issued(today=NOON.date())
    return made


def answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    told = []
    for command in ASKED:
        as_json = command if "--format" in command else [*command, "--json"]
        assert main(["--office", str(folder), *as_json]) == 0
        told.append(capsys.readouterr().out.replace(str(folder), "KANTOR"))
    return told


def test_forms_waiting_for_drafts_and_letters_waiting_for_srikandi_come_back_too(
    office: Office, target: Path, tmp_path: Path
) -> None:
    waiting = {"konsep/kasus.json": b"{}", "keluar/srikandi/SRIKANDI-1-2026 surat.docx": b"surat"}
    for name, data in waiting.items():
        (office.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (office.folder / name).write_bytes(data)
    back_up(office, target, is_quick=True)
    restored = tmp_path / "pulih"
    brought_back(target, restored).close()
    assert {name: (restored / name).read_bytes() for name in waiting} == waiting


def test_a_restored_office_gives_the_same_answer_to_every_command(
    office: Office, target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert back_up(office, target).findings == ()
    restored = tmp_path / "pulih"
    brought_back(target, restored).close()
    before = tables(office)
    lines, others = answers(restored, capsys), answers(office.folder, capsys)
    # The restored one tells of the restore as well.
    of_restore = ("archive-restored", "numbering-resumed")
    told = [one for one in json.loads(lines[0]) if one["event"] not in of_restore]
    # That the backup was tried stands in no backup.
    assert told == [one for one in json.loads(others[0]) if one["event"] != "backup-tried"]
    assert lines[1:] == others[1:]
    shutil.rmtree(tmp_path / "kantor")
    rebuild(restored / "archive", FixedClock(NOON))
    again = open_office(restored)
    differing = ("audit", "recoveries")
    # What the commands above looked at is in both ledgers; the rest of the index is equal.
    assert {k: v for k, v in tables(again).items() if k not in differing} == {
        k: v for k, v in before.items() if k not in differing
    }
    again.close()


def test_settings_templates_and_waiting_forms_come_back(
    office: Office, target: Path, tmp_path: Path
) -> None:
    drop(office, form(klien={"nama": "Menunggu"}), "tunggu.json")
    back_up(office, target)
    again = brought_back(target, tmp_path / "pulih")
    for name in ("pmbs.toml", "templates/letters.toml", "templates/surat-koordinasi.docx"):
        assert (again.folder / name).read_bytes() == (office.folder / name).read_bytes()
    (outcome,) = handling.handle_once(again)
    assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2026-0004")
    assert again.archive.care.verify() == []
    again.close()


def test_a_second_backup_copies_only_what_is_new(office: Office, target: Path) -> None:
    first = back_up(office, target)
    kept = target / "kantor/archive/2026/PMBS-2026-0001/002-surat-koordinasi/surat.pdf"
    before = kept.stat().st_ino
    drop(office, form(klien={"nama": "Baru"}), "5.json")
    handling.handle_once(office)
    second = back_up(office, target)
    assert (first.copied, second.copied, second.items) == (10, 2, 12)
    assert kept.stat().st_ino == before


def test_sha256sum_alone_can_check_it(office: Office, target: Path) -> None:
    back_up(office, target)
    checked = subprocess.run(
        ["sha256sum", "--quiet", "-c", "sidik.sha256"], cwd=target, check=False, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr
    listed = (target / "sidik.sha256").read_text(encoding="utf-8")
    assert all(
        str(path.relative_to(target)) in listed
        for path in (target / "kantor").rglob("*")
        if path.is_file() and path.name != ".lock"
    )


def test_a_backup_is_whole_while_forms_are_being_filed(
    office: Office, target: Path, tmp_path: Path
) -> None:
    for n in range(8):
        drop(office, form(klien={"nama": f"Klien {n}"}), f"banyak-{n}.json")
    filing = threading.Thread(target=handling.handle_once, args=(office,))
    other = open_office(office.folder)
    filing.start()
    reports = []
    while filing.is_alive():
        reports.append(back_up(other, target))
    filing.join()
    assert reports
    assert {one.findings for one in reports} == {()}
    other.close()
    # The last one was begun before the last form was filed: nothing is lost, nothing is doubled.
    again = brought_back(target, tmp_path / "pulih")
    handling.handle_once(again)
    assert again.archive.care.verify() == []
    clients = {f"Klien {n}" for n in range(8)}
    filed = {hit.client for hit in again.archive.search.find("klien", limit=200)}
    waiting = {
        json.loads(path.read_text())["klien"]["nama"]
        for path in (again.folder / "inbox").glob("*.json")
    }
    assert clients <= filed | waiting
    again.close()


def test_a_damaged_item_is_told_and_never_replaces_the_good_copy(
    office: Office, target: Path, tmp_path: Path
) -> None:
    back_up(office, target)
    good = (letter(office) / "surat.pdf").read_bytes()
    flip(letter(office) / "surat.pdf")
    back_up(office, target)
    kept = target / "kantor/archive/2026/PMBS-2026-0001/002-surat-koordinasi/surat.pdf"
    assert kept.read_bytes() == good
    other = tmp_path / "cadangan-2"
    assert "V010" in {one.code for one in back_up(office, other).findings}


def test_a_backup_that_was_spoilt_is_found_by_the_next_one(office: Office, target: Path) -> None:
    back_up(office, target)
    flip(target / "kantor/archive/2026/PMBS-2026-0001/002-surat-koordinasi/surat.pdf")
    assert {one.code for one in back_up(office, target).findings} == {"V010"}


def test_a_rewritten_ledger_is_not_taken_over_the_old_one(office: Office, target: Path) -> None:
    back_up(office, target)
    before = (target / "kantor/archive/ledger/2026.jsonl").read_bytes()
    rewritten(office, lambda lines: lines[3]["data"].update(type="lain"))
    again = open_office(office.folder)
    with pytest.raises(ArchiveDamagedError, match="A032"):
        back_up(again, target)
    again.close()
    assert (target / "kantor/archive/ledger/2026.jsonl").read_bytes() == before


def test_what_left_the_inbox_leaves_the_backup(office: Office, target: Path) -> None:
    path = drop(office, b"{", "salah.json")
    back_up(office, target)
    assert (target / "kantor/inbox/salah.json").exists()
    path.unlink()
    back_up(office, target)
    assert not (target / "kantor/inbox/salah.json").exists()


def test_nothing_is_restored_over_something(office: Office, target: Path) -> None:
    back_up(office, target)
    with pytest.raises(UsageError, match="A030"):
        bring_back(target, office.folder, FixedClock(NOON))


def test_what_is_no_backup_is_not_restored(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="A033"):
        bring_back(office.folder, tmp_path / "pulih", FixedClock(NOON))


@pytest.mark.parametrize("where", ["inbox/cadangan", "."])
def test_a_backup_does_not_lie_in_the_office(office: Office, where: str) -> None:
    with pytest.raises(UsageError, match="A030"):
        back_up(office, office.folder / where)


def test_strange_folders_are_left_alone(office: Office, tmp_path: Path) -> None:
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "a.jpg").write_text("x")
    with pytest.raises(UsageError, match="A030"):
        back_up(office, tmp_path / "foto")


def test_a_spoilt_backup_is_not_restored_in_silence(
    office: Office, target: Path, tmp_path: Path
) -> None:
    back_up(office, target)
    flip(target / "kantor/archive/2026/PMBS-2026-0001/002-surat-koordinasi/surat.pdf")
    report = bring_back(target, tmp_path / "pulih", FixedClock(NOON))
    assert {"V010", "V005"} <= {one.code for one in report.findings}


def test_spoilt_settings_are_not_restored(office: Office, target: Path, tmp_path: Path) -> None:
    back_up(office, target)
    flip(target / "kantor/pmbs.toml")
    with pytest.raises(ArchiveDamagedError, match="A009"):
        bring_back(target, tmp_path / "pulih", FixedClock(NOON))


def test_both_commands_say_what_they_did(
    office: Office, target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--office", str(office.folder), "backup", str(target)]) == 0
    assert "10 isi berkas (10 disalin" in capsys.readouterr().err
    (tmp_path / "pulih").mkdir()
    assert main(["--office", str(tmp_path / "pulih"), "restore", str(target)]) == 0
    assert "Pemulihan: 10 isi berkas" in capsys.readouterr().err
    assert main(["--office", str(tmp_path / "pulih"), "verify"]) == 0


@pytest.mark.parametrize(
    "name",
    [
        "../tamu.txt",
        "templates/../../tamu.txt",
        "/etc/tamu.txt",
        "templates/tautan/tamu.txt",
        "",
        "a\0b",
    ],
)
def test_a_list_that_names_a_place_outside_of_the_office_restores_nothing(
    office: Office, target: Path, tmp_path: Path, name: str
) -> None:
    back_up(office, target, is_quick=True)
    (tmp_path / "tamu.txt").write_bytes(b"x")
    (target / "kantor" / "templates" / "tautan").symlink_to(tmp_path)
    with (target / "sidik.sha256").open("a", encoding="utf-8") as listed:
        listed.write(f"{'0' * 64}  kantor/{name}\n")
    restored = tmp_path / "pulih"
    with pytest.raises(ArchiveDamagedError, match="A036"):
        bring_back(target, restored, FixedClock(NOON))
    assert not restored.exists()
    assert (tmp_path / "tamu.txt").read_bytes() == b"x"


def test_a_file_that_became_a_link_is_not_followed(
    office: Office, target: Path, tmp_path: Path
) -> None:
    back_up(office, target, is_quick=True)
    secret = tmp_path / "rahasia.txt"
    secret.write_bytes(b"rahasia")
    copied = target / "kantor" / "templates" / "letters.toml"
    copied.unlink()
    copied.symlink_to(secret)
    restored = tmp_path / "pulih"
    with pytest.raises(ArchiveDamagedError):
        bring_back(target, restored, FixedClock(NOON))
    assert not any(
        path.read_bytes() == b"rahasia" for path in restored.rglob("*") if path.is_file()
    )


def test_modes_are_given_by_what_a_file_is(office: Office, target: Path, tmp_path: Path) -> None:
    office.access.users.add("kepala", {Role.ADMIN}, "tiga-perahu-di-teluk")
    back_up(office, target, is_quick=True)
    for path in (target / "kantor").rglob("*"):
        path.chmod(0o777)
    restored = tmp_path / "pulih"
    brought_back(target, restored).close()
    modes = {
        str(path.relative_to(restored)): stat.S_IMODE(path.stat().st_mode)
        for path in restored.rglob("*")
    }
    secret = {name: mode for name, mode in modes.items() if name.split("/")[0] == "access"}
    assert secret.pop("access") == 0o700
    assert set(secret.values()) == {0o600}
    assert len(secret) > 0
    assert [name for name, mode in modes.items() if mode & 0o027] == []
    assert modes["templates/letters.toml"] == 0o640


@pytest.mark.parametrize("case", ["../../../etc", "PMBS-../..-0001", "PMBS-2026-0001/..", ""])
def test_a_ledger_that_names_no_case_destroys_nothing(
    office: Office, target: Path, case: str
) -> None:
    back_up(office, target, is_quick=True)
    rewritten(
        office, lambda lines: lines.append({"event": "case-disposed", "data": {"case": case}})
    )
    shutil.rmtree(target / "kantor" / "archive" / "ledger")
    before = sorted(path for path in target.rglob("*"))
    with pytest.raises(ArchiveDamagedError, match="A036"):
        mirror_archive(office.archive.root, target / "kantor" / "archive")
    assert [path for path in before if not path.exists()] == []


def test_what_the_settings_name_comes_back_and_the_office_goes_on(
    office: Office, target: Path, tmp_path: Path
) -> None:
    """An office whose emblem is missing files nothing: it belongs into the backup, and so do certificates."""
    folder = office.folder
    Image.new("RGB", (40, 40), "green").save(folder / "logo.png")
    (folder / "sertifikat").mkdir()
    (folder / "sertifikat" / "kantor.pem").write_text("sertifikat")
    (folder / "kunci.key").write_text("kunci")
    text = (folder / "pmbs.toml").read_text(encoding="utf-8")
    text = text.replace('logo = ""', 'logo = "logo.png"').replace(
        "enabled = false",
        'enabled = false\ntls_certificate = "sertifikat/kantor.pem"\ntls_key = "kunci.key"',
    )
    text = text.replace(
        'backend = "folder"', f'backend = "folder"\ncertificate = "{tmp_path}/luar.pem"'
    )
    (folder / "pmbs.toml").write_text(text, encoding="utf-8")
    (tmp_path / "luar.pem").write_text("milik orang lain")
    now = open_office(folder)
    report = back_up(now, target)
    now.close()
    assert report.findings == ()
    assert report.left_out == (f"{tmp_path}/luar.pem",)
    again = brought_back(target, tmp_path / "pulih")
    assert (again.folder / "sertifikat" / "kantor.pem").read_text() == "sertifikat"
    assert stat.S_IMODE((again.folder / "kunci.key").stat().st_mode) == 0o600
    drop(again, form(klien={"nama": "Sesudah Pulih"}), "baru.json")
    (outcome,) = handling.handle_once(again)
    assert outcome.outcome == "filed"
    again.close()
