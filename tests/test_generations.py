"""A backup has a memory: what the office lost, emptied or broke is kept for a while, and told."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive import Mirrored, mirror_archive
from generator.cli import main as run_command
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import WebSettings
from generator.service import handling
from generator.service.backup import back_up, bring_back
from generator.system.clock import FixedClock
from generator.vocabulary.problems import ArchiveDamagedError, UsageError
from generator.web import WebServer
from tests.keeping.kit import set_clock
from tests.office_kit import NOON, drop, form, make_office_folder, open_office
from tests.web.visitor import Visitor

DAY = NOON.date().isoformat()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(make_office_folder(tmp_path / "kantor"))
    drop(opened, form(), "satu.json")
    handling.handle_once(opened)
    drop(opened, form(klien={"jenis_kelamin": "x"}), "keliru.json")
    handling.handle_once(opened)
    yield opened
    opened.close()


@pytest.fixture
def target(office: Office, tmp_path: Path) -> Path:
    """The backup of last night."""
    back_up(office, tmp_path / "cadangan", is_quick=True)
    assert not (tmp_path / "cadangan" / "lama").exists()
    return tmp_path / "cadangan"


def lost(office: Office, target: Path) -> list[str]:
    report = back_up(office, target, is_quick=True)
    assert not any(one.is_damage for one in report.findings)
    return [one.where for one in report.findings if one.code == "V062"]


LETTER = "templates/surat-koordinasi.docx"


@pytest.mark.parametrize("how", ["gone", "empty", "broken"])
@pytest.mark.parametrize("name", [LETTER, "templates/letters.toml"])
def test_what_the_office_goes_on_with_is_kept_and_told(
    office: Office, target: Path, name: str, how: str
) -> None:
    path = office.folder / name
    good = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if how == "empty" else b"\x00rusak = [")
    assert lost(office, target) == [name]
    assert (target / "lama" / DAY / name).read_bytes() == good
    assert lost(office, target) == [], "told once"
    assert (target / "lama" / DAY / name).read_bytes() == good


def test_a_change_is_no_loss_but_the_earlier_one_is_kept(office: Office, target: Path) -> None:
    path = office.folder / "pmbs.toml"
    good = path.read_bytes()
    path.write_bytes(good + b"\n# diubah\n")
    assert lost(office, target) == []
    assert (target / "lama" / DAY / "pmbs.toml").read_bytes() == good
    path.write_bytes(good + b"\n# diubah lagi\n")
    assert lost(office, target) == []
    assert (target / "lama" / DAY / "pmbs.toml").read_bytes() == good, "the first of the day"


def test_a_submission_that_went_its_way_is_not_kept(office: Office, target: Path) -> None:
    """It lies in the archive now, or in another tray."""
    drop(office, form(klien={"nama": "Maria"}), "dua.json")
    back_up(office, target, is_quick=True)
    handling.handle_once(office)
    lost(office, target)
    assert not (target / "lama").exists()


def test_one_that_somebody_deleted_is_kept(office: Office, target: Path) -> None:
    (refused,) = office.inbox.trays.of(Tray.REJECTED)
    data = refused.read_bytes()
    office.inbox.trays.remove(refused)
    assert lost(office, target) == []
    kept = [one for one in (target / "lama").rglob("*") if one.is_file()]
    assert [one.read_bytes() for one in kept] == [data]


def test_after_a_while_it_is_forgotten(office: Office, target: Path) -> None:
    (office.folder / LETTER).unlink()
    lost(office, target)
    set_clock(office, NOON + timedelta(days=90))
    lost(office, target)
    assert (target / "lama" / DAY).is_dir()
    set_clock(office, NOON + timedelta(days=92))
    lost(office, target)
    assert not (target / "lama").exists()


def test_after_a_disposal_no_submission_is_kept(
    office: Office, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the law has destroyed does not live on; templates and settings do."""
    (office.folder / LETTER).unlink()
    (refused,) = office.inbox.trays.of(Tray.REJECTED)
    office.inbox.trays.remove(refused)

    def destroying(source: Path, copy: Path, tell: Callable[[int, int], None]) -> Mirrored:
        mirrored = mirror_archive(source, copy, tell)
        mirrored.destroyed = 1
        return mirrored

    monkeypatch.setattr("generator.service.backup.mirror_archive", destroying)
    assert lost(office, target) == [LETTER]
    kept = [one.name for one in (target / "lama").rglob("*") if one.is_file()]
    assert kept == ["surat-koordinasi.docx"]


def test_the_command_says_it_and_ends_with_one(
    office: Office, target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.folder / LETTER).unlink()
    code = run_command(
        ["--office", str(office.folder), "backup", str(target), "--quick"],
        open_office=open_office,
    )
    assert code == 1
    assert f"V062 {LETTER}" in capsys.readouterr().out


def test_a_restore_brings_back_the_office_and_not_what_it_had_lost(
    office: Office, target: Path, tmp_path: Path
) -> None:
    (office.folder / "templates" / "tambahan.docx").write_bytes(b"x")
    back_up(office, target, is_quick=True)
    (office.folder / "templates" / "tambahan.docx").unlink()
    lost(office, target)
    bring_back(target, tmp_path / "pulih", FixedClock(NOON))
    assert not (tmp_path / "pulih" / "lama").exists()
    assert not (tmp_path / "pulih" / "templates" / "tambahan.docx").exists()
    assert (tmp_path / "pulih" / LETTER).is_file()


def test_nobody_else_reads_what_was_kept(office: Office, target: Path) -> None:
    (office.folder / LETTER).unlink()
    lost(office, target)
    assert (target / "lama").stat().st_mode & 0o077 == 0


class TestHalf:
    """A backup that was cut off says that it is one, and is brought back as far as it goes."""

    def cut_off(
        self, office: Office, target: Path, monkeypatch: pytest.MonkeyPatch, *, step: str
    ) -> None:
        def cut(*_args: object, **_options: object) -> Mirrored:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(f"generator.service.backup.{step}", cut)
            with pytest.raises(KeyboardInterrupt):
                back_up(office, target, is_quick=True)

    def test_the_first_one_has_nothing_and_says_so(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.cut_off(office, tmp_path / "baru", monkeypatch, step="mirror_archive")
        with pytest.raises(UsageError) as raised:
            bring_back(tmp_path / "baru", tmp_path / "pulih", FixedClock(NOON))
        assert raised.value.problem.code == "A076"
        assert not (tmp_path / "pulih").exists()

    def test_a_later_one_comes_back_and_names_what_does_not_fit(
        self, office: Office, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = office.folder / "pmbs.toml"
        path.write_bytes(path.read_bytes() + b"\n# diubah\n")
        self.cut_off(office, target, monkeypatch, step="mirror_archive")
        report = bring_back(target, tmp_path / "pulih", FixedClock(NOON))
        assert [(one.code, one.where) for one in report.findings] == [("V063", "pmbs.toml")]
        made = open_office(tmp_path / "pulih")
        assert made.archive.cases.has("PMBS-2026-0001")
        assert made.archive.care.verify() == []
        made.close()

    def test_made_to_its_end_it_is_whole_again(
        self, office: Office, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.cut_off(office, target, monkeypatch, step="mirror_archive")
        back_up(office, target, is_quick=True)
        assert bring_back(target, tmp_path / "pulih", FixedClock(NOON)).findings == ()

    def test_in_one_that_is_whole_a_file_that_does_not_fit_is_refused_as_before(
        self, office: Office, target: Path, tmp_path: Path
    ) -> None:
        (target / "kantor" / "pmbs.toml").write_bytes(b"# lain")
        with pytest.raises(ArchiveDamagedError):
            bring_back(target, tmp_path / "pulih", FixedClock(NOON))


class TestTried:
    def test_only_one_that_was_tried_and_is_whole_counts(
        self, office: Office, target: Path
    ) -> None:
        assert office.archive.audit.last_backup() == NOON
        assert office.archive.audit.last_backup_tried() is None
        back_up(office, target)
        assert office.archive.audit.last_backup_tried() == NOON
        set_clock(office, NOON + timedelta(days=1))
        letter = next((target / "kantor" / "archive").glob("2026/*/*/surat.pdf"))
        letter.write_bytes(letter.read_bytes()[:-1] + b"x")
        assert back_up(office, target).findings
        assert office.archive.audit.last_backup_tried() == NOON

    def test_beranda_says_it_and_turns_red_after_ninety_days(
        self, office: Office, target: Path
    ) -> None:
        server = WebServer(office, WebSettings(port=0))
        server.start()
        try:
            visitor = Visitor(server.url)
            assert "belum pernah teruji" in visitor.ask("/").text
            back_up(office, target)
            page = visitor.ask("/").text
            assert "teruji 24\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026" in page
            assert 'class="kartu kecil awas"' not in page
            set_clock(office, NOON + timedelta(days=91))
            assert 'class="kartu kecil awas"' in visitor.ask("/").text
        finally:
            server.stop()
