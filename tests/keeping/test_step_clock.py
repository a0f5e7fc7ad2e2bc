"""Each case's step, when what is due and what is late; the shelter's days and places."""

from datetime import date

import pytest

from generator.office.office import Office
from generator.rules.sop import StepProgress
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, moment, rows, set_clock, wait
from tests.office_kit import KESEPAKATAN, SERAH_TERIMA, TEMU_BAHAS, make_office_folder, open_office

RESULT = {"tanggal": "2026-11-26", "pimpinan": "Kepala Bidang", "pembahasan": "Upah."}


def step(office: Office, number: int, case: str = CASE) -> StepProgress:
    return office.steps_of(case)[number - 1]


def test_a_record_prepared_for_a_coming_day_ends_its_step_on_that_day(office: Office) -> None:
    file(office, kesepakatan=KESEPAKATAN)
    fourth = step(office, 4)
    assert (fourth.done_at, fourth.planned) == (None, moment("27-11-2026 16.30"))
    set_clock(office, date(2026, 11, 28))
    assert step(office, 4).done_at == moment("27-11-2026 16.30")
    assert not step(office, 4).is_exact


def test_the_meeting_starts_the_clock_of_its_step(office: Office) -> None:
    file(office, temu_bahas=TEMU_BAHAS)
    assert step(office, 3).due == moment("26-11-2026 10.30")


def test_what_the_meeting_came_to_ends_its_step_though_no_letter_is_made_of_it(
    office: Office,
) -> None:
    file(office, temu_bahas=TEMU_BAHAS)
    set_clock(office, moment("26-11-2026 10.15"))
    file(office, nomor_kasus=CASE, hasil_temu_bahas=RESULT)
    assert step(office, 3).done_at == moment("26-11-2026 10.15")
    assert step(office, 4).due == moment("01-12-2026 16.00")  # three working days after a Thursday


def test_the_hour_of_a_document_counts_not_that_of_its_filing(office: Office) -> None:
    set_clock(office, moment("27-11-2026 15.00"))
    file(office, serah_terima=SERAH_TERIMA | {"pukul": "10.00"})
    assert step(office, 5).done_at == moment("27-11-2026 10.00")


def test_nothing_is_due_once_the_case_is_closed(office: Office) -> None:
    file(office, temu_bahas=TEMU_BAHAS)
    office.archive.cases.close(CASE)
    assert not any(one.due for one in office.steps_of(CASE))
    assert rows(office, "sop") == []


def test_the_list_shows_what_is_late_first(office: Office) -> None:
    file(office, klien={"nama": "Bertemu Lusa"}, temu_bahas=TEMU_BAHAS | {"tanggal": "2026-11-27"})
    file(office, klien={"nama": "Bertemu"}, temu_bahas=TEMU_BAHAS)
    file(office, klien={"nama": "Belum Diundang"})
    set_clock(office, moment("26-11-2026 10.31"))
    late, other, uninvited = rows(office, "sop")
    assert (late["Klien"], late["Keadaan"]) == ("Bertemu", "TERLAMBAT")
    assert late["Paling lambat"] == "26-11-2026 10.30"
    assert late["Langkah"].startswith("3. Melaksanakan koordinasi temu bahas")
    assert (other["Paling lambat"], other["Keadaan"]) == ("27-11-2026 10.30", "dalam waktu")
    # The 90 minutes are how long a meeting lasts, not how soon it must be held.
    assert (uninvited["Paling lambat"], uninvited["Keadaan"]) == ("", "")


class TestDecision:
    FAILED = KESEPAKATAN | {"tanggal": "2026-11-24", "tercapai": "tidak"}

    def done(self, office: Office) -> list[int]:
        return [one.no for one in office.steps_of(CASE) if one.done_at is not None]

    def test_what_was_not_agreed_takes_the_case_back_to_step_two(self, office: Office) -> None:
        file(
            office,
            pendampingan={"tanggal": "2026-11-24"},
            hasil_temu_bahas=RESULT | {"tanggal": "2026-11-24"},
        )
        assert self.done(office) == [1, 2, 3]
        set_clock(office, moment("24-11-2026 16.30"))
        file(office, nomor_kasus=CASE, kesepakatan=self.FAILED)
        set_clock(office, moment("25-11-2026 09.00"))
        assert self.done(office) == [1]
        second = step(office, 2)
        assert second.remark.startswith("langkah 4 pada 24 November 2026 tidak tercapai; bantuan")
        (row,) = rows(office, "sop")
        assert str(row["Langkah"]).startswith("2. ")
        assert "langkah 4 pada 24 November 2026 tidak tercapai" in str(row["Keadaan"])

    def test_a_later_agreement_ends_it(self, office: Office) -> None:
        file(office, kesepakatan=self.FAILED)
        set_clock(office, moment("25-11-2026 09.00"))
        assert self.done(office) == [1]
        file(office, nomor_kasus=CASE, kesepakatan=KESEPAKATAN | {"tanggal": "2026-11-25"})
        assert self.done(office) == [1, 2, 3, 4]
        assert step(office, 2).remark == ""

    def test_a_further_meeting_after_it_counts(self, office: Office) -> None:
        file(office, kesepakatan=self.FAILED)
        set_clock(office, moment("26-11-2026 11.00"))
        file(office, nomor_kasus=CASE, hasil_temu_bahas=RESULT)
        assert self.done(office) == [1, 2, 3]

    def test_the_first_night_in_the_shelter_says_nothing_of_the_meeting(
        self, office: Office
    ) -> None:
        file(office, serah_terima=SERAH_TERIMA | {"tanggal": "2026-11-24", "pukul": "11.00"})
        assert self.done(office) == [1, 2, 5]
        assert rows(office, "sop")[0]["Langkah"].startswith("3. ")


def test_a_moment_before_eight_is_of_its_own_day(office: Office) -> None:
    """SQLite takes a time with a zone for one of Greenwich, where it is the day before."""
    hours = 'tuesday = "07.30-13.00"\nwednesday = "06.00-16.00"'
    other = open_office(make_office_folder(office.folder.parent / "lain", hours=hours))
    file(other, temu_bahas=TEMU_BAHAS | {"tanggal": "2026-11-24", "pukul": "12.00"})
    assert step(other, 3).due == moment("25-11-2026 06.30")
    assert rows(other, "sop")[0]["Paling lambat"] == "25-11-2026 06.30"
    other.close()


def test_a_corrected_time_counts_and_stays_with_its_reason(office: Office, pmbs: Pmbs) -> None:
    file(office, temu_bahas=TEMU_BAHAS)
    wait(office, days=7)
    at = ("--at", "26-11-2026", "11.00")
    code, said = pmbs("step", CASE.lower(), 3, *at, "--reason", "notula menyusul")
    assert (code, "26-11-2026 11.00" in said) == (0, True)
    third = step(office, 3)
    assert (third.done_at, third.correction) == (moment("26-11-2026 11.00"), "notula menyusul")
    assert third.was_late
    assert "notula menyusul" in pmbs("show", CASE)[1]
    assert_rebuilds_equal(office)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((CASE, 3, "--at", "31-02-2026", "09.00", "--reason", "x"), "A040"),
        ((CASE, 3, "--at", "24-11-2027", "09.00", "--reason", "x"), "A040"),
        ((CASE, 9, "--at", "24-11-2026", "09.00", "--reason", "x"), "S006"),
        (("PMBS-2026-0404", 3, "--at", "24-11-2026", "09.00", "--reason", "x"), "A005"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    office: Office, pmbs: Pmbs, arguments: tuple[object, ...], code: str
) -> None:
    file(office)
    before = office.archive.step_times.of(CASE)
    ended, said = pmbs("step", *arguments)
    assert (ended, code in said) == (2, True)
    assert office.archive.step_times.of(CASE) == before


# -- the shelter ---------------------------------------------------------------------------------


def test_the_days_of_a_stay_are_counted_and_the_eighth_is_too_many(office: Office) -> None:
    file(office, serah_terima=SERAH_TERIMA)
    assert rows(office, "shelter")[:-1] == []  # the handover lies ahead
    set_clock(office, date(2026, 12, 3))
    (stay, _) = rows(office, "shelter")
    assert (stay["Hari ke-"], stay["Keadaan"]) == (7, "hari terakhir")
    assert stay["Batas tinggal"] == "03-12-2026"
    set_clock(office, date(2026, 12, 4))
    assert rows(office, "shelter")[0]["Keadaan"] == "LEWAT 1 hari"
    assert rows(office, "sop")[0]["Shelter"] == "hari ke-8, LEWAT 7 hari"


def test_the_places_are_counted_by_people(office: Office) -> None:
    group = [{"nama": f"Orang {n}", "jenis_kelamin": "L"} for n in range(1, 13)]
    file(office, rombongan=group, serah_terima=SERAH_TERIMA)
    set_clock(office, date(2026, 11, 28))
    assert rows(office, "shelter")[-1]["Keadaan"] == "13 dari 12 tempat, MELEBIHI"
    leaving = {"tanggal": "2026-11-28", "alasan": "pulang", "diserahkan_kepada": {"nama": "Ibu"}}
    file(office, nomor_kasus=CASE, keluar_shelter=leaving)
    assert [row["Keadaan"] for row in rows(office, "shelter")] == ["0 dari 12 tempat"]


def test_who_leaves_on_a_coming_day_lives_there_until_then(office: Office) -> None:
    file(office, serah_terima=SERAH_TERIMA)
    set_clock(office, date(2026, 11, 28))
    leaving = {"tanggal": "2026-11-30", "alasan": "pulang", "diserahkan_kepada": {"nama": "Ibu"}}
    file(office, nomor_kasus=CASE, keluar_shelter=leaving)
    assert rows(office, "shelter")[-1]["Keadaan"] == "1 dari 12 tempat"
    set_clock(office, date(2026, 11, 30))
    assert rows(office, "shelter")[-1]["Keadaan"] == "0 dari 12 tempat"


def test_office_hours_come_from_the_settings(office: Office) -> None:
    folder = make_office_folder(
        office.folder.parent / "lain", hours='tuesday = "07.30-13.00"\nwednesday = "10.00-16.00"'
    )
    other = open_office(folder)
    file(other, temu_bahas=TEMU_BAHAS | {"tanggal": "2026-11-24", "pukul": "12.00"})
    assert step(other, 3).due == moment("25-11-2026 10.30")  # an hour on Tuesday, the rest next day
    other.close()


def test_the_first_step_stays_of_the_day_of_the_complaint(office: Office) -> None:
    """Every form bears a date; only the complaint's tells when the client came."""
    file(office)
    came = step(office, 1).done_at
    wait(office, days=3)
    file(
        office,
        nomor_kasus=CASE,
        tanggal="2026-11-27",
        temu_bahas=TEMU_BAHAS | {"tanggal": "2026-11-30"},
    )
    assert step(office, 1).done_at == came


def test_a_day_before_is_told_as_it_was(office: Office) -> None:
    file(office, hasil_temu_bahas=RESULT | {"tanggal": "2026-11-24"})
    set_clock(office, moment("30-11-2026 10.00"))
    file(
        office,
        nomor_kasus=CASE,
        kesepakatan=KESEPAKATAN | {"tanggal": "2026-11-30", "tercapai": "tidak"},
    )

    def done(day: date | None = None) -> list[int]:
        return [one.no for one in office.case_steps.of(CASE, on=day) if one.done_at is not None]

    assert done() == [1]
    assert done(date(2026, 11, 29)) == [1, 2, 3]
    assert not any(one.remark for one in office.case_steps.of(CASE, on=date(2026, 11, 29)))
