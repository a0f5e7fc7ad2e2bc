"""How long a case is kept: by rule, moved by holds, written down as it was applied."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.office.office import Office
from generator.rules.retention import (
    Pause,
    RetentionRule,
    RetentionSchedule,
    dates_of,
    load_retention,
)
from generator.vocabulary.problems import ConfigurationError
from tests.keeping.conftest import Pmbs
from tests.keeping.kit import CASE, assert_rebuilds_equal, file, rows, set_clock

CLOSED = date(2026, 11, 24)
RULE = RetentionRule(
    classification="400.9.8",
    event="Setelah kasus ditutup",
    years_active=2,
    years_inactive=3,
    fate="Musnah",
)


def write_rules(office: Office, *rules: str) -> None:
    text = "\n".join(f"[[rules]]\n{rule}" for rule in rules)
    (office.templates / "retention.toml").write_text(text, encoding="utf-8")


def rule(
    code: str = "400.9.8",
    *,
    active: int = 2,
    inactive: int = 3,
    fate: str = "Musnah",
    more: str = "",
) -> str:
    return (
        f'classification = "{code}"\nevent = "Setelah kasus ditutup"\nyears_active = {active}\n'
        f'years_inactive = {inactive}\nfate = "{fate}"\n{more}'
    )


def close(office: Office, case: str = CASE, day: date = CLOSED) -> None:
    file(office, nomor_kasus=case, penutupan={"tanggal": day.isoformat(), "hasil": "Selesai."})


# -- the arithmetic ------------------------------------------------------------------------------


def test_the_years_count_from_the_day_the_case_was_closed() -> None:
    dates = dates_of(RULE, CLOSED)
    assert (dates.active_until, dates.inactive_until) == (date(2028, 11, 24), date(2031, 11, 24))


def test_a_rule_may_count_from_the_end_of_the_year() -> None:
    dates = dates_of(RULE.model_copy(update={"counts_from": "akhir tahun"}), CLOSED)
    assert (dates.began, dates.active_until) == (date(2026, 12, 31), date(2028, 12, 31))


def test_a_leap_day_has_its_anniversary_on_the_28th() -> None:
    assert dates_of(RULE, date(2028, 2, 29)).active_until == date(2030, 2, 28)


def test_a_hold_in_the_active_years_moves_both_dates() -> None:
    dates = dates_of(RULE, CLOSED, [Pause(date(2027, 1, 1), date(2027, 1, 31))])
    assert (dates.active_until, dates.inactive_until) == (date(2028, 12, 24), date(2031, 12, 24))


def test_a_hold_in_the_inactive_years_moves_the_second_date_only() -> None:
    dates = dates_of(RULE, CLOSED, [Pause(date(2029, 1, 1), date(2029, 1, 11))])
    assert (dates.active_until, dates.inactive_until) == (date(2028, 11, 24), date(2031, 12, 4))


def test_a_hold_before_the_case_was_closed_moves_nothing() -> None:
    assert dates_of(RULE, CLOSED, [Pause(date(2026, 1, 1), date(2026, 3, 1))]) == dates_of(
        RULE, CLOSED
    )


@given(
    st.lists(
        st.tuples(st.integers(-300, 2500), st.integers(0, 400)).map(
            lambda told: Pause(CLOSED + timedelta(days=told[0]), CLOSED + timedelta(days=sum(told)))
        ),
        max_size=5,
    )
)
def test_as_many_days_pass_off_hold_as_without_any_hold(pauses: list[Pause]) -> None:
    dates, plain = dates_of(RULE, CLOSED, pauses), dates_of(RULE, CLOSED)
    length = (plain.active_until - CLOSED).days
    running = [
        day
        for day in (CLOSED + timedelta(days=n) for n in range((dates.active_until - CLOSED).days))
        if not any(one.since <= day < one.until for one in pauses)
    ]
    assert len(running) == length


# -- the table -----------------------------------------------------------------------------------


def test_the_shipped_rule_is_an_example_that_nobody_has_checked(office: Office) -> None:
    (shipped,) = office.retention_schedule.rules
    assert (shipped.years_active, shipped.years_inactive, shipped.fate) == (2, 3, "Permanen")
    assert shipped.diperiksa is None
    assert "contoh" in shipped.note


def test_a_code_takes_the_rule_of_the_nearest_code_above_it() -> None:
    table = RetentionSchedule(
        rules=(RULE, RULE.model_copy(update={"classification": "400", "note": "pokok"}))
    )
    assert table.rule_for("400.9.8.1") == RULE
    assert (found := table.rule_for("400.10.1")) is not None
    assert found.note == "pokok"
    assert table.rule_for("40") is None


@pytest.mark.parametrize("text", ["rules = 3", "[[rules]]\nfate = 'Dibakar'", "="])
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "retention.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=r"T040 retention\.toml"):
        load_retention(path)


# -- in the office -------------------------------------------------------------------------------


def test_a_case_gets_its_dates_when_a_form_closes_it(office: Office) -> None:
    file(office)
    assert office.archive.retention.of(CASE) is None
    close(office)
    kept = office.archive.retention.of(CASE)
    assert kept is not None
    assert kept.dates.inactive_until == date(2031, 11, 24)
    assert kept.rule == office.retention_schedule.rules[0]


def test_a_case_gets_its_dates_when_a_command_closes_it(office: Office, pmbs: Pmbs) -> None:
    file(office)
    assert pmbs("close", CASE)[0] == 0
    assert office.archive.retention.of(CASE) is not None
    assert "inaktif sampai 24-11-2031" in pmbs("show", CASE)[1]


def test_a_broken_table_holds_up_no_form_and_the_dates_follow(office: Office) -> None:
    file(office)
    (office.templates / "retention.toml").write_text("rusak = [")
    close(office)
    assert office.archive.retention.of(CASE) is None
    write_rules(office, rule())
    file(office, klien={"nama": "Lain"})
    assert office.archive.retention.of(CASE) is not None


def test_a_rule_that_changes_later_changes_no_case_until_somebody_says_so(
    office: Office, pmbs: Pmbs
) -> None:
    write_rules(office, rule())
    file(office)
    close(office)
    write_rules(office, rule(inactive=8, fate="Permanen"))
    assert_rebuilds_equal(office)
    kept = office.archive.retention.of(CASE)
    assert kept is not None
    assert (kept.dates.inactive_until.year, kept.rule.fate) == (2031, "Musnah")
    assert pmbs("retention", "--all", "--reason", "JRA 2027")[0] == 0
    kept = office.archive.retention.of(CASE)
    assert kept is not None
    assert (kept.dates.inactive_until.year, kept.rule.fate) == (2036, "Permanen")
    assert_rebuilds_equal(office)


def test_only_a_closed_case_is_dated_anew(office: Office, pmbs: Pmbs) -> None:
    file(office)
    code, said = pmbs("retention", CASE, "--reason", "x")
    assert (code, "A044" in said) == (2, True)


def test_the_list_shows_what_is_due_this_year_and_next(office: Office) -> None:
    write_rules(office, rule(active=1, inactive=1))
    file(office)
    close(office)
    file(office, klien={"nama": "Masih Berjalan"})
    set_clock(office, date(2026, 12, 31))
    (row,) = rows(office, "retensi")
    assert (row["Jatuh tempo"], row["Tindakan"]) == ("24-11-2027", "pindah ke inaktif")
    set_clock(office, date(2027, 11, 25))
    (row,) = rows(office, "retensi", year=2027)
    assert (row["Jatuh tempo"], row["Tindakan"]) == ("24-11-2028", "usul musnah")
    set_clock(office, date(2028, 11, 25))
    (row,) = rows(office, "retensi", year=2028)
    assert row["Tindakan"] == "usul musnah, SUDAH LEWAT"
    assert "belum diperiksa" in row["Keterangan"]


def test_what_is_due_later_than_next_year_is_not_listed(office: Office) -> None:
    file(office)
    close(office)
    assert rows(office, "retensi", year=2026) == []
    assert len(rows(office, "retensi", year=2027)) == 1


def test_a_closed_case_without_a_rule_stands_first_in_the_list(office: Office) -> None:
    write_rules(office, rule("999"))
    file(office)
    close(office)
    (row,) = rows(office, "retensi")
    assert row["Tindakan"] == "belum ada aturan untuk kode ini"


@pytest.mark.parametrize(
    ("fate", "action"), [("Permanen", "usul serah"), ("Dinilai kembali", "dinilai kembali")]
)
def test_the_fate_decides_what_is_to_be_done(office: Office, fate: str, action: str) -> None:
    write_rules(office, rule(active=0, inactive=1, fate=fate, more="diperiksa = 2026-12-01"))
    file(office)
    close(office)
    set_clock(office, date(2027, 11, 1))
    (row,) = rows(office, "retensi", year=2027)
    assert (row["Tindakan"], row["Keterangan"]) == (action, "")


# -- holds ---------------------------------------------------------------------------------------


def test_a_hold_stops_the_clock_until_it_is_let_go(office: Office, pmbs: Pmbs) -> None:
    write_rules(office, rule(active=1, inactive=0))
    file(office)
    close(office)
    set_clock(office, date(2027, 1, 1))
    assert pmbs("hold", CASE, "--reason", "perkara perdata")[0] == 0
    assert rows(office, "retensi", year=2027)[0]["Tindakan"] == "ditahan, waktunya berhenti"
    assert "perkara perdata" in rows(office, "retensi", year=2027)[0]["Keterangan"]
    set_clock(office, date(2027, 1, 31))
    code, said = pmbs("hold", CASE, "--release", "--reason", "putusan tetap")
    assert (code, "24-12-2027" in said) == (0, True)
    assert_rebuilds_equal(office)


def test_of_two_holds_the_one_that_is_named_goes(office: Office, pmbs: Pmbs) -> None:
    file(office)
    close(office)
    pmbs("hold", CASE, "--reason", "pengadilan")
    pmbs("hold", CASE, "--reason", "inspektorat")
    code, said = pmbs("hold", CASE, "--release", "--reason", "selesai")
    assert (code, "A042" in said, "2 (inspektorat)" in said) == (2, True, True)
    code, said = pmbs("hold", CASE, "--release", "--number", "1", "--reason", "selesai")
    assert (code, "alasan lain" in said) == (0, True)
    assert office.archive.retention.is_held(CASE)
    assert pmbs("hold", CASE, "--release", "--number", "1", "--reason", "lagi")[0] == 2
    assert_rebuilds_equal(office)


def test_a_running_case_may_be_held_and_counts_from_its_closing(office: Office, pmbs: Pmbs) -> None:
    write_rules(office, rule(active=1, inactive=0))
    file(office)
    pmbs("hold", CASE, "--reason", "polisi")
    set_clock(office, date(2026, 12, 1))
    pmbs("close", CASE)
    set_clock(office, date(2026, 12, 11))
    pmbs("hold", CASE, "--release", "--reason", "selesai")
    kept = office.archive.retention.of(CASE)
    assert kept is not None
    assert kept.dates.active_until == date(2027, 12, 11)
