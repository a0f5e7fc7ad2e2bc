"""The day of an event and the day of a letter: nothing past is asked for, and what is still to come is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.letters.catalogue import load_catalogue
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.events import is_another_event
from generator.vocabulary.meeting import HasilTemuBahas
from generator.vocabulary.problems import ConfigurationError
from tests.keeping.kit import assert_rebuilds_equal, set_clock
from tests.office_kit import (
    BAZNAS,
    HASIL,
    KELUAR,
    KESEPAKATAN,
    NOON,
    PERMAKANAN,
    PROVINSI,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
)

CASE = "PMBS-2026-0001"
TODAY, YESTERDAY, COMING = "2026-11-24", "2026-11-23", "2026-11-30"
ESCORT = {"petugas": [{"nama": "Rahmawati, S.Sos."}]}
TICKET = {"moda": "kapal", "tujuan": "Nunukan", "penumpang": [{"nama": "Yohanes Lado"}]}
AHEAD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "surat-tugas": ("pendampingan", "tanggal", ESCORT),
    "undangan-temu-bahas": ("temu_bahas", "tanggal", TEMU_BAHAS),
    "permohonan-pemulangan-provinsi": ("pemulangan", "tanggal", PROVINSI),
    "permohonan-pemulangan-baznas": ("pemulangan", "tanggal", BAZNAS),
    "permintaan-permakanan": ("permakanan", "mulai", {**PERMAKANAN, "sampai": "2026-12-02"}),
    "pemesanan-tiket": ("tiket", "tanggal", TICKET),
}
RECORDS: dict[str, tuple[str, dict[str, Any]]] = {
    "notula": ("hasil_temu_bahas", HASIL),
    "berita-acara-kesepakatan": ("kesepakatan", KESEPAKATAN),
    "berita-acara-serah-terima": ("serah_terima", SERAH_TERIMA),
    "berita-acara-keluar-shelter": ("keluar_shelter", KELUAR),
}


def handle(office: Office, data: dict[str, Any]) -> Outcome:
    drop(office, data)
    (outcome,) = handling.handle_once(office)
    assert outcome.outcome == "filed", outcome.problems
    return outcome


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one.code, one.label, one.found) for one in outcome.problems if one.code == "W087"]


@pytest.mark.parametrize("key", AHEAD)
class TestAhead:
    def test_what_is_asked_for_a_past_day_is_not_made_and_named(
        self, office: Office, key: str
    ) -> None:
        section, day, answers = AHEAD[key]
        outcome = handle(office, form(**{section: {**answers, day: YESTERDAY}}))
        assert key not in [one.type for one in outcome.documents]
        title = office.catalogue.types[key].title
        assert told(outcome) == [("W087", title, "23 November 2026")]

    @pytest.mark.parametrize("when", [TODAY, COMING])
    def test_for_today_and_later_it_is_made(self, office: Office, key: str, when: str) -> None:
        section, day, answers = AHEAD[key]
        outcome = handle(office, form(**{section: {**answers, day: when}}))
        assert key in [one.type for one in outcome.documents]
        assert told(outcome) == []

    def test_who_wants_it_all_the_same_gets_it(self, office: Office, key: str) -> None:
        section, day, answers = AHEAD[key]
        outcome = handle(office, form(tetap_dibuat="ya", **{section: {**answers, day: YESTERDAY}}))
        assert key in [one.type for one in outcome.documents]
        assert told(outcome) == []


@pytest.mark.parametrize("key", RECORDS)
class TestRecords:
    @pytest.mark.parametrize("when", [YESTERDAY, TODAY])
    def test_the_record_of_a_past_day_is_made(self, office: Office, key: str, when: str) -> None:
        section, answers = RECORDS[key]
        outcome = handle(office, form(**{section: {**answers, "tanggal": when}}))
        assert key in [one.type for one in outcome.documents]
        assert told(outcome) == []

    def test_that_of_a_coming_day_is_made_and_the_receipt_says_so(
        self, office: Office, key: str
    ) -> None:
        section, answers = RECORDS[key]
        outcome = handle(office, form(**{section: {**answers, "tanggal": COMING}}))
        (made,) = [one for one in outcome.documents if one.type == key]
        assert made.coming == date(2026, 11, 30)
        note = read_note(office.inbox.trays.of(Tray.DONE)[0])
        assert "Hari   : 30 November 2026, masih akan datang" in note.replace(
            "\N{NO-BREAK SPACE}", " "
        )


class TestDateOfARecord:
    def rows(self, office: Office, name: str, **when: int) -> list[tuple[str, str, str]]:
        """Number, date and remark of the rows of a register."""
        listing = office.listing(name, **when)
        columns = [
            next(place for place, one in enumerate(listing.columns) if one in names)
            for names in (("Nomor surat", "Nomor"), ("Tanggal surat", "Tanggal"), ("Keterangan",))
        ]
        return [
            (str(row[columns[0]]), str(row[columns[1]]), str(row[columns[2]]))
            for row in listing.rows
        ]

    def test_it_is_of_the_day_that_it_records_and_takes_the_next_number(
        self, office: Office
    ) -> None:
        handle(office, form())
        handle(
            office,
            form(klien={"nama": "Anton"}, kesepakatan={**KESEPAKATAN, "tanggal": "2026-11-19"}),
        )
        *_, (number, day, remark) = self.rows(office, "buku-agenda-keluar")
        assert (number, day) == ("400.9.8/3/DINSOSPM/2026", "19-11-2026")
        assert remark.endswith("; didaftarkan kemudian")
        record = office.archive.items.named(number)
        assert record.date == date(2026, 11, 19)
        assert_rebuilds_equal(office)

    def test_one_of_last_year_stands_in_the_register_of_its_registration(
        self, office: Office
    ) -> None:
        late = {**SERAH_TERIMA, "tanggal": "2025-12-30"}
        handle(office, form(serah_terima=late))
        *_, (number, day, remark) = self.rows(office, "buku-agenda-keluar", year=2026, month=11)
        assert (number.rpartition("/")[2], day) == ("2026", "30-12-2025")
        assert "didaftarkan kemudian" in remark
        assert self.rows(office, "buku-agenda-keluar", year=2025) == []

    def test_minutes_and_records_of_the_same_or_a_coming_day_bear_no_remark(
        self, office: Office
    ) -> None:
        handle(
            office,
            form(
                kesepakatan={**KESEPAKATAN, "tanggal": TODAY},
                serah_terima={**SERAH_TERIMA, "tanggal": COMING},
            ),
        )
        told = self.rows(office, "buku-agenda-keluar")
        assert {day for _, day, _ in told} == {"24-11-2026", "30-11-2026"}
        assert not [remark for *_, remark in told if "kemudian" in remark]

    def test_minutes_stand_so_in_the_internal_register(self, office: Office) -> None:
        handle(office, form(hasil_temu_bahas={**HASIL, "tanggal": "2026-11-18"}))
        ((_, day, remark),) = self.rows(office, "register-internal")
        assert (day, remark) == ("18-11-2026", f"{CASE}; didaftarkan kemudian")

    def test_a_corrected_day_is_the_date_of_the_revision(self, office: Office) -> None:
        handle(office, form(kesepakatan={**KESEPAKATAN, "tanggal": "2026-11-19"}))
        handle(
            office, {"nomor_kasus": CASE, "kesepakatan": {**KESEPAKATAN, "tanggal": "2026-11-20"}}
        )
        (record,) = [
            one
            for one in office.archive.cases.show(CASE).items
            if one.type == "berita-acara-kesepakatan" and not one.is_replaced
        ]
        assert (record.revision, record.date) == (2, date(2026, 11, 20))


def test_results_of_a_past_meeting_bring_no_invitation_to_it(office: Office) -> None:
    past = {**TEMU_BAHAS, "tanggal": "2026-11-18"}
    outcome = handle(
        office, form(temu_bahas=past, hasil_temu_bahas={**HASIL, "tanggal": "2026-11-18"})
    )
    assert {"notula"} <= {one.type for one in outcome.documents}
    assert "undangan-temu-bahas" not in [one.type for one in outcome.documents]


def test_the_invitation_comes_when_the_form_says_so_later(office: Office) -> None:
    past = {**TEMU_BAHAS, "tanggal": YESTERDAY}
    case = handle(office, form(temu_bahas=past)).case
    again = handle(office, {"nomor_kasus": case, "temu_bahas": past, "tetap_dibuat": "ya"})
    assert [one.type for one in again.documents] == ["undangan-temu-bahas"]


@pytest.mark.parametrize("line", ['ahead = "tiket.tanggal"', 'record = "notula"'])
def test_a_day_that_the_letter_does_not_need_is_no_day_of_it(office: Office, line: str) -> None:
    path = office.folder / "templates" / "letters.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[notula]\n", f"[notula]\n{line}\n").replace(
            'record = "hasil_temu_bahas.tanggal"\n', ""
        ),
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match="T007"):
        load_catalogue(office.folder / "templates")


def test_a_record_is_called_what_it_records(office: Office) -> None:
    """No register says that an agreement was reached which was not."""
    handle(office, form(kesepakatan={**KESEPAKATAN, "tanggal": TODAY, "tercapai": "tidak"}))
    title = "Berita Acara Tidak Tercapainya Kesepakatan Antar Dinas"
    record = office.archive.items.letters_of(CASE, "berita-acara-kesepakatan")[0]
    assert (record.title, record.subject) == (title, title)
    listing = office.listing("buku-agenda-keluar")
    assert title in [row[listing.columns.index("Isi ringkas")] for row in listing.rows]
    handle(office, form(klien={"nama": "Anton"}, kesepakatan={**KESEPAKATAN, "tanggal": TODAY}))
    reached = office.archive.items.letters_of("PMBS-2026-0002", "berita-acara-kesepakatan")[0]
    assert reached.title == "Berita Acara Kesepakatan Antar Dinas"


# -- another event, or the same one corrected --------------------------------------------------------


@pytest.mark.parametrize("key", RECORDS)
def test_a_further_event_gets_a_record_of_its_own_and_a_correction_none(
    office: Office, key: str
) -> None:
    section, answers = RECORDS[key]
    first = handle(office, form(**{section: answers | {"tanggal": TODAY}}))
    (number,) = [one.number for one in first.documents if one.type == key]
    again = {"nomor_kasus": CASE, section: answers | {"tanggal": YESTERDAY}}
    corrected = handle(office, again)
    assert [one.number for one in corrected.documents if one.type == key] == [number]
    set_clock(office, NOON + timedelta(days=6))
    further = handle(office, {"nomor_kasus": CASE, section: answers | {"tanggal": COMING}})
    (fresh,) = [one.number for one in further.documents if one.type == key]
    assert fresh != number
    standing = office.archive.items.letters_of(CASE, key)
    assert [one.number for one in standing] == [number, fresh]


def test_what_is_asked_for_again_after_its_day_has_passed_is_another_letter(office: Office) -> None:
    first = handle(office, form(permakanan=PERMAKANAN))
    set_clock(office, NOON + timedelta(days=5))
    more = PERMAKANAN | {"mulai": "2026-12-01", "sampai": "2026-12-04"}
    second = handle(office, {"nomor_kasus": CASE, "permakanan": more})
    numbers = [
        one.number
        for made in (first, second)
        for one in made.documents
        if one.type == "permintaan-permakanan"
    ]
    assert len(set(numbers)) == 2


NOTES = {"pimpinan": "Budi", "pembahasan": "Upah dibahas."}


@pytest.mark.parametrize(
    ("before", "after", "filed", "expected"),
    [
        ("2026-11-18", "2026-11-18", "2026-11-18", False),  # the same day
        ("2026-11-18", "2026-11-17", "2026-11-18", False),  # set back
        ("2026-11-30", "2026-12-01", "2026-11-24", False),  # put off while to come
        ("2026-11-18", "2026-11-23", "2026-11-18", True),  # nobody could have told of it then
        ("2026-11-18", "2026-11-19", "2026-11-20", False),  # told later, in the same words
    ],
)
def test_another_day_is_another_event_unless_it_may_be_a_correction(
    before: str, after: str, filed: str, *, expected: bool
) -> None:
    one = HasilTemuBahas.model_validate(NOTES | {"tanggal": date.fromisoformat(before)})
    other = HasilTemuBahas.model_validate(NOTES | {"tanggal": date.fromisoformat(after)})
    today = date.fromisoformat("2026-11-24")
    assert is_another_event(one, other, filed=date.fromisoformat(filed), today=today) is expected


def test_a_meeting_told_later_in_words_of_its_own_is_another_one() -> None:
    one = HasilTemuBahas.model_validate(NOTES | {"tanggal": date(2026, 11, 18)})
    other = one.model_copy(update={"tanggal": date(2026, 11, 19), "pembahasan": "Pulang dibahas."})
    assert is_another_event(one, other, filed=date(2026, 11, 20), today=date(2026, 11, 24))
