"""Approval before numbering: a draft to look at, a number only when a person lets it go on."""

import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from generator.archive import rebuild
from generator.cli import main as run_command
from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray, Trays
from generator.office.office import Office
from generator.scans.codes import read_codes
from generator.service import handling
from generator.submission import approval
from generator.system.clock import FixedClock
from generator.vocabulary.problems import UsageError
from tests.office_kit import NOON, TEMU_BAHAS, drop, form, make_office_folder, open_office
from tests.test_watch import running, wait_until

NAME = "kasus.json"
FIRST = "400.9.8/1/DINSOSPM/2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office whose every letter is approved before it takes its number."""
    return make_office_folder(tmp_path / "kantor", letters="approval = true")


@pytest.fixture
def asking(folder: Path) -> Office:
    return open_office(folder)


def handle(office: Office) -> list[Outcome]:
    return handling.handle_once(office)


def numbers(office: Office) -> list[str]:
    return [one.number for one in office.archive.items.latest(50)]


def drafts(office: Office) -> list[str]:
    tray = office.inbox.folder / Tray.APPROVAL
    return sorted(path.name for path in tray.glob("* - konsep *.pdf"))


def waiting(office: Office) -> list[str]:
    return [path.name for path in office.inbox.trays.of(Tray.APPROVAL)]


class TestWaiting:
    def test_no_number_is_taken_and_nothing_is_filed(self, asking: Office) -> None:
        drop(asking, form(temu_bahas=TEMU_BAHAS))
        (outcome,) = handle(asking)
        assert (outcome.outcome, [one.code for one in outcome.problems]) == ("waiting", ["B050"])
        assert numbers(asking) == []
        assert not list((asking.archive.root / "ledger").glob("*.jsonl"))
        assert asking.archive.care.verify() == []

    def test_it_lies_in_its_tray_with_a_draft_of_each_letter(self, asking: Office) -> None:
        drop(asking, form(temu_bahas=TEMU_BAHAS))
        handle(asking)
        assert waiting(asking) == [NAME]
        assert drafts(asking) == [
            "kasus.json - konsep 1 surat-koordinasi.pdf",
            "kasus.json - konsep 2 undangan-temu-bahas.pdf",
        ]
        note = read_note(asking.inbox.trays.of(Tray.APPROVAL)[0])
        assert "2 konsep surat menunggu persetujuan" in " ".join(note.split())

    def test_a_draft_bears_no_number_and_no_code_of_a_letter(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        document = pypdfium2.PdfDocument(asking.inbox.folder / Tray.APPROVAL / drafts(asking)[0])
        text = document[0].get_textpage().get_text_range()
        document.close()
        assert "KONSEP" in text
        assert "400.9.8/…/DINSOSPM/2026" in text
        assert "Yohanes Lado" in text

    def test_only_letters_that_are_set_so_are_waited_for(self, folder: Path) -> None:
        toml = folder / "pmbs.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace("approval = true", ""))
        letters = folder / "templates" / "letters.toml"
        text = letters.read_text(encoding="utf-8")
        head = "[undangan-temu-bahas]"
        letters.write_text(text.replace(head, f"{head}\napproval = true", 1), encoding="utf-8")
        office = open_office(folder)
        drop(office, form(), "satu.json")
        drop(office, form(klien={"nama": "Maria"}, temu_bahas=TEMU_BAHAS), "dua.json")
        outcomes = {one.form: one.outcome for one in handle(office)}
        assert outcomes == {"satu.json": "filed", "dua.json": "waiting"}
        office.close()

    def test_what_is_wrong_with_a_form_is_told_before_anybody_is_asked(
        self, asking: Office
    ) -> None:
        drop(asking, form(klien={"nama": ""}))
        (outcome,) = handle(asking)
        assert outcome.outcome == "rejected"
        assert waiting(asking) == []

    def test_a_template_that_is_broken_holds_it(self, asking: Office) -> None:
        path = asking.templates / "surat-koordinasi.docx"
        path.write_bytes(b"PK")
        drop(asking, form())
        (outcome,) = handle(asking)
        assert outcome.outcome == "held"

    def test_the_status_page_and_the_inbox_tell_of_it(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        assert [one.name for one in asking.status().to_approve] == [NAME]


class TestApproved:
    def test_the_number_is_taken_then(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.approve(asking, NAME)
        assert [path.name for path in (asking.inbox.folder / Tray.APPROVAL).iterdir()] == []
        (outcome,) = handle(asking)
        assert [one.number for one in outcome.documents] == [FIRST]
        assert asking.archive.care.verify() == []

    def test_who_approved_stands_in_the_ledger(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.approve(asking, NAME)
        (path,) = (asking.archive.root / "ledger").glob("*.jsonl")
        (line,) = map(json.loads, path.read_text().splitlines())
        assert line["event"] == "submission-approved"
        assert line["who"]

    def test_an_index_made_anew_knows_it(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.approve(asking, NAME)
        rebuild(asking.archive.root, asking.clock)
        again = open_office(asking.folder)
        assert [one.outcome for one in handle(again)] == ["filed"]
        again.close()

    def test_it_holds_for_these_bytes_only(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.approve(asking, NAME)
        drop(asking, form(klien={"nama": "Orang Lain"}))
        (outcome,) = handle(asking)
        assert outcome.outcome == "waiting"
        assert numbers(asking) == []

    def test_a_form_with_attachments_goes_on_as_a_whole(self, asking: Office) -> None:
        path = asking.inbox.folder / "kasus.zip"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("kasus.json", json.dumps(form()))
            package.writestr("KTP.jpg", b"\xff\xd8\xff\xe0 x")
        handle(asking)
        assert waiting(asking) == ["kasus.zip"]
        approval.approve(asking, "kasus.zip")
        (outcome,) = handle(asking)
        assert (outcome.outcome, outcome.attachments) == ("filed", ("KTP",))

    def test_a_correction_waits_as_well_and_keeps_its_number(self, asking: Office) -> None:
        for data in (form(), form(nomor_kasus="PMBS-2026-0001", klien={"nama": "Yohanes Ladu"})):
            drop(asking, data)
            assert [one.outcome for one in handle(asking)] == ["waiting"]
            approval.approve(asking, NAME)
            (outcome,) = handle(asking)
            (letter,) = outcome.documents
        assert (letter.number, letter.revision) == (FIRST, 2)

    def test_what_changes_no_letter_needs_nobodys_approval(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.approve(asking, NAME)
        handle(asking)
        drop(asking, form(), "lagi.json")
        assert [one.outcome for one in handle(asking)] == ["duplicate"]

    def test_what_died_after_the_approval_is_approved_once_more_without_harm(
        self, asking: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drop(asking, form())
        handle(asking)

        def die(*_: object) -> None:
            raise OSError

        with monkeypatch.context() as patched:
            patched.setattr(Trays, "transfer", die)
            with pytest.raises(OSError):  # noqa: PT011 - the disk's own
                approval.approve(asking, NAME)
        assert waiting(asking) == [NAME]
        approval.approve(asking, NAME)
        assert [one.outcome for one in handle(asking)] == ["filed"]

    def test_the_running_service_goes_on_with_it_at_once(self, asking: Office) -> None:
        with running(asking):
            drop(asking, form())
            wait_until(lambda: waiting(asking) == [NAME])
            other = open_office(asking.folder)
            approval.approve(other, NAME)
            other.close()
            wait_until(lambda: numbers(asking) == [FIRST])


class TestRefused:
    def test_it_goes_back_to_the_clerk_with_the_reason(self, asking: Office) -> None:
        drop(asking, form())
        handle(asking)
        approval.refuse(asking, NAME, reason="alamat perusahaan keliru")
        assert (waiting(asking), drafts(asking)) == ([], [])
        (path,) = asking.inbox.trays.of(Tray.REJECTED)
        note = " ".join(read_note(path).split())
        assert "B052 Konsep suratnya tidak disetujui: alamat perusahaan keliru" in note
        assert numbers(asking) == []

    def test_what_does_not_wait_can_be_neither_approved_nor_refused(self, asking: Office) -> None:
        with pytest.raises(UsageError, match="B051"):
            approval.approve(asking, "lain.json")
        with pytest.raises(UsageError, match="B051"):
            approval.refuse(asking, "../kasus.json", reason="x")


def test_the_commands_approve_and_refuse(
    asking: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(asking.folder)
    drop(asking, form())
    drop(asking, form(klien={"nama": "Maria"}), "dua.json")
    handle(asking)
    assert run_command(["--office", folder, "approve", NAME]) == 0
    assert run_command(["--office", folder, "reject", "dua.json", "--reason", "belum lengkap"]) == 0
    assert run_command(["--office", folder, "approve", NAME]) == 2
    assert "B051" in capsys.readouterr().err
    assert [path.name for path in asking.inbox.waiting()] == [NAME]
    assert [path.name for path in asking.inbox.trays.of(Tray.REJECTED)] == ["dua.json"]


@pytest.mark.real
def test_a_real_draft_shows_that_it_is_one(folder: Path) -> None:
    office = Office(folder, clock=FixedClock(NOON))
    drop(office, form())
    handling.handle_once(office)
    path = office.inbox.folder / Tray.APPROVAL / drafts(office)[0]
    page = pypdfium2.PdfDocument(path)[0]
    assert "KONSEP: belum bernomor" in page.get_textpage().get_text_range()
    picture = page.render(scale=2, grayscale=True).to_pil().convert("L")
    assert sum(picture.histogram()[200:235]) > 10_000, "grey across the page"
    assert read_codes(picture) == []
    office.close()
