"""Whoever may write to the shared folder reaches nothing else by it: links, pipes, exchanged folders."""

import errno
import json
import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.inbox.begun_forms import Drafts
from generator.inbox.inbox import Inbox
from generator.inbox.notes import note_path, read_note
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.rules.config import InboxSettings
from generator.service import handling
from generator.service.handling import draft
from generator.service.watch import _Watch
from generator.submission.drafts import DraftDesk
from generator.system import files
from generator.system.anchored import open_plain, opened_folder, plain_entries, real_folder
from generator.system.clock import FixedClock
from tests.office_kit import NOON, drop, form, make_office_folder, open_office

SETTLED = InboxSettings(settle_seconds=0, patience_seconds=0)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder that is none of the clerks' business, with a file in it."""
    folder = tmp_path / "lain"
    folder.mkdir()
    (folder / "rahasia.json").write_bytes(b"rahasia")
    (folder / "rahasia.json - catatan.txt").write_bytes(b"catatan rahasia")
    return folder


def as_it_was(folder: Path) -> bool:
    names = sorted(path.name for path in folder.iterdir())
    return (
        names == ["rahasia.json", "rahasia.json - catatan.txt"]
        and (folder / "rahasia.json").read_bytes() == b"rahasia"
    )


def replaced_by_link(inbox: Inbox, tray: Tray, aim: Path) -> None:
    inbox.trays.folder(tray).rmdir()
    inbox.trays.folder(tray).symlink_to(aim)


class TestTrays:
    @pytest.mark.parametrize("tray", [Tray.DONE, Tray.REJECTED, Tray.DUPLICATE])
    def test_one_that_became_a_link_is_put_aside_and_the_form_lies_in_a_new_one(
        self, office: Office, elsewhere: Path, tray: Tray
    ) -> None:
        if tray is Tray.DUPLICATE:
            drop(office, form(), "pertama.json")
            handling.handle_once(office)
        replaced_by_link(office.inbox, tray, elsewhere)
        drop(office, b"{}" if tray is Tray.REJECTED else form(), "kasus.json")
        handling.handle_once(office)
        folder = office.inbox.trays.folder(tray)
        assert not folder.is_symlink()
        assert (folder / "kasus.json").is_file()
        assert read_note(folder / "kasus.json")
        assert as_it_was(elsewhere)
        aside = office.inbox.folder / f"{tray} (bukan folder layanan)"
        assert aside.is_symlink()

    def test_nothing_of_another_folder_is_taken_for_what_is_held(
        self, office: Office, elsewhere: Path
    ) -> None:
        replaced_by_link(office.inbox, Tray.HELD, elsewhere)
        assert office.inbox.retake_held() == []
        assert as_it_was(elsewhere)

    def test_links_and_pipes_in_a_tray_are_nobodys_submission(
        self, office: Office, elsewhere: Path
    ) -> None:
        folder = office.inbox.trays.folder(Tray.HELD)
        (folder / "tautan.json").symlink_to(elsewhere / "rahasia.json")
        (folder / "folder").symlink_to(elsewhere)
        os.mkfifo(folder / "pipa.json")
        (folder / "biasa.json").write_bytes(b"{}")
        assert [path.name for path in office.inbox.trays.of(Tray.HELD)] == ["biasa.json"]
        assert [claim.name for claim in office.inbox.retake_held()] == ["biasa.json"]

    def test_a_note_that_became_a_link_is_not_read(self, office: Office, elsewhere: Path) -> None:
        path = office.inbox.trays.folder(Tray.REJECTED) / "kasus.json"
        path.write_bytes(b"{}")
        note_path(path).symlink_to(elsewhere / "rahasia.json")
        assert read_note(path) == ""
        office.inbox.trays.transfer(path, Tray.HELD, "catatan baru")
        assert as_it_was(elsewhere)

    def test_originals_of_commented_forms_stay_in_the_share(
        self, office: Office, elsewhere: Path
    ) -> None:
        (office.inbox.trays.folder(Tray.REJECTED) / ".asli").symlink_to(elsewhere)
        claim = office.inbox.claims.new("kasus.docx")
        claim.path.write_bytes(b"lama")
        office.inbox.trays.keep_original(claim, claim.path, b"baru")
        assert as_it_was(elsewhere)
        kept = list((office.inbox.trays.folder(Tray.REJECTED) / ".asli").iterdir())
        assert [path.read_bytes() for path in kept] == [b"lama"]

    def test_an_original_of_what_is_in_hand_stays_when_a_crash_came_before_its_note(
        self, office: Office
    ) -> None:
        claim = office.inbox.claims.new("kasus.docx")
        claim.path.write_bytes(b"lama")
        office.inbox.trays.keep_original(claim, claim.path, b"baru")
        office.inbox.clear_originals()
        (kept,) = (office.inbox.trays.folder(Tray.REJECTED) / ".asli").iterdir()
        assert kept.read_bytes() == b"lama"
        office.inbox.trays.finish(claim, Tray.DONE, "lain")
        office.inbox.clear_originals()
        assert not kept.exists()

    def test_exchanged_between_the_look_and_the_move_it_is_not_followed(
        self, office: Office, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As if somebody were faster than the service: at every single step the tray becomes a link."""
        folder = office.inbox.trays.folder(Tray.DONE)
        usual = files.replace_file

        def too_late(path: Path, data: bytes) -> None:
            if not folder.is_symlink() and "/fd/" in str(path):
                folder.rename(folder.with_name("selesai lama"))
                folder.symlink_to(elsewhere)
            usual(path, data)

        monkeypatch.setattr(files, "replace_file", too_late)
        drop(office, form(), "kasus.json")
        handling.handle_once(office)
        assert as_it_was(elsewhere)
        moved = office.inbox.folder / "selesai lama" / "kasus.json"
        assert moved.is_file()

    def test_a_page_shows_no_link(self, office: Office, elsewhere: Path) -> None:
        link = office.inbox.trays.folder(Tray.MATCH) / "a.json"
        link.symlink_to(elsewhere / "rahasia.json")
        with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
            open_plain(link)


class TestClaims:
    def test_they_lie_beside_the_inbox_and_not_in_it(self, office: Office) -> None:
        claim = office.inbox.claim(drop(office, form(), "kasus.json"))
        assert claim is not None
        assert not claim.path.is_relative_to(office.inbox.folder)
        assert claim.path.stat().st_dev == office.inbox.folder.stat().st_dev
        assert [one.name for one in office.inbox.claims.leftovers()] == ["kasus.json"]

    def test_those_of_a_version_before_come_along(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        earlier = folder / "inbox" / ".diproses" / "00000000000000000001-abc"
        earlier.mkdir(parents=True)
        (earlier / "kasus.json").write_bytes(b"{}")
        office = open_office(folder)
        assert [one.name for one in office.inbox.claims.leftovers()] == ["kasus.json"]
        assert not (folder / "inbox" / ".diproses").exists()
        office.close()

    def test_a_folder_of_that_name_that_is_a_link_brings_nothing(
        self, tmp_path: Path, elsewhere: Path
    ) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        (folder / "inbox" / ".diproses").symlink_to(elsewhere)
        office = open_office(folder)
        assert office.inbox.claims.leftovers() == []
        assert as_it_was(elsewhere)
        office.close()

    def test_forms_begun_on_a_page_come_along_too(self, tmp_path: Path) -> None:
        earlier, now = (
            Drafts(tmp_path / "lama", FixedClock(NOON)),
            Drafts(tmp_path / "baru", FixedClock(NOON)),
        )
        begun = earlier.begin("ani", "pengaduan", answers={"klien.nama": "Yohanes"})
        now.take_over(tmp_path / "lama")
        assert now.find(begun.id, "ani") == begun
        assert not (tmp_path / "lama").exists()


class TestAnotherFileSystem:
    @pytest.fixture
    def inbox(self, tmp_path: Path) -> Iterator[Inbox]:
        """An inbox that is a file system of its own, as a mounted share is."""
        folder = tmp_path / "inbox"
        folder.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "tmpfs", str(folder)], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("no right to mount a file system here")
        made = Inbox(folder, SETTLED, is_whole=lambda *_: True)
        made.prepare()
        yield made
        subprocess.run(["umount", "-l", str(folder)], check=True)

    def test_what_is_claimed_is_carried_over_and_back_whole(self, inbox: Inbox) -> None:
        data = os.urandom(3_000_000)
        (inbox.folder / "berkas").mkdir()
        (inbox.folder / "berkas" / "besar.bin").write_bytes(data)
        claim = inbox.claim(inbox.folder / "berkas")
        assert claim is not None
        assert claim.path.stat().st_dev != inbox.folder.stat().st_dev
        assert (claim.path / "besar.bin").read_bytes() == data
        assert not (inbox.folder / "berkas").exists()
        target = inbox.trays.finish(claim, Tray.DONE, "selesai")
        assert (target / "besar.bin").read_bytes() == data
        assert inbox.claims.leftovers() == []

    def test_what_is_put_into_a_folder_while_it_is_carried_stays(
        self, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = inbox.folder / "berkas"
        (folder / "dalam").mkdir(parents=True)
        (folder / "dalam" / "a.txt").write_bytes(b"a")
        usual = files.sync_folder

        def late(path: Path) -> None:
            if path.name == "dalam" and not (folder / "dalam" / "b.txt").exists():
                (folder / "dalam" / "b.txt").write_bytes(b"b")
            usual(path)

        monkeypatch.setattr(files, "sync_folder", late)
        claim = inbox.claim(folder)
        assert claim is not None
        assert (claim.path / "dalam" / "a.txt").read_bytes() == b"a"
        left = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert left == [b"b"]

    def test_a_link_is_carried_as_a_link(self, inbox: Inbox, elsewhere: Path) -> None:
        (inbox.folder / "tautan.json").symlink_to(elsewhere / "rahasia.json")
        claim = inbox.claim(inbox.folder / "tautan.json")
        assert claim is not None
        assert claim.path.is_symlink()
        assert as_it_was(elsewhere)

    def test_what_is_being_written_stays(
        self, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = inbox.folder / "kasus.json"
        path.write_bytes(b"{}")
        usual = files.copy_file

        def written_meanwhile(source: Path, final: Path) -> str:
            digest = usual(source, final)
            source.write_bytes(b"lebih panjang")
            return digest

        monkeypatch.setattr(files, "copy_file", written_meanwhile)
        assert inbox.claim(path) is None
        assert path.read_bytes() == b"lebih panjang"
        assert inbox.claims.leftovers() == []


class TestOpened:
    def test_a_path_stays_in_the_folder_that_was_opened(
        self, tmp_path: Path, elsewhere: Path
    ) -> None:
        (tmp_path / "a" / "b").mkdir(parents=True)
        with opened_folder(tmp_path, "a", "b") as place:
            (tmp_path / "a" / "b").rename(tmp_path / "pindah")
            (tmp_path / "a" / "b").symlink_to(elsewhere)
            files.replace_file(place / "x.txt", b"x")
        assert (tmp_path / "pindah" / "x.txt").read_bytes() == b"x"
        assert as_it_was(elsewhere)

    @pytest.mark.parametrize("at", ["a", "a/b"])
    def test_a_link_on_the_way_is_refused(self, tmp_path: Path, elsewhere: Path, at: str) -> None:
        (tmp_path / at).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / at).symlink_to(elsewhere)
        with pytest.raises(OSError, match=r"directory|symbolic"), opened_folder(tmp_path, "a", "b"):
            pass

    def test_the_root_may_be_a_link_it_is_the_administrators(self, tmp_path: Path) -> None:
        (tmp_path / "disk" / "a").mkdir(parents=True)
        (tmp_path / "inbox").symlink_to(tmp_path / "disk")
        with opened_folder(tmp_path / "inbox", "a") as place:
            assert plain_entries(place) == []

    def test_no_handle_is_left(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(20):
            with opened_folder(tmp_path, "a"):
                pass
            with pytest.raises(FileNotFoundError), opened_folder(tmp_path, "a", "b"):
                pass
        assert len(list(Path("/proc/self/fd").iterdir())) == before

    def test_a_file_in_place_of_a_folder_is_put_aside(self, tmp_path: Path) -> None:
        for _ in range(2):
            (tmp_path / "selesai").write_bytes(b"x")
            real_folder(tmp_path, "selesai")
            (tmp_path / "selesai").rmdir()
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "selesai (bukan folder layanan)",
            "selesai (bukan folder layanan) (2)",
        ]

    def test_a_pipe_does_not_hold_whoever_reads_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipa")
        with pytest.raises(OSError, match="Invalid"):
            open_plain(tmp_path / "pipa")


class TestDrafts:
    def test_they_are_made_outside_of_the_share_and_published_past_no_link(
        self, office: Office, elsewhere: Path
    ) -> None:
        desk = DraftDesk(office)
        desk.box.prepare()
        replaced_by_link(desk.box, Tray.DRAFTS, elsewhere)
        desk.box.prepare()
        outside = office.folder / "draf.json"
        outside.write_bytes(json.dumps(form()).encode())
        os.utime(outside, (1, 1))
        outside.rename(desk.box.folder / "draf.json")
        outcomes = {}
        for claim in desk.claims(retake=False):
            outcomes[claim.name] = draft(desk, claim).outcome
        # The link that stood there waits in the inbox of drafts, and is refused there.
        assert outcomes == {"draf.json": "drafted", "hasil (bukan folder layanan)": "rejected"}
        assert as_it_was(elsewhere)
        (made,) = (desk.box.folder / Tray.DRAFTS).iterdir()
        assert stat.S_ISDIR(made.lstat().st_mode)

    def test_a_form_that_ends_the_service_three_times_is_set_aside(self, office: Office) -> None:
        desk = DraftDesk(office)
        desk.box.prepare()
        claim = desk.box.claims.new("draf.json")
        claim.path.write_bytes(b"{}")
        for _ in range(3):
            claim.begin_try(0)
        outcome = draft(desk, claim)
        assert [one.code for one in outcome.problems] == ["B029"]
        assert (desk.box.folder / Tray.HELD / "draf.json").is_file()


def test_what_nobody_foresaw_in_a_pass_ends_no_service(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = _Watch(office, threading.Event())

    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(office.outbox, "pump", fails)
    assert watch._pass() == office.config.inbox.scan_seconds
    assert watch._trouble == "A999 ZeroDivisionError"
    monkeypatch.undo()
    watch._pass()
    assert watch._trouble == ""
