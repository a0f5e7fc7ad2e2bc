"""What becomes of one submission, from the claim to its tray; LibreOffice is stood in for."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray, Trays
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA
from generator.vocabulary.problems import FormHeldError, NotReadyError
from tests.office_kit import (
    KESEPAKATAN,
    NOON,
    SECTIONS,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)
from tests.stub_converter import StubConverter

SAMPLE_DOCX = (Path(__file__).parents[1] / "samples" / "07-pengaduan.docx").read_bytes()


def dumped(data: dict[str, object]) -> bytes:
    return json.dumps(data).encode()


def handle(office: Office, data: object, name: str = "kasus.json") -> Outcome:
    """Drop one form and handle the inbox."""
    drop(office, data, name)  # type: ignore[arg-type]
    outcomes = handling.handle_once(office)
    return outcomes[-1]


def in_tray(office: Office, tray: Tray) -> list[str]:
    return sorted(path.name for path in office.inbox.trays.of(tray))


def note_in(office: Office, tray: Tray) -> str:
    (path,) = office.inbox.trays.of(tray)
    return read_note(path)


def item_folders(office: Office, case: str) -> list[str]:
    return sorted(path.name for path in (office.archive.root / "2026" / case).iterdir())


class TestFiling:
    def test_a_complaint_becomes_a_case_with_its_letter(self, office: Office) -> None:
        outcome = handle(office, form())
        assert (outcome.outcome, outcome.case) == ("filed", "PMBS-2026-0001")
        assert [one.number for one in outcome.documents] == ["400.9.8/1/DINSOSPM/2026"]
        assert item_folders(office, "PMBS-2026-0001") == [
            "001-formulir-pengaduan",
            "002-surat-koordinasi",
        ]

    @pytest.mark.parametrize("letter", SECTIONS)
    def test_a_section_gives_its_letter(self, whole_office: Office, letter: str) -> None:
        outcome = handle(whole_office, form(**SECTIONS[letter]))
        assert letter in [one.type for one in outcome.documents]

    def test_a_complaint_with_a_meeting_makes_what_the_clerk_hands_out(
        self, whole_office: Office
    ) -> None:
        outcome = handle(whole_office, form(temu_bahas=TEMU_BAHAS))
        assert [(one.type, one.number) for one in outcome.documents] == [
            ("tanda-terima-pengaduan", "400.9.8/1/INT/DINSOSPM/2026"),
            ("surat-koordinasi", "400.9.8/1/DINSOSPM/2026"),
            ("undangan-temu-bahas", "400.9.8/2/DINSOSPM/2026"),
            ("daftar-hadir", "400.9.8/2/INT/DINSOSPM/2026"),
        ]

    def test_papers_that_stay_here_have_a_register_of_their_own(self, whole_office: Office) -> None:
        handle(whole_office, form(temu_bahas=TEMU_BAHAS))
        inside = whole_office.archive.lists.fill("register-internal", year=2026).rows
        assert [row[1] for row in inside] == [
            "400.9.8/1/INT/DINSOSPM/2026",
            "400.9.8/2/INT/DINSOSPM/2026",
        ]
        outside = whole_office.archive.lists.fill("buku-agenda-keluar", year=2026).rows
        assert not any("INT" in str(row[1]) for row in outside)
        assert whole_office.archive.care.verify() == []

    def test_a_further_form_gives_no_second_receipt(self, whole_office: Office) -> None:
        case = str(handle(whole_office, form()).case)
        outcome = handle(whole_office, {"nomor_kasus": case, "temu_bahas": TEMU_BAHAS})
        assert [one.type for one in outcome.documents] == ["undangan-temu-bahas", "daftar-hadir"]
        assert [one.no for one in whole_office.steps_of(case) if one.done_at] == [1, 2]

    def test_a_corrected_complaint_revises_its_receipt_under_its_number(
        self, whole_office: Office
    ) -> None:
        case = str(handle(whole_office, form()).case)
        outcome = handle(whole_office, form(nomor_kasus=case, klien={"nama": "Yohanes Ladu"}))
        assert [(one.number, one.revision) for one in outcome.documents] == [
            ("400.9.8/1/INT/DINSOSPM/2026", 2),
            ("400.9.8/1/DINSOSPM/2026", 2),
        ]
        assert whole_office.archive.care.verify() == []
        outcome = handle(whole_office, form(nomor_kasus=case))
        assert [one.revision for one in outcome.documents] == [3, 3]

    def test_a_letter_stands_in_the_archive_as_word_pdf_and_text(self, office: Office) -> None:
        (document,) = handle(office, form()).documents
        assert sorted(path.name for path in document.folder.iterdir()) == [
            "item.json",
            "surat.docx",
            "surat.pdf",
            "surat.txt",
        ]
        assert "Yohanes Lado" in (document.folder / "surat.txt").read_text(encoding="utf-8")

    def test_the_form_is_kept_byte_for_byte_with_what_was_understood(self, office: Office) -> None:
        path = drop(office, form())
        original = path.read_bytes()
        handling.handle_once(office)
        folder = office.archive.root / "2026" / "PMBS-2026-0001" / "001-formulir-pengaduan"
        assert (folder / "formulir.json").read_bytes() == original
        data = json.loads((folder / "data.json").read_text(encoding="utf-8"))
        assert data["form"]["klien"]["nama"] == "Yohanes Lado"

    def test_the_original_ends_in_selesai_with_a_receipt(self, office: Office) -> None:
        handle(office, form())
        assert in_tray(office, Tray.DONE) == ["kasus.json"]
        receipt = note_in(office, Tray.DONE)
        assert "PMBS-2026-0001" in receipt
        assert "400.9.8/1/DINSOSPM/2026" in receipt
        assert "Langkah SOP berikutnya" in receipt

    def test_numbers_run_on_over_cases_without_a_gap(self, office: Office) -> None:
        first = handle(office, form(temu_bahas=TEMU_BAHAS))
        second = handle(office, form(klien={"nama": "Maria"}))
        numbers = [one.number for one in (*first.documents, *second.documents)]
        assert numbers == [f"400.9.8/{n}/DINSOSPM/2026" for n in (1, 2, 3)]

    def test_the_series_restarts_with_the_year(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        old = open_office(folder, moment=datetime(2026, 12, 31, 23, 59, tzinfo=WITA))
        handle(old, form())
        old.close()
        new = open_office(folder, moment=datetime(2027, 1, 1, 0, 1, tzinfo=WITA))
        outcome = handle(new, form(klien={"nama": "Maria"}))
        new.close()
        assert outcome.case == "PMBS-2027-0001"
        assert outcome.documents[0].number == "400.9.8/1/DINSOSPM/2027"

    def test_every_wanted_copy_lies_ready_to_print(self, office: Office) -> None:
        (document,) = handle(office, form()).documents
        sheets = [path for path in office.printed.iterdir() if path.suffix == ".pdf"]
        assert len(sheets) == document.copies
        assert document.pdf is not None
        assert {path.read_bytes() for path in sheets} == {document.pdf.read_bytes()}

    def test_a_word_name_with_letters_that_xml_knows_reaches_paper(self, office: Office) -> None:
        name = "O'Brien & Söhne <Tawau>"
        (document,) = handle(office, form(klien={"nama": name})).documents
        assert name in (document.folder / "surat.txt").read_text(encoding="utf-8")


class TestContinuing:
    def test_a_form_with_a_case_number_adds_to_that_case(self, office: Office) -> None:
        handle(office, form())
        later = {"nomor_kasus": "PMBS-2026-0001", "kesepakatan": KESEPAKATAN}
        outcome = handle(office, later, "lanjutan.json")
        assert outcome.case == "PMBS-2026-0001"
        assert [one.type for one in outcome.documents] == ["berita-acara-kesepakatan"]
        assert item_folders(office, "PMBS-2026-0001")[2:] == [
            "003-formulir-lanjutan",
            "004-berita-acara-kesepakatan",
        ]

    def test_the_letter_knows_the_client_from_the_earlier_form(self, office: Office) -> None:
        handle(office, form())
        later = {"nomor_kasus": "PMBS-2026-0001", "kesepakatan": KESEPAKATAN}
        (document,) = handle(office, later, "lanjutan.json").documents
        assert "Yohanes Lado" in (document.folder / "surat.txt").read_text(encoding="utf-8")

    def test_an_unknown_case_number_is_refused(self, office: Office) -> None:
        outcome = handle(office, {"nomor_kasus": "PMBS-2026-0404", "kesepakatan": KESEPAKATAN})
        assert [one.code for one in outcome.problems] == ["F030"]
        assert outcome.outcome == "rejected"


class TestRefusing:
    def test_all_problems_are_told_at_once_in_a_note(self, office: Office) -> None:
        bad = form(klien={"jenis_kelamin": "X", "tanggal_lahir": "1992-02-31"})
        outcome = handle(office, bad)
        assert outcome.outcome == "rejected"
        assert {one.field for one in outcome.problems} == {
            "klien.jenis_kelamin",
            "klien.tanggal_lahir",
        }
        note = note_in(office, Tray.REJECTED)
        assert all(one.code in note for one in outcome.problems)

    def test_a_refused_form_takes_no_number(self, office: Office) -> None:
        handle(office, form(klien={"jenis_kelamin": "X"}))
        outcome = handle(office, form())
        assert outcome.documents[0].number == "400.9.8/1/DINSOSPM/2026"

    def test_a_second_drop_of_the_same_bytes_names_the_case(self, office: Office) -> None:
        handle(office, form())
        outcome = handle(office, form(), "salinan.json")
        assert (outcome.outcome, outcome.case) == ("duplicate", "PMBS-2026-0001")
        assert "PMBS-2026-0001" in note_in(office, Tray.DUPLICATE)

    def test_a_symlink_is_refused_and_what_it_points_at_left_alone(
        self, office: Office, tmp_path: Path
    ) -> None:
        secret = tmp_path / "rahasia.json"
        secret.write_text(json.dumps(form()))
        (office.inbox.folder / "kasus.json").symlink_to(secret)
        (outcome,) = handling.handle_once(office)
        assert [one.code for one in outcome.problems] == ["B006"]
        assert secret.exists()

    def test_an_empty_folder_is_refused(self, office: Office) -> None:
        (office.inbox.folder / "Kasus baru").mkdir()
        (outcome,) = handling.handle_once(office)
        assert [one.code for one in outcome.problems] == ["B020"]

    def test_a_file_of_200_megabytes_is_refused_unread(self, office: Office) -> None:
        with (office.inbox.folder / "besar.docx").open("wb") as stream:
            stream.truncate(200_000_000)
        (outcome,) = handling.handle_once(office)
        assert [one.code for one in outcome.problems] == ["B005"]
        assert in_tray(office, Tray.REJECTED) == ["besar.docx"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD_INPUT = {
    "an empty file": ("kosong.json", b"", "B001"),
    "an empty Word file": ("kosong.docx", b"", "B001"),
    "a picture renamed .docx": ("foto.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF", "B002"),
    "a truncated .docx": ("potong.docx", SAMPLE_DOCX[: len(SAMPLE_DOCX) // 2], "B003"),
    "an old .doc": ("lama.doc", OLE + bytes(512), "B036"),
    "an old .doc named .docx": ("lama.docx", OLE + bytes(512), "B036"),
    "broken JSON": ("rusak.json", b'{"klien": {', "B010"),
    "JSON with duplicate keys": ("ganda.json", b'{"tanggal": "a", "tanggal": "b"}', "B012"),
    "an unknown key": ("kunci.json", dumped(form(klien={"nma": "x"})), "F002"),
    "a required answer missing": ("kurang.json", dumped(form(permasalahan=None)), "F001"),
    "a date that does not exist": (
        "tanggal.json",
        dumped(form(pendampingan={"tanggal": "31-02-2026"})),
        "F012",
    ),
}


class TestBadInput:
    @pytest.mark.parametrize("what", BAD_INPUT)
    def test_it_is_refused_with_its_code_and_the_next_form_goes_on(
        self, office: Office, what: str
    ) -> None:
        name, data, code = BAD_INPUT[what]
        drop(office, data, name)
        drop(office, form(), "baik.json")
        outcomes = {one.form: one for one in handling.handle_once(office)}
        assert outcomes[name].outcome == "rejected"
        assert code in [problem.code for problem in outcomes[name].problems]
        assert outcomes["baik.json"].outcome == "filed"
        refused = office.inbox.folder / "ditolak" / name
        assert refused.read_bytes() == data
        assert code in read_note(refused)
        assert list((office.archive.root / ".work").glob("[0-9a-f]" * 16)) == []

    def test_temporary_files_of_word_are_left_alone(self, office: Office) -> None:
        for name in ("~$kasus.docx", "~WRD0001.tmp", ".~lock.kasus.docx#"):
            drop(office, b"x", name)
        assert handling.handle_once(office) == []


class TestHolding:
    def test_a_missing_template_holds_the_form_and_spends_no_number(self, office: Office) -> None:
        template = office.templates / "surat-koordinasi.docx"
        kept = template.read_bytes()
        template.unlink()
        outcome = handle(office, form())
        assert (outcome.outcome, outcome.problems[0].code) == ("held", "T001")
        assert list(office.archive.lists.fill("buku-agenda-keluar", year=2026).rows) == []
        template.write_bytes(kept)

    def test_a_held_form_goes_on_by_itself_when_its_template_is_back(self, office: Office) -> None:
        template = office.templates / "surat-koordinasi.docx"
        kept = template.read_bytes()
        template.unlink()
        handle(office, form())
        template.write_bytes(kept)
        (outcome,) = handling.handle_once(office)
        assert outcome.outcome == "filed"
        assert in_tray(office, Tray.HELD) == []

    def test_a_letter_that_cannot_be_converted_keeps_its_number(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        failing = StubConverter(fails={1: FormHeldError("K001", found="surat-koordinasi")})
        office = open_office(folder, converter=failing)
        assert handle(office, form()).outcome == "held"
        other = handle(office, form(klien={"nama": "Maria"}), "lain.json")
        numbers = [one.number for one in other.documents]
        office.close()
        # The held form went on first, under the number that was its own.
        assert numbers == ["400.9.8/2/DINSOSPM/2026"]

    def test_a_converter_that_is_down_leaves_the_form_waiting(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        down = StubConverter(fails={1: NotReadyError("K003", hint="tidak menjawab")})
        office = open_office(folder, converter=down)
        assert handle(office, form()).outcome == "waiting"
        assert [path.name for path in office.inbox.waiting()] == ["kasus.json"]
        (outcome,) = handling.handle_once(office)
        office.close()
        assert outcome.outcome == "filed"
        assert outcome.documents[0].number == "400.9.8/1/DINSOSPM/2026"

    def test_a_failure_of_our_own_holds_the_form_and_the_others_go_on(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        broken = StubConverter(fails={1: RuntimeError("bug")})
        office = open_office(folder, converter=broken)
        drop(office, form(), "1.json")
        drop(office, form(klien={"nama": "Maria"}), "2.json")
        outcomes = {one.form: one for one in handling.handle_once(office)}
        office.close()
        assert outcomes["1.json"].outcome == "held"
        assert [one.code for one in outcomes["1.json"].problems] == ["A999"]
        assert outcomes["2.json"].outcome == "filed"

    def test_a_full_disk_leaves_the_form_waiting(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        full = StubConverter(fails={1: OSError(28, "No space left on device")})
        office = open_office(folder, converter=full)
        outcome = handle(office, form())
        assert (outcome.outcome, outcome.problems[0].code) == ("waiting", "B018")
        assert [path.name for path in office.inbox.waiting()] == ["kasus.json"]
        office.close()


class TestGoingOnAfterACrash:
    def test_the_same_form_gets_the_same_number_on_a_later_day(self, tmp_path: Path) -> None:
        folder = make_office_folder(tmp_path / "kantor")
        failing = StubConverter(fails={1: NotReadyError("K003")})
        before = open_office(folder, converter=failing)
        handle(before, form())
        before.close()
        after = open_office(folder, moment=NOON.replace(day=25))
        (outcome,) = handling.handle_once(after)
        after.close()
        (document,) = outcome.documents
        assert document.number == "400.9.8/1/DINSOSPM/2026"
        assert "24 November 2026" in (document.folder / "surat.txt").read_text(encoding="utf-8")

    def test_a_claim_that_was_recorded_but_not_cleared_away_is_no_duplicate(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drop(office, form())

        def die(*_args: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(Trays, "finish", die)
            with pytest.raises(KeyboardInterrupt):
                handling.handle_once(office)
        (outcome,) = handling.handle_once(office)
        assert outcome.outcome == "filed"
        assert in_tray(office, Tray.DONE) == ["kasus.json"]
        assert in_tray(office, Tray.DUPLICATE) == []

    def test_a_form_that_changes_while_it_is_read_waits(self, office: Office) -> None:
        class Growing(StubConverter):
            def convert(self, docx: Path, pdf: Path) -> None:
                super().convert(docx, pdf)
                (claim,) = office.inbox.claims.leftovers()
                with claim.path.open("ab") as stream:
                    stream.write(b"\n")

        office.converter = Growing()
        drop(office, form())
        outcome, newer = handling.handle_once(office)
        assert (outcome.outcome, newer.outcome) == ("filed", "waiting")
        assert [path.name for path in office.inbox.waiting()] == ["kasus.json"]
