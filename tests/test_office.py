"""One office folder: made once, locked once, and what it tells of itself."""

from pathlib import Path

import pytest

from generator.office.founding import init_office
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import (
    AlreadyRunningError,
    ArchiveDamagedError,
    ConfigurationError,
)
from tests.office_kit import (
    KESEPAKATAN,
    TEMU_BAHAS,
    drop,
    form,
    make_office_folder,
    open_office,
)


def steps_done(office: Office) -> list[int]:
    return [step.no for step in office.steps_of("PMBS-2026-0001") if step.done_at]


def test_a_new_office_has_every_template_and_blank_form(tmp_path: Path) -> None:
    init_office(tmp_path / "kantor")
    office = open_office(tmp_path / "kantor")
    for letter_type in office.catalogue.types.values():
        assert (office.templates / letter_type.template).is_file()
    assert (office.templates / "forms" / "pengaduan.docx").is_file()
    assert office.archive.care.verify() == []
    office.close()


def test_only_one_process_works_in_an_office(office: Office) -> None:
    other = open_office(office.folder)
    with office.exclusive(), pytest.raises(AlreadyRunningError, match="S003"), other.exclusive():
        pytest.fail("two at once")
    with other.exclusive():
        pass
    other.close()


def test_an_unmounted_archive_is_not_taken_for_an_empty_one(office: Office) -> None:
    (office.archive.root / "PMBS-ARCHIVE").unlink()
    with pytest.raises(ArchiveDamagedError, match="A001"):
        _ = open_office(office.folder).archive


def test_an_unknown_printer_backend_is_a_configuration_error(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor", printing='backend = "faks"')
    with pytest.raises(ConfigurationError, match="folder, ipp"):
        _ = open_office(folder).outbox


def test_the_complaint_and_its_letter_end_the_first_two_steps(office: Office) -> None:
    drop(office, form())
    handling.handle_once(office)
    assert steps_done(office) == [1, 2]


def test_an_invitation_does_not_end_the_meeting(office: Office) -> None:
    drop(office, form(temu_bahas=TEMU_BAHAS))
    handling.handle_once(office)
    assert steps_done(office) == [1, 2]


def test_an_agreement_ends_its_step_and_those_before_it(office: Office) -> None:
    drop(office, form(kesepakatan=KESEPAKATAN | {"tanggal": "2026-11-24"}))
    handling.handle_once(office)
    assert steps_done(office) == [1, 2, 3, 4]


def test_the_status_tells_what_waits_what_was_refused_and_the_last_letters(office: Office) -> None:
    drop(office, form(), "baik.json")
    drop(office, form(klien={"jenis_kelamin": "X"}), "salah.json")
    handling.handle_once(office)
    drop(office, form(), "menunggu.json")
    status = office.status()
    assert [one.name for one in status.waiting] == ["menunggu.json"]
    assert [(entry.name, "F003" in entry.note) for entry in status.rejected] == [
        ("salah.json", True)
    ]
    assert [letter.number for letter in status.letters] == ["400.9.8/1/DINSOSPM/2026"]
    assert len(status.prints) == 2


def test_a_changed_letters_file_is_read_again(office: Office) -> None:
    assert "surat-koordinasi" in office.catalogue.types
    (office.templates / "letters.toml").write_text("rusak = [")
    with pytest.raises(ConfigurationError, match="T007"):
        _ = office.catalogue
