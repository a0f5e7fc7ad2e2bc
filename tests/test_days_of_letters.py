"""The day of an event and the day of a letter: nothing past is asked for, and what is still to come is told."""

from datetime import date
from typing import Any

import pytest

from generator.inbox.notes import read_note
from generator.inbox.outcome import Outcome
from generator.inbox.trays import Tray
from generator.letters.catalogue import load_catalogue
from generator.office.office import Office
from generator.service import handling
from generator.vocabulary.problems import ConfigurationError
from tests.office_kit import (
    BAZNAS,
    HASIL,
    KELUAR,
    KESEPAKATAN,
    PERMAKANAN,
    PROVINSI,
    SERAH_TERIMA,
    TEMU_BAHAS,
    drop,
    form,
)

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
