"""A correction, or another access class, reaches every letter of the case that shows the old one."""

from datetime import datetime
from pathlib import Path

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.office.office import Office
from generator.service import handling
from generator.system.clock import WITA
from tests.office_kit import HASIL, TEMU_BAHAS, form, make_office_folder, open_office
from tests.test_corrections import CASE, FIRST, handle

KLIEN = {"nama": "Yohanes Lado", "jenis_kelamin": "L", "umur": 34, "nik": "6473010101900001"}


def text_of(outcome: Outcome, type_: str) -> str:
    (found,) = [one for one in outcome.documents if one.type == type_]
    return (found.folder / "surat.txt").read_text(encoding="utf-8")


def receipt_of(office: Office) -> str:
    notes = [read_note(one) for one in office.inbox.trays.of(Tray.DONE)]
    return " ".join("\n".join(notes).split())


def sign(office: Office, number: str) -> None:
    """What the index says of a letter whose signed scan was filed."""
    office.archive.items._index.execute(
        "UPDATE items SET is_signed = 1 WHERE number = ? AND kind = 'surat'", [number]
    )


def rename(name: str = "Yohanes Ladu") -> dict[str, object]:
    """The client's name alone: no section that any letter is made of."""
    return {"nomor_kasus": CASE, "klien": {**KLIEN, "nama": name}}


def test_a_name_alone_reaches_every_unsigned_letter_under_its_number(office: Office) -> None:
    before = handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    after = handle(office, rename())
    assert {one.number for one in after.documents} == {one.number for one in before.documents}
    assert {one.revision for one in after.documents} == {2}
    assert "Yohanes Ladu" in text_of(after, "surat-koordinasi")
    assert "Yohanes Lado" not in text_of(after, "surat-koordinasi")
    assert office.archive.care.verify() == []


def test_what_repeats_the_answers_or_adds_one_touches_no_letter(office: Office) -> None:
    handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    outcome = handle(office, {"nomor_kasus": CASE, "klien": {**KLIEN, "agama": "Katolik"}})
    assert outcome.documents == ()


def test_a_signed_one_is_named_with_what_differs(office: Office) -> None:
    handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    sign(office, FIRST)
    after = handle(office, rename())
    assert [one.type for one in after.documents] == ["undangan-temu-bahas"]
    (told,) = [one for one in after.problems if one.code == "W085"]
    assert FIRST in told.found
    assert told.hint == "Nama lengkap"
    assert "W085" in receipt_of(office)
    assert "revisi 2" in receipt_of(office)


def test_a_later_meeting_does_not_get_into_the_earlier_minutes(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    first = open_office(folder)
    handle(first, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    first.close()
    later = open_office(folder, moment=datetime(2026, 11, 27, 9, 0, tzinfo=WITA))
    handle(later, {"nomor_kasus": CASE, "hasil_temu_bahas": HASIL})
    second = {**TEMU_BAHAS, "tanggal": "2026-12-02", "tempat": "Aula Kecamatan"}
    handle(later, {"nomor_kasus": CASE, "temu_bahas": second})
    after = handle(later, rename())
    invitations = [one for one in after.documents if one.type == "undangan-temu-bahas"]
    texts = [(one.folder / "surat.txt").read_text(encoding="utf-8") for one in invitations]
    assert ["Aula Kecamatan" in one for one in texts] == [False, True]
    assert "Aula Kecamatan" not in text_of(after, "notula")
    again = handle(later, rename("Yohanis Ladu"))
    assert {one.revision for one in again.documents} == {3}
    assert "Aula Kecamatan" not in text_of(again, "notula")
    assert later.archive.care.verify() == []
    later.close()


def test_a_given_up_letter_is_not_made_again(office: Office) -> None:
    handle(office, form(klien=KLIEN))
    office.archive.numbers.void(FIRST, reason="keliru")
    assert handle(office, rename()).documents == ()


def test_a_correction_of_an_older_meeting_and_a_newer_one_take_a_place_each(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path / "kantor")
    first = open_office(folder)
    handle(first, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    first.close()
    later = open_office(folder, moment=datetime(2026, 11, 27, 9, 0, tzinfo=WITA))
    second = {**TEMU_BAHAS, "tanggal": "2026-12-02", "tempat": "Aula Kecamatan"}
    after = handle(later, {**rename(), "temu_bahas": second})
    made = [(one.type, one.revision) for one in after.documents]
    assert sorted(made) == [
        ("surat-koordinasi", 2),
        ("undangan-temu-bahas", 1),
        ("undangan-temu-bahas", 2),
    ]
    later.close()


# -- another access class ------------------------------------------------------------------------


def test_a_raised_class_makes_the_unsigned_letters_anew_and_a_lowered_one_again(
    office: Office,
) -> None:
    handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    sign(office, FIRST)
    for access, revision, is_named in (("Rahasia", 2, False), ("Terbatas", 3, True)):
        office.archive.access.decide(CASE, access, reason="diputuskan kepala")
        handling.handle_once(office)
        standing = office.archive.items.letters_of(CASE, "undangan-temu-bahas")[-1]
        text = office.archive.items.text_of(standing)
        assert (standing.revision, "Yohanes" in text) == (revision, is_named)
        assert office.archive.access.unfollowed() == []
    assert office.archive.items.named(FIRST).revision == 1
    handling.handle_once(office)
    assert office.archive.items.letters_of(CASE, "undangan-temu-bahas")[-1].revision == 3
    assert office.archive.care.verify() == []


def test_a_class_that_tells_the_same_touches_no_letter(office: Office) -> None:
    handle(office, form(klien=KLIEN))
    office.archive.access.decide(CASE, "Biasa/Terbuka", reason="diputuskan kepala")
    handling.handle_once(office)
    assert office.archive.items.named(FIRST).revision == 1


def test_a_ground_told_later_reaches_the_earlier_letters(office: Office) -> None:
    handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    handle(office, {"nomor_kasus": CASE, "klien": {**KLIEN, "umur": 16}})
    standing = office.archive.items.letters_of(CASE, "undangan-temu-bahas")[-1]
    assert standing.revision == 2
    assert "Yohanes" not in office.archive.items.text_of(standing)


def test_the_receipt_names_what_the_class_reaches_and_what_it_cannot(tmp_path: Path) -> None:
    """Also letters of parts that this form does not touch; once, not with each form after it."""
    office = open_office(make_office_folder(tmp_path / "kantor", companions=True))
    handle(office, form(klien=KLIEN, temu_bahas=TEMU_BAHAS))
    listed = office.archive.items.letters_of(CASE, "daftar-hadir")[-1].number
    invited = office.archive.items.letters_of(CASE, "undangan-temu-bahas")[-1].number
    sign(office, invited)
    worse = {"jenis": ["kekerasan"], "uraian": "Klien dipukul."}
    after = handle(office, {"nomor_kasus": CASE, "permasalahan": worse})
    told = {one.code: one.found for one in after.problems}
    assert told["W102"] == f"Daftar Hadir Temu Bahas Kasus {listed}"
    assert told["W103"] == f"Undangan Temu Bahas Kasus {invited}"
    assert office.archive.items.named(listed).revision == 2
    assert office.archive.items.named(invited).revision == 1
    later = handle(
        office, {"nomor_kasus": CASE, "rujukan": {"lembaga": "LK3", "alasan": "Klien cemas."}}
    )
    assert not {"W102", "W103"} & {one.code for one in later.problems}
    office.close()
